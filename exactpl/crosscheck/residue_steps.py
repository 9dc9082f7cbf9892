"""f^k on a grid exactly beyond int64: residues modulo 31-bit primes, the pieces chosen by floats with their bounds.

Where the bound leaves two pieces possible (`FloatSteps`), the point is computed again with Python's integers. So every
residue is exact, on any device. The product of the primes is so large that numbers are equal where all residues are.
"""

from functools import cache
from typing import Any

from exactpl.arithmetic.integers import primes_below
from exactpl.crosscheck.backends import Backend
from exactpl.crosscheck.float_steps import Ball, FloatSteps
from exactpl.crosscheck.formats import FLOAT64
from exactpl.crosscheck.grids import Grid
from exactpl.crosscheck.scaled_maps import ScaledMap
from exactpl.errors import BudgetError
from exactpl.maps.pl import PL

_PRIME_BITS = 31
MOST_BY_HAND = 1_000_000
"""Points times steps that may be computed with Python's integers."""


@cache
def _primes(count: int) -> tuple[int, ...]:
    return tuple(primes_below(1 << _PRIME_BITS, count))


class ResidueSteps:
    """Exact images of grid points modulo primes whose product exceeds four times the largest second difference.

    `by_hand` counts the points that floats could not follow; these, times the steps, may be `budget` at most.
    """

    def __init__(self, f: PL, grid: Grid, k: int, backend: Backend, *, budget: int = MOST_BY_HAND) -> None:
        self._scaled, self._grid, self._k, self._backend = ScaledMap.on_grid(f, grid), grid, k, backend
        self._floats = FloatSteps(f, backend, FLOAT64)
        bits = (16 * self._scaled.largest(k)).bit_length()
        self.primes = _primes(bits // (_PRIME_BITS - 1) + 1)
        self._budget, self.by_hand = budget, 0
        self._counted = 0  # points up to here were looked at: chunks overlap

    def images(self, start: int, stop: int) -> tuple[Ball, list[Any]]:
        """Return f^k at the points in a range: floats with bounds, and the numerators' residues for each prime.

        Raises BudgetError when too many points have to be computed by hand.
        """
        xp = self._backend.xp
        ball = self._floats.start(self._grid, start, stop)
        numerators = self._grid.numerators(self._backend, start, stop)
        first = self._grid.factor * self._scaled.first
        residues = [(numerators % p) * (first % p) % p for p in self.primes]
        pieces = range(len(self._scaled.slopes))
        slopes = [self._backend.array([s % p for s in self._scaled.slopes], xp.int64) for p in self.primes]
        for j in range(self._k):
            place = self._floats.place(ball.values)
            shifts = [self._scaled.shift(i, j) for i in pieces]
            for i, p in enumerate(self.primes):
                added = self._backend.array([t % p for t in shifts], xp.int64)
                residues[i] = (xp.take(slopes[i], place) * residues[i] + xp.take(added, place)) % p
            ball = self._floats.step(ball)
        return ball, self._mended(ball, residues, start)

    def _mended(self, ball: Ball, residues: list[Any], start: int) -> list[Any]:
        """Replace the residues of points whose pieces are not certain."""
        xp = self._backend.xp
        reached, self._counted = self._counted, max(self._counted, start + ball.values.shape[0])
        unsure = [int(i) for i in xp.nonzero(~ball.certain)[0]]
        if not unsure:
            return residues
        self.by_hand += sum(start + i >= reached for i in unsure)
        if self.by_hand * max(self._k, 1) > self._budget:
            raise BudgetError(
                f"at f^{self._k} floats lose the pieces of more points than may be followed by hand "
                f"({self._budget:,} points times steps). Take a smaller k, or fewer points."
            )
        first = self._grid.start + start * self._grid.step
        factor, step = self._grid.factor, self._grid.step
        images = self._scaled.images([(first + i * step) * factor for i in unsure], self._k)
        mask = ~ball.certain
        for i, p in enumerate(self.primes):
            residues[i][mask] = self._backend.array([n % p for n in images], xp.int64)
        return residues
