"""A record whose rows follow from findings made by hand, so that it can be decided on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from making import Page, made

from chancery.link import link
from chancery.record import Outcome, Record, codec, decisions

FINGERPRINT = "packs-1"


def pages() -> list[Page]:
    """One person under two names, a meeting told twice with a day between, a figure, a relation, a saying."""
    first = Page("first", published="2025-05-12")
    ann = first.person("Ann Ash", "GBR")
    first.office(ann, "Minister of Trade", first.state("GBR"))
    first.event("CONSULT/meeting", [ann], [first.person("Ion Ionescu", "ROU")], "2025-05-11", main=True)
    first.statement(ann, "praise", "Ash praised the harvest.")
    second = Page("second", language="ru", published="2025-05-13")
    other = second.person("Марфа Зуева", "GBR")
    second.event("CONSULT/meeting", [other], [second.person("Ion Ionescu", "ROU")], "2025-05-12")
    second.figure("trade", 1500.0, [second.state("GBR"), second.state("ROU")], "2024")
    second.relation("partnership", "strategic", [second.state("GBR"), second.state("ROU")], "2019")
    third = Page("third", published="2025-06-01")
    third.event("CONSULT/visit", [third.person("Ion Ionescu", "ROU")], [third.state("GBR")], "2025-06-01")
    return [first, second, third]


def make(folder: Path, told: Sequence[Page] | None = None) -> Record:
    """Stage pages with their findings, and publish what they make with the decisions that are there."""
    record = Record.open_or_create(folder)
    articles, findings = made(pages() if told is None else told)
    outcomes = [
        Outcome(
            source=article.source, origin=article.source, stamp="now", id=article.id, article=codec.encode(article),
            content=codec.content_key(article), findings=codec.encode(found),
        )
        for article, found in zip(articles, findings, strict=True)
    ]  # fmt: skip
    taken = decisions.read(folder)
    with record.writer() as writer:
        writer.stage(outcomes, FINGERPRINT)
        chosen = [(page, article) for page, article, _ in writer.chosen(FINGERPRINT)]
        linked = link(articles, findings, decisions=taken)
        writer.publish(chosen, linked, FINGERPRINT, decisions.state(taken))
    return record
