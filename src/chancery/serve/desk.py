"""`/`: the desk. One search box; the address is the saved query; list, table, time and map share it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request, Response
from markupsafe import Markup

from chancery.errors import UsageError
from chancery.model.record import Event
from chancery.record import View
from chancery.record.answering import COUNTED, Answers, Facet, most
from chancery.record.naming import state_name
from chancery.record.question import Question
from chancery.record.searchbox import asked
from chancery.serve.cards import Card, event_card
from chancery.serve.drawing.columns import Column, columns
from chancery.serve.drawing.world import world
from chancery.serve.kept import Kept
from chancery.serve.render import page
from chancery.serve.site import site_of, view_of
from chancery.serve.steps import best, ordinal, shortened, step_at
from chancery.serve.texts import Phrases, language_of
from chancery.serve.watching import news

router = APIRouter(include_in_schema=False)

SHOWN = ("list", "table", "time", "map")
_ROWS, _TABLE_ROWS, _MOST_COLUMNS, _CHOICES = 30, 100, 240, 12
_KEYS: dict[Facet, str] = {"type": "type", "status": "status", "party": "with", "place": "place", "year": "since"}

_facets: Kept[dict[Facet, dict[str, int]]] = Kept()


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: its words, how many rows, the query it narrows to."""

    words: str
    number: int
    link: str


@router.get("/")
def desk(
    request: Request,
    view: Annotated[View, Depends(view_of)],
    q: str = "",
    after: str | None = None,
    show: Literal["list", "table", "time", "map"] = "list",
    boundaries: Literal["on", "off"] = "on",
) -> Response:
    """What the search box finds, with facets that narrow it."""
    say = Phrases(language_of(request))
    answers = Answers(view)
    problem, question = "", Question()
    try:
        question = asked(view, q)
    except UsageError as error:
        problem = error.line()
    facets = _facets.get(view, replace(question, order="-date"), lambda: answers.facets(question))
    number, exact = sum(facets["status"].values()), True
    if number >= COUNTED:
        number, exact = answers.count(question)
    cards, following = _cards(view, answers, question, say, after, show)
    places = dict(most(facets["place"], 300)) if show == "map" else {}
    drawing = Markup()
    if show == "map":
        drawing = _map(view, q, say, places, boundaries=boundaries == "on")
    elif show == "time":
        drawing = columns(_columns(answers, question, q), say("desk.time"))
    return page(
        request,
        "desk.html",
        status=400 if problem else 200,
        q=q,
        problem=problem,
        show=show,
        shown=SHOWN,
        number=number,
        exact=exact,
        cards=cards,
        next=following,
        drawing=drawing,
        boundaries=boundaries,
        places=sorted(((state_name(view, code), code, n) for code, n in places.items()), key=lambda p: (-p[2], p[0])),
        unplaced=number - sum(places.values()),
        facets={facet: _choices(view, facets[facet], q, say, facet) for facet in _KEYS},
        counts=view.counts(),
        failures=view.failures()[:20],
        unfinished=view.unfinished(),
        unapplied=view.unapplied(),
        news=news(view, site_of(request).record.path),
    )


def _cards(
    view: View, answers: Answers, question: Question, say: Phrases, after: str | None, show: str
) -> tuple[list[Card], str | None]:
    if show not in {"list", "table"}:
        return [], None
    found = answers.page(question, after=after, limit=_ROWS if show == "list" else _TABLE_ROWS)
    return [event_card(view, e, say, question.words) for e in found.rows if isinstance(e, Event)], found.next


def _choices(view: View, counted: Mapping[str, int], q: str, say: Phrases, facet: Facet) -> list[Choice]:
    found = []
    for value, number in most(counted, _CHOICES):
        narrowed = " ".join(f"{q} {_KEYS[facet]}:{value}".split())
        found.append(Choice(_words(view, say, facet, value), number, f"/?{urlencode({'q': narrowed})}"))
    return found


def _words(view: View, say: Phrases, facet: Facet, value: str) -> str:
    if facet in {"party", "place"}:
        return state_name(view, value)
    if facet == "type":
        return say.act(value.partition("/")[0], value.partition("/")[2] or None)
    return say.word("status", value) if facet == "status" else value


def _map(view: View, q: str, say: Phrases, places: dict[str, int], *, boundaries: bool) -> Markup:
    return world(
        places,
        lambda code: f"/?{urlencode({'q': f'{q} place:{code}'.strip()})}",
        lambda code: state_name(view, code),
        say("desk.map"),
        boundaries=boundaries,
    )


def _columns(answers: Answers, question: Question, q: str) -> list[Column]:
    """The dated rows by the finest step that leaves columns wide enough to hit."""
    days = answers.steps(question)
    years = sorted({day[:4] for day in days if day})
    if not years:
        return []
    by = best(years[0], f"{years[-1]}-12-31", most=_MOST_COLUMNS) if len(years) < 20 else "year"
    totals: dict[str, tuple[int, int]] = {}
    for day, (number, doubtful) in days.items():
        if step := shortened(day, by):
            before = totals.get(step, (0, 0))
            totals[step] = before[0] + number, before[1] + doubtful
    places = [place for step in totals if (place := ordinal(step, by)) is not None]
    steps = [step_at(place, by) for place in range(min(places), max(places) + 1)] if places else []
    return [
        Column(
            step=step,
            number=totals.get(step, (0, 0))[0],
            doubtful=totals.get(step, (0, 0))[1],
            link=f"/?{urlencode({'q': f'{q} since:{step} until:{step}'.strip()})}",
        )
        for step in (steps if len(steps) <= _MOST_COLUMNS else sorted(totals))
    ]
