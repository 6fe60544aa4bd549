"""The tables of `record.db`, and how a connection to it is opened.

Two halves. *Staged*: documents, pages and findings, written batch by batch while a build runs. *Published*: articles
and everything linked from them, replaced in one transaction at the end, so that a reader sees the record before the
build or after it and nothing between.

Facts are kept in three orders, of their kind (`facts_kind`), of a party and of a pair of states, each with all that
filters and facets ask of, so that counting reads one stretch of one tree. `facts.data` is read for rows that are shown.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path

from chancery.errors import RecordError

VERSION = 4
"""Raised with every change of a table, of the folding, or of how rows are encoded."""

DATABASE = "record.db"
DECISIONS = "decisions.jsonl"

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE documents (
    source TEXT PRIMARY KEY, origin TEXT, article TEXT, page BLOB, reason TEXT, message TEXT, stamp TEXT
) WITHOUT ROWID;
CREATE INDEX documents_article ON documents (article);
CREATE INDEX documents_page ON documents (page);
CREATE INDEX documents_failed ON documents (source) WHERE reason IS NOT NULL;
CREATE INDEX documents_unfinished ON documents (source) WHERE stamp IS NOT NULL;
CREATE TABLE pages (digest BLOB PRIMARY KEY, content BLOB NOT NULL, data BLOB NOT NULL);
CREATE TABLE findings (
    content BLOB NOT NULL, fingerprint TEXT NOT NULL, data BLOB NOT NULL,
    PRIMARY KEY (content, fingerprint)
);

CREATE TABLE articles (
    id TEXT PRIMARY KEY, page BLOB NOT NULL, source TEXT NOT NULL, language TEXT NOT NULL,
    title TEXT, published TEXT, outlet TEXT, story TEXT
);
CREATE INDEX articles_page ON articles (page);
CREATE TABLE entities (
    id TEXT PRIMARY KEY, type TEXT NOT NULL, name TEXT NOT NULL, state TEXT, canonical TEXT,
    articles INTEGER NOT NULL, data BLOB NOT NULL
);
CREATE TABLE names (
    folded TEXT NOT NULL, name TEXT NOT NULL, entity TEXT NOT NULL,
    PRIMARY KEY (folded, name, entity)
) WITHOUT ROWID;
CREATE TABLE facts (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL,
    type TEXT NOT NULL, mode TEXT NOT NULL, status TEXT NOT NULL, place TEXT NOT NULL,
    confidence REAL NOT NULL, reported TEXT NOT NULL, states TEXT NOT NULL, story TEXT NOT NULL, data BLOB NOT NULL
);
CREATE TABLE tallies (
    kind TEXT NOT NULL, facet TEXT NOT NULL, value TEXT NOT NULL, number INTEGER NOT NULL,
    PRIMARY KEY (kind, facet, value)
) WITHOUT ROWID;
CREATE TABLE pairs (
    a TEXT NOT NULL, b TEXT NOT NULL, kind TEXT NOT NULL, first TEXT NOT NULL, id TEXT NOT NULL, last TEXT NOT NULL,
    type TEXT NOT NULL, mode TEXT NOT NULL, status TEXT NOT NULL, place TEXT NOT NULL, confidence REAL NOT NULL,
    reported TEXT NOT NULL, states TEXT NOT NULL, PRIMARY KEY (a, b, kind, first, id)
) WITHOUT ROWID;
CREATE TABLE parties (
    party TEXT NOT NULL, kind TEXT NOT NULL, first TEXT NOT NULL, id TEXT NOT NULL, role INTEGER NOT NULL,
    last TEXT NOT NULL, type TEXT NOT NULL, mode TEXT NOT NULL, status TEXT NOT NULL, place TEXT NOT NULL,
    confidence REAL NOT NULL, reported TEXT NOT NULL, states TEXT NOT NULL, PRIMARY KEY (party, kind, first, id)
) WITHOUT ROWID;
CREATE TABLE evidence (
    article TEXT NOT NULL, kind TEXT NOT NULL, fact TEXT NOT NULL,
    PRIMARY KEY (article, kind, fact)
) WITHOUT ROWID;
CREATE TABLE named (
    entity TEXT NOT NULL, article TEXT NOT NULL, PRIMARY KEY (entity, article)
) WITHOUT ROWID;
CREATE TABLE former (old TEXT PRIMARY KEY, kind TEXT NOT NULL, now TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX former_now ON former (now);
CREATE TABLE stories (id TEXT PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE review (kind TEXT, a TEXT, b TEXT, score REAL, reason TEXT);
CREATE TABLE indexed (rowid INTEGER PRIMARY KEY, article TEXT NOT NULL UNIQUE, page BLOB NOT NULL);
CREATE VIRTUAL TABLE words USING fts5 (
    folded, marked, removed, content='', tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
);
"""

