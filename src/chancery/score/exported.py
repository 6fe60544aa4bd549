"""The rows that are scored, as the exchange files have them: from a folder of them or straight from a record."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from chancery.export import jsonl
from chancery.model.record import Event, Figure, Office, Relation, Statement
from chancery.record import View

Row = Mapping[str, Any]

FACTS = {"offices": Office, "events": Event, "statements": Statement, "figures": Figure, "relations": Relation}


@dataclass(frozen=True, slots=True)
class Exported:
    """Articles by the stem of their source, entities, and the rows of each table with evidence."""

    articles: Mapping[str, Row]
    entities: tuple[Row, ...]
    tables: Mapping[str, tuple[Row, ...]]

    @classmethod
    def of_rows(cls, articles: Iterable[Row], entities: Iterable[Row], tables: Mapping[str, Iterable[Row]]) -> Exported:
        """Of rows at hand."""
        by_stem = {PurePath(row["source"]).stem: row for row in articles}
        return cls(by_stem, tuple(entities), {name: tuple(rows) for name, rows in tables.items()})

    @classmethod
    def of_folder(cls, folder: Path) -> Exported:
        """Of a folder that `chancery export` wrote."""

        def rows(name: str) -> list[Row]:
            return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines()]

        return cls.of_rows(rows("articles"), rows("entities"), {name: rows(name) for name in FACTS})

    @classmethod
    def of_view(cls, view: View) -> Exported:
        """Of a record that is open."""
        return cls.of_rows(
            [jsonl.article_row(article, story) for article, story in view.all_articles()],
            [jsonl.row("entities", entity) for entity in view.all_entities()],
            {name: [jsonl.row(name, fact) for fact in view.all_of(kind)] for name, kind in FACTS.items()},
        )

    def told_by(self, table: str, article: str) -> Iterator[tuple[Row, list[str]]]:
        """The rows of a table that rest on an article, each with its quotes from it."""
        for row in self.tables[table]:
            quotes = [e["quote"] for e in row["evidence"] if e["article"] == article]
            if quotes:
                yield row, quotes
