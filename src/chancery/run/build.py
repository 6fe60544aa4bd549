"""Build a record: list, read and extract in parallel, link, write.

Every finished batch is kept at once, so a build that is killed goes on where it was; findings are kept by content, so
nothing is extracted twice by the same packs. What is published depends on the set of documents alone: not on their
order, on the number of processes, or on how often the build was interrupted.
"""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from chancery.errors import InputUnreadable
from chancery.model.article import Article
from chancery.model.decision import active
from chancery.model.findings import Findings
from chancery.record import Outcome, Record, Writer, decisions
from chancery.run.pool import Pool
from chancery.run.progress import Progress, Silent
from chancery.run.rooms import Rooms, real_rooms
from chancery.run.work import Ground, Task, Worker

_BATCH = 16
"""Documents to a batch: what is lost at most, per process, when a build is killed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a build did.

    `listed` documents were named by the inputs; `resumed` of them had been read by an interrupted build, `extracted`
    articles were read by the packs anew, `failed` documents are not in the record (see its failures). `decisions` were
    applied; `unapplied` no longer do, as (decision quoted, why).
    """

    listed: int
    resumed: int
    extracted: int
    failed: int
    articles: int
    stories: int
    events: int
    seconds: float
    decisions: int = 0
    unapplied: tuple[tuple[str, str], ...] = ()


