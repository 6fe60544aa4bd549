"""What was taken out of a page, and why, as text."""

from __future__ import annotations

from chancery.cli.answer import put
from chancery.cli.layout import hang, plural, terminal_width
from chancery.cli.paint import bold, say
from chancery.errors import ChanceryError
from chancery.record import View
from chancery.record.view import looks_like_id


def article_id(view: View, text: str) -> str:
    """The article that an id, the start of one, a source, a file name or its stem means."""
    if looks_like_id(text):
        found = [key for kind, key in view.resolve(text) if kind == "article"]
    else:
        found = view.articles_from(text)
    if len(found) == 1:
        return found[0]
    if not found:
        raise ChanceryError(
            f"no article {text!r}: an id (ar_…), a source or a file name is wanted",
            hint="chancery search WORDS lists ids",
        )
    raise ChanceryError(f"{text!r} may be {', '.join(found[:8])}", hint="ask with one of these")


def show(view: View, text: str, *, json: bool) -> None:
    """Print what was removed from an article."""
    article = view.article(article_id(view, text))
    if json:
        put({"id": article.id, "source": article.source, "removed": article.removed})
        return
    columns = terminal_width()
    lines = [bold(article.title or article.source), f"{article.id} · {article.source}", ""]
    if not article.removed:
        lines.append("nothing was removed from this page")
    else:
        lines.append(f"{plural(len(article.removed), 'piece')} removed:")
    for part in article.removed:
        lines.extend(["", *hang("  ", f"{part.reason}:", columns)])
        for paragraph in part.text.splitlines():
            if paragraph.strip():
                lines.extend(hang("    ", paragraph.strip(), columns))
    say(lines)
