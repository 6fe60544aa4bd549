"""What a dossier asks of a pair without reading all of its facts: marks on a time line, articles, last contacts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from chancery.model.record import Event, Office
from chancery.record import codec
from chancery.record.answering import DOUBTFUL, Answers, Step
from chancery.record.conditions import tables, where
from chancery.record.dossier import CONTACTS
from chancery.record.holders import nearest
from chancery.record.involved import actors
from chancery.record.question import Clock, FactKind, Known, PartyIs, Question
from chancery.record.ranks import rank
from chancery.record.view import ArticleLine, View

STEPS: dict[Step, int] = {"day": 10, "month": 7, "year": 4}
_TALKS = tuple(f"CONSULT/{mode}" for mode in ("meeting", "visit", "phone", "video", "multilateral"))
_LOOKED_AT = 300
"""How many of the latest talks are looked at for the last contact of each level."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How many facts of a type and status fall into a step of time, their dates known to the day, month or year."""

    step: str
    type: str
    mode: str
    status: str
    known: Known
    number: int
    doubtful: int


@dataclass(frozen=True, slots=True)
class Spot:
    """One fact on a time line."""

    id: str
    step: str
    type: str
    mode: str
    status: str
    known: Known
    when: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LastTalk:
    """The latest talk with people of a level; where there is none, among how many it was sought, if not all."""

    level: str
    event: Event | None
    people: tuple[tuple[str, str], ...] = ()
    sought: int | None = None


def of_pair(a: str, b: str, kind: FactKind = "event") -> Question:
    """The question for all facts of a kind between two states."""
    return Question(kind=kind, parties=(PartyIs(a), PartyIs(b)))


def marks(view: View, question: Question, by: Step) -> list[Mark]:
    """The facts of a question as marks by the question's clock, oldest first; the undated under an empty step."""
    condition, values = where(question)
    column = _column(question.clock)
    rows = view.connection.execute(
        f"SELECT substr({column}, 1, {STEPS[by]}) AS step, f.type, f.mode, f.status, length({column}) AS long, "
        f"count(*), sum(f.confidence < ?) {tables(question)} WHERE {condition} "
        "GROUP BY step, f.type, f.mode, f.status, long ORDER BY step, f.type, f.mode, f.status, long",
        (DOUBTFUL, *values),
    )
    return [
        Mark(step, kind, mode, status, _known(long), number, doubtful)
        for step, kind, mode, status, long, number, doubtful in rows
    ]


def spots(view: View, question: Question, by: Step, limit: int) -> list[Spot]:
    """The facts of a question one by one, without their words, oldest first."""
    condition, values = where(question)
    column = _column(question.clock)
    rows = view.connection.execute(
        f"SELECT f.id, substr({column}, 1, {STEPS[by]}), f.type, f.mode, f.status, length({column}), {column}, "
        f"f.confidence {tables(question)} WHERE {condition} ORDER BY {column}, f.id LIMIT ?",
        (*values, limit),
    )
    return [
        Spot(key, step, kind, mode, status, _known(long), when, confidence)
        for key, step, kind, mode, status, long, when, confidence in rows
    ]


def span(view: View, a: str, b: str) -> tuple[str, str] | None:
    """The first and the last known date of events and statements between two states."""
    one = "SELECT {}(first) FROM pairs WHERE a = ?1 AND b = ?2 AND kind = '{}' AND first > ''"
    wanted = ", ".join(f"({one.format(end, kind)})" for kind in ("event", "statement") for end in ("min", "max"))
    found = view.connection.execute(f"SELECT {wanted}", tuple(sorted((a, b)))).fetchone()
    firsts, lasts = (list(filter(None, ends)) for ends in (found[::2], found[1::2]))
    return (min(firsts), max(lasts)) if firsts else None


def _column(clock: Clock) -> str:
    return "f.first" if clock == "happened" else "f.reported"


def _known(length: int) -> Known:
    return "none" if length == 0 else "year" if length == 4 else "month" if length == 7 else "day"


def articles_between(view: View, a: str, b: str, limit: int) -> tuple[list[ArticleLine], int]:
    """The latest articles that facts between two states rest on, and how many there are."""
    inner = "SELECT DISTINCT e.article FROM pairs p JOIN evidence e ON e.fact = p.id WHERE p.a = ? AND p.b = ?"
    first, second = sorted((a, b))
    rows = view.connection.execute(
        f"SELECT id, count(*) OVER () FROM articles WHERE id IN ({inner}) "  # noqa: S608
        "ORDER BY published IS NULL, published DESC, id LIMIT ?",
        (first, second, limit),
    ).fetchall()
    lines = [line for key, _ in rows if (line := view.article_line(key))]
    return lines, rows[0][1] if rows else 0


def last_talks(view: View, a: str, b: str) -> tuple[LastTalk, ...]:
    """Per level, the latest talk that has happened with someone who then held an office of that level."""
    question = replace(of_pair(a, b), types=_TALKS, statuses=("occurred", "ongoing"))
    offices: dict[str, list[Office]] = {}
    found: dict[str, LastTalk] = {}
    after, looked = None, 0
    while looked < _LOOKED_AT and len(found) < len(CONTACTS):
        page = Answers(view).page(question, after=after, limit=60)
        for event in page.rows:
            if isinstance(event, Event) and event.date:
                for level, people in _levels(view, event, {a, b}, offices).items():
                    found.setdefault(level, LastTalk(level=level, event=event, people=people))
        after, looked = page.next, looked + len(page.rows)
        if after is None:
            break
    sought = None if after is None else looked
    return tuple(found.get(level) or LastTalk(level=level, event=None, sought=sought) for level in CONTACTS)


def _levels(
    view: View, event: Event, sides: set[str], offices: dict[str, list[Office]]
) -> dict[str, tuple[tuple[str, str], ...]]:
    """The levels that took part in a talk, and for each who of either side, with the title then held."""
    held: dict[str, list[tuple[str, str]]] = {}
    for key in actors(event):
        entity = view.entity_line(key)
        if entity is None or entity.type != "person" or (entity.state and entity.state not in sides):
            continue
        if key not in offices:
            offices[key] = view.about(key, Office, limit=40)
        for office in nearest([o for o in offices[key] if o.person == key], event.date or ""):
            for level, wanted in CONTACTS.items():
                if rank(office.title) in wanted and (key, office.title) not in held.get(level, ()):
                    held.setdefault(level, []).append((key, office.title))
    return {level: tuple(people) for level, people in held.items()}


def told_by_article(view: View, a: str, b: str) -> Iterator[tuple[str, Event]]:
    """Every event between two states once for each article that tells it, article by article."""
    first, second = sorted((a, b))
    rows = view.connection.execute(
        "SELECT e.article, f.data FROM pairs p JOIN evidence e ON e.fact = p.id JOIN facts f ON f.id = p.id "
        "WHERE p.a = ? AND p.b = ? AND p.kind = 'event' ORDER BY e.article, f.first, f.id",
        (first, second),
    )
    for article, data in rows:
        yield article, codec.decode(data, Event)
