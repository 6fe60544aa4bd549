"""What is counted: per table what was found, missed and said too much; per attribute right and wrong answers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

TABLES = (
    "person", "organization", "offices", "events", "event actors", "statements", "figures", "relations", "same story",
)  # fmt: skip
"""What has precision and recall, in the order it is shown."""

ATTRIBUTES = (
    "language", "published", "event mode", "event status", "event date", "event place", "statement stance",
    "figure measure", "figure period", "figure about", "relation since",
)  # fmt: skip
"""What is asked of rows that were found: right or wrong."""


@dataclass(slots=True)
class Count:
    """True positives, false positives, false negatives."""

    found: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def asked(self) -> int:
        """How many there are in the gold."""
        return self.found + self.missed

    @property
    def precision(self) -> float:
        """The share of what was said that is right; 1 when nothing was said."""
        return self.found / (self.found + self.extra) if self.found + self.extra else 1.0

    @property
    def recall(self) -> float:
        """The share of what there is that was found; 1 when there is nothing."""
        return self.found / self.asked if self.asked else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(frozen=True, slots=True, order=True)
class Miss:
    """One thing that is wrong: in which document, of which table or attribute, why, and what."""

    table: str
    cause: str
    doc: str
    what: str

    def line(self) -> str:
        """The miss on one line."""
        return f"{self.doc}  {self.what}"


@dataclass(slots=True)
class Scores:
    """Counts per table, right answers per attribute, and every miss."""

    tables: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    right: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    misses: list[Miss] = field(default_factory=list)

    def accuracy(self, attribute: str) -> float:
        """The share of right answers; 1 when none was asked."""
        answers = self.right[attribute]
        return sum(answers) / len(answers) if answers else 1.0

    def measures(self) -> dict[str, float]:
        """F1 of every table and accuracy of every attribute that has anything to count, in the order shown."""
        held = {name: self.tables[name].f1 for name in TABLES if name in self.tables and self.tables[name].asked}
        return held | {name: self.accuracy(name) for name in ATTRIBUTES if self.right.get(name)}

    def miss(self, table: str, cause: str, doc: str, what: str) -> None:
        """Note what is wrong."""
        self.misses.append(Miss(table, cause, doc, " ".join(what.split())))
