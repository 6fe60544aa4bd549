"""What is listed under a path: kinds, order, loops, rows."""

from __future__ import annotations

import os
import pickle
from typing import TYPE_CHECKING

from chancery.errors import InputUnreadable
from chancery.read import Document, read_inputs

if TYPE_CHECKING:
    from pathlib import Path


def listed(*paths: Path) -> tuple[list[str], list[str]]:
    found = list(read_inputs(paths))
    documents = [item.source for item in found if isinstance(item, Document)]
    return documents, [item.reason for item in found if isinstance(item, InputUnreadable)]


def test_folders_are_listed_in_sorted_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.html", "a/c.TXT", ".hidden.txt", ".git/x.txt", "d.htm"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    documents, failures = listed(tmp_path)
    assert documents == [str(tmp_path / name) for name in ("a/c.TXT", "a/z.html", "b.txt", "d.htm")]
    assert failures == []


def test_what_cannot_be_read_is_reported_not_ignored(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"x")
    (tmp_path / "nosuffix").write_text("x")
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert listed(tmp_path)[1] == ["unreadable", "unknown-kind", "unknown-kind", "unknown-kind"]
    assert listed(tmp_path / "absent")[1] == ["unreadable"]


def test_loops_end_and_are_reported(tmp_path: Path) -> None:
    inner = tmp_path / "one" / "two"
    inner.mkdir(parents=True)
    (inner / "a.txt").write_text("x")
    (inner / "back").symlink_to(tmp_path / "one")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    documents, failures = listed(tmp_path)
    assert documents == [str(inner / "a.txt")]
    assert failures == ["loop", "loop"]


def test_many_links_between_folders_are_walked_once(tmp_path: Path) -> None:
    names = [f"d{number}" for number in range(12)]
    for name in names:
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text("x")
    for name in names:
        for other in names:
            if other != name:
                (tmp_path / name / other).symlink_to(tmp_path / other)
    assert len(listed(tmp_path)[0]) == len(names)


def test_a_file_named_twice_is_listed_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    assert listed(path, tmp_path, path)[0] == [str(path)]


def test_rows_have_offsets_and_line_numbers(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'{"a": 1}\n\n  \n{"b": 2}\r\n{"c": 3}')
    rows = [item for item in read_inputs([path]) if isinstance(item, Document)]
    assert [(row.line, row.offset, row.length) for row in rows] == [
        (1, 0, 9),
        (4, 13, 10),
        (5, 23, 8),
    ]
    assert [row.source for row in rows] == [f"{path}#1", f"{path}#4", f"{path}#5"]
    assert pickle.loads(pickle.dumps(rows)) == rows  # noqa: S301


def test_an_empty_row_file_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "rows.ndjson"
    path.write_bytes(b"\n\n")
    assert listed(path) == ([], ["empty"])


def test_a_name_that_is_no_utf8_can_still_be_written(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_text("x")
    documents, _ = listed(tmp_path)
    assert documents[0].encode().endswith(b"caf\\xe9.txt")
