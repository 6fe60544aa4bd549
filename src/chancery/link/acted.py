"""One telling of an act made ready for comparing: who, whose states, which days."""

from __future__ import annotations

from dataclasses import dataclass

from chancery.link import dates
from chancery.link.entities import Entities
from chancery.link.tellings import Telling
from chancery.ontology.acts import is_symmetric


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What a telling says. `first` and `last` are days as numbers, `exact` when they are known to the day."""

    telling: Telling
    type: str
    mode: str | None
    sources: frozenset[str]
    targets: frozenset[str]
    actors: frozenset[str]
    states: frozenset[str]
    symmetric: bool
    first: int | None
    last: int
    exact: bool
    long: bool
    published: str | None


def act_of(telling: Telling, entities: Entities) -> Act:
    """The act a telling tells."""
    event = telling.event
    first, last = dates.numbers(event.date)
    sources, targets = frozenset(telling.sources), frozenset(telling.targets)
    exact = dates.precision(event.date) == dates.DAYS
    return Act(
        telling=telling,
        type=event.type,
        mode=event.mode,
        sources=sources,
        targets=targets,
        actors=sources | targets,
        states=frozenset(state for key in sources | targets if (state := entities[key].state)),
        symmetric=is_symmetric(event.type),
        first=first,
        last=last,
        exact=exact,
        long=exact and first is not None and last > first,
        published=telling.published,
    )
