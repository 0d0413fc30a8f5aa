"""Did it happen, and who says so: cues of the lexicon, each with its reach, judged trigger by trigger.

Where several cues reach a trigger the gravest wins: what is denied is not claimed, what is planned did not happen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dropwire.article import Status
from dropwire.extract.sentence.scene import CueHit, Scene, Segment, TriggerHit, is_armed
from dropwire.extract.status.ahead import presumed_dead, refuted, still_ahead
from dropwire.extract.status.attribution import attribution
from dropwire.extract.status.backdrop import backdrop, only_circumstance
from dropwire.extract.tolls.counting import raises
from dropwire.extract.tolls.cumulative import spans_time

_NEXT = 26
"""How many characters a word such as "not" may stand before its verb."""
_AIM = 60
_WHOLE_WAR = 5000
"""From how many on the dead are those of a war."""
_GRAVITY = (
    "denied", "negated", "broken", "staged", "hypothetical", "rumour", "planned", "ordered", "agreed", "aim", "name",
    "state", "habit", "backref", "history", "recalled", "cumulative", "opinion", "disaster", "accused", "claimed",
)  # fmt: skip
_STATUS: dict[str, Status] = {
    "denied": "denied", "negated": "negated", "broken": "negated", "staged": "hypothetical",
    "hypothetical": "hypothetical", "rumour": "hypothetical", "planned": "planned", "ordered": "planned",
    "agreed": "planned", "accused": "claimed", "claimed": "claimed",
}  # fmt: skip
OCCURRED = frozenset({"asserted", "claimed"})
_NO_EVENT = frozenset({"aim", "name", "state"})
_BACKGROUND = frozenset({"habit", "backref", "history", "cumulative", "opinion", "accused"})
_UNREAL = frozenset({"planned", "ordered", "agreed", "hypothetical", "rumour"})


@dataclass(slots=True)
class Verdict:
    """What the cues say of one trigger."""

    status: Status = "asserted"
    event: bool = True
    background: bool = False
    cumulative: bool = False
    recalled: bool = False
    """The sentence tells of a trial or an anniversary: what has no recent day of its own is background."""
    disaster: bool = False
    """The sentence tells of a storm, an illness or an accident."""
    attribution: str | None = None
    pronoun: bool = False
    """Who says so is only a pronoun, for somebody told of before."""
    rule: str = "status: plain"


def judge(scene: Scene, hit: TriggerHit, triggers: list[TriggerHit]) -> Verdict:
    """The verdict on one trigger of a sentence."""
    reached = [cue for cue in scene.cues if _reaches(scene, cue, hit, triggers)]
    verdict = Verdict()
    effects = {cue.entry.effect for cue in reached}
    for effect in _GRAVITY:
        if effect not in effects:
            continue
        if effect in _NO_EVENT:
            verdict.event = False
        if effect in _BACKGROUND:
            verdict.background = True
        if effect == "cumulative":
            verdict.cumulative = True
        if effect == "recalled":
            verdict.recalled = True
            verdict.background |= any(_remembers(cue, hit) for cue in reached)
        if effect == "disaster":
            verdict.disaster = True
        if effect in _STATUS and verdict.status == "asserted":
            verdict.status = _STATUS[effect]
            cue = next(c for c in reached if c.entry.effect == effect)
            verdict.rule = f"status: {effect} ({scene.body[cue.start : cue.end].lower()})"
    own = scene.clause(hit.start)
    summed = [f for f in scene.figures if f.cumulative or (f.kind == "killed" and (f.exact or 0) >= _WHOLE_WAR)]
    if summed and (len(summed) == len(scene.figures) or any(own[0] <= f.start < own[1] for f in summed)):
        verdict.background = True
    _weigh_clause(scene, hit, triggers, verdict)
    verdict.attribution, verdict.pronoun = attribution(scene, reached)
    return verdict


def _weigh_clause(scene: Scene, hit: TriggerHit, triggers: list[TriggerHit], verdict: Verdict) -> None:
    """What the clause says beyond its cues: circumstance, deeds ahead, claims refuted at once."""
    reason = backdrop(scene, hit, triggers)
    if reason:
        verdict.background, verdict.rule = True, reason
    if verdict.status not in {"asserted", "claimed"}:
        return
    if verdict.status == "claimed" and presumed_dead(scene, hit):
        verdict.status, verdict.rule = "hypothetical", "status: presumed dead, nobody was found"
    elif still_ahead(scene, hit):
        verdict.status, verdict.rule = "planned", "status: its verb tells what is to come"
    elif verdict.status == "claimed" and refuted(scene, hit):
        verdict.status, verdict.rule = "denied", "status: refuted in the same sentence"


def _reaches(scene: Scene, cue: CueHit, hit: TriggerHit, triggers: list[TriggerHit]) -> bool:
    scope, effect = cue.entry.scope, cue.entry.effect
    if effect == "claimed":
        return not _said_of_before(scene, cue, hit)
    if scope == "article" or _says_nothing_of(scene, cue, hit):
        return False
    if scope == "sentence":
        if _aside(scene, cue, hit) or _of_somebody_named(scene, cue, hit):
            return False
        return not (_only_of_somebody(scene, cue, hit) and _counted_on_a_day(scene, cue, hit))
    if scope == "left":
        return hit.end <= cue.start and _reaches_left(scene, cue, hit, triggers)
    if cue.end > hit.start or (effect == "negated" and _denies_only_losses(scene, cue, hit)):
        return False
    return _reaches_right(scene, cue, hit, triggers)


def _said_of_before(scene: Scene, cue: CueHit, hit: TriggerHit) -> bool:
    """Whether somebody spoke before the deed, and not of it ("took the town after the army announced ...")."""
    own, its = scene.segment_at(cue.start), scene.segment_at(hit.start)
    spoken = scene.segments[own]
    if spoken.opener != "after" or its >= own or not scene.segments[its].end <= spoken.start:
        return False
    return any(cue.end <= t.start < spoken.end for t in scene.triggers)


def _says_nothing_of(scene: Scene, cue: CueHit, hit: TriggerHit) -> bool:
    """Whether a cue, wherever it stands, is about something else than such a deed."""
    effect, act = cue.entry.effect, hit.entry.act
    if effect == "ordered":
        return act in {"withdraw", "advance"}
    if effect == "agreed":
        return act == "agreement"
    if effect == "broken":
        return act not in {"agreement", "talks"}
    if effect == "cumulative":
        return not _spans_time(scene, cue, hit)
    if effect in {"staged", "recalled"} and only_circumstance(scene, cue):
        return True
    if effect == "recalled":
        return act in {"protest", "riot"} or _on_the_day_of(scene, cue, hit)
    return _tells_who(scene, cue, hit) or _beaten_off(scene, cue, hit)


_RANKED = re.compile(
    r"\b(?:nhất|đầu tiên|\w+est|worst|first|most|terbesar|terparah|terburuk|terbanyak|terberat|terdahsyat|terhebat"
    r"|tertinggi|terlama|paling \w+|pertama(?: kali\w*)?)\b[^.;,]{0,40}$"
)
"""Before a "since" that only ranks the news told before it: "their greatest victory since 2001"."""


def _spans_time(scene: Scene, cue: CueHit, hit: TriggerHit) -> bool:
    if hit.end <= cue.start and _RANKED.search(scene.body, hit.end, cue.start):
        return False
    most = max((f.exact or f.low or 0 for f in scene.figures), default=0)
    begins = scene.sentence.start
    return spans_time(scene.sentence.text, cue.start - begins, cue.end - begins, most)


_OF_WHOM = re.compile(r"\b(?:yang|who (?:was|were)|bị cho là|bị nghi)\s+(?:telah |sudah )?$", re.IGNORECASE)
_SUFFERED = re.compile(r"di\w+|ter\w+|tewas|amuk", re.IGNORECASE)


def _tells_who(scene: Scene, cue: CueHit, hit: TriggerHit) -> bool:
    """Whether an accusation only says who was harmed ("pria yang dituduh mencuri tewas dikeroyok")."""
    if cue.entry.effect != "accused" or cue.end > hit.start:
        return False
    if _OF_WHOM.search(scene.body, max(scene.sentence.start, cue.start - 20), cue.start) is None:
        return False
    return _SUFFERED.match(scene.body, hit.start, hit.end) is not None


_FOILED = frozenset({"menggagalkan", "digagalkan", "foiled", "thwarted", "was foiled", "was thwarted"})


def _beaten_off(scene: Scene, cue: CueHit, hit: TriggerHit) -> bool:
    """Whether the attack foiled was fought off: it came by land or its attackers fell ("foiled a raid, killing 9")."""
    if cue.entry.effect != "negated" or hit.entry.act not in _FOUGHT_OFF:
        return False
    if scene.body[cue.start : cue.end].lower() not in _FOILED:
        return False
    if _ASSAULT.match(scene.body, hit.end):
        return True
    dead = (f.whom for f in scene.figures if f.kind == "killed" and f.exact != 0 and f.start > cue.end)
    return any(whom is not None and is_armed(whom) for whom in dead)


_ASSAULT = re.compile(r" (?:darat|lanjutan|balik|balas|balasan|besar-besaran|frontal|infanteri)\b")
_FOUGHT_OFF = frozenset({"attack", "clash", "kill", "eliminate", "repel", "burn"})
_NO_LOSS = {
    "vi": re.compile(
        r".{0,40}?\b(?:thiệt mạng|thương vong|bị thương|bị giết|tử vong|hy sinh|chết|tử trận|hề hấn)\b.{0,24}?\s"
        r"(?P<when>khi|lúc|sau khi|trong|do|bởi|vì)\s"
    ),
    "id": re.compile(
        r".{0,40}?\b(?:tewas|gugur|korban|terluka|luka|cedera|terbunuh|terkorban|meninggal)\b.{0,24}?\s"
        r"(?P<when>ketika|saat|setelah|selepas|apabila|semasa|dalam|akibat|pada)\s"
    ),
    "en": re.compile(
        r".{0,60}?\b(?:killed|hurt|injured|wounded|harmed|died|casualt(?:y|ies)|injur(?:y|ies)|losses|deaths"
        r"|fatalities|dead|lost|responsibility)\b"
        r"(?:(?! by ).){0,24}?\s(?P<when>when|after|as|in|during|from|for)\s"
    ),
}  # fmt: skip
_WHENEVER = frozenset({"khi", "lúc", "sau khi", "ketika", "saat", "setelah", "selepas", "apabila", "semasa",
                       "when", "after", "as"})  # fmt: skip


def _denies_only_losses(scene: Scene, cue: CueHit, hit: TriggerHit) -> bool:
    """Whether nobody was hurt, or named, in what is told as news: by a clause of time, a day or a toll of its own."""
    if any(m.role == "responsible" and cue.end <= m.start < hit.start for m in scene.markers):
        return True
    behind = scene.marker("mask", hit.end, hit.end + 2) if hit.entry.act in {"kill", "eliminate"} else None
    end = hit.start if behind is None else behind.end + 1
    told = _NO_LOSS.get(scene.lang, _NO_LOSS["id"]).match(scene.body, cue.start, end)
    if told is None:
        return False
    if told["when"] in _WHENEVER:
        return True
    low, high = scene.segments[scene.segment_at(hit.start)].start, scene.clause(hit.start)[1]
    dated = any(low <= d.start < high and d.precision == "day" for d in scene.dates)
    return dated or any(hit.end <= f.start and f.exact != 0 and not f.cumulative for f in scene.figures)


_WHEN_OPENS = re.compile(
    r"\W{0,2}(?:Khi|Trong khi|Trong lúc|Giữa lúc|Đúng lúc|Vào|Đúng|Ketika|Saat|Sewaktu|Di tengah|Tepat"
    r"|Bertepatan|Semasa|As|When|While|On|Amid)\b"
)


def _on_the_day_of(scene: Scene, cue: CueHit, hit: TriggerHit) -> bool:
    """Whether a feast or a trial only tells when the news of the main clause came ("As it marked ..., rockets hit")."""
    if cue.entry.effect != "recalled":
        return False
    first, own = scene.segment_at(cue.start), scene.segment_at(hit.start)
    opens = _WHEN_OPENS.match(scene.body, scene.sentence.start) is not None
    counted = any(scene.segments[own].start <= f.start and not f.cumulative for f in scene.figures)
    return opens and first == 0 and own > 0 and scene.segments[own].opener == "," and counted


def _remembers(cue: CueHit, hit: TriggerHit) -> bool:
    """Whether an act is what an anniversary is of, so that any day told is that of the ceremony."""
    return cue.entry.effect == "recalled" and cue.entry.scope == "sentence" and cue.end <= hit.start


_DID = 6
"""Characters at least between "once" and what befell those who had done something."""
_ONCE = re.compile(r"(?:từng|đã từng|cũng từng|pernah|once|previously|dulu|dahulu|trước đây|trước kia)", re.IGNORECASE)


def _aside(scene: Scene, cue: CueHit, hit: TriggerHit) -> bool:
    """Whether "once" only describes what an aside is about ("the base, once used by the British, fell").

    Or "last year" when something was lost that is to be won back ("to recover territory it lost last year").
    """
    if hit.end <= cue.start and _IT_LOST.search(scene.body, hit.end, cue.start) is not None:
        return True
    number = scene.segment_at(cue.start)
    once = _ONCE.fullmatch(scene.body, cue.start, cue.end) is not None
    if once and scene.lang == "vi" and scene.between(cue.end, hit.start).rfind(" bị ") >= _DID:
        return True  # "những người từng ký ... bị bắt đi"
    if number == scene.segment_at(hit.start) or not 0 < number < len(scene.segments) - 1:
        return False
    enclosed = scene.segments[number].opener in {",", "sub"} and scene.segments[number + 1].opener == ","
    return enclosed and hit.start > cue.end and (once or cue.entry.effect == "cumulative")


_IT_LOST = re.compile(
    r"\b(?:territory|ground|land|areas?|towns?|villages?|cit(?:y|ies)|bases?|positions?)"
    r" (?:that |which )?(?:it|they|he|she|the \w+) (?:had |has |have )?\w+ (?:back )?(?:in )?$"
)


_IF = re.compile(r"(?:nếu|jika|bila|kalau|apabila|if)\b", re.IGNORECASE)


_DENIES_AND_SAYS = re.compile(
    r"\s+(?:và|dan|and)\s+(?:khẳng định|nói|cho biết|tuyên bố|menyatakan|mengatakan|menegaskan|said|says|insisted)\b"
)
"""Behind a denial that has no object of its own ("..., but the ministry denies and says ...")."""


def _reaches_left(scene: Scene, cue: CueHit, hit: TriggerHit, triggers: list[TriggerHit]) -> bool:
    """Whether a cue that looks back reaches a trigger before it."""
    if cue.entry.effect in {"planned", "hypothetical"}:
        own = scene.segment_at(hit.start)
        past = any(m.role == "past" and scene.segments[own].start <= m.start < hit.start for m in scene.markers)
        aside = _IF.match(scene.body, cue.start) is not None
        return own in {scene.segment_at(cue.start), scene.segment_at(cue.start) - aside} and not past
    if cue.entry.effect != "denied":
        return True
    words = scene.body[cue.start : cue.end].lower()
    if words in _VERBS_OF_DENIAL and scene.segment_at(cue.start) != scene.segment_at(hit.start):
        # "Jets hit X, while the army denied bombing Y": what it denies stands behind it
        goes_on = _DENIES_AND_SAYS.match(scene.body, cue.end) is not None
        return goes_on or not any(cue.end <= other.start for other in triggers)
    blamed = any(c.entry.effect in {"accused", "claimed"} for c in scene.cues)
    return blamed or not scene.figures or ("responsib" not in words and "involvement" not in words)


def _reaches_right(scene: Scene, cue: CueHit, hit: TriggerHit, triggers: list[TriggerHit]) -> bool:
    """Whether a cue that looks forward reaches a trigger behind it."""
    scope, effect = cue.entry.scope, cue.entry.effect
    between = scene.between(cue.end, hit.start)
    crossed = scene.segments[scene.segment_at(cue.start) + 1 : scene.segment_at(hit.start) + 1]
    if scope == "next":
        return _reaches_next(scene, cue, hit, triggers, between, bool(crossed))
    if any(segment.opener == "but" for segment in crossed) or _news_all_the_same(scene, cue, hit, bool(crossed)):
        return False
    if scope == "far":
        if effect == "negated" and crossed and _done_besides(scene, hit):
            return False
        told = _presupposed(cue, hit, triggers) or _happened_first(scene, cue, hit) or _says_besides(scene, cue, hit)
        return effect != "denied" or not told
    if effect == "aim" and _ONE_BY_ONE.search(scene.body, max(0, cue.start - 24), cue.end + 24):
        return False
    if effect == "aim" and _CHANCE.search(scene.body, scene.sentence.start, cue.start):
        return False
    if effect == "aim":
        return hit.entry.act != "fall" and not crossed and len(between) <= _AIM
    if _happened_all_the_same(scene, cue, hit, crossed):
        return False
    if effect in _UNREAL:
        return len(crossed) <= 3 and not any(";" in scene.body[s.start - 2 : s.start] for s in crossed)
    return all(segment.opener == "," for segment in crossed) and len(crossed) <= 1


def _happened_all_the_same(scene: Scene, cue: CueHit, hit: TriggerHit, crossed: Sequence[Segment]) -> bool:
    """Whether a deed is told as done behind a word of planning or doubt that is about something else."""
    effect, own = cue.entry.effect, scene.segments[scene.segment_at(hit.start)]
    after = own.opener == "after"
    if crossed and ((effect == "ordered" and after) or _told_as_done(scene, own.start, hit.start, own.end)):
        return True
    if effect == "hypothetical" and after and own in crossed and _FEARED.match(scene.body, cue.start):
        return True
    if effect == "planned" and _only_bound_for(scene, cue, hit, bool(crossed)):
        return True
    if effect not in _UNREAL:
        return False
    if _came_true(scene, cue, hit, own) or (after and _ANSWERS.search(scene.body, cue.start, own.start)):
        return True
    return scene.lang == "en" and after and own in crossed and scene.body.endswith("ed", own.start, hit.end)


_ANSWERS = re.compile(
    r"\b(?:đáp trả|đáp lại|trả đũa|trả thù|báo thù|phản ứng|membalas|balasan|pembalasan|merespons|respond|response"
    r"|retaliat\w+|reveng\w+|aveng\w+)\b",
    re.IGNORECASE,
)
"""What one will do about a thing done: "vowed to retaliate after jets struck"."""
_ONE_BY_ONE = re.compile(r"\b([^\W\d_]+) (?:demi|by) \1\b")
"""No aim: "rumah demi rumah", "satu demi satu"."""
_CHANCE = re.compile(r"\b(?:tận dụng|lợi dụng|tranh thủ|chớp thời cơ|thừa cơ)\b[^.;]{0,60}$", re.IGNORECASE)
"""Who used a chance to do something did it."""
_GOING_TO = frozenset(
    {
        "hendak", "akan", "mau", "ingin", "berniat", "bersiap", "going to", "about to", "preparing to", "planning to",
        "hoping to", "due to", "định", "đang định", "chuẩn bị", "sắp", "đang chuẩn bị",
    }
)  # fmt: skip
_OF_THOSE = re.compile(r"\byang $|\b(?:who|which|that) (?:(?:were|was|are|had been) )?$")
_BEFELL = re.compile(r"\b(?:terlibat|terjebak|terkena|tewas|gugur)\b")
_WHILE_GOING = re.compile(r"\b(?:saat|ketika|sewaktu|semasa|tatkala)\s+(?:\S+\s+){0,3}$", re.IGNORECASE)


def _only_bound_for(scene: Scene, cue: CueHit, hit: TriggerHit, crossed: bool) -> bool:
    """Whether it only tells what those were about to do whom something befell ("warga yang hendak pulang ditembak")."""
    if scene.body[cue.start : cue.end].lower() not in _GOING_TO:
        return False
    if crossed:
        return _WHILE_GOING.search(scene.body, scene.sentence.start, cue.start) is not None
    of_those = _OF_THOSE.search(scene.body, max(scene.sentence.start, cue.start - 16), cue.start) is not None
    if scene.lang != "vi" and not of_those:
        return False
    suffered = hit.entry.frame in {"passive", "suffer"} and hit.start - cue.end > 1
    return suffered or _BEFELL.search(scene.body, cue.end, hit.start) is not None


_FEARED = re.compile(
    r"(?:dikhawatirkan|dikhuatiri|ditakutkan|feared)\s+(?:\S+\s+){0,2}?(?:tewas|mati|maut|terkorban|terbunuh|hilang|dead"
    r"|lost)\b",
    re.IGNORECASE,
)
"""What is feared is how many died in what happened, not that it happened."""
_OPPOSED = frozenset({"phản đối", "opposed", "menolak", "menentang", "membantah"})
_NONE = frozenset({"no", "không", "không có", "tidak ada", "tak ada", "tiada"})
_STIRS = frozenset({"protest", "riot", "mob", "burn", "clash", "kill"})
"""What those do who oppose something ("marched against the tax and burned cars")."""


def _news_all_the_same(scene: Scene, cue: CueHit, hit: TriggerHit, crossed: bool) -> bool:
    """Whether a deed is told as news beside what a cue says of a habit, of what is opposed or of an aside."""
    if cue.entry.scope == "far":
        return crossed and _aside_of_news(scene, cue, hit)
    if hit.entry.act in _STIRS and scene.body[cue.start : cue.end].lower() in _OPPOSED:
        return True
    return cue.entry.effect == "habit" and _counted_on_a_day(scene, cue, hit)


def _counted_on_a_day(scene: Scene, cue: CueHit, hit: TriggerHit) -> bool:
    """Whether a deed is told with a toll and a day behind the cue: news, whatever the cue says of somebody in it."""
    end = scene.clause(hit.start)[1]
    own = scene.segments[scene.segment_at(hit.start)]
    if not any(own.start <= f.start and not f.cumulative for f in scene.figures):
        return False
    low = scene.sentence.start if hit.end <= cue.start else max(cue.end, own.start)
    return any(low <= d.start < end and d.precision == "day" for d in scene.dates)


_WHO = re.compile(r"\b(?:who|which|that|where|whose)\b")
_THAT_HELD = re.compile(r"\b(?:yang|vốn)(?: \S+){1,4} $")


_WHICH = re.compile(r"\b(?:yang|nơi|vốn|which has|where|tempat)(?: [^\s,.;]+)? $")


def _tells_of_place(scene: Scene, cue: CueHit) -> bool:
    """Whether "long" only describes what was hit ("yang selama ini menjadi markas X"), and counts nobody."""
    if cue.entry.effect not in {"habit", "history", "cumulative"}:
        return False
    if _WHICH.search(scene.body, max(scene.sentence.start, cue.start - 24), cue.start) is None:
        return False
    return not any(f.start >= cue.end for f in scene.figures) and not any(t.start >= cue.end for t in scene.triggers)


def _of_somebody_named(scene: Scene, cue: CueHit, hit: TriggerHit) -> bool:
    """Whether "since" is said of people or things behind the deed ("killed gunmen who had held the theatre since")."""
    if hit.end < cue.start and hit.entry.act not in {"agreement", "talks"} and _tells_of_place(scene, cue):
        return True
    if cue.entry.effect != "cumulative" or hit.end >= cue.start:
        return False
    if raises(scene.body, cue.start):
        return True  # "two died, taking the number since January to 40"
    if scene.lang == "en":
        return _WHO.search(scene.body, hit.end, cue.start) is not None
    # "clashed on Wednesday, ending a truce that had held since March"
    day = next((d for d in scene.dates if hit.end <= d.start < cue.start and d.precision == "day"), None)
    return day is not None and _THAT_HELD.search(scene.body, day.end, cue.start) is not None


def _only_of_somebody(scene: Scene, cue: CueHit, hit: TriggerHit) -> bool:
    """Whether "once" tells of somebody's past, or a feast or a clause about the past stands behind what happened."""
    if _ONCE.fullmatch(scene.body, cue.start, cue.end) is not None:
        return True
    apart = scene.segments[scene.segment_at(cue.start)].start >= hit.end
    return hit.end <= cue.start and (cue.entry.effect == "recalled" or (cue.entry.effect == "history" and apart))


