"""Decisions over builds: previewed, taken, replayed from scratch, in any order, after more was read."""

from __future__ import annotations

import shutil
from dataclasses import replace

import decidable
import pretend
import pytest

from chancery.errors import Contradiction, RecordError
from chancery.export import jsonl
from chancery.link import link
from chancery.model.decision import Decision
from chancery.model.record import Event
from chancery.record import Record, decisions
from chancery.run import build
from chancery.run.decide import sitting
from chancery.run.targets import Targets

ROOMS = replace(pretend.ROOMS, link=link)
FILE = "decisions.jsonl"


def decide(record, *wanted, who="ann"):
    """Take decisions: (kind, *ids) or ("edit", id, field, value)."""
    with sitting(record) as held:
        targets = Targets(held.linked, held.texts)
        fresh = []
        for number, (kind, *rest) in enumerate(wanted):
            keys = rest[:1] if kind == "edit" else rest
            on = tuple(targets.entity(k) if k in targets.entities else targets.fact(k, k) for k in keys)
            field, value = rest[1:] if kind == "edit" else (None, None)
            when = f"2026-01-0{1 + (who == 'bob')}T00:00:00.{len(held.taken) + number:03d}Z"
            draft = Decision(id="", kind=kind, on=on, field=field, value=value, who=who, when=when)
            fresh.append(held.named(draft))
        outlook = held.outlook(fresh)
        held.take(outlook)
        return outlook


def exported(record, folder):
    with record.view() as view:
        jsonl.export(view, folder)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def events(record):
    with record.view() as view:
        return sorted(view.all_of(Event), key=lambda event: event.date or "")


