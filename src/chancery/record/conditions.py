"""A question's filters as conditions of a query: what SQLite is asked, with the values apart from the words."""

from __future__ import annotations

from collections.abc import Iterator

from chancery.errors import UsageError
from chancery.record import words
from chancery.record.question import Question

Value = str | float | int
Condition = tuple[str, tuple[Value, ...]]
_ROLES = {"any": 7, "source": 1, "target": 2}
_LENGTHS = {"day": 10, "month": 7, "year": 4, "none": 0}
_LAST_DAY = "9999-12-31"
_ALSO = (
    "EXISTS (SELECT 1 FROM parties q WHERE q.party = ? AND q.kind = f.kind AND q.first = f.first "
    "AND q.id = f.id AND q.role & ?)"
)
_TOLD_IN = "EXISTS (SELECT 1 FROM evidence e JOIN articles a ON a.id = e.article WHERE e.fact = f.id AND a.language IN"
_WITH_COMMON_WORDS = (
    "EXISTS (SELECT 1 FROM evidence e WHERE e.fact = f.id AND +e.article IN "
    "(SELECT i.article FROM words JOIN indexed i ON i.rowid = words.rowid WHERE words MATCH ?))"
)
_WITH_WORDS = (
    "f.id IN (SELECT e.fact FROM words JOIN indexed i ON i.rowid = words.rowid "
    "JOIN evidence e ON e.article = i.article WHERE words MATCH ? AND e.kind = ?)"
)


def tables(question: Question) -> str:
    """Where rows come from: those of a pair of states, of the first party, or all."""
    if _pair(question):
        return "FROM pairs f"
    return "FROM parties f" if question.parties else "FROM facts f"


def _pair(question: Question) -> tuple[str, ...]:
    """The two states that a fact must be between, in alphabetical order; empty when something else is asked."""
    codes = sorted({party.key for party in question.parties if len(party.key) == 3 and party.key.isupper()})
    return tuple(codes) if len(codes) == 2 and all(party.role == "any" for party in question.parties) else ()


def where(question: Question, *, common: bool = False) -> tuple[str, tuple[Value, ...]]:
    """All conditions as one, and their values; `common` when very many articles have the words."""
    held = [*_whom(question, common=common), *_what(question), *_when(question), *_on_what(question, common=common)]
    return " AND ".join(condition for condition, _ in held), tuple(value for _, values in held for value in values)


def _whom(question: Question, *, common: bool) -> Iterator[Condition]:
    if pair := _pair(question):
        yield "f.a = ? AND f.b = ? AND f.kind = ?", (*pair, question.kind)
    for number, party in enumerate(question.parties):
        role = _ROLES[party.role]
        if pair and party.key in pair:
            continue
        if number == 0 and not pair:
            yield "f.party = ? AND f.kind = ? AND f.role & ?", (party.key, question.kind, role)
        else:
            yield _ALSO, (party.key, role)
    if not question.parties:
        # A plus keeps SQLite from going through all of a kind where a few words lead to the rows.
        yield ("+f.kind = ?" if question.words and not common else "f.kind = ?"), (question.kind,)


def _what(question: Question) -> Iterator[Condition]:
    if question.types:
        parts = [_type(name) for name in question.types]
        yield f"({' OR '.join(part for part, _ in parts)})", tuple(value for _, held in parts for value in held)
    if question.statuses:
        yield f"f.status IN ({_marks(question.statuses)})", question.statuses
    if question.places:
        yield f"f.place IN ({_marks(question.places)})", question.places
    if question.least is not None:
        yield "f.confidence >= ?", (question.least,)
    if question.most is not None:
        yield "f.confidence <= ?", (question.most,)
    if question.below is not None:
        yield "f.confidence < ?", (question.below,)


def _when(question: Question) -> Iterator[Condition]:
    if question.since:
        yield "f.last >= ?", (question.since,)
    if question.until:
        yield "f.first != '' AND f.first <= ?", (_end(question.until),)
    if question.reported_since:
        yield "f.reported >= ?", (question.reported_since,)
    if question.reported_until:
        yield "f.reported != '' AND f.reported <= ?", (_end(question.reported_until),)
    column = "f.first" if question.clock == "happened" else "f.reported"
    if question.begins:
        yield f"{column} >= ? AND {column} < ?", (question.begins, f"{question.begins}~")
    if question.known_to:
        lengths = tuple(_LENGTHS[known] for known in question.known_to)
        yield f"length({column}) IN ({', '.join('?' * len(lengths))})", lengths


def _on_what(question: Question, *, common: bool) -> Iterator[Condition]:
    """The articles and words that a fact rests on."""
    if question.story:
        yield "f.id IN (SELECT id FROM facts WHERE story = ?)", (question.story,)
    if question.article:
        yield "EXISTS (SELECT 1 FROM evidence e WHERE e.fact = f.id AND e.article = ?)", (question.article,)
    if question.languages:
        yield f"{_TOLD_IN} ({_marks(question.languages)}))", question.languages
    if question.words:
        if not words.phrases(question.words):
            raise UsageError(f"words: {question.words!r} has no word in it")
        query = words.folded_query(question.words)
        yield (_WITH_COMMON_WORDS, (query,)) if common else (_WITH_WORDS, (query, question.kind))


def _type(name: str) -> Condition:
    """A family, a mode, or family and mode."""
    family, _, mode = name.partition("/")
    if mode:
        return "(f.type = ? AND f.mode = ?)", (family, mode)
    return ("f.type = ?", (name,)) if not name.islower() else ("(f.type = ? OR f.mode = ?)", (name, name))


def _marks(values: tuple[str, ...]) -> str:
    return ", ".join("?" * len(values))


def _end(date: str) -> str:
    return date + _LAST_DAY[len(date) :]
