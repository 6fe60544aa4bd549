"""What workers know of a record: which findings are there already, and which pages are to be read again."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from chancery.record import schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one document.

    `origin` is the file or address it came out of; `stamp` says which state of that file was read,
    so that a resumed build knows what it need not read again. `article` and `findings` are encoded
    (see `codec`), `content` is the
    article's `content_key`. `findings` is None when they were cached already, or could not be made:
    then `failure` says why, as (reason, message).
    """

    source: str
    origin: str | None
    stamp: str | None
    id: str | None = None
    article: bytes | None = None
    content: bytes | None = None
    findings: bytes | None = None
    failure: tuple[str, str] | None = None


def kept(connection: sqlite3.Connection, source: str) -> Outcome:
    """A page of an earlier build, as it was read."""
    source, origin, stamp, article, data, content = connection.execute(
        "SELECT source, origin, stamp, article, data, content FROM documents "
        "JOIN pages ON digest = page WHERE source = ?",
        (source,),
    ).fetchone()
    return Outcome(source=source, origin=origin, stamp=stamp, id=article, article=data, content=content)


class FindingsCache:
    """Asks the record's cache of findings; safe beside a writer."""

    def __init__(self, folder: Path, fingerprint: str) -> None:
        self._db = schema.connect(folder, write=False)
        self._fingerprint = fingerprint

    def has(self, content: bytes) -> bool:
        """Are there findings for an article with this `content_key`?"""
        row = self._db.execute(
            "SELECT 1 FROM findings WHERE content = ? AND fingerprint = ?",
            (content, self._fingerprint),
        ).fetchone()
        return row is not None

    def kept(self, source: str) -> Outcome:
        """A page of an earlier build, as it was read."""
        return kept(self._db, source)
