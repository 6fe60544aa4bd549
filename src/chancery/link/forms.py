"""Which of the many forms of a name stands for all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from chancery.link.guises import Guise
from chancery.link.locals import Local
from chancery.link.names import Words, is_latin, words


def all_forms(locals_: Sequence[Local]) -> tuple[str, ...]:
    """Every form in any language, the most frequent first."""
    return by_frequency(counted(locals_))


def best_form(locals_: Sequence[Local]) -> str:
    """The most frequent of the fullest forms; with marks where somebody writes them (Tô Lâm, not To Lam)."""
    return fullest(counted(locals_) or Counter(local.name for local in locals_))


def counted(bearers: Iterable[Guise | Local]) -> Counter[str]:
    """How often each form stands in the articles."""
    counts: Counter[str] = Counter()
    for bearer in bearers:
        for form, count in (bearer.counts if isinstance(bearer, Guise) else bearer.forms).items():
            counts[form] += count
    return counts


def by_frequency(counts: Counter[str]) -> tuple[str, ...]:
    """The forms, the most frequent first."""
    return tuple(sorted(counts, key=lambda form: (-counts[form], form)))


def fullest(counts: Counter[str]) -> str:
    """The most frequent of the fullest forms."""
    wanted = _fullest_words(counts)
    same = [form for form in counts if words(form) == wanted] or list(counts)
    return min(same, key=lambda form: (_shouted(form), form.isascii(), -counts[form], form))


def _fullest_words(counts: Counter[str]) -> Words:
    """The words of the fullest form: Latin before others, more words before fewer, then the commonest.

    A form that stands but once among many may be a slip: of two, the longer must be seen in a tenth of the cases.
    """
    by_words: Counter[Words] = Counter()
    latin: dict[Words, bool] = {}
    for form, count in counts.items():
        by_words[words(form)] += count
        latin[words(form)] = latin.get(words(form), False) or is_latin(form)
    most = max((count for held, count in by_words.items() if latin[held]), default=max(by_words.values(), default=0))
    usual = [held for held, count in by_words.items() if count * _SLIP >= most] or list(by_words)
    return min(usual, key=lambda w: (not latin[w], -len(w), -by_words[w], w))


_SLIP = 10


def content_words(bearers: Sequence[Guise | Local]) -> Words:
    """The words that identify a name, whatever the number of articles: as the fullest, ties by the alphabet."""
    forms = sorted({words(form) for bearer in bearers for form in (*bearer.forms, bearer.name)})
    return min(forms, key=lambda w: (not is_latin(" ".join(w)), -len(w), w))


def _shouted(form: str) -> bool:
    """All capitals, as headlines write names; or none."""
    return len(form) > 4 and (form.isupper() or form.islower())
