"""Acts in one sentence: frames whose triggers stand in it, their roles, status and date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import cast

from chancery.extract.casting import (
    apart,
    captured,
    completed,
    inner_agent,
    one_by_one,
    sides,
    state_of_place,
)
from chancery.extract.collectives import with_collectives
from chancery.extract.context import Context
from chancery.extract.entities import Registry
from chancery.extract.lines import Sentence
from chancery.extract.roles import Filler, find, weights
from chancery.extract.setting import Setting, is_agent, setting, together, word_lists
from chancery.extract.status import Judged, StatusJudge
from chancery.extract.whenwhere import Dated, date_of, dates_in, is_of_no_day, is_precise, place_of
from chancery.lang import Pack
from chancery.lang.inflection import GERUND, PARTICIPLE, PASSIVE
from chancery.lang.schema import Frame
from chancery.model.findings import Status
from chancery.ontology.acts import is_symmetric
from chancery.text import regex
from chancery.text.patterns import Found, PatternSet
from chancery.text.units import Line, Unit

_VERBAL = frozenset({"SUPPORT", "ACCUSE", "REJECT", "REQUEST", "THREATEN"})
_MEETINGS = frozenset({"CONSULT/meeting"})
_LEMMA = regex.compile(r"~([^\s()|?]+)")
_STATE_KINDS = frozenset({"adjective", "people"})
_DENIALS = frozenset({"REJECT", "SANCTION", "CONCEDE", "THREATEN"})
_FORBIDDEN_REACH = 8
"""How many units may lie between a trigger and a phrase that forbids it."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A phrase of a frame: as a verb or as a noun."""

    frame: str
    noun: bool


@dataclass(slots=True)
class Act:
    """One reading of one trigger in one sentence."""

    sentence: Sentence
    frame: str
    spec: Frame
    noun: bool
    first: int
    last: int
    source: Filler | None
    target: Filler | None
    judged: Judged
    place: str | None
    date: str | None = None
    date_unit: int | None = None
    weight: float = 0.0
    long_ago: bool = False  # told with a word such as "once" or "recently", or as what came before another act
    short: bool = False  # of a role that its frame needs


