"""Zip, tar and gzip: files in them are read as files in a folder are, and nothing in them can do harm."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from inputs import FIRST, SECOND, TEXTS, THIRD, page, read_all, reasons, tar_of, texts, zip_of

from chancery.read import Document, bounds, read_document, read_inputs
from chancery.read.document import MAX_FILE

if TYPE_CHECKING:
    from pathlib import Path

FILES = {"a.txt": FIRST.encode(), "folder/b.html": page(SECOND), "folder/c.txt": THIRD.encode()}
ROWS = "\n".join(json.dumps({"text": text}) for text in TEXTS).encode()
PACKINGS = {
    "x.zip": zip_of,
    "x.tar": tar_of,
    "x.tar.gz": lambda files: tar_of(files, "w:gz"),
    "x.tgz": lambda files: tar_of(files, "w:gz"),
    "x.tar.bz2": lambda files: tar_of(files, "w:bz2"),
    "x.tar.xz": lambda files: tar_of(files, "w:xz"),
}


def put(folder: Path, name: str, raw: bytes) -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path


@pytest.mark.parametrize("name", PACKINGS)
def test_files_in_an_archive_are_articles(name: str, tmp_path: Path) -> None:
    path = put(tmp_path, name, PACKINGS[name](FILES))
    articles, failures = read_all(path)
    assert failures == []
    assert texts(articles) == list(TEXTS)
    assert [article.source for article in articles] == [f"{path}/{inner}" for inner in FILES]


@pytest.mark.parametrize("name", PACKINGS)
def test_members_are_read_in_any_order_and_again(name: str, tmp_path: Path) -> None:
    path = put(tmp_path, name, PACKINGS[name](FILES))
    documents = [item for item in read_inputs([path]) if isinstance(item, Document)]
    for at in (2, 0, 1, 1, 2):
        assert TEXTS[at] in read_document(documents[at]).text


def test_an_article_tells_which_bytes_it_was_read_from(tmp_path: Path) -> None:
    plain = put(tmp_path, "a.txt", FIRST.encode())
    packed = put(tmp_path, "a.zip", zip_of({"a.txt": FIRST.encode()}))
    ((one,), _), ((other,), _) = read_all(plain), read_all(packed)
    assert one.provenance is not None
    assert other.provenance is not None
    assert (one.id, one.provenance.sha256, one.provenance.size) == (
        other.id,
        other.provenance.sha256,
        len(FIRST.encode()),
    )
    assert (one.provenance.form, other.provenance.form) == ("text", "zip")


def test_originals_are_kept_once_under_their_hash(tmp_path: Path) -> None:
    path = put(tmp_path, "x.zip", zip_of({"a.txt": FIRST.encode(), "b.txt": FIRST.encode(), "c.txt": b" "}))
    kept = tmp_path / "originals"
    for item in list(read_inputs([path]))[:2]:
        assert isinstance(item, Document)
        article = read_document(item, originals=kept)
    files = [file for file in kept.rglob("*") if file.is_file()]
    assert [file.read_bytes() for file in files] == [FIRST.encode()]
    assert article.provenance is not None
    assert [file.name for file in files] == [article.provenance.sha256]


@pytest.mark.parametrize("name", ["x.zip", "x.tar", "x.tar.gz"])
def test_an_archive_in_an_archive_is_read_and_one_in_that_is_not(name: str, tmp_path: Path) -> None:
    innermost = zip_of({"deep.txt": THIRD.encode()})
    inner = zip_of({"b.txt": SECOND.encode(), "c.zip": innermost})
    articles, failures = read_all(put(tmp_path, name, PACKINGS[name]({"a.txt": FIRST.encode(), "inner.zip": inner})))
    assert texts(articles) == [FIRST, SECOND]
    assert reasons(failures) == ["too-deep"]
    assert failures[0].source.endswith(f"{name}/inner.zip/c.zip")


@pytest.mark.parametrize("name", ["x.zip", "x.tar.gz"])
def test_rows_in_an_archive(name: str, tmp_path: Path) -> None:
    path = put(tmp_path, name, PACKINGS[name]({"rows.jsonl": ROWS, "more.jsonl.gz": gzip.compress(ROWS)}))
    articles, failures = read_all(path)
    assert failures == []
    assert texts(articles) == [*TEXTS, *TEXTS]
    assert articles[1].source == f"{path}/rows.jsonl#2"


def test_names_that_lead_elsewhere_or_are_odd_lead_nowhere(tmp_path: Path) -> None:
    names = ["../../up.txt", "/etc/root.txt", "C:\\x\\y.txt", "a\nb.txt", "./same.txt", "same.txt"]
    for name, packing in PACKINGS.items():
        folder = tmp_path / name
        folder.mkdir()
        path = put(folder, name, packing({inner: TEXTS[0].encode() for inner in names}))
        articles, failures = read_all(path)
        assert (len(articles), failures) == (len(names), [])
        assert list(tmp_path.rglob("*.txt")) == []
        assert all(article.source.startswith(f"{path}/") and "\n" not in article.source for article in articles)


def test_a_name_that_comes_twice_is_read_twice(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for text in (FIRST, SECOND):
            info = tarfile.TarInfo("a.txt")
            info.size = len(text)
            archive.addfile(info, io.BytesIO(text.encode()))
    path = put(tmp_path, "x.tar", out.getvalue())
    articles, _ = read_all(path)
    assert [article.source for article in articles] == [f"{path}/a.txt", f"{path}/a.txt#2"]


def test_links_devices_hidden_and_unknown_files(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind in (("link.txt", tarfile.SYMTYPE), ("hard.txt", tarfile.LNKTYPE), ("dev.txt", tarfile.CHRTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    assert reasons(read_all(put(tmp_path, "x.tar", out.getvalue()))[1]) == ["unknown-kind"] * 3
    path = put(tmp_path, "x.zip", zip_of({".hidden.txt": b"x", "__MACOSX/a.txt": b"x", "a.png": b"x", "b": b"x"}))
    assert reasons(read_all(path)[1]) == ["unknown-kind", "unknown-kind"]


def test_a_bomb_in_one_file_is_refused_without_being_unpacked(tmp_path: Path) -> None:
    bomb = b"a" * (MAX_FILE + 1)
    for name in ("x.zip", "x.tar.gz"):
        articles, failures = read_all(put(tmp_path, name, PACKINGS[name]({"bomb.txt": bomb, "a.txt": FIRST.encode()})))
        assert texts(articles) == [FIRST]
        assert reasons(failures) == ["too-large"]


@pytest.mark.parametrize("name", ["x.zip", "x.tar.gz", "x.tar.xz"])
def test_a_bomb_of_many_files_ends_where_too_much_came_out(name: str, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(bounds, "FREE", 100_000)
    files = {f"{number:03d}.txt": b" " * 50_000 + FIRST.encode() for number in range(60)}
    path = put(tmp_path, name, PACKINGS[name](files))
    monkeypatch.setattr(bounds, "MAX_RATIO", 20)
    articles, failures = read_all(path)
    assert 0 < len(articles) < 60
    assert set(reasons(failures)) == {"too-large"}
    assert len(failures) <= 2  # the file it ended in, and the archive
    assert "times its size; the rest is not read" in failures[0].line()


def test_an_archive_of_too_many_files(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(bounds, "MAX_MEMBERS", 2)
    for name in ("x.zip", "x.tar"):
        articles, failures = read_all(put(tmp_path, name, PACKINGS[name](FILES)))
        assert texts(articles) == [FIRST, SECOND]
        assert [failure.detail for failure in failures] == ["more than 2 files are in it; the rest is not read"]


def test_a_bomb_within_an_archive_counts_for_the_whole(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(bounds, "FREE", 1_000_000)
    inner = gzip.compress(ROWS + b"\n" + b" " * 30_000_000)
    articles, failures = read_all(put(tmp_path, "x.zip", zip_of({"a.txt": FIRST.encode(), "b.jsonl.gz": inner})))
    assert texts(articles) == [FIRST]
    assert reasons(failures) == ["too-large"]


def test_a_tar_whose_name_is_without_end_fills_no_memory(tmp_path: Path) -> None:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 40_000_000
    raw = tar_of({"a.txt": FIRST.encode()})[:1024] + info.tobuf() + b"n" * 40_000_000
    articles, failures = read_all(put(tmp_path, "x.tar.gz", gzip.compress(raw, 1)))
    assert (texts(articles), reasons(failures)) == ([FIRST], ["damaged"])


def test_encrypted_and_strangely_packed_files(tmp_path: Path) -> None:
    raw = bytearray(zip_of({"a.txt": FIRST.encode(), "b.txt": SECOND.encode()}, zipfile.ZIP_STORED))
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    articles, failures = read_all(put(tmp_path, "x.zip", bytes(raw)))
    assert (texts(articles), reasons(failures)) == ([SECOND], ["encrypted"])
    raw = bytearray(zip_of({"a.txt": FIRST.encode()}, zipfile.ZIP_STORED))
    raw[8] = raw[raw.index(b"PK\x01\x02") + 10] = 97
    _, failures = read_all(put(tmp_path, "y.zip", bytes(raw)))
    assert reasons(failures) == ["damaged"]


@pytest.mark.parametrize("name", PACKINGS)
def test_what_is_whole_of_a_cut_archive_is_read(name: str, tmp_path: Path) -> None:
    files = {f"{number}.txt": FIRST.encode() + str(number).encode() * 20_000 for number in range(9)}
    raw = PACKINGS[name](files)
    articles, failures = read_all(put(tmp_path, name, raw[: len(raw) * 2 // 3]))
    assert "damaged" in reasons(failures)
    assert len(failures) <= 2
    if name in {"x.tar", "x.tar.gz"}:
        assert articles


def test_cut_rows_in_gzip(tmp_path: Path) -> None:
    many = b"\n".join(json.dumps({"text": f"{FIRST} {number * 7919}"}).encode() for number in range(1500))
    raw = gzip.compress(many)
    articles, failures = read_all(put(tmp_path, "rows.jsonl.gz", raw[: len(raw) // 2]))
    assert len(articles) > 300
    assert "damaged" in reasons(failures)
    assert set(reasons(failures)) <= {"damaged", "bad-json"}


def test_no_archive_and_an_empty_one(tmp_path: Path) -> None:
    assert reasons(read_all(put(tmp_path, "x.zip", b"nothing of the kind"))[1]) == ["damaged"]
    assert reasons(read_all(put(tmp_path, "y.zip", b""))[1]) == ["empty"]
    assert reasons(read_all(put(tmp_path, "z.zip", zip_of({})))[1]) == ["empty"]
    assert reasons(read_all(put(tmp_path, "x.tar", b"x" * 3000))[1]) == ["damaged"]
    assert reasons(read_all(put(tmp_path, "y.tar", tar_of({})))[1]) == ["empty"]
    assert reasons(read_all(put(tmp_path, "x.txt.gz", b"nothing"))[1]) == ["damaged"]


def test_a_file_that_changed_since_it_was_listed(tmp_path: Path) -> None:
    path = put(tmp_path, "x.zip", zip_of(FILES))
    documents = [item for item in read_inputs([path]) if isinstance(item, Document)]
    put(tmp_path, "x.zip", zip_of({"other.txt": FIRST.encode()}))
    for document in documents:
        with pytest.raises(Exception, match="changed while it was read"):
            read_document(document)


WHOLE = {name: packing({**FILES, "in.zip": zip_of(FILES), "r.jsonl": ROWS}) for name, packing in PACKINGS.items()}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(sorted(PACKINGS)), changes=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6))),
       cut=st.floats(0.1, 1))  # fmt: skip
def test_any_damage_gives_articles_or_lines(name, changes, cut, tmp_path_factory) -> None:
    raw = bytearray(WHOLE[name])
    for where, new in changes:
        at = int(where * len(raw))
        raw[at : at + len(new)] = new
    folder = tmp_path_factory.mktemp("fuzz")
    articles, failures = read_all(put(folder, name, bytes(raw[: int(cut * len(raw))])))
    assert articles or failures
