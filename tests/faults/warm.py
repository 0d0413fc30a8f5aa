"""Imported by the server that processes are forked from: they begin with the rules in memory."""

from dropwire.warm import rehearse

rehearse()
