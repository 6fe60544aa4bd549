"""Bodies told by a head noun among capitals: "Peking University", "Bank of Tanzania", "Rwanda Defence Force (RDF)"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from chancery.extract.entities import Registry
from chancery.extract.gazetteer import Listed
from chancery.extract.headlines import deeds
from chancery.lang import Pack
from chancery.lang.kinds import SIGNS
from chancery.ontology.bodies import bodies
from chancery.text.characters import lower
from chancery.text.patterns import PatternSet
from chancery.text.units import Line, Unit

_CHAINED = frozenset({"name", "place", "core"})
"""What may follow "of" and "for" inside a name; states are left to the grammar, which knows them for owners."""
_ACRONYM = range(2, 9)
_LETTERS = range(3, 7)
"""Letters of a body told by them alone."""
_FAR = 9
"""Units in front of a bracket that its letters may stand for."""


class HeadNouns:
    """The head nouns of one pack."""

    def __init__(self, pack: Pack) -> None:
        self._heads = frozenset(lower(head) for head in pack.grammar.heads)
        self._first = pack.grammar.head_first
        self._outspoken = PatternSet([(pack.phrase(phrase), "") for phrase in pack.grammar.outspoken])
        self._alone = frozenset(lower(head) for head in pack.lists.get("own_heads", ()))
        self._links = frozenset(pack.lists.get("name_links", ()))
        self._fields = self._links - frozenset(pack.lists.get("of", ()))
        self._forces = frozenset(pack.lists.get("army_words", ()))
        self._doing = (deeds(pack) | frozenset(pack.lists.get("doing", ()))) if self._forces else frozenset()
        self._in = frozenset(pack.lists.get("at", ()))
        self._determiners = frozenset(pack.lists.get("det", ()))
        self._deeds = frozenset(lower(word) for word in pack.lists.get("not_bodies", ()))
        self._families = frozenset(pack.lists.get("families", ()))
        self._given = pack.given_names

    def join(self, text: str, line: Line) -> None:
        """Runs of capitals with a head noun become cores of organizations."""
        units = line.units
        for found in self._outspoken.find(line):
            unit = units[paper := found.roles["media"][0][0]]
            units[paper] = Unit(unit.start, unit.end, SIGNS["organization"], "organization", unit.value)
        at = 0
        while at < len(units):
            self._settle(text, units, at)
            last = self._chain(units, at) if self._is_head(units, at) or self._is_core(text, units, at) else at
            if last > at and (first := self._paired(units, at)) < at:
                units[first:last] = [_core(units[first].start, units[last - 1].end)]
                at = first
            elif last > at:
                units[at:last] = [_core(units[at].start, units[last - 1].end)]
            elif self._deeds and (first := self._spelled(text, units, at)) < at:
                units[first:at] = [_core(units[first].start, units[at - 1].end)]
                at = first + 1
            at += 1
        for at in range(1, len(units)):
            if self._is_bare(units, at):
                units[at] = Unit(units[at].start, units[at].end, lower(units[at].value), "word")
        line.refresh()

    def _settle(self, text: str, units: list[Unit], at: int) -> None:
        """What a run is by itself: a body with a person's name, a body's first words, an army, letters for a body."""
        if (cut := self._cut(text, units, at)) > 0:
            unit = units[at]
            name = Unit(cut, unit.end, unit.sign, unit.kind, text[cut : unit.end])
            units[at : at + 1] = [_core(unit.start, text.rindex(" ", unit.start, cut)), name]
        if self._is_led(text, units, at):
            units[at : at + 2] = [_core(units[at].start, units[at + 1].end)]
        if self._is_force(units, at):
            units[at] = Unit(units[at].start, units[at].end, SIGNS["core"], "core", (Listed("core", "armed-forces"),))
        if self._is_titled(units, at):
            units[at] = _core(units[at].start, units[at].end)

    def _cut(self, text: str, units: Sequence[Unit], at: int) -> int:
        """Where a person's name begins in a run that opens with a body: "head of the Press Office Kham Ly"."""
        if self._first or units[at].kind != "name" or not any(u.kind == "office" for u in units[max(at - 3, 0) : at]):
            return 0
        words = units[at].value.split()
        heads = [place for place, word in enumerate(words) if lower(word) in self._heads]
        if not heads or not 0 < heads[-1] < len(words) - 2 or units[at - 1].kind == "office":
            return 0
        return units[at].end - len(" ".join(words[heads[-1] + 1 :]))

    def _is_led(self, text: str, units: Sequence[Unit], at: int) -> bool:
        """Do capitals stand right before a kind of body as part of its name: "Kurdish Regional Government"?"""
        if self._first or units[at].kind != "name" or at + 1 >= len(units) or units[at + 1].kind != "core":
            return False
        words, core = units[at].value.split(), units[at + 1]
        beside = text[units[at].end : core.start] == " " and text[core.start].isupper()
        kind = bodies().get(core.value[0].id)
        party = kind is not None and kind.level == "party" and " " in text[core.start : core.end]
        return beside and (len(words) > 1 or party) and words[0] not in self._given

    def _is_titled(self, units: Sequence[Unit], at: int) -> bool:
        """Do letters behind a title stand for the body it is of: "Chairman NDMA", "the UNRWA chief"?"""
        unit = units[at]
        if self._first or unit.kind != "name" or not unit.value.isupper() or not unit.value.isalpha():
            return False
        beside = [other.kind for other in (*units[max(at - 1, 0) : at], *units[at + 1 : at + 2])]
        named = at + 1 < len(units) and units[at + 1].kind in {"name", "honorific"}
        return len(unit.value) in _LETTERS and "office" in beside and not named

    def _is_core(self, text: str, units: Sequence[Unit], at: int) -> bool:
        """Does a kind of body go on to its field: "the National Committee for Emergency Management"?"""
        unit = units[at]
        if self._first or unit.kind != "core" or not text[unit.start].isupper() or at + 2 >= len(units):
            return False
        words = lower(text[unit.start : unit.end]).split()
        here = self._linked(units, at + 1)
        if words[-1] not in self._heads or here == at + 1 or units[at + 1].sign not in self._fields:
            return False
        return units[here].kind == "name" and units[here].value.split()[0] not in self._given

    def _is_bare(self, units: Sequence[Unit], at: int) -> bool:
        """Is it a head noun alone behind an article, which points back: "the Ministry"?"""
        told = units[at].kind == "name" and lower(units[at].value) in self._heads
        return not self._first and told and at > 0 and units[at - 1].sign in self._determiners

    def _is_force(self, units: Sequence[Unit], at: int) -> bool:
        """Is "military" a state's army that does or suffers something ("the Israeli military said")?"""
        if units[at].sign not in self._forces or not at or at + 1 >= len(units):
            return False
        owned = units[at - 1].kind in {"adjective", "state"} or units[at - 1].sign == "'s"
        return owned and units[at + 1].sign in self._doing

    def _is_head(self, units: Sequence[Unit], at: int) -> bool:
        """Does a run end (or begin) with a head noun that the words beside it make a name?"""
        if units[at].kind != "name":
            return False
        words = lower(units[at].value).split()
        if self._first:
            person = len(words) > 2 and words[1] in self._families
            return (
                len(words) > 1
                and len(words[1]) > 1
                and not person
                and (words[0] in self._heads or " ".join(words[:2]) in self._heads)
            )
        if words[-1] not in self._heads:
            return False
        before = units[at - 1].kind if at else ""
        owned = before == "organization" or (before in {"place", "state", "adjective"} and words[-1] in self._alone)
        return len(words) > 1 or owned or self._linked(units, at + 1, states=True) > at + 1

    def _linked(self, units: Sequence[Unit], at: int, *, states: bool = False) -> int:
        """The place of the name behind "of the …" at units[at]; `at` itself when there is none."""
        if at >= len(units) or units[at].sign not in self._links:
            return at
        here = at + 1
        while here < len(units) and units[here].sign in self._determiners:
            here += 1
        kinds = _CHAINED | {"state"} if states else _CHAINED
        return here if here < len(units) and units[here].kind in kinds else at

    def _chain(self, units: Sequence[Unit], at: int) -> int:
        """The end of the name that begins at units[at], with what "of", "for" and "and" join to it."""
        last = at + 1
        if self._first:
            return last
        while (here := self._linked(units, last)) > last:
            last = here + 1
            joined = units[last : last + 2]
            if len(joined) == 2 and joined[0].sign == "and" and self._is_field(joined[1]):
                last += 2
            placed = units[last : last + 3]
            if [u.kind for u in placed[1:2]] == ["state"] and placed[-1].sign == "(" and placed[0].sign in self._in:
                last += 2
        return last

    def _paired(self, units: Sequence[Unit], at: int) -> int:
        """Where a name begins whose first word stands before an "and": "the Justice and Equality Movement"."""
        told = [u.sign for u in units[max(at - 3, 0) : at]]
        pair = len(told) == 3 and told[0] in self._determiners and told[2] == "and" and units[at - 2].kind == "name"
        return at - 2 if pair and " " not in units[at - 2].value else at

    def _is_field(self, unit: Unit) -> bool:
        """May a run behind "and" be a field of work, and no body or person of its own?"""
        if unit.kind != "name":
            return False
        words = unit.value.split()
        return len(words) < 3 and words[0] not in self._given and lower(words[-1]) not in self._heads

    def _spelled(self, text: str, units: Sequence[Unit], at: int) -> int:
        """Where the words begin whose initials stand in the bracket at units[at]; `at` when they do not."""
        letters = _bracketed(text, units, at)
        if letters is None or not at or units[at - 1].kind not in {"name", "word", "core"}:
            return at
        for first in range(at - 1, max(at - 1 - _FAR, -1), -1):
            if not text[units[first].start].isupper():
                continue
            words = text[units[first].start : units[at - 1].end].replace("-", " ").split()
            capitals = "".join(word[0] for word in words if word[0].isupper())
            if capitals == letters.upper() and len(capitals) < len(letters) + 1 and len(words) > 1:
                return at if self._deeds & {lower(word) for word in words} else first
        return at


