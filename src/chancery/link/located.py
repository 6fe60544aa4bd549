"""Which row of a linking is the one a decision was taken on, though its identifier may have changed.

What was seen counts first: the same words in the same articles. The identifier decides between rows that were seen
alike, and is enough where none of those articles is there any more; then what a row says, if only one row says it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from chancery.link.entities import Entities
from chancery.link.locals import Local
from chancery.link.names import words
from chancery.model.decision import MOST_SIGHTS, Sight, Target
from chancery.model.identifiers import identifier
from chancery.model.record import Event, Evidence, Figure, Office, Relation, Statement

Fact = Event | Statement | Figure | Relation | Office
Key = tuple[str, str]


class EntityFinder:
    """Finds entities by the names they bear in single articles. `owner` says whose a local name is, and may change."""

    def __init__(self, targets: Iterable[Target], locals_: Sequence[Local], owner: dict[Key, str]) -> None:
        wanted = {form for target in targets for form in _forms(target)}
        self._owner = owner
        self._bearing: dict[tuple[str, ...], list[Local]] = {form: [] for form in wanted}
        for local in locals_:
            for form in {words(form) for form in (*local.forms, local.name)} & wanted:
                self._bearing[form].append(local)

    def find(self, target: Target, entities: Entities) -> str | None:
        """The entity's identifier; None when there is none, or nothing tells it from others."""
        if target.canonical and (key := identifier("entity", target.canonical)) in entities:
            return key
        bearing = {(each.article, each.key): each for form in _forms(target) for each in self._bearing.get(form, ())}
        seen = {sight.article for sight in target.seen}
        votes = Counter(self._owner[key] for key in bearing if key[0] in seen and key in self._owner)
        if votes:
            return min(votes, key=lambda key: (-votes[key], key != target.id, key))
        if target.id in entities:
            return target.id
        found = {self._owner[key] for key in bearing if key in self._owner}
        fits = [key for key in found if _agrees(target, entities[key].type, entities[key].state)]
        return fits[0] if len(fits) == 1 else None


def likeness(local: Local, target: Target) -> int:
    """How much a local name looks like the target: seen in that article, borne by it, of its state."""
    forms = set(_forms(target))
    borne = len({words(form) for form in local.forms} & forms) + 2 * (words(local.name) in forms)
    exactly = not {local.name, *local.forms}.isdisjoint(target.names)  # marks tell To Lam from Tô Lâm
    seen = any(sight.article == local.article and words(sight.quote) in _named(local) for sight in target.seen)
    return 8 * seen + borne + 2 * exactly + (local.state is not None and local.state == target.state)


def _named(local: Local) -> set[tuple[str, ...]]:
    return {words(form) for form in (*local.forms, local.name)}


def _forms(target: Target) -> set[tuple[str, ...]]:
    return {words(form) for form in (target.names or (target.name,))}


def _agrees(target: Target, kind: str, state: str | None) -> bool:
    return kind == target.type and (state == target.state or None in {state, target.state})


class FactFinder:
    """Finds events, statements, figures, relations and offices by the words they rest on."""

    def __init__(self, targets: Sequence[Target], facts: Iterable[Fact], entities: Entities) -> None:
        articles = {sight.article for target in targets for sight in target.seen}
        kinds = {target.kind for target in targets}
        self._entities = entities
        self._facts: dict[str, Fact] = {}
        self._resting: dict[str, list[Fact]] = {}
        for fact in facts:
            if kind_of(fact) in kinds:
                self._facts[fact.id] = fact
                for article in {evidence.article for evidence in fact.evidence} & articles:
                    self._resting.setdefault(article, []).append(fact)

    def find(self, target: Target) -> Fact | None:
        """The row; None when there is none, or nothing tells it from others."""
        near = {f.id: f for s in target.seen for f in self._resting.get(s.article, ()) if kind_of(f) == target.kind}
        ranked = [(rank, fact) for fact in near.values() if (rank := self._rank(target, fact))]
        if ranked:
            best = max(rank for rank, _ in ranked)
            return min((fact for rank, fact in ranked if rank == best), key=lambda fact: fact.id)
        if (fact := self._facts.get(target.id)) is not None and kind_of(fact) == target.kind:
            return fact
        says = [fact for fact in self._facts.values() if self._says(target, fact)] if target.date else []
        return says[0] if len(says) == 1 else None

    def _rank(self, target: Target, fact: Fact) -> tuple[int, ...] | None:
        """Shared words first, then identity, act, who and when; None when the words or the act are others."""
        shared = overlap(target, ((e.article, e.quote) for e in fact.evidence))
        kind, mode, date, _ = says(fact)
        who = len(self._who(fact) & set(target.actors))
        if not shared or not (kind == target.type or who or fact.id == target.id):
            return None
        return kind == target.type, shared, fact.id == target.id, mode == target.mode, who, date == target.date

    def _says(self, target: Target, fact: Fact) -> bool:
        kind, mode, date, _ = says(fact)
        same = (kind_of(fact), kind, mode, date) == (target.kind, target.type, target.mode, target.date)
        return same and bool(target.actors) and self._who(fact) == set(target.actors)

    def _who(self, fact: Fact) -> set[str]:
        return {self._entities[key].name for key in says(fact)[3] if key in self._entities}


def overlap(target: Target, quotes: Iterable[tuple[str, str]]) -> int:
    """How many of the target's sightings are among these: the same words in the same article, or words around them."""
    told: dict[str, list[str]] = {}
    for article, quote in quotes:
        told.setdefault(article, []).append(quote)
    return sum(any(s.quote in q or q in s.quote for q in told.get(s.article, ())) for s in target.seen)


def kind_of(fact: Fact) -> str:
    """The kind of a fact, as a target has it."""
    return type(fact).__name__.lower()


def says(fact: Fact) -> tuple[str, str | None, str | None, tuple[str, ...]]:
    """What a fact is told by in a target: type, mode, date, and the entities it names."""
    match fact:
        case Event():
            return fact.type, fact.mode, fact.date, (*fact.sources, *fact.targets)
        case Statement():
            return fact.stance, None, fact.date, (fact.speaker, *fact.addressees)
        case Figure():
            return fact.measure, f"{fact.value:g} {fact.unit}", fact.period, fact.about
        case Relation():
            return fact.kind, fact.level, fact.since, fact.between
        case Office():
            return fact.title, None, fact.since, tuple(filter(None, (fact.person, fact.of, fact.to)))


def target_of_fact(fact: Fact, name: str, entities: Mapping[str, str], seen: Sequence[Evidence]) -> Target:
    """The target that a fact makes: `name` is the fact in words, `entities` are names by identifier."""
    kind, mode, date, actors = says(fact)
    return Target(
        id=fact.id,
        kind=kind_of(fact),  # type: ignore[arg-type] # the names of the types are the kinds
        name=name,
        type=kind,
        mode=mode,
        date=date,
        actors=tuple(dict.fromkeys(entities.get(key, key) for key in actors)),
        seen=tuple(Sight(article=e.article, quote=e.quote) for e in seen[:MOST_SIGHTS]),
    )
