-- Airflow's own database. A run that waits for a person is not stuck.
SELECT (SELECT count(*) FROM dag_run r
        WHERE r.state = 'running' AND r.start_date < now() - interval '12 hours'
          AND NOT EXISTS (SELECT FROM task_instance t WHERE t.dag_id = r.dag_id AND t.run_id = r.run_id
                                                        AND t.state IN ('deferred', 'awaiting_input'))),
       (SELECT count(*) FROM task_instance
        WHERE state = 'running' AND last_heartbeat_at < now() - interval '2 minutes'),
       (SELECT string_agg(filename, ', ' ORDER BY filename) FROM import_error),
       (SELECT string_agg(dag_id, ', ' ORDER BY dag_id) FROM dag WHERE is_paused AND NOT is_stale)
