"""Which form a file has, told by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chancery.read.document import DocumentKind

Container = Literal["jsonl", "csv", "parquet", "feed", "warc", "zip", "tar", "gz"]

SINGLE: Mapping[str, DocumentKind] = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
}
MANY: Mapping[str, Container] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".warc": "warc",
    ".warc.gz": "warc",
    ".zip": "zip",
    ".tar": "tar",
    ".tar.gz": "tar",
    ".tgz": "tar",
    ".tar.bz2": "tar",
    ".tar.xz": "tar",
    ".gz": "gz",
}
PACKED: frozenset[Container] = frozenset({"zip", "tar", "gz"})
"""Files of files."""


def kind_of(name: str) -> DocumentKind | None:
    """The kind of a file that is one document."""
    return next((kind for suffix, kind in SINGLE.items() if name.lower().endswith(suffix)), None)


def container_of(name: str) -> Container | None:
    """The form of a file that holds many documents: by its longest suffix."""
    lower = name.lower()
    return next((MANY[suffix] for suffix in sorted(MANY, key=len, reverse=True) if lower.endswith(suffix)), None)


def unknown(name: str) -> str:
    """Why a file of this name is not read."""
    _, dot, suffix = name.rpartition("/")[2].rpartition(".")
    what = f".{suffix} files are" if dot and suffix else "a file without a suffix is"
    return f"{what} not read; known are {', '.join([*SINGLE, *MANY])}"
