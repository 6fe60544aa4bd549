"""A record in which whatever an article can say is hostile: names, offices, titles, outlets, places, addresses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import handmade

from chancery.record import Outcome, Record

SCRIPT = "<script>alert(1)</script>"
ATTRIBUTE = '" onmouseover="alert(2)" x="'
TAG = "'><img src=x onerror=alert(3)>"
ADDRESS = "javascript:alert(4)"
TEMPLATE = "{{ 7 * 7 }}{% raw %}"
ALL = f"{SCRIPT} {ATTRIBUTE} {TAG} {ADDRESS} {TEMPLATE}"


def article(told):
    """The article with hostile title, outlet, source and address; its text is that of the record."""
    return replace(told, title=f"{ALL} {told.title}", outlet=ALL, url=f"{ADDRESS}//{SCRIPT}")


def entity(one):
    if one.type == "state":
        return one
    name = f"{ALL} {one.name}"
    return replace(one, name=name, names=(name, *one.names))


PAGES = (
    "/", "/?show=table", "/?show=time", "/?show=map", "/?q=briefed",
    "/pairs", "/pairs/VNM/BLR", "/pairs/VNM/BLR?full=1",
    "/pairs/VNM/BLR/rows", "/pairs/VNM/BLR/rows?kind=statement", "/pairs/VNM/BLR/citations", "/pairs/VNM/CUB",
    *(f"/events/{row.id}" for row in handmade.LINKED.events),
    *(f"/entities/{row.id}" for row in handmade.ENTITIES),
    *(f"/stories/{row.id}" for row in handmade.LINKED.stories),
    "/entities/VNM", "/review", "/api",
)  # fmt: skip


def make(folder: Path) -> Record:
    """Such a record."""
    linked = replace(
        handmade.LINKED,
        entities=tuple(map(entity, handmade.LINKED.entities)),
        offices=tuple(replace(office, title=ALL) for office in handmade.LINKED.offices),
        events=tuple(replace(event, place=ALL) for event in handmade.LINKED.events),
        statements=tuple(replace(one, office=ALL) for one in handmade.LINKED.statements),
        figures=tuple(replace(one, measure=ALL, unit=ALL, according_to=ALL) for one in handmade.LINKED.figures),
        relations=tuple(replace(one, level=ALL) for one in handmade.LINKED.relations),
        stories=tuple(replace(one, title=ALL) for one in handmade.LINKED.stories),
        review=(("person", handmade.TRUNG.id, handmade.DUNG.id, 0.96, ALL),),
    )
    held = Record.open_or_create(folder)
    failed = Outcome(source=f"gold/{ALL}.txt", origin="x", stamp="now", failure=("empty", ALL))
    articles = [article(told) for told in handmade.ARTICLES.values()]
    with held.writer() as writer:
        writer.stage([*map(handmade.outcome, articles), failed], handmade.FINGERPRINT)
        chosen = [(page, article) for page, article, _ in writer.chosen(handmade.FINGERPRINT)]
        writer.publish(chosen, linked, handmade.FINGERPRINT)
    return held
