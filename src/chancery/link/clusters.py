"""Union-find that refuses what must not be one: clusters whose exclusive marks differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class Clusters:
    """Items 0…n-1, each with exclusive marks; two clusters with different values of one mark never join.

    A mark is anything of which one thing has at most one: a person's state, or the name it goes by in one document.
    """

    def __init__(self, marks: Sequence[Mapping[str, str]]) -> None:
        self._parent = list(range(len(marks)))
        self._marks = [dict(mark) for mark in marks]
        self._members = [[item] for item in range(len(marks))]

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
        a, b = self._marks[self.find(one)], self._marks[self.find(other)]
        if len(a) > len(b):
            a, b = b, a
        return all(b.get(mark, value) == value for mark, value in a.items())

    def join(self, one: int, other: int) -> bool:
        """Make two clusters one. False, and nothing is done, when their marks differ."""
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

    def groups(self) -> list[list[int]]:
        """All clusters, each sorted, by their smallest item."""
        return sorted(sorted(members) for members in self._members if members)
