"""The phrase grammar, piece by piece; its errors; and that no text makes it slow."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.text.patterns import PatternSet, PhraseError, Vocabulary, compile_phrase, split_signs
from chancery.text.tokens import tokens
from chancery.text.units import Line, Unit

KINDS = {"person": "\ue000", "state": "\ue001", "time": "\ue002", "actor": "\ue000\ue001"}
FORMS = {"meet": ["meet", "meets", "met", "meeting"], "hold talks": ["hold talks", "held talks"]}
VOCABULARY = Vocabulary(
    kinds=KINDS,
    lists={"det": ["the", "a"], "with": ["with", "together with"], "visit": ["访问"]},
    forms=lambda lemma: FORMS.get(lemma, [lemma]),
)
SPOKEN = {"PERSON": "person", "STATE": "state", "TIME": "time"}


def line(text):
    """A line of a text in which PERSON, STATE and TIME are recognised things."""
    units = []
    for token in tokens(text):
        kind = SPOKEN.get(text[token.start : token.end])
        sign = KINDS[kind] if kind else token.norm
        units.append(Unit(token.start, token.end, sign, kind or "word"))
    return Line(units)


def hits(phrase, text):
    """The words of every hit of a phrase."""
    there = line(text)
    found = PatternSet([(compile_phrase(phrase, VOCABULARY), "x")]).find(there)
    return [text[there.units[hit.first].start : there.units[hit.last - 1].end] for hit in found]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        # a word, in any case, whole
        ("visit", "A visit, Visit VISIT visits", ["visit", "Visit", "VISIT"]),
        ("state visit", "a State  visit; a state. visit", ["State  visit"]),
        ("People’s", "the people's will", ["people's"]),
        ("U.S. envoy", "the U.S. envoy", ["U.S. envoy"]),
        ("14th congress", "its 14th congress", ["14th congress"]),
        ("vice-president", "the vice-president", ["vice-president"]),
        ("quê hương", "Về Quê Hương", ["Quê Hương"]),
        # any form of a word
        ("~meet", "they met, will meet and are meeting; the meetings", ["met", "meet", "meeting"]),
        ("~meet STATE?", "met", ["met"]),
        # or nothing
        ("held official? talks", "held talks, held official talks", ["held talks", "held official talks"]),
        ("~meet privately? with", "met with, meets privately with", ["met with", "meets privately with"]),
        # one of these, or nothing
        ("(official|state|working) visit", "state visit, working visit, brief visit", ["state visit", "working visit"]),
        ("paid (a|an official)? visit", "paid visit, paid an official visit", ["paid visit", "paid an official visit"]),
        ("(call (by|over) )? telephone", "call over telephone", ["call over telephone"]),
        ("(a|a b|a b c) d", "a b c d", ["a b c d"]),
        # recognised things
        ("<person>", "PERSON and STATE", ["PERSON"]),
        ("<person|state> said", "PERSON said, STATE said, nobody said", ["PERSON said", "STATE said"]),
        ("<actor> said", "PERSON said, STATE said", ["PERSON said", "STATE said"]),
        ("met <person>? today", "met today, met PERSON today", ["met today", "met PERSON today"]),
        # a word of a list, or nothing
        ("@det visit", "the visit, a visit, this visit", ["the visit", "a visit"]),
        ("on @det? visit", "on visit, on the visit", ["on visit", "on the visit"]),
        ("met @with <person>", "met together with PERSON", ["met together with PERSON"]),
        # a gap, of up to three words or as many as it says, none recognised
        ("held * talks", "held very long frank talks", ["held very long frank talks"]),
        ("held * talks", "held very long and frank talks", []),
        ("held *4 talks", "held very long and frank talks", ["held very long and frank talks"]),
        ("held * talks", "held talks", ["held talks"]),
        ("held * talks", "held PERSON talks", []),
        ("held * talks", "held, talks", []),
        # the shortest gap
        ("held * talks", "held talks about talks", ["held talks"]),
        # a question mark alone is a mark
        ("why ?", "Why? Because.", ["Why?"]),
        (", said <person>", "yes, said PERSON", [", said PERSON"]),
        # scripts without spaces: every character is a unit
        ("访问", "越南国家主席访问白俄罗斯", ["访问"]),
        ("<state> @visit <state>", "STATE 访问 STATE", ["STATE 访问 STATE"]),
        ("主席 * 访问", "主席昨日访问了", ["主席昨日访问"]),
        ("(访问|访 华)", "访问，访华", ["访问", "访华"]),
        ("访问 了?", "访问 访问了", ["访问", "访问了"]),
    ],
)
def test_hits(phrase, text, expected):
    assert hits(phrase, text) == expected


def test_roles_are_unit_ranges():
    there = line("PERSON met PERSON in STATE")
    phrase = compile_phrase("{source:person} ~meet {target:actor} (in {place:state})?", VOCABULARY)
    (hit,) = PatternSet([(phrase, "meeting")]).find(there)
    assert (hit.value, hit.first, hit.last) == ("meeting", 0, 5)
    assert (hit.role("source"), hit.role("target"), hit.role("place")) == ((0, 1), (2, 3), (4, 5))
    assert hit.role("nobody") is None


def test_a_role_left_out_is_not_there():
    there = line("PERSON met")
    (hit,) = PatternSet([(compile_phrase("{source:person} ~meet {target:actor}?", VOCABULARY), "x")]).find(there)
    assert hit.role("source") == (0, 1)
    assert hit.role("target") is None


def test_a_role_may_stand_in_several_branches_and_places():
    phrase = compile_phrase("({who:person} of {of:state}|{of:state} 's {who:person})", VOCABULARY)
    patterns = PatternSet([(phrase, "x")])
    (one,) = patterns.find(line("PERSON of STATE"))
    (other,) = patterns.find(line("STATE's PERSON"))
    assert (one.role("who"), one.role("of")) == ((0, 1), (2, 3))
    assert (other.role("who"), other.role("of")) == ((2, 3), (0, 1))
    twice = compile_phrase("{who:person} and {who:person}", VOCABULARY)
    (hit,) = PatternSet([(twice, "x")]).find(line("PERSON and PERSON"))
    assert hit.roles["who"] == ((0, 1), (2, 3))


def test_many_phrases_each_with_its_value_in_the_order_of_the_line():
    phrases = [("~meet <person>", "meeting"), ("@det visit", "visit"), ("<person>", "person")]
    patterns = PatternSet([(compile_phrase(phrase, VOCABULARY), value) for phrase, value in phrases])
    found = patterns.find(line("the visit: he met PERSON"))
    assert [hit.value for hit in found] == ["visit", "meeting", "person"]
    assert patterns.find(line("nothing here")) == []
    assert patterns.find(Line([])) == []


def test_a_phrase_does_not_begin_inside_a_word():
    assert hits("visit", "revisit pre visiting") == []


def test_what_a_line_must_hold_and_a_hit_begins_with():
    phrase = compile_phrase("@det? ambassador * of <state>", VOCABULARY)
    assert phrase.needs == ({"ambassador"}, {"of"}, {"\ue001"})
    assert phrase.opens == {"the", "a", "ambassador"}
    assert compile_phrase("(paid|made) a?", VOCABULARY).needs == ({"paid", "made"},)
    assert compile_phrase("*2 (paid|made)", VOCABULARY).opens == set()


@pytest.mark.parametrize(
    ("phrase", "message"),
    [
        ("", "'' has nothing that must be there"),
        ("a?", "has nothing that must be there"),
        ("* b?", "has nothing that must be there"),
        ("(a|b?)", "has nothing that must be there"),
        ("(a|b)?", "has nothing that must be there"),
        ("(a|b", r"unmatched '\('"),
        ("a)", r"unmatched '\)'"),
        ("<ghost>", "no kind 'ghost'; there are actor, person, state, time"),
        ("<person|ghost>", "no kind 'ghost'"),
        ("{who:ghost}", "no kind 'ghost'"),
        ("@ghosts", "no list 'ghosts'; there are det, visit, with"),
        ("met <person", "cannot read '<'"),
        ("met {who:person", "cannot read '{'"),
        ("met {who}", "cannot read '{'"),
    ],
)
def test_errors(phrase, message):
    with pytest.raises(PhraseError, match=message):
        compile_phrase(phrase, VOCABULARY)


@given(st.text(alphabet="ab越南 '’-.1?()|<>{}:*~@", max_size=24))
def test_any_phrase_compiles_or_is_a_phrase_error(phrase):
    with contextlib.suppress(PhraseError):
        PatternSet([(compile_phrase(phrase, VOCABULARY), "x")]).find(line("a b 越南 PERSON '’-.1"))


@given(st.text(alphabet="abĐ越南访 '’-.1", min_size=1, max_size=20).filter(str.strip))
def test_words_are_cut_as_running_text_is(words):
    assert split_signs(words) == [token.norm for token in tokens(words)]


@given(st.lists(st.sampled_from(["the", "visit", "越南", "14th", "U.S.", "d'état", "met"]), min_size=1, max_size=6))
def test_a_phrase_of_plain_words_hits_itself(words):
    text = " ".join(words)
    assert hits(text, text) == [text]


HOSTILE = [
    "(a|a a|a a a)? (a|a a)? (a|a a a)? (a|a a)? z",
    "a * a * a * a * z",
    "a *9 a *9 a *9 z",
    "(a b?|b a?)? (a b?|b a?)? (a b?|b a?)? (a b?|b a?)? z",
    "{x:person}? * {y:person}? * {z:state}? * z",
    "@det? @det? @det? @det? * * * a z",
]


@pytest.mark.parametrize("phrase", HOSTILE)
@pytest.mark.parametrize("text", ["a ", "the ", "a b ", "PERSON ", "a PERSON ", "a a a a , "])
def test_long_repeated_text_does_not_hang(phrase, text):
    """Gaps are bounded and nothing repeats without end, so the work grows with the text and no faster."""
    there = line(text * (6000 // len(text)) + "z")
    PatternSet([(compile_phrase(phrase, VOCABULARY), "x")]).find(there)


def test_a_line_of_one_endless_word():
    assert hits("a * z", "x" * 200_000) == []
    assert hits("a * z", "a" + "x" * 200_000 + " z") == []


def test_line_replaces_units():
    there = line("Nguyen Van A met")
    there.replace(0, 3, Unit(0, 12, KINDS["person"], "person", "Nguyen Van A"))
    assert there.signs == ["\ue000", "met"]
    assert there.places(frozenset({"met", "talks"})) == [1]
