"""Statements: who is reported to have said what, with which stance. A claim stays a claim."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from chancery.extract.acts import ActFinder, Trigger, core_range
from chancery.extract.anchors import Anchor
from chancery.extract.entities import Registry
from chancery.extract.lines import Sentence
from chancery.extract.nounphrases import Actors
from chancery.extract.reference import FAR_PRONOUN, IT
from chancery.extract.roles import Filler, find, weights
from chancery.extract.setting import Setting
from chancery.lang import Pack
from chancery.lang.schema import Speech
from chancery.model.findings import LocalStatement, Passage, Reason
from chancery.text.patterns import Found, PatternSet, longest
from chancery.text.units import Line, Unit

_OPEN = frozenset('“«"')
_PROTESTS = frozenset({"criticise", "reject", "urge"})
_PROTEST_ACTS = frozenset({"PROTEST/note", "REQUEST/meeting", "SANCTION/expel"})
"""Words of protest that go with these acts belong to the act."""
_NOTHING = "nothing"
"""The stance under which a pack lists phrases that only look like speech."""
_GOES_ON = 4
"""For how many sentences "he added" goes on with whoever spoke last."""
_NO_SPEECH = frozenset({"CONSULT", "CONVENE", "APPOINT", "AGREE", "SANCTION", "COERCE", "MOBILIZE", "ASSAULT"})
_SPEAKERS = frozenset({"person", "organization", "state"})


@dataclass(slots=True)
class _Voice:
    """Who spoke last, and whether a quotation is still open."""

    speaker: str | None = None
    quoting: bool = False
    at: int = -9
    paragraph: int = -1  # where the quotation was opened


class SpeechFinder:
    """The reporting phrases of one pack."""

    def __init__(self, pack: Pack) -> None:
        spec = pack.speech
        self.pack = pack
        self._verbs = PatternSet([(pack.phrase(p), stance) for stance, phrases in spec.verbs.items() for p in phrases])
        self._according = PatternSet([(pack.phrase(p), "report") for p in spec.according])
        self._contents = PatternSet(
            [(pack.phrase(p), stance) for stance, phrases in spec.contents.items() for p in phrases]
        )
        self._order = list(spec.contents)
        self._unless = PatternSet([(pack.phrase(p), "") for p in spec.unless])

    def find(
        self, sentences: list[Sentence], acts: ActFinder, registry: Registry, anchor: Anchor
    ) -> tuple[LocalStatement, ...]:
        """At most one statement a sentence, in order."""
        voice = _Voice()
        statements = []
        for sentence in sentences:
            if sentence.kind != "body":
                continue
            statement = self._statement(sentence, acts, registry, anchor, voice)
            if statement is not None:
                statements.append(statement)
                voice.speaker, voice.at = statement.speaker, sentence.index
            self._follow_quotes(sentence, voice)
        return tuple(statements)

    def _statement(
        self, sentence: Sentence, acts: ActFinder, registry: Registry, anchor: Anchor, voice: _Voice
    ) -> LocalStatement | None:
        line = sentence.line
        if self._unless.find(line):
            return None
        scene, triggers = acts.setting(sentence, registry)
        best: tuple[float, Found[str], Filler] | None = None
        for found in self._reporting(line, acts, triggers):
            speaker = _speaker(scene, found, self.pack.speech, self.pack.verbs.agent)
            if speaker is None or speaker.weight < weights()["speaker-floor"]:
                continue
            if found.value == "report" and scene.units[speaker.unit].kind == "group":
                continue  # "the two sides reviewed …" tells what they did
            score = speaker.weight - 0.02 * found.first
            if best is None or (score > best[0] and best[2].weight < weights()["speaker-sure"]):
                best = (score, found, speaker)  # a sure speaker on the left tells what others say
        told = self._by_according(scene, sentence)
        if told is not None and (best is None or told[1].first == 0):
            best = told
        if best is None:
            return self._quoted(sentence, registry, anchor, voice)
        _, found, speaker = best
        reach = {FAR_PRONOUN: _GOES_ON, IT: 1}.get(speaker.actors.rule, 0)
        if voice.speaker and sentence.index - voice.at <= reach:
            told_by = replace(speaker.actors, keys=(voice.speaker,), rule="pronoun; spoke last")
            speaker = replace(speaker, actors=told_by)
        return self._made(sentence, found, speaker, scene, anchor)

    def _reporting(self, line: Line, acts: ActFinder, triggers: list[Found[Trigger]]) -> list[Found[str]]:
        """The reporting phrases of a sentence, longest where they overlap, without words that tell of an act only."""
        taken = [
            range(*core_range(t)) for t in triggers if acts.frames[t.value.frame].act.partition("/")[0] in _NO_SPEECH
        ]
        protests = [t.first for t in triggers if acts.frames[t.value.frame].act in _PROTEST_ACTS]
        return [
            found
            for found in longest(self._verbs.find(line))
            if found.value != _NOTHING
            and acts.is_told(line, found)
            and not (found.value in _PROTESTS and any(at < found.first for at in protests))
            and not any(at in words for words in taken for at in range(found.first, found.last))
        ]

    def _by_according(self, scene: Setting, sentence: Sentence) -> tuple[float, Found[str], Filler] | None:
        for found in self._according.find(sentence.line):
            at = found.role("speaker")
            if (
                at
                and at[0] in scene.actors
                and not any(scene.registry.type_of(k) == "place" for k in scene.actors[at[0]].keys)
            ):
                return 1.0, found, Filler(scene.actors[at[0]], "according to", 1.0, at[0])
        return None

    def _quoted(self, sentence: Sentence, registry: Registry, anchor: Anchor, voice: _Voice) -> LocalStatement | None:
        """A sentence inside quotation marks goes on with whoever spoke last."""
        opens = sentence.line.units and sentence.line.units[0].sign in _OPEN
        if not opens and sentence.paragraph != voice.paragraph:
            voice.quoting = False
        if voice.speaker is None or sentence.index - voice.at > 2 or not (opens or voice.quoting):
            return None
        stance = self._stance("report", sentence, 0)
        return LocalStatement(
            speaker=voice.speaker,
            office=None,
            stance=stance,
            addressees=(),
            about=(),
            date=_day(anchor),
            confidence=0.6,
            passages=(Passage(start=sentence.start, end=sentence.end, rule="quotation goes on"),),
            reasons=(Reason(role="speaker", start=None, end=None, value=voice.speaker, rule="spoke last"),),
        )

    def _stance(self, stance: str, sentence: Sentence, after: int) -> str:
        """A neutral verb takes its stance from what is said; of several the one that the pack names first."""
        if stance not in {"report", "affirm"}:
            return stance
        told = [found.value for found in self._contents.find(sentence.line) if found.first >= after or after == 0]
        if stance == "affirm":
            told = [value for value in told if value != "affirm"]
        return min(told, key=self._order.index, default=stance)

    def _made(
        self, sentence: Sentence, found: Found[str], speaker: Filler, scene: Setting, anchor: Anchor
    ) -> LocalStatement:
        units = sentence.line.units
        key = speaker.actors.keys[0]
        about = _about(scene, key, speaker.unit)
        office = speaker.actors.offices[0].id if speaker.actors.offices else None
        return LocalStatement(
            speaker=key,
            office=office,
            stance=self._stance(found.value, sentence, 0 if _closes(units, found) else found.first),
            addressees=(),
            about=about,
            date=_day(anchor),
            confidence=round(min(0.95, 0.6 + 0.15 * max(speaker.weight, 0.0)), 2),
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
                    start=speaker.actors.start,
                    end=speaker.actors.end,
                    value=key,
                    rule=f"{speaker.cue}; {speaker.actors.rule}",
                    weight=round(speaker.weight, 2),
                ),
            ),
        )

    @staticmethod
    def _follow_quotes(sentence: Sentence, voice: _Voice) -> None:
        for unit in sentence.line.units:
            if unit.sign in {"“", "«"}:
                voice.quoting, voice.paragraph = True, sentence.paragraph
            elif unit.sign in {"”", "»"}:
                voice.quoting = False


def _closes(units: Sequence[Unit], found: Found[str]) -> bool:
    """Does the reporting verb end its sentence, so that what is said stands before it?"""
    return all(unit.kind in {"mark", "person", "time"} for unit in units[found.last :])


def _speaker(scene: Setting, found: Found[str], spec: Speech, agents: Collection[str]) -> Filler | None:
    captured = found.role("speaker")
    if captured:
        actors = scene.actors.get(captured[0])
        return Filler(actors, "phrase", 1.8, captured[0]) if actors else None
    if found.last in scene.actors and found.last and scene.units[found.last - 1].sign in agents:
        return Filler(scene.actors[found.last], "agent", 2.0, found.last)
    if found.last + 1 in scene.actors and scene.units[found.last].sign in agents:
        return Filler(scene.actors[found.last + 1], "agent", 2.0, found.last + 1)
    left = find(scene, spec.speaker, found.first, found.last, _SPEAKERS)
    right = _inverted(scene, found) if spec.inverted else None
    if right is not None and (left is None or right.weight > left.weight):
        return right
    return left


def _inverted(scene: Setting, found: Found[str]) -> Filler | None:
    """The speaker directly after the verb, the verb after a comma or closing quotation mark: "…, said X"."""
    before = scene.units[found.first - 1] if found.first else None
    after = found.last
    if before is None or before.sign not in {",", "”", '"', "»", "'", "’"}:
        return None
    if after in scene.actors and scene.units[after].kind in {"person", "reference", "organization"}:
        return Filler(scene.actors[after], "inverted", 2.2, after)
    return None


def _about(scene: Setting, speaker: str, at: int) -> tuple[str, ...]:
    """The states and bodies the sentence names, besides the speaker."""
    keys: list[str] = []
    for index, actors in scene.actors.items():
        if index != at:
            keys.extend(key for key in actors.keys if key != speaker and key not in keys)
    return tuple(keys)


def _day(anchor: Anchor) -> str | None:
    return anchor.published


__all__ = ["Actors", "SpeechFinder"]
