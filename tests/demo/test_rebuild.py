"""The same articles give the same export, byte for byte, whatever happens on the way."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

import chancery
from chancery.errors import RecordError
from chancery.record import Record

SOURCES = Path(chancery.__file__).parent.parent


@pytest.fixture(scope="module")
def files(corpus):
    return sorted(path for path in corpus.iterdir() if path.is_file())


@pytest.fixture(scope="module")
def english(files):
    """One language only, for builds by other processes: each must make its packs ready first."""
    return [path for path in files if ".en." in path.name]


@pytest.fixture(scope="module")
def once(english, make):
    return make(english)


def same(got, wanted):
    assert got.files.keys() == wanted.files.keys()
    for name, content in wanted.files.items():
        assert got.files[name] == content, name


def test_twice(demo, corpus, make):
    same(make([corpus]), demo)


def test_again_into_the_same_record(corpus, demo, make):
    same(make([corpus], [corpus]), demo)


@pytest.mark.parametrize("seed", [None, 1, 2])
def test_in_another_order(demo, files, make, seed):
    order = list(reversed(files))
    if seed is not None:
        random.Random(seed).shuffle(order)  # noqa: S311
    same(make(order), demo)


def test_half_then_all(demo, files, make):
    same(make(files[::2], files), demo)


def test_one_half_then_the_other(demo, files, make):
    same(make(files[1::2], files[::2]), demo)


def build(inputs, folder, workers):
    command = [sys.executable, "-m", "chancery", "build", *map(str, inputs), "--record", str(folder)]
    return subprocess.Popen(  # noqa: S603 — this program
        [*command, "--workers", str(workers)],
        env=os.environ | {"PYTHONPATH": str(SOURCES)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def finish(process):
    out, _ = process.communicate(timeout=120)
    assert process.returncode == 0, out


@pytest.mark.parametrize("workers", [1, 2])
def test_by_another_number_of_processes(english, once, export_of, tmp_path, workers):
    finish(build(english, tmp_path / "r", workers))
    same(export_of(Record.open(tmp_path / "r"), tmp_path / "e"), once)


def kept(folder):
    """How many documents an unfinished build has kept; -1 before there is a record."""
    try:
        with Record.open(folder).view() as view:
            return view.unfinished()
    except RecordError:
        return -1


def kill(process, folder, ready):
    """SIGKILL as soon as `ready` documents are kept (or the build is done); was it still running?"""
    deadline = time.monotonic() + 60
    while process.poll() is None and kept(folder) < ready and time.monotonic() < deadline:
        time.sleep(0.005)
    running = process.poll() is None
    process.kill()
    process.communicate()
    return running


@pytest.mark.parametrize("workers", [1, 2])
def test_killed_again_and_again(english, once, export_of, tmp_path, workers):
    folder = tmp_path / "r"
    killed = []
    for ready in (0, 1, len(english) // 2) if workers == 1 else (1,):
        killed.append(kill(build(english, folder, workers), folder, ready))
    assert any(killed)
    finish(build(english, folder, workers))
    same(export_of(Record.open(folder), tmp_path / "e"), once)
