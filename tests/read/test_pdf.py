"""PDF: text, paragraphs, what is printed on every page, and files that are broken or mean harm."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inputs import read_all, reasons, zip_of
from pypdf import PdfReader, PdfWriter

from chancery.read import pdf

if TYPE_CHECKING:
    from pathlib import Path

PAGE = [
    "Ministers agree on a plan",
    "The two ministers agreed on a plan for the coming year, officials said on",
    "Tuesday evening. They will meet again in the autumn in the capital of the",
    "other state.",
    "The plan covers forty projects in industry and farming, among them a long-",
    "term loan. It runs until the end of the decade, according to the ministry.",
]
TEXT = [
    "Ministers agree on a plan",
    (
        "The two ministers agreed on a plan for the coming year, officials said on Tuesday evening. They will meet"
        " again in the autumn in the capital of the other state."
    ),
    (
        "The plan covers forty projects in industry and farming, among them a long-term loan. It runs until the end"
        " of the decade, according to the ministry."
    ),
]


def made(pages: list[bytes], more: dict[int, bytes] | None = None, resources: bytes = b"") -> bytes:
    """A PDF of drawn pages; `more` objects by number from 900."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    kids = [4 + 2 * at for at in range(len(pages))]
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % kid for kid in kids), len(kids)),
        3: font,
        **(more or {}),
    }
    for kid, drawn in zip(kids, pages, strict=True):
        held = b"/Resources << /Font << /F1 3 0 R >> %s >>" % resources
        objects[kid] = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R %s >>" % (kid + 1, held)
        objects[kid + 1] = stream(drawn)
    out = b"%PDF-1.4\n"
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%d 1\n%010d 00000 n \n" % pair for pair in places.items())
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (max(objects) + 1, len(out))
    return out + b"xref\n0 1\n0000000000 65535 f \n" + table + end


def stream(body: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(body), entries, body)


def drawn(lines: list[str]) -> bytes:
    shown = b"".join(b"(%s) Tj T*\n" % line.encode("cp1252") for line in lines)
    return b"BT /F1 12 Tf 50 800 Td 14 TL\n" + shown + b"ET"


def put(folder: Path, raw: bytes, name: str = "x.pdf") -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path


def encrypted(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made([drawn(PAGE)]))))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_paragraphs_are_joined(tmp_path: Path) -> None:
    (article,), failures = read_all(put(tmp_path, made([drawn(PAGE)])))
    assert failures == []
    assert article.text.split("\n\n") == TEXT
    assert article.title == TEXT[0]


def test_a_sentence_goes_on_over_the_page_and_edges_are_taken_out(tmp_path: Path) -> None:
    pages = [["The Daily Example", *PAGE[1:3], "1 of 3"], ["The Daily Example", *PAGE[3:5], "2 of 3"],
             ["The Daily Example", PAGE[5], "3 of 3"]]  # fmt: skip
    (article,), _ = read_all(put(tmp_path, made([drawn(page) for page in pages])))
    assert article.text.split("\n\n") == TEXT[1:]
    edges = [removed.text for removed in article.removed if removed.reason == "page-edge"]
    assert sorted(edges) == ["1 of 3", "2 of 3", "3 of 3", *["The Daily Example"] * 3]


def test_a_pdf_in_a_zip(tmp_path: Path) -> None:
    (article,), failures = read_all(put(tmp_path, zip_of({"a.pdf": made([drawn(PAGE)])}), "x.zip"))
    assert (article.title, failures) == (TEXT[0], [])


def test_encrypted_with_and_without_a_password(tmp_path: Path) -> None:
    assert len(read_all(put(tmp_path, encrypted("")))[0]) == 1
    assert reasons(read_all(put(tmp_path, encrypted("secret")))[1]) == ["encrypted"]


def packed_bomb() -> bytes:
    return made([b""]).replace(stream(b""), stream(zlib.compress(b" " * 200_000_000), b"/Filter /FlateDecode"))


def calling_each_other() -> bytes:
    more = {}
    for number in range(900, 960):
        form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>" % (number + 1)
        more[number] = stream(b"/X Do /X Do", form)
    more[960] = stream(b"BT ET", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    return made([b"/X Do"], more, b"/XObject << /X 900 0 R >>")


BAD: dict[str, tuple[bytes, set[str]]] = {
    "nothing": (b"", {"empty"}),
    "no pdf": (b"nothing of the kind", {"damaged"}),
    "cut": (made([drawn(PAGE)])[:400], {"damaged"}),
    "no page": (made([]), {"no-text", "damaged"}),
    "pictures only": (made([b"0 0 9 9 re f"]), {"no-text"}),
    "pages in a circle": (made([drawn(PAGE)]).replace(b"[4 0 R]", b"[2 0 R]"), {"damaged", "no-text"}),
    "a bomb in a page": (packed_bomb(), {"damaged", "too-large"}),
    "forms that call each other": (calling_each_other(), {"too-large", "no-text"}),
    "deep brackets": (made([b"[" * 100_000]), {"damaged", "no-text"}),
    "too many pages": (made([b""] * 600), {"too-large"}),
    "a page that is too large": (made([b"0 0 m " * 900_000]), {"too-large"}),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_are_one_line(name: str, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(pdf, "MAX_STEPS", 20_000)
    raw, expected = BAD[name]
    articles, failures = read_all(put(tmp_path, raw))
    assert articles == []
    assert len(failures) == 1
    assert failures[0].reason in expected


WHOLE = made([drawn(PAGE)] * 3)


@settings(max_examples=100, deadline=None)
@given(changes=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=5)), max_size=5), cut=st.floats(0.3, 1))
def test_any_damage_gives_an_article_or_a_line(changes, cut, tmp_path_factory) -> None:
    raw = bytearray(WHOLE)
    for where, new in changes:
        at = int(where * len(raw))
        raw[at : at + len(new)] = new
    articles, failures = read_all(put(tmp_path_factory.mktemp("fuzz"), bytes(raw[: int(cut * len(raw))])))
    assert len(articles) + len(failures) == 1
