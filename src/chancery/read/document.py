"""One input, before it is read: where it is and what kind of thing it is."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from chancery.errors import InputUnreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from chancery.model.article import Extent

DocumentKind = Literal["text", "html", "jsonl", "item", "pdf"]
Columns = tuple[tuple[str, str], ...]
"""Which column of rows holds a field, where somebody said so: (field, column)."""

MAX_TEXT = 2 * 1024 * 1024
"""The longest text of an article, in bytes of UTF-8: a longer one is no article."""
MAX_FILE = 8 * 1024 * 1024
"""The largest file, and the longest line of JSONL, that is opened: markup takes room."""
MAX_PDF = 64 * 1024 * 1024
"""The largest PDF, in bytes: pictures and letters lie in it."""
_LONGEST_NAME = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file, a line of a JSONL file, or what stands inside a file that holds many.

    Of a line, `offset` and `length` in bytes and `line` from 1. `member` counts from 0 what is inside a file.
    """

    source: str
    path: Path
    kind: DocumentKind
    offset: int = 0
    length: int | None = None
    line: int | None = None
    member: int | None = None
    columns: Columns = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """The bytes of a document, and what the file it lies in tells of them.

    `fetched` as the archive states it, `charset` as the server stated it. `row` is what the bytes hold where they are
    a row of a table or an item of a feed; `extent` whether an item gives the whole article.
    """

    raw: bytes
    url: str | None = None
    fetched: str | None = None
    charset: str | None = None
    row: Mapping[str, object] | None = None
    extent: Extent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A document inside a file. `load` gives its bytes as long as the next one has not been asked for."""

    source: str
    kind: DocumentKind
    load: Callable[[], Payload]


def limit_of(kind: DocumentKind) -> int:
    """The most bytes that are read of one document."""
    return MAX_PDF if kind == "pdf" else MAX_FILE


def too_large(source: str, size: int, limit: int = MAX_TEXT) -> InputUnreadable:
    """The refusal of something that is too long."""
    return InputUnreadable(source, "too-large", f"{size:,} bytes; at most {limit:,} are read")


def source_name(path: Path) -> str:
    """The path as text that can be written anywhere, even if its bytes are no UTF-8."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def printable(name: str) -> str:
    """The name of something inside a file as text on one line that can be written anywhere."""
    text = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)[:_LONGEST_NAME]
