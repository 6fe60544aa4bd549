"""One input, before it is read: where it is and what kind of thing it is."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

DocumentKind = Literal["text", "html", "jsonl"]

MAX_TEXT = 2 * 1024 * 1024
"""The longest text of an article, in bytes of UTF-8: a longer one is no article."""
MAX_FILE = 8 * 1024 * 1024
"""The largest file, and the longest line of JSONL, that is opened: markup takes room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file, or a line of a JSONL file: `offset` and `length` in bytes, `line` from 1."""

    source: str
    path: Path
    kind: DocumentKind
    offset: int = 0
    length: int | None = None
    line: int | None = None


def source_name(path: Path) -> str:
    """The path as text that can be written anywhere, even if its bytes are no UTF-8."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
