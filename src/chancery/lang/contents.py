"""What can be wrong inside a pack whose files decode: ids, phrases, acts, dates, names that stand twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import get_args

from chancery.errors import PackError
from chancery.lang.kinds import KINDS
from chancery.lang.loader import Pack
from chancery.lang.schema import LEVELS, STANCES, TIME_GROUPS, TIME_READS, TIME_SLOTS
from chancery.model.findings import Status
from chancery.ontology.acts import is_act
from chancery.ontology.bodies import bodies
from chancery.ontology.offices import offices
from chancery.ontology.organizations import organizations
from chancery.ontology.places import places
from chancery.ontology.portfolios import portfolios
from chancery.ontology.states import states
from chancery.text import regex

Problem = tuple[str, str, str]
"""Part of the pack, key in it, what is wrong."""

_SLOT = regex.compile(r"\{([a-z]\w*)\}")
_ROLE = regex.compile(r"\{(\w+):")
_ROLES = {
    "frames": {"source", "target"},
    "grammar": {
        "core",
        "owner",
        "partner",
        "branch",
        "media",
        "host",
        "name",
        "office",
        "honorific",
        "modifier",
        "state",
    },
    "references": {"owner"},
    "relations": {"member", "body"},
}
"""The roles that the phrases of a part may capture; in other parts any."""

_LISTED = ("places", "organizations", "portfolios", "bodies", "offices")


def problems(pack: Pack) -> Iterator[Problem]:
    """Everything wrong with a pack's contents."""
    yield from _manifest(pack)
    yield from _identifiers(pack)
    yield from _names_twice(pack)
    yield from _phrases(pack)
    yield from _frames(pack)
    yield from _keys(pack)
    yield from _calendar(pack)
    yield from _words(pack)


def _manifest(pack: Pack) -> Iterator[Problem]:
    if pack.manifest.language != pack.language:
        yield "pack", "language", f"{pack.manifest.language!r} is not the name of the folder, {pack.language!r}"
    if pack.manifest.home is not None and pack.manifest.home not in states():
        yield "pack", "home", f"unknown state {pack.manifest.home!r}"


def _identifiers(pack: Pack) -> Iterator[Problem]:
    """Keys that the ontology must know."""
    known: dict[str, Collection[str]] = {
        "states": states(),
        "places": places(),
        "organizations": organizations(),
        "portfolios": portfolios(),
        "bodies": bodies(),
        "offices": offices(),
    }
    for part, ids in known.items():
        for key in getattr(pack, part):
            if (key.partition("/")[0] if part == "offices" else key) not in ids:
                yield part, key, f"not in the ontology's {part}"


def _names_twice(pack: Pack) -> Iterator[Problem]:
    """One form under two ids settles nothing. Weak names and the names of peoples may be shared."""
    yield from _twice("states", {code: [*names.names, *names.metonyms] for code, names in pack.states.items()})
    for part in _LISTED:
        yield from _twice(part, getattr(pack, part))


def _twice(part: str, forms: Mapping[str, list[str]]) -> Iterator[Problem]:
    holders: dict[str, list[str]] = defaultdict(list)
    for key, listed in forms.items():
        for form in dict.fromkeys(listed):
            holders[form].append(key)
    for form, keys in holders.items():
        for key in keys[1:]:
            yield part, key, f"{form!r} stands under {keys[0]} too"


def phrases(pack: Pack) -> Iterator[tuple[str, str, str]]:
    """Every phrase of a pack, as (part, key, phrase)."""
    for name, frame in pack.frames.items():
        for key in ("verb", "noun", "unless"):
            yield from (("frames", f"{name}.{key}", phrase) for phrase in getattr(frame, key))
    for status, cues in pack.modality.items():
        for key in ("before", "after", "clause", "noun"):
            yield from (("modality", f"{status}.{key}", phrase) for phrase in getattr(cues, key))
    for name, counter in pack.figures.counters.items():
        for phrase in [*counter.nouns, *counter.needs]:
            yield "figures", f"counters.{name}", phrase
    yield from _fields("speech", pack.speech, ("verbs", "according", "documents", "contents", "unless"))
    yield from _fields(
        "grammar", pack.grammar, ("organizations", "persons", "peers", "outspoken", "appositions", "bare_offices")
    )
    yield from _fields(
        "references",
        pack.references,
        ("person", "plural", "office", "state", "officials", "organization", "gatherings"),
    )
    yield from _fields("figures", pack.figures, ("measures", "unless"))
    yield from _fields("relations", pack.relations, ("partnership", "member", "unless"))


