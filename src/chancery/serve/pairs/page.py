"""What the page of a pair shows, gathered from the record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from chancery.model.record import Event, Figure, Relation, Statement
from chancery.record import View
from chancery.record.answering import Answers, Step
from chancery.record.dossier import Silence, silence
from chancery.record.naming import state
from chancery.record.pairwise import Mark, articles_between, of_pair, span
from chancery.record.question import Question
from chancery.record.view import ArticleLine
from chancery.serve.cards import Card, event_card
from chancery.serve.kept import Kept
from chancery.serve.lanes import acts_of, lane_of
from chancery.serve.pairs.amounts import Measure, measures
from chancery.serve.pairs.parts import Post, Said, Side, Standing, Talk, posts, said_of, standing, talks
from chancery.serve.pairs.rows import address, base
from chancery.serve.pairs.timeline import Asked, Timeline, timeline, told_of
from chancery.serve.steps import best
from chancery.serve.texts import Phrases

F = TypeVar("F", Event, Figure, Relation, Statement)
_FIGURES, _RELATIONS = 400, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How much of each list is shown on one page."""

    events: int = 5
    agreed: int = 8
    said: int = 8
    articles: int = 12


_articles: Kept[tuple[list[ArticleLine], int]] = Kept()

FULL = Room(events=500, agreed=200, said=300, articles=500)
"""On the page that is made to be printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many facts of a kind, how many of them are doubtful, planned, denied, and where each number leads."""

    name: str
    numbers: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairPage:
    """The dossier of two states as its page shows it."""

    a: Side
    b: Side
    base: str
    timeline: Timeline | None
    counts: tuple[Count, ...]
    together: Count
    statements_said: tuple[Count, ...]
    events: tuple[Card, ...]
    number: int
    relations: tuple[Standing, ...]
    agreed: tuple[Card, ...]
    agreements: int
    agreements_href: str
    posts: tuple[tuple[Side, tuple[Post, ...], int], ...]
    talks: tuple[Talk, ...]
    measures: tuple[Measure, ...]
    figures: int
    said: tuple[Said, ...]
    statements: int
    articles: tuple[ArticleLine, ...]
    articles_number: int
    silence: Silence | None


def gathered(view: View, a: Side, b: Side, asked: Asked, say: Phrases, room: Room) -> PairPage:
    """Everything that the page shows of a pair."""
    answers = Answers(view)
    pair = of_pair(a.code, b.code)
    told = told_of(view, asked)
    counts = _counts(told.events, a, b, say)
    said = _stances(told.statements, a, b, say)
    number, statements = (sum(count.numbers[0][0] for count in held) for held in (counts, said))
    agreed = replace(pair, types=acts_of("agreements"))
    relations = _page(answers, of_pair(a.code, b.code, "relation"), Relation, _RELATIONS)
    figures = _page(answers, of_pair(a.code, b.code, "figure"), Figure, _FIGURES)
    articles, articles_number = _articles.get(
        view, (a.code, b.code, room), lambda: articles_between(view, a.code, b.code, room.articles)
    )
    title = say("pairs.lanes.title", a=a.name, b=b.name)
    empty = not (number or statements or relations or figures)
    return PairPage(
        a=a,
        b=b,
        base=base(a.code, b.code),
        timeline=timeline(view, say, asked, told, title),
        counts=counts,
        together=_together(counts, a, b, say),
        statements_said=said,
        events=_cards(view, answers, pair, say, room.events),
        number=number,
        relations=tuple(standing(view, relation, say) for relation in relations),
        agreed=_cards(view, answers, agreed, say, room.agreed),
        agreements=sum(mark.number for mark in told.events if lane_of(mark.type, mark.mode) == "agreements"),
        agreements_href=address(a.code, b.code, lane="agreements"),
        posts=tuple((one, *posts(view, one, other, asked.day, say)) for one, other in ((a, b), (b, a))),
        talks=tuple(talks(view, a, b, say)),
        measures=measures(view, figures, say),
        figures=len(figures) if len(figures) < _FIGURES else answers.count(of_pair(a.code, b.code, "figure"))[0],
        said=tuple(
            said_of(view, statement, say)
            for statement in _page(answers, of_pair(a.code, b.code, "statement"), Statement, room.said)
        ),
        statements=statements,
        articles=tuple(articles),
        articles_number=articles_number,
        silence=silence(view, state(view, a.code), state(view, b.code)) if empty else None,
    )


def default_step(view: View, a: str, b: str) -> Step:
    """The finest step by which all of it can be seen at once."""
    ends = span(view, a, b)
    return best(*ends) if ends else "month"


def _counts(told: Iterable[Mark], a: Side, b: Side, say: Phrases) -> tuple[Count, ...]:
    """Events by act, the most frequent first: all, doubtful, planned, denied."""
    held: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for mark in told:
        numbers = held[mark.type, mark.mode]
        numbers[0] += mark.number
        numbers[1] += mark.doubtful
        numbers[2] += mark.number if mark.status in {"planned", "proposed"} else 0
        numbers[3] += mark.number if mark.status == "denied" else 0
    found = []
    for (family, mode), numbers in sorted(held.items(), key=lambda item: (-item[1][0], item[0])):
        act = f"{family}/{mode}" if mode else family
        links = [
            address(a.code, b.code, type=act),
            address(a.code, b.code, type=act, doubtful="1"),
            address(a.code, b.code, type=act, status=("planned", "proposed")),
            address(a.code, b.code, type=act, status="denied"),
        ]
        found.append(Count(name=say.act(family, mode or None), numbers=tuple(zip(numbers, links, strict=True))))
    return tuple(found)


def _together(counts: Iterable[Count], a: Side, b: Side, say: Phrases) -> Count:
    """All acts together."""
    sums = [sum(numbers) for numbers in zip(*([n for n, _ in count.numbers] for count in counts), strict=True)]
    links = [
        address(a.code, b.code),
        address(a.code, b.code, doubtful="1"),
        address(a.code, b.code, status=("planned", "proposed")),
        address(a.code, b.code, status="denied"),
    ]
    return Count(name=say("pairs.column.total"), numbers=tuple(zip(sums or [0] * 4, links, strict=True)))


def _stances(told: Iterable[Mark], a: Side, b: Side, say: Phrases) -> tuple[Count, ...]:
    """Statements by stance: all, doubtful."""
    held: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for mark in told:
        held[mark.type][0] += mark.number
        held[mark.type][1] += mark.doubtful
    found = []
    for stance, numbers in sorted(held.items(), key=lambda item: (-item[1][0], item[0])):
        links = [address(a.code, b.code, kind="statement", type=stance, doubtful=only) for only in (None, "1")]
        found.append(Count(name=say.word("stance", stance), numbers=tuple(zip(numbers, links, strict=True))))
    return tuple(found)


def _page(answers: Answers, question: Question, kind: type[F], limit: int) -> list[F]:
    return [row for row in answers.page(question, limit=limit).rows if isinstance(row, kind)]


def _cards(view: View, answers: Answers, question: Question, say: Phrases, limit: int) -> tuple[Card, ...]:
    return tuple(event_card(view, event, say) for event in _page(answers, question, Event, limit))
