"""Figures: quantities that measure something about relations, with period, sides and who says so."""

from __future__ import annotations

from collections.abc import Sequence

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
        self._noun_first = pack.manifest.noun_first

    def find(self, sentences: list[Sentence], context: Context) -> tuple[LocalFigure, ...]:
        """The figures of an article, in order; the same value of the same thing is told once."""
        figures: dict[tuple[object, ...], LocalFigure] = {}
        for sentence in sentences:
            if sentence.kind == "caption":
                continue
            for figure in self._in_sentence(sentence, context):
                figures.setdefault((figure.measure, figure.value, figure.unit), figure)
        return tuple(figures.values())

    def _in_sentence(self, sentence: Sentence, context: Context) -> list[LocalFigure]:
        units = sentence.line.units
        amounts = [i for i, unit in enumerate(units) if unit.kind == "quantity"]
        if not amounts or self._unless.find(sentence.line):
            return []
        measures = self._measures.find(sentence.line)
        counters = self._counters.find(sentence.line)
        needed = {found.value for found in self._needs.find(sentence.line)}
        made = []
        for index in amounts:
            quantity: Quantity = units[index].value
            read = (
                self._counted(index, units, counters, needed)
                if quantity.unit is None
                else _measured(index, units, measures, quantity.unit)
            )
            if read is None:
                continue
            measure, unit_name, cue = read
            made.append(self._figure(sentence, index, (measure, unit_name), cue, context))
        return made

    def _counted(
        self, index: int, units: Sequence[Unit], counters: list[Found[str]], needed: set[str]
    ) -> tuple[str, str, Found[str]] | None:
        """A bare number with a counted noun right after it (a few words may stand between)."""
        best: tuple[int, Found[str]] | None = None
        for found in counters:
            gap = found.first - index - 1
            if 0 <= gap <= 3 and not any(
                units[i].kind in {"quantity", "mark", "time"} for i in range(index + 1, found.first)
            ):
                if self.pack.figures.counters[found.value].needs and found.value not in needed:
                    continue
                if best is None or gap < best[0]:
                    best = (gap, found)
        if best is None:
            return None
        spec: Counter = self.pack.figures.counters[best[1].value]
        return spec.measure, spec.unit, best[1]

    def _figure(
        self,
        sentence: Sentence,
        index: int,
        what: tuple[str, str],
        cue: Found[str],
        context: Context,
    ) -> LocalFigure:
        units = sentence.line.units
        unit = units[index]
        quantity: Quantity = unit.value
        period, at = _period(index, units, context.anchor)
        reasons = [
            Reason(
                role="measure",
                start=units[cue.first].start,
                end=units[cue.last - 1].end,
                value=what[0],
                rule="measure word",
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

    def _source(self, sentence: Sentence) -> str | None:
        for found in self._according.find(sentence.line):
            at = found.role("speaker")
            value = sentence.line.units[at[0]].value if at else None
            if isinstance(value, Actors):
                return value.keys[0]
        return None


_RATES = frozenset({"growth", "decline", "share"})
"""Measures that only a percentage can have."""


def _measured(
    index: int, units: Sequence[Unit], measures: list[Found[str]], unit: str
) -> tuple[str, str, Found[str]] | None:
    """Money and percentages: the measure word nearest to it, before it rather than after."""
    best: tuple[float, Found[str]] | None = None
    for found in measures:
        if found.value in _RATES and unit != "percent":
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
        return "growth" if measure not in {"share", "target", "tariff"} else measure, "percent", best[1]
    return measure, unit, best[1]


def _period(index: int, units: Sequence[Unit], anchor: Anchor) -> tuple[str | None, int | None]:
    """The date that belongs to a figure: the nearest not claimed by another figure, before it first."""
    best: tuple[float, int, str] | None = None
    for i, unit in enumerate(units):
        if unit.kind != "time":
            continue
        iso = resolve(unit.value, anchor)
        if iso is None:
            continue
        low, high = sorted((i, index))
        between = sum(units[j].kind == "quantity" for j in range(low + 1, high))
        cost = (
            (high - low)
            + 12 * between
            + (0 if i < index else 1)
            + 3 * sum(units[j].sign in {",", ";"} for j in range(low, high))
        )
        if cost <= _PERIOD_REACH and (best is None or cost < best[0]):
            best = (cost, i, iso)
    return (best[2], best[1]) if best else (None, None)


def _about(units: Sequence[Unit], context: Context) -> tuple[str, ...]:
    """The states the sentence names; with fewer than two, the article's main pair."""
    keys: list[str] = []
    for unit in units:
        if isinstance(unit.value, Actors) and unit.kind in {"state", "group", "metonym"}:
            keys.extend(k for k in unit.value.keys if context.registry.type_of(k) == "state" and k not in keys)
        elif unit.kind in {"adjective", "people"}:
            key = context.registry.state(unit.value[0].id)
            if key not in keys:
                keys.append(key)
    if len(keys) < 2:
        for code in context.main[:2]:
            key = context.registry.state(code)
            if key not in keys:
                keys.append(key)
    return tuple(keys[:2]) if len(keys) >= 2 else tuple(keys)
