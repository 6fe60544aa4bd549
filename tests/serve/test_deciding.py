"""Deciding in the browser: only with the token, only from here, previewed, taken, undone."""

from __future__ import annotations

import shutil

import pytest

from asking import TOKEN, asking
from chancery.record import Record

HERE = {"origin": "http://127.0.0.1:8750"}


@pytest.fixture
def copy(demo, tmp_path):
    """A record of one's own."""
    folder = tmp_path / "record"
    shutil.copytree(demo.record.path, folder)
    return Record.open(folder)


@pytest.fixture
def editor(copy):
    """A browser that was given the token."""
    browser = asking(copy, TOKEN)
    assert browser.get(f"/enter?token={TOKEN}", follow_redirects=False).status_code == 303
    return browser


def first_event(browser, query="pair=VNM,USA"):
    return browser.get(f"/api/v1/events?limit=1&{query}").json()["data"][0]


def post(browser, **form):
    return browser.post("/decide", data=form, headers=HERE, follow_redirects=False)


def test_without_the_token_nobody_decides(copy):
    browser = asking(copy, TOKEN)
    key = first_event(browser)["id"]
    assert browser.get("/enter?token=guess").status_code == 403
    assert post(browser, kind="reject", on=key, confirm="yes").status_code == 403
    assert "/decide" not in browser.get(f"/events/{key}").text
    assert asking(copy).get(f"/enter?token={TOKEN}").status_code == 403


def test_a_seal_of_another_server_is_worth_nothing(copy, editor):
    other = asking(copy, TOKEN)
    other.cookies.update(editor.cookies)
    assert post(other, kind="reject", on=first_event(other)["id"], confirm="yes").status_code == 403


def test_the_seal_is_no_business_of_scripts_or_other_sites(copy):
    browser = asking(copy, TOKEN)
    cookie = browser.get(f"/enter?token={TOKEN}", follow_redirects=False).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert TOKEN not in cookie


def test_reject_preview_take_undo(editor):
    key = first_event(editor)["id"]
    preview = post(editor, kind="reject", on=key, back=f"/events/{key}")
    assert "What this would change" in preview.text
    assert editor.get(f"/events/{key}").status_code == 200
    taken = post(editor, kind="reject", on=key, back=f"/events/{key}", confirm="yes", who="Ann", note="wrong day")
    gone = editor.get(f"/events/{key}")
    assert gone.status_code == 410
    assert "wrong day" in gone.text
    assert [row["id"] for row in editor.get("/api/v1/withdrawn").json()["data"]] == [key]
    decision = taken.headers["location"].partition("done=")[2]
    post(editor, kind="undo", on=decision, back=f"/events/{key}", confirm="yes")
    assert editor.get(f"/events/{key}").status_code == 200


def test_an_edit_leads_to_where_the_event_is_now(editor):
    key = first_event(editor)["id"]
    moved = post(editor, kind="edit", on=key, field="date", value="2001-02", back=f"/events/{key}", confirm="yes")
    page = editor.get(moved.headers["location"])
    assert page.status_code == 200
    assert "2001-02" in page.text


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"kind": "edit", "field": "date", "value": "soon"}, "a date as 2026-01-24"),
        ({"kind": "edit", "field": "colour", "value": "red"}, "has no such field"),
        ({"kind": "edit", "field": "sources", "value": "Nobody At All"}, "may be nobody"),
        ({"kind": "paint"}, "kind: Input should be"),
        ({"kind": "undo", "on": "de_none"}, "no decision has the id"),
        ({"kind": "accept", "on": "ev_none"}, "is no row of this record"),
    ],
)
def test_what_cannot_be_decided_is_told(editor, form, told):
    answer = post(editor, **{"on": first_event(editor)["id"], "confirm": "yes", **form})
    assert answer.status_code == 400
    assert told in answer.text


@pytest.mark.parametrize("back", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_the_way_back_is_never_to_another_site(editor, back):
    key = first_event(editor)["id"]
    answer = post(editor, kind="accept", on=key, back=back, confirm="yes")
    assert answer.headers["location"].startswith("/?done=")


def test_one_entity_is_parted_by_names_it_bears_and_made_one_again(editor):
    entity = next(
        row for row in editor.get("/api/v1/entities?type=person&limit=100").json()["data"] if len(row["names"]) > 1
    )
    page = editor.get(f"/entities/{entity['id']}").text
    assert all(f'<option value="{name}"' in page for name in entity["names"] if name.isalpha())
    asked = {"kind": "different", "on": entity["id"], "part": entity["names"][0], "rest": entity["names"][-1]}
    assert post(editor, **asked).status_code == 200
    taken = post(editor, **asked, confirm="yes")
    assert taken.status_code == 303
    bearers = [
        row["id"]
        for row in editor.get("/api/v1/entities?type=person&limit=1000").json()["data"]
        if {entity["names"][0], entity["names"][-1]} & set(row["names"])
    ]
    assert len(bearers) == 2
    decision = taken.headers["location"].rpartition("done=")[2]
    assert post(editor, kind="undo", on=decision, confirm="yes").status_code == 303
    assert editor.get(f"/api/v1/entities/{entity['id']}").json()["names"] == entity["names"]


def test_to_part_two_ways_of_telling_are_wanted(editor):
    entity = editor.get("/api/v1/entities?type=person&limit=1").json()["data"][0]
    for form in ({"part": "a", "rest": "a"}, {"part": entity["name"], "rest": "Nobody At All"}, {}):
        answer = post(editor, kind="different", on=entity["id"], **form)
        assert answer.status_code == 400, form
        assert "different:" in answer.text


def test_one_event_is_parted_by_articles_that_tell_it(editor):
    rows = editor.get("/api/v1/events?limit=1000").json()["data"]
    event = next(row for row in rows if len({e["article"] for e in row["evidence"]}) > 1)
    one, other = sorted({e["article"] for e in event["evidence"]})[:2]
    assert f'<option value="{one}"' in editor.get(f"/events/{event['id']}").text
    taken = post(editor, kind="different", on=event["id"], part=one, rest=other, confirm="yes")
    assert taken.status_code == 303
    after = editor.get("/api/v1/events?limit=1000").json()["data"]
    assert not any(
        {one, other} <= {e["article"] for e in row["evidence"]}
        for row in after
        if row["type"] == event["type"]
        and row["mode"] == event["mode"]
        and row["date"] == event["date"]
        and row["sources"] == event["sources"]
    )
