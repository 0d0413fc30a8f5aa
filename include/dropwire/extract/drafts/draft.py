"""An event as one sentence tells it, still in mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dropwire.extract.actors.registry import ActorMention
from dropwire.extract.dates.mentions import DateMention
from dropwire.extract.drafts.means import is_gunfire
from dropwire.extract.place import PlaceMention
from dropwire.extract.roles.subjects import is_english_passive
from dropwire.extract.sentence.scene import Scene, TriggerHit, is_armed, is_civil, same_side
from dropwire.extract.status.factuality import Verdict
from dropwire.extract.tolls.figures import Figure
from dropwire.extract.types import AIR, ATTACK, CLASH, event_type, leading_weapon
from dropwire.extract.vocabulary.grammar import Weapon

RESULTS = frozenset({"kill", "eliminate"})
IN_VAIN = "type: fought for in vain"
"""The rule of a place that was attacked at the cost of lives, and not taken."""


@dataclass(slots=True)
class Draft:
    """An event as one sentence tells it."""

    scene: Scene
    hit: TriggerHit
    act: str
    type: str
    agents: list[ActorMention]
    patients: list[ActorMention]
    verdict: Verdict
    weapons: list[Weapon]
    places: list[PlaceMention] = field(default_factory=list)
    seat: PlaceMention | None = None
    """Where who speaks sits: the place only if none other is told."""
    date: DateMention | None = None
    figures: list[Figure] = field(default_factory=list)
    rules: dict[str, str] = field(default_factory=dict)
    backers: list[ActorMention] = field(default_factory=list)

    hits: list[TriggerHit] = field(default_factory=list)
    """All triggers folded into the draft; the first is its own."""

    @property
    def weapon(self) -> Weapon | None:
        """The weapon that decides."""
        return leading_weapon(self.weapons)

    @property
    def family(self) -> str:
        """`battle`, `explosion`, `vac`, ..."""
        return self.type.split(".")[0]


def on_a_base(draft: Draft) -> bool:
    """Whether what is attacked is held by armed men, whoever else was hurt there."""
    start, end = draft.hit.start, draft.scene.clause(draft.hit.start)[1]
    return any(m.role == "base" and start <= m.start < end for m in draft.scene.markers)


def _behind_base(draft: Draft, patient: ActorMention) -> bool:
    """Whether people without arms stand behind the guarded place attacked ("stormed a prison, freeing inmates")."""
    if draft.act != "attack" or not is_civil(patient) or patient.start < draft.hit.end:
        return False
    return draft.scene.marker("base", draft.hit.end, min(patient.start, draft.hit.end + _TARGET)) is not None


def on_people(draft: Draft) -> bool:
    """Whether what is attacked is a place of people without arms: a school or a clinic stands right behind the verb."""
    scene = draft.scene
    reach = _TARGET if scene.lang != "vi" or draft.hit.entry.frame != "noun" else 4 * _TARGET
    near = scene.marker("civil", draft.hit.end, min(draft.hit.end + reach, scene.clause(draft.hit.start)[1]))
    if near is None and draft.hit.entry.frame == "active" and scene.lang == "vi":  # "tàu hàng bị ... tấn công"
        passive = scene.marker("passive", draft.hit.start - 2 * _TARGET, draft.hit.start)
        near = scene.marker("civil", passive.start - 2 * _TARGET, passive.start) if passive is not None else None
    if near is None and scene.lang != "vi" and _suffers(draft):  # "a church in Jos was attacked"
        low = scene.segments[scene.segment_at(draft.hit.start)].start
        near = scene.marker("civil", max(low, draft.hit.start - 2 * _TARGET), draft.hit.start)
        if near is not None and scene.marker("near", near.start - _TARGET, near.start) is not None:
            near = None
    return near is not None and not on_a_base(draft)


def _suffers(draft: Draft) -> bool:
    """Whether what is hit is the subject of its verb, and names nobody: "sebuah gereja diserang", "was attacked"."""
    hit = draft.hit
    passive = hit.entry.frame == "passive" or (draft.scene.lang == "en" and is_english_passive(draft.scene, hit))
    return passive and not draft.patients


def _kills_people(draft: Draft) -> bool:
    """Whether the dead are counted as people and nobody armed stands against the doer."""
    named = [m for g in draft.scene.groups for m in g.members if m not in draft.agents]
    armed = [m for m in named if m.sector in {"military", "police", "progov", "militia", "rebels"}]
    told = bool(draft.agents) or (
        draft.hit.entry.frame == "active" and draft.act == "attack" and draft.scene.lang == "vi"
    )
    told = told and not draft.verdict.disaster
    return told and not armed and any(f.kind == "killed" and f.exact != 0 for f in draft.figures)


VILLAGES = (
    r"làng|bản làng|thôn|buôn làng|xóm|desa|dusun|kampung|perkampungan|per?mukiman|villages?|hamlets?"
    r"|farming community|communities|settlements?"
)
_VILLAGE = re.compile(rf"\b(?:{VILLAGES})\b", re.IGNORECASE)
_RAIDERS = frozenset({"gunmen", "criminals", "bandits"})


def _raids_village(draft: Draft) -> bool:
    """Whether gunmen of no army fall upon a village where no armed side is named: its people are the target."""
    scene, hit = draft.scene, draft.hit
    carried = draft.rules.get("actor1") == "role: subject of the verb that carries the noun"
    if not (hit.entry.frame in {"active", "passive"} or carried) or not any(a.sector in _RAIDERS for a in scene.actors):
        return False
    if any(is_armed(m) and m.sector not in _RAIDERS for m in scene.actors):
        return False
    low = max(scene.sentence.start, hit.start - _BEFORE)
    return _VILLAGE.search(scene.body, low, scene.clause(hit.start)[1]) is not None


def _on_village(draft: Draft) -> bool:
    """Whether an attack told by a noun is on a village, its dead are people and nobody armed is named."""
    scene, hit = draft.scene, draft.hit
    dead = any(f.kind == "killed" and f.exact != 0 and (f.whom is None or is_civil(f.whom)) for f in draft.figures)
    if hit.entry.frame != "noun" or not dead or any(is_armed(m) and m.sector not in _RAIDERS for m in scene.actors):
        return False
    return _VILLAGE.search(scene.body, hit.end, min(hit.end + _TARGET, scene.clause(hit.start)[1])) is not None


_BEFORE = 120
"""How far before "was attacked" a list of villages may begin."""
_TARGET = 40
"""How many characters behind the verb its target may begin."""


def with_state(agents: Sequence[ActorMention], backers: Sequence[ActorMention]) -> ActorMention | None:
    """Who acts, as a force of the state where it is a militia an army stands behind."""
    if agents and agents[0].sector in {"militia", "tribal"} and any(b.state and is_armed(b) for b in backers):
        return replace(agents[0], sector="progov")
    return agents[0] if agents else None


def retype(draft: Draft, victims: Sequence[ActorMention] = ()) -> None:
    """The type again, now that more is known of the sides."""
    if draft.rules.get("type") == "type: beaten back":
        return
    harmed = [p for p in draft.patients if not _behind_base(draft, p)] or [*victims]
    agent, patient = with_state(draft.agents, draft.backers), harmed[0] if harmed else None
    weapons = draft.weapons
    if draft.act == "attack" and any(is_gunfire(draft.scene, hit) for hit in draft.hits):
        weapons = [w for w in weapons if w.kind != "grenade"]  # "stormed in, threw grenades and opened fire"
    draft.type, draft.rules["type"] = event_type(draft.act, weapons, agent, patient)
    if (
        draft.type != CLASH
        or draft.act != "attack"
        or patient is not None
        or (agent is not None and agent.state and agent.sector != "progov")
    ):
        return
    if (
        on_people(draft)
        or _raids_village(draft)
        or _on_village(draft)
        or (_kills_people(draft) and not on_a_base(draft))
    ):
        draft.type, draft.rules["type"] = ATTACK, "type: on a place of people without arms"


_SITES = re.compile(
    r"\s+(?:(?:vào|nhằm vào|trúng|các|những|một số|nhiều|hàng chục|sejumlah|beberapa|puluhan|several|some|dozens of"
    r"|\d+)\s+)*(?:mục tiêu|cơ sở|nơi (?:ẩn náu|trú ẩn)|căn cứ|kho|trại|trung tâm|target|sasaran|fasilitas|pangkalan"
    r"|kamp|gudang|(?:tempat )?persembunyian|targets|sites|facilities|hideouts|bases|depots|camps)\b",
    re.IGNORECASE,
)
"""What an army hits in another country."""
_STRUCK = re.compile(r"(?:has |have |had )?(?:str(?:uck|ikes?|iking)|hit|hits|hitting)$", re.IGNORECASE)


_ON_TARGETS = re.compile(r"(?:menggempur|menghantam|menghajar|membedil)(?: [^\s,.;]+){0,3} (?:sasaran|target)\b")
"""How strikes on many places at once are told ("menggempur ratusan sasaran di Lebanon")."""


def _strikes(draft: Draft) -> bool:
    """Whether people are attacked, told by a noun, or sites are struck."""
    if draft.type == ATTACK and draft.act == "attack" and draft.hit.entry.frame == "noun":
        return True
    body, hit = draft.scene.body, draft.hit
    noun = draft.act == "attack" and hit.entry.frame == "noun" and draft.scene.lang == "vi"
    if noun and draft.type == CLASH and not draft.patients and on_people(draft):
        return True
    if _ON_TARGETS.match(body, hit.start) is not None:
        return True
    if draft.type not in {ATTACK, CLASH} or draft.act not in {"attack", "strike"}:
        return False
    if draft.act == "strike" or _STRUCK.match(body[hit.start : hit.end]):
        return True
    return hit.entry.frame == "active" and _SITES.match(body, hit.end) is not None


def from_abroad(draft: Draft, country: str | None) -> None:
    """An army's attack on people in another country, told by a noun and with no weapon, comes from the air."""
    agent = draft.agents[0] if draft.agents else None
    if draft.weapons or not _strikes(draft):
        return
    abroad = agent is not None and (agent.country not in {None, country} or agent.sector == "coalition")
    if agent is not None and agent.state and country is not None and abroad:
        draft.type, draft.rules["type"] = AIR, "type: an army's attack in another country"


