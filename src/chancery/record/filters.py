"""The filters of the API, under the names that its fields have, as a question to the record.

One table says what may be asked: it makes the question, the refusal of an unknown parameter and the description that
OpenAPI gives. The same names hold in Python (`chancery.open(…).events(type="visit", date__gte="2025")`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chancery.errors import UsageError
from chancery.record import View
from chancery.record.naming import key_of
from chancery.record.question import FactKind, PartyIs, Question, Role
from chancery.record.searchbox import asked, share

MOST_ROWS = 1000
"""The most rows of one page of the API."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a call: what it asks, whether it may be given several times, for which kinds of fact."""

    name: str
    about: str
    several: bool = False
    kinds: tuple[str, ...] = ("event", "statement", "figure", "relation", "office")
    pattern: str | None = None


_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"
PARAMETERS: tuple[Parameter, ...] = (
    Parameter("party", "a state (code or name) or an entity that the row is about; of several all", several=True),
    Parameter("source", "who acts, speaks or holds; a state stands for its people", several=True),
    Parameter("target", "toward whom", several=True),
    Parameter("pair", "two parties, parted by a comma, as VNM,BLR"),
    Parameter("type", "family, act or mode; stance, measure, kind or title of others; of several any", several=True),
    Parameter("status", "occurred, ongoing, planned, proposed, denied; of several any", several=True, kinds=("event",)),
    Parameter("place", "the state where it happened; of several any", several=True, kinds=("event",)),
    Parameter("date__gte", "happened on or after; undated rows are left out", pattern=_DATE),
    Parameter("date__lte", "happened on or before", pattern=_DATE),
    Parameter("reported__gte", "first reported on or after", pattern=_DATE),
    Parameter("reported__lte", "first reported on or before", pattern=_DATE),
    Parameter("confidence__gte", "at least so sure, 0 to 1", kinds=("event", "statement", "figure")),
    Parameter("confidence__lte", "at most so sure, 0 to 1", kinds=("event", "statement", "figure")),
    Parameter("language", "told by an article in this language; of several any", several=True),
    Parameter("story", "of this story", kinds=("event",)),
    Parameter("article", "resting on this article"),
    Parameter("words", "with these words in an article it rests on; marks and case do not count"),
    Parameter("search", "a line as for the search box: from:VNM type:visit since:2025"),
    Parameter("order", "-date, date, -confidence or confidence"),
)
PAGING: tuple[Parameter, ...] = (
    Parameter("limit", f"rows of a page, 1 to {MOST_ROWS}; 100 unless told"),
    Parameter("after", "the `next` of the page before"),
)


def question(view: View, kind: FactKind, given: Sequence[tuple[str, str]]) -> Question:
    """The question that parameters ask. UsageError names the one that is wrong and what is allowed."""
    allowed = parameters(kind)
    check_known(given, allowed)
    held: dict[str, list[str]] = {}
    for name, value in given:
        held.setdefault(name, []).append(value)
    one = _single(held, allowed)
    base = asked(view, one["search"], Question(kind=kind)) if "search" in one else Question(kind=kind)
    whom = [*base.parties, *_parties(view, held), *_pair(view, one.get("pair"))]
    order = one.get("order", "-date")
    if order not in {"-date", "date", "-confidence", "confidence"}:
        raise UsageError(f"order: {order!r} is none; there are -date, date, -confidence, confidence")
    values: dict[str, Any] = {
        "kind": kind,
        "parties": tuple(whom),
        "types": (*base.types, *held.get("type", ())),
        "statuses": (*base.statuses, *held.get("status", ())),
        "places": (*base.places, *(key_of(view, name, "place") for name in held.get("place", ()))),
        "languages": (*base.languages, *held.get("language", ())),
        "since": one.get("date__gte", base.since),
        "until": one.get("date__lte", base.until),
        "reported_since": one.get("reported__gte", base.reported_since),
        "reported_until": one.get("reported__lte", base.reported_until),
        "least": share("confidence__gte", one["confidence__gte"]) if "confidence__gte" in one else base.least,
        "most": share("confidence__lte", one["confidence__lte"]) if "confidence__lte" in one else base.most,
        "story": one.get("story", base.story),
        "article": one.get("article"),
        "words": " ".join(filter(None, [base.words, one.get("words")])) or None,
        "order": order,
    }
    return Question(**values).checked()


def parameters(kind: str) -> tuple[Parameter, ...]:
    """What may be asked of a kind of fact."""
    return tuple(parameter for parameter in PARAMETERS if kind in parameter.kinds)


def check_known(given: Iterable[tuple[str, str]], allowed: Iterable[Parameter]) -> None:
    """UsageError for a parameter that there is not."""
    names = [parameter.name for parameter in (*allowed, *PAGING)]
    for name, _ in given:
        if name not in names:
            raise UsageError(f"{name[:60]}: no such parameter; allowed are {', '.join(names)}")


def paging(given: Sequence[tuple[str, str]]) -> tuple[int, str | None]:
    """How many rows, after which cursor."""
    held = dict(given)
    limit = held.get("limit", "100")
    if not limit.isdigit() or not 1 <= int(limit) <= MOST_ROWS:
        raise UsageError(f"limit: {limit[:20]!r} is no number from 1 to {MOST_ROWS}")
    return int(limit), held.get("after")


def described(allowed: Iterable[Parameter]) -> list[dict[str, Any]]:
    """The parameters as OpenAPI has them."""
    return [
        {
            "name": parameter.name,
            "in": "query",
            "description": parameter.about,
            "schema": {"type": "array", "items": {"type": "string"}}
            if parameter.several
            else {"type": "string"} | ({"pattern": parameter.pattern} if parameter.pattern else {}),
        }
        for parameter in allowed
    ]


def _single(held: Mapping[str, list[str]], allowed: Iterable[Parameter]) -> dict[str, str]:
    several = {parameter.name for parameter in allowed if parameter.several}
    for name, values in held.items():
        if len(values) > 1 and name not in several:
            raise UsageError(f"{name}: given {len(values)} times; once is allowed")
    return {name: values[0] for name, values in held.items() if name not in several}


def _parties(view: View, held: Mapping[str, list[str]]) -> Iterable[PartyIs]:
    roles: tuple[tuple[str, Role], ...] = (("party", "any"), ("source", "source"), ("target", "target"))
    for name, role in roles:
        for value in held.get(name, ()):
            yield PartyIs(key_of(view, value, name), role)


def _pair(view: View, text: str | None) -> Iterable[PartyIs]:
    if text is not None:
        sides = text.split(",")
        if len(sides) != 2:
            raise UsageError(f"pair: {text[:60]!r} are not two parties; write them as VNM,BLR")
        yield from (PartyIs(key_of(view, side, "pair")) for side in sides)
