"""The articles of `corpus/` as articles and findings, with what is gold of each: see its README."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from chancery.link import link
from chancery.link.entities import link_entities
from chancery.link.locals import gather
from chancery.link.names import words
from chancery.model.article import Article, Block
from chancery.model.findings import (
    Findings,
    LocalEntity,
    LocalEvent,
    LocalFigure,
    LocalOffice,
    Mention,
    Passage,
    Reason,
)
from chancery.model.identifiers import identifier
from chancery.ontology.decode import decode_yaml
from chancery.text import regex

FOLDER = Path(__file__).with_name("corpus")
MENTION = regex.compile(r"\{([^=}]+)=([a-z-]+)([!?f\d]*)\}")
CAST = decode_yaml(FOLDER / "cast.yaml", dict[str, dict[str, list[str]]])
STATUSES = {"planned", "proposed", "denied", "ongoing"}


@dataclass
class Told:
    """One article with its findings and gold: local key → entity, event's order → happening, and its story."""

    article: Article
    findings: Findings
    story: str
    entities: dict[str, str] = field(default_factory=dict)
    events: dict[int, str] = field(default_factory=dict)


def corpus() -> list[Told]:
    """Every article, by file and place."""
    told = []
    for path in sorted(FOLDER.glob("*.yaml")):
        if path.stem != "cast":
            for story, articles in decode_yaml(path, dict[str, list[list[str]]]).items():
                told += [_told(story, n, lines) for n, lines in enumerate(articles)]
    return told


def _told(story: str, number: int, lines: list[str]) -> Told:
    name = f"{story}-{number}"
    language, day = lines[0].split()
    maker = _Maker(language)
    for line in lines[1:]:
        maker.sentence(*(part.strip() for part in line.partition("::")[::2]))
    text = "".join(maker.text)
    key = identifier("article", name)
    article = Article(
        id=key, source=f"{name}.txt", url=None, language=language, title=None, text=text,
        blocks=(Block(kind="body", start=0, end=len(text)),), dateline=None,
        published=None if day == "-" else day, published_from=None, outlet=None,
    )  # fmt: skip
    findings = Findings(
        article=key, entities=tuple(maker.entities.values()), mentions=tuple(maker.mentions),
        offices=tuple(maker.offices), events=tuple(maker.events), figures=tuple(maker.figures),
    )  # fmt: skip
    return Told(article, findings, story, maker.gold, dict(enumerate(maker.happenings)))


class _Maker:
    def __init__(self, language: str) -> None:
        self.language = language
        self.text: list[str] = []
        self.at = 0
        self.entities: dict[str, LocalEntity] = {}
        self.mentions: list[Mention] = []
        self.offices: list[LocalOffice] = []
        self.events: list[LocalEvent] = []
        self.figures: list[LocalFigure] = []
        self.gold: dict[str, str] = {}
        self.happenings: list[str] = []

    def sentence(self, marked: str, says: str) -> None:
        bare = MENTION.sub(lambda m: m[1], marked)
        passage = (Passage(start=self.at, end=self.at + len(bare), rule="test"),)
        shift = self.at
        for found in MENTION.finditer(marked):
            start = shift + found.start()
            self.mention(found[1], found[2], found[3], start, passage)
            shift -= len(found[0]) - len(found[1])
        for said in filter(None, (part.strip() for part in says.split(";"))):
            if said.startswith("="):
                self.figure(said[1:].split(), passage)
            else:
                self.event(said.split(), passage)
        self.text.append(f"{bare}\n")
        self.at += len(bare) + 1

    def mention(self, said: str, key: str, flags: str, start: int, passage: tuple[Passage, ...]) -> None:
        kind, state, *offices = CAST[key]["is"]
        form = written(said, key)
        canonical = offices[0] if kind == "organization" and offices and offices[0] else None
        local = canonical or f"{kind}:{key}"
        before = self.entities.get(local)
        names = tuple(dict.fromkeys((*(before.names if before else ()), form)))
        self.entities[local] = LocalEntity(
            key=local, type=kind, name=max(names, key=len), names=names,
            state=None if "?" in flags or not state else state, canonical=canonical,
        )  # fmt: skip
        self.gold[local] = key
        self.mentions.append(Mention(start=start, end=start + len(said), type=kind, entity=local, value=None, rule="t"))
        if "!" in flags:
            title, _, host = offices["2" in flags].partition(">")
            self.offices.append(
                LocalOffice(
                    person=local, title=title, of=self.actor(state), to=self.actor(host) if host else None, since=None,
                    until=None, former="f" in flags, passages=passage, reasons=(),
                )
            )  # fmt: skip

    def actor(self, key: str) -> str:
        if key.isupper():
            local = f"state:{key}"
            self.entities.setdefault(
                local, LocalEntity(key=local, type="state", name=key, names=(key,), state=key, canonical=local)
            )
            return local
        kind, _, *offices = CAST[key]["is"]
        local = offices[0] if kind == "organization" and offices and offices[0] else f"{kind}:{key}"
        assert local in self.entities, f"{key} acts before anybody names it"
        return local

    def actors(self, said: str) -> tuple[str, ...]:
        return () if said == "-" else tuple(self.actor(key) for key in said.split(","))

    def event(self, said: list[str], passage: tuple[Passage, ...]) -> None:
        act, sources, _, targets, date, *more = said
        kind, _, mode = act.removeprefix("*").partition("/")
        status = next((word for word in more if word in STATUSES), "occurred")
        place = next((word[1:] for word in more if word.startswith("@")), None)
        self.happenings.append(next(word[1:] for word in more if word.startswith("#")))
        self.events.append(
            LocalEvent(
                type=kind, mode=mode or None, status=status, date=None if date == "-" else date, place=place,
                sources=self.actors(sources), targets=self.actors(targets), confidence=0.8, passages=passage,
                reasons=(Reason(role="act", start=passage[0].start, end=passage[0].end, value=act, rule="test"),),
                main=act.startswith("*"),
            )
        )  # fmt: skip

    def figure(self, said: list[str], passage: tuple[Passage, ...]) -> None:
        measure, value, unit, period, about = said
        self.figures.append(
            LocalFigure(
                measure=measure, value=float(value), unit=unit, period=None if period == "-" else period, approx=False,
                about=self.actors(about), according_to=None, confidence=0.8, passages=passage, reasons=(),
            )
        )  # fmt: skip


