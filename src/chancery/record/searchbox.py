"""The search box: `from:VNM to:CHN type:visit since:2026-01 status:planned "words"` as a question, and back."""

from __future__ import annotations

import shlex
from dataclasses import replace

from chancery.errors import UsageError
from chancery.record.naming import key_of
from chancery.record.question import PartyIs, Question, Role
from chancery.record.view import View

_ROLES: dict[str, Role] = {"from": "source", "to": "target", "with": "any", "by": "source"}
KEYS = ("from", "to", "with", "type", "status", "since", "until", "place", "language", "sure", "story")
"""What may stand before a colon."""


def asked(view: View, text: str, base: Question = Question()) -> Question:  # noqa: B008 — immutable
    """The question of a line of keys, values and words. UsageError names the part that says nothing."""
    question = base
    words: list[str] = []
    for part in _parts(text):
        key, colon, value = part.partition(":")
        if colon and key in KEYS and value:
            question = _with(view, question, key, value)
        elif colon and key.isalpha() and key.islower() and value and key not in KEYS:
            raise UsageError(f"{key}: no such key; there are {', '.join(KEYS)}")
        else:
            words.append(f'"{part}"' if " " in part else part)
    if words:
        question = replace(question, words=" ".join(filter(None, [question.words, *words])))
    return question.checked()


def _parts(text: str) -> list[str]:
    """The parts of a line; what stands in double quotes is one, an unclosed quote goes to the end."""
    lexer = shlex.shlex(text.replace("“", '"').replace("”", '"'), posix=True)
    lexer.quotes, lexer.escape, lexer.commenters = '"', "", ""
    lexer.whitespace_split = True
    try:
        return list(lexer)
    except ValueError:
        return _parts(f'{text}"')


def _with(view: View, question: Question, key: str, value: str) -> Question:
    if key in _ROLES:
        return replace(question, parties=(*question.parties, PartyIs(key_of(view, value), _ROLES[key])))
    several = tuple(value.split(","))
    match key:
        case "type":
            question = replace(question, types=(*question.types, *several))
        case "status":
            question = replace(question, statuses=(*question.statuses, *several))
        case "place":
            question = replace(question, places=(*question.places, key_of(view, value)))
        case "language":
            question = replace(question, languages=(*question.languages, *several))
        case "sure":
            question = replace(question, least=share("sure", value))
        case "story":
            question = replace(question, story=value)
        case "since":
            question = replace(question, since=value)
        case _:
            question = replace(question, until=value)
    return question


def share(name: str, value: str) -> float:
    """A number from 0 to 1; UsageError names the key or parameter that it is the value of."""
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise UsageError(f"{name}: {value[:20]!r} is no number from 0 to 1")
    return number


def written(question: Question) -> str:
    """The question as a line for the search box."""
    names = {"source": "from", "target": "to", "any": "with"}
    parts = [f"{names[party.role]}:{party.key}" for party in question.parties]
    parts += [f"type:{','.join(question.types)}"] if question.types else []
    parts += [f"status:{','.join(question.statuses)}"] if question.statuses else []
    parts += [f"place:{place}" for place in question.places]
    parts += [f"language:{','.join(question.languages)}"] if question.languages else []
    for key, value in (("since", question.since), ("until", question.until), ("story", question.story)):
        parts += [f"{key}:{value}"] if value else []
    parts += [f"sure:{question.least:g}"] if question.least is not None else []
    return " ".join([*parts, question.words or ""]).strip()
