"""What is read in a few sentences, data-driven: every YAML file beside this one holds cases.

A case says only what it is about; whatever else is read in its text is none of its business. `known` names a weakness
that is not mended yet: the case may fail until it is.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
import reading

from chancery.lang import available
from chancery.ontology.decode import decode_yaml


class Struct(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Every key is checked."""


class Event(Struct):
    """An act, as "TYPE/mode" or "TYPE"; `who` are all its actors in either role, `source` and `target` one of each."""

    act: str
    status: str | None = None
    date: str | None = None
    place: str | None = None
    who: list[str] | None = None
    source: str | None = None
    target: str | None = None


class Statement(Struct):
    """Somebody says the words; any of the stances will do."""

    speaker: str
    words: str
    stance: list[str] = []


class Figure(Struct):
    """An amount; `about` are states."""

    value: float
    unit: str
    measure: list[str] = []
    period: str | None = None
    approx: bool | None = None
    about: list[str] = []


class Office(Struct):
    """A person's title; `of` and `to` by code or name."""

    person: str
    title: str
    of: str | None = None
    to: str | None = None
    former: bool = False


class Relation(Struct):
    """A standing relation between states or organizations."""

    kind: str
    between: list[str]
    level: str | None = None
    since: str | None = None


class Case(Struct):
    """A text and what it says. Paragraphs are parted by blank lines."""

    text: str
    language: str = "en"
    published: str | None = None
    times: dict[str, str] = {}
    """Words → ISO date or interval; `unknown` where they are no date or not enough is known to date them."""
    refers: dict[str, str] = {}
    """Words (their last place in the text) → whom they mean."""
    events: list[Event] = []
    no_events: list[str] = []
    """Acts that must not be read; "*" for any."""
    statements: list[Statement] = []
    no_speakers: list[str] = []
    figures: list[Figure] = []
    no_figures: bool = False
    offices: list[Office] = []
    no_offices: list[str] = []
    """Persons who hold none."""
    organizations: list[str] = []
    """Bodies by a form of their name."""
    persons: list[str] = []
    no_names: list[str] = []
    """Forms that name no person and no organization."""
    relations: list[Relation] = []
    no_relations: list[str] = []
    known: str | None = None


def cases():
    for path in sorted(Path(__file__).parent.glob("*.yaml")):
        for name, case in decode_yaml(path, dict[str, Case]).items():
            weak = [pytest.mark.xfail(strict=False, reason=case.known)] if case.known else []
            yield pytest.param(case, id=f"{path.stem}:{name}", marks=weak)


@pytest.mark.parametrize("case", list(cases()))
def test_reading(case, extractor):
    if case.language not in available():
        pytest.skip(f"there is no pack for {case.language}")
    text = case.text.strip()
    read = reading.Read(text, extractor.extract(reading.article(text, case.language, case.published)))
    for problem in problems(case, read):
        pytest.fail(f"{text}\n  wanted {problem}\n{read.told()}", pytrace=False)


def problems(case: Case, read: reading.Read):
    for words, iso in case.times.items():
        if iso not in read.dates(words):
            yield f"{words!r}: {iso}, not {read.dates(words)}"
    for words, whom in case.refers.items():
        if not read.refers(words, whom):
            yield f"{words!r} to mean {whom}"
    for kind in ("event", "statement", "figure", "office", "relation"):
        held = getattr(read.findings, f"{kind}s")
        for wanted in getattr(case, f"{kind}s"):
            if not any(globals()[f"{kind}_fits"](read, wanted, row) for row in held):
                yield f"{wanted}"
    for kind in ("organization", "person"):
        told = {name for e in read.findings.entities if e.type == kind for name in e.names}
        yield from (f"the {kind} {name}" for name in getattr(case, f"{kind}s") if name not in told)
    yield from unwanted(case, read)


def unwanted(case: Case, read: reading.Read):
    for act in case.no_events:
        yield from (f"no {act}" for event in read.findings.events if act in {"*", event.type, reading.act(event)})
    for name in case.no_speakers:
        yield from (f"{name} to say nothing" for row in read.findings.statements if read.named(row.speaker, name))
    if case.no_figures and read.findings.figures:
        yield "no figure"
    for name in case.no_offices:
        yield from (f"no office of {name}" for row in read.findings.offices if read.named(row.person, name))
    for entity in read.findings.entities:
        if entity.type in {"organization", "person"}:
            yield from (f"nobody named {name}" for name in case.no_names if name in entity.names)
    for kind in case.no_relations:
        yield from (f"no {kind}" for row in read.findings.relations if row.kind == kind)


def event_fits(read, wanted: Event, row) -> bool:
    actors = (*row.sources, *row.targets)
    return (
        wanted.act in {row.type, reading.act(row)}
        and wanted.status in {None, row.status}
        and wanted.date in {None, row.date or "unknown"}
        and wanted.place in {None, row.place}
        and (wanted.who is None or read.same(actors, wanted.who))
        and (wanted.source is None or any(read.named(key, wanted.source) for key in row.sources))
        and (wanted.target is None or any(read.named(key, wanted.target) for key in row.targets))
    )


def statement_fits(read, wanted: Statement, row) -> bool:
    return (
        read.named(row.speaker, wanted.speaker)
        and (not wanted.stance or row.stance in wanted.stance)
        and any(wanted.words in read.text[passage.start : passage.end] for passage in row.passages)
    )


def figure_fits(read, wanted: Figure, row) -> bool:
    return (
        (row.value, row.unit) == (wanted.value, wanted.unit)
        and (not wanted.measure or row.measure in wanted.measure)
        and wanted.period in {None, row.period}
        and wanted.approx in {None, row.approx}
        and all(any(read.named(key, name) for key in row.about) for name in wanted.about)
    )


def office_fits(read, wanted: Office, row) -> bool:
    return (
        read.named(row.person, wanted.person)
        and row.title == wanted.title
        and row.former == wanted.former
        and (wanted.of is None or (row.of is not None and read.named(row.of, wanted.of)))
        and (wanted.to is None or (row.to is not None and read.named(row.to, wanted.to)))
    )


def relation_fits(read, wanted: Relation, row) -> bool:
    return (
        row.kind == wanted.kind
        and wanted.level in {None, row.level}
        and wanted.since in {None, row.since}
        and read.same(row.between, wanted.between)
    )
