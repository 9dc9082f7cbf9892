"""Sums over consecutive entries, for any associative operation.

The entries are the leaves of a binary tree whose nodes hold the sums below them; a run is put together from few nodes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

S = TypeVar("S")


class Spans(Generic[S]):
    """The sums of all runs of consecutive entries, of which there is at least one."""

    def __init__(self, joined: Callable[[S, S], S], entries: Sequence[S]) -> None:
        self._joined = joined
        self._rows = [list(entries)]  # in row k, the sums of 2^k entries
        while len(self._rows[-1]) > 1:
            row = self._rows[-1]
            self._rows.append([joined(a, b) for a, b in zip(row[::2], row[1::2], strict=False)])

    def over(self, first: int, last: int) -> S:
        """Return the sum of the entries from number `first` to number `last`."""
        left: list[S] = []
        right: list[S] = []
        start, end = first, last + 1
        for row in self._rows:
            if start >= end:
                break
            if start % 2 == 1:
                left.append(row[start])
                start += 1
            if end % 2 == 1:
                end -= 1
                right.append(row[end])
            start, end = start // 2, end // 2
        nodes = left + right[::-1]
        total = nodes[0]
        for node in nodes[1:]:
            total = self._joined(total, node)
        return total
