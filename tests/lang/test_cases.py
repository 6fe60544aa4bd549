"""The cases of every pack read as they say, and a case that does not is told."""

import pytest

from chancery.errors import PackError
from chancery.extract import cases as runner
from chancery.extract.cases import run_cases
from chancery.lang import available
from chancery.lang.schema import Cases, Example


@pytest.mark.parametrize("language", available())
def test_the_cases_of_every_pack(language):
    assert list(run_cases(language)) == []


@pytest.fixture
def told(monkeypatch):
    """What is told of cases of the English frames."""

    def run(**frames):
        monkeypatch.setattr(
            runner, "cases", lambda _: [("en/cases/x.yaml", name, held) for name, held in frames.items()]
        )
        return list(run_cases("en"))

    return run


def positive(text, reads="", published=None):
    return Cases(positive=[Example(text=text, reads=reads, published=published)])


CONDEMNED = "The Vietnamese Foreign Ministry condemned France on May 3, 2025."


@pytest.mark.parametrize(
    "reads",
    [
        "",
        "VNM > FRA",
        "VNM > FRA : occurred @ 2025-05-03",
        "Foreign Ministry > France",
        "> FRA",
        "VNM",
        ": occurred",
        "@ 2025-05-03",
    ],
)
def test_a_positive_case_that_reads_as_it_says(told, reads):
    assert told(disapprove=positive(CONDEMNED, reads, "2025-05-10")) == []


@pytest.mark.parametrize("reads", ["FRA > VNM", "VNM, FRA", "CHN > FRA", ": planned", "@ 2025-05", "VNM > FRA, CHN"])
def test_a_positive_case_that_reads_otherwise(told, reads):
    (problem,) = told(disapprove=positive(CONDEMNED, reads, "2025-05-10"))
    assert problem.startswith(
        f"en/cases/x.yaml: disapprove: {CONDEMNED!r} must read ACCUSE/disapprove {reads}, but reads "
    )
    assert "Foreign Ministry > France : occurred @ 2025-05-03" in problem


def test_a_positive_case_that_reads_nothing_or_something_else(told):
    (problem,) = told(visit=positive("It rained in Hanoi."))
    assert problem.endswith("must read CONSULT/visit, but reads no event")
    (problem,) = told(visit=positive(CONDEMNED))
    assert problem.endswith("must read CONSULT/visit, but reads ACCUSE/disapprove")


def test_the_sides_of_a_symmetric_act_may_change_places(told):
    text = "Vietnam and Russia agreed to set up a fund."
    assert told(agree=positive(text, "VNM > RUS")) == []
    assert told(agree=positive(text, "RUS > VNM")) == []
    assert told(agree=positive(text, "RUS > CHN")) != []


def test_negative_cases(told):
    assert told(disapprove=Cases(negative=["France thanked Vietnam."])) == []
    (problem,) = told(disapprove=Cases(negative=[CONDEMNED]))
    assert "must not read ACCUSE/disapprove, but reads " in problem


def test_cases_of_unknown_frames_are_left_to_the_checker(told):
    assert told(nothing=positive("It rained.")) == []


def test_a_pack_that_cannot_be_run(monkeypatch):
    def broken(_):
        raise PackError("lists: det: Expected `array`, got `str`")

    monkeypatch.setattr(runner, "load", broken)
    assert list(run_cases("en")) == ["en: the cases cannot be run: lists: det: Expected `array`, got `str`"]
