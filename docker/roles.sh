#!/bin/sh
# The logins and databases, as include/dropwire/local/roles.py makes them; what a role may do inside the warehouse,
# migrations grant. PostgreSQL's image runs this once, in an empty volume. Run again, it sets passwords that changed.
set -eu
for name in POSTGRES AIRFLOW OWNER LOADER READER; do
    [ "$(printenv "${name}_PASSWORD" | wc -c)" -gt 16 ] || {
        echo "DROPWIRE_${name}_PASSWORD is too short to be a secret: remove it from .env, run make secrets; if nothing" \
            "was loaded yet, docker compose down -v" >&2
        exit 1
    }
done
PGPASSWORD=$POSTGRES_PASSWORD psql --no-psqlrc --quiet -v ON_ERROR_STOP=1 -U "${POSTGRES_USER:-postgres}" -d postgres <<'SQL'
\getenv airflow AIRFLOW_PASSWORD
\getenv owner OWNER_PASSWORD
\getenv loader LOADER_PASSWORD
\getenv reader READER_PASSWORD

SELECT format('CREATE ROLE %I', name)
FROM unnest(ARRAY['airflow', 'dropwire_owner', 'dropwire_loader', 'dropwire_reader']) AS name
WHERE name NOT IN (SELECT rolname FROM pg_roles) \gexec
ALTER ROLE airflow LOGIN PASSWORD :'airflow';
ALTER ROLE dropwire_owner LOGIN PASSWORD :'owner';
ALTER ROLE dropwire_loader LOGIN PASSWORD :'loader';
ALTER ROLE dropwire_reader LOGIN PASSWORD :'reader';

SELECT format('CREATE DATABASE %I OWNER %I ENCODING ''UTF8'' TEMPLATE template0', name, owner)
FROM (VALUES ('airflow', 'airflow'), ('warehouse', 'dropwire_owner')) AS wanted (name, owner)
WHERE name NOT IN (SELECT datname FROM pg_database) \gexec
REVOKE ALL ON DATABASE airflow, warehouse FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE warehouse TO dropwire_loader, dropwire_reader;
SQL
