"""Rows of JSONL: names of fields, and what the article is called."""

from __future__ import annotations

import json
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from chancery.read import Document, read_document, read_inputs

if TYPE_CHECKING:
    from chancery.model.article import Article

TEXT = "The two ministers agreed on a plan for the coming year, officials said on Tuesday evening."


def read(path: Path, *rows: dict[str, Any]) -> list[Article]:
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return [read_document(item) for item in read_inputs([path]) if isinstance(item, Document)]


def test_the_row_s_own_id_is_the_stem_of_the_source(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    named, dotted, numbered, bare = read(
        path,
        {"id": "a-b", "text": TEXT},
        {"id": "v1.2", "text": TEXT},
        {"id": 7, "text": TEXT},
        {"text": TEXT},
    )
    assert [PurePath(article.source).stem for article in (named, dotted, numbered)] == [
        "a-b",
        "v1.2",
        "7",
    ]
    assert bare.source == f"{path}#4"
    assert named.id == bare.id


def test_fields_under_their_common_names(tmp_path: Path) -> None:
    row = {
        "link": "https://example.org/2024/03/05/plan",
        "headline": "Ministers agree on a plan",
        "body": f"Ministers agree on a plan\n\nHANOI, March 5 - {TEXT}\n\nShare 12",
        "lang": "en-GB",
        "publisher": {"name": "The Example"},
    }
    (article,) = read(tmp_path / "rows.jsonl", row)
    assert article.url == row["link"]
    assert article.title == "Ministers agree on a plan"
    assert article.text == f"Ministers agree on a plan\n\nHANOI, March 5 - {TEXT}"
    assert article.outlet == "The Example"
    assert (article.published, article.published_from) == ("2024-03-05", "text")


def test_a_given_date_is_believed(tmp_path: Path) -> None:
    for value, day in {
        "2024-03-05T23:10:00+07:00": "2024-03-05",
        "2024-03": "2024-03",
        "20240305": "2024-03-05",
        "5 March 2024": "2024-03-05",
        "Tue, 05 Mar 2024 10:00:00 GMT": "2024-03-05",
        "1709600000": "2024-03-05",
    }.items():
        (article,) = read(tmp_path / "rows.jsonl", {"text": TEXT, "published_at": value})
        assert (article.published, article.published_from) == (day, "given")
    (article,) = read(tmp_path / "rows.jsonl", {"text": TEXT, "published": "soon"})
    assert article.published is None