class ActFinder:
    """The frames of one pack, compiled."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.frames = pack.frames
        triggers = []
        unless = []
        self._participles: set[str] = set()
        self._passives: set[str] = set()
        self._gerunds: set[str] = set()
        self._bases: set[str] = set()
        self._joins = frozenset(pack.grammar.lists)
        self._lists = word_lists(pack)
        self._moods: dict[str, Status | None] = {}
        for name, frame in pack.frames.items():
            for noun, phrases in ((False, frame.verb), (True, frame.noun)):
                triggers += [(pack.phrase(phrase), Trigger(name, noun)) for phrase in phrases]
            unless += [(pack.phrase(phrase), name) for phrase in frame.unless]
            for phrase in frame.verb:
                self._note_participles(phrase)
        self._triggers = PatternSet(triggers)
        self._unless = PatternSet(unless)
        self._speech = PatternSet([(pack.phrase(p), s) for s, phrases in pack.speech.verbs.items() for p in phrases])
        self._status = StatusJudge(pack)
        self._undated = PatternSet([(pack.phrase(p), "") for p in pack.lists.get("undated", ())])
        self._passive = frozenset(pack.verbs.passive)
        self._adverbs = frozenset(pack.lists.get("adverbs", ()))

    def _note_participles(self, phrase: str) -> None:
        for lemma in _LEMMA.findall(phrase):
            self._bases.add(lemma)
            for form, tags in self.pack.inflected(lemma).forms.items():
                if PARTICIPLE in tags or PASSIVE in tags:
                    self._participles.add(form)
                if GERUND in tags:
                    self._gerunds.add(form)
                if PASSIVE in tags:
                    self._passives.add(form)
                moods = {self.pack.verbs.moods.get(tag) for tag in tags}
                self._moods[form] = cast("Status | None", moods.pop()) if len(moods) == 1 else None

    def setting(self, sentence: Sentence, registry: Registry) -> tuple[Setting, list[Found[Trigger]]]:
        """The sentence ready for role search, and the act triggers in it (longest first where they overlap)."""
        known: tuple[Setting, list[Found[Trigger]]] | None = sentence.line.found.get(self)
        if known is None:
            known = sentence.line.found[self] = self._set(sentence.line, registry)
        return known

    def _set(self, line: Line, registry: Registry) -> tuple[Setting, list[Found[Trigger]]]:
        forbidden = self._unless.find(line)
        hits = [found for found in self._triggers.find(line) if not any(_forbids(no, found) for no in forbidden)]
        kept: list[Found[Trigger]] = []
        for found in sorted(hits, key=lambda f: (f.first - f.last, f.first, -len(f.roles))):
            core = core_range(found)
            if not any(core[0] < other[1] and other[0] < core[1] for other in map(core_range, kept)):
                kept.append(found)
        kept.sort(key=lambda f: f.first)
        heads = {core_range(found)[0] for found in kept if not found.value.noun}
        heads |= {found.first for found in self._speech.find(line)}
        nouns = {core_range(found)[0] for found in kept if found.value.noun}
        gerunds = frozenset(at for at in heads if line.units[at].sign in self._gerunds)
        scene = setting(line.units, frozenset(heads), self.pack, self._lists, registry)
        return replace(scene, nouns=frozenset(nouns), gerunds=gerunds), kept

    def is_told(self, line: Line, found: Found[str], since: int = 0) -> bool:
        """Has what a phrase says been said, and is neither planned nor only thought of in units[since:]?"""
        cues = self._status.cues(line, since)
        judged = self._status.judge(line, cues, found.first, found.last, noun=False)
        ahead = judged.status in {None, "planned"} and judged.first is not None and judged.first < found.first
        return not ahead

    def find(self, sentence: Sentence, context: Context) -> list[Act]:
        """Every act of a sentence that has a role filled; `short` where its frame needs more."""
        scene, hits = self.setting(sentence, context.registry)
        if not hits:
            return []
        scene = with_collectives(scene)
        cues = self._status.cues(sentence.line)
        dated = dates_in(sentence, context.anchor)
        vague = [(found.first, found.last) for found in self._undated.find(sentence.line)]
        acts: list[Act] = []
        for found in hits:
            first, last = core_range(found)
            noun = found.value.noun
            judged = self._status.judge(sentence.line, cues, first, last, noun=noun, others=scene.nouns)
            if judged.status is None:
                continue
            if self.frames[found.value.frame].when == "never" and judged.status != "denied":
                judged = Judged("occurred", None, None, "narrative")  # the cues beside it are of something else
            if self._is_denial(found, judged) or self._is_its_own(found, judged):
                judged = Judged("occurred", None, None, "narrative")
            if judged.first is None and self.frames[found.value.frame].status is None:
                judged = self._by_mood(sentence.line.units, first, last) or judged
            others = [core_range(other)[0] for other in hits if other is not found]
            frame = self.frames[found.value.frame]
            verbal = frame.act.partition("/")[0] in _VERBAL
            near = date_of(scene, dated, (first, last), others, judged, verbal=verbal)
            for found_act in self._cast(sentence, scene, found, judged, context.main):
                act = self._going_on(found_act, acts, sentence.line.units)
                subject = act.source.unit if act.source else None
                act.long_ago = is_of_no_day(scene, vague, (first, last), subject, noun=act.noun)
                if near and frame.when != "never":
                    act.date_unit = near.unit
                    act.date = (near.coming if act.judged.status == "planned" else None) or near.iso
                acts.append(act)
        return list(_finished(acts, dated, sentence.line.units))

    def _cast(
        self, sentence: Sentence, scene: Setting, found: Found[Trigger], judged: Judged, main: Sequence[str]
    ) -> Iterator[Act]:
        """The act with its roles filled; one act for each leader met."""
        frame = self.frames[found.value.frame]
        source, target = self._roles(scene, found, frame, main)
        if source is None and target is None and not frame.borrow and "place-state" not in frame.source:
            return
        first, last = core_range(found)
        preferred = {"target": target, "source": source}.get(frame.place)
        place = place_of(scene, first, preferred, precise=is_precise(frame.act))
        if source is None and "place-state" in frame.source:
            source = state_of_place(scene, place, first)
        apart_from_each_other = frame.act in _MEETINGS and source is not None and len(source.actors.keys) == 1
        for one in one_by_one(scene, target) if apart_from_each_other else [target]:
            yield Act(
                sentence=sentence, frame=found.value.frame, spec=frame, noun=found.value.noun, first=first, last=last,
                source=source, target=one, judged=judged, place=place,
            )  # fmt: skip

    def _is_its_own(self, found: Found[Trigger], judged: Judged) -> bool:
        """Does the cue stand in the trigger of a frame whose status is fixed ("would retaliate" is a threat made)?"""
        fixed = self.frames[found.value.frame].status is not None
        return fixed and judged.first is not None and found.first <= judged.first < found.last

    def _is_denial(self, found: Found[Trigger], judged: Judged) -> bool:
        """Is what denies or plans an act the act itself: "bác bỏ cáo buộc", "hủy thỏa thuận", "sẽ đáp trả"?"""
        inside = judged.first is not None and found.first <= judged.first < found.last
        return inside and self.frames[found.value.frame].act.partition("/")[0] in _DENIALS

    def _going_on(self, act: Act, told: Sequence[Act], units: Sequence[Unit]) -> Act:
        """A verb that goes on with the subject and the mood of the one before: "will meet the king and visit"."""
        if act.noun or act.judged.first is not None or act.source is None or not told:
            return act
        before = told[-1]
        if before.source is None or before.noun or before.source.unit != act.source.unit or before.last > act.first:
            return act
        between = {unit.sign for unit in units[before.last : act.first]}
        bare = not self._bases or units[act.first].sign in self._bases
        if bare and before.judged.status == "planned" and between & self._joins and not between & {";", ":", "."}:
            act.judged = replace(before.judged, rule=f"going on: {before.judged.rule}")
        return act

    def _by_mood(self, units: Sequence[Unit], first: int, last: int) -> Judged | None:
        """An act told in a form that puts it ahead ("посетит") or in the making ("is visiting") is not told as done."""
        at = next((index for index in range(first, last) if units[index].sign in self._moods), None)
        status = self._moods[units[at].sign] if at is not None else None
        if status:
            return Judged(status, at, first + 1 if at is None else at + 1, f"form: {status}")
        before = first - 1
        while before > 0 and units[before].sign in self._adverbs:
            before -= 1
        if units[first].sign in self._gerunds and before >= 0 and units[before].sign in self.pack.verbs.progressive:
            return Judged("ongoing", before, first + 1, "form: progressive")
        return None

    def _roles(
        self, scene: Setting, found: Found[Trigger], frame: Frame, main: Sequence[str]
    ) -> tuple[Filler | None, Filler | None]:
        first, last = core_range(found)
        fillers: dict[str, Filler | None] = {}
        free = _without_captured(scene, found)
        passive = not found.value.noun and self._is_passive(scene, first, last)
        for role in ("source", "target"):
            allowed = frozenset(frame.kinds.get(role, ()))
            held = found.role(role)
            fillers[role] = captured(scene, held[0]) if held else None
            if fillers[role] is not None:
                continue
            cues = getattr(frame, role)
            fillers[role] = find(free, self._cues(cues, passive=passive), first, last, allowed)
            if fillers[role] is None and passive and "subject" in cues:
                fillers[role] = inner_agent(scene, first, self._passive, allowed)
        source, target = fillers["source"], fillers["target"]
        symmetric = frame.both or (is_symmetric(frame.act.partition("/")[0]) and frame.act != "CONSULT/visit")
        if (
            symmetric
            and source is not None
            and len(source.actors.keys) > 1
            and scene.units[source.unit].kind == "group"
        ):
            target = None  # "the two sides" are both sides already
        if symmetric and source and target and set(source.actors.keys) == set(target.actors.keys):
            target = None  # both cues propose the same list: "talks between Armenia and Azerbaijan"
        if symmetric:
            source, target = sides(source, target)
        source, target = apart(source, target)
        return completed(scene, frame, (source, target), main, (first, last))

    def _cues(self, cues: Sequence[str], *, passive: bool) -> list[str]:
        """In the passive the subject is the target and the agent follows its preposition."""
        if not passive:
            return list(cues)
        turned: list[str] = []
        for cue in cues:
            if cue == "subject":
                turned.extend(self.pack.verbs.agent)
            elif cue == "object":
                turned.append("subject")
            else:
                turned.append(cue)
        return turned

    def _is_passive(self, scene: Setting, first: int, last: int) -> bool:
        units = scene.units
        told = next((units[index].sign for index in range(first, last) if units[index].sign in self._moods), None)
        if told in self._passives or self._passive_within(scene, first, last):
            return True
        if not self._participles:
            return units[first].sign in self._passive or self._marked_passive(scene, first)
        if units[first].sign not in self._participles:
            return False
        by_agent = last == first + 1 and last < len(units) and units[last].sign in self.pack.verbs.agent
        acts_after = any(place in scene.actors for place in range(last + 1, last + 6))
        return (by_agent and acts_after) or self._marked_passive(scene, first)

    def _passive_within(self, scene: Setting, first: int, last: int) -> bool:
        """Does the trigger itself hold a passive ("were signed", "has been lodged")?"""
        signs = [unit.sign for unit in scene.units[first:last] if unit.sign not in self._adverbs]
        return any(one in self._passive and other in self._participles for one, other in pairwise(signs))

    def _marked_passive(self, scene: Setting, first: int) -> bool:
        """Does a passive word stand before the verb, adverbs, times and actors apart?"""
        for place in range(first - 1, max(first - 4, -1), -1):
            sign = scene.units[place].sign
            if sign in self._passive or (place in scene.actors and is_agent(scene, place, self._passive)):
                return True
            timed = "time" in {scene.units[place].kind, scene.units[place + 1].kind}  # "was on Friday elected"
            between = sign in self._adverbs or timed or place in scene.actors
            if not between:
                return False
        return False


def _without_captured(scene: Setting, found: Found[Trigger]) -> Setting:
    """The setting for roles that the phrase does not name: whom it names for one role is not sought for another."""
    taken = {at for spans in found.roles.values() for span in spans for at in range(*span) if at in scene.actors}
    taken |= {member for at in taken for member in together(scene, at)}
    return replace(scene, actors={at: who for at, who in scene.actors.items() if at not in taken}) if taken else scene


def _forbids(no: Found[str], found: Found[Trigger]) -> bool:
    """Does a phrase that a frame must not stand with stand near its trigger?"""
    apart = max(no.first - found.last, found.first - no.last)
    return no.value == found.value.frame and apart < _FORBIDDEN_REACH


def core_range(found: Found[Trigger]) -> tuple[int, int]:
    """The trigger's own words: the hit without roles captured at its edges."""
    edges = {at for spans in found.roles.values() for span in spans for at in range(*span)}
    first, last = found.first, found.last
    while first < last - 1 and first in edges:
        first += 1
    while last - 1 > first and last - 1 in edges:
        last -= 1
    return first, last


