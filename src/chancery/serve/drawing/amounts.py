"""Amounts over periods: a column a period, a dot a source's value, a range where sources disagree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from markupsafe import Markup, escape

MOST = 48
"""How many periods one drawing holds."""
_LEFT, _RIGHT, _TOP, _HIGH, _BOTTOM = 16, 16, 34, 150, 30
_ROOM, _WIDE, _NARROW, _LETTER = 1000, 110, 20, 6.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What one source says: the amount, and the whole of it in words."""

    value: float
    label: str
    href: str
    approx: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """One period, and what was said of it; `most` stands over it, where sources disagree `least` under it."""

    name: str
    most: str
    least: str
    values: tuple[Value, ...]


def draw(name: str, periods: Sequence[Period], *, title: str, about: str) -> Markup:
    """The drawing; `name` begins its ids."""
    step = max(_NARROW, min(_WIDE, _ROOM / max(1, len(periods))))
    across, down = _LEFT + step * len(periods) + _RIGHT, _TOP + _HIGH + _BOTTOM
    amounts = [value.value for period in periods for value in period.values]
    low, high = min(0.0, *amounts), max(0.0, *amounts)
    scale = _HIGH / ((high - low) or 1.0)
    zero = _TOP + high * scale
    size = f'viewBox="0 0 {across:g} {down}" width="{across:g}" height="{down}"'
    named = f'role="group" aria-labelledby="{escape(name)}-title {escape(name)}-about"'
    parts = [
        f'<svg class="amounts" {size} {named} xmlns="http://www.w3.org/2000/svg">',
        f'<title id="{escape(name)}-title">{escape(title)}</title>',
        f'<desc id="{escape(name)}-about">{escape(about)}</desc>',
        f'<line class="axis" x1="{_LEFT}" x2="{across - _RIGHT:g}" y1="{zero:g}" y2="{zero:g}"/>',
    ]
    every = ceil(_LETTER * (max((len(p.name) for p in periods), default=1) + 1) / step)
    for number, period in enumerate(periods):
        x = _LEFT + (number + 0.5) * step
        parts.extend(_period(period, x, zero, scale, step))
        if number % every == 0:
            parts.append(
                f'<text class="soft" x="{x:g}" y="{down - 10}" text-anchor="middle">{escape(period.name)}</text>'
            )
    return Markup("".join([*parts, "</svg>"]))  # noqa: S704 — every value above is escaped or a number


def _period(period: Period, x: float, zero: float, scale: float, step: float) -> Iterator[str]:
    heights = [zero - value.value * scale for value in period.values]
    top, bottom = min(heights), max(heights)
    yield f'<line class="stem" x1="{x:g}" x2="{x:g}" y1="{zero:g}" y2="{bottom:.1f}"/>'
    if bottom - top >= 1:
        yield (
            f'<path class="range" d="M{x:g} {top:.1f}V{bottom:.1f}M{x - 6:g} {top:.1f}h12M{x - 6:g} {bottom:.1f}h12"/>'
        )
    for value, y in zip(period.values, heights, strict=True):
        looks = "mark approx" if value.approx else "mark"
        yield (
            f'<a href="{escape(value.href)}" tabindex="-1"><title>{escape(value.label)}</title>'
            f'<circle class="{looks}" cx="{x:g}" cy="{y:.1f}" r="5"/></a>'
        )
    for words, y in ((period.most, top - 10), (period.least, bottom + 16)):
        if words and len(words) * _LETTER <= step:
            yield f'<text class="count" x="{x:g}" y="{y:.1f}" text-anchor="middle">{escape(words)}</text>'
