"""Answers as one JSON document."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from chancery.export.jsonl import plain
from chancery.record import View
from chancery.record.dossier import Dossier, Profile, Silence
from chancery.record.involved import Fact, actors


def put(document: object) -> None:
    """Print a document."""
    print(json.dumps(plain(document), ensure_ascii=False, indent=2))


def as_json(view: View, found: Dossier | Profile, why_not: Silence | None = None) -> None:
    """A dossier or a profile, with the entities its facts name, by id."""
    document: Any = plain(found)
    document["entities"] = named(view, [*found.events, *found.statements, *found.figures, *found.relations])
    if why_not is not None:
        document["silence"] = plain(why_not)
    put(document)


def named(view: View, facts: Iterable[Fact]) -> dict[str, Any]:
    """Who the facts name: id → type, name, state."""
    keys = sorted({key for fact in facts for key in actors(fact)})
    entities = (view.entity(key) for key in keys)
    return {
        entity.id: {"type": entity.type, "name": entity.name, "state": entity.state}
        for entity in entities
        if entity is not None
    }
