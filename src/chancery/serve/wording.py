"""Facts in words: names, dates, one sentence for an event, links. What templates and files share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from chancery.model.record import Event
from chancery.record import View
from chancery.record.naming import name_in, state_name
from chancery.record.view import ArticleLine
from chancery.serve.texts import Phrases


def name_of(view: View, key: str, say: Phrases | None = None) -> str:
    """What an entity is called; with `say`, a state by its name in the reader's language."""
    entity = view.entity_line(key)
    if entity is None:
        return key
    own = name_in(entity.state, say.language) if say and entity.type == "state" and entity.state else None
    return own or entity.name


def names(view: View, keys: Iterable[str], say: Phrases | None = None) -> str:
    """Several names, parted by commas."""
    return ", ".join(name_of(view, key, say) for key in keys)


def place_name(view: View, place: str | None, say: Phrases) -> str | None:
    """A place: a state by its name in the reader's language, a city as it is recorded."""
    if place is None or len(place) != len("VNM") or not place.isupper():
        return place
    return name_in(place, say.language) or state_name(view, place)


def office_title(say: Phrases, title: str, state: str | None = None) -> str:
    """A title as it is said of this state, else as of any."""
    own = say.word(f"office.{state}", title)
    return own if state and own != title.replace("-", " ") else say.word("office", title)


def link_of(view: View, key: str) -> str:
    """The page of an entity; a state's is under its code."""
    entity = view.entity_line(key)
    return f"/entities/{quote(entity.state if entity and entity.type == 'state' and entity.state else key)}"


def summary(view: View, row: Mapping[str, Any]) -> str:
    """An event's row in a few words, in English: for calendars and citations."""
    act = Phrases("en").act(str(row["type"]), row["mode"])
    sides = names(view, row["sources"]), names(view, row["targets"])
    return f"{sides[0]}: {act}" + (f" – {sides[1]}" if sides[1] else "")


def sentence(view: View, event: Event, say: Phrases) -> str:
    """Who did what to whom, in the reader's language, without when and where."""
    act = say.act(event.type, event.mode)
    sources, targets = names(view, event.sources, say), names(view, event.targets, say)
    key = "sentence.both" if sources and targets else "sentence.source" if sources else "sentence.target"
    return say(key, sources=sources, targets=targets, act=act)


def title_of(line: ArticleLine) -> str:
    """An article's title; the name of the file it was read from where it has none."""
    return line.title or line.source.rstrip("/").rpartition("/")[2]


def when(date: str | None, say: Phrases) -> str:
    """A date, month, year or interval for people; a dash that is read aloud as unknown where there is none."""
    if not date:
        return say("date.unknown")
    first, _, last = date.partition("/")
    return f"{first} – {last}" if last else first


def percent(share: float) -> str:
    """A share as a whole per cent."""
    return f"{round(share * 100)} %"


FILTERS = {"percent": percent, "title": title_of}
