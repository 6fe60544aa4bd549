"""Rooms that pretend: documents are small files of `key: value` lines, findings follow from the words."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from chancery.errors import InputUnreadable, PackError
from chancery.model.article import Article, Block
from chancery.model.findings import Findings, LocalEntity, LocalEvent, Mention, Passage, Reason
from chancery.model.identifiers import identifier
from chancery.model.record import Entity, Event, Evidence, Explanation, Linked, Story
from chancery.run.rooms import Rooms

STATES = {"Vietnam": "VNM", "Belarus": "BLR", "Cuba": "CUB"}


@dataclass(frozen=True)
class PretendDocument:
    source: str
    path: Path


def read_inputs(paths: Sequence[Path]) -> Iterator[PretendDocument | InputUnreadable]:
    for top in paths:
        if not top.exists():
            yield InputUnreadable(str(top), "missing", "there is no such file")
            continue
        for path in sorted(top.iterdir()) if top.is_dir() else [top]:
            yield PretendDocument(str(path), path)


def read_document(document: PretendDocument, languages: frozenset[str]) -> Article:
    text = document.path.read_text(encoding="utf-8").strip()
    if not text:
        raise InputUnreadable(document.source, "empty", "the file is empty")
    if text.startswith("DIE"):
        os.kill(os.getpid(), signal.SIGKILL)
    if text.startswith("SLOW"):
        time.sleep(0.02)
    published = text.partition("on ")[2][:10] or None
    return Article(
        id=identifier("article", text), source=document.source, url=None, language="en",
        title=None, text=text, blocks=(Block(kind="body", start=0, end=len(text)),),
        published=published, published_from=None, dateline=None, outlet="Pretend",
    )  # fmt: skip


class PretendExtractor:
    languages = frozenset({"en"})

    def __init__(self) -> None:
        self.fingerprint = os.environ.get("PRETEND_FINGERPRINT", "one")

    def extract(self, article: Article) -> Findings:
        if os.environ.get("PRETEND_DIES_ON", "\0") in article.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "RAISE" in article.text:
            raise ValueError("a bug in extraction")
        if "BADPACK" in article.text:
            raise PackError("verbs.yaml: say: no such form")
        count = os.environ.get("PRETEND_COUNT")
        if count:
            with Path(count).open("a") as file:
                file.write(f"{article.source}\n")
        found = [name for name in STATES if name in article.text]
        entities = tuple(
            LocalEntity(
                key=name, type="state", name=name, names=(name,),
                state=STATES[name], canonical=f"state:{STATES[name]}",
            )
            for name in found
        )  # fmt: skip
        mentions = tuple(
            Mention(start=article.text.index(n), end=article.text.index(n) + len(n),
                    type="state", entity=n, value=None, rule="pretend")
            for n in found
        )  # fmt: skip
        event = LocalEvent(
            type="CONSULT", mode="meeting", status="occurred", date=article.published, place=None,
            sources=tuple(found[:1]), targets=tuple(found[1:]), confidence=0.1 + 0.2,
            passages=(Passage(start=0, end=len(article.text), rule="pretend"),),
            reasons=(Reason(role="act", start=0, end=4, value="CONSULT", rule="pretend"),),
        )  # fmt: skip
        events = (event,) if len(found) > 1 else ()
        return Findings(article=article.id, entities=entities, mentions=mentions, events=events)


def link(articles: Sequence[Article], findings: Sequence[Findings], *, decisions: Sequence = ()) -> Linked:
    assert [a.id for a in articles] == sorted(a.id for a in articles)
    names: dict[str, list[str]] = {}
    events: dict[str, Event] = {}
    for article, found in zip(articles, findings, strict=True):
        assert found.article == article.id
        for entity in found.entities:
            names.setdefault(entity.name, []).append(article.id)
        for local in found.events:
            key = identifier("event", *local.sources, *local.targets, local.date)
            old = events.get(key)
            evidence = Evidence(article=article.id, start=0, end=len(article.text),
                                quote=article.text, rule="pretend")  # fmt: skip
            events[key] = Event(
                id=key, type=local.type, mode=local.mode, status=local.status, date=local.date,
                place=None, sources=tuple(identifier("entity", n) for n in local.sources),
                targets=tuple(identifier("entity", n) for n in local.targets),
                plover="CONSULT", plover_mode=None, cameo="040", confidence=local.confidence,
                main=True, story=None, history=(), conflicts=(),
                evidence=(*(old.evidence if old else ()), evidence),
                explanations=(*(old.explanations if old else ()),
                              Explanation(article=article.id, reasons=local.reasons)),
            )  # fmt: skip
    stories = tuple(
        Story(id=identifier("story", a.id), articles=(a.id,), languages=("en",), title=a.text[:20]) for a in articles
    )
    return Linked(
        entities=tuple(
            Entity(id=identifier("entity", n), type="state", name=n, names=(n,), state=STATES[n],
                   articles=tuple(ids), canonical=f"state:{STATES[n]}")
            for n, ids in sorted(names.items())
        ),
        offices=(), events=tuple(events.values()), statements=(), figures=(), relations=(),
        stories=stories, story_of={s.articles[0]: s.id for s in stories},
    )  # fmt: skip


ROOMS = Rooms(read_inputs=read_inputs, read_document=read_document, make_extractor=PretendExtractor, link=link)


@dataclass(frozen=True)
class PretendRow:
    source: str
    path: Path
    text: str


def read_rows(paths: Sequence[Path]) -> Iterator[PretendRow | InputUnreadable]:
    for path in paths:
        lines = path.read_text().splitlines()
        for number, line in enumerate(lines, 1):
            yield PretendRow(f"{path}#{number}", path, line)
        if not lines:
            yield InputUnreadable(str(path), "empty", "the file has no lines")


def read_row(row: PretendRow, languages: frozenset[str]) -> Article:
    return Article(
        id=identifier("article", row.text), source=row.source, url=None, language="en", title=None,
        text=row.text, blocks=(), published=None, published_from=None, dateline=None, outlet=None,
    )  # fmt: skip


ROWS = Rooms(read_inputs=read_rows, read_document=read_row, make_extractor=PretendExtractor, link=link)
