"""Tables as CSV: one article a row, columns by the names in the first row."""

from __future__ import annotations

import codecs
import csv
from collections import deque
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from chancery.errors import InputUnreadable
from chancery.read.columns import FIELDS, matched
from chancery.read.decoding import encoding_of
from chancery.read.document import MAX_FILE, Columns, Member, Payload, too_large

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DELIMITERS = ",;\t|"
_SAMPLE = 65536
_WIDE = frozenset({"utf-16", "utf-32"})
_Row = tuple[int, bytes]


def csv_rows(stream: IO[bytes], source: str, columns: Columns) -> Iterator[Member | InputUnreadable]:
    """Every row of a table. A quote that is never closed costs its own row, not those that follow."""
    csv.field_size_limit(MAX_FILE)
    encoding = encoding_of(stream.read(_SAMPLE), source)
    stream.seek(0)
    if encoding in _WIDE:
        recoded = codecs.EncodedFile(stream, "utf-8", encoding)
        encoding = "utf-8"
        read: Callable[[int], bytes] = recoded.readline
    else:
        read = stream.readline
    records = _records(_Lines(read), source)
    first = next(records, None)
    if first is None:
        return
    if isinstance(first, InputUnreadable):
        raise InputUnreadable(source, first.reason, f"its first row: {first.detail}")
    head = _text(first[1], encoding, source)
    delimiter = _delimiter(head, source)
    names = [name.strip() for name in _cells(head, delimiter, source)]
    places = {field: names.index(column) for field, column in matched(names, columns, source).items()}
    for record in records:
        if isinstance(record, InputUnreadable):
            yield record
        else:
            own = f"{source}#{record[0]}"
            load = _loader(own, record[1], encoding, _Table(delimiter, len(names), places))
            yield Member(source=own, kind="jsonl", load=load)


@dataclass(frozen=True, slots=True)
class _Table:
    """How the rows of a table are cut, and where in one each field is."""

    delimiter: str
    width: int
    places: dict[str, int]


def _loader(source: str, raw: bytes, encoding: str, table: _Table) -> Callable[[], Payload]:
    def load() -> Payload:
        cells = _cells(_text(raw, encoding, source), table.delimiter, source)
        if len(cells) > table.width:
            told = f"{len(cells)} cells, but there are {table.width} columns"
            raise InputUnreadable(source, "bad-row", told)
        row = {field: cells[at] for field, at in table.places.items() if at < len(cells)}
        return Payload(raw=raw, row=row)

    return load


class _Lines:
    """The lines of a file with their numbers, some of which can be given back."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read
        self._returned: deque[bytes] = deque()
        self.number = 0

    def next(self) -> bytes:
        """The next line; nothing at the end. Of a line that is far too long, a piece."""
        line = self._returned.popleft() if self._returned else self._read(MAX_FILE)
        self.number += bool(line)
        return line

    def give_back(self, lines: list[bytes]) -> None:
        """Lines that are to come again."""
        self._returned.extendleft(reversed(lines))
        self.number -= len(lines)


def _records(physical: _Lines, source: str) -> Iterator[_Row | InputUnreadable]:
    """Rows as lines joined until their quotes are closed, each with the number of its first line."""
    while line := physical.next():
        number = physical.number
        if not line.strip(b" \t\r\n\0"):
            continue
        held = [line]
        size, odd = len(line), line.count(b'"') % 2 == 1
        while (odd or not held[-1].endswith(b"\n")) and size <= MAX_FILE and (line := physical.next()):
            held.append(line)
            size += len(line)
            odd ^= line.count(b'"') % 2 == 1
        if odd:
            physical.give_back(held[1:])
            told = f"a quote that is opened in line {number:,} is never closed"
            yield InputUnreadable(f"{source}#{number}", "bad-row", told)
        elif size > MAX_FILE:
            yield too_large(f"{source}#{number}", size, MAX_FILE)
        else:
            yield number, b"".join(held)


def _text(raw: bytes, encoding: str, source: str) -> str:
    try:
        return raw.decode(encoding).replace("\0", "").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise InputUnreadable(source, "encoding", f"not {encoding} (byte {error.start:,} of the row)") from error


def _cells(record: str, delimiter: str, source: str = "") -> list[str]:
    try:
        return next(csv.reader([record], delimiter=delimiter), [])
    except csv.Error as error:
        raise InputUnreadable(source, "bad-row", str(error).partition(" - ")[0]) from error


def _delimiter(head: str, source: str) -> str:
    """What parts the names of the columns: under it most of them are known, or there are most."""
    known = {name.lower() for names in FIELDS.values() for name in names}

    def worth(delimiter: str) -> tuple[int, int]:
        names = [name.strip().lower() for name in _cells(head, delimiter, source)]
        return sum(name in known for name in names), len(names)

    return max(_DELIMITERS, key=worth)
