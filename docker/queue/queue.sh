#!/bin/sh
# The password reaches Redis on standard input: neither the process list nor a file shows it.
set -eu
[ "${#QUEUE_PASSWORD}" -ge 16 ] || { echo "DROPWIRE_QUEUE_PASSWORD is too short to be a secret: run make secrets" >&2; exit 1; }
exec redis-server - --bind '* -::*' --dir /var/lib/queue --appendonly yes --save '' \
    --maxmemory 256mb --maxmemory-policy noeviction <<CONF
requirepass $QUEUE_PASSWORD
CONF
