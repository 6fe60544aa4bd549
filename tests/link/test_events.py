"""What is one happening, and what is not."""

from __future__ import annotations

from making import Page, link_pages


def visit(name: str, date: str | None, *, published: str | None = None, **more) -> Page:
    page = Page(name, published=published)
    page.event("CONSULT/visit", [page.person("To Lam", "VNM")], [page.state("BLR")], date, **more)
    return page


def meeting(name: str, date: str | None, a: str = "To Lam", b: str = "Alexander Lukashenko", **more) -> Page:
    page = Page(name, published=more.pop("published", None))
    sides = [page.person(a, "VNM")], [page.person(b, "BLR")]
    if more.pop("turned", False):
        sides = sides[1], sides[0]
    page.event("CONSULT/meeting", *sides, date, **more)
    return page


def test_one_meeting_in_two_languages_whoever_comes_first():
    a = meeting("a", "2025-05-12")
    b = meeting("b", "2025-05-12", a="Tô Lâm", turned=True)
    event = link_pages(a, b).event("CONSULT/meeting")
    assert len(event.sources) == len(event.targets) == 1
    assert event.confidence == 0.96
    assert [e.article for e in event.explanations] == [e.article for e in event.evidence]


def test_meetings_of_different_days_are_two():
    assert len(link_pages(meeting("a", "2025-05-11"), meeting("b", "2025-05-12")).events("CONSULT/meeting")) == 2


def test_meetings_with_different_people_are_two():
    a, b = meeting("a", "2025-05-12"), meeting("b", "2025-05-12", b="Roman Golovchenko")
    assert len(link_pages(a, b).events("CONSULT/meeting")) == 2


def test_two_visits_in_one_month_are_two_and_the_month_alone_is_neither():
    pages = visit("a", "2025-05-02/2025-05-03"), visit("b", "2025-05-11/2025-05-12"), visit("c", "2025-05")
    world = link_pages(*pages)
    assert sorted(e.date or "" for e in world.events("CONSULT/visit")) == [
        "2025-05", "2025-05-02/2025-05-03", "2025-05-11/2025-05-12",
    ]  # fmt: skip
    assert {row[0] for row in world.linked.review} == {"event"}


def test_the_month_of_the_one_visit_is_that_visit():
    event = link_pages(visit("a", "2025-05-11/2025-05-12"), visit("b", "2025-05")).event("CONSULT/visit")
    assert event.date == "2025-05-11/2025-05-12"
    assert event.conflicts == ()


def test_a_visit_there_and_back_are_two():
    a, b = visit("a", "2025-05-12"), Page("b")
    b.event("CONSULT/visit", [b.person("Alexander Lukashenko", "BLR")], [b.state("VNM")], "2025-05-12")
    assert len(link_pages(a, b).events("CONSULT/visit")) == 2


def test_a_plan_that_came_true():
    a = visit("a", "2025-05-11/2025-05-12", published="2025-05-01", status="planned")
    b = visit("b", "2025-05-11/2025-05-12", published="2025-05-12")
    event = link_pages(b, a).event("CONSULT/visit")
    assert event.status == "occurred"
    assert event.history == (("2025-05-01", "planned"), ("2025-05-12", "occurred"))


def test_events_of_one_document_stay_apart():
    a = meeting("a", "2025-05-12")
    a.event("CONSULT/meeting", ["person:To Lam"], ["person:Alexander Lukashenko"], "2025-05-12")
    world = link_pages(a, meeting("b", "2025-05-12"))
    events = world.events("CONSULT/meeting")
    assert len(events) == 2
    assert len({e.id for e in events}) == 2


def test_a_state_stands_for_its_person_when_the_other_side_is_the_same():
    b = Page("b")
    b.event("CONSULT/visit", [b.state("VNM")], [b.state("BLR")], "2025-05-11")
    world = link_pages(visit("a", "2025-05-11/2025-05-12"), b)
    assert world.event("CONSULT/visit").sources == (world.entity("To Lam").id,)


def test_two_states_do_not_stand_for_any_two_people():
    b = Page("b")
    b.event("CONSULT/meeting", [b.state("VNM")], [b.state("BLR")], "2025-05-12")
    assert len(link_pages(meeting("a", "2025-05-12"), b).events("CONSULT/meeting")) == 2


