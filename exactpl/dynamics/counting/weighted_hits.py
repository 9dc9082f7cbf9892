"""First hits, each with the inverse of the slope there: how long the intervals are that f^j lays over a vertex.

Let H_j(c) be the sum of 1 / |slope of f^j at x| over the points x that f^j, and no earlier iterate, takes to a vertex,
c, before any flat piece. It is the height at c of the density of f^j(X), X uniform. These numbers solve the system of
first hits (T1.5) with 1 / (slope of f^n) in place of its sign (T1.12): as power series, or level by level. For one or
two vertices products of series take less time, for more of them levels do, at least while k is below some 10^4 (the
series are m^2, and m is all that a level is multiplied by).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import accumulate
from math import gcd, lcm
from operator import mul

from flint import fmpz

from exactpl import progress, work
from exactpl.arithmetic import series
from exactpl.dynamics.orbits.critical_orbits import CriticalOrbits, GermOrbit
from exactpl.dynamics.orbits.parts import PointOrbit

_POINT_STEPS = 400  # of `work`, for one jump at one level, without the products of long numbers
_FEW_VERTICES = 2
_Germ = tuple[int, int]
"""(number of a vertex, side)."""


@dataclass(slots=True)
class _Chain:
    """Jumps that go along one orbit, until it meets a vertex, a flat part, or a point of its cycle.

    jumps[i] lies in parts[i]; one step takes it to place i + 1 and multiplies it by factors[i]. From the last place it
    goes to place `back` of the chain, or to a germ; or it is of no further use.
    """

    parts: list[int]
    factors: list[int]
    back: int | None = None
    germ: _Germ | None = None
    jumps: list[fmpz] = field(default_factory=list)


def weighted_hits(orbits: CriticalOrbits, length: int) -> list[list[int]]:
    """Return, for all vertices c of a self-map of a compact interval, the integers H_j(c) / unit^j, j < length.

    The unit is that of `inverse_slopes`. Cost: see `by_series` and `WeightedJumps`.
    """
    few = len(orbits.vertices) <= _FEW_VERTICES
    return by_series(orbits, length) if few else WeightedJumps(orbits, length).hits()


def by_series(orbits: CriticalOrbits, length: int) -> list[list[int]]:
    """Return the same as `weighted_hits`, from a linear system of m power series.

    Cost: for up to four vertices some m^2 products of series of `length` coefficients, of up to length * b bits, b
    those of a common multiple of the slopes.
    """
    _, factors = inverse_slopes(orbits.slopes)
    m = len(orbits.vertices)
    rows: list[list[series.Jump]] = []
    for c in range(m):
        row: dict[tuple[int, int], int] = {}
        for side in (1, -1):
            for n, part, inverse in _inverses(orbits.germ(c, side), factors, length):
                if n:
                    row[n, part] = row.get((n, part), 0) + side * inverse
        rows.append([(n, part, value) for (n, part), value in sorted(row.items()) if value])
    right = [[0] * length for _ in range(m + 1)]
    for germ, sign in ((orbits.upper_end, 1), (orbits.lower_end, -1)):
        for n, part, inverse in _inverses(germ, factors, length):
            right[part][n] += sign * inverse
    return series.JumpSystem(rows, length).solve(right)


def _inverses(germ: GermOrbit, factors: Sequence[int], length: int) -> Iterator[tuple[int, int, int]]:
    """Yield (n, part, 1 / slope of f^n in units of unit^n), n < length, until the germ is flat."""
    size = 1
    for n, (part, sign) in enumerate(zip(germ.parts[:length], germ.signs, strict=False)):
        work.charge(_POINT_STEPS + size.bit_length() // 64)
        work.hold(size.bit_length() // 8)
        yield n, part, sign * size
        size *= factors[part]


class WeightedJumps:
    """The same level by level: the jumps of the density at the points f^n(c), as they go along the critical orbits.

    Cost: m length^2 / 2 products of a short integer and one of up to length * b bits, b those of a common multiple of
    the slopes; finite orbits take no more than their points at each level.
    """

    def __init__(self, orbits: CriticalOrbits, length: int) -> None:
        self._orbits, self._length = orbits, length
        _, factors = inverse_slopes(orbits.slopes)
        self._signed = [sign * factor for sign, factor in zip(orbits.signs, factors, strict=True)]
        self._chains: list[_Chain] = []
        self._entries: dict[_Germ, _Chain] = {}
        for c, orbit in enumerate(orbits.orbits):
            first, second = orbits.signs[c + 1], -orbits.signs[c]  # the sides to which the germs on c are mapped
            # where no vertex is met, both germs see the same parts on whatever side they lie
            is_met = any(place.is_vertex for place in orbit.places[1:length])
            apart = is_met and first != second
            self._entries[c, 1] = self._chain(orbit, 1, first if apart else first or second)
            self._entries[c, -1] = self._chain(orbit, 1, second) if apart else self._entries[c, 1]
        for orbit, side in ((orbits.lower_orbit, 1), (orbits.upper_orbit, -1)):
            self._chain(orbit, 0, side).jumps.append(fmpz(side))

    def hits(self) -> list[list[int]]:
        """Return the numbers, as `weighted_hits` does. To be asked once."""
        return [list(column) for column in zip(*self._levels(), strict=True)]

    def _chain(self, orbit: PointOrbit, begin: int, side: int) -> _Chain:
        """Add the chain of an orbit from a time on, at which its germ lies on a side; 0 where there is no germ."""
        chain = _Chain([], [])
        self._chains.append(chain)
        for time in range(begin, self._length if side else begin):
            place = orbit.places[time]
            if place.is_vertex:
                chain.germ = place.index, side
                break
            if orbit.period and time == orbit.tail + orbit.period:
                chain.back = orbit.tail - begin
                break
            chain.parts.append(place.index)
            chain.factors.append(self._signed[place.index])
            side *= self._orbits.signs[place.index]
            if not side:
                break
        return chain

    def _levels(self) -> Iterator[list[int]]:
        """Yield, for j = 0, 1, ..., the numbers hits[c][j] for all c."""
        m = len(self._orbits.vertices)
        held = dict.fromkeys(self._entries, fmpz(0))  # the jumps that lie beside vertices
        bits, width = 0, max(map(abs, self._signed)).bit_length()
        for j in range(self._length):
            if j % 16 == 0:
                progress.report("weighted hits", j * j, self._length * self._length)
            sums = [fmpz(0)] * (m + 1)  # of the jumps in each part
            for chain in self._chains:
                for part, jump in zip(chain.parts, chain.jumps, strict=False):
                    sums[part] += jump
            for (c, side), jump in held.items():
                sums[c + (side > 0)] += jump
            heights = list(accumulate(sums))
            if heights.pop():
                raise ArithmeticError(f"the density of f^{j} does not end at 0.")
            yield [int(height) for height in heights]
            bits = max(bits, *(int(height.bit_length()) for height in heights)) + width
            points = sum(len(chain.jumps) for chain in self._chains)
            work.charge((points + 4 * m) * (_POINT_STEPS + bits // 64 * (width // 64 + 2)))
            work.hold(m * bits // 8 + points * width // 8)
            held = self._moved(heights, held)

    def _moved(self, heights: list[fmpz], held: dict[_Germ, fmpz]) -> dict[_Germ, fmpz]:
        """Move all jumps one step on, and start those at the vertices; return those that lie beside vertices then."""
        arriving = dict.fromkeys(held, fmpz(0))
        for chain in self._chains:
            moved = list(map(mul, chain.jumps, chain.factors))
            last = moved.pop() if moved and len(moved) == len(chain.parts) else None
            chain.jumps = [fmpz(0), *moved] if chain.parts else []
            if last is not None and chain.back is not None:
                chain.jumps[chain.back] += last
            elif last is not None and chain.germ:
                arriving[chain.germ] += last
        for (c, side), chain in self._entries.items():
            started = (held[c, side] + side * heights[c]) * self._signed[c + (side > 0)]
            if chain.jumps:
                chain.jumps[0] += started
            elif chain.germ:
                arriving[chain.germ] += started
        return arriving


def inverse_slopes(slopes: Sequence[Fraction]) -> tuple[Fraction, list[int]]:
    """Return a unit and coprime integers n_i with 1 / |slopes[i]| = n_i * unit; where the slope is 0, n_i is 1.

    >>> inverse_slopes([Fraction(2), Fraction(0), Fraction(-3, 4)])
    (Fraction(1, 6), [3, 1, 8])
    """
    inverses = [1 / abs(slope) for slope in slopes if slope]
    unit = Fraction(gcd(*(w.numerator for w in inverses)), lcm(*(w.denominator for w in inverses)))
    if not inverses:
        unit = Fraction(1)
    return unit, [int(1 / abs(slope) / unit) if slope else 1 for slope in slopes]
