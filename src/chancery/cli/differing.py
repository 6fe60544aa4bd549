"""What a decision changes, as text and as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from chancery.cli.layout import hang, plural
from chancery.cli.paint import dim
from chancery.cli.telling import Rows, Teller, short
from chancery.export.jsonl import plain
from chancery.model.record import Entity, Linked
from chancery.record.difference import Change
from chancery.run.decide import Outlook

_MOST = 16
_SIGNS = {"gone": "−", "new": "+", "changed": "~"}
_PLURALS = {"entity": "entities", "story": "stories"}


def lines(outlook: Outlook, before: Linked, columns: int) -> list[str]:
    """Every row that would be otherwise, the first of many."""
    if not outlook.changes:
        return ["nothing that is there changes; it holds for what is read from here on"]
    words = Teller(Rows(before, outlook.linked))
    shown = [f"would change {summary(outlook)}"]
    for change in outlook.changes[:_MOST]:
        shown.extend(hang(f"  {_SIGNS[change.what]} ", _told(change, words), columns))
    if len(outlook.changes) > _MOST:
        shown.append(f"  and {len(outlook.changes) - _MOST} more (--json tells all)")
    return shown


def summary(outlook: Outlook) -> str:
    """`entities: 1 gone, 1 changed · events: 3 changed`."""
    counted: dict[str, Counter[str]] = {}
    for change in outlook.changes:
        counted.setdefault(_PLURALS.get(change.kind, f"{change.kind}s"), Counter())[change.what] += 1
    parts = [
        f"{kind}: {', '.join(f'{counts[what]} {what}' for what in _SIGNS if counts[what])}"
        for kind, counts in counted.items()
    ]
    was, now = outlook.stories
    if was != now:
        parts.append(f"stories: {was} → {now}")
    return " · ".join(parts) or "nothing"


def done(outlook: Outlook, undo: str) -> str:
    """That it was done, and how it is undone."""
    keys = ", ".join(short(decision.id) for decision in outlook.decisions)
    return f"done ({keys}): {summary(outlook)}. {undo} takes it back"


def _told(change: Change, words: Teller) -> str:
    row = change.after or change.before
    if row is None:
        return change.id
    name = _entity(row) if isinstance(row, Entity) else words.line(row)
    told = f"{change.kind} {name}  {dim(short(change.id))}"
    fields = [f"{name}: {_value(was, words)} → {_value(now, words)}" for name, was, now in change.fields]
    return f"{told}  {'; '.join(fields)}" if fields else told


def _entity(entity: Entity) -> str:
    about = ", ".join(filter(None, (entity.type, entity.state)))
    return f"{entity.name} ({about}), {plural(len(entity.articles), 'article')}"


def _value(value: object, words: Teller) -> str:
    if value is None or value == ():
        return "–"
    if isinstance(value, tuple | list):
        return ", ".join(words.name(str(item)) for item in value) or "–"
    return words.name(value) if isinstance(value, str) else str(value)


def document(outlook: Outlook) -> dict[str, Any]:
    """The changes as data."""
    was, now = outlook.stories
    return {"changes": list(_rows(outlook.changes)), "stories": {"before": was, "after": now}}


def _rows(changes: Iterable[Change]) -> Iterable[dict[str, Any]]:
    for change in changes:
        row = change.after or change.before
        yield {
            "what": change.what,
            "kind": change.kind,
            "id": change.id,
            "name": row.name if isinstance(row, Entity) else None,
            "fields": [{"field": name, "before": plain(was), "after": plain(now)} for name, was, now in change.fields],
        }