@pytest.fixture
def inputs(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for n, other in enumerate(("Belarus", "Cuba", "Belarus")):
        (folder / f"{n}.txt").write_text(f"Vietnam met {other} on 2024-01-{10 + n}, number {n}.")
    return folder


def built(inputs, folder, taken=None):
    record = Record.open_or_create(folder)
    if taken is not None:
        shutil.copy(taken, folder / FILE)
    return record, build(inputs, record, workers=1, rooms=ROOMS)


@pytest.fixture
def decided(inputs, tmp_path):
    record, _ = built([inputs], tmp_path / "r")
    one, two, three = events(record)
    decide(record, ("reject", two.id), ("edit", three.id, "place", "Hanoi"))
    decide(record, ("same", one.id, three.id))
    return record


def test_what_is_taken_is_published_without_reading_again(decided, inputs, tmp_path, monkeypatch):
    (event,) = events(decided)
    assert event.place is None or event.place == "Hanoi"
    assert {r.kind for r in event.decided} >= {"same"}
    assert len(event.evidence) == 2
    with decided.view() as view:
        assert view.follows() == decisions.state(decisions.read(decided.path))
    monkeypatch.setenv("PRETEND_COUNT", str(tmp_path / "count"))
    build([], decided, workers=1, rooms=ROOMS)
    assert not (tmp_path / "count").exists()


def test_decisions_survive_a_rebuild_from_scratch_in_any_order(decided, inputs, tmp_path):
    wanted = exported(decided, tmp_path / "out")
    files = sorted(inputs.iterdir())
    record, report = built(files[::-1], tmp_path / "again", decided.path / FILE)
    assert (report.decisions, report.unapplied) == (3, ())
    assert exported(record, tmp_path / "out2") == wanted


def test_decisions_survive_more_articles_and_other_packs(decided, inputs, tmp_path, monkeypatch):
    for n in range(3, 9):
        (inputs / f"{n}.txt").write_text(f"Vietnam met Cuba on 2024-02-0{n}, number {n}.")
    monkeypatch.setenv("PRETEND_FINGERPRINT", "two")
    report = build([inputs], decided, workers=1, rooms=ROOMS)
    assert report.unapplied == ()
    assert report.extracted == 9
    assert len(events(decided)) == 7


def test_what_no_longer_applies_is_reported_and_kept(decided, inputs, tmp_path):
    (inputs / "1.txt").unlink()
    record, report = built([inputs], tmp_path / "again", decided.path / FILE)
    ((quoted, why),) = report.unapplied
    assert quoted.split()[1] == "reject"
    assert why.endswith("is not in the record any more")
    with record.view() as view:
        assert len(view.unapplied()) == 1
    assert len(decisions.read(record.path)) == 3
    (inputs / "1.txt").write_text("Vietnam met Cuba on 2024-01-11, number 1.")
    assert build([inputs], record, workers=1, rooms=ROOMS).unapplied == ()


def test_two_peoples_files_merged_in_either_order_give_one_record(inputs, tmp_path):
    lines = []
    for who, number in (("ann", 0), ("bob", 1)):
        record, _ = built([inputs], tmp_path / who)
        event = events(record)[number]
        decide(record, ("edit", event.id, "place", "Hanoi"), ("accept", event.id), who=who)
        lines.append((record.path / FILE).read_bytes())
    outs = []
    for number, merged in enumerate((lines[0] + lines[1], lines[1] + lines[0])):
        (tmp_path / "merged").write_bytes(merged)
        record, report = built([inputs], tmp_path / f"m{number}", tmp_path / "merged")
        assert (report.decisions, report.unapplied) == (4, ())
        outs.append(exported(record, tmp_path / f"o{number}"))
    assert outs[0] == outs[1]


def test_a_merge_that_contradicts_is_refused_and_can_be_undone(inputs, tmp_path):
    lines = []
    for who, kind in (("ann", "same"), ("bob", "different")):
        record, _ = built([inputs], tmp_path / who)
        one, _, three = events(record)
        decide(record, (kind, one.id, three.id), who=who)
        lines.append((record.path / FILE).read_bytes())
    before = exported(record, tmp_path / "before")
    (record.path / FILE).write_bytes(b"".join(lines))
    with pytest.raises(Contradiction) as error:
        build([inputs], record, workers=1, rooms=ROOMS)
    for decision in decisions.read(record.path):
        assert decision.line() in error.value.message
    assert exported(record, tmp_path / "after") == before
    with sitting(record) as held:
        (same,) = (d for d in held.taken if d.kind == "same")
        undo = Decision(id="", kind="undo", undoes=same.id, who="c", when="2026-01-03T00:00:00.000Z")
        held.take(held.outlook([held.named(undo)]))
    assert exported(record, tmp_path / "undone") == before


def test_a_decision_beside_one_it_contradicts_is_refused_before_it_is_kept(decided):
    record = decided
    kept = (record.path / FILE).read_bytes()
    (rejected,) = (d for d in decisions.read(record.path) if d.kind == "reject")
    with sitting(record) as held, pytest.raises(Contradiction, match="refused: two decisions contradict"):
        held.outlook([held.named(replace(rejected, kind="accept"))])
    assert (record.path / FILE).read_bytes() == kept


def test_outlook_changes_nothing(tmp_path):
    record = decidable.make(tmp_path / "r")
    before = exported(record, tmp_path / "a")
    with sitting(record) as held:
        targets = Targets(held.linked, held.texts)
        on = tuple(targets.entity(e.id) for e in held.linked.entities if {"Ann Ash", "Марфа Зуева"} & {*e.names})
        outlook = held.outlook(
            [held.named(Decision(id="", kind="same", on=on, who="a", when="2026-01-01T00:00:00.000Z"))]
        )
        whats = {(change.kind, change.what) for change in outlook.changes}
        assert {("entity", "gone"), ("entity", "changed"), ("event", "changed")} <= whats
    assert exported(record, tmp_path / "b") == before
    assert decisions.read(record.path) == ()


def test_a_build_that_was_interrupted_goes_on_after_a_decision(decided, inputs, tmp_path, monkeypatch):
    class Stop:
        def begin(self, stage, total):
            if stage == "link":
                raise KeyboardInterrupt

        def advance(self, done, failed=0):
            pass

        def end(self):
            pass

    (inputs / "3.txt").write_text("Vietnam met Cuba on 2024-03-03, number 3.")
    monkeypatch.setenv("PRETEND_FINGERPRINT", "two")
    with pytest.raises(KeyboardInterrupt):
        build([inputs], decided, workers=1, rooms=ROOMS, progress=Stop())
    decide(decided, ("accept", events(decided)[0].id))
    with decided.view() as view:
        assert (view.counts()["articles"], view.unfinished()) == (3, 4)
    report = build([inputs], decided, workers=1, rooms=ROOMS)
    assert (report.resumed, report.extracted, report.articles, report.decisions) == (4, 0, 4, 4)


def test_no_sitting_on_an_empty_record(tmp_path):
    record = Record.open_or_create(tmp_path / "r")
    with pytest.raises(RecordError, match="holds no article yet"), sitting(record):
        pass
