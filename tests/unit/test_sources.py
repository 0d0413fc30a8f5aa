"""`sources.yaml`: its form, its errors, and what it changes in reading and cleaning."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from dropwire import cli
from dropwire.article import KEPT_KINDS, REMOVED_KINDS, Article, Form, RawItem, Rejected
from dropwire.clean import LearntLine, OwnRules, OwnSource, clean, load_rules
from dropwire.config import LEXICON, SOURCES, Settings
from dropwire.errors import BadItem, ConfigError
from dropwire.pipeline import Pipeline
from dropwire.sources import OwnRule, Sources, fires, load_sources

RULES = load_rules(LEXICON)
SHIPPED = load_sources(SOURCES)
OWN = [(source.name, rule) for source in SHIPPED.entries for rule in source.rules]
PARAGRAPHS = (
    "Lực lượng chính phủ sáng nay tiến vào khu công nghiệp ở phía đông thị trấn sau hai ngày pháo kích.",
    "Người phát ngôn cho biết các đơn vị công binh đang gỡ mìn trên con đường dẫn tới cây cầu chính.",
    "Cư dân đã rời đi từ tuần trước, theo lời một giáo viên còn ở lại trường.",
    "Phe đối lập chưa lên tiếng về diễn biến này.",
)
RULE = """
    rules:
      - kind: advert
        scope: line
        pattern: 'quán cà phê .* mở cửa .*$'
        valid_until: 2016-12-31
        example: Quán cà phê Sông Quê mở cửa lúc bảy giờ.
        counter_example: Quán cà phê đã đóng.
