"""Types under which two reports may tell of one happening. The warehouse keeps the same table (news.compatible_types);
a test holds the two together."""

SAME_EVENT = (
    ("battle.armed_clash", "battle.government_regains_territory"),
    ("battle.armed_clash", "battle.non_state_overtakes_territory"),
    ("battle.government_regains_territory", "strategic.non_violent_transfer_of_territory"),
    ("battle.non_state_overtakes_territory", "strategic.non_violent_transfer_of_territory"),
    ("explosion.air_drone_strike", "explosion.shelling_artillery_missile"),
    ("explosion.air_drone_strike", "explosion.chemical_weapon"),
    ("explosion.shelling_artillery_missile", "explosion.chemical_weapon"),
    ("explosion.remote_explosive_landmine_ied", "explosion.suicide_bomb"),
    ("vac.attack", "explosion.air_drone_strike"),
    ("vac.attack", "explosion.shelling_artillery_missile"),
    ("vac.attack", "explosion.remote_explosive_landmine_ied"),
    ("vac.attack", "explosion.suicide_bomb"),
    ("vac.attack", "explosion.chemical_weapon"),
    ("protest.peaceful_protest", "riot.violent_demonstration"),
    ("riot.violent_demonstration", "riot.mob_violence"),
)
"""One report may well call it this, another that."""

SAME_STORY = (
    ("battle.armed_clash", "explosion.air_drone_strike"),
    ("battle.armed_clash", "explosion.shelling_artillery_missile"),
    ("battle.armed_clash", "explosion.suicide_bomb"),
    ("battle.armed_clash", "explosion.remote_explosive_landmine_ied"),
    ("diplomatic.talks", "strategic.agreement"),
)
"""Two events of one happening: they help to recognise a story, no more."""

_PAIRS = frozenset(frozenset(pair) for pair in SAME_EVENT + SAME_STORY)


def compatible(one: str, other: str) -> bool:
    """Whether reports of these types may belong to one story."""
    return one == other or frozenset((one, other)) in _PAIRS
