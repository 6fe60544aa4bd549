"""The record as JSON Lines: the exchange files of `docs/record.md`, byte for byte the same for the same record."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path

from chancery.errors import ChanceryError
from chancery.model.article import Article
from chancery.model.record import (
    Entity,
    Event,
    Evidence,
    Figure,
    Office,
    Relation,
    Statement,
    Story,
)
from chancery.record import View

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Row = dict[str, Json]

KEYS: Mapping[str, tuple[str, ...]] = {
    "articles": ("id", "source", "url", "language", "title", "published", "outlet", "story", "text"),
    "entities": ("id", "type", "name", "names", "state", "articles"),
    "offices": ("person", "title", "of", "to", "from", "until", "evidence"),
    "events": (
        "id", "type", "mode", "status", "date", "place", "sources", "targets",
        "plover", "plover_mode", "cameo", "confidence", "evidence",
    ),
    "statements": (
        "id", "speaker", "office", "stance", "addressees", "about", "date", "evidence",
    ),
    "figures": (
        "id", "measure", "value", "unit", "period", "approx", "about", "according_to", "evidence",
    ),
    "relations": ("kind", "level", "between", "since", "evidence"),
    "stories": ("id", "articles", "languages", "title"),
}  # fmt: skip
"""The keys of each file in the order of the contract; what else a row has follows them."""

_RENAMED = {"since": "from"}
"""Keys of an office that Python does not allow as names."""


def plain(value: object) -> Json:
    """Dataclasses and tuples as JSON knows them; whole floats stay floats, others keep nine digits."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return _stable(value)
    if is_dataclass(value):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, Iterable):
        return [plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no place in an export")


def _stable(value: float) -> float | int:
    """Sums of weights differ in the last bits with the order of adding; amounts are whole more often than not."""
    if value.is_integer() and abs(value) < 2**53:
        return int(value)
    return round(value, 9)


def row(file: str, value: object, **more: Json) -> Row:
    """One row of a file: the contract's keys first, then the rest."""
    raw = plain(value)
    if not isinstance(raw, dict):
        raise TypeError(f"{type(value).__name__} is not a row")
    if file == "offices":
        raw = {_RENAMED.get(key, key): item for key, item in raw.items()}
    raw.update(more)
    if not raw.get("decided", True):
        del raw["decided"]  # told where somebody decided
    first = {key: raw.pop(key) for key in KEYS[file]}
    return first | raw


def article_row(article: Article, story: str | None) -> Row:
    """An article's row; its paragraphs are told by offsets."""
    return row("articles", article, story=story)


def export(view: View, folder: Path) -> dict[str, int]:
    """Write every file into a folder; the number of rows of each.

    Each file is written beside its place and moved there when whole. ChanceryError when a quote is not in its article
    where its evidence says, for then nothing of the record can be trusted.
    """
    folder.mkdir(parents=True, exist_ok=True)
    texts: dict[str, str] = {}

    def articles() -> Iterator[Row]:
        for article, story in view.all_articles():
            texts[article.id] = article.text
            yield article_row(article, story)

    def checked(
        file: str, values: Iterable[Event | Statement | Figure | Relation | Office]
    ) -> Callable[[], Iterator[Row]]:
        def rows() -> Iterator[Row]:
            for value in values:
                for evidence in value.evidence:
                    check_quote(value.id, evidence, texts.get(evidence.article))
                yield row(file, value)

        return rows

    files: dict[str, Callable[[], Iterable[Row]]] = {
        "articles": articles,  # first: the others are checked against its texts
        "entities": lambda: (row("entities", value) for value in view.all_entities()),
        "offices": checked("offices", view.all_of(Office)),
        "events": checked("events", view.all_of(Event)),
        "statements": checked("statements", view.all_of(Statement)),
        "figures": checked("figures", view.all_of(Figure)),
        "relations": checked("relations", view.all_of(Relation)),
        "stories": lambda: (row("stories", value) for value in view.all_stories()),
    }
    return {name: _write(folder / f"{name}.jsonl", rows()) for name, rows in files.items()}


def check_quote(key: str, evidence: Evidence, text: str | None) -> None:
    """ChanceryError unless the quote is in the article where the evidence says."""
    problem = quote_problem(evidence, text)
    if problem:
        raise ChanceryError(f"{key}: {problem}", hint="the record is not to be trusted; build it again")


def quote_problem(evidence: Evidence, text: str | None) -> str | None:
    """What is wrong with a quote, if anything."""
    if text is None:
        return f"its evidence is in {evidence.article}, which is not in the record"
    if text[evidence.start : evidence.end] != evidence.quote:
        return (
            f"its quote is not at {evidence.start}–{evidence.end} of {evidence.article}: "
            f"{evidence.quote[:40]!r} against {text[evidence.start : evidence.end][:40]!r}"
        )
    return None


def _write(path: Path, rows: Iterable[Row]) -> int:
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    count = 0
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            for count, item in enumerate(rows, 1):  # noqa: B007 — the count is the result
                file.write(json.dumps(item, ensure_ascii=False, allow_nan=False))
                file.write("\n")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return count


__all__ = [
    "KEYS",
    "Entity",
    "Story",
    "article_row",
    "check_quote",
    "export",
    "plain",
    "quote_problem",
    "row",
]
