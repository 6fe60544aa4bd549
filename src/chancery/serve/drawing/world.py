"""The world map: areas shaded by how much happened there, small states as dots where they are; nothing is jittered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files

import msgspec
from markupsafe import Markup

from chancery.serve.points import point
from chancery.serve.projection import HEIGHT, WIDTH, project

SHADES = 5
_DOT = 4.5


_HEAD = Markup('<svg class="world" viewBox="0 0 {:.0f} {:.0f}" role="group" aria-label="{}">')


class _World(msgspec.Struct, frozen=True):
    width: float
    height: float
    areas: dict[str, str]


@cache
def _world() -> _World:
    return msgspec.json.decode((files("chancery.serve") / "data" / "world.json").read_bytes(), type=_World)


def world(
    counts: Mapping[str, int], link: Callable[[str], str], name: Callable[[str], str], title: str, *, boundaries: bool
) -> Markup:
    """The map with the numbers of events by state; states of which nothing is known are plain."""
    parts = [_HEAD.format(WIDTH, HEIGHT, title)]
    drawn = "area" if boundaries else "area unbounded"
    for code, path in _world().areas.items():
        if code not in counts:
            parts.append(Markup('<path class="{}" d="{}"/>').format(drawn, path))
    for code, number in sorted(counts.items(), key=lambda pair: -pair[1]):
        shape = _shape(code, drawn, shade(number, counts))
        if shape is not None:
            label = f"{name(code)}: {number}"
            linked = Markup('<a href="{}" aria-label="{}"><title>{}</title>{}</a>')
            parts.append(linked.format(link(code), label, label, shape))
    return Markup("").join([*parts, Markup("</svg>")])


def shade(number: int, counts: Mapping[str, int]) -> int:
    """Which of the shades a number has, 1 the lightest: by its place among all numbers."""
    ranked = sorted(counts.values())
    return 1 + min(SHADES - 1, SHADES * sum(other < number for other in ranked) // len(ranked))


def _shape(code: str, drawn: str, tone: int) -> Markup | None:
    if code in _world().areas:
        return Markup('<path class="{} shade-{}" d="{}"/>').format(drawn, tone, _world().areas[code])
    at = point(code)
    if at is None:
        return None
    x, y = project(*at)
    return Markup('<circle class="dot shade-{}" cx="{:.1f}" cy="{:.1f}" r="{}"/>').format(tone, x, y, _DOT)
