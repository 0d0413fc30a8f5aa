"""Tab Results of every run. Airflow shows it in a frame without scripts, so it has none."""
