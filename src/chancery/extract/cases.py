"""Run the cases of a language pack: what each frame must read in a sentence, and where it must stay silent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from chancery.errors import PackError
from chancery.extract.extractor import Extractor
from chancery.lang import load
from chancery.lang.cases import Reading, cases, parse_reading
from chancery.lang.schema import Cases, Example
from chancery.model.article import Article, Block
from chancery.model.findings import Findings, LocalEntity, LocalEvent
from chancery.ontology.acts import is_symmetric


@cache
def _extractor() -> Extractor:
    return Extractor()


def run_cases(language: str) -> Iterator[str]:
    """`file: frame: problem` for every case that does not read as it says. Nothing when the pack has no cases."""
    extractor = _extractor()
    try:
        frames = load(language).frames
        for file, name, held in cases(language):
            if name in frames:
                for problem in _problems(extractor, language, frames[name].act, held):
                    yield f"{file}: {name}: {problem}"
    except PackError as error:
        yield f"{language}: the cases cannot be run: {error.line()}"


def _problems(extractor: Extractor, language: str, act: str, held: Cases) -> Iterator[str]:
    for case in held.positive:
        findings = extractor.extract(_article(language, case.text, case.published))
        problem = _missed(findings, act, case)
        if problem:
            yield problem
    for text in held.negative:
        findings = extractor.extract(_article(language, text, None))
        for event in _of_act(findings, act):
            yield f"{text!r} must not read {act}, but reads {_told(findings, event)}"


def _article(language: str, text: str, published: str | None) -> Article:
    """A page of one paragraph."""
    return Article(
        id="case",
        source="case",
        url=None,
        language=language,
        title=None,
        text=text,
        blocks=(Block(kind="body", start=0, end=len(text)),),
        published=published,
        published_from="given" if published else None,
        dateline=None,
        outlet=None,
    )


def _of_act(findings: Findings, act: str) -> list[LocalEvent]:
    return [event for event in findings.events if f"{event.type}/{event.mode or ''}" == _full(act)]


def _full(act: str) -> str:
    return act if "/" in act else f"{act}/"


def _missed(findings: Findings, act: str, case: Example) -> str | None:
    """What is wrong with a positive case, or None."""
    reading = parse_reading(case.reads)
    events = _of_act(findings, act)
    if any(_fits(findings, event, reading) for event in events):
        return None
    wanted = f"{case.text!r} must read {act} {case.reads}".rstrip()
    if events:
        return f"{wanted}, but reads {'; '.join(_told(findings, event) for event in events)}"
    others = ", ".join(f"{event.type}/{event.mode or ''}" for event in findings.events)
    return f"{wanted}, but reads {others or 'no event'}"


def _fits(findings: Findings, event: LocalEvent, reading: Reading) -> bool:
    if reading.status not in {None, event.status} or reading.date not in {None, event.date}:
        return False
    entities = {entity.key: entity for entity in findings.entities}
    sides = (_actors(entities, event.sources), _actors(entities, event.targets))
    wanted = (reading.sources, reading.targets)
    if _sides_fit(sides, wanted):
        return True
    return is_symmetric(event.type) and _sides_fit((sides[1], sides[0]), wanted)


def _actors(entities: dict[str, LocalEntity], keys: Sequence[str]) -> list[LocalEntity]:
    """The actors of a side; one that the findings do not hold is known by its key alone."""
    unknown = [LocalEntity(key=key, type="organization", name=key, names=(), state=None) for key in keys]
    return [entities.get(actor.key, actor) for actor in unknown]


def _sides_fit(sides: tuple[list[LocalEntity], ...], wanted: tuple[tuple[str, ...], ...]) -> bool:
    return all(not names or _same(actors, names) for actors, names in zip(sides, wanted, strict=True))


def _same(actors: list[LocalEntity], names: tuple[str, ...]) -> bool:
    """Every actor is one of the names, and every name one of the actors."""
    return all(any(_is(actor, name) for name in names) for actor in actors) and all(
        any(_is(actor, name) for actor in actors) for name in names
    )


def _is(actor: LocalEntity, name: str) -> bool:
    return actor.state == name or any(name in known for known in (actor.name, *actor.names))


def _told(findings: Findings, event: LocalEvent) -> str:
    """An event as a case would write it."""
    entities = {entity.key: entity for entity in findings.entities}
    sources, targets = (
        ", ".join(actor.name for actor in _actors(entities, keys)) for keys in (event.sources, event.targets)
    )
    date = f" @ {event.date}" if event.date else ""
    return f"{sources} > {targets} : {event.status}{date}"
