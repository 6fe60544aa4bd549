"""Where places are: longitude and latitude of states and cities, from data files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec

from chancery.ontology.places import places


@cache
def _points() -> Mapping[str, tuple[float, float]]:
    """State codes and English city names → (longitude, latitude)."""
    path = files("chancery.serve") / "data" / "points.json"
    return msgspec.json.decode(path.read_bytes(), type=dict[str, tuple[float, float]])


def point(place: str) -> tuple[float, float] | None:
    """The point of a city, else of its state; None where there is none."""
    if place in _points():
        return _points()[place]
    known = places().get(place)
    return _points().get(known.state) if known and known.state else None
