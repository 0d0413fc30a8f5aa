"""The logins and databases of the embedded server. What a role may do inside the warehouse, migrations grant."""

from __future__ import annotations

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT, connection

from dropwire.local.secret_files import SecretFiles

METADATA, WAREHOUSE = "airflow", "warehouse"
AIRFLOW, OWNER, LOADER, READER = "airflow", "dropwire_owner", "dropwire_loader", "dropwire_reader"
LOGINS = (AIRFLOW, OWNER, LOADER, READER)

_DATABASES = {METADATA: (AIRFLOW, ()), WAREHOUSE: (OWNER, (LOADER, READER))}
"""Database to its owner and to who else may connect."""


def ensure(superuser_url: str, secrets: SecretFiles) -> None:
    """Make logins and databases that are missing; every password becomes what the secret files say."""
    server = psycopg2.connect(superuser_url)
    try:
        server.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)  # CREATE DATABASE refuses transactions
        for role in LOGINS:
            _ensure_login(server, role, secrets.get(role))
        for database, (owner, guests) in _DATABASES.items():
            _ensure_database(server, database, owner, guests)
    finally:
        server.close()


def _ensure_login(server: connection, role: str, password: str) -> None:
    with server.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        verb = "ALTER" if cursor.fetchone() else "CREATE"
        statement = sql.SQL(verb + " ROLE {} LOGIN PASSWORD {}")
        cursor.execute(statement.format(sql.Identifier(role), sql.Literal(password)))


def _ensure_database(server: connection, database: str, owner: str, guests: tuple[str, ...]) -> None:
    with server.cursor() as cursor:
        name = sql.Identifier(database)
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database])
        if not cursor.fetchone():
            cursor.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, sql.Identifier(owner)))
        cursor.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
        for guest in guests:
            statement = sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}")
            cursor.execute(statement.format(name, sql.Identifier(guest)))
