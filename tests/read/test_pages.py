"""Whole pages, data-driven: the file of cases says what is left of each and what was taken out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

from chancery.ontology.decode import decode_yaml
from chancery.read import Document, read_document

if TYPE_CHECKING:
    from chancery.model.article import Article


class Page(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    page: str
    body: list[str]
    language: str = "en"
    title: str | None = None
    captions: list[str] = []
    published: str | None = None
    published_from: str | None = None
    dateline: str | None = None
    outlet: str | None = None
    removed: list[str] = []


PAGES = decode_yaml(Path(__file__).with_name("pages.yaml"), dict[str, Page])


def blocks(article: Article, kind: str) -> list[str]:
    return [article.text[b.start : b.end] for b in article.blocks if b.kind == kind]


@pytest.mark.parametrize("name", PAGES)
def test_page(name: str, tmp_path: Path) -> None:
    page = PAGES[name]
    path = tmp_path / "page.txt"
    path.write_bytes(page.page.encode())
    article = read_document(Document(source="page.txt", path=path, kind="text"))
    assert blocks(article, "body") == page.body
    assert blocks(article, "caption") == page.captions
    assert article.title == page.title
    assert (article.published, article.published_from) == (page.published, page.published_from)
    assert (article.dateline, article.outlet) == (page.dateline, page.outlet)
    assert article.language == page.language
    assert sorted(removed.reason for removed in article.removed) == sorted(page.removed)
