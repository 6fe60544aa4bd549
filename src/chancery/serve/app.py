"""The application: pages, API and files of one record, behind the guard."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

from anyio import to_thread
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from chancery import __version__
from chancery.errors import ChanceryError, RecordError, UsageError
from chancery.record import Record
from chancery.record.readers import Readers
from chancery.serve.api import router as api
from chancery.serve.apidocs import router as apidocs
from chancery.serve.deciding import router as deciding
from chancery.serve.desk import router as desk
from chancery.serve.entity import router as entity
from chancery.serve.event import router as event
from chancery.serve.guard import Guard
from chancery.serve.pairs import router as pairs
from chancery.serve.remembered import Remembered
from chancery.serve.render import page
from chancery.serve.reviewing import router as reviewing
from chancery.serve.site import Access, Site
from chancery.serve.story import router as story
from chancery.serve.watching import router as watching

_AT_ONCE = 4
_SUMMARY = "The record of dealings between states, read from the news."


def make_app(record: Record, access: Access | None = None) -> FastAPI:
    """The application that shows a record. Nothing it answers with needs the network."""
    access = access or Access()
    app = FastAPI(
        title="Chancery", summary=_SUMMARY, version=__version__, docs_url=None, redoc_url=None,
        openapi_url="/api/v1/openapi.json", lifespan=_few_at_once,
    )  # fmt: skip
    readers = Readers(record)
    app.state.site = Site(record, access, readers)
    app.mount("/static", StaticFiles(directory=Path(str(files("chancery.serve") / "static"))), name="static")
    for part in (api, apidocs, desk, deciding, entity, event, reviewing, story, pairs, watching):
        app.include_router(part)
    app.add_exception_handler(UsageError, _usage)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(ChanceryError, _failed)
    app.add_middleware(GZipMiddleware, minimum_size=2000)
    app.add_middleware(Remembered, readers=readers, folder=record.path)
    app.add_middleware(Guard, access=access)
    return app


@asynccontextmanager
async def _few_at_once(_: FastAPI) -> AsyncIterator[None]:
    """Few answers are worked on at the same time: many would take turns, and all come late."""
    to_thread.current_default_thread_limiter().total_tokens = _AT_ONCE
    yield


def _usage(request: Request, error: Exception) -> Response:
    """A wrong argument: what was got and what is allowed."""
    return _told(request, 400, error.line() if isinstance(error, ChanceryError) else str(error))


def _invalid(request: Request, error: Exception) -> Response:
    first = error.errors()[0] if isinstance(error, RequestValidationError) and error.errors() else {}
    where = ".".join(str(part) for part in first.get("loc", ())[1:])
    return _told(request, 400, f"{where}: {first.get('msg', 'not understood')}")


def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = error.detail if isinstance(error, HTTPException) else str(error)
    line = f"there is nothing at {request.url.path[:200]}" if detail == "Not Found" else detail
    return _told(request, status, line)


def _failed(request: Request, error: Exception) -> Response:
    status = 404 if isinstance(error, RecordError) and "is not in the record" in str(error) else 500
    return _told(request, status, error.line() if isinstance(error, ChanceryError) else str(error))


def _told(request: Request, status: int, line: str) -> Response:
    """One line: as JSON for the API, as a page for people."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": line}, status_code=status)
    return page(request, "error.html", status=status, line=line)
