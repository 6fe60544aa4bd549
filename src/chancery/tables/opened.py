"""A record opened from Python."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from chancery.errors import UsageError
from chancery.export import jsonl
from chancery.record import Record, View, filters
from chancery.record.answering import Answers
from chancery.record.question import FactKind, Question
from chancery.tables.dyads import COLUMNS, Codes, Step, dyads
from chancery.tables.rows import Row, Rows

Filter = str | float | Sequence[str] | None


class OpenRecord:
    """A record to ask, with the filters of the API.

    `type="visit"`, `date__gte="2025-01"`, `status=["planned", "denied"]`, `pair=("VNM", "BLR")`; `since` and `until`
    are short for the bounds of the date.
    """

    def __init__(self, path: str | Path) -> None:
        self._record = Record.open(Path(path))

    def events(self, **asked: Filter) -> Rows:
        """Events, latest first."""
        return self._facts("events", "event", asked)

    def statements(self, **asked: Filter) -> Rows:
        """Statements, latest first."""
        return self._facts("statements", "statement", asked)

    def figures(self, **asked: Filter) -> Rows:
        """Figures, latest period first."""
        return self._facts("figures", "figure", asked)

    def relations(self, **asked: Filter) -> Rows:
        """Standing relations."""
        return self._facts("relations", "relation", asked)

    def offices(self, **asked: Filter) -> Rows:
        """Who held which office."""
        return self._facts("offices", "office", asked)

    def entities(self) -> Rows:
        """Persons, organizations, states and places."""
        return self._rows("entities", lambda view: (jsonl.row("entities", entity) for entity in view.all_entities()))

    def articles(self) -> Rows:
        """Articles with their texts."""
        return self._rows("articles", lambda view: (jsonl.article_row(a, story) for a, story in view.all_articles()))

    def stories(self) -> Rows:
        """Stories: the articles that report the same happening."""
        return self._rows("stories", lambda view: (jsonl.row("stories", story) for story in view.all_stories()))

    def dyads(self, by: Step = "month", codes: Codes = "iso", **asked: Filter) -> Rows:
        """Directed dyads: events of each kind per period, source and target state; `codes` is iso, cow or gw."""

        def read() -> Iterator[Row]:
            with self._record.view() as view:
                yield from dyads(view, self._question(view, "event", asked), by, codes)

        return Rows(read, COLUMNS)

    def name(self, key: str) -> str:
        """What an entity is called."""
        with self._record.view() as view:
            entity = view.entity(key)
        if entity is None:
            raise UsageError(f"{key!r} is no entity of {self._record.path}")
        return entity.name

    def __repr__(self) -> str:
        with self._record.view() as view:
            counts = view.counts()
        return f"<record {self._record.path}: " + ", ".join(f"{n} {name}" for name, n in counts.items() if n) + ">"

    def _facts(self, table: str, kind: FactKind, asked: Mapping[str, Filter]) -> Rows:
        with self._record.view() as view:
            self._question(view, kind, asked)  # what is wrong is told now, not when rows are read

        def rows(view: View) -> Iterator[Row]:
            for fact in Answers(view).every(self._question(view, kind, asked)):
                yield jsonl.row(table, fact)

        return self._rows(table, rows)

    def _rows(self, table: str, rows: Callable[[View], Iterator[Row]]) -> Rows:
        def read() -> Iterator[Row]:
            with self._record.view() as view:
                yield from rows(view)

        def names() -> dict[str, str]:
            with self._record.view() as view:
                return {entity.id: entity.name for entity in view.all_entities()}

        return Rows(read, tuple(dict.fromkeys(("id", *jsonl.KEYS[table]))), names)

    @staticmethod
    def _question(view: View, kind: FactKind, asked: Mapping[str, Filter]) -> Question:
        given: list[tuple[str, str]] = []
        for name, value in asked.items():
            key = {"since": "date__gte", "until": "date__lte"}.get(name, name)
            if value is None:
                continue
            if key == "pair" and not isinstance(value, str | float):
                given.append((key, ",".join(value)))
            elif isinstance(value, str | float | int):
                given.append((key, str(value)))
            else:
                given += [(key, str(part)) for part in value]
        return filters.question(view, kind, given)


def open_record(path: str | Path) -> OpenRecord:
    """The record in a folder. RecordError when there is none."""
    return OpenRecord(path)
