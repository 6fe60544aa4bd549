"""One key pressed on the terminal, without Enter."""

from __future__ import annotations

import sys


def press() -> str:
    """The key; the empty string at the end of input. KeyboardInterrupt for Ctrl-C."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 — exists on that platform only

        return msvcrt.getwch()
    import termios  # noqa: PLC0415 — exists on these platforms only
    import tty  # noqa: PLC0415

    handle = sys.stdin.fileno()
    before = termios.tcgetattr(handle)
    try:
        tty.setcbreak(handle)
        return sys.stdin.read(1)
    finally:
        termios.tcsetattr(handle, termios.TCSADRAIN, before)
