"""What holds of the findings of every article, whatever it says."""

from __future__ import annotations

import pytest
from days import PUBLISHED, ends
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading import article

from chancery.lang import available, load
from chancery.lang.cases import cases
from chancery.model.article import Article
from chancery.model.findings import Findings
from chancery.ontology.acts import is_act
from chancery.ontology.states import states

LANGUAGES = available()
RUNS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
MARKS = st.sampled_from(
    [",", ".", ";", ":", "“", "”", '"', "(", ")", "-", " – ", "\n\n", "?", "…", "«", "»", "'s", "/"]
)


def vocabulary(language: str) -> list[str]:
    """Words of every part of a pack, and the sentences of its cases."""
    pack = load(language)
    sentences = [
        text
        for _, _, held in cases(language)
        for text in (*(case.text for case in held.positive), *held.negative)
    ]  # fmt: skip
    names = [
        form for names in (pack.places, pack.organizations, pack.offices, pack.honorifics) for form in sum_of(names)
    ]
    demonyms = [*names_of_states(pack)]
    lists = sum_of(pack.lists)
    phrases = [*pack.numbers.words, *pack.numbers.scales, *pack.calendar.values, *sum_of(pack.calendar.months)]
    whole = [
        *thin(sentences, 150), *thin(names, 150), *thin(demonyms, 100), *thin(lists, 150), *thin(phrases, 60),
        "12", "5,000", "2024", "7/5/2024", "$", "USD", "%", "Nguyen", "Ivan Petrov", "McX", "UN",
    ]  # fmt: skip
    return sorted({word for word in whole if word})


def sum_of(names) -> list[str]:
    return [form for forms in names.values() for form in forms]


def names_of_states(pack):
    for names in pack.states.values():
        for field in names.__struct_fields__:
            value = getattr(names, field)
            yield from value if isinstance(value, list | tuple) else [value] if isinstance(value, str) else []


