"""What ministries and ministers are for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec

from chancery.ontology.decode import decode_folder_or_file


class Portfolio(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A field of government, by its English name."""

    name: str


@cache
def portfolios() -> Mapping[str, Portfolio]:
    """All portfolios by id."""
    return decode_folder_or_file(files("chancery.ontology") / "data", "portfolios", dict[str, Portfolio], {})
