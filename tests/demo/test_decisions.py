"""Decisions on the demo corpus hold over a build from scratch, byte for byte."""

from __future__ import annotations

import shutil
from dataclasses import replace

from chancery.errors import Contradiction
from chancery.model.decision import Decision
from chancery.record import Record, decisions
from chancery.record.review import queue
from chancery.run import build
from chancery.run.decide import sitting
from chancery.run.targets import Targets

MOST = 14
KINDS = {1: ("accept", "reject"), 2: ("same", "different")}


def decide_doubts(record):
    """Decide the first doubts, one so, the next otherwise."""
    with sitting(record) as held:
        for number, doubt in enumerate(queue(held.linked)[:MOST]):
            targets = Targets(held.linked, held.texts)
            if not all(key in targets.entities or key in targets.facts for key in doubt.ids):
                continue  # an earlier decision has changed it
            on = tuple(targets.entity(key) if key in targets.entities else targets.fact(key, key) for key in doubt.ids)
            kind = KINDS[len(on)][number % 2]
            when = f"2026-01-01T00:00:00.{number:03d}Z"
            draft = held.named(Decision(id="", kind=kind, on=on, who="ann", when=when))
            try:
                held.take(held.outlook([draft]))
            except Contradiction:
                continue


def test_decisions_hold_from_scratch_in_any_order(corpus, make, export_of, rooms, tmp_path):
    files = sorted(path for path in corpus.iterdir() if path.is_file())
    decided = make([corpus]).record
    decide_doubts(decided)
    taken = decisions.read(decided.path)
    assert {decision.kind for decision in taken} >= {"accept", "reject"}
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
    decide_doubts(decided)
    extractor = rooms.make_extractor()

    class Otherwise:
        fingerprint = "otherwise"
        languages = extractor.languages

        def extract(self, article):
            found = extractor.extract(article)
            events = tuple(replace(e, mode=None, confidence=0.5) for e in found.events[::-1])
            return replace(found, events=events)

    report = build([], decided, workers=1, rooms=replace(rooms, make_extractor=Otherwise))
    assert report.decisions > MOST / 2
    assert report.decisions + len(report.unapplied) == len(decisions.read(decided.path))
