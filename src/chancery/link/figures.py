"""Figures: the same value of the same measure, period and parties is one figure, whoever prints it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from chancery.link.entities import Cast
from chancery.link.evidence import Articles, evidence, explanations, together
from chancery.model.findings import Findings, LocalFigure
from chancery.model.identifiers import identifier
from chancery.model.record import Figure

_Key = tuple[str, float, str, str | None, tuple[str, ...]]


def link_figures(articles: Articles, findings: Sequence[Findings], cast: Cast) -> tuple[Figure, ...]:
    """One row for each measure, value, unit, period and set of parties."""
    told: dict[_Key, list[tuple[str, LocalFigure]]] = {}
    for found in findings:
        for figure in found.figures:
            about = tuple(sorted(cast.many(found.article, figure.about)))
            key = (figure.measure, float(figure.value), figure.unit, figure.period, about)
            told.setdefault(key, []).append((found.article, figure))
    rows = (_row(key, group, articles, cast) for key, group in told.items())
    return tuple(sorted(rows, key=lambda row: row.id))


def _row(key: _Key, group: Sequence[tuple[str, LocalFigure]], articles: Articles, cast: Cast) -> Figure:
    measure, value, unit, period, about = key
    said = Counter(who for a, f in group if (who := cast.one(a, f.according_to)))
    return Figure(
        id=identifier("figure", measure, repr(value), unit, period, *about),
        measure=measure,
        value=value,
        unit=unit,
        period=period,
        approx=all(figure.approx for _, figure in group),
        about=about,
        according_to=min(said, key=lambda who: (-said[who], who), default=None),
        confidence=together(figure.confidence for _, figure in group),
        evidence=evidence(articles, ((a, figure.passages) for a, figure in group)),
        explanations=explanations(articles, ((a, figure.reasons) for a, figure in group)),
    )
