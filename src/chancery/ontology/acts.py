"""The acts of the record and their PLOVER and CAMEO codes, by one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

from chancery.errors import PackError
from chancery.ontology.datafiles import datafile

SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE", "CONVENE"})
_INTENDED = frozenset({"planned", "proposed"})


class Coding(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A PLOVER event type and mode, and a CAMEO code; the code is "" where CAMEO has none."""

    plover: str
    mode: str | None = None
    cameo: str


class ActMode(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One mode. What is left out is as its type has it, except `mode`, which is PLOVER's own."""

    plover: str | None = None
    mode: str | None = None
    cameo: str | None = None
    intended: Coding | None = None
    denied: Coding | None = None


class ActType(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One type with its modes. `bare`: an act of the type may have no mode."""

    plover: str
    cameo: str
    bare: bool = False
    intended: Coding | None = None
    denied: Coding | None = None
    modes: dict[str, ActMode]


@dataclass(frozen=True, slots=True)
class Codes:
    """What an act is in PLOVER and CAMEO; `cameo` is None where CAMEO has no such act."""

    plover: str
    plover_mode: str | None
    cameo: str | None


@cache
def acts() -> Mapping[str, ActType]:
    """All types of act, in the order of the vocabulary."""
    return datafile("acts", dict[str, ActType], {})


def is_symmetric(kind: str) -> bool:
    """Does direction not matter for acts of this type?"""
    return kind in SYMMETRIC


def modes(kind: str) -> tuple[str, ...]:
    """The modes of a type, none for an unknown one."""
    return tuple(acts()[kind].modes) if kind in acts() else ()


def is_act(kind: str, mode: str | None) -> bool:
    """Is this in the vocabulary? Most types need a mode."""
    if kind not in acts():
        return False
    return mode in acts()[kind].modes if mode else acts()[kind].bare


@cache
def codes(kind: str, mode: str | None, status: str) -> Codes:
    """The codes of an act with its status. An unknown mode is coded as its type; PackError for an unknown type."""
    if kind not in acts():
        raise PackError(f"no type of act {kind!r}; there are {', '.join(acts())}")
    row = acts()[kind]
    own = row.modes.get(mode or "", ActMode())
    turned = None
    if status in _INTENDED:
        turned = own.intended or row.intended
    elif status == "denied":
        turned = own.denied or row.denied
    if turned is None:
        cameo = row.cameo if own.cameo is None else own.cameo
        turned = Coding(plover=own.plover or row.plover, mode=own.mode, cameo=cameo)
    return Codes(turned.plover, turned.mode, turned.cameo or None)
