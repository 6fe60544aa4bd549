"""Who held what from when to when: what reports, appointments and resignations together show, with gaps and conflicts.

A report shows that somebody held an office on the day it came out; one that recalls "the then minister" shows it for
the day of what it recalls. Where texts tell no end, a successor's beginning is one by which it had come.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from chancery.link import dates
from chancery.link.posts import is_single
from chancery.model.record import Event, Office

_BEGINS = frozenset({"appoint", "elect"})
_ENDS = frozenset({"dismiss", "resign"})
_HAPPENED = frozenset({"occurred", "ongoing"})
_DAY = len("2026-01-24")


@dataclass(slots=True)
class _Term:
    """One holder of an office, and the days it is known by."""

    office: Office
    first: str | None
    last: str | None
    since: str | None
    until: str | None
    ended: str | None

    @property
    def begins(self) -> str | None:
        """The first day that is known."""
        return min((day for day in (self.since, self.first, self.until) if day), default=None)

    @property
    def ends(self) -> str | None:
        """The last day that is known."""
        return self.until or self.last or self.since


def with_terms(offices: Sequence[Office], events: Iterable[Event]) -> tuple[Office, ...]:
    """The offices with what is known of their times."""
    begun, over, acted = _turns(events)
    by_title: dict[tuple[str, str | None, str | None], list[_Term]] = {}
    rest = []
    for office in offices:
        if is_single(office.title, abroad=office.to is not None) and office.of is not None:
            by_title.setdefault((office.title, office.of, office.to), []).append(_term(office, begun, over, acted))
        else:
            rest.append(office)
    for key in sorted(by_title, key=lambda k: (k[0], k[1] or "", k[2] or "")):
        rest += _row(by_title[key])
    return tuple(sorted(rest, key=lambda office: office.id))


_Turns = Mapping[tuple[str, str], str]
"""Person and article → the day of a turn of office that the article tells."""


def _turns(events: Iterable[Event]) -> tuple[_Turns, _Turns, Mapping[tuple[str, str, int], str]]:
    begun: dict[tuple[str, str], str] = {}
    over: dict[tuple[str, str], str] = {}
    acted: dict[tuple[str, str, int], str] = {}
    for event in events:
        if event.date is None or event.status not in _HAPPENED:
            continue
        turn = begun if event.type == "APPOINT" and event.mode in _BEGINS else over if event.mode in _ENDS else None
        for evidence in event.evidence:
            for person in event.targets or event.sources if turn is not None else ():
                if turn is not None:
                    turn[person, evidence.article] = event.date
            if dates.precision(event.date) == dates.DAYS:
                for person in (*event.sources, *event.targets):
                    acted[person, evidence.article, evidence.start] = event.date
    return begun, over, acted


def _term(office: Office, begun: _Turns, over: _Turns, acted: Mapping[tuple[str, str, int], str]) -> _Term:
    """What one row and the events of its articles show."""
    person, articles = office.person, sorted({evidence.article for evidence in office.evidence})
    starts = [day for article in articles if (day := begun.get((person, article)))]
    ends = [day for article in articles if (day := over.get((person, article)))]
    start = min(starts, default=None)
    since = office.since or (start if start and office.first and start <= office.first else None)
    until = office.until or (min(ends) if ends else None)
    days = [day for day in (office.first, office.last) if day]
    if office.first is None:  # only ever called a former one: what he did as such shows when
        told = (acted.get((person, e.article, e.start)) for e in office.evidence)
        days += [day[:_DAY] for day in told if day and (until is None or day[:_DAY] <= until)]
    return _Term(office, min(days, default=None), max(days, default=None), since, until, office.ended)


def _row(terms: Sequence[_Term]) -> Iterable[Office]:
    """The holders of one office, each with what the others show of it."""
    ordered = sorted(terms, key=lambda term: (term.begins or "~", term.office.id))
    for number, term in enumerate(ordered):
        later = [other for other in ordered[number + 1 :] if other.begins]
        earlier = [other for other in ordered[:number] if other.ends]
        successor = later[0].begins if later and term.begins else None
        after = min((day for day in (term.ended, successor) if day), default=None)
        yield replace(
            term.office,
            since=term.since,
            until=term.until,
            first=term.first,
            last=term.last,
            ended=after if term.until is None and after and after >= (term.ends or "") else None,
            gap=_gap(earlier, term),
            conflicts=tuple(sorted(_conflicts(term, ordered))),
        )


def _gap(earlier: Sequence[_Term], term: _Term) -> str | None:
    """The days between the last that a predecessor is known to have held it, and the first of this one."""
    if not earlier or term.begins is None:
        return None
    last = max(other.ends or "" for other in earlier)
    days = dates.gap(last, term.begins)
    return f"{last}/{term.begins}" if days is not None and days > 1 and last < term.begins else None


def _conflicts(term: _Term, others: Iterable[_Term]) -> Iterable[tuple[str, str]]:
    """Others who are known to have held it at the same time, for more than a day."""
    for other in others:
        if other is term or None in {term.begins, term.ends, other.begins, other.ends}:
            continue
        first = max(term.begins or "", other.begins or "")
        last = min(term.ends or "", other.ends or "")
        if first < last:
            yield f"{first}/{last}", other.office.id
