"""People who hold one office in articles of different languages: perhaps one name that no spelling connects.

習近平, Xi Jinping and Tập Cận Bình share no letter. That they hold one office does not make them one, for holders
change; it makes a pair worth a person's look.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations

from chancery.link.entities import Entities, Review
from chancery.link.names import spelling, words
from chancery.model.article import Article
from chancery.model.record import Office

_MOST = 4
"""An office with more holders than this is one of many."""

_SCORE = 0.45
_WEEKS = 6
"""How far apart two people may be seen in one office and still be one person."""
_DAY = len("2026-01-24")


def same_office(offices: Sequence[Office], entities: Entities, articles: Mapping[str, Article]) -> Iterable[Review]:
    """Pairs of people of one state and office whom no language names both."""
    holders: dict[tuple[str, str, str | None], dict[str, list[str]]] = {}
    for office in offices:
        if office.of is not None and not office.former:
            held = holders.setdefault((office.title, office.of, office.to), {})
            held.setdefault(office.person, []).extend(office.seen)
    for (title, *_), people in sorted(holders.items(), key=lambda pair: pair[0][:2]):
        if len(people) > _MOST:
            continue
        for one, other in combinations(sorted(people), 2):
            apart = _languages(one, entities, articles).isdisjoint(_languages(other, entities, articles))
            states = entities[one].state, entities[other].state
            together = _at_one_time(people[one], people[other])
            if apart and together and states[0] == states[1] and not _share_a_word(one, other, entities):
                why = f"both are {title} at one time, in articles of different languages"
                yield "person", one, other, _SCORE, why


def _at_one_time(one: Sequence[str], other: Sequence[str]) -> bool:
    """Were two people seen in the office within a few weeks of each other?"""
    days = [[date.fromisoformat(seen) for seen in side if len(seen) == _DAY] for side in (one, other)]
    if not days[0] or not days[1]:
        return True  # nothing speaks against it
    return any(abs((a - b).days) <= _WEEKS * 7 for a in days[0] for b in days[1])


def _languages(person: str, entities: Entities, articles: Mapping[str, Article]) -> set[str]:
    return {articles[article].language for article in entities[person].articles}


def _share_a_word(one: str, other: str, entities: Entities) -> bool:
    """Namesakes and short names are judged with the other names."""
    a, b = ({spelling(w) for name in entities[key].names for w in words(name)} for key in (one, other))
    return not a.isdisjoint(b)
