"""Frozen types of what flows through Chancery; no I/O here."""
