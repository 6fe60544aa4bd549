"""The page of one party, as text."""

from __future__ import annotations

from collections.abc import Mapping

from chancery.cli import sections
from chancery.cli.layout import command, plural, wrap
from chancery.cli.paint import bold, dim
from chancery.cli.pair import Layout
from chancery.cli.sections import labelled
from chancery.cli.telling import Teller, ruled, short
from chancery.ontology.states import states
from chancery.record.dossier import Profile
from chancery.record.naming import Party


def lines(teller: Teller, found: Profile, layout: Layout) -> list[str]:
    """The whole page."""
    columns = layout.columns
    party = found.party
    return [
        bold(party.name) + (ruled(party.entity.decided) if party.entity else ""),
        *wrap(" · ".join(filter(None, _header(found))), columns),
        "",
        *labelled("Names", _names(found, layout), columns),
        *labelled("Offices", _offices(teller, found, layout), columns),
        *labelled("Standing", _standing(teller, found, layout), columns),
        *labelled("Deals with", _partners(found), columns),
        *sections.events(teller, found.events, columns, layout.limit(25)),
        *sections.figures(teller, found.figures, columns, layout.limit(10)),
        *sections.statements(teller, found.statements, columns, layout.limit(8), speaker=found.party.is_state),
        *sections.articles(found.articles, columns, layout.limit(8)),
        "",
        dim(f"{command('why ID', layout.record)} shows the words behind a line"),
        *_next(found, layout),
    ]


def _header(found: Profile) -> list[str]:
    party = found.party
    parts: list[str] = [party.entity.type if party.entity else "state"]
    parts.append(_codes(party))
    parts.append(plural(len(found.articles), "article"))
    parts.append(" ".join(sorted({line.language for line in found.articles})))
    parts.append(party.entity.id if party.entity else "")
    return parts


def _codes(party: Party) -> str:
    if not party.is_state:
        return party.entity.state or "" if party.entity else ""
    known = states().get(party.key)
    if known is None:
        return party.key
    codes: Mapping[str, object] = {"COW": known.cow, "GW": known.gw}
    numbers = [f"{name} {number}" for name, number in codes.items() if number is not None]
    return ", ".join([party.key, *([known.alpha2] if known.alpha2 else []), *numbers])


def _names(found: Profile, layout: Layout) -> list[str]:
    """Names by the languages they were seen in."""
    by_language: dict[str, list[str]] = {}
    for name, languages in found.names:
        by_language.setdefault(" ".join(languages) or "–", []).append(name)
    most = layout.limit(12)
    return [
        f"{languages}: {', '.join(names[:most])}" + (f" and {len(names) - most} more" if len(names) > most else "")
        for languages, names in sorted(by_language.items())
    ]


def _offices(teller: Teller, found: Profile, layout: Layout) -> list[str]:
    most = layout.limit(12)
    own = found.party.entity.id if found.party.entity else None
    besides = found.party.key if found.party.is_state else None
    rows = [
        (teller.office(office) if office.person == own else
         f"{teller.name(office.person)}, {teller.office(office, besides=besides)}")
        + f"  {teller.told(office.evidence)}  {dim(short(office.id))}"
        for office in found.offices[:most]
    ]  # fmt: skip
    more = len(found.offices) - len(rows)
    return [*rows, f"and {more} more (--all)"] if more else rows


def _standing(teller: Teller, found: Profile, layout: Layout) -> list[str]:
    rows = []
    for relation in found.relations[: layout.limit(12)]:
        others = [teller.name(key) for key in relation.between]
        rows.append(f"{' – '.join(others)}: {teller.relation(relation)}  {dim(short(relation.id))}")
    more = len(found.relations) - len(rows)
    return [*rows, f"and {more} more (--all)"] if more else rows


def _partners(found: Profile) -> list[str]:
    words = ", ".join(f"{party.name} ({party.key}) {count}" for party, count in found.partners)
    return [f"{words} (events)"] if words else []


def _next(found: Profile, layout: Layout) -> list[str]:
    if not found.partners or not found.party.is_state:
        return []
    other = found.partners[0][0].key
    return [dim(f"{command(f'show {found.party.key} {other}', layout.record)} shows the two")]
