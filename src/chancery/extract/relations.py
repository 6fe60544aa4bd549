"""Standing relations: partnership levels, diplomatic relations, membership."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from chancery.extract.anchors import Anchor
from chancery.extract.context import Context
from chancery.extract.entities import Registry
from chancery.extract.lines import Sentence
from chancery.extract.nounphrases import Actors
from chancery.extract.times import resolve
from chancery.lang import Pack
from chancery.model.findings import LocalEvent, LocalRelation, Passage, Reason
from chancery.text.patterns import Found, PatternSet, longest
from chancery.text.units import Unit

_SINCE_REACH = 5
_BRACKET = 4
_NOW, _ANNIVERSARY = 1, 10
"""How near a year is to the article's to be that of an anniversary, and the least years of one."""


class RelationFinder:
    """The relation words of one pack."""

    def __init__(self, pack: Pack) -> None:
        spec = pack.relations
        self._levels = PatternSet(
            [(pack.phrase(p), level) for level, phrases in spec.partnership.items() for p in phrases]
        )
        self._diplomatic = PatternSet([(pack.phrase(p), "diplomatic-relations") for p in spec.diplomatic])
        self._members = PatternSet([(pack.phrase(p), "member-of") for p in spec.member])
        self._unless = PatternSet([(pack.phrase(p), "") for p in spec.unless])
        self._lists = frozenset(pack.grammar.lists)
        self._founding = frozenset(pack.lists.get("founding", ()))
        self._since_words = frozenset(pack.lists.get("since", ()))

    def find(
        self, sentences: list[Sentence], events: Sequence[LocalEvent], context: Context
    ) -> tuple[LocalRelation, ...]:
        """Each relation once, with every passage that states it."""
        registry, main, anchor = context.registry, context.main, context.anchor
        drafts: dict[tuple[str, str | None, frozenset[str]], LocalRelation] = {}
        for sentence in sentences:
            for relation in self._in_sentence(sentence, registry, main, anchor):
                _add(drafts, relation)
        for event in events:
            for relation in _from_event(event, drafts, registry):
                _add(drafts, relation)
        return tuple(relation for relation in drafts.values() if not _is_outdone(relation, drafts.values()))

    def _in_sentence(
        self, sentence: Sentence, registry: Registry, main: Sequence[str], anchor: Anchor
    ) -> list[LocalRelation]:
        if self._unless.find(sentence.line):
            return []
        made = []
        for found in longest(self._levels.find(sentence.line)):
            between = _pair(sentence, found, registry, main)
            if between is not None:
                since = self._partners_since(sentence, found, anchor)
                made.append(replace(_relation("partnership", found.value, between, sentence, found), since=since))
        for found in longest(self._diplomatic.find(sentence.line)):
            if found.role("body"):
                made.extend(self._each_with(sentence, found, registry))
                continue
            between = _pair(sentence, found, registry, main)
            if between is not None:
                since = self._since(sentence, found, anchor)
                made.append(replace(_relation("diplomatic-relations", None, between, sentence, found), since=since))
        for found in self._members.find(sentence.line):
            body_at = found.role("body")
            body = _key(sentence.line.units[body_at[0]], registry) if body_at else None
            for at in found.roles.get("member", ()):
                member = _key(sentence.line.units[at[0]], registry)
                if member and body:
                    since = self._joined(sentence, found, anchor)
                    made.append(replace(_relation("member-of", None, (member, body), sentence, found), since=since))
        return made

    def _each_with(self, sentence: Sentence, found: Found[str], registry: Registry) -> Iterator[LocalRelation]:
        """One relation for each of the states listed as having ties: "only X and Y have diplomatic ties with Z"."""
        units = sentence.line.units
        (at, _), (other, _) = found.roles["member"][0], found.roles["body"][0]
        while True:
            one, body = _key(units[at], registry), _key(units[other], registry)
            if one and body and one != body:
                yield _relation("diplomatic-relations", None, (one, body), sentence, found)
            if at < 2 or units[at - 1].sign not in self._lists or units[at - 2].kind not in {"state", "metonym"}:
                return
            at -= 2

    def _since(self, sentence: Sentence, found: Found[str], anchor: Anchor) -> str | None:
        """The date right after the words; of "the 50th anniversary in 2026" the year it counts from."""
        for unit in sentence.line.units[found.last : found.last + _SINCE_REACH]:
            since = _beginning(unit, anchor)
            if since is not None:
                years = self._years_before(sentence.line.units, found)
                now = anchor.year or anchor.latest
                counts = bool(years and now and abs(int(since[:4]) - now) <= _NOW and unit.value.reads == "date")
                return str(int(since[:4]) - years) if counts else since
        return None

    def _years_before(self, units: Sequence[Unit], found: Found[str]) -> int:
        """The number of an anniversary that stands before the words or in them."""
        for unit in reversed(units[max(found.first - _SINCE_REACH, 0) : found.last]):
            if unit.kind == "quantity" and unit.value.unit is None and unit.value.value >= _ANNIVERSARY:
                return int(unit.value.value)
        return 0

    def _joined(self, sentence: Sentence, found: Found[str], anchor: Anchor) -> str | None:
        """The date of joining, where the words tell of joining and the date stands right beside them."""
        units = sentence.line.units
        if not any(unit.sign in self._founding for unit in units[found.first : found.last]):
            return None
        near = (*units[found.last : found.last + 2], *units[max(found.first - 2, 0) : found.first])
        dates = [resolve(unit.value, anchor) for unit in near if unit.kind == "time" and unit.value.reads != "goal"]
        return next((iso for iso in dates if iso and "/" not in iso), None)

    def _partners_since(self, sentence: Sentence, found: Found[str], anchor: Anchor) -> str | None:
        """The date in a bracket right behind a partnership, or behind it where its founding is told."""
        units = sentence.line.units
        behind = units[found.last : found.last + _BRACKET]
        founded = any(unit.sign in self._founding for unit in units[max(found.first - _SINCE_REACH, 0) : found.first])
        if behind and (behind[0].sign in {"(", *self._since_words} or founded):
            return next((iso for iso in (_beginning(unit, anchor) for unit in behind) if iso), None)
        return None


