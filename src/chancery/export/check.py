"""Is a record sound: does every quote stand where it is said to, does every row point to rows that exist?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chancery.export.jsonl import quote_problem
from chancery.model.record import Event, Figure, Office, Relation, Statement
from chancery.record import View
from chancery.record.involved import Fact, actors

_MOST = 100


def problems(view: View) -> list[str]:
    """What is wrong with a record, one line each, the first hundred."""
    found: list[str] = []
    for problem in _all(view):
        found.append(problem)
        if len(found) >= _MOST:
            break
    return found


def _all(view: View) -> Iterator[str]:
    texts = {article.id: article.text for article, _ in view.all_articles()}
    entities = {entity.id for entity in view.all_entities()}
    for fact in _facts(view):
        if not fact.evidence:
            yield f"{fact.id}: it has no evidence"
        for evidence in fact.evidence:
            problem = quote_problem(evidence, texts.get(evidence.article))
            if problem:
                yield f"{fact.id}: {problem}"
        for key in actors(fact):
            # `according_to` of a figure may be plain words; everything else is an entity.
            if key not in entities and not (isinstance(fact, Figure) and key == fact.according_to):
                yield f"{fact.id}: it names {key}, which is not in the record"
    for entity in view.all_entities():
        for key in entity.articles:
            if key not in texts:
                yield f"{entity.id}: it is named in {key}, which is not in the record"


def _facts(view: View) -> Iterable[Fact]:
    yield from view.all_of(Event)
    yield from view.all_of(Statement)
    yield from view.all_of(Figure)
    yield from view.all_of(Relation)
    yield from view.all_of(Office)
