"""A run of the scorer as text: tables, causes of misses, gains and losses against the run before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from chancery.cli.layout import plural, shorten, table, terminal_width
from chancery.score.counts import Miss
from chancery.score.history import Lot, Measure, Run

_CAUSES = 3
_CHANGES = 12
_LEAST = 0.0005


def shown(run: Run, before: Run | None, *, errors: bool) -> Iterator[str]:
    """Every language's table; with `errors` every miss by cause, else the most frequent causes."""
    for name, lot in run.lots.items():
        old = before.lots.get(name) if before else None
        yield f"{name}: {plural(lot.documents, 'document')}"
        yield from _measures(lot, old)
        yield ""
        yield from _misses(lot) if errors else _causes(lot)
        if old is not None:
            yield from _changes(lot, old)


def _measures(lot: Lot, old: Lot | None) -> Iterator[str]:
    rows = [["", "precision", "recall", "F1", "asked", ""]]
    rows += [_row(name, held, old.measures.get(name) if old else None) for name, held in lot.measures.items()]
    yield from table(rows, terminal_width(), flexible=5, indent=2)


def _row(name: str, held: Measure, old: Measure | None) -> list[str]:
    change = held.value - old.value if old else 0.0
    return [
        name,
        "" if held.precision is None else f"{held.precision:.3f}",
        "" if held.recall is None else f"{held.recall:.3f}",
        f"{held.value:.3f}",
        f"{held.asked}",
        f"{change:+.3f}" if abs(change) >= _LEAST else "",
    ]


def _by_table(misses: list[Miss]) -> dict[str, list[Miss]]:
    held: dict[str, list[Miss]] = {}
    for miss in misses:
        held.setdefault(miss.table, []).append(miss)
    return dict(sorted(held.items(), key=lambda item: -len(item[1])))


def _causes(lot: Lot) -> Iterator[str]:
    """The most frequent causes of each table, on one line."""
    for name, misses in _by_table(lot.misses).items():
        counts = Counter(miss.cause for miss in misses).most_common(_CAUSES)
        yield f"  {name}: " + ", ".join(f"{cause} {number}" for cause, number in counts)
    yield ""


def _misses(lot: Lot) -> Iterator[str]:
    for name, misses in _by_table(lot.misses).items():
        counts = Counter(miss.cause for miss in misses)
        for cause, number in counts.most_common():
            yield f"  {name}: {cause} ({number})"
            for miss in misses:
                if miss.cause == cause:
                    yield shorten(f"    {miss.line()}", terminal_width() * 2)
    yield ""


def _changes(lot: Lot, old: Lot) -> Iterator[str]:
    """Misses that are new, and misses that are gone."""
    for title, ours, theirs in (("mended", old, lot), ("broken", lot, old)):
        left = Counter(ours.misses) - Counter(theirs.misses)
        changed = sorted(left.elements())
        if changed:
            yield f"  {title} since the last run: {len(changed)}"
            for miss in changed[:_CHANGES]:
                yield shorten(f"    {miss.table}: {miss.line()}", terminal_width())
            if len(changed) > _CHANGES:
                yield f"    and {len(changed) - _CHANGES} more"
            yield ""
