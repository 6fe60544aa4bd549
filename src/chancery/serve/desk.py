"""`/`: the desk. One search box; the address is the saved query."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from chancery.errors import UsageError
from chancery.model.record import Event
from chancery.record import View
from chancery.record.answering import Answers
from chancery.record.question import Question
from chancery.record.searchbox import asked
from chancery.serve.cards import event_card
from chancery.serve.render import page
from chancery.serve.site import view_of
from chancery.serve.texts import Phrases, language_of

router = APIRouter(include_in_schema=False)

_ROWS = 30


@router.get("/")
def desk(request: Request, view: Annotated[View, Depends(view_of)], q: str = "", after: str | None = None) -> Response:
    """What the search box finds, with facets that narrow it."""
    say = Phrases(language_of(request))
    answers = Answers(view)
    problem, question = "", Question()
    try:
        question = asked(view, q)
    except UsageError as error:
        problem = error.line()
    found = answers.page(question, after=after, limit=_ROWS)
    number, exact = answers.count(question)
    return page(
        request,
        "desk.html",
        status=400 if problem else 200,
        q=q,
        problem=problem,
        number=number,
        exact=exact,
        cards=[event_card(view, event, say) for event in found.rows if isinstance(event, Event)],
        next=found.next,
        facets={name: answers.facet(question, name) for name in ("type", "status", "party", "year")},
        counts=view.counts(),
        pairs=view.most_told_pairs(),
    )
