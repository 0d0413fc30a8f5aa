"""Pages in Airflow's UI: what they ask the warehouse and how they look. plugins/ registers them."""
