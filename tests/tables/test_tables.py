"""The record from Python: the same rows under the same names, frames, dyads, what a notebook shows."""

from __future__ import annotations

import json

import pytest

import chancery
from chancery.errors import RecordError, UsageError


@pytest.fixture(scope="module")
def record(demo):
    return chancery.open(demo.record.path)


def test_rows_are_those_of_the_export(record, demo):
    for table in ("events", "statements", "figures", "relations", "offices", "entities", "articles", "stories"):
        exported = {row["id"]: row for row in map(json.loads, demo.files[f"{table}.jsonl"].splitlines())}
        assert {row["id"]: row for row in getattr(record, table)()} == exported


def test_filters_are_those_of_the_api(record, client):
    rows = record.events(pair=("VNM", "USA"), type=["visit", "meeting"], since="2000").to_list()
    asked = "pair=VNM,USA&type=visit&type=meeting&date__gte=2000&limit=1000"
    assert rows == client.get(f"/api/v1/events?{asked}").json()["data"]
    assert rows


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"colour": "red"}, "colour: no such parameter"),
        ({"type": "picnic"}, "is no act"),
        ({"pair": ("VNM",)}, "two parties"),
    ],
)
def test_what_is_wrong_is_told_at_once(record, asked, told):
    with pytest.raises(UsageError, match=told):
        record.events(**asked)


def test_there_must_be_a_record(tmp_path):
    with pytest.raises(RecordError, match="no record in"):
        chancery.open(tmp_path)


def test_dyads_count_events_in_both_directions_where_there_is_none(record):
    rows = record.dyads(by="year").to_list()
    held = [row for row in rows if (row["type"], row["mode"]) == ("CONSULT", "meeting")]
    meetings = {(r["period"], r["status"], r["source"], r["target"]): r["events"] for r in held}
    assert meetings
    assert all(meetings.get((period, status, b, a)) == n for (period, status, a, b), n in meetings.items())
    expelled = [r for r in rows if r["mode"] == "expel"]
    assert expelled
    assert all(r["source"] != r["target"] for r in rows)


def test_dyads_in_the_codes_of_others(record):
    iso, cow, gw = (record.dyads(by="year", codes=codes).to_list() for codes in ("iso", "cow", "gw"))
    assert {2, 816} <= {row["source"] for row in cow}
    assert len(cow) <= len(iso)
    assert {row["source"] for row in gw} <= {row["source"] for row in cow} | {row["source"] for row in gw}
    with pytest.raises(UsageError, match="codes: 'fips' are none"):
        record.dyads(codes="fips").to_list()


def test_a_notebook_shows_names_and_marked_words(record):
    shown = record.events(pair=("VNM", "USA"))._repr_html_()
    assert "<mark>" in shown
    assert "en_" not in shown.partition("</thead>")[2].split("<mark>")[0]
    assert "rows: id, type" in repr(record.events(pair=("VNM", "USA")))
    assert "articles" in repr(record)


def test_pandas(record):
    pandas = pytest.importorskip("pandas")
    frame = record.events(party="VNM").to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert len(frame) == len(record.events(party="VNM"))


def test_polars(record):
    polars = pytest.importorskip("polars")
    frame = record.events(party="VNM").to_polars()
    assert isinstance(frame, polars.DataFrame)
    assert frame.height == len(record.events(party="VNM"))
