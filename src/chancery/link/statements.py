"""Statements: the same words of the same speaker, reprinted, are one; a paraphrase or translation is another."""

from __future__ import annotations

from collections.abc import Sequence

from chancery.link.entities import Cast
from chancery.link.evidence import Articles, evidence, explanations, together
from chancery.link.names import words
from chancery.model.findings import Findings, LocalStatement
from chancery.model.identifiers import identifier
from chancery.model.record import Statement
from chancery.ontology.offices import offices

_Key = tuple[str, str, str]


def link_statements(articles: Articles, findings: Sequence[Findings], cast: Cast) -> tuple[Statement, ...]:
    """One row for each speaker, stance and wording."""
    told: dict[_Key, list[tuple[Findings, LocalStatement]]] = {}
    for found in findings:
        for statement in found.statements:
            speaker = cast.one(found.article, statement.speaker)
            said = _words(articles[found.article].text, statement)
            if speaker is not None and said:
                told.setdefault((speaker, statement.stance, said), []).append((found, statement))
    rows = (_row(key, group, articles, cast) for key, group in told.items())
    return tuple(sorted(rows, key=lambda row: row.id))


def _words(text: str, statement: LocalStatement) -> str:
    """The wording, folded."""
    return " | ".join(" ".join(words(text[p.start : p.end])) for p in statement.passages)


def _row(key: _Key, group: Sequence[tuple[Findings, LocalStatement]], articles: Articles, cast: Cast) -> Statement:
    speaker, stance, said = key
    addressees = [k for f, s in group for k in cast.many(f.article, s.addressees)]
    about = [k for f, s in group for k in cast.many(f.article, s.about)]
    held = sorted({title for f, s in group if (title := _title(f, s))})
    return Statement(
        id=identifier("statement", speaker, stance, said),
        speaker=speaker,
        office=held[0] if held else None,
        stance=stance,
        addressees=tuple(dict.fromkeys(addressees)),
        about=tuple(dict.fromkeys(about)),
        date=min((s.date for _, s in group if s.date), default=None),
        confidence=together(s.confidence for _, s in group),
        evidence=evidence(articles, ((f.article, s.passages) for f, s in group)),
        explanations=explanations(articles, ((f.article, s.reasons) for f, s in group)),
    )


def _title(found: Findings, statement: LocalStatement) -> str | None:
    """The English title of the office the speaker speaks in, as the article's own offices have it."""
    if statement.office is None:
        return None
    for office in found.offices:
        if office.person == statement.speaker:
            values = {reason.value for reason in office.reasons if reason.role == "office"}
            if statement.office in values or statement.office == office.title:
                return office.title
    known = offices().get(statement.office)
    if known is None:
        return statement.office
    return known.title.replace(" of {portfolio}", "").replace("{portfolio} ", "")
