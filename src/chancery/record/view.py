"""Queries over a record. A view sees one state of it, whatever is written meanwhile."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TypeVar

from chancery.errors import RecordError
from chancery.model.article import Article
from chancery.model.findings import EntityType
from chancery.model.identifiers import PREFIXES
from chancery.model.record import (
    Entity,
    Event,
    Figure,
    Office,
    Relation,
    Statement,
    Story,
)
from chancery.record import codec, succession, words
from chancery.record.involved import Fact
from chancery.text.folding import fold

T = TypeVar("T", Event, Statement, Figure, Relation, Office)

KINDS: dict[str, type[Fact]] = {
    "event": Event,
    "statement": Statement,
    "figure": Figure,
    "relation": Relation,
    "office": Office,
}
_MOST_ADJACENT = 1000
"""How many articles with the words side by side are looked at to rank exact spelling first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A document that is not in the record, and why."""

    source: str
    reason: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleLine:
    """What a list of articles shows of one."""

    id: str
    source: str
    language: str
    title: str | None
    published: str | None
    outlet: str | None
    story: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityLine:
    """An entity without its names and articles."""

    id: str
    type: EntityType
    name: str
    state: str | None


class View:
    """Queries over one state of a record. Made by `Record.view()`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = self.connection = connection
        self.entity = lru_cache(maxsize=32)(self._entity)
        self.entity_line = lru_cache(maxsize=16384)(self._entity_line)
        self.state_line = lru_cache(maxsize=512)(self._state_line)
        self._edition = ""

    @contextmanager
    def held(self) -> Iterator[None]:
        """One state of the record, the latest, for as long as this lasts."""
        self._db.execute("BEGIN")
        try:
            edition = self.edition()
            if edition != self._edition:
                for kept in (self.entity, self.entity_line, self.state_line):
                    kept.cache_clear()
                self._edition = edition
            yield
        finally:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")

    def counts(self) -> dict[str, int]:
        """How much of everything there is."""
        kinds = ("articles", "stories", "entities", "review", *KINDS)
        query = f"SELECT kind, number FROM tallies WHERE facet = 'all' AND kind IN ({', '.join('?' * len(kinds))})"  # noqa: S608
        held = dict(self._db.execute(query, kinds).fetchall())
        counts = {table: held.get(table, 0) for table in ("articles", "stories", "entities")}
        for kind in KINDS:
            counts[f"{kind}s"] = held.get(kind, 0)
        counts["failures"] = self._one("SELECT count(*) FROM documents WHERE reason IS NOT NULL")
        counts["review"] = held.get("review", 0)
        return counts

    def _one(self, query: str, *values: str) -> int:
        value: int = self._db.execute(query, values).fetchone()[0]
        return value

    def unfinished(self) -> int:
        """Documents that were read by a build that has not come to its end."""
        return self._one("SELECT count(*) FROM documents WHERE stamp IS NOT NULL")

    def failures(self) -> list[Failure]:
        """Every document that could not be read, by source."""
        rows = self._db.execute(
            "SELECT source, reason, message FROM documents WHERE reason IS NOT NULL ORDER BY source"
        )
        return [Failure(source=s, reason=r, message=m or "") for s, r, m in rows]

    def review(self) -> list[tuple[str, str, str, float, str]]:
        """Pairs left apart that a person should judge: kind, id, id, score, reason."""
        return self._db.execute("SELECT * FROM review ORDER BY score DESC, a, b").fetchall()

    def follows(self) -> str:
        """The name of the set of decisions (`decisions.state`) that this state of the record follows."""
        row = self._db.execute("SELECT value FROM meta WHERE key = 'decisions'").fetchone()
        return row[0] if row else ""

    def edition(self) -> str:
        """The number of the publishing that this state is of; "0" of a record that holds nothing yet."""
        row = self._db.execute("SELECT value FROM meta WHERE key = 'edition'").fetchone()
        return row[0] if row else "0"

    def unapplied(self) -> list[tuple[str, str]]:
        """Decisions that no longer apply, and why: (id, reason)."""
        row = self._db.execute("SELECT value FROM meta WHERE key = 'unapplied'").fetchone()
        return [(key, why) for key, why in json.loads(row[0])] if row else []

    # -- by id ------------------------------------------------------------------------------

    def resolve(self, prefix: str) -> list[tuple[str, str]]:
        """(kind, id) of everything whose id starts with `prefix`; the exact id alone when there is one.

        An identifier that names nothing any more answers with what became of it.
        """
        found: list[tuple[str, str]] = []
        for kind, table in _TABLES_OF_IDS:
            rows = self._db.execute(
                f"SELECT id{', kind' if table == 'facts' else ''} FROM {table} "  # noqa: S608
                "WHERE id >= ? AND id < ? ORDER BY id LIMIT 20",
                (prefix, f"{prefix}\x7f"),
            )
            found.extend((row[1] if table == "facts" else kind, row[0]) for row in rows)
        found = [pair for pair in found if pair[1] == prefix] or sorted(found)
        return found or succession.answers(self._db, prefix)

    def _entity(self, key: str) -> Entity | None:
        row = self._db.execute("SELECT data FROM entities WHERE id = ?", (key,)).fetchone()
        return codec.decode(row[0], Entity) if row else None

    def _entity_line(self, key: str) -> EntityLine | None:
        row = self._db.execute("SELECT type, name, state FROM entities WHERE id = ?", (key,)).fetchone()
        return EntityLine(id=key, type=row[0], name=row[1], state=row[2]) if row else None

    def state(self, code: str) -> Entity | None:
        """The entity of a state, by alpha-3 code."""
        line = self.state_line(code)
        return self.entity(line.id) if line else None

    def _state_line(self, code: str) -> EntityLine | None:
        row = self._db.execute("SELECT min(id) FROM entities WHERE type = 'state' AND state = ?", (code,)).fetchone()
        return self.entity_line(row[0]) if row[0] else None

    def fact(self, key: str) -> Fact | None:
        """An event, statement, figure, relation or office by id."""
        row = self._db.execute("SELECT kind, data FROM facts WHERE id = ?", (key,)).fetchone()
        return codec.decode(row[1], KINDS[row[0]]) if row else None

    def story(self, key: str) -> Story | None:
        """A story by id."""
        row = self._db.execute("SELECT data FROM stories WHERE id = ?", (key,)).fetchone()
        return codec.decode(row[0], Story) if row else None

    def article(self, key: str) -> Article:
        """An article by id. RecordError when a row points to one that is not there."""
        row = self._db.execute("SELECT data FROM articles JOIN pages ON digest = page WHERE id = ?", (key,)).fetchone()
        if row is None:
            raise RecordError(f"article {key} is not in the record", hint="chancery doctor")
        return codec.decode(row[0], Article)

    def article_line(self, key: str) -> ArticleLine | None:
        """What a list shows of an article."""
        row = self._db.execute(f"{_LINE} WHERE id = ?", (key,)).fetchone()
        return _line(row) if row else None

    def articles_from(self, source: str) -> list[str]:
        """Ids of articles whose source is `source`, or ends in it as a file name or stem."""
        exact = self._db.execute("SELECT id FROM articles WHERE source = ?", (source,)).fetchall()
        if exact:
            return [key for (key,) in exact]
        rows = self._db.execute("SELECT id, source FROM articles ORDER BY source").fetchall()
        return [key for key, path in rows if source in _short_names(path)]

    # -- all of a kind, by id ---------------------------------------------------------------

    def all_articles(self) -> Iterator[tuple[Article, str | None]]:
        """Every article with its story, by id."""
        rows = self._db.execute("SELECT data, story FROM articles JOIN pages ON digest = page ORDER BY id")
        for data, story in rows:
            yield codec.decode(data, Article), story

    def all_entities(self) -> Iterator[Entity]:
        """Every entity, by id."""
        for (data,) in self._db.execute("SELECT data FROM entities ORDER BY id"):
            yield codec.decode(data, Entity)

    def all_stories(self) -> Iterator[Story]:
        """Every story, by id."""
        for (data,) in self._db.execute("SELECT data FROM stories ORDER BY id"):
            yield codec.decode(data, Story)

    def all_of(self, kind: type[T]) -> Iterator[T]:
        """Every fact of a kind, by id."""
        rows = self._db.execute("SELECT data FROM facts WHERE kind = ? ORDER BY id", (kind.__name__.lower(),))
        for (data,) in rows:
            yield codec.decode(data, kind)

    # -- timelines --------------------------------------------------------------------------

    def between(self, a: str, b: str, kind: type[T], *, limit: int = -1) -> list[T]:
        """Facts of a kind between two parties (state codes or entity ids), latest first."""
        if _is_code(a) and _is_code(b):
            query = "FROM pairs p WHERE p.a = ? AND p.b = ? AND p.kind = ?"
            a, b = min(a, b), max(a, b)
        else:
            query = (
                "FROM parties p JOIN parties q ON q.kind = p.kind "
                "AND q.first = p.first AND q.id = p.id "
                "WHERE p.party = ? AND q.party = ? AND p.kind = ?"
            )
        return self._facts(query, (a, b), kind, limit)

    def about(self, party: str, kind: type[T], *, limit: int = -1) -> list[T]:
        """Facts of a kind that a party (state code or entity id) is named in, latest first."""
        return self._facts("FROM parties p WHERE p.party = ? AND p.kind = ?", (party,), kind, limit)

    def _facts(self, query: str, values: tuple[str, ...], kind: type[T], limit: int) -> list[T]:
        rows = self._db.execute(
            f"SELECT d.data FROM (SELECT p.first, p.id {query} ORDER BY p.first DESC, p.id LIMIT ?) c "  # noqa: S608
            "CROSS JOIN facts d ON d.id = c.id ORDER BY c.first DESC, c.id",
            (*values, kind.__name__.lower(), limit),
        )
        return [codec.decode(data, kind) for (data,) in rows]

    def partners(self, code: str, limit: int = 12) -> list[tuple[str, int]]:
        """The states that a state has the most events with: code, number of events."""
        rows = self._db.execute(
            "SELECT other, count(*) AS n FROM ("
            "SELECT b AS other FROM pairs WHERE a = ?1 AND kind = 'event' UNION ALL "
            "SELECT a FROM pairs WHERE b = ?1 AND kind = 'event') "
            "GROUP BY other ORDER BY n DESC, other LIMIT ?2",
            (code, limit),
        )
        return rows.fetchall()

    def most_told_pairs(self, limit: int = 5) -> list[tuple[str, str, int]]:
        """The pairs of states with the most events."""
        return list(islice(self.pairs_told(), limit))

    def pairs_told(self) -> Iterator[tuple[str, str, int]]:
        """All pairs of states that have events, those with the most first."""
        for value, number in self._db.execute(f"SELECT value, number {_PAIRS}"):
            a, _, b = value.partition(",")
            yield a, b, number

    def articles_naming(self, keys: Iterable[str]) -> list[str]:
        """Articles that name every one of the entities, by id."""
        sets = [{a for (a,) in self._db.execute("SELECT article FROM named WHERE entity = ?", (key,))} for key in keys]
        return sorted(set.intersection(*sets)) if sets else []

    def facts_in(self, article: str) -> list[tuple[str, str]]:
        """(kind, id) of the facts that rest on an article."""
        rows = self._db.execute("SELECT kind, fact FROM evidence WHERE article = ? ORDER BY kind, fact", (article,))
        return rows.fetchall()

    # -- names and words --------------------------------------------------------------------

    def named(self, name: str) -> list[tuple[str, str]]:
        """(name as written, entity id) of every entity with a name that folds like this one."""
        rows = self._db.execute("SELECT name, entity FROM names WHERE folded = ? ORDER BY name, entity", (fold(name),))
        return rows.fetchall()

    def named_like(self, name: str, limit: int = 50) -> list[str]:
        """Entities one of whose names contains these words, most often told first."""
        rows = self._db.execute(
            "SELECT DISTINCT entity, articles, e.name FROM names JOIN entities e ON e.id = entity "
            "WHERE instr(' ' || folded || ' ', ?) > 0 ORDER BY articles DESC, e.name, entity LIMIT ?",
            (f" {fold(name).strip()} ", limit),
        )
        return [entity for entity, _, _ in rows]

    def search(self, question: str, *, language: str | None, limit: int) -> list[Article]:
        """Articles with all words of the question: exact spelling first, then side by side, then anywhere."""
        if not words.phrases(question):
            return []
        order: dict[str, None] = {}
        exact = words.marked_query(question)
        for query in (exact, words.adjacent_query(question), words.folded_query(question)):
            if query is not None and len(order) < limit:
                order.update(dict.fromkeys(self._matching(query, language)))
        return [self.article(key) for key in list(order)[:limit]]

    def _matching(self, query: str, language: str | None) -> list[str]:
        rows = self._db.execute(
            "SELECT article FROM words JOIN indexed i ON i.rowid = words.rowid "
            "JOIN articles a ON a.id = article WHERE words MATCH ? AND (?2 IS NULL OR language = ?2) "
            "ORDER BY bm25(words), article LIMIT ?3",
            (query, language, _MOST_ADJACENT),
        )
        return [article for (article,) in rows]

    def removed_naming(self, a: Sequence[str], b: Sequence[str], limit: int = 20) -> list[Article]:
        """Articles that bear a name of each, one of them at least in words that were removed."""
        keys = self._matching(words.removed_query(a, b), None)[:limit] if a and b else []
        return [self.article(key) for key in keys]


_PAIRS = "FROM tallies WHERE kind = 'event' AND facet = 'pair' ORDER BY number DESC, value"
_LINE = "SELECT id, source, language, title, published, outlet, story FROM articles"
_TABLES_OF_IDS = (
    ("article", "articles"),
    ("entity", "entities"),
    ("", "facts"),
    ("story", "stories"),
)


def _line(row: tuple[str, str, str, str | None, str | None, str | None, str | None]) -> ArticleLine:
    key, source, language, title, published, outlet, story = row
    return ArticleLine(
        id=key,
        source=source,
        language=language,
        title=title,
        published=published,
        outlet=outlet,
        story=story,
    )


def _is_code(party: str) -> bool:
    return len(party) == 3 and party.isupper()


def _short_names(source: str) -> tuple[str, ...]:
    name = source.rpartition("/")[2]
    stems = [name[:i] for i, char in enumerate(name) if char == "." and i]
    return (name, *stems)


def looks_like_id(text: str) -> bool:
    """Is the text the start of an identifier, as `ev_4k2`?"""
    prefix, _, rest = text.partition("_")
    return prefix in PREFIXES.values() and bool(rest)
