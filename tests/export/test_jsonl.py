"""The export keeps the contract: its files, its keys, byte for byte."""

import json
from dataclasses import replace

import handmade
import pytest

from chancery.errors import ChanceryError
from chancery.export import jsonl
from chancery.export.check import problems

KEYS = {
    "articles": "id source url language title published outlet story text",
    "entities": "id type name names state articles",
    "offices": "person title of to from until evidence",
    "events": "id type mode status date place sources targets plover plover_mode cameo confidence evidence",
    "statements": "id speaker office stance addressees about date evidence",
    "figures": "id measure value unit period approx about according_to evidence",
    "relations": "kind level between since evidence",
    "stories": "id articles languages title",
}


def exported(record, folder):
    with record.view() as view:
        jsonl.export(view, folder)
    return {
        path.stem: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for path in folder.iterdir()
    }


def test_keys_of_the_contract_come_first(tmp_path):
    rows = exported(handmade.make(tmp_path / "r"), tmp_path / "e")
    assert set(rows) == set(KEYS)
    for file, keys in KEYS.items():
        wanted = keys.split()
        assert rows[file], file
        for row in rows[file]:
            assert list(row)[: len(wanted)] == wanted
            for evidence in row.get("evidence", []):
                assert list(evidence) == ["article", "start", "end", "quote", "rule"]


def test_rows_say_what_the_record_holds(tmp_path):
    rows = exported(handmade.make(tmp_path / "r"), tmp_path / "e")
    texts = {row["id"]: row["text"] for row in rows["articles"]}
    for file in ("offices", "events", "statements", "figures", "relations"):
        for row in rows[file]:
            for e in row["evidence"]:
                assert texts[e["article"]][e["start"] : e["end"]] == e["quote"]
    premier = next(row for row in rows["offices"] if row["title"] == "Prime Minister")
    assert premier["from"] == "2020"
    assert "since" not in premier
    assert rows["figures"][0]["value"] == 113900000
    briefing = next(row for row in rows["events"] if row["mode"] == "briefing")
    assert briefing["confidence"] == 0.97
    assert next(row for row in rows["articles"] if "s00" in row["source"])["story"]


@pytest.mark.parametrize("file", KEYS)
def test_rows_are_sorted(tmp_path, file):
    rows = exported(handmade.make(tmp_path / "r"), tmp_path / "e")[file]
    assert [row["id"] for row in rows] == sorted(row["id"] for row in rows)


def test_same_record_same_bytes(tmp_path):
    for name in ("a", "b"):
        exported(handmade.make(tmp_path / f"r{name}"), tmp_path / name)
    exported(handmade.make(tmp_path / "ra"), tmp_path / "c")
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()
        assert path.read_bytes() == (tmp_path / "c" / path.name).read_bytes()


def test_floats_are_stable():
    assert jsonl.plain(0.1 + 0.2) == 0.3
    assert json.dumps(jsonl.plain(113.9e6)) == "113900000"
    assert json.dumps(jsonl.plain((1.5, True, None))) == "[1.5, true, null]"


def test_quote_that_is_not_there_is_refused(tmp_path):
    wrong = replace(handmade.TRADE.evidence[0], start=3)
    linked = replace(handmade.LINKED, figures=(replace(handmade.TRADE, evidence=(wrong,)),))
    record = handmade.make(tmp_path / "r", linked)
    folder = tmp_path / "e"
    with record.view() as view:
        with pytest.raises(ChanceryError, match="its quote is not at 3–"):
            jsonl.export(view, folder)
        assert len(problems(view)) == 1
    assert not (folder / "figures.jsonl").exists()
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


def test_sound_record_has_no_problems(tmp_path):
    with handmade.make(tmp_path / "r").view() as view:
        assert problems(view) == []


def test_rows_that_point_nowhere_are_problems(tmp_path):
    lost = replace(handmade.VISIT, sources=("en_nobody",), evidence=())
    linked = replace(handmade.LINKED, events=(lost,))
    with handmade.make(tmp_path / "r", linked).view() as view:
        found = problems(view)
    assert any("no evidence" in problem for problem in found)
    assert any("en_nobody" in problem for problem in found)
