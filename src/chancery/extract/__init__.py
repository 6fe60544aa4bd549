"""Article → Findings: a pure function of the article and the language packs."""

from chancery.extract.extractor import Extractor

__all__ = ["Extractor"]
