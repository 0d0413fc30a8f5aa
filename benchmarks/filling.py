"""A warehouse filled by copying what was really published, under other ids, days, texts and loads: `scale.py`.

The rows of a block of real loads are repeated as often as wished by SQL, table by table, so that they have the form and
the neighbourhoods of published ones: an article's links, codings and events are those of its block, moved on in time.
"""

from __future__ import annotations

from psycopg2.extensions import connection

SHARED = frozenset({"location_id", "actor_id", "source_id"})
"""What blocks have in common: the world is no larger for being told of longer."""
NUMBERED = frozenset({"load_id", "file_id", "read_by", "ended_by"})
HASHES = frozenset({"content_sha256", "layout_sha256", "text_fingerprint", "file_sha256", "sha256"})
ONCE = frozenset({
    "news.sources", "news.actors", "news.locations", "news.event_types", "news.compatible_types", "news.countries",
    "news.actor_register", "ops.migrations", "ops.search_state",
})  # fmt: skip
INDEXES = """
SELECT format(CASE WHEN k.oid IS NULL THEN 'DROP INDEX %%1$s' ELSE 'ALTER TABLE %%2$s DROP CONSTRAINT %%3$I' END,
              i.indexrelid::regclass, i.indrelid::regclass, k.conname),
       CASE WHEN k.oid IS NULL THEN pg_get_indexdef(i.indexrelid)
            ELSE format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', i.indrelid::regclass, k.conname,
                        pg_get_constraintdef(k.oid)) END
FROM pg_index i
LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x')
WHERE i.indrelid::regclass::text = ANY (%s) AND NOT i.indisreplident
  AND NOT EXISTS (SELECT FROM pg_constraint f WHERE f.contype = 'f' AND f.conindid = i.indexrelid)
  AND EXISTS (SELECT FROM pg_class c WHERE c.oid = i.indrelid AND c.relkind = 'r')
ORDER BY i.indrelid"""
"""How the indexes of tables are dropped, and made anew: that is quicker than keeping them while filling."""
FUNCTIONS = """
CREATE SCHEMA IF NOT EXISTS bench;
CREATE OR REPLACE FUNCTION bench.id(id uuid, n integer) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN md5(id::text || n)::uuid;
CREATE OR REPLACE FUNCTION bench.hash(hash text, n integer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN md5(hash || n) || md5(n || hash);
"""
TABLES = """SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
              AND n.nspname IN ('news', 'landing', 'history', 'ops')
            ORDER BY c.relname <> 'loads', 1"""
COLUMNS = """SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute
             WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum"""


def keep_block(conn: connection) -> None:
    """Set aside what stands now: the block that `fill` repeats."""
    with conn, conn.cursor() as cur:
        cur.execute(FUNCTIONS)
        for table in _tables(conn):
            cur.execute(f"CREATE TABLE {_kept(table)} AS TABLE {table}")


def fill(conn: connection, first: int, last: int, days: int) -> None:
    """Repeat the block as numbers `first` to `last`, number n coming n times `days` after it. As superuser."""
    with conn, conn.cursor() as cur:
        cur.execute("SET LOCAL session_replication_role = replica; SET LOCAL maintenance_work_mem = '1GB'")
        cur.execute(INDEXES, (_tables(conn),))
        indexes = cur.fetchall()
        for dropped, _ in indexes:
            cur.execute(dropped)
        for table in _tables(conn):
            cur.execute(COLUMNS, (table,))
            columns = dict(cur.fetchall())
            told = ", ".join(_moved(name, kind, days) for name, kind in columns.items())
            cur.execute(
                f"INSERT INTO {table} ({', '.join(columns)}) OVERRIDING SYSTEM VALUE "  # noqa: S608 (our own names)
                f"SELECT {told} FROM generate_series(%s, %s) AS block CROSS JOIN {_kept(table)} AS t",
                (first, last),
            )
        for _, made in indexes:
            cur.execute(made)
        cur.execute("SELECT setval(pg_get_serial_sequence('ops.loads', 'load_id'), max(load_id)) FROM ops.loads")
        cur.execute("""SELECT setval(pg_get_serial_sequence('landing.drop_files', 'file_id'), max(file_id))
                       FROM landing.drop_files""")
    conn.autocommit = True
    with conn.cursor() as cur:
        cur.execute("VACUUM ANALYZE")
        cur.execute("CHECKPOINT")
    conn.autocommit = False


def _tables(conn: connection) -> list[str]:
    with conn.cursor() as cur:
        cur.execute(TABLES)
        return [name for (name,) in cur.fetchall() if name not in ONCE]


def _kept(table: str) -> str:
    return f"bench.{table.replace('.', '_')}"


def _moved(name: str, kind: str, days: int) -> str:
    """What stands in the column of block n."""
    if kind == "uuid" and name not in SHARED:
        return f"bench.id({name}, block)"
    if kind == "date" and name != "read_on":  # all is read today
        return f"{name} + block * {days}"
    if name in NUMBERED:
        key, counted = ("file_id", "landing.drop_files") if name == "file_id" else ("load_id", "ops.loads")
        return f"{name} + block * (SELECT max({key}) FROM {_kept(counted)})"  # noqa: S608 (our own names)
    if name in HASHES and kind == "text":
        return f"bench.hash({name}, block)"
    if name in ("name", "file"):
        return f"block || '/' || {name}"
    if name == "band":
        return "hashint8extended(band, block)"
    return name
