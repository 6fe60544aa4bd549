"""People who hold one office in articles of different languages: perhaps one name that no spelling connects.

習近平, Xi Jinping and Tập Cận Bình share no letter. That they hold one office does not make them one, for holders
change; it makes a pair worth a person's look.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from chancery.link.entities import Entities, Review
from chancery.link.names import spelling, words
from chancery.model.article import Article
from chancery.model.record import Office

_MOST = 4
"""An office with more holders than this is one of many."""

_SCORE = 0.45


def same_office(offices: Sequence[Office], entities: Entities, articles: Mapping[str, Article]) -> Iterable[Review]:
    """Pairs of people of one state and office whom no language names both."""
    holders: dict[tuple[str, str, str | None], dict[str, None]] = {}
    for office in offices:
        if office.of is not None and not office.former:
            holders.setdefault((office.title, office.of, office.to), {})[office.person] = None
    for (title, *_), people in sorted(holders.items(), key=lambda pair: pair[0][:2]):
        if len(people) > _MOST:
            continue
        for one, other in combinations(sorted(people), 2):
            apart = _languages(one, entities, articles).isdisjoint(_languages(other, entities, articles))
            states = entities[one].state, entities[other].state
            if apart and states[0] == states[1] and not _share_a_word(one, other, entities):
                why = f"both are {title} of the same, in articles of different languages"
                yield "person", one, other, _SCORE, why


def _languages(person: str, entities: Entities, articles: Mapping[str, Article]) -> set[str]:
    return {articles[article].language for article in entities[person].articles}


def _share_a_word(one: str, other: str, entities: Entities) -> bool:
    """Namesakes and short names are judged with the other names."""
    a, b = ({spelling(w) for name in entities[key].names for w in words(name)} for key in (one, other))
    return not a.isdisjoint(b)
