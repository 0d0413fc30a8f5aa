-- May this login load? Null where there is nothing to write to yet.
SELECT current_setting('server_version'), current_user,
       CASE WHEN to_regclass('ops.loads') IS NULL THEN NULL
            ELSE has_schema_privilege('ops', 'USAGE') AND has_table_privilege(to_regclass('ops.loads'), 'INSERT') END
