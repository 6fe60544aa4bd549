"""Language packs: one folder of data a language; the schema, the loader and the checker."""

from chancery.lang.loader import Pack, available, load

__all__ = ["Pack", "available", "load"]
