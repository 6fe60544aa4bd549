"""What holds of every article, whatever the input."""

from __future__ import annotations

import tempfile
import time
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.errors import InputUnreadable
from chancery.read import Document, read_document
from chancery.read.assembly import article_of
from chancery.read.cleaning import Hints, clean

if TYPE_CHECKING:
    from chancery.model.article import Article

WORDS = st.sampled_from(
    [
        "Related news", "Tags:", "Photo: VNA", "(Ảnh: TTXVN)", "Share 12",
        "Xem thêm", "./.",
        "The ministers met on Monday in the city.",
        "HANOI, Jan. 20 (VNA) -", " date 2024-03-05 ", "January 20, 2026 | 09:27",
        "Có thể bạn quan tâm", "\n", "\n\n", " ",
        "Читайте также", "Ministers meet", "— VNA/VNS",
        "新华社北京1月20日电", "©", "20/01/2026", ">>", "- item", "«", "\u00a0", "\ud800",
    ]
)  # fmt: skip
PAGES = st.lists(st.one_of(WORDS, st.text(max_size=40)), max_size=30).map("".join)
SENTENCES = st.sampled_from(
    [
        "The two ministers agreed on a plan for the coming year.",
        "They will meet again in the autumn, officials of both ministries said.",
        "The plan covers forty projects in industry and farming.",
        "It runs until the end of the decade, according to the statement.",
        "Hai bộ trưởng nhất trí kế hoạch hợp tác cho năm tới.",
        "Министры договорились о плане на будущий год.",
    ]
)
CLEAN = st.lists(SENTENCES, min_size=1, max_size=6, unique=True)


def check(article: Article) -> None:
    assert unicodedata.is_normalized("NFC", article.text)
    pieces = [article.text[block.start : block.end] for block in article.blocks]
    assert "\n\n".join(pieces) == article.text
    assert all(piece and "\n" not in piece and piece == piece.strip() for piece in pieces)
    kinds = [block.kind for block in article.blocks]
    assert kinds == sorted(kinds, key=["title", "body", "caption"].index)
    assert (article.published is None) == (article.published_from is None)


@settings(max_examples=300, deadline=None)
@given(PAGES)
def test_any_text_gives_an_article_or_a_reason(page: str) -> None:
    try:
        article = article_of(page, Hints(language="en"), source="x", languages=None)
    except InputUnreadable:
        return
    check(article)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.binary(max_size=300), PAGES.map(lambda page: page.encode("utf-8", "ignore"))),
    st.sampled_from(["text", "html", "jsonl"]),
)
def test_any_bytes_give_an_article_or_a_reason(raw: bytes, kind: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x"
        path.write_bytes(raw)
        try:
            article = read_document(Document(source="x", path=path, kind=kind))  # type: ignore[arg-type]
        except InputUnreadable:
            return
        check(article)


@settings(deadline=None)
@given(CLEAN)
def test_clean_text_stays_as_it_is(sentences: list[str]) -> None:
    text = "\n\n".join(sentences)
    cleaned = clean(text, Hints())
    assert "\n\n".join(cleaned.body) == text
    assert cleaned.removed == ()


@settings(deadline=None)
@given(CLEAN)
def test_cleaning_twice_is_cleaning_once(sentences: list[str]) -> None:
    page = "\n\n".join(["Ministers agree on a plan", "Share 12", *sentences, "Related news", "Another headline"])
    once = clean(page, Hints())
    again = clean("\n\n".join([once.title or "", *once.body]), Hints())
    assert (again.title, again.body) == (once.title, once.body)


def test_the_path_does_not_change_the_article(tmp_path: Path) -> None:
    articles = []
    for name in ("a.txt", "b.txt"):
        path = tmp_path / name
        path.write_text("The two ministers agreed on a plan for the coming year.")
        articles.append(read_document(Document(source=name, path=path, kind="text")))
    first, second = articles
    assert first.id == second.id
    assert first.source != second.source


HOSTILE = {
    "short lines": "line of text\n" * 50_000,
    "one line": "The minister met the ambassador. " * 30_000,
    "no blanks": "a" * 1_000_000,
    "headings": "Related news\nShort headline\n" * 20_000,
    "captions": "\n".join(f"Line {number} Photo: x" for number in range(50_000)),
    "dashes": "A - " * 250_000,
    "brackets": "(" * 1_000_000,
    "tags": "Tags:\nfoo\n" * 25_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_time_in_proportion(name: str) -> None:
    begun = time.process_time()
    clean(HOSTILE[name], Hints())
    assert time.process_time() - begun < 10
