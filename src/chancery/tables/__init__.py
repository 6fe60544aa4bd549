"""The record from Python: `chancery.open(path)`, rows as dicts, pandas or polars, and directed dyads."""

from chancery.tables.opened import OpenRecord
from chancery.tables.rows import Rows

__all__ = ["OpenRecord", "Rows"]
