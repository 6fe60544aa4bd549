"""Tables as Parquet: one article a row. Needs pyarrow, which `chancery[parquet]` brings."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import IO, TYPE_CHECKING, Any

from chancery.errors import InputUnreadable
from chancery.read.columns import matched
from chancery.read.document import MAX_FILE, Member, Payload, too_large

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from chancery.read.document import Columns

MAX_ROWS = 10_000_000
"""The longest table, in rows."""
MAX_GROUP = 1024**3
"""The largest row group, in bytes: what of a table is held at once."""
_AT_ONCE = 64


def parquet_rows(stream: IO[bytes], source: str, columns: Columns) -> Iterator[Member | InputUnreadable]:
    """Every row of a table, a few held at a time."""
    try:
        from pyarrow import ArrowException  # noqa: PLC0415 — heavy
        from pyarrow.parquet import ParquetFile  # noqa: PLC0415
    except ImportError as error:
        told = "Parquet is read with pyarrow, which is not there: pip install 'chancery[parquet]'"
        raise InputUnreadable(source, "missing-library", told) from error
    number = 0
    try:
        with ParquetFile(stream, pre_buffer=False, page_checksum_verification=True) as table:
            places = matched(table.schema_arrow.names, columns, source)
            _check(table, places, source)
            wanted = list(dict.fromkeys(places.values()))
            for batch in table.iter_batches(batch_size=_AT_ONCE, columns=wanted, use_threads=False):
                for at in range(batch.num_rows):
                    number += 1
                    own = f"{source}#{number}"
                    yield Member(source=own, kind="jsonl", load=_loader(batch, at, places, own))
    except (ArrowException, OSError, ValueError, OverflowError) as error:
        told = " ".join(str(error).split())[:120].lower()
        where = f"after row {number:,}: " if number else ""
        raise InputUnreadable(source, "damaged", f"damaged or no Parquet: {where}{told}") from error


def _check(table: Any, places: Mapping[str, str], source: str) -> None:  # noqa: ANN401 — the library has no types
    """InputUnreadable when the texts are no text, or the table is larger than any that is read."""
    from pyarrow import types  # noqa: PLC0415

    kind = table.schema_arrow.field(places["text"]).type
    inner = kind.value_type if types.is_dictionary(kind) else kind
    if not (types.is_string(inner) or types.is_large_string(inner) or types.is_string_view(inner)):
        told = f"column {places['text']} holds {str(kind)[:60]}, not text: --column text=NAME"
        raise InputUnreadable(source, "missing-field", told)
    held = table.metadata
    if held.num_rows > MAX_ROWS:
        raise InputUnreadable(source, "too-large", f"{held.num_rows:,} rows; at most {MAX_ROWS:,} are read")
    for at in range(held.num_row_groups):
        size = held.row_group(at).total_byte_size
        if size > MAX_GROUP:
            raise too_large(source, size, MAX_GROUP)


def _loader(batch: Any, at: int, places: Mapping[str, str], source: str) -> Callable[[], Payload]:  # noqa: ANN401
    def load() -> Payload:
        try:
            row = {field: _plain(batch.column(name)[at].as_py()) for field, name in places.items()}
        except (ValueError, OverflowError) as error:
            raise InputUnreadable(source, "bad-row", "a value in it cannot be read") from error
        raw = json.dumps(row, ensure_ascii=False, default=str).encode("utf-8", "replace")
        if len(raw) > MAX_FILE:
            raise too_large(source, len(raw), MAX_FILE)
        return Payload(raw=raw, row=row)

    return load


def _plain(value: object) -> object:
    """A value as rows of JSON have it."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value if isinstance(value, str | int | float | dict | None) else str(value)
