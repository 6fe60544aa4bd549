"""Rows of the record under the field names of the API and the exchange files."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from chancery.errors import ChanceryError

if TYPE_CHECKING:
    import pandas
    import polars

Row = dict[str, Any]
_SHOWN = 20
"""Rows that a notebook shows; the table says how many more there are."""
_FIRST = ("date", "type", "mode", "status", "sources", "targets", "confidence", "evidence")
"""Columns that a notebook shows first, of those that there are."""


class Rows:
    """Rows that are read when they are asked for, each time anew: iterate, count, or turn into a frame."""

    def __init__(
        self, read: Callable[[], Iterator[Row]], columns: tuple[str, ...], names: Callable[[], Mapping[str, str]] = dict
    ) -> None:
        self._read = read
        self._names = names
        self.columns = columns

    def __iter__(self) -> Iterator[Row]:
        return self._read()

    def __len__(self) -> int:
        return sum(1 for _ in self._read())

    def first(self) -> Row | None:
        """The first row; None when there is none."""
        return next(self._read(), None)

    def to_list(self) -> list[Row]:
        """All rows."""
        return list(self._read())

    def to_pandas(self) -> pandas.DataFrame:
        """All rows as a pandas frame; lists stay lists. ChanceryError when pandas is not installed."""
        try:
            import pandas as pd
        except ImportError as error:
            raise ChanceryError("pandas is not installed", hint="pip install pandas") from error
        return pd.DataFrame(self.to_list(), columns=list(self.columns))

    def to_polars(self) -> polars.DataFrame:
        """All rows as a polars frame; lists stay lists. ChanceryError when polars is not installed."""
        try:
            import polars as pl  # noqa: PLC0415 — optional
        except ImportError as error:
            raise ChanceryError("polars is not installed", hint="pip install polars") from error
        held = self.to_list()
        return pl.DataFrame({name: [row.get(name) for row in held] for name in self.columns}, strict=False)

    def __repr__(self) -> str:
        return f"<{len(self)} rows: {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        """The first rows as a table, names in place of identifiers, the words of the evidence marked."""
        names = self._names()
        columns = [name for name in _FIRST if name in self.columns] or list(self.columns[:8])
        head = "".join(f"<th>{html.escape(name)}</th>" for name in columns)
        lines, number = [], 0
        for number, row in enumerate(self._read(), 1):
            if number <= _SHOWN:
                lines.append("".join(f"<td>{_cell(row.get(name), names)}</td>" for name in columns))
        body = "".join(f"<tr>{line}</tr>" for line in lines)
        more = f"<p>{number - _SHOWN} more rows</p>" if number > _SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _cell(value: object, names: Mapping[str, str]) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict) and "quote" in value[0]:
        first = value[0]
        others = f" <small>(+{len(value) - 1})</small>" if len(value) > 1 else ""
        return f"<q><mark>{html.escape(str(first['quote']))}</mark></q>{others}"
    if isinstance(value, list):
        return html.escape(", ".join(names.get(str(part), str(part)) for part in value))
    return "" if value is None else html.escape(names.get(str(value), str(value)))
