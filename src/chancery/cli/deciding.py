"""What the commands that decide have in common: who is meant, what it would change, whether to do it."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from chancery.cli import differing, options
from chancery.cli.answer import put
from chancery.cli.dispatch import EXIT_ERROR, EXIT_OK
from chancery.cli.layout import command, terminal_width, wrap
from chancery.cli.paint import bold, say
from chancery.cli.show import one
from chancery.cli.telling import Rows, Teller
from chancery.cli.why import which
from chancery.errors import ChanceryError, UsageError
from chancery.model.decision import Decision, Kind, Target
from chancery.record import Record, View
from chancery.record.involved import Fact
from chancery.record.view import looks_like_id
from chancery.run.decide import Outlook, Sitting, sitting
from chancery.run.targets import Targets


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What every decision is asked: whether, by whom, why."""
    parser.add_argument("--yes", action="store_true", help="do it without asking")
    add_signature(parser)
    options.add_json(parser)
    options.add_record(parser)


def add_signature(parser: argparse.ArgumentParser) -> None:
    """Who decides, and why."""
    parser.add_argument("--note", metavar="TEXT", help="why, for those who read the log")
    parser.add_argument("--by", metavar="NAME", default=whoami(), help="who decides (now %(default)s; $CHANCERY_USER)")


def whoami() -> str:
    """Whose decisions these are, unless said otherwise."""
    try:
        return os.environ.get("CHANCERY_USER") or getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


class Desk:
    """Where decisions are made: a record held, and the words it is asked in."""

    def __init__(self, view: View, held: Sitting, args: argparse.Namespace) -> None:
        self.view = view
        self.sitting = held
        self.folder: Path = args.record
        self._who: str = args.by
        self._note: str | None = args.note
        self.renew()

    def renew(self) -> None:
        """Look at the rows as they are now."""
        self.targets = Targets(self.sitting.linked, self.sitting.texts)
        self._moment = _now()

    def decision(self, kind: Kind, on: Sequence[Target] = (), **more: object) -> Decision:
        """A decision taken now; those of one command are of one moment."""
        draft = Decision(id="", kind=kind, on=tuple(on), who=self._who, when=self._moment, note=self._note, **more)  # type: ignore[arg-type] # fields of an edit or undoing
        return self.sitting.named(draft)

    def key(self, text: str) -> tuple[str, str]:
        """The kind and id of what is meant by an id, its first letters, or a name."""
        if looks_like_id(text):
            kind, key = which(self.view, text, self.folder)
        else:
            party = one(self.view, text, self.folder)
            if party.entity is None:
                raise ChanceryError(f"{party.name} is in no article of the record")
            kind, key = "entity", party.entity.id
        if kind in {"article", "story"}:
            raise UsageError(
                f"{text}: decisions are on entities, events and other facts, this is {_article(kind)} {kind}",
                hint=f"{command(f'why {key[:11]}', self.folder)} shows what is in it",
            )
        if key not in self.targets.entities and key not in self.targets.facts:
            raise ChanceryError(
                f"{key} is not there any more: the decisions have changed since the record was built",
                hint=command("build", self.folder),
            )
        return kind, key

    def target(self, text: str) -> Target:
        """The row that is meant. `ID@ARTICLE` is what one article tells of it."""
        words, _, article = text.rpartition("@")
        if words and article.startswith("ar_"):
            kind, key = self.key(words)
            _, article = which(self.view, article, self.folder)
            return self.made(kind, key, article=article)
        return self.made(*self.key(text))

    def made(self, kind: str, key: str, *, article: str | None = None) -> Target:
        """The target of a row."""
        if kind == "entity":
            return self.targets.entity(key, article=article)
        fact: Fact = replace(cast("Any", self.targets.facts[key]), decided=())
        return self.targets.fact(key, Teller(Rows(self.sitting.linked)).line(fact), article=article)

    def once(self, kind: Kind, on: Sequence[Target]) -> Decision:
        """A decision that says of rows what none that holds says of the same rows."""
        keys = {target.id for target in on}
        for other in self.sitting.holding():
            if other.kind == kind and {target.id for target in other.on} == keys and len(keys) == len(on):
                raise UsageError(f"decided already: {other.line()}", hint=command("log", self.folder))
        return self.decision(kind, on)

    def pair(self, kind: Kind, one_text: str, other_text: str) -> tuple[Target, Target]:
        """Two rows of one kind that "same" or "different" can be said of."""
        a, b = self.target(one_text), self.target(other_text)
        if a.kind not in {"entity", "event"} or b.kind != a.kind or b.type != a.type:
            raise UsageError(
                f"{kind} is said of two entities or two events of one type, not of {a.line()} and {b.line()}",
                hint=f"chancery {kind} --help",
            )
        if a.id == b.id and a.seen == b.seen:
            names = self.targets.entities[a.id].names if a.kind == "entity" else ()
            named = [n for text in (one_text, other_text) for n in names if n.casefold() == text.casefold()]
            if kind == "same" or len(set(named)) < 2:
                raise UsageError(
                    f"both are {a.line()}", hint="two names it bears tell two apart, or ID@ARTICLE ID@ARTICLE"
                )
            a, b = (self.targets.entity(a.id, form=name) for name in (named[0], named[-1]))
        return a, b


def _article(word: str) -> str:
    return "an" if word[0] in "aeio" else "a"


def _now() -> str:
    moment = datetime.fromtimestamp(time.time(), UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"


@contextmanager
def desk(args: argparse.Namespace) -> Iterator[Desk]:
    """A desk over the record that the arguments name."""
    record = Record.open(args.record)
    with sitting(record) as held, record.view() as view:
        yield Desk(view, held, args)


def decide(args: argparse.Namespace, make: Callable[[Desk], Sequence[Decision]]) -> int:
    """Show what decisions would change, ask, take them, and say what they changed."""
    with desk(args) as place:
        fresh = make(place)
        outlook = place.sitting.outlook(fresh)
        if args.json:
            taken = bool(args.yes)
            if taken:
                place.sitting.take(outlook)
            put({"taken": taken, "decisions": fresh, **differing.document(outlook)})
            return EXIT_OK
        columns = terminal_width()
        for decision in fresh:
            say([bold(decision.line())])
        say(differing.lines(outlook, place.sitting.linked, columns))
        if not args.yes and not _agreed():
            print("not taken")
            return EXIT_ERROR
        place.sitting.take(outlook)
        say(wrap(differing.done(outlook, command("undo", args.record)), columns))
    return EXIT_OK


def _agreed() -> bool:
    """Does the user say yes?"""
    print("Do it? [y/n] ", end="", flush=True)
    answer = sys.stdin.readline()
    if not sys.stdin.isatty():
        print()
    return answer.strip().casefold() in {"y", "yes"}


__all__ = ["Desk", "Outlook", "add_arguments", "decide", "desk"]
