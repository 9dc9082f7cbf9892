"""What grids show of f^k, by Fractions and loops."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby, pairwise
from math import ceil, lcm
from typing import Any


@dataclass(frozen=True)
class Knots:
    """A map of a compact interval as the lists of its knots, and what follows from these."""

    xs: Sequence[Fraction]
    ys: Sequence[Fraction]

    @classmethod
    def of(cls, f: Any) -> "Knots":
        """Read the knots of a map, of whatever type it is."""
        return cls([x for x, _ in f.knots], [y for _, y in f.knots])

    def __call__(self, x: Fraction) -> Fraction:
        """Return f(x) by interpolation."""
        i = min(max(bisect_right(self.xs, x), 1), len(self.xs) - 1)
        a, b, u, v = self.xs[i - 1], self.xs[i], self.ys[i - 1], self.ys[i]
        return u + (v - u) * (x - a) / (b - a)

    def orbit(self, x: Fraction, k: int) -> list[Fraction]:
        """Return x, f(x), ..., f^k(x)."""
        found = [x]
        for _ in range(k):
            found.append(self(found[-1]))
        return found

    def closed_pieces(self, x: Fraction) -> set[int]:
        """Return the numbers of the closed pieces that hold x; beyond the domain the pieces at its ends go on."""
        last = len(self.xs) - 2
        return {i for i in range(last + 1) if (i == 0 or self.xs[i] <= x) and (i == last or x <= self.xs[i + 1])}

    @property
    def slopes(self) -> list[Fraction]:
        """The slopes of the pieces."""
        knots = zip(self.xs, self.ys, strict=True)
        return [(v - u) / (b - a) for (a, u), (b, v) in pairwise(knots)]

    @property
    def intercepts(self) -> list[Fraction]:
        """The values at 0 of the continued pieces."""
        return [y - s * x for x, y, s in zip(self.xs, self.ys, self.slopes, strict=False)]

    def scales(self) -> tuple[int, int]:
        """Return q and R: q makes the slopes whole, q R the intercepts, too, both as small as can be."""
        q = lcm(*(s.denominator for s in self.slopes))
        return q, lcm(*((t * q).denominator for t in self.intercepts))

    def level(self, points: Iterable[Fraction], k: int) -> int:
        """Return the denominator M R q^k of the k-th images, M the power of 2 that makes the points whole."""
        q, r = self.scales()
        return lcm(*(x.denominator for x in points)) * r * q**k


def slope_changes(values: Sequence[Fraction]) -> int:
    """Return the fewest breakpoints that explain the second differences: one for two neighbours that are not 0."""
    second = [c - 2 * b + a for a, b, c in zip(values, values[1:], values[2:], strict=False)]
    return sum(ceil(len(list(run)) / 2) for bent, run in groupby(d != 0 for d in second) if bent)


def turns(values: Sequence[Fraction]) -> int:
    """Return the number of sign changes of the differences, zeros left out."""
    moves = [b > a for a, b in pairwise(values) if a != b]
    return sum(p != q for p, q in pairwise(moves))


def sign_changes_of(values: Sequence[float]) -> int:
    """Return the number of sign changes of the differences that floats have, zeros left out."""
    moves = [b - a > 0 for a, b in pairwise(values) if b - a != 0]
    return sum(p != q for p, q in pairwise(moves))
