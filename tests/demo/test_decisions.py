"""Decisions on the demo corpus hold over a build from scratch, byte for byte."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import replace

from chancery.errors import Contradiction
from chancery.model.decision import Decision
from chancery.record import Record, decisions
from chancery.record.review import queue
from chancery.run import build
from chancery.run.decide import sitting
from chancery.run.targets import Targets

EVERY = 12


def wishes(linked):
    """What is doubtful, rows here and there, two people said to be one and two events said to be two."""
    for number, doubt in enumerate(queue(linked)[:6]):
        kinds = ("accept", "reject") if len(doubt.ids) == 1 else ("same", "different")
        yield kinds[number % 2], doubt.ids, {}
    for number, event in enumerate(linked.events[::EVERY]):
        kind = ("accept", "reject", "edit")[number % 3]
        yield kind, (event.id,), {"field": "place", "value": "Hanoi"} if kind == "edit" else {}
    people = [entity.id for entity in linked.entities if entity.type == "person"]
    yield "same", tuple(people[:2]), {}
    meetings = [event.id for event in linked.events if event.mode == "meeting"]
    yield "different", tuple(meetings[:2]), {}


def decide(record):
    """Take all of it at one sitting."""
    with sitting(record) as held:
        targets = Targets(held.linked, held.texts)
        for number, (kind, keys, more) in enumerate(wishes(held.linked)):
            on = tuple(targets.entity(key) if key in targets.entities else targets.fact(key, key) for key in keys)
            when = f"2026-01-01T00:00:00.{number:03d}Z"
            draft = held.named(Decision(id="", kind=kind, on=on, who="ann", when=when, **more))
            with suppress(Contradiction):
                held.take(held.outlook([draft]))


def test_decisions_hold_from_scratch_in_any_order(corpus, make, export_of, rooms, tmp_path):
    files = sorted(path for path in corpus.iterdir() if path.is_file())
    decided = make([corpus]).record
    decide(decided)
    taken = decisions.read(decided.path)
    assert {decision.kind for decision in taken} >= {"accept", "reject", "edit", "same", "different"}
    again = Record.open_or_create(tmp_path / "again")
    lines = (decided.path / "decisions.jsonl").read_bytes().splitlines(keepends=True)
    (again.path / "decisions.jsonl").write_bytes(b"".join(lines[::-1]))
    build(files[::2], again, workers=1, rooms=rooms)
    report = build(files[::-1], again, workers=1, rooms=rooms)
    assert (report.decisions, report.unapplied) == (len(taken), ())
    assert export_of(again, tmp_path / "b").files == export_of(decided, tmp_path / "a").files
    shutil.rmtree(decided.path)


def test_other_packs(corpus, make, rooms):
    """Findings of which every row reads a little otherwise: whatever was decided is applied, or told."""
    decided = make([corpus]).record
    decide(decided)
    extractor = rooms.make_extractor()

    class Otherwise:
        fingerprint = "otherwise"
        languages = extractor.languages

        def extract(self, article):
            found = extractor.extract(article)
            events = tuple(replace(e, mode=None, confidence=0.5) for e in found.events[::-1])
            return replace(found, events=events)

    report = build([], decided, workers=1, rooms=replace(rooms, make_extractor=Otherwise))
    taken = decisions.read(decided.path)
    assert report.decisions > 0.8 * len(taken)
    assert report.decisions + len(report.unapplied) == len(taken)
