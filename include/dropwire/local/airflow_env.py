"""The environment Airflow's parts run in: every setting is a variable, no airflow.cfg is written by hand.

Whatever AIRFLOW__* variable the user has set wins over what stands here.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from dropwire.local.layout import Layout
from dropwire.local.ports import HOST
from dropwire.local.secret_files import SecretFiles, fernet_key, signing_key

ADMIN = "admin"
ADMIN_SECRET = "ui_admin"
PASSWORDS_FILE = "ui_passwords.json"
EXECUTOR = "warm_executor.WarmLocalExecutor"
CONNECTION_VARIABLE = "AIRFLOW_CONN_DROPWIRE_WAREHOUSE"

_UNWANTED = ("PYTHONDONTWRITEBYTECODE", "PYTHONHOME", "AIRFLOW_CONFIG", "VIRTUAL_ENV")


def build(
    layout: Layout, warehouse_url: str, metadata_url: str, scheduled: bool, environ: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The whole environment of a part.

    `scheduled` False keeps the scheduler from making runs by the calendar: only those asked for are run.
    """
    environ = os.environ if environ is None else environ
    env = {name: value for name, value in environ.items() if name not in _UNWANTED}
    inherited = {name: value for name, value in env.items() if name.startswith("AIRFLOW__")}
    env |= {f"AIRFLOW__{name}": value for name, value in _settings(layout, metadata_url, scheduled).items()}
    env |= inherited
    env |= {
        "AIRFLOW_HOME": str(layout.airflow),
        CONNECTION_VARIABLE: environ.get(CONNECTION_VARIABLE) or warehouse_url,
        "DROPWIRE_HOME": str(layout.home),
        "PYTHONPATH": os.pathsep.join(filter(None, [str(layout.repository / "include"), environ.get("PYTHONPATH")])),
        "PYTHONUNBUFFERED": "1",
        "GX_ANALYTICS_ENABLED": "false",  # nothing phones home
        "NO_PROXY": ",".join(filter(None, [environ.get("NO_PROXY") or environ.get("no_proxy"), HOST, "localhost"])),
    }
    env["no_proxy"] = env["NO_PROXY"]
    return env


def write_admin_password(secrets: SecretFiles) -> bool:
    """Make the UI's password and the file Airflow reads it from; True when it is new and should be shown."""
    new = not secrets.has(ADMIN_SECRET)
    secrets.put(PASSWORDS_FILE, json.dumps({ADMIN: secrets.get(ADMIN_SECRET)}))
    return new


def _settings(layout: Layout, metadata_url: str, scheduled: bool) -> dict[str, str]:
    secrets = SecretFiles(layout.secrets)
    address = f"http://{HOST}:{layout.ui_port}"
    return {
        "CORE__DAGS_FOLDER": str(layout.repository / "dags"),
        "CORE__PLUGINS_FOLDER": str(layout.repository / "plugins"),
        "CORE__LOAD_EXAMPLES": "False",
        "CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",  # here, up means working
        "CORE__EXECUTOR": EXECUTOR,
        "CORE__PARALLELISM": str(max(4, os.cpu_count() or 1)),
        "CORE__FERNET_KEY": secrets.get("fernet_key", fernet_key),
        "CORE__SIMPLE_AUTH_MANAGER_USERS": f"{ADMIN}:admin",
        "CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(secrets.path(PASSWORDS_FILE)),
        "CORE__EXECUTION_API_SERVER_URL": f"{address}/execution/",
        "DATABASE__SQL_ALCHEMY_CONN": sqlalchemy_url(metadata_url),
        "API__HOST": HOST,
        "API__PORT": str(layout.ui_port),
        "API__BASE_URL": address,
        "API__SECRET_KEY": secrets.get("api_key"),
        "API_AUTH__JWT_SECRET": secrets.get("jwt_key", signing_key),
        "LOGGING__BASE_LOG_FOLDER": str(layout.airflow / "logs"),
        "LOGGING__DAG_PROCESSOR_CHILD_PROCESS_LOG_DIRECTORY": str(layout.airflow / "logs" / "dag_processor"),
        "LOGGING__COLORED_CONSOLE_LOG": "False",
        "SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME": "0.1",
        "SCHEDULER__USE_JOB_SCHEDULE": str(scheduled),
        # What a killed launcher leaves behind is taken up within a minute.
        "SCHEDULER__ORPHANED_TASKS_CHECK_INTERVAL": "20",
        "DAG_PROCESSOR__REFRESH_INTERVAL": "30",
        "DAG_PROCESSOR__PARSING_PROCESSES": "1",
        # The first requests of a busy small machine are slow: do not kill a task for it.
        "WORKERS__EXECUTION_API_TIMEOUT": "30",
        # A task that has ended keeps its slot until its supervisor looks again, at a heartbeat (5 s by default).
        "WORKERS__MIN_HEARTBEAT_INTERVAL": "1",
        "WORKERS__MAX_FAILED_HEARTBEATS": "50",
    }


def sqlalchemy_url(url: str) -> str:
    """The URL with SQLAlchemy's driver name, as Airflow wants it."""
    return url.replace("postgresql://", "postgresql+psycopg2://", 1)


def airflow_command(python: str) -> str:
    """Airflow's command beside the interpreter that runs us."""
    return str(Path(python).with_name("airflow"))
