"""The transfer recursion of theorem 1.2 over the states, for summaries of any kind.

For a state D the summary w_n(D) of f^n on D is put together from the summaries w_{n-1} of the images of its
parts.  Only pairs (D, n) with D of level <= k - n are needed, and only two values of n are held at a time.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar, Generic, TypeVar

from ..arithmetic import steps
from ..arithmetic.spans import Spans
from .orbits import Orbits
from .states import FLAT, StateGraph

S = TypeVar("S")


class Levels:
    """The states of levels 0..k, and how many there are up to each level."""

    def __init__(self, orbits: Orbits, k: int) -> None:
        self.graph = StateGraph(orbits)
        self.up_to = [len(self.graph.ends)]
        while len(self.up_to) <= k and self.graph.expanded < self.up_to[-1]:
            self.up_to.append(self.graph.expand_all())

    def states_up_to(self, level: int) -> int:
        """All states up to this level have smaller numbers."""
        return self.up_to[min(level, len(self.up_to) - 1)]


def rows(graph: StateGraph) -> tuple[list[tuple[int, int, int]], list[tuple[int, int]]]:
    """For each expanded state its two outer images and the number of its span (-1: not cut); and the spans.

    A span (i, j) is the pair of the first and the last piece that a state meets.
    """
    numbers: dict[tuple[int, int], int] = {}
    found = [(FLAT, FLAT, -1)]
    for s in range(1, graph.expanded):
        i, j = graph.first[s], graph.last[s]
        found.append((graph.left[s], graph.right[s], -1 if i == j else numbers.setdefault((i, j), len(numbers))))
    return found, list(numbers)


class Kind(ABC, Generic[S]):
    """What theorem 1.2 asks of a kind of summary, and the summaries with which the recursion begins."""

    sees_values: ClassVar[bool]  # whether the summary of a constant depends on its value
    multiplies: ClassVar[bool] = False  # whether the summary has as many digits as a product of k slopes

    @abstractmethod
    def identity(self, u: int, v: int, /) -> S:
        """Return the summary of the identity between two points, which may be infinite ends."""

    @abstractmethod
    def constant(self, value: int, /) -> S:
        """Return the summary of a constant, a point."""

    @abstractmethod
    def through(self, piece: int, summary: S) -> S:
        """Return the summary of g after f on a part of piece number `piece`, which is not flat (S2)."""

    @abstractmethod
    def joined(self, left: S, right: S) -> S:
        """Return the summary of a function from those on two neighbouring intervals (S1)."""


def summary(orbits: Orbits, k: int, kind: Kind[S]) -> S:
    """Return the summary of f^k, for f a self-map of its interval."""
    levels = Levels(orbits, k)
    graph = levels.graph
    states, cuts = len(graph.ends) - 1, len(orbits.cuts)
    steps.take(
        steps.multiplying(k, states, cuts, orbits.piece_bits) if kind.multiplies else steps.counting(k, states, cuts)
    )
    parts = Parts(graph)
    values = orbits.flats
    constants = {x: kind.constant(x) for x in values.values()}
    flats = {i: constants[x] for i, x in values.items()}
    root = kind.identity(*orbits.ends)
    now = [
        root,
        *(kind.identity(u, v) for u, v in graph.ends[1 : levels.states_up_to(k)]),
    ]  # the entry FLAT is not used
    for n in range(1, k + 1):
        if n > 1 and kind.sees_values:
            values = {i: orbits.image(x) for i, x in values.items()}
            for x in values.values():
                if x not in constants:
                    constants[x] = kind.constant(x)
            flats = {i: constants[x] for i, x in values.items()}
        size = levels.states_up_to(k - n)
        seen = [flats[i] if s == FLAT else kind.through(i, now[s]) for i, s in parts.met_by(size)]
        between = parts.between(kind, seen)
        now = [root]
        for left, right, span in parts.rows[1:size]:
            here = seen[left]
            if span >= 0:
                middle = between[span]
                if middle is not None:
                    here = kind.joined(here, middle)
                here = kind.joined(here, seen[right])
            now.append(here)
    return now[graph.root]


class Parts:
    """The parts of the states, each once: as pairs of a piece of f and the image, with the whole pieces first.

    `rows` holds for each expanded state the numbers of its two outer parts and of its span.
    """

    def __init__(self, graph: StateGraph) -> None:
        table, self.spans = rows(graph)
        whole = list(enumerate(graph.whole))[1:]
        numbers = {part: i for i, part in enumerate(whole)}
        self.whole = len(whole)
        self.rows = [(-1, -1, -1)]
        self._met = [self.whole]  # how many parts have been met, up to each state
        for s, (a, b, span) in enumerate(table[1:], start=1):
            left = numbers.setdefault((graph.first[s], a), len(numbers))
            right = numbers.setdefault((graph.last[s], b), len(numbers)) if span >= 0 else left
            self.rows.append((left, right, span))
            self._met.append(len(numbers))
        self._parts = list(numbers)

    def met_by(self, size: int) -> list[tuple[int, int]]:
        """Return the whole pieces and the parts of the states with numbers below `size`."""
        return self._parts[: self._met[size - 1]]

    def between(self, kind: Kind[S], seen: list[S]) -> list[S | None]:
        """Return, for each span, the summary of what lies between its two outer parts, if there is anything."""
        if all(i + 1 == j for i, j in self.spans):
            return [None] * len(self.spans)
        sums = Spans(kind.joined, seen[: self.whole])
        return [sums.over(i, j - 2) if i + 1 < j else None for i, j in self.spans]  # number 0 is piece 1
