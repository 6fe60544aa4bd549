"""Why a fact was read so, as text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chancery.cli.layout import hang, pad, wrap
from chancery.cli.paint import bold, dim, marked, status
from chancery.cli.telling import Teller, act, date, happened
from chancery.model.article import Article
from chancery.model.findings import Reason
from chancery.model.record import (
    Event,
    Evidence,
    Explanation,
    Figure,
    Office,
    Relation,
    Ruling,
    Statement,
)
from chancery.record import View
from chancery.record.involved import Fact

_LABEL = 10
_SHOWN_REASONS = ("act", "source", "target", "speaker", "date", "place", "status")


def lines(teller: Teller, view: View, fact: Fact, columns: int) -> list[str]:
    """The fact on one line, its sources with the words marked, and the reasoning of each."""
    explanations = () if isinstance(fact, Office) else fact.explanations
    shown = [*wrap(_header(teller, fact), columns), dim(fact.id), ""]
    articles = {e.article: view.article(e.article) for e in fact.evidence}
    labels = {key: label(article) for key, article in articles.items()}
    widest = max((len(text) for text in labels.values()), default=0)
    for evidence in fact.evidence:
        article = articles[evidence.article]
        head = f"{pad(labels[evidence.article], widest)}  "
        shown.extend(hang(head, _quote(article, evidence, explanations, fact, teller), columns))
    for explanation in explanations:
        shown.append("")
        shown.extend(_reasons(view, explanation, fact, columns, many=len(explanations) > 1))
    tail = list(_tail(view, fact, labels, columns))
    return [*shown, "", *tail] if tail else shown


def label(article: Article) -> str:
    """A source by its file name's stem and language."""
    name = article.source.rstrip("/").rpartition("/")[2]
    stem = name.rpartition(".")[0] or name
    return f"{stem} ({article.language})"


def _header(teller: Teller, fact: Fact) -> str:
    parts: list[str] = []
    match fact:
        case Event():
            main = () if fact.main else ("background",)
            state = status(fact.status, happened(fact.status))
            parts = [bold(act(fact)), date(fact.date), teller.event(fact), state, *main]
        case Statement():
            parts = [bold(f"statement: {fact.stance}"), date(fact.date), _speaker(teller, fact)]
        case Figure():
            parts = [bold(fact.measure), date(fact.period), teller.figure(fact)]
        case Relation():
            parts = [bold(teller.relation(fact)), " – ".join(map(teller.name, fact.between))]
        case Office():
            parts = [bold(teller.name(fact.person)), teller.office(fact)]
    if isinstance(fact, Event | Statement | Figure):
        parts.append(f"confidence {fact.confidence:.2f}".replace("0.", "."))
    return " · ".join(parts)


def _speaker(teller: Teller, fact: Statement) -> str:
    words = teller.name(fact.speaker)
    if fact.office:
        words += f", {fact.office}"
    if fact.addressees:
        words += f" → {teller.names(fact.addressees)}"
    return f"{words}, about {teller.names(fact.about)}" if fact.about else words


def _quote(
    article: Article,
    evidence: Evidence,
    explanations: Iterable[Explanation],
    fact: Fact,
    teller: Teller,
) -> str:
    """The passage with the words that matter marked, and … where the text goes on before or after."""
    spans = [
        (reason.start, reason.end)
        for explanation in explanations
        if explanation.article == article.id
        for reason in explanation.reasons
        if reason.start is not None and reason.end is not None
    ]
    if isinstance(fact, Office):
        name = teller.name(fact.person)
        at = article.text.find(name, evidence.start, evidence.end)
        spans = [(at, at + len(name))] if at >= 0 else []
    text = mark(article.text, spans, evidence.start, evidence.end)
    before = "" if _begins_block(article, evidence.start) else "… "
    after = "" if _ends_block(article, evidence.end) else " …"
    return f"{before}{text}{after}"


