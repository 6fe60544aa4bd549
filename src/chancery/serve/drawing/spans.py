"""Spans over time as bars: who held what from when to when, as far as it is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

_LEFT, _WIDTH, _ROW, _TOP = 260, 520, 26, 26
_LEAST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One bar: its words, its first and last year with fractions; open ends are drawn faded."""

    label: str
    first: float
    last: float
    open_start: bool
    open_end: bool


def spans(held: Sequence[Span], title: str) -> Markup:
    """The bars below each other on one scale of years; nothing for no span."""
    if not held:
        return Markup()
    first, last = int(min(s.first for s in held)), int(max(s.last for s in held)) + 1
    scale = _WIDTH / max(last - first, 1)
    height = _TOP + _ROW * len(held) + 8
    parts = [
        Markup('<svg class="spans" viewBox="0 0 {} {}" role="img" aria-label="{}" width="{}" height="{}">').format(
            _LEFT + _WIDTH + 20, height, title, _LEFT + _WIDTH + 20, height
        )
    ]
    step = max(1, (last - first) // 8)
    for year in range(first, last + 1, step):
        x = _LEFT + (year - first) * scale
        parts.append(
            Markup('<line class="grid" x1="{0:.1f}" x2="{0:.1f}" y1="{1}" y2="{2}"/>').format(x, _TOP - 6, height)
        )
        parts.append(Markup('<text class="soft" x="{:.1f}" y="14" text-anchor="middle">{}</text>').format(x, year))
    for place, span in enumerate(held):
        y = _TOP + place * _ROW
        x = _LEFT + (span.first - first) * scale
        wide = max((span.last - span.first) * scale, _LEAST)
        ends = " ".join(
            name for name, is_open in (("open-start", span.open_start), ("open-end", span.open_end)) if is_open
        )
        parts.append(
            Markup('<text x="{}" y="{}" text-anchor="end">{}</text>').format(_LEFT - 10, y + 14, _cut(span.label))
        )
        parts.append(
            Markup(
                '<rect class="bar {}" x="{:.1f}" y="{}" width="{:.1f}" height="14" rx="3"><title>{}</title></rect>'
            ).format(ends, x, y + 3, wide, span.label)
        )
    return Markup("").join([*parts, Markup("</svg>")])


def _cut(label: str) -> str:
    return label if len(label) <= 38 else f"{label[:37]}…"


def year_of(date: str) -> float:
    """A date as a year with a fraction: 2025-07-01 is 2025.5."""
    parts = [int(part) for part in date[:10].split("-")]
    month = parts[1] - 1 if len(parts) > 1 else 0
    day = parts[2] - 1 if len(parts) > 2 else 0
    return parts[0] + (month + day / 31) / 12
