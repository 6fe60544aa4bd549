"""Who is one person, and who is not."""

from __future__ import annotations

import pytest
from making import Page, link_pages


def page(name: str, *people: tuple, language: str = "en") -> Page:
    """A page that names people: (name, state, title or None)."""
    made = Page(name, language=language)
    for who, state, *title in people:
        key = made.person(who, state)
        if title:
            made.office(key, title[0], made.state(state or "XKX"))
    return made


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("To Lam", "VNM"), ("Tô Lâm", "VNM")),
        (("To Lam", None), ("Tô Lâm", "VNM")),
        (("Sergei Syrankov", "BLR"), ("Sergey Syrankov", "BLR")),
        (("Shinzo Abe", "JPN"), ("Abe Shinzo", "JPN")),
        (("Alexander Lukashenko", "BLR", "President"), ("Aleksandr Lukashenko", "BLR", "President")),
        (("Vladimir Putin", "RUS"), ("Владимир Путин", "RUS")),
        (("Vladimir Putin", "RUS", "President"), ("Vladimir Vladimirovich Putin", "RUS", "President")),
        (("Vladimir Putin", "RUS"), ("Putin", "RUS")),
        (("习近平", "CHN"), ("习近平", "CHN")),
        (("Xi Jinping", "CHN"), ("习近平", "CHN")),
        (("Tập Cận Bình", "CHN", "President"), ("Xi Jinping", "CHN", "President")),
        (("To Lam", "VNM"), ("То Лам", "VNM")),
        (("To Lam", "VNM"), ("То Лам", None)),
        (("Sergei Syrankov", "BLR"), ("Sergey Syrankov", None)),
        (("Emmanuel Macron", "FRA", "President"), ("Эммануэль Макрон", "FRA", "President")),
        (("김정은", "PRK"), ("김정은", None)),
        (("Volodymyr Zelensky", "UKR", "President"), ("Volodymyr Zelenskyy", "UKR", "President")),
    ],
)
def test_one_person(one, other):
    world = link_pages(page("a", one), page("b", other, language="vi"))
    assert len([e for e in world.linked.entities if e.type == "person"]) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Nguyen Van Trung", "VNM", "Ambassador"), ("Nguyen Van Dung", "VNM", "Ambassador")),
        (("Nguyen Van Trung", "VNM", "Ambassador"), ("Trung", "VNM")),
        (("Nguyễn Văn Trung", None), ("Trung", None)),
        (("Kim Jong Un", "PRK"), ("Kim", "PRK")),
        (("习", "CHN"), ("习近平", "CHN")),
        (("Ivan Petrov", "RUS"), ("Ivan Petrov", "BGR")),
        (("Putin", "RUS"), ("Putin", "RUS")),
        (("Vladimir Putin", "RUS"), ("Putin", None)),
        (("Li Jinping", "CHN", "Minister"), ("Li Jianping", "CHN", "Minister")),
        (("Daniel Smith", "USA"), ("Danielle Smith", "USA")),
        (("Anna Margaret Holt", "USA", "Senator"), ("Anna Corinne Holt", "USA", "Senator")),
        (("Sergei Syrankov", "BLR"), ("Sergey Syrankov", "RUS")),
        (("Tập Cận Bình", "CHN"), ("Xi Jinping", "CHN")),
        (("Emmanuel Macron", "FRA", "President"), ("Николя Саркози", "FRA", "President")),
        (("Le Hoai Trung", "VNM"), ("Ле Хоай Чунг", "LAO")),
        (("Nguyen Van Hung", "VNM", "Minister"), ("Nguyen Van Hong", "VNM", "Minister")),
    ],
)
def test_two_people(one, other):
    world = link_pages(page("a", one), page("b", other))
    assert len([e for e in world.linked.entities if e.type == "person"]) == 2


def test_vietnamese_names_that_differ_in_marks_are_two():
    world = link_pages(
        page("a", ("Trần Văn Hùng", "VNM"), language="vi"),
        page("b", ("Trần Văn Hưng", "VNM"), language="vi"),
    )
    assert len(world.entities("Trần Văn Hùng")) == len(world.entities("Trần Văn Hưng")) == 1
    assert world.entity("Trần Văn Hùng").id != world.entity("Trần Văn Hưng").id


def test_where_the_tone_is_written_makes_no_difference():
    world = link_pages(page("a", ("Phạm Hòa", "VNM"), language="vi"), page("b", ("Phạm Hoà", "VNM"), language="vi"))
    assert world.entity("Phạm Hòa") == world.entity("Phạm Hoà")


def test_people_of_one_document_are_never_one():
    world = link_pages(page("a", ("Sergei Ivanov", "RUS"), ("Sergey Ivanov", "RUS")))
    assert len([e for e in world.linked.entities if e.type == "person"]) == 2


def test_a_surname_of_two_people_stays_apart_and_is_reviewed():
    world = link_pages(
        page("a", ("Bill Clinton", "USA")),
        page("b", ("Hillary Clinton", "USA")),
        page("c", ("Clinton", "USA")),
    )
    short = world.entity("Clinton")
    assert short.names == ("Clinton",)
    pairs = [row for row in world.linked.review if short.id in row[1:3]]
    assert len(pairs) == 2
    assert all(kind == "person" and 0 < score < 1 and why for kind, _, _, score, why in pairs)


def test_an_office_tells_which_of_two_a_surname_is():
    world = link_pages(
        page("a", ("Bill Clinton", "USA")),
        page("b", ("Hillary Clinton", "USA", "Secretary of State")),
        page("c", ("Clinton", "USA", "Secretary of State")),
    )
    assert "Clinton" in world.entity("Hillary Clinton").names


def test_a_vietnamese_given_name_needs_state_and_office():
    world = link_pages(page("a", ("Nguyen Van Trung", "VNM", "Ambassador")), page("b", ("Trung", "VNM", "Ambassador")))
    assert world.entity("Trung") == world.entity("Nguyen Van Trung")


def test_namesake_of_unknown_state_is_reviewed():
    world = link_pages(
        page("a", ("Ivan Petrov", "RUS")), page("b", ("Ivan Petrov", "BGR")), page("c", ("Ivan Petrov", None))
    )
    assert len(world.entities("Ivan Petrov")) == 3
    assert len(world.linked.review) >= 2


def test_the_name_has_the_marks_of_its_own_language():
    world = link_pages(
        page("a", ("To Lam", "VNM")),
        page("b", ("To Lam", "VNM")),
        page("c", ("Tô Lâm", "VNM"), language="vi"),
    )
    found = world.entity("To Lam")
    assert found.name == "Tô Lâm"
    assert found.names == ("To Lam", "Tô Lâm")
    assert len(found.articles) == 3
