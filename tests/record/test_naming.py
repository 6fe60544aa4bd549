"""Who is meant by a name."""

import handmade
import pytest

from chancery.model.record import Event
from chancery.record.dossier import dossier, profile, silence
from chancery.record.naming import parties, state


@pytest.fixture
def view(tmp_path):
    with handmade.make(tmp_path / "r").view() as view:
        yield view


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("VNM", ["Vietnam"]),
        ("VN", ["Vietnam"]),
        ("Việt Nam", ["Vietnam"]),
        ("viet nam", ["Vietnam"]),
        ("vnm", ["Vietnam"]),
        ("Tô Lâm", ["Tô Lâm"]),
        ("to lam", ["Tô Lâm"]),
        ("TO LAM", ["Tô Lâm"]),
        (handmade.LAM.id, ["Tô Lâm"]),
        (handmade.LAM.id[:9], ["Tô Lâm"]),
        ("syrankov", ["Sergei Syrankov"]),
        ("nguyen van", ["Nguyễn Văn Dung", "Nguyễn Văn Trung"]),
        ("nobody at all", []),
        ("PRK", ["North Korea"]),
    ],
)
def test_parties(view, text, names):
    assert [party.name for party in parties(view, text)] == names


@pytest.mark.parametrize(
    ("text", "code"),
    [("Беларусь", "BLR"), ("Triều Tiên", "PRK"), ("trieu tien", "PRK"), ("North Korea", "PRK")],
)
def test_states_in_any_language(view, text, code):
    assert [party.key for party in parties(view, text)] == [code]


def test_dossier(view):
    found = dossier(view, state(view, "VNM"), state(view, "BLR"))
    assert found.stories == 2
    assert found.languages == ("en", "vi")
    assert found.happened == ("2025-05", "2026-01-14")
    assert [office.id for _, office in found.offices] == [
        handmade.AMBASSADOR.id,
        handmade.PREMIER.id,
    ]
    assert [side for side, _ in found.offices] == ["VNM", "BLR"]
    assert found.relations == (handmade.PARTNERS,)
    assert found.figures == (handmade.TRADE,)
    assert found.statements == (handmade.PRAISE,)


def test_profile(view):
    (party,) = parties(view, "Tô Lâm")
    found = profile(view, party)
    assert ("To Lam", ("en",)) in found.names
    assert [(p.key, n) for p, n in found.partners] == [("BLR", 1)]
    assert view.about(handmade.LAM.id, Event) == list(found.events)


def test_silence_says_that_they_are_never_together(view):
    found = silence(view, state(view, "VNM"), state(view, "CUB"))
    assert (found.a, found.b, found.both, found.removed) == (3, 1, (), ())


def test_silence_finds_them_in_removed_words(view):
    found = silence(view, state(view, "PRK"), state(view, "CUB"))
    assert [line.id for line in found.removed] == [handmade.ARTICLES["s03"].id]
    assert found.reason == "related articles"
