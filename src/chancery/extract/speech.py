"""Statements: who is reported to have said what, with which stance. A claim stays a claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from chancery.extract.acts import ActFinder, Trigger, core_range
from chancery.extract.anchors import Anchor
from chancery.extract.collectives import with_collectives
from chancery.extract.entities import Registry
from chancery.extract.lines import Sentence
from chancery.extract.nounphrases import Actors
from chancery.extract.quotations import OPENING, Voice, follow, further
from chancery.extract.reference import FAR_PRONOUN, IT, PRONOUN, TWO_SIDES
from chancery.extract.roles import Filler, weights
from chancery.extract.setting import Setting
from chancery.extract.speakers import GOES_ON, first_subject, is_contrasted, is_nameless, is_outer, speaker_of
from chancery.lang import Pack
from chancery.model.findings import LocalStatement, Passage, Reason
from chancery.text.patterns import Found, PatternSet, longest
from chancery.text.units import Line, Unit

_CLAUSE_ENDS = frozenset(";")
_PROTESTS = frozenset({"criticise", "urge"})
_PROTEST_ACTS = frozenset({"PROTEST/note", "REQUEST/meeting", "SANCTION/expel"})
"""Words of protest that go with these acts belong to the act."""
_NOTHING = "nothing"
"""The stance under which a pack lists phrases that only look like speech."""
_SAY = "say"
"""The stance of neutral verbs: they affirm, unless what is said tells otherwise."""
_NEUTRAL = frozenset({"report", "affirm", _SAY})
_ADDRESSED = frozenset({"thank", "congratulate", "urge", "invite", "warn", "propose", _SAY})
"""What is said to whoever stands behind the verb."""
_GOES_ON = 4
"""For how many sentences "he added" goes on with whoever spoke last."""
_QUOTED = 2
"""How far from the last statement a quotation may go on."""
_SAME_SPEAKER = 2
"""For how many sentences "he" is whoever spoke last rather than somebody spoken of."""
_IF = 2
"""How far before its speaker a word may stand that makes a saying a mere thought: "if the two sides reject"."""
_HEAD = 3
"""How many words of an act's trigger are no speech of their own."""
_ISSUED = 3
"""For how many sentences "the statement said" means what the last speaker issued."""
_NO_SPEECH = frozenset({"CONSULT", "CONVENE", "APPOINT", "AGREE", "SANCTION", "COERCE", "MOBILIZE", "ASSAULT"})


@dataclass(frozen=True, slots=True)
class _Telling:
    """A reporting phrase with its speaker."""

    found: Found[str]
    by: Filler
    outer: bool = False  # it closes the sentence: all before is what is said

    @property
    def score(self) -> float:
        return self.by.weight - 0.02 * self.found.first


