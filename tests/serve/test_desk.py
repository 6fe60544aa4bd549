"""The desk: the address is the query; list, table, time and map show the same rows; watches tell what is new."""

from __future__ import annotations

import json
import re
import shutil

import pytest

from asking import TOKEN, asking
from chancery.record import Record
from chancery.serve.drawing.world import world

HERE = {"origin": "http://127.0.0.1:8750"}


def found(page):
    return int(re.search(r'<h2 id="results">(\d+)', page).group(1))


@pytest.mark.parametrize("query", ["", "with:VNM", "from:VNM type:visit", "status:planned", "ngoại giao"])
def test_every_view_tells_the_same_number(client, query):
    numbers = {
        found(client.get("/", params={"q": query, "show": show}).text) for show in ("list", "table", "time", "map")
    }
    count = client.get("/api/v1/events", params={"search": query, "limit": 1}).json()["count"]
    assert numbers == {count}


def test_search_without_marks_marks_the_words(client):
    page = client.get("/", params={"q": '"ngoai giao"'}).text
    assert "<mark>ngoại giao</mark>" in page


def test_facets_narrow(client):
    page = client.get("/", params={"q": "with:VNM"}).text
    links = re.findall(r"<aside.*?</aside>", page, re.DOTALL)[0]
    href, number = re.search(r'href="(/\?q=[^"]+)">[^<]+</a> <span class="number">(\d+)', links).groups()
    assert found(client.get(href.replace("&amp;", "&")).text) == int(number)


def test_pages_follow_each_other(client):
    seen, address = [], "/?show=table"
    while address:
        page = client.get(address).text
        seen += re.findall(r'<th scope="row"><a href="/events/(ev_\w+)"', page)
        following = re.search(r'<a rel="next" href="([^"]+)"', page)
        address = following.group(1).replace("&amp;", "&") if following else ""
    assert len(seen) == len(set(seen)) == client.get("/api/v1/events?limit=1").json()["count"]


def test_the_map_has_its_twin_and_its_disclaimer(client):
    page = client.get("/?show=map").text
    assert "legal status" in page
    drawn = set(re.findall(r'place%3A(\w{3})" aria-label', page))
    listed = set(re.findall(r'place%3A(\w{3})">', page.split("<details>")[-1]))
    assert drawn
    assert drawn <= listed
    assert "unbounded" in client.get("/?show=map&boundaries=off").text


def test_small_states_are_dots():
    drawn = world({"SGP": 3, "USA": 9}, str, str, "m", boundaries=True)
    assert '<circle class="dot' in drawn
    assert drawn.count("<a ") == 2


@pytest.fixture
def editor(demo, tmp_path):
    folder = tmp_path / "record"
    shutil.copytree(demo.record.path, folder)
    browser = asking(Record.open(folder), TOKEN)
    browser.get(f"/enter?token={TOKEN}")
    return browser


def test_a_watch_tells_what_became_of_its_rows(editor):
    assert editor.post("/watch", data={"q": "with:VNM", "do": "add"}, headers=HERE).status_code == 200
    assert "nothing new" in editor.get("/").text
    key = editor.get("/api/v1/events?party=VNM&limit=1").json()["data"][0]["id"]
    editor.post("/decide", data={"kind": "reject", "on": key, "confirm": "yes"}, headers=HERE)
    assert "0 new, 0 changed, 1 withdrawn" in editor.get("/").text
    editor.post("/watch", data={"q": "with:VNM", "do": "seen"}, headers=HERE)
    assert "nothing new" in editor.get("/").text
    editor.post("/watch", data={"q": "with:VNM", "do": "remove"}, headers=HERE)
    assert "data-watch" not in editor.get("/").text


def test_watches_are_for_who_may_decide(client):
    assert client.post("/watch", data={"q": "with:VNM"}, headers=HERE).status_code == 403


def test_what_cannot_be_asked_is_told_on_the_page(client):
    answer = client.get("/?q=type:picnic")
    assert answer.status_code == 400
    assert "is no act" in answer.text
    assert client.get("/?show=sideways").status_code == 400


def test_the_download_links_hold_the_query(client):
    page = client.get("/", params={"q": "with:VNM type:visit"}).text
    href = re.search(r'href="(/api/v1/events\.jsonl[^"]+)"', page).group(1).replace("&amp;", "&")
    rows = [json.loads(line) for line in client.get(href).text.splitlines()]
    assert len(rows) == found(page)
