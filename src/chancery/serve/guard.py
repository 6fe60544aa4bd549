"""What stands before every page: headers that let nothing in, and refusals of what no honest browser sends.

Article text is hostile until shown otherwise. No script or style but our own files runs, no frame holds a page, and a
request that would change something must come from a page of this site.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chancery.serve.site import Access

MOST_BYTES = 64 * 1024
"""The longest body that is read; forms here are short."""
MOST_QUERY = 4096
"""The longest query string."""

HEADERS: Mapping[str, str] = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # with `no-referrer` browsers tell no origin of our own forms either
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_READS = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """The outermost layer: refuses, or lets pass and sets the headers."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, guarded)
            return
        if scope["method"] in _READS:
            await self._app(scope, receive, guarded)
            return
        try:
            async with asyncio.timeout(self._access.patience):
                body = await _body(receive)
        except TimeoutError:
            await _refuse(408, "the body took too long to arrive")(scope, receive, guarded)
            return
        if body is None:
            await _refuse(413, f"the body is longer than {MOST_BYTES} bytes")(scope, receive, guarded)
            return
        await self._app(scope, _replay(body, receive), guarded)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if _name(host) not in self._access.hosts:
            return _refuse(421, f"this server is not {host[:80]!r}; it is {', '.join(sorted(self._access.hosts))}")
        if len(scope.get("query_string", b"")) > MOST_QUERY:
            return _refuse(414, f"the query is longer than {MOST_QUERY} bytes")
        if scope["method"] not in _READS and not _from_here(headers, host):
            return _refuse(403, "a change must come from a page of this site")
        return None


def _name(host: str) -> str:
    """A host without its port."""
    return host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() and not host.endswith("]") else host


def _from_here(headers: Headers, host: str) -> bool:
    """Does a browser say that the request comes from a page of this host? One that says nothing is refused."""
    if headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc == host


def _refuse(status: int, line: str) -> PlainTextResponse:
    """A refusal that ends the connection: whatever else comes over it is not waited for."""
    return PlainTextResponse(f"{line}\n", status_code=status, headers={"connection": "close"})


async def _body(receive: Receive) -> bytes | None:
    """The whole body; None when it is too long, or its sender has gone."""
    held = bytearray()
    while True:
        message = await receive()
        held += message.get("body", b"")
        if len(held) > MOST_BYTES or message["type"] == "http.disconnect":
            return None
        if not message.get("more_body", False):
            return bytes(held)


def _replay(body: bytes, receive: Receive) -> Receive:
    """The body again, once, then whatever comes."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
