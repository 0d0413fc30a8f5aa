"""Trends: what comes in day by day and source by source, against what is usual; it is named when it is not."""

from dropwire.trends.anomalies import anomalies
from dropwire.trends.baseline import History
from dropwire.trends.counts import ALL, METRICS, WORDS, Anomaly, Band, DayCounts, Share
from dropwire.trends.diagnosis import Diagnosis, diagnose
from dropwire.trends.measure import Measured, examples, fetch_troubles, measure, read_history, sources_of_day

__all__ = [
    "ALL", "METRICS", "WORDS", "Anomaly", "Band", "DayCounts", "Diagnosis", "History", "Measured", "Share", "anomalies",
    "diagnose", "examples", "fetch_troubles", "measure", "read_history", "sources_of_day",
]  # fmt: skip
