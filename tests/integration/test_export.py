"""`dropwire export`: published rows as files."""

import csv
import json
import sys
from datetime import date

import pytest
from making import DIRECT, QUIET, TAKEN, article, event
from typer.testing import CliRunner

from dropwire import load as warehouse
from dropwire.article import Published
from dropwire.cli import app
from dropwire.errors import ConfigError

pytestmark = pytest.mark.integration

exporting = sys.modules["dropwire.load.export"]  # its name in the package is the function
HOSTILE = '=HYPERLINK("http://example.net";"x")'
BOM = b"\xef\xbb\xbf"


@pytest.fixture
def filled(store):
    """Two articles of two days, the later one hostile; an event each, one of them nobody knows the day of."""
    later = Published("2017-11-09", "2017-11-09", "meta")
    never = {"date": None, "date_min": None, "date_max": None, "date_precision": "unknown"}
    odd = event(DIRECT, actor1="+cmd|' /C calc'!A0", lat=-6.2, **never)
    early = Published("2017-11-05", "2017-11-06", "body", ("x", "y"))
    store.load(
        (article(metadata={"tags": ["a", "b"]}, published=early), (event(),)),
        (article(DIRECT, file="2017-11-09/b.txt", title=HOSTILE, author=" @SUM(1)", source="-2+3", published=later),
         (odd,)),
    )  # fmt: skip
    return store


def run(store, *arguments: object):
    runner = CliRunner(env={"DROPWIRE_WAREHOUSE_URL": store.url("dropwire_loader"), "COLUMNS": "200"})
    return runner.invoke(app, ["export", *map(str, arguments)])


