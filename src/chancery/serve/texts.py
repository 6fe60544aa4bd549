"""What pages say, in English and Vietnamese: `texts/<language>/<part>.yaml`, one key a phrase."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from fastapi import Request

from chancery.ontology.decode import decode_yaml

LANGUAGES = ("en", "vi")


@cache
def texts(language: str) -> Mapping[str, str]:
    """Every phrase of a language, of all its files."""
    parts = (files("chancery.serve") / "texts" / language).iterdir()
    return dict(item for part in parts for item in decode_yaml(part, dict[str, str]).items())


class Phrases:
    """The phrases of one language: `say("desk.title")`, `say("rows", n=3)`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._held = texts(language)

    def __call__(self, key: str, **values: object) -> str:
        """A phrase with its places filled. KeyError for one that there is not."""
        return self._held[key].format(**values) if values else self._held[key]

    def act(self, kind: str, mode: str | None) -> str:
        """An act in words; its own name where there are none."""
        name = f"{kind}/{mode}" if mode else kind
        return self._held.get(f"act.{name}", (mode or kind).replace("-", " ").lower())

    def word(self, family: str, value: str) -> str:
        """A word of the vocabulary (a status, a stance, a measure) in the language, or as it is."""
        return self._held.get(f"{family}.{value}", value.replace("-", " "))


def language_of(request: Request) -> str:
    """The language a browser asked for: by parameter, by choice made before, by its settings; English otherwise."""
    for asked in (request.query_params.get("ui"), request.cookies.get("ui")):
        if asked in LANGUAGES:
            return asked
    wanted = [
        part.partition(";")[0].strip()[:2].lower() for part in request.headers.get("accept-language", "").split(",")
    ]
    return next((language for language in wanted if language in LANGUAGES), LANGUAGES[0])
