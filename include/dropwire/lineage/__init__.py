"""What a load read and wrote, as OpenLineage datasets: schema, rows, origin of each column, what the checks said."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from openlineage.client.event_v2 import InputDataset, OutputDataset
from openlineage.client.facet_v2 import (
    column_lineage_dataset,
    data_quality_assertions_dataset,
    input_statistics_input_dataset,
    output_statistics_output_dataset,
    schema_dataset,
)
from psycopg2.extensions import connection, parse_dsn

DROPS = "drops"
"""How columns.tsv names the archive."""
CHECKED = {"articles": "news.articles", "events": "news.event_reports", "mentions": "news.event_mentions"}
"""Datasets of the checks and the tables their rows are published to."""
SEVERITY = {"warn": "warn", "reject": "error", "hold": "error", "stop": "error"}


@dataclass(frozen=True, slots=True)
class Column:
    """Where a column comes from, a line of columns.tsv."""

    table: str
    column: str
    source: str
    field: str
    how: str


@dataclass(frozen=True, slots=True)
class Lineage:
    """The datasets of one load."""

    inputs: list[InputDataset]
    outputs: list[OutputDataset]


def of_load(conn: connection, load_id: int, archive: str) -> Lineage:
    """The lineage of a published load. `archive`: where the raw drops lie, a folder or `s3://bucket/folder`."""
    with conn, conn.cursor() as cursor:
        tables = sorted({column.table for column in columns()})
        asked = {"load_id": load_id, "tables": tables}
        cursor.execute(_statement("load"), asked)
        n_read, n_loaded, n_events, n_files, size = cursor.fetchone() or (0, 0, 0, 0, 0)
        cursor.execute(_statement("columns"), asked)
        described = cursor.fetchall()
        cursor.execute(_statement("checks"), asked)
        checks = cursor.fetchall()
    at = _Places(archive_of(archive), warehouse_of(conn))
    statistics = input_statistics_input_dataset.InputStatisticsInputDatasetFacet(
        rowCount=n_read, size=int(size), fileCount=n_files
    )
    drops = InputDataset(*at.of(DROPS), inputFacets={"inputStatistics": statistics})
    rows = {"news.articles": n_loaded, "news.events": n_events, "landing.drop_items": n_read}
    return Lineage([drops], [_output(at, table, rows.get(table), described, checks) for table in tables])


@dataclass(frozen=True, slots=True)
class _Places:
    """Namespace and name of datasets."""

    archive: tuple[str, str]
    warehouse: tuple[str, str]

    def of(self, name: str) -> tuple[str, str]:
        return self.archive if name == DROPS else (self.warehouse[0], f"{self.warehouse[1]}.{name}")


def _output(
    at: _Places, table: str, rows: int | None, described: list[tuple[str, str, str, str]],
    checks: list[tuple[str, str, str, bool, int, int, str]],
) -> OutputDataset:  # fmt: skip
    facets: dict[str, Any] = {
        "schema": schema_dataset.SchemaDatasetFacet(
            fields=[
                schema_dataset.SchemaDatasetFacetFields(name, kind, told)
                for owner, name, kind, told in described
                if owner == table
            ]
        ),
        "columnLineage": _column_lineage(at, table),
    }
    said = [
        data_quality_assertions_dataset.Assertion(
            assertion=rule, success=success, severity=SEVERITY.get(severity, severity), description=reason,
            expected="0 rows", actual=f"{n_failed} of {n_rows} rows",
        )
        for rule, dataset, severity, success, n_rows, n_failed, reason in checks
        if CHECKED.get(dataset) == table
    ]  # fmt: skip
    if said:
        facets["dataQualityAssertions"] = data_quality_assertions_dataset.DataQualityAssertionsDatasetFacet(said)
    statistics = output_statistics_output_dataset.OutputStatisticsOutputDatasetFacet(rowCount=rows)
    return OutputDataset(
        *at.of(table), facets=facets, outputFacets={} if rows is None else {"outputStatistics": statistics}
    )


def _column_lineage(at: _Places, table: str) -> column_lineage_dataset.ColumnLineageDatasetFacet:
    fields: dict[str, list[column_lineage_dataset.InputField]] = defaultdict(list)
    for one in columns():
        if one.table == table:
            change = column_lineage_dataset.Transformation("DIRECT", "TRANSFORMATION", one.how)
            fields[one.column].append(column_lineage_dataset.InputField(*at.of(one.source), one.field, [change]))
    return column_lineage_dataset.ColumnLineageDatasetFacet(
        {name: column_lineage_dataset.Fields(found) for name, found in fields.items()}
    )


@cache
def columns() -> tuple[Column, ...]:
    """The lines of columns.tsv."""
    text = (files(__package__) / "columns.tsv").read_text(encoding="utf-8")
    rows = csv.reader(text.splitlines()[1:], delimiter="\t")
    return tuple(Column(*row) for row in rows)


def archive_of(address: str) -> tuple[str, str]:
    """Namespace and name of the archive, as OpenLineage writes addresses."""
    parts = urlsplit(address)
    return (f"{parts.scheme}://{parts.netloc}", parts.path.strip("/")) if parts.netloc else ("file", parts.path)


def warehouse_of(conn: connection) -> tuple[str, str]:
    """Namespace of the server and name of the database."""
    login = parse_dsn(conn.dsn)
    return f"postgres://{login.get('host', 'localhost')}:{login.get('port', 5432)}", login.get("dbname", "")


@cache
def _statement(name: str) -> str:
    return (files(__package__) / "sql" / f"{name}.sql").read_text(encoding="utf-8")
