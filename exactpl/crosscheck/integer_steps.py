"""f^k on a grid exactly, in int64 while the whole numbers of `scaled_maps` fit: `IntegerSteps`."""

from typing import Any

from exactpl.crosscheck.backends import Backend
from exactpl.crosscheck.grids import Grid
from exactpl.crosscheck.scaled_maps import ScaledMap
from exactpl.errors import BudgetError
from exactpl.maps.pl import PL

_ROOM = 1 << 61  # differences of neighbours fit as well


def longest_in_int64(f: PL, grid: Grid, upto: int) -> int:
    """Return the largest k <= upto for which `IntegerSteps` reaches f^k, or -1: not even the grid itself fits."""
    scaled = ScaledMap.on_grid(f, grid)
    for k in range(upto + 1):
        if not _fits(scaled, k):
            return k - 1
    return upto


def _fits(scaled: ScaledMap, k: int) -> bool:
    """Whether step k - 1 and what it gives fit: its products, its shifts, its breakpoints, and the result."""
    if k == 0:
        return scaled.largest(0) < _ROOM
    shifts = max(abs(scaled.shift(i, k - 1)) for i in range(len(scaled.slopes)))
    return max(scaled.largest(k), scaled.steepest * scaled.largest(k - 1), shifts) < _ROOM


class IntegerSteps:
    """Exact images of grid points as int64 numerators over a common denominator.

    Raises BudgetError when they do not fit up to f^k.
    """

    def __init__(self, f: PL, grid: Grid, k: int, backend: Backend) -> None:
        reached = longest_in_int64(f, grid, k)
        if reached < k:
            there = f"int64 reaches f^{reached}" if reached >= 0 else "int64 does not even hold the grid"
            raise BudgetError(
                f"f^{k} on this grid needs whole numbers of more than 61 bits; {there}. Take the residues, or fewer "
                "points."
            )
        self._scaled, self._grid, self._k, self._backend = ScaledMap.on_grid(f, grid), grid, k, backend

    @property
    def denominator(self) -> int:
        """The denominator of the images under f^k."""
        return self._scaled.level(self._k)

    def images(self, start: int, stop: int) -> Any:
        """Return the numerators of f^k at the points of the grid in a range."""
        xp = self._backend.xp
        n = self._grid.numerators(self._backend, start, stop) * (self._grid.factor * self._scaled.first)
        slopes = self._backend.array(self._scaled.slopes if self._k else [0], xp.int64)
        for j in range(self._k):
            shifts = [self._scaled.shift(i, j) for i in range(len(self._scaled.slopes))]
            place = xp.zeros(n.shape, dtype=xp.int64, device=self._backend.device)
            for b in self._scaled.breaks(j):
                place = place + xp.astype(n >= b, xp.int64)
            n = xp.take(slopes, place) * n + xp.take(self._backend.array(shifts, xp.int64), place)
        return n
