"""What the API lists besides facts: entities, articles, stories, pairs of states, and what was withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from chancery.errors import UsageError
from chancery.export import jsonl
from chancery.model.decision import active
from chancery.record import Record, View, decisions
from chancery.record.filters import Parameter

Row = dict[str, Any]
Rows = Callable[[View, Record, Mapping[str, str]], Iterator[Row]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list in a fixed order; a page begins after the key of the last row of the page before."""

    name: str
    about: str
    columns: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    rows: Rows
    key: Callable[[Row], str]

    def every(self, view: View, record: Record, given: Mapping[str, str]) -> Iterator[Row]:
        """All rows."""
        return self.rows(view, record, given)

    def page(
        self, view: View, record: Record, given: Mapping[str, str], after: str | None, limit: int
    ) -> tuple[list[Row], str | None]:
        """Some rows and the key to go on after."""
        rows = self.rows(view, record, given)
        if after is not None:
            rows = _behind(rows, self.key, after)
        held = list(islice(rows, limit + 1))
        return held[:limit], self.key(held[limit - 1]) if len(held) > limit else None


def _behind(rows: Iterator[Row], key: Callable[[Row], str], after: str) -> Iterator[Row]:
    for row in rows:
        if key(row) == after:
            return rows
    raise UsageError(f"after: {after[:40]!r} is no cursor; take `next` of the page before as it is")


def _entities(view: View, _record: Record, given: Mapping[str, str]) -> Iterator[Row]:
    kind, state, name = given.get("type"), given.get("state"), given.get("name")
    if name is None:
        found = view.all_entities()
    else:
        keys = view.named_like(name, limit=1000)
        found = iter([entity for key in keys if (entity := view.entity(key)) is not None])
    for entity in found:
        if kind in {None, entity.type} and state in {None, entity.state}:
            yield jsonl.row("entities", entity)


def _articles(view: View, _record: Record, given: Mapping[str, str]) -> Iterator[Row]:
    for article, story in view.all_articles():
        if given.get("language") in {None, article.language} and given.get("story") in {None, story}:
            row = jsonl.article_row(article, story)
            yield {name: row[name] for name in jsonl.KEYS["articles"]}


def _stories(view: View, _record: Record, given: Mapping[str, str]) -> Iterator[Row]:
    for story in view.all_stories():
        if given.get("language") is None or given["language"] in story.languages:
            yield jsonl.row("stories", story)


def _pairs(view: View, _record: Record, given: Mapping[str, str]) -> Iterator[Row]:
    for a, b, number in view.pairs_told():
        if given.get("state") in {None, a, b}:
            yield {"a": a, "b": b, "events": number}


def _withdrawn(_view: View, record: Record, _given: Mapping[str, str]) -> Iterator[Row]:
    for decision in active(decisions.read(record.path)):
        if decision.kind == "reject":
            yield {"id": decision.on[0].id, "decision": decision.id, "by": decision.who, "when": decision.when,
                   "note": decision.note}  # fmt: skip


LISTINGS: tuple[Listing, ...] = (
    Listing(
        name="entities", about="Persons, organizations, states and places", columns=jsonl.KEYS["entities"],
        rows=_entities,
        parameters=(
            Parameter("type", "person, organization, state or place"),
            Parameter("state", "of this state, by alpha-3 code"),
            Parameter("name", "with a name that has these words, most told first"),
        ),
        key=lambda row: str(row["id"]),
    ),
    Listing(
        name="articles", about="Articles with their texts", columns=jsonl.KEYS["articles"], rows=_articles,
        parameters=(Parameter("language", "in this language"), Parameter("story", "of this story")),
        key=lambda row: str(row["id"]),
    ),
    Listing(
        name="stories", about="Stories: articles that report the same happening", columns=jsonl.KEYS["stories"],
        rows=_stories, parameters=(Parameter("language", "told in this language"),), key=lambda row: str(row["id"]),
    ),
    Listing(
        name="pairs", about="Pairs of states by how much is between them", columns=("a", "b", "events"), rows=_pairs,
        parameters=(Parameter("state", "with this state on one side"),), key=lambda row: f"{row['a']},{row['b']}",
    ),
    Listing(
        name="withdrawn", about="Rows that a person took out of the record", rows=_withdrawn, parameters=(),
        columns=("id", "decision", "by", "when", "note"), key=lambda row: str(row["decision"]),
    ),
)  # fmt: skip
