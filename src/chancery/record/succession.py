"""Identifiers that still answer when what they named is part of something else now.

A new article can make two entities, events or stories one, or tell more of one than its identifier says. What is
published next has other identifiers then; the old ones go on to name what holds most of what they named.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from chancery.model.record import Entity, Event, Figure, Linked, Office, Relation, Statement
from chancery.record import codec
from chancery.record.involved import Fact, facts, kind_of

_KINDS: Mapping[str, type[Fact]] = {
    "event": Event,
    "statement": Statement,
    "figure": Figure,
    "relation": Relation,
    "office": Office,
}

Parts = Iterable[Hashable]


@dataclass(frozen=True, slots=True)
class Gone:
    """Identifiers that are published no longer: each with what it was made of."""

    parts: Mapping[tuple[str, str], tuple[Hashable, ...]]


def gone(connection: sqlite3.Connection, linked: Linked) -> Gone:
    """What is published now and will not be when `linked` is. Ask before it is written."""
    parts: dict[tuple[str, str], tuple[Hashable, ...]] = {}
    for key in _vanished(connection, "entities", {entity.id for entity in linked.entities}):
        data = connection.execute("SELECT data FROM entities WHERE id = ?", (key,)).fetchone()[0]
        parts["entity", key] = tuple(_of_entity(codec.decode(data, Entity)))
    for key in _vanished(connection, "facts", {fact.id for fact in facts(linked)}):
        kind, data = connection.execute("SELECT kind, data FROM facts WHERE id = ?", (key,)).fetchone()
        parts[kind, key] = tuple(_of_fact(codec.decode(data, _KINDS[kind])))
    kept = {story.id for story in linked.stories}
    for key, story in connection.execute("SELECT id, story FROM articles"):
        if story and story not in kept:
            parts["story", story] = (*parts.get(("story", story), ()), key)
    return Gone(parts)


def _vanished(connection: sqlite3.Connection, table: str, kept: set[str]) -> list[str]:
    rows = connection.execute(f"SELECT id FROM {table} ORDER BY id").fetchall()  # noqa: S608 — names above
    return [key for (key,) in rows if key not in kept]


def successors(before: Gone, linked: Linked) -> dict[str, tuple[str, str]]:
    """Identifier that is gone → (kind, identifier) of what holds most of what it named."""
    wanted = {(kind, part) for (kind, _), held in before.parts.items() for part in held}
    holders: dict[tuple[str, Hashable], list[str]] = {}

    def note(kind: str, key: str, parts: Parts) -> None:
        for part in parts:
            if (kind, part) in wanted:
                holders.setdefault((kind, part), []).append(key)

    if wanted:
        for entity in linked.entities:
            note("entity", entity.id, _of_entity(entity))
        for fact in facts(linked):
            note(kind_of(fact), fact.id, _of_fact(fact))
        for story in linked.stories:
            note("story", story.id, story.articles)
    found = {}
    for (kind, key), parts in before.parts.items():
        votes = Counter(holder for part in parts for holder in holders.get((kind, part), ()))
        if votes:
            found[key] = kind, min(votes, key=lambda holder: (-votes[holder], holder))
    return found


def write(connection: sqlite3.Connection, found: Mapping[str, tuple[str, str]]) -> None:
    """Keep what became of identifiers, those that led to one of them too. Ask when all else is written."""
    for old, (kind, now) in sorted(found.items()):
        connection.execute("UPDATE former SET now = ? WHERE now = ?", (now, old))
        connection.execute("INSERT OR REPLACE INTO former VALUES (?, ?, ?)", (old, kind, now))
    for table in ("entities", "facts", "stories"):
        connection.execute(f"DELETE FROM former WHERE old IN (SELECT id FROM {table})")  # noqa: S608 — names above
    known = " UNION ALL ".join(f"SELECT id FROM {table}" for table in ("entities", "facts", "stories"))  # noqa: S608
    connection.execute(f"DELETE FROM former WHERE now NOT IN ({known})")  # noqa: S608


def answers(connection: sqlite3.Connection, prefix: str) -> list[tuple[str, str]]:
    """(kind, id) of what identifiers that begin with `prefix` name now."""
    rows = connection.execute(
        "SELECT DISTINCT kind, now FROM former WHERE old >= ? AND old < ? ORDER BY old LIMIT 20",
        (prefix, f"{prefix}\x7f"),
    )
    return rows.fetchall()


def _of_entity(entity: Entity) -> Parts:
    return ((entity.type, article, name) for article in entity.articles for name in entity.names[:_MOST_NAMES])


_MOST_NAMES = 12


def _of_fact(fact: Fact) -> Parts:
    return ((evidence.article, evidence.start) for evidence in fact.evidence)
