"""Writing a record: batches of what was read while a build runs, then everything linked at once."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from chancery.model.article import Article
from chancery.model.findings import Findings
from chancery.model.record import Entity, Event, Linked, Office, Relation
from chancery.record import codec, succession, words
from chancery.record.cache import Outcome, kept
from chancery.record.involved import (
    Fact,
    dates,
    facts,
    first,
    kind_of,
    kinds_of,
    last,
    parties_of,
    place_of,
    states_of,
)
from chancery.record.schema import INDEXES, PUBLISHED, SORTED
from chancery.text.folding import fold

Row = tuple[Any, ...]


class Writer:
    """The one writer of a record. Made by `Record.writer()`, which holds the lock."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def stamps(self) -> dict[str, str]:
        """What an unfinished build has already read: source → stamp."""
        rows = self._db.execute("SELECT source, stamp FROM documents WHERE stamp IS NOT NULL")
        return dict(rows.fetchall())

    def stage(self, outcomes: Iterable[Outcome], fingerprint: str) -> None:
        """Keep what became of a batch of documents; all of it or, if the process dies, none."""
        with _transaction(self._db):
            for outcome in outcomes:
                self._stage_document(outcome)
                if outcome.findings is not None and outcome.content is not None:
                    self.keep_findings(outcome.content, fingerprint, outcome.findings)

    def _stage_document(self, outcome: Outcome) -> None:
        page = None
        if outcome.article is not None:
            page = codec.digest(outcome.article)
            self._db.execute(
                "INSERT OR IGNORE INTO pages VALUES (?, ?, ?)",
                (page, outcome.content, outcome.article),
            )
        reason, message = outcome.failure or (None, None)
        self._db.execute(
            "INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                outcome.source,
                outcome.origin,
                outcome.id,
                page,
                reason,
                message,
                outcome.stamp,
            ),
        )

    def keep_findings(self, content: bytes, fingerprint: str, data: bytes) -> None:
        """Cache the findings of an article."""
        self._db.execute("INSERT OR REPLACE INTO findings VALUES (?, ?, ?)", (content, fingerprint, data))

    def forget_missing(self, origins: Collection[str], sources: Collection[str]) -> None:
        """Drop what these files once held and no longer do: rows that are gone, failures that were mended."""
        rows = self._db.execute("SELECT source, origin FROM documents").fetchall()
        gone = [(s,) for s, origin in rows if origin in origins and s not in sources]
        with _transaction(self._db):
            self._db.executemany("DELETE FROM documents WHERE source = ?", gone)

    def without_findings(self, fingerprint: str) -> list[str]:
        """Sources of kept pages whose findings are of other packs, or could not be made with those."""
        rows = self._db.execute(
            "SELECT source FROM documents JOIN pages ON digest = page WHERE NOT EXISTS "
            "(SELECT 1 FROM findings f WHERE f.content = pages.content AND fingerprint = ?) "
            "AND (reason IS NULL OR stamp IS NULL) ORDER BY source",
            (fingerprint,),
        )
        return [source for (source,) in rows]

    def kept(self, source: str) -> Outcome:
        """A page of an earlier build, as it was read."""
        return kept(self._db, source)

    def failed(self, sources: Collection[str]) -> int:
        """How many of the documents could not be read."""
        rows = self._db.execute("SELECT source FROM documents WHERE reason IS NOT NULL")
        return sum(source in sources for (source,) in rows)

    def chosen(self, fingerprint: str) -> Iterator[tuple[bytes, Article, Findings]]:
        """The articles the record is made of, with the page each is taken from and its findings, by id.

        Where several documents hold the same article, the first source in code point order gives it, so that the
        record depends on the set of documents and not on the order they came in.
        """
        rows = self._db.execute(
            "SELECT digest, p.data, f.data FROM "
            "(SELECT article, min(source) AS source FROM documents "
            " WHERE article IS NOT NULL AND reason IS NULL GROUP BY article) chosen "
            "JOIN documents d ON d.source = chosen.source JOIN pages p ON p.digest = d.page "
            "JOIN findings f ON f.content = p.content AND f.fingerprint = ? ORDER BY d.article",
            (fingerprint,),
        )
        for page, article, findings in rows:
            yield page, codec.decode(article, Article), codec.decode(findings, Findings)

    def published(self, fingerprint: str) -> Iterator[tuple[bytes, Article, Findings]]:
        """The articles that are published, with their pages and findings, by id; whatever is staged besides."""
        rows = self._db.execute(
            "SELECT a.page, p.data, f.data FROM articles a JOIN pages p ON p.digest = a.page "
            "JOIN findings f ON f.content = p.content AND f.fingerprint = ? ORDER BY a.id",
            (fingerprint,),
        )
        for page, article, findings in rows:
            yield page, codec.decode(article, Article), codec.decode(findings, Findings)

    def published_fingerprint(self) -> str | None:
        """The packs that the published articles were read by; None of an empty record."""
        row = self._db.execute(
            "SELECT fingerprint FROM articles a JOIN pages p ON p.digest = a.page "
            "JOIN findings f ON f.content = p.content GROUP BY fingerprint ORDER BY count(*) DESC, fingerprint"
        ).fetchone()
        return row[0] if row else None

    def publish(
        self, chosen: Sequence[tuple[bytes, Article]], linked: Linked, fingerprint: str, decisions: str = ""
    ) -> None:
        """Replace the published record in one transaction, and drop what it no longer rests on.

        `decisions` names the set of decisions that it follows.
        """
        self._publish(chosen, linked, decisions, fingerprint)

    def republish(self, chosen: Sequence[tuple[bytes, Article]], linked: Linked, decisions: str) -> None:
        """Publish the same articles, linked anew; a build that was interrupted can still go on."""
        self._publish(chosen, linked, decisions, None)

    def _publish(
        self, chosen: Sequence[tuple[bytes, Article]], linked: Linked, decisions: str, finished: str | None
    ) -> None:
        self._db.execute("PRAGMA synchronous = FULL")
        with _transaction(self._db):
            before = succession.gone(self._db, linked)
            for table in PUBLISHED:
                self._db.execute(f"DELETE FROM {table}")  # noqa: S608 — names from the schema
            for index in INDEXES:
                self._db.execute(f"DROP INDEX {index}")
            self._put_articles(chosen, linked)
            self._put_entities(linked)
            self._put_facts(linked, {article.id: article.published for _, article in chosen})
            self._many("stories", ((s.id, codec.encode(s)) for s in linked.stories))
            self._many("review", iter(linked.review))
            for index, held in INDEXES.items():
                self._db.execute(f"CREATE INDEX {index} ON {held}")
            self._db.execute(_TALLIES)
            succession.write(self._db, succession.successors(before, linked))
            notes = (("decisions", decisions), ("unapplied", json.dumps(linked.unapplied)))
            self._db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", notes)
            self._db.execute(_NEXT_EDITION)
            self._index_words()
            if finished is not None:
                self._forget_unused(finished)
        self._db.execute("PRAGMA synchronous = NORMAL")
        # Give the log's room back now; where a reader still looks at the old state, the next build will.
        self._db.execute("PRAGMA busy_timeout = 0")
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        self._db.execute("PRAGMA busy_timeout = 30000")

    def _many(self, table: str, rows: Iterator[Sequence[Any]]) -> None:
        first_row = next(rows, None)
        if first_row is None:
            return
        places = ", ".join("?" * len(first_row))
        statement = f"INSERT INTO {table} VALUES ({places})"  # noqa: S608 — names from the schema
        self._db.execute(statement, first_row)
        self._db.executemany(statement, rows)

    def _put_articles(self, chosen: Sequence[tuple[bytes, Article]], linked: Linked) -> None:
        self._many(
            "articles",
            (
                (
                    article.id,
                    page,
                    article.source,
                    article.language,
                    article.title,
                    article.published,
                    article.outlet,
                    linked.story_of.get(article.id),
                )
                for page, article in chosen
            ),
        )

    def _put_entities(self, linked: Linked) -> None:
        self._many(
            "entities",
            ((e.id, e.type, e.name, e.state, e.canonical, len(e.articles), codec.encode(e)) for e in linked.entities),
        )
        self._many(
            "names",
            ((fold(name), name, e.id) for e in linked.entities for name in dict.fromkeys((e.name, *e.names))),
        )
        self._many("named", ((e.id, a) for e in linked.entities for a in dict.fromkeys(e.articles)))

    def _put_facts(self, linked: Linked, published: Mapping[str, str | None]) -> None:
        entities = {entity.id: entity for entity in linked.entities}
        loose: dict[str, list[Row]] = {table: [] for table in SORTED}
        for table in SORTED:
            self._db.execute(f"CREATE TEMP TABLE loose_{table} AS SELECT * FROM {table} WHERE 0")  # noqa: S608
        for number, fact in enumerate(facts(linked), 1):
            for table, row in _rows(fact, entities, published):
                if table == "facts":
                    self._db.execute(_FACT, row)
                else:
                    loose[table].append(row)
            if number % _AT_ONCE == 0:
                self._gather(loose)
        self._gather(loose)
        for table, order in SORTED.items():
            self._db.execute(f"INSERT INTO {table} SELECT * FROM loose_{table} ORDER BY {order}")  # noqa: S608
            self._db.execute(f"DROP TABLE loose_{table}")

    def _gather(self, loose: Mapping[str, list[Row]]) -> None:
        for table, rows in loose.items():
            self._many(f"loose_{table}", iter(rows))
            rows.clear()

    def _index_words(self) -> None:
        """Bring the full text in line with the articles, touching only those that changed."""
        gone = self._db.execute(
            "SELECT i.rowid, data FROM indexed i JOIN pages ON digest = i.page WHERE NOT EXISTS "
            "(SELECT 1 FROM articles a WHERE a.id = i.article AND a.page = i.page)"
        ).fetchall()
        for row, data in gone:
            self._db.execute(
                "INSERT INTO words (words, rowid, folded, marked, removed) VALUES ('delete', ?, ?, ?, ?)",
                (row, *words.columns(codec.decode(data, Article))),
            )
            self._db.execute("DELETE FROM indexed WHERE rowid = ?", (row,))
        fresh = self._db.execute(
            "SELECT a.id, a.page, data FROM articles a JOIN pages ON digest = a.page "
            "WHERE a.id NOT IN (SELECT article FROM indexed) ORDER BY a.id"
        ).fetchall()
        for article, page, data in fresh:
            row = self._db.execute("INSERT INTO indexed (article, page) VALUES (?, ?)", (article, page)).lastrowid
            self._db.execute(
                "INSERT INTO words (rowid, folded, marked, removed) VALUES (?, ?, ?, ?)",
                (row, *words.columns(codec.decode(data, Article))),
            )

    def _forget_unused(self, fingerprint: str) -> None:
        self._db.execute("UPDATE documents SET stamp = NULL WHERE stamp IS NOT NULL")
        self._db.execute(
            "DELETE FROM pages WHERE digest NOT IN (SELECT page FROM articles) "
            "AND digest NOT IN (SELECT page FROM documents WHERE page IS NOT NULL)"
        )
        self._db.execute(
            "DELETE FROM findings WHERE fingerprint != ? OR content NOT IN (SELECT content FROM pages)",
            (fingerprint,),
        )


