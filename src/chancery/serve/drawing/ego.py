"""The network around one: those it deals with most, nearer the more they deal, lines as wide as what is between."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

_SIZE, _MIDDLE, _NEAR, _FAR = 560, 280, 120, 215
_MOST = 12
_LEAST = 3
"""Fewer neighbours make no network; the table beside it tells them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """One it deals with: name, page, how many events are between them."""

    name: str
    link: str
    number: int


def ego(name: str, neighbours: Sequence[Neighbour], title: str) -> Markup:
    """The network as SVG; the first twelve neighbours clockwise from the top, the one with most first."""
    shown = list(neighbours)[:_MOST]
    if len(shown) < _LEAST:
        return Markup()
    most = max(neighbour.number for neighbour in shown)
    lines, dots = [], []
    for place, neighbour in enumerate(shown):
        share = neighbour.number / most
        angle = 2 * math.pi * place / len(shown) - math.pi / 2
        reach = _FAR - (_FAR - _NEAR) * share
        x, y = _MIDDLE + reach * math.cos(angle), _MIDDLE + reach * math.sin(angle)
        lines.append(
            Markup('<line class="tie" x1="{m}" y1="{m}" x2="{x:.1f}" y2="{y:.1f}" stroke-width="{w:.1f}"/>').format(
                m=_MIDDLE, x=x, y=y, w=1 + 7 * share
            )
        )
        below = y > _MIDDLE
        dots.append(
            Markup(
                '<a href="{link}"><circle class="node" cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}"/>'
                '<text x="{x:.1f}" y="{t:.1f}" text-anchor="middle">{name} ({number})</text></a>'
            ).format(
                link=neighbour.link,
                x=x,
                y=y,
                r=6 + 8 * share,
                t=y + (26 if below else -18),
                name=_cut(neighbour.name),
                number=neighbour.number,
            )
        )
    head = Markup(
        '<svg class="ego" viewBox="0 0 {0} {0}" role="group" aria-label="{1}" width="{0}" height="{0}">'
    ).format(_SIZE, title)
    middle = Markup(
        '<circle class="self" cx="{m}" cy="{m}" r="12"/>'
        '<text class="strong" x="{m}" y="{t}" text-anchor="middle">{name}</text>'
    ).format(m=_MIDDLE, t=_MIDDLE + 30, name=_cut(name))
    return Markup("").join([head, *lines, *dots, middle, Markup("</svg>")])


def _cut(name: str) -> str:
    return name if len(name) <= 26 else f"{name[:25]}…"
