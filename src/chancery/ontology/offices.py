"""Titles: what they are of and how high they rank."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import msgspec

from chancery.ontology.datafiles import datafile

LEADERS = frozenset({"head-of-state", "head-of-government", "party-leader", "igo-head", "royal"})
"""Ranks of those who lead a state, a party or an organization."""


class OfficeKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`title` is the English canonical title; `of` what it is held in.

    That is a state, body, party, organization, portfolio or mission. `of_state` is the title it is when it is held in a
    state: the chairman of China is its president.
    """

    title: str
    rank: str
    of: str = "state"
    of_state: str | None = None


@cache
def offices() -> Mapping[str, OfficeKind]:
    """All titles by id."""
    return datafile("offices", dict[str, OfficeKind], {})


@cache
def titles() -> Mapping[str, Mapping[str, str]]:
    """Titles that a state calls by another name, by office (and portfolio): `minister/foreign-affairs` → USA → …."""
    return datafile("titles", dict[str, dict[str, str]], {})
