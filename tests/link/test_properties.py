"""Linking is a function of the set of articles."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from making import Page, link_pages, made

from chancery.link import link

PEOPLE = (
    ("To Lam", "VNM"), ("Tô Lâm", "VNM"), ("Lam", "VNM"), ("Nguyen Van Trung", "VNM"), ("Nguyen Van Dung", "VNM"),
    ("Vladimir Putin", "RUS"), ("Putin", "RUS"), ("Putin", None), ("Владимир Путин", "RUS"), ("Sergei Ivanov", "RUS"),
    ("Sergey Ivanov", None), ("Sergei Ivanov", "BGR"),
)  # fmt: skip
STATES = ("VNM", "RUS", "BLR")
DATES = (None, "2025", "2025-05", "2025-05-11", "2025-05-12", "2025-05-11/2025-05-13")
ACTS = ("CONSULT/meeting", "CONSULT/visit", "CONSULT", "SUPPORT/congratulate", "CONVENE/congress")


@st.composite
def a_page(draw, name: str) -> Page:
    page = Page(
        name,
        language=draw(st.sampled_from(("en", "vi", "ru"))),
        published=draw(st.sampled_from((None, "2025-05-11", "2025-05-12", "2025-07-01"))),
    )
    people = [page.person(*who) for who in draw(st.lists(st.sampled_from(PEOPLE), unique=True, max_size=4))]
    keys = [*people, *(page.state(code) for code in STATES)]
    for person in people:
        if draw(st.booleans()):
            page.office(
                person, draw(st.sampled_from(("President", "Minister"))), draw(st.sampled_from((None, *keys[-3:])))
            )
    for _ in range(draw(st.integers(0, 4))):
        page.event(
            draw(st.sampled_from(ACTS)),
            draw(st.lists(st.sampled_from(keys), unique=True, min_size=1, max_size=2)),
            draw(st.lists(st.sampled_from(keys), unique=True, max_size=2)),
            draw(st.sampled_from(DATES)),
            status=draw(st.sampled_from(("occurred", "planned", "denied"))),
            main=draw(st.booleans()),
        )
    return page


@st.composite
def pages(draw) -> list[Page]:
    return [draw(a_page(f"page-{n}")) for n in range(draw(st.integers(1, 5)))]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_order_changes_nothing(data):
    articles, findings = made(data.draw(pages()))
    linked = link(articles, findings)
    order = data.draw(st.permutations(range(len(articles))))
    assert link([articles[n] for n in order], [findings[n] for n in order]) == linked
    assert link([*articles, *articles], [*findings, *findings]) == linked


@settings(max_examples=60, deadline=None)
@given(pages())
def test_rows_hold_together(drawn):
    articles, findings = made(drawn)
    linked = link(articles, findings)
    texts = {article.id: article.text for article in articles}
    entities = {entity.id for entity in linked.entities}
    events = [event.id for event in linked.events]
    assert len(events) == len(set(events))
    assert len(entities) == len(linked.entities)
    assert set(linked.story_of) == set(texts)
    assert {a for story in linked.stories for a in story.articles} == set(texts)
    for event in linked.events:
        assert event.evidence
        assert {*event.sources, *event.targets} <= entities
        assert len(event.evidence) == len({e.article for e in event.evidence})
        for evidence in event.evidence:
            assert texts[evidence.article][evidence.start : evidence.end] == evidence.quote
    told = sum(len(found.events) for found in findings)
    assert sum(len(event.evidence) for event in linked.events) == told
    for kind, a, b, score, why in linked.review:
        assert a < b
        assert {a, b} <= (set(events) if kind == "event" else entities)
        assert 0 < score < 1
        assert why


@settings(max_examples=40, deadline=None)
@given(pages())
def test_unrelated_articles_change_no_identifier(drawn):
    before = link_pages(*drawn).linked
    other = Page("unrelated", published="2025-05-11")
    who = other.person("Miguel Diaz Canel", "CUB")
    other.event("CONSULT/meeting", [who], [other.state("ZWE")], "2025-05-11", main=True)
    after = link_pages(*drawn, other).linked
    assert {e.id for e in before.entities} <= {e.id for e in after.entities}
    assert set(before.events) <= set(after.events)
    assert set(before.stories) <= set(after.stories)
