"""The parts that dossiers and profiles share: tables of events, figures, statements and articles."""

from __future__ import annotations

from collections.abc import Sequence

from chancery.cli.layout import hang, pad, shorten, table, width
from chancery.cli.paint import bold, dim, status
from chancery.cli.telling import Teller, act, date, happened, ruled, short
from chancery.model.record import Event, Figure, Statement
from chancery.record.view import ArticleLine

_WIDE = 120
LABEL = 13


def labelled(label: str, lines: Sequence[str], columns: int) -> list[str]:
    """Lines beside a label that stands on the first of them."""
    shown: list[str] = []
    for number, line in enumerate(lines):
        head = bold(pad(label, LABEL)) if not number else " " * LABEL
        shown.extend(hang(head, line, columns))
    return shown


def heading(title: str, total: int, shown: int) -> str:
    """A section's title, with how many there are when some are left out."""
    return bold(title) + (f"  {shown} of {total} (--all shows them all)" if shown < total else "")


def section(title: str, rows: list[str], total: int, shown: int) -> list[str]:
    """A blank line, the heading, and the rows; nothing at all when there are none."""
    return ["", heading(title, total, shown), *rows] if rows else []


def events(teller: Teller, found: Sequence[Event], columns: int, most: int) -> list[str]:
    """Dated events, latest first, with what is not simply past made visible."""
    rows = [
        (
            date(event.date),
            act(event),
            teller.event(event),
            status(event.status, happened(event.status)),
            teller.told(event.evidence),
            dim(short(event.id)),
        )
        for event in found[:most]
    ]
    if columns >= _WIDE:
        return section("Events", table(rows, columns, flexible=2), len(found), len(rows))
    narrow = [
        (when, f"{doing}: {who}", f"{how} {told}" if how != "happened" else told, key)
        for when, doing, who, how, told, key in rows
    ]
    return section("Events", _stacked(narrow, columns), len(found), len(rows))


def _stacked(rows: Sequence[tuple[str, str, str, str]], columns: int) -> list[str]:
    """Date and words, then how it is told and its id, at the end of the last line or under it."""
    dates = max((width(row[0]) for row in rows), default=0)
    lines: list[str] = []
    for when, words, told, key in rows:
        shown = hang(f"{pad(when, dates)}  ", words, columns)
        tail = f"{told}  {key}"
        if width(shown[-1]) + 2 + width(tail) > columns:
            shown.append("")
        shown[-1] += " " * (columns - width(shown[-1]) - width(tail)) + tail
        lines.extend(shown)
    return lines


def figures(teller: Teller, found: Sequence[Figure], columns: int, most: int) -> list[str]:
    """Amounts with their periods."""
    rows = [
        (
            figure.measure,
            date(figure.period),
            teller.figure(figure),
            teller.told(figure.evidence),
            dim(short(figure.id)),
        )
        for figure in found[:most]
    ]
    return section("Figures", table(rows, columns, flexible=2), len(found), len(rows))


def statements(
    teller: Teller, found: Sequence[Statement], columns: int, most: int, *, speaker: bool = True
) -> list[str]:
    """Who said what, latest first, the words cut to two lines."""
    lines: list[str] = []
    for statement in found[:most]:
        who = f"{teller.name(statement.speaker)}  " if speaker else ""
        tail = f"{teller.languages(statement.evidence)}  {dim(short(statement.id))}"
        head = f"{pad(date(statement.date), 10)}  {who}{status('', statement.stance)}{ruled(statement.decided)}"
        lines.append(head + " " * max(2, columns - width(head) - width(tail)) + tail)
        quote = shorten(teller.quote(statement), 2 * (columns - 14))
        lines.extend(hang(" " * 12, f"“{quote}”", columns))
    return section("Statements", lines, len(found), min(most, len(found)))


def articles(found: Sequence[ArticleLine], columns: int, most: int) -> list[str]:
    """What was read, latest first."""
    rows = [
        (
            date(line.published),
            line.language,
            shorten(line.title or line.source.rpartition("/")[2], 90),
            shorten(line.outlet or "", 22),
            dim(short(line.id)),
        )
        for line in found[:most]
    ]
    return section("Articles", table(rows, columns, flexible=2), len(found), len(rows))
