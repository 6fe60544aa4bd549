"""The phrases of one pack, compiled when first asked for and kept between processes."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from chancery.errors import PackError
from chancery.ontology.compiled import keep, recall
from chancery.text.patterns import Phrase, PhraseError, Vocabulary, compile_phrase


class _Kept(msgspec.Struct, frozen=True):
    """Phrases by their text: steps, needs and opens; sets of signs are kept once and told by their number."""

    signs: tuple[tuple[str, ...], ...] = ()
    phrases: dict[str, tuple[tuple[tuple[str, int | None, tuple[int, ...]], ...], tuple[int, ...], int]] = {}


class PhraseBook:
    """Compiled phrases by their text. `key` tells everything that they are made from."""

    def __init__(self, language: str, key: str, vocabulary: Callable[[], Vocabulary]) -> None:
        self._name, self._language, self._key = f"phrases-{language}", language, key
        self._vocabulary = vocabulary
        held = recall(self._name, key, _Kept) or _Kept()
        signs = [frozenset(each) for each in held.signs]
        self._phrases = {
            text: Phrase(
                tuple((role, None if at is None else signs[at], jumps) for role, at, jumps in body),
                tuple(signs[at] for at in needs),
                signs[opens],
            )
            for text, (body, needs, opens) in held.phrases.items()
        }
        self._recalled = len(self._phrases)

    def phrase(self, text: str) -> Phrase:
        """A compiled phrase; PackError names the phrase and what is wrong."""
        if text not in self._phrases:
            try:
                self._phrases[text] = compile_phrase(text, self._vocabulary())
            except PhraseError as error:
                raise PackError(f"{self._language}: {error}") from error
        return self._phrases[text]

    def keep(self) -> None:
        """Keep what was compiled here for the processes to come."""
        if len(self._phrases) > self._recalled:
            phrases = sorted(self._phrases.items())
            places: dict[frozenset[str], int] = {}
            for _, phrase in phrases:
                for signs in (*(wanted for _, wanted, _ in phrase.body), *phrase.needs, phrase.opens):
                    if signs is not None:
                        places.setdefault(signs, len(places))
            held = {
                text: (
                    tuple((role, None if s is None else places[s], jumps) for role, s, jumps in phrase.body),
                    tuple(places[signs] for signs in phrase.needs),
                    places[phrase.opens],
                )
                for text, phrase in phrases
            }
            keep(self._name, self._key, _Kept, _Kept(tuple(tuple(sorted(signs)) for signs in places), held))
            self._recalled = len(held)