def meet(some: list[ActorMention], others: list[ActorMention]) -> bool:
    """Whether two lists of sides may name the same side; an empty one fits any."""
    if not some or not others:
        return True
    return any(same_side(a, b) or _may_be_one(a, b) for a in some for b in others)


def _may_be_one(one: ActorMention, other: ActorMention) -> bool:
    """Whether a general noun may mean the other side named."""
    if is_civil(one) != is_civil(other):
        return False
    vague = any(m.actor is None and (m.country is None or m.sector == "gunmen") for m in (one, other))
    return vague and (one.state == other.state or "enemy" in {one.sector, other.sector})


_PEOPLES = re.compile(r".*(?:\b(?:suku|etnis|klan|puak)|antarsuku)$")
_NEIGHBOURS = re.compile(
    r"\b(?:(?:dua|kedua|tiga|antar) (?:kelompok|kubu|geng) (?:pemuda|warga|massa|pelajar|suporter|remaja)"
    r"|hai nhóm (?:thanh niên|thanh thiếu niên|cổ động viên|người dân)"
    r"|(?:rival|two) (?:groups|gangs) of (?:youths|youth|villagers|residents|fans|supporters))\b|"
    r"\b(?:antar ?(?:warga|kampung|desa|kelompok|pemuda|suku|etnis)"
    r"|(?:warga|pemuda|penduduk|massa) (?:dua|kedua|antar)\b"
    r"|(?:dân|người dân|thanh niên) hai (?:làng|bản|nhóm|sắc tộc)|hai (?:bộ tộc|thị tộc|sắc tộc|ngôi làng)"
    r"|(?:two|rival|neighbou?ring) (?:villages|communities|clans|tribes|ethnic groups))\b",
    re.IGNORECASE,
)


def between_peoples(draft: Draft) -> bool:
    """Whether clans no lexicon knows fought ("bentrokan antara suku X dan Y")."""
    if _PEOPLES.match(draft.scene.body, draft.hit.start, draft.hit.end):
        return True
    high = draft.scene.clause(draft.hit.start)[1]
    return _NEIGHBOURS.search(draft.scene.body, draft.scene.sentence.start, high) is not None
