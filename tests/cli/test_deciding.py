"""The commands that decide: who is meant, what is shown before, what is kept after, what is refused."""

from __future__ import annotations

import importlib
import io
import json
from types import SimpleNamespace

import decidable
import pytest
from making import Page

from chancery.cli import keys, main
from chancery.link import link
from chancery.record import Record, decisions
from chancery.run.rooms import Rooms


@pytest.fixture
def record(tmp_path, monkeypatch):
    record = decidable.make(tmp_path / "r")
    monkeypatch.setenv("CHANCERY_RECORD", str(record.path))
    monkeypatch.setenv("CHANCERY_USER", "ann")
    monkeypatch.setenv("COLUMNS", "160")
    return record


@pytest.fixture
def ask(record, capsys, monkeypatch):
    def ask(*words, code=0, stdin=""):
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        assert main(words) == code
        captured = capsys.readouterr()
        return captured.err if code else captured.out

    return ask


def ids(record, act):
    with record.view() as view:
        from chancery.model.record import Event  # noqa: PLC0415

        return [e.id for e in sorted(view.all_of(Event), key=lambda e: e.date) if e.mode == act]


def exported(ask, folder, name):
    ask("export", str(folder))
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines()]


def test_a_decision_is_shown_asked_and_taken(ask, record):
    text = ask("same", "Ann Ash", "Марфа Зуева", "--note", "her pen name", stdin="y\n")
    assert "same “Ann Ash” (person, GBR, en_" in text
    assert "by ann" in text
    assert ": her pen name" in text
    assert "would change entities: 1 gone, 1 changed" in text
    assert "− entity Марфа Зуева (person, GBR), 1 article" in text
    assert "Do it? [y/n]" in text
    assert "done (de_" in text
    (taken,) = decisions.read(record.path)
    assert (taken.kind, taken.who, taken.note) == ("same", "ann", "her pen name")
    assert "Марфа Зуева" in ask("show", "Ann Ash")


def test_the_old_identifier_still_answers(ask, record):
    with record.view() as view:
        old = {e.name: e.id for e in view.all_entities()}
    ask("same", "Ann Ash", "Марфа Зуева", "--yes")
    assert ask("show", old["Марфа Зуева"]) == ask("show", old["Ann Ash"])
    assert ask("why", old["Марфа Зуева"][:9]) == ask("why", old["Ann Ash"][:9])
    meetings = ids(record, "meeting")
    ask("same", *meetings, "--yes")
    assert len({ask("why", key) for key in meetings}) == 1


@pytest.mark.parametrize("answer", ["n\n", "", "what\n"])
def test_without_a_yes_nothing_is_kept(ask, record, answer):
    ask("same", "Ann Ash", "Марфа Зуева", code=1, stdin=answer)
    assert decisions.read(record.path) == ()
    assert "no decision was taken yet" in ask("log")


def test_yes_does_not_ask(ask, record):
    assert "Do it?" not in ask("same", "Ann Ash", "Марфа Зуева", "--yes", "--by", "bob")
    assert decisions.read(record.path)[0].who == "bob"


def test_json_shows_and_with_yes_takes(ask, record):
    shown = json.loads(ask("same", "Ann Ash", "Марфа Зуева", "--json"))
    assert not shown["taken"]
    assert decisions.read(record.path) == ()
    assert {c["what"] for c in shown["changes"]} == {"gone", "changed"}
    assert json.loads(ask("same", "Ann Ash", "Марфа Зуева", "--json", "--yes"))["taken"]
    assert len(json.loads(ask("log", "--json"))["decisions"]) == 1


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("same", "Nobody", "Ann Ash"), 1, "nobody in the record is called 'Nobody'"),
        (("same", "en_", "Ann Ash"), 1, "nobody in the record is called 'en_'"),
        (("same", "Ann Ash", "Ann Ash"), 2, "both are “Ann Ash”"),
        (("same", "Ann Ash", "Romania"), 2, "two entities or two events of one type"),
        (("same", "Ann Ash"), 2, "required: B"),
        (("reject", "ev_zzz"), 1, "nothing in the record has the id 'ev_zzz'"),
        (("reject", "ar_"), 1, "nobody in the record is called 'ar_'"),
        (("undo",), 1, "there is no decision to take back"),
        (("undo", "de_zzz"), 2, "no decision has the id 'de_zzz'"),
    ],
)
def test_complaints_are_one_line(ask, words, code, said):
    line = ask(*words, code=code)
    assert said in line
    assert len(line.splitlines()) == 1