def _aside_of_news(scene: Scene, cue: CueHit, hit: TriggerHit) -> bool:
    """Whether a sentence begins with what somebody was accused of, or with an "if" that only sets news off."""
    if cue.entry.effect == "accused":
        return cue.start - scene.sentence.start <= _OPENS
    own = scene.segments[scene.segment_at(hit.start)]
    unreal = (c for c in scene.cues if c.entry.effect in _UNREAL and own.start <= c.start < hit.start)
    return cue.entry.effect == "hypothetical" and next(unreal, None) is None and _counted_on_a_day(scene, cue, hit)


_OPENS = 4
"""How many characters may stand before a word that opens its sentence."""
_AGO = re.compile(
    r"\b(?:giờ|hôm|ngày|đêm|tuần|tháng|năm|lần|phía|kia) trước\b(?! (?:khi|vụ|cuộc|trận|đợt|loạt|các|sự)\b)",
    re.IGNORECASE,
)
_ABLE = frozenset({"dapat", "bisa"})


def _came_true(scene: Scene, cue: CueHit, hit: TriggerHit, own: Segment) -> bool:
    """Whether a word of ability is told of a day past, or an English finite verb stands behind "wanted to"."""
    words = scene.body[cue.start : cue.end].lower()
    past = any(m.role == "past" and cue.end < m.start and 0 <= hit.start - m.end <= 1 for m in scene.markers)
    if past and cue.entry.effect == "planned" and _counted_on_a_day(scene, cue, hit):
        return True
    if words in _ABLE:
        return _told_as_done(scene, own.start, hit.start, own.end)
    finite = scene.lang == "en" and words.endswith(" to") and hit.entry.frame == "active"
    return (
        finite
        and _PAST_FORM.match(scene.body, hit.start) is not None
        and not _BE.search(scene.body, cue.end, hit.start)
    )


