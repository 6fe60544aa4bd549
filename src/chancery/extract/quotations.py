"""Quotations: which words of an article stand in quotation marks, and whose they are as it is read on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from chancery.extract.lines import Sentence
from chancery.extract.nounphrases import Actors
from chancery.text.units import Line, Unit

OPENING = frozenset('“«"')
_SHUT = frozenset("”»")
_STOPS = frozenset(".?!")
_SHORTEST = 6
"""How many units a sentence in a quotation has at least."""


@dataclass(slots=True)
class Voice:
    """Who spoke last, whether a quotation is still open, and whom the sentence before was about."""

    speaker: str | None = None
    quoting: bool = False
    at: int = -9
    paragraph: int = -1  # where the quotation was opened
    subject: Actors | None = None
    subject_at: int = -9
    spoke: set[str] = field(default_factory=set)  # everybody who spoke so far
    announced: bool = False  # the sentence before ended with a colon: this one is what was said
    waiting: list[Sentence] = field(default_factory=list)  # quoted, the speaker not named yet


def follow(sentence: Sentence, voice: Voice) -> frozenset[int]:
    """The units of a sentence that stand in quotation marks; keeps in mind whether the last one is open."""
    units = sentence.line.units
    if sentence.paragraph != voice.paragraph:
        mark = next((unit.sign for unit in units if unit.sign in OPENING | _SHUT), None)
        voice.quoting = voice.quoting and mark in _SHUT
        voice.paragraph = sentence.paragraph
    inside = []
    for at, unit in enumerate(units):
        if unit.sign in {"“", "«"}:
            voice.quoting = True
        elif unit.sign in _SHUT:
            voice.quoting = False
        elif unit.sign == '"' or _is_doubled(units, at):
            opens = _opens(units, at)
            voice.quoting = opens if opens is not None else not voice.quoting
        if voice.quoting:
            inside.append(at)
    return frozenset(inside)


def _opens(units: Sequence[Unit], at: int) -> bool | None:
    """Does a mark that is the same on both sides open a quotation? None: no blank on either side tells."""
    after = at + 1 < len(units) and units[at + 1].start == units[at].end
    start = at - 1 if units[at].sign == "'" else at
    before = start > 0 and units[start - 1].end == units[start].start
    return after if after != before else None


def _is_doubled(units: Sequence[Unit], at: int) -> bool:
    """Is it the second of two single quotation marks written for a double one?"""
    return at > 0 and units[at].sign == "'" == units[at - 1].sign and units[at - 1].end == units[at].start


def further(sentence: Sentence, quoted: frozenset[int]) -> list[Sentence]:
    """The further sentences of a quotation that was not cut into its sentences: "We met. We agreed," he said."""
    units = sentence.line.units
    ends = [at for at in quoted if at > 0 and units[at].sign in _STOPS and at + _SHORTEST < len(units)]
    starts = [at + 1 for at in sorted(ends) if {at + 1, at + _SHORTEST} <= quoted]
    parts = zip(starts, [*starts[1:], len(units)][: len(starts)], strict=True)
    return [
        replace(sentence, start=units[first].start, end=units[last - 1].end, line=Line(units[first:last]))
        for first, last in parts
    ]
