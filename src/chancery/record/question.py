"""What can be asked of the facts of a record: one set of filters for pages, API, command line and Python."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from chancery.errors import UsageError
from chancery.model.findings import Status
from chancery.ontology.acts import acts
from chancery.text import regex

FactKind = Literal["event", "statement", "figure", "relation", "office"]
Role = Literal["any", "source", "target"]
Order = Literal["-date", "date", "-confidence", "confidence"]
Clock = Literal["happened", "reported"]
Known = Literal["day", "month", "year", "none"]

STATUSES: tuple[Status, ...] = ("occurred", "ongoing", "planned", "proposed", "denied")
_DATE = regex.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class PartyIs:
    """Someone a fact must be about: a state by alpha-3 code or an entity by id, in which role."""

    key: str
    role: Role = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Filters over facts of one kind; all must hold, of several values in one filter any.

    `types` are families ("CONSULT"), acts ("CONSULT/visit") or modes ("visit") of events, stances of statements,
    measures of figures, kinds of relations, titles of offices. `since` and `until` bound the date in the world,
    `reported_since` and `reported_until` the first publication; each is a day, a month or a year. `words` must stand in
    an article that the fact rests on. `begins` is the day, month or year that the date by `clock` begins in, `known_to`
    how exact that date is; `below` leaves those that are less sure.
    """

    kind: FactKind = "event"
    parties: tuple[PartyIs, ...] = ()
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    reported_since: str | None = None
    reported_until: str | None = None
    places: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    story: str | None = None
    article: str | None = None
    words: str | None = None
    clock: Clock = "happened"
    begins: str | None = None
    known_to: tuple[Known, ...] = ()
    below: float | None = None
    order: Order = "-date"

    def checked(self) -> Question:
        """The same question. UsageError for a value that no fact can have."""
        for name in ("since", "until", "reported_since", "reported_until", "begins"):
            value = getattr(self, name)
            if value is not None and not _DATE.fullmatch(value):
                raise UsageError(f"{name}: {value!r} is no date; allowed are 2026, 2026-01 and 2026-01-24")
        for status in self.statuses:
            if status not in STATUSES:
                raise UsageError(f"status: {status!r} is none; there are {', '.join(STATUSES)}")
        if self.kind == "event":
            known = {part for act in act_names() for part in (act, *act.split("/"))}
            for name in self.types:
                if name not in known:
                    raise UsageError(f"type: {name!r} is no act; there are {', '.join(sorted(act_names()))}")
        return self

    def of(self, kind: FactKind) -> Question:
        """The same filters over another kind of fact."""
        return replace(self, kind=kind, types=self.types if kind == self.kind else ())


def act_names() -> frozenset[str]:
    """Every act as FAMILY/mode, and every family that stands alone."""
    return frozenset({*acts(), *(f"{family}/{mode}" for family, spec in acts().items() for mode in spec.modes)})
