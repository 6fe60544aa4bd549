"""A build: complete, resumable, the same whatever happens to it."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pretend
import pytest

from chancery.errors import ChanceryError, PackError, RecordError
from chancery.export import jsonl
from chancery.record import Record
from chancery.run import build

SCRIPT = """
import os, sys
from pathlib import Path
import pretend
from chancery.record import Record, writer
from chancery.run import build

class KillAt:
    def begin(self, stage, total):
        if stage == os.environ.get("KILL_AT"):
            os.kill(os.getpid(), 9)
    def advance(self, done, failed=0):
        pass
    def end(self):
        pass

if os.environ.get("KILL_AT", "").startswith("_"):
    setattr(writer.Writer, os.environ["KILL_AT"], lambda *_: os.kill(os.getpid(), 9))
if __name__ == "__main__":
    record = Record.open_or_create(Path(sys.argv[2]))
    build([Path(sys.argv[1])], record, workers=int(sys.argv[3]), rooms=pretend.ROOMS,
          progress=KillAt())
"""


@pytest.fixture
def inputs(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    write(folder, range(40))
    return folder


def write(folder, numbers, prefix=""):
    for n in numbers:
        other = "Belarus" if n % 2 else "Cuba"
        text = f"{prefix}Vietnam met {other} on 2024-01-{n % 28 + 1:02d}, number {n}."
        (folder / f"{n:03d}.txt").write_text(text)


def built(inputs, folder, *, workers=1, progress=None, rooms=pretend.ROOMS):
    record = Record.open_or_create(folder)
    paths = inputs if isinstance(inputs, list) else [inputs]
    return record, build(paths, record, workers=workers, progress=progress, rooms=rooms)


def exported(record, folder):
    with record.view() as view:
        jsonl.export(view, folder)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def child(tmp_path, inputs, record, workers=1, **environment):
    script = tmp_path / "child.py"
    script.write_text(SCRIPT)
    paths = [str(Path(__file__).parent), str(Path(jsonl.__file__).parents[2])]
    return subprocess.Popen(  # noqa: S603 — this program
        [sys.executable, str(script), str(inputs), str(record), str(workers)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)} | environment,
        stderr=subprocess.PIPE,
    )


def test_everything_is_there(inputs, tmp_path):
    record, report = built(inputs, tmp_path / "r")
    assert (report.listed, report.extracted, report.failed, report.articles) == (40, 40, 0, 40)
    with record.view() as view:
        assert view.counts()["articles"] == 40
        assert view.unfinished() == 0


def test_same_for_any_number_of_processes(inputs, tmp_path):
    one, _ = built(inputs, tmp_path / "r1")
    three, _ = built(inputs, tmp_path / "r3", workers=3)
    assert exported(one, tmp_path / "e1") == exported(three, tmp_path / "e3")


def test_nothing_is_extracted_twice(inputs, tmp_path, monkeypatch):
    count = tmp_path / "count"
    monkeypatch.setenv("PRETEND_COUNT", str(count))
    record, _ = built(inputs, tmp_path / "r")
    _, again = built(inputs, tmp_path / "r")
    assert again.extracted == 0
    assert len(count.read_text().splitlines()) == 40
    first = exported(record, tmp_path / "e")
    # Other packs: everything is read anew, also what no input names this time.
    monkeypatch.setenv("PRETEND_FINGERPRINT", "two")
    write(inputs, [100])
    _, changed = built(inputs / "100.txt", tmp_path / "r")
    assert (changed.listed, changed.extracted, changed.articles) == (1, 41, 41)
    assert exported(record, tmp_path / "e2") != first


def test_in_parts_and_in_any_order_is_the_same(inputs, tmp_path):
    files = sorted(inputs.iterdir())
    whole, _ = built(inputs, tmp_path / "r")
    for part in (files[30:], files[:10], files[10:30], files[5:8]):
        parts, _ = built(list(part), tmp_path / "parts")
    assert exported(whole, tmp_path / "e") == exported(parts, tmp_path / "p")


def test_document_read_again_replaces_what_it_said(inputs, tmp_path):
    built(inputs, tmp_path / "r")
    write(inputs, [3], prefix="Lately ")
    record, report = built(inputs / "003.txt", tmp_path / "r")
    assert (report.extracted, report.articles) == (1, 40)
    fresh, _ = built(inputs, tmp_path / "fresh")
    assert exported(record, tmp_path / "e") == exported(fresh, tmp_path / "f")


def test_failures_stop_nothing(inputs, tmp_path):
    (inputs / "empty.txt").write_text("")
    (inputs / "raise.txt").write_text("RAISE")
    (inputs / "binary.txt").write_bytes(b"\xff\xfe\xff")
    record, report = built([inputs, tmp_path / "nowhere"], tmp_path / "r")
    assert (report.failed, report.articles) == (4, 40)
    with record.view() as view:
        failures = {Path(f.source).name: (f.reason, f.message) for f in view.failures()}
    assert failures["empty.txt"] == ("empty", "the file is empty")
    assert failures["nowhere"][0] == "missing"
    assert failures["binary.txt"][0] == "read-failed"
    assert failures["raise.txt"][0] == "extract-failed"
    assert "ValueError: a bug in extraction (pretend.py:" in failures["raise.txt"][1]


def test_failure_that_was_mended_is_gone(inputs, tmp_path):
    (inputs / "003.txt").write_text("")
    _, report = built(inputs, tmp_path / "r")
    assert (report.failed, report.articles) == (1, 39)
    write(inputs, [3])
    record, report = built(inputs, tmp_path / "r")
    assert (report.failed, report.articles) == (0, 40)
    with record.view() as view:
        assert view.failures() == []


def test_rows_that_left_a_file_leave_the_record(tmp_path):
    rows = tmp_path / "rows.jsonl"
    rows.write_text("Vietnam met Cuba\nVietnam met Belarus\nCuba rests\n")
    _, report = built(rows, tmp_path / "r", rooms=pretend.ROWS)
    assert report.articles == 3
    rows.write_text("Vietnam met Cuba\n")
    record, report = built(rows, tmp_path / "r", rooms=pretend.ROWS)
    assert report.articles == 1
    rows.write_text("")
    _, report = built(rows, tmp_path / "r", rooms=pretend.ROWS)
    assert (report.articles, report.failed) == (0, 1)
    rows.write_text("Vietnam met Cuba\n")
    _, report = built(rows, tmp_path / "r", rooms=pretend.ROWS)
    with record.view() as view:
        assert view.failures() == []


def test_document_that_kills_its_process_is_found(inputs, tmp_path):
    (inputs / "017x.txt").write_text("DIE")
    record, report = built(inputs, tmp_path / "r", workers=2)
    assert (report.failed, report.articles) == (1, 40)
    with record.view() as view:
        (failure,) = view.failures()
    assert (Path(failure.source).name, failure.reason) == ("017x.txt", "worker-died")


def test_page_that_new_packs_fail_on_is_kept_for_the_next(inputs, tmp_path, monkeypatch):
    record, _ = built(inputs, tmp_path / "r")
    before = exported(record, tmp_path / "e")
    environment = {"PRETEND_FINGERPRINT": "two", "PRETEND_DIES_ON": "number 7."}
    done = child(tmp_path, inputs / "000.txt", record.path, workers=2, **environment)
    assert done.wait(60) == 0, done.stderr.read().decode()
    done.stderr.close()
    with record.view() as view:
        assert view.counts()["articles"] == 39
        assert [failure.reason for failure in view.failures()] == ["worker-died"]
    monkeypatch.setenv("PRETEND_FINGERPRINT", "two")
    built(inputs / "000.txt", tmp_path / "r")
    assert exported(record, tmp_path / "e2") == before


def test_packs_that_change_meanwhile_end_the_build(inputs, tmp_path):
    made = []

    def extractor():
        made.append(pretend.PretendExtractor())
        made[-1].fingerprint = str(len(made))
        return made[-1]

    with pytest.raises(ChanceryError, match="packs changed while the build ran"):
        built(inputs, tmp_path / "r", rooms=replace(pretend.ROOMS, make_extractor=extractor))


def test_process_that_dies_once_is_forgotten(inputs, tmp_path):
    """Killed from outside, as the kernel does when memory is short."""
    write(inputs, range(200), prefix="SLOW ")
    process = child(tmp_path, inputs, tmp_path / "r", workers=2)
    killed = 0
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline and killed < 2:
        for worker in workers_of(process.pid):
            os.kill(worker, signal.SIGKILL)
            killed += 1
            break
        time.sleep(0.5)
    assert process.wait(60) == 0, process.stderr.read().decode()
    process.stderr.close()
    assert killed
    fresh, _ = built(inputs, tmp_path / "fresh")
    assert exported(Record.open(tmp_path / "r"), tmp_path / "e") == exported(fresh, tmp_path / "f")


def workers_of(pid):
    """Grandchildren that run tasks: children of the fork server."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        found.append((int(entry.name), int(fields[1])))
    children = {p for p, parent in found if parent == pid}
    return sorted(p for p, parent in found if parent in children)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes in /proc")
