"""What people do through a real scheduler: held batches answered or not, the quarantine replayed, rules replayed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import date

import pytest
from machines import Machine

from dropwire.config import Settings
from dropwire.local.airflow_api import AirflowApiError

pytestmark = [pytest.mark.airflow, pytest.mark.timeout(900)]

TEXT = "Quân đội Iraq ngày {day}/11/2017 giành lại thị trấn Rawa ở tỉnh Anbar từ tay IS, hãng tin nhà nước cho biết."
GROUP = "Lực lượng Sao Chổi"
"""Fighters no lexicon has."""
RAID = f"{GROUP} ngày 5/11/2017 giành lại thị trấn Rawa ở tỉnh Anbar từ tay IS, một sĩ quan cho biết."
USERS = "admin:admin,duty:op,guest:viewer"


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """The stack with three users. A day waits with one article, three more with one article sixty times, under other
    addresses. Its lexicon is a copy, which a test may edit.
    """
    home = tmp_path_factory.mktemp("home")
    for day in (6, 7, 8):
        folder = home / "drops" / "inbox" / f"2017-11-{day:02d}"
        folder.mkdir(parents=True)
        lines = [
            {"url": f"https://nhiptin.example/{day}-{n}.html", "title": f"Rawa {n}", "text": TEXT.format(day=day)}
            for n in range(60)
        ]
        (folder / "feed.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    (home / "drops" / "inbox" / "2017-11-05").mkdir()
    (home / "drops" / "inbox" / "2017-11-05" / "raid.txt").write_text(RAID, encoding="utf-8")
    shutil.copytree(Settings.from_env({}).lexicon, home / "lexicon")
    env = {
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": USERS, "AIRFLOW__SCHEDULER__USE_JOB_SCHEDULE": "False",
        "DROPWIRE_LEXICON": str(home / "lexicon"),
    }  # fmt: skip
    with Machine(home, **env) as made:
        made.do("up")
        yield made


def test_a_held_day_waits_for_an_operator_and_one_no_one_answers_can_be_replayed(machine: Machine) -> None:
    duty, guest = machine.person("duty"), machine.person("guest")
    held = duty.start(date(2017, 11, 6))
    unanswered = duty.start(date(2017, 11, 7), wait_hours=0.001)
    duty.wait(held, "approve", "awaiting_input")

    asked = duty.request("GET", duty.question(held))
    assert asked["subject"].startswith("2017-11-06 waits: articles copied, 59 of 60 articles")
    assert asked["options"] == ["Publish", "Publish without the failing rows", "Discard"]
    assert "feed.jsonl" in asked["body"]
    assert machine.ask("SELECT count(*) FROM news.articles") == [["0"]], "readers see nothing of it yet"
    with pytest.raises(AirflowApiError, match="403"):
        guest.answer(held, "Publish", comment="")

    duty.answer(held, "Publish without the failing rows", comment="sent sixty times")
    duty.wait(held, "report", "success")
    assert machine.ask("SELECT n_read, n_loaded, n_quarantined, status FROM ops.loads WHERE day = '2017-11-06'") == [
        ["60", "1", "59", "published"]
    ]
    assert machine.ask("SELECT decision, decided_by, in_person, comment FROM ops.decisions WHERE in_person") == [
        ["publish_rest", "duty", "t", "sent sixty times"]
    ]

    duty.wait(unanswered, "report", "success")
    assert machine.ask("SELECT n_loaded, n_quarantined, status, decision FROM ops.loads WHERE day = '2017-11-07'") == [
        ["0", "60", "discarded", "discard"]
    ]
    assert machine.ask("SELECT count(*) FROM ops.decisions WHERE NOT in_person") == [["1"]]

    replay = duty.trigger("quarantine", action="replay", rule="batch_discarded", dry_run=False, comment="they are true")
    duty.wait(replay, "move", "success", dag="quarantine")
    returned = f"/dags/quarantine/dagRuns/{replay}/taskInstances/move/xcomEntries/return_value"
    value = guest.request("GET", returned)["value"]  # what the page shows of it
    told = json.loads(value) if isinstance(value, str) else value
    assert (told["read"], told["loaded"], told["duplicate"], told["dry_run"]) == (60, 1, 59, False)
    assert machine.ask(
        "SELECT state, outcome, moved_by, count(*) FROM ops.quarantine WHERE day = '2017-11-07'"
        " GROUP BY 1, 2, 3 ORDER BY 2"
    ) == [["replayed", "duplicate", "duty", "59"], ["replayed", "loaded", "duty", "1"]]

    calm = duty.start(date(2017, 11, 9))  # a day without drops asks no one
    duty.wait(calm, "report", "success")
    assert duty.states(calm)["approve"] == "skipped"


def test_new_rules_are_shown_asked_about_and_published_over_an_old_day(machine: Machine) -> None:
    duty = machine.person("duty")
    loaded = duty.start(date(2017, 11, 5))
    duty.wait(loaded, "report", "success")
    sides = "SELECT coalesce(actor1, ''), actor2 FROM news.event_list WHERE date_start = '2017-11-05'"
    assert machine.ask(sides) == [["", "Islamic State (IS)"]]

    same = duty.trigger("archive_replay", first="2017-11-05")
    duty.wait(same, "report", "success", dag="archive_replay")
    assert duty.states(same, "archive_replay")["approve"] == "skipped", "nothing would change"

    table = machine.home / "lexicon" / "actors.tsv"
    columns = next(line for line in table.read_text("utf-8").splitlines() if not line.startswith("#")).split("\t")
    row = {"name": "Comet Force", "sector": "militia", "country": "Iraq", "vi": GROUP}
    with table.open("a", encoding="utf-8") as file:
        file.write("\t".join(row.get(name, "") for name in columns) + "\n")
    replay = duty.trigger("archive_replay", first="2017-11-05")
    duty.wait(replay, "approve", "awaiting_input", dag="archive_replay")
    assert "Comet Force" in duty.request("GET", duty.question(replay, "archive_replay"))["body"]
    assert machine.ask(sides) == [["", "Islamic State (IS)"]], "nothing is published before the answer"
    duty.answer(replay, "Publish", dag="archive_replay")
    duty.wait(replay, "report", "success", dag="archive_replay")
    assert machine.ask(sides) == [["Comet Force", "Islamic State (IS)"]]
