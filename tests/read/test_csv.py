"""Tables as CSV: columns by usual names or as said, and rows that are broken."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inputs import FIRST, SECOND, THIRD, read_all, reasons, texts, zip_of

from chancery.errors import UsageError
from chancery.read import columns_of
from chancery.read.document import MAX_FILE

if TYPE_CHECKING:
    from pathlib import Path


def table(*rows: list[str], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def put(folder: Path, raw: str | bytes, name: str = "x.csv") -> Path:
    path = folder / name
    path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_columns_under_usual_names(delimiter: str, tmp_path: Path) -> None:
    head = ["ID", "Date", "Headline", "Body", "URL", "Source", "other"]
    rows = [
        ["a1", "2024-03-05", "Ministers agree", f"{FIRST}\n\n{SECOND}", "https://example.org/1", "The Example", "x, y"],
        ["a2", "", 'A "note"', SECOND, "", "", ""],
    ]
    path = put(tmp_path, table(head, *rows, delimiter=delimiter))
    (one, two), failures = read_all(path)
    assert failures == []
    assert one.text == f"Ministers agree\n\n{FIRST}\n\n{SECOND}"
    assert (one.published, one.published_from, one.url, one.outlet) == (
        "2024-03-05",
        "given",
        "https://example.org/1",
        "The Example",
    )
    assert one.source == f"{path}/a1.json"
    assert (two.title, two.published, two.url) == ('A "note"', None, None)


def test_columns_that_are_said(tmp_path: Path) -> None:
    path = put(tmp_path, table(["lead", "story", "when"], ["Ministers agree", FIRST, "2024-03-05"]))
    (article,), failures = read_all(path, columns_of(["text=story", "title=lead", "published=when"]))
    assert failures == []
    assert (article.text, article.published) == (f"Ministers agree\n\n{FIRST}", "2024-03-05")


def test_a_wrong_column_is_one_line_that_names_those_there_are(tmp_path: Path) -> None:
    path = put(tmp_path, table(["lead", "story"], *[["x", FIRST]] * 50))
    for columns in (columns_of(["text=stroy"]), ()):
        articles, failures = read_all(path, columns)
        assert (articles, reasons(failures)) == ([], ["missing-field"])
        assert "there are lead, story" in failures[0].line()
    rows = put(tmp_path, '{"story": "x"}\n{"story": "y", "lead": "z"}\n', "x.jsonl")
    _, failures = read_all(rows, columns_of(["text=stroy"]))
    assert "there are story, lead" in failures[0].line()
    assert len(failures) == 1


def test_columns_hold_for_json_lines_too(tmp_path: Path) -> None:
    path = put(tmp_path, f'{{"story": "{FIRST}"}}\n', "x.jsonl")
    assert texts(read_all(path, columns_of(["text=story"]))[0]) == [FIRST]


@pytest.mark.parametrize("word", ["body=x", "text", "text=", "=x"])
def test_a_field_that_does_not_exist_is_refused(word: str) -> None:
    with pytest.raises(UsageError, match="FIELD one of text, title"):
        columns_of([word])
    with pytest.raises(UsageError, match="text is a already"):
        columns_of(["text=a", "text=b"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    path = put(tmp_path, table(["text"], [THIRD], [FIRST], [f"{FIRST}\n\n{THIRD}"]).encode(encoding))
    articles, failures = read_all(path)
    assert failures == []
    assert [article.text for article in articles] == [THIRD, FIRST, f"{FIRST}\n\n{THIRD}"]


def test_russian_in_windows_1251(tmp_path: Path) -> None:
    text = "Министры двух стран договорились о плане на будущий год, сообщили в обоих министерствах."
    path = put(tmp_path, table(["text"], *[[text]] * 5).encode("cp1251"))
    assert texts(read_all(path)[0]) == [text] * 5


def test_a_quote_that_is_never_closed_costs_its_own_row(tmp_path: Path) -> None:
    path = put(tmp_path, f'title;text\nOne;{FIRST}\nTwo;"{SECOND}\nThree;{SECOND}\nFour;{THIRD}\n')
    articles, failures = read_all(path)
    assert [article.title for article in articles] == ["One", "Three", "Four"]
    assert [failure.line() for failure in failures] == [
        f"{path}#3: a quote that is opened in line 3 is never closed",
    ]


def test_rows_that_are_broken_are_listed_and_the_others_read(tmp_path: Path) -> None:
    good = table([FIRST, "x"]).encode()
    raw = b"text,note\n" + good + table([THIRD, ""]).encode() + b"a,b,c,d\n" + b"\xff\xfe,x\n" + b",x\n\n" + good
    articles, failures = read_all(put(tmp_path, raw))
    assert texts(articles) == [FIRST, THIRD, FIRST]
    assert reasons(failures) == ["bad-row", "encoding", "missing-field"]


def test_wide_letters_that_break_off(tmp_path: Path) -> None:
    raw = table(["text"], [THIRD], [FIRST]).encode("utf-16")
    articles, failures = read_all(put(tmp_path, raw[:-21] + b"\x00\xd8" * 3))
    assert len(articles) <= 1
    assert failures


def test_zero_bytes_in_a_good_row_do_no_harm(tmp_path: Path) -> None:
    assert texts(read_all(put(tmp_path, f'text\n\x00"{FIRST}\x00"\n'))[0]) == [FIRST]


def test_a_row_that_is_too_long(tmp_path: Path) -> None:
    raw = f'text\n{THIRD.replace(",", "")}\n"{"a " * (MAX_FILE // 2 + 10)}"\n{SECOND}\n'
    articles, failures = read_all(put(tmp_path, raw))
    assert len(articles) == 2
    assert reasons(failures) == ["too-large"]


def test_old_line_ends_are_told(tmp_path: Path) -> None:
    _, failures = read_all(put(tmp_path, f"text,x\r{FIRST.replace(',', '')},y\r"))
    assert len(failures) == 1


def test_nothing_or_only_a_head(tmp_path: Path) -> None:
    assert reasons(read_all(put(tmp_path, ""))[1]) == ["empty"]
    assert reasons(read_all(put(tmp_path, "text,title\n"))[1]) == ["empty"]
    assert reasons(read_all(put(tmp_path, "\n\n"))[1]) == ["empty"]
    assert reasons(read_all(put(tmp_path, b'"text'))[1]) == ["bad-row"]


def test_a_table_in_an_archive(tmp_path: Path) -> None:
    path = put(tmp_path, zip_of({"t/x.csv": table(["id", "text"], ["7", FIRST], ["", SECOND]).encode()}), "x.zip")
    articles, failures = read_all(path)
    assert failures == []
    assert [article.source for article in articles] == [f"{path}/t/x.csv/7.json", f"{path}/t/x.csv#3"]


PIECES = st.sampled_from(['"', ",", "\n", "\r\n", "\x00", "text", FIRST, '""', ";", "\t", "é", "\ud800", "\r"])


@settings(max_examples=300, deadline=None)
@given(text=st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=40).map("".join), headed=st.booleans())
def test_any_table_gives_articles_or_lines(text: str, headed: bool, tmp_path_factory) -> None:
    raw = ("text,title\n" * headed + text).encode("utf-8", "surrogatepass")
    articles, failures = read_all(put(tmp_path_factory.mktemp("fuzz"), raw))
    assert articles or failures
