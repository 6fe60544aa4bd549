"""Quantities in running text: numbers with scale words, currencies, percent signs and vague counts."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from chancery.lang import Pack
from chancery.text import regex
from chancery.text.characters import lower, plain_quotes


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number read from words. `unit` is an ISO 4217 code, "percent", or None for a bare number."""

    value: float
    unit: str | None
    approx: bool


@dataclass(frozen=True, slots=True)
class QuantitySpan:
    """`text[start:end]` is a quantity."""

    start: int
    end: int
    quantity: Quantity


class AmountFinder:
    """How one language writes figures."""

    def __init__(self, pack: Pack) -> None:
        spec = pack.numbers
        self._decimal, self._group = spec.decimal, spec.group
        self._words = {lower(word): float(value) for word, value in spec.words.items()}
        self._scales = {lower(word): float(value) for word, value in spec.scales.items()}
        self._vague = {lower(word): float(value) for word, value in spec.vague.items()}
        self._before = {lower(form): code for code, forms in spec.currencies.items() for form in forms.before}
        self._after = {lower(form): code for code, forms in spec.currencies.items() for form in forms.after}
        self._to = regex.compile(rf"\s*(?:-|–|{_any(spec.to)})\s*")
        self._approx = regex.compile(rf"(?<!\w)(?:{_any(spec.approx)})\s*$")
        blank = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:,\d+)?|" if spec.group.isspace() else ""
        number = rf"(?:{blank}\d+(?:[.,]\d+)*)"
        words = _any(self._words)
        scale = _any(self._scales)
        self._expression = regex.compile(
            rf"(?:(?<![^\W\d_])(?P<before>{_any(self._before)}))?(?:(?<=\w)\s{{1,3}}|\s{{0,3}})"
            rf"(?:(?P<number>(?(before)|(?<![\w.,/])(?<!\d[-–])){number}|(?<=[$€£¥₩₽]){number})|(?P<vague>(?<!\w){_any(self._vague)})|(?P<word>(?<!\w){words}(?!\w)))"
            rf"(?:[\s-]{{0,3}}(?P<scale>{scale})(?![^\W\d_]))?(?:\s{{1,3}}(?P<scale2>{scale})(?!\w))?"
            rf"(?:[\s-]{{0,3}}(?P<percent>{_any(spec.percent)})(?!\w)|[\s-]{{0,3}}(?P<after>{_any(self._after)})(?!\w))?"
        )

    def find(self, text: str) -> list[QuantitySpan]:
        """All quantities of the text, in order."""
        flat = plain_quotes(lower(text))
        spans: list[QuantitySpan] = []
        scales: list[float] = []
        for match in self._expression.finditer(flat):
            quantity = self._read(match.groupdict(), flat[: match.start()])
            if quantity is None:
                continue
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            bare = bool(spans) and spans[-1].quantity.unit is None and scales[-1] == 1
            if bare and quantity.unit and self._to.fullmatch(flat, spans[-1].end, start):
                spans[-1] = _scaled(spans[-1], quantity, self._scale(match.groupdict()))
            spans.append(QuantitySpan(start, match.end(), quantity))
            scales.append(self._scale(match.groupdict()))
        return spans

    def _scale(self, groups: Mapping[str, str | None]) -> float:
        held = [self._scales[" ".join(scale.split())] for scale in (groups["scale"], groups["scale2"]) if scale]
        return math.prod(held)

    def _read(self, groups: Mapping[str, str | None], before: str) -> Quantity | None:
        value = self._value(groups)
        if value is None:
            return None
        value *= self._scale(groups)
        unit = None
        if groups["before"]:
            unit = self._before[" ".join(groups["before"].split())]
        elif groups["after"]:
            unit = self._after[" ".join(groups["after"].split())]
        elif groups["percent"]:
            unit = "percent"
        approx = bool(groups["vague"]) or bool(self._approx.search(before[-24:]))
        return Quantity(round(value, 6), unit, approx)

    def _value(self, groups: Mapping[str, str | None]) -> float | None:
        if groups["vague"]:
            return self._vague[" ".join(groups["vague"].split())]
        if groups["word"]:
            return self._words[" ".join(groups["word"].split())]
        digits = " ".join((groups["number"] or "").split()) if self._group.isspace() else groups["number"] or ""
        return parse_number(digits, decimal=self._decimal, group=self._group)


def _scaled(span: QuantitySpan, model: Quantity, scale: float) -> QuantitySpan:
    """The first number of a range takes scale and unit of the second: "10 to 12 billion dollars"."""
    first = Quantity(round(span.quantity.value * scale, 6), model.unit, span.quantity.approx)
    return QuantitySpan(span.start, span.end, first)


def parse_number(digits: str, *, decimal: str, group: str) -> float | None:
    """The value of digits with a language's decimal and grouping marks, the other way round if only that fits."""
    if regex.compile(rf"\d{{1,3}}(?:{regex.literal(group)}\d{{3}})+(?:{regex.literal(decimal)}\d+)?").fullmatch(digits):
        return float(digits.replace(group, "").replace(decimal, "."))
    if regex.compile(rf"\d{{1,3}}(?:{regex.literal(decimal)}\d{{3}}){{2,}}").fullmatch(digits):
        return float(digits.replace(decimal, ""))
    marks = [char for char in digits if not char.isdigit()]
    if len(marks) > 1:
        return None
    return float(digits.replace(",", ".")) if digits else None


def _any(forms: Mapping[str, object] | list[str]) -> str:
    return (
        "(?:" + "|".join(regex.literal(lower(form)) for form in sorted(forms, key=len, reverse=True)) + ")"
        if forms
        else "(?!)"
    )
