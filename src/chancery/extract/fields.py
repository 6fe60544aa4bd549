"""Fields of government behind a minister's title: "Minister of Agriculture, Animal Husbandry and Fisheries"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from chancery.extract.gazetteer import Listed
from chancery.lang import Pack
from chancery.ontology.offices import offices
from chancery.text.characters import lower
from chancery.text.matcher import Hit
from chancery.text.tokens import Token, tokens

_LONGEST = 8
_FAR = 240
"""Code points behind a title in which its fields are looked for."""
_DASHES = frozenset("-–—")
_RANKS = frozenset({"minister", "deputy-minister"})


class Fields:
    """What a pack's ministers may be ministers of, listed or put together of listed words."""

    def __init__(self, pack: Pack) -> None:
        self._links = [tuple(words.split()) for words in pack.lists.get("field_links", ())]
        self._joints = frozenset(pack.lists.get("field_joints", ()))
        self._forms: dict[tuple[str, ...], str] = {}
        for ident, forms in pack.portfolios.items():
            for form in forms:
                self._forms.setdefault(tuple(token.norm for token in tokens(form)), ident)
        names = {lower(name) for name in pack.given_names}
        further = {lower(word) for word in pack.lists.get("field_words", ())}
        single = further.union(word for form in self._forms for word in form if word.isalpha() and len(word) > 2)
        self._words = frozenset() if pack.grammar.head_first else single - names - self._joints

    def extended(self, text: str, end: int, hits: list[Hit[Listed]]) -> list[Hit[Listed]]:
        """The hits with every minister's title reaching to the end of its fields."""
        if not self._joints:
            return hits
        held: list[Hit[Listed]] = []
        for hit in hits:
            if held and hit.start < held[-1].end:
                continue
            listed = hit.values[0]
            spec = offices().get(listed.id) if listed.kind == "office" else None
            held.append(self._reach(text, end, hit, hits) if spec is not None and spec.rank in _RANKS else hit)
        return held

    def _reach(self, text: str, end: int, hit: Hit[Listed], hits: list[Hit[Listed]]) -> Hit[Listed]:
        behind = tokens(text, hit.end, min(end, hit.end + _FAR))
        opening = {other.start: other for other in hits if other.start >= hit.end}
        listed = hit.values[0]
        here = 0
        if listed.portfolio is None or not self._ends_in_field(text, hit):
            here = next((len(link) for link in self._links if self._reads(behind, link)), 0)
            first = self._field(text, behind, here, opening) if here else 0
            if first <= here:
                return hit
        last = self._end(text, behind, here, opening)
        if not last:
            return hit
        field = listed.portfolio or self._known(behind[here:last])
        return Hit(hit.start, behind[last - 1].end, (replace(listed, portfolio=field), *hit.values[1:]))

    def _end(self, text: str, behind: Sequence[Token], here: int, opening: Mapping[int, Hit[Listed]]) -> int:
        """How many words of `behind` are fields, joints between them included."""
        last, joined = 0, here > 0
        while here < len(behind):
            step = self._field(text, behind, here, opening) if joined else here
            if step > here:
                here = last = step
                joined = bool(self._words)
            elif (behind[here].norm in self._joints or behind[here].norm in _DASHES) and here - last < 2:
                here, joined = here + 1, True
            else:
                break
        return last

    def _field(self, text: str, behind: Sequence[Token], here: int, opening: Mapping[int, Hit[Listed]]) -> int:
        """The end of the field at behind[here]: a listed one, or a word of one; `here` itself when there is none."""
        if here >= len(behind):
            return here
        hit = opening.get(behind[here].start)
        if hit and hit.values[0].kind in {"state", "adjective"}:
            return self._between(behind, here, hit.end)
        if hit and hit.values[0].kind in {"office", "honorific", "organization"}:
            return here
        for stop in range(min(here + _LONGEST, len(behind)), here, -1):
            if tuple(token.norm for token in behind[here:stop]) in self._forms and self._fits(text, behind, here):
                return stop
        capital = text[behind[here].start].isupper()
        return here + 1 if capital and behind[here].norm in self._words else here

    def _between(self, behind: Sequence[Token], here: int, end: int) -> int:
        """The end of a state that is part of a field ("Canada-U.S. Trade"), told by a dash beside it."""
        last = next((at for at in range(here, len(behind)) if behind[at].start >= end), len(behind))
        beside = [token.norm for token in (*behind[max(here - 1, 0) : here], *behind[last : last + 1])]
        return last if here > 1 and _DASHES & set(beside) else here

    def _fits(self, text: str, behind: Sequence[Token], here: int) -> bool:
        """Is a listed field written as a name, or told behind a word that says it is one?"""
        return text[behind[here].start].isupper() or any(
            len(link) == here and self._reads(behind, link) for link in self._links
        )

    def _ends_in_field(self, text: str, hit: Hit[Listed]) -> bool:
        words = tuple(token.norm for token in tokens(text, hit.start, hit.end))
        return words[-1] in self._words or any(words[-size:] in self._forms for size in range(1, min(6, len(words))))

    def _known(self, words: Sequence[Token]) -> str | None:
        """The listed field that the words begin with."""
        for stop in range(len(words), 0, -1):
            known = self._forms.get(tuple(token.norm for token in words[:stop]))
            if known is not None:
                return known
        return None

    @staticmethod
    def _reads(behind: Sequence[Token], words: tuple[str, ...]) -> bool:
        return tuple(token.norm for token in behind[: len(words)]) == words
