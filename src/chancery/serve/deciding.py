"""Deciding in the browser: what a decision would change is shown before it is taken, and it can be taken back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Request, Response
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from chancery.errors import UsageError
from chancery.link.fields import field_of, normal, shown
from chancery.model.decision import Decision, Target
from chancery.model.record import Entity, Event
from chancery.record import View
from chancery.record.difference import Change
from chancery.record.involved import Fact
from chancery.record.naming import parties
from chancery.run.decide import Outlook, Sitting, sitting
from chancery.run.targets import Targets
from chancery.serve.render import page
from chancery.serve.site import site_of, view_of
from chancery.serve.texts import Phrases
from chancery.serve.wording import name_of, sentence

router = APIRouter(include_in_schema=False)
Viewed = Annotated[View, Depends(view_of)]

_FIELDS = ("kind", "on", "other", "part", "rest", "field", "value", "back")
_MOST_SHOWN = 40
_MONTH = 30 * 24 * 3600


class Asked(BaseModel):
    """What a form asks to decide."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

    kind: Literal["accept", "reject", "edit", "same", "different", "undo"]
    on: str
    other: str = ""
    part: str = ""
    rest: str = ""
    field: str = ""
    value: str = ""
    note: str = ""
    who: str = ""
    back: str = "/"
    confirm: Literal["", "yes"] = ""

    def way_back(self) -> str:
        """The page that it was asked on; never one of another site."""
        path = self.back
        return path if path.startswith("/") and not path.startswith(("//", "/\\")) else "/"


@router.get("/enter")
def enter(request: Request, token: str = "") -> Response:
    """Give this browser the right to decide, for who knows the token that was printed."""
    site = site_of(request)
    if site.access.token is None or not site.knows(token):
        raise HTTPException(403, "this token does not open anything; it is printed when the server starts")
    answer = RedirectResponse("/", status_code=303)
    answer.set_cookie("seal", site.seal(), max_age=_MONTH, httponly=True, samesite="strict")
    return answer


@router.post("/decide")
def decide(request: Request, view: Viewed, asked: Annotated[Asked, Form()]) -> Response:
    """Show what a decision would change; with `confirm` take it and go back to the page it was asked on."""
    site = site_of(request)
    if not site.may_edit(request):
        raise HTTPException(403, "this browser may not decide; start chancery serve --allow-edits and open its link")
    with sitting(site.record) as held:
        fresh = list(_drafts(view, held, asked))
        outlook = held.outlook(fresh)
        if not asked.confirm:
            hidden = [(name, getattr(asked, name)) for name in _FIELDS]
            return page(
                request,
                "decide.html",
                asked=asked,
                hidden=hidden,
                decisions=fresh,
                outlook=outlook,
                told=_told(view, outlook),
            )
        held.take(outlook)
    undo = fresh[0].id if asked.kind != "undo" else ""
    there = _now_at(outlook, asked)
    return RedirectResponse(f"{there}?done={quote(undo or fresh[0].id)}", status_code=303)


def _drafts(view: View, held: Sitting, asked: Asked) -> Iterator[Decision]:
    """The decisions that a form asks for, named."""
    moment = datetime.fromtimestamp(time.time(), UTC)
    draft = partial(
        Decision,
        id="",
        kind=asked.kind,
        who=asked.who or "unknown",
        when=f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z",
        note=asked.note or None,
    )
    if asked.kind == "undo":
        if not any(decision.id == asked.on for decision in held.taken):
            raise UsageError(f"no decision has the id {asked.on[:40]!r}")
        yield held.named(draft(undoes=asked.on))
        return
    targets = Targets(held.linked, held.texts)
    target = _target(view, targets, asked.on)
    if asked.kind in {"accept", "reject"}:
        yield held.named(draft(on=(target,)))
    elif asked.kind == "edit":
        yield held.named(_edit(view, held, targets, target, asked, draft))
    elif asked.kind == "different" and not asked.other:
        yield held.named(draft(on=_parted(targets, target, asked)))
    else:
        other = _target(view, targets, _meant(view, asked.other) if target.kind == "entity" else asked.other)
        if other.kind != target.kind or other.type != target.type or other.id == target.id:
            raise UsageError(f"{asked.kind}: two rows of one type are wanted, not {target.line()} and {other.line()}")
        yield held.named(draft(on=(target, other)))


