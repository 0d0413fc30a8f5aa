"""Imported by the server that processes are forked from: they begin with the rules in memory."""

from steps import warm_up

warm_up()
