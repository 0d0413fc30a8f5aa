-- About how many events there are, as the planner knows it; groups of many events are counted in memory.
SELECT reltuples::bigint, set_config('work_mem', '64MB', true) FROM pg_class WHERE oid = 'news.events'::regclass
