"""Happenings with decisions applied: events that are one, and events that are two."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from chancery.link.entities import Entities
from chancery.link.evidence import Articles
from chancery.link.joined import allied, joined, sides
from chancery.link.located import FactFinder, overlap
from chancery.link.recast import GONE, TOLD_APART
from chancery.link.tellings import Happening, Telling
from chancery.model.decision import Decision, Target
from chancery.model.record import Event

Rows = Callable[[Sequence[Happening]], Sequence[tuple[Happening, Event]]]
Place = tuple[str, int]
"""The first article that tells a happening, and where."""


class Retold:
    """Happenings being changed. `unapplied` says of decisions why they do not apply; `ends` what the others are on."""

    def __init__(self, happenings: Sequence[Happening], articles: Articles, entities: Entities, rows: Rows) -> None:
        self.unapplied: dict[str, str] = {}
        self.ends: dict[str, tuple[Place, ...]] = {}
        self._articles = articles
        self._entities = entities
        self._rows = rows
        self._targets: list[Target] = []
        self._allies: Mapping[str, tuple[Target, ...]] = {}
        self._finder: FactFinder | None = None
        self._place: dict[str, Place] = {}
        self._happenings = {happening.key: happening for happening in happenings}

    def regroup(self, decisions: Sequence[Decision]) -> list[Happening]:
        """Part, then join, as the decisions say."""
        known = {decision.id: decision for decision in decisions}
        self._targets = [target for decision in decisions for target in decision.on]
        self._allies = allied(decisions)
        different = {d.id: found for d in decisions if d.kind == "different" and (found := self._parted(d))}
        same = {d.id: found for d in decisions if d.kind == "same" and (found := self._found(d))}
        names = {str(place): place for several in (*different.values(), *same.values()) for place in several}
        roots, lost = joined(known, _by_name(same), _by_name(different))
        self.unapplied |= lost
        different = {key: ends for key, ends in different.items() if key not in lost}
        for key, root in sorted(roots.items()):
            if key != root:
                self._join(names[root], names[key])
        now = {key: names[root] for key, root in roots.items()}
        self.ends = {
            key: tuple(dict.fromkeys(self._happenings[now.get(str(p), p)].key for p in places))
            for key, places in (same | different).items()
        }
        return sorted(self._happenings.values(), key=lambda happening: happening.key)

    def _found(self, decision: Decision) -> tuple[Place, Place] | None:
        """The happenings that a decision is on."""
        if self._finder is None:
            made = self._rows(list(self._happenings.values()))
            self._place = {event.id: happening.key for happening, event in made}
            self._finder = FactFinder(self._targets, [event for _, event in made], self._entities)
        found = [self._finder.find(target) for target in decision.on]
        if None in found:
            self.unapplied[decision.id] = GONE.format(decision.on[found.index(None)].line())
            return None
        one, other = (self._place[fact.id] for fact in found if fact is not None)
        return one, other

    def _parted(self, decision: Decision) -> tuple[Place, Place] | None:
        """The ends of a "different", made two where they are one."""
        ends = self._found(decision)
        if ends is None or ends[0] != ends[1]:
            return ends
        a, b = decision.on
        told = self._happenings[ends[0]].tellings
        first, second = sides(decision, self._allies)
        is_other = [self._likeness(each, second) > self._likeness(each, first) for each in told]
        others = [each for each, rather in zip(told, is_other, strict=True) if rather]
        rest = [each for each, rather in zip(told, is_other, strict=True) if not rather]
        if not others or not rest:
            self.unapplied[decision.id] = TOLD_APART.format(a.line(), b.line())
            return None
        del self._happenings[ends[0]]
        self._finder = None
        return self._put(rest), self._put(others)

    def _likeness(self, telling: Telling, side: Sequence[Target]) -> int:
        """How much a telling looks like the likest of these: its words, its article, its date."""
        text = self._articles[telling.article].text
        quotes = [(telling.article, text[p.start : p.end]) for p in telling.event.passages]
        return max(
            4 * overlap(target, quotes)
            + 2 * any(sight.article == telling.article for sight in target.seen)
            + (telling.event.date == target.date)
            for target in side
        )

    def _put(self, tellings: Iterable[Telling]) -> Place:
        made = Happening([])
        for telling in tellings:
            made.add(telling)
        self._happenings[made.key] = made
        return made.key

    def _join(self, one: Place, other: Place) -> None:
        """Add to the first of two happenings what tells the second."""
        for telling in self._happenings.pop(other).tellings:
            self._happenings[one].add(telling)


def _by_name(ends: Mapping[str, tuple[Place, Place]]) -> dict[str, tuple[str, str]]:
    return {key: (str(one), str(other)) for key, (one, other) in ends.items()}