"""
LINE = "Quán cà phê Sông Quê mở cửa lúc bảy giờ."


def sources(tmp_path: Path, text: str) -> Sources:
    path = tmp_path / "sources.yaml"
    path.write_text(text, encoding="utf-8")
    return load_sources(path)


def one(tmp_path: Path, rest: str = RULE) -> Sources:
    return sources(tmp_path, f"sources:\n  - name: Báo Mẫu\n    names: [Mẫu Online]\n    domains: [mau.example]{rest}")


def item(*lines: str, **meta: str) -> RawItem:
    return RawItem("a.txt", "", None, "text", "\n\n".join(lines), meta)


def accounted(article: Article) -> Article:
    assert "".join(article.raw_text[s.start : s.end] for s in article.spans) == article.raw_text
    assert all(a.end == b.start for a, b in zip(article.spans, article.spans[1:], strict=False))
    return article


def removed(article: Article) -> list[tuple[str, str]]:
    return [(s.kind, article.raw_text[s.start : s.end]) for s in accounted(article).removed]


@pytest.mark.parametrize(("name", "rule"), OWN, ids=lambda value: value if isinstance(value, str) else value.scope)
def test_a_shipped_rule_fits_its_example_alone(name: str, rule: OwnRule) -> None:
    assert fires(rule.as_rule(1), rule.example)
    assert not fires(rule.as_rule(1), rule.counter_example)


@pytest.mark.parametrize("rule", [rule for _, rule in OWN if rule.scope in ("line", "start", "list", "has")])
def test_a_shipped_rule_says_what_the_general_ones_do_not(rule: OwnRule) -> None:
    assert RULES.at(None).match(rule.example.lower()) is None


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("sources:\n  - name: A b\n    domain: [x.example]\n", "yaml:3: sources.0.domain: Extra inputs"),
        ("sources:\n  - name: A b\n    domains: [https://x.example/]\n", "yaml:3: .*is no domain"),
        ("sources:\n  - name: A b\n    timezone: Mars/North\n", "yaml:3: .*no time zone"),
        ("sources:\n  - name: A b\n    fields:\n      txt: body\n", "yaml:2: .*`txt` is no field of ours"),
        ("sources:\n  - name: A b\n    languages: [vietnamese]\n", "yaml:3: sources.0.languages.0"),
        ("sources:\n  - name: A b\n    name: C\n", "yaml:3: `name` stands here twice"),
        ("sources:\n  - name: A b\n  - name: C d\n    names: [a B]\n", "yaml:3: `a B` already stands for A b"),
        ("sources:\n  - name: [A b\n", "yaml:3: "),
        ("sources:\n  - names: [x]\n", "yaml:2: sources.0.name: Field required"),
        ("- x\n", "yaml:1: "),
        ("", "yaml:1: "),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(ConfigError, match=complaint):
        sources(tmp_path, text)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("kind: advert", "kind: nonsense", r"yaml:6: sources.0.rules.0.kind"),
        ("scope: line", "scope: nowhere", r"yaml:7: sources.0.rules.0.scope"),
        ("quán cà phê .*", "quán (cà phê", r"yaml:6: .*no regular expression"),
        ("mở cửa lúc bảy", "đóng cửa lúc bảy", r"yaml:6: .*does not fit its example"),
        ("đã đóng", "ấy mở cửa lại", r"yaml:6: .*fits its counter-example"),
        ("2016-12-31", "2016-12-31\n        valid_from: 2017-01-01", r"yaml:6: .*before `valid_from`"),
        ("2016-12-31", "31/12/2016", r"yaml:9: "),
        ("2016-12-31", "2016-02-31", r"yaml"),
    ],
)
def test_a_wrong_rule_is_told_with_its_line(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    assert old in RULE
    with pytest.raises(ConfigError, match=complaint):
        one(tmp_path, RULE.replace(old, new, 1))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.yaml"):
        load_sources(tmp_path / "none.yaml")


@pytest.mark.parametrize("meta", [{"source": "mẫu online"}, {"url": "https://www.the-gioi.mau.example/1.html"}])
def test_a_rule_holds_for_its_source_in_its_time(tmp_path: Path, meta: dict[str, str]) -> None:
    own = one(tmp_path).own
    lines = ("Quân chính phủ vào khu công nghiệp phía đông", *PARAGRAPHS[:2], LINE, *PARAGRAPHS[2:])
    old = clean(item(*lines, **meta, published="2016-05-01"), RULES, own)
    assert removed(old) == [("advert", LINE)]
    assert LINE not in old.body
    for other in (
        clean(item(*lines, **meta, published="2017-05-01"), RULES, own),
        clean(item(*lines, source="Báo Khác", published="2016-05-01"), RULES, own),
        clean(item(*lines, **meta, published="2016-05-01"), RULES),
    ):
        assert LINE in accounted(other).body


def test_a_rule_holds_when_the_day_is_not_known(tmp_path: Path) -> None:
    article = clean(item(*PARAGRAPHS[:2], LINE, *PARAGRAPHS[2:], source="Báo Mẫu"), RULES, one(tmp_path).own)
    assert removed(article) == [("advert", LINE)]


def test_the_source_may_be_told_by_the_text_alone(tmp_path: Path) -> None:
    lines = ("Quân chính phủ vào khu công nghiệp", *PARAGRAPHS[:2], LINE, *PARAGRAPHS[2:], "Nguồn: Báo Mẫu")
    article = clean(item(*lines), RULES, one(tmp_path).own)
    assert ("advert", LINE) in removed(article)


def test_stretches_and_pages_too(tmp_path: Path) -> None:
    rest = RULE.replace("scope: line", "scope: inline").replace("'quán cà phê .* mở cửa .*$'", r"'\[quán [^\[\]]*\]'")
    rest = rest.replace("Quán cà phê Sông Quê mở cửa lúc bảy giờ.", "Ông đi [quán Sông Quê] và về.")
    own = one(tmp_path, rest).own
    body = "".join(
        f"<p>{text}</p>" for text in (PARAGRAPHS[0].replace("tiến vào", "tiến [quán Sông Quê] vào"), *PARAGRAPHS[1:])
    )
    page = f"<html><body><article><h1>Quân chính phủ vào khu công nghiệp</h1>{body}</article></body></html>"
    raw = RawItem("a.html", "", None, "page", page, {"url": "https://mau.example/1"})
    assert ("advert", "[quán Sông Quê]") in removed(clean(raw, RULES, own))
    assert "[quán" in clean(raw, RULES).body


def test_a_source_decides_a_language_the_text_leaves_open(tmp_path: Path) -> None:
    text = ("Menteri itu tiba di Jakarta hari ini.",)
    own = sources(tmp_path, "sources:\n  - name: Berita Contoh\n    languages: [ms]\n").own
    raw = item(*text, source="Berita Contoh")
    plain = clean(raw, RULES)
    assert plain.lang == "id" and plain.lang_confidence < 0.8
    assert clean(raw, RULES, own).lang == "ms"
    sure = item(*PARAGRAPHS, source="Berita Contoh")
    assert clean(sure, RULES, own).lang == "vi"


def test_learnt_lines_go_at_the_ends_and_stay_in_the_middle() -> None:
    line = "Bản tin tối lúc tám giờ trên mọi nền tảng."
    own = load_sources(SOURCES).own.with_learnt(
        [LearntLine("BÁO MẪU", line), LearntLine("Báo Mẫu", "Mỗi ngày một bản tin nhanh")]
    )
    title = "Quân chính phủ vào khu công nghiệp phía đông"
    at_end = clean(item("Mỗi ngày một bản tin nhanh", title, *PARAGRAPHS, line, source="báo mẫu"), RULES, own)
    assert removed(at_end) == [("navigation", "Mỗi ngày một bản tin nhanh"), ("navigation", line)]
    assert (at_end.title, at_end.metadata["furniture"]) == (title, line)
    top = "Mỗi ngày một bản tin nhanh"
    bare = item(top, *PARAGRAPHS, source="Báo Mẫu")
    assert (clean(bare, RULES).title, clean(bare, RULES, own).title) == (top, None)
    assert ("navigation", top) in removed(clean(bare, RULES, own))
    many = (*PARAGRAPHS[:2], "Hai bên vẫn đấu súng.", "Pháo binh bắn suốt đêm.")
    middle = clean(item(title, *many, line, *PARAGRAPHS[1:], "Thủ đô vẫn yên.", source="Báo Mẫu"), RULES, own)
    assert line in middle.body
    assert line in clean(item(title, *PARAGRAPHS, line, source="Báo Khác"), RULES, own).body


def test_a_learnt_line_has_the_kind_it_was_given_or_looks_like() -> None:
    for line, told, kind in (
        ("Cùng đón xem bản tin tối nay.", "advert", "advert"),
        ("Cùng đón xem bản tin tối nay.", None, "navigation"),
        ("Ban Quốc Tế Báo Mẫu.", None, "signoff"),
    ):
        rules = load_sources(SOURCES).own.with_learnt([LearntLine("mau.example", line, told)])
        lines = {"lines": item(*PARAGRAPHS, line, url="https://mau.example/1")}
        article = clean(lines["lines"], RULES, rules)
        assert (kind, line) in removed(article)


POOL = (
    *PARAGRAPHS,
    LINE,
    "Đón xem bản tin tối",
    "<p>Ban Quốc Tế</p>",
    "&nbsp;Xem thêm:",
    "Ảnh: Reuters",
    "\u200bHà Nội",
    "",
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(POOL), max_size=9), st.sets(st.sampled_from(POOL)), st.sampled_from(["text", "page"]))
def test_every_character_is_accounted_for_with_rules_of_its_own(lines: list[str], learnt: set[str], form: Form) -> None:
    rule = OwnRule(kind="advert", scope="inline", pattern="[bp]a", example="ba", counter_example="x").as_rule(1)
    source = OwnSource("Báo Mẫu", frozenset({"baomau"}), (rule,), ("ms",))
    own = OwnRules((source,), [LearntLine("Báo Mẫu", line) for line in learnt])
    text = "\n".join(lines) if form == "text" else "".join(f"<p>{line}</p>" for line in lines)
    raw = RawItem("a", "", None, form, text, {"source": "Báo Mẫu"})
    try:
        article = accounted(clean(raw, RULES, own))
    except BadItem as bad:
        assert bad.rule == "no_body"
        return
    assert all(article.body[s.clean_start : s.clean_end] for s in article.segments)
    assert [s.kind for s in article.spans if s.kind not in {*REMOVED_KINDS, *KEPT_KINDS}] == []


def test_the_pipeline_reads_and_cleans_by_it(tmp_path: Path) -> None:
    rest = RULE + "    fields: {text: story.long, title: t}\n    timezone: Asia/Ho_Chi_Minh\n"
    one(tmp_path, rest)
    pipeline = Pipeline(LEXICON, tmp_path / "sources.yaml")
    text = "\\n\\n".join((*PARAGRAPHS, LINE))
    head = '"t": "Vào khu công nghiệp", "date": "2016-05-01T20:00:00Z"'
    drop = f'{{"site": "Báo Mẫu", {head}, "story": {{"long": "{text}"}}}}'
    data = f"{drop}\n{drop.replace('Báo Mẫu', 'Báo Khác')}\n".encode()
    first, second = pipeline.process("a.jsonl", io.BytesIO(data), hashlib.sha256(data).hexdigest())
    assert not isinstance(first, Rejected)
    assert (first[0].title, first[0].published.start) == ("Vào khu công nghiệp", "2016-05-02")
    assert ("advert", LINE) in removed(first[0])
    assert isinstance(second, Rejected) and second.rule == "no_text"


def test_the_setting_overrides_the_file() -> None:
    assert Settings.from_env({}).sources == SOURCES
    assert Settings.from_env({"DROPWIRE_SOURCES": "/x/y.yaml"}).sources == Path("/x/y.yaml")


def test_the_commands_check_the_file_and_try_a_source(tmp_path: Path) -> None:
    one(tmp_path)
    drop = tmp_path / "a.txt"
    drop.write_text("\n\n".join(("Quân chính phủ vào khu công nghiệp", *PARAGRAPHS[:2], LINE, *PARAGRAPHS[2:])))
    env = {"DROPWIRE_SOURCES": str(tmp_path / "sources.yaml"), "COLUMNS": "200"}
    run = CliRunner(env=env)
    listed = run.invoke(cli.app, ["sources", "check"])
    assert listed.exit_code == 0
    assert "Báo Mẫu" in listed.output and "1 (1 dated)" in listed.output and "1 source, all in order" in listed.output
    tried = run.invoke(cli.app, ["sources", "try", "mau.example", str(drop)])
    assert f"advert: {LINE}   (rule of line 6)" in tried.output
    assert "1 article, 1 changed" in tried.output
    assert isinstance(run.invoke(cli.app, ["sources", "try", "none", str(drop)]).exception, ConfigError)


FETCH = "sources:\n  - name: A b\n    domains: [tin.example]\n    fetch:\n"


@pytest.mark.parametrize(
    ("rules", "complaint"),
    [
        ("      feed: x\n", "yaml:5: sources.0.fetch.feed: Extra inputs"),
        ("      per_second: 1\n", "yaml:4: sources.0.fetch: nothing to fetch"),
        ("      feeds: [ftp://tin.example/]\n", "yaml:5: .*is no web address"),
        ("      feeds:\n        - https://a.example/\n        - https://me:pw@b.example/\n", "yaml:7: .*`connection`"),
        ("      listings: ['https://a.example/{week}']\n", "yaml:5: .*`{week}` cannot be filled in"),
        ("      listings:\n        - url: https://a.example/\n          pages: 0\n", "yaml:7: .*greater than"),
        ("      feeds: [https://a.example/]\n      include: '(x'\n", "yaml:6: .*no regular expression"),
        ("      feeds: [https://a.example/]\n      per_second: 0\n", "yaml:6: .*per_second"),
        (
            "      feeds: [https://a.example/]\n      connection: 'Bearer x'\n",
            "yaml:6: .*name of an Airflow connection",
        ),
        ("      feeds: [https://a.example/]\n      hosts: ['https://b.example']\n", "yaml:6: .*hosts"),
        ("      apis: [{url: 'https://a.example/', item: x}]\n", "yaml:5: .*item: Extra"),
    ],
)
def test_what_is_wrong_about_fetching_is_told_with_its_line(tmp_path: Path, rules: str, complaint: str) -> None:
    with pytest.raises(ConfigError, match=complaint):
        sources(tmp_path, FETCH + rules)


def test_nothing_is_fetched_from_the_sources_that_come_with_it() -> None:
    assert not any(source.fetch for source in load_sources(SOURCES).entries)


def test_trying_a_pipe_and_an_unreadable_drop_tells_and_goes_on(tmp_path: Path) -> None:
    one(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    run = CliRunner(env={"DROPWIRE_SOURCES": str(tmp_path / "sources.yaml"), "COLUMNS": "200"})
    tried = run.invoke(cli.app, ["sources", "try", "Báo Mẫu", str(tmp_path / "pipe")], catch_exceptions=False)
    assert "not_a_file" in tried.output and "0 articles" in tried.output
