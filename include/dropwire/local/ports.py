"""Which TCP ports of the loopback address are free, and who holds the others."""

from __future__ import annotations

import contextlib
import errno
import random
import socket

import psutil

HOST = "127.0.0.1"
_NEVER_OUTGOING = range(20_000, 32_000)
"""Outgoing connections get ports above these (Linux: from 32768), and could take one before a server has it."""


def is_free(port: int) -> bool:
    """Whether a server could listen on this port now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def free_port(preferred: int = 0) -> int:
    """The preferred port when it is free, otherwise any free one that no outgoing connection will be given.

    Raises:
        OSError: none of a thousand tried was free.
    """
    if preferred and is_free(preferred):
        return preferred
    for port in random.sample(_NEVER_OUTGOING, 1000):
        if is_free(port):
            return port
    raise OSError(errno.EADDRINUSE, "no free port")


def holder(port: int) -> str:
    """Who listens on the port, for a message: `nginx (pid 812)`, or `another program`."""
    with contextlib.suppress(psutil.Error, OSError):
        for connection in psutil.net_connections("tcp"):
            if connection.status == psutil.CONN_LISTEN and connection.laddr.port == port and connection.pid:
                return f"{psutil.Process(connection.pid).name()} (pid {connection.pid})"
    return "another program"
