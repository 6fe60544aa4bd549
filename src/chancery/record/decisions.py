"""The decisions of a record: `decisions.jsonl`, one a line, added to and never changed.

Made to be kept in git and merged: a line says all there is to a decision, its identifier is a hash of what it says, and
neither the order of lines nor doubles count. What is built never holds a decision, it only follows them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path

import msgspec

from chancery.errors import RecordError
from chancery.model.decision import Decision, active, identified
from chancery.record.codec import digest
from chancery.record.schema import DECISIONS

_ATTRIBUTES = ".gitattributes"
_UNION = f"{DECISIONS} merge=union\n"
_MARKERS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


def read(folder: Path) -> tuple[Decision, ...]:
    """Every decision ever taken, by identifier. RecordError names the line that cannot be read."""
    path = folder / DECISIONS
    if not path.exists():
        return ()
    found: dict[str, Decision] = {}
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if line.strip():
            decision = _decoded(line, f"{path}:{number}")
            found[decision.id] = decision
    return tuple(found[key] for key in sorted(found))


def _decoded(line: bytes, where: str) -> Decision:
    if line.decode(errors="replace").startswith(_MARKERS):
        raise RecordError(
            f"{where}: a merge that was left half done", hint="delete the marker lines and keep the decisions of both"
        )
    try:
        decision = msgspec.json.decode(line, type=Decision)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RecordError(f"{where}: not a decision: {error}", hint="mend or delete that line") from error
    wanted = {"same": 2, "different": 2, "undo": 0}.get(decision.kind, 1)
    if len(decision.on) != wanted:
        raise RecordError(
            f"{where}: {decision.kind} is on {wanted} rows, here on {len(decision.on)}", hint="mend or delete that line"
        )
    if decision.id != identified(decision):
        raise RecordError(
            f"{where}: {decision.id} does not say what it said when it was taken",
            hint="lines are never changed: restore it, or delete it and decide again",
        )
    return decision


def append(folder: Path, decisions: Iterable[Decision]) -> None:
    """Add decisions at the end of the file; they are on the disk when this returns."""
    path = folder / DECISIONS
    lines = b"".join(encoded(decision) for decision in decisions)
    whole = path.exists() and (data := path.read_bytes()) != b"" and not data.endswith(b"\n")
    with path.open("ab") as file:
        file.write(b"\n" + lines if whole else lines)
        file.flush()
        os.fsync(file.fileno())
    attributes = folder / _ATTRIBUTES
    if not attributes.exists():
        attributes.write_text(_UNION, encoding="utf-8")


def encoded(decision: Decision) -> bytes:
    """A decision as its line, empty fields left out."""
    return msgspec.json.encode(_bare(decision)) + b"\n"


def _bare(value: object) -> object:
    if is_dataclass(value):
        pairs = ((f.name, getattr(value, f.name)) for f in fields(value))
        return {name: _bare(item) for name, item in pairs if item not in (None, ())}
    if isinstance(value, tuple):
        return [_bare(item) for item in value]
    return value


def latest(folder: Path) -> tuple[Decision, ...]:
    """What was decided last and still holds: all that one command decided at that moment."""
    held = active(read(folder))
    moment = max(((decision.when, decision.who) for decision in held), default=None)
    return tuple(decision for decision in held if (decision.when, decision.who) == moment)


def state(decisions: Sequence[Decision]) -> str:
    """A short name for a set of decisions: the same for the same decisions, empty for none."""
    if not decisions:
        return ""
    return digest(" ".join(sorted(decision.id for decision in decisions)).encode()).hex()
