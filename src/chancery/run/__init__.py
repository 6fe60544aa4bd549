"""A build: from inputs to a record, in parallel, resumable."""

from chancery.run.build import Report, build
from chancery.run.progress import Progress

__all__ = ["Progress", "Report", "build"]
