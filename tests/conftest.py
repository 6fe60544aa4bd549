"""Puts the pretended rooms and the record made by hand where tests can import them; what is costly is made once."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

_TESTS = Path(__file__).parent
for _folder in ("", "link", "read", "record", "run"):
    if str(_TESTS / _folder) not in sys.path:
        sys.path.append(str(_TESTS / _folder))

from asking import client  # noqa: E402, F401 — fixtures
from made import corpus, demo, export_of, make  # noqa: E402, F401 — fixtures


@pytest.fixture(scope="session")
def extractor():
    """One extractor for all tests: its packs take seconds to make ready."""
    from chancery.extract import cases  # noqa: PLC0415 — heavy

    return cases._extractor()


@pytest.fixture(scope="session")
def rooms(extractor):
    """The real rooms, with the one extractor."""
    from chancery.run.rooms import real_rooms  # noqa: PLC0415 — heavy

    return replace(real_rooms(), make_extractor=lambda: extractor)