def test_what_was_decided_is_not_decided_twice(ask, record):
    a, b = ids(record, "meeting")
    for words in (("accept", a), ("different", a, b)):
        ask(*words, "--yes")
        assert "decided already: de_" in ask(*words, "--yes", code=2)
    assert "decided already" in ask("different", b, a, "--yes", code=2)
    assert len(decisions.read(record.path)) == 2


def test_an_ambiguous_name_says_which_there_are(tmp_path, monkeypatch, capsys):
    pages = []
    for name, state in (("x", "GBR"), ("y", "USA")):
        page = Page(name)
        page.office(page.person("John Cole", state), "Ambassador", page.state(state))
        pages.append(page)
    monkeypatch.setenv("CHANCERY_RECORD", str(decidable.make(tmp_path / "r", pages).path))
    assert main(["accept", "John Cole", "--yes"]) == 1
    line = capsys.readouterr().err
    assert "John Cole (person, GBR) en_" in line
    assert "John Cole (person, USA) en_" in line


def test_an_article_is_not_decided_on(ask, record):
    with record.view() as view:
        article, _ = next(view.all_articles())
    assert "decisions are on entities, events and other facts, this is an article" in ask("reject", article.id, code=2)


def test_a_contradiction_is_refused_with_both_quoted(ask, record):
    a, b = ids(record, "meeting")
    ask("different", a, b, "--yes")
    line = ask("same", a, b, "--yes", code=1)
    assert line.count("“meeting: ") == 4
    assert "refused: two decisions contradict each other: de_" in line
    assert "chancery undo de_" in line
    assert len(decisions.read(record.path)) == 1


def test_reject_list_and_bring_back(ask, record, tmp_path):
    key, _ = ids(record, "meeting")
    ask("reject", key[:8], "--yes", "--note", "a dream")
    assert key not in {row["id"] for row in exported(ask, tmp_path / "o", "events")}
    assert f"{key} was rejected" in ask("why", key, code=1)
    shown = ask("show", "--rejected")
    assert key in shown
    assert "by ann" in shown
    assert "a dream" in shown
    assert json.loads(ask("show", "--rejected", "--json"))["rejected"][0]["decision"]["on"][0]["id"] == key
    assert "1 decision of people, 1 of them took a row out" in ask("doctor")
    assert "would change events: 1 new" in ask("undo", "--yes")
    assert key in {row["id"] for row in exported(ask, tmp_path / "o", "events")}
    assert "no row was rejected" in ask("show", "--rejected")
    assert "undone by de_" in ask("log")


def test_accepted_and_edited_rows_say_so(ask, record, tmp_path):
    first, second = ids(record, "meeting")
    ask("accept", first, "--yes")
    ask("edit", second, "date=2025-05-14", "place=Bucharest", "--yes")
    shown = ask("show", "GBR", "ROU")
    assert "(accepted)" in shown
    assert "in Bucharest (edited)" in shown
    assert "decided   edit, date: 2025-05-12 → 2025-05-14 by ann" in ask("why", second)
    rows = {row["id"]: row for row in exported(ask, tmp_path / "o", "events")}
    assert [r["kind"] for r in rows[first]["decided"]] == ["accept"]
    assert rows[second]["date"] == "2025-05-14"
    assert {r["what"] for r in rows[second]["decided"]} >= {"date: 2025-05-12 → 2025-05-14"}
    (visit,) = ids(record, "visit")
    assert "decided" not in rows[visit]


def test_undo_takes_back_all_that_one_command_decided(ask, record, tmp_path):
    _, second = ids(record, "meeting")
    ask("edit", second, "date=2025-05-14", "place=Bucharest", "--yes")
    ask("undo", "--yes")
    rows = {row["id"]: row for row in exported(ask, tmp_path / "o", "events")}
    assert (rows[second]["date"], rows[second]["place"]) == ("2025-05-12", None)
    assert "there is no decision to take back" in ask("undo", code=1)
    ask("edit", second, "place=Bucharest", "--yes")  # the same once more is another decision
    assert "Bucharest" in ask("why", second)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("date=2025-13-01", "date=2025-13-01: a date as 2026-01-24"),
        ("date=2025-05-02/2025-05-01", "a date as 2026-01-24"),
        ("date=soon", "a date as"),
        ("colour=red", "colour: an event has no such field to set; there are act, status, date, place, sources"),
        ("status=maybe", "one of occurred, ongoing, planned, proposed, denied is wanted"),
        ("status=", "status=: something must stand there"),
        ("type=TALK", "the type is one of CONSULT, AGREE"),
        ("mode=shouting", "the mode of CONSULT is one of meeting, visit"),
        ("place=XQX", "a state by its ISO code (VNM) or English name is wanted"),
        ("place=hanoy", "perhaps Hanoi"),
        ("sources=Nobody", "nobody in the record is called 'Nobody'"),
        ("status=occurred", "status is occurred already"),
        ("date", "FIELD=VALUE is wanted"),
    ],
)
def test_what_an_edit_may_not_say(ask, record, field, said):
    key, _ = ids(record, "meeting")
    code = 1 if "Nobody" in field else 2
    line = ask("edit", key, field, "--yes", code=code)
    assert said in line
    assert len(line.splitlines()) == 1
    assert decisions.read(record.path) == ()