@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("wait", [0.05, 0.7, 1.6])
def test_killed_and_run_again_is_as_if_never_killed(inputs, tmp_path, wait, workers):
    write(inputs, range(120), prefix="SLOW ")
    (inputs / "empty.txt").write_text("")
    record = tmp_path / "r"
    process = child(tmp_path, inputs, record, workers)
    time.sleep(wait)
    orphans = workers_of(process.pid)
    process.kill()
    process.wait()
    process.stderr.close()
    done = child(tmp_path, inputs, record, workers)
    assert done.wait(60) == 0
    done.stderr.close()
    fresh, _ = built(inputs, tmp_path / "fresh")
    assert exported(Record.open(record), tmp_path / "e") == exported(fresh, tmp_path / "f")
    assert not [pid for pid in orphans if Path(f"/proc/{pid}").exists() and alive(pid)]


@pytest.mark.parametrize("step", ["list", "read", "link", "write", "_put_facts", "_forget_unused"])
def test_killed_at_every_step(inputs, tmp_path, step):
    """Also in the middle of publishing: what was published before is there as it was, until the next run."""
    record, _ = built(sorted(inputs.iterdir())[:20], tmp_path / "r")
    before = exported(record, tmp_path / "before")
    process = child(tmp_path, inputs, record.path, KILL_AT=step)
    assert process.wait(60) == -signal.SIGKILL
    process.stderr.close()
    assert exported(record, tmp_path / "between") == before
    _, report = built(inputs, tmp_path / "r")
    assert report.articles == 40
    fresh, _ = built(inputs, tmp_path / "fresh")
    assert exported(record, tmp_path / "e") == exported(fresh, tmp_path / "f")


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_resumed_build_does_not_read_again(inputs, tmp_path):
    """Interrupted in the middle: the second run reads only what the first did not."""

    class Stop:
        def begin(self, stage, total):
            self.done = 0

        def advance(self, done, failed=0):
            self.done += done
            if self.done >= 45:  # 40 of the listing do not count
                raise KeyboardInterrupt

        def end(self):
            pass

    write(inputs, range(100))
    record = Record.open_or_create(tmp_path / "r")

    class StopReading(Stop):
        def begin(self, stage, total):
            self.done = 0 if stage == "read" else -(10**6)

    with pytest.raises(KeyboardInterrupt):
        build([inputs], record, workers=1, progress=StopReading(), rooms=pretend.ROOMS)
    with record.view() as view:
        assert view.counts()["articles"] == 0
        assert view.unfinished() >= 45
        kept = view.unfinished()
    report = build([inputs], record, workers=1, rooms=pretend.ROOMS)
    assert report.resumed == kept
    assert report.extracted == 100 - kept
    fresh, _ = built(inputs, tmp_path / "fresh")
    assert exported(record, tmp_path / "e") == exported(fresh, tmp_path / "f")


