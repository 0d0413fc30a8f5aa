-- Groups of many events are counted in memory, and indexes cost what they cost where they fit into it: otherwise the whole
-- table would be read sooner than the index that counts.
SELECT set_config('work_mem', '64MB', true), set_config('random_page_cost', '1.1', true)
