"""Who holds which office of a state on a day, as far as the record knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from chancery.model.record import Office
from chancery.record import codec
from chancery.record.ranks import height, rank
from chancery.record.view import View

_HIGH = frozenset({"head-of-state", "royal", "party-leader", "head-of-government", "speaker", "minister"})
_ONE = "head-of-government"
_LOOKED_AT = 1500
"""How many offices of a state, nearest in time, are looked at in each direction."""
_EVER = "9999-12-31"

Known = Literal["held", "told before", "told later", "over"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """An office with what is known of it on the day asked for: held then, told of before or after it, or over."""

    office: Office
    known: Known


def begins(office: Office) -> str | None:
    """The first day on which somebody is known to have held it."""
    seen = () if office.former else office.seen[:1]
    return min((day for day in (office.since, office.first, *seen) if day), default=None)


def ends(office: Office) -> str | None:
    """The last day on which somebody is known to have held it."""
    seen = () if office.former else office.seen[-1:]
    return office.until or max((day for day in (office.last, *seen) if day), default=office.since)


def over_by(office: Office) -> str | None:
    """The day by which it was somebody else's or nobody's."""
    return office.until or office.ended or (min(office.seen, default=None) if office.former else None)


def nearest(offices: Sequence[Office], day: str) -> list[Office]:
    """The offices whose known time holds the day, else those it is least far from."""
    far = [(_distance(office, day), office) for office in offices]
    least = min((distance for distance, _ in far), default=0)
    return [office for distance, office in far if distance == least]


def _distance(office: Office, day: str) -> int:
    first, last = begins(office) or ends(office), ends(office) or begins(office)
    if first is None or last is None:
        return _days(_EVER)
    if day < first:
        return _days(first) - _days(day)
    return max(0, _days(day) - _days(last + _EVER[len(last) :]))


def _days(day: str) -> int:
    """A date as a number that grows by one a day, near enough to compare distances."""
    year, month, date = (*day.partition("/")[0].split("-"), "1", "1")[:3]
    return int(year) * 372 + int(month) * 31 + int(date)


def holders(view: View, state: str, other: str, day: str | None) -> list[Holder]:
    """The high offices of a state and its missions to the other, the highest first, each with who is known."""
    groups: dict[tuple[str, str | None], list[Office]] = {}
    for office in _around(view, state, day or _EVER):
        if _is_meant(view, office, state, other):
            groups.setdefault((_post(office.title), office.to), []).append(office)
    found = [holder for group in groups.values() for holder in _on(group, day or _EVER)]
    return sorted(found, key=lambda h: (height(h.office.title), h.office.title, h.known, h.office.id))


def _post(title: str) -> str:
    """What is one post under several titles: a state has one head of government."""
    return _ONE if rank(title) == _ONE else title


def _around(view: View, state: str, day: str) -> Iterable[Office]:
    """The offices of a state told of nearest to a day."""
    query = (
        "SELECT f.data FROM parties p CROSS JOIN facts f ON f.id = p.id "
        "WHERE p.party = ? AND p.kind = 'office' AND p.first {} ? ORDER BY p.first {}, p.id LIMIT ?"
    )
    for sign, way in (("<=", "DESC"), (">", "ASC")):
        for (data,) in view.connection.execute(query.format(sign, way), (state, day, _LOOKED_AT)):
            yield codec.decode(data, Office)


def _is_meant(view: View, office: Office, state: str, other: str) -> bool:
    if rank(office.title) == "envoy":
        host = view.entity_line(office.to) if office.to else None
        return host is not None and host.state == other and _side(view, office) == state
    return rank(office.title) in _HIGH and _side(view, office) == state


def _side(view: View, office: Office) -> str | None:
    """The state whose office it is: that of the body it is held in, else the person's."""
    for key in (office.of, office.person):
        entity = view.entity_line(key) if key else None
        if entity is not None and entity.state:
            return entity.state
    return None


def _on(group: Sequence[Office], day: str) -> list[Holder]:
    """Who of those told of under one title is known for a day: all who held it, else who was told of last before it."""
    end = day + _EVER[len(day) :]
    there = [o for o in group if (first := begins(o)) and first <= end and not ((over := over_by(o)) and over < day)]
    held = [o for o in there if (ends(o) or "") + _EVER[len(ends(o) or "") :] >= day]
    if held:
        return [Holder(office=office, known="held") for office in held]
    if there:
        return [Holder(office=max(there, key=lambda o: (ends(o) or "", o.id)), known="told before")]
    later = [o for o in group if (first := begins(o)) and first > end]
    if later:
        return [Holder(office=min(later, key=lambda o: (begins(o) or "", o.id)), known="told later")]
    return [Holder(office=max(group, key=lambda o: (over_by(o) or "", o.id)), known="over")]
