"""Every state and territory has its codes, and no code stands for two of today's states."""

from collections import Counter

import pytest

from chancery.ontology.places import places
from chancery.ontology.states import states

ISO_3166_1 = """
AFG:AF ALA:AX ALB:AL DZA:DZ ASM:AS AND:AD AGO:AO AIA:AI ATA:AQ ATG:AG ARG:AR ARM:AM ABW:AW AUS:AU AUT:AT AZE:AZ BHS:BS
BHR:BH BGD:BD BRB:BB BLR:BY BEL:BE BLZ:BZ BEN:BJ BMU:BM BTN:BT BOL:BO BES:BQ BIH:BA BWA:BW BVT:BV BRA:BR IOT:IO BRN:BN
BGR:BG BFA:BF BDI:BI CPV:CV KHM:KH CMR:CM CAN:CA CYM:KY CAF:CF TCD:TD CHL:CL CHN:CN CXR:CX CCK:CC COL:CO COM:KM COG:CG
COD:CD COK:CK CRI:CR CIV:CI HRV:HR CUB:CU CUW:CW CYP:CY CZE:CZ DNK:DK DJI:DJ DMA:DM DOM:DO ECU:EC EGY:EG SLV:SV GNQ:GQ
ERI:ER EST:EE SWZ:SZ ETH:ET FLK:FK FRO:FO FJI:FJ FIN:FI FRA:FR GUF:GF PYF:PF ATF:TF GAB:GA GMB:GM GEO:GE DEU:DE GHA:GH
GIB:GI GRC:GR GRL:GL GRD:GD GLP:GP GUM:GU GTM:GT GGY:GG GIN:GN GNB:GW GUY:GY HTI:HT HMD:HM VAT:VA HND:HN HKG:HK HUN:HU
ISL:IS IND:IN IDN:ID IRN:IR IRQ:IQ IRL:IE IMN:IM ISR:IL ITA:IT JAM:JM JPN:JP JEY:JE JOR:JO KAZ:KZ KEN:KE KIR:KI PRK:KP
KOR:KR KWT:KW KGZ:KG LAO:LA LVA:LV LBN:LB LSO:LS LBR:LR LBY:LY LIE:LI LTU:LT LUX:LU MAC:MO MDG:MG MWI:MW MYS:MY MDV:MV
MLI:ML MLT:MT MHL:MH MTQ:MQ MRT:MR MUS:MU MYT:YT MEX:MX FSM:FM MDA:MD MCO:MC MNG:MN MNE:ME MSR:MS MAR:MA MOZ:MZ MMR:MM
NAM:NA NRU:NR NPL:NP NLD:NL NCL:NC NZL:NZ NIC:NI NER:NE NGA:NG NIU:NU NFK:NF MKD:MK MNP:MP NOR:NO OMN:OM PAK:PK PLW:PW
PSE:PS PAN:PA PNG:PG PRY:PY PER:PE PHL:PH PCN:PN POL:PL PRT:PT PRI:PR QAT:QA REU:RE ROU:RO RUS:RU RWA:RW BLM:BL SHN:SH
KNA:KN LCA:LC MAF:MF SPM:PM VCT:VC WSM:WS SMR:SM STP:ST SAU:SA SEN:SN SRB:RS SYC:SC SLE:SL SGP:SG SXM:SX SVK:SK SVN:SI
SLB:SB SOM:SO ZAF:ZA SGS:GS SSD:SS ESP:ES LKA:LK SDN:SD SUR:SR SJM:SJ SWE:SE CHE:CH SYR:SY TWN:TW TJK:TJ TZA:TZ THA:TH
TLS:TL TGO:TG TKL:TK TON:TO TTO:TT TUN:TN TUR:TR TKM:TM TCA:TC TUV:TV UGA:UG UKR:UA ARE:AE GBR:GB USA:US UMI:UM URY:UY
UZB:UZ VUT:VU VEN:VE VNM:VN VGB:VG VIR:VI WLF:WF ESH:EH YEM:YE ZMB:ZM ZWE:ZW
""".split()

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
