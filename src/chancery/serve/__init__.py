"""The record in a browser and as an API: `make_app(record, access)` is the whole of it."""

from chancery.serve.app import make_app
from chancery.serve.site import Access

__all__ = ["Access", "make_app"]
