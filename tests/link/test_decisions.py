"""What people decided holds, whatever is read besides, in whatever order, by whatever packs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import Page, World, made
from test_properties import pages

from chancery.errors import Contradiction
from chancery.link import link
from chancery.model.decision import Decision, identified
from chancery.run.targets import Targets


@dataclass
class Table:
    """Pages, and the decisions on what they say."""

    pages: list[Page]
    decisions: tuple[Decision, ...] = ()

    def world(self, *, without: bool = False, order: int = 0) -> World:
        articles, findings = made(self.pages)
        taken = () if without else self.decisions
        if order:
            articles, findings, taken = articles[::-1], findings[::-1], taken[::-1]
        return World(link(articles, findings, decisions=taken))

    def targets(self) -> Targets:
        articles, _ = made(self.pages)
        return Targets(self.world().linked, {article.id: article.text for article in articles})

    def entity(self, name: str, **how: str):
        return self.targets().entity(self.world().entity(name).id, **how)

    def fact(self, row, **how: str):
        return self.targets().fact(row.id, "a row", **how)

    def decide(self, kind: str, *on, **more: object) -> Decision:
        when = f"2026-01-01T00:00:00.{len(self.decisions):03d}Z"
        draft = Decision(id="", kind=kind, on=on, who=str(more.pop("who", "ann")), when=when, **more)
        decision = replace(draft, id=identified(draft))
        self.decisions = (*self.decisions, decision)
        return decision


def named(name: str, *people: tuple, language: str = "en", published: str | None = None) -> Page:
    page = Page(name, language=language, published=published)
    for who, state in people:
        page.office(page.person(who, state), "Ambassador", page.state(state or "XKX"))
    return page


def told(name: str, *actors: str, date: str | None = "2025-05-11", act: str = "CONSULT/meeting", **more) -> Page:
    page = Page(name, published="2025-05-12")
    a, b = (page.person(who, state) for who, state in zip(actors, ("VNM", "RUS"), strict=True))
    page.event(act, [a], [b], date, **more)
    return page


@pytest.fixture
def twain():
    """One man under two names, whom nothing connects."""
    return Table([named("a", ("Mark Twain", "GBR")), named("b", ("Сэмюэл Клеменс", "GBR"), language="ru")])


def people(world: World) -> list[str]:
    return sorted(e.name for e in world.linked.entities if e.type == "person")


def test_same_makes_one_of_two(twain):
    assert people(twain.world()) == ["Mark Twain", "Сэмюэл Клеменс"]
    twain.decide("same", twain.entity("Mark Twain"), twain.entity("Сэмюэл Клеменс"))
    one = twain.world().entity("Сэмюэл Клеменс")
    assert (one.name, len(one.articles), [r.kind for r in one.decided]) == ("Mark Twain", 2, ["same"])
    assert {office.person for office in twain.world().linked.offices} == {one.id}
    assert not [r for r in twain.world().linked.review if r[0] == "person"]


def test_it_does_not_matter_which_is_named_first(twain):
    a, b = twain.entity("Mark Twain"), twain.entity("Сэмюэл Клеменс")
    twain.decide("same", a, b)
    one = twain.world().entity("Сэмюэл Клеменс").id
    twain.decisions = ()
    twain.decide("same", b, a)
    assert twain.world().entity("Сэмюэл Клеменс").id == one


def test_same_holds_for_names_that_come_later(twain):
    twain.decide("same", twain.entity("Mark Twain"), twain.entity("Сэмюэл Клеменс"))
    twain.pages += [named("c", ("Сэмюэл Клеменс", "GBR"), language="ru"), named("d", ("Mark Twain", None))]
    assert people(twain.world()) == ["Mark Twain"]
    assert len(twain.world().entity("Mark Twain").articles) == 4


def test_same_joins_what_the_packs_say_cannot_be_one():
    table = Table(
        [named("a", ("Kim Ji-ho", "KOR")), named("b", ("Kim Chi Ho", "PRK")), named("c", ("Kim Chi Ho", "PRK"))]
    )
    table.decide("same", table.entity("Kim Ji-ho"), table.entity("Kim Chi Ho"))
    assert len(table.world().entity("Kim Ji-ho").articles) == 3


def test_different_keeps_apart_and_is_not_asked_again():
    page = Page("a")
    page.office(page.person("Kim", None), "Minister", None)
    table = Table([page, named("b", ("Kim Chi Ho", "PRK"))])
    assert [r[0] for r in table.world().linked.review] == ["person"]
    table.decide("different", table.entity("Kim"), table.entity("Kim Chi Ho"))
    assert table.world().linked.review == ()
    assert len(people(table.world())) == 2


def test_different_parts_two_names_of_one():
    table = Table([named("a", ("To Lam", None)), named("b", ("Tô Lâm", "VNM")), named("c", ("Tô Lâm", "VNM"))])
    one = table.world().entity("To Lam")
    assert len(one.articles) == 3
    table.decide("different", table.entity("To Lam", form="To Lam"), table.entity("To Lam", form="Tô Lâm"))
    table.pages += [named("d", ("Tô Lâm", "VNM")), named("e", ("To Lam", None))]
    assert people(table.world()) == ["To Lam", "Tô Lâm"]
    assert len(table.world().entity("To Lam").articles) == 2


def test_different_parts_namesakes_by_article():
    table = Table([named(n, ("Nguyễn Văn Hùng", "VNM")) for n in ("a", "b", "c")])
    first, second, _ = (page.id for page in table.pages)
    key = table.world().entity("Nguyễn Văn Hùng").id
    targets = table.targets()
    table.decide("different", targets.entity(key, article=first), targets.entity(key, article=second))
    assert len(table.world().entities("Nguyễn Văn Hùng")) == 2
    assert key in {e.id for e in table.world().linked.entities}
    table.pages.append(named("d", ("Nguyễn Văn Hùng", "VNM")))
    assert len(table.world().entities("Nguyễn Văn Hùng")) == 2


def test_different_survives_what_would_join_them():
    """Apart when it was decided, of one spelling when the next packs read the name."""
    table = Table([named("a", ("Sergei Ivanov", "RUS")), named("b", ("Serhij Iwanow", "UKR"))])
    table.decide("different", table.entity("Sergei Ivanov"), table.entity("Serhij Iwanow"))
    table.pages[1] = named("b", ("Serhij Iwanow", "RUS"))
    articles, findings = made(table.pages)
    entity = findings[1].entities[0]
    both = replace(entity, name="Sergei Ivanov", names=("Sergei Ivanov", "Serhij Iwanow"))
    findings[1] = replace(findings[1], entities=(both, *findings[1].entities[1:]))
    assert len([e for e in link(articles, findings).entities if e.type == "person"]) == 1
    decided = link(articles, findings, decisions=table.decisions)
    assert len([e for e in decided.entities if e.type == "person"]) == 2
    assert decided.unapplied == ()


@pytest.mark.parametrize("kinds", [("same", "different"), ("different", "same")])
def test_a_contradictory_pair_is_refused_with_both_quoted(twain, kinds):
    on = twain.entity("Mark Twain"), twain.entity("Сэмюэл Клеменс")
    taken = [twain.decide(kind, *on) for kind in kinds]
    for order in (0, 1):
        with pytest.raises(Contradiction) as error:
            twain.world(order=order)
        assert all(decision.line() in error.value.message for decision in taken)


def test_a_contradiction_over_a_third_is_refused():
    table = Table([named(n, (who, "GBR")) for n, who in (("a", "Ann Ash"), ("b", "Bea Birch"), ("c", "Cat Cedar"))])
    a, b, c = (table.entity(name) for name in ("Ann Ash", "Bea Birch", "Cat Cedar"))
    table.decide("same", a, b)
    table.decide("same", b, c)
    assert len(people(table.world())) == 1
    table.decide("different", a, c)
    with pytest.raises(Contradiction):
        table.world()


def test_undo_and_undo_of_undo(twain):
    same = twain.decide("same", twain.entity("Mark Twain"), twain.entity("Сэмюэл Клеменс"))
    undo = twain.decide("undo", undoes=same.id)
    assert twain.world().linked == twain.world(without=True).linked
    twain.decide("undo", undoes=undo.id)
    assert len(people(twain.world())) == 1


def test_undo_of_what_is_not_there_is_told(twain):
    undo = twain.decide("undo", undoes="de_nothing")
    assert [key for key, _ in twain.world().linked.unapplied] == [undo.id]


# -- events ---------------------------------------------------------------------------------


def meetings() -> Table:
    return Table([told("a", "To Lam", "Vladimir Putin"), told("b", "To Lam", "Vladimir Putin", date="2025-05-12")])


def test_two_events_are_one():
    table = meetings()
    one, other = table.world().events("CONSULT/meeting")
    table.decide("same", table.fact(one), table.fact(other))
    event = table.world().event("CONSULT/meeting")
    assert (len(event.evidence), [r.kind for r in event.decided]) == (2, ["same"])
    table.pages.append(told("c", "To Lam", "Vladimir Putin", date="2025-05-11"))
    assert len(table.world().event("CONSULT/meeting").evidence) == 3


def test_one_event_is_two():
    table = Table([told("a", "To Lam", "Vladimir Putin"), told("b", "To Lam", "Vladimir Putin")])
    event = table.world().event("CONSULT/meeting")
    first, second = (page.id for page in table.pages)
    table.decide("different", table.fact(event, article=first), table.fact(event, article=second))
    found = table.world().events("CONSULT/meeting")
    assert sorted(e.evidence[0].article for e in found) == sorted((first, second))
    table.decide("same", *(table.fact(e) for e in found))
    with pytest.raises(Contradiction):
        table.world()


def test_a_rejected_event_is_gone_and_stays_away():
    table = meetings()
    one, other = table.world().events("CONSULT/meeting")
    table.decide("reject", table.fact(one))
    assert [e.id for e in table.world().linked.events] == [other.id]
    table.pages += [told("c", "To Lam", "Vladimir Putin", date=one.date)]  # told once more, still rejected
    assert [e.date for e in table.world().linked.events] == [other.date]


def test_a_rejected_entity_is_named_by_nothing():
    table = meetings()
    key = table.world().entity("Vladimir Putin").id
    table.decide("reject", table.entity("Vladimir Putin"))
    linked = table.world().linked
    assert key not in {e.id for e in linked.entities}
    assert all(key not in {*e.sources, *e.targets} for e in linked.events)


def test_edited_fields_and_what_follows_from_them():
    table = meetings()
    one = min(table.world().events("CONSULT/meeting"), key=lambda event: event.date)
    target = table.fact(one)
    table.decide("edit", target, field="act", value="CONSULT/visit", was="CONSULT/meeting")
    table.decide("edit", target, field="date", value="2025-05-10", was=one.date)
    table.decide("edit", target, field="sources", actors=(table.entity("Vladimir Putin"),))
    table.decide("edit", target, field="targets", value=None)
    table.decide("accept", target)
    (event,) = (e for e in table.world().linked.events if e.id == one.id)
    assert (event.mode, event.cameo, event.date, event.targets) == ("visit", "042", "2025-05-10", ())
    assert event.sources == (table.world().entity("Vladimir Putin").id,)
    assert sorted(r.kind for r in event.decided) == ["accept", *["edit"] * 4]
    assert "date: 2025-05-11 → 2025-05-10" in [r.what for r in event.decided]


def test_a_later_edit_follows_an_earlier_one_but_two_of_one_moment_contradict():
    table = meetings()
    target = table.fact(table.world().events("CONSULT/meeting")[0])
    first = table.decide("edit", target, field="place", value="Hanoi")
    later = table.decide("edit", target, field="place", value="Moscow", replaces=(first.id,))
    assert "Moscow" in {e.place for e in table.world().linked.events}
    table.decide("undo", undoes=later.id)
    assert "Hanoi" in {e.place for e in table.world().linked.events}
    table.decide("edit", target, field="place", value="Minsk", who="bob")
    with pytest.raises(Contradiction, match=r"place=Hanoi.*place=Minsk"):
        table.world()


def test_reject_and_accept_contradict():
    table = meetings()
    target = table.fact(table.world().events("CONSULT/meeting")[0])
    table.decide("accept", target)
    table.decide("reject", target)
    with pytest.raises(Contradiction, match=r"accept .* reject"):
        table.world()


def test_an_edited_entity():
    table = meetings()
    table.decide("edit", table.entity("To Lam"), field="name", value="Tô Lâm")
    table.decide("edit", table.entity("To Lam"), field="state", value="LAO")
    entity = table.world().entity("To Lam")
    assert (entity.name, entity.state) == ("Tô Lâm", "LAO")


# -- survival -------------------------------------------------------------------------------


def other_packs(findings):
    """As packs might read it next: other keys, fuller passages, other modes and dates, one more event before."""
    entities = tuple(replace(e, key=f"x-{e.key}") for e in findings.entities)
    mentions = tuple(replace(m, entity=f"x-{m.entity}") for m in findings.mentions)
    events = tuple(
        replace(
            event,
            mode="video" if event.mode == "meeting" else event.mode,
            date="2025-05",
            sources=tuple(f"x-{key}" for key in event.sources),
            targets=tuple(f"x-{key}" for key in event.targets),
            passages=tuple(replace(p, end=p.end - 1) for p in event.passages),
        )
        for event in findings.events
    )
    offices = tuple(replace(o, person=f"x-{o.person}", of=o.of and f"x-{o.of}") for o in findings.offices)
    more = tuple(replace(e, type="SUPPORT", mode="praise") for e in events)
    return replace(findings, entities=entities, mentions=mentions, events=(*more, *events), offices=offices)


def test_decisions_survive_other_packs(twain):
    twain.pages += [told("c", "To Lam", "Vladimir Putin"), told("d", "To Lam", "Sergei Lavrov", date="2025-06-01")]
    first, second = twain.world().events("CONSULT/meeting")
    first, second = (first, second) if first.date < second.date else (second, first)
    twain.decide("same", twain.entity("Mark Twain"), twain.entity("Сэмюэл Клеменс"))
    twain.decide("reject", twain.fact(first))
    twain.decide("edit", twain.fact(second), field="place", value="Hanoi")
    articles, findings = made(twain.pages)
    linked = link(articles, [other_packs(f) for f in findings], decisions=twain.decisions)
    assert linked.unapplied == ()
    assert len([e for e in linked.entities if "Twain" in e.name]) == 1
    (left,) = (e for e in linked.events if e.type == "CONSULT")
    assert (left.mode, left.place) == ("video", "Hanoi")


def test_what_no_longer_applies_is_told(twain):
    twain.pages += [told("c", "To Lam", "Vladimir Putin")]
    gone = twain.decide("reject", twain.fact(twain.world().event("CONSULT/meeting")))
    lost = twain.decide("same", twain.entity("Mark Twain"), twain.entity("Сэмюэл Клеменс"))
    del twain.pages[1:]
    unapplied = dict(twain.world().linked.unapplied)
    assert unapplied.keys() == {gone.id, lost.id}
    assert "Сэмюэл Клеменс" in unapplied[lost.id]


def test_any_order_of_articles_and_decisions_gives_one_record(twain):
    twain.pages += [told("c", "To Lam", "Vladimir Putin"), told("d", "To Lam", "Vladimir Putin", date="2025-05-12")]
    one, other = twain.world().events("CONSULT/meeting")
    twain.decide("same", twain.entity("Mark Twain"), twain.entity("Сэмюэл Клеменс"))
    twain.decide("different", twain.fact(one), twain.fact(other), who="bob")
    twain.decide("edit", twain.fact(one), field="place", value="Hanoi")
    undone = twain.decide("accept", twain.fact(one))
    twain.decide("undo", undoes=undone.id, who="bob")
    articles, findings = made(twain.pages)
    wanted = link(articles, findings, decisions=twain.decisions)
    for order in permutations(twain.decisions):
        assert link(articles[::-1], findings[::-1], decisions=(*order, *order[:2])) == wanted


@st.composite
def decided(draw) -> Table:
    """Pages, decisions on what some of them say, and pages that came later."""
    table = Table(draw(pages()))
    later = table.pages[draw(st.integers(1, len(table.pages))) :]
    table.pages = table.pages[: len(table.pages) - len(later)]
    targets = table.targets()
    alike: dict[tuple[str, str], list] = {}
    for entity in targets.entities.values():
        alike.setdefault(("entity", entity.type), []).append(targets.entity(entity.id))
    for event in table.world().linked.events:
        alike.setdefault(("event", event.type), []).append(targets.fact(event.id, "a row"))
    for kind in draw(st.lists(st.sampled_from(("same", "different", "reject", "accept")), max_size=5)):
        group = st.sampled_from(alike[draw(st.sampled_from(sorted(alike)))])
        on = [draw(group) for _ in range(2 if kind in {"same", "different"} else 1)]
        if len({target.id for target in on}) == len(on):
            table.decide(kind, *on)
    table.pages += later
    return table


@settings(max_examples=60, deadline=None)
@given(decided())
def test_any_decisions_are_order_free_and_never_break_a_row(table):
    try:
        after = table.world().linked
    except Contradiction:
        with pytest.raises(Contradiction):
            table.world(order=1)
        return
    assert table.world(order=1).linked == after
    known = {entity.id for entity in after.entities}
    for event in after.events:
        assert {*event.sources, *event.targets} <= known
        assert event.evidence
    for office in after.offices:
        assert {office.person, office.of, office.to} - {None} <= known
    assert len(known) == len(after.entities)
    assert len({event.id for event in after.events}) == len(after.events)
    told = {key for key, _ in after.unapplied}
    carried = {r.decision for row in (*after.entities, *after.events) for r in row.decided}
    for decision in table.decisions:
        assert decision.kind == "reject" or decision.id in told | carried or _rejected(table, decision)


def _rejected(table: Table, decision: Decision) -> bool:
    """Is one of the rows it is on perhaps rejected too?"""
    return any(other.kind == "reject" for other in table.decisions if other != decision)


@pytest.mark.parametrize("turned", [False, True])
def test_what_is_said_to_be_one_stays_with_it_when_the_whole_is_parted(turned):
    """A is B, C is not A; then everything is read as one."""
    table = Table([told(name, "To Lam", "Vladimir Putin", date=f"2025-05-1{n}") for n, name in enumerate("abc")])
    a, b, c = sorted(table.world().events("CONSULT/meeting"), key=lambda event: event.date)
    table.decide("same", table.fact(a), table.fact(b))
    pair = (table.fact(c), table.fact(a))
    table.decide("different", *(pair[::-1] if turned else pair))
    articles, findings = made(table.pages)
    findings = [replace(f, events=tuple(replace(e, date="2025-05-11") for e in f.events)) for f in findings]
    assert len(link(articles, findings).events) == 1
    linked = link(articles, findings, decisions=table.decisions)
    assert sorted(len(event.evidence) for event in linked.events) == [1, 2]
    assert linked.unapplied == ()


def test_decisions_that_only_new_packs_make_meet_no_longer_apply():
    """A is B and A is not C; then B and C are read as one, which nobody who decided could know."""
    table = Table([named(n, (who, "GBR")) for n, who in (("a", "Ann Ash"), ("b", "Bea Birch"), ("c", "Cat Cedar"))])
    a, b, c = (table.entity(name) for name in ("Ann Ash", "Bea Birch", "Cat Cedar"))
    table.decide("same", a, b)
    apart = table.decide("different", a, c)
    table.pages[2] = named("c", ("Bea Birch", "GBR"))
    articles, findings = made(table.pages)
    cat = replace(findings[2].entities[0], names=("Bea Birch", "Cat Cedar"))
    findings[2] = replace(findings[2], entities=(cat, *findings[2].entities[1:]))
    linked = link(articles, findings, decisions=table.decisions)
    assert {key for key, _ in linked.unapplied} <= {apart.id}
    people = [e for e in linked.entities if e.type == "person"]
    assert len(people) == 2 - len(linked.unapplied)


def test_accept_and_reject_of_two_that_become_one_row_are_both_told():
    table = meetings()
    one, other = table.world().events("CONSULT/meeting")
    taken = {table.decide("accept", table.fact(one)).id, table.decide("reject", table.fact(other)).id}
    articles, findings = made(table.pages)
    findings = [replace(f, events=tuple(replace(e, date="2025-05-11") for e in f.events)) for f in findings]
    linked = link(articles, findings, decisions=table.decisions)
    assert {key for key, _ in linked.unapplied} == taken
    assert len(linked.events) == 1