def _fields(part: str, spec: object, names: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """Phrases of fields that hold a list, or lists by key."""
    for name in names:
        held = getattr(spec, name)
        if isinstance(held, dict):
            yield from ((part, f"{name}.{key}", phrase) for key, listed in held.items() for phrase in listed)
        else:
            yield from ((part, name, phrase) for phrase in held)


def _phrases(pack: Pack) -> Iterator[Problem]:
    for part, key, phrase in phrases(pack):
        try:
            pack.phrase(phrase)
        except PackError as error:
            problem = error.message.removeprefix(f"{pack.language}: ")
            yield part, key, problem if phrase in problem else f"{problem} in {phrase!r}"
        allowed = _ROLES.get(part)
        for role in _ROLE.findall(phrase):
            if allowed is not None and role not in allowed:
                yield part, key, f"no role {role!r}; there are {', '.join(sorted(allowed))}"


def _frames(pack: Pack) -> Iterator[Problem]:
    for name, frame in pack.frames.items():
        kind, _, mode = frame.act.partition("/")
        if not is_act(kind, mode or None):
            yield "frames", f"{name}.act", f"unknown act {frame.act!r}"
        if not frame.verb and not frame.noun:
            yield "frames", name, "has no trigger, neither verb nor noun"
        for role, kinds in frame.kinds.items():
            if role not in _ROLES["frames"]:
                yield "frames", f"{name}.kinds", f"no role {role!r}; there are source, target"
            for unknown in set(kinds) - set(KINDS):
                yield "frames", f"{name}.kinds", f"no kind {unknown!r}"


def _keys(pack: Pack) -> Iterator[Problem]:
    """Keys that are words of the record's vocabulary."""
    statuses = (*get_args(Status), "hypothetical")
    vocabularies: list[tuple[str, str, Collection[str], Collection[str]]] = [
        ("modality", "", pack.modality, statuses),
        ("speech", "verbs.", pack.speech.verbs, (*STANCES, "say", "nothing")),
        ("speech", "contents.", pack.speech.contents, STANCES),
        ("relations", "partnership.", pack.relations.partnership, LEVELS),
    ]
    for part, prefix, keys, allowed in vocabularies:
        for key in keys:
            if key not in allowed:
                yield part, f"{prefix}{key}", f"unknown; there are {', '.join(allowed)}"


def _calendar(pack: Pack) -> Iterator[Problem]:
    spec = pack.calendar
    for field, keys, last in (("months", spec.months, 12), ("weekdays", spec.weekdays, 7)):
        for key in keys:
            if not key.isdigit() or not 1 <= int(key) <= last:
                yield "calendar", f"{field}.{key}", f"is no number from 1 to {last}"
    slots = {*TIME_SLOTS, *spec.words}
    for number, rule in enumerate(spec.rules, 1):
        key = f"rules.{number}"
        if rule.reads not in TIME_READS:
            yield "calendar", key, f"no reading {rule.reads!r}; there are {', '.join(TIME_READS)}"
        unknown = [slot for slot in _SLOT.findall(rule.pattern) if slot not in slots]
        if unknown:
            yield "calendar", key, f"no words {unknown[0]!r}; there are {', '.join(sorted(slots))}"
            continue
        try:
            compiled = regex.compile(f"(?:{_SLOT.sub('(?:x)', rule.pattern)})")
        except re.error as error:
            yield "calendar", key, f"{error} in {rule.pattern!r}"
            continue
        for group in compiled.groupindex:
            if group not in TIME_GROUPS:
                yield "calendar", key, f"no group {group!r}; there are {', '.join(TIME_GROUPS)}"


def _words(pack: Pack) -> Iterator[Problem]:
    """Numbers that must be numbers, expressions that must compile, verbs with all their forms."""
    for field in ("words", "scales", "vague"):
        for word, value in getattr(pack.numbers, field).items():
            if not value.replace(".", "", 1).isdigit():
                yield "numbers", f"{field}.{word}", f"{value!r} is no number"
    for rule in pack.verbs.rules:
        try:
            regex.compile(rule.ending)
        except re.error as error:
            yield "verbs", "rules", f"{error} in {rule.ending!r}"
    for verb, forms in pack.verbs.irregular.items():
        if len(forms) != 4:
            yield "verbs", f"irregular.{verb}", f"{len(forms)} forms; present, past, participle and gerund are wanted"
