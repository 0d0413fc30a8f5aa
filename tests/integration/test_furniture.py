"""Furniture learnt from the warehouse: counted, activated by the rule, removed, rejected, replayed."""

from __future__ import annotations

import json
import os
import random
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dropwire import cli, daily
from dropwire.config import Settings
from dropwire.errors import ConfigError
from dropwire.load import active_furniture, learn_furniture, list_furniture, set_furniture

pytestmark = pytest.mark.integration

LINE = "Bản tin tối lúc tám giờ trên mọi nền tảng."
BACKGROUND = "Cuộc chiến ở vùng này bước sang năm thứ sáu và đã buộc hàng trăm nghìn người rời bỏ nhà cửa."
INSIDE = "Phía quân đội chưa bình luận."
PHRASE = "theo lời một quan chức địa phương không muốn nêu tên"
WORDS = (
    "quân đội thị trấn cây cầu bệnh viện trường học con đường sáng nay đêm qua phía bắc phía nam lương thực "
    "đoàn xe máy bay pháo binh cư dân nhân chứng bác sĩ kỹ sư nhà máy kho chứa ngọn đồi dòng sông biên giới ga tàu "
    "chợ cá hải cảng mùa đông xăng dầu điện nước hội đồng thỏa thuận đàm phán ngừng bắn tù binh công binh mìn"
)
FIRST = date(2017, 11, 6)


def paragraphs(seed: int) -> list[str]:
    """Six paragraphs no other seed gives."""
    chance = random.Random(seed)
    return [" ".join(chance.choices(WORDS.split(), k=26)).capitalize() + "." for _ in range(6)]


def text(seed: int, *last: str, inside: str | None = None, first: str | None = None) -> str:
    body = paragraphs(seed)
    body[2] = f"{body[2][:-1]}, {PHRASE}."
    middle = [inside] if inside else []
    return "\n\n".join([*([first] if first else []), *body[:3], *middle, *body[3:], *last])


class Desk:
    """Days of drops through the steps of a run, as the DAG calls them."""

    def __init__(self, store, home: Path) -> None:
        self.store, self.home = store, home
        self.settings = Settings(home=home)

    def drop(self, day: date, *texts: str, site: str = "Báo Mẫu", name: str = "a", titled: bool = True) -> None:
        path = self.home / "drops" / "inbox" / day.isoformat() / f"{name}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        records = [
            {"site": site, "text": body, "date": day.isoformat()}
            | ({"title": f"Bản ghi {day} {n} {body[:40]}"} if titled else {})
            for n, body in enumerate(texts)
        ]
        path.write_text("\n".join(json.dumps(record, ensure_ascii=False) for record in records) + "\n")
        long_ago = datetime(2020, 1, 1).timestamp()
        os.utime(path, (long_ago, long_ago))

    def run(self, day: date, **options: bool) -> int:
        conn = self.store.conn
        run = daily.Run(day, f"test {day}", "manual", **options)
        load_id = daily.collect(conn, self.settings, run)
        for shard in daily.plan(conn, self.settings, load_id):
            daily.process(conn, self.settings, load_id, shard)
        daily.publish(conn, load_id)
        return load_id

    def days(self, count: int, *last: str, each: int = 5, start: int = 0, titled: bool = True, **options: str) -> None:
        for n in range(start, start + count):
            day = FIRST + timedelta(n)
            self.drop(day, *(text(100 * n + k, *last, **options) for k in range(each)), titled=titled)
            self.run(day)

    def lines(self) -> dict[str, str]:
        return {found.line: found.status for found in list_furniture(self.store.conn)}

    def bodies(self, day: date) -> list[str]:
        return [b for (b,) in self.store.rows("SELECT body FROM news.articles WHERE drop_day = %s", day)]

    def kinds(self, day: date) -> set[str]:
        asked = "SELECT DISTINCT kind FROM news.removed_spans JOIN news.articles USING (article_id) WHERE drop_day = %s"
        return {kind for (kind,) in self.store.rows(asked, day)}