_PAST_FORM = re.compile(r"(?:\w+ed|shot|struck|took|fought|overran|blew|beat|drove|slew)\b")
_BE = re.compile(r"\b(?:be|been|being|get|have|has|having)\s+(?:\w+ly\s+)?$")
_STILL = frozenset({"vẫn", "vẫn đang", "vẫn còn", "đang", "hiện"})
_HOLDING = frozenset(
    {"làm chủ", "làm chủ hoàn toàn", "hoàn toàn kiểm soát", "kiểm soát hoàn toàn", "nắm quyền kiểm soát", "chiếm cứ"}
)
_VERBS_OF_DENIAL = frozenset(
    {"phủ nhận", "bác bỏ", "nhưng phủ nhận", "dibantah", "disangkal", "denied", "denies", "deny"}
)
_DONE_TO_THEM = re.compile(r" (?:mereka|para korban|them|họ)\b")
"""Behind what was done to those the main clause tells of ("gathered the villagers before shooting at them")."""
_STOPPED = re.compile(
    r"\b(?:dilumpuhkan|ditangkap|ditembak|dibekuk|diringkus|dihentikan|dicegah|digagalkan|tewas|arrested|stopped|killed"
    r"|shot|bị|chặn)\b", re.IGNORECASE,
)  # fmt: skip
_WEAK = frozenset({"kill", "eliminate", "withdraw", "advance", "clash"})
"""What a main clause may say that is only the outcome of what "after" introduces."""


