"""A sentence as a line of primitive units: dates, quantities, listed names, runs of capitals, words, marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from chancery.extract.amounts import AmountFinder, QuantitySpan
from chancery.extract.bodynames import BodyNames
from chancery.extract.fields import Fields
from chancery.extract.gazetteer import Listed, gazetteer
from chancery.extract.headlines import deeds, in_capitals, lemmas, recased
from chancery.extract.times import TimeFinder, TimeSpan
from chancery.lang import Pack
from chancery.lang.kinds import SIGNS
from chancery.model.article import Article, Block
from chancery.text.characters import lower
from chancery.text.matcher import Hit
from chancery.text.sentences import sentences
from chancery.text.tokens import Token, tokens
from chancery.text.units import Line, Unit

_LONGEST = 2000
"""Code points of the longest sentence that is read as one."""
_OPENING = frozenset('-–—“”"«(:[…')
_DASHES = frozenset("-–—")
_MARKS = frozenset('.,;:!?–—-"“”„«»()[]…/')


@dataclass(slots=True)
class Sentence:
    """One sentence of an article: its block's kind, its offsets and its line of units."""

    index: int
    paragraph: int
    kind: str
    start: int
    end: int
    line: Line


class Reader:
    """Everything needed to turn an article of one language into lines; made once a process and pack."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._names = gazetteer(pack)
        self._bodies = BodyNames(pack)
        self._fields = Fields(pack)
        self._times = TimeFinder(pack)
        self._amounts = AmountFinder(pack)
        self._abbreviations = frozenset(pack.manifest.abbreviations)

    @cached_property
    def _locatives(self) -> frozenset[str]:
        return frozenset(self.pack.lists.get("locatives", ()))

    @cached_property
    def _prepositions(self) -> frozenset[str]:
        return frozenset(self.pack.lists.get("prepositions", ()))

    @cached_property
    def _deeds(self) -> frozenset[str]:
        """Words that a headline may write with a capital and that name nobody: verbs and prepositions."""
        return deeds(self.pack) | self._prepositions

    @cached_property
    def _regions(self) -> frozenset[str]:
        return frozenset(self.pack.lists.get("regions", ()))

    @cached_property
    def _verbs(self) -> frozenset[str]:
        return lemmas(self.pack)

    @cached_property
    def _leading(self) -> frozenset[str]:
        return frozenset(self.pack.lists.get("headline_before", ()))

    @cached_property
    def _families(self) -> frozenset[str]:
        return frozenset(self.pack.lists.get("families", ()))

    @cached_property
    def _suffixes(self) -> frozenset[str]:
        return frozenset(self.pack.lists.get("name_suffixes", ()))

    @cached_property
    def _owning(self) -> frozenset[str]:
        return frozenset(self.pack.lists.get("name_possessives", ()))

    @cached_property
    def _function(self) -> frozenset[str]:
        return frozenset(self.pack.lists.get("function", ()))

    @cached_property
    def _letters(self) -> dict[int, str]:
        """Letters that are often written for others that look the same: each pair is two letters."""
        return {ord(pair[0]): pair[1] for pair in self.pack.lists.get("lookalikes", ())}

    @cached_property
    def _particles(self) -> frozenset[str]:
        return frozenset(self.pack.lists.get("particles", ()))

    def sentences(self, article: Article) -> tuple[list[Sentence], list[TimeSpan]]:
        """The article's sentences as lines, and all its dated expressions."""
        text = recased(article, self._function).translate(self._letters)
        hits = self._names.find(text)
        times = self._times.find(text)
        amounts = self._amounts.find(text)
        held: list[Sentence] = []
        for paragraph, block in enumerate(article.blocks):
            headline = block.kind == "title" or in_capitals(article.text[block.start : block.end])
            for start, end in self._split(text, block):
                found = (hits, times, amounts)
                units = self._units(text, start, end, found, self._deeds if headline else ())
                held.append(Sentence(len(held), paragraph, block.kind, start, end, Line(units)))
        return held, times

    def _split(self, text: str, block: Block) -> list[tuple[int, int]]:
        found = sentences(
            text,
            block.start,
            block.end,
            language=self.pack.language,
            abbreviations=self._abbreviations,
        )
        return [piece for start, end in found for piece in _pieces(text, start, end)]

    def _units(
        self,
        text: str,
        start: int,
        end: int,
        found: tuple[list[Hit[Listed]], list[TimeSpan], list[QuantitySpan]],
        plain: Collection[str] = (),
    ) -> list[Unit]:
        """The primitive units of text[start:end]: dates over listed names over quantities over plain words."""
        hits, times, amounts = found
        spans: list[Unit] = [
            Unit(t.start, t.end, SIGNS["time"], "time", t.when)
            for t in _within(times, start, end)
            if t.when.reads != "ignore"
        ]
        blocked = [(t.start, t.end) for t in _within(times, start, end)]
        money = [(a.start, a.end) for a in _within(amounts, start, end) if a.quantity.unit]
        settled = self._bodies.settled(text, start, end, _within(hits, start, end))
        for hit in self._fields.extended(text, end, settled):
            of_money = any(first <= hit.start and hit.end <= last for first, last in money)  # "million US dollars"
            listed = hit.values[0]
            ends = listed.kind == "office" and hit.end == end and text[end - 1] == "."  # "… and Hun Sen."
            if not of_money and not ends and not _overlaps(blocked, hit.start, hit.end):
                spans.append(Unit(hit.start, hit.end, SIGNS[listed.kind], listed.kind, hit.values))
        taken = blocked + [(u.start, u.end) for u in spans if u.kind != "time"]
        for amount in _within(amounts, start, end):
            spelled = amount.start > start and text[amount.start].isupper() and amount.quantity.unit is None
            if not spelled and not _overlaps(taken, amount.start, amount.end):
                spans.append(Unit(amount.start, amount.end, _sign(amount, text), "quantity", amount.quantity))
        spans.sort(key=lambda unit: unit.start)
        return self._with_words(text, start, end, spans, plain)

    def _with_words(self, text: str, start: int, end: int, spans: list[Unit], plain: Collection[str]) -> list[Unit]:
        """The recognised spans with the words between them, runs of capitals joined into names."""
        units: list[Unit] = []
        at = start
        for span in [*spans, None]:
            stop = span.start if span else end
            for token in tokens(text, at, stop):
                kind = "mark" if token.norm in _MARKS else "word"
                units.append(Unit(token.start, token.end, token.norm, kind))
            if span:
                units.append(span)
                at = span.end
        if not self.pack.manifest.capitals:
            return units
        return self._with_names(text, units, plain)

    def _with_names(self, text: str, units: list[Unit], plain: Collection[str]) -> list[Unit]:
        """Join runs of capitalised words (particles and initials inside) into name units; `plain` words stay words."""
        joined: list[Unit] = []
        index = 0
        while index < len(units):
            last = self._run_end(text, units, index)
            last = next(
                (at for at in range(index, last) if units[at].sign in plain or self._led(units, at, plain)), last
            )
            if last == index:
                joined.append(units[index])
                index += 1
                continue
            opens = not joined or (joined[-1].kind == "mark" and joined[-1].sign in _OPENING)
            first = self._run_start(text, units, index, last) if opens else index
            if joined and joined[-1].kind == "place" and units[index].sign in self._regions:
                first = index + 1
            joined.extend(units[index:first])
            if index < first < last:
                index = first  # what follows may be a listed name and no run
                continue
            if first < last:
                start, end = units[first].start, units[last - 1].end
                joined.append(Unit(start, end, SIGNS["name"], "name", text[start:end]))
            index = last
        return joined

    def _led(self, units: list[Unit], at: int, plain: Collection[str]) -> bool:
        """Is a headline's capital a verb behind "to" or "will"?"""
        return bool(plain) and at > 0 and units[at - 1].sign in self._leading and units[at].sign in self._verbs

    def _run_start(self, text: str, units: list[Unit], index: int, last: int) -> int:
        """A run that opens a sentence may begin with a word that is capital only there."""
        first = index
        while first < last and units[first].kind == "word" and self._ordinary(text, units[first]):
            first += 1
        return first

    def _ordinary(self, text: str, unit: Unit) -> bool:
        """Is a word that opens a sentence a capital only there? A dictionary's word is, unless a name later on."""
        word = text[unit.start : unit.end]
        if unit.sign in self._function:
            return True
        return self.pack.is_common(word) and not _inside(text, word)

    def _run_end(self, text: str, units: list[Unit], index: int) -> int:
        """The end of the run of name words that starts at units[index]; index itself when none does."""
        if not self._starts_name(text, units, index):
            return index
        last = index + 1
        while last < len(units):
            unit = units[last]
            if not _adjacent(text, units[last - 1], unit):
                break
            if self._continues_name(text, units, last):
                last += 1
            elif self._hyphened(text, units, last):
                last += 3
            elif (step := self._tied(text, units, last) or self._styled(text, units, last)) > 0:
                last += step
            else:
                break
        return last

    def _tied(self, text: str, units: list[Unit], at: int) -> int:
        """How many units a particle (or two: "von der Leyen"), a hyphen, a stop or an 's carries the name on."""
        here = at
        while here < min(at + 2, len(units)) and units[here].sign in self._particles:
            here += 1
        joint = units[at].sign
        owning = joint in {"'s", "'"} and units[at - 1].sign in self._owning
        initial = joint == "." and units[at - 1].end - units[at - 1].start <= 2
        tied = joint == "-" and units[at - 1].end == units[at].start
        if here == at and (owning or initial or tied):
            here = at + 1
        if here == at or here >= len(units) or not self._starts_word(text, units[here], joint == "-"):
            return 0
        return here - at + 1 if all(_adjacent(text, units[k], units[k + 1]) for k in range(at, here)) else 0

    def _styled(self, text: str, units: list[Unit], at: int) -> int:
        """How many units a form of address inside a name ("Hassan Sheikh Mohamud") or a "Jr." behind it is."""
        unit, after = units[at], units[at + 1] if at + 1 < len(units) else None
        if unit.kind == "honorific":
            inside = after is not None and self._starts_word(text, after, False) and _adjacent(text, unit, after)
            return int(inside and text[unit.start].isupper() and text[unit.start : unit.end].isalpha())
        if unit.sign == "," and after is not None and after.sign in self._suffixes and _adjacent(text, unit, after):
            return 2 + (at + 2 < len(units) and units[at + 2].sign == "." and at + 3 < len(units))
        return 0

    def _hyphened(self, text: str, units: list[Unit], at: int) -> bool:
        """A particle tied to the next name word: "al-Sabah"."""
        return (
            units[at].sign in self._particles
            and at + 2 < len(units)
            and units[at + 1].sign == "-"
            and units[at].end == units[at + 1].start
            and units[at + 1].end == units[at + 2].start
            and units[at + 2].kind in {"word", "place", "state"}
            and text[units[at + 2].start].isupper()
        )

    @staticmethod
    def _starts_word(text: str, unit: Unit, after_hyphen: bool) -> bool:
        if unit.kind == "word":
            return text[unit.start].isupper() or (after_hyphen and text[unit.start].isalpha())
        return after_hyphen and unit.kind == "place" and " " not in text[unit.start : unit.end]

    def _starts_name(self, text: str, units: list[Unit], index: int) -> bool:
        unit = units[index]
        if unit.kind == "word":
            return text[unit.start].isupper() or (unit.sign in self._particles and text[unit.start].isupper())
        return self._is_name_part(text, units, index, opening=True)

    def _continues_name(self, text: str, units: list[Unit], index: int) -> bool:
        unit = units[index]
        if unit.kind == "word":
            return text[unit.start].isupper()
        return self._is_name_part(text, units, index, opening=False)

    def _is_name_part(self, text: str, units: list[Unit], index: int, *, opening: bool) -> bool:
        """Is a listed weak state or place really part of a longer name ("Jordan Peterson", "Nguyễn Thị Nga")?"""
        unit = units[index]
        if unit.kind in {"core", "organization"} and opening and index:
            word = text[unit.start : unit.end]
            titled = units[index - 1].kind in {"office", "honorific"} and not self.pack.inflects
            named = titled and word.isalpha() and word.istitle() and not self.pack.grammar.head_first
            return named and self._opens_person(text, units, index)  # "President Duma Gideon Boko"
        if unit.kind not in {"state", "place"} or " " in text[unit.start : unit.end]:
            return False
        if not (unit.kind == "place" or any(listed.weak for listed in unit.value)):
            return False
        return not opening or self._opens_name(text, units, index)

    def _opens_name(self, text: str, units: list[Unit], index: int) -> bool:
        """Does a listed name stand in front of other name words, where a person's name may begin?"""
        unit = units[index]
        before = units[index - 1] if index else None
        follower = units[index + 1] if index + 1 < len(units) else None
        if follower is None or not self._carries_on(text, follower) or not _adjacent(text, unit, follower):
            return before is not None and before.kind == "honorific"
        if before is None:
            return True
        if before.kind in {"office", "core", "time", "modifier"} or before.sign in self._locatives | self._prepositions:
            return False
        if before.kind == "state":
            return lower(text[unit.start : unit.end]) in self._families
        paired = before.sign in _DASHES and index > 1 and units[index - 2].kind == "state"  # "Canada–Mỹ"
        return not paired and (before.kind in {"honorific", "mark"} or unit.kind == "place")

    @staticmethod
    def _opens_person(text: str, units: list[Unit], index: int) -> bool:
        """Do two capitals follow right behind?"""
        behind = units[index + 1 : index + 3]
        return len(behind) == 2 and all(u.kind == "word" and text[u.start].isupper() for u in behind)

    @staticmethod
    def _carries_on(text: str, unit: Unit) -> bool:
        """Is a unit a capital, or a weak state that may be one ("Thái Anh Văn")?"""
        weak = unit.kind == "state" and all(listed.weak for listed in unit.value)
        return (unit.kind == "word" or weak) and text[unit.start].isupper()


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence that is none, for its length, in pieces: what is weighed in a sentence grows with its square."""
    while end - start > _LONGEST:
        blank = text.rfind(" ", start + 1, start + _LONGEST)
        cut = blank if blank > 0 else start + _LONGEST
        yield start, cut
        start = cut + (blank > 0)
    if start < end:
        yield start, end


def _sign(amount: QuantitySpan, text: str) -> str:
    """A number in one plain word keeps that word as its sign, so that "the two countries" can be a phrase."""
    words = text[amount.start : amount.end]
    return lower(words) if amount.quantity.unit is None and words.isalpha() else SIGNS["quantity"]


def _adjacent(text: str, left: Unit, right: Unit) -> bool:
    """Do two units stand side by side, with at most one blank between?"""
    gap = text[left.end : right.start]
    return gap in {"", " "}


def _inside(text: str, word: str) -> bool:
    """Does the capitalised word stand anywhere inside a sentence too?"""
    at = text.find(f" {word}")
    while at > 0:
        if text[at - 1].isalnum() and not text[at + 1 + len(word) : at + 2 + len(word)].isalnum():
            return True
        at = text.find(f" {word}", at + 1)
    return False


def _within(spans: list, start: int, end: int) -> list:  # type: ignore[type-arg]
    """The spans (sorted by start) that lie inside start…end."""
    first = bisect_left(spans, start, key=lambda span: span.start)
    last = bisect_left(spans, end, key=lambda span: span.start)
    return [span for span in spans[first:last] if span.end <= end]


def _overlaps(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in taken)


__all__ = ["Reader", "Sentence", "Token"]
