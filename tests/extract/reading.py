"""Articles of a few paragraphs, and findings that can be asked by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from chancery.model.article import Article, Block
from chancery.model.findings import Findings, LocalEntity, LocalEvent


def article(text: str, language: str, published: str | None = None, *, titled: bool = False) -> Article:
    """An article of the paragraphs of a text; the first is its title when `titled`."""
    blocks, at = [], 0
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            kind = "title" if titled and not blocks else "body"
            blocks.append(Block(kind=kind, start=at, end=at + len(paragraph)))
        at += len(paragraph) + 2
    return Article(
        id="ar_made",
        source="made",
        url=None,
        language=language,
        title=text.partition("\n\n")[0] if titled else None,
        text=text,
        blocks=tuple(blocks),
        published=published,
        published_from="given" if published else None,
        dateline=None,
        outlet=None,
    )


def act(event: LocalEvent) -> str:
    """TYPE/mode."""
    return f"{event.type}/{event.mode or ''}"


@dataclass(frozen=True)
class Read:
    """A text and what was found in it."""

    text: str
    findings: Findings

    @cached_property
    def entities(self) -> dict[str, LocalEntity]:
        return {entity.key: entity for entity in self.findings.entities}

    def named(self, key: str, name: str) -> bool:
        """Is this the state of that code, or somebody of that name?"""
        entity = self.entities.get(key)
        if entity is None:
            return False
        if entity.type == "state" and len(name) == 3 and name.isupper():
            return entity.state == name
        return name in {entity.name, *entity.names}

    def same(self, keys: Iterable[str], names: list[str]) -> bool:
        """Every key has one of the names, and every name is a key's."""
        held = list(keys)
        return all(any(self.named(key, name) for name in names) for key in held) and all(
            any(self.named(key, name) for key in held) for name in names
        )

    def dates(self, words: str) -> list[str]:
        """What the words (where they first stand) were dated: `unknown` when they are no date or cannot be resolved."""
        start = self.text.index(words)
        end = start + len(words)
        times = [m for m in self.findings.mentions if m.type == "time" and m.start < end and start < m.end]
        return [mention.value or "unknown" for mention in times] or ["unknown"]

    def refers(self, words: str, whom: str) -> bool:
        """Do the words, where they last stand, mean somebody: as a mention, or as what an act's or speech's role is?"""
        start = self.text.rindex(words)
        end = start + len(words)
        mentioned = any(
            mention.entity is not None and self.named(mention.entity, whom)
            for mention in self.findings.mentions
            if mention.start < end and start < mention.end
        )
        return mentioned or any(
            self._by(row, whom, start, end) for row in (*self.findings.events, *self.findings.statements)
        )

    def _by(self, row, whom: str, start: int, end: int) -> bool:
        """Does a row rest on these words, in a role that somebody fills?"""
        keys = (*row.sources, *row.targets) if isinstance(row, LocalEvent) else (row.speaker, *row.addressees)
        inside = any(passage.start <= start and end <= passage.end for passage in row.passages)
        return inside and any(self.named(key, whom) for key in keys)

    def told(self) -> str:
        """All that was found, for a failing test to show."""
        lines = [f"    published {self.findings.article}"]
        lines = [
            f"    {m.type} {self.text[m.start : m.end]!r} {m.value or ''}"
            for m in self.findings.mentions
            if m.type == "time"
        ]
        for event in self.findings.events:
            sides = " > ".join(", ".join(map(self._name, side)) for side in (event.sources, event.targets))
            lines.append(f"    {act(event)} {event.status} {event.date} {sides}")
        lines.extend(f"    {self._name(s.speaker)} ({s.stance}) {self._words(s)}" for s in self.findings.statements)
        lines.extend(f"    {f.measure} {f.value:g} {f.unit} {f.period} {f.approx}" for f in self.findings.figures)
        for o in self.findings.offices:
            former = " (former)" if o.former else ""
            lines.append(f"    {self._name(o.person)}: {o.title} of {self._name(o.of)} to {self._name(o.to)}{former}")
        lines.extend(
            f"    {r.kind} {r.level} {list(map(self._name, r.between))} {r.since}" for r in self.findings.relations
        )
        return "\n".join(lines)

    def _words(self, row) -> list[str]:
        return [self.text[passage.start : passage.end] for passage in row.passages]

    def _name(self, key: str | None) -> str:
        entity = self.entities.get(key or "")
        return (
            "-"
            if key is None
            else (entity.state or entity.name if entity.type == "state" else entity.name)
            if entity
            else key
        )