def note_acronyms(text: str, line: Line, registry: Registry, key_of: Callable[[Unit, Registry], str]) -> None:
    """The letters in brackets behind an organization are its name from there on; the bracket is read and done with."""
    units = line.units
    for at in range(len(units) - 4, -1, -1):
        unit, inside = units[at], units[at + 2]
        letters = _bracketed(text, units, at + 1)
        named = unit.kind == "core" and unit.value[0].id == "named"
        if letters is None or not (named or unit.kind == "organization" or inside.kind == "organization"):
            continue
        if unit.kind not in {"core", "organization"}:
            continue
        composed = unit.kind == "organization" and not str(unit.value).startswith("org-named:")
        if inside.kind == "organization":
            key = key_of(inside, registry)
        else:
            key = registry.named_organization(text[unit.start : unit.end], None) if named else key_of(unit, registry)
        registry.acronyms.setdefault(letters, key)
        registry.mention(key, text, (inside.start, inside.end), "letters in brackets")
        if (inside.kind == "organization" and not composed) or not named:
            key = key_of(unit, registry) if composed else key
            units[at] = Unit(unit.start, unit.end, SIGNS["organization"], "organization", key)
        del units[at + 1 : at + 4]
    line.refresh()


def _bracketed(text: str, units: Sequence[Unit], at: int) -> str | None:
    """The acronym in the bracket that opens at units[at]."""
    if at + 2 >= len(units) or units[at].sign != "(" or units[at + 2].sign != ")":
        return None
    letters = text[units[at + 1].start : units[at + 1].end]
    fits = (
        units[at + 1].kind in {"name", "word", "organization"}
        and len(letters) in _ACRONYM
        and letters.replace("-", "").isalnum()
    )
    return letters if fits and letters.upper() == letters and not letters.isdigit() else None


def _core(start: int, end: int) -> Unit:
    return Unit(start, end, SIGNS["core"], "core", (Listed("core", "named"),))
