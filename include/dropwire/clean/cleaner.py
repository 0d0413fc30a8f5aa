"""One raw item to one article: everything that is not the article removed for a named reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from dropwire.article import Article, RawItem
from dropwire.clean import captions, dateline, dates, language, outlets, repeats, zones
from dropwire.clean.finish import Draft, finish
from dropwire.clean.lines import LONG, Line, split_lines
from dropwire.clean.markdown import find_lone_links
from dropwire.clean.own import OwnRules
from dropwire.clean.page import parse_page
from dropwire.clean.rules import Rules, RuleSet
from dropwire.clean.view import View, make_view
from dropwire.clean.wrapping import unwrap
from dropwire.letters import LOWER, UPPER

_PREFIX = re.compile(r"\s*date\s+(\d{4}-\d{2}(?:-\d{2})?)(?=\s|$)[ \t\u00a0]*", re.IGNORECASE)


def clean(item: RawItem, rules: Rules, own: OwnRules | None = None) -> Article:
    """Clean an item; `own` is what single sources add to the rules.

    Raises:
        BadItem: nothing of a body is left (`no_body`).
    """
    draft = read_lines(item)
    mark(draft, rules, rules.at(_rough_day(draft)))
    article = finish(draft, rules)
    theirs = own.of(article) if own else None
    if own is None or theirs is None:
        return article
    learnt = theirs.learnt_among(draft.lines, rules)
    if not (learnt or theirs.language or theirs.fits(draft.lines)):
        return article
    draft = read_lines(item)
    take_out(draft, learnt)
    mark(draft, rules, own.joined(theirs, rules.at(_rough_day(draft))), theirs.language)
    return finish(draft, rules)


def raw_text(item: RawItem) -> str:
    """The text that the spans of its article point into."""
    return parse_page(item.text).text if item.form == "page" else item.text


def read_lines(item: RawItem) -> Draft:
    """The lines of an item, not judged yet."""
    return read_page(item) if item.form == "page" else read_text(item)


def take_out(draft: Draft, learnt: Mapping[int, str]) -> None:
    """Remove the lines learnt from other articles: start -> kind."""
    for line in draft.lines:
        if line.start in learnt:
            line.kind = learnt[line.start]
            draft.learnt.append(line.text)
            draft.title = None if draft.title is line else draft.title


def read_text(item: RawItem) -> Draft:
    """The lines of a text drop, its crawler prefix set apart."""
    view = make_view(item.text)
    match = _PREFIX.match(view.text)
    site = _SITE.match(view.text, match.end()) if match else None
    begin = (site or match).end() if match else 0
    lines = unwrap([*_parted(split_lines(view.text, begin, len(view.text)))], view.text)
    _mark_links(lines, view)
    _mark_adverts(lines, view)
    if not match:
        return Draft(item, view, lines, meta=_readable(item.meta))
    start = len(view.text) - len(view.text.lstrip())
    prefix = Line(start, match.end(1), view.text[start : match.end(1)], 0, kind="prefix")
    named = [Line(site.start(), site.end(1), site[1], 0, kind="dateline")] if site else []
    return Draft(item, view, [prefix, *named, *lines], meta=_readable(item.meta), prefix=match[1])


_SITE = re.compile(
    r"([A-Z][A-Za-z0-9]+\.(?i:com\.vn|co\.id|com\.my|vn|com|net|org|id|info)"
    r"(?: (?:Thế giới|Thời sự|Quốc tế|Xã hội|Quân sự|Internasional|Nasional|Dunia|World|News))?)[ \t]+(?=[^\W\d_a-z])"
)
"""The paper's address right before the headline."""
_ADVERT_TAG = re.compile(
    r"<(?:div|section|aside|ins|span|p)\b[^<>]*\b(?:class|id)\s*=\s*[\"'](?:[^\"'<>]*[ _-])?"
    r"(?:ads?|adsense|advert\w*|banner|iklan|quangcao|quang-cao|sponsor\w*)(?:[ _-][^\"'<>]*)?[\"'][^<>]*>$",
    re.IGNORECASE,
)


def _mark_adverts(lines: list[Line], view: View) -> None:
    """Lines that a tag opens whose class says advertisement."""
    opened = {end for start, end in view.markup if _ADVERT_TAG.match(view.raw, start, end)}
    for line in lines if opened else ():
        if line.kind is None and len(line.text) <= LONG and view.raw_span(line.start, line.end)[0] in opened:
            line.kind = "advert"


def _mark_links(lines: list[Line], view: View) -> None:
    """Lines behind the lead that are one Markdown link each: other stories."""
    links = {view.span_of(*link) for link in find_lone_links(view.raw)}
    lead = next((i for i, line in enumerate(lines) if line.prose), len(lines))
    for line in lines[lead + 1 :] if links else ():
        if line.kind is None and any(start <= line.start and line.end <= end for start, end in links):
            line.kind = "related"


