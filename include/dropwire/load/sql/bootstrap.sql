-- Before any migration: the roles (a deployment usually made them, with logins), the schema and table that record migrations.
DO $$
DECLARE role text;
BEGIN
    FOREACH role IN ARRAY ARRAY['dropwire_owner', 'dropwire_loader', 'dropwire_reader'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', role);
        END IF;
    END LOOP;
    IF current_user <> 'dropwire_owner' THEN
        IF NOT pg_has_role(current_user, 'dropwire_owner', 'MEMBER') THEN
            EXECUTE format('GRANT dropwire_owner TO %I', current_user);
        END IF;
        IF NOT has_database_privilege('dropwire_owner', current_database(), 'CREATE') THEN
            EXECUTE format('GRANT CREATE ON DATABASE %I TO dropwire_owner', current_database());
        END IF;
        SET ROLE dropwire_owner;
    END IF;
END $$;

CREATE SCHEMA IF NOT EXISTS ops;
CREATE TABLE IF NOT EXISTS ops.migrations (
    number     integer PRIMARY KEY,
    name       text NOT NULL,
    sha256     text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE ops.migrations IS 'Migrations applied to this warehouse.';
COMMENT ON COLUMN ops.migrations.number IS 'Number of the migration; they are applied in order.';
COMMENT ON COLUMN ops.migrations.name IS 'Name of its file.';
COMMENT ON COLUMN ops.migrations.sha256 IS 'SHA-256 of the file when it was applied.';
COMMENT ON COLUMN ops.migrations.applied_at IS 'When it was applied.';
