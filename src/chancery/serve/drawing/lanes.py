"""Lanes over time: a row a kind of dealing, a column a step of time; a mark a fact, or bars where there are many.

Filled: known to the step; hollow: only to a longer time; dashed: planned; crossed: denied. All of it may hold of one
mark. A lane in which any step has more marks than fit is drawn as bars, with the number over each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

from markupsafe import Markup, escape

Look = Literal["exact", "vague", "planned", "denied"]
LOOKS: tuple[Look, ...] = ("exact", "vague", "planned", "denied")

_LEFT, _LOOSE, _RIGHT, _TOP, _LINE = 168, 58, 12, 14, 18
_THIN, _TALL = 24, 54
_DOT, _PITCH, _STACK = 5, 12.5, 4
_WIDE, _NARROW, _ROOM = 56, 17, 880
_DIGIT, _SMALL_DIGIT = 6.2, 5.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One fact."""

    href: str
    label: str
    vague: bool = False
    planned: bool = False
    denied: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What falls into one step of one lane; `dots` hold every fact, or none where there are too many."""

    href: str
    label: str
    counts: tuple[tuple[Look, int], ...]
    dots: tuple[Dot, ...] = ()

    @property
    def number(self) -> int:
        """How many facts."""
        return sum(number for _, number in self.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One row. `loose` are facts whose date is less exact than a step."""

    key: str
    name: str
    cells: tuple[Cell | None, ...]
    loose: Cell | None = None

    @property
    def number(self) -> int:
        """How many facts of the lane are drawn."""
        return sum(cell.number for cell in (*self.cells, self.loose) if cell)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One step of time: what stands under it, and whether a longer time (a decade, a year, a month) begins with it."""

    short: str
    group: str
    begins: bool


def fit(columns: int) -> int:
    """How many marks of one step fit on each other where there are so many columns."""
    return _per_row(_width(columns)) * _STACK


def draw(
    name: str, lanes: Sequence[Lane], columns: Sequence[Column], *, title: str, about: str, loosely: str
) -> Markup:
    """The drawing. `loosely` stands over the column of what is less exact than a step; `name` begins its ids."""
    step = _width(len(columns))
    left = _LEFT + (_LOOSE if any(lane.loose for lane in lanes) else 0)
    across = left + step * len(columns) + _RIGHT
    base = _TOP + sum(_height(lane) for lane in lanes)
    down = base + _LINE * (2 if any(column.group for column in columns) else 1) + 4
    size = f'viewBox="0 0 {across:g} {down}" width="{across:g}" height="{down}"'
    named = f'role="group" aria-labelledby="{escape(name)}-title {escape(name)}-about"'
    parts = [
        f'<svg class="lanes" {size} {named} xmlns="http://www.w3.org/2000/svg">',
        f'<title id="{escape(name)}-title">{escape(title)}</title>',
        f'<desc id="{escape(name)}-about">{escape(about)}</desc>',
    ]
    parts.extend(_grid(columns, left, step, base))
    if left > _LEFT:
        parts.append(f'<text class="soft" x="{left - 8}" y="{_TOP - 3}" text-anchor="end">{escape(loosely)}</text>')
    top = _TOP
    for lane in lanes:
        parts.extend(_lane(lane, top, left, step, across))
        top += _height(lane)
    return Markup("".join([*parts, "</svg>"]))  # noqa: S704 — every value above is escaped or a number


def _width(columns: int) -> float:
    return max(_NARROW, min(_WIDE, _ROOM // max(1, columns)))


def _per_row(width: float) -> int:
    return max(1, int(width // _PITCH))


def _height(lane: Lane) -> int:
    return _TALL if lane.number else _THIN


def _grid(columns: Sequence[Column], left: float, step: float, base: int) -> Iterator[str]:
    """Labels under the columns, and a line where a year or month begins."""
    said = -1e9
    every = ceil(_DIGIT * (max((len(c.short) for c in columns), default=1) + 1) / step)
    for number, column in enumerate(columns):
        x = left + number * step
        if number % every == 0:
            middle = f'x="{x + step / 2:g}" text-anchor="middle"'
            yield f'<text class="soft" {middle} y="{base + 15}">{escape(column.short)}</text>'
        if number == 0 or column.begins:
            yield f'<line class="grid" x1="{x:g}" x2="{x:g}" y1="{_TOP}" y2="{base}"/>'
            if column.group and x - said > len(column.group) * 8.5:
                yield f'<text class="when" x="{x + 2:g}" y="{base + 31}">{escape(column.group)}</text>'
                said = x


def _lane(lane: Lane, top: int, left: float, step: float, across: float) -> Iterator[str]:
    height, base = _height(lane), top + _height(lane)
    yield f'<g class="lane {escape(lane.key)}">'
    yield f'<line class="grid" x1="0" x2="{across:g}" y1="{base}" y2="{base}"/>'
    kind, y = ("name" if lane.number else "name soft"), top + height / 2 + 4
    yield f'<text class="{kind}" x="0" y="{y:g}">{escape(lane.name)}</text>'
    yield f'<text class="soft" x="{_LEFT - 12}" y="{y:g}" text-anchor="end">{lane.number or "–"}</text>'
    room = _per_row(step) * _STACK
    crowded = any(cell and (not cell.dots or cell.number > room) for cell in lane.cells)
    most = max((cell.number for cell in lane.cells if cell), default=1)
    if lane.loose:
        yield from _loose(lane.loose, left - _LOOSE, top, height)
    for number, cell in enumerate(lane.cells):
        if cell is not None:
            x = left + number * step
            yield from _bar(cell, x, base, step, most) if crowded else _dots(cell, x, base, step)
    yield "</g>"


def _dots(cell: Cell, x: float, base: int, step: float) -> Iterator[str]:
    """Marks from the bottom up, side by side where the column is wide."""
    beside = min(_per_row(step), len(cell.dots))
    start = x + step / 2 - (beside - 1) * _PITCH / 2
    for number, dot in enumerate(cell.dots):
        row, place = divmod(number, beside)
        cx, cy = start + place * _PITCH, base - 9 - row * _PITCH
        yield _linked(dot.href, dot.label, _mark(cx, cy, dot))


def _mark(cx: float, cy: float, dot: Dot) -> str:
    looks = " ".join(
        name
        for name, held in (("vague", dot.vague), ("planned", dot.planned), ("denied", dot.denied))
        if held
    )  # fmt: skip
    drawn = f'<circle class="mark {looks or "exact"}" cx="{cx:g}" cy="{cy:g}" r="{_DOT}"/>'
    return drawn + (_cross(cx - _DOT, cy - _DOT, 2 * _DOT, 2 * _DOT) if dot.denied else "")


def _cross(x: float, y: float, wide: float, high: float) -> str:
    return (
        f'<path class="cross" d="M{x:g} {y:g}l{wide:g} {high:g}M{x + wide:g} {y:g}l{-wide:g} {high:g}"/>'
    )  # fmt: skip


def _bar(cell: Cell, x: float, base: int, step: float, most: int) -> Iterator[str]:
    """A bar of parts, one a look, with the number over it where there is room."""
    wide = min(step - 4, 26)
    at, room = x + (step - wide) / 2, _TALL - 18
    shapes, y = (
        [f'<rect class="hit" x="{x:g}" y="{base - _TALL + 2}" width="{step:g}" height="{_TALL - 3}"/>'],
        base - 1.0,
    )
    for look, number in cell.counts:
        high = max(2.0, room * number / most)
        y -= high
        shapes.append(
            f'<rect class="mark {look}" x="{at:g}" y="{y:.1f}" width="{wide:g}" height="{max(1.5, high - 1):.1f}"/>'
        )
        if look == "denied" and high >= 4:
            shapes.append(_cross(at, round(y, 1), wide, round(high - 1, 1)))
    digits = len(str(cell.number))
    if digits * _SMALL_DIGIT <= step - 2:
        kind = "count" if digits * _DIGIT <= step - 5 else "count small"
        middle = f'x="{x + step / 2:g}" y="{y - 3:.1f}" text-anchor="middle"'
        shapes.append(f'<text class="{kind}" {middle}>{cell.number}</text>')
    yield _linked(cell.href, cell.label, "".join(shapes))


def _loose(cell: Cell, x: float, top: int, height: int) -> Iterator[str]:
    """What is less exact than a step: one hollow mark and its number."""
    cy = top + height / 2
    shape = f'<rect class="hit" x="{x:g}" y="{top + 4}" width="{_LOOSE - 6}" height="{height - 8}"/>'
    shape += f'<circle class="mark vague" cx="{x + 14:g}" cy="{cy:g}" r="{_DOT}"/>'
    shape += f'<text class="count" x="{x + 24:g}" y="{cy + 4:g}">{cell.number}</text>'
    yield _linked(cell.href, cell.label, shape)


def _linked(href: str, label: str, shape: str) -> str:
    """A mark that leads somewhere by pointer; the table beside the drawing leads there by key."""
    return f'<a href="{escape(href)}" tabindex="-1"><title>{escape(label)}</title>{shape}</a>'
