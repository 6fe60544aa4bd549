"""Bodies of the world: intergovernmental organizations, parties and armed groups with names of their own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import msgspec

from chancery.ontology.datafiles import datafile


class Organization(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`same_as` is the composed identity of a body with a name of its own ("ministry/foreign-affairs@USA")."""

    name: str
    acronym: str | None = None
    kind: str = "igo"
    state: str | None = None
    members: list[str] = []
    same_as: str | None = None


@cache
def organizations() -> Mapping[str, Organization]:
    """All listed organizations by id."""
    return datafile("organizations", dict[str, Organization], {})
