"""Decode the project's YAML into typed values.

Every scalar is read as text, so `no` stays a word and `12:30` a time.
"""

from __future__ import annotations

from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import msgspec
import yaml
from yaml.constructor import ConstructorError

from chancery.errors import PackError

T = TypeVar("T")
_BASE: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Loader(_BASE):  # type: ignore[misc]
    """Text scalars only, and no key twice."""


def _mapping(loader: _Loader, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
    seen: set[str] = set()
    for key, _ in node.value:
        if str(key.value) in seen:
            raise ConstructorError(problem=f"key {key.value!r} stands twice", problem_mark=key.start_mark)
        seen.add(str(key.value))
    mapping: dict[Any, Any] = yaml.BaseLoader.construct_mapping(loader, node, deep=True)
    return mapping


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def decode_yaml(path: Traversable, kind: type[T]) -> T:
    """The file as a value of `kind`. PackError says `file: key: problem`."""
    return convert(path.name, read_yaml(path), kind)


def decode_folder_or_file(folder: Traversable, name: str, kind: type[T], empty: T) -> T:
    """`name`.yaml, or every YAML file of the folder `name` merged, keys once only; `empty` where there is neither."""
    raw = read_folder_or_file(folder, name)
    return empty if raw is None else convert(name, raw, kind)


def read_folder_or_file(folder: Traversable, name: str) -> object:
    """The untyped contents of `name`.yaml or of the folder `name`; None where there is neither."""
    single = folder / f"{name}.yaml"
    if single.is_file():
        return read_yaml(single)
    parts = folder / name
    if not parts.is_dir():
        return None
    merged: dict[str, Any] = {}
    for part in sorted(parts.iterdir(), key=lambda p: p.name):
        if part.name.endswith(".yaml"):
            raw = read_yaml(part) or {}
            if not isinstance(raw, dict):
                raise PackError(f"{name}/{part.name}: is no mapping")
            for key in raw:
                if key in merged:
                    raise PackError(f"{name}/{part.name}: {key}: stands in another file of the folder too")
            merged.update(raw)
    return merged


def read_yaml(path: Traversable) -> object:
    """The file as mappings, lists and text. PackError when it is not YAML in UTF-8 or a key stands twice."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 — a base loader: text only
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise PackError(f"{path.name}: {line}{error.problem or error.context}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise PackError(f"{path.name}: {' '.join(str(error).split())}") from error


def convert(name: str, raw: object, kind: type[T]) -> T:
    """An untyped value as a value of `kind`; PackError begins with `name`, then the key."""
    try:
        return msgspec.convert(raw, kind, strict=False)
    except msgspec.ValidationError as error:
        problem, _, where = str(error).partition(" - at `$")
        key = where.rstrip("`").removeprefix(".")
        raise PackError(f"{name}: {key}: {problem}" if key else f"{name}: {problem}") from error
