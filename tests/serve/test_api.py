"""The API: the same rows as the export, pages that follow each other, refusals that tell what is allowed."""

from __future__ import annotations

import csv
import io
import json

import pytest

TABLES = ["events", "statements", "figures", "relations", "offices"]


def exported(demo, table):
    return {row["id"]: row for row in map(json.loads, demo.files[f"{table}.jsonl"].splitlines())}


@pytest.mark.parametrize("table", TABLES)
def test_pages_are_the_export(client, demo, table):
    rows, after = [], ""
    while after is not None:
        answer = client.get(f"/api/v1/{table}?limit=40{f'&after={after}' if after else ''}").json()
        rows += answer["data"]
        after = answer["next"]
    assert {row["id"]: row for row in rows} == exported(demo, table)
    assert answer["count"] == len(rows)


@pytest.mark.parametrize("table", TABLES)
def test_files_hold_every_row(client, demo, table):
    lines = client.get(f"/api/v1/{table}.jsonl").text.splitlines()
    assert {row["id"]: row for row in map(json.loads, lines)} == exported(demo, table)
    cells = list(csv.DictReader(io.StringIO(client.get(f"/api/v1/{table}.csv").text)))
    assert {row["id"] for row in cells} == set(exported(demo, table))


@pytest.mark.parametrize("listing", ["entities", "stories"])
def test_lists_are_the_export(client, demo, listing):
    rows = [json.loads(line) for line in client.get(f"/api/v1/{listing}.jsonl").text.splitlines()]
    assert {row["id"]: row for row in rows} == exported(demo, listing)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("pair=VNM,USA&type=visit", lambda row: row["mode"] == "visit"),
        ("status=planned&status=proposed", lambda row: row["status"] in {"planned", "proposed"}),
        ("date__gte=2015&date__lte=2016", lambda row: row["date"] and row["date"][:4] in {"2015", "2016"}),
        ("confidence__gte=0.9", lambda row: row["confidence"] >= 0.9),
        ("search=from:VNM type:thank", lambda row: row["mode"] == "thank"),
    ],
)
def test_filters(client, query, wanted):
    rows = client.get(f"/api/v1/events?limit=1000&{query}").json()["data"]
    assert rows
    assert all(wanted(row) for row in rows)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("events?colour=red", "colour: no such parameter; allowed are party, source"),
        ("events?type=picnic", "type: 'picnic' is no act"),
        ("events?limit=0", "limit: '0' is no number from 1 to 1000"),
        ("events?order=size", "order: 'size' is none"),
        ("events?date__gte=soon", "since: 'soon' is no date"),
        ("events?pair=VNM", "pair: 'VNM' are not two parties"),
        ("events?story=a&story=b", "story: given 2 times"),
        ("events?after=zzz", "is no cursor"),
        ("statements?status=planned", "status: no such parameter"),
        ("statements.ics", "no such format; there are json, jsonl, csv"),
        ("entities?after=zzz", "is no cursor"),
    ],
)
def test_what_cannot_be_asked_is_400_in_one_line(client, path, told):
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 400
    assert told in answer.json()["error"]


def test_one_row(client, demo):
    key, row = next(iter(exported(demo, "events").items()))
    assert client.get(f"/api/v1/events/{key}").json() == row
    assert client.get("/api/v1/events/ev_none").status_code == 404
    assert client.get(f"/api/v1/statements/{key}").status_code == 404


def test_who_holds_the_answer_is_not_sent_it_again(client):
    first = client.get("/api/v1/events?limit=1")
    again = client.get("/api/v1/events?limit=1", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/api/v1/events?limit=2", headers={"if-none-match": first.headers["etag"]}).status_code == 200


def test_the_calendar(client):
    lines = client.get("/api/v1/events.ics?party=VNM").content.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert all(len(line) <= 75 for line in lines)


def test_openapi_names_every_parameter(client):
    described = client.get("/api/v1/openapi.json").json()
    names = {parameter["name"] for parameter in described["paths"]["/api/v1/events"]["get"]["parameters"]}
    assert {"party", "date__gte", "after"} <= names
    page = client.get("/api").text
    assert all(path in page for path in described["paths"])