def test_an_undated_meeting_is_the_recent_one_of_the_two():
    a = meeting("a", "2025-05-12", published="2025-05-12")
    near = meeting("b", None, published="2025-05-20")
    far = meeting("c", None, published="2026-05-20")
    world = link_pages(a, near, far)
    assert sorted(len(e.evidence) for e in world.events("CONSULT/meeting")) == [1, 2]


def test_undated_events_of_different_stories_stay_apart():
    assert len(link_pages(meeting("a", None), meeting("b", None)).events("CONSULT/meeting")) == 2


def test_what_the_sources_disagree_on():
    a = visit("a", "2025-05-11/2025-05-12", place="Minsk")
    b = visit("b", "2025-05-11/2025-05-12", place="BLR")
    c = visit("c", "2025-05-12/2025-05-14", place="RUS")
    event = link_pages(a, b, c).event("CONSULT/visit")
    assert (event.date, event.place) == ("2025-05-11/2025-05-12", "Minsk")
    assert event.conflicts == (
        ("date", "2025-05-12/2025-05-14", c.id),
        ("place", "RUS", c.id),
    )


def test_codes_follow_the_final_status():
    event = link_pages(visit("a", "2025-05-11")).event("CONSULT/visit")
    planned = link_pages(visit("a", "2025-05-11", status="planned")).event("CONSULT/visit")
    assert (event.plover, event.plover_mode, event.cameo) == ("CONSULT", "visit", "042")
    assert planned.plover == "AGREE"


def test_whom_one_of_many_articles_adds_is_a_conflict_and_no_actor():
    pages = [visit(name, "2025-05-11/2025-05-12") for name in "abc"]
    companion = pages[0].person("Ngo Phuong Ly", "VNM")
    pages[0].rows["events"] = []
    pages[0].event("CONSULT/visit", ["person:To Lam", companion], ["state:BLR"], "2025-05-11/2025-05-12")
    world = link_pages(*pages)
    event = world.event("CONSULT/visit")
    assert event.sources == (world.entity("To Lam").id,)
    assert ("sources", "Ngo Phuong Ly", pages[0].id) in event.conflicts


def test_one_day_does_not_date_a_stay_that_more_date_by_the_month():
    pages = visit("a", "2025-05-11"), visit("b", "2025-05"), visit("c", "2025-05")
    assert link_pages(*pages).event("CONSULT/visit").date == "2025-05"
    assert (
        link_pages(*pages, visit("d", "2025-05-11/2025-05-12")).event("CONSULT/visit").date == "2025-05-11/2025-05-12"
    )


def test_planned_denied_and_made_is_one_event_with_its_history():
    told = (("a", "2025-05-05", "planned"), ("b", "2025-05-06", "denied"), ("c", "2025-05-09", "occurred"))
    event = link_pages(
        *(visit(name, "2025-05-08/2025-05-09", published=day, status=status) for name, day, status in told)
    ).event("CONSULT/visit")
    assert event.status == "occurred"
    assert event.history == tuple((day, status) for _, day, status in told)
    assert [conflict[:2] for conflict in event.conflicts] == [("status", "denied")]


def test_what_is_told_as_done_before_its_last_day_is_under_way():
    days = "2025-05-08/2025-05-12"
    under_way = link_pages(visit("a", days, published="2025-05-10")).event("CONSULT/visit")
    begun = link_pages(visit("a", days, published="2025-05-08")).event("CONSULT/visit")
    over = link_pages(visit("a", days, published="2025-05-10"), visit("b", days, published="2025-05-13"))
    assert (under_way.status, begun.status) == ("ongoing", "occurred")
    assert over.event("CONSULT/visit").history == (("2025-05-10", "ongoing"), ("2025-05-13", "occurred"))


def test_what_happens_once_may_be_told_a_day_off():
    pages = []
    for name, day in (("a", "2025-07-11"), ("b", "2025-07-12")):
        page = Page(name, published=day)
        page.event("AGREE/establish-relations", [page.state("USA")], [page.state("VNM")], day, main=True)
        pages.append(page)
    event = link_pages(*pages).event("AGREE/establish-relations")
    assert len(event.evidence) == 2
    assert event.conflicts[0][0] == "date"