def test_file_changed_between_kill_and_resume_is_read_again(inputs, tmp_path):
    record = Record.open_or_create(tmp_path / "r")

    class Stop:
        def begin(self, stage, total):
            if stage == "link":
                raise KeyboardInterrupt

        def advance(self, done, failed=0):
            pass

        def end(self):
            pass

    with pytest.raises(KeyboardInterrupt):
        build([inputs], record, workers=1, progress=Stop(), rooms=pretend.ROOMS)
    write(inputs, [5], prefix="Lately ")
    report = build([inputs], record, workers=1, rooms=pretend.ROOMS)
    assert (report.resumed, report.extracted) == (39, 1)
    fresh, _ = built(inputs, tmp_path / "fresh")
    assert exported(record, tmp_path / "e") == exported(fresh, tmp_path / "f")


def test_second_build_says_who_holds_the_record(inputs, tmp_path):
    record = Record.open_or_create(tmp_path / "r")
    with record.writer(), pytest.raises(RecordError, match=str(os.getpid())):
        build([inputs], record, workers=1, rooms=pretend.ROOMS)


def test_wrong_packs_end_the_build(inputs, tmp_path):
    (inputs / "pack.txt").write_text("BADPACK")
    for workers in (1, 2):
        with pytest.raises(PackError, match=r"verbs\.yaml"):
            built(inputs, tmp_path / "r", workers=workers)


def test_nothing_to_read_is_an_empty_record(tmp_path):
    (tmp_path / "none").mkdir()
    record, report = built(tmp_path / "none", tmp_path / "r")
    assert (report.listed, report.articles) == (0, 0)
    assert set(exported(record, tmp_path / "e").values()) == {b""}
