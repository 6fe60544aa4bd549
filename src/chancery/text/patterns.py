"""The pattern engine: phrases over lines of units, read into steps.

A phrase is words parted by blanks, as a pack writes it:

    word          that word, any case            ~word      any inflected form of it
    word?         or nothing                     (a b|c)    one of these; (a b|c)? or nothing
    %( and %)     the brackets themselves
    <kind|kind>   a recognised thing             {role:kind|kind}   the same, captured as `role`
    @list         a word of the pack's list      *  *5      up to three (five) words, none recognised

Patterns are indexed by a sign they cannot do without, one that few of them need. A line that holds it is tried only
where it holds a sign that the phrase may begin with, and only if it holds all else that the phrase needs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain
from typing import Generic, TypeVar

from chancery.text import regex
from chancery.text.tokens import tokens
from chancery.text.units import Line

T = TypeVar("T")
_PIECE = regex.compile(
    r"(?:(?<=\s)|^)%([()])(?=\s|$)|\(|\)\??|\||\{(\w+):([\w|]+)\}(\??)|<([\w|]+)>(\??)|\*(\d*)|~([^\s()|?]+)(\??)|@(\w+)(\??)|([^\s()|?<>{}]+|\?)(\??)"
)
_PLAIN = regex.compile(r"[^\ue000-\uf8ff\s.,;:!?–—\"“”()]+")
"""A sign that a gap may pass over."""

Signs = frozenset[str]
Step = tuple[str, Signs | None, tuple[int, ...]]
"""One step of a phrase: jumps to try in turn, or else a unit to pass, captured as the role if one is named.

The unit's sign is one of the set, or any plain word where there is none.
"""
Body = tuple[Step, ...]


class PhraseError(ValueError):
    """A phrase that cannot be read: what was got and what is wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What a phrase may speak of: sign characters of each kind, word lists, and the forms of a lemma."""

    kinds: Mapping[str, str]
    lists: Mapping[str, Sequence[str]]
    forms: Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase read: its steps, and what of it a line must hold.

    A hit holds one sign of each of `needs`, and begins with one of `opens` (empty: with any).
    """

    body: Body
    needs: tuple[Signs, ...]
    opens: Signs


_ANY = Signs()
"""What a phrase may begin with when it begins with a gap."""


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A hit: units[first:last] of the line, with the unit ranges of every captured role."""

    value: T
    first: int
    last: int
    roles: Mapping[str, tuple[tuple[int, int], ...]]

    def role(self, name: str) -> tuple[int, int] | None:
        """The first unit range captured as `name`."""
        held = self.roles.get(name)
        return held[0] if held else None


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a phrase: as `Phrase`, and whether it may be left out. The branch written longest goes first."""

    written: str
    body: Body
    needs: tuple[Signs, ...]
    opens: Signs
    optional: bool = False


