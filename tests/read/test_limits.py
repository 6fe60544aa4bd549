"""Pages that are too deep or have too many links get one line; encodings stated wrongly do not matter."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from inputs import FIRST, THIRD, page, read_all, reasons, texts

from chancery.read import bounds, feed, html, parquet, pdf
from chancery.read.document import MAX_FILE, MAX_PDF, MAX_TEXT

RUSSIAN = "Министры двух стран договорились о плане на будущий год, сообщили в обоих министерствах."
FRENCH = "Les deux ministres ont décidé à l'été de créer un comité chargé des échanges, selon le ministère."
DOCUMENT = Path(__file__).parents[2] / "docs" / "inputs.md"


def put(folder: Path, raw: bytes) -> Path:
    path = folder / "x.html"
    path.write_bytes(raw)
    return path


def test_pages_at_and_beyond_the_limits(tmp_path: Path) -> None:
    text = f"<p>{FIRST}</p>".encode()
    for depth, reason in ((200, []), (300, ["too-deep"]), (700_000, ["too-deep"])):
        raw = b"<html><body>" + b"<div>" * depth + text + b"</div>" * (depth % 1000)
        assert reasons(read_all(put(tmp_path, raw[:MAX_FILE]))[1])[:1] in (reason, ["too-large"])
    begun = time.process_time()
    links = b"<html><body>" + text + b"<a href='/x'>a link</a>" * 200_000
    attributes = b"<html><body><p " + b"".join(b"a%d=1 " % number for number in range(300_000)) + b">" + text
    for raw in (links, attributes):
        assert reasons(read_all(put(tmp_path, raw))[1]) == ["too-large"]
    assert time.process_time() - begun < 10


def test_what_is_deeper_than_read_is_not_passed_over(tmp_path: Path) -> None:
    raw = b"<html><body><p>" + FIRST.encode() + b"</p>" + b"<div>" * 1000 + THIRD.encode()
    (article,) = read_all(put(tmp_path, raw))[0]
    assert FIRST in article.text
    assert article.removed[-1].reason == "too-deep"


@pytest.mark.parametrize(
    ("text", "charset", "stated"),
    [
        (RUSSIAN, "koi8-r", "koi8-r"),
        (RUSSIAN, "cp1251", "windows-1252"),
        (RUSSIAN, "koi8-r", "iso-8859-1"),
        (FRENCH, "cp1252", "iso-8859-1"),
        (THIRD, "utf-8", "iso-8859-1"),
        (THIRD, "utf-8", "idna"),
        (THIRD, "utf-8", "no-such-charset"),
        (THIRD, "utf-16", "utf-8"),
    ],
)
def test_encodings_stated_rightly_or_wrongly(text: str, charset: str, stated: str, tmp_path: Path) -> None:
    raw = page(text).decode().replace("<head>", f"<head><meta charset={stated}>").encode(charset)
    assert texts(read_all(put(tmp_path, raw))[0]) == [text]


def test_the_document_states_the_limits_there_are() -> None:
    told = DOCUMENT.read_text("utf-8")
    mebi = 1024 * 1024
    for limit in (
        f"{MAX_TEXT // mebi} MiB of text", f"{MAX_FILE // mebi} MiB", f"{MAX_PDF // mebi} MiB",
        f"{pdf.MAX_PAGES} pages",
        f"{pdf.MAX_STEPS:,} steps", f"{html.MAX_TAGS:,}", f"{html.MAX_ATTRIBUTES:,} attributes",
        f"{bounds.MAX_MEMBERS:,}", f"{bounds.MAX_UNPACKED // 1024**3} GiB", f"{bounds.MAX_RATIO} times",
        f"first {bounds.FREE // mebi} MiB", f"{bounds.MAX_NESTED // 1024**3} GiB each",
        f"{feed.MAX_FEED // mebi} MiB", f"{parquet.MAX_ROWS:,} rows", f"{parquet.MAX_GROUP // 1024**3} GiB a row group",
    ):  # fmt: skip
        assert limit in told, limit
