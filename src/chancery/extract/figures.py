"""Figures: quantities that measure something about relations, with period, sides and who says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chancery.extract.amounts import Quantity
from chancery.extract.anchors import Anchor
from chancery.extract.context import Context
from chancery.extract.lines import Sentence
from chancery.extract.nounphrases import Actors
from chancery.extract.times import resolve
from chancery.lang import Pack
from chancery.lang.schema import Counter
from chancery.model.findings import LocalFigure, Passage, Reason
from chancery.text.patterns import Found, PatternSet
from chancery.text.units import Unit

_REACH = 5
_PERIOD_REACH = 14
_FRAME = 3
"""How many units from its beginning a sentence says the time of all it tells."""
_WEAK = 12
"""What "worth" costs against a word that says of what an amount is."""


class FigureFinder:
    """What amounts and counts measure, in one language."""

    def __init__(self, pack: Pack) -> None:
        spec = pack.figures
        self.pack = pack
        self._measures = PatternSet(
            [(pack.phrase(p), measure) for measure, phrases in spec.measures.items() for p in phrases]
        )
        self._counters = PatternSet(
            [(pack.phrase(noun), name) for name, counter in spec.counters.items() for noun in counter.nouns]
        )
        self._needs = PatternSet(
            [(pack.phrase(p), name) for name, counter in spec.counters.items() for p in counter.needs]
        )
        self._unless = PatternSet([(pack.phrase(p), "") for p in spec.unless])
        self._according = PatternSet([(pack.phrase(p), "") for p in pack.speech.according])
        self._lists = frozenset(pack.grammar.lists) - {","}
        self._bases = frozenset(pack.lists.get("bases", ()))
        self._labels = frozenset(pack.lists.get("labels", ()))
        self._parts_of = frozenset(pack.lists.get("fractions", ()))
        joins = {*pack.lists.get("prepositions", ()), *pack.grammar.lists}
        self._between = frozenset(joins) - self._parts_of - {"-"}
        self._numbers = frozenset(pack.lists.get("numberwords", ()))
        self._in = frozenset(pack.lists.get("at", ()))
        self._reach = frozenset(pack.lists.get("reaching", ()))

    def find(self, sentences: list[Sentence], context: Context) -> tuple[LocalFigure, ...]:
        """The figures of an article, in order; the same value of the same thing is told once."""
        figures: dict[tuple[object, ...], LocalFigure] = {}
        before: tuple[int, LocalFigure] | None = None
        for sentence in sentences:
            if sentence.kind == "caption":
                continue
            told = before[1] if before is not None and sentence.index - before[0] <= _CARRY else None
            for figure in self._in_sentence(sentence, told, context):
                before = (sentence.index, figure)
                known = [held for held in figures.values() if _same(held, figure)]
                if not known:
                    figures[(*_key(figure), figure.period, figure.about)] = figure
        return tuple(figures.values())

    def _in_sentence(self, sentence: Sentence, told: LocalFigure | None, context: Context) -> list[LocalFigure]:
        units = sentence.line.units
        amounts = [i for i, unit in enumerate(units) if unit.kind == "quantity" and not self._is_total(i, units)]
        if not amounts or self._unless.find(sentence.line):
            return []
        measures = self._measures.find(sentence.line)
        counters = self._counters.find(sentence.line)
        needed = {found.value for found in self._needs.find(sentence.line)}
        grown = {found.first for found in measures if found.value in {"growth", "decline"}}
        made: list[LocalFigure] = []
        for index in amounts:
            quantity: Quantity = units[index].value
            read = (
                self._counted(index, units, counters, needed, grown)
                if quantity.unit is None
                else _measured(index, units, measures, quantity.unit) or _carried(quantity, made, told)
            )
            if read is None:
                continue
            figure = self._figure(sentence, index, read, context)
            made.append(_of_the_same_time(figure, sentence, made[-1] if made else told))
        return made

    def _counted(
        self, index: int, units: Sequence[Unit], counters: list[Found[str]], needed: set[str], grown: set[int]
    ) -> tuple[str, str, Found[str] | None] | None:
        """A bare number with a counted noun right after it (a few words may stand between), or long before it."""
        if units[index - 1].sign in self._labels and index:
            return None
        best: tuple[int, int, Found[str]] | None = None
        start = self._past_total(index, units)
        for found in counters:
            if self.pack.figures.counters[found.value].needs and found.value not in needed:
                continue
            gap = found.first - start - 1
            near = 0 <= gap <= _GAP and not any(self._parts(unit) for unit in units[start + 1 : found.first])
            if not near and self._is_number_of(index, units, found, grown):
                near, gap = True, _GAP + 1
            if near and (best is None or (gap, -found.last) < best[:2]):
                best = (gap, -found.last, found)
        if best is None:
            return None
        spec: Counter = self.pack.figures.counters[best[2].value]
        return spec.measure, spec.unit, best[2]

    def _past_total(self, index: int, units: Sequence[Unit]) -> int:
        """Past the total that a number is a part of: "six out of seven provinces"."""
        for at in range(index + 2, min(index + 5, len(units))):
            if units[at].kind == "quantity" and all(unit.sign in self._parts_of for unit in units[index + 1 : at]):
                return at
        return index

    def _is_total(self, index: int, units: Sequence[Unit]) -> bool:
        """Is a number only the total of another one?"""
        before = [at for at in range(max(index - 4, 0), index) if units[at].kind == "quantity"]
        return any(self._past_total(at, units) == index for at in before)

    def _parts(self, unit: Unit) -> bool:
        """Does a unit part a number from the noun that is counted?"""
        apart = unit.kind in {"quantity", "time"} or (unit.kind == "mark" and unit.sign != "-")
        return apart or unit.sign in self._between

    def _is_number_of(self, index: int, units: Sequence[Unit], found: Found[str], grown: set[int]) -> bool:
        """Does the number come after its noun: "the number of captives grew to 1,400", "arrivals rose to 500,000"?"""
        between = units[found.last : index]
        if not 0 <= index - found.last <= _FAR or any(_is_count(unit) for unit in between):
            return False
        before = {unit.sign for unit in units[max(found.first - 3, 0) : found.first]}
        last = index + 1 >= len(units) or units[index + 1].kind in {"mark", "time"} or units[index + 1].sign in self._in
        told = bool(before & self._numbers) or any(found.last <= at < index for at in grown)
        return last and told and units[index - 1].sign in self._reach

    def _figure(
        self, sentence: Sentence, index: int, read: tuple[str, str, Found[str] | None], context: Context
    ) -> LocalFigure:
        units = sentence.line.units
        what, cue = read[:2], read[2]
        unit = units[index]
        quantity: Quantity = unit.value
        period, at = self._period(index, units, context.anchor, counted=quantity.unit is None)
        reasons = [
            Reason(
                role="measure",
                start=units[cue.first].start if cue else None,
                end=units[cue.last - 1].end if cue else None,
                value=what[0],
                rule="measure word" if cue else "the figure told before",
            ),
            Reason(
                role="value",
                start=unit.start,
                end=unit.end,
                value=f"{quantity.value:g} {what[1]}",
                rule="number",
            ),
        ]
        if at is not None:
            reasons.append(
                Reason(
                    role="period",
                    start=units[at].start,
                    end=units[at].end,
                    value=period or "",
                    rule="nearest date",
                )
            )
        return LocalFigure(
            measure=what[0],
            value=quantity.value,
            unit=what[1],
            period=period,
            approx=quantity.approx,
            about=_about(units, context),
            according_to=self._source(sentence),
            confidence=0.85,
            passages=(Passage(start=sentence.start, end=sentence.end, rule=f"figure: {what[0]}"),),
            reasons=tuple(reasons),
        )

    def _period(
        self, index: int, units: Sequence[Unit], anchor: Anchor, *, counted: bool
    ) -> tuple[str | None, int | None]:
        """The date that belongs to a figure: the nearest not claimed by another figure, before it first.

        A count of things is of no year that lies ahead as a goal.
        """
        best: tuple[float, int, str] | None = None
        for i, unit in enumerate(units):
            if unit.kind != "time" or (counted and unit.value.reads == "goal") or self._is_base(i, units):
                continue
            iso = resolve(unit.value, anchor)
            if iso is None:
                continue
            low, high = sorted((i, index))
            between = sum(units[j].kind == "quantity" and abs(j - index) > _PAIR for j in range(low + 1, high))
            cost = (
                (high - low)
                + 12 * between
                + (sum(units[j].sign in self._lists for j in range(low, high)) if i < index else 0.5)
                + 3 * sum(units[j].sign in {",", ";"} for j in range(low, high))
            )
            if i < _FRAME and i < index:
                cost = min(cost, _PERIOD_REACH - 1)  # "In the first months of the year, …" holds for the sentence
            if cost <= _PERIOD_REACH and (best is None or cost < best[0]):
                best = (cost, i, iso)
        return (best[2], best[1]) if best else (None, None)

    def _is_base(self, at: int, units: Sequence[Unit]) -> bool:
        """Is it the time that a growth is measured against: "up 5 percent against 2017"?"""
        return at > 0 and units[at - 1].sign in self._bases

    def _source(self, sentence: Sentence) -> str | None:
        for found in self._according.find(sentence.line):
            at = found.role("speaker")
            value = sentence.line.units[at[0]].value if at else None
            if isinstance(value, Actors):
                return value.keys[0]
        return None


def _key(figure: LocalFigure) -> tuple[object, ...]:
    return figure.measure, figure.value, figure.unit


def _same(one: LocalFigure, other: LocalFigure) -> bool:
    """Is it told again: the same value of the same thing, and no other time or other pair of states said with it?"""
    if _key(one) != _key(other):
        return False
    if one.period and other.period and one.period != other.period:
        return False
    apart = not (set(one.about) <= set(other.about) or set(other.about) <= set(one.about))
    return not (apart and one.measure in _BY_STATE and one.passages != other.passages)


def _is_count(unit: Unit) -> bool:
    return unit.kind == "quantity" and unit.value.unit is None


def _carried(
    quantity: Quantity, made: list[LocalFigure], told: LocalFigure | None
) -> tuple[str, str, Found[str] | None] | None:
    """Money that nothing says the use of measures what the money before it did, else it is a sum."""
    if quantity.unit in {None, "percent"} or quantity.value < _SUM:
        return None
    before = made[-1] if made else told
    measure = before.measure if before is not None and before.unit == quantity.unit else _OF.get(_measure(before))
    return measure or "amount", quantity.unit or "", None


def _measure(figure: LocalFigure | None) -> str:
    return figure.measure if figure is not None else ""


def _of_the_same_time(figure: LocalFigure, sentence: Sentence, before: LocalFigure | None) -> LocalFigure:
    """A figure of trade without a time of its own is of the time of the one before it."""
    if figure.period is not None or before is None or figure.measure not in _TRADE or before.measure not in _TRADE:
        return figure
    dated = any(unit.kind == "time" for unit in sentence.line.units)
    beside = before.passages[0].start == figure.passages[0].start
    return replace(figure, period=before.period) if beside or not dated else figure


_CARRY = 1
"""How many sentences on a figure may be told without saying again what it measures."""
_GAP, _FAR, _PAIR = 3, 12, 2
_MOST = 6
_SUM = 1000
"""The least money that is a figure when nothing says what for."""
_OF = {"projects": "investment", "companies": "investment"}
_TRADE = frozenset({"trade", "exports", "imports", "surplus", "deficit", "growth", "decline"})
_BY_STATE = frozenset({"people"})
"""Measures of which several states may have the same number in one article."""
_RATES = frozenset({"growth", "decline", "share", "votes"})
"""Measures that only a percentage can have."""


def _measured(
    index: int, units: Sequence[Unit], measures: list[Found[str]], unit: str
) -> tuple[str, str, Found[str]] | None:
    """Money and percentages: the measure word nearest to it, before it rather than after."""
    best: tuple[float, Found[str]] | None = None
    for found in measures:
        if (found.value in _RATES and unit != "percent") or (found.value == "fine" and unit == "percent"):
            continue
        before = found.last <= index
        gap = index - found.last if before else found.first - index
        low, high = sorted((index, found.first))
        cost = (
            gap
            + (_WEAK if found.value == "cost" else 0)
            + (0 if before else 2)
            + 8 * sum(units[i].sign in {";", "."} for i in range(low, high))
        )
        if best is None or cost < best[0]:
            best = (cost, found)
    if best is None or best[0] > 30:
        return None
    measure = best[1].value
    if unit == "percent":
        return "growth" if measure not in {"share", "target", "tariff", "votes"} else measure, "percent", best[1]
    return measure, unit, best[1]


def _about(units: Sequence[Unit], context: Context) -> tuple[str, ...]:
    """The states the sentence names; with fewer than two, also the article's most named others."""
    registry = context.registry
    keys: list[str] = []
    for unit in units:
        if isinstance(unit.value, Actors) and unit.kind in {"state", "group", "metonym", "organization", "person"}:
            named = [registry.state_of(key) for key in unit.value.keys]
            keys.extend(registry.state(code) for code in named if code)
        elif unit.kind in {"adjective", "people"}:
            keys.append(registry.state(unit.value[0].id))
    keys = list(dict.fromkeys(keys))
    for code in context.main[:2]:
        key = registry.state(code)
        if len(keys) < _PAIR and key not in keys:
            keys.append(key)
    return tuple(keys[:_MOST])
