"""How high an office ranks, from its English title."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from chancery.ontology.offices import offices
from chancery.text import regex

ORDER = (
    "head-of-state",
    "royal",
    "party-leader",
    "head-of-government",
    "speaker",
    "minister",
    "deputy-minister",
    "igo-head",
    "envoy",
    "military",
    "legislator",
)
"""Ranks from the highest; those not listed come after."""


@cache
def _templates() -> tuple[Mapping[str, str], tuple[tuple[regex.Pattern, str], ...]]:
    exact: dict[str, str] = {}
    open_ones: list[tuple[regex.Pattern, str]] = []
    for kind in offices().values():
        if "{" not in kind.title:
            exact.setdefault(kind.title, kind.rank)
            continue
        before, _, after = kind.title.partition("{portfolio}")
        pattern = f"{regex.literal(before)}.+{regex.literal(after)}$"
        open_ones.append((regex.compile(pattern), kind.rank))
    return exact, tuple(open_ones)


@cache
def rank(title: str) -> str:
    """The rank of a title; `other` when the ontology does not know it."""
    exact, open_ones = _templates()
    if title in exact:
        return exact[title]
    return next((found for pattern, found in open_ones if pattern.match(title)), "other")


def height(title: str) -> int:
    """A number to sort titles by, the highest first."""
    found = rank(title)
    return ORDER.index(found) if found in ORDER else len(ORDER)
