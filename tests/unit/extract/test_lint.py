"""The tables that come with Dropwire are in order, examples included; what is wrong in others is told by line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dropwire.extract.lint.lookup import look_up
from dropwire.extract.lint.rowtests import RowTests
from dropwire.extract.lint.tables import Finding, lint


@pytest.fixture
def folder(lexicon: Path, tmp_path: Path) -> Path:
    shutil.copytree(lexicon, tmp_path / "lexicon")
    return tmp_path / "lexicon"


def add(folder: Path, table: str, *cells: str) -> int:
    """Add a row and give its line."""
    path = folder / table
    text = path.read_text(encoding="utf-8").rstrip("\n")
    path.write_text(f"{text}\n" + "\t".join(cells) + "\n", encoding="utf-8")
    return text.count("\n") + 2


def told(findings: list[Finding]) -> list[str]:
    return [f"{f.severity} {f.file}:{f.line} {f.column}: {f.problem}" for f in findings]


def test_every_row_is_in_order_and_found_in_its_example_alone(lexicon: Path) -> None:
    """A new row needs an example of its own; `dropwire lexicon check` says the same."""
    assert told(lint(lexicon)) == []


def test_every_error_is_reported_with_its_line(folder: Path) -> None:
    trigger = add(folder, "triggers.tsv", "vi", "dance", "active", "nhảy múa", "", "Họ nhảy múa.", "Họ ngồi.")
    frame = add(folder, "triggers.tsv", "vi", "attack", "upside", "xông tới", "", "Lính xông tới.", "Họ ngồi.")
    actor = add(folder, "actors.tsv", "Sea People", "pirates", "Egypt", "", "", "Sea People")
    land = add(folder, "actors.tsv", "Bull Leapers", "rebels", "Atlantis", "", "", "Bull Leapers")
    heir = add(folder, "actors.tsv", "Heirs", "rebels", "Egypt", "", "", "Heirs of Minos", "", "", "Nobody")
    point = add(folder, "places.tsv", "Knossos", "city", "Greece", "", "135.3", "25.2")
    year = add(folder, "actors.tsv", "Minoans", "rebels", "Greece", "", "", "Minoans", "2014-13")
    errors = {(f.file, f.line, f.column) for f in lint(folder) if f.severity == "error"}
    assert errors == {
        ("triggers.tsv", trigger, "act"), ("triggers.tsv", frame, "frame"), ("actors.tsv", actor, "sector"),
        ("actors.tsv", land, "country"), ("actors.tsv", heir, "predecessor"), ("places.tsv", point, ""),
        ("actors.tsv", year, "valid_from"),
    }  # fmt: skip


def test_what_only_misses_a_refused_row_is_not_reported(folder: Path) -> None:
    wrong = add(folder, "actors.tsv", "Minoans", "pirates", "Greece", "", "", "Minoans")
    add(folder, "actors.tsv", "Heirs", "rebels", "Greece", "", "", "Heirs of Minos", "2014", "", "Minoans")
    assert [(f.file, f.line) for f in lint(folder) if f.severity == "error"] == [("actors.tsv", wrong)]


def test_examples_are_run(folder: Path) -> None:
    missed = add(folder, "weapons.tsv", "en", "blade", "spear", "spear{,s}", "He threw a javelin.")
    taken = add(
        folder, "weapons.tsv", "en", "blade", "sling", "sling{,s}", "He swung a sling.", "Her arm is in a sling."
    )
    found = [f for f in lint(folder, files=["weapons.tsv"]) if f.severity == "error"]
    assert [(f.line, f.column) for f in found] == [(missed, "example"), (taken, "counter_example")]


def test_a_counter_example_of_a_trigger_tells_no_violence(folder: Path) -> None:
    line = add(folder, "triggers.tsv", "en", "attack", "active", "harpoon{ed,s}", "side", "Rebels harpooned troops.",
               "Rebels harpooned three soldiers in Kidal.")  # fmt: skip
    (found,) = [f for f in lint(folder, files=["triggers.tsv"]) if f.severity == "error"]
    assert (found.line, found.column) == (line, "counter_example")


def test_slips_are_warned_of(folder: Path) -> None:
    odd = add(folder, "actors.tsv", "Minoans", "rebels", "Greece", "", "", "Mino\u00adans of Crete", "2014", "", "")
    twin = add(folder, "actors.tsv", "Sea People", "rebels", "Syria", "", "", "FSA", "2012", "", "", "The FSA left.")
    late = add(folder, "actors.tsv", "Bulls", "rebels", "Greece", "", "", "Leaping Bulls", "2016", "2014", "")
    shared = add(folder, "weapons.tsv", "en", "blade", "mortarboard", "mortar", "A mortar fell.")
    town = add(folder, "places.tsv", "Aleppo", "city", "Syria", "", "34.0", "40.0")
    findings = lint(folder)
    found = {(f.severity, f.file, f.line): f.problem for f in findings}
    assert "U+00AD" in " ".join(f.problem for f in findings if f.line == odd)
    assert found["warning", "actors.tsv", twin] == "'fsa' is also Free Syrian Army (FSA) (line 5) in Syria"
    assert found["error", "actors.tsv", late] == "2014 is before 2016"
    assert "another meaning" in found["warning", "weapons.tsv", shared]
    assert "is also Aleppo" in found["warning", "places.tsv", town]


def test_a_table_with_a_wrong_header_is_an_error_of_the_file(folder: Path) -> None:
    path = folder / "weapons.tsv"
    path.write_text(path.read_text(encoding="utf-8").replace("lang\tclass", "lang\tkind", 1), encoding="utf-8")
    (found,) = lint(folder)
    assert (found.severity, found.file, found.line) == ("error", "weapons.tsv", 0)


def test_a_phrase_is_looked_up_with_what_hides_it(lexicon: Path) -> None:
    hits = list(look_up(lexicon, RowTests(lexicon), "Aleppo Media Center reported a clash", ["en"]))
    found = {hit.meaning.split(",")[0]: hit.taken for hit in hits if hit.file in ("actors.tsv", "places.tsv")}
    assert found == {"name Aleppo Media Center": True, "name Aleppo": False}