def _is_the_news(scene: Scene, cue: CueHit, hit: TriggerHit, triggers: list[TriggerHit]) -> bool:
    """Whether what stands behind "after" is what the sentence is about: its main clause only tells the losses."""
    own = scene.segment_at(hit.start)
    opener = scene.segments[own].opener
    if opener not in {"after", "before"} or (opener == "before" and len(triggers) > 1):
        return False
    if opener == "before" and _DONE_TO_THEM.match(scene.body, hit.end):
        return _STOPPED.search(scene.body, scene.sentence.start, scene.segments[own].start) is None
    others = [t for t in triggers if scene.segment_at(t.start) != own and t.entry.act not in _WEAK]
    segment = scene.segments[own]
    dated = any(segment.start <= d.start < segment.end and d.precision == "day" for d in scene.dates)
    return not others and (bool(scene.figures) or len(triggers) > 1 or dated)


def _done_besides(scene: Scene, hit: TriggerHit) -> bool:
    """Whether a word in -ing behind a comma tells what was done all the same ("foiled the attack, killing two men")."""
    own = scene.segments[scene.segment_at(hit.start)]
    opens = own.opener == "," and hit.start - own.start <= 1
    return scene.lang == "en" and opens and scene.body.endswith("ing", hit.start, hit.end)


