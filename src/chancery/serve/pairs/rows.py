"""The rows behind a number of a dossier: an address that asks for exactly these, and the question it asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args
from urllib.parse import urlencode

from chancery.errors import UsageError
from chancery.record.answering import DOUBTFUL
from chancery.record.pairwise import of_pair
from chancery.record.question import Clock, FactKind, Known, Question
from chancery.serve.lanes import LANES, acts_of

_ALLOWED = ("kind", "lane", "type", "status", "clock", "begins", "known", "since", "until", "doubtful", "after")


def base(a: str, b: str) -> str:
    """The address of a pair's dossier."""
    return f"/pairs/{a}/{b}"


def address(a: str, b: str, **asked: str | Sequence[str] | None) -> str:
    """The page of the rows that are asked for."""
    held = {name: value for name, value in asked.items() if value}
    return f"{base(a, b)}/rows" + (f"?{urlencode(held, doseq=True)}" if held else "")


def question(a: str, b: str, given: Sequence[tuple[str, str]]) -> Question:
    """What an address asks. UsageError names what is no filter or no value of one."""
    held: dict[str, list[str]] = {}
    for name, value in given:
        if name not in {*_ALLOWED, "ui", "theme"}:
            raise UsageError(f"{name[:60]}: no such filter; there are {', '.join(_ALLOWED)}")
        held.setdefault(name, []).append(value)
    one = {name: values[-1] for name, values in held.items()}
    lane = _choice("lane", one.get("lane", ""), ("", *LANES))
    kind: FactKind = "statement" if lane == "statements" or one.get("kind") == "statement" else "event"
    clock = _choice("clock", one.get("clock", "happened"), get_args(Clock))
    reported = "reported_" if clock == "reported" else ""
    values: dict[str, Any] = {
        "types": tuple(held.get("type", ())) or (acts_of(lane) if lane else ()),
        "statuses": tuple(held.get("status", ())),
        "clock": clock,
        "begins": one.get("begins"),
        "known_to": tuple(_choice("known", known, get_args(Known)) for known in held.get("known", ())),
        f"{reported}since": one.get("since"),
        f"{reported}until": one.get("until"),
        "below": DOUBTFUL if one.get("doubtful") else None,
    }
    found = of_pair(a, b, kind)
    return Question(kind=kind, parties=found.parties, **values).checked()


def _choice(name: str, value: str, allowed: Sequence[str]) -> str:
    if value not in allowed:
        raise UsageError(f"{name}: {value[:40]!r} is none; there are {', '.join(filter(None, allowed))}")
    return value
