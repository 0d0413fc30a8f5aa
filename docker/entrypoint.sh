#!/bin/sh
# What a container of our image does: `prepare` brings both databases to their newest form, a program by its name is run
# as it stands, anything else is a command of Airflow's; `migrated` before it waits for `prepare`.
set -eu
umask 027

refuse() { # NAME VALUE: `changeme`, `airflow` and the like are no secrets; those of `make secrets` have 32 characters
    [ "${#2}" -ge 16 ] && return
    echo "$1 is blank, a default or too short to be a secret: remove it from .env and run make secrets" >&2
    exit 1
}
for name in DROPWIRE_UI_PASSWORD AIRFLOW__API__SECRET_KEY AIRFLOW__API_AUTH__JWT_SECRET AIRFLOW__CORE__FERNET_KEY; do
    ! value=$(printenv "$name") || refuse "$name" "$value"
done
for name in AIRFLOW__DATABASE__SQL_ALCHEMY_CONN DROPWIRE_WAREHOUSE_OWNER_URL AIRFLOW_CONN_DROPWIRE_WAREHOUSE \
    AIRFLOW__CELERY__BROKER_URL; do
    login=$(printenv "$name" | sed -n 's|^[^/]*//\([^@/]*\)@.*|\1|p') # nothing without a login, or where no file says it
    case $login in *:*) refuse "the password in $name" "${login#*:}" ;; esac
done

if [ -n "${DROPWIRE_UI_PASSWORD:-}" ]; then # Airflow reads logins from a file only; it lies on tmpfs
    (umask 077 && python -c 'import json, os; print(json.dumps({"admin": os.environ["DROPWIRE_UI_PASSWORD"]}))' \
        >"$AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE")
    unset DROPWIRE_UI_PASSWORD
fi

if [ "${1:-}" = prepare ]; then
    [ ! -d "$AIRFLOW__LOGGING__BASE_LOG_FOLDER" ] ||
        find "$AIRFLOW__LOGGING__BASE_LOG_FOLDER" -type f -mtime "+${DROPWIRE_LOG_DAYS:-90}" -delete
    airflow db migrate
    airflow pools get dropwire_fetch >/dev/null 2>&1 ||
        airflow pools set dropwire_fetch 4 "Sources that are fetched at the same time, in all runs together."
    exec python -c '
import os
from dropwire.load import migrate
print("warehouse migrations applied:", migrate(os.environ["DROPWIRE_WAREHOUSE_OWNER_URL"]) or "none were missing")'
fi
if [ "${1:-}" = migrated ]; then # on Kubernetes, where nothing else keeps a part from starting first
    shift
    airflow db check-migrations --migration-wait-timeout 600
fi
case "${1:-}" in airflow | bash | dropwire | python | sh) exec "$@" ;; esac
exec airflow "$@"
