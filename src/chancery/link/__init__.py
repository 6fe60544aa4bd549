"""Findings of many articles become one record: who is who, what is one happening, which articles tell one story."""

from chancery.link.link import link

__all__ = ["link"]