@pytest.mark.parametrize(
    ("prefix", "field", "value"),
    [
        ("fi_", "value=2,500", 2500),
        ("fi_", "approx=true", True),
        ("fi_", "period=2023", "2023"),
        ("st_", "stance=thank", "thank"),
        ("re_", "level=comprehensive", "comprehensive"),
        ("of_", "title=Minister of Defence", "Minister of Defence"),
        ("of_", "from=2024-07", "2024-07"),
    ],
)
def test_fields_of_other_rows(ask, record, tmp_path, prefix, field, value):
    with record.view() as view:
        ((_, found),) = view.resolve(prefix)
    ask("edit", found, field, "--yes")
    files = {"fi_": "figures", "st_": "statements", "re_": "relations", "of_": "offices"}
    (row,) = exported(ask, tmp_path / "o", files[prefix])
    assert row[field.partition("=")[0]] == value
    assert [r["kind"] for r in row["decided"]] == ["edit"]


def test_entities_are_edited_too(ask, record, tmp_path):
    ask("edit", "Ann Ash", "name=Dame Ann Ash", "state=Ireland", "--yes")
    (row,) = (r for r in exported(ask, tmp_path / "o", "entities") if r["name"] == "Dame Ann Ash")
    assert row["state"] == "IRL"
    assert "Dame Ann Ash (edited)" in ask("show", "Dame Ann Ash")
    meeting, _ = ids(record, "meeting")
    ask("edit", meeting, "sources=Dame Ann Ash; Romania", "type=AGREE", "mode=sign", "--yes")
    text = ask("why", meeting)
    assert "Dame Ann Ash, ROU" in text or "Dame Ann Ash, Romania" in text
    assert text.startswith("sign · ")


def test_a_second_edit_follows_the_first(ask, record):
    meeting, _ = ids(record, "meeting")
    ask("edit", meeting, "place=Hanoi", "--yes")
    ask("edit", meeting, "place=Bucharest", "--yes")
    assert "in Bucharest" in ask("why", meeting)
    assert "replaced by de_" in ask("log")
    ask("undo", "--yes")
    assert "in Hanoi" in ask("why", meeting)


def test_review_lists_the_doubtful_first(ask, record):
    text = ask("review")
    ranks = [float(line.split()[0]) for line in text.splitlines() if line[:6].strip().replace(".", "").isdigit()]
    assert ranks == sorted(ranks, reverse=True)
    found = json.loads(ask("review", "--json", "--limit", "3"))
    assert found["total"] >= len(found["doubts"])


def test_nothing_doubtful(tmp_path, monkeypatch, capsys):
    page = Page("x")
    page.state("GBR")
    monkeypatch.setenv("CHANCERY_RECORD", str(decidable.make(tmp_path / "r", [page]).path))
    assert main(["review"]) == 0
    assert "nothing is doubtful" in capsys.readouterr().out


@pytest.fixture
def doubtful(tmp_path, monkeypatch):
    """A short name that may be a person's, with more or less hanging on it."""
    pages = []
    for n in range(4):
        page = Page(f"kim-{n}", published="2025-05-12")
        page.event("CONSULT/visit", [page.person("Kim Chi Ho", "PRK")], [page.state("RUS")], f"2025-05-0{n + 1}")
        pages.append(page)
    short = Page("short", published="2025-05-12")
    short.event("SUPPORT/praise", [short.person("Kim", None)], [short.state("RUS")], "2025-05-09")
    record = decidable.make(tmp_path / "d", [*pages, short])
    monkeypatch.setenv("CHANCERY_RECORD", str(record.path))
    return record


class Terminal(io.StringIO):
    def isatty(self):
        return True


def pressed(monkeypatch, text):
    given = iter(text)
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr(keys, "press", lambda: next(given, ""))
    return given


