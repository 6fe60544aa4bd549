"""Batches of work on several processes, one of which may die at any time."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import BaseContext
from types import TracebackType
from typing import Self

from chancery.record import Outcome
from chancery.run import work
from chancery.run.work import Ground, Task

Batch = Sequence[Task]

_DEATHS_ALLOWED = 2
"""A document that was alone with its process when that died so often is given up."""


class Pool:
    """Runs batches on processes that are started anew when they die.

    When a process dies, all batches in flight fail and nobody says whose fault it was. They are repeated one at a
    time; one that kills again is taken apart into single documents, and the guilty one is reported as a failure.
    """

    def __init__(self, ground: Ground, workers: int) -> None:
        self._ground = ground
        self._workers = workers
        self._executor: ProcessPoolExecutor | None = None
        self._others = set(multiprocessing.active_children())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            for child in set(multiprocessing.active_children()) - self._others:
                child.kill()  # what they were doing is of no use any more
        self._stop()

    def run(self, batches: Iterable[Batch]) -> Iterator[list[Outcome]]:
        """What became of every batch, in the order of completion."""
        waiting = iter(batches)
        flying: dict[Future[list[Outcome]], Batch] = {}
        suspects: deque[Batch] = deque()
        while True:
            while not suspects and len(flying) < 2 * self._workers:
                batch = next(waiting, None)
                if batch is None:
                    break
                self._submit(batch, flying, suspects)
            if not flying and not suspects:
                return
            yield from self._landed(flying, suspects)
            if suspects:
                suspects.extend(flying.values())
                flying.clear()
                self._stop()
                while suspects:
                    yield from self._carefully(suspects.popleft())
                self._stop()  # that one had a single process

    def _submit(self, batch: Batch, flying: dict[Future[list[Outcome]], Batch], suspects: deque[Batch]) -> None:
        try:
            flying[self._started(self._workers).submit(work.work, batch)] = batch
        except BrokenProcessPool:
            suspects.append(batch)

    def _landed(self, flying: dict[Future[list[Outcome]], Batch], suspects: deque[Batch]) -> Iterator[list[Outcome]]:
        done, _ = wait(flying, return_when=FIRST_COMPLETED) if flying else (set(), set())
        for future in done:
            batch = flying.pop(future)
            try:
                yield future.result()
            except BrokenProcessPool:
                suspects.append(batch)

    def _carefully(self, batch: Batch) -> Iterator[list[Outcome]]:
        """A batch with a process of its own, then document by document if that dies too."""
        outcomes = self._alone(batch)
        if outcomes is not None:
            yield outcomes
            return
        for task in batch:
            yield self._single(task)

    def _single(self, task: Task) -> list[Outcome]:
        for _ in range(_DEATHS_ALLOWED):
            outcomes = self._alone([task])
            if outcomes is not None:
                return outcomes
        failure = ("worker-died", f"the process reading it died {_DEATHS_ALLOWED} times")
        return [Outcome(source=task.source, origin=task.origin, stamp=task.stamp, failure=failure)]

    def _alone(self, batch: Batch) -> list[Outcome] | None:
        """What became of a batch that has a pool of one process to itself; None when that died."""
        try:
            return self._started(1).submit(work.work, batch).result()
        except BrokenProcessPool:
            self._stop()
            return None

    def _started(self, workers: int) -> ProcessPoolExecutor:
        if self._executor is None:
            self._executor = ProcessPoolExecutor(
                workers,
                mp_context=_context(),
                initializer=work.start,
                initargs=(self._ground,),
            )
        return self._executor

    def _stop(self) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None


def _context() -> BaseContext:
    """Fresh processes, never forks of this one: it has open connections and, in a server, threads."""
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    return multiprocessing.get_context(method)
