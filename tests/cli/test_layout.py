"""Columns, whatever the script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.cli import bar, paint
from chancery.cli.layout import hang, pad, shorten, table, width, wrap
from chancery.cli.reasoning import mark
from chancery.cli.telling import amount, date

WORDS = st.text(st.sampled_from("abcĐạ越南 \u0301ก"), max_size=80)


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("Tô Lâm", 6), ("To\u0302", 2), ("越南", 4), (paint.bold("ab"), 2)],
)
def test_width(text, columns):
    assert width(text) == columns
    assert width(pad(text, 10)) == 10


@given(WORDS, st.integers(5, 40))
def test_wrapping_keeps_the_words_and_the_width(text, columns):
    lines = wrap(text, columns)
    assert all(width(line) <= columns for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(WORDS, st.integers(5, 40))
def test_shortening_keeps_the_width(text, columns):
    assert width(shorten(text, columns)) <= columns


def test_table_lines_up():
    lines = table([("a", "越南 – Belarus", "x"), ("bbb", "short", "yy")], 60, flexible=1)
    assert lines == ["a    越南 – Belarus  x", "bbb  short           yy"]


def test_hanging():
    assert hang("ab  ", "one two three four five six seven", 24) == [
        "ab  one two three four",
        "    five six seven",
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"),
        ("2025-05", "2025-05"),
        ("2023-12-06/2023-12-09", "2023-12-06 … 09"),
        ("2026-01-28/2026-02-03", "2026-01-28 … 02-03"),
        ("2023-01/2023-09", "2023-01 … 09"),
        ("2022/2024", "2022 … 2024"),
        ("2022-12-30/2023-01-02", "2022-12-30 … 2023-01-02"),
        ("2022/2023-05", "2022 … 2023-05"),
    ],
)
def test_dates(value, text):
    assert date(value) == text


@pytest.mark.parametrize(
    ("value", "unit", "approx", "text"),
    [
        (113.9e6, "USD", False, "113.9 M USD"),
        (46420000, "USD", False, "46.42 M USD"),
        (2.5e9, "EUR", True, "about 2.5 bn EUR"),
        (12000, "visitors", True, "about 12,000 visitors"),
        (3, "projects", False, "3 projects"),
        (950, "USD", False, "950 USD"),
        (100, "percent", False, "100 percent"),
        (0.5, "percent", False, "0.5 percent"),
    ],
)
def test_amounts(value, unit, approx, text):
    assert amount(value, unit, approx=approx) == text


def test_marks_that_touch_are_one(capsys):
    paint.say([mark("one two three", [(4, 7), (5, 9), (0, 3), (50, 60)], 0, 13)])
    assert capsys.readouterr().out == "[one] [two t]hree\n"


def test_marks_go_on_over_lines_without_painting_the_indent(capsys, monkeypatch):
    monkeypatch.setattr(paint, "wants_colour", lambda: True)
    paint.say(hang("ab  ", mark("one two three four five six", [(8, 27)], 0, 27), 24))
    assert capsys.readouterr().out == ("ab  one two \x1b[1;33mthree four\x1b[0m\n    \x1b[1;33mfive six\x1b[0m\n")


def test_control_characters_do_not_reach_the_terminal(capsys):
    paint.say(["a\x1b[2Jb\x9bc\rd"])
    assert capsys.readouterr().out == "a\ufffd[2Jb\ufffdc\ufffdd\n"


def test_lines_of_progress(capsys):
    lines = bar.Lines(__import__("sys").stderr)
    lines.begin("read", 10)
    lines.advance(10, 2)
    lines.end()
    assert capsys.readouterr().err == "reading: 10 documents, 0.0 s, 2 failed\n"


def test_bar_fits_and_says_what_is_left(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    moving = bar.Bar(__import__("sys").stderr)
    moving.begin("read", 1000)
    monkeypatch.setattr(bar, "_EVERY", 0)
    moving.advance(400, 3)
    drawn = capsys.readouterr().err.split("\x1b[K")[-1]
    assert width(drawn) < 60
    assert "400/1,000" in drawn
    assert "3 failed" in drawn
    moving.end()
