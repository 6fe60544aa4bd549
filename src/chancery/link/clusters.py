"""Union-find that refuses what must not be one: clusters whose exclusive marks differ, and pairs told apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence


class Clusters:
    """Items 0…n-1, each with exclusive marks; two clusters with different values of one mark never join.

    A mark is anything of which one thing has at most one, such as a person's state. `apart` are pairs that are two.
    """

    def __init__(self, marks: Sequence[Mapping[str, str]], apart: Iterable[tuple[int, int]] = ()) -> None:
        self._parent = list(range(len(marks)))
        self._marks = [dict(mark) for mark in marks]
        self._members = [[item] for item in range(len(marks))]
        self._apart: dict[int, set[int]] = {}
        for one, other in apart:
            self.part(one, other)

    def part(self, one: int, other: int) -> None:
        """The clusters of two items are two, now and later."""
        one, other = self.find(one), self.find(other)
        if one != other:
            self._apart.setdefault(one, set()).add(other)
            self._apart.setdefault(other, set()).add(one)

    def find(self, item: int) -> int:
        """The item that stands for the cluster of this one."""
        root = item
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[item] != root:
            self._parent[item], item = root, self._parent[item]
        return root

    def compatible(self, one: int, other: int) -> bool:
        """May the clusters of two items be one?"""
        one, other = self.find(one), self.find(other)
        a, b = self._marks[one], self._marks[other]
        if len(a) > len(b):
            a, b = b, a
        return all(b.get(mark, value) == value for mark, value in a.items()) and not self._told_apart(one, other)

    def _told_apart(self, one: int, other: int) -> bool:
        a, b = self._apart.get(one), self._apart.get(other)
        if a is None or b is None:
            return False
        small, root = (a, other) if len(a) <= len(b) else (b, one)
        return any(self.find(item) == root for item in small)

    def join(self, one: int, other: int) -> bool:
        """Make two clusters one. False, and nothing is done, when they may not be."""
        a, b = self.find(one), self.find(other)
        if a == b:
            return True
        if not self.compatible(a, b):
            return False
        if (len(self._members[a]), -a) < (len(self._members[b]), -b):
            a, b = b, a
        self._parent[b] = a
        self._members[a].extend(self._members[b])
        self._marks[a].update(self._marks[b])
        self._members[b] = []
        self._marks[b] = {}
        if apart := self._apart.pop(b, None):
            self._apart.setdefault(a, set()).update(apart)
        return True

    def mark(self, item: int, name: str) -> str | None:
        """The value of a mark of the item's cluster."""
        return self._marks[self.find(item)].get(name)

    def members(self, item: int) -> list[int]:
        """The items of a cluster, sorted."""
        return sorted(self._members[self.find(item)])

    def size(self, item: int) -> int:
        """How many items a cluster has."""
        return len(self._members[self.find(item)])

    def roots(self) -> list[int]:
        """The items that stand for clusters."""
        return [item for item, members in enumerate(self._members) if members]

    def groups(self) -> list[list[int]]:
        """All clusters, each sorted, by their smallest item."""
        return sorted(sorted(members) for members in self._members if members)
