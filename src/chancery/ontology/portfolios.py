"""What ministries and ministers are for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import msgspec

from chancery.ontology.datafiles import datafile


class Portfolio(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A field of government, by its English name."""

    name: str


@cache
def portfolios() -> Mapping[str, Portfolio]:
    """All portfolios by id."""
    return datafile("portfolios", dict[str, Portfolio], {})