class SpeechFinder:
    """The reporting phrases of one pack."""

    def __init__(self, pack: Pack) -> None:
        spec = pack.speech
        self.pack = pack
        self._verbs = PatternSet([(pack.phrase(p), stance) for stance, phrases in spec.verbs.items() for p in phrases])
        self._according = PatternSet([(pack.phrase(p), "report") for p in spec.according])
        self._documents = PatternSet([(pack.phrase(p), _SAY) for p in spec.documents])
        self._contents = PatternSet(
            [(pack.phrase(p), stance) for stance, phrases in spec.contents.items() for p in phrases]
        )
        self._order = list(spec.contents)
        self._unless = PatternSet([(pack.phrase(p), "") for p in spec.unless])
        self._joins = frozenset(spec.joins)
        self._contrasts = frozenset(spec.contrasts)
        home = pack.manifest.home
        self._home = f"state:{home}" if home else None

    def find(
        self, sentences: list[Sentence], acts: ActFinder, registry: Registry, anchor: Anchor
    ) -> tuple[LocalStatement, ...]:
        """At most one statement a sentence, in order."""
        voice = Voice()
        statements: list[LocalStatement] = []
        headline = frozenset(unit.sign for s in sentences if s.kind == "title" for unit in s.line.units)
        for sentence in sentences:
            if sentence.kind != "body":
                continue
            quoted = follow(sentence, voice)
            if voice.announced:
                statements[-1] = _continued(statements[-1], sentence)
                voice.announced, voice.at = False, sentence.index
            elif not _repeats(sentence, headline):
                statements.extend(self._statements(sentence, quoted, acts, registry, anchor, voice))
        return (*statements, *self._quoted(voice.waiting, anchor, voice))

    def _statements(
        self,
        sentence: Sentence,
        quoted: frozenset[int],
        acts: ActFinder,
        registry: Registry,
        anchor: Anchor,
        voice: Voice,
    ) -> list[LocalStatement]:
        """The statements of a sentence, after those of quoted sentences before it whose speaker it names."""
        if self._unless.find(sentence.line):
            return []
        scene, triggers = acts.setting(sentence, registry)
        scene = with_collectives(scene)
        tellings = self._tellings(scene, quoted, sentence, acts, triggers, voice)
        at = first_subject(scene, len(scene.units))
        if at is not None and at not in quoted:
            voice.subject, voice.subject_at = scene.actors[at], sentence.index
        if not tellings:
            if 0 in quoted and voice.quoting:
                voice.waiting += [sentence, *further(sentence, quoted)]
                return []
            said = [sentence, *further(sentence, quoted)] if 0 in quoted else []
            return self._quoted([*voice.waiting, *said], anchor, voice)
        told = [self._made(sentence, telling, scene, anchor) for telling in tellings]
        if 0 in quoted or not voice.waiting:
            voice.speaker, voice.at = told[0].speaker, sentence.index
        before = self._quoted(voice.waiting, anchor, voice)
        voice.speaker, voice.at = told[0].speaker, sentence.index
        voice.spoke.update(statement.speaker for statement in told)
        voice.announced = sentence.line.units[-1].sign == ":"
        return [*before, *told, *self._quoted(further(sentence, quoted), anchor, voice)]

    def _tellings(
        self,
        scene: Setting,
        quoted: frozenset[int],
        sentence: Sentence,
        acts: ActFinder,
        triggers: list[Found[Trigger]],
        voice: Voice,
    ) -> list[_Telling]:
        """Who tells what a sentence says: one, or one in each of two clauses set against each other."""
        line = sentence.line
        tellings = self._by_verbs(scene, quoted, line, acts, triggers)
        told = self._by_according(scene, line)
        if told is not None and (not tellings or told.found.first == 0):
            tellings = [told]
        dropped = self._dropped(scene, sentence, acts, triggers, voice)
        if dropped is not None and all(telling.found != dropped.found for telling in tellings):
            tellings = [dropped]
        if not tellings:
            paper = self._by_document(scene, sentence, voice)
            tellings = [paper] if paper is not None else []
        return [self._resumed(telling, sentence, voice) for telling in tellings]

    def _dropped(
        self, scene: Setting, sentence: Sentence, acts: ActFinder, triggers: list[Found[Trigger]], voice: Voice
    ) -> _Telling | None:
        """A sentence that begins with a verb goes on with whoever spoke before: "Đồng thời, khẳng định …"."""
        found = next(iter(self._reporting(sentence.line, acts, triggers)), None)
        if found is None or voice.speaker is None or voice.at != sentence.index - 1:
            return None
        before = scene.units[: found.first]
        if len(before) < 2 or any(unit.kind != "mark" and unit.sign not in self._joins for unit in before):
            return None
        start, end = before[0].start, before[-1].end
        return _Telling(found, Filler(Actors((voice.speaker,), start, end, "spoke last"), "dropped", 1.0, 0))

    def _resumed(self, telling: _Telling, sentence: Sentence, voice: Voice) -> _Telling:
        """A pronoun whose person is far, or who was only spoken of, means whoever spoke last."""
        actors = telling.by.actors
        reach = _GOES_ON if actors.rule == FAR_PRONOUN else 1 if actors.rule == IT else 0
        if actors.rule == PRONOUN and (voice.subject is None or actors.keys[0] not in voice.subject.keys):
            reach = _SAME_SPEAKER if actors.keys[0] in voice.spoke else _GOES_ON
        begun = voice.waiting[0].index if voice.waiting else sentence.index
        if not voice.speaker or begun - voice.at > reach:
            return telling
        same = replace(actors, keys=(voice.speaker,), rule="pronoun; spoke last")
        return replace(telling, by=replace(telling.by, actors=same))

    def _by_verbs(
        self,
        scene: Setting,
        quoted: frozenset[int],
        line: Line,
        acts: ActFinder,
        triggers: list[Found[Trigger]],
    ) -> list[_Telling]:
        """The reporting phrase that tells whose words the sentence holds, with its speaker."""
        best: _Telling | None = None
        other: _Telling | None = None
        for telling in self._spoken(scene, quoted, line, acts, triggers):
            if telling.outer:
                best, other = telling, None
            elif best is None or (telling.score > best.score and best.by.weight < weights()["speaker-sure"]):
                best = telling  # a sure speaker on the left tells what others say
            elif other is None and is_contrasted(scene, telling.found, telling.by, self._contrasts):
                other = telling
        return [telling for telling in (best, other) if telling is not None]

    def _spoken(
        self,
        scene: Setting,
        quoted: frozenset[int],
        line: Line,
        acts: ActFinder,
        triggers: list[Found[Trigger]],
    ) -> Iterator[_Telling]:
        """The reporting phrases outside quotation marks that have a speaker; none of what somebody unknown says."""
        nobody: int | None = None  # where somebody unknown begins to speak
        outside = replace(scene, actors={at: who for at, who in scene.actors.items() if at not in quoted})
        for found in self._reporting(line, acts, triggers):
            if found.first in quoted and found.first - 1 in quoted and line.units[found.first - 1].sign not in OPENING:
                continue
            by = speaker_of(outside, found, self.pack.speech, self.pack.verbs.agent, self._joins)
            if by is None or by.weight < weights()["speaker-floor"]:
                if nobody is None and is_nameless(scene, found.first):
                    nobody = found.last
                continue
            if found.value == "report" and scene.units[by.unit].kind == "group":
                continue  # "the two sides reviewed …" tells what they did
            telling = _Telling(found, by, is_outer(scene, found, by, inverted=self.pack.speech.inverted))
            inner = nobody is not None and (by.unit >= nobody or by.cue == GOES_ON) and not telling.outer
            if not inner and acts.is_told(line, found, _clause_start(found, by)) and not _recalled(scene, by):
                yield telling

    def _reporting(self, line: Line, acts: ActFinder, triggers: list[Found[Trigger]]) -> list[Found[str]]:
        """The reporting phrases of a sentence, longest where they overlap, without words that tell of an act only."""
        told = [(acts.frames[t.value.frame].act, core_range(t)) for t in triggers]
        taken = [range(*core)[:_HEAD] for act, core in told if act.partition("/")[0] in _NO_SPEECH]
        protests = [t.first for t in triggers if acts.frames[t.value.frame].act in _PROTEST_ACTS]
        return [
            found
            for found in longest(self._verbs.find(line))
            if found.value != _NOTHING
            and not (found.value in _PROTESTS and any(at < found.first for at in protests))
            and not any(found.first in words for words in taken)
        ]

    def _by_according(self, scene: Setting, line: Line) -> _Telling | None:
        nothing = [found for found in self._verbs.find(line) if found.value == _NOTHING]
        for found in self._according.find(line):
            at = found.role("speaker")
            if (
                at
                and at[0] in scene.actors
                and not any(scene.registry.type_of(k) == "place" for k in scene.actors[at[0]].keys)
                and not any(other.first <= at[0] < other.last for other in nothing)
            ):
                return _Telling(found, Filler(scene.actors[at[0]], "according to", 1.0, at[0]))
        return None

    def _by_document(self, scene: Setting, sentence: Sentence, voice: Voice) -> _Telling | None:
        """A statement or letter that speaks for whoever issued it, or for whom the sentence before was about."""
        for found in self._documents.find(sentence.line):
            at = found.role("speaker")
            if at and at[0] in scene.actors:
                return _Telling(found, Filler(scene.actors[at[0]], "its document", 1.2, at[0]))
            units = scene.units[found.first : found.last]
            span = (units[0].start, units[-1].end)
            if voice.speaker and sentence.index - voice.at <= _ISSUED:
                return _Telling(
                    found, Filler(Actors((voice.speaker,), *span, "spoke last"), "document", 1.0, found.first)
                )
            if voice.subject is not None and sentence.index - voice.subject_at <= 1:
                issuer = replace(voice.subject, start=span[0], end=span[1])
                return _Telling(found, Filler(issuer, "document", 1.0, found.first))
        return None

    def _quoted(self, sentences: list[Sentence], anchor: Anchor, voice: Voice) -> list[LocalStatement]:
        """Sentences inside quotation marks go on with whoever spoke last."""
        voice.waiting = []
        if voice.speaker is None or not sentences or sentences[0].index - voice.at > _QUOTED:
            return []
        voice.at = sentences[-1].index
        return [self._said(sentence, voice.speaker, anchor) for sentence in sentences]

    def _said(self, sentence: Sentence, speaker: str, anchor: Anchor) -> LocalStatement:
        return LocalStatement(
            speaker=speaker,
            office=None,
            stance=self._stance("report", sentence.line, 0, len(sentence.line.units)),
            addressees=(),
            about=(),
            date=anchor.published,
            confidence=0.6,
            passages=(Passage(start=sentence.start, end=sentence.end, rule="quotation goes on"),),
            reasons=(Reason(role="speaker", start=None, end=None, value=speaker, rule="spoke last"),),
        )

    def _stance(self, verb: str, line: Line, first: int, last: int) -> str:
        """A neutral verb takes its stance from what is said; of several the one that the pack names first."""
        if verb not in _NEUTRAL:
            return verb
        told = [found.value for found in self._contents.find(line) if first <= found.first < last]
        if verb == "affirm":
            told = [value for value in told if value not in {"affirm", "report"}]
        return min(told, key=self._order.index, default="report" if verb == "report" else "affirm")

    def _made(self, sentence: Sentence, telling: _Telling, scene: Setting, anchor: Anchor) -> LocalStatement:
        units = sentence.line.units
        found, by = telling.found, telling.by
        keys = by.actors.keys
        key = self._home if self._home in keys and by.actors.rule == TWO_SIDES else keys[0]
        office = by.actors.offices[0].id if by.actors.offices else None
        before = telling.outer or _closes(units, found)
        content = (0, found.first) if before else (found.first, _clause_end(units, found.last))
        return LocalStatement(
            speaker=key,
            office=office,
            stance=self._stance(found.value, sentence.line, *content),
            addressees=_addressees(scene, found, key),
            about=_about(scene, key, by.unit),
            date=anchor.published,
            confidence=round(min(0.95, 0.6 + 0.15 * max(by.weight, 0.0)), 2),
            passages=(Passage(start=sentence.start, end=sentence.end, rule=f"speech: {found.value}"),),
            reasons=(
                Reason(
                    role="act",
                    start=units[found.first].start,
                    end=units[found.last - 1].end,
                    value=found.value,
                    rule="reporting verb",
                ),
                Reason(
                    role="speaker",
                    start=by.actors.start,
                    end=by.actors.end,
                    value=key,
                    rule=f"{by.cue}; {by.actors.rule}",
                    weight=round(by.weight, 2),
                ),
            ),
        )


