"""Check language packs: `language/file: key: problem` for whatever is wrong with them.

Whether the cases of a frame hit is not checked here, because that takes extraction: see `chancery.extract.cases`.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources.abc import Traversable

from chancery.errors import PackError
from chancery.lang.cases import parse_reading
from chancery.lang.contents import problems
from chancery.lang.draft import Draft, read_draft
from chancery.lang.loader import CASES, assemble, packs_folder
from chancery.lang.schema import Cases

_SKIPPED = ("__pycache__",)


def check(folder: Traversable | None = None) -> Iterator[str]:
    """Everything wrong with the packs of a folder, Chancery's own by default."""
    for child in sorted((folder or packs_folder()).iterdir(), key=lambda path: path.name):
        if child.name.startswith(".") or child.name in _SKIPPED:
            continue
        if child.is_dir():
            yield from check_pack(child)
        else:
            yield f"{child.name}: unknown file; a pack is a folder"


def check_pack(folder: Traversable) -> Iterator[str]:
    """Everything wrong with one pack."""
    draft = read_draft(folder)
    yield from draft.problems
    pack = assemble(draft.language, draft.files, "")
    for part, key, problem in problems(pack):
        yield f"{draft.where(part, key)}: {key}: {problem}"
    yield from _cases(draft)


def _cases(draft: Draft) -> Iterator[str]:
    """Every frame needs a positive and a negative case, in the file named as its own."""
    wanted: dict[str, list[str]] = {}
    for frame in draft.parts.get("frames", {}):
        wanted.setdefault(draft.homes["frames", frame].rpartition("/")[2], []).append(frame)
    for name, held in draft.cases.items():
        for frame in held:
            if frame not in wanted.get(name, ()):
                yield f"{draft.language}/{CASES}/{name}: {frame}: no such frame in frames/{name}"
    for name, frames in wanted.items():
        for frame in frames:
            cases = draft.cases.get(name, {}).get(frame, Cases())
            for problem in _case_problems(cases):
                yield f"{draft.language}/{CASES}/{name}: {frame}: {problem}"


def _case_problems(cases: Cases) -> Iterator[str]:
    if not cases.positive:
        yield "no positive case"
    if not cases.negative:
        yield "no negative case"
    for case in cases.positive:
        try:
            parse_reading(case.reads)
        except PackError as error:
            yield error.message
