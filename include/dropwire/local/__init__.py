"""The one-machine stack: environment, embedded PostgreSQL, Airflow's parts, and the `make run` flow."""