@pytest.fixture
def desk(store, tmp_path):
    return Desk(store, tmp_path)


def test_a_new_template_is_removed_from_the_next_day_on(desk):
    desk.days(4, LINE)  # 20 articles
    assert desk.lines() == {LINE: "active"}
    assert all(LINE in body for n in range(3) for body in desk.bodies(FIRST + timedelta(n)))  # learnt later
    fifth = FIRST + timedelta(4)
    desk.drop(fifth, text(900, LINE), text(901, inside=LINE), name="b")
    desk.drop(fifth, text(902, LINE), site="Báo Khác", name="c")
    desk.run(fifth)
    bodies = sorted(desk.bodies(fifth), key=lambda body: body.count(LINE))
    assert [body.count(LINE) for body in bodies] == [0, 1, 1]
    assert PHRASE in bodies[0]
    assert desk.kinds(fifth) == {"navigation"}
    assert (
        desk.store.one("SELECT count(*) FROM news.articles WHERE metadata->>'furniture' = %s", LINE) == 6
    )  # and the fourth day's


def test_it_becomes_active_by_the_third_day_and_not_before(desk):
    desk.days(2, LINE)
    assert desk.lines() == {LINE: "proposed"}
    desk.days(1, LINE, start=2)
    assert desk.lines() == {LINE: "active"}
    (found,) = list_furniture(desk.store.conn, status="active", source="báo mẫu")
    assert (found.n_articles, found.n_days, found.share, found.n_inside, found.place) == (15, 3, 1.0, 0, "last")
    assert (found.first_seen, found.last_seen, found.decided_by) == (FIRST, FIRST + timedelta(2), "rule")
    assert len(found.examples) == 3
    assert desk.store.rows("SELECT month::text, n_articles, n_days, n_removed FROM ops.furniture_months") == [
        ("2017-11-01", 15, 3, 0)
    ]


def test_what_stands_in_bodies_is_not_furniture(desk):
    desk.days(5, BACKGROUND, inside=INSIDE)
    assert desk.lines() == {BACKGROUND: "proposed"}  # a person may say otherwise
    assert all(INSIDE in body and PHRASE in body and BACKGROUND in body for body in desk.bodies(FIRST + timedelta(4)))


def test_a_line_met_within_a_body_falls_back(desk):
    desk.days(3, LINE)
    assert desk.lines()[LINE] == "active"
    desk.drop(FIRST + timedelta(3), text(950, inside=LINE), text(951, LINE))
    desk.run(FIRST + timedelta(3))
    assert desk.lines()[LINE] == "proposed"
    assert list_furniture(desk.store.conn)[0].n_inside == 1


def test_a_line_that_is_part_of_a_paragraph_is_not_activated(desk):
    desk.days(1, f"{LINE} Giá vé không đổi so với tháng trước, ban tổ chức cho hay.", start=9)
    desk.days(4, LINE)
    (found,) = (one for one in list_furniture(desk.store.conn) if one.line == LINE)
    assert (found.status, found.n_articles, found.n_inside) == ("proposed", 20, 5)


def test_copies_of_one_article_teach_nothing(desk):
    for n in range(5):
        desk.drop(FIRST + timedelta(n), *(text(7, LINE) for _ in range(4)))
        desk.run(FIRST + timedelta(n))
    assert desk.lines() == {}


def test_a_line_of_few_articles_is_only_proposed(desk):
    for n in range(5):
        desk.drop(FIRST + timedelta(n), text(10 * n, LINE), *(text(10 * n + k) for k in range(1, 6)))
        desk.run(FIRST + timedelta(n))
    assert desk.lines() == {LINE: "proposed"}


def test_a_headline_that_always_comes_back_is_learnt(desk):
    line = "Mỗi ngày một bản tin nhanh"
    desk.days(4, first=line, titled=False)
    assert list_furniture(desk.store.conn)[0].place == "title"
    assert desk.lines() == {line: "active"}
    titles = "SELECT DISTINCT title FROM news.articles WHERE drop_day = %s"
    assert [desk.store.rows(titles, FIRST + timedelta(n)) for n in (2, 3)] == [[(line,)], [(None,)]]


