-- The last day that is over for which anything was loaded, but for what is only read again; else any such day.
SELECT coalesce(max(day) FILTER (WHERE day < %(today)s), max(day))
FROM ops.loads WHERE NOT dry_run AND kind NOT IN ('replay', 'backfill')
