"""The lanes of a time line: what kind of dealing an act is, for the eye."""

from __future__ import annotations

from chancery.ontology.acts import acts

LANES = ("meetings", "calls", "visits", "letters", "agreements", "statements", "disputes", "other")
"""In the order they are drawn; each has a colour in the stylesheet and a name in the texts."""

_BY_ACT = {
    "CONSULT/phone": "calls",
    "CONSULT/video": "calls",
    "CONSULT/visit": "visits",
    "CONSULT/letter": "letters",
    "SUPPORT/recognise": "agreements",
    "SUPPORT/award": "other",
    "CONVENE/summit": "meetings",
    "CONVENE/session": "meetings",
    "CONVENE/conference": "meetings",
    "APPOINT/dismiss": "other",
}
_BY_FAMILY = {
    "CONSULT": "meetings",
    "SUPPORT": "letters",
    "AGREE": "agreements",
    **dict.fromkeys(
        ("ACCUSE", "REJECT", "THREATEN", "SANCTION", "PROTEST", "COERCE", "MOBILIZE", "ASSAULT"), "disputes"
    ),
}


def lane_of(family: str, mode: str | None) -> str:
    """The lane of an act; `other` for what is none of the rest."""
    return _BY_ACT.get(f"{family}/{mode}") or _BY_FAMILY.get(family, "other")


def acts_of(lane: str) -> tuple[str, ...]:
    """The families that are wholly of a lane, and the acts of others that are; none of the lane of statements."""
    found: list[str] = []
    for family, kind in acts().items():
        names = [mode for mode in kind.modes if lane_of(family, mode) == lane]
        whole = len(names) == len(kind.modes) and lane_of(family, None) == lane
        found += [family] if whole else [f"{family}/{mode}" for mode in names]
    return tuple(found)
