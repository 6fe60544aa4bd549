"""Answers are kept as long as the record says the same, and not a moment longer."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
import urllib.request
from dataclasses import replace

import handmade
import pytest

from asking import TOKEN, asking
from chancery.record import Outcome, answering, codec
from chancery.record.question import PartyIs, Question
from chancery.record.readers import Readers
from chancery.serve import desk, remembered


@pytest.fixture
def record(tmp_path):
    return handmade.make(tmp_path / "r")


def published_again(record, events):
    linked = replace(handmade.LINKED, events=events)
    chosen = [(codec.digest(codec.encode(article)), article) for article in handmade.ARTICLES.values()]
    with record.writer() as writer:
        writer.republish(chosen, linked, "")


@pytest.fixture
def worked(monkeypatch):
    """How often the desk was made, not remembered."""
    made = []
    real = desk.page
    monkeypatch.setattr(desk, "page", lambda *args, **held: made.append(1) or real(*args, **held))
    return made


def test_the_same_is_made_once(record, worked):
    client = asking(record)
    pages = [client.get("/?q=with:VNM") for _ in range(3)]
    assert len(worked) == 1
    assert len({page.text for page in pages}) == 1
    assert len({page.headers["content-security-policy"] for page in pages}) == 1


def test_language_and_query_are_told_apart(record):
    client = asking(record)
    english = client.get("/").text
    vietnamese = client.get("/", headers={"accept-language": "vi"}).text
    assert 'lang="en"' in english
    assert 'lang="vi"' in vietnamese
    assert client.get("/?q=with:CUB").text != english


def test_a_new_edition_is_seen_at_once(record):
    client = asking(record)
    for address in ("/", "/api/v1/events", "/pairs"):
        client.get(address)
    assert client.get("/api/v1/events").json()["count"] == len(handmade.LINKED.events)
    tag = client.get("/api/v1/events").headers["etag"]
    published_again(record, handmade.LINKED.events[:1])
    assert client.get("/api/v1/events", headers={"if-none-match": tag}).json()["count"] == 1
    assert client.get("/api/v1/events").json()["count"] == 1


def test_an_answer_held_already_is_not_sent_again(record):
    client = asking(record)
    tag = client.get("/api/v1/events").headers["etag"]
    for _ in range(2):
        assert client.get("/api/v1/events", headers={"if-none-match": tag}).status_code == 304


def test_the_desk_tells_how_far_a_build_has_come(record):
    client = asking(record)
    before = client.get("/").text
    with record.writer() as writer:
        writer.stage([Outcome(source="x.txt", origin="x.txt", stamp="1", failure=("empty", "nothing in it"))], "f")
    assert client.get("/").text != before


def test_pages_of_those_who_may_decide_are_not_kept(record, worked):
    client = asking(record, TOKEN)
    client.get(f"/enter?token={TOKEN}")
    before = len(worked)
    for _ in range(2):
        client.get("/")
    assert len(worked) == before + 2


def test_streams_and_refusals_are_not_kept(record, monkeypatch):
    held = []
    monkeypatch.setattr(remembered.Remembered, "_keep", lambda self, key, answer: held.append(key))
    client = asking(record)
    for address in ("/api/v1/events.csv", "/api/v1/events?colour=red", "/nowhere", "/?ui=vi", "/static/chancery.css"):
        client.get(address)
    assert held == []
    client.get("/api/v1/events")
    assert len(held) == 1


def test_what_is_kept_has_a_bound(record, monkeypatch):
    monkeypatch.setattr(remembered, "MOST_BYTES", 9000)
    client = asking(record)
    for number in range(20):
        assert client.get(f"/api/v1/events?limit={number + 1}").status_code == 200


def test_a_view_is_used_again_and_sees_what_is_new(record):
    readers = Readers(record)
    with readers.view() as first:
        assert first.counts()["events"] == 4
        assert first.entity(handmade.LAM.id) is not None
    renamed = tuple(replace(e, name="Tô Lâm 2") if e.id == handmade.LAM.id else e for e in handmade.LINKED.entities)
    chosen = [(codec.digest(codec.encode(article)), article) for article in handmade.ARTICLES.values()]
    with record.writer() as writer:
        writer.republish(chosen, replace(handmade.LINKED, entities=renamed), "")
    with readers.view() as second:
        assert second is first
        assert second.entity(handmade.LAM.id).name == "Tô Lâm 2"
        assert second.entity_line(handmade.LAM.id).name == "Tô Lâm 2"


def test_a_record_put_in_the_place_of_another_is_seen(record, tmp_path):
    client = asking(record)
    assert client.get("/api/v1/events").json()["count"] == 4
    handmade.make(tmp_path / "other", replace(handmade.LINKED, events=handmade.LINKED.events[:2]))
    for path in record.path.glob("record.db*"):
        path.unlink()
    shutil.copy(tmp_path / "other" / "record.db", record.database)
    assert client.get("/api/v1/events").json()["count"] == 2


def test_views_asked_at_the_same_time_are_different(record):
    readers = Readers(record)
    with readers.view() as one, readers.view() as other:
        assert one is not other


def test_several_processes_answer_and_end_together(record):
    command = [sys.executable, "-m", "chancery", "serve", "--record", str(record.path), "--port", "0", "--workers", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 — ourselves
        try:
            line = process.stdout.readline()
            address = line.split(" at ")[1].split()[0]
            for _ in range(6):
                asked = urllib.request.Request(f"{address}api/v1/events", headers={"accept-encoding": "gzip"})  # noqa: S310
                with urllib.request.urlopen(asked, timeout=60) as answer:  # noqa: S310 — our own address
                    data = answer.read()
                    text = gzip.decompress(data) if answer.headers.get("content-encoding") == "gzip" else data
                    assert json.loads(text)["count"] == 4
        finally:
            process.terminate()
        process.wait(timeout=30)
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(address, timeout=5)  # noqa: S310 — as above


def test_common_and_rare_words_find_the_same(demo, monkeypatch):
    asks = [
        Question(words=words, parties=parties)
        for words in ("ngoại giao", "minister")
        for parties in ((), (PartyIs("VNM"),))
    ]
    with demo.record.view() as view:
        found = []
        for common in (0, 10**6):
            monkeypatch.setattr(answering, "_COMMON", common)
            answers = answering.Answers(view)
            found.append([(answers.page(one).rows, answers.count(one), answers.facets(one)) for one in asks])
    assert found[0] == found[1]
    assert all(count > 0 for _, (count, _), _ in found[0])
