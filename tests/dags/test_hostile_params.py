"""What a form or the REST API may hand a DAG: nonsense is refused before anything runs."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
SQL = "2017-11-06'; DROP TABLE news.articles; --"
DAYS = (SQL, "2017-02-30", "06/11/2017", "2017-11-06\n", "../../etc", "tomorrow", 20171106, ["2017-11-06"], "")
REFUSED = [
    *(("articles_daily", "day", value) for value in DAYS if value != ""),
    *(("articles_daily", "wait_hours", value) for value in (-1, 1e9, "24", [], None)),
    *(("articles_daily", "sources", value) for value in ("all", [1], [None], {"a": 1})),
    *(("articles_daily", "if_no_answer", value) for value in ("publish", "", None, "Discard'")),
    *(("articles_daily", name, value) for name in ("force", "dry_run") for value in ("yes", 1, None)),
    *(("archive_replay", name, value) for name in ("first", "last") for value in DAYS if value != ""),
    *(("archive_replay", name, "else") for name in ("stage", "then")),
    *(("quarantine", "action", value) for value in ("delete", "", None)),
    *(("quarantine", "entries", value) for value in ("1", ["1"], [1.5], "1; DROP TABLE ops.rejects")),
    *(("quarantine", "day", value) for value in DAYS if value != ""),
    *(("quarantine", "stage", value) for value in ("load", SQL)),
    *(("quarantine", name, value) for name in ("everything", "dry_run") for value in ("true", 0, None)),
]


@pytest.fixture(scope="module")
def dags(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AIRFLOW_HOME", str(tmp_path_factory.mktemp("airflow")))
        patch.setenv("AIRFLOW__CORE__LOAD_EXAMPLES", "False")
        patch.syspath_prepend(REPOSITORY / "plugins")
        from airflow.dag_processing.dagbag import BundleDagBag

        folder = REPOSITORY / "dags"
        yield BundleDagBag(str(folder), bundle_path=folder, bundle_name="dags").dags


@pytest.mark.parametrize(("dag", "name", "value"), REFUSED)
def test_nonsense_is_refused(dags, dag, name, value):
    from airflow.sdk.exceptions import ParamValidationError

    params = deepcopy(dags[dag].params)
    with pytest.raises((ParamValidationError, ValueError)):
        params[name] = value
        params.validate()


def test_every_param_has_a_type(dags):
    for dag in dags.values():
        for name in dag.params:
            schema = dag.params.get_param(name).schema
            assert "type" in schema or "enum" in schema, f"{dag.dag_id}.{name}"


@pytest.mark.parametrize("uri", ["mysql://a@b/c", "sqlite:///x.db", "http://elsewhere.example", "postgres"])
def test_a_connection_to_something_else_is_said_so(monkeypatch, uri):
    monkeypatch.syspath_prepend(REPOSITORY / "dags")
    import wiring

    from dropwire.errors import ConfigError

    monkeypatch.setenv("AIRFLOW_CONN_DROPWIRE_WAREHOUSE", uri)
    with pytest.raises(ConfigError, match="dropwire_warehouse"):
        wiring.warehouse_url()
