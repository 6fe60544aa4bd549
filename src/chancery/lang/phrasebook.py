"""The phrases of one pack, compiled when first asked for and kept between processes."""

from __future__ import annotations

from collections.abc import Callable

from chancery.errors import PackError
from chancery.ontology.compiled import keep, recall
from chancery.text.patterns import Phrase, PhraseError, Vocabulary, compile_phrase

_Kept = dict[str, tuple[str, tuple[str, ...]]]


class PhraseBook:
    """Compiled phrases by their text. `key` tells everything that they are made from."""

    def __init__(self, language: str, key: str, vocabulary: Callable[[], Vocabulary]) -> None:
        self._name, self._language, self._key = f"phrases-{language}", language, key
        self._vocabulary = vocabulary
        held = recall(self._name, key, _Kept) or {}
        self._phrases = {text: Phrase(expression, frozenset(anchors)) for text, (expression, anchors) in held.items()}
        self._recalled = len(held)

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
            held = {text: (p.expression, tuple(sorted(p.anchors))) for text, p in sorted(self._phrases.items())}
            keep(self._name, self._key, _Kept, held)
            self._recalled = len(held)