_AND_SAID = re.compile(r"(?:\b(?:and|but|và|nhưng|đồng thời|dan|tetapi|tapi|namun|serta)\s+(?:\w+ly\s+)?|,\s*)$")


def _says_besides(scene: Scene, cue: CueHit, hit: TriggerHit) -> bool:
    """Whether who denies one thing goes on to tell another ("denied the strike and said rebels shelled the town")."""
    return any(
        c.entry.effect in {"claimed", "accused"} and cue.end < c.start < hit.start
        and _AND_SAID.search(scene.body, cue.end, c.start) is not None
        for c in scene.cues
    )  # fmt: skip


def _happened_first(scene: Scene, cue: CueHit, hit: TriggerHit) -> bool:
    """Whether what is denied followed the deed, which has a toll ("denied it sent troops after shells killed five")."""
    own = scene.segments[scene.segment_at(hit.start)]
    if own.opener != "after" or cue.start >= own.start or scene.lang != "en":
        return False
    return any(own.start <= f.start < own.end and f.kind == "killed" and f.exact != 0 for f in scene.figures)


def _presupposed(cue: CueHit, hit: TriggerHit, triggers: list[TriggerHit]) -> bool:
    """Whether the deed is only named within what is denied ("denied arming the rebels who shelled the port")."""
    return any(cue.end <= other.start < hit.start and other.entry.act == "arms_transfer" for other in triggers)


