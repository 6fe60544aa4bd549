"""Cities and other places by English name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import msgspec

from chancery.ontology.datafiles import datafile


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A city, region, sea or venue; `state` is None where it is disputed or lies in none."""

    state: str | None = None
    kind: str = "city"


@cache
def places() -> Mapping[str, Place]:
    """All places by English name."""
    return datafile("places", dict[str, Place], {})
