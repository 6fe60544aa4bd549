"""The ontology's data files, typed."""

from __future__ import annotations

from importlib.resources import files
from typing import TypeVar

from chancery.ontology.compiled import compiled, fingerprint
from chancery.ontology.decode import decode_folder_or_file

T = TypeVar("T")


def datafile(name: str, kind: type[T], empty: T) -> T:
    """`data/<name>.yaml`, or the folder `data/<name>`; `empty` where there is neither. PackError when one is wrong."""
    folder = files("chancery.ontology") / "data"
    single = folder / f"{name}.yaml"
    parts = [single] if single.is_file() else list((folder / name).iterdir()) if (folder / name).is_dir() else []
    key = fingerprint((part.name, part.read_bytes()) for part in parts if part.name.endswith(".yaml"))
    return compiled(f"ontology-{name}", key, kind, lambda: decode_folder_or_file(folder, name, kind, empty))
