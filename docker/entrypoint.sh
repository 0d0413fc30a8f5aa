#!/bin/sh
# What a container of our image does: `prepare` brings both databases to their newest form, anything else is a command
# of Airflow's.
set -eu
umask 027

if [ -n "${DROPWIRE_UI_PASSWORD:-}" ]; then # Airflow reads logins from a file only; it lies on tmpfs
    (umask 077 && python -c 'import json, os; print(json.dumps({"admin": os.environ["DROPWIRE_UI_PASSWORD"]}))' \
        >"$AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE")
    unset DROPWIRE_UI_PASSWORD
fi

if [ "${1:-}" = prepare ]; then
    find "$AIRFLOW__LOGGING__BASE_LOG_FOLDER" -type f -mtime "+${DROPWIRE_LOG_DAYS:-90}" -delete
    airflow db migrate
    airflow pools get dropwire_fetch >/dev/null 2>&1 ||
        airflow pools set dropwire_fetch 4 "Sources that are fetched at the same time, in all runs together."
    exec python -c '
import os
from dropwire.load import migrate
print("warehouse migrations applied:", migrate(os.environ["DROPWIRE_WAREHOUSE_OWNER_URL"]) or "none were missing")'
fi
exec airflow "$@"
