"""What is answered for an identifier that names nothing any more."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import Request, Response
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from chancery.model.identifiers import PREFIXES
from chancery.record import View
from chancery.record.formerly import joined, rejected
from chancery.serve.render import page
from chancery.serve.site import site_of


def elsewhere(request: Request, view: View, key: str, kind: str, pages: str) -> Response:
    """The way to what it is one with now, who took it out, or that there is no such thing."""
    folder = site_of(request).record.path
    if key.startswith(f"{PREFIXES[kind]}_"):
        now = joined(view, folder, key)
        if now is not None:
            return RedirectResponse(f"/{pages}/{quote(now[1])}", status_code=301)
        decision = rejected(folder, key)
        if decision is not None:
            return page(request, "rejected.html", status=410, decision=decision)
    raise HTTPException(404, f"there is no {kind} {key[:60]!r} in this record")
