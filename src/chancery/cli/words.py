"""What an article, a story or an entity rests on, as text."""

from __future__ import annotations

from chancery.cli.layout import hang, plural, shorten, wrap
from chancery.cli.paint import bold, dim
from chancery.cli.reasoning import decided, label, mark
from chancery.cli.telling import Teller, date, short
from chancery.record import View

_MOST = 12


def article(teller: Teller, view: View, key: str, columns: int) -> list[str]:
    """Where an article comes from, and everything that was read in it."""
    page = view.article(key)
    line = view.article_line(key)
    known = f" (from the {page.published_from})" if page.published_from else ""
    parts = [page.language, page.outlet, f"published {date(page.published)}{known}", page.dateline]
    shown = [
        *wrap(bold(page.title or page.source), columns),
        *wrap(" · ".join(filter(None, parts)), columns),
        *wrap(page.url or page.source, columns),
        dim(f"{page.id}{f' · story {line.story}' if line and line.story else ''}"),
        "",
    ]
    facts = [fact for _, found in view.facts_in(key) if (fact := view.fact(found))]
    for fact in facts:
        shown.extend(hang(f"{short(fact.id)}  ", teller.line(fact), columns))
    if not facts:
        shown.append("nothing was read in it")
    if page.removed:
        told = f"{plural(len(page.removed), 'piece')} removed"
        shown.extend(["", dim(f"{told}: chancery show --removed {short(key)}")])
    return shown


def story(view: View, key: str, columns: int) -> list[str]:
    """The articles that are one story."""
    found = view.story(key)
    if found is None:
        return []
    told = f"{plural(len(found.articles), 'article')} in {', '.join(found.languages)}"
    shown = [*wrap(bold(found.title), columns), told, dim(found.id), ""]
    for line in filter(None, map(view.article_line, found.articles)):
        head = f"{date(line.published)}  {line.language}  "
        shown.extend(hang(head, f"{line.title or line.source}  {dim(short(line.id))}", columns))
    return shown


def entity(view: View, key: str, columns: int) -> list[str]:
    """The names of an entity, and where each was first seen."""
    found = view.entity(key)
    if found is None:
        return []
    parts = [found.type, found.state, found.canonical, plural(len(found.articles), "article")]
    rulings = [line for ruling in found.decided for line in hang(bold("decided   "), decided(ruling), columns)]
    shown = [bold(found.name), " · ".join(filter(None, parts)), dim(found.id), *rulings, ""]
    missing = list(found.names)
    for name_of_article in found.articles:
        page = view.article(name_of_article)
        for name in [name for name in missing if name in page.text][:_MOST]:
            missing.remove(name)
            at = page.text.index(name)
            shown.extend(hang(f"{label(page)}  ", around(page.text, at, at + len(name), columns), columns))
        if not missing:
            break
    return shown


def around(text: str, start: int, end: int, columns: int) -> str:
    """The words at `start` marked, with what stands beside them in the same paragraph."""
    room = max(20, columns - (end - start))
    first = max(text.rfind("\n", 0, start) + 1, start - room)
    stop = text.find("\n", end)
    last = min(len(text) if stop < 0 else stop, end + room)
    before = shorten(mark(text, [], first, start)[::-1], room)[::-1] if start > first else ""
    blank = " " if start > first and text[start - 1].isspace() else ""
    after = shorten(mark(text, [], end, last), room) if last > end else ""
    gap = " " if last > end and text[end].isspace() else ""
    return f"{before}{blank}{mark(text, [(start, end)], start, end)}{gap}{after}"
