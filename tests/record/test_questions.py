"""Questions about facts: the search box, pages that follow each other, counts that agree with rows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.errors import UsageError
from chancery.record.answering import Answers
from chancery.record.question import STATUSES, PartyIs, Question
from chancery.record.searchbox import asked, written


@pytest.fixture(scope="module")
def view(demo):
    with demo.record.view() as view:
        yield view


@pytest.fixture(scope="module")
def answers(view):
    return Answers(view)


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("", Question()),
        ("from:VNM to:USA", Question(parties=(PartyIs("VNM", "source"), PartyIs("USA", "target")))),
        ("from:Nga", Question(parties=(PartyIs("RUS", "source"),))),
        ('with:"Hoa Kỳ" type:visit', Question(parties=(PartyIs("USA"),), types=("visit",))),
        ("status:planned,denied since:2020-05", Question(statuses=("planned", "denied"), since="2020-05")),
        ('"joint statement" trade', Question(words='"joint statement" trade')),
        ("sure:0.8 until:2021", Question(least=0.8, until="2021")),
        ("at 10:30", Question(words="at 10:30")),
    ],
)
def test_the_search_box(view, line, question):
    assert asked(view, line) == question


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("type:picnic", "'picnic' is no act"),
        ("status:maybe", "status: 'maybe' is none; there are occurred"),
        ("since:yesterday", "since: 'yesterday' is no date"),
        ("from:Atlantis", "'Atlantis' names no state"),
        ("mood:good", "mood: no such key; there are from, to"),
        ("sure:2", "sure: '2' is no number from 0 to 1"),
    ],
)
def test_what_cannot_be_asked_is_one_line(view, line, message):
    with pytest.raises(UsageError, match=message):
        asked(view, line)


@pytest.mark.parametrize(
    "line", ["from:VNM to:USA type:visit", "status:planned since:2020", "with:CHN sure:0.5 ngoại giao"]
)
def test_a_question_is_written_as_it_is_read(view, line):
    question = asked(view, line)
    assert asked(view, written(question)) == question


questions = st.builds(
    Question,
    parties=st.lists(
        st.builds(PartyIs, st.sampled_from(["VNM", "USA", "RUS"]), st.sampled_from(["any", "source", "target"])),
        max_size=2,
    ).map(tuple),
    types=st.lists(st.sampled_from(["CONSULT", "visit", "AGREE/sign"]), max_size=2).map(tuple),
    statuses=st.lists(st.sampled_from(STATUSES), max_size=2).map(tuple),
    since=st.sampled_from([None, "1995", "2015-06"]),
    until=st.sampled_from([None, "2019-12-31", "2022"]),
    order=st.sampled_from(["-date", "date", "-confidence"]),
)


@settings(max_examples=60, deadline=None)
@given(questions, st.integers(1, 7))
def test_pages_are_all_rows_once_in_order(answers, question, size):
    every = [fact.id for fact in answers.every(question)]
    paged, cursor = [], None
    while True:
        page = answers.page(question, after=cursor, limit=size)
        paged += [fact.id for fact in page.rows]
        cursor = page.next
        if cursor is None:
            break
    assert paged == every
    assert answers.count(question) == (len(every), True)
    assert sum(tally.number for tally in answers.tally(question, by="year")) == len(every)
    assert sum(number for _, number in answers.facet(question, "status", 99)) == len(every)


def test_the_sides_of_a_symmetric_act_are_both(answers):
    toward = Question(parties=(PartyIs("VNM", "target"),), types=("CONSULT/meeting",))
    assert answers.count(toward) == answers.count(replace(toward, parties=(PartyIs("VNM", "source"),)))


def test_direction_matters_for_the_others(answers, view):
    for fact in answers.every(Question(parties=(PartyIs("USA", "source"),), types=("SANCTION",))):
        assert "USA" in {view.entity(key).state for key in fact.sources}


def test_a_foreign_cursor_is_refused(answers):
    with pytest.raises(UsageError, match="is no cursor"):
        answers.page(Question(), after="nonsense")


@pytest.mark.parametrize("kind", ["event", "statement", "figure", "relation", "office"])
def test_every_kind_can_be_asked_about(answers, kind):
    question = Question(kind=kind, parties=(PartyIs("VNM"),))
    assert answers.count(question)[0] == len(list(answers.every(question))) > 0
