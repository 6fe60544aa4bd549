"""Load packs: folder names are the languages, nothing else lists them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec

from chancery.errors import PackError
from chancery.lang import inflection, schema
from chancery.lang.inflection import Inflected
from chancery.lang.kinds import KINDS
from chancery.lang.phrasebook import PhraseBook
from chancery.ontology.compiled import compiled, fingerprint
from chancery.ontology.decode import convert, read_folder_or_file
from chancery.text.patterns import Phrase, Vocabulary

CASES = "cases"
"""The folder of a pack that is read only to check it."""


def packs_folder() -> Traversable:
    """The folder that holds one folder per language."""
    return files("chancery.lang") / "packs"


@cache
def available() -> tuple[str, ...]:
    """The languages there are packs for, sorted."""
    return tuple(sorted(f.name for f in packs_folder().iterdir() if f.is_dir() and (f / "pack.yaml").is_file()))


@dataclass(frozen=True)
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

    def inflected(self, lemma: str) -> Inflected:
        """Every form of a lemma with its tags."""
        if self.manifest.morphology == "rules":
            return inflection.by_rules(lemma, self.verbs)
        if self.manifest.morphology == "pymorphy3":
            return inflection.by_dictionary(lemma)
        return Inflected({lemma: frozenset({inflection.BASE})})

    @property
    def inflects(self) -> bool:
        """Do nouns of the language have cases that a dictionary knows?"""
        return self.manifest.morphology == "pymorphy3"

    def cases(self, words: str) -> frozenset[str]:
        """The grammatical cases words can stand in; empty where the language has none or it is not known."""
        return inflection.cases(words) if self.inflects else frozenset()

    def nominative(self, name: str) -> str:
        """A person's name as it is cited."""
        return inflection.nominative(name) if self.inflects else name

    def name_stem(self, word: str) -> str:
        """A folded word of a name without its case ending."""
        for ending in self.grammar.endings:
            if word.endswith(ending) and len(word) >= len(ending) + 2:
                return word[: -len(ending)]
        return word

    def is_common(self, word: str) -> bool:
        """Is a capitalised word an ordinary word of the language, as far as a dictionary tells?"""
        return self.inflects and inflection.is_common(word)

    @property
    def vocabulary(self) -> Vocabulary:
        """What this language's phrases may speak of."""
        return Vocabulary(kinds=KINDS, lists=self.lists, forms=lambda lemma: list(self.inflected(lemma).forms))

    @cached_property
    def phrases(self) -> PhraseBook:
        """The pack's phrases, compiled when asked for."""
        return PhraseBook(self.language, self.key(), lambda: self.vocabulary)

    def phrase(self, text: str) -> Phrase:
        """A compiled phrase; PackError names the phrase and what is wrong."""
        return self.phrases.phrase(text)

    def key(self, *code: str) -> str:
        """What tells everything that the program and further files of code make of this pack; empty for a draft."""
        if not self.fingerprint:
            return ""
        held = f"{self.fingerprint} {_program()} {fingerprint((f, Path(f).read_bytes()) for f in code)}"
        return hashlib.blake2b(held.encode(), digest_size=10).hexdigest()


@cache
def _program() -> str:
    """A hash of the code and data that packs are compiled with."""
    rooms = [files(f"chancery.{room}") for room in ("text", "lang", "ontology")]
    found = [(f"{room.name}/{f.name}", f.read_bytes()) for room in rooms for f in room.iterdir() if f.is_file()]
    found += [(f"data/{f.name}", f.read_bytes()) for f in (files("chancery.ontology") / "data").iterdir()]
    return fingerprint(found)


@cache
def load(language: str) -> Pack:
    """The pack of a language, decoded once a process. PackError when there is none or a file is wrong."""
    if language not in available():
        raise PackError(f"no language pack {language!r}; there are {', '.join(available())}")
    folder = packs_folder() / language
    key = fingerprint(_contents(folder))
    return assemble(language, compiled(f"pack-{language}", key, schema.Files, lambda: decode(folder)), key)


def decode(folder: Traversable) -> schema.Files:
    """The files of one pack's folder, typed. PackError for the first that is wrong."""
    decoded = {}
    for part in msgspec.structs.fields(schema.Files):
        raw = read_folder_or_file(folder, part.name)
        if raw is not None:
            decoded[part.name] = convert(part.name, raw, part.type)
    if "pack" not in decoded:
        raise PackError(f"{folder.name}: pack.yaml: is missing")
    return schema.Files(**decoded)


def assemble(language: str, held: schema.Files, key: str) -> Pack:
    """A pack of decoded files."""
    return Pack(
        language=language,
        manifest=held.pack,
        states=held.states,
        places=held.places,
        organizations=held.organizations,
        portfolios=held.portfolios,
        bodies=held.bodies,
        offices=held.offices,
        office_modifiers=held.office_modifiers,
        honorifics=held.honorifics,
        given_names=frozenset(name for names in held.given_names.values() for name in names),
        lists=held.lists,
        verbs=held.verbs,
        grammar=held.grammar,
        references=held.references,
        modality=held.modality,
        frames=held.frames,
        speech=held.speech,
        calendar=held.calendar,
        numbers=held.numbers,
        figures=held.figures,
        relations=held.relations,
        fingerprint=key,
    )


def _contents(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    """The files that make a pack what it is at run time; its cases do not."""
    for child in folder.iterdir():
        if child.is_dir() and (prefix or child.name != CASES):
            yield from _contents(child, f"{prefix}{child.name}/")
        elif child.name.endswith(".yaml"):
            yield f"{prefix}{child.name}", child.read_bytes()
