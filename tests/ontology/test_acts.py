"""The table of acts covers the vocabulary and says what PLOVER and CAMEO say."""

from typing import get_args

import pytest

from chancery.errors import PackError
from chancery.model.findings import Status
from chancery.ontology.acts import SYMMETRIC, acts, codes, is_act, is_symmetric, modes

VOCABULARY = {
    "CONSULT": "meeting visit phone video multilateral third-party briefing letter",
    "AGREE": "agree sign joint-statement upgrade-relations establish-relations accept-invitation",
    "SUPPORT": "congratulate condole thank praise endorse award recognise",
    "COOPERATE": "economic military culture judicial exchange other",
    "AID": "economic military humanitarian asylum",
    "CONCEDE": "easing visa-waiver release ceasefire return",
    "REQUEST": "invite meeting assist mediate change yield other",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "refuse assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "SANCTION": "expel recall withdraw cut-relations embargo discontinue",
    "PROTEST": "demo strike riot note",
    "COERCE": "arrest seize restrict ban deport cyber",
    "MOBILIZE": "troops weapons police",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
    "heavy-weapons crowd-control unconventional",
    "RETREAT": "withdraw resign disarm access",
    "CONVENE": "congress summit session conference anniversary festival",
    "APPOINT": "elect appoint accredit dismiss",
}
PLOVER = {
    "AGREE": "",
    "CONSULT": "visit third-party multilateral phone",
    "SUPPORT": "",
    "CONCEDE": "",
    "COOPERATE": "",
    "AID": "",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": VOCABULARY["ASSAULT"],
}
ROOTS = {
    "AGREE": ("03",),
    "CONSULT": ("04",),
    "SUPPORT": ("05",),
    "COOPERATE": ("06",),
    "AID": ("07",),
    "CONCEDE": ("03", "08"),
    "RETREAT": ("08",),
    "ACCUSE": ("09", "11"),
    "REQUEST": ("10",),
    "REJECT": ("01", "12"),
    "THREATEN": ("13",),
    "PROTEST": ("14",),
    "MOBILIZE": ("15",),
    "SANCTION": ("16",),
    "COERCE": ("17",),
    "ASSAULT": ("17", "18", "19", "20"),
}
"""The CAMEO roots that each PLOVER type takes in."""

STATUSES = get_args(Status)
EVERY = [(kind, mode or None) for kind, listed in VOCABULARY.items() for mode in [*listed.split(), ""]]


def test_the_vocabulary_is_covered_and_nothing_else():
    assert {kind: " ".join(modes(kind)) for kind in acts()} == VOCABULARY


@pytest.mark.parametrize(("kind", "mode"), EVERY)
def test_every_act_has_codes_of_plover_and_cameo(kind, mode):
    for status in STATUSES:
        got = codes(kind, mode, status)
        assert got.plover in PLOVER
        assert got.plover_mode is None or got.plover_mode in PLOVER[got.plover].split()
        if got.cameo is not None:
            assert got.cameo.startswith(ROOTS[got.plover])
            assert got.cameo.isdigit()
            assert len(got.cameo) in {3, 4}


def test_only_our_own_types_and_resigning_lack_a_cameo_code():
    without = {(kind, mode) for kind, mode in EVERY if mode and codes(kind, mode, "occurred").cameo is None}
    assert without == {
        ("RETREAT", "resign"),
        ("CONVENE", "congress"),
        ("APPOINT", "elect"),
        ("APPOINT", "appoint"),
        ("APPOINT", "dismiss"),
    }


@pytest.mark.parametrize(
    ("kind", "mode", "status", "expected"),
    [
        ("CONSULT", "meeting", "occurred", ("CONSULT", None, "040")),
        ("CONSULT", "visit", "ongoing", ("CONSULT", "visit", "042")),
        ("CONSULT", "visit", "planned", ("AGREE", None, "036")),
        ("CONSULT", "visit", "proposed", ("AGREE", None, "036")),
        ("CONSULT", "visit", "denied", ("REJECT", "meet", "125")),
        ("CONSULT", "video", "occurred", ("CONSULT", "phone", "041")),
        ("AGREE", "sign", "occurred", ("SUPPORT", None, "057")),
        ("AGREE", "sign", "planned", ("AGREE", None, "032")),
        ("AGREE", "agree", "planned", ("AGREE", None, "030")),
        ("COOPERATE", "military", "planned", ("AGREE", None, "0312")),
        ("AID", "humanitarian", "planned", ("AGREE", None, "0333")),
        ("SUPPORT", "recognise", "occurred", ("SUPPORT", None, "054")),
        ("REQUEST", "invite", "occurred", ("AGREE", None, "036")),
        ("PROTEST", "note", "occurred", ("ACCUSE", "disapprove", "114")),
        ("CONCEDE", "release", "occurred", ("RETREAT", "release", "0841")),
        ("CONCEDE", "ceasefire", "proposed", ("CONCEDE", None, "0356")),
        ("RETREAT", "withdraw", "planned", ("CONCEDE", None, "0356")),
        ("SANCTION", "embargo", "occurred", ("SANCTION", "discontinue", "163")),
        ("SANCTION", "embargo", "planned", ("THREATEN", "restrict", "1312")),
        ("ASSAULT", "drone", "denied", ("REJECT", None, "016")),
        ("ASSAULT", None, "occurred", ("ASSAULT", None, "190")),
        ("CONVENE", "summit", "occurred", ("CONSULT", "multilateral", "040")),
        ("APPOINT", "elect", "occurred", ("SUPPORT", None, None)),
    ],
)
def test_codes(kind, mode, status, expected):
    got = codes(kind, mode, status)
    assert (got.plover, got.plover_mode, got.cameo) == expected


@pytest.mark.parametrize("kind", ["CONSULT", "SUPPORT", "COOPERATE", "AID"])
@pytest.mark.parametrize("status", ["planned", "proposed"])
def test_cooperation_that_lies_ahead_is_an_agreement(kind, status):
    for mode in (*modes(kind), None):
        got = codes(kind, mode, status)
        assert got.plover == "AGREE"
        assert got.cameo is not None
        assert got.cameo.startswith("03")


def test_an_unknown_mode_is_coded_as_its_type():
    assert codes("COERCE", "unheard-of", "occurred") == codes("COERCE", None, "occurred")
    assert codes("CONSULT", "unheard-of", "denied").plover == "REJECT"


def test_an_unknown_type_is_an_error_that_says_what_is_allowed():
    with pytest.raises(PackError, match="no type of act 'DANCE'; there are CONSULT, AGREE"):
        codes("DANCE", None, "occurred")


def test_is_act():
    assert is_act("CONSULT", "visit")
    assert not is_act("CONSULT", "dance")
    assert not is_act("CONSULT", None), "a consultation has a mode"
    assert {kind for kind in acts() if is_act(kind, None)} == {"THREATEN", "ASSAULT"}
    assert not is_act("DANCE", None)
    assert modes("DANCE") == ()


def test_symmetric_types_are_types():
    assert set(acts()) >= SYMMETRIC
    assert is_symmetric("CONSULT")
    assert not is_symmetric("AID")
