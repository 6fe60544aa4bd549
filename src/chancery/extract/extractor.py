"""The whole of extraction, stage by stage."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.resources import files

from chancery.extract import figures, officeholders
from chancery.extract.acts import ActFinder
from chancery.extract.anchors import Anchor
from chancery.extract.context import Context
from chancery.extract.decision import Proposed, kept, model
from chancery.extract.discourse import Discourse, main_states
from chancery.extract.entities import Registry
from chancery.extract.events import join
from chancery.extract.features import of_statement
from chancery.extract.grammar import Grammar
from chancery.extract.lines import Reader, Sentence
from chancery.extract.relations import RelationFinder
from chancery.extract.speech import SpeechFinder
from chancery.extract.times import TimeSpan, anchored, resolve
from chancery.lang import available, load
from chancery.model.article import Article
from chancery.model.findings import (
    Findings,
    LocalEvent,
    LocalFigure,
    LocalOffice,
    LocalRelation,
    LocalStatement,
)

_ROOMS = ("chancery.extract", "chancery.text", "chancery.model")
"""What the findings of an article come from besides its pack."""


@dataclass(frozen=True, slots=True)
class _Language:
    """The stages of one language, compiled."""

    reader: Reader
    grammar: Grammar
    discourse: Discourse
    acts: ActFinder
    speech: SpeechFinder
    figures: figures.FigureFinder
    relations: RelationFinder


@dataclass(frozen=True, slots=True)
class Reading:
    """What an article says, and every event and statement that was proposed with what speaks for it."""

    findings: Findings
    events: tuple[Proposed[LocalEvent], ...]
    statements: tuple[Proposed[LocalStatement], ...]


class Extractor:
    """Reads articles in every language there is a pack for. Costly to make, cheap to use; keep one a process."""

    def __init__(self) -> None:
        self._languages: dict[str, _Language] = {}

    @property
    def languages(self) -> frozenset[str]:
        """The languages that can be read."""
        return frozenset(available())

    @cached_property
    def fingerprint(self) -> str:
        """Changes whenever the packs or the code of extraction change."""
        digest = hashlib.blake2b(digest_size=10)
        for room in _ROOMS:
            for file in sorted(files(room).iterdir(), key=lambda file: file.name):
                if file.name.endswith((".py", ".yaml", ".json")):
                    digest.update(file.read_bytes())
        for language in available():
            digest.update(load(language).fingerprint.encode())
        return digest.hexdigest()

    def _language(self, language: str) -> _Language:
        if language not in self._languages:
            pack = load(language)
            self._languages[language] = _Language(
                Reader(pack),
                Grammar(pack),
                Discourse(pack),
                ActFinder(pack),
                SpeechFinder(pack),
                figures.FigureFinder(pack),
                RelationFinder(pack),
            )
            pack.phrases.keep()
        return self._languages[language]

    def extract(self, article: Article) -> Findings:
        """Everything the article says. PackError when its language has no pack."""
        return self.read(article).findings

    def read(self, article: Article) -> Reading:
        """Everything the article says, and what was proposed before the decision model had its say."""
        stages = self._language(article.language)
        pack = load(article.language)
        registry = Registry(pack.name_stem, pack.nominative)
        sentences, times = stages.reader.sentences(article)
        anchor = anchored(article.published, times)
        for sentence in sentences:
            stages.grammar.run(article.text, sentence.line, registry)
        stages.discourse.resolve(article.text, sentences, registry)
        main = main_states(sentences, registry)
        context = Context(registry, anchor, main)
        acts = [act for s in sentences for act in stages.acts.find(s, context)]
        proposed = join(acts, registry, anchor, dateline_place(article), len(sentences))
        events, doubtful = kept("event", proposed)
        offices = officeholders.dated_by(officeholders.officeholders(sentences, acts, registry), events)
        said = _weighed(stages.speech.find(sentences, stages.acts, registry, anchor), article.text, registry)
        statements, unsaid = kept("statement", said)
        amounts = stages.figures.find(sentences, context)
        relations = stages.relations.find(sentences, events, context)
        _note_times(registry, times, anchor)
        findings = Findings(
            article=article.id,
            entities=registry.entities(_used(events, offices, statements, amounts, relations)),
            mentions=tuple(sorted(registry.mentions, key=lambda m: (m.start, m.end))),
            offices=offices,
            events=events,
            statements=statements,
            figures=amounts,
            relations=relations,
            undecided=_undecided(sentences, (*doubtful, *unsaid), article.text),
        )
        return Reading(findings, proposed, said)


def _used(
    events: Sequence[LocalEvent],
    offices: Sequence[LocalOffice],
    statements: Sequence[LocalStatement],
    figures: Sequence[LocalFigure],
    relations: Sequence[LocalRelation],
) -> set[str]:
    """Every entity that a row names."""
    keys: set[str | None] = {key for e in events for key in (*e.sources, *e.targets)}
    keys |= {key for o in offices for key in (o.person, o.of, o.to)}
    keys |= {key for s in statements for key in (s.speaker, *s.addressees, *s.about)}
    keys |= {key for f in figures for key in (*f.about, f.according_to)}
    keys |= {key for r in relations for key in r.between}
    return {key for key in keys if key}


def dateline_place(article: Article) -> str | None:
    """The English name of the city that the article is dated from, when its language's pack lists it."""
    if article.dateline is None:
        return None
    for place, forms in load(article.language).places.items():
        if article.dateline.casefold() in {form.casefold() for form in forms}:
            return place
    return None


def _note_times(registry: Registry, times: list[TimeSpan], anchor: Anchor) -> None:
    for span in times:
        if span.when.reads != "ignore":
            registry.note("time", (span.start, span.end), resolve(span.when, anchor), span.when.reads)


def _weighed(rows: Sequence[LocalStatement], text: str, registry: Registry) -> tuple[Proposed[LocalStatement], ...]:
    """The statements of an article with the probability that each is one."""
    speakers = Counter(row.speaker for row in rows)
    weighed = []
    for row in rows:
        at = row.passages[0].start / max(len(text), 1)
        features = of_statement(row, text, registry, at=at, by_speaker=speakers[row.speaker])
        weighed.append(Proposed(replace(row, confidence=model("statement").probability(features)), features))
    return tuple(weighed)


def _undecided(
    sentences: list[Sentence], doubtful: Sequence[LocalEvent | LocalStatement], text: str
) -> tuple[str, ...]:
    """Capitalised runs taken for neither a person nor an organization, and the words of rows that are too doubtful."""
    names = [unit.value for s in sentences for unit in s.line.units if unit.kind == "name"]
    words = [f"{_kind(row)}: {text[row.passages[0].start : row.passages[0].end]}" for row in doubtful]
    return tuple(dict.fromkeys([*names, *words]))


def _kind(row: LocalEvent | LocalStatement) -> str:
    return f"{row.type}/{row.mode}" if isinstance(row, LocalEvent) else f"statement of {row.speaker}"
