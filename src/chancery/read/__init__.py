"""Anything → Article: files, folders, archives, web pages, rows and feeds in, clean text out."""

from __future__ import annotations

from chancery.read.columns import columns_of
from chancery.read.document import Document
from chancery.read.listing import read_inputs
from chancery.read.reading import read_document

__all__ = ["Document", "columns_of", "read_document", "read_inputs"]