def _rows(fact: Fact, entities: Mapping[str, Entity], published: Mapping[str, str | None]) -> Iterator[tuple[str, Row]]:
    """A fact as rows: table, values."""
    kind, when, states = kind_of(fact), first(dates(fact)), states_of(fact, entities)
    reported = min((day for e in fact.evidence if (day := published.get(e.article))), default="")
    confidence = 1.0 if isinstance(fact, Relation | Office) else fact.confidence
    story = (fact.story or "") if isinstance(fact, Event) else ""
    rest = (last(dates(fact)), *kinds_of(fact), place_of(fact) or "", confidence, reported, ",".join(states))
    yield "facts", (fact.id, kind, when, *rest, story, codec.encode(fact))
    for party, role in parties_of(fact, entities).items():
        yield "parties", (party, kind, when, fact.id, role, *rest)
    for a, b in combinations(states, 2):
        yield "pairs", (a, b, kind, when, fact.id, *rest)
    for article in sorted({e.article for e in fact.evidence}):
        yield "evidence", (article, kind, fact.id)


_FACT = f"INSERT INTO facts VALUES ({', '.join('?' * 13)})"  # noqa: S608 — places only
_AT_ONCE = 20_000

_NEXT_EDITION = """
INSERT INTO meta VALUES ('edition', '1') ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1
"""
"""Every publishing has a number, by which readers know that what they hold is still what there is."""