def test_review_takes_two_keys_each(doubtful, monkeypatch, capsys):
    assert json.loads(said(capsys, "review", "--json"))["total"] == 1
    left = pressed(monkeypatch, "sy")
    text = said(capsys, "review")
    assert list(left) == []
    assert "would change entities: 1 gone, 1 changed" in text
    assert "1 decision taken" in text
    (taken,) = decisions.read(doubtful.path)
    assert taken.kind == "same"
    monkeypatch.undo()


def test_review_leaves_what_is_not_answered(doubtful, monkeypatch, capsys):
    for typed in ("sn", "n", "q", "", "zq"):
        pressed(monkeypatch, typed)
        assert "0 decisions taken" in said(capsys, "review")
    assert decisions.read(doubtful.path) == ()


def said(capsys, *words):
    assert main(words) == 0
    return capsys.readouterr().out


def test_what_was_decided_is_not_offered_again(doubtful, capsys):
    found = json.loads(said(capsys, "review", "--json"))["doubts"]
    said(capsys, "different", *found[0]["ids"], "--yes")
    assert json.loads(said(capsys, "review", "--json"))["total"] == 0


def test_doctor_and_log_tell_what_is_not_built_yet_or_does_not_apply(ask, record, tmp_path):
    ask("same", "Ann Ash", "Марфа Зуева", "--yes")
    other = decidable.make(tmp_path / "other", decidable.pages()[:1])
    (other.path / "decisions.jsonl").write_bytes((record.path / "decisions.jsonl").read_bytes())
    words = ("--record", str(other.path))
    assert "decisions have changed since it was built" in ask("doctor", *words)
    assert "built before these decisions" in ask("log", *words)
    decidable.make(other.path, decidable.pages()[:1])
    assert "no longer applies: de_" in ask("doctor", *words)
    assert "no longer applies: “Марфа Зуева”" in ask("log", *words)
    assert json.loads(ask("doctor", "--json", *words))["decisions"]["unapplied"]


def test_a_damaged_file_of_decisions_is_one_line(ask, record):
    (record.path / "decisions.jsonl").write_text("<<<<<<< HEAD\n")
    assert "decisions.jsonl:1: a merge that was left half done" in ask("log", code=1)
    assert Record.open(record.path)


def test_build_without_inputs_links_again(ask, record, monkeypatch, tmp_path):
    packs = SimpleNamespace(fingerprint=decidable.FINGERPRINT)
    rooms = Rooms(read_inputs=lambda _: (), read_document=None, make_extractor=lambda: packs, link=link)
    monkeypatch.setattr(importlib.import_module("chancery.cli.build"), "real_rooms", lambda **_: rooms)
    ask("same", "Ann Ash", "Марфа Зуева", "--yes")
    text = ask("build")
    assert text.splitlines()[1] == "1 decision applied"
    assert "no record in" in ask("build", "--record", str(tmp_path / "none"), code=2)


def test_two_names_that_one_bears_are_parted_whatever_their_case(tmp_path, monkeypatch, capsys):
    pages = []
    for name, form in (("x", "To Lam"), ("y", "Tô Lâm")):
        page = Page(name)
        page.office(page.person(form, "VNM"), "President", page.state("VNM"))
        pages.append(page)
    record = decidable.make(tmp_path / "r", pages)
    monkeypatch.setenv("CHANCERY_RECORD", str(record.path))
    text = said(capsys, "different", "to lam", "TÔ LÂM", "--yes")
    assert "would change entities: 1 new, 1 changed" in text
    with record.view() as view:
        assert sorted(e.name for e in view.all_entities() if e.type == "person") == ["To Lam", "Tô Lâm"]
    assert main(["same", "To Lam", "Tô Lâm", "--yes"]) == 1
    assert "refused: two decisions contradict each other" in capsys.readouterr().err


def test_a_merge_that_contradicts_can_be_mended(ask, record, tmp_path):
    a, b = ids(record, "meeting")
    kept = record.path / "decisions.jsonl"
    ask("accept", a, "--yes")
    ask("same", a, b, "--yes")
    mine = kept.read_bytes()
    ask("undo", "--yes")
    kept.write_bytes(mine.splitlines(keepends=True)[0])
    ask("different", a, b, "--yes", "--by", "bob")
    kept.write_bytes(kept.read_bytes() + mine)
    assert "two decisions contradict each other" in ask("reject", b, "--yes", code=1)
    (same,) = (d.id for d in decisions.read(record.path) if d.kind == "same")
    ask("undo", same, "--yes")
    assert "(kept apart by hand)" in ask("why", b)
    assert ids(record, "meeting") == [a, b]
