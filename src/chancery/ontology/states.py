"""The states of the world by ISO 3166-1 alpha-3 code, with their other codes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

import msgspec

from chancery.ontology.datafiles import datafile


class State(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One state or territory. `cow` and `gw` are Correlates of War and Gleditsch-Ward numbers, where listed."""

    name: str
    alpha2: str | None = None
    cow: int | None = None
    gw: int | None = None
    currency: str | None = None
    capital: str | None = None
    region: str | None = None
    kind: Literal["state", "observer", "partial", "territory", "union", "former"] = "state"
    parent: str | None = None
    until: int | None = None


@cache
def states() -> Mapping[str, State]:
    """All states by alpha-3 code (EUU: European Union, XKX: Kosovo)."""
    return datafile("states", dict[str, State], {})
