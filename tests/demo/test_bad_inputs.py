"""Whatever lies among the inputs, everything else is built, and `doctor` has one clear line for it."""

from __future__ import annotations

import json
import random

import pytest

from chancery.cli import main
from chancery.record import Record

GOOD = {
    "good-1.txt": (
        " date 2021-06-16 GENEVA - US President Joe Biden met Russian President Vladimir Putin in Geneva on Wednesday."
        " The two leaders agreed that the ambassadors of both countries would return to their posts."
    ),
    "good-2.txt": (
        " date 2021-08-24 ALGIERS - Algeria cut diplomatic relations with Morocco on Tuesday, Foreign Minister"
        " Ramtane Lamamra told a news conference. He accused Rabat of hostile acts against his country."
    ),
}
SENTENCE = "The two ministers agreed on a plan for the coming year, officials of both ministries said. "
GREEK = "Ο πρωθυπουργός συναντήθηκε με τον πρόεδρο στην Αθήνα και συζήτησαν τις σχέσεις των δύο χωρών. "
VIETNAMESE = "Hai bộ trưởng nhất trí kế hoạch hợp tác cho năm tới, theo thông báo của hai bên. "
THAI = "นายกรัฐมนตรีพบหารือกับประธานาธิบดีที่กรุงเทพมหานครเมื่อวันจันทร์เพื่อกระชับความสัมพันธ์ระหว่างสองประเทศ "
SIZE = 50 * 1024 * 1024
BAD = {
    "empty.txt": ("empty", b""),
    "blank.txt": ("empty", b" \n\t\n \n"),
    "binary.txt": ("binary", b"\x7fELF\x02\x01\x01\x00" + random.Random(1).randbytes(4000)),  # noqa: S311
    "broken.txt": ("encoding", VIETNAMESE.encode() * 4 + b" \xff\xc3\x28 " + VIETNAMESE.encode()),
    "huge.txt": ("too-large", SENTENCE.encode() * (SIZE // len(SENTENCE) + 1)),
    "no-text.html": (None, b"<html><head><script>var x = 1;</script></head><body><div></div></body></html>"),
    "greek.txt": ("unknown-language", (GREEK * 6).encode()),
    "thai.txt": ("unknown-language", (THAI * 6).encode()),
    "row.jsonl": ("bad-json", b'{"id": "x", "text": \n'),
    "picture.png": ("unknown-kind", b"\x89PNG\r\n\x1a\n"),
}  # fmt: skip
"""File → the reason that `doctor` gives (None: any) and what is in the file."""
FAILED = {**{name: reason for name, (reason, _) in BAD.items()}, "loop": "loop"}


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("inputs")
    for name, text in GOOD.items():
        (folder / name).write_text(text, encoding="utf-8")
    for name, (_, content) in BAD.items():
        (folder / name).write_bytes(content)
    assert (folder / "huge.txt").stat().st_size >= SIZE
    (folder / "below").mkdir()
    (folder / "below" / "loop").symlink_to(folder, target_is_directory=True)
    yield folder
    (folder / "huge.txt").unlink()  # pytest keeps the folders of its last three runs


@pytest.fixture(scope="module")
def record(inputs, tmp_path_factory):
    """A record built of all of it; the build's exit code is 3."""
    folder = tmp_path_factory.mktemp("made") / "record"
    assert main(["build", str(inputs), "--record", str(folder), "--workers", "1"]) == 3
    return folder


def test_everything_else_is_built(record):
    with Record.open(record).view() as view:
        held = {article.source.rpartition("/")[2] for article, _ in view.all_articles()}
        assert held == set(GOOD)
        assert view.counts()["events"] >= 2
        assert len(view.failures()) == len(FAILED)


@pytest.mark.parametrize("name", FAILED)
def test_doctor_has_one_clear_line(record, capsys, name):
    assert main(["doctor", "--record", str(record)]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if f"/{name}" in line]
    assert len(lines) == 1
    told, _, reason = lines[0].rpartition(" [")
    assert 10 < len(told.partition(f"/{name}")[2]) < 200  # says what is wrong, at no great length
    assert "Error" not in told
    assert "Traceback" not in told
    if FAILED[name] is not None:
        assert reason == f"{FAILED[name]}]"


def test_doctor_counts_them(record, capsys):
    assert main(["doctor", "--json", "--record", str(record)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {failure["source"].rpartition("/")[2].partition("#")[0] for failure in told["failures"]} == set(FAILED)
    assert told["problems"] == []


def test_nothing_but_bad_inputs(inputs, tmp_path, capsys):
    """Exit 3 as well, and a record that can be asked."""
    record = str(tmp_path / "record")
    assert main(["build", str(inputs / "empty.txt"), str(inputs / "huge.txt"), "--record", record]) == 3
    assert "2 documents could not be read" in capsys.readouterr().out
    assert main(["doctor", "--record", record]) == 0


def test_a_bad_file_that_is_mended_is_read(tmp_path, inputs, capsys):
    page = tmp_path / "in" / "page.txt"
    page.parent.mkdir()
    page.write_bytes(b"")
    record = str(tmp_path / "record")
    assert main(["build", str(page.parent), "--record", record, "--workers", "1"]) == 3
    page.write_text(GOOD["good-1.txt"], encoding="utf-8")
    assert main(["build", str(page.parent), "--record", record, "--workers", "1"]) == 0
    capsys.readouterr()
    main(["doctor", "--json", "--record", record])
    told = json.loads(capsys.readouterr().out)
    assert (told["counts"]["articles"], told["failures"]) == (1, [])
