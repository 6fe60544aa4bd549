"""What the commands print about a record made by hand."""

import json

import handmade
import pytest

from chancery.cli import main
from chancery.cli.layout import width


@pytest.fixture
def record(tmp_path, monkeypatch):
    record = handmade.make(tmp_path / "r")
    monkeypatch.setenv("CHANCERY_RECORD", str(record.path))
    monkeypatch.setenv("COLUMNS", "120")
    return record


@pytest.fixture
def ask(record, capsys):
    def ask(*words, code=0):
        assert main(words) == code
        captured = capsys.readouterr()
        return captured.err if code else captured.out

    return ask


def row(text, start):
    return next(line for line in text.splitlines() if line.startswith(start))


def test_pair(ask):
    text = ask("show", "VNM", "BLR")
    lines = text.splitlines()
    assert lines[0] == "Vietnam – Belarus"
    assert lines[1] == (
        "3 articles · 2 stories · en vi · happened 2025-05 … 2026-01-14 · reported 2025-05-13 … 2026-01-16"
    )
    assert row(text, "Standing").startswith("Standing     strategic partnership since 2025-05  [1] en  re_")
    assert "Vietnam: Nguyễn Văn Trung, Ambassador to Belarus (seen 2026-01-15)" in text
    assert "Belarus: Roman Golovchenko, Prime Minister (since 2020; seen 2025-05-13)" in text
    briefing = row(text, "2026-01-14")
    assert "briefing" in briefing
    assert "Embassy of Vietnam in Belarus → Communist Party of Belarus" in briefing
    assert "[2] en vi" in briefing
    assert briefing.endswith(handmade.BRIEFING.id[:11])
    assert "planned" in row(text, "2025-12-06 … 09")
    assert "Tô Lâm → Belarus, in Minsk" in row(text, "2025-05  ")
    assert "about 113.9 M USD" in row(text, "trade")
    assert "“Sergei Syrankov praised Vietnam's development.”" in text
    assert "Doubtful (1)" in text
    assert "chancery doctor" in text
    assert "Not read (1)" in text


@pytest.mark.parametrize("columns", [60, 80, 100, 140])
@pytest.mark.parametrize("words", [("show", "VNM", "BLR"), ("show", "VNM"), ("search", "vietnam")])
def test_nothing_is_wider_than_the_terminal(ask, monkeypatch, columns, words):
    monkeypatch.setenv("COLUMNS", str(columns))
    assert max(width(line) for line in ask(*words).splitlines()) <= columns


def test_same_pair_by_any_names(ask):
    assert ask("show", "Việt Nam", "belarus") == ask("show", "VN", "BY")


def test_person(ask):
    text = ask("show", "to lam")
    assert text.startswith("Tô Lâm\nperson · VNM · 1 article · en")
    assert "en: To Lam" in text
    assert "Belarus (BLR) 1" in text
    assert "Tô Lâm → Belarus" in text


def test_state(ask):
    text = ask("show", "VNM")
    assert "VNM, VN, COW 816, GW 816" in text
    assert "Ambassador to Belarus" in text
    assert "chancery show VNM BLR" in text


def test_several_of_the_name(ask):
    line = ask("show", "nguyen van", code=1)
    assert "'nguyen van' may be Nguyễn Văn Dung (person, VNM) en_" in line
    assert len(line.splitlines()) == 1


def test_nobody_of_the_name(ask):
    assert "nobody in the record is called 'Xyzzy'" in ask("show", "Xyzzy", code=1)


def test_nothing_between_them(ask):
    text = " ".join(ask("show", "VNM", "CUB").split())
    assert "Vietnam is named in 3 articles and Cuba in 1 article, never in the same one" in text
    assert "most told: chancery show BLR VNM" in text


def test_nothing_but_removed_words(ask):
    text = ask("show", "PRK", "CUB")
    assert "1 article names both, but in words that were removed from the page (related articles)" in " ".join(
        text.split()
    )
    command = next(line for line in text.splitlines() if "--removed" in line)
    removed = ask(*command.split()[1:])
    assert "North Korea and Cuba sign a deal" in removed
    assert "related articles" in removed


def test_state_that_is_not_named(ask):
    assert "Zimbabwe is named in none of the 4 articles" in ask("show", "VNM", "ZWE")


