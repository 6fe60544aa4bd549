"""Pages from templates: everything escaped, every phrase in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlencode

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from chancery import __version__
from chancery.serve.site import site_of
from chancery.serve.texts import LANGUAGES, Phrases, language_of
from chancery.serve.wording import FILTERS

_YEAR = 365 * 24 * 3600
THEMES = ("auto", "light", "dark")


@cache
def environment() -> Environment:
    """The templates; an undefined name is an error, and nothing is ever unescaped."""
    folder = Path(str(files("chancery.serve") / "templates"))
    held = Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
                       lstrip_blocks=True)  # fmt: skip
    held.filters |= FILTERS
    held.globals |= {"version": __version__, "ui_languages": LANGUAGES, "themes": THEMES}
    return held


def page(request: Request, template: str, *, status: int = 200, **held: object) -> HTMLResponse:
    """A page. `say` is there for its phrases, `may_edit` tells whether buttons that change things are shown."""
    language = language_of(request)
    theme = _choice(request, "theme", THEMES, "auto")
    context = {
        "say": Phrases(language),
        "ui": language,
        "theme": theme,
        "may_edit": site_of(request).may_edit(request),
        "path": request.url.path,
        "here": _here(request),
        "with_": _changed(request),
        "line": "",
        **held,
    }
    text = environment().get_template(template).render(context)
    answer = HTMLResponse(text, status_code=status)
    for name, value, allowed in (("ui", language, LANGUAGES), ("theme", theme, THEMES)):
        if request.query_params.get(name) in allowed:
            answer.set_cookie(name, value, max_age=_YEAR, httponly=True, samesite="strict")
    return answer


def _choice(request: Request, name: str, allowed: tuple[str, ...], default: str) -> str:
    for asked in (request.query_params.get(name), request.cookies.get(name)):
        if asked in allowed:
            return asked
    return default


def _here(request: Request) -> str:
    """This page's address without what is only about its looks."""
    kept = [(key, value) for key, value in request.query_params.multi_items() if key not in {"ui", "theme"}]
    return request.url.path + (f"?{urlencode(kept)}" if kept else "")


def _changed(request: Request) -> Callable[..., str]:
    """A function that gives this page's address with some parameters set (or, by None, left out)."""

    def changed(**values: str | None) -> str:
        kept = [(k, v) for k, v in request.query_params.multi_items() if k not in values and k not in {"ui", "theme"}]
        kept += [(key, value) for key, value in values.items() if value is not None]
        return request.url.path + (f"?{urlencode(kept)}" if kept else "")

    return changed
