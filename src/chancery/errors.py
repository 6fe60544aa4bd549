"""Every error Chancery raises on purpose.

ChanceryError
├── UsageError        an argument is wrong (exit 2)
├── InputUnreadable   one input could not be read; the run goes on (exit 3)
├── PackError         a language pack or ontology file is wrong
├── RecordError       the record folder is missing, locked or damaged
└── Contradiction     two decisions cannot both hold
"""


class ChanceryError(Exception):
    """Root of all errors: one clear line, and the command that helps next."""

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def line(self) -> str:
        """The error on one line, with the next command when there is one."""
        return f"{self.message} — {self.hint}" if self.hint else self.message


class UsageError(ChanceryError):
    """An argument is wrong: what was got and what is allowed."""


class InputUnreadable(ChanceryError):
    """One input could not be read: `source` names it, `reason` is a short stable code, `file` is what it lies in."""

    def __init__(self, source: str, reason: str, message: str) -> None:
        super().__init__(f"{source}: {message}")
        self.source = self.file = source
        self.reason = reason
        self.detail = message


class PackError(ChanceryError):
    """A data file is wrong: `file: key: problem`."""


class RecordError(ChanceryError):
    """The record folder is missing, locked or damaged."""


class Contradiction(ChanceryError):
    """Two decisions cannot both hold; the message quotes them, `decisions` are their identifiers."""

    def __init__(self, message: str, decisions: tuple[str, str], *, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.decisions = decisions
