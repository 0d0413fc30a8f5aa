-- An older try may be paused rather than dead: its session is ended, so that it neither writes nor holds a lock.
SELECT pg_terminate_backend(a.pid)
FROM ops.tries t JOIN pg_stat_activity a ON (a.pid, a.backend_start) = (t.pid, t.session_began)
WHERE t.work = %(work)s AND t.number <= %(number)s AND a.pid <> pg_backend_pid() AND a.usename = current_user;
INSERT INTO ops.tries (work, number, pid, session_began)
SELECT %(work)s, %(number)s, pid, backend_start FROM pg_stat_activity WHERE pid = pg_backend_pid()
ON CONFLICT (work) DO UPDATE SET number = excluded.number, pid = excluded.pid, session_began = excluded.session_began,
    began_at = excluded.began_at
WHERE tries.number <= excluded.number
