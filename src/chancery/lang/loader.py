"""Load packs: folder names are the languages, nothing else lists them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

from chancery.errors import PackError
from chancery.lang import inflection, schema
from chancery.lang.inflection import Inflected
from chancery.lang.kinds import KINDS
from chancery.ontology.decode import decode_folder_or_file
from chancery.text.patterns import Phrase, PhraseError, Vocabulary, compile_phrase

T = TypeVar("T")
Forms = dict[str, list[str]]


def packs_folder() -> Traversable:
    """The folder that holds one folder per language."""
    return files("chancery.lang") / "packs"


@cache
def available() -> tuple[str, ...]:
    """The languages there are packs for, sorted."""
    return tuple(sorted(f.name for f in packs_folder().iterdir() if f.is_dir() and (f / "pack.yaml").is_file()))


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything Chancery knows of one language, decoded and typed."""

    language: str
    manifest: schema.Manifest
    states: Mapping[str, schema.StateNames]
    places: Mapping[str, list[str]]
    organizations: Mapping[str, list[str]]
    portfolios: Mapping[str, list[str]]
    bodies: Mapping[str, list[str]]
    offices: Mapping[str, list[str]]
    office_modifiers: Mapping[str, list[str]]
    honorifics: Mapping[str, list[str]]
    given_names: frozenset[str]
    lists: Mapping[str, list[str]]
    verbs: schema.Verbs
    grammar: schema.Grammar
    references: schema.References
    modality: Mapping[str, schema.Modality]
    frames: Mapping[str, schema.Frame]
    speech: schema.Speech
    calendar: schema.Calendar
    numbers: schema.Numbers
    figures: schema.Figures
    relations: schema.Relations
    fingerprint: str
    _phrases: dict[str, Phrase] = field(default_factory=dict)

    def inflected(self, lemma: str) -> Inflected:
        """Every form of a lemma with its tags."""
        if self.manifest.morphology == "rules":
            return inflection.by_rules(lemma, self.verbs)
        if self.manifest.morphology == "pymorphy3":
            return inflection.by_dictionary(lemma)
        return Inflected({lemma: frozenset({inflection.BASE})})

    @property
    def vocabulary(self) -> Vocabulary:
        """What this language's phrases may speak of."""
        return Vocabulary(kinds=KINDS, lists=self.lists, forms=lambda lemma: list(self.inflected(lemma).forms))

    def phrase(self, text: str) -> Phrase:
        """A compiled phrase; PackError names the phrase and what is wrong."""
        if text not in self._phrases:
            try:
                self._phrases[text] = compile_phrase(text, self.vocabulary)
            except PhraseError as error:
                raise PackError(f"{self.language}: {error}") from error
        return self._phrases[text]


@cache
def load(language: str) -> Pack:
    """The pack of a language, decoded once a process. PackError when there is none or a file is wrong."""
    if language not in available():
        raise PackError(f"no language pack {language!r}; there are {', '.join(available())}")
    folder = packs_folder() / language

    def part(name: str, kind: type[T], empty: T) -> T:
        return decode_folder_or_file(folder, name, kind, empty)

    frames = part("frames", dict[str, schema.Frame], {})
    return Pack(
        language=language,
        manifest=part("pack", schema.Manifest, schema.Manifest(language=language, name=language)),
        states=part("states", dict[str, schema.StateNames], {}),
        places=part("places", Forms, {}),
        organizations=part("organizations", Forms, {}),
        portfolios=part("portfolios", Forms, {}),
        bodies=part("bodies", Forms, {}),
        offices=part("offices", Forms, {}),
        office_modifiers=part("office_modifiers", Forms, {}),
        honorifics=part("honorifics", Forms, {}),
        given_names=frozenset(name for names in part("given_names", Forms, {}).values() for name in names),
        lists=part("lists", Forms, {}),
        verbs=part("verbs", schema.Verbs, schema.Verbs()),
        grammar=part("grammar", schema.Grammar, schema.Grammar()),
        references=part("references", schema.References, schema.References()),
        modality=part("modality", dict[str, schema.Modality], {}),
        frames=frames,
        speech=part("speech", schema.Speech, schema.Speech(verbs={})),
        calendar=part("calendar", schema.Calendar, schema.Calendar(months={}, rules=[])),
        numbers=part("numbers", schema.Numbers, schema.Numbers(decimal=".", group=",")),
        figures=part("figures", schema.Figures, schema.Figures(measures={})),
        relations=part("relations", schema.Relations, schema.Relations()),
        fingerprint=_fingerprint(folder),
    )


def _fingerprint(folder: Traversable) -> str:
    """A hash of every file of a pack."""
    digest = hashlib.blake2b(digest_size=10)
    for path, content in sorted(_files(folder)):
        digest.update(path.encode() + b"\x00" + hashlib.blake2b(content).digest())
    return digest.hexdigest()


def _files(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    for child in folder.iterdir():
        if child.is_dir():
            yield from _files(child, f"{prefix}{child.name}/")
        elif child.name.endswith(".yaml"):
            yield f"{prefix}{child.name}", child.read_bytes()