_TALLIES = """
INSERT INTO tallies
SELECT kind, 'type', type || CASE mode WHEN '' THEN '' ELSE '/' || mode END, count(*) FROM facts GROUP BY 1, 3
UNION ALL SELECT kind, 'status', status, count(*) FROM facts GROUP BY 1, 3
UNION ALL SELECT kind, 'year', substr(first, 1, 4), count(*) FROM facts GROUP BY 1, 3
UNION ALL SELECT kind, 'place', place, count(*) FROM facts GROUP BY 1, 3
UNION ALL SELECT kind, 'party', party, count(*) FROM parties WHERE length(party) = 3 GROUP BY 1, 3
UNION ALL SELECT kind, 'pair', a || ',' || b, count(*) FROM pairs GROUP BY 1, 3
UNION ALL SELECT kind, 'all', '', count(*) FROM facts GROUP BY 1
UNION ALL SELECT 'articles', 'all', '', count(*) FROM articles
UNION ALL SELECT 'entities', 'all', '', count(*) FROM entities
UNION ALL SELECT 'stories', 'all', '', count(*) FROM stories
UNION ALL SELECT 'review', 'all', '', count(*) FROM review
"""
"""How much there is of everything, of facts by facet, counted once, so that nobody waits for it."""


class _transaction:  # noqa: N801 — reads as a verb
    """All of what happens inside, or nothing."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def __enter__(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._db.execute("ROLLBACK" if kind else "COMMIT")
