"""Tables as Parquet: columns, types, damage, and a library that is not there."""

from __future__ import annotations

import datetime
import io
import sys
from typing import TYPE_CHECKING, Any

import pyarrow
import pyarrow.parquet
from hypothesis import given, settings
from hypothesis import strategies as st
from inputs import FIRST, SECOND, THIRD, read_all, reasons, texts, zip_of

from chancery.read import columns_of, parquet

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = [FIRST, SECOND, THIRD]
DAY = datetime.date(2024, 3, 5)


def table(columns: dict[str, Any], **more: Any) -> bytes:
    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(columns), out, **more)
    return out.getvalue()


def put(folder: Path, raw: bytes, name: str = "x.parquet") -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path


def test_columns_under_usual_names(tmp_path: Path) -> None:
    raw = table({"id": ["a", "b", None], "Body": TEXTS, "Title": ["One", None, "Ba"], "date": [DAY, None, None]})
    path = put(tmp_path, raw)
    articles, failures = read_all(path)
    assert failures == []
    assert texts(articles) == TEXTS
    assert (articles[0].title, articles[0].published, articles[0].source) == ("One", "2024-03-05", f"{path}/a.json")
    assert articles[2].source == f"{path}#3"


def test_columns_that_are_said_or_wrong(tmp_path: Path) -> None:
    path = put(tmp_path, table({"story": TEXTS, "when": [datetime.datetime(2024, 3, 5, 7, tzinfo=datetime.UTC)] * 3}))
    articles, _ = read_all(path, columns_of(["text=story", "published=when"]))
    assert (texts(articles), articles[0].published) == (TEXTS, "2024-03-05")
    for columns in ((), columns_of(["text=stroy"])):
        (failure,) = read_all(path, columns)[1]
        assert "there are story, when" in failure.line()


def test_texts_that_are_no_text(tmp_path: Path) -> None:
    for values in ([1, 2], [b"a", b"b"], [["a"], ["b"]], [{"a": 1}, None], [None, None]):
        (failure,) = read_all(put(tmp_path, table({"text": values})))[1]
        assert failure.reason == "missing-field"
        assert "not text" in failure.line()


def test_other_columns_of_any_type(tmp_path: Path) -> None:
    raw = table({"text": TEXTS, "title": [1, 2, 3], "url": [b"\xff", None, b"x"], "date": [["x"], None, []],
                 "outlet": [{"name": "The Example"}] * 3, "unread": [1.5] * 3})  # fmt: skip
    articles, failures = read_all(put(tmp_path, raw))
    assert (texts(articles), failures) == (TEXTS, [])
    assert {article.outlet for article in articles} == {"The Example"}


def test_a_row_without_text(tmp_path: Path) -> None:
    articles, failures = read_all(put(tmp_path, table({"text": [FIRST, None, THIRD]})))
    assert (texts(articles), reasons(failures)) == ([FIRST, THIRD], ["missing-field"])


def test_many_row_groups_and_a_zip(tmp_path: Path) -> None:
    many = [f"{FIRST} {number * 7919}" for number in range(300)]
    path = put(tmp_path, zip_of({"t.parquet": table({"text": many}, row_group_size=70)}), "x.zip")
    articles, failures = read_all(path)
    assert ([article.text for article in articles], failures) == (many, [])


def test_tables_that_are_too_large(tmp_path: Path, monkeypatch) -> None:
    raw = table({"text": TEXTS})
    monkeypatch.setattr(parquet, "MAX_ROWS", 2)
    assert reasons(read_all(put(tmp_path, raw))[1]) == ["too-large"]
    monkeypatch.undo()
    monkeypatch.setattr(parquet, "MAX_GROUP", 20)
    assert reasons(read_all(put(tmp_path, raw))[1]) == ["too-large"]


def test_damage(tmp_path: Path) -> None:
    raw = table({"text": TEXTS}, write_page_checksum=True)
    for broken in (raw[:-10], raw[10:], b"nothing of the kind", raw[:40] + b"x" * 40 + raw[80:]):
        articles, failures = read_all(put(tmp_path, broken))
        assert (articles, reasons(failures)) == ([], ["damaged"])


def test_without_the_library_one_line_tells_the_command(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    (failure,) = read_all(put(tmp_path, table({"text": TEXTS})))[1]
    assert failure.reason == "missing-library"
    assert "pip install 'chancery[parquet]'" in failure.line()


WHOLE = table({"text": TEXTS * 5, "title": ["x"] * 15})


@settings(max_examples=150, deadline=None)
@given(changes=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=4)), min_size=1, max_size=5))
def test_any_damage_gives_articles_or_lines(changes, tmp_path_factory) -> None:
    raw = bytearray(WHOLE)
    for where, new in changes:
        at = int(where * len(raw))
        raw[at : at + len(new)] = new
    articles, failures = read_all(put(tmp_path_factory.mktemp("fuzz"), bytes(raw)))
    assert articles or failures
