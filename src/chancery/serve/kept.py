"""Answers that are dear to count, kept as long as the record says the same."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

from chancery.record import View

T = TypeVar("T")


class Kept(Generic[T]):
    """Values by record, edition and question; of many the last asked for."""

    def __init__(self, most: int = 128) -> None:
        self._most = most
        self._held: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = Lock()

    def get(self, view: View, asked: Hashable, make: Callable[[], T]) -> T:
        """The value for this state of the record, made when there is none yet."""
        file = view.connection.execute("PRAGMA database_list").fetchone()[2]
        key = (file, view.edition(), asked)
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        value = make()
        with self._lock:
            self._held[key] = value
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return value
