"""Whole answers kept as long as the record says the same: who asks what was asked before gets it at once."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chancery.errors import ChanceryError
from chancery.record.readers import Readers
from chancery.record.schema import DECISIONS
from chancery.serve.watching import WATCHES

MOST_BYTES = 64 * 1024 * 1024
"""How much is kept in all; what was not asked for longest goes first."""
MOST_OF_ONE = 1024 * 1024
_HEADERS = ("accept-encoding", "accept-language", "cookie", "if-none-match")
"""What an answer depends on besides its address and the record."""
_SEALED = "seal="

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Answer:
    start: Message
    body: Message

    @property
    def size(self) -> int:
        """About how much room it takes."""
        return len(self.body.get("body", b"")) + 1024


class Remembered:
    """Stands before the application. Streams, refusals and pages of those who may decide are never kept."""

    def __init__(self, app: ASGIApp, readers: Readers, folder: Path) -> None:
        self._app, self._readers = app, readers
        self._beside = (folder / DECISIONS, folder / WATCHES)
        self._state: Key = ()
        self._held: OrderedDict[Key, _Answer] = OrderedDict()
        self._bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        key = self._key(scope)
        if key is None:
            await self._app(scope, receive, send)
            return
        answer = self._held.get(key)
        if answer is not None:
            self._held.move_to_end(key)
            await send({**answer.start, "headers": list(answer.start["headers"])})
            await send(answer.body)
            return
        state, sent = self._state, list[Message]()

        async def noting(message: Message) -> None:
            if len(sent) < 3:
                sent.append({**message, "headers": list(message["headers"])} if "headers" in message else message)
            await send(message)

        await self._app(scope, receive, noting)
        if _is_whole(sent) and state == self._state:
            self._keep(key, _Answer(*sent))

    def _key(self, scope: Scope) -> Key | None:
        """What makes a request the same as another; None for one whose answer is not kept."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith("/static/"):
            return None
        headers = Headers(scope=scope)
        if _SEALED in headers.get("cookie", ""):
            return None
        try:
            edition, commits = self._readers.state()
        except (ChanceryError, OSError):
            return None
        state = (edition, *(_stamp(path) for path in self._beside))
        if state != self._state:
            self._held.clear()
            self._state, self._bytes = state, 0
        # The desk tells how far a build has come; nothing else shows what is not published.
        staged = commits if scope["path"] == "/" else 0
        return (staged, scope["path"], scope["query_string"], *(headers.get(name) for name in _HEADERS))

    def _keep(self, key: Key, answer: _Answer) -> None:
        if answer.size > MOST_OF_ONE or key in self._held:
            return
        self._held[key] = answer
        self._bytes += answer.size
        while self._bytes > MOST_BYTES:
            _, oldest = self._held.popitem(last=False)
            self._bytes -= oldest.size


def _is_whole(sent: list[Message]) -> bool:
    """Is it all of a good answer that sets nothing in the browser?"""
    if len(sent) != 2 or sent[0].get("status") not in {200, 304} or sent[1].get("more_body"):
        return False
    return all(name.lower() != b"set-cookie" for name, _ in sent[0]["headers"])


def _stamp(path: Path) -> tuple[int, int]:
    try:
        held = path.stat()
    except OSError:
        return 0, 0
    return held.st_mtime_ns, held.st_size
