"""Persons and organizations by name, and what the record's identifiers are called in the gold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from chancery.score.counts import Scores
from chancery.score.exported import Row
from chancery.score.gold import Gold, GoldEntity
from chancery.score.likeness import words

_KINDS = ("person", "organization")


class Names:
    """The record's identifiers → the gold's: entity ids, and ISO codes for states."""

    def __init__(self, gold: Gold, states: Mapping[str, str]) -> None:
        self._known = dict(states)
        self._states = {entity.id: entity.state for entity in gold.entities}

    def learn(self, key: str, gold_id: str) -> None:
        """An identifier of the record is an entity of the gold."""
        self._known[key] = gold_id

    def of(self, key: str) -> str:
        """What the gold calls it; itself when the gold does not know it."""
        return self._known.get(key, key)

    def all(self, keys: Iterable[str]) -> set[str]:
        """What the gold calls each."""
        return {self.of(key) for key in keys}

    def with_states(self, ids: Iterable[str]) -> set[str]:
        """Gold actors, and the states that they belong to."""
        held = set(ids)
        return held | {state for key in held if (state := self._states.get(key))}


def score_entities(gold: Gold, here: Sequence[Row], names: Names, scores: Scores) -> None:
    """Persons and organizations that an article mentions: one of the gold's names must be among the record's."""
    for kind in _KINDS:
        left = [entity for entity in here if entity["type"] == kind]
        missed: list[GoldEntity] = []
        count = scores.tables[kind]
        for wanted in (entity for entity in gold.entities if entity.type == kind):
            forms = {words(name) for name in wanted.names}
            same = next((entity for entity in left if forms & _forms(entity)), None)
            if same is not None:
                left.remove(same)
                names.learn(same["id"], wanted.id)
                count.found += not wanted.optional
            elif not wanted.optional:
                count.missed += 1
                missed.append(wanted)
        count.extra += len(left)
        for entity in left:
            cause = "said too much: another boundary" if _overlaps(entity, missed) else "said too much"
            scores.miss(kind, cause, gold.doc, entity["name"])
        for wanted in missed:
            scores.miss(kind, _why_missed(wanted, here, left), gold.doc, wanted.names[0])


def _forms(entity: Row) -> set[str]:
    return {words(name) for name in [entity["name"], *entity["names"]]}


def _overlaps(entity: Row, missed: Iterable[GoldEntity]) -> bool:
    mine = {word for form in _forms(entity) for word in form.split()}
    return any(len(mine & set(words(name).split())) > 1 for wanted in missed for name in wanted.names)


def _why_missed(wanted: GoldEntity, here: Sequence[Row], left: Sequence[Row]) -> str:
    forms = {words(name) for name in wanted.names}
    other = next((e["type"] for e in here if e["type"] != wanted.type and forms & _forms(e)), None)
    if other:
        return f"read as {other}"
    return "another boundary" if any(_overlaps(entity, [wanted]) for entity in left) else "not found"