_IN_FRONT = re.compile(
    r"trước (?!khi|lúc|giờ|thời|ngày|vụ|cuộc|trận|đợt|đòn|loạt|câu hỏi|cáo buộc|việc|tin |thông tin|sức ép|nguy cơ)",
    re.IGNORECASE,
)
"""Before no event and no time it is where: "bom nổ trước tiệm bánh"."""


def _reaches_next(
    scene: Scene, cue: CueHit, hit: TriggerHit, triggers: list[TriggerHit], between: str, crossed: bool
) -> bool:
    if crossed or any(cue.end <= other.start < hit.start for other in triggers):
        return False
    effect = cue.entry.effect
    if effect == "state":
        if hit.entry.act in {"capture", "regain"} and len(between) <= 3:
            words = (scene.body[cue.start : cue.end].lower(), scene.body[hit.start : hit.end].lower())
            return words[0] in _STILL and words[1] in _HOLDING
        return (hit.entry.act == "hold" and len(between) <= 50) or (hit.entry.act == "abduct" and len(between) <= 3)
    if effect == "backref":
        if _AGO.search(scene.body, max(scene.sentence.start, cue.start - 8), cue.end + 8):
            return False  # "tuần trước", last week
        if scene.lang == "en" and any(d.start == cue.start for d in scene.dates):
            return False  # "before dawn"
        if _IN_FRONT.match(scene.body, cue.start, hit.end) and hit.entry.frame not in {"noun", "clash"}:
            return False
        return not _is_the_news(scene, cue, hit, triggers)
    if effect == "name":
        near = len(between) <= 3 or (
            len(between) <= _NEXT
            and not any(m.role == "past" and cue.end <= m.start < hit.start for m in scene.markers)
        )
        return near and hit.entry.frame not in {"noun", "clash"}
    who = [a for a in scene.actors if cue.end <= a.start < hit.start]
    none_of = len(who) == 1 and who[0].start - cue.end <= 1 and scene.body[cue.start : cue.end].lower() in _NONE
    return len(between) <= _NEXT + (_NEXT if none_of else 0) and (not who or none_of)


def _told_as_done(scene: Scene, start: int, trigger: int, end: int) -> bool:
    """Whether a clause is told as done: a word of the past before its verb, or a day of its own."""
    if any(m.role == "past" and start <= m.start < trigger for m in scene.markers):
        return True
    return any(start <= date.start < end and date.precision == "day" for date in scene.dates)