def _target(view: View, targets: Targets, key: str) -> Target:
    if key in targets.entities:
        return targets.entity(key)
    if key in targets.facts:
        fact = targets.facts[key]
        words = sentence(view, fact, Phrases("en")) if isinstance(fact, Event) else fact.evidence[0].quote
        return targets.fact(key, words)
    raise UsageError(f"{key[:60]!r} is no row of this record any more")


def _parted(targets: Targets, target: Target, asked: Asked) -> tuple[Target, Target]:
    """The two that one row is made: by names that it bears, or by articles that tell of it."""
    if asked.part == asked.rest or not asked.part or not asked.rest:
        raise UsageError("different: two names, or two articles, are wanted to tell the two apart")

    def part(by: str) -> Target:
        article = by if by.startswith("ar_") else None
        if target.kind == "entity":
            entity = targets.entities[target.id]
            if article not in entity.articles and by not in entity.names:
                raise UsageError(f"different: {entity.name} is not named {by[:60]!r}")
            return targets.entity(target.id, article=article, form=None if article else by)
        return targets.fact(target.id, target.name or "", article=by)

    return part(asked.part), part(asked.rest)


def _edit(
    view: View, held: Sitting, targets: Targets, target: Target, asked: Asked, draft: Callable[..., Decision]
) -> Decision:
    row: Entity | Fact = targets.facts.get(target.id) or targets.entities[target.id]
    field = field_of(target.kind, asked.field)
    ours = {ruling.decision for ruling in row.decided}
    earlier = [d.id for d in held.holding() if d.kind == "edit" and d.field == asked.field and d.id in ours]
    actors: tuple[Target, ...] = ()
    value = None
    if field.holds in {"row", "rows"}:
        actors = tuple(_target(view, targets, _meant(view, part)) for part in asked.value.split(";") if part.strip())
        after = ",".join(actor.id for actor in actors) or None
    else:
        value = after = normal(asked.field, field, asked.value)
    before = shown(row, field)
    if after == before:
        raise UsageError(f"{asked.field} is {before or 'empty'} already")
    return draft(on=(target,), field=asked.field, value=value, actors=actors, was=before, replaces=tuple(earlier))


def _meant(view: View, name: str) -> str:
    found = [party.entity for party in parties(view, name.strip()) if party.entity is not None]
    if len(found) != 1:
        told = ", ".join(entity.name for entity in found[:6]) or "nobody"
        raise UsageError(f"{name.strip()[:60]!r} may be {told}; give a name or identifier that is one")
    return found[0].id


@dataclass(frozen=True, slots=True)
class Told:
    """A change in words: what becomes of which kind of row, the row's words, and fields with was and is."""

    what: str
    kind: str
    words: str
    fields: tuple[tuple[str, str, str], ...]


def _told(view: View, outlook: Outlook) -> list[Told]:
    """The first changes, in words."""
    fresh = {change.id: change.after.name for change in outlook.changes if isinstance(change.after, Entity)}

    def shown(value: object, renamed: dict[str, str]) -> str:
        parts = value if isinstance(value, list | tuple) else () if value is None else (value,)
        return ", ".join(renamed.get(str(part)) or name_of(view, str(part)) for part in parts) or "–"

    def told(was: object, now: object) -> tuple[str, str]:
        return shown(was, {}), shown(now, fresh)

    return [
        Told(
            change.what,
            change.kind,
            _words(change),
            tuple((name, *pair) for name, *sides in change.fields if len(set(pair := told(*sides))) > 1),
        )
        for change in outlook.changes[:_MOST_SHOWN]
    ]


def _words(change: Change) -> str:
    row = change.after or change.before
    if isinstance(row, Entity):
        return row.name
    return row.evidence[0].quote if row is not None and row.evidence else change.id


def _now_at(outlook: Outlook, asked: Asked) -> str:
    """Where the row is now: under its new identifier, or where it was asked when it is gone."""
    for change in outlook.changes:
        if change.before is not None and change.before.id == asked.on and change.after is not None:
            return asked.way_back().replace(asked.on, change.after.id)
    gone = any(change.what == "gone" and change.id == asked.on for change in outlook.changes)
    return "/" if gone and asked.kind != "reject" else asked.way_back()
