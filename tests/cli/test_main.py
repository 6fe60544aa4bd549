"""The program as a whole: start-up, errors, exit codes, closed pipes."""

import os
import subprocess
import sys
import time
from pathlib import Path

import handmade
import pytest

import chancery
from chancery.cli import main
from chancery.cli.dispatch import COMMANDS

SOURCES = Path(chancery.__file__).parent.parent


def start(*words, **more):
    return subprocess.Popen(  # noqa: S603 — this program
        [sys.executable, "-m", "chancery", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(SOURCES)} | more,
        text=True,
    )


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["foo"], "no command 'foo'; there are build, show, search"),
        (["--foo"], "unrecognized arguments: --foo"),
        (["show"], "show takes one party or two, got 0"),
        (["show", "A", "B", "C"], "show takes one party or two, got 3"),
        (["build"], "the following arguments are required: INPUT"),
        (["build", "x", "--workers", "0"], "'0' is not a whole number of at least 1"),
        (["build", "/nowhere/at/all"], "/nowhere/at/all: no such file or folder"),
        (["search", "!?"], "'!?' holds no letter or digit"),
        (["export", "out", "--format", "csv"], "invalid choice: 'csv'"),
        (["lang", "learn"], "invalid choice: 'learn'"),
    ],
)
def test_wrong_arguments_are_one_line(capsys, words, line):
    assert main(words) == 2
    error = capsys.readouterr().err
    assert line in error
    assert len(error.splitlines()) == 1


@pytest.mark.parametrize("words", [["show", "VNM"], ["why", "ev_1"], ["search", "x"], ["doctor"], ["export", "o"]])
def test_no_record_is_one_line_with_what_to_do(capsys, tmp_path, words):
    assert main([*words, "--record", str(tmp_path / "none")]) == 1
    error = capsys.readouterr().err
    assert len(error.splitlines()) == 1
    assert "no record in" in error
    assert "chancery build INPUT --record" in error


def test_help_lists_every_command(capsys):
    assert main([]) == 0
    text = capsys.readouterr().out
    for command, line in COMMANDS.items():
        assert command in text
        assert line.split()[0] in text


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_every_command(command, capsys):
    with pytest.raises(SystemExit) as exit_:
        main([command, "--help"])
    assert exit_.value.code == 0
    assert f"chancery {command}" in capsys.readouterr().out


def test_version(capsys):
    with pytest.raises(SystemExit) as exit_:
        main(["--version"])
    assert exit_.value.code == 0
    assert chancery.__version__ in capsys.readouterr().out


def test_help_imports_nothing_heavy():
    code = (
        "import sys\nfrom chancery.cli import main\nmain([])\n"
        "heavy = {'msgspec', 'yaml', 'sqlite3', 'multiprocessing', 'chancery.record', 'chancery.extract'}\n"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )  # fmt: skip
    done = subprocess.run(  # noqa: S603 — this program
        [sys.executable, "-c", code], env=os.environ | {"PYTHONPATH": str(SOURCES)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_help_comes_at_once():
    times = []
    for _ in range(3):
        begun = time.monotonic()
        start("--help").communicate()
        times.append(time.monotonic() - begun)
    assert min(times) < 0.3


def test_closed_pipe_is_no_error(tmp_path):
    record = handmade.make(tmp_path / "r")
    process = start("show", "VNM", "BLR", "--json", "--record", str(record.path))
    process.stdout.close()
    assert process.wait(20) == 0
    assert process.stderr.read() == ""
    process.stderr.close()


def test_closed_pipe_in_the_middle(tmp_path):
    record = handmade.make(tmp_path / "r")
    done = subprocess.run(  # noqa: S602 — a pipe is what is tested
        f"{sys.executable} -m chancery show VNM BLR --record {record.path} | head -1",
        shell=True, capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONPATH": str(SOURCES)},
    )  # fmt: skip
    assert done.stdout == "Vietnam – Belarus\n"
    assert done.stderr == ""


def test_interrupt_is_one_line(tmp_path):
    """As if Ctrl-C were pressed while a command runs."""
    code = (
        "import sys, os, signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from chancery.cli import dispatch\n"
        "dispatch._command = lambda words: os.kill(os.getpid(), signal.SIGINT) or __import__('time').sleep(9)\n"
        "sys.exit(dispatch.main([]))"
    )
    done = subprocess.run(  # noqa: S603 — this program
        [sys.executable, "-c", code], env=os.environ | {"PYTHONPATH": str(SOURCES)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 130
    assert done.stderr == "chancery: interrupted; what was finished is kept\n"


def test_output_that_cannot_be_encoded_is_shown_as_well_as_it_can_be(tmp_path):
    record = handmade.make(tmp_path / "r")
    process = start("show", "to lam", "--record", str(record.path), PYTHONIOENCODING="ascii")
    out, err = process.communicate()
    assert process.returncode == 0, err
    assert "person" in out
