-- Groups of many events are counted in memory.
SELECT set_config('work_mem', '64MB', true)
