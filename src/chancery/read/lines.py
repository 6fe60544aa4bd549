"""The lines of JSONL, found without holding more of one than may be read."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING

from chancery.errors import InputUnreadable
from chancery.read.columns import listed
from chancery.read.document import MAX_FILE, Columns, Member, Payload, too_large

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LOOKED_AT = 100


def lines(stream: IO[bytes]) -> Iterator[tuple[int, int, int]]:
    """Number, offset and length of every line that is not blank."""
    number = offset = 0
    while piece := stream.readline(MAX_FILE):
        number += 1
        length = len(piece)
        blank = not piece.strip()
        while not piece.endswith(b"\n"):
            piece = stream.readline(MAX_FILE)
            if not piece:
                break
            length += len(piece)
            blank = blank and not piece.strip()
        if not blank:
            yield number, offset, length
        offset += length


def rows(stream: IO[bytes], source: str, columns: Columns) -> Iterator[Member]:
    """Every row of a file inside another."""
    check_fields(stream, source, columns)
    for number, offset, length in lines(stream):
        here = stream.tell()
        own = f"{source}#{number}"
        yield Member(source=own, kind="jsonl", load=_loader(stream, own, offset, length))
        stream.seek(here)


def _loader(stream: IO[bytes], source: str, offset: int, length: int) -> Callable[[], Payload]:
    def load() -> Payload:
        if length > MAX_FILE:
            raise too_large(source, length, MAX_FILE)
        stream.seek(offset)
        return Payload(raw=stream.read(length))

    return load


def check_fields(stream: IO[bytes], source: str, columns: Columns) -> None:
    """InputUnreadable when none of the first rows has a field that was said to be there."""
    if not columns:
        return
    seen: dict[str, None] = {}
    for _, line in zip(range(_LOOKED_AT), iter(lambda: stream.readline(MAX_FILE), b""), strict=False):
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            continue
        seen |= dict.fromkeys(row) if isinstance(row, dict) else {}
    stream.seek(0)
    for field, column in columns:
        if seen and column not in seen:
            told = f"no field {column} for {field}; there are {listed(list(seen))}"
            raise InputUnreadable(source, "missing-field", told)
