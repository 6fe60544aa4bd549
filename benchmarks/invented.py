"""An invented record of any size, written through the writer that builds use; the same for the same seed."""

from __future__ import annotations

import random
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate

from chancery.model.article import Article, Block
from chancery.model.identifiers import identifier
from chancery.model.record import Entity, Event, Evidence, Explanation, Figure, Linked, Office, Statement, Story
from chancery.ontology.acts import codes
from chancery.ontology.states import states
from chancery.record import Record, codec
from chancery.record.cache import Outcome

SENTENCES = 5
"""Sentences to an article, each telling one event."""
FINGERPRINT = "benchmark"
ACTS = (("CONSULT", "meeting", "occurred"), ("CONSULT", "phone", "occurred"), ("CONSULT", "visit", "planned"),
        ("CONSULT", "visit", "occurred"), ("AGREE", "sign", "occurred"), ("SUPPORT", "praise", "occurred"),
        ("ACCUSE", "disapprove", "occurred"), ("REQUEST", "other", "proposed"), ("SANCTION", "embargo", "denied"),
        ("COOPERATE", "economic", "ongoing"))  # fmt: skip
TITLES = ("president", "prime-minister", "foreign-minister", "ambassador", "spokesperson")
GIVEN = [
    "Anna",
    "Minh",
    "Sergei",
    "Wei",
    "Clara",
    "David",
    "Elena",
    "Hùng",
    "Igor",
    "Jonas",
    "Laura",
    "Maria",
    "Nam",
    "Olga",
    "Paul",
]
SYLLABLES = ["ka", "lo", "mi", "nu", "pa", "ra", "so", "tu", "ve", "ba", "co", "du", "fe", "gi", "ho", "ju"]


class Drawn:
    """Things some of which are drawn much oftener than others."""

    def __init__(self, things: list[str], rng: random.Random) -> None:
        self._things, self._rng = things, rng
        self._weights = list(accumulate(1 / (n + 3) for n in range(len(things))))

    def one(self) -> str:
        """One of them."""
        return self._things[bisect(self._weights, self._rng.random() * self._weights[-1])]


class Packed:
    """Rows kept as bytes until they are gone through, so that a million fit."""

    def __init__(self, kind: type) -> None:
        self._kind, self._held = kind, []

    def extend(self, rows: list) -> None:
        """More rows."""
        self._held.extend(map(codec.encode, rows))

    def __iter__(self) -> Iterator:
        return (codec.decode(data, self._kind) for data in self._held)


