"""Watch lists: saved queries, and what is new, changed or withdrawn since somebody last looked.

They are kept in `watches.json` beside the record, one look for all who use it; only those who may decide change them.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated
from urllib.parse import urlencode

import msgspec
from fastapi import APIRouter, Depends, Form, Request, Response
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from chancery.errors import ChanceryError, UsageError
from chancery.record import View, codec
from chancery.record.answering import Answers
from chancery.record.searchbox import asked
from chancery.serve.site import site_of, view_of

router = APIRouter(include_in_schema=False)

WATCHES = "watches.json"
MOST_ROWS = 2000
"""Rows of a watched query that are compared; a wider one should be narrowed."""
_MOST_WATCHES = 50
_APART = frozenset({"confidence", "explanations"})


class Watch(msgspec.Struct, frozen=True, kw_only=True):
    """A saved query, and its rows at the last look: identifier → hash of what it said."""

    query: str
    seen: dict[str, str]


class News(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a watched query since the last look; identifiers of events."""

    query: str
    number: int
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    problem: str = ""


def news(view: View, folder: Path) -> list[News]:
    """Every watch with what is otherwise than at the last look."""
    return [_news(view, watch) for watch in read(folder)]


def _news(view: View, watch: Watch) -> News:
    try:
        now = rows(view, watch.query)
    except UsageError as error:
        return News(query=watch.query, number=0, problem=error.line())
    return News(
        query=watch.query,
        number=len(now),
        new=tuple(key for key in now if key not in watch.seen),
        changed=tuple(key for key, said in now.items() if watch.seen.get(key, said) != said),
        withdrawn=tuple(key for key in watch.seen if key not in now and len(now) < MOST_ROWS),
    )


def rows(view: View, query: str) -> dict[str, str]:
    """The rows that a query finds now, with hashes of what they say; how sure they are does not count."""
    found = Answers(view).page(asked(view, query), limit=MOST_ROWS).rows
    return {row.id: _said(row) for row in found}


def _said(row: object) -> str:
    told = {
        name: value for name, value in msgspec.to_builtins(row).items() if name not in {"confidence", "explanations"}
    }
    return hashlib.blake2b(codec.encode(told), digest_size=8).hexdigest()


def read(folder: Path) -> list[Watch]:
    """The watches kept beside a record."""
    path = folder / WATCHES
    if not path.exists():
        return []
    try:
        return msgspec.json.decode(path.read_bytes(), type=list[Watch])
    except msgspec.MsgspecError as error:
        raise ChanceryError(f"{path}: {error}", hint="mend the file or move it away") from error


def write(folder: Path, watches: Sequence[Watch]) -> None:
    """Keep the watches: written beside their place, then moved there."""
    handle, beside = tempfile.mkstemp(dir=folder, prefix=".watches-")
    with os.fdopen(handle, "wb") as file:
        file.write(msgspec.json.encode(watches))
    Path(beside).replace(folder / WATCHES)


@router.post("/watch")
def watch(
    request: Request,
    view: Annotated[View, Depends(view_of)],
    q: Annotated[str, Form()] = "",
    do: Annotated[str, Form()] = "add",
) -> Response:
    """Watch a query, say that it was looked at, or watch it no more."""
    site = site_of(request)
    if not site.may_edit(request):
        raise HTTPException(403, "this browser may not keep watches; start chancery serve --allow-edits")
    query = " ".join(q.split())
    held = {one.query: one for one in read(site.record.path)}
    if do == "remove":
        held.pop(query, None)
    elif do in {"add", "seen"}:
        held[query] = Watch(query=query, seen=rows(view, query))
    else:
        raise UsageError(f"do: {do[:20]!r} is none; there are add, seen, remove")
    if len(held) > _MOST_WATCHES:
        raise UsageError(f"there are {_MOST_WATCHES} watches already; remove one first")
    write(site.record.path, list(held.values()))
    return RedirectResponse(f"/?{urlencode({'q': query})}", status_code=303)
