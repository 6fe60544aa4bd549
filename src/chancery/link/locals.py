"""The entities of single articles, gathered: how often each form stands there, and the offices beside a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from sys import intern
from typing import Any, TypeVar

from chancery.model.article import Article
from chancery.model.findings import EntityType, Findings, LocalEntity
from chancery.ontology.organizations import organizations

T = TypeVar("T")
Held = tuple[str, str]
"""A title and whose it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Local:
    """One entity of one article. `forms` are counted as they stand; `offices` only of persons."""

    article: str
    language: str
    key: str
    type: EntityType
    name: str
    forms: Counter[str]
    state: str | None
    canonical: str | None
    offices: frozenset[Held] = frozenset()
    acronyms: frozenset[str] = frozenset()


_Alike = dict[tuple[tuple[str, int], ...], Counter[str]]
"""Counts by what is counted: equal ones are kept once."""


def gather(articles: Sequence[Article], findings: Sequence[Findings]) -> Iterator[Local]:
    """Every entity of every article, by article and key. `articles` are sorted."""
    alike: _Alike = {}
    for article, told in zip(articles, findings, strict=True):
        yield from sorted(_of(article, told, alike), key=lambda local: local.key)


def _of(article: Article, told: Findings, alike: _Alike) -> Iterator[Local]:
    counts: dict[str, Counter[str]] = {}
    acronyms: dict[str, set[str]] = {}
    for mention in told.mentions:
        if mention.entity is not None:
            form = article.text[mention.start : mention.end]
            counts.setdefault(mention.entity, Counter())[form] += 1
            if mention.type == "organization" and (short := bracketed(article.text, mention.end)):
                acronyms.setdefault(mention.entity, set()).add(short)
    offices = _offices(told)
    for entity in told.entities:
        forms: Counter[str] = Counter(dict.fromkeys(entity.names, 1))
        forms.update({f: n - 1 for f, n in counts.get(entity.key, Counter()).items() if f in forms})
        yield Local(
            article=article.id,
            language=article.language,
            key=entity.key,
            type=entity.type,
            name=entity.name,
            forms=alike.setdefault(tuple(forms.items()), forms),
            state=entity.state,
            canonical=identity(entity),
            offices=_shared(offices.get(entity.key)),
            acronyms=_shared(acronyms.get(entity.key)),
        )
    yield from _unnamed(article, told)


_NOTHING: frozenset[Any] = frozenset()


def _shared(things: set[T] | None) -> frozenset[T]:
    """The set, kept once for all that are alike."""
    return _one_of(frozenset(things)) if things else _NOTHING


@lru_cache(maxsize=1 << 16)
def _one_of(things: frozenset[T]) -> frozenset[T]:
    return things


def _unnamed(article: Article, told: Findings) -> Iterator[Local]:
    """States and bodies that facts refer to though no words name them ("the Belarusian party")."""
    named = {entity.key for entity in told.entities}
    for key in sorted(_referred(told) - named):
        kind, _, rest = key.partition(":")
        types: dict[str, EntityType] = {"state": "state", "place": "place", "org": "organization"}
        if kind in types and rest:
            entity = LocalEntity(
                key=key,
                type=types[kind],
                name=rest,
                names=(),
                state=rest if kind == "state" else None,
                canonical=key,
            )
            yield Local(
                article=article.id,
                language=article.language,
                key=key,
                type=entity.type,
                name=rest,
                forms=Counter(),
                state=entity.state,
                canonical=identity(entity),
            )


def _referred(told: Findings) -> set[str]:
    keys: set[str | None] = set()
    for event in told.events:
        keys.update(event.sources, event.targets)
    for statement in told.statements:
        keys.update((statement.speaker, *statement.addressees, *statement.about))
    for figure in told.figures:
        keys.update((*figure.about, figure.according_to))
    for relation in told.relations:
        keys.update(relation.between)
    for office in told.offices:
        keys.update((office.person, office.of, office.to))
    return {key for key in keys if key}


def _offices(told: Findings) -> dict[str, set[Held]]:
    known = {entity.key: identity(entity) for entity in told.entities}
    held: dict[str, set[Held]] = {}
    for office in told.offices:
        if office.of:
            owner = known.get(office.of) or office.of
            held.setdefault(office.person, set()).add((office.title, owner))
    return held


def identity(entity: LocalEntity) -> str | None:
    """The language-neutral identity, one where the ontology gives two."""
    if entity.type == "state" and entity.state:
        return intern(f"state:{entity.state}")
    if entity.canonical is None or not entity.canonical.startswith("org:"):
        return entity.canonical
    known = organizations().get(entity.canonical.removeprefix("org:"))
    return f"org:{known.same_as}" if known is not None and known.same_as else entity.canonical


def bracketed(text: str, end: int) -> str | None:
    """The acronym in brackets right after a name: "Foreign Trade University (FTU)"."""
    if text[end : end + 2] != " (":
        return None
    inside = text[end + 2 : end + 14].partition(")")
    short = inside[0]
    fits = bool(inside[1]) and 2 <= len(short) <= 8 and short.isalnum() and short.isupper()
    return short if fits else None