def _beginning(unit: Unit, anchor: Anchor) -> str | None:
    """The date of a unit that names its year; of an interval its first day."""
    if unit.kind != "time" or unit.value.year is None or unit.value.reads == "goal":
        return None
    iso = resolve(unit.value, anchor)
    return iso.partition("/")[0] if iso else None


def _relation(
    kind: str, level: str | None, between: tuple[str, ...], sentence: Sentence, found: Found[str]
) -> LocalRelation:
    units = sentence.line.units
    return LocalRelation(
        kind=kind,
        level=level,
        between=between,
        since=None,
        passages=(Passage(start=sentence.start, end=sentence.end, rule=f"relation: {level or kind}"),),
        reasons=(
            Reason(
                role="relation",
                start=units[found.first].start,
                end=units[found.last - 1].end,
                value=level or kind,
                rule="relation words",
            ),
        ),
    )


def _key(unit: Unit, registry: Registry) -> str | None:
    if isinstance(unit.value, Actors):
        return unit.value.keys[0]
    return registry.state(unit.value[0].id) if unit.kind in {"adjective", "people"} else None


def _pair(sentence: Sentence, found: Found[str], registry: Registry, main: Sequence[str]) -> tuple[str, str] | None:
    """The two states a partnership is between: those nearest in the sentence, else the article's main pair."""
    units = sentence.line.units
    near: list[tuple[int, str]] = []
    for index, unit in enumerate(units):
        keys: tuple[str, ...] = ()
        if isinstance(unit.value, Actors):
            keys = unit.value.keys
        elif unit.kind in {"adjective", "people"}:
            keys = (registry.state(unit.value[0].id),)
        for key in keys:
            code = registry.state_of(key)
            if code:
                near.append((abs(index - found.first), registry.state(code)))
    states = list(dict.fromkeys(key for _, key in sorted(near)))
    wanted = [registry.state(code) for code in main[:2]]
    if len(states) == 2:
        return states[0], states[1]
    if len(wanted) == 2 and (not states or set(states) & set(wanted)):
        return wanted[0], wanted[1]
    return None


def _is_outdone(relation: LocalRelation, relations: Collection[LocalRelation]) -> bool:
    """Is it mere traditional friendship of two states that are partners of a higher level?"""
    return relation.level == "traditional" and any(
        other.kind == relation.kind
        and other.level != relation.level
        and frozenset(other.between) == frozenset(relation.between)
        for other in relations
    )


def _from_event(
    event: LocalEvent, drafts: dict[tuple[str, str | None, frozenset[str]], LocalRelation], registry: Registry
) -> list[LocalRelation]:
    """Establishing relations starts them; an upgrade dates the partnership it leads to."""
    codes = [registry.state_of(key) for key in (*event.sources, *event.targets)]
    sides = tuple(dict.fromkeys(registry.state(code) for code in codes if code))
    if not sides or event.status not in {"occurred", "ongoing"} or event.date is None:
        return []
    if event.mode == "establish-relations":
        known = drafts.get(("diplomatic-relations", None, frozenset(sides)))
        return [replace(known, since=known.since or event.date)] if known is not None else []
    if event.mode == "upgrade-relations":
        for (kind, level, between), relation in drafts.items():
            starts = {(p.start, p.end) for p in event.passages}
            if (
                kind == "partnership"
                and level != "traditional"
                and between >= frozenset(sides)
                and any((p.start, p.end) in starts for p in relation.passages)
            ):
                return [
                    LocalRelation(
                        kind=kind,
                        level=level,
                        between=relation.between,
                        since=event.date,
                        passages=(),
                        reasons=event.reasons,
                    )
                ]
    return []


def _add(drafts: dict[tuple[str, str | None, frozenset[str]], LocalRelation], new: LocalRelation) -> None:
    key = (new.kind, new.level, frozenset(new.between))
    old = drafts.get(key)
    if old is None:
        drafts[key] = new
        return
    passages = old.passages + tuple(p for p in new.passages if p not in old.passages)
    drafts[key] = LocalRelation(
        kind=old.kind,
        level=old.level,
        between=old.between,
        since=old.since or new.since,
        passages=passages,
        reasons=old.reasons,
    )
