"""Whether an act happened, is planned, proposed or denied: the pack's modality cues around its trigger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chancery.lang import Pack
from chancery.model.findings import Status
from chancery.text.patterns import Found, PatternSet
from chancery.text.units import Line

_ORDER = ("hypothetical", "denied", "proposed", "planned", "ongoing", "occurred")
_REACH_BEFORE = 7
_REACH_AFTER = 9


@dataclass(frozen=True, slots=True)
class Judged:
    """A status (None: hypothetical, no event at all), the units of the cue and the cue's name."""

    status: Status | None
    first: int | None
    last: int | None
    rule: str


@dataclass(slots=True)
class _Cues:
    before: list[Found[str]]
    after: list[Found[str]]
    clause: list[Found[str]]
    noun: list[Found[str]]


class StatusJudge:
    """The modality cues of one pack."""

    def __init__(self, pack: Pack) -> None:
        def patterns(part: str) -> PatternSet[str]:
            return PatternSet(
                [(pack.phrase(p), status) for status, spec in pack.modality.items() for p in getattr(spec, part)]
            )

        self._before, self._after = patterns("before"), patterns("after")
        self._clause, self._noun = patterns("clause"), patterns("noun")
        self._undenied = frozenset(pack.lists.get("undenied", ()))
        self._breaks = frozenset(pack.lists.get("breaks", ())) | {";", ":", "“", "”", '"'}

    def cues(self, line: Line, since: int = 0) -> _Cues:
        """All cues of a sentence from a place on, found once."""

        def told(patterns: PatternSet[str]) -> list[Found[str]]:
            return [f for f in patterns.find(line) if f.first >= since and not self._is_undone(line, f)]

        return _Cues(told(self._before), told(self._after), told(self._clause), told(self._noun))

    def _is_undone(self, line: Line, found: Found[str]) -> bool:
        """Is a denial none, because of the word behind it: "not only"?"""
        behind = line.units[found.last].sign if found.last < len(line.units) else ""
        return found.value == "denied" and behind in self._undenied

    def judge(
        self, line: Line, cues: _Cues, first: int, last: int, *, noun: bool, others: frozenset[int] = frozenset()
    ) -> Judged:
        """The status of the act whose trigger is units[first:last]; the strongest cue decides.

        A cue behind it is not its own where one of the `others`, nouns of other acts, stands between.
        """
        hits = [
            (_ORDER.index(found.value), distance, found, where)
            for where, found, distance in self._near(line, cues, first, last)
            if (where != "noun" or noun) and not (where == "after" and _is_others(line, others, last, found))
        ]
        if not hits:
            return Judged("occurred", None, None, "narrative")
        _, _, best, where = min(hits, key=lambda hit: hit[:2])
        status = None if best.value == "hypothetical" else best.value
        return Judged(status, best.first, best.last, f"{where}: {best.value}")  # type: ignore[arg-type]

    def _near(self, line: Line, cues: _Cues, first: int, last: int) -> Iterator[tuple[str, Found[str], int]]:
        """Every cue within reach of the trigger: where it was sought, the cue, its distance."""
        for found in cues.before:
            distance = first - found.last
            begins = found.first == first and found.last == first + 1 and found.value == "planned"  # "will be elected"
            inside = distance < 0 and found.value != "denied" and not begins
            if found.first >= first and found.last - found.first >= last - first:
                continue  # the trigger itself: "refused" is the act of refusing
            if (
                found.last <= last
                and not inside
                and distance <= _REACH_BEFORE
                and not self._cut(line, found.last, first)
            ):
                yield "before", found, distance
        for found in cues.after:
            distance = found.first - last
            if found.first >= first and distance <= _REACH_AFTER and not self._cut(line, last, found.first):
                yield "after", found, distance
        for found in cues.clause:
            low, high = sorted((found.first, first))
            if not self._cut(line, low, high):
                yield "clause", found, high - low
        for found in cues.noun:
            if 0 <= first - found.last <= 3:
                yield "noun", found, first - found.last

    def _cut(self, line: Line, first: int, last: int) -> bool:
        """Does a clause boundary lie between two places?"""
        return any(line.units[index].sign in self._breaks for index in range(first, last))


def _is_others(line: Line, others: frozenset[int], last: int, found: Found[str]) -> bool:
    """Is a cue of what stands between it and the trigger: another act's noun, or a congress?"""
    between = range(last, found.first)
    return any(at in others or line.units[at].kind == "gathering" for at in between)
