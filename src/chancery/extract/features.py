"""What the decision model looks at: language-neutral features of an event or a statement, by name.

A feature's name begins with the reason it belongs to (`act`, `source`, `target`, `date`, `place`, `status`, `speaker`),
so that `why` can show what each reason adds. None of them names a word, a person, a state or a document.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from chancery.extract.acts import Act
from chancery.extract.entities import Registry
from chancery.extract.happenings import Happening
from chancery.extract.lines import Sentence
from chancery.extract.roles import Filler
from chancery.model.findings import LocalStatement, Status
from chancery.text.units import Unit

Features = Mapping[str, float]

_CUES = frozenset({"subject", "object", "possessive", "after-comma", "late subject", "relative", "phrase", "agent"})
_QUOTES = frozenset('“”"«»„')
_FAR = 20.0
_FAR_SIGNS = 120.0
_LEAD = 0.1


def of_event(happening: Happening, status: Status, registry: Registry, *, main: bool, sentences: int) -> Features:
    """What speaks for and against a happening being one that the article tells of."""
    acts = sorted(happening.acts, key=lambda act: -act.weight)
    best = acts[0]
    told = len({act.sentence.index for act in acts})
    sources, targets = happening.roles(registry)
    held = {
        "act": 1.0,
        f"act family {happening.type}": 1.0,
        f"act {happening.type}/{happening.mode or 'any'}": 1.0,
        "act noun": float(best.noun),
        "act both noun and verb": float(len({act.noun for act in acts}) > 1),
        "act words": min(best.last - best.first, 5) / 5,
        "act told again": math.log2(told),
        "act main": float(main),
        "act long ago": float(best.long_ago),
        "act short of roles": float(all(act.short for act in acts)),
        f"status {status}": 1.0,
        "status by a cue": float(best.judged.first is not None),
        "date given": float(happening.date is not None),
        "date of its own": float(any(act.date for act in acts)),
        "date a day": float(bool(happening.date) and len(happening.date or "") == len("2020-01-01")),
        "place given": float(happening.place is not None),
    }
    held |= _standing(best.sentence, best.first, sentences)
    for role, keys in (("source", sources), ("target", targets)):
        filler: Filler | None = getattr(best, role)
        held |= dict(_role(role, filler, keys, best, registry))
    states = [{registry.state_of(key) for key in keys} - {None} for keys in (sources, targets)]
    if all(states):
        held["target another state"] = float(not states[0] & states[1])
        held["target same state only"] = float(states[0] == states[1])
    held["target one actor only"] = float(len({*sources, *targets}) < 2)
    return {name: value for name, value in held.items() if value}


def of_statement(row: LocalStatement, text: str, registry: Registry, *, at: float, by_speaker: int) -> Features:
    """What speaks for and against a row being reported speech of its speaker.

    `at` is where in the article it stands, 0 to 1; `by_speaker` how many rows of the article have the same speaker.
    """
    said = text[row.passages[0].start : row.passages[0].end]
    told = {reason.role: reason for reason in row.reasons}
    act, speaker = told.get("act"), told["speaker"]
    cue, _, rule = speaker.rule.partition("; ")
    held = {
        "act": 1.0,
        f"act stance {row.stance}": 1.0,
        f"act verb {act.value if act else 'none'}": 1.0,
        "act quoted": float(any(sign in said for sign in _QUOTES)),
        "act length": min(len(said), 400) / 400,
        "act in the lead": float(at < _LEAD),
        "act late in the article": at,
        f"speaker a {registry.type_of(row.speaker)}": 1.0,
        f"speaker by {_cue(cue)}": 1.0,
        f"speaker told as {_reading(rule)}": 1.0,
        "speaker weight": max(min(speaker.weight or 0.0, 3.0), -3.0) / 3,
        "speaker holds an office": float(row.office is not None),
        "speaker says more": math.log2(by_speaker),
        "speaker to somebody": float(bool(row.addressees)),
        "speaker about somebody": float(bool(row.about)),
    }
    if act is not None and act.start is not None and speaker.start is not None:
        held["speaker distance"] = min(abs(act.start - speaker.start), _FAR_SIGNS) / _FAR_SIGNS
        held["act late in the sentence"] = (act.start - row.passages[0].start) / max(len(said), 1)
    return {name: value for name, value in held.items() if value}


def _standing(sentence: Sentence, first: int, sentences: int) -> dict[str, float]:
    """Where in the article and the sentence the words stand."""
    units = sentence.line.units
    opened = sum(unit.sign in _QUOTES for unit in units[:first])
    return {
        f"act in {sentence.kind}": 1.0,
        "act in the lead": float(sentence.index < 2),
        "act late in the article": sentence.index / max(sentences, 1),
        "act inside quotation marks": float(opened % 2 == 1),
        "act late in the sentence": first / max(len(units), 1),
    }


def _role(
    role: str, filler: Filler | None, keys: Sequence[str], act: Act, registry: Registry
) -> Iterator[tuple[str, float]]:
    yield f"{role} {min(len(keys), 3)}", 1.0
    if keys:
        yield f"{role} a {registry.type_of(keys[0])}", 1.0
    if filler is None:
        yield f"{role} not in its sentence", float(bool(keys))
        return
    units = act.sentence.line.units
    low, high = sorted((filler.unit, act.first))
    yield f"{role} by {_cue(filler.cue)}", 1.0
    yield f"{role} as {units[filler.unit].kind}", 1.0
    yield f"{role} weight", max(min(filler.weight, 3.0), -3.0) / 3
    yield f"{role} distance", min(high - low, _FAR) / _FAR
    yield f"{role} commas between", min(_marks(units[low:high]), 4) / 4


def _cue(cue: str) -> str:
    """A cue by its kind: what is a word of the language is `word`."""
    bare = cue.removeprefix("<")
    if bare in _CUES:
        return bare
    if bare.startswith("="):
        return "case"
    return "another act" if " of " in bare else "word"


def _reading(rule: str) -> str:
    """How a name was read: phrases of the language's grammar by whether they hold an office."""
    if "{" not in rule:
        return rule or "itself"
    return "name with its office" if "{office" in rule else "name in its phrase"


def _marks(units: Sequence[Unit]) -> int:
    return sum(unit.kind == "mark" for unit in units)
