"""Decode the project's YAML into typed values. Every scalar is read as text, so `no` stays a word and `12:30` a time."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import msgspec
import yaml

from chancery.errors import PackError

T = TypeVar("T")
_BASE: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Loader(_BASE):  # type: ignore[misc]
    """Text scalars only, and no key twice."""


def _mapping(loader: Any, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
    keys = [key.value for key, _ in node.value]
    twice = sorted({str(key) for key in keys if keys.count(key) > 1}) if len(keys) != len(set(map(str, keys))) else []
    if twice:
        raise yaml.YAMLError(f"key {twice[0]!r} stands twice")
    mapping: dict[Any, Any] = yaml.BaseLoader.construct_mapping(loader, node, deep=True)
    return mapping


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def decode_yaml(path: Traversable, kind: type[T]) -> T:
    """The file as a value of `kind`. PackError says `file: key: problem`."""
    return _convert(path.name, _raw(path), kind)


def decode_folder_or_file(folder: Traversable, name: str, kind: type[T], empty: T) -> T:
    """`name`.yaml, or every YAML file of the folder `name` merged, keys once only; `empty` where there is neither."""
    single = folder / f"{name}.yaml"
    if single.is_file():
        return decode_yaml(single, kind)
    parts = folder / name
    if not parts.is_dir():
        return empty
    merged: dict[str, Any] = {}
    for part in sorted(parts.iterdir(), key=lambda p: p.name):
        if part.name.endswith(".yaml"):
            raw = _raw(part) or {}
            for key in raw:
                if key in merged:
                    raise PackError(f"{name}/{part.name}: {key}: stands in another file of the folder too")
            merged.update(raw)
    return _convert(name, merged, kind)


def _raw(path: Traversable) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 — a base loader: text only
    except yaml.YAMLError as error:
        raise PackError(f"{path.name}: {' '.join(str(error).split())}") from error


def _convert(name: str, raw: Any, kind: type[T]) -> T:
    try:
        return msgspec.convert(raw, kind, strict=False)
    except msgspec.ValidationError as error:
        raise PackError(f"{name}: {error}") from error
