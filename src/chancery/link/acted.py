"""One telling of an act made ready for comparing: who, whose states, which days."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from chancery.link import dates
from chancery.link.entities import Entities
from chancery.link.tellings import Telling
from chancery.ontology.acts import is_symmetric

_REMEMBERED = 1 << 17


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


@lru_cache(maxsize=_REMEMBERED)
def _set(*several: tuple[str, ...]) -> frozenset[str]:
    """One set for all that are alike."""
    return frozenset(key for keys in several for key in keys)


def act_of(telling: Telling, entities: Entities) -> Act:
    """The act a telling tells."""
    event = telling.event
    first, last = dates.numbers(event.date)
    sources, targets = telling.sources, telling.targets
    exact = dates.precision(event.date) == dates.DAYS
    return Act(
        telling=telling,
        type=event.type,
        mode=event.mode,
        sources=_set(sources),
        targets=_set(targets),
        actors=_set(sources, targets),
        states=_set(tuple(sorted({state for key in (*sources, *targets) if (state := entities[key].state)}))),
        symmetric=is_symmetric(event.type),
        first=first,
        last=last,
        exact=exact,
        long=exact and first is not None and last > first,
        published=telling.published,
    )