def _continued(statement: LocalStatement, sentence: Sentence) -> LocalStatement:
    """What ended with a colon, with the sentence that is said."""
    said = Passage(start=sentence.start, end=sentence.end, rule="after the colon")
    return replace(statement, passages=(*statement.passages, said))


def _repeats(sentence: Sentence, headline: frozenset[str]) -> bool:
    """Does a sentence only say the headline again, as captions do?"""
    signs = {unit.sign for unit in sentence.line.units}
    return len(headline) > 4 and len(signs - headline) <= 2


def _clause_start(found: Found[str], by: Filler) -> int:
    """From where words may tell that a saying is only planned or thought of; what is said itself does not."""
    if by.cue == "inverted":
        return found.first
    return max(by.unit - _IF, 0) if by.unit < found.first else 0


def _recalled(scene: Setting, by: Filler) -> bool:
    """Is a saying only told of a thing: "the deal, which France opposed"?"""
    return by.cue == "subject" and by.unit > 0 and scene.units[by.unit - 1].sign in scene.lists["relatives"]


def _clause_end(units: Sequence[Unit], first: int) -> int:
    """Where what is said ends and something else is said."""
    return next((at for at in range(first, len(units)) if units[at].sign in _CLAUSE_ENDS), len(units))


def _closes(units: Sequence[Unit], found: Found[str]) -> bool:
    """Does the reporting verb end its sentence, so that what is said stands before it?"""
    return all(unit.kind in {"mark", "person", "time"} for unit in units[found.last :])


def _addressees(scene: Setting, found: Found[str], speaker: str) -> tuple[str, ...]:
    """To whom something is said: the actor right behind the verb, whether inside the phrase or after it."""
    if found.value not in _ADDRESSED:
        return ()
    for at in range(found.first, min(found.last + 3, len(scene.units))):
        if at in scene.actors:
            return tuple(key for key in scene.actors[at].keys if key != speaker)
        if at >= found.last and scene.units[at].sign not in scene.lists["determiners"]:
            return ()
    return ()


def _about(scene: Setting, speaker: str, at: int) -> tuple[str, ...]:
    """The states and bodies the sentence names, besides the speaker."""
    keys: list[str] = []
    for index, actors in scene.actors.items():
        if index != at:
            keys.extend(key for key in actors.keys if key != speaker and key not in keys)
    return tuple(keys)


__all__ = ["Actors", "SpeechFinder"]