def make(record: Record, events: int, seed: int = 11) -> None:
    """Write a record of so many events, and a fifth as many articles, statements, figures and offices."""
    rng = random.Random(seed)  # noqa: S311 — a benchmark
    articles = max(events // SENTENCES, 1)
    entities, people, homes = _entities(rng, articles)
    somebody = Drawn(people, rng)
    told: dict[str, list[str]] = defaultdict(list)
    facts = {
        "events": Packed(Event),
        "statements": Packed(Statement),
        "figures": Packed(Figure),
        "offices": Packed(Office),
    }
    stories, story_of = [], {}
    chosen = Packed(tuple[bytes, Article])
    with record.writer() as writer:
        batch: list[Outcome] = []
        for number in range(articles):
            article, rows = _article(rng, number, somebody, homes, entities)
            data = codec.encode(article)
            chosen.extend([(codec.digest(data), article)])
            batch.append(
                Outcome(source=article.source, origin=article.source, stamp="1", id=article.id, article=data,
                        content=codec.digest(data), findings=b"")
            )  # fmt: skip
            for kind, made in rows.items():
                facts[kind].extend(made)
            for event in rows["events"]:
                for key in (*event.sources, *event.targets):
                    told[key].append(article.id)
                    told[homes[entities[key][2]]].append(article.id)
            if number % 2 == 0 or not stories:
                stories.append((identifier("story", str(number)), [article.id]))
            else:
                stories[-1][1].append(article.id)
            story_of[article.id] = stories[-1][0]
            if len(batch) == 5000:
                writer.stage(batch, FINGERPRINT)
                batch = []
        writer.stage(batch, FINGERPRINT)
        writer.publish(chosen, _linked(entities, told, facts, stories, story_of), FINGERPRINT)


def _linked(entities: dict, told: dict, facts: dict, stories: list, story_of: dict) -> Linked:
    return Linked(
        entities=tuple(
            Entity(id=key, type=kind, name=name, names=(name,), state=state, articles=tuple(dict.fromkeys(told[key])),
                   canonical=f"state:{state}" if kind == "state" else None)
            for key, (kind, name, state) in sorted(entities.items())
        ),
        stories=tuple(
            Story(id=key, articles=tuple(ids), languages=("en",), title=f"Story {key}") for key, ids in stories
        ),
        story_of=story_of, relations=(), **facts,
    )  # fmt: skip


def _entities(rng: random.Random, articles: int) -> tuple[dict, list[str], dict[str, str]]:
    """Entities by id as (type, name, state); the persons; the entity of a state by code."""
    codes = sorted(states())
    rng.shuffle(codes)
    homes = {code: identifier("entity", "state", code) for code in codes}
    entities = {homes[code]: ("state", states()[code].name, code) for code in codes}
    often = Drawn(codes, rng)
    people = []
    for number in range(max(200, articles // 20)):
        family = "".join(rng.choices(SYLLABLES, k=3)).capitalize()
        people.append(identifier("entity", "person", str(number)))
        entities[people[-1]] = ("person", f"{rng.choice(GIVEN)} {family}", often.one())
    return entities, people, homes


def _article(rng: random.Random, number: int, somebody: Drawn, homes: dict, entities: dict) -> tuple[Article, dict]:
    """One article and the rows that rest on it."""
    key = identifier("article", str(number))
    day = date(2016, 1, 1) + timedelta(rng.randrange(3650))
    text, spans, acts = "", [], []
    for _ in range(SENTENCES):
        one, other = somebody.one(), somebody.one()
        kind, mode, status = rng.choice(ACTS)
        begin = len(text)
        text += (
            f"{entities[one][1]} and {entities[other][1]}, about {kind.lower()} and {mode} in {rng.choice(SYLLABLES)}."
        )
        spans.append((begin, len(text)))
        acts.append((one, other, kind, mode, status))
        text += "\n\n"
    rows: dict[str, list] = {"events": [], "statements": [], "figures": [], "offices": []}
    for n, ((begin, end), (one, other, kind, mode, status)) in enumerate(zip(spans, acts, strict=True)):
        evidence = (Evidence(article=key, start=begin, end=end, quote=text[begin:end], rule="benchmark"),)
        coded, told = codes(kind, mode, status), rng.random()
        when = day.isoformat() if told < 0.8 else day.isoformat()[:7] if told < 0.9 else None
        rows["events"].append(
            Event(id=identifier("event", key, str(n)), type=kind, mode=mode, status=status, date=when,
                  place=rng.choice((entities[one][2], entities[other][2], None)), sources=(one,), targets=(other,),
                  plover=coded.plover, plover_mode=coded.plover_mode, cameo=coded.cameo,
                  confidence=round(rng.uniform(0.4, 0.99), 2), main=n == 0, story=None,
                  history=((day.isoformat(), status),), conflicts=(), evidence=evidence,
                  explanations=(Explanation(article=key, reasons=()),))
        )  # fmt: skip
    evidence = rows["events"][0].evidence
    one, other, *_ = acts[0]
    rows["statements"].append(
        Statement(id=identifier("statement", key), speaker=one, office=None, stance="report", addressees=(other,),
                  about=(), date=day.isoformat(), confidence=0.9, evidence=evidence, explanations=())
    )  # fmt: skip
    rows["figures"].append(
        Figure(id=identifier("figure", key), measure="trade-total", value=float(rng.randrange(10**9)), unit="USD",
               period=str(day.year), approx=False, about=(homes[entities[one][2]], homes[entities[other][2]]),
               according_to=None, confidence=0.9, evidence=evidence, explanations=())
    )  # fmt: skip
    rows["offices"].append(
        Office(id=identifier("office", key), person=one, title=rng.choice(TITLES), of=homes[entities[one][2]], to=None,
               since=None, until=None, former=False, seen=(day.isoformat(),), evidence=evidence)
    )  # fmt: skip
    article = Article(
        id=key, source=f"{number}.txt", url=None, language="en", title=None, text=text[:-2],
        blocks=tuple(Block(kind="body", start=a, end=b) for a, b in spans), published=day.isoformat(),
        published_from="given", dateline=None, outlet=f"Outlet {number % 40}",
    )  # fmt: skip
    return article, rows
