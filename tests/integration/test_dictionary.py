"""docs/warehouse.md: what `make docs` makes of the live schema."""

import re
from pathlib import Path

import pytest

from dropwire.local import docs
from dropwire.report.dictionary import SCHEMAS, dictionary

pytestmark = pytest.mark.integration

PAGE = Path(__file__).parents[2] / "docs" / "warehouse.md"


@pytest.fixture(scope="module")
def page(module_store) -> str:
    return dictionary(module_store.connect("dropwire_owner"))


def test_the_page_in_the_repository_is_that_of_the_schema(page):
    assert PAGE.read_text(encoding="utf-8") == page, "run `make docs` and commit docs/warehouse.md"


def test_every_table_view_and_column_is_told(page, module_store):
    told = dict(re.findall(r"^### (\w+\.\w+)\n(.*?)(?=^### |^## |\Z)", page, re.MULTILINE | re.DOTALL))
    columns = module_store.connect("dropwire_owner").cursor()
    columns.execute(
        """SELECT table_schema || '.' || table_name, column_name
           FROM information_schema.columns JOIN pg_class ON oid = format('%%I.%%I', table_schema, table_name)::regclass
           WHERE table_schema = ANY (%s) AND NOT relispartition""",
        [list(SCHEMAS)],
    )
    rows = columns.fetchall()
    assert len(rows) > 300
    assert [row for row in rows if f"| `{row[1]}` |" not in told[row[0]]] == []


def test_the_diagram_shows_what_points_to_what(page):
    assert '    events ||--o{ event_actors : "event_id"' in page  # a foreign key
    assert '    events ||..o{ event_reports : "event_id"' in page  # the name of a key
    assert '    sources |o--o{ articles : "source_id"' in page  # may be missing
    assert '    ops_loads ||--o{ articles : "load_id"' in page  # of another schema
    assert "        uuid actor_id PK, FK" in page
    entity, column = r"    (?:\w+ \{|\})", r"        \w+ \w+ [PFK, ]+"
    line = re.compile(rf'erDiagram|{entity}|{column}|    \w+ [|o]{{2}}(?:--|\.\.)o\{{ \w+ : "[\w, ]+"')
    for diagram in re.findall(r"```mermaid\n(.*?)```", page, re.DOTALL):
        assert [text for text in diagram.splitlines() if not line.fullmatch(text)] == []


def test_functions_of_ours_are_told_and_those_of_extensions_are_not(page):
    assert "- `news.search(query text, lang text DEFAULT NULL::text, " in page
    assert "similarity_op" not in page


def test_the_command_writes_the_page(tmp_path, page):
    assert docs.write(tmp_path).read_text(encoding="utf-8") == page
