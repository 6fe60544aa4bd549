"""Articles with findings, made by hand: an article is a few sentences, and what they say is told by their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from chancery.link import link
from chancery.model.article import Article, Block
from chancery.model.findings import (
    Findings,
    LocalEntity,
    LocalEvent,
    LocalFigure,
    LocalOffice,
    LocalRelation,
    LocalStatement,
    Mention,
    Passage,
    Reason,
    Status,
)
from chancery.model.identifiers import identifier
from chancery.model.record import Entity, Event, Linked


@dataclass
class Page:
    """One article being made. Every method adds a sentence and what it says."""

    name: str
    language: str = "en"
    published: str | None = None
    sentences: list[str] = field(default_factory=list)
    entities: dict[str, LocalEntity] = field(default_factory=dict)
    rows: dict[str, list] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return identifier("article", self.name)

    def _say(self, words: str) -> tuple[Passage, ...]:
        start = sum(len(sentence) + 1 for sentence in self.sentences)
        self.sentences.append(words)
        return (Passage(start=start, end=start + len(words), rule="test"),)

    def state(self, code: str) -> str:
        key = f"state:{code}"
        self.entities[key] = LocalEntity(key=key, type="state", name=code, names=(code,), state=code, canonical=key)
        return key

    def person(self, name: str, state: str | None = None, *others: str) -> str:
        key = f"person:{name}"
        self.entities[key] = LocalEntity(key=key, type="person", name=name, names=(name, *others), state=state)
        return key

    def body(self, name: str, state: str | None = None, canonical: str | None = None) -> str:
        key = canonical or f"org-named:{name}"
        self.entities[key] = LocalEntity(
            key=key, type="organization", name=name, names=(name,), state=state, canonical=canonical
        )
        return key

    def office(self, person: str, title: str, of: str | None, *, to: str | None = None, **more: object) -> None:
        values = {"since": None, "until": None, "former": False} | more
        reason = Reason(role="office", start=None, end=None, value=title.lower(), rule="test")
        self._add(
            "offices",
            LocalOffice(
                person=person, title=title, of=of, to=to, passages=self._say(f"{title} {person}."),
                reasons=(reason,), **values,
            ),
        )  # fmt: skip

    def event(  # noqa: PLR0913 — a row has many fields
        self,
        act: str,
        sources: Sequence[str],
        targets: Sequence[str] = (),
        date: str | None = None,
        *,
        status: Status = "occurred",
        main: bool = False,
        place: str | None = None,
    ) -> None:
        kind, _, mode = act.partition("/")
        said = f"{act} {' '.join(sources)} {' '.join(targets)} {date} {len(self.sentences)}."
        self._add(
            "events",
            LocalEvent(
                type=kind, mode=mode or None, status=status, date=date, place=place,
                sources=tuple(sources), targets=tuple(targets), confidence=0.8, main=main,
                passages=self._say(said),
                reasons=(Reason(role="act", start=0, end=4, value=act, rule="test"),),
            ),
        )  # fmt: skip

    def statement(self, speaker: str, stance: str, words: str, office: str | None = None) -> None:
        self._add(
            "statements",
            LocalStatement(
                speaker=speaker, office=office, stance=stance, addressees=(), about=(),
                date=self.published, confidence=0.8, passages=self._say(words), reasons=(),
            ),
        )  # fmt: skip

    def figure(self, measure: str, value: float, about: Sequence[str], period: str | None) -> None:
        self._add(
            "figures",
            LocalFigure(
                measure=measure, value=value, unit="USD", period=period, approx=False,
                about=tuple(about), according_to=None, confidence=0.8,
                passages=self._say(f"{measure} {value}."), reasons=(),
            ),
        )  # fmt: skip

    def relation(self, kind: str, level: str | None, between: Sequence[str], since: str | None) -> None:
        self._add(
            "relations",
            LocalRelation(
                kind=kind, level=level, between=tuple(between), since=since,
                passages=self._say(f"{kind} {level} {since}."), reasons=(),
            ),
        )  # fmt: skip

    def _add(self, kind: str, row: object) -> None:
        self.rows.setdefault(kind, []).append(row)

    def made(self) -> tuple[Article, Findings]:
        for entity in list(self.entities.values()):
            self._say(f"{entity.name} is named.")
        text = " ".join(self.sentences)
        mentions = tuple(
            Mention(
                start=text.index(form), end=text.index(form) + len(form), type=entity.type,
                entity=entity.key, value=None, rule="test",
            )
            for entity in self.entities.values()
            for form in entity.names
            if form in text
        )  # fmt: skip
        article = Article(
            id=self.id, source=f"{self.name}.txt", url=None, language=self.language, title=self.name,
            text=text, blocks=(Block(kind="body", start=0, end=len(text)),), dateline=None,
            published=self.published, published_from=None, outlet=None,
        )  # fmt: skip
        rows = {kind: tuple(values) for kind, values in self.rows.items()}
        return article, Findings(article=self.id, entities=tuple(self.entities.values()), mentions=mentions, **rows)


@dataclass
class World:
    """A linking, with ways to look things up by name."""

    linked: Linked

    def entities(self, name: str) -> list[Entity]:
        return [e for e in self.linked.entities if name in (e.name, *e.names)]

    def entity(self, name: str) -> Entity:
        (found,) = self.entities(name)
        return found

    def events(self, act: str) -> list[Event]:
        kind, _, mode = act.partition("/")
        return [e for e in self.linked.events if e.type == kind and e.mode == (mode or None)]

    def event(self, act: str) -> Event:
        (found,) = self.events(act)
        return found

    def same_story(self, one: str, other: str) -> bool:
        a, b = (self.linked.story_of[identifier("article", name)] for name in (one, other))
        return a == b


def link_pages(*pages: Page) -> World:
    """Link copies of the pages, so that a page can be linked twice."""
    return World(link(*made(pages)))


def made(pages: Sequence[Page]) -> tuple[list[Article], list[Findings]]:
    pairs = [replace(page, sentences=list(page.sentences)).made() for page in pages]
    return [article for article, _ in pairs], [found for _, found in pairs]
