"""The page of an entity: names by language, offices, contacts with their table, states by code."""

from __future__ import annotations

import json

import pytest

from chancery.serve.drawing.ego import Neighbour, ego
from chancery.serve.drawing.spans import Span, spans, year_of


def entities(demo):
    return [json.loads(line) for line in demo.files["entities.jsonl"].splitlines()]


def test_every_kind_has_a_page(client, demo):
    for kind in ("person", "organization", "state"):
        entity = max((e for e in entities(demo) if e["type"] == kind), key=lambda e: len(e["articles"]))
        page = client.get(f"/entities/{entity['state'] if kind == 'state' else entity['id']}")
        assert page.status_code == 200
        for name in entity["names"]:
            assert name.replace("'", "&#39;") in page.text


def test_a_person_has_offices_and_contacts(client, demo):
    offices = [json.loads(line) for line in demo.files["offices.jsonl"].splitlines()]
    held = {office["person"] for office in offices}
    person = max((e for e in entities(demo) if e["id"] in held), key=lambda e: len(e["articles"]))
    page = client.get(f"/entities/{person['id']}").text
    assert '<svg class="spans"' in page
    assert all(office["title"] in page for office in offices if office["person"] == person["id"])
    assert 'id="contacts"' in page


def test_partners_of_a_state_lead_to_pairs(client):
    assert 'href="/pairs/VNM/USA"' in client.get("/entities/VNM").text


@pytest.mark.parametrize("key", ["XXX", "en_nothing", "vnm", "ev_4k2"])
def test_there_may_be_no_such_entity(client, key):
    assert client.get(f"/entities/{key}").status_code == 404


def test_hostile_names_stay_text_in_drawings():
    name = '<script>alert(1)</script>" onload="x'
    drawn = ego(name, [Neighbour(name=name, link="/x", number=n) for n in (3, 2, 1)], name)
    drawn += spans([Span(label=name, first=2000, last=2001, open_start=True, open_end=False)], name)
    assert "<script>" not in drawn
    assert 'onload="x' not in drawn


@pytest.mark.parametrize(("date", "year"), [("2025", 2025), ("2025-07", 2025.5), ("2025-01-01", 2025)])
def test_dates_as_years(date, year):
    assert year_of(date) == year
