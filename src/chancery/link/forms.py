"""Which of the many forms of a name stands for all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from chancery.link.locals import Local
from chancery.link.names import Words, is_latin, words


def all_forms(locals_: Sequence[Local]) -> tuple[str, ...]:
    """Every form in any language, the most frequent first."""
    counts = _counts(locals_)
    return tuple(sorted(counts, key=lambda form: (-counts[form], form)))


def best_form(locals_: Sequence[Local]) -> str:
    """The most frequent of the fullest forms; with marks where somebody writes them (Tô Lâm, not To Lam)."""
    counts = _counts(locals_) or Counter(local.name for local in locals_)
    fullest = fullest_words(counts)
    same = [form for form in counts if words(form) == fullest] or list(counts)
    return min(same, key=lambda form: (_shouted(form), form.isascii(), -counts[form], form))


def fullest_words(counts: Counter[str]) -> Words:
    """The words of the fullest form: Latin before others, more words before fewer, then the commonest."""
    by_words: Counter[Words] = Counter()
    latin: dict[Words, bool] = {}
    for form, count in counts.items():
        by_words[words(form)] += count
        latin[words(form)] = latin.get(words(form), False) or is_latin(form)
    return min(by_words, key=lambda w: (not latin[w], -len(w), -by_words[w], w))


def content_words(locals_: Sequence[Local]) -> Words:
    """The words that identify a name, whatever the number of articles: as the fullest, ties by the alphabet."""
    forms = sorted({words(form) for local in locals_ for form in (*local.forms, local.name)})
    return min(forms, key=lambda w: (not is_latin(" ".join(w)), -len(w), w))


def _counts(locals_: Sequence[Local]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for local in locals_:
        counts.update(local.forms)
    return counts


def _shouted(form: str) -> bool:
    """All capitals, as headlines write names; or none."""
    return len(form) > 4 and (form.isupper() or form.islower())