def written(said: str, key: str) -> str:
    """Which of the names of the cast is meant: inflected words may end otherwise, titles stand before."""
    bare = " ".join(words(said))
    fits = [name for name in CAST[key]["names"] if all(_stem(w) in bare for w in words(name))]
    same = [name for name in fits if name in said] or fits
    assert same, f"{said!r} is no name of {key}"
    return max(same, key=len)


def _stem(word: str) -> str:
    return word[: max(2, len(word) - 1)] if not word.isascii() else word


@dataclass(frozen=True)
class Pairs:
    """Pairs that are one in gold, in the linking, and in both."""

    gold: int
    made: int
    both: int
    wrong: tuple[tuple[Hashable, Hashable], ...]
    missed: tuple[tuple[Hashable, Hashable], ...]

    @property
    def precision(self) -> float:
        return self.both / self.made if self.made else 1.0

    @property
    def recall(self) -> float:
        return self.both / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def pairs(gold: Mapping[Hashable, Hashable], made: Mapping[Hashable, Hashable]) -> Pairs:
    """Pairwise comparison of two groupings of the same things."""
    wanted, got = (set(_pairs(grouping, gold)) for grouping in (gold, made))
    return Pairs(len(wanted), len(got), len(wanted & got), tuple(sorted(got - wanted)), tuple(sorted(wanted - got)))


def _pairs(grouping: Mapping[Hashable, Hashable], things: Iterable[Hashable]) -> Iterable[tuple[Hashable, Hashable]]:
    groups: dict[Hashable, list[Hashable]] = {}
    for thing in things:
        groups.setdefault(grouping[thing], []).append(thing)
    for group in groups.values():
        yield from combinations(sorted(group), 2)


def measured(told: list[Told]) -> dict[str, Pairs]:
    """Entities, events and stories against gold. Things are named by article and key, so that misses can be read."""
    articles, findings = [t.article for t in told], [t.findings for t in told]
    cast = link_entities(gather(articles, findings), {a.id: a.published for a in articles})
    linked = link(articles, findings)
    event_of = {
        (evidence.article, evidence.start, row.type, row.mode): row.id
        for row in linked.events
        for evidence in row.evidence
    }
    entities: list[dict] = [{}, {}]
    events: list[dict] = [{}, {}]
    for t in told:
        name, key = t.article.source, t.article.id
        for local, gold in t.entities.items():
            entities[0][name, local], entities[1][name, local] = gold, cast.local[key, local]
        for order, event in enumerate(t.findings.events):
            place = (key, event.passages[0].start, event.type, event.mode)
            events[0][name, order], events[1][name, order] = t.events[order], event_of[place]
    stories = [
        {t.article.source: t.story for t in told},
        {t.article.source: linked.story_of[t.article.id] for t in told},
    ]
    return {"entities": pairs(*entities), "events": pairs(*events), "stories": pairs(*stories)}


def sizes(told: list[Told]) -> Counter[str]:
    """How much there is."""
    return Counter(
        articles=len(told),
        stories=len({t.story for t in told}),
        entities=len({e for t in told for e in t.entities.values()}),
        events=len({e for t in told for e in t.events.values()}),
    )