class _Parser:
    """One pass over a phrase, building its expression and what it needs."""

    def __init__(self, phrase: str, vocabulary: Vocabulary) -> None:
        self.phrase = phrase
        self.vocabulary = vocabulary
        self.pieces = self._split(phrase)
        self.at = 0

    @staticmethod
    def _split(phrase: str) -> list[object]:
        pieces, end = [], 0
        for match in _PIECE.finditer(phrase):
            skipped = phrase[end : match.start()].strip()
            if skipped:
                raise PhraseError(f"cannot read {skipped!r} in {phrase!r}")
            pieces.append(match)
            end = match.end()
        if phrase[end:].strip():
            raise PhraseError(f"cannot read {phrase[end:].strip()!r} in {phrase!r}")
        return list(pieces)

    def parse(self) -> Phrase:
        whole = self._alternatives()
        if self.at < len(self.pieces):
            raise PhraseError(f"unmatched ')' in {self.phrase!r}")
        if not whole.needs:
            raise PhraseError(f"{self.phrase!r} has nothing that must be there")
        return Phrase(whole.body, tuple(dict.fromkeys(whole.needs)), whole.opens)

    def _alternatives(self) -> _Part:
        """Branches parted by '|' up to a closing bracket or the end."""
        branches = [self._sequence()]
        while self.at < len(self.pieces) and self._text() == "|":
            self.at += 1
            branches.append(self._sequence())
        if len(branches) == 1:
            return branches[0]
        branches.sort(key=lambda branch: len(branch.written), reverse=True)
        rarest = [min(branch.needs, key=_rank) for branch in branches if branch.needs]
        needs = (frozenset().union(*rarest),) if len(rarest) == len(branches) else ()
        optional = any(branch.optional for branch in branches)
        return _Part(
            f"(?:{'|'.join(branch.written for branch in branches)})",
            _branching([branch.body for branch in branches]),
            needs,
            _either(branch.opens for branch in branches),
            optional,
        )

    def _text(self) -> str:
        return self.pieces[self.at].group(0)  # type: ignore[attr-defined,no-any-return]

    def _sequence(self) -> _Part:
        parts: list[_Part] = []
        while self.at < len(self.pieces) and self._text() not in {"|", ")", ")?"}:
            parts.append(self._piece())
        first = next((at for at, part in enumerate(parts) if not part.optional), len(parts))
        return _Part(
            "".join(part.written for part in parts),
            tuple(chain.from_iterable(part.body for part in parts)),
            tuple(chain.from_iterable(part.needs for part in parts)),
            _either(part.opens for part in parts[: first + 1]),
            first == len(parts),
        )

    def _piece(self) -> _Part:
        match = self.pieces[self.at]
        self.at += 1
        if match.group(0) == "(":  # type: ignore[attr-defined]
            inner = self._alternatives()
            if self.at >= len(self.pieces):
                raise PhraseError(f"unmatched '(' in {self.phrase!r}")
            optional = self._text() == ")?"
            self.at += 1
            if optional:
                return _maybe(f"(?:{inner.written})", inner.body, inner.opens)
            return replace(inner, written=f"(?:{inner.written})")
        (
            bracket,
            role,
            role_kinds,
            role_opt,
            kinds,
            kinds_opt,
            gap,
            lemma,
            lemma_opt,
            listed,
            listed_opt,
            word,
            word_opt,
        ) = match.groups()  # type: ignore[attr-defined]
        if bracket:
            return _words([bracket], False)
        if role or kinds:
            return self._kinds(role_kinds or kinds, bool(role_opt or kinds_opt), role)
        if gap is not None:
            return _gap(int(gap or 3))
        return _words(self._spelled(lemma, listed, word), bool(lemma_opt or listed_opt or word_opt))

    def _spelled(self, lemma: str | None, listed: str | None, word: str | None) -> Sequence[str]:
        """The words that a piece stands for."""
        if lemma:
            return self.vocabulary.forms(lemma)
        if listed is None:
            return [word or ""]
        if listed not in self.vocabulary.lists:
            raise PhraseError(f"no list {listed!r}; there are {', '.join(sorted(self.vocabulary.lists))}")
        return self.vocabulary.lists[listed]

    def _kinds(self, names: str, optional: bool, role: str | None) -> _Part:
        signs = ""
        for name in names.split("|"):
            if name not in self.vocabulary.kinds:
                raise PhraseError(f"no kind {name!r}; there are {', '.join(sorted(self.vocabulary.kinds))}")
            signs += self.vocabulary.kinds[name]
        held = frozenset(signs)
        written = f"(?P<{role}__1>[{signs}] )" if role else f"[{signs}] "
        body = ((role or "", held, ()),)
        return _maybe(written, body, held) if optional else _Part(written, body, (held,), held)


def _maybe(written: str, body: Body, opens: Signs) -> _Part:
    """A part that may be left out."""
    return _Part(f"(?:{written})?", (_jump(1, len(body) + 1), *body), (), opens, optional=True)


def _gap(most: int) -> _Part:
    """As few plain words as will do."""
    word: Step = ("", None, ())
    body = tuple(step for left in range(most, 0, -1) for step in (_jump(2 * left, 1), word))
    return _Part(f"(?:{_PLAIN.pattern} ){{0,{most}}}?", body, (), _ANY, optional=True)


def _branching(branches: Sequence[Body]) -> Body:
    """Branches to try in turn, each of which goes on behind the last."""
    if len(branches) == 1:
        return branches[0]
    starts = [0, *accumulate(len(body) + 1 for body in branches)]
    behind = starts[-1]
    steps = [_jump(*(start + 1 for start in starts[:-1]))]
    for body, after in zip(branches, starts[1:], strict=True):
        steps += [*body, _jump(behind - after + 1)]
    return tuple(steps)


def _jump(*offsets: int) -> Step:
    return ("", Signs(), offsets)


def _either(opens: Iterable[Signs]) -> Signs:
    """What one of several parts may begin with: anything, if one of them may."""
    held = list(opens)
    return frozenset().union(*held) if all(held) else _ANY


def _rank(anchors: Signs) -> int:
    """How common the anchors are likely to be: words before signs of kinds, longer words first."""
    return min(100 if "\ue000" <= anchor <= "\uf8ff" else 20 - min(len(anchor), 15) for anchor in anchors) + len(
        anchors
    )


def _words(words: Sequence[str], optional: bool) -> _Part:
    """Any of the words or word sequences; in scripts without spaces every character is a unit."""
    if not words:
        return _Part("(?:)", (), (), _ANY, optional=True)
    spelled = sorted({tuple(split_signs(word)) for word in words}, key=lambda signs: (-len(" ".join(signs)), signs))
    written = "|".join(re.escape(" ".join((*signs, ""))).replace("\\ ", " ") for signs in spelled)
    runs = [tuple(_unit(sign) for sign in signs) for signs in spelled if len(signs) > 1]
    single = [signs[0] for signs in spelled if len(signs) == 1]
    body = _branching([*runs, (_unit(*single),)] if single else runs)
    opens = frozenset(signs[0] for signs in spelled)
    if optional:
        return _maybe(written, body, opens)
    return _Part(f"(?:{written})", body, (frozenset(max(signs, key=len) for signs in spelled),), opens)


