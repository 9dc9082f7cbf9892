"""The transfer recursion of theorem 1.2 over the states, for summaries of any kind.

For a state D the summary w_n(D) of f^n on D is put together from the summaries w_{n-1} of the images of its
parts.  Only pairs (D, n) with D of level <= k - n are needed, and only two values of n are held at a time.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar, Generic, TypeVar

from .plmap import PLMap, Point
from .spans import Spans
from .states import FLAT, StateGraph

S = TypeVar("S")


class Levels:
    """The states of levels 0..k, and how many there are up to each level."""

    def __init__(self, f: PLMap, k: int) -> None:
        self.graph = StateGraph(f)
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

    @abstractmethod
    def identity(self, u: Point, v: Point, /) -> S:
        """Return the summary of the identity on [u, v]; the ends may be infinite."""

    @abstractmethod
    def constant(self, value: Point, /) -> S:
        """Return the summary of a constant."""

    @abstractmethod
    def through(self, piece: int, summary: S) -> S:
        """Return the summary of g after f on a part of piece number `piece`, which is not flat (S2)."""

    @abstractmethod
    def joined(self, left: S, right: S) -> S:
        """Return the summary of a function from those on two neighbouring intervals (S1)."""


def summary(f: PLMap, k: int, kind: Kind[S]) -> S:
    """Return the summary of f^k, for f a self-map of its interval."""
    levels = Levels(f, k)
    graph = levels.graph
    table, spans = rows(graph)
    values = {i: graph.number((b, d)) for i, (a, b, d) in enumerate(f.pieces) if a == 0}
    flats = {i: kind.constant(graph.points[x]) for i, x in values.items()}
    ends = [tuple(graph.points[x] for x in graph.ends[s]) for s in range(1, levels.states_up_to(k))]
    root = kind.identity(f.lo, f.hi)
    now = [root, *(kind.identity(u, v) for u, v in ends)]  # the entry FLAT is not used
    for n in range(1, k + 1):
        if n > 1 and kind.sees_values:
            values = {i: graph.image(x) for i, x in values.items()}
            flats = {i: kind.constant(graph.points[x]) for i, x in values.items()}
        between = _between(graph, spans, kind, now, flats)
        then = [root]
        for s in range(1, levels.states_up_to(k - n)):
            a, b, span = table[s]
            i = graph.first[s]
            here = flats[i] if a == FLAT else kind.through(i, now[a])
            if span >= 0:
                middle = between[span]
                if middle is not None:
                    here = kind.joined(here, middle)
                j = graph.last[s]
                here = kind.joined(here, flats[j] if b == FLAT else kind.through(j, now[b]))
            then.append(here)
        now = then
    return now[graph.root]


def _between(
    graph: StateGraph, spans: list[tuple[int, int]], kind: Kind[S], now: list[S], flats: dict[int, S]
) -> list[S | None]:
    """Return, for each span, the summary of what lies between its two outer parts, if there is anything."""
    if all(i + 1 == j for i, j in spans):
        return [None] * len(spans)
    whole = [
        flats[i] if state == FLAT else kind.through(i, now[state]) for i, state in enumerate(graph.whole[1:], start=1)
    ]
    sums = Spans(kind.joined, whole)
    return [sums.over(i, j - 2) if i + 1 < j else None for i, j in spans]  # whole[0] is piece number 1
