"""f^j in whole numbers: x_j = n_j / (M R q^j), n_{j+1} = S_i n_j + T_i M q^j on piece i.

q is a common denominator of the slopes S_i / q, R makes T_i = q R * intercept_i whole, and M is a common denominator of
the points where orbits begin, those of a grid for example. All decisions are comparisons of whole numbers: x_j >= b if
and only if n_j >= ceil(b M R q^j).
"""

from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from math import ceil, lcm

from exactpl.arithmetic.rationals import rationals
from exactpl.crosscheck.grids import Grid
from exactpl.errors import DomainError
from exactpl.maps.pl import PL


class ScaledMap:
    """A map of a compact interval into itself, and the denominators along orbits that begin at multiples of 1 / M.

    `slopes` are the S_i, `level(j)` is M R q^j, `shift(i, j)` is T_i M q^j, `breaks(j)` are the ceil(b M R q^j).
    """

    def __init__(self, f: PL, m: int) -> None:
        lower, upper = f.domain
        if lower is None or upper is None:
            raise DomainError(
                f"a map of a compact interval is required, found {f.domain}; name one: on=(a, b), --on A B."
            )
        affine = [rationals((piece.slope, piece.intercept)) for piece in f.pieces]
        self._q = lcm(*(slope.denominator for slope, _ in affine))
        self._r = lcm(*((intercept * self._q).denominator for _, intercept in affine))
        self.slopes = [int(slope * self._q) for slope, _ in affine]
        self._shifts = [int(intercept * self._q * self._r) for _, intercept in affine]
        self._breaks = rationals(f.breakpoints)
        self.reach = max(map(abs, rationals((lower, upper))))
        self.steepest = max(map(abs, self.slopes))
        self._m = m

    @classmethod
    def on_grid(cls, f: PL, grid: Grid) -> "ScaledMap":
        """Return the map for orbits that begin on a grid."""
        return cls(f, grid.denominator)

    @property
    def first(self) -> int:
        """The number R: x = n / M is n R / (M R)."""
        return self._r

    def level(self, j: int) -> int:
        """Return the denominator of the j-th images."""
        power: int = self._q**j
        return self._m * self._r * power

    def shift(self, i: int, j: int) -> int:
        """Return what piece i adds in step j."""
        power: int = self._q**j
        return self._shifts[i] * self._m * power

    def breaks(self, j: int) -> list[int]:
        """Return the whole numbers from which on the pieces after the first begin, for j-th images."""
        return [ceil(b * self.level(j)) for b in self._breaks]

    def largest(self, j: int) -> int:
        """Return a bound of |n_j|."""
        return ceil(self.reach * self.level(j))

    def orbits(self, numerators: Sequence[int], k: int) -> Iterator[list[int]]:
        """Yield the n_j for j = 0..k, for points given as multiples of 1 / M, by Python's integers."""
        found = [n * self._r for n in numerators]
        yield found
        for j in range(k):
            breaks = self.breaks(j)
            shifts = [self.shift(i, j) for i in range(len(self.slopes))]
            places = [bisect_right(breaks, n) for n in found]
            found = [self.slopes[i] * n + shifts[i] for i, n in zip(places, found, strict=True)]
            yield found

    def images(self, numerators: Sequence[int], k: int) -> list[int]:
        """Return the n_k for points given as multiples of 1 / M."""
        return list(deque(self.orbits(numerators, k), maxlen=1)[0])