INDEXES: Mapping[str, str] = {
    "entities_canonical": "entities (canonical)",
    "entities_state": "entities (type, state)",
    "facts_kind": "facts ( kind, first, id, last, type, mode, status, place, confidence, reported, states )",
    "facts_type": "facts (kind, type, mode, first, id)",
    "facts_status": "facts (kind, status, first, id)",
    "facts_sure": "facts (kind, confidence, id)",
    "facts_story": "facts (story) WHERE story != ''",
    "tallies_most": "tallies (kind, facet, number DESC, value)",
    "pairs_b": "pairs (b, kind, a)",
    "parties_id": "parties (id, party)",
    "evidence_fact": "evidence (fact, article)",
}
"""Indexes of published tables, made when the rows are there: sorting them once is cheaper than keeping an order."""

SORTED: Mapping[str, str] = {
    "parties": "party, kind, first, id",
    "pairs": "a, b, kind, first, id",
    "evidence": "article, kind, fact",
}
"""Tables whose rows are gathered, then written in the order that they are kept in."""

PUBLISHED = (
    "articles",
    "entities",
    "names",
    "facts",
    "tallies",
    "pairs",
    "parties",
    "evidence",
    "named",
    "stories",
    "review",
)
"""The tables that are emptied and written anew by every build."""


def create(folder: Path) -> None:
    """Make the folder and an empty record in it, where there is none yet."""
    folder.mkdir(parents=True, exist_ok=True)
    decisions = folder / DECISIONS
    if not decisions.exists():
        decisions.touch()
    connection = _open(f"file:{_quoted(folder / DATABASE)}?mode=rwc")
    try:
        if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            return
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(
            f"BEGIN IMMEDIATE;\n{TABLES}\n{_indexes()}\nINSERT INTO meta VALUES ('schema', '{VERSION}');\nCOMMIT;"
        )
    except sqlite3.DatabaseError as error:
        raise _damaged(folder, error) from error
    finally:
        connection.close()


def _indexes() -> str:
    return "\n".join(f"CREATE INDEX {name} ON {held};" for name, held in INDEXES.items())


def connect(folder: Path, *, write: bool) -> sqlite3.Connection:
    """A connection to an existing record. RecordError when there is none, or it is of another version."""
    path = folder / DATABASE
    if not path.is_file():
        raise RecordError(f"no record in {folder}", hint=f"chancery build INPUT --record {folder}")
    mode = "rw" if write else "ro"
    try:
        connection = _open(f"file:{_quoted(path)}?mode={mode}")
        try:
            _check_version(connection, folder)
        except sqlite3.OperationalError:
            if write:
                raise
            # A folder that may not be written has no place for WAL's side files; nobody else writes there either.
            connection.close()
            connection = _open(f"file:{_quoted(path)}?mode=ro&immutable=1")
            _check_version(connection, folder)
    except sqlite3.DatabaseError as error:
        raise _damaged(folder, error) from error
    if not write:
        connection.execute(f"PRAGMA mmap_size = {_MAPPED}")
    else:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA temp_store = FILE")
        connection.execute(f"PRAGMA cache_size = -{_WRITING_KIB}")
    return connection


_WRITING_KIB = 128 * 1024
"""What a writer keeps of the file in memory; a writer that keeps little writes the same pages again and again."""


_MAPPED = 2**40
"""How much of the file readers see as memory: as much as SQLite allows. The file never gets shorter."""


def _open(uri: str) -> sqlite3.Connection:
    # A server opens a connection in one thread and asks it from another, one after the other: never two at once.
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=30, check_same_thread=False)
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def _quoted(path: Path) -> str:
    return path.resolve().as_posix().replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _damaged(folder: Path, error: sqlite3.DatabaseError) -> RecordError:
    return RecordError(
        f"{folder / DATABASE} cannot be read as a record: {error}",
        hint="move the folder away and build again",
    )


def _check_version(connection: sqlite3.Connection, folder: Path) -> None:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    row = None
    if "meta" in tables:
        row = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    found = row[0] if row else "none"
    if found != str(VERSION):
        raise RecordError(
            f"{folder} is a record of schema {found}, this program reads and writes schema {VERSION}",
            hint="build it again into a new folder (--record NEW), or use the program that wrote it",
        )
