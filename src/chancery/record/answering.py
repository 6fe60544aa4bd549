"""Answers to questions about the facts of a record: rows page by page, counts, facets, tallies over time."""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from chancery.errors import UsageError
from chancery.record import codec
from chancery.record.conditions import Value, tables, where
from chancery.record.involved import Fact
from chancery.record.question import Question
from chancery.record.view import KINDS, View
from chancery.record.words import folded_query, phrases

Facet = Literal["type", "status", "party", "year", "place"]
Step = Literal["day", "month", "year"]
Clock = Literal["happened", "reported"]

COUNTED = 20_000
"""More rows than this are told as "20,000 and more", so that nobody waits for a count."""
_COMMON = 3000
"""Words in more articles than this are looked for fact by fact, rarer ones lead from the articles to their facts."""
DOUBTFUL = 0.7
"""Facts below this confidence are counted as doubtful."""
_STEPS = {"day": 10, "month": 7, "year": 4}
FACETS: tuple[Facet, ...] = ("type", "status", "party", "year", "place")


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
        condition, values = self._where(question)
        column, falling = _order(question)
        if after is not None:
            at, key = _opened(after)
            condition += f" AND ({column} {'<' if falling else '>'} ? OR ({column} = ? AND f.id > ?))"
            values += (at, at, key)
        way = "DESC" if falling else "ASC"
        chosen = (
            f"SELECT {column} AS at, f.id AS id {tables(question)} WHERE {condition} "
            f"ORDER BY {column} {way}, f.id LIMIT ?"
        )
        rows = self._db.execute(
            f"SELECT c.at, c.id, d.data FROM ({chosen}) c CROSS JOIN facts d ON d.id = c.id "  # noqa: S608 — built above
            f"ORDER BY c.at {way}, c.id",
            (*values, limit + 1),
        ).fetchall()
        facts = tuple(codec.decode(data, KINDS[question.kind]) for _, _, data in rows[:limit])
        return Page(facts, _closed(*rows[limit - 1][:2]) if len(rows) > limit else None)

    def every(self, question: Question) -> Iterator[Fact]:
        """All rows in the question's order, read as they are asked for."""
        condition, values = self._where(question)
        column, falling = _order(question)
        rows = self._db.execute(
            f"SELECT d.data {tables(question)} CROSS JOIN facts d ON d.id = f.id WHERE {condition} "
            f"ORDER BY {column} {'DESC' if falling else 'ASC'}, f.id",
            values,
        )
        for (data,) in rows:
            yield codec.decode(data, KINDS[question.kind])

    def count(self, question: Question) -> tuple[int, bool]:
        """How many rows there are; (COUNTED, False) when there are more."""
        if _is_bare(question):
            return self._tallied(question, "all").get("", 0), True
        condition, values = self._where(question)
        query = f"SELECT count(*) FROM (SELECT 1 {tables(question)} WHERE {condition} LIMIT ?)"  # noqa: S608
        number = self._db.execute(query, (*values, COUNTED + 1)).fetchone()[0]
        return min(number, COUNTED), number <= COUNTED

    def facet(self, question: Question, facet: Facet, limit: int = 12) -> list[tuple[str, int]]:
        """The values of a facet among the rows, most frequent first; of more than COUNTED rows the latest count."""
        return most(self.facets(question)[facet], limit)

    def facets(self, question: Question) -> dict[Facet, dict[str, int]]:
        """How often each value of each facet stands in the rows; of more than COUNTED rows the latest count."""
        if _is_bare(question):
            return {facet: self._tallied(question, facet) for facet in FACETS}
        condition, values = self._where(question)
        rows = self._db.execute(
            f"SELECT f.type, f.mode, f.status, substr(f.first, 1, 4), f.place, f.states {tables(question)} "
            f"WHERE {condition} ORDER BY f.first DESC LIMIT ?",
            (*values, COUNTED),
        ).fetchall()
        families, modes, statuses, years, places, states = zip(*rows, strict=True) if rows else ((),) * 6
        acts = Counter(zip(families, modes, strict=True))
        parties = Counter[str]()
        for codes, number in Counter(states).items():
            parties.update(dict.fromkeys(filter(None, codes.split(",")), number))
        return {
            "type": {f"{family}/{mode}" if mode else family: number for (family, mode), number in acts.items()},
            "status": Counter(statuses),
            "year": Counter(years),
            "place": Counter(places),
            "party": parties,
        }

    def contacts(self, question: Question, limit: int = 12) -> list[tuple[str, int]]:
        """The persons and organizations that the rows name most, besides those the question is about."""
        condition, values = self._where(question)
        asked = [party.key for party in question.parties]
        rows = self._db.execute(
            f"SELECT p.party, count(*) AS n FROM (SELECT f.id {tables(question)} WHERE {condition} LIMIT ?) r "  # noqa: S608
            "JOIN parties p ON p.id = r.id AND length(p.party) > 3 "
            "AND p.party NOT IN (SELECT id FROM entities WHERE type = 'state') "
            "GROUP BY p.party ORDER BY n DESC, p.party LIMIT ?",
            (*values, COUNTED, limit + len(asked)),
        )
        return [(key, number) for key, number in rows if key not in asked][:limit]

    def tally(self, question: Question, *, by: Step = "month", clock: Clock = "happened") -> list[Tally]:
        """How many facts of each type fall into each step of time; the undated under an empty step."""
        condition, values = self._where(question)
        column = "f.first" if clock == "happened" else "f.reported"
        rows = self._db.execute(
            f"SELECT substr({column}, 1, {_STEPS[by]}) AS step, f.type || '/' || f.mode AS what, "
            f"count(*), sum(f.confidence < ?) {tables(question)} WHERE {condition} "
            "GROUP BY step, what ORDER BY step, what",
            (DOUBTFUL, *values),
        )
        return [Tally(when, what.removesuffix("/"), number, doubtful) for when, what, number, doubtful in rows]

    def steps(self, question: Question) -> dict[str, tuple[int, int]]:
        """How many facts begin on each day, or in each month or year, and how many of them are doubtful."""
        condition, values = self._where(question)
        rows = self._db.execute(
            f"SELECT f.first, count(*), sum(f.confidence < ?) {tables(question)} WHERE {condition} "
            "GROUP BY f.first ORDER BY f.first",
            (DOUBTFUL, *values),
        )
        return {day: (number, doubtful) for day, number, doubtful in rows}

    def _where(self, question: Question) -> tuple[str, tuple[Value, ...]]:
        common = False
        if question.words and phrases(question.words):
            query = "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)"
            found = self._db.execute(query, (folded_query(question.words), _COMMON + 1)).fetchone()[0]
            common = found > _COMMON
        return where(question, common=common)

    def _tallied(self, question: Question, facet: str) -> dict[str, int]:
        query = "SELECT value, number FROM tallies WHERE kind = ? AND facet = ?"
        return dict(self._db.execute(query, (question.kind, facet)).fetchall())


def _is_bare(question: Question) -> bool:
    """Is it about all facts of its kind?"""
    return question == Question(kind=question.kind, order=question.order)


def _order(question: Question) -> tuple[str, bool]:
    """The column that rows are sorted by, and whether the greatest come first."""
    return "f.confidence" if "confidence" in question.order else "f.first", question.order.startswith("-")


def most(counted: Mapping[str, int], limit: int) -> list[tuple[str, int]]:
    """The most frequent values but the empty one."""
    return sorted(((v, n) for v, n in counted.items() if v), key=lambda pair: (-pair[1], pair[0]))[:limit]


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
