"""Modifiers of titles ("former", "acting") where they are none: plain words beside no title."""

from __future__ import annotations

from chancery.text.tokens import tokens
from chancery.text.units import Line, Unit

_TITLED = frozenset({"office", "adjective", "state", "metonym", "organization", "core", "modifier"})
"""What a modifier of a title may stand beside."""


def drop_modifiers(text: str, line: Line) -> None:
    """A modifier that stands beside no title is a plain word: "trên nguyên tắc"."""
    for index in range(len(line.units) - 1, -1, -1):
        unit = line.units[index]
        if unit.kind != "modifier":
            continue
        around = [u.kind for u in (*line.units[index + 1 : index + 2], *line.units[max(index - 1, 0) : index])]
        if not _TITLED & set(around) or _qualifies_land(line.units, index):
            line.units[index : index + 1] = as_words(text, unit)
    line.refresh()


def _qualifies_land(units: list[Unit], index: int) -> bool:
    """Does a land stand behind the modifier with no title behind it: "is visiting China"?"""
    before = units[index - 1].kind if index else ""
    behind = [unit.kind for unit in units[index + 1 : index + 4]]
    titled = {"office", "core", "modifier", "name", "person"} & set(behind[1:])
    return behind[:1] in (["state"], ["metonym"]) and not titled and before not in _TITLED


def as_words(text: str, unit: Unit) -> list[Unit]:
    """A unit taken back: the plain words it is made of."""
    return [Unit(t.start, t.end, t.norm, "word") for t in tokens(text, unit.start, unit.end)]
