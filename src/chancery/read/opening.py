"""The bytes of a document, wherever they lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chancery.errors import InputUnreadable
from chancery.read.contents import contents
from chancery.read.document import Payload, limit_of, source_name, too_large

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from chancery.read.contents import Held
    from chancery.read.document import Columns, Document, Member


def payload_of(document: Document) -> Payload:
    """The bytes, unless there are none or far too many for one article."""
    try:
        payload = _from_file(document) if document.member is None else _cursor.payload(document)
    except OSError as error:
        raise InputUnreadable(document.source, "unreadable", (error.strerror or str(error)).lower()) from error
    if not payload.raw.strip():
        raise InputUnreadable(document.source, "empty", "the file is empty")
    return payload


def _from_file(document: Document) -> Payload:
    limit = limit_of(document.kind)
    with document.path.open("rb") as stream:
        size = document.length if document.length is not None else stream.seek(0, 2) - document.offset
        if size > limit:
            raise too_large(document.source, size, limit)
        stream.seek(document.offset)
        return Payload(raw=stream.read(size))


class _Cursor:
    """Where this process is in a file of many documents.

    They are read in the order in which they lie there, so that nothing is unpacked twice; only one that lies before
    the last one begins anew.
    """

    def __init__(self) -> None:
        self._file: tuple[Path, Columns] | None = None
        self._members: Iterator[Member] | None = None
        self._at = 0

    def payload(self, document: Document) -> Payload:
        """The bytes of a document inside a file."""
        wanted = document.member or 0
        file = (document.path, document.columns)
        if self._file != file or self._members is None or wanted < self._at:
            self.close()
            self._file = file
            self._members = members_of(document.path, document.columns)
        for member in self._members:
            self._at += 1
            if self._at > wanted:
                if member.source != document.source:
                    break
                return member.load()
        self.close()
        raise InputUnreadable(document.source, "changed", "the file changed while it was read")

    def close(self) -> None:
        """Let go of the file."""
        if self._members is not None:
            self._members.close()  # type: ignore[attr-defined] # a generator
        self._file = self._members = None
        self._at = 0


def held_in(path: Path, source: str, columns: Columns) -> Iterator[Held]:
    """The contents of a file on disk."""
    with path.open("rb") as stream:
        yield from contents(stream, path.name, source, columns)


def members_of(path: Path, columns: Columns) -> Iterator[Member]:
    """The documents in a file on disk."""
    for item in held_in(path, source_name(path), columns):
        if not isinstance(item, InputUnreadable):
            yield item


_cursor = _Cursor()


def let_go() -> None:
    """Close whatever file this process was reading."""
    _cursor.close()
