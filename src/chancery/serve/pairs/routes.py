"""The addresses under `/pairs`: the list, a dossier, its rows, its citations and its files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, get_args
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse, StreamingResponse
from starlette.exceptions import HTTPException

from chancery.errors import UsageError
from chancery.model.record import Event, Statement
from chancery.record import View
from chancery.record.answering import Answers, Step
from chancery.record.naming import parties
from chancery.record.pairwise import of_pair, told_by_article
from chancery.record.question import Clock
from chancery.serve.cards import event_card
from chancery.serve.formats import in_chunks
from chancery.serve.kept import Kept
from chancery.serve.pairs import citing
from chancery.serve.pairs.markdown import markdown
from chancery.serve.pairs.page import FULL, PairPage, Room, default_step, gathered
from chancery.serve.pairs.parts import Side, said_of, side
from chancery.serve.pairs.rows import address, base, question
from chancery.serve.pairs.timeline import Asked
from chancery.serve.render import page
from chancery.serve.site import site_of, view_of
from chancery.serve.texts import Phrases, language_of
from chancery.text import regex

router = APIRouter(include_in_schema=False)

Viewed = Annotated[View, Depends(view_of)]
_told: Kept[list[tuple[str, str, int]]] = Kept(most=2)
_LIST, _ROWS, _CITED = 50, 30, 25
_DAY = regex.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@router.get("/pairs")
def pairs(request: Request, view: Viewed, a: str = "", b: str = "", begin: int = Query(0, ge=0)) -> Response:
    """Pairs of states by how much is between them, and a form that leads to one by names."""
    say = Phrases(language_of(request))
    one, problem_a = _named(view, a, say)
    two, problem_b = _named(view, b, say)
    if one and two and one != two:
        return RedirectResponse(base(one, two), status_code=303)
    if one and two:
        problem_b = say("pairs.form.same")
    only = one or two
    told = _told.get(view, "pairs", lambda: list(view.pairs_told()))
    found = [row for row in told if only in row[:2]] if only else told
    rows = [(*_turned(row, only), row[2]) for row in found[begin : begin + _LIST]]
    return page(
        request,
        "pairs.html",
        status=400 if problem_a or problem_b else 200,
        a=a,
        b=b,
        problem_a=problem_a,
        problem_b=problem_b,
        only=side(view, only, say) if only else None,
        rows=[(side(view, first, say), side(view, second, say), number) for first, second, number in rows],
        most=found[0][2] if found else 1,
        number=len(found),
        begin=begin,
        following=begin + _LIST if begin + _LIST < len(found) else None,
    )


def _turned(row: tuple[str, str, int], only: str | None) -> tuple[str, str]:
    """The two states of a row, the one that was asked for first."""
    return (row[1], row[0]) if only == row[1] else (row[0], row[1])


def _named(view: View, text: str, say: Phrases) -> tuple[str | None, str]:
    """The state that is meant by a code or a name in any language, or why none is."""
    if not text.strip():
        return None, ""
    found = [party for party in parties(view, text) if party.is_state]
    if len(found) == 1:
        return found[0].key, ""
    if not found:
        return None, say("pairs.form.none", name=text[:60])
    return None, say("pairs.form.several", name=text[:60], names=", ".join(f"{p.name} ({p.key})" for p in found[:6]))


def _sides(request: Request, view: View, a: str, b: str, rest: str = "") -> tuple[Side, Side] | RedirectResponse:
    """Both sides; or the way to the address that names them by their codes."""
    say = Phrases(language_of(request))
    codes = []
    for text in (a, b):
        code, problem = _named(view, text, say)
        if code is None:
            raise HTTPException(404, problem or say("pairs.form.none", name=text[:60]))
        codes.append(code)
    if codes[0] == codes[1]:
        raise UsageError(say("pairs.form.same"))
    if codes != [a, b]:
        query = request.url.query
        return RedirectResponse(f"{base(*codes)}{rest}" + (f"?{query}" if query else ""), status_code=307)
    return side(view, codes[0], say), side(view, codes[1], say)


def _page(view: View, sides: tuple[Side, Side], given: dict[str, str], say: Phrases) -> tuple[PairPage, Asked]:
    """What the parameters ask of a dossier. UsageError names the one that is wrong."""
    a, b = sides
    allowed = {"by": get_args(Step), "clock": get_args(Clock)}
    for name, values in allowed.items():
        if name in given and given[name] not in values:
            raise UsageError(f"{name}: {given[name][:40]!r} is none; there are {', '.join(values)}")
    day = given.get("at", "")
    if day and not _DAY.fullmatch(day):
        raise UsageError(f"at: {day[:40]!r} is no date; allowed are 2026, 2026-01 and 2026-01-24")
    by: Step = given.get("by") or default_step(view, a.code, b.code)  # type: ignore[assignment]
    clock: Clock = given.get("clock") or "happened"  # type: ignore[assignment]
    asked = Asked(a=a.code, b=b.code, by=by, clock=clock, start=given.get("start"), day=day or None)
    room = FULL if given.get("full") else Room()
    return gathered(view, a, b, asked, say, room), asked


@router.get("/pairs/{a}/{b}.md")
def as_markdown(request: Request, view: Viewed, a: str, b: str) -> Response:
    """The dossier as a Markdown file."""
    sides = _sides(request, view, a, b, ".md")
    if isinstance(sides, RedirectResponse):
        return sides
    record, say, given = site_of(request).record, Phrases(language_of(request)), dict(request.query_params)
    _page(view, sides, given, say)

    def parts() -> Iterator[str]:
        with record.view() as held:
            whole, asked = _page(held, sides, given, say)
            yield from markdown(held, whole, say, asked.day)

    return _file(parts(), f"{sides[0].code}-{sides[1].code}.md", "text/markdown; charset=utf-8")


def _file(parts: Iterator[str], name: str, media: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(in_chunks(parts), media_type=media, headers=headers)


@router.get("/pairs/{a}/{b}")
def dossier(request: Request, view: Viewed, a: str, b: str) -> Response:
    """Everything between two states."""
    sides = _sides(request, view, a, b)
    if isinstance(sides, RedirectResponse):
        return sides
    say = Phrases(language_of(request))
    whole, asked = _page(view, sides, dict(request.query_params), say)
    clock = asked.clock if asked.clock == "reported" else None
    return page(
        request,
        "pair.html",
        pair=whole,
        asked=asked,
        day=asked.day or "",
        pair_query=urlencode({"pair": f"{whole.a.code},{whole.b.code}"}),
        undated=address(whole.a.code, whole.b.code, clock=clock, known="none"),
        most_told=[(side(view, one, say), side(view, two, say), n) for one, two, n in view.most_told_pairs(3)],
    )


@router.get("/pairs/{a}/{b}/rows")
def rows(request: Request, view: Viewed, a: str, b: str, after: str | None = None) -> Response:
    """The rows behind a number of the dossier."""
    sides = _sides(request, view, a, b, "/rows")
    if isinstance(sides, RedirectResponse):
        return sides
    say = Phrases(language_of(request))
    given = request.query_params.multi_items()
    asked = question(a, b, given)
    found = Answers(view).page(asked, after=after, limit=_ROWS)
    number, exact = Answers(view).count(asked)
    return page(
        request,
        "pairrows.html",
        a=sides[0],
        b=sides[1],
        base=base(a, b),
        filters=[(name, value) for name, value in given if name not in {"after", "ui", "theme"} and value],
        number=number,
        exact=exact,
        cards=[event_card(view, event, say) for event in found.rows if isinstance(event, Event)],
        said=[said_of(view, statement, say) for statement in found.rows if isinstance(statement, Statement)],
        next=found.next,
    )


@router.get("/pairs/{a}/{b}/citations")
def citations(request: Request, view: Viewed, a: str, b: str, after: str | None = None) -> Response:
    """The sources of every event, with the words quoted, and as BibTeX."""
    sides = _sides(request, view, a, b, "/citations")
    if isinstance(sides, RedirectResponse):
        return sides
    say = Phrases(language_of(request))
    found = Answers(view).page(of_pair(a, b), after=after, limit=_CITED)
    cites = citing.Citing(view, say)
    held = [cites.event(event) for event in found.rows if isinstance(event, Event)]
    return page(
        request,
        "paircitations.html",
        a=sides[0],
        b=sides[1],
        base=base(a, b),
        cited=held,
        bibtex="".join(citing.bibtex(source) for source in citing.merged(held)),
        number=Answers(view).count(of_pair(a, b))[0],
        next=found.next,
    )


@router.get("/pairs/{a}/{b}/citations.{suffix}")
def citations_file(request: Request, view: Viewed, a: str, b: str, suffix: str) -> Response:
    """All of them as a file: `txt`, an event after another, or `bib`, an article after another."""
    if suffix not in {"bib", "txt"}:
        raise UsageError(f"citations.{suffix[:20]}: no such format; there are bib, txt")
    sides = _sides(request, view, a, b, f"/citations.{quote(suffix)}")
    if isinstance(sides, RedirectResponse):
        return sides
    record, say = site_of(request).record, Phrases(language_of(request))

    def parts() -> Iterator[str]:
        with record.view() as held:
            cites = citing.Citing(held, say)
            if suffix == "bib":
                yield from map(citing.bibtex, cites.by_article(told_by_article(held, a, b)))
            else:
                for event in Answers(held).every(of_pair(a, b)):
                    if isinstance(event, Event):
                        yield citing.text(cites.event(event))

    media = "application/x-bibtex; charset=utf-8" if suffix == "bib" else "text/plain; charset=utf-8"
    return _file(parts(), f"{a}-{b}.{suffix}", media)
