"""A float64 grid: the slope of f^k at 100,000 points; a new piece wherever the slopes of neighbours differ.

There is one point in each cell of the grid, off its centre and ends, so that no point is a kink that matters.
"""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from benchmarks.adapters.question import Counted, Network, answer

_POINTS = 100_000
_PLACE = 0.3819660112501051  # in its cell


def count(np: Any, network: Network, k: int) -> Iterator[Counted]:
    cell = float(network.upper - network.lower) / _POINTS
    y = float(network.lower) + (np.arange(_POINTS) + _PLACE) * cell
    slopes = np.ones_like(y)
    for _ in range(k):
        step = np.full_like(y, float(network.slope))
        value = float(network.slope) * y + float(network.shift)
        for outer, inner, bias in network.units:
            before = float(inner) * y + float(bias)
            step += np.where(before > 0, float(outer) * float(inner), 0.0)
            value += float(outer) * np.maximum(before, 0.0)
        slopes *= step
        y = value
    changes = ~np.isclose(slopes[1:], slopes[:-1], rtol=1e-9, atol=0)
    yield "pieces", 1 + int(np.count_nonzero(changes))


if __name__ == "__main__":
    answer("numpy", lambda: import_module("numpy"), count)