_TEASER = re.compile(
    rf"(?i:baca juga|xem thêm|đọc thêm)\s?: [^.!?]{{15,170}}?[{LOWER}]"
    rf"(?=[{UPPER}][{LOWER}]+ (?:\S+ ){{3}}.*[.!?][”\"]?$)"
)
"""Another story's headline to which the next paragraph is glued."""
_CRUMBS = re.compile(r"(?:[^\W\d_][\w& ]{2,24} » ){2,}(?=(?:\S+ ){4,}\S+$)")
"""The way to the page, with its headline at the end: `HOME » WORLD » Three villages change hands in a night`."""
_STAMP = re.compile(
    r"^\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}\s+\d{1,2}[:h]\d{2}(?=[^\W\d])"
    r"|(?<=[\w\"”’!?)])\s+\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}\s+\d{1,2}[:h]\d{2}$"
    r"|^.{8,40}\(?GMT\s?\+7\)?(?=[^\W\d_])"
)
"""A date with the time of day, before or behind the headline of its line."""


def _parted(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, with what crawlers glue to them set apart: the bar of a table around a picture, the time of day."""
    row = [None, *lines, None]
    for above, line, below in zip(row, row[1:], row[2:], strict=False):
        if line is None:
            continue
        text = line.text
        teaser = _TEASER.match(text) or (_CRUMBS.match(text) if len(text) <= LONG else None)
        if teaser:
            yield Line(line.start, line.start + teaser.end(), text[: teaser.end()], line.gap)
            line = Line(line.start + teaser.end(), line.end, text[teaser.end() :], 0)
            text = line.text
        stamp = _STAMP.search(text) if text[0].isdigit() or text[-1].isdigit() or "GMT" in text else None
        if stamp and len(text) <= LONG:
            cut = stamp.end() if stamp.start() == 0 else stamp.start()
            rest = text[cut:].lstrip()
            yield Line(line.start, line.start + len(text[:cut].rstrip()), text[:cut].rstrip(), line.gap)
            yield Line(line.end - len(rest), line.end, rest, 0)
        elif text.count("|") != 1 or "|" not in (text[0], text[-1]):
            yield line
        elif len(text) < 3:
            line.kind = "markup"
            yield line
        else:
            rest = text.strip("|").strip()
            start = line.start + text.index(rest)
            bar = line.start if text[0] == "|" else line.end - 1
            parts = [
                Line(bar, bar + 1, "|", line.gap if bar == line.start else 0, kind="markup"),
                Line(start, start + len(rest), rest, line.gap, kind=_cell(line, above, below)),
            ]
            yield from sorted(parts, key=lambda part: part.start)


def _cell(line: Line, above: Line | None, below: Line | None) -> str | None:
    """What the text of a table's cell is: with a picture above it a caption, with one below it a link."""
    if line.text[-1] != "|" or len(line.text) > LONG:
        return None
    if above and not line.gap and (above.text == "|" or above.text.startswith("![](")):
        return "caption"
    return "related" if below and not below.gap and below.text.startswith("![](") else None


def _readable(meta: Mapping[str, str], *, tags: bool = True) -> Mapping[str, str]:
    """What came beside the text, its title as a reader sees it."""
    title = meta.get("title", "")
    if title.isascii() and "<" not in title and "&" not in title:
        return meta
    return {**meta, "title": " ".join(make_view(title, tags=tags).text.split())}


def read_page(item: RawItem) -> Draft:
    """The blocks of a page's tree, those of the page's furniture already told apart."""
    page = parse_page(item.text)
    view = make_view(page.text, tags=False)
    draft = Draft(item, view, [], meta={**_readable(page.meta, tags=False), **_readable(item.meta)})
    shifted = bool(view.pieces)
    for block in page.blocks:
        start, end = view.span_of(block.start, block.end) if shifted else (block.start, block.end)
        text = view.text[start:end]
        stripped = text.strip()
        if not stripped:
            continue
        start += len(text) - len(text.lstrip())
        line = Line(start, start + len(stripped), stripped, int(not block.joined), kind=block.kind)
        if block.kind == "title" and draft.title is None:
            draft.title = line
        draft.lines.append(line)
    return draft


def mark(draft: Draft, rules: Rules, ruleset: RuleSet, language_known: str | None = None) -> None:
    """Judge every line: body, title, or why it is removed. `language_known` is taken for the language."""
    lines = draft.lines
    mark_date_lines(lines, after=False)
    part_tail(lines, ruleset, rules)
    tagged = mark_whole_lines(lines, ruleset, rules)
    mark_date_lines(lines, after=True)
    zones.mark_skipped(lines)
    repeats.mark_repeated_opening(lines)
    draft.credits = captions.mark_captions(lines)
    repeats.mark_teasers(lines)
    zones.mark_notices(lines)
    if not draft.title and not draft.meta.get("title"):
        draft.title = zones.find_title(lines)
    if draft.title:
        draft.title.kind = "title"
    for line in tagged:
        line.kind = line.kind or "related"
    title = draft.title.text if draft.title else draft.meta.get("title")
    if title:
        repeats.mark_title_repeats(lines, title)
    repeats.mark_repeated_lines(lines)
    zones.mark_head(lines, draft.title)
    zones.mark_after_end(lines)
    zones.mark_islands(lines)
    zones.mark_runs(lines)
    sample = " ".join(line.text for line in lines if line.kind is None)[:3000]
    draft.lang, draft.confidence = language.detect(sample, rules.telling)
    draft.lang = language_known or draft.lang
    zones.mark_strangers(lines, draft.lang)
    mark_datelines(draft, rules)
    repeats.mark_summary(lines)
    repeats.mark_doubled_body(lines)
    mark_signoff(lines)
    zones.mark_tail(lines)
    cut_stretches(lines, ruleset)


_PART = re.compile(r"""[.!?…)"”]\s+(?=\S)|\s(?=>>)""")
_PARTED = 300
"""Characters at the end of the last paragraph among which furniture on its line begins."""


def part_tail(lines: list[Line], ruleset: RuleSet, rules: Rules) -> None:
    """Part the furniture below a story from its last paragraph, where a crawler put both on one line."""
    last = next((line for line in reversed(lines) if line.kind is None), None)
    if last is None or not last.prose or last.text.endswith((".", "!", "?", "…")):
        return
    if len(last.text) <= LONG and ruleset.match(last.low):
        return
    size = end = len(last.text)
    pieces: list[Line] = []
    for bound in reversed([m.end() for m in _PART.finditer(last.text, max(40, size - _PARTED), size - 1)]):
        piece = Line(last.start + bound, last.start + end, last.text[bound:end].rstrip(), 0)
        rule = ruleset.match(piece.low)
        if not rule and not rules.bars.match(piece.low):
            break
        piece.kind = rule.kind if rule else "share"
        pieces.append(piece)
        end = bound
    if pieces:
        text = last.text[:end].rstrip()
        at = lines.index(last)
        lines[at : at + 1] = [Line(last.start, last.start + len(text), text, last.gap), *reversed(pieces)]


_TAGGED = ("[", "video", "clip", "ảnh", "infographic")


def mark_whole_lines(lines: list[Line], ruleset: RuleSet, rules: Rules) -> list[Line]:
    """Lines that the residue rules or the words of buttons and menus give away.

    Gives the links before the story that may be its headline, as both can begin with a tag such as `Video:`.
    """
    tagged: list[Line] = []
    phrases = ruleset.phrases_in("\n".join([line.low for line in lines if line.kind is None]))
    heads: dict[int, bool] = {}
    rest = ""
    seen_prose = 0
    total = sum(line.prose for line in lines)
    for i, line in enumerate(lines):
        if line.kind is not None:
            continue
        if rest and not (line.prose and seen_prose < total / 2):
            own = ruleset.match(line.low, phrases) if len(line.text) <= LONG else None
            line.kind = own.kind if own else rest
            continue
        seen_prose += line.prose
        if len(line.text) > LONG:
            continue
        rule = ruleset.match(line.low, phrases)
        if rule and rule.kind == "related" and not seen_prose and line.low.startswith(_TAGGED):
            tagged.append(line)
        elif rule:
            line.kind = rule.kind
            if rule.scope == "list":
                heads[i] = len(line.text) < 40 and line.text.rstrip(" :>»")[-1:].isalpha() and ":" not in line.text[:-1]
            if rule.scope == "rest" and seen_prose and seen_prose >= total / 2:
                rest = rule.kind
        elif len(line.text) <= 160 and rules.bars.match(line.low):
            line.kind = "share"
        elif not line.prose and zones.menu_like(line.text):
            line.kind = "navigation"
    zones.mark_lists(lines, heads)
    return tagged


_DEGREES = re.compile(r"-?\d{1,2}(?:[.,]\d)?\s?°?\s?[CF]")


def mark_date_lines(lines: list[Line], *, after: bool) -> None:
    """Lines that only give a date and time, before the second paragraph or after the last."""
    paragraphs = 0
    if after:
        known = {line.text for line in lines if line.kind == "dateline"}
        for line in lines:
            if line.kind is None and line.text in known:
                line.kind = "dateline"  # of another page of the story
    for i in range(len(lines) - 1, -1, -1) if after else range(len(lines)):
        line = lines[i]
        paragraphs += line.kind is None and line.prose and len(line.text) > 60
        if paragraphs > (0 if after else 1):
            break
        if line.kind is None and i and lines[i - 1].kind == "dateline" and _DEGREES.fullmatch(line.text):
            line.kind = lines[i - 1].kind = "navigation"  # the visitor's day and weather
        elif line.kind is None and dates.is_date_line(line.text, line.low):
            line.kind = "dateline"


def mark_datelines(draft: Draft, rules: Rules) -> None:
    """Datelines of the first three paragraphs, and of later ones when the same comes back."""
    site = draft.meta.get("source", "")
    own = outlets.lead_pattern([site]) if site else None
    lead_text = ""
    for count, line in enumerate(line for line in draft.lines if line.kind is None):
        if count >= 3 and not (lead_text and line.text.startswith(lead_text)):
            continue
        lead = dateline.find_dateline(line.text, draft.lang, rules.pairs, draft.view.text) or _outlet_lead(
            line.text, rules.outlets.lead, own
        )
        if lead:
            line.cut(0, lead.size, "dateline")
            draft.datelines.append(lead)
            lead_text = lead_text or line.text[: lead.size]


def _outlet_lead(text: str, known: re.Pattern[str], own: re.Pattern[str] | None) -> dateline.Dateline | None:
    match = known.match(text) or (own.match(text) if own else None)
    if not match or match.end() > dateline.MAX_SIZE:
        return None
    return dateline.Dateline(match.end(), None, match["source"] or match["bracketed"], None)


_TAIL = 220
"""Characters at the end of a paragraph among which furniture glued to it begins."""


def cut_stretches(lines: list[Line], ruleset: RuleSet) -> None:
    """Furniture inside paragraphs."""
    body = [line for line in lines if line.kind is None]
    inline, end, lead = (ruleset.cuts.get(scope) for scope in ("inline", "end", "lead"))
    if inline and not inline.search("\n".join(line.low for line in body)):
        inline = None
    for line in body:
        if inline:
            for match in inline.finditer(line.low):
                line.cut(match.start(), match.end(), inline.rule_at(line.low, match.start()).kind)
        if end and (last := end.search(line.low, max(0, len(line.text) - _TAIL))):
            line.cut(last.start(), last.end(), end.rule_at(line.low, last.start()).kind)
    if body and lead:
        at = (
            max((e for _, e, _ in body[0].cuts if e - body[0].start <= dateline.MAX_SIZE), default=body[0].start)
            - body[0].start
        )
        if first := lead.match(body[0].low, at):
            body[0].cut(first.start(), first.end(), lead.rule_at(body[0].low, at).kind)


_LAST = 14
_ASIDE = (
    r"(?!(?i:theo|nguồn|tổng hợp|lược|biên|dịch|sumber|dikutip|dilansir|disadur|source|via|from|with)\b)"
    r"(?:[^()\[\]A-ZĐ/\s]+\s+){2,}[^()\[\]A-ZĐ/\s]+[)\]]"
)
"""Three words or more without a capital: no sign-off, but an aside."""
_SIGNOFF = re.compile(
    r"""(?<=[.!?”"’'])\s*(?:[*#■□●◆]{1,3}"""
    r"""|[(\[][*#•+–—-]{1,3}[)\]]\.?|[(\[](?i:end|tamat|habis|hết)[)\]][^!?]{0,20}"""
    rf"""|[(\[](?=[^()\[\]]{{2,70}}[)\]])(?!\d{{4}})(?!{_ASIDE})[^()\[\].!?]*(?:\.[^()\[\].!?\s][^()\[\].!?]*)*[)\]]\.?"""
    r"""|\s[A-Za-z][\w-]{2,20}\.(?:com|co\.id|id|net|org|vn|my)"""
    r"""|[-–—]{1,2}\s*[A-ZĐ][\w./&]*(?:[ /][A-ZĐ][\w./&]*){0,3}\.?"""
    r"""|(?:Theo|Nguồn|Sumber|Source)[: ]\s*[A-ZĐ][^.!?\n]{1,50})$"""
)


def mark_signoff(lines: list[Line]) -> None:
    """What signs off at the end of a last paragraph: `… pekan lalu. (abc/def)`, `… tengah malam. - BERNAMA`.

    Short lines may follow, so the last paragraphs are tried from the end; what stands before such an ending is prose.
    """
    for line in [line for line in lines if line.kind is None][: -_LAST - 1 : -1]:
        match = _SIGNOFF.search(line.text, max(0, len(line.text) - 90))
        if match and match.start() > 20:
            line.cut(match.start(), len(line.text), "signoff")
            line.ends_sentence = line.prose = True
        if line.prose:
            return


def _rough_day(draft: Draft) -> str | None:
    """A day near publication, for choosing among dated rules before the date is known."""
    stated = draft.meta.get("published", "")[:10]
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", stated):
        return stated
    if draft.prefix:
        return (draft.prefix + "-15")[:10]
    return None
