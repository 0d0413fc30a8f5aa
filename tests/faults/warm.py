"""Imported by the server that processes are forked from: they begin as tasks do, with the rules in memory."""

from dropwire.warm import warm_up

warm_up()
