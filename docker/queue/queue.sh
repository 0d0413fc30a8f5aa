#!/bin/sh
# The password reaches Redis on standard input: neither the process list nor a file shows it.
set -eu
exec redis-server - --bind '* -::*' --dir /var/lib/queue --appendonly yes --save '' \
    --maxmemory 256mb --maxmemory-policy noeviction <<CONF
requirepass $QUEUE_PASSWORD
CONF
