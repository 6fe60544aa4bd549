"""`/api/v1/…`: the record for programs. The field names are those of the exchange files and of Python."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse
from starlette.exceptions import HTTPException

from chancery.errors import UsageError
from chancery.export import jsonl
from chancery.record import View, filters
from chancery.record.answering import Answers
from chancery.record.question import FactKind, Question
from chancery.serve import formats
from chancery.serve.listings import LISTINGS, Listing
from chancery.serve.points import point
from chancery.serve.site import site_of, view_of
from chancery.serve.wording import summary

router = APIRouter(prefix="/api/v1", tags=["record"])

FACTS: dict[str, FactKind] = {
    "events": "event",
    "statements": "statement",
    "figures": "figure",
    "relations": "relation",
    "offices": "office",
}
_ONLY_EVENTS = frozenset({"ics", "geojson"})
Viewed = Annotated[View, Depends(view_of)]


def _fact_route(table: str, kind: FactKind) -> None:
    """The calls for one kind of fact: a page as JSON, or everything by suffix."""
    allowed = filters.parameters(kind)

    def answer(request: Request, view: Viewed) -> Response:
        given = request.query_params.multi_items()
        question = filters.question(view, kind, [pair for pair in given if pair[0] not in {"limit", "after"}])
        limit, after = filters.paging(given)
        answers = Answers(view)
        page = answers.page(question, after=after, limit=limit)
        number, exact = answers.count(question)
        body = {
            "data": [jsonl.row(table, row) for row in page.rows],
            "next": page.next,
            "count": number,
            "count_is_exact": exact,
        }
        return tagged(request, view, lambda: JSONResponse(body))

    def everything(request: Request, view: Viewed, suffix: str) -> Response:
        if suffix not in formats.MEDIA or (suffix in _ONLY_EVENTS and kind != "event"):
            known = [name for name in formats.MEDIA if kind == "event" or name not in _ONLY_EVENTS]
            raise UsageError(f"{table}.{suffix[:20]}: no such format; there are {', '.join(known)}")
        if suffix == "json":
            return answer(request, view)
        question = filters.question(view, kind, request.query_params.multi_items())
        return tagged(request, view, lambda: _stream(request, table, question, suffix))

    about = {"parameters": filters.described((*allowed, *filters.PAGING))}
    filtered = {"parameters": filters.described(allowed)}
    router.add_api_route(f"/{table}", answer, name=table, openapi_extra=about, summary=f"{table.capitalize()}, a page")
    router.add_api_route(
        f"/{table}.{{suffix}}", everything, name=f"{table} file", openapi_extra=filtered,
        summary=f"All {table} that the filters leave, as a file: {', '.join(formats.MEDIA)}",
    )  # fmt: skip


def _stream(request: Request, table: str, question: Question, suffix: str) -> Response:
    """All rows as they are read; a break in the middle breaks the connection, so that nobody takes a part for all."""
    record = site_of(request).record

    def parts() -> Iterator[str]:
        with record.view() as view:
            rows: Iterable[dict[str, Any]] = (jsonl.row(table, fact) for fact in Answers(view).every(question))
            if suffix == "csv":
                yield from formats.as_csv(rows, tuple(dict.fromkeys(("id", *jsonl.KEYS[table]))))
            elif suffix == "ics":
                yield from formats.as_ics(rows, lambda row: summary(view, row))
            elif suffix == "geojson":
                yield from formats.as_geojson(rows, point)
            else:
                yield from formats.as_jsonl(rows)

    named = f'attachment; filename="{table}.{suffix}"'
    return StreamingResponse(
        formats.in_chunks(parts()), media_type=formats.MEDIA[suffix], headers={"content-disposition": named}
    )


def tagged(request: Request, view: View, answer: Callable[[], Response]) -> Response:
    """The answer with an ETag of this state of the record; 304 for who holds it already."""
    asked = f"{view.edition()} {request.url.path}?{request.url.query}"
    tag = f'"{hashlib.blake2b(asked.encode(), digest_size=10).hexdigest()}"'
    held = [part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")]
    response = Response(status_code=304) if tag in held else answer()
    response.headers["etag"] = tag
    response.headers["cache-control"] = "private, no-cache"
    return response


def _listing_route(listing: Listing) -> None:
    """The calls for what is no fact: entities, articles, stories, pairs, what was withdrawn."""

    def answer(request: Request, view: Viewed) -> Response:
        given = request.query_params.multi_items()
        filters.check_known(given, listing.parameters)
        limit, after = filters.paging(given)
        rows, following = listing.page(view, site_of(request).record, dict(given), after, limit)
        return tagged(request, view, lambda: JSONResponse({"data": rows, "next": following}))

    def everything(request: Request, view: Viewed, suffix: str) -> Response:
        if suffix not in {"json", "jsonl", "csv"}:
            raise UsageError(f"{listing.name}.{suffix[:20]}: no such format; there are json, jsonl, csv")
        if suffix == "json":
            return answer(request, view)
        given = dict(request.query_params)
        filters.check_known(given.items(), listing.parameters)
        record = site_of(request).record

        def parts() -> Iterator[str]:
            with record.view() as held:
                rows = listing.every(held, record, given)
                yield from formats.as_csv(rows, listing.columns) if suffix == "csv" else formats.as_jsonl(rows)

        named = f'attachment; filename="{listing.name}.{suffix}"'
        stream = StreamingResponse(
            formats.in_chunks(parts()), media_type=formats.MEDIA[suffix], headers={"content-disposition": named}
        )
        return tagged(request, view, lambda: stream)

    about = {"parameters": filters.described((*listing.parameters, *filters.PAGING))}
    router.add_api_route(f"/{listing.name}", answer, name=listing.name, openapi_extra=about, summary=listing.about)
    router.add_api_route(f"/{listing.name}.{{suffix}}", everything, name=f"{listing.name} file", summary=listing.about)


for _table, _kind in FACTS.items():
    _fact_route(_table, _kind)
for _listing in LISTINGS:
    _listing_route(_listing)


@router.get("/{table}/{key}", summary="One row by its identifier")
def one(request: Request, table: str, key: str, view: Viewed) -> Response:
    """A row of any table; of an article with its text."""
    row: object = None
    if table in FACTS:
        fact = view.fact(key)
        row = jsonl.row(table, fact) if fact is not None and type(fact).__name__.lower() == FACTS[table] else None
    elif table in {"entities", "stories"}:
        held = view.entity(key) if table == "entities" else view.story(key)
        row = jsonl.row(table, held) if held is not None else None
    elif table == "articles" and view.article_line(key) is not None:
        line = view.article_line(key)
        row = jsonl.article_row(view.article(key), line.story if line else None)
    if row is None:
        raise HTTPException(404, f"{table}: there is no {key[:60]!r}")
    return tagged(request, view, lambda: JSONResponse(row))
