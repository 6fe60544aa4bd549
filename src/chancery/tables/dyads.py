"""Directed dyads over time: how many acts of each kind one state had toward another, for R, pandas and Stata."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import product
from typing import Any, Literal

from chancery.errors import UsageError
from chancery.model.record import Event
from chancery.ontology.acts import is_symmetric
from chancery.ontology.states import states
from chancery.record import View
from chancery.record.answering import Answers
from chancery.record.question import Question

Step = Literal["day", "month", "year"]
Codes = Literal["iso", "cow", "gw"]
COLUMNS = ("period", "source", "target", "type", "mode", "plover", "cameo", "status", "events", "confidence")
_DIGITS = {"day": 10, "month": 7, "year": 4}


def dyads(view: View, question: Question, by: Step, codes: Codes) -> Iterator[dict[str, Any]]:
    """One row for every period, source state, target state and kind of act.

    `events` counts events, not reports; `confidence` is their mean. A symmetric act counts once in each direction. An
    event belongs to the period it begins in; one dated less precisely than the period is left out. States without a
    number in `codes` (Correlates of War or Gleditsch-Ward) are left out, as those data sets leave them out.
    """
    if by not in _DIGITS:
        raise UsageError(f"by: {by!r} is no step; there are {', '.join(_DIGITS)}")
    if codes not in {"iso", "cow", "gw"}:
        raise UsageError(f"codes: {codes!r} are none; there are iso, cow, gw")
    numbers: Counter[tuple[Any, ...]] = Counter()
    sure: defaultdict[tuple[Any, ...], float] = defaultdict(float)
    for event in Answers(view).every(question):
        if not isinstance(event, Event) or len((event.date or "").partition("/")[0]) < _DIGITS[by]:
            continue
        period = (event.date or "")[: _DIGITS[by]]
        for source, target in sorted(_directions(view, event)):
            pair = _code(source, codes), _code(target, codes)
            if None not in pair:
                key = (period, *pair, event.type, event.mode, event.plover, event.cameo, event.status)
                numbers[key] += 1
                sure[key] += event.confidence
    for key in sorted(numbers, key=lambda key: tuple(str(part) for part in key)):
        yield dict(zip(COLUMNS, (*key, numbers[key], round(sure[key] / numbers[key], 4)), strict=True))


def _directions(view: View, event: Event) -> set[tuple[str, str]]:
    """Source and target states, both ways when the act is symmetric."""
    sides = [
        {entity.state for key in keys if (entity := view.entity_line(key)) is not None and entity.state}
        for keys in (event.sources, event.targets)
    ]
    found = {(a, b) for a, b in product(*sides) if a != b}
    return found | {(b, a) for a, b in found} if is_symmetric(event.type) else found


def _code(state: str, codes: Codes) -> str | int | None:
    known = states().get(state)
    if codes == "iso":
        return state
    return getattr(known, codes) if known is not None else None
