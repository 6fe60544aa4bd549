"""The documents inside a file that holds many, one after another, files within files included."""

from __future__ import annotations

import tempfile
from typing import IO, TYPE_CHECKING

from chancery.errors import InputUnreadable
from chancery.read.archives import Packed, broken_off, gzipped, tarred, zipped
from chancery.read.bounds import MAX_NESTED, Budget, TooMuch
from chancery.read.document import Member, Payload, limit_of, too_large
from chancery.read.forms import PACKED, container_of, kind_of, unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from chancery.read.document import Columns, DocumentKind
    from chancery.read.forms import Container

Held = Member | InputUnreadable
_DEEPEST = 2
_PIECE = 1024 * 1024


def contents(stream: IO[bytes], name: str, source: str, columns: Columns) -> Iterator[Held]:
    """Everything in an open file, always in the same order; what cannot be read is yielded as an error.

    A member's bytes can be had until the next member is asked for.
    """
    size = stream.seek(0, 2)
    stream.seek(0)
    if not size:
        yield InputUnreadable(source, "empty", "the file is empty")
        return
    yield from _guarded(_inside(stream, name, source, columns, Budget(source, size)), source)


def _guarded(held: Iterator[Held], source: str) -> Iterator[Held]:
    """What is held, and the error that ends it."""
    some = False
    try:
        with broken_off(source):
            for item in held:
                some = True
                yield item
    except InputUnreadable as error:
        yield error
    else:
        if not some:
            yield InputUnreadable(source, "empty", "there is no article in it")


def _inside(
    stream: IO[bytes], name: str, source: str, columns: Columns, budget: Budget, depth: int = 1
) -> Iterator[Held]:
    form = container_of(name)
    if form in PACKED:
        for packed in _files(form, stream, name, source, budget):
            if isinstance(packed, InputUnreadable):
                yield packed
            else:
                yield from _file(packed, columns, budget, depth)
    elif form is not None:
        yield from _rows(form, stream, name, source, columns)


def _files(
    form: Container, stream: IO[bytes], name: str, source: str, budget: Budget
) -> Iterator[Packed | InputUnreadable]:
    if form == "zip":
        return zipped(stream, source, budget)
    if form == "tar":
        return tarred(stream, source, budget)
    return gzipped(stream, name, source, budget)


def _file(packed: Packed, columns: Columns, budget: Budget, depth: int) -> Iterator[Held]:
    """What is in a file inside an archive."""
    kind, form = kind_of(packed.name), container_of(packed.name)
    if kind is not None:
        yield Member(source=packed.source, kind=kind, load=_loader(packed, kind))
    elif form is None:
        yield InputUnreadable(packed.source, "unknown-kind", unknown(packed.name))
    elif form in PACKED and depth >= _DEEPEST:
        yield InputUnreadable(packed.source, "too-deep", "an archive in an archive in an archive is not read")
    else:
        yield from _guarded(_spooled(packed, columns, budget, depth), packed.source)


def _spooled(packed: Packed, columns: Columns, budget: Budget, depth: int) -> Iterator[Held]:
    """What is in a file of many inside an archive: it is put into a nameless file first, as far as it is whole."""
    if packed.size is not None and packed.size > MAX_NESTED:
        raise too_large(packed.source, packed.size, MAX_NESTED)
    with tempfile.TemporaryFile() as spool:
        damage = _copied(packed, spool)
        if spool.tell() or damage is None:
            spool.seek(0)
            yield from _inside(spool, packed.name, packed.source, columns, budget, depth + 1)
        if damage is not None:
            raise damage


def _copied(packed: Packed, spool: IO[bytes]) -> InputUnreadable | None:
    """Copy a packed file; what kept it from being copied whole."""
    try:
        with broken_off(packed.source), packed.open() as opened:
            while piece := opened.read(_PIECE):
                spool.write(piece)
                if spool.tell() > MAX_NESTED:
                    return too_large(packed.source, spool.tell(), MAX_NESTED)
    except TooMuch:
        raise
    except InputUnreadable as error:
        return error
    return None


def _loader(packed: Packed, kind: DocumentKind) -> Callable[[], Payload]:
    def load() -> Payload:
        limit = limit_of(kind)
        if packed.size is not None and packed.size > limit:
            raise too_large(packed.source, packed.size, limit)
        with broken_off(packed.source), packed.open() as opened:
            pieces = []
            left = limit + 1
            while left > 0 and (piece := opened.read(min(left, _PIECE))):
                pieces.append(piece)
                left -= len(piece)
        if left <= 0:
            raise InputUnreadable(packed.source, "too-large", f"at most {limit:,} bytes are read")
        return Payload(raw=b"".join(pieces))

    return load


def _rows(form: Container, stream: IO[bytes], name: str, source: str, columns: Columns) -> Iterator[Held]:
    """What is in a file of rows, items or records; each form's reader is imported when first needed."""
    match form:
        case "jsonl":
            from chancery.read.lines import rows  # noqa: PLC0415

            return rows(stream, source, columns)
        case "csv":
            from chancery.read.delimited import csv_rows  # noqa: PLC0415

            return csv_rows(stream, source, columns)
        case "parquet":
            from chancery.read.parquet import parquet_rows  # noqa: PLC0415

            return parquet_rows(stream, source, columns)
        case "feed":
            from chancery.read.feed import feed_items  # noqa: PLC0415

            return feed_items(stream, source)
        case "warc":
            from chancery.read.warc import warc_pages  # noqa: PLC0415

            return warc_pages(stream, source)
        case _:
            raise AssertionError(form)  # a file of files, which holds no rows
