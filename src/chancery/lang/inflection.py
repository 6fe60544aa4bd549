"""Forms of a lemma, by the pack's rules or by a morphological dictionary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from chancery.lang.schema import Verbs
from chancery.text import regex

BASE, PRESENT, PAST, PARTICIPLE, GERUND = "base", "present", "past", "participle", "gerund"
PASSIVE, FUTURE, INFINITIVE = "passive", "future", "infinitive"


@dataclass(frozen=True, slots=True)
class Inflected:
    """The forms of one lemma and, for each, the grammatical tags it can have."""

    forms: Mapping[str, frozenset[str]]


def by_rules(lemma: str, verbs: Verbs) -> Inflected:
    """The five forms of a verb from the pack's irregular list, or else its first fitting rule."""
    if lemma in verbs.irregular:
        present, past, participle, gerund = verbs.irregular[lemma]
        return _tagged(
            [
                (lemma, BASE),
                (present, PRESENT),
                (past, PAST),
                (participle, PARTICIPLE),
                (gerund, GERUND),
            ]
        )
    for rule in verbs.rules:
        if regex.compile(rule.ending).search(lemma):
            stem = lemma[: len(lemma) - rule.strip] if rule.strip else lemma
            spelled = [
                (lemma, BASE),
                (_join(lemma, stem, rule.present), PRESENT),
                (_join(lemma, stem, rule.past), PAST),
                (_join(lemma, stem, rule.participle), PARTICIPLE),
                (_join(lemma, stem, rule.gerund), GERUND),
            ]
            return _tagged(spelled)
    return _tagged([(lemma, BASE)])


def _join(lemma: str, stem: str, suffix: str) -> str:
    """A suffix written "+x" is added to the whole lemma instead of the stem."""
    return lemma + suffix[1:] if suffix.startswith("+") else stem + suffix


def _tagged(pairs: list[tuple[str, str]]) -> Inflected:
    forms: dict[str, set[str]] = {}
    for form, tag in pairs:
        for variant in form.split("/"):
            forms.setdefault(variant, set()).add(tag)
    return Inflected({form: frozenset(tags) for form, tags in forms.items()})


@cache
def _analyzer() -> object:
    import pymorphy3  # noqa: PLC0415 — loads dictionaries; only packs that ask for it pay

    return pymorphy3.MorphAnalyzer(lang="ru")


_CLOSED = {"PREP", "CONJ", "PRCL", "NPRO"}
_LONGEST_FUNCTION_WORD = 7


@cache
def _is_function_word(form: str) -> bool:
    """Is this form above all a function word? "после" is "after" long before it is "about the ambassador"."""
    return str(_analyzer().tag(form.lower())[0].POS) in _CLOSED  # type: ignore[attr-defined]


_CASES = {"nomn", "gent", "datv", "accs", "ablt", "loct", "gen2", "loc2", "acc2"}


@cache
def by_dictionary(lemma: str) -> Inflected:
    """Every form of a Russian word, with the dictionary's grammemes as tags."""
    parses = _analyzer().parse(lemma)  # type: ignore[attr-defined]
    best = next(
        (p for p in parses if p.normal_form == lemma.lower().replace("ё", "е") or p.word == p.normal_form),
        parses[0],
    )
    forms: dict[str, set[str]] = {}
    for form in best.lexeme:
        if form.word != lemma and len(form.word) <= _LONGEST_FUNCTION_WORD and _is_function_word(form.word):
            continue
        tags = {str(g) for g in form.tag.grammemes}
        kept = (
            {"passive"} & {"passive" if "pssv" in tags else ""}
            | (tags & _CASES)
            | ({PAST} if "past" in tags else set())
            | ({FUTURE} if "futr" in tags else set())
            | ({INFINITIVE} if "INFN" in tags else set())
        )
        forms.setdefault(form.word, set()).update(kept or {BASE})
        if "ё" in form.word:
            forms.setdefault(form.word.replace("ё", "е"), set()).update(kept or {BASE})
    forms.setdefault(lemma, {BASE})
    return Inflected({form: frozenset(tags) for form, tags in forms.items()})


_OLD_CASES = {"gen1": "gent", "gen2": "gent", "loc1": "loct", "loc2": "loct", "acc2": "accs"}
_PROPER = {"Name", "Surn", "Patr", "Geox", "Orgn", "Trad", "Abbr"}
_NOMINAL = {"NOUN", "ADJF", "PRTF", "NPRO", "NUMR"}


@cache
def cases(words: str) -> frozenset[str]:
    """The cases a name or title can stand in, by its first words up to the noun; empty when they do not tell."""
    found: frozenset[str] = frozenset()
    spelled = words.split()[:4]
    name = all(word[:1].isupper() for word in spelled) and not is_common(spelled[0])
    for word in spelled:
        if len(word) > 1 and word.isupper():
            break  # an acronym has no cases
        parses = [p for p in _analyzer().parse(word.strip(",.«»()")) if p.tag.POS in _NOMINAL]  # type: ignore[attr-defined]
        known = any(p.is_known for p in parses)
        if word[:1].isupper() and not is_common(word):
            singular = [p for p in parses if p.tag.number != "plur" and p.tag.POS != "NPRO"]
            parses = singular or [p for p in parses if "Geox" in p.tag]
            if any(p.tag.gender == "masc" for p in parses):
                parses = [p for p in parses if not {"femn", "Fixd"} <= set(p.tag.grammemes)]
            if not parses:
                return frozenset()
        held = {_OLD_CASES.get(str(p.tag.case), str(p.tag.case)) for p in parses if p.tag.case}
        tags = {str(g) for p in parses for g in p.tag.grammemes}
        if "gent" in held and word[:1].isupper() and not tags & {"Geox", "Orgn", "Abbr", "femn", "neut"}:
            held.add("accs")  # a surname may be read as a thing, whose accusative is another
        if held:
            if found and word[:1].isupper() and not found & held:
                return frozenset()  # not read right
            found = (found & held) or found or frozenset(held)
        if "NOUN" in tags and not name and (word[:1].islower() or (known and not tags & {"Name", "Surn", "Patr"})):
            break
    return found


