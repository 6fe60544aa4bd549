"""Puts the pretended rooms and the record made by hand where tests can import them."""

import sys
from pathlib import Path

_TESTS = Path(__file__).parent
for _folder in ("record", "run"):
    if str(_TESTS / _folder) not in sys.path:
        sys.path.append(str(_TESTS / _folder))
