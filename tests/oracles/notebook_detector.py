"""The float detector of linear segments that notebooks use: a grid, finite differences, a threshold.

It is here to be wrong: a kink strictly inside a cell of the grid makes a cell whose slope is neither the one before nor
the one after, two transitions; a bump narrow enough makes none; nor does a change of slope below the threshold.
"""

from collections.abc import Callable

import numpy as np


def detected_segments(
    function: Callable[[float], float], lo: float, hi: float, points: int = 300, eps: float = 1e-3
) -> int:
    """Return 1 + the number of neighbouring cells of the grid whose slopes differ by more than eps."""
    grid = np.linspace(lo, hi, points)
    values = np.array([float(function(float(x))) for x in grid])
    slopes = np.diff(values) / np.diff(grid)
    return 1 + int(np.count_nonzero(np.abs(np.diff(slopes)) > eps))
