"""Rows of a linking as decisions name them: with what was seen, so that they are found again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from chancery.errors import UsageError
from chancery.link.located import target_of_fact
from chancery.model.decision import MOST_SIGHTS, Sight, Target
from chancery.model.record import Entity, Linked
from chancery.record.involved import Fact, facts

_MOST_NAMES = 24
_LONGEST = 160


class Targets:
    """Makes targets of the rows of one linking. `texts` are the articles' by id."""

    def __init__(self, linked: Linked, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self.entities: dict[str, Entity] = {entity.id: entity for entity in linked.entities}
        self.facts: dict[str, Fact] = {fact.id: fact for fact in facts(linked)}

    def entity(self, key: str, *, article: str | None = None, form: str | None = None) -> Target:
        """An entity; only as it is in one article, or only as far as it bears one form of its name."""
        entity = self.entities[key]
        forms = [form] if form else list(entity.names or (entity.name,))
        articles = [article] if article else list(entity.articles)
        seen = list(self._sights(articles, forms))
        if article and not seen:
            raise UsageError(f"{entity.name} is not named in {article}", hint=f"chancery why {key[:11]}")
        if article:
            forms = [name for name in forms if name in self._texts[article]]
        return Target(
            id=key,
            kind="entity",
            name=form or (forms[0] if article else entity.name),
            type=entity.type,
            state=entity.state,
            canonical=None if article or form else entity.canonical,
            names=tuple(forms[:_MOST_NAMES]),
            seen=tuple(seen),
        )

    def _sights(self, articles: Iterable[str], forms: Iterable[str]) -> Iterable[Sight]:
        forms = list(forms)
        found = 0
        for article in articles:
            text = self._texts.get(article, "")
            name = next((form for form in forms if form in text), None)
            if name is not None and found < MOST_SIGHTS:
                found += 1
                yield Sight(article=article, quote=name)

    def fact(self, key: str, words: str, *, article: str | None = None) -> Target:
        """A fact, told in `words`; only as one article tells it."""
        fact = self.facts[key]
        seen = [e for e in fact.evidence if article in {None, e.article}]
        if not seen:
            raise UsageError(f"{key} does not rest on {article}", hint=f"chancery why {key[:11]}")
        names = {entity.id: entity.name for entity in self.entities.values()}
        told = " ".join(words.split())
        told = told if len(told) <= _LONGEST else f"{told[: _LONGEST - 1]}…"
        return target_of_fact(fact, told, names, seen)