def build(
    inputs: Sequence[Path],
    record: Record,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
    rooms: Rooms | None = None,
) -> Report:
    """Read the inputs into the record, together with what is in it already.

    RecordError when another process is building the same record, Contradiction when two of its decisions cannot both
    hold: then what was published before stays. Without inputs, what is there is linked again. Inputs that cannot be
    read are counted and listed in the record; they stop nothing. `workers` None is as many processes as there are
    cores, or this one alone when there is little to do; 1 is this one.
    """
    begun = time.monotonic()
    rooms = rooms or real_rooms()
    progress = progress or Silent()
    fingerprint = rooms.make_extractor().fingerprint
    ground = Ground(rooms=rooms, folder=record.path, fingerprint=fingerprint)
    with record.writer() as writer:
        taken = decisions.read(record.path)
        listing = _list(rooms, inputs, writer, fingerprint, progress)
        run = _Run(ground, writer, workers, progress)
        extracted = run.stage("read", listing.tasks)
        extracted += run.stage("reread", _kept(writer, fingerprint))
        articles, findings, pages = _gather(writer, fingerprint)
        progress.begin("link", None)
        linked = rooms.link(articles, findings, decisions=taken)
        progress.end()
        progress.begin("write", None)
        writer.publish(list(zip(pages, articles, strict=True)), linked, fingerprint, decisions.state(taken))
        progress.end()
        failed = writer.failed(listing.sources)
    quoted = {decision.id: decision.line() for decision in taken}
    return Report(
        listed=len(listing.sources),
        resumed=listing.resumed,
        extracted=extracted,
        failed=failed,
        articles=len(articles),
        stories=len(linked.stories),
        events=len(linked.events),
        seconds=time.monotonic() - begun,
        decisions=len({decision.id for decision in active(taken)} - dict(linked.unapplied).keys()),
        unapplied=tuple((quoted[key], why) for key, why in linked.unapplied),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listing:
    tasks: list[Task]
    sources: frozenset[str]
    resumed: int


def _list(rooms: Rooms, inputs: Sequence[Path], writer: Writer, fingerprint: str, progress: Progress) -> _Listing:
    """Everything the inputs name: what must be read, each source once; what cannot is kept as a failure."""
    progress.begin("list", None)
    known = writer.stamps()
    tasks: dict[str, Task] = {}
    failures: dict[str, Outcome] = {}
    resumed: set[str] = set()
    stamps: dict[Path | None, tuple[str | None, str]] = {}
    for item in rooms.read_inputs(inputs):
        progress.advance(1)
        if isinstance(item, InputUnreadable):
            failures[item.source] = Outcome(
                source=item.source,
                origin=item.file,
                stamp="listed",
                failure=(item.reason, item.detail),
            )
            continue
        source, path = str(item.source), getattr(item, "path", None)
        if path not in stamps:
            stamps[path] = _origin(path), _stamp(path, fingerprint + rooms.manner)
        origin, stamp = stamps[path]
        if known.get(source) == stamp:
            resumed.add(source)
        else:
            tasks[source] = Task(source=source, origin=origin, stamp=stamp, document=item)
    origins = {origin for origin, _ in stamps.values() if origin} | {o.origin for o in failures.values() if o.origin}
    sources = frozenset({*tasks, *failures, *resumed})
    writer.forget_missing(origins, sources)
    writer.stage(failures.values(), fingerprint)
    progress.end()
    return _Listing(
        tasks=list(tasks.values()),
        sources=sources,
        resumed=len(resumed),
    )


def _origin(path: Path | None) -> str | None:
    """The file a document comes out of, as text that can be stored even if its name is no UTF-8."""
    return None if path is None else os.fsencode(path).decode("utf-8", "backslashreplace")


def _stamp(path: Path | None, fingerprint: str) -> str:
    """Which state of a file is read, by which packs.

    As long as this is the same a resumed build need not read the file again.
    """
    try:
        status = path.stat() if path else None
    except OSError:
        status = None
    return f"{fingerprint}:{status.st_size}:{status.st_mtime_ns}" if status else fingerprint


def _kept(writer: Writer, fingerprint: str) -> list[Task]:
    """Pages of earlier builds that these packs have not seen."""
    sources = writer.without_findings(fingerprint)
    return [Task(source=source, origin=None, stamp=None, kept=True) for source in sources]


@dataclass(frozen=True, slots=True)
class _Run:
    """Runs tasks, in this process or in several, and keeps what comes of them."""

    ground: Ground
    writer: Writer
    workers: int | None
    progress: Progress

    def stage(self, name: str, tasks: Sequence[Task]) -> int:
        """Run all tasks; the number of articles extracted."""
        if not tasks:
            return 0
        self.progress.begin(name, len(tasks))
        extracted = 0
        kept = {task.source for task in tasks if task.kept}
        for outcomes in self._outcomes(tasks):
            self.writer.stage((self._with_page(o, kept) for o in outcomes), self.ground.fingerprint)
            extracted += sum(outcome.findings is not None for outcome in outcomes)
            self.progress.advance(len(outcomes), sum(o.failure is not None for o in outcomes))
        self.progress.end()
        return extracted

    def _with_page(self, outcome: Outcome, kept: Collection[str]) -> Outcome:
        """A page of an earlier build is kept even when these packs fail on it: the next may not."""
        if outcome.article is None and outcome.source in kept:
            return replace(self.writer.kept(outcome.source), failure=outcome.failure)
        return outcome

    def _outcomes(self, tasks: Sequence[Task]) -> Iterator[list[Outcome]]:
        workers = self.workers or _worthwhile(len(tasks))
        batches = list(_batches(tasks, workers))
        if workers == 1:
            worker = Worker(self.ground)
            yield from (worker.work(batch) for batch in batches)
            return
        with Pool(self.ground, workers) as pool:
            yield from pool.run(batches)


def _worthwhile(tasks: int) -> int:
    """A process takes about as long to start as it takes to read two batches."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min(cores or 1, tasks // (2 * _BATCH)))


def _batches(tasks: Sequence[Task], workers: int) -> Iterable[Sequence[Task]]:
    """Batches small enough that every worker gets some."""
    size = max(1, min(_BATCH, len(tasks) // (workers * 4)))
    return (tasks[i : i + size] for i in range(0, len(tasks), size))


def _gather(writer: Writer, fingerprint: str) -> tuple[list[Article], list[Findings], list[bytes]]:
    articles: list[Article] = []
    findings: list[Findings] = []
    pages: list[bytes] = []
    for page, article, found in writer.chosen(fingerprint):
        articles.append(article)
        findings.append(found)
        pages.append(page)
    return articles, findings, pages
