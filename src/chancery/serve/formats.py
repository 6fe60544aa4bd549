"""Rows of the API as JSON lines, CSV, calendar and map: the same rows, the same field names, nothing cut silently."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from chancery.ontology.places import places

Row = Mapping[str, Any]

MEDIA = {
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "geojson": "application/geo+json",
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes a cell that begins with it for."""


def in_chunks(parts: Iterable[str], length: int = 64_000) -> Iterator[str]:
    """The parts in fewer, longer ones: each that is sent costs a change of threads."""
    held: list[str] = []
    long = 0
    for part in parts:
        held.append(part)
        long += len(part)
        if long >= length:
            yield "".join(held)
            held, long = [], 0
    yield "".join(held)


def as_jsonl(rows: Iterable[Row]) -> Iterator[str]:
    """One JSON object a line."""
    for row in rows:
        yield json.dumps(row, ensure_ascii=False) + "\n"


def as_csv(rows: Iterable[Row], columns: tuple[str, ...]) -> Iterator[str]:
    """A head line, then a line a row; lists parted by "; ", of the evidence the first quote with its article."""
    out = io.StringIO()
    writer = csv.writer(out)
    names = [*(column for column in columns if column != "evidence"), "quote", "article"]
    writer.writerow(names)
    for row in rows:
        first = (row.get("evidence") or [{}])[0]
        cells = {**row, "quote": first.get("quote"), "article": first.get("article")}
        writer.writerow([cell(cells.get(name)) for name in names])
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    yield out.getvalue()


def cell(value: object) -> str:
    """A value as a cell that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        value = "; ".join(str(part) for part in value)
    if isinstance(value, int | float):
        return str(value)
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def as_ics(rows: Iterable[Row], told: Callable[[Row], str]) -> Iterator[str]:
    """Dated events as a calendar (RFC 5545): whole days; planned ones are tentative, denied ones cancelled."""
    yield "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Chancery//EN\r\nCALSCALE:GREGORIAN\r\n"
    for row in rows:
        first, _, last = str(row["date"] or "").partition("/")
        if len(first) != len("2020-01-01"):
            continue  # a calendar has no room for a month
        status = {"planned": "TENTATIVE", "proposed": "TENTATIVE", "denied": "CANCELLED"}.get(
            row["status"], "CONFIRMED"
        )
        lines = [
            "BEGIN:VEVENT",
            f"UID:{row['id']}@chancery",
            f"DTSTAMP:{_compact(first)}T000000Z",
            f"DTSTART;VALUE=DATE:{_compact(first)}",
            *([f"DTEND;VALUE=DATE:{_after(last)}"] if len(last) == len(first) else []),
            f"SUMMARY:{_escaped(told(row))}",
            f"STATUS:{status}",
            *([f"LOCATION:{_escaped(row['place'])}"] if row["place"] else []),
            f"DESCRIPTION:{_escaped(row['evidence'][0]['quote'] if row['evidence'] else '')}",
            "END:VEVENT",
        ]
        yield "".join(_folded(line) for line in lines)
    yield "END:VCALENDAR\r\n"


def _compact(day: str) -> str:
    return day.replace("-", "")


def _after(day: str) -> str:
    from datetime import date, timedelta  # noqa: PLC0415 — only calendars need it

    return _compact((date.fromisoformat(day) + timedelta(days=1)).isoformat())


def _escaped(text: str) -> str:
    for char, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n"), ("\r", "")):
        text = text.replace(char, written)
    return text


def _folded(line: str) -> str:
    """At most 75 octets a line, no character cut in two."""
    pieces: list[str] = []
    held = b""
    for char in line:
        piece = char.encode()
        if len(held) + len(piece) > (75 if not pieces else 74):
            pieces.append(held.decode())
            held = b""
        held += piece
    pieces.append(held.decode())
    return "\r\n ".join(pieces) + "\r\n"


def as_geojson(rows: Iterable[Row], point: Callable[[str], tuple[float, float] | None]) -> Iterator[str]:
    """Events whose place is known as points (RFC 7946): a city's own, else its state's; `precision` says which."""
    yield '{"type": "FeatureCollection", "features": ['
    first = True
    for row in rows:
        at = point(row["place"]) if row["place"] else None
        if at is None:
            continue
        feature = {
            "type": "Feature",
            "id": row["id"],
            "geometry": {"type": "Point", "coordinates": list(at)},
            "properties": {**row, "precision": "city" if row["place"] in places() else "state"},
        }
        yield ("" if first else ",\n") + json.dumps(feature, ensure_ascii=False)
        first = False
    yield "]}\n"