def sheet(path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("dataset", ["articles", "events", "mentions", "acled"])
def test_every_dataset_becomes_a_sheet(filled, tmp_path, dataset):
    out = tmp_path / "out.csv"
    result = run(filled, dataset, out)
    rows = sheet(out)
    assert (result.exit_code, result.output) == (0, f"{len(rows)} {dataset} in {out}\n")
    assert len(rows) == (1 if dataset == "acled" else 2)
    assert out.read_bytes().startswith(BOM)
    assert list(tmp_path.iterdir()) == [out]


def test_a_sheet_is_safe_and_says_what_is_stored(filled, tmp_path):
    run(filled, "articles", tmp_path / "a.csv")
    first, second = sheet(tmp_path / "a.csv")
    assert first["body"] == TAKEN
    assert (first["metadata"], first["published_contradictions"], first["is_canonical"]) == (
        '{"tags": ["a", "b"]}',
        "x; y",
        "true",
    )
    assert (second["title"], second["author"], second["source"]) == (f"'{HOSTILE}", "' @SUM(1)", "'-2+3")
    run(filled, "events", tmp_path / "e.csv")
    first, second = sheet(tmp_path / "e.csv")
    assert (first["date_start"], first["fatalities_best"], first["assoc_actor1"], first["injured"]) == (
        "2017-11-06",
        "12",
        "Hezbollah",
        "",
    )
    assert (second["actor1"], second["lat"]) == ("'+cmd|' /C calc'!A0", "-6.2")


@pytest.mark.parametrize("value", ["=1", "+1", "-1", "@a", "\t=1", "\r1", "\n1", "  =1", "＝1", "\u00a0=1"])
def test_no_cell_starts_a_formula(value):
    assert exporting.spreadsheet_cell(value) == f"'{value}"


@pytest.mark.parametrize("value", ["a=1", "", "'=1", 5, -5, -5.5, None, date(2017, 11, 6)])
def test_other_cells_stay(value):
    assert exporting.spreadsheet_cell(value) == value


@pytest.mark.parametrize(
    ("dataset", "days", "count"),
    [
        ("articles", ["--from", "2017-11-06"], 2), ("articles", ["--from", "2017-11-07"], 1),
        ("articles", ["--to", "2017-11-05"], 1), ("articles", ["--to", "2017-11-04"], 0),
        ("events", ["--from", "2017-11-06", "--to", "2017-11-06"], 1), ("events", ["--to", "2017-11-05"], 0),
        ("mentions", ["--from", "2017-11-07"], 0), ("acled", ["--from", "2017-11-06"], 1),
        ("acled", ["--to", "2017-11-05"], 0),
    ],
)  # fmt: skip
def test_days_narrow_it(filled, tmp_path, dataset, days, count):
    assert run(filled, dataset, tmp_path / "x.csv", *days).exit_code == 0
    assert len(sheet(tmp_path / "x.csv")) == count


def test_many_rows_come_in_batches(filled, tmp_path, monkeypatch):
    monkeypatch.setattr(exporting, "BATCH", 1)
    assert warehouse.export(filled.conn, "events", tmp_path / "x.csv", form="csv") == 2
    assert len(sheet(tmp_path / "x.csv")) == 2


def test_parquet_keeps_values_and_types(filled, tmp_path, monkeypatch):
    parquet = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setattr(exporting, "BATCH", 1)
    for dataset in ("articles", "events", "mentions", "acled"):
        assert run(filled, dataset, tmp_path / f"{dataset}.parquet").exit_code == 0
    articles = parquet.read_table(tmp_path / "articles.parquet").to_pylist()
    assert [row["title"] for row in articles] == ["Giành lại Umm Haratayn", HOSTILE]
    assert articles[0]["published_start"] == date(2017, 11, 5)
    assert articles[0]["published_contradictions"] == ["x", "y"]
    assert json.loads(articles[0]["metadata"]) == {"tags": ["a", "b"]}
    assert articles[0]["valid_from"].tzinfo is not None
    types = {field.name: str(field.type) for field in parquet.read_schema(tmp_path / "events.parquet")}
    assert {types[name] for name in ("lat", "fatalities_best", "disputed", "load_id", "assoc_actor1")} == {
        "double", "int32", "bool", "int64", "list<element: string>",
    }  # fmt: skip
    assert parquet.read_table(tmp_path / "acled.parquet").num_rows == 1


def test_an_empty_parquet_has_its_columns(store, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    assert warehouse.export(store.conn, "events", tmp_path / "x.parquet", form="parquet") == 0
    assert "fatalities_best" in parquet.read_schema(tmp_path / "x.parquet").names


def test_errors_are_one_clear_line(filled, tmp_path):
    def error(*arguments: object) -> str:
        result = run(filled, *arguments)
        assert result.exit_code != 0
        assert isinstance(result.exception, (ConfigError, SystemExit))
        return f"{result.exception} {result.output}"

    assert "--format parquet or --format csv" in error("events", tmp_path / "x.txt")
    assert "cannot be written: No such file" in error("events", tmp_path / "none" / "x.csv")
    assert "is a folder" in error("events", tmp_path, "--format", "csv")
    assert "later than --to" in error("events", tmp_path / "x.csv", "--from", "2017-11-07", "--to", "2017-11-06")
    assert "%Y-%m-%d" in error("events", tmp_path / "x.csv", "--from", "6/11/2017")
    assert "'places'" in error("places", tmp_path / "x.csv")
    assert list(tmp_path.iterdir()) == []


def test_a_broken_off_export_leaves_what_was_there(filled, tmp_path, monkeypatch):
    out = tmp_path / "x.csv"
    out.write_text("before")
    monkeypatch.setattr(exporting, "spreadsheet_cell", lambda value: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        warehouse.export(filled.conn, "events", out, form="csv")
    assert out.read_text() == "before"
    assert list(tmp_path.iterdir()) == [out]


def test_help_says_what_there_is(store):
    said = run(store, "--help").output
    assert all(word in said for word in ("articles", "mentions", "acled", "--from", "--to", "parquet", "csv"))


def test_an_unreachable_warehouse_is_said_so(tmp_path):
    runner = CliRunner(env={"DROPWIRE_WAREHOUSE_URL": "postgresql://x:y@127.0.0.1:1/none"})
    result = runner.invoke(app, ["export", "events", str(tmp_path / "x.csv")])
    assert "does not answer" in str(result.exception)


def test_a_reader_may_export(filled, tmp_path):
    conn = filled.connect("dropwire_reader")
    for dataset in ("articles", "events", "mentions", "acled"):
        assert warehouse.export(conn, dataset, tmp_path / "x.csv", form="csv") > 0
    assert QUIET not in (tmp_path / "x.csv").read_text(encoding="utf-8")
