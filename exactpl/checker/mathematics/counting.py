"""Pieces and laps of f^k, by recursions over the states (theorems 1.1'', 1.2, 1.4)."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import accumulate

from ..arithmetic import steps
from .germs import smooth_iterates
from .plmap import PLMap
from .signchanges import SlopeSigns
from .states import StateGraph
from .transfer import Levels, rows, summary


def pieces(f: PLMap, k: int) -> int:
    """Return the number of maximal affine pieces of f^k, for f a self-map of its interval."""
    return deque(piece_counts(f, k), maxlen=1).pop()


def piece_counts(f: PLMap, k: int) -> Iterator[int]:
    """Yield the numbers of maximal affine pieces of f^0, ..., f^k, for f a self-map of its interval.

    The pieces of f^n on D are those of f^(n-1) on the images of the parts of D, less one for each breakpoint
    inside D at which f^n has no kink: there two of them are one (theorem 1.1'', 2).
    """
    levels = Levels(f, k)
    graph = levels.graph
    steps.take(steps.counting(k, len(graph.ends) - 1, len(f.cuts)))
    singles, lasting = _smooth_cuts(graph, k)
    smooth = [0] * len(graph.cuts)
    table, spans = rows(graph)
    now = [1] * levels.states_up_to(k)  # n = 0; a flat part has one piece for every n
    yield now[graph.root]
    for n in range(1, k + 1):
        whole = [0, *accumulate(now[s] for s in graph.whole)]
        between = [whole[j] - whole[i + 1] for i, j in spans]
        for cut in (*singles.get(n, ()), *lasting.get(n, ())):
            smooth[cut] = 1
        if any(smooth):
            merged = [0, *accumulate(smooth)]
            between = [count - merged[j] + merged[i] for count, (i, j) in zip(between, spans, strict=True)]
        for cut in singles.get(n, ()):
            smooth[cut] = 0
        size = levels.states_up_to(k - n)
        now = [now[a] if span < 0 else now[a] + now[b] + between[span] for a, b, span in table[:size]]
        yield now[graph.root]


def _smooth_cuts(graph: StateGraph, k: int) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Return, by n <= k, the breakpoints at which f^n alone has no kink, and those at which none has one from n on."""
    singles: dict[int, list[int]] = {}
    lasting: dict[int, list[int]] = {}
    for cut in range(len(graph.cuts)):
        alone, first = smooth_iterates(graph, cut, k)
        for n in alone:
            singles.setdefault(n, []).append(cut)
        lasting.setdefault(first, []).append(cut)
    return singles, lasting


def laps(f: PLMap, k: int) -> int:
    """Return the number of laps of f^k, for f a self-map of its interval (theorem 1.2, 3)."""
    return summary(f, k, SlopeSigns(f))[0] + 1
