"""Pages in WARC and WARC.gz archives.

fastwarc reads the records; it ends without a word where a file is cut off, and where one record's length is wrong it
stops or swallows what follows. So every record is measured before it is given out, and after a broken one reading goes
on at the next record that can be found.
"""

from __future__ import annotations

import zlib
from collections import Counter
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Protocol

from chancery.errors import InputUnreadable
from chancery.read.archives import broken_off
from chancery.read.document import MAX_PDF, Member, Payload, limit_of, too_large
from chancery.read.http import Response, parse_response

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from chancery.read.document import DocumentKind

_PAGES: dict[str, DocumentKind] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "application/pdf": "pdf",
}
_PIECE = 1024 * 1024
_MOST_DAMAGES = 100
_SHOWN = 8
_GZIP = b"\x1f\x8b\x08"
_PLAIN = b"WARC/1."
_HEADERS = 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Record:
    """One record: where it begins in the file, its headers, its block as far as may be read, and what is missing."""

    at: int
    kind: str
    headers: dict[str, str]
    block: bytes
    size: int
    there: int


class _Reads(Protocol):
    def read(self, size: int, /) -> bytes: ...


def warc_pages(stream: IO[bytes], source: str) -> Iterator[Member | InputUnreadable]:
    """Every page that was fetched; records that are no pages are counted in one line at the end."""
    passed: Counter[str] = Counter()
    for number, record in enumerate(_records(stream, source), 1):
        if isinstance(record, InputUnreadable):
            yield InputUnreadable(f"{source}#{number}", record.reason, record.detail)
            continue
        held = _page(record, f"{source}#{number}")
        if isinstance(held, str):
            passed.update([held] if held else [])
        else:
            yield held
    if passed:
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in passed.most_common(_SHOWN))
        more = f" and {len(passed) - _SHOWN} kinds more" if len(passed) > _SHOWN else ""
        told = f"{passed.total():,} records are no pages that are read: {kinds}{more}"
        yield InputUnreadable(f"{source}#others", "unknown-kind", told)


def _page(record: _Record, source: str) -> Member | InputUnreadable | str:
    """A page to read; or what kind of record it is instead, nothing when it only tells of others."""
    if record.kind not in {"response", "resource"}:
        return "" if record.kind in {"warcinfo", "request", "metadata"} else record.kind
    served = record.headers.get("content-type", "").lower()
    if record.kind == "response" and not served.startswith("application/http"):
        return f"response of {served.partition(';')[0] or 'no type'}"
    response = parse_response(record.block) if record.kind == "response" else Response.of(served, record.block)
    if response is None:
        return InputUnreadable(source, "damaged", "the answer of the server has no end of its headers")
    kind = _PAGES.get(response.type) if response.status == 200 else None
    if kind is None:
        return (response.type or "no type") if response.status == 200 else f"status {response.status}"
    if record.size > limit_of(kind):
        return too_large(source, record.size, limit_of(kind))
    return Member(source=source, kind=kind, load=_loader(response, record, source))


def _loader(response: Response, record: _Record, source: str) -> Callable[[], Payload]:
    def load() -> Payload:
        return Payload(
            raw=response.body(source),
            url=record.headers.get("warc-target-uri", "").strip("<> ") or None,
            fetched=record.headers.get("warc-date"),
            charset=response.charset,
        )

    return load


def _records(stream: IO[bytes], source: str) -> Iterator[_Record | InputUnreadable]:
    """The records, each measured and known to be followed by another or by the end; a broken one as an error."""
    damages = 0
    at: int | None = 0
    packed = stream.read(2) == _GZIP[:2]
    end = stream.seek(0, 2)
    while at is not None:
        stream.seek(at)
        last: _Record | None = None
        problem: str | None = None
        try:
            with broken_off(source):
                for record in _from(stream):
                    if last is not None:
                        yield last
                        last = None
                    at = record.at
                    problem = _lacking(record)
                    if problem:
                        break
                    last = record
        except InputUnreadable as error:
            problem = f"its length is wrong, or what follows it is {error.detail}"
        if problem is None:
            if last is not None:
                yield last
            return
        damages += 1
        found = _next(stream, at + 1, packed=packed) if at < end else None
        if damages == _MOST_DAMAGES and found is not None:
            yield InputUnreadable(source, "damaged", f"{damages} records are damaged; the rest is not read")
            return
        yield InputUnreadable(source, "damaged", problem)
        at = found


def _from(stream: IO[bytes]) -> Iterator[_Record]:
    """The records from here on as fastwarc reads them."""
    from fastwarc.warc import ArchiveIterator  # noqa: PLC0415 — only archives need it

    for record in ArchiveIterator(stream, parse_http=False, max_header_len=_HEADERS):
        headers = {name.lower(): value for name, value in record.headers.items()}
        block, there = _measured(record.reader)
        yield _Record(
            at=record.stream_pos,
            kind=headers.get("warc-type", ""),
            headers=headers,
            block=block,
            size=int(headers.get("content-length", -1)),
            there=there,
        )


def _measured(reader: _Reads) -> tuple[bytes, int]:
    """The block as far as it may be read, and how many bytes of it are there."""
    limit = MAX_PDF + 1
    pieces: list[bytes] = []
    there = 0
    while piece := reader.read(_PIECE):
        if there < limit:
            pieces.append(piece)
        there += len(piece)
    return b"".join(pieces), there


def _lacking(record: _Record) -> str | None:
    """What is wrong with a record in itself."""
    if record.size < 0 or not record.kind:
        return "the file is cut off or damaged in the headers of a record"
    if record.there < record.size:
        return f"its length is wrong or the file is cut off: {record.there:,} of {record.size:,} bytes are there"
    return None


def _next(stream: IO[bytes], at: int, *, packed: bool) -> int | None:
    """Where the next record begins, at or behind a place in the file."""
    mark = _GZIP if packed else _PLAIN
    stream.seek(at)
    held = b""
    while piece := stream.read(_PIECE):
        held += piece
        begin = 0
        while (found := held.find(mark, begin)) >= 0:
            if _begins(stream, at + found, packed=packed):
                return at + found
            begin = found + 1
        keep = max(0, len(held) - len(mark) + 1)
        at += keep
        held = held[keep:]
        stream.seek(at + len(held))
    return None


def _begins(stream: IO[bytes], at: int, *, packed: bool) -> bool:
    """Does a record begin at this place of the file?"""
    back = stream.tell()
    stream.seek(max(0, at - 1))
    raw = stream.read(600)[min(at, 1) :] if packed else stream.read(9)
    stream.seek(back)
    if not packed:
        return raw.startswith(b"\n") and raw[-1:].isdigit()
    try:
        return zlib.decompressobj(31).decompress(raw, len(_PLAIN)) == _PLAIN
    except zlib.error:
        return False
