"""A pack read file by file for the checker, so that one bad file hides nothing but itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from typing import Any, get_args, get_origin

import msgspec

from chancery.errors import PackError
from chancery.lang.loader import CASES
from chancery.lang.schema import Cases, Files, Manifest
from chancery.ontology.decode import convert, read_yaml


@dataclass(slots=True)
class Draft:
    """What could be decoded of a pack, what was wrong with the rest, and the file each key stands in."""

    language: str
    problems: list[str] = field(default_factory=list)
    parts: dict[str, Any] = field(default_factory=dict)
    homes: dict[tuple[str, str], str] = field(default_factory=dict)
    cases: dict[str, dict[str, Cases]] = field(default_factory=dict)  # by the name of the frames file

    @property
    def files(self) -> Files:
        """The decoded parts; what could not be decoded is as if it were not there."""
        held = {"pack": Manifest(language=self.language, name=self.language)} | self.parts
        return Files(**held)

    def where(self, part: str, key: str) -> str:
        """The file, with its language, that a key of a part stands in."""
        return f"{self.language}/{self.homes.get((part, key.partition('.')[0]), f'{part}.yaml')}"

    def wrong(self, file: str, problem: str) -> None:
        """Note a problem; what is said by an error begins with the bare file name."""
        self.problems.append(f"{self.language}/{file}: {problem.removeprefix(file.rpartition('/')[2] + ': ')}")


def read_draft(folder: Traversable) -> Draft:
    """Read every file of one pack's folder."""
    draft = Draft(folder.name)
    kinds = {part.name: part.type for part in msgspec.structs.fields(Files)}
    for child in _children(folder):
        stem, dot, suffix = child.name.rpartition(".")
        if child.is_dir() and child.name == CASES:
            _read_cases(draft, child)
        elif child.is_dir() and child.name in kinds:
            if child.name in draft.parts or (folder / f"{child.name}.yaml").is_file():
                draft.wrong(child.name, f"is not read because there is {child.name}.yaml too")
            else:
                _read_folder(draft, child, kinds[child.name])
        elif child.is_file() and dot and suffix == "yaml" and stem in kinds:
            _read_part(draft, child, stem, kinds[stem])
        else:
            draft.wrong(child.name, f"unknown {'folder' if child.is_dir() else 'file'}")
    if not (folder / "pack.yaml").is_file():
        draft.wrong("pack.yaml", "is missing")
    return draft


def _children(folder: Traversable) -> Iterator[Traversable]:
    yield from sorted(folder.iterdir(), key=lambda path: path.name)


def _read_folder(draft: Draft, folder: Traversable, kind: Any) -> None:  # noqa: ANN401 — a type of any shape
    for child in _children(folder):
        if child.is_file() and child.name.endswith(".yaml"):
            _read_part(draft, child, folder.name, kind, f"{folder.name}/")
        else:
            draft.wrong(f"{folder.name}/{child.name}", "unknown file")


def _read_part(draft: Draft, path: Traversable, part: str, kind: Any, prefix: str = "") -> None:  # noqa: ANN401
    """Decode one file: key by key where it maps keys to things of one kind, else as a whole."""
    name = f"{prefix}{path.name}"
    try:
        raw = read_yaml(path)
        if get_origin(kind) is not dict:
            draft.parts[part] = convert(path.name, raw, kind)
            return
        entries = convert(path.name, raw or {}, dict[str, Any])
    except PackError as error:
        draft.wrong(name, error.message)
        return
    held = draft.parts.setdefault(part, {})
    for key, value in _entries(draft, name, entries, get_args(kind)[1]):
        if key in held:
            draft.wrong(name, f"{key}: stands in {draft.homes[part, key]} too")
        else:
            held[key] = value
            draft.homes[part, key] = name


def _entries(draft: Draft, name: str, entries: dict[str, Any], kind: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401
    for key, raw in entries.items():
        try:
            yield key, convert(key, raw, kind)
        except PackError as error:
            draft.wrong(name, error.message)


def _read_cases(draft: Draft, folder: Traversable) -> None:
    for child in _children(folder):
        name = f"{CASES}/{child.name}"
        if child.is_dir() or not child.name.endswith(".yaml"):
            draft.wrong(name, "unknown file")
            continue
        try:
            entries = convert(child.name, read_yaml(child) or {}, dict[str, Any])
        except PackError as error:
            draft.wrong(name, error.message)
            entries = {}
        draft.cases[child.name] = dict(_entries(draft, name, entries, Cases))
