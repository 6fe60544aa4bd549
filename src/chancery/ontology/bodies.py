"""The kinds of body that an organization's name is composed of: ministry, embassy, party, parliament."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import msgspec

from chancery.ontology.datafiles import datafile


class Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`name` is an English template; `level` is one of these.

    That is state, mission, party, organ (what leads a party), parliament, military, company, media or joint.

    `is_state`: the body is no actor of its own, its state is ("the government of Cuba", "the Cuban delegation").
    """

    name: str
    level: str = "state"
    is_state: bool = False


@cache
def bodies() -> Mapping[str, Body]:
    """All kinds of body by id."""
    return datafile("bodies", dict[str, Body], {})
