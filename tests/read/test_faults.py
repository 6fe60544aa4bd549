"""Every way in which an input can be unreadable, each with one clear line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from chancery.errors import InputUnreadable
from chancery.read import Document, read_document, read_inputs
from chancery.read.document import MAX_FILE, MAX_TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from chancery.model.article import Article

LANGUAGES = frozenset({"en", "vi", "ru"})
ENGLISH = "The two ministers agreed on a plan for the coming year, officials said on Tuesday evening. "
VIETNAMESE = "Hai bộ trưởng nhất trí kế hoạch hợp tác cho năm tới, theo thông báo chung hôm thứ ba. "
RUSSIAN = "Министры двух стран договорились о плане на будущий год, сообщили в обоих министерствах. "
POLISH = "Ministrowie obu krajów uzgodnili wczoraj plan na przyszły rok, poinformowało ministerstwo. "


def read(path: Path, languages: frozenset[str] | None = LANGUAGES) -> Article:
    (document,) = [item for item in read_inputs([path]) if isinstance(item, Document)]
    return read_document(document, languages=languages)


FAULTS: dict[str, tuple[str, bytes, str]] = {
    "nothing": ("a.txt", b"", "empty"),
    "blanks": ("a.txt", b" \n\t\n", "empty"),
    "no words": ("a.txt", b"* * *\n\n-----\n", "no-text"),
    "only furniture": ("a.txt", b"Share 12 | Tweet\n\nAdvertisement\n", "no-text"),
    "zero bytes": ("a.txt", b"abc\x00\x01" * 50, "binary"),
    "control bytes": ("a.txt", bytes(range(1, 32)) * 20, "binary"),
    "broken utf-8": ("a.txt", VIETNAMESE.encode() + b"\xff\xfe" + VIETNAMESE.encode(), "encoding"),
    "broken utf-16": ("a.txt", b"\xff\xfe" + b"\x00\xd8a\x00b", "encoding"),
    "too much text": ("a.txt", ENGLISH.encode() * (MAX_TEXT // len(ENGLISH) + 2), "too-large"),
    "far too large": ("a.txt", b"a" * (MAX_FILE + 1), "too-large"),
    "another language": ("a.txt", POLISH.encode() * 3, "unknown-language"),
    "empty page": ("a.html", b"<html><body></body></html>", "no-text"),
    "no page": ("a.html", b"<!-- -->", "no-text"),
    "page of zero bytes": ("a.html", b"\x00\x00\x00abc", "binary"),
    "not json": ("a.jsonl", b'{"text": "abc"', "bad-json"),
    "not an object": ("a.jsonl", b'["text"]', "bad-json"),
    "deep json": ("a.jsonl", b"[" * 100_000, "bad-json"),
    "row without text": ("a.jsonl", b'{"id": "x", "title": "abc"}', "missing-field"),
    "row with a number for text": ("a.jsonl", b'{"text": 12}', "missing-field"),
    "row in latin-1": ("a.jsonl", '{"text": "é"}'.encode("latin-1"), "encoding"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_fault(name: str, tmp_path: Path) -> None:
    filename, raw, reason = FAULTS[name]
    path = tmp_path / filename
    path.write_bytes(raw)
    with pytest.raises(InputUnreadable) as caught:
        read(path)
    assert caught.value.reason == reason
    assert caught.value.source.startswith(str(path))
    assert "\n" not in caught.value.line()


def test_a_file_that_is_gone_is_unreadable(tmp_path: Path) -> None:
    for kind in ("text", "html", "jsonl"):
        document = Document(source="gone", path=tmp_path / "gone", kind=kind)
        with pytest.raises(InputUnreadable) as caught:
            read_document(document)
        assert caught.value.reason == "unreadable"


def test_a_row_that_is_too_long_is_refused_and_the_others_go_on(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    good = json.dumps({"text": ENGLISH * 3}).encode()
    path.write_bytes(good + b"\n" + b'{"text": "' + b"a" * (MAX_FILE + 10) + b'"}\n' + good)
    outcomes = []
    for document in read_inputs([path]):
        assert isinstance(document, Document)
        try:
            outcomes.append(read_document(document, languages=LANGUAGES).language)
        except InputUnreadable as error:
            outcomes.append(error.reason)
    assert outcomes == ["en", "too-large", "en"]


def test_a_refused_language_is_named_with_those_allowed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(POLISH * 3, encoding="utf-8")
    with pytest.raises(InputUnreadable, match=r"in pl; known are en, ru, vi"):
        read(path)
    assert read(path, None).language == "pl"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", VIETNAMESE),
        ("utf-8-sig", VIETNAMESE),
        ("utf-16", VIETNAMESE),
        ("utf-32", RUSSIAN),
        ("cp1251", RUSSIAN),
        ("koi8-r", RUSSIAN),
    ],
)
def test_encodings_that_are_certain(encoding: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes((text * 3).encode(encoding))
    assert text.strip() in read(path).text


def test_a_text_cut_within_its_last_letter_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes((VIETNAMESE + "Họ").encode()[:-1])
    assert VIETNAMESE.strip() in read(path).text
