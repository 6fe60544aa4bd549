"""Chancery keeps the record of dealings between states, read from news in many languages."""

__version__ = "0.1.0"