def test_a_person_has_the_last_word_and_rejecting_brings_it_back(desk):
    desk.days(4, LINE)
    conn = desk.store.conn
    (found,) = list_furniture(conn)
    assert set_furniture(conn, found.furniture_id, "rejected", by="an") == LINE
    assert active_furniture(conn) == []
    desk.days(2, LINE, start=4)
    assert desk.lines() == {LINE: "rejected"}
    assert all(LINE in body for body in desk.bodies(FIRST + timedelta(5)))
    set_furniture(conn, found.furniture_id, "active", by="an", kind="advert")
    desk.days(1, LINE, start=6)
    assert desk.kinds(FIRST + timedelta(6)) == {"advert"}
    assert list_furniture(conn)[0].decided_by == "an"
    with pytest.raises(ConfigError, match="no line 4711"):
        set_furniture(conn, 4711, "active", by="an")


def test_articles_loaded_before_change_on_replay_only(desk):
    desk.days(4, LINE)
    assert all(LINE in body for body in desk.bodies(FIRST))
    desk.run(FIRST)
    assert all(LINE in body for body in desk.bodies(FIRST))
    load_id = desk.run(FIRST, force=True)
    assert not any(LINE in body for body in desk.bodies(FIRST))
    assert desk.store.rows("SELECT n_loaded, n_read FROM ops.loads WHERE load_id = %s", load_id) == [(5, 5)]
    (found,) = list_furniture(desk.store.conn)
    assert (found.status, found.n_articles) == ("active", 20)


def test_learning_twice_or_from_a_rehearsal_changes_nothing(desk):
    desk.days(3, LINE)
    conn = desk.store.conn
    asked = "SELECT (to_jsonb(f) - 'seen_at')::text FROM ops.{} f ORDER BY 1"
    before = [desk.store.rows(asked.format(name)) for name in ("furniture", "furniture_sightings")]
    assert learn_furniture(conn, desk.store.one("SELECT max(load_id) FROM ops.loads")) == 0
    desk.drop(FIRST + timedelta(3), *(text(970 + k, LINE) for k in range(5)))
    desk.run(FIRST + timedelta(3), dry_run=True)
    assert [desk.store.rows(asked.format(name)) for name in ("furniture", "furniture_sightings")] == before


def test_old_sightings_and_proposals_go(desk):
    desk.days(2, LINE)
    desk.store.rows("UPDATE ops.furniture_sightings SET seen_at = seen_at - interval '93 days'")
    desk.days(1, start=2)
    assert desk.lines() == {}
    assert desk.store.one("SELECT min(seen_at) > now() - interval '92 days' FROM ops.furniture_sightings")


def test_the_commands_list_accept_and_reject(desk):
    desk.days(2, LINE)
    run = CliRunner(env={"DROPWIRE_WAREHOUSE_URL": desk.store.url("dropwire_loader"), "COLUMNS": "200"})
    listed = run.invoke(cli.app, ["furniture", "list", "--status", "proposed", "--source", "báo mẫu"]).output
    assert LINE in listed and "10 (100%)" in listed and "Bản ghi 2017-11-07" in listed
    number = str(list_furniture(desk.store.conn)[0].furniture_id)
    assert "is active" in run.invoke(cli.app, ["furniture", "accept", number, "--by", "an", "--kind", "share"]).output
    assert active_furniture(desk.store.conn) == [("Báo Mẫu", LINE, "share")]
    assert "is rejected" in run.invoke(cli.app, ["furniture", "reject", number, "--by", "bình"]).output
    assert [found.decided_by for found in list_furniture(desk.store.conn)] == ["bình"]
    assert isinstance(run.invoke(cli.app, ["furniture", "accept", number, "--kind", "x"]).exception, ConfigError)
