"""Gold documents: what careful readers say that a page tells, one JSON file a page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from chancery.errors import ChanceryError, UsageError


class GoldRow(msgspec.Struct, kw_only=True):
    """What every row may have. Where two readers differed, neither answer is punished.

    `optional` rows count neither found nor missed, `also` lists other accepted values by key, `maybe` actors that do
    not count.
    """

    quote: str = ""
    optional: bool = False
    also: dict[str, list[Any]] = {}
    maybe: list[str] = []

    def accepts(self, key: str, value: object, equal: Callable[[Any, Any], bool] = lambda g, v: bool(g == v)) -> bool:
        """Is a value the gold's, or one of those it also accepts?"""
        return any(equal(wanted, value) for wanted in [getattr(self, key), *self.also.get(key, [])])


class GoldEntity(GoldRow, kw_only=True):
    """A person or organization and the forms of its name in the text."""

    id: str
    type: str
    names: list[str]
    state: str | None = None


class GoldOffice(GoldRow, kw_only=True):
    """A person holds a title."""

    person: str
    title: str


class GoldEvent(GoldRow, kw_only=True):
    """A happening, its actors by entity id or ISO 3166-1 alpha-3 code."""

    type: str
    mode: str | None = None
    status: str | None = None
    date: str | None = None
    place: str | None = None
    source: list[str] = []
    target: list[str] = []


class GoldStatement(GoldRow, kw_only=True):
    """Reported speech."""

    speaker: str | None
    stance: str | None = None


class GoldFigure(GoldRow, kw_only=True):
    """A measured number."""

    value: float
    unit: str
    measure: str | None = None
    period: str | None = None
    about: list[str] = []


class GoldRelation(GoldRow, kw_only=True):
    """A standing state of affairs."""

    kind: str
    between: list[str]
    level: str | None = None
    since: str | None = None


class Gold(msgspec.Struct, kw_only=True):
    """Everything one page says."""

    doc: str
    lang: str
    story: str
    published: str | None = None
    entities: list[GoldEntity] = []
    offices: list[GoldOffice] = []
    events: list[GoldEvent] = []
    statements: list[GoldStatement] = []
    figures: list[GoldFigure] = []
    relations: list[GoldRelation] = []


def read_gold(folder: Path, language: str | None = None) -> list[Gold]:
    """The gold documents of a folder, by name. UsageError when there is none, ChanceryError for a wrong file."""
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise UsageError(f"--gold {folder}: has no .json file", hint="name a folder of gold documents")
    golds = [_read(path) for path in paths]
    held = [gold for gold in golds if language in {None, gold.lang}]
    if not held:
        there = ", ".join(sorted({gold.lang for gold in golds}))
        raise UsageError(f"--lang {language}: no gold document of {folder} has it; there are {there}")
    return held


def _read(path: Path) -> Gold:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Gold)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ChanceryError(f"{path}: {error}", hint="mend the file or move it out of the folder") from error
