"""Who holds what office, as all articles together show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from chancery.link import dates
from chancery.link.entities import Cast, Entities
from chancery.link.evidence import Articles, evidence
from chancery.model.findings import Findings, LocalOffice
from chancery.model.identifiers import identifier
from chancery.model.record import Office

_Key = tuple[str, str, str | None, str | None]


@dataclass(frozen=True, slots=True)
class _Told:
    article: str
    office: LocalOffice


def link_offices(articles: Articles, findings: Sequence[Findings], cast: Cast) -> tuple[Office, ...]:
    """One row for each person, title, owner and host."""
    told: dict[_Key, list[_Told]] = {}
    for found in findings:
        for office in found.offices:
            person = cast.one(found.article, office.person)
            if person is not None:
                of, to = (cast.one(found.article, key) for key in (office.of, office.to))
                told.setdefault((person, office.title, of, to), []).append(_Told(found.article, office))
    rows = (_row(key, group, articles) for key, group in _completed(told, cast.entities).items())
    return tuple(sorted(rows, key=lambda row: row.id))


def _completed(told: dict[_Key, list[_Told]], entities: Entities) -> dict[_Key, list[_Told]]:
    """A title without owner or host, or of the state alone, is the one known more fully, where there is only one."""
    by_title: dict[tuple[str, str], list[_Key]] = {}
    for key in told:
        by_title.setdefault(key[:2], []).append(key)
    done: dict[_Key, list[_Told]] = {}
    for key, group in told.items():
        fuller = [other for other in by_title[key[:2]] if other != key and _completes(other, key, entities)]
        fullest = [o for o in fuller if not any(_completes(p, o, entities) for p in fuller if p != o)]
        done.setdefault(fullest[0] if len(fullest) == 1 else key, []).extend(group)
    return done


def _completes(full: _Key, vague: _Key, entities: Entities) -> bool:
    """Does one say all the other does? A party or ministry says which of its state's bodies is meant."""
    if vague[3] not in {None, full[3]}:
        return False
    if vague[2] in {None, full[2]} or full[2] is None or vague[2] is None:
        return vague[2] in {None, full[2]}
    owner, state = entities[full[2]], entities[vague[2]]
    return state.type == "state" and owner.type == "organization" and owner.state == state.state


def _row(key: _Key, group: Sequence[_Told], articles: Articles) -> Office:
    person, title, of, to = key
    seen = {articles[told.article].published for told in group}
    held = sorted(filter(None, (articles[told.article].published for told in group if not told.office.former)))
    gone = sorted(filter(None, (articles[told.article].published for told in group if told.office.former)))
    return Office(
        id=identifier("office", person, title, of, to),
        person=person,
        title=title,
        of=of,
        to=to,
        since=dates.best(Counter(told.office.since for told in group if told.office.since)),
        until=dates.best(Counter(told.office.until for told in group if told.office.until)),
        former=all(told.office.former for told in group),
        seen=tuple(sorted(date for date in seen if date)),
        evidence=evidence(articles, ((told.article, told.office.passages) for told in group)),
        first=held[0] if held else None,
        last=held[-1] if held else None,
        ended=next((day for day in gone if not held or day >= held[-1]), None),
    )
