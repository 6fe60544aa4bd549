"""Bodies told word for word behind their head noun: "Ủy ban Chống tham nhũng và Quyền công dân Hàn Quốc"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeGuard

from chancery.extract.gazetteer import Listed, spelled
from chancery.lang import Pack
from chancery.ontology.bodies import bodies
from chancery.text.characters import lower
from chancery.text.matcher import Hit
from chancery.text.tokens import Token, tokens

_LONGEST = 8
"""Words of the longest listed part of a name."""
_DASHES = frozenset("-–—")
_LANDS = frozenset({"state", "place"})
_STARTING = frozenset({"office", "honorific", "core", "organization"})
"""What begins something else where it stands behind a joint ("… và Tổng thống Nga")."""

_NAMED = Listed("core", "named")


@dataclass(frozen=True, slots=True)
class BodyName:
    """`text[start:end]` names a body; `listed` when it is a known kind of body, whose owner may follow."""

    start: int
    end: int
    listed: Listed | None


@dataclass(slots=True)
class _Walk:
    """How far a name has been read: the word to be read next, its end so far, and what it holds."""

    here: int
    capitals: int
    parts: int = 0
    landed: bool = False
    alone: bool = False  # its head makes a name with a land alone: "Đại học Tokyo"
    whole: bool = False  # it ends in an organization known by its whole name
    end: int = 0

    def take(self, upto: int, *, parts: int = 0, capitals: int = 0) -> None:
        """Read on to a word."""
        self.here = self.end = upto
        self.parts += parts
        self.capitals += capitals

    @property
    def is_name(self) -> bool:
        """Do the capitals or the parts read make a name?"""
        if self.alone and self.landed:
            return True
        return self.parts > 0 and (self.capitals > 0 or self.parts > 1 or self.landed)


class BodyNames:
    """The names of bodies in a language whose head nouns stand first; empty for any other."""

    def __init__(self, pack: Pack) -> None:
        grammar = pack.grammar
        self._text_heads = _by_first(grammar.heads if grammar.head_first else [])
        self._not_heads = [tuple(words.split()) for words in pack.lists.get("not_heads", ())]
        self._regions = frozenset(pack.lists.get("name_regions", ()))
        self._alone = frozenset(pack.lists.get("own_heads", ()))
        self._numbered = frozenset(pack.lists.get("numbered_heads", ()))
        self._numbers = frozenset(pack.lists.get("name_numbers", ()))
        self._small = frozenset(pack.lists.get("small_heads", ()))
        self._joints = frozenset(pack.lists.get("name_joints", ()))
        self._ands = frozenset(pack.lists.get("name_ands", ()))
        self._families = frozenset(pack.lists.get("families", ()))
        self._words = frozenset(_parts(pack, self._joints)) if grammar.head_first else frozenset()
        self._bodies: Mapping[str, Listed] = spelled(pack, {"core", "organization"}) if grammar.head_first else {}
        self._titles: Mapping[str, Listed] = spelled(pack, {"core", "office"}) if grammar.head_first else {}

    def find(self, text: str, start: int, end: int, hits: Sequence[Hit[Listed]]) -> list[BodyName]:
        """The names in text[start:end], leftmost first, none overlapping."""
        if not self._text_heads:
            return []
        held = tokens(text, start, end)
        opening = {hit.start: hit for hit in hits}
        found: list[BodyName] = []
        at = 0
        while at < len(held):
            last = self._name(text, held, at, opening)
            if last > at:
                found.append(self._listed(text, held, at, last, opening))
                at = last
            else:
                at += 1
        return found

    def settled(self, text: str, start: int, end: int, hits: list[Hit[Listed]]) -> list[Hit[Listed]]:
        """The hits in text[start:end] with the bodies' names among them; a title that ends in one is cut before it."""
        for name in self.find(text, start, end, hits):
            inside = [hit for hit in hits if hit.start < name.end and name.start < hit.end]
            first = inside[0] if inside else None
            if first and first.start == name.start and first.end >= name.end and name.listed:
                continue
            put = [Hit(name.start, name.end, (name.listed or _NAMED,))]
            if first and first.start < name.start:
                before = text[first.start : name.start].rstrip()
                known = self._titles.get(lower(before))
                cut = known is not None and known.kind == first.values[0].kind and self._deserves(name, first)
                if known is None or not cut:
                    continue
                put.insert(0, Hit(first.start, first.start + len(before), (known,)))
            if inside and inside[-1].end > name.end and inside[-1] is not first:
                continue
            hits = sorted([*(hit for hit in hits if hit not in inside), *put], key=lambda hit: hit.start)
        return hits

    @staticmethod
    def _deserves(name: BodyName, title: Hit[Listed]) -> bool:
        """Is a body to be read apart from the title it stands in: unlisted, longer, or one of its own?"""
        kind = bodies().get(name.listed.id) if name.listed else None
        return name.end > title.end or (kind is not None and kind.level in {"joint", "company"})

    def _listed(self, text: str, held: list[Token], at: int, last: int, opening: Mapping[int, Hit[Listed]]) -> BodyName:
        """The name as a known kind of body when nothing but its owner follows; else its words up to a last state."""
        for stop in range(last, at, -1):
            words = " ".join(token.norm for token in held[at:stop])
            if words in self._bodies and self._owner_only(held, stop, last, opening):
                return BodyName(held[at].start, held[stop - 1].end, self._bodies[words])
        stop = last
        for here in range(last - 1, at, -1):
            hit = opening.get(held[here].start)
            if hit and hit.values[0].kind == "state" and not hit.values[0].weak:
                stop = here
            elif held[here].norm not in _DASHES and not any(
                h.start < held[here].start < h.end for h in opening.values()
            ):
                break
        while held[stop - 1].norm in _DASHES:
            stop -= 1
        return BodyName(held[at].start, held[stop - 1].end, None)

    @staticmethod
    def _owner_only(held: list[Token], at: int, last: int, opening: Mapping[int, Hit[Listed]]) -> bool:
        """Is held[at:last] nothing but the names of states and bodies?"""
        free = held[at].start if at < last else 0
        for token in held[at:last]:
            hit = opening.get(token.start)
            if hit and hit.values[0].kind in {*_LANDS, "core", "organization"}:
                free = hit.end
            elif token.start >= free and token.norm not in _DASHES:
                return False
        return True

    def _name(self, text: str, held: list[Token], at: int, opening: Mapping[int, Hit[Listed]]) -> int:
        """The end of the name whose head stands at held[at]; `at` itself when none does."""
        head = self._head(held, at)
        if not head or not self._may_open(text, held, at, at + head, opening):
            return at
        return self._number(held, at, at + head) or self._walked(text, held, at, head, opening)

    def _walked(self, text: str, held: list[Token], at: int, head: int, opening: Mapping[int, Hit[Listed]]) -> int:
        """The end of the name behind its head, read on word by word; `at` when nothing makes a name."""
        walk = _Walk(at + head, int(text[held[at].start].isupper() and at > 0))
        walk.alone = " ".join(token.norm for token in held[at : at + head]) in self._alone
        core = opening.get(held[at].start)
        titled = at > 0 and (core is None or core.values[0].kind != "core") and self._is_titled(held, at, opening)
        known = core.end if core and core.values[0].kind == "core" else 0
        while walk.here < len(held):
            token, hit = held[walk.here], opening.get(held[walk.here].start)
            step = self._part(held, walk.here, len(held))
            if _is_land(hit) and (step == walk.here or held[step - 1].end <= hit.end):
                walk.take(self._behind(held, walk.here, hit.end))
                walk.landed = True
            elif walk.landed and token.norm not in _DASHES:
                break
            elif hit and step == walk.here and hit.values[0].kind in {"core", "organization"}:
                walk.take(self._behind(held, walk.here, hit.end), parts=1, capitals=1)
                walk.whole = hit.values[0].kind == "organization"
            elif step > walk.here:
                walk.take(step, parts=1, capitals=int(text[token.start].isupper()))
            elif self._goes_on(held, walk, at + head, opening):
                walk.here += 1
            elif hit or known or walk.whole or (titled and walk.parts) or not self._is_own(text, held, walk.here):
                break
            else:
                walk.take(walk.here + 1, parts=1, capitals=1)
        inner = opening.get(held[at + head].start) if at + head < len(held) else None
        plain = inner is not None and inner.end == held[walk.end - 1].end and inner.values[0].kind == "organization"
        return walk.end if (walk.is_name or (known and walk.parts)) and not plain else at

    def _may_open(self, text: str, held: list[Token], at: int, here: int, opening: Mapping[int, Hit[Listed]]) -> bool:
        """May held[at:here] be the head of a name: no compound of another meaning, no part of another name?"""
        words = tuple(token.norm for token in held[at : here + 1])
        if any(words[: len(other)] == other for other in self._not_heads):
            return False
        over = next((hit for hit in opening.values() if hit.start <= held[at].start < hit.end), None)
        if over is not None and over.values[0].kind not in {"core", "office"}:
            return False
        return text[held[at].start].isupper() or (held[at].norm in self._small and self._told(text, held, here))

    @staticmethod
    def _is_titled(held: list[Token], at: int, opening: Mapping[int, Hit[Listed]]) -> bool:
        """Does a title stand right before the name, or run into it?"""
        return any(
            hit.values[0].kind == "office" and hit.start < held[at].start and hit.end >= held[at - 1].end
            for hit in opening.values()
        )

    def _told(self, text: str, held: list[Token], here: int) -> bool:
        """Is a head in lower case the beginning of a name: does a capital follow?"""
        return here < len(held) and text[held[here].start].isupper()

    def _goes_on(self, held: list[Token], walk: _Walk, head: int, opening: Mapping[int, Hit[Listed]]) -> bool:
        """Does a name go on behind the joint at held[walk.here]?"""
        here = walk.here + 1
        joint = held[walk.here].norm
        if here >= len(held) or (joint not in self._joints and joint not in _DASHES):
            return False
        if walk.here == head and (joint in self._ands or joint in _DASHES):
            return False
        hit = opening.get(held[here].start)
        if walk.landed:
            return _is_land(hit)
        if _is_land(hit):
            return joint in self._regions
        if (hit and hit.values[0].kind in _STARTING) or (joint in self._ands and self._head(held, here)):
            return False
        return self._part(held, here, len(held)) > here or held[here].norm in self._joints

    def _is_own(self, text: str, held: list[Token], here: int) -> bool:
        """Is a word a capital of the name's own, and no family name with a given name behind it?"""
        person = held[here].norm in self._families and self._told(text, held, here + 1)
        letter = held[here].end - held[here].start == 1  # "Nhóm E-10"
        return text[held[here].start].isupper() and not person and not letter

    def _number(self, held: list[Token], at: int, here: int) -> int:
        """The end of the number that makes a unit's name: "Sư đoàn 308", "Lữ đoàn số 47"; 0 when there is none."""
        here += int(held[here].norm in self._numbers)
        unit = " ".join(token.norm for token in held[at:here] if token.norm not in self._numbers)
        return here + 1 if unit in self._numbered and here < len(held) and held[here].norm.isdigit() else 0

    def _head(self, held: list[Token], at: int) -> int:
        """How many words of held[at:] are a head noun."""
        for head in self._text_heads.get(held[at].norm, ()):
            if tuple(token.norm for token in held[at : at + len(head)]) == head:
                return len(head)
        return 0

    def _part(self, held: list[Token], here: int, last: int) -> int:
        """The end of the longest listed part of a name at held[here]; `here` itself when none stands there."""
        for stop in range(min(here + _LONGEST, last), here, -1):
            if tuple(token.norm for token in held[here:stop]) in self._words:
                return stop
        return here

    @staticmethod
    def _behind(held: list[Token], here: int, end: int) -> int:
        while here < len(held) and held[here].start < end:
            here += 1
        return here


