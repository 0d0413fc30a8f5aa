SELECT pg_advisory_xact_lock(x'616c6572'::int) -- one run after the other enters what it sees
