"""The cast with decisions applied: entities that are one, that are two, that are none, or are called otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from chancery.link.entities import Cast, Review
from chancery.link.forms import all_forms, best_form
from chancery.link.joined import allied, joined, sides
from chancery.link.locals import Local
from chancery.link.located import EntityFinder, Key, likeness
from chancery.link.names import words
from chancery.model.decision import Decision, Target
from chancery.model.identifiers import identifier
from chancery.model.record import Entity

GONE = "{} is not in the record any more"
TOLD_APART = "{} and {} are one now, and nothing tells them apart"


class Recast:
    """A cast being changed. `unapplied` says why decisions do not apply; `apart` are pairs decided to be two."""

    def __init__(self, cast: Cast, locals_: Sequence[Local], targets: Iterable[Target]) -> None:
        self.entities: dict[str, Entity] = dict(cast.entities)
        self.unapplied: dict[str, str] = {}
        self._owner: dict[Key, str] = dict(cast.local)
        self._cast = cast
        self._allies: Mapping[str, tuple[Target, ...]] = {}
        self._roots: dict[str, str] = {}
        self._stands_for: dict[str, str] = {}
        self.apart: set[frozenset[str]] = set()
        self._finder = EntityFinder(targets, locals_, self._owner)
        self._locals = {(local.article, local.key): local for local in locals_}
        self._groups: dict[str, list[Key]] = {}
        for key, entity in self._owner.items():
            self._groups.setdefault(entity, []).append(key)

    def find(self, target: Target) -> str | None:
        """The entity a target is."""
        return self._finder.find(target, self.entities)

    def regroup(self, decisions: Sequence[Decision]) -> dict[str, tuple[str, ...]]:
        """Part, then join, as the decisions say; the entities each of them is on afterwards."""
        known = {decision.id: decision for decision in decisions}
        self._allies = allied(decisions)
        different = {d.id: ends for d in decisions if d.kind == "different" and (ends := self._parted(d))}
        same = {d.id: ends for d in decisions if d.kind == "same" and (ends := self._ends(d))}
        self._roots, lost = joined(known, same, different)
        self.unapplied |= lost
        different = {key: ends for key, ends in different.items() if key not in lost}
        self._join(self._roots)
        self.apart = {frozenset(map(self._now, ends)) for ends in different.values()}
        return {key: tuple(dict.fromkeys(map(self._now, ends))) for key, ends in (same | different).items()}

    def _now(self, key: str) -> str:
        """The entity that one of before is now."""
        return self._stands_for.get(self._roots.get(key, key), key)

    def _ends(self, decision: Decision) -> tuple[str, str] | None:
        found = [self.find(target) for target in decision.on]
        if None in found:
            missing = decision.on[found.index(None)]
            self.unapplied[decision.id] = GONE.format(missing.line())
            return None
        return found[0] or "", found[1] or ""

    def _parted(self, decision: Decision) -> tuple[str, str] | None:
        """The ends of a "different", made two where they are one."""
        ends = self._ends(decision)
        if ends is None or ends[0] != ends[1]:
            return ends
        a, b = decision.on
        whole = ends[0]
        first, second = sides(decision, self._allies)
        others = [key for key in self._groups[whole] if self._is_rather(key, second, first)]
        rest = [key for key in self._groups[whole] if key not in set(others)]
        if not others or not rest:
            self.unapplied[decision.id] = TOLD_APART.format(a.line(), b.line())
            return None
        if b.id == whole != a.id:  # the identifier stays with the one that had it
            a, b, rest, others = b, a, others, rest
        fresh = b.id if b.id not in self.entities else identifier("entity", decision.id, b.id)
        before = self.entities[whole]
        self._put(whole, rest, before.canonical, before)
        self._put(fresh, others, None, before)
        return (whole, fresh) if decision.on[0] is a else (fresh, whole)

    def _is_rather(self, key: Key, one: Sequence[Target], other: Sequence[Target]) -> bool:
        likest = [max(likeness(self._locals[key], target) for target in side) for side in (one, other)]
        return likest[0] > likest[1]

    def _join(self, roots: Mapping[str, str]) -> None:
        groups: dict[str, list[Entity]] = {}
        for key, root in roots.items():
            groups.setdefault(root, []).append(self.entities[key])
        for root in sorted(groups):
            first, *others = sorted(groups[root], key=_fullest)
            keys = [key for entity in (first, *others) for key in self._groups.get(entity.id, ())]
            for entity in others:
                del self.entities[entity.id]
                self._groups.pop(entity.id, None)
            state = next((entity.state for entity in (first, *others) if entity.state), None)
            self._put(first.id, keys, first.canonical, replace(first, state=state))
            self._stands_for[root] = first.id

    def _put(self, key: str, keys: Sequence[Key], canonical: str | None, before: Entity) -> None:
        """An entity made of these local names."""
        keys = sorted(keys)
        group = [self._locals[each] for each in keys]
        named = [local for local in group if local.forms] or group
        states = sorted({local.state for local in named if local.state})
        keeps = canonical is not None or before.state in states or not states
        self.entities[key] = replace(
            before,
            id=key,
            name=before.name if canonical else best_form(named),
            names=all_forms(group),
            state=before.state if keeps else states[0],
            articles=tuple(sorted({local.article for local in named})),
            canonical=canonical,
        )
        self._groups[key] = list(keys)
        self._owner.update(dict.fromkeys(keys, key))

    def remove(self, key: str) -> None:
        """Take an entity out: no row names it any more."""
        del self.entities[key]
        for each in self._groups.pop(key, ()):
            del self._owner[each]

    def cast(self) -> Cast:
        """The cast as it is now."""
        return replace(
            self._cast,
            entities={key: self.entities[key] for key in sorted(self.entities)},
            local=self._owner,
            review=tuple(self._still_doubtful()),
        )

    def _still_doubtful(self) -> Iterable[Review]:
        """Doubts that no decision has settled, by the entities as they are now."""
        found: set[Review] = set()
        for kind, one, other, score, why in self._cast.review:
            a, b = sorted((self._now(one), self._now(other)))
            if a != b and {a, b} <= self.entities.keys() and frozenset((a, b)) not in self.apart:
                found.add((kind, a, b, score, why))
        return sorted(found)


def _fullest(entity: Entity) -> tuple[bool, int, str]:
    """What of several entities that are one gives the identifier: a known identity, then the fullest name."""
    return entity.canonical is None, -max(len(words(name)) for name in (entity.name, *entity.names)), entity.id
