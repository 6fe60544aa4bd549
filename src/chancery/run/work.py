"""What one process does with one batch: read, and extract what the record does not know yet.

Nothing but plain bytes and words goes back to the parent, so whatever a document makes another library raise can
always be sent.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from multiprocessing import parent_process
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

from chancery.errors import ChanceryError, InputUnreadable, PackError
from chancery.model.article import Article
from chancery.record import Outcome, codec
from chancery.record.cache import FindingsCache
from chancery.run.rooms import Reads, Rooms


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A document to read, or a page of an earlier build (`kept`) to extract again."""

    source: str
    origin: str | None
    stamp: str | None
    document: Any = None
    kept: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What every process of a build stands on: the rooms, the record's folder, the packs' fingerprint."""

    rooms: Rooms
    folder: Path
    fingerprint: str


class Worker:
    """One process's share: an extractor and a view of the cache, made when first needed."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._extractor: Reads | None = None
        self._cache: FindingsCache | None = None

    def work(self, tasks: Sequence[Task]) -> list[Outcome]:
        """What became of each task. PackError passes: it is no fault of a document."""
        return [self._one(task) for task in tasks]

    def _ready(self) -> tuple[Reads, FindingsCache]:
        if self._extractor is None or self._cache is None:
            self._extractor = self._ground.rooms.make_extractor()
            self._cache = FindingsCache(self._ground.folder, self._ground.fingerprint)
            if self._extractor.fingerprint != self._ground.fingerprint:
                raise ChanceryError("the language packs changed while the build ran", hint="run it again")
        return self._extractor, self._cache

    def _one(self, task: Task) -> Outcome:
        extractor, cache = self._ready()
        if task.kept:
            outcome = cache.kept(task.source)
            article = codec.decode(outcome.article or b"", Article)
        else:
            outcome = Outcome(source=task.source, origin=task.origin, stamp=task.stamp)
            try:
                article = self._ground.rooms.read_document(task.document, extractor.languages)
            except InputUnreadable as error:
                return replace(outcome, failure=(error.reason, error.detail))
            except ImportError as error:
                raise missing(error) from error
            except Exception as error:  # whatever it is, one document must not end the run
                return replace(outcome, failure=("read-failed", describe(error)))
            outcome = replace(
                outcome,
                id=article.id,
                article=codec.encode(article),
                content=codec.content_key(article),
            )
        if outcome.content is not None and cache.has(outcome.content):
            return outcome
        return self._extracted(outcome, article, extractor)

    def _extracted(self, outcome: Outcome, article: Article, extractor: Reads) -> Outcome:
        try:
            findings = extractor.extract(article)
        except PackError:
            raise
        except ImportError as error:
            raise missing(error) from error
        except Exception as error:  # whatever it is, one document must not end the run
            return replace(outcome, failure=("extract-failed", describe(error)))
        return replace(outcome, findings=codec.encode(findings))


def missing(error: ImportError) -> ChanceryError:
    """A library is not there: no fault of the document, and the same for all of them."""
    return ChanceryError(str(error), hint="install chancery again, with what it depends on")


def describe(error: Exception) -> str:
    """An unforeseen error on one line: its kind, what it says, and where it came from."""
    place = ""
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        place = f" ({Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name})"
        trace = trace.tb_next
    said = " ".join(str(error).split())[:200]
    return f"{type(error).__name__}: {said}{place}" if said else f"{type(error).__name__}{place}"


_worker: list[Worker] = []


def start(ground: Ground) -> None:
    """Begin as a worker process: deaf to Ctrl-C, which is the parent's, and gone when the parent is."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow_parent, daemon=True).start()
    _worker[:] = [Worker(ground)]


def work(tasks: Sequence[Task]) -> list[Outcome]:
    """`Worker.work` of this process."""
    return _worker[0].work(tasks)


def _follow_parent() -> None:
    """A killed parent closes nothing that its children wait on, for they hold the same pipe."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