@cache
def nominative(name: str) -> str:
    """A person's name as it is cited: words that can be no nominative are put into it."""
    return " ".join(_cited(word) for word in name.split())


def _cited(word: str) -> str:
    parses = [p for p in _analyzer().parse(word) if p.tag.POS == "NOUN" and p.tag.number == "sing"]  # type: ignore[attr-defined]
    if not parses or any(p.tag.case == "nomn" for p in parses) or not word[:1].isupper():
        return word
    masculine = [p for p in parses if {"Name", "Surn", "Patr"} & set(p.tag.grammemes)] or parses
    inflected = masculine[0].inflect({"nomn"})
    return _as_written(word, inflected.word) if inflected is not None else word


@cache
def is_common(word: str) -> bool:
    """Is a word that opens a sentence with a capital an ordinary word, and no name?"""
    parses = _analyzer().parse(word)  # type: ignore[attr-defined]
    if not any(p.is_known for p in parses) or word.isupper():
        return False
    return str(parses[0].tag.POS) in _CLOSED | {"VERB", "INFN", "ADVB", "GRND"} or not any(
        _PROPER & set(p.tag.grammemes) for p in parses
    )


@cache
def all_forms(word: str) -> tuple[str, ...]:
    """An adjective in every gender, number and case, with capitals as written."""
    forms = by_dictionary(word).forms
    return tuple(dict.fromkeys((word, *(_as_written(word, form) for form in forms))))


def plural(name: str) -> str | None:
    """The plural of a one-word noun."""
    parse = next((p for p in _analyzer().parse(name) if "nomn" in p.tag and p.tag.POS == "NOUN"), None)  # type: ignore[attr-defined]
    inflected = parse.inflect({"plur", "nomn"}) if parse is not None and " " not in name else None
    return _as_written(name, inflected.word) if inflected is not None else None


def inflect_name(name: str) -> tuple[str, ...]:
    """The forms of a Russian proper name in every case: words that agree change together, genitive tails stay.

    Words are inflected up to the first that is already in the genitive after a noun ("Совет Безопасности").
    """
    words = name.split()
    parses: list[Any] = []
    seen_noun = False
    for word in words:
        parse = _named(word)
        if parse is None or (seen_noun and parse.tag.POS == "NOUN") or word.isupper():
            parses.append(None)
        else:
            parses.append(parse)
        seen_noun = seen_noun or (parse is not None and parse.tag.POS == "NOUN")
        if parses[-1] is None and seen_noun:
            parses.extend([None] * (len(words) - len(parses)))
            break
    head = next((parse for parse in parses if parse is not None and parse.tag.POS == "NOUN"), None)
    forms = [name]
    for case in ("gent", "datv", "accs", "ablt", "loct"):
        spelled = [_in_case(word, parse, case, head) for word, parse in zip(words, parses, strict=True)]
        if len(words) > 1 or len(name) > _LONGEST_FUNCTION_WORD or not _is_function_word(spelled[0]):
            forms.append(" ".join(spelled))
    return tuple(dict.fromkeys(forms + [form.replace("ё", "е") for form in forms]))


def _in_case(word: str, parse: Any, case: str, head: Any) -> str:  # noqa: ANN401 — pymorphy3 has no types
    """A word of a name in a case; in the accusative an adjective follows its noun, living or not."""
    if parse is None:
        return word
    wanted = {case}
    agrees = head is not None and parse.tag.POS != "NOUN" and parse.tag.gender != "femn"
    if case == "accs" and agrees and head.tag.animacy:
        wanted.add(str(head.tag.animacy))
    return _declined(word, frozenset(wanted)) or _declined(word, frozenset({case})) or word


@cache
def _named(word: str) -> Any:  # noqa: ANN401 — pymorphy3 has no types
    """What a word of a name in the nominative is, if it can be one."""
    return next((p for p in _analyzer().parse(word) if "nomn" in p.tag), None)  # type: ignore[attr-defined]


@cache
def _declined(word: str, wanted: frozenset[str]) -> str | None:
    inflected = _named(word).inflect(wanted)
    return _as_written(word, inflected.word) if inflected is not None else None


def _as_written(model: str, word: str) -> str:
    """Capitals where the model has them at the start of a part."""
    parts, models = word.split("-"), model.split("-")
    if len(parts) != len(models):
        return word[0].upper() + word[1:] if model[:1].isupper() else word
    return "-".join(p[:1].upper() + p[1:] if m[:1].isupper() else p for p, m in zip(parts, models, strict=True))
