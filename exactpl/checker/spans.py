"""Sums over consecutive entries, for any associative operation.

The entries are cut in the middle, each half in its middle, and so on; from each cut the sums are formed to
both sides.  A run of entries is cut first where its two ends part, so its sum is one operation.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

S = TypeVar("S")


class Spans(Generic[S]):
    """The sums of all runs of consecutive entries, of which there is at least one."""

    def __init__(self, joined: Callable[[S, S], S], entries: Sequence[S]) -> None:
        self._joined = joined
        self._sums = [list(entries)]
        half = 1
        while half < len(entries):
            # Runs that are cut at an odd multiple of `half`: sums from there to the left and to the right.
            row = list(entries)
            for cut in range(half, len(entries), 2 * half):
                for i in range(cut - 2, cut - half - 1, -1):
                    row[i] = joined(row[i], row[i + 1])
                for i in range(cut + 1, min(cut + half, len(entries))):
                    row[i] = joined(row[i - 1], row[i])
            self._sums.append(row)
            half *= 2

    def over(self, first: int, last: int) -> S:
        """Return the sum of the entries from number `first` to number `last`."""
        if first == last:
            return self._sums[0][first]
        row = self._sums[(first ^ last).bit_length()]
        return self._joined(row[first], row[last])
