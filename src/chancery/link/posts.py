"""Offices that nobody holds at the same time: what tells namesakes apart."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache

from chancery.link.locals import Held
from chancery.link.names import FAMILY_FIRST
from chancery.ontology.offices import offices

Days = tuple[str, str]
Posts = Mapping[Held, Days]
"""Office → the first and the last day it was reported."""

_WHERE = {
    "envoy": "abroad",
    "local": "province",
    "minister": "capital",
    "deputy-minister": "capital",
    "head-of-government": "capital",
    "head-of-state": "palace",
}
"""Where somebody of a rank works; one person works in one place."""

_ONE_FIELD = frozenset({"minister", "deputy-minister"})
_NEAR = 14
"""Days for which two terms must run together; or, where many bear one name, by which they may miss each other."""
_REMEMBERED = 1 << 14


def exclude(one: Posts, other: Posts) -> bool:
    """Are two people in offices, at one time, that one person cannot hold together? One in common says no."""
    if not one or not other or not one.keys().isdisjoint(other):
        return False
    return any(
        _exclusive(a[0], b[0]) and _at_one_time(days, others, common=a[1][-3:] in FAMILY_FIRST)
        for a, days in one.items()
        for b, others in other.items()
        if a[1] == b[1] or a[1][-3:] == b[1][-3:]
    )


def merged(one: dict[Held, Days], other: Posts) -> None:
    """Add offices to others."""
    for held, (first, last) in other.items():
        known = one.get(held)
        one[held] = (min(first, known[0]), max(last, known[1])) if known else (first, last)


@lru_cache(maxsize=_REMEMBERED)
def _exclusive(one: str, other: str) -> bool:
    ranks = rank_of(one), rank_of(other)
    places = _WHERE.get(ranks[0] or ""), _WHERE.get(ranks[1] or "")
    if None in places:
        return False
    if places[0] != places[1]:
        return True
    fields = one.partition(" of ")[2], other.partition(" of ")[2]
    return _ONE_FIELD.issuperset(ranks) and "" not in fields and fields[0] != fields[1]


_ONE_HOLDER = frozenset({"head-of-state", "head-of-government", "minister", "party-leader", "igo-head", "speaker"})


@lru_cache(maxsize=_REMEMBERED)
def is_single(title: str, *, abroad: bool) -> bool:
    """Has a title one holder at a time? Of envoys the one to a state has."""
    rank = rank_of(title)
    if title.startswith(_SEVERAL):
        return False
    return rank in _ONE_HOLDER or (rank == "envoy" and abroad and title.startswith("Ambassador"))


_SEVERAL = ("Deputy ", "Vice ", "First Deputy ", "Second ", "Permanent Deputy ", "State Councilor")


@lru_cache(maxsize=_REMEMBERED)
def rank_of(title: str) -> str | None:
    """The rank of an English title."""
    if title in _ranks():
        return _ranks()[title]
    head, of, _ = title.partition(" of ")
    return _ranks().get(f"{head}{of}{{portfolio}}") if of else None


@cache
def _ranks() -> Mapping[str, str]:
    return {kind.title: kind.rank for kind in reversed(list(offices().values()))}


def _at_one_time(one: Days, other: Days, *, common: bool) -> bool:
    """Do the days of two offices run into each other? Who goes from one to the next is seen in both for a while."""
    try:
        first, last = (date.fromisoformat(max(one[0], other[0])[:10]), date.fromisoformat(min(one[1], other[1])[:10]))
    except ValueError:
        return False
    return (first - last).days <= _NEAR if common else (last - first).days >= _NEAR
