"""Which articles tell one story."""

from __future__ import annotations

from making import Page, link_pages

WORDS = " ".join(f"word{n}" for n in range(300))


def call(name: str, published: str | None, date: str | None, *, language: str = "en", main: bool = True) -> Page:
    page = Page(name, language=language, published=published)
    putin, lam = page.person("Vladimir Putin", "RUS"), page.person("To Lam", "VNM")
    page.event("CONSULT/phone", [putin], [lam], date, main=main)
    return page


def test_the_same_main_event_in_two_languages():
    world = link_pages(call("a", "2026-01-24", "2026-01-24"), call("b", "2026-01-25", "2026-01-24", language="vi"))
    assert world.same_story("a", "b")
    (story,) = world.linked.stories
    assert story.languages == ("en", "vi")
    assert story.title == "a"
    assert world.event("CONSULT/phone").story == story.id


def test_the_same_main_event_of_two_undated_articles():
    assert link_pages(call("a", None, "2026-01-24"), call("b", None, "2026-01-24")).same_story("a", "b")


def test_the_same_undated_act_on_one_day():
    world = link_pages(call("a", "2026-01-24", None), call("b", "2026-01-24", None))
    assert world.same_story("a", "b")
    assert len(world.event("CONSULT/phone").evidence) == 2


def test_an_event_that_is_recalled_makes_no_story():
    a, b = call("a", "2026-01-24", "2026-01-24"), call("b", "2026-02-24", "2026-01-24", main=False)
    b.event("CONSULT/visit", ["person:To Lam"], [b.state("RUS")], "2026-02-24", main=True)
    world = link_pages(a, b)
    assert not world.same_story("a", "b")
    assert len(world.event("CONSULT/phone").evidence) == 2


def test_two_articles_about_one_congress_are_two_stories():
    pages = []
    for name, day in (("a", "2026-01-20"), ("b", "2026-01-21")):
        page = Page(name, published=day)
        page.event("CONVENE/congress", [page.body("CPV", "VNM", "org:cpv")], (), "2026-01-19/2026-01-25", main=True)
        pages.append(page)
    world = link_pages(*pages)
    assert not world.same_story("a", "b")
    assert len(world.event("CONVENE/congress").evidence) == 2


def test_plan_and_fulfilment_are_two_stories():
    a, b = call("a", "2026-01-10", "2026-01-24"), call("b", "2026-01-24", "2026-01-24")
    assert not link_pages(a, b).same_story("a", "b")


def test_inside_a_story_dates_may_be_missing_and_states_stand_for_people():
    a, b = call("a", "2026-01-24", "2026-01-24"), call("b", "2026-01-24", "2026-01-24")
    a.event("SUPPORT/congratulate", ["person:Vladimir Putin"], ["person:To Lam"], None)
    b.event("SUPPORT/congratulate", [b.state("RUS")], [b.state("VNM")], None)
    event = link_pages(a, b).event("SUPPORT/congratulate")
    assert len(event.evidence) == 2


def test_reprints_are_one_story():
    a, b, c = Page("a", published="2026-01-24"), Page("b", published="2026-01-25"), Page("c")
    a.sentences.append(WORDS)
    b.sentences.append(WORDS.replace("word150 ", ""))
    c.sentences.append(" ".join(f"other{n}" for n in range(300)))
    world = link_pages(a, b, c)
    assert world.same_story("a", "b")
    assert not world.same_story("a", "c")


def test_an_undated_article_that_tells_the_same_acts():
    a, b = call("a", "2026-01-24", "2026-01-24"), call("b", None, None)
    for page in (a, b):
        date = "2026-01-24" if page is a else None
        page.event("REQUEST/invite", ["person:Vladimir Putin"], ["person:To Lam"], date)
        page.event("SUPPORT/thank", ["person:To Lam"], ["person:Vladimir Putin"], date)
    assert link_pages(a, b).same_story("a", "b")
    later = call("c", "2027-01-24", "2027-01-24")
    later.event("REQUEST/invite", ["person:Vladimir Putin"], ["person:To Lam"], "2027-01-24")
    later.event("SUPPORT/thank", ["person:To Lam"], ["person:Vladimir Putin"], "2027-01-24")
    world = link_pages(a, b, later)
    assert len(world.linked.stories) == 3


def test_mainly_about_something_else_but_with_the_same_people_and_acts():
    pages = []
    for name, day in (("a", "2026-01-24"), ("b", "2026-01-24"), ("c", "2026-02-24")):
        page = Page(name, published=day)
        people = [page.person(who, "BLR") for who in ("Ivan Karas", "Anna Luka", "Oleg Maron", "Petr Zubov")]
        host = page.person("Nguyen Van Trung", "VNM")
        page.event("CONSULT/meeting", people[:1], [host], None, main=name == "a")
        page.event("SUPPORT/thank", people[1:2], [host], None, main=name != "a")
        pages.append(page)
    world = link_pages(*pages)
    assert world.same_story("a", "b")
    assert not world.same_story("a", "c")
