"""The dossier of two parties, as text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from chancery.cli import sections
from chancery.cli.layout import command, hang, plural, terminal_width, wrap
from chancery.cli.paint import bold, dim
from chancery.cli.sections import labelled
from chancery.cli.telling import Teller, date, short, span
from chancery.record import View
from chancery.record.dossier import Dossier, Silence


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How wide, how much (`most` None is a page's worth), and of which record."""

    columns: int
    most: int | None
    record: Path
    label: int

    def limit(self, usual: int) -> int:
        """How many rows of a section to show."""
        return usual if self.most is None else self.most


def lines(teller: Teller, found: Dossier, counts: Mapping[str, int], layout: Layout) -> list[str]:
    """The whole dossier."""
    columns = layout.columns
    top = [
        *_standing(teller, found, columns),
        *_offices(teller, found, layout),
        *_contacts(found, columns),
    ]
    return [
        *_header(found, columns),
        *(["", *top] if top else []),
        *sections.events(teller, found.events, columns, layout.limit(40)),
        *sections.figures(teller, found.figures, columns, layout.limit(15)),
        *sections.statements(teller, found.statements, columns, layout.limit(8)),
        *sections.articles(found.articles, columns, layout.limit(8)),
        "",
        *pointers(counts, layout),
    ]


def _header(found: Dossier, columns: int) -> list[str]:
    title = f"{found.a.name} – {found.b.name}"
    parts = [
        plural(len(found.articles), "article"),
        plural(found.stories, "story", "stories"),
        " ".join(found.languages),
        f"happened {span(found.happened)}" if found.happened else "",
        f"reported {span(found.reported)}" if found.reported else "",
    ]
    return [bold(title), *wrap(" · ".join(filter(None, parts)), columns)]


def _standing(teller: Teller, found: Dossier, columns: int) -> list[str]:
    rows = [
        f"{teller.relation(relation)}  {teller.told(relation.evidence)}  {dim(short(relation.id))}"
        for relation in found.relations
    ]
    return labelled("Standing", rows, columns)


def _offices(teller: Teller, found: Dossier, layout: Layout) -> list[str]:
    shown: list[str] = []
    for party in (found.a, found.b):
        held = [office for key, office in found.offices if key == party.key]
        for office in held[: layout.limit(8)]:
            words = f"{teller.name(office.person)}, {teller.office(office, besides=party.key)}"
            shown.append(f"{party.name}: {words}")
        if len(held) > layout.limit(8):
            shown.append(f"{party.name}: and {len(held) - layout.limit(8)} more (--all)")
    return labelled("Offices", shown, layout.columns)


def _contacts(found: Dossier, columns: int) -> list[str]:
    if not found.contacts:
        return []
    words = " · ".join(f"{contact.level}: {date(contact.date)}" for contact in found.contacts)
    return labelled("Last contact", [words], columns)


def pointers(counts: Mapping[str, int], layout: Layout) -> list[str]:
    """Where to go from here."""
    words, state = command("why ID", layout.record), command("doctor", layout.record)
    wide = max(len(words), len(state))
    doubtful = f"Doubtful ({counts['review']}) · " if counts["review"] else ""
    return [
        dim(f"{words:{wide}}  the words behind a line"),
        dim(f"{state:{wide}}  {doubtful}Not read ({counts['failures']})"),
    ]


def empty(view: View, found: Dossier, why: Silence, record: Path) -> list[str]:
    """Why there is nothing between them, and what to try next."""
    a, b = found.a.name, found.b.name
    total = view.counts()["articles"]
    first = f"nothing between {a} and {b}: "
    if why.both:
        first += f"{plural(len(why.both), 'article names', 'articles name')} both, but no dealing between them was read"
        steps = [f"{short(line.id)}  {line.language}  {line.title or line.source}" for line in why.both[:8]]
    elif why.removed:
        reason = f" ({why.reason})" if why.reason else ""
        first += (
            f"{plural(len(why.removed), 'article names', 'articles name')} both, but in words that "
            f"were removed from the page{reason}"
        )
        steps = [command(f"show --removed {short(line.id)}", record) for line in why.removed[:8]]
    elif why.a and why.b:
        first += (
            f"{a} is named in {plural(why.a, 'article')} and {b} in {plural(why.b, 'article')}, never in the same one"
        )
        steps = [command(f"show {found.a.key}", record), command(f"show {found.b.key}", record)]
    else:
        absent = " and ".join(name for name, count in ((a, why.a), (b, why.b)) if not count)
        first += f"{absent} is named in none of the {plural(total, 'article')}"
        present = next((p for p, count in ((found.a, why.a), (found.b, why.b)) if count), None)
        steps = [command(f"show {present.key}", record)] if present else []
    told = [
        f"most told: {command(f'show {one} {two}', record)} ({plural(count, 'event')})"
        for one, two, count in view.most_told_pairs(3)
    ]
    columns = terminal_width()
    lines = wrap(first, columns)
    for step in [*steps, *told]:
        lines.extend(hang("  ", step, columns))
    return lines
