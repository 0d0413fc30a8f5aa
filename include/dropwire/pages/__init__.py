"""Pages in Airflow's UI: what they ask the warehouse and how they look. plugins/ only registers them.

Every folder is a page: its routes, templates, SQL, Vietnamese words (vi.po). shell/ is what they share, results/ the
tab of a run. Pages only read; what people do from them goes through Airflow's own API, with its rights and audit log.
"""
