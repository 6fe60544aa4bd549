"""Every listed name of a language in one matcher: states, places, bodies of the world, titles, honorifics."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import msgspec

from chancery.lang import Pack
from chancery.lang.inflection import all_forms, inflect_name, plural
from chancery.ontology.bodies import bodies as all_bodies
from chancery.ontology.compiled import compiled as kept
from chancery.ontology.offices import offices as all_offices
from chancery.ontology.organizations import organizations as all_organizations
from chancery.text.characters import lower, plain_quotes
from chancery.text.matcher import Matcher, entered


@dataclass(frozen=True, slots=True)
class Listed:
    """What a listed form stands for.

    `kind` is a unit kind; `id` the ontology id (state code, place name, organization, body or office id);
    `portfolio` for ministries and ministers; `weak` when the form alone does not settle it.
    """

    kind: str
    id: str
    portfolio: str | None = None
    weak: bool = False


_ANYCASE = frozenset({"office", "core", "modifier", "honorific", "people"})
"""Kinds whose words are written in lower case as well; acronyms among them, and forms marked "=", are not."""


class _Spellings(msgspec.Struct, frozen=True):
    """Every listed name as it is sought in a text: forms with the places in `listed` of what they stand for."""

    listed: list[Listed]
    exact: dict[str, list[int]]
    anycase: dict[str, list[int]]


def gazetteer(pack: Pack) -> Matcher[Listed]:
    """The matcher of a pack's names. Case counts for proper names, not for titles and bodies."""
    held = kept(f"names-{pack.language}", pack.key(__file__), _Spellings, lambda: _spellings(pack))

    def named(forms: Mapping[str, list[int]]) -> dict[str, tuple[Listed, ...]]:
        return {form: tuple([held.listed[at] for at in places]) for form, places in forms.items()}

    return Matcher.ready(named(held.exact), named(held.anycase))


def _spellings(pack: Pack) -> _Spellings:
    exact: list[tuple[str, Listed]] = []
    anycase: list[tuple[str, Listed]] = []
    for form, listed in _names(pack):
        if form.startswith("="):
            exact.append((plain_quotes(form[1:]), listed))
            continue
        common = listed.kind in _ANYCASE or (listed.kind == "adjective" and form[:1].islower())
        for written in _written(pack, form, listed.kind):
            if common and not form.isupper():
                anycase.append((lower(plain_quotes(written)), listed))
            else:
                exact.append((plain_quotes(written), listed))
    places: dict[Listed, int] = {}

    def numbered(entries: list[tuple[str, Listed]]) -> dict[str, list[int]]:
        return {f: [places.setdefault(one, len(places)) for one in held] for f, held in entered(entries).items()}

    numbers = numbered(exact), numbered(anycase)
    return _Spellings(list(places), *numbers)


_LOWERED: dict[str, list[tuple[str, Listed]]] = {}
"""Names in lower case by a pack's key, so that they are gone through once a process."""


def spelled(pack: Pack, kinds: Collection[str]) -> Mapping[str, Listed]:
    """Every form of some kinds of name, in lower case, with what it stands for."""
    names = _LOWERED.get(pack.key())
    if names is None:
        names = [(lower(form.removeprefix("=")), listed) for form, listed in _names(pack)]
        if pack.key():
            _LOWERED[pack.key()] = names
    held: dict[str, Listed] = {}
    for form, listed in names:
        if listed.kind in kinds:
            held.setdefault(form, listed)
    return held


def _written(pack: Pack, form: str, kind: str) -> tuple[str, ...]:
    """The forms a name takes in running text."""
    if not pack.inflects:
        return (form,)
    if kind == "adjective":
        return all_forms(form)
    many = plural(form) if kind == "people" else None
    return inflect_name(form) + (inflect_name(many) if many else ())


def _names(pack: Pack) -> Iterator[tuple[str, Listed]]:
    yield from _state_names(pack)
    yield from _plain("place", pack.places)
    yield from _organization_names(pack)
    for ident, forms in pack.bodies.items():
        kind = all_bodies().get(ident)
        yield from _templates(pack, forms, "media" if kind and kind.level == "media" else "core", ident)
    for ident, forms in pack.offices.items():
        office, _, field = ident.partition("/")  # "minister/foreign-affairs": titles with no field in their words
        if field:
            yield from ((form, Listed("office", office, field)) for form in forms)
        elif office in all_offices():
            yield from _templates(pack, forms, "office", office)
    yield from _plain("modifier", pack.office_modifiers)
    yield from _plain("honorific", pack.honorifics)


def _plain(kind: str, names: Mapping[str, list[str]]) -> Iterator[tuple[str, Listed]]:
    for ident, forms in names.items():
        for form in forms:
            yield form, Listed(kind, ident)


def _organization_names(pack: Pack) -> Iterator[tuple[str, Listed]]:
    known = all_organizations()
    for ident, forms in pack.organizations.items():
        spec = known.get(ident)
        kind = "media" if spec is not None and spec.kind == "media" else "organization"
        for form in forms:
            yield form, Listed(kind, (spec.same_as if spec is not None else None) or ident)


def _state_names(pack: Pack) -> Iterator[tuple[str, Listed]]:
    for code, names in pack.states.items():
        for form in names.names:
            yield form, Listed("state", code)
        for form in names.weak:
            yield form, Listed("state", code, weak=True)
        for form in names.adjectives:
            yield form, Listed("adjective", code)
        for form in names.people:
            if form not in names.adjectives:
                yield form, Listed("people", code)
        for form in names.metonyms:
            yield form, Listed("metonym", code)


def _templates(pack: Pack, forms: list[str], kind: str, ident: str) -> Iterator[tuple[str, Listed]]:
    """A title's or body's forms, `{portfolio}` spelled out; other slots are left to the grammar."""
    for form in forms:
        if "{portfolio}" in form:
            for portfolio, spelled in pack.portfolios.items():
                for words in spelled:
                    yield form.replace("{portfolio}", words), Listed(kind, ident, portfolio)
        elif "{" not in form:
            yield form, Listed(kind, ident)
