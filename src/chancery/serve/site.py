"""What every page and call of the API stands on: the record, who may change it, and how answers are written."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field

from fastapi import Request

from chancery.record import Record, View
from chancery.record.readers import Readers


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Who may do what. `token` is what a browser must have been given to change anything; None: nobody may.

    `hosts` are the names that a browser may know this server by; requests for any other are refused. `patience` is
    how many seconds the head of a request may take to arrive, and then its body.
    """

    token: str | None = None
    hosts: frozenset[str] = frozenset({"127.0.0.1", "localhost", "[::1]"})
    patience: float = 10.0

    @staticmethod
    def new_token() -> str:
        """A token that nobody can guess."""
        return secrets.token_urlsafe(24)


@dataclass(frozen=True, slots=True)
class Site:
    """One record being shown."""

    record: Record
    access: Access
    readers: Readers
    _key: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def seal(self) -> str:
        """What a browser keeps to show that it was given the token."""
        return hmac.new(self._key, (self.access.token or "").encode(), hashlib.sha256).hexdigest()

    def knows(self, token: str) -> bool:
        """Is this the token?"""
        return self.access.token is not None and hmac.compare_digest(token.encode(), self.access.token.encode())

    def may_edit(self, request: Request) -> bool:
        """Was this browser given the token?"""
        if self.access.token is None:
            return False
        return hmac.compare_digest(request.cookies.get("seal", ""), self.seal())


def site_of(request: Request) -> Site:
    """The site that a request is for."""
    site: Site = request.app.state.site
    return site


def view_of(request: Request) -> Iterator[View]:
    """One state of the record for the length of a request."""
    with site_of(request).readers.view() as view:
        yield view
