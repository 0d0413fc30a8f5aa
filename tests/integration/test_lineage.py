"""Lineage of a load: datasets that exist, columns that exist, what the checks said."""

from __future__ import annotations

import pytest
from making import article, event
from stores import Store

from dropwire import check, lineage

pytestmark = pytest.mark.integration


OF_THE_LOAD = {"load_id", "valid_from", "read_on", "rules_version", "extractor_version"}
"""Columns that come from no data."""


def test_every_column_that_is_named_exists_and_every_one_that_is_written_is_named(store: Store):
    asked = "SELECT table_schema || '.' || table_name, column_name FROM information_schema.columns"
    stored = set(store.rows(asked))
    known = stored | {("drops", field) for field in ("bytes", "sha256", "file", "arrived_at")}
    told = {(one.table, one.column) for one in lineage.columns()}
    assert told <= known
    assert {(one.source, one.field) for one in lineage.columns()} <= known
    written = {table for table, _ in told}
    assert {(table, column) for table, column in stored if table in written and column not in OF_THE_LOAD} <= told


def test_a_load_tells_rows_columns_and_checks(store: Store):
    load_id = store.begin((article(), (event(),)))
    check.check(store.conn, store.url("dropwire_loader"), load_id)
    from dropwire.load import publish

    publish(store.conn, load_id)
    found = lineage.of_load(store.conn, load_id, "s3://drops/archive")

    (drops,) = found.inputs
    assert (drops.namespace, drops.name) == ("s3://drops", "archive")
    assert (drops.inputFacets["inputStatistics"].fileCount, drops.inputFacets["inputStatistics"].rowCount) == (1, 1)
    outputs = {output.name.split(".", 1)[1]: output for output in found.outputs}
    assert outputs.keys() == {
        "news.articles", "news.removed_spans", "news.event_reports", "news.event_mentions", "news.events",
        "news.locations", "news.sources", "landing.drop_items",
    }  # fmt: skip
    for output in outputs.values():
        named = {field.name for field in output.facets["schema"].fields} - OF_THE_LOAD
        assert output.facets["columnLineage"].fields.keys() == named, output.name
    articles = outputs["news.articles"]
    assert articles.namespace.startswith("postgres://127.0.0.1:")
    assert articles.outputFacets["outputStatistics"].rowCount == 1
    assert {"body", "title"} <= {field.name for field in articles.facets["schema"].fields}
    (source,) = articles.facets["columnLineage"].fields["body"].inputFields
    assert (source.namespace, source.name, source.field) == ("s3://drops", "archive", "bytes")
    assertions = articles.facets["dataQualityAssertions"].assertions
    assert assertions and all(assertion.success for assertion in assertions if assertion.severity == "error")


def test_addresses_as_openlineage_writes_them():
    assert lineage.archive_of("/srv/drops/archive") == ("file", "/srv/drops/archive")
    assert lineage.archive_of("s3://bucket/a/b") == ("s3://bucket", "a/b")