def _unit(*signs: str) -> Step:
    return ("", frozenset(signs), ())


def split_signs(words: str) -> list[str]:
    """The signs of a run of words, cut as running text is: one a word, one a character where words have no spaces."""
    return [token.norm for token in tokens(words)] or [words]


def compile_phrase(phrase: str, vocabulary: Vocabulary) -> Phrase:
    """Compile one phrase. Raises PhraseError with what is wrong."""
    return _Parser(phrase, vocabulary).parse()


class PatternSet(Generic[T]):
    """Many phrases, each with a value, tried only where they may hit."""

    def __init__(self, phrases: Iterable[tuple[Phrase, T]]) -> None:
        self._entries = list(phrases)
        common = Counter(sign for phrase, _ in self._entries for signs in phrase.needs for sign in signs)
        alike: dict[tuple[Signs, ...], list[int]] = {}
        for order, (phrase, _) in enumerate(self._entries):
            alike.setdefault(phrase.needs, []).append(order)
        self._alike = list(alike.items())
        """What phrases need, and the phrases that need just that."""
        self._by_anchor: dict[str, list[int]] = {}
        for at, needs in enumerate(alike):
            for anchor in min(needs, key=lambda signs: max(common[sign] for sign in signs)):
                self._by_anchor.setdefault(anchor, []).append(at)
        self._anchors = frozenset(self._by_anchor)

    def find(self, line: Line) -> list[Found[T]]:
        """Every hit of every phrase, in the order of the line, then of the phrases; sought once a line."""
        found: list[Found[T]] | None = line.found.get(self)
        if found is None:
            found = line.found[self] = self._sought(line)
        return found

    def _sought(self, line: Line) -> list[Found[T]]:
        present = line.present
        anchors = self._anchors & present
        if not anchors:
            return []
        found: list[tuple[int, int, Found[T]]] = []
        for at in {at for anchor in anchors for at in self._by_anchor[anchor]}:
            needs, orders = self._alike[at]
            if not any(map(present.isdisjoint, needs)):
                for order in orders:
                    found += [(hit.first, order, hit) for hit in _hits(*self._entries[order], line)]
        found.sort(key=lambda hit: hit[:2])
        return [hit for _, _, hit in found]


def _hits(phrase: Phrase, value: T, line: Line) -> Iterator[Found[T]]:
    """The hits of one phrase from left to right, none overlapping."""
    free = 0
    for first in line.places(phrase.opens):
        if first >= free:
            hit = _matched(phrase.body, line.signs, first)
            if hit:
                free, captured = hit
                yield Found(value, first, free, _roles(captured) if captured else {})


_Captured = tuple[tuple[str, int], ...]


def _matched(body: Body, signs: Sequence[str], first: int) -> tuple[int, _Captured] | None:
    """Where a hit that begins at a unit ends, and what it captured: of several the one that is tried first.

    No place is left twice from the same step, so the work is bounded by the steps times the units they can reach.
    """
    tries: list[tuple[int, int, _Captured]] = [(0, first, ())]
    left: set[tuple[int, int]] = set()
    steps, units = len(body), len(signs)
    while tries:
        step, at, captured = tries.pop()
        while step < steps:
            role, wanted, jumps = body[step]
            if jumps:
                if len(jumps) > 1:
                    if (step, at) in left:
                        break
                    left.add((step, at))
                    for jump in jumps[:0:-1]:
                        tries.append((step + jump, at, captured))
                step += jumps[0]
                continue
            if at == units or (signs[at] not in wanted if wanted is not None else not _PLAIN.fullmatch(signs[at])):
                break
            if role:
                captured = (*captured, (role, at))
            at += 1
            step += 1
        else:
            return at, captured
    return None


def _roles(captured: _Captured) -> dict[str, tuple[tuple[int, int], ...]]:
    """The unit ranges of every role that a hit captured."""
    roles: dict[str, tuple[tuple[int, int], ...]] = {}
    for role, at in captured:
        roles[role] = (*roles.get(role, ()), (at, at + 1))
    return roles


def longest(hits: Iterable[Found[T]]) -> list[Found[T]]:
    """Of hits that overlap the longest, in the order of the line."""
    kept: list[Found[T]] = []
    for found in sorted(hits, key=lambda f: (f.first - f.last, f.first)):
        if not any(found.first < other.last and other.first < found.last for other in kept):
            kept.append(found)
    return sorted(kept, key=lambda f: f.first)
