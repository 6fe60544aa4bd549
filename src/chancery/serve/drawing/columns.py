"""Columns over time: how many facts fall into each step, the doubtful part hatched; every column is a link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

_LEFT, _TOP, _HIGH, _BELOW, _WIDEST, _ROOM = 46, 12, 180, 34, 42, 1080


_HEAD = Markup(
    '<svg class="columns-drawn" viewBox="0 0 {w:.0f} {h}" role="group" aria-label="{t}" width="{w:.0f}" height="{h}">'
)
_GRID = Markup(
    '<line class="grid" x1="{x}" x2="{x2:.0f}" y1="{y:.1f}" y2="{y:.1f}"/>'
    '<text class="soft" x="{label}" y="{t:.1f}" text-anchor="end">{tick}</text>'
)
_COLUMN = Markup(
    '<a href="{link}" aria-label="{label}"><title>{label}</title>'
    '<rect class="hit" x="{x:.1f}" y="{top}" width="{w:.1f}" height="{high}"/>'
    '<rect class="sure" x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}"/>'
    '<rect class="unsure" x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{u:.1f}"/></a>'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One step of time: its name, how many, how many of them doubtful, the page with its rows."""

    step: str
    number: int
    doubtful: int
    link: str


def columns(held: Sequence[Column], title: str) -> Markup:
    """The columns from left to right; nothing for none."""
    if not held:
        return Markup()
    pitch = min(_WIDEST, _ROOM / len(held))
    most = max(column.number for column in held)
    width, height = _LEFT + pitch * len(held) + 10, _TOP + _HIGH + _BELOW
    parts = [_HEAD.format(w=width, h=height, t=title)]
    for tick in sorted({0, most // 2, most}):
        y = _TOP + _HIGH * (1 - tick / most)
        parts.append(_GRID.format(x=_LEFT, x2=width, y=y, label=_LEFT - 6, t=y + 4, tick=tick))
    every = max(1, round(56 / pitch))
    for place, column in enumerate(held):
        x = _LEFT + place * pitch + 1
        if column.number:
            parts.append(_drawn(column, x, pitch - 2, most))
        if place % every == 0:
            parts.append(
                Markup('<text class="soft" x="{:.1f}" y="{}">{}</text>').format(x, _TOP + _HIGH + 18, column.step)
            )
    return Markup("").join([*parts, Markup("</svg>")])


def _drawn(column: Column, x: float, width: float, most: int) -> Markup:
    high = _HIGH * column.number / most
    unsure = _HIGH * column.doubtful / most
    label = f"{column.step}: {column.number}"
    at = {"x": x, "w": max(width, 1), "top": _TOP, "high": _HIGH}
    return _COLUMN.format(link=column.link, label=label, y=_TOP + _HIGH - high, h=high, u=unsure, **at)
