"""Offices over time: who held what from when to when."""

from __future__ import annotations

from dataclasses import replace

from making import Page, World, link_pages


def report(day: str, name: str, *, former: bool = False, since: str | None = None) -> Page:
    page = Page(f"{day} {name}", published=day)
    page.office(page.person(name, "VNM"), "Minister of Finance", page.state("VNM"), former=former, since=since)
    return page


def office(world: World, name: str):
    (found,) = [o for o in world.linked.offices if o.person == world.entity(name).id]
    return found


def test_reports_show_from_when_to_when():
    world = link_pages(report("2041-01-05", "Ha Ngoc An"), report("2041-03-05", "Ha Ngoc An"))
    held = office(world, "Ha Ngoc An")
    assert (held.first, held.last, held.since, held.until, held.ended) == ("2041-01-05", "2041-03-05", None, None, None)


def test_a_successor_shows_that_a_term_had_ended_and_the_gap_before():
    world = link_pages(
        report("2041-01-05", "Ha Ngoc An"), report("2041-03-05", "Ha Ngoc An"), report("2041-06-01", "Do Thi Mai")
    )
    assert office(world, "Ha Ngoc An").ended == "2041-06-01"
    assert office(world, "Do Thi Mai").gap == "2041-03-05/2041-06-01"
    assert office(world, "Do Thi Mai").conflicts == ()


def test_one_who_is_called_former_no_longer_holds_it():
    world = link_pages(report("2041-01-05", "Ha Ngoc An"), report("2041-02-05", "Ha Ngoc An", former=True))
    assert (office(world, "Ha Ngoc An").last, office(world, "Ha Ngoc An").ended) == ("2041-01-05", "2041-02-05")


def test_two_holders_at_one_time_conflict():
    world = link_pages(
        report("2041-01-05", "Ha Ngoc An"), report("2041-03-05", "Ha Ngoc An"),
        report("2041-02-01", "Do Thi Mai"), report("2041-04-01", "Do Thi Mai"),
    )  # fmt: skip
    one, other = office(world, "Ha Ngoc An"), office(world, "Do Thi Mai")
    assert one.conflicts == (("2041-02-01/2041-03-05", other.id),)
    assert other.conflicts == (("2041-02-01/2041-03-05", one.id),)


def test_an_appointment_begins_a_term_and_a_dismissal_ends_one():
    page = report("2041-06-02", "Do Thi Mai")
    page.office(page.person("Ha Ngoc An", "VNM"), "Minister of Finance", "state:VNM", former=True)
    page.event("APPOINT/appoint", ["state:VNM"], ["person:Do Thi Mai"], "2041-06-01", main=True)
    page.event("APPOINT/dismiss", ["state:VNM"], ["person:Ha Ngoc An"], "2041-06-01")
    world = link_pages(page)
    assert office(world, "Do Thi Mai").since == "2041-06-01"
    assert office(world, "Ha Ngoc An").until == "2041-06-01"


def test_a_re_election_begins_no_first_term():
    page = report("2042-06-02", "Do Thi Mai")
    page.event("APPOINT/elect", ["state:VNM"], ["person:Do Thi Mai"], "2042-06-01", main=True)
    assert office(link_pages(page, report("2041-06-02", "Do Thi Mai")), "Do Thi Mai").since is None


def test_the_then_minister_held_it_on_the_day_that_is_recalled():
    page = Page("recalled", published="2045-01-01")
    who, state = page.person("Ha Ngoc An", "VNM"), page.state("VNM")
    page.office(who, "Minister of Finance", state, former=True)
    passage = page.rows["offices"][0].passages
    page.event("CONSULT/visit", [who], [page.state("LAO")], "2040-05-05")

    page.rows["events"][0] = replace(page.rows["events"][0], passages=passage)
    held = office(link_pages(page), "Ha Ngoc An")
    assert (held.first, held.last, held.former) == ("2040-05-05", "2040-05-05", True)


def test_titles_of_many_have_no_succession():
    pages = []
    for day, name in (("2041-01-05", "Ha Ngoc An"), ("2041-06-05", "Do Thi Mai")):
        page = Page(name, published=day)
        page.office(page.person(name, "VNM"), "Deputy Prime Minister", page.state("VNM"))
        pages.append(page)
    world = link_pages(*pages)
    assert office(world, "Ha Ngoc An").ended is None
    assert office(world, "Do Thi Mai").gap is None
