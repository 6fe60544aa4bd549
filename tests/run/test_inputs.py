"""Archives, tables and feeds through a whole build: resumed, kept, the same however it was read."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from chancery.cli import main
from chancery.export import jsonl
from chancery.record import Record
from chancery.run import build
from chancery.run.rooms import real_rooms

if TYPE_CHECKING:
    from pathlib import Path

GENEVA = (
    "US President Joe Biden met Russian President Vladimir Putin in Geneva on Wednesday."
    " The two leaders agreed that the ambassadors of both countries would return to their posts."
)
ALGIERS = (
    "Algeria cut diplomatic relations with Morocco on Tuesday, Foreign Minister"
    " Ramtane Lamamra told a news conference. He accused Rabat of hostile acts against his country."
)


def zip_of(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, raw in files.items():
            archive.writestr(name, raw)
    return out.getvalue()


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "inputs"
    folder.mkdir()
    many = {f"{number:03d}.txt": f"{GENEVA} It was visit {number}.".encode() for number in range(20)}
    (folder / "a.zip").write_bytes(zip_of({**many, "bad.txt": b"\x00\x01"}))
    rows = "".join(json.dumps({"story": f"{ALGIERS} It was note {number}."}) + "\n" for number in range(20))
    (folder / "rows.jsonl.gz").write_bytes(gzip.compress(rows.encode()))
    return folder


COLUMNS = (("text", "story"),)


def exported(record: Record, folder: Path) -> dict[str, bytes]:
    with record.view() as view:
        jsonl.export(view, folder)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


class StoppedAfter:
    """Reads so many documents, then fails as a process does that is killed."""

    def __init__(self, read, left: int) -> None:
        self._read = read
        self.left = left

    def __call__(self, document, languages):
        self.left -= 1
        if self.left < 0:
            raise KeyboardInterrupt
        return self._read(document, languages)


def test_a_build_of_archives_goes_on_where_it_was(inputs, tmp_path, extractor) -> None:
    rooms = replace(real_rooms(columns=COLUMNS), make_extractor=lambda: extractor)
    whole = Record.open_or_create(tmp_path / "whole")
    report = build([inputs], whole, workers=1, rooms=rooms)
    assert (report.listed, report.articles, report.failed) == (41, 40, 1)

    record = Record.open_or_create(tmp_path / "stopped")
    with pytest.raises(KeyboardInterrupt):
        build([inputs], record, workers=1, rooms=replace(rooms, read_document=StoppedAfter(rooms.read_document, 30)))
    counting = StoppedAfter(rooms.read_document, 1000)
    report = build([inputs], record, workers=1, rooms=replace(rooms, read_document=counting))
    assert report.resumed >= 10
    assert 1000 - counting.left == 41 - report.resumed
    assert exported(record, tmp_path / "one") == exported(whole, tmp_path / "other")


def test_what_was_read_in_another_manner_is_read_again(inputs, tmp_path, extractor) -> None:
    rooms = replace(real_rooms(), make_extractor=lambda: extractor)
    record = Record.open_or_create(tmp_path / "record")
    with pytest.raises(KeyboardInterrupt):
        build([inputs], record, workers=1, rooms=replace(rooms, read_document=StoppedAfter(rooms.read_document, 40)))
    report = build(
        [inputs], record, workers=1, rooms=replace(real_rooms(columns=COLUMNS), make_extractor=lambda: extractor)
    )
    assert (report.resumed, report.articles) == (0, 40)


def test_several_processes_read_one_archive(inputs, tmp_path) -> None:
    records = []
    for workers in ("1", "2"):
        record = tmp_path / f"record{workers}"
        code = main(["build", str(inputs), "--record", str(record), "--workers", workers, "--column", "text=story",
                     "--keep-originals"])  # fmt: skip
        assert code == 3
        records.append(record)
    one, other = (exported(Record.open(record), tmp_path / f"{record.name}.export") for record in records)
    assert one == other
    kept = [path for path in (records[0] / "originals").rglob("*") if path.is_file()]
    assert len(kept) == 41
    assert all(hashlib.sha256(path.read_bytes()).hexdigest() == path.name for path in kept)
    articles = [json.loads(line) for line in one["articles.jsonl"].splitlines()]
    assert {article["provenance"]["sha256"] for article in articles} < {path.name for path in kept}


def test_a_wrong_column_is_one_line(inputs, tmp_path, capsys) -> None:
    record = str(tmp_path / "record")
    table = tmp_path / "t.csv"
    table.write_text("lead,story\nx,y\nx,y\n")
    assert main(["build", str(table), "--record", record, "--column", "text=stroy"]) == 3
    capsys.readouterr()
    main(["doctor", "--record", record])
    assert f"{table}: no column stroy for text; there are lead, story [missing-field]" in capsys.readouterr().out
    assert main(["build", str(table), "--record", record, "--column", "lead"]) == 2
    assert "FIELD one of text" in capsys.readouterr().err


def test_what_was_wrong_inside_an_archive_is_forgotten_when_it_is_gone(tmp_path, extractor) -> None:
    rooms = replace(real_rooms(), make_extractor=lambda: extractor)
    record = Record.open_or_create(tmp_path / "record")
    path = tmp_path / "a.zip"
    for files, failed in (({"a.txt": GENEVA.encode(), "b.png": b"x"}, 1), ({"a.txt": GENEVA.encode()}, 0)):
        path.write_bytes(zip_of(files))
        assert build([path], record, workers=1, rooms=rooms).failed == failed
        with record.view() as view:
            assert len(view.failures()) == failed
