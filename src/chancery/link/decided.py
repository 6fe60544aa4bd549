"""Decisions of people, replayed on a linking: what is one, what is two, what is no row at all, what a field holds.

Entities first, for everything names them; then happenings, before and after the stories are known; the other rows
last. A decision whose row is not there any more changes nothing and is told; two that cannot both hold stop it all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any, TypeVar, cast

from chancery.link.entities import Cast, Entities
from chancery.link.evidence import Articles
from chancery.link.fields import FIELDS, Row, put, shown
from chancery.link.joined import contradiction, is_same_row
from chancery.link.locals import Local
from chancery.link.located import Fact, FactFinder
from chancery.link.recast import GONE, Recast
from chancery.link.retold import Place, Retold, Rows
from chancery.link.tellings import Happening
from chancery.model.decision import Decision, active
from chancery.model.record import Entity, Event, Linked, Ruling

F = TypeVar("F", bound=Fact)


class Decided:
    """The decisions that hold, applied step by step to one linking."""

    def __init__(self, decisions: Sequence[Decision]) -> None:
        known = {decision.id for decision in decisions}
        self._all = {decision.id: decision for decision in active(decisions)}
        self._unapplied = {
            decision.id: f"there is no decision {decision.undoes}"
            for decision in decisions
            if decision.kind == "undo" and decision.undoes not in known
        }
        self._groupings: dict[str, tuple[Place, ...]] = {}
        self._recast: Recast | None = None

    def cast(self, linked: Cast, locals_: Callable[[], Iterable[Local]]) -> Cast:
        """The entities with decisions applied."""
        actors = [target for decision in self._all.values() for target in decision.actors]
        on = self._on("entity", {"same", "different", "reject", "accept", "edit"})
        if not on and not actors:
            return linked
        targets = [target for decision in on for target in decision.on]
        recast = self._recast = Recast(linked, list(locals_()), [*targets, *actors])
        grouped = recast.regroup([d for d in on if d.kind in {"same", "different"}])
        found: dict[str, str] = {}
        for decision in on:
            if decision.id in grouped:
                self._mark_entities(decision, grouped[decision.id])
            elif decision.kind not in {"same", "different"}:
                key = recast.find(decision.on[0])
                if key is None:
                    self._unapplied[decision.id] = GONE.format(decision.on[0].line())
                else:
                    found[decision.id] = key
        self._unapplied |= recast.unapplied
        for key, ruled in self._by_row(found).items():
            row = self._ruled(recast.entities[key], ruled)
            if row is None:
                recast.remove(key)
            else:
                recast.entities[key] = cast("Entity", row)
        return recast.cast()

    def _mark_entities(self, decision: Decision, keys: Sequence[str]) -> None:
        entities = self._recast.entities if self._recast else {}
        for key in keys:
            entities[key] = _marked(entities[key], decision, _grouping(decision))

    def happenings(self, found: list[Happening], articles: Articles, entities: Entities, rows: Rows) -> list[Happening]:
        """The happenings with decisions applied; may be asked again when more has been joined."""
        on = self._on("event", {"same", "different"})
        if not on:
            return found
        retold = Retold(found, articles, entities, rows)
        regrouped = retold.regroup(on)
        for decision in on:
            self._unapplied.pop(decision.id, None)
        self._unapplied |= retold.unapplied
        self._groupings = retold.ends
        return regrouped

    def apart(self) -> set[frozenset[Place]]:
        """The happenings that are decided to be two."""
        return {frozenset(ends) for key, ends in self._groupings.items() if self._all[key].kind == "different"}

    def mark_events(self, rows: Sequence[tuple[Happening, Event]]) -> list[tuple[Happening, Event]]:
        """The events, those that were joined or parted saying so."""
        ruled: dict[Place, list[Decision]] = {}
        for key in sorted(self._groupings):
            for place in self._groupings[key]:
                ruled.setdefault(place, []).append(self._all[key])
        made = []
        for happening, event in rows:
            for decision in ruled.get(happening.key, ()):
                event = _marked(event, decision, _grouping(decision))  # noqa: PLW2901
            made.append((happening, event))
        return made

    def rows(self, linked: Linked) -> Linked:
        """The linking with facts rejected, accepted and edited, and with what no longer applies."""
        on = [d for d in self._all.values() if d.kind in {"reject", "accept", "edit"} and d.on[0].kind != "entity"]
        if on:
            linked = self._decide_facts(linked, on)
        if self._recast is not None:
            settled = self._recast.apart
            review = tuple(doubt for doubt in linked.review if frozenset(doubt[1:3]) not in settled)
            linked = replace(linked, review=review)
        return replace(linked, unapplied=tuple(sorted(self._unapplied.items()))) if self._unapplied else linked

    def _decide_facts(self, linked: Linked, on: Sequence[Decision]) -> Linked:
        entities = {entity.id: entity for entity in linked.entities}
        facts: list[Fact] = [*linked.events, *linked.statements, *linked.figures, *linked.relations, *linked.offices]
        finder = FactFinder([decision.on[0] for decision in on], facts, entities)
        found: dict[str, str] = {}
        for decision in on:
            fact = finder.find(decision.on[0])
            if fact is None:
                self._unapplied[decision.id] = GONE.format(decision.on[0].line())
            else:
                found[decision.id] = fact.id
        known = {fact.id: fact for fact in facts}
        after: dict[str, Row | None] = {
            key: self._ruled(known[key], ruled) for key, ruled in self._by_row(found).items()
        }
        gone = {key for key, row in after.items() if row is None}

        def settled(rows: Iterable[F]) -> tuple[F, ...]:
            now = (after.get(row.id, row) for row in rows)
            return tuple(cast("F", row) for row in now if row is not None)

        return replace(
            linked,
            events=settled(linked.events),
            statements=settled(linked.statements),
            figures=settled(linked.figures),
            relations=settled(linked.relations),
            offices=settled(linked.offices),
            review=tuple(doubt for doubt in linked.review if not gone & {doubt[1], doubt[2]}),
        )

    def _on(self, kind: str, kinds: set[str]) -> list[Decision]:
        return [d for d in self._all.values() if d.kind in kinds and d.on[0].kind == kind]

    def _by_row(self, found: Mapping[str, str]) -> dict[str, list[Decision]]:
        """Decisions by the row they are on. Contradiction when two of one row cannot both hold.

        Where they were on two rows once, that what was read since makes one of, neither applies any more.
        """
        ruled: dict[str, list[Decision]] = {}
        for key in sorted(found):
            ruled.setdefault(found[key], []).append(self._all[key])
        for row, decisions in ruled.items():
            for one, other in combinations(decisions, 2):
                if _contradict(one, other):
                    if is_same_row(one.on[0], other.on[0]):
                        raise contradiction(one, other)
                    self._unapplied[one.id] = f"it is one row now with what {other.line()} is on"
                    self._unapplied[other.id] = f"it is one row now with what {one.line()} is on"
            ruled[row] = [decision for decision in decisions if decision.id not in self._unapplied]
        return ruled

    def _ruled(self, row: Row, decisions: Sequence[Decision]) -> Row | None:
        """The row as decided; None for a rejected one."""
        if any(decision.kind == "reject" for decision in decisions):
            return None
        for decision in decisions:
            if decision.kind == "accept":
                row = _marked(row, decision, "accepted")
                continue
            edited = self._edited(row, decision)
            if edited is not None:
                row = edited
        return row

    def _edited(self, row: Row, decision: Decision) -> Row | None:
        name = decision.field or ""
        field = FIELDS[decision.on[0].kind].get(name)
        if field is None:
            self._unapplied[decision.id] = f"there is no field {name} any more"
            return None
        keys = []
        for target in decision.actors:
            key = self._recast.find(target) if self._recast else None
            if key is None:
                self._unapplied[decision.id] = GONE.format(target.line())
                return None
            keys.append(key)
        value = (
            ", ".join(target.name for target in decision.actors) if field.holds in {"row", "rows"} else decision.value
        )
        changed = put(row, field, decision.value, tuple(dict.fromkeys(keys)))
        before = decision.was if field.holds in {"row", "rows"} else shown(row, field)
        return _marked(changed, decision, f"{name}: {before or '–'} → {value or '–'}")


def _contradict(one: Decision, other: Decision) -> bool:
    if {one.kind, other.kind} == {"reject", "accept"}:
        return True
    if one.kind != "edit" or other.kind != "edit" or one.field != other.field:
        return False
    return (one.value, [t.id for t in one.actors]) != (other.value, [t.id for t in other.actors])


def _grouping(decision: Decision) -> str:
    one, other = (target.name for target in decision.on)
    return f"“{one}” is {'' if decision.kind == 'same' else 'not '}“{other}”"


R = TypeVar("R", bound=Row)


def _marked(row: R, decision: Decision, what: str) -> R:
    """The row with a ruling added."""
    ruling = Ruling(
        decision=decision.id,
        kind=decision.kind,
        what=what,
        who=decision.who,
        when=decision.when,
        note=decision.note,
    )
    marked: R = replace(cast("Any", row), decided=(*row.decided, ruling))
    return marked


__all__ = ["Decided", "Rows"]
