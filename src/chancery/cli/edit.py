"""Set fields of a row: `chancery edit ev_4k2 date=2026-01-14 place=Minsk`.

event: act (CONSULT/visit), type, mode, status, date, place, sources, targets · entity: name, state, type · statement:
speaker, office, stance, date, addressees, about · figure: measure, value, unit, period, approx, about, according_to ·
relation: kind, level, between, since · office: person, title, of, to, from, until, former. Several actors are parted
by semicolons; an empty value clears the field.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from chancery.cli import deciding
from chancery.errors import UsageError
from chancery.link.fields import Field, field_of, normal, shown
from chancery.model.decision import Decision, Target
from chancery.model.record import Event


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The row, and what to set."""
    parser.add_argument("id", metavar="ID", help="an id, the start of one, or an entity's name")
    parser.add_argument("fields", nargs="+", metavar="FIELD=VALUE", help="what to set, to what")
    deciding.add_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Take one decision for each field."""
    given: dict[str, str] = {}
    for text in args.fields:
        name, equals, value = text.partition("=")
        if not equals or not name:
            raise UsageError(f"{text!r}: FIELD=VALUE is wanted, as date=2026-01-14", hint="chancery edit --help")
        if name in given:
            raise UsageError(f"{name} is set twice", hint="chancery edit --help")
        given[name.strip()] = value
    return deciding.decide(args, lambda desk: list(_edits(desk, desk.target(args.id), given)))


def _edits(desk: deciding.Desk, target: Target, given: dict[str, str]) -> Iterable[Decision]:
    row = desk.targets.facts.get(target.id) or desk.targets.entities[target.id]
    if isinstance(row, Event):
        given = _one_act(row, given)
    holding = [d for d in desk.sitting.holding() if d.kind == "edit" and d.id in {r.decision for r in row.decided}]
    for name, text in given.items():
        field = field_of(target.kind, name)
        rows = _rows(desk, name, field, text) if field.holds in {"row", "rows"} else ()
        value = None if field.holds in {"row", "rows"} else normal(name, field, text)
        before = shown(row, field)
        if (",".join(actor.id for actor in rows) or None if field.holds in {"row", "rows"} else value) == before:
            raise UsageError(f"{name} is {_told(desk, field, before)} already", hint=f"chancery why {target.id[:11]}")
        yield desk.decision(
            "edit",
            [target],
            field=name,
            value=value,
            actors=rows,
            was=_told(desk, field, before),
            replaces=tuple(d.id for d in holding if d.field == name),
        )


def _one_act(event: Event, given: dict[str, str]) -> dict[str, str]:
    """Type and mode as the one field they are; a mode that the new type does not know is left out."""
    if not {"type", "mode"} & given.keys():
        return given
    kind = given.get("type", event.type)
    mode = given.get("mode", (event.mode or "") if kind == event.type else "")
    rest = {name: value for name, value in given.items() if name not in {"type", "mode"}}
    return {"act": f"{kind}/{mode}" if mode else kind, **rest}


def _rows(desk: deciding.Desk, name: str, field: Field, text: str) -> tuple[Target, ...]:
    """The entities that are meant."""
    parts = [part.strip() for part in text.split(";") if part.strip()]
    if not parts and not field.optional:
        raise UsageError(f"{name}=: somebody must stand there", hint="chancery edit --help")
    if field.holds == "row" and len(parts) > 1:
        raise UsageError(f"{name}={text}: one entity is wanted, here are {len(parts)}", hint="chancery edit --help")
    found = []
    for part in parts:
        target = desk.target(part)
        if target.kind != "entity":
            raise UsageError(
                f"{name}={part}: an entity is wanted, this is {target.line()}", hint="chancery search WORDS"
            )
        found.append(target)
    return tuple(dict.fromkeys(found))


def _told(desk: deciding.Desk, field: Field, value: str | None) -> str | None:
    """A value in words: entities by their names."""
    if value is None or field.holds not in {"row", "rows"}:
        return value
    entities = desk.targets.entities
    return ", ".join(entities[key].name if key in entities else key for key in value.split(","))