def _is_land(hit: Hit[Listed] | None) -> TypeGuard[Hit[Listed]]:
    return hit is not None and hit.values[0].kind in _LANDS and not hit.values[0].weak


def _by_first(heads: list[str]) -> dict[str, list[tuple[str, ...]]]:
    """Head nouns by their first word, longest first."""
    held: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted((tuple(lower(head).split()) for head in heads), key=len, reverse=True):
        held.setdefault(words[0], []).append(words)
    return held


def _parts(pack: Pack, joints: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """What names are made of: the listed words, and the pieces of every listed body, organization and portfolio."""
    stops = {tuple(words.split()) for words in pack.lists.get("name_stops", ())}
    yield from (tuple(lower(words).split()) for words in pack.lists.get("name_words", ()))
    for forms in (*pack.bodies.values(), *pack.organizations.values(), *pack.portfolios.values()):
        for form in forms:
            piece: list[str] = []
            for token in [*tokens(lower(form)), None]:
                if token is not None and token.norm.isalpha() and token.norm not in joints:
                    piece.append(token.norm)
                    continue
                yield from (run for run in _runs(piece) if run not in stops)
                piece = []


def _runs(piece: list[str]) -> Iterator[tuple[str, ...]]:
    """A piece, and every two words of it that stand side by side."""
    if 2 <= len(piece) <= _LONGEST:
        yield tuple(piece)
        yield from pairwise(piece)
