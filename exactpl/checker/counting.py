"""Pieces and laps of f^k, by the transfer recursion of theorem 1.2 over the states.

For a state D the summary w_n(D) of f^n on D is put together from the summaries w_{n-1} of the images of its
parts.  Only pairs (D, n) with D of level <= k - n are needed, and only two values of n are held at a time.
"""

from __future__ import annotations

from itertools import accumulate

from .germs import smooth_iterates
from .plmap import PLMap
from .states import FLAT, StateGraph


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


def pieces(f: PLMap, k: int) -> int:
    """Return the number of maximal affine pieces of f^k, for f a self-map of its interval.

    The pieces of f^n on D are those of f^(n-1) on the images of the parts of D, less one for each breakpoint
    inside D at which f^n has no kink: there two of them are one.
    """
    levels = Levels(f, k)
    graph = levels.graph
    smooth = _smooth_cuts(graph, k)
    rows, spans = _rows(graph)
    now = [1] * levels.states_up_to(k)  # n = 0; a flat part has one piece for every n
    for n in range(1, k + 1):
        whole = [0, *accumulate(now[s] for s in graph.whole)]
        merged = [0, *accumulate(smooth[n])] if n in smooth else None
        between = [whole[j] - whole[i + 1] for i, j in spans]
        if merged is not None:
            between = [count - merged[j] + merged[i] for count, (i, j) in zip(between, spans, strict=True)]
        size = levels.states_up_to(k - n)
        now = [now[a] if span < 0 else now[a] + now[b] + between[span] for a, b, span in rows[:size]]
    return now[graph.root]


def _rows(graph: StateGraph) -> tuple[list[tuple[int, int, int]], list[tuple[int, int]]]:
    """For each expanded state its two outer images and the number of its span (-1: not cut); and the spans.

    A span (i, j) is the pair of the first and the last piece that a state meets.
    """
    numbers: dict[tuple[int, int], int] = {}
    rows = [(FLAT, FLAT, -1)]
    for s in range(1, graph.expanded):
        i, j = graph.first[s], graph.last[s]
        rows.append((graph.left[s], graph.right[s], -1 if i == j else numbers.setdefault((i, j), len(numbers))))
    return rows, list(numbers)


def _smooth_cuts(graph: StateGraph, k: int) -> dict[int, list[int]]:
    """For each n <= k for which there are any: flags of the breakpoints at which f^n has no kink."""
    found: dict[int, list[int]] = {}
    for cut in range(len(graph.cuts)):
        singles, first = smooth_iterates(graph, cut, k)
        for n in [*singles, *range(first, k + 1)]:
            found.setdefault(n, [0] * len(graph.cuts))[cut] = 1
    return found


def laps(f: PLMap, k: int) -> int:
    """Return the number of laps of f^k, for f a self-map of its interval.

    The summary of f^n on D is (sign changes, first sign, last sign) of its slopes with the zeros left out;
    both signs are 0 where f^n is constant.  A decreasing part reverses the summary of its image.
    """
    levels = Levels(f, k)
    graph = levels.graph
    rows, spans = _rows(graph)
    signs = [(a > 0) - (a < 0) for a, _, _ in f.pieces]
    size = levels.states_up_to(k)
    now = [(0, 0, 0), *[(0, 1, 1)] * (size - 1)]
    for n in range(1, k + 1):
        between = _between(graph, spans, signs, now)
        size = levels.states_up_to(k - n)
        then = []
        for s, (a, b, span) in enumerate(rows[:size]):
            summary = _seen_through(signs[graph.first[s]], now[a])
            if span >= 0:
                summary = _joined(summary, between[span])
                summary = _joined(summary, _seen_through(signs[graph.last[s]], now[b]))
            then.append(summary)
        now = then
    return now[graph.root][0] + 1


Summary = tuple[int, int, int]


def _seen_through(sign: int, summary: Summary) -> Summary:
    changes, first, last = summary
    return summary if sign >= 0 else (changes, -last, -first)


def _joined(left: Summary, right: Summary) -> Summary:
    if left[1] == 0:
        return right
    if right[1] == 0:
        return left
    return left[0] + right[0] + (left[2] != right[1]), left[1], right[2]


def _between(graph: StateGraph, spans: list[tuple[int, int]], signs: list[int], now: list[Summary]) -> list[Summary]:
    """Return, for each span, the summary of what lies between the outer parts, by sums over whole pieces."""
    whole = [_seen_through(sign, now[s]) for s, sign in zip(graph.whole, signs, strict=False)]
    count = len(whole)
    before = [-1] * (count + 1)  # the last piece < i that is not constant
    total = [0] * (count + 1)  # the sign changes in the pieces < i
    for i, (changes, first, _) in enumerate(whole):
        total[i + 1], before[i + 1] = total[i], before[i]
        if first != 0:  # and then last != 0
            total[i + 1] += changes + (before[i] >= 0 and whole[before[i]][2] != first)
            before[i + 1] = i
    after = [count] * (count + 1)  # the first piece >= i that is not constant
    for i in range(count - 1, -1, -1):
        after[i] = i if whole[i][1] != 0 else after[i + 1]
    found = []
    for i, j in spans:
        start, stop = after[min(i + 1, count)], before[min(j, count)]
        if i + 1 < j and start <= stop:
            changes = total[stop + 1] - total[start + 1] + whole[start][0]
            found.append((changes, whole[start][1], whole[stop][2]))
        else:
            found.append((0, 0, 0))
    return found