def test_why_event(ask):
    text = ask("why", handmade.BRIEFING.id[:9])
    assert text.startswith(
        "briefing · 2026-01-14 · Embassy of Vietnam in Belarus → Communist Party of Belarus · happened"
    )
    assert "confidence .97" in text
    assert "s00 (vi)  [Ngày 14/1], Đại sứ quán Việt Nam tại Belarus [tổ chức buổi thông tin]" in text
    assert "[briefed]" in text
    assert "“tổ chức buổi thông tin” → CONSULT/briefing  (cue act, +1.5)  PLOVER CONSULT · CAMEO 040" in text
    assert "“the Embassy of Vietnam” → Vietnam (VNM)  (cue source, +1.8)" in text
    assert "“Ngày 14/1” → 2026-01-14" in text
    assert "told in s00 (vi), s01 (en): taken as the same event" in text
    assert "planned (2026-01-15) → happened (2026-01-16)" in text


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (handmade.PRAISE.id, "statement: praise · 2026-01 · Sergei Syrankov"),
        (handmade.TRADE.id, "trade · 2022 · about 113.9 M USD"),
        (handmade.PARTNERS.id, "strategic partnership since 2025-05 · Vietnam – Belarus"),
        (handmade.PREMIER.id, "Roman Golovchenko · Prime Minister"),
        (handmade.LAM.id, "s02 (en)  [To Lam] visited Minsk"),
        (handmade.ARTICLES["s01"].id, "briefing: Embassy of Vietnam"),
        (handmade.LINKED.stories[0].id, "2 articles in en, vi"),
    ],
)
def test_why_anything(ask, key, words):
    assert words in ask("why", key)
    assert json.loads(ask("why", key, "--json"))["kind"]


def test_why_needs_enough_of_the_id(ask):
    assert "'ev_' is the start of ev_" in ask("why", "ev_", code=1)
    assert "nothing in the record has the id 'ev_zzzz'" in ask("why", "ev_zzzz", code=1)


def test_colour_only_where_it_is_wanted(ask, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured = ask("why", handmade.BRIEFING.id)
    assert "\x1b[1;33mNgày 14/1\x1b[0m" in coloured
    monkeypatch.setenv("NO_COLOR", "1")
    plain = ask("why", handmade.BRIEFING.id)
    assert "\x1b" not in plain
    assert "[Ngày 14/1]" in plain


def test_search(ask):
    text = ask("search", "to", "lam")
    assert text.startswith("Tô Lâm  person, VNM · 1 article")
    assert "[To Lam] visited Minsk" in text
    assert "[Đảng]" in ask("search", "dang")
    assert "no article holds all of: minsk zzz (4 articles in the record)" in ask("search", "minsk", "zzz")


def test_search_by_language(ask):
    assert "2026-01-15  vi" not in ask("search", "belarus", "--language", "en")
    assert len(json.loads(ask("search", "belarus", "--limit", "1", "--json"))["articles"]) == 1


def test_doctor(ask):
    text = ask("doctor")
    assert "gold/bad.txt: no words [empty]" in text
    assert "Nguyễn Văn Trung" in text
    assert "Sound:" in text
    document = json.loads(ask("doctor", "--json"))
    assert document["failures"] == [{"source": "gold/bad.txt", "reason": "empty", "message": "no words"}]
    assert document["problems"] == []


@pytest.mark.parametrize(
    "words", [("show", "VNM", "BLR"), ("show", "VNM", "CUB"), ("show", "VNM"), ("search", "dang"),
              ("doctor",), ("show", "--removed", "s03")]
)  # fmt: skip
def test_json_is_one_document(ask, words):
    document = json.loads(ask(*words, "--json"))
    assert isinstance(document, dict)


def test_json_of_a_pair_names_everyone(ask):
    document = json.loads(ask("show", "VNM", "BLR", "--json"))
    for event in document["events"]:
        assert set(event["sources"] + event["targets"]) <= set(document["entities"])
    assert json.loads(ask("show", "VNM", "CUB", "--json"))["silence"]["a"] == 3


def test_export(ask, tmp_path):
    assert "4 articles" in ask("export", "--format", "jsonl", str(tmp_path / "out"))
    assert (tmp_path / "out" / "events.jsonl").is_file()