def thin(words: list[str], most: int) -> list[str]:
    return words[:: max(1, len(words) // most)]


def mixtures(language: str) -> st.SearchStrategy[str]:
    """Texts of a pack's words and sentences, in disorder."""
    piece = st.one_of(st.sampled_from(vocabulary(language)), st.sampled_from(vocabulary(language)), MARKS)
    upper = st.booleans()
    words = st.tuples(piece, upper).map(lambda pair: pair[0].capitalize() if pair[1] else pair[0])
    return st.lists(words, max_size=40).map(" ".join)


MIXED = st.one_of(*(st.tuples(st.just(language), mixtures(language)) for language in LANGUAGES))
ANY = st.tuples(st.sampled_from(LANGUAGES), st.text(max_size=300))


def spans(findings: Findings):
    """Every stretch of text that something rests on."""
    for mention in findings.mentions:
        yield mention.start, mention.end
    for row in rows(findings):
        for passage in row.passages:
            yield passage.start, passage.end
        for reason in row.reasons:
            assert (reason.start is None) == (reason.end is None)
            if reason.start is not None:
                yield reason.start, reason.end


def rows(findings: Findings):
    for name in ("events", "statements", "figures", "offices", "relations"):
        yield from getattr(findings, name)


def keys(findings: Findings):
    """Every key that a row names an entity by."""
    for event in findings.events:
        yield from (*event.sources, *event.targets)
    for statement in findings.statements:
        yield from (statement.speaker, *statement.addressees, *statement.about)
    for figure in findings.figures:
        yield from figure.about
    for office in findings.offices:
        yield from (key for key in (office.person, office.of, office.to) if key is not None)
    for relation in findings.relations:
        yield from relation.between
    for mention in findings.mentions:
        if mention.entity is not None:
            yield mention.entity


def dates(findings: Findings):
    """Every date that a row or a mention has."""
    for mention in findings.mentions:
        if mention.type == "time":
            yield mention.value
    for row in (*findings.events, *findings.statements):
        yield row.date
    for figure in findings.figures:
        yield figure.period
    for office in findings.offices:
        yield from (office.since, office.until)
    for relation in findings.relations:
        yield relation.since


def check(page: Article, findings: Findings) -> None:
    for start, end in spans(findings):
        assert 0 <= start < end <= len(page.text)
    entities = [entity.key for entity in findings.entities]
    assert len(set(entities)) == len(entities)
    # A state that only its people or bodies stand for is named by its key alone; the link room knows it by that.
    implied = {key for key in keys(findings) if key.removeprefix("state:") in states()}
    assert set(keys(findings)) <= {*entities, *implied}
    for entity in findings.entities:
        assert entity.name
        assert all(name for name in entity.names)
    for iso in dates(findings):
        if iso is not None:
            first, last = ends(iso)
            assert first <= last
    for event in findings.events:
        assert is_act(event.type, event.mode)
        assert 0 <= event.confidence <= 1
    for row in rows(findings):
        assert row.passages


@RUNS
@given(MIXED, PUBLISHED)
def test_everything_rests_on_the_text_and_names_what_is_known(extractor, mixed, published):
    language, text = mixed
    page = article(text, language, published, titled=len(text) % 2 == 0)
    findings = extractor.extract(page)
    check(page, findings)
    assert extractor.extract(page) == findings


@RUNS
@given(ANY, PUBLISHED)
def test_any_text_can_be_read(extractor, mixed, published):
    language, text = mixed
    page = article(text, language, published)
    check(page, extractor.extract(page))


@settings(RUNS, max_examples=30)
@given(MIXED, MIXED)
def test_what_was_read_before_does_not_matter(extractor, first, second):
    page = article(first[1], first[0], "2024-05-15")
    before = extractor.extract(page)
    extractor.extract(article(second[1], second[0], "1999-01-01"))
    assert extractor.extract(page) == before


@settings(RUNS, max_examples=30)
@given(MIXED)
def test_line_ends_at_the_end_do_not_matter(extractor, mixed):
    """Nothing is read where there are no words."""
    language, text = mixed
    page = article(text, language, "2024-05-15")
    findings = extractor.extract(page)
    longer = extractor.extract(article(f"{text}\n\n\n\n", language, "2024-05-15"))
    assert longer.events == findings.events


HOSTILE = {
    "one long sentence": "Vietnam and Belarus signed an agreement and ",
    "only states": "Vietnam, Belarus, Japan and China ",
    "titles without end": "Vietnamese President Foreign Minister Ambassador to ",
    "quotation marks": '" he said "',
    "openings": "([“«",
    "numbers": "12,345,678.9 million ",
    "dates": "from May 5 to 8, 2024 ",
    "slashes": "1/2/3/",
    "one word": "a",
    "capitals": "Aa Bb-Cc ",
    "blanks": " ",
    "short sentences": "He said. ",
    "short paragraphs": "The president.\n\n",
    "conditions": "if unless not will never ",
    "accents": "ạ\u0301 ",
}
SIZE = 20_000
"""Code points: what takes time in proportion is read at once, what takes its square holds up the suite."""


@pytest.mark.parametrize("name", HOSTILE)
def test_long_hostile_text_is_read(extractor, name):
    piece = HOSTILE[name]
    page = article(piece * (SIZE // len(piece)), "en", "2024-05-15")
    check(page, extractor.extract(page))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", ".", "\u200b", "\ufeff", "\x00", "\U0001f1fb\U0001f1f3", "ﬁ ŉ ǰ İ ß"]
)
def test_next_to_nothing(extractor, language, text):
    page = article(text, language)
    check(page, extractor.extract(page))


def test_letters_that_change_length_when_folded_shift_nothing(extractor):
    page = article("İİİ ŉŉ ßß ﬁﬁ İ. Vietnam and Belarus signed an agreement on May 12, 2025.", "en", "2025-05-13")
    findings = extractor.extract(page)
    assert {page.text[m.start : m.end] for m in findings.mentions if m.type == "state"} == {"Vietnam", "Belarus"}
    assert {page.text[m.start : m.end] for m in findings.mentions if m.type == "time"} == {"May 12, 2025"}
