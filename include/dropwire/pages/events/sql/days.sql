-- By day first: there are far fewer days than events to be put into weeks or months.
, by_day AS (
    SELECT greatest(date_start, %(first)s::date) AS day, date_end, count(*) AS n_events, count(fatalities_best) AS n_counted,
           sum(coalesce(fatalities_low, fatalities_best)) AS low, sum(fatalities_best) AS best,
           sum(coalesce(fatalities_high, fatalities_best)) AS high
    FROM matching
    GROUP BY 1, 2
)
SELECT date_trunc(%(unit)s, day)::date AS unit, sum(n_events)::integer,
       coalesce(sum(n_events) FILTER (WHERE date_trunc(%(unit)s, day) <> date_trunc(%(unit)s, date_end)), 0)::integer,
       sum(n_counted)::integer, coalesce(sum(low), 0)::integer, coalesce(sum(best), 0)::integer, coalesce(sum(high), 0)::integer
FROM by_day
GROUP BY 1
ORDER BY 1
