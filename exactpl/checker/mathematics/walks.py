"""Additions along orbits: H_n of nodes, step by step, or in strides of several steps (theorem 1.9).

Let T_n be the table of time n.  H_n of a node is T_n[its entry] + H_(n-1)[the node after it].  So it is also the sum of
T_n, T_(n-1), ..., T_(n-r+1) at the entries of r nodes in a row, and H_(n-r) of the node after these.  Such a list of r
entries is a *word*.  There are far fewer words than nodes where r is small; so the sums over words are found for each n
once, from those over the words that are one shorter, and only every r-th node on an orbit is needed.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from operator import add, itemgetter

from ..arithmetic import steps


@dataclass(frozen=True)
class Nodes:
    """Nodes by number: their entries in the tables, and the nodes after them.

    Node 0 has entry 0, which is always 0, and is after itself.  `up_to[i]` is one more than the number of the last node
    that is met within i steps from the `starts`; those of the last list are all nodes.
    """

    k: int
    starts: Sequence[int]
    entries: Sequence[int]
    after: Sequence[int]
    up_to: Sequence[int]

    def size(self, n: int, stride: int = 1) -> int:
        """Return how many nodes H_n is needed of, n < k, if one step is of so many times."""
        return self.up_to[min((self.k - 1 - n) // stride, len(self.up_to) - 1)]

    def additions(self) -> int:
        """Return the sum of the sizes for all n."""
        return sum(self.up_to) + max(0, self.k - len(self.up_to)) * self.up_to[-1]


def picked(places: Sequence[int], values: Sequence[int]) -> Sequence[int]:
    """Return values at places."""
    return itemgetter(*places)(values) if len(places) > 1 else [values[place] for place in places]


class Walk(ABC):
    """H_n of the nodes, for one n after the other."""

    additions: int  # all that will be made

    @abstractmethod
    def begin(self, nodes: list[int]) -> None:
        """Begin with H_0 of all nodes."""

    @abstractmethod
    def step(self, n: int, table: list[int]) -> int:
        """Go on to n; returns how many additions that took."""

    @abstractmethod
    def at_starts(self) -> Sequence[int]:
        """Return H_n of the starts."""


class Steps(Walk):
    """Step by step: H_n of all nodes is in `values`."""

    def __init__(self, nodes: Nodes) -> None:
        self.nodes = nodes
        self.additions = nodes.additions()
        self.values: list[int] = []

    def begin(self, nodes: list[int]) -> None:
        """Begin with H_0 of all nodes."""
        self.values = nodes

    def step(self, n: int, table: list[int]) -> int:
        """Go on to n."""
        size = self.nodes.size(n)
        added = picked(self.nodes.entries[:size], table)
        self.values = list(map(add, added, picked(self.nodes.after[:size], self.values)))
        return size

    def at_starts(self) -> Sequence[int]:
        """Return H_n of the starts."""
        return picked(self.nodes.starts, self.values)


class Strides(Walk):
    """In strides of r steps; the first r numbers are found step by step."""

    def __init__(self, nodes: Nodes) -> None:
        self._first = Steps(nodes)
        self._suffixes: list[tuple[list[int], list[int]]] = []  # of the words of length 2, 3, ...: entry, rest
        words, after, total = list(nodes.entries), list(nodes.after), max(nodes.entries, default=0) + 1
        additions = nodes.additions()
        while len(self._suffixes) < nodes.k // 2:
            numbers: dict[tuple[int, int], int] = {}
            longer = [
                numbers.setdefault((entry, words[x]), len(numbers))
                for entry, x in zip(nodes.entries, nodes.after, strict=True)
            ]
            steps.take(steps.finding_words(len(words)))
            stride = len(self._suffixes) + 2
            saved = additions // (stride - 1) - additions // stride - nodes.k * len(numbers)
            if 3 * saved <= steps.finding_words(len(words)):
                break
            words, total = longer, total + len(numbers)
            after = [nodes.after[x] for x in after]
            self._suffixes.append(([entry for entry, _ in numbers], [rest for _, rest in numbers]))
        self._choose(nodes, words, after)
        self.additions = nodes.k * total + self._nodes.additions() // self.stride

    @property
    def stride(self) -> int:
        """How many steps one stride is."""
        return len(self._suffixes) + 1

    def _choose(self, nodes: Nodes, words: list[int], after: list[int]) -> None:
        """Find the nodes that strides from the starts come to."""
        chosen = [0]
        places = {0: 0}
        for x in nodes.starts:
            if x not in places:
                places[x] = len(chosen)
                chosen.append(x)
        up_to, done = [len(chosen)], 0
        while done < len(chosen) and len(up_to) * self.stride < nodes.k:
            done, new = len(chosen), [after[x] for x in chosen[done:]]
            for x in new:
                if x not in places:
                    places[x] = len(chosen)
                    chosen.append(x)
            up_to.append(len(chosen))
        self._chosen = chosen
        self._nodes = Nodes(
            nodes.k,
            [places[x] for x in nodes.starts],
            [words[x] for x in chosen],
            [places.get(after[x], 0) for x in chosen],
            up_to,
        )

    def begin(self, nodes: list[int]) -> None:
        """Begin with H_0 of all nodes."""
        self._first.begin(nodes)
        self._sums: list[list[int]] = []  # over words of length 1, 2, ...
        self._values: deque[list[int]] = deque(maxlen=self.stride)
        self._keep()

    def _keep(self) -> None:
        values = self._first.values
        self._values.append([values[x] if x < len(values) else 0 for x in self._chosen])

    def step(self, n: int, table: list[int]) -> int:
        """Go on to n."""
        sums = [table]
        for (entries, rests), before in zip(self._suffixes, self._sums, strict=False):
            sums.append(list(map(add, picked(entries, table), picked(rests, before))))
        self._sums = sums
        additions = sum(map(len, sums))
        if n < self.stride:
            additions += self._first.step(n, table)
            self._keep()
            return additions
        size = self._nodes.size(n, self.stride)
        before = self._values[0]
        self._values.append(
            list(map(add, picked(self._nodes.entries[:size], sums[-1]), picked(self._nodes.after[:size], before)))
        )
        return additions + size

    def at_starts(self) -> Sequence[int]:
        """Return H_n of the starts."""
        return picked(self._nodes.starts, self._values[-1])
