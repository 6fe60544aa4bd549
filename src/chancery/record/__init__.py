"""The record: where everything read is kept, and how it is asked."""

from chancery.record.cache import Outcome
from chancery.record.store import Record
from chancery.record.view import View
from chancery.record.writer import Writer

__all__ = ["Outcome", "Record", "View", "Writer"]
