"""Tab Results of every run and task. Airflow shows it in a frame without scripts, so it has none."""

from dropwire.pages.results.page import router

__all__ = ["router"]
