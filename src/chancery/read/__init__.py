"""Anything → Article: files, folders, web pages and rows in, clean text out."""

from __future__ import annotations

from chancery.read.document import Document
from chancery.read.listing import read_inputs
from chancery.read.reading import read_document

__all__ = ["Document", "read_document", "read_inputs"]
