"""The record on disk: what goes in comes out, one writer, one version."""

import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import handmade
import pytest

from chancery.errors import RecordError
from chancery.model.record import Event, Figure, Office, Relation, Statement
from chancery.record import Outcome, Record, schema


@pytest.fixture
def record(tmp_path):
    return handmade.make(tmp_path / "r")


def test_what_goes_in_comes_out(record):
    with record.view() as view:
        assert list(view.all_entities()) == sorted(handmade.ENTITIES, key=lambda e: e.id)
        assert {a.id: a for a, _ in view.all_articles()} == {a.id: a for a in handmade.ARTICLES.values()}
        for kind, rows in (
            (Event, handmade.LINKED.events), (Statement, handmade.LINKED.statements),
            (Figure, handmade.LINKED.figures), (Relation, handmade.LINKED.relations),
            (Office, handmade.LINKED.offices),
        ):  # fmt: skip
            assert list(view.all_of(kind)) == sorted(rows, key=lambda row: row.id)
        assert {s.id for s in view.all_stories()} == set(handmade.LINKED.story_of.values())
        assert view.review() == list(handmade.LINKED.review)
        assert [f.reason for f in view.failures()] == ["empty"]
        assert view.counts()["events"] == 4


def test_between_two_states_latest_first(record):
    with record.view() as view:
        expected = [handmade.BRIEFING, handmade.PLANNED, handmade.VISIT]
        assert view.between("VNM", "BLR", Event) == expected
        assert view.between("BLR", "VNM", Event) == expected
        assert view.between("VNM", "CUB", Event) == []
        assert view.between(handmade.LAM.id, "BLR", Event) == [handmade.VISIT]
        assert view.about("CUB", Event) == [handmade.FESTIVAL]


def test_place_joins_an_act_with_one_side(tmp_path):
    culture = handmade.event("days", "festival", (handmade.BLR,), (), "2023",
                             handmade.VISIT.evidence, kind="CONVENE", place="VNM")  # fmt: skip
    third = replace(handmade.VISIT, id="ev_third", place="CUB")
    linked = replace(handmade.LINKED, events=(culture, third))
    with handmade.make(tmp_path / "r", linked).view() as view:
        assert culture in view.between("VNM", "BLR", Event)
        assert view.between("VNM", "CUB", Event) == []


def test_ids_resolve_by_their_start(record):
    with record.view() as view:
        assert view.resolve(handmade.BRIEFING.id) == [("event", handmade.BRIEFING.id)]
        assert view.resolve(handmade.TRADE.id[:8]) == [("figure", handmade.TRADE.id)]
        assert view.resolve(handmade.LAM.id[:8]) == [("entity", handmade.LAM.id)]
        assert len(view.resolve("ev_")) == 4
        assert view.resolve("xx_") == []


def test_second_writer_is_told_who_writes(record):
    with (
        record.writer(),
        pytest.raises(RecordError, match=f"written by process {os.getpid()}"),
        record.writer(),
    ):
        pass
    with record.writer():
        pass


def test_lock_of_a_dead_process_holds_nobody(record):
    code = (
        "import sys, os; from pathlib import Path; from chancery.record import Record\n"
        "with Record.open(Path(sys.argv[1])).writer(): os.kill(os.getpid(), 9)"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(  # noqa: S603 — this program
        [sys.executable, "-c", code, str(record.path)], env=environment, check=False
    )
    assert done.returncode == -9
    with record.writer():
        pass


def test_other_version_is_refused(record):
    connection = sqlite3.connect(record.database)
    connection.execute("UPDATE meta SET value = '999'")
    connection.commit()
    connection.close()
    with pytest.raises(RecordError, match=f"schema 999, this program reads and writes schema {schema.VERSION}"):
        Record.open(record.path)
    with pytest.raises(RecordError, match="schema 999"):
        Record.open_or_create(record.path)


def test_no_record(tmp_path):
    with pytest.raises(RecordError, match="no record in"):
        Record.open(tmp_path)


def test_not_a_database(tmp_path):
    (tmp_path / schema.DATABASE).write_bytes(b"hello " * 1000)
    with pytest.raises(RecordError, match="cannot be read as a record"):
        Record.open(tmp_path)


def test_file_in_the_place_of_the_folder(tmp_path):
    path = tmp_path / "r"
    path.write_text("x")
    with pytest.raises(RecordError, match="is a file"):
        Record.open_or_create(path)


def test_folder_that_may_not_be_written(record):
    for path in record.path.iterdir():
        path.chmod(0o444)
    record.path.chmod(0o555)
    try:
        with record.view() as view:
            assert view.counts()["events"] == 4
    finally:
        record.path.chmod(0o755)


def test_reader_sees_one_state(record):
    with record.view() as view:
        before = view.counts()
        handmade.make(record.path, replace(handmade.LINKED, events=()))
        assert view.counts() == before
        assert len(list(view.all_of(Event))) == 4
    with record.view() as view:
        assert view.counts()["events"] == 0


def test_a_failing_write_leaves_the_record_as_it_was(record):
    broken = replace(handmade.LINKED, events=(handmade.VISIT, handmade.VISIT))
    with record.writer() as writer:
        chosen = [(page, a) for page, a, _ in writer.chosen(handmade.FINGERPRINT)]
        with pytest.raises(sqlite3.IntegrityError):
            writer.publish(chosen, broken, handmade.FINGERPRINT)
    with record.view() as view:
        assert view.counts()["events"] == 4


def test_same_article_from_two_places_is_taken_from_the_first_by_name(tmp_path):
    for order in (("b.txt", "a.txt"), ("a.txt", "b.txt")):
        record = Record.open_or_create(tmp_path / "-".join(order))
        with record.writer() as writer:
            for source in order:
                page = replace(handmade.ARTICLES["s00"], source=source)
                writer.stage([handmade.outcome(page)], "p")
            assert [a.source for _, a, _ in writer.chosen("p")] == ["a.txt"]


def test_document_that_turned_bad_leaves_the_record(tmp_path):
    record = Record.open_or_create(tmp_path / "r")
    page = handmade.ARTICLES["s00"]
    with record.writer() as writer:
        writer.stage([handmade.outcome(page)], "p")
        writer.stage([Outcome(source=page.source, origin=None, stamp=None, failure=("empty", ""))], "p")
        assert list(writer.chosen("p")) == []


def test_decisions_are_there_and_kept(record):
    decisions = record.path / schema.DECISIONS
    assert decisions.read_bytes() == b""
    decisions.write_text("{}\n")
    Record.open_or_create(record.path)
    assert decisions.read_text() == "{}\n"


def test_odd_folder_names(tmp_path):
    record = handmade.make(Path(tmp_path / "Đ ?#%20 x"))
    with record.view() as view:
        assert view.counts()["events"] == 4
