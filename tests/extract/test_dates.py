"""Dates and amounts written in every way a language has, and no date that the words do not give."""

from __future__ import annotations

import re
from datetime import date

import pytest
from days import PUBLISHED, ends
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from reading import Read, article

from chancery.extract.amounts import AmountFinder
from chancery.lang import load

RUNS = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))
MONTHS = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip


def english(day: date) -> list[str]:
    month = MONTHS[day.month - 1]
    return [
        f"on {month} {day.day}, {day.year}", f"on {day.day} {month} {day.year}", f"on {day.day} {month}, {day.year}",
        f"on {day.day:02d}/{day.month:02d}/{day.year}", f"on {day.isoformat()}",
    ]  # fmt: skip


def vietnamese(day: date) -> list[str]:
    return [
        f"ngày {day.day}/{day.month}/{day.year}", f"ngày {day.day:02d}/{day.month:02d}/{day.year}",
        f"ngày {day.day} tháng {day.month} năm {day.year}", f"ngày {day.day}-{day.month}-{day.year}",
        f"ngày {day.day}.{day.month}.{day.year}", f"{day.day}/{day.month}/{day.year}",
    ]  # fmt: skip


WRITTEN = {"en": ("They met {} in the city.", english), "vi": ("Hai bên gặp nhau {} tại thành phố.", vietnamese)}


@pytest.mark.parametrize("language", WRITTEN)
@RUNS
@given(DAYS, PUBLISHED)
@example(date(2024, 2, 29), None)
@example(date(2000, 12, 31), "2001-01-01")
def test_a_whole_date_is_that_day_whatever_the_publication(extractor, language, day, published):
    sentence, ways = WRITTEN[language]
    for way in ways(day):
        text = sentence.format(way)
        read = Read(text, extractor.extract(article(text, language, published)))
        assert read.dates(way) == [day.isoformat()], way


@RUNS
@given(DAYS, DAYS)
def test_a_day_without_a_year_is_that_day_near_the_publication(extractor, day, published):
    text = f"Hai bên gặp nhau ngày {day.day}/{day.month} tại thành phố."
    (iso,) = Read(text, extractor.extract(article(text, "vi", published.isoformat()))).dates(f"{day.day}/{day.month}")
    if iso == "unknown":
        assert (day.month, day.day) == (2, 29)
        return
    got = date.fromisoformat(iso)
    assert (got.month, got.day) == (day.month, day.day)
    assert -275 <= (got - published).days <= 92


TOKENS = {
    "en": [*MONTHS, "Jan.", "Sept.", "from", "to", "and", "first", "second", "quarter", "half", "of", "months",
           "last", "next", "Monday", "year", "week", "month", "today", "ago", "three", "by", "since", "in"],
    "vi": ["ngày", "tháng", "năm", "từ", "đến", "quý", "III", "đầu", "nửa", "cuối", "hôm", "qua", "nay", "tuần",
           "trước", "thứ", "hai", "giai đoạn", "tầm nhìn", "sáng", "chiều", "9", "6"],
}  # fmt: skip
NUMBERS = st.one_of(
    st.integers(0, 40).map(str), st.integers(1, 12).map(str), st.sampled_from(["2024", "2023", "1999", "2100", "1799"]),
    st.sampled_from(["/", "-", "–", ".", ",", "/2024", "-2024", "st", "th"]),
)  # fmt: skip


def jumbles(language: str) -> st.SearchStrategy[str]:
    piece = st.one_of(st.sampled_from(TOKENS[language]), NUMBERS, NUMBERS)
    return st.lists(st.tuples(piece, st.sampled_from([" ", " ", ""])), max_size=25).map(
        lambda pieces: "".join(word + gap for word, gap in pieces)
    )


@pytest.mark.parametrize("language", TOKENS)
@settings(RUNS, max_examples=200)
@given(st.data())
def test_no_date_that_the_words_do_not_give(extractor, language, data):
    text = data.draw(jumbles(language))
    published = data.draw(PUBLISHED)
    findings = extractor.extract(article(text, language, published))
    for mention in findings.mentions:
        if mention.type != "time" or mention.value is None:
            continue
        first, last = ends(mention.value)
        assert first <= last
        numbers = {int(number) for number in re.findall(r"\d+", text[mention.start : mention.end])}
        if mention.rule in {"date", "range"}:
            for iso in mention.value.split("/"):
                if len(iso) == 10:
                    assert int(iso[8:]) in numbers, (text[mention.start : mention.end], mention.value)
        if mention.rule in {"date", "range", "goal", "years"} and published is None:
            named = {int(number) for number in re.findall(r"\d{4}", text)}
            assert {first.year, last.year} <= named | {year - 1 for year in named}, (text, mention.value)
        if mention.rule in {"relative-day", "weekday", "relative-week", "ago"}:
            assert published is not None


SCALES = {
    "en": {"": 1, " thousand": 1_000, " million": 1_000_000, " billion": 1_000_000_000},
    "vi": {"": 1, " nghìn": 1_000, " triệu": 1_000_000, " tỷ": 1_000_000_000},
}


@pytest.fixture(scope="module")
def finders():
    return {language: AmountFinder(load(language)) for language in SCALES}


@pytest.mark.parametrize("language", SCALES)
@RUNS
@given(st.integers(1, 999_999_999), st.integers(0, 99), st.data())
def test_an_amount_is_what_its_digits_say(finders, language, whole, hundredths, data):
    scale = data.draw(st.sampled_from(sorted(SCALES[language])))
    digits = f"{whole:,}" + (f".{hundredths:02d}" if hundredths else "")
    if language == "vi":
        digits = digits.translate({ord(","): ".", ord("."): ","})
    value = (whole + hundredths / 100) * SCALES[language][scale]
    text = f"x {digits}{scale} USD x"
    (span,) = finders[language].find(text)
    assert span.quantity.unit == "USD"
    assert text[span.start : span.end].startswith(digits)
    assert span.quantity.value == pytest.approx(value, rel=1e-9)


@pytest.mark.parametrize("language", SCALES)
@settings(RUNS, max_examples=150)
@given(st.text(alphabet="0123456789.,-–/ $€%abmiltronệuỷđ", max_size=60))
def test_amounts_of_any_text_lie_in_it_and_do_not_overlap(finders, language, text):
    at = 0
    for span in finders[language].find(text):
        assert at <= span.start < span.end <= len(text)
        at = span.end
        assert span.quantity.value >= 0
