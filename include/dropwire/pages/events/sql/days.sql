-- By first and last day: there are far fewer days than events, and only when they are known can they be put into weeks,
-- months or years.
SELECT greatest(date_start, %(first)s::date) AS day, date_end, count(*)::integer, count(fatalities_best)::integer,
       coalesce(sum(coalesce(fatalities_low, fatalities_best)), 0)::integer, coalesce(sum(fatalities_best), 0)::integer,
       coalesce(sum(coalesce(fatalities_high, fatalities_best)), 0)::integer
FROM matching
GROUP BY 1, 2
