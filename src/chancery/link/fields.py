"""Which fields of a row a person may set, to what, and how a row looks with it set."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from typing import Any, Literal, cast, get_args

from chancery.errors import UsageError
from chancery.lang.schema import LEVELS, STANCES
from chancery.model.findings import EntityType, Status
from chancery.model.record import Entity, Event, Figure, Office, Relation, Statement
from chancery.ontology.acts import acts, codes, is_act, modes
from chancery.ontology.places import places
from chancery.ontology.states import states
from chancery.text.folding import fold

Row = Entity | Event | Statement | Figure | Relation | Office

Holds = Literal["words", "date", "state", "place", "number", "flag", "act", "choice", "row", "rows"]

_KINDS = ("partnership", "diplomatic-relations", "member-of")


@dataclass(frozen=True, slots=True)
class Field:
    """What a field holds: `rows` are entities. `optional`: it may be empty."""

    attribute: str
    holds: Holds
    optional: bool = False
    choices: tuple[str, ...] = ()


FIELDS: Mapping[str, Mapping[str, Field]] = {
    "entity": {
        "name": Field("name", "words"),
        "state": Field("state", "state", optional=True),
        "type": Field("type", "choice", choices=get_args(EntityType)),
    },
    "event": {
        "act": Field("type", "act"),
        "status": Field("status", "choice", choices=get_args(Status)),
        "date": Field("date", "date", optional=True),
        "place": Field("place", "place", optional=True),
        "sources": Field("sources", "rows", optional=True),
        "targets": Field("targets", "rows", optional=True),
    },
    "statement": {
        "speaker": Field("speaker", "row"),
        "office": Field("office", "words", optional=True),
        "stance": Field("stance", "choice", choices=STANCES),
        "date": Field("date", "date", optional=True),
        "addressees": Field("addressees", "rows", optional=True),
        "about": Field("about", "rows", optional=True),
    },
    "figure": {
        "measure": Field("measure", "words"),
        "value": Field("value", "number"),
        "unit": Field("unit", "words"),
        "period": Field("period", "date", optional=True),
        "approx": Field("approx", "flag"),
        "about": Field("about", "rows", optional=True),
        "according_to": Field("according_to", "row", optional=True),
    },
    "relation": {
        "kind": Field("kind", "choice", choices=_KINDS),
        "level": Field("level", "choice", optional=True, choices=LEVELS),
        "between": Field("between", "rows"),
        "since": Field("since", "date", optional=True),
    },
    "office": {
        "person": Field("person", "row"),
        "title": Field("title", "words"),
        "of": Field("of", "row", optional=True),
        "to": Field("to", "row", optional=True),
        "from": Field("since", "date", optional=True),
        "until": Field("until", "date", optional=True),
        "former": Field("former", "flag"),
    },
}
"""The fields of every kind of row, by the name they have in the exchange files; `act` is type and mode in one."""


def field_of(kind: str, name: str) -> Field:
    """A field by its name. UsageError lists those there are."""
    known = FIELDS.get(kind, {})
    if name in known:
        return known[name]
    told = ", ".join([*known, *(("type", "mode") if kind == "event" else ())])
    article = "an" if kind[:1] in "aeio" else "a"
    raise UsageError(
        f"{name}: {article} {kind} has no such field to set; there are {told}", hint="chancery edit --help"
    )


def normal(name: str, field: Field, text: str) -> str | None:
    """A value as it is kept, None for an empty one; UsageError says what is allowed. Rows are not for this."""
    text = " ".join(text.split())
    if not text:
        if field.optional:
            return None
        raise _wrong(name, text, "something must stand there")
    choices = ("true", "false") if field.holds == "flag" else field.choices
    if choices:
        return _choice(name, text, choices)
    return _NORMAL[field.holds](name, text) if field.holds in _NORMAL else text


def _wrong(name: str, got: str, allowed: str) -> UsageError:
    return UsageError(f"{name}={got}: {allowed}", hint="chancery edit --help")


def _choice(name: str, text: str, choices: tuple[str, ...]) -> str:
    wanted = text.casefold().replace(" ", "-")
    if wanted in choices:
        return wanted
    raise _wrong(name, text, f"one of {', '.join(choices)} is wanted")


def _date(name: str, text: str) -> str:
    first, slash, last = text.partition("/")
    days = [_first_day(part) for part in ((first, last) if slash else (first,))]
    if None in days or (slash and (days[0] or "") > (days[1] or "")):
        raise _wrong(name, text, "a date as 2026-01-24, 2025-05, 2022 or 2026-01-19/2026-01-25 is wanted")
    return text


def _first_day(text: str) -> str | None:
    if len(text) not in {4, 7, 10} or not text[:4].isdecimal():
        return None
    try:
        return date.fromisoformat(text + "0000-01-01"[len(text) :]).isoformat()
    except ValueError:
        return None


def _state(name: str, text: str) -> str:
    for code, known in states().items():
        if text.upper() in {code, known.alpha2} or fold(text) == fold(known.name):
            return code
    raise _wrong(name, text, "a state by its ISO code (VNM) or English name is wanted")


def _place(name: str, text: str) -> str:
    """A city of the ontology, a state's code, or a name that may be a city's."""
    folded = {fold(place): place for place in places()}
    if known := folded.get(fold(text)):
        return known
    if len(text) == 3 and text.isupper():
        return _state(name, text)
    by_name = {fold(known.name): code for code, known in states().items()}
    if code := by_name.get(fold(text)):
        return code
    if not text[0].isupper() or any(c.isdigit() for c in text):
        near = [folded[word] for word in get_close_matches(fold(text), folded, n=3)]
        like = f"; perhaps {', '.join(near)}" if near else ""
        raise _wrong(name, text, f"a city's English name or a state's ISO code is wanted{like}")
    return text


def _number(name: str, text: str) -> str:
    try:
        value = float(text.replace(",", "").replace("_", ""))
    except ValueError:
        raise _wrong(name, text, "a number as 113900000 or 12.5 is wanted") from None
    if value != value or value in {float("inf"), float("-inf")}:  # noqa: PLR0124 — NaN
        raise _wrong(name, text, "a finite number is wanted")
    return repr(value)


def _act(name: str, text: str) -> str:
    kind, _, mode = text.partition("/")
    kind, mode = kind.upper(), mode.casefold().replace(" ", "-")
    if kind not in acts():
        raise _wrong(name, text, f"the type is one of {', '.join(acts())}")
    if not is_act(kind, mode or None):
        raise _wrong(name, text, f"the mode of {kind} is one of {', '.join(modes(kind))}")
    return f"{kind}/{mode}" if mode else kind


_NORMAL: Mapping[Holds, Callable[[str, str], str]] = {
    "date": _date,
    "state": _state,
    "place": _place,
    "number": _number,
    "act": _act,
}


def put(row: Row, field: Field, value: str | None, rows: tuple[str, ...]) -> Row:
    """The row with a field set: to a value as `normal` gives it, or to entities."""
    match field.holds:
        case "rows":
            return _with(row, field.attribute, rows)
        case "row":
            return _with(row, field.attribute, rows[0] if rows else None)
        case "number":
            return _with(row, field.attribute, float(value or 0))
        case "flag":
            return _with(row, field.attribute, value == "true")
        case "act":
            kind, _, mode = (value or "").partition("/")
            return _with(row, field.attribute, kind, mode=mode or None)
        case _:
            return _with(row, field.attribute, value)


def _with(row: Row, attribute: str, value: object, **more: object) -> Row:
    changed: Row = replace(cast("Any", row), **{attribute: value}, **more)
    match changed:
        case Entity() if attribute == "name":
            return replace(changed, names=tuple(dict.fromkeys((changed.name, *changed.names))))
        case Event() if changed.type in acts():
            made = codes(changed.type, changed.mode, changed.status)
            return replace(changed, plover=made.plover, plover_mode=made.plover_mode, cameo=made.cameo)
        case _:
            return changed


def shown(row: Row, field: Field) -> str | None:
    """What stands in a field now, as `normal` would give it; of entities, their identifiers."""
    value = getattr(row, field.attribute)
    if field.holds == "act":
        return f"{value}/{mode}" if (mode := getattr(row, "mode", None)) else str(value)
    if isinstance(value, tuple):
        return ",".join(value) or None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return repr(value)
    return value if value is None else str(value)
