"""What articles tell alike of an act: one version, however often. Events are linked by versions, not by tellings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from chancery.link import dates
from chancery.link.acted import Act, act_of
from chancery.link.actors import blocks, persons_of
from chancery.link.entities import Entities
from chancery.link.tellings import ONCE, Telling

Key = tuple[str, str, str]
_Order = tuple[int, int, int, str, int]

YEARLY = frozenset(
    {
        "congress", "summit", "session", "anniversary", "festival",
        "elect", "appoint", "upgrade-relations", "cut-relations", *ONCE,
    }
)  # fmt: skip
"""Hardly happens twice a year between the same two: the year is enough of a date."""

_KNOWN_BY_YEAR = YEARLY | {"visit"}

RECENT = 45
"""Days between publication and the happening that an undated telling may be of."""


@dataclass(slots=True)
class Version:
    """An act of certain actors at a certain date and place, and who tells of it so.

    `again` numbers alike tellings of one article. Too vague a date makes a version of one article only.
    """

    act: Act
    again: int
    people: tuple[str, ...]
    who: tuple[str, ...]
    tellings: list[Telling] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    main: bool = False

    @property
    def date(self) -> str | None:
        """When it says it was."""
        return self.act.telling.event.date

    @property
    def precision(self) -> int:
        """How precisely it says when."""
        return dates.precision(self.date)

    @property
    def key(self) -> tuple[str, int]:
        """The first article that tells it, and where."""
        first = self.tellings[0]
        return first.article, first.order

    @property
    def order(self) -> _Order:
        """The most precise first, then those that name the most people, then by article."""
        return self.precision, -len(self.people), -len(self.act.actors), *self.key

    def filed(self) -> set[Key]:
        """Keys that it is found under: its act with an actor and a time."""
        act, iso = self.act, self.date
        kind = f"{act.type}/{act.mode}"
        days = dates.days(iso)
        months = {day[:7] for day in days} if days else {(iso or "")[:7]} if self.precision == dates.MONTH else set()
        times = {*days, *months}
        if act.mode in YEARLY:
            times |= {day[:4] for day in months or {iso or ""}} - {""}
        elif self.precision == dates.YEAR:
            times.add(f"={iso}")
        who = self.who
        keys = {(kind, actor, time) for actor in who for time in times}
        if act.mode in ONCE:
            keys |= {(kind, actor, "ever") for actor in who}
        if len(self.people) > 1:
            keys |= {(kind, " ".join(self.people), f"near {month}") for month in months}
        return keys

    def asked(self) -> set[Key]:
        """Keys that it looks for others under. Those others are at least as precise."""
        act, iso = self.act, self.date
        kind = f"{act.type}/{act.mode}"
        if iso is None:
            published = act.published
            if len(self.people) < 2 or not published or act.mode in ONCE:
                return self.filed()
            return {(kind, " ".join(self.people), f"near {month}") for month in dates.months_around(published, RECENT)}
        times = set(dates.days(iso))
        if self.precision == dates.MONTH:
            times.add(iso[:7])
        elif self.precision == dates.YEAR:
            times.add(iso[:4] if act.mode in YEARLY else f"={iso}" if act.mode == "visit" else "")
        who = self.who
        keys = {(kind, actor, time) for actor in who for time in times if time}
        return keys | {(kind, actor, "ever") for actor in who} if act.mode in ONCE else keys


def versions(told: Sequence[Telling], entities: Entities) -> list[Version]:
    """The versions of tellings that are sorted by article and order, in the order in which they are placed."""
    found: dict[object, Version] = {}
    for telling in told:
        event = telling.event
        vague = dates.precision(event.date) >= dates.YEAR and event.mode not in _KNOWN_BY_YEAR
        alone = telling.article if vague else None
        again = 0
        while True:
            key = (event.type, event.mode, event.date, event.place, telling.sources, telling.targets, alone, again)
            version = found.get(key)
            if version is None or telling.article not in version.articles:
                break
            again += 1
        if version is None:
            act = act_of(telling, entities)
            who = blocks(telling.sides, entities)
            version = found[key] = Version(act, again, persons_of(telling.sides, entities), who)
        version.tellings.append(telling)
        version.articles.add(telling.article)
        version.main = version.main or event.main
    return sorted(found.values(), key=lambda version: version.order)
