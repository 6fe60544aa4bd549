"""The lanes of a pair: marks and bars of a window of time, the same as a table, and the way to what is outside it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from chancery.record import View
from chancery.record.answering import Step
from chancery.record.pairwise import Mark, Spot, marks, of_pair, spots
from chancery.record.question import Clock, Question
from chancery.serve.drawing import lanes as drawing
from chancery.serve.drawing.lanes import Cell, Column, Dot, Lane, Look
from chancery.serve.kept import Kept
from chancery.serve.lanes import LANES, acts_of, lane_of
from chancery.serve.pairs.rows import address
from chancery.serve.steps import ordinal, step_at
from chancery.serve.texts import Phrases

COLUMNS: dict[Step, int] = {"day": 50, "month": 48, "year": 36}
"""How many steps one drawing holds."""
_MOST_DOTS = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """What is shown of a window of time. `before`, `after` and `undated` count what is not in it."""

    drawing: Markup
    lanes: tuple[Lane, ...]
    table: tuple[tuple[str, tuple[Cell | None, ...]], ...]
    first: str
    last: str
    before: int
    after: int
    undated: int
    earlier: str | None
    later: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of a dossier: whose, in what steps, by which clock, from where, and the day of the offices."""

    a: str
    b: str
    by: Step
    clock: Clock
    start: str | None
    day: str | None = None

    def question(self, kind: str) -> Question:
        """The question for the events or the statements."""
        asked = of_pair(self.a, self.b, "statement" if kind == "statement" else "event")
        return replace(asked, clock=self.clock)


def of(mark: Mark | Spot, *, statement: bool) -> str:
    """The lane of a mark."""
    return "statements" if statement else lane_of(mark.type, mark.mode or None)


@dataclass(frozen=True, slots=True)
class Told:
    """All events and statements of a pair as marks."""

    events: list[Mark]
    statements: list[Mark]


_KINDS = ("event", "statement")
_told: Kept[Told] = Kept()


def told_of(view: View, asked: Asked) -> Told:
    """The marks from which lanes are drawn and acts are counted."""
    wanted = (*sorted((asked.a, asked.b)), asked.by, asked.clock)
    return _told.get(view, wanted, lambda: Told(*(marks(view, asked.question(kind), asked.by) for kind in _KINDS)))


def timeline(view: View, say: Phrases, asked: Asked, all_told: Told, title: str) -> Timeline | None:
    """The lanes; None when nothing has a date that can be drawn."""
    told = [
        *((mark, of(mark, statement=False)) for mark in all_told.events),
        *((mark, of(mark, statement=True)) for mark in all_told.statements),
    ]
    places = sorted({at for mark, _ in told if (at := ordinal(mark.step, asked.by)) is not None})
    if not places:
        return None
    start, stop = _window(places, asked)
    columns = [step_at(place, asked.by) for place in range(start, stop + 1)]
    inside: dict[tuple[str, str], list[Mark]] = defaultdict(list)
    loose: dict[str, list[Mark]] = defaultdict(list)
    outside = Counter[str]()
    for mark, lane in told:
        place = ordinal(mark.step, asked.by)
        if not mark.step:
            outside["undated"] += mark.number
        elif mark.step < columns[0][: len(mark.step)]:
            outside["before"] += mark.number
        elif mark.step > columns[-1][: len(mark.step)]:
            outside["after"] += mark.number
        elif place is None:
            loose[lane].append(mark)
        else:
            inside[lane, mark.step].append(mark)
    drawn = _Drawn(say, asked, columns)
    dots = _dots(view, drawn, inside)
    lanes = tuple(
        Lane(
            key=lane,
            name=say(f"pairs.lane.{lane}"),
            cells=tuple(drawn.cell(lane, step, inside[lane, step], dots[lane, step]) for step in columns),
            loose=drawn.loose(lane, loose[lane]),
        )
        for lane in LANES
    )  # fmt: skip
    named = [_column(step, asked.by) for step in columns]
    about = say("pairs.lanes.about", first=columns[0], last=columns[-1], n=sum(lane.number for lane in lanes))
    return Timeline(
        drawing=drawing.draw("lanes", lanes, named, title=title, about=about, loosely=say("pairs.lanes.loose")),
        lanes=lanes,
        table=tuple(
            (step, row)
            for number, step in reversed(list(enumerate(columns)))
            if any(row := tuple(lane.cells[number] for lane in lanes))
        ),
        first=columns[0],
        last=columns[-1],
        before=outside["before"],
        after=outside["after"],
        undated=outside["undated"],
        earlier=_earlier(places, start, asked.by),
        later=next((step_at(place, asked.by) for place in places if place > stop), None),
    )


def _window(places: Sequence[int], asked: Asked) -> tuple[int, int]:
    """The first and the last column: from where it is asked, else the latest."""
    most = COLUMNS[asked.by]
    start = ordinal(asked.start or "", asked.by)
    if start is None:
        start = places[-1] - most + 1
    start = max(places[0], min(start, places[-1]))
    return start, min(places[-1], start + most - 1)


