"""Offices, statements, figures and relations."""

from __future__ import annotations

from making import Page, link_pages


def test_an_office_of_all_articles():
    a, b = Page("a", published="2025-05-01"), Page("b", published="2025-05-02")
    a.office(a.person("To Lam", "VNM"), "President", a.state("VNM"), former=True, since="2024")
    b.office(b.person("Tô Lâm", "VNM"), "President", None, since="2024-05-22")
    (office,) = link_pages(a, b).linked.offices
    assert office.seen == ("2025-05-01", "2025-05-02")
    assert office.since == "2024-05-22"
    assert not office.former
    assert len(office.evidence) == 2


def test_an_ambassador_to_two_states_holds_two_offices():
    page = Page("a")
    who = page.person("Nguyen Van Trung", "VNM")
    for host in ("BLR", "RUS"):
        page.office(who, "Ambassador", page.state("VNM"), to=page.state(host))
    page.office(who, "Ambassador", page.state("VNM"))
    assert len(link_pages(page).linked.offices) == 3


def test_statements_are_one_only_word_for_word():
    a, b, c = Page("a"), Page("b"), Page("c")
    for page, words in ((a, "We hail this."), (b, "We hail  this"), (c, "We praise this.")):
        page.statement(page.person("To Lam", "VNM"), "praise", words, office="president")
        page.office("person:To Lam", "President", page.state("VNM"))
    statements = link_pages(a, b, c).linked.statements
    assert sorted(len(s.evidence) for s in statements) == [1, 2]
    assert {s.office for s in statements} == {"President"}


def test_a_figure_printed_twice():
    a, b, c = Page("a"), Page("b"), Page("c")
    for page, period in ((a, "2022"), (b, "2022"), (c, "2023")):
        page.figure("trade", 113.9e6, [page.state("VNM"), page.state("BLR")], period)
    assert sorted(len(f.evidence) for f in link_pages(a, b, c).linked.figures) == [1, 2]


def test_a_relation_since_the_most_precise_date():
    a, b = Page("a"), Page("b")
    a.relation("partnership", "strategic", [a.state("VNM"), a.state("BLR")], "2025")
    b.relation("partnership", "strategic", [b.state("BLR"), b.state("VNM")], "2025-05-12")
    (relation,) = link_pages(a, b).linked.relations
    assert relation.since == "2025-05-12"
    assert len(relation.evidence) == 2


def test_an_office_of_the_state_is_the_one_of_its_party():
    pages = [Page(name) for name in "abc"]
    for page, of in zip(pages, ("party", "state", None), strict=True):
        owners = {"party": page.body("CPV", "VNM", "org:cpv"), "state": page.state("VNM"), None: None}
        page.office(page.person("To Lam", "VNM"), "General Secretary", owners[of])
    world = link_pages(*pages)
    (office,) = world.linked.offices
    assert office.of == world.entity("CPV").id


def test_one_office_in_two_scripts_is_reviewed():
    a = Page("a", published="2025-03-01")
    b = Page("b", language="zh", published="2025-03-12")
    c = Page("c", published="2005-03-01")
    for page, name in ((a, "Narin Sawat"), (b, "นรินทร์"), (c, "Prem Chai")):
        page.office(page.person(name, "THA"), "Minister of Finance", page.state("THA"))
    world = link_pages(a, b, c)
    pair = sorted((world.entity("นรินทร์").id, world.entity("Narin Sawat").id))
    assert [list(row[1:3]) for row in world.linked.review] == [pair]
