"""Every DAG loads quickly, explains itself and can be operated: the rules a person on duty relies on."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
DAGS = REPOSITORY / "dags"
SHARED = DAGS / "wiring.py"
FILES = sorted(set(DAGS.glob("*.py")) - {SHARED})


@pytest.fixture(scope="module")
def bag(tmp_path_factory, module_monkeypatch):
    module_monkeypatch.setenv("AIRFLOW_HOME", str(tmp_path_factory.mktemp("airflow")))
    module_monkeypatch.setenv("AIRFLOW__CORE__LOAD_EXAMPLES", "False")
    module_monkeypatch.syspath_prepend(REPOSITORY / "plugins")
    from airflow.dag_processing.dagbag import BundleDagBag

    return BundleDagBag(str(DAGS), bundle_path=DAGS, bundle_name="dags")


@pytest.fixture(scope="module")
def module_monkeypatch():
    with pytest.MonkeyPatch.context() as patch:
        yield patch


def test_every_file_gives_a_dag_and_none_fails(bag):
    assert bag.import_errors == {}
    assert {Path(dag.fileloc).name for dag in bag.dags.values()} == {path.name for path in FILES}
    assert set(bag.dags) == {path.stem for path in FILES}


def test_every_dag_is_its_own_runbook(bag):
    for dag in bag.dags.values():
        assert dag.doc_md, dag.dag_id
        for task in dag.tasks:
            assert f"`{task.task_id}`" in dag.doc_md, f"{dag.dag_id}: the runbook does not name {task.task_id}"
        assert "fails when" in dag.doc_md.lower()
        assert dag.tags
        assert dag.owner != "airflow"


def test_every_task_is_retried_by_kind_and_ends(bag):
    for dag in bag.dags.values():
        for task in dag.tasks:
            assert task.retries >= 1, task.task_id
            assert task.retry_policy is not None, task.task_id
            assert task.execution_timeout is not None, task.task_id


def test_the_daily_dag_is_the_documented_chain(bag):
    dag = bag.dags["articles_daily"]
    chain = ["collect", "plan", "process", "check", "approve", "publish", "report", "alert"]
    assert [task.task_id for task in dag.topological_sort()] == chain
    assert [task.task_id for task in dag.tasks if task.is_mapped] == ["process"]
    assert dag.task_dict["alert"].trigger_rule == "all_success", "a leaf that ignores failures makes a failed run green"
    assert not dag.catchup
    start, end = (date.isoformat() for date in _interval(dag))
    assert (start, end) == ("2017-11-06T00:00:00+00:00", "2017-11-07T00:00:00+00:00")


def _interval(dag):
    from airflow.serialization.serialized_objects import DagSerialization
    from airflow.timetables.base import TimeRestriction
    from pendulum import datetime

    dag = DagSerialization.from_dict(DagSerialization.to_dict(dag))
    day = datetime(2017, 11, 6)
    info = dag.timetable.next_dagrun_info(
        last_automated_data_interval=None, restriction=TimeRestriction(earliest=day, latest=None, catchup=True)
    )
    return info.data_interval


def test_params_have_a_form(bag):
    assert set(bag.dags["articles_daily"].params) == {
        "day", "sources", "force", "wait_hours", "if_no_answer", "dry_run",
    }  # fmt: skip
    for dag in bag.dags.values():
        for name in dag.params:
            param = dag.params.get_param(name)
            assert param.schema.get("type"), name
            assert param.schema.get("title"), name
            assert param.description, name


def test_a_wrong_param_is_refused(bag):
    params = bag.dags["articles_daily"].params
    with pytest.raises(Exception, match="day"):
        params.update({"day": "the day before yesterday"})
        params.validate()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_parsing_imports_nothing_heavy(path):
    """A DAG file is parsed again and again: beyond Airflow it may load next to nothing."""
    script = (
        "import sys, airflow.sdk as sdk; sdk.dag, sdk.CronDataIntervalTimetable\n"
        "import airflow.triggers.base, airflow.providers.standard.operators.trigger_dagrun\n"
        "before = set(sys.modules)\n"
        f"import runpy; runpy.run_path({str(path)!r})\n"
        "print([m for m in sys.modules if m not in before and m.split('.')[0] in "
        "('pandas', 'numpy', 'great_expectations', 'lxml', 'bs4', 'sqlalchemy', 'ahocorasick_rs')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=REPOSITORY, timeout=120,
        env={"PYTHONPATH": "include:dags:plugins", "PATH": "/usr/bin:/bin", "AIRFLOW_HOME": "/nonexistent"},
    )  # fmt: skip
    assert done.stdout.strip().splitlines()[-1] == "[]"


def test_dag_files_hold_wiring_only():
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name != path.stem:
                length = (node.end_lineno or 0) - node.lineno
                assert length <= 20, f"{path.name}: {node.name} has {length} lines; move its work to include/"