def _earlier(places: Sequence[int], start: int, by: Step) -> str | None:
    before = [place for place in places if place < start]
    return step_at(max(before[0], before[-1] - COLUMNS[by] + 1), by) if before else None


def _column(step: str, by: Step) -> Column:
    """A step as its column: under months stands their year, under days their month; years are parted by decades."""
    if by == "year":
        return Column(short=step, group="", begins=step.endswith("0"))
    longer = step[:-3]
    return Column(short=str(int(step[-2:])), group=longer, begins=step.endswith("-01"))


def _dots(view: View, drawn: _Drawn, inside: dict[tuple[str, str], list[Mark]]) -> dict[tuple[str, str], list[Dot]]:
    """Every fact by itself, in the lanes in which no step has more than fit on each other."""
    asked, columns = drawn.asked, drawn.columns
    most = Counter[str]()
    for (lane, _), found in inside.items():
        most[lane] = max(most[lane], sum(mark.number for mark in found))
    sparse = [lane for lane, number in most.items() if number <= drawing.fit(len(columns))]
    dots: dict[tuple[str, str], list[Dot]] = defaultdict(list)
    for kind in ("event", "statement"):
        wanted = [lane for lane in sparse if (lane == "statements") == (kind == "statement")]
        if not wanted:
            continue
        ends = {"since": columns[0], "until": columns[-1]}
        if asked.clock == "reported":
            ends = {f"reported_{name}": value for name, value in ends.items()}
        types = tuple(act for lane in wanted for act in acts_of(lane))
        question = replace(asked.question(kind), types=types, **ends)  # type: ignore[arg-type]
        for spot in spots(view, question, asked.by, _MOST_DOTS):
            lane = of(spot, statement=kind == "statement")
            if (lane, spot.step) in inside and lane in sparse:
                dots[lane, spot.step].append(drawn.dot(lane, spot, kind))
    return dots


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Makes cells and dots with their words and addresses."""

    say: Phrases
    asked: Asked
    columns: Sequence[str]

    def _look(self, mark: Mark | Spot) -> Look:
        if mark.status == "denied":
            return "denied"
        if mark.status in {"planned", "proposed"}:
            return "planned"
        return "exact" if mark.known == "day" else "vague"

    def dot(self, lane: str, spot: Spot, kind: str) -> Dot:
        """One fact."""
        a, b = self.asked.a, self.asked.b
        words = self.say.act(spot.type, spot.mode or None) if kind == "event" else self.say.word("stance", spot.type)
        status = self.say.word("status", spot.status) if spot.status not in {"", "occurred"} else ""
        only = address(a, b, lane=lane, clock=_named(self.asked.clock), begins=spot.when, type=spot.type)
        return Dot(
            href=f"/events/{spot.id}" if kind == "event" else only,
            label=", ".join(filter(None, (words, spot.when, status))),
            vague=spot.known != "day",
            planned=spot.status in {"planned", "proposed"},
            denied=spot.status == "denied",
        )

    def cell(self, lane: str, step: str, found: Iterable[Mark], dots: Sequence[Dot]) -> Cell | None:
        """What falls into a step of a lane."""
        href = address(self.asked.a, self.asked.b, lane=lane, clock=_named(self.asked.clock), begins=step)
        return self._cell(lane, step, list(found), href, dots)

    def loose(self, lane: str, found: Iterable[Mark]) -> Cell | None:
        """What falls into the window, but not into a step."""
        known = {"day": ("month", "year"), "month": ("year",), "year": ()}[self.asked.by]
        href = address(
            self.asked.a, self.asked.b, lane=lane, clock=_named(self.asked.clock), known=known,
            since=self.columns[0], until=self.columns[-1],
        )  # fmt: skip
        return self._cell(lane, f"{self.columns[0]} – {self.columns[-1]}", list(found), href, ())

    def _cell(self, lane: str, step: str, found: list[Mark], href: str, dots: Sequence[Dot]) -> Cell | None:
        if not found:
            return None
        counts = Counter[Look]()
        for mark in found:
            counts[self._look(mark)] += mark.number
        told = [f"{counts[look]} {self.say(f'pairs.look.{look}')}" for look in drawing.LOOKS[1:] if counts[look]]
        doubtful = sum(mark.doubtful for mark in found)
        told += [self.say("pairs.doubtful", n=doubtful)] if doubtful else []
        words = f"{self.say(f'pairs.lane.{lane}')}, {step}: {counts.total()}"
        return Cell(
            href=href,
            label=f"{words} ({', '.join(told)})" if told else words,
            counts=tuple((look, counts[look]) for look in drawing.LOOKS if counts[look]),
            dots=tuple(dots) if len(dots) == counts.total() else (),
        )


def _named(clock: Clock) -> str | None:
    """The clock where it must be said."""
    return clock if clock == "reported" else None
