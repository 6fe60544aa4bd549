"""Capitals that stand for their states: "Minsk rejected the accusations"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from chancery.extract.gazetteer import Listed
from chancery.extract.lines import Sentence
from chancery.lang.kinds import SIGNS
from chancery.ontology.places import places
from chancery.ontology.states import states
from chancery.text.units import Unit


def adopt_capitals(sentences: Sequence[Sentence], city_after: Collection[str]) -> None:
    """A capital stands for its state, unless it opens a date line or a word before it says that the city is meant."""
    for sentence in sentences:
        units = sentence.line.units
        for index, unit in enumerate(units):
            state = _state(unit)
            if state is None or _opens_date_line(units, index) or _is_city(units, index, city_after):
                continue
            units[index] = Unit(unit.start, unit.end, SIGNS["metonym"], "metonym", (Listed("metonym", state),))
        sentence.line.refresh()


def _state(unit: Unit) -> str | None:
    """The state that a unit names the capital of."""
    place = places().get(unit.value[0].id) if unit.kind == "place" else None
    known = states().get(place.state) if place and place.state else None
    return place.state if place and known and known.capital == unit.value[0].id else None


def _is_city(units: Sequence[Unit], index: int, city_after: Collection[str]) -> bool:
    """Does a word, or two, before a place say that the city itself is meant: "in Minsk", "hội nghị Bắc Kinh"?"""
    before = [unit.sign for unit in units[max(index - 2, 0) : index]]
    return bool(before) and (before[-1] in city_after or " ".join(before) in city_after)


def _opens_date_line(units: Sequence[Unit], index: int) -> bool:
    """Does a place open a date line ("MOSCOW, 17 March", "MINSK.")?"""
    after = units[index + 1].sign if index + 1 < len(units) else "."
    dated = index + 2 < len(units) and units[index + 2].kind == "time"
    return index == 0 and (after in {".", "(", "–", "—"} or (after == "," and dated))
