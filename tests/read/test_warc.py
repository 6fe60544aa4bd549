"""WARC archives: pages with what the archive tells of them, and every kind of damage."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inputs import FIRST, SECOND, THIRD, page, read_all, reasons, texts, zip_of

from chancery.read import warc
from chancery.read.document import MAX_FILE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXTS = [FIRST, SECOND, THIRD, FIRST.upper()]


def record(number: int, body: bytes, *, kind: str = "response", http: str = "", media: str = "text/html",  # noqa: PLR0913
           length: Callable[[int], int] = int, status: int = 200) -> bytes:  # fmt: skip
    block = f"HTTP/1.1 {status} OK\r\nContent-Type: {media}\r\n{http}\r\n".encode() + body
    if kind != "response":
        block = body
    typed = "application/http; msgtype=response" if kind == "response" else media
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Target-URI: https://example.org/{number}\r\nWARC-Date: 2024-03-0{number}T10:00:00Z\r\n"
        f"Content-Type: {typed}\r\nContent-Length: {length(len(block))}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def put(folder: Path, raw: bytes, name: str = "x.warc") -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path


def whole() -> list[bytes]:
    return [record(number, page(text)) for number, text in enumerate(TEXTS, 1)]


def plain(records: list[bytes]) -> bytes:
    return b"".join(records)


def packed(records: list[bytes]) -> bytes:
    return b"".join(map(gzip.compress, records))


def packed_as_one(records: list[bytes]) -> bytes:
    return gzip.compress(b"".join(records))


FORMS = {"x.warc": plain, "x.warc.gz": packed, "one.warc.gz": packed_as_one}


@pytest.mark.parametrize("name", FORMS)
def test_pages_with_address_and_time(name: str, tmp_path: Path) -> None:
    path = put(tmp_path, FORMS[name](whole()), name)
    articles, failures = read_all(path)
    assert failures == []
    assert texts(articles) == TEXTS
    second = articles[1]
    assert (second.source, second.url) == (f"{path}#2", "https://example.org/2")
    assert second.provenance is not None
    assert (second.provenance.fetched, second.provenance.form, second.provenance.size) == (
        "2024-03-02T10:00:00Z",
        "warc",
        len(page(SECOND)),
    )


def test_records_that_are_no_pages_are_counted_in_one_line(tmp_path: Path) -> None:
    records = [
        record(1, b"software: x", kind="warcinfo"),
        record(2, b"GET / HTTP/1.1", kind="request"),
        record(3, page(FIRST)),
        record(4, b"png", media="image/png"),
        record(5, b"png", media="image/png"),
        record(6, page(SECOND), status=404),
        record(7, page(SECOND), kind="resource", media="text/html; charset=utf-8"),
        record(8, b"", kind="revisit"),
    ]
    articles, failures = read_all(put(tmp_path, plain(records)))
    assert texts(articles) == [FIRST, SECOND]
    assert [failure.detail for failure in failures] == [
        "4 records are no pages that are read: 2 image/png, 1 status 404, 1 revisit"
    ]


@pytest.mark.parametrize("name", FORMS)
def test_of_a_cut_file_the_good_records_are_read_and_one_failure_listed(name: str, tmp_path: Path) -> None:
    records = whole()
    raw = FORMS[name](records)
    lost = len(FORMS[name](records[-1:])) // 2 if name != "one.warc.gz" else 80
    articles, failures = read_all(put(tmp_path, raw[:-lost], name))
    assert texts(articles) == TEXTS[: len(articles)]
    assert len(articles) == (3 if name != "one.warc.gz" else len(articles))
    assert reasons(failures) == ["damaged"]


@pytest.mark.parametrize("name", ["x.warc", "x.warc.gz"])
@pytest.mark.parametrize("wrong", [-40, 30, 100, 700, 10**9, 10**15])
def test_a_wrong_length_costs_its_own_record(name: str, wrong: int, tmp_path: Path) -> None:
    records = whole()
    records[1] = record(2, page(SECOND), length=lambda size: size + wrong)
    articles, failures = read_all(put(tmp_path, FORMS[name](records), name))
    assert texts(articles) == [FIRST, THIRD, TEXTS[3]]
    assert reasons(failures) == ["damaged"]
    assert "length is wrong" in failures[0].line()


@pytest.mark.parametrize("name", ["x.warc", "x.warc.gz"])
def test_rubbish_between_records(name: str, tmp_path: Path) -> None:
    records = whole()
    raw = FORMS[name](records[:2]) + b"rubbish\n" * 9 + FORMS[name](records[2:])
    articles, failures = read_all(put(tmp_path, raw, name))
    assert texts(articles)[-2:] == TEXTS[2:]
    assert len(articles) + len(failures) == 4
    assert reasons(failures) == ["damaged"]


def test_damage_inside_a_packed_record(tmp_path: Path) -> None:
    raw = bytearray(packed(whole()))
    at = len(gzip.compress(whole()[0])) + 60
    raw[at : at + 20] = b"x" * 20
    articles, failures = read_all(put(tmp_path, bytes(raw), "x.warc.gz"))
    assert texts(articles)[-2:] == TEXTS[2:]
    assert set(reasons(failures)) == {"damaged"}


def test_a_file_that_is_all_damage_ends(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(warc, "_MOST_DAMAGES", 5)
    raw = plain([record(1, page(FIRST), length=lambda _: 10**9)] * 50)
    articles, failures = read_all(put(tmp_path, raw))
    assert (articles, len(failures)) == ([], 5)
    assert "the rest is not read" in failures[-1].line()


def chunked(body: bytes, size: int = 30) -> bytes:
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


BODIES: dict[str, tuple[str, bytes]] = {
    "chunked": ("Transfer-Encoding: chunked\r\n", chunked(page(THIRD))),
    "chunked only by word": ("Transfer-Encoding: chunked\r\n", page(THIRD)),
    "chunked and cut": ("Transfer-Encoding: chunked\r\n", chunked(page(THIRD))[:-12]),
    "gzip": ("Content-Encoding: gzip\r\n", gzip.compress(page(THIRD))),
    "gzip in chunks": (
        "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n",
        chunked(gzip.compress(page(THIRD))),
    ),
    "deflate": ("Content-Encoding: deflate\r\n", zlib.compress(page(THIRD))),
    "br": ("Content-Encoding: br\r\n", brotli.compress(page(THIRD))),
    "gzip only by word": ("Content-Encoding: gzip\r\n", page(THIRD)),
    "a length too short by nothing": (f"Content-Length: {len(page(THIRD))}\r\n", page(THIRD) + b"rubbish"),
    "a length too long": ("Content-Length: 99999\r\n", page(THIRD)),
}


@pytest.mark.parametrize("name", BODIES)
def test_bodies_as_servers_send_them(name: str, tmp_path: Path) -> None:
    http, body = BODIES[name]
    articles, failures = read_all(put(tmp_path, record(1, body, http=http)))
    assert failures == []
    assert texts(articles) == [THIRD]


def test_a_bomb_in_a_body_and_an_unknown_packing(tmp_path: Path) -> None:
    bomb = record(1, gzip.compress(b"a" * (MAX_FILE * 2)), http="Content-Encoding: gzip\r\n")
    other = record(5, brotli.compress(b"a" * (MAX_FILE * 2)), http="Content-Encoding: br\r\n")
    strange = record(2, b"abc", http="Content-Encoding: zstd\r\n")
    large = record(3, b"a" * (MAX_FILE + 10))
    articles, failures = read_all(put(tmp_path, plain([bomb, other, strange, large, record(4, page(FIRST))])))
    assert texts(articles) == [FIRST]
    assert reasons(failures) == ["too-large", "too-large", "damaged", "too-large"]


def test_the_charset_that_the_server_stated(tmp_path: Path) -> None:
    text = "Министры двух стран договорились о плане на будущий год, сообщили в обоих министерствах."
    raw = record(1, page(text, charset="koi8-r"), media="text/html; charset=KOI8-R")
    assert texts(read_all(put(tmp_path, raw))[0]) == [text]


def test_an_archive_of_pages_in_a_zip(tmp_path: Path) -> None:
    path = put(tmp_path, zip_of({"a.warc.gz": packed(whole())}), "x.zip")
    articles, failures = read_all(path)
    assert (texts(articles), failures) == (TEXTS, [])
    assert articles[0].source == f"{path}/a.warc.gz#1"


def test_no_archive_at_all(tmp_path: Path) -> None:
    assert reasons(read_all(put(tmp_path, b"nothing of the kind" * 50))[1]) == ["damaged"]
    assert reasons(read_all(put(tmp_path, gzip.compress(b"nothing" * 50), "x.warc.gz"))[1]) == ["damaged"]
    assert reasons(read_all(put(tmp_path, b""))[1]) == ["empty"]


@settings(max_examples=150, deadline=None)
@given(
    name=st.sampled_from(sorted(FORMS)),
    changes=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=5)), max_size=4),
    cut=st.floats(0.05, 1),
)
def test_any_damage_gives_articles_or_lines(name, changes, cut, tmp_path_factory) -> None:
    raw = bytearray(FORMS[name](whole()))
    for where, new in changes:
        at = int(where * len(raw))
        raw[at : at + len(new)] = new
    articles, failures = read_all(put(tmp_path_factory.mktemp("fuzz"), bytes(raw[: int(cut * len(raw))]), name))
    assert articles or failures