def mark(text: str, spans: Iterable[tuple[int, int]], start: int, end: int) -> str:
    """`text[start:end]` with the spans inside it marked; spans that overlap are one."""
    inside = sorted((max(a, start), min(b, end)) for a, b in spans if a < end and b > start)
    pieces: list[str] = []
    at = start
    merged: list[list[int]] = []
    for a, b in inside:
        if merged and a <= merged[-1][1]:
            merged[-1][1] = max(b, merged[-1][1])
        else:
            merged.append([a, b])
    for a, b in merged:
        pieces += [text[at:a], marked(text[a:b])]
        at = b
    pieces.append(text[at:end])
    return " ".join("".join(pieces).split())


def _begins_block(article: Article, start: int) -> bool:
    return any(block.start == start for block in article.blocks)


def _ends_block(article: Article, end: int) -> bool:
    return any(block.end == end for block in article.blocks)


def _reasons(view: View, explanation: Explanation, fact: Fact, columns: int, *, many: bool) -> Iterable[str]:
    """Role, words → value, rule and weight, in the order of the roles."""
    article = view.article(explanation.article)
    if many:
        yield dim(label(article))
    ordered = sorted(explanation.reasons, key=_role_order)
    for reason in ordered:
        yield from hang(bold(pad(reason.role, _LABEL)), _reason(reason, article, fact, view), columns)


def _role_order(reason: Reason) -> tuple[int, str]:
    if reason.role in _SHOWN_REASONS:
        return _SHOWN_REASONS.index(reason.role), reason.role
    return len(_SHOWN_REASONS), reason.role


def _reason(reason: Reason, article: Article, fact: Fact, view: View) -> str:
    words = ""
    if reason.start is not None and reason.end is not None:
        words = f"“{' '.join(article.text[reason.start : reason.end].split())}” → "
    weight = f", {reason.weight:+.1f}" if reason.weight else ""
    text = f"{words}{_value(reason, view)}  ({reason.rule}{weight})"
    if reason.role == "act" and isinstance(fact, Event):
        mode = f"/{fact.plover_mode}" if fact.plover_mode else ""
        text += f"  PLOVER {fact.plover}{mode} · CAMEO {fact.cameo or '–'}"
    return text


def _value(reason: Reason, view: View) -> str:
    kind, _, code = reason.value.partition(":")
    if kind == "state" and (entity := view.state(code)):
        return f"{entity.name} ({code})"
    return reason.value


def _tail(view: View, fact: Fact, labels: dict[str, str], columns: int) -> Iterable[str]:
    """What held over several articles: one event, a changing status, disagreement."""
    articles = list(dict.fromkeys(evidence.article for evidence in fact.evidence))
    rows: list[tuple[str, str]] = []
    if len(articles) > 1:
        told = ", ".join(labels[key] for key in articles)
        rows.append(("one of", f"told in {told}: taken as the same {type(fact).__name__.lower()}"))
    if isinstance(fact, Event):
        if len({state for _, state in fact.history}) > 1:
            changes = " → ".join(f"{happened(state)} ({date(day)})" for day, state in fact.history)
            rows.append(("history", changes))
        rows.extend(
            ("but", f"{labels.get(article) or article} has {field} {value}") for field, value, article in fact.conflicts
        )
        if fact.story and (story := view.story(fact.story)):
            rows.append(("story", f"{story.title} ({', '.join(story.languages)}) {dim(story.id)}"))
    rows.extend(("decided", decided(ruling)) for ruling in fact.decided)
    for role, text in rows:
        yield from hang(bold(pad(role, _LABEL)), text, columns)


def decided(ruling: Ruling) -> str:
    """A person's decision on a row: what, by whom, why, and its id."""
    note = f": {ruling.note}" if ruling.note else ""
    return f"{ruling.kind}, {ruling.what} by {ruling.who}, {ruling.when[:10]}{note} {dim(ruling.decision)}"


__all__: Sequence[str] = ["decided", "label", "lines", "mark"]
