"""Files made for the tests, and what comes of reading one."""

from __future__ import annotations

import io
import tarfile
import zipfile
from typing import TYPE_CHECKING

from chancery.errors import InputUnreadable
from chancery.read import Document, read_document, read_inputs

if TYPE_CHECKING:
    from pathlib import Path

    from chancery.model.article import Article
    from chancery.read.document import Columns

FIRST = "The two ministers agreed on a plan for the coming year, officials said on Tuesday evening."
SECOND = "The ambassador handed over a note of protest to the foreign ministry in the capital on Friday."
THIRD = "Hai bộ trưởng nhất trí kế hoạch hợp tác cho năm tới, theo thông báo chung hôm thứ ba."
TEXTS = (FIRST, SECOND, THIRD)


def page(text: str, *, title: str = "Ministers agree on a plan", charset: str = "utf-8") -> bytes:
    """A small web page."""
    whole = f"<html><head><title>{title}</title></head><body><article><p>{text}</p></article></body></html>"
    return whole.encode(charset)


def zip_of(files: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, raw in files.items():
            archive.writestr(name, raw)
    return out.getvalue()


def tar_of(files: dict[str, bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, raw in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))
    return out.getvalue()


def read_all(path: Path, columns: Columns = ()) -> tuple[list[Article], list[InputUnreadable]]:
    """Everything under a path, listed and read as a build does; every failure is one line."""
    articles: list[Article] = []
    failures: list[InputUnreadable] = []
    seen: list[str] = []
    for item in read_inputs([path], columns=columns):
        seen.append(item.source)
        if isinstance(item, Document):
            try:
                articles.append(read_document(item))
            except InputUnreadable as error:
                failures.append(error)
        else:
            failures.append(item)
    assert len(set(seen)) == len(seen)
    assert all("\n" not in failure.line() for failure in failures)
    return articles, failures


def texts(articles: list[Article]) -> list[str]:
    """The body of each article."""
    return [article.text.rpartition("\n\n")[2] for article in articles]


def reasons(failures: list[InputUnreadable]) -> list[str]:
    return [failure.reason for failure in failures]
