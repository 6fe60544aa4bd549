"""Who is meant: from a code, a name in any language, or an id to a state or an entity."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from chancery.errors import UsageError
from chancery.model.record import Entity
from chancery.ontology.decode import decode_folder_or_file
from chancery.ontology.states import states
from chancery.record.view import View, looks_like_id
from chancery.text.folding import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Someone a dossier can be about.

    `key` is what facts are filed under: a state's alpha-3 code, or an entity's id. `entity` is None for a state that
    the record never names.
    """

    key: str
    name: str
    entity: Entity | None

    @property
    def is_state(self) -> bool:
        """Is it a state?"""
        return self.entity is None or self.entity.type == "state"


def parties(view: View, text: str) -> list[Party]:
    """Everyone the text may mean: one when it is clear, several when it is not, none when it says nothing."""
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    if looks_like_id(text):
        return _unique(party_of(view, key) for kind, key in view.resolve(text) if kind == "entity")
    if text.isupper() and (code := _code(text)):
        return [state(view, code)]
    if found := _by_name(view, text):
        return found
    if code := state_names().get(fold(text)) or _code(text.upper()):
        return [state(view, code)]
    return _unique(party_of(view, key) for key in view.named_like(text))


def key_of(view: View, text: str, asked: str = "") -> str:
    """The key of the one party that the text means. UsageError, led by what asked, when it means none or several."""
    found = parties(view, text)
    if len(found) == 1:
        return found[0].key
    shown = f"{asked}: {text[:60]!r}" if asked else repr(text)
    if not found:
        raise UsageError(f"{shown} names no state, person or organization of this record")
    several = ", ".join(f"{party.name} ({party.key})" for party in found[:6])
    raise UsageError(f"{shown} may be {several}; say which")


def party_of(view: View, key: str) -> Party | None:
    """The party of an entity's id."""
    entity = view.entity(key)
    if entity is None:
        return None
    if entity.type == "state" and entity.state:
        return Party(key=entity.state, name=entity.name, entity=entity)
    return Party(key=entity.id, name=entity.name, entity=entity)


def state(view: View, code: str) -> Party:
    """The party of a state."""
    entity = view.state(code)
    known = states().get(code)
    name = entity.name if entity else known.name if known else code
    return Party(key=code, name=name, entity=entity)


def state_name(view: View, code: str) -> str:
    """What a state is called in the record, else by its list name, else by its code."""
    line = view.state_line(code)
    known = states().get(code)
    return line.name if line else known.name if known else code


def _by_name(view: View, text: str) -> list[Party]:
    rows = view.named(text)
    exact = [key for name, key in rows if name.casefold() == text.casefold()]
    found = _unique(party_of(view, key) for key in exact or [key for _, key in rows])
    as_states = [party for party in found if party.is_state]
    return as_states if len(as_states) == 1 else found


def _unique(found: Iterable[Party | None]) -> list[Party]:
    return list({party.key: party for party in found if party is not None}.values())


def _code(text: str) -> str | None:
    if text in states():
        return text
    return _alpha2().get(text)


@cache
def _alpha2() -> Mapping[str, str]:
    return {known.alpha2: code for code, known in states().items() if known.alpha2}


@cache
def _pack_names() -> Mapping[str, tuple[str, ...]]:
    """Every name of every state in every pack, by code, strong names before weak ones."""
    # Imported here: most questions are answered from the record, without a look at the packs.
    from chancery.lang import schema  # noqa: PLC0415
    from chancery.lang.loader import available, packs_folder  # noqa: PLC0415

    strong: dict[str, list[str]] = {code: [known.name] for code, known in states().items()}
    weak: dict[str, list[str]] = {}
    for language in available():
        table = decode_folder_or_file(packs_folder() / language, "states", dict[str, schema.StateNames], {})
        for code, names in table.items():
            strong.setdefault(code, []).extend(names.names)
            weak.setdefault(code, []).extend(names.weak)
    return {code: tuple(dict.fromkeys(names + weak.get(code, []))) for code, names in strong.items()}


@cache
def _in_pack(language: str) -> Mapping[str, str]:
    """The first name of every state in a pack."""
    from chancery.lang import schema  # noqa: PLC0415 — as above
    from chancery.lang.loader import packs_folder  # noqa: PLC0415

    table = decode_folder_or_file(packs_folder() / language, "states", dict[str, schema.StateNames], {})
    return {code: names.names[0] for code, names in table.items() if names.names}


def name_in(code: str, language: str) -> str | None:
    """What a state is called in a language that there is a pack for."""
    return _in_pack(language).get(code)


@cache
def state_names() -> Mapping[str, str]:
    """Folded names of states in every language → alpha-3 code."""
    found: dict[str, str] = {}
    for code, names in _pack_names().items():
        for name in names:
            found.setdefault(fold(name), code)
    return found


def names_of(party: Party) -> tuple[str, ...]:
    """Every name a party is known by, in the record and, for a state, in the packs."""
    names = party.entity.names if party.entity else ()
    packs = _pack_names().get(party.key, ()) if party.is_state else ()
    return tuple(dict.fromkeys((party.name, *names, *packs)))
