"""States, bodies and places."""

from __future__ import annotations

from making import Page, link_pages

from chancery.link.identities import english_name, state_of
from chancery.link.locals import bracketed


def test_a_canonical_body_is_one_in_every_language():
    a, b = Page("a"), Page("b", language="vi")
    a.body("Vietnamese Embassy in Belarus", "VNM", "org:embassy@VNM>BLR")
    b.body("Đại sứ quán Việt Nam tại Belarus", "VNM", "org:embassy@VNM>BLR")
    world = link_pages(a, b)
    found = world.entity("Đại sứ quán Việt Nam tại Belarus")
    assert "Vietnamese Embassy in Belarus" in found.names
    assert found.state == "VNM"


def test_named_bodies_of_different_states_are_two():
    a, b, c = Page("a"), Page("b"), Page("c")
    a.body("National Bank", "BLR")
    b.body("National Bank", "UKR")
    c.body("National Bank", "BLR")
    assert len(link_pages(a, b, c).entities("National Bank")) == 2


def test_an_acronym_in_brackets_names_the_body():
    a, b = Page("a"), Page("b")
    a.sentences.append("Foreign Trade University (FTU) opened.")
    a.body("Foreign Trade University", "VNM")
    b.body("FTU", "VNM")
    assert "FTU" in link_pages(a, b).entity("Foreign Trade University").names


def test_what_stands_in_brackets_must_be_an_acronym():
    assert bracketed("Foreign Trade University (FTU)", 24) == "FTU"
    assert bracketed("Foreign Trade University (in Hanoi)", 24) is None
    assert bracketed("Foreign Trade University (FTU", 24) is None


def test_a_state_that_only_a_fact_refers_to_is_there_without_names():
    page = Page("a")
    page.event("CONSULT/meeting", [page.person("To Lam", "VNM")], ["state:BLR"], "2025-05-11")
    world = link_pages(page)
    state = world.entity("Belarus")
    assert (state.names, state.articles, state.state) == ((), (), "BLR")
    assert world.event("CONSULT/meeting").targets == (state.id,)


def test_english_names_of_identities():
    assert english_name("state:VNM") == "Vietnam"
    assert english_name("place:Minsk") == "Minsk"
    assert english_name("org:no-such-body") is None
    assert english_name("org:embassy@VNM>BLR") == "Embassy of Vietnam in Belarus"
    assert english_name("org:ministry/foreign-affairs@RUS") == "Ministry of Foreign Affairs of Russia"
    assert english_name("org:embassy@USA>GBR") == "Embassy of the United States in the United Kingdom"
    assert state_of("org:embassy@VNM>BLR") == "VNM"
    assert state_of("org:committee@party/communist@BLR") == "BLR"
    assert state_of("org:mission@RUS>un") == "RUS"
    assert state_of("place:Minsk") == "BLR"
