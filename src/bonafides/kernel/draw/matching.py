"""Augmenting paths in a graph of any kind (Edmonds 1965), breadth first. The graph is given by functions, so that only what a
search meets is ever made."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable

Neighbours = Callable[[int], Iterable[int]]
Mate = Callable[[int], int | None]


class Search:
    """One search for an augmenting path from an unmatched node. Odd cycles met are shrunk to their base (blossoms)."""

    def __init__(self, neighbours: Neighbours, mate: Mate, dead: set[int]) -> None:
        self._neighbours, self._mate, self._dead = neighbours, mate, dead
        self._even: dict[int, bool] = {}
        self._parent: dict[int, int] = {}
        self._base: dict[int, int] = {}
        self._queue: deque[int] = deque()

    def path(self, root: int) -> list[tuple[int, int]]:
        """The edges to be matched along an augmenting path, the last first; none where there is no path.

        Nodes of `dead`, met by searches that failed, are passed by: no path leads through them ever after.
        """
        self._even[root] = True
        self._queue.append(root)
        while self._queue:
            node = self._queue.popleft()
            for other in self._neighbours(node):
                if other in self._dead or self._find(node) == self._find(other):
                    continue
                if other not in self._even:
                    mate = self._mate(other)
                    self._parent[other] = node
                    if mate is None:
                        return self._back(other)
                    self._even[other], self._even[mate] = False, True
                    self._queue.append(mate)
                elif self._even[other]:
                    base = self._meet(node, other)
                    self._shrink(node, other, base)
                    self._shrink(other, node, base)
        return []

    @property
    def met(self) -> Iterable[int]:
        """The nodes that the search came to."""
        return self._even.keys()

    def _back(self, end: int) -> list[tuple[int, int]]:
        edges: list[tuple[int, int]] = []
        node: int | None = end
        while node is not None:
            before = self._parent[node]
            edges.append((node, before))
            node = self._mate(before)
        return edges

    def _find(self, node: int) -> int:
        base = self._base
        root = node
        while (above := base.get(root, root)) != root:
            root = above
        while (above := base.get(node, node)) != root:
            base[node], node = root, above
        return root

    def _meet(self, one: int, other: int) -> int:
        """The base of the blossom that an edge between two even nodes closes: where their ways to the root meet."""
        ways: list[int | None] = [one, other]
        seen: set[int] = set()
        while True:
            for side, node in enumerate(ways):
                if node is None:
                    continue
                base = self._find(node)
                if base in seen:
                    return base
                seen.add(base)
                mate = self._mate(base)
                ways[side] = None if mate is None else self._parent[mate]

    def _shrink(self, node: int, other: int, base: int) -> None:
        while self._find(node) != base:
            self._parent[node] = other
            mate = self._mate(node)
            assert mate is not None  # noqa: S101  # only the root has none, and the root is its own base
            if not self._even[mate]:
                self._even[mate] = True
                self._queue.append(mate)
            for one in (node, mate):
                if self._find(one) == one:
                    self._base[one] = base
            node, other = self._parent[mate], mate
