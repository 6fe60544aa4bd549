"""Titles: what they are of and how high they rank."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec

from chancery.ontology.decode import decode_folder_or_file


class OfficeKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`title` is the English canonical title; `of` what it is held in: state, body, party, organization, portfolio, mission."""

    title: str
    rank: str
    of: str = "state"


@cache
def offices() -> Mapping[str, OfficeKind]:
    """All titles by id."""
    return decode_folder_or_file(files("chancery.ontology") / "data", "offices", dict[str, OfficeKind], {})
