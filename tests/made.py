"""Records built once for all tests: of any inputs, and of the demo corpus."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

import chancery
from chancery.export import jsonl
from chancery.record import Record
from chancery.run import build

CORPUS = Path(chancery.__file__).parent / "demo" / "corpus"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A record, its export, and the export's bytes by file name."""

    record: Record
    export: Path
    files: dict[str, bytes]


@pytest.fixture(scope="session")
def make(rooms, tmp_path_factory):
    """Builds inputs (or several lots of them, one build each) in this process, with the session's extractor."""

    def made(*lots: list[Path]) -> Made:
        folder = tmp_path_factory.mktemp("made")
        record = Record.open_or_create(folder / "record")
        for inputs in lots:
            report = build(inputs, record, workers=1, rooms=rooms)
            with record.view() as view:
                assert (report.failed, view.failures()) == (0, [])
        return exported(record, folder / "export")

    return made


def exported(record: Record, folder: Path) -> Made:
    with record.view() as view:
        jsonl.export(view, folder)
    return Made(record=record, export=folder, files={path.name: path.read_bytes() for path in sorted(folder.iterdir())})


@pytest.fixture(scope="session")
def export_of():
    """Export a record."""
    return exported


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the articles that come with the program."""
    return CORPUS


@pytest.fixture(scope="session")
def demo(make) -> Made:
    """The demo corpus, built and exported."""
    return make([CORPUS])
