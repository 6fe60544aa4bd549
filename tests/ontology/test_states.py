"""Every state and territory has its codes, and no code stands for two of today's states."""

from collections import Counter
from pathlib import Path

import pytest

from chancery.ontology.places import places
from chancery.ontology.states import states

ISO_3166_1 = (Path(__file__).parent / "iso3166-1.txt").read_text(encoding="ascii").split()

OURS = {"EUU", "XKX"}
FORMER = {"CSK", "DDR", "SCG", "SUN", "YUG"}


def living():
    return {code: state for code, state in states().items() if state.kind != "former"}


@pytest.mark.parametrize("pair", ISO_3166_1)
def test_iso_3166_1(pair):
    alpha3, _, alpha2 = pair.partition(":")
    assert states()[alpha3].alpha2 == alpha2
    assert states()[alpha3].name


def test_nothing_else_is_listed():
    listed = {pair[:3] for pair in ISO_3166_1}
    assert len(listed) == len(ISO_3166_1) == 249
    assert set(states()) == listed | OURS | FORMER


def test_former_states_say_until_when():
    assert {code for code, state in states().items() if state.kind == "former"} == FORMER
    assert all(state.until and 1900 < state.until < 2100 for code, state in states().items() if code in FORMER)
    assert all(state.until is None for state in living().values())


@pytest.mark.parametrize("field", ["name", "alpha2", "cow", "gw"])
def test_no_code_for_two_living_states(field):
    counts = Counter(value for state in living().values() if (value := getattr(state, field)) is not None)
    assert [value for value, times in counts.items() if times > 1] == []


@pytest.mark.parametrize("field", ["cow", "gw"])
def test_numbers_are_plausible(field):
    numbers = {code: getattr(state, field) for code, state in states().items() if getattr(state, field) is not None}
    assert all(2 <= number <= 999 for number in numbers.values())
    assert all(states()[code].kind in {"state", "partial", "former", "observer"} for code in numbers)
    members = {code for code, state in states().items() if state.kind == "state"}
    assert members <= set(numbers), "every member of the United Nations has a number"


@pytest.mark.parametrize(
    ("code", "cow", "gw"),
    [
        ("USA", 2, 2),
        ("CAN", 20, 20),
        ("CUB", 40, 40),
        ("BRA", 140, 140),
        ("GBR", 200, 200),
        ("FRA", 220, 220),
        ("POL", 290, 290),
        ("RUS", 365, 365),
        ("UKR", 369, 369),
        ("BLR", 370, 370),
        ("ZAF", 560, 560),
        ("IRN", 630, 630),
        ("ISR", 666, 666),
        ("CHN", 710, 710),
        ("PRK", 731, 731),
        ("KOR", 732, 732),
        ("JPN", 740, 740),
        ("IND", 750, 750),
        ("VNM", 816, 816),
        ("AUS", 900, 900),
        # where the two lists part
        ("DEU", 255, 260),
        ("SRB", 345, 340),
        ("YEM", 679, 678),
        ("TON", 955, 972),
        ("TUV", 947, 973),
        ("KIR", 946, 970),
        ("NRU", 970, 971),
    ],
)
def test_known_numbers(code, cow, gw):
    assert (states()[code].cow, states()[code].gw) == (cow, gw)


def test_parents_are_states():
    for code, state in states().items():
        assert state.parent is None or states()[state.parent].kind == "state", code
        assert (state.parent is not None) == (state.kind == "territory" and code != "ATA"), code


def test_capitals_are_places_of_their_state():
    for code, state in living().items():
        if state.kind == "state" and state.capital:
            assert state.capital in places(), code
            assert places()[state.capital].state == code


def test_places_lie_in_known_states():
    assert [name for name, place in places().items() if place.state is not None and place.state not in states()] == []


def test_norway_is_not_false():
    """YAML reads NO as a truth value; here every scalar is text."""
    assert states()["NOR"].alpha2 == "NO"