def _finished(acts: list[Act], dated: list[Dated], units: Sequence[Unit]) -> Iterator[Act]:
    """The acts of a sentence that have what their frames need, roles borrowed and dates told apart."""
    for act in acts:
        for role, lenders in act.spec.borrow.items():
            if getattr(act, role) is None:
                setattr(act, role, _borrowed(act, lenders, acts))
        act.short = not _enough(act)
        told = act.source is not None or act.target is not None
        if not act.short or (told and not act.spec.strict):
            act.weight = _weight(act)
            yield from _repeated(act, dated, units) if act.spec.repeat else [act]


def _borrowed(act: Act, lenders: Sequence[str], acts: list[Act]) -> Filler | None:
    """Who fills a role of another act of the sentence: whoever visits is whom the invitation was for."""
    for lender in lenders:
        what, _, role = lender.partition(" ")
        for other in acts:
            filler: Filler | None = getattr(other, role) if other.spec.act == what and other is not act else None
            mine = {key for side in (act.source, act.target) if side for key in side.actors.keys}
            if filler is not None and not mine & set(filler.actors.keys):
                return replace(filler, cue=f"{role} of {what}", weight=0.0)
    return None


def _enough(act: Act) -> bool:
    """Are the roles there that the frame needs?"""
    filled = {"source": act.source is not None, "target": act.target is not None, "date": act.date is not None}
    filled["any"] = filled["source"] or filled["target"]
    filled["two"] = filled["source"] and filled["target"]
    return all(filled[need] for need in act.spec.needs)


def _weight(act: Act) -> float:
    w = weights()
    total = w["bias"] + (w["act-noun"] if act.noun else w["act-verb"])
    for filler in (act.source, act.target):
        total += 0.6 * filler.weight if filler is not None else w["role-missing"]
    return total + (0.4 if act.date else 0.0)


def _repeated(act: Act, dated: list[Dated], units: Sequence[Unit]) -> list[Act]:
    """One act for every date of the list its date stands in."""
    if act.date_unit is None:
        return [act]
    at = [d.unit for d in dated]
    here = at.index(act.date_unit)
    low = high = here
    while low > 0 and at[low] - at[low - 1] <= 2:
        low -= 1
    while high + 1 < len(at) and at[high + 1] - at[high] <= 2:
        high += 1
    return [replace(act, date=d.iso, date_unit=d.unit) for d in dated[low : high + 1]]
