"""Groups of the `dropwire` command, one a file."""
