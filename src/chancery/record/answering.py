"""Answers to questions about the facts of a record: rows page by page, counts, facets, tallies over time."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from chancery.errors import UsageError
from chancery.record import codec
from chancery.record.conditions import tables, where
from chancery.record.involved import Fact
from chancery.record.question import Question
from chancery.record.view import KINDS, View

Facet = Literal["type", "status", "party", "year", "place"]
Step = Literal["day", "month", "year"]
Clock = Literal["happened", "reported"]

COUNTED = 20_000
"""More rows than this are told as "20,000 and more", so that nobody waits for a count."""
DOUBTFUL = 0.7
"""Facts below this confidence are counted as doubtful."""
_STEPS = {"day": 10, "month": 7, "year": 4}
_FACETS = {
    "type": ("r.type || CASE r.mode WHEN '' THEN '' ELSE '/' || r.mode END", ""),
    "status": ("r.status", ""),
    "year": ("substr(r.first, 1, 4)", ""),
    "place": ("r.place", ""),
    "party": ("p.party", "JOIN parties p ON p.fact = r.id AND length(p.party) = 3"),
}


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, and the cursor of the page after them; None when these are the last."""

    rows: tuple[Fact, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many facts of a type fall into a step of time, and how many of them are doubtful."""

    when: str
    type: str
    number: int
    doubtful: int


class Answers:
    """Answers from one view of a record."""

    def __init__(self, view: View) -> None:
        self._db = view.connection

    def page(self, question: Question, *, after: str | None = None, limit: int = 50) -> Page:
        """One page of rows in the question's order; `after` is the cursor of the page before."""
        condition, values = where(question)
        column, falling = _order(question)
        if after is not None:
            at, key = _opened(after)
            condition += f" AND ({column} {'<' if falling else '>'} ? OR ({column} = ? AND f.id > ?))"
            values += (at, at, key)
        rows = self._db.execute(
            f"SELECT {column}, f.id, f.data {tables(question)} WHERE {condition} "
            f"ORDER BY {column} {'DESC' if falling else 'ASC'}, f.id LIMIT ?",
            (*values, limit + 1),
        ).fetchall()
        facts = tuple(codec.decode(data, KINDS[question.kind]) for _, _, data in rows[:limit])
        return Page(facts, _closed(*rows[limit - 1][:2]) if len(rows) > limit else None)

    def every(self, question: Question) -> Iterator[Fact]:
        """All rows in the question's order, read as they are asked for."""
        condition, values = where(question)
        column, falling = _order(question)
        rows = self._db.execute(
            f"SELECT f.data {tables(question)} WHERE {condition} "
            f"ORDER BY {column} {'DESC' if falling else 'ASC'}, f.id",
            values,
        )
        for (data,) in rows:
            yield codec.decode(data, KINDS[question.kind])

    def count(self, question: Question) -> tuple[int, bool]:
        """How many rows there are; (COUNTED, False) when there are more."""
        if _is_bare(question):
            return self._tallied(question, "all").get("", 0), True
        condition, values = where(question)
        query = f"SELECT count(*) FROM (SELECT 1 {tables(question)} WHERE {condition} LIMIT ?)"  # noqa: S608
        number = self._db.execute(query, (*values, COUNTED + 1)).fetchone()[0]
        return min(number, COUNTED), number <= COUNTED

    def facet(self, question: Question, facet: Facet, limit: int = 12) -> list[tuple[str, int]]:
        """The values of a facet among the rows, most frequent first; of more than COUNTED rows the first count."""
        if _is_bare(question):
            counted = self._tallied(question, facet)
            return sorted(((v, n) for v, n in counted.items() if v), key=lambda pair: (-pair[1], pair[0]))[:limit]
        condition, values = where(question)
        column, joined = _FACETS[facet]
        columns = "f.id, f.type, f.mode, f.status, f.first, f.place"
        inner = f"SELECT {columns} {tables(question)} WHERE {condition} LIMIT ?"
        rows = self._db.execute(
            f"SELECT {column} AS value, count(*) AS n FROM ({inner}) r {joined} "  # noqa: S608
            "GROUP BY value HAVING value != '' ORDER BY n DESC, value LIMIT ?",
            (*values, COUNTED, limit),
        )
        return rows.fetchall()

    def contacts(self, question: Question, limit: int = 12) -> list[tuple[str, int]]:
        """The persons and organizations that the rows name most, besides those the question is about."""
        condition, values = where(question)
        asked = [party.key for party in question.parties]
        rows = self._db.execute(
            f"SELECT p.party, count(*) AS n FROM (SELECT f.id {tables(question)} WHERE {condition} LIMIT ?) r "  # noqa: S608
            "JOIN parties p ON p.fact = r.id AND length(p.party) > 3 JOIN entities e ON e.id = p.party "
            "AND e.type != 'state' GROUP BY p.party ORDER BY n DESC, p.party LIMIT ?",
            (*values, COUNTED, limit + len(asked)),
        )
        return [(key, number) for key, number in rows if key not in asked][:limit]

    def tally(self, question: Question, *, by: Step = "month", clock: Clock = "happened") -> list[Tally]:
        """How many facts of each type fall into each step of time; the undated under an empty step."""
        condition, values = where(question)
        column = "f.first" if clock == "happened" else "f.reported"
        rows = self._db.execute(
            f"SELECT substr({column}, 1, {_STEPS[by]}) AS step, f.type || '/' || f.mode AS what, "
            f"count(*), sum(f.confidence < ?) {tables(question)} WHERE {condition} "
            "GROUP BY step, what ORDER BY step, what",
            (DOUBTFUL, *values),
        )
        return [Tally(when, what.removesuffix("/"), number, doubtful) for when, what, number, doubtful in rows]

    def _tallied(self, question: Question, facet: str) -> dict[str, int]:
        query = "SELECT value, number FROM tallies WHERE kind = ? AND facet = ?"
        return dict(self._db.execute(query, (question.kind, facet)).fetchall())


def _is_bare(question: Question) -> bool:
    """Is it about all facts of its kind?"""
    return question == Question(kind=question.kind, order=question.order)


def _order(question: Question) -> tuple[str, bool]:
    """The column that rows are sorted by, and whether the greatest come first."""
    date = "p0.first" if question.parties else "f.first"  # where rows are kept in this order, none need be sorted
    return "f.confidence" if "confidence" in question.order else date, question.order.startswith("-")


def _closed(at: str | float, key: str) -> str:
    """A cursor as an opaque word."""
    return base64.urlsafe_b64encode(json.dumps([at, key]).encode()).decode().rstrip("=")


def _opened(cursor: str) -> tuple[str | float, str]:
    try:
        at, key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, TypeError):
        at, key = None, None
    if not isinstance(at, str | float | int) or not isinstance(key, str):
        raise UsageError(f"after: {cursor[:40]!r} is no cursor; take `next` of the page before as it is")
    return at, key
