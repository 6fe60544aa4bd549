"""The figures of a pair: each measure over its periods, with who said what, and where the sources disagree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from chancery.model.record import Figure
from chancery.record import View
from chancery.serve.drawing import amounts as drawing
from chancery.serve.texts import Phrases
from chancery.serve.wording import name_of, names, when

_SCALES = (("trillion", 1e12), ("billion", 1e9), ("million", 1e6))


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """One figure as a source gives it; `disagrees` when others give another for the same period."""

    id: str
    period: str
    words: str
    according: str
    confidence: float
    disagrees: bool
    quote: str
    language: str
    story: str | None
    tellings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What is counted, between whom, in what unit; its amounts, the latest period first, and their drawing."""

    name: str
    about: str
    unit: str
    amounts: tuple[Amount, ...]
    drawing: Markup | None
    left_out: int = 0


def written(value: float, unit: str, say: Phrases, *, approx: bool = False) -> str:
    """An amount for people: `about 113.9 billion USD`."""
    scale, size = _scaled([value])
    words = " ".join(
        filter(None, (_number(value / size, say), say(f"pairs.scale.{scale}") if scale else "", say.word("unit", unit)))
    )
    return say("pairs.about.amount", amount=words) if approx else words


def _scaled(values: Sequence[float]) -> tuple[str, float]:
    """The scale in which the numbers of one drawing are written: its name and size."""
    most = max(map(abs, values), default=0.0)
    return next(((name, size) for name, size in _SCALES if most >= size), ("", 1.0))


def _number(value: float, say: Phrases) -> str:
    number = f"{value:,.3f}".rstrip("0").rstrip(".")
    return number.translate(str.maketrans(",.", ".,")) if say.language == "vi" else number


def measures(view: View, figures: Sequence[Figure], say: Phrases) -> tuple[Measure, ...]:
    """Figures by what they measure, the most told first."""
    groups: dict[tuple[str, str, tuple[str, ...]], list[Figure]] = defaultdict(list)
    for figure in figures:
        groups[figure.measure, figure.unit, figure.about].append(figure)
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(_measure(view, number, group, say) for number, (_, group) in enumerate(ordered))


def _measure(view: View, number: int, group: list[Figure], say: Phrases) -> Measure:
    first = group[0]
    by_period: dict[str, list[Figure]] = defaultdict(list)
    for figure in group:
        by_period[figure.period or ""].append(figure)
    apart = {period for period, held in by_period.items() if period and len({figure.value for figure in held}) > 1}
    name = say.word("measure", first.measure)
    about = " – ".join(name_of(view, key, say) for key in first.about)
    dated = sorted(period for period in by_period if period)
    shown = dated[-drawing.MOST :]
    scale, size = _scaled([figure.value for figure in group])
    drawn = None
    if len(dated) > 1 or apart:
        drawn = drawing.draw(
            f"amounts-{number}",
            [_period(view, period, by_period[period], size, say) for period in shown],
            title=f"{name}, {about}",
            about=say("pairs.amounts.about", n=len(shown), apart=len(apart)),
        )
    return Measure(
        name=name,
        about=about,
        unit=" ".join(filter(None, (say(f"pairs.scale.{scale}") if scale else "", say.word("unit", first.unit)))),
        amounts=tuple(
            _amount(view, figure, say, disagrees=period in apart)
            for period in (*reversed(dated), *([""] if "" in by_period else []))
            for figure in sorted(by_period[period], key=lambda f: (f.value, f.id))
        ),
        drawing=drawn,
        left_out=len(dated) - len(shown) if drawn else 0,
    )


def _period(view: View, period: str, held: Sequence[Figure], size: float, say: Phrases) -> drawing.Period:
    values = sorted({figure.value for figure in held})
    least, most = (_number(float(f"{value / size:.3g}"), say) for value in (values[0], values[-1]))
    return drawing.Period(
        name=period.replace("/", " – "),
        most=most,
        least="" if least == most else least,
        values=tuple(_value(view, figure, say) for figure in held),
    )


def _value(view: View, figure: Figure, say: Phrases) -> drawing.Value:
    amount = written(figure.value, figure.unit, say, approx=figure.approx)
    return drawing.Value(
        value=figure.value,
        label=f"{figure.period}: {amount}, {_according(view, figure, say)}",
        href=f"#{figure.id}",
        approx=figure.approx,
    )


def _amount(view: View, figure: Figure, say: Phrases, *, disagrees: bool) -> Amount:
    first = figure.evidence[0]
    line = view.article_line(first.article)
    return Amount(
        id=figure.id,
        period=when(figure.period, say),
        words=written(figure.value, figure.unit, say, approx=figure.approx),
        according=_according(view, figure, say),
        confidence=figure.confidence,
        disagrees=disagrees,
        quote=first.quote,
        language=line.language if line else "",
        story=line.story if line else None,
        tellings=len({evidence.article for evidence in figure.evidence}),
    )


def _according(view: View, figure: Figure, say: Phrases) -> str:
    """Who counted, else who printed it."""
    if figure.according_to:
        return names(view, [figure.according_to], say)
    lines = (view.article_line(key) for key in dict.fromkeys(evidence.article for evidence in figure.evidence))
    return ", ".join(dict.fromkeys(line.outlet or line.source.rpartition("/")[2] for line in lines if line))
