"""Sums over the points of critical orbits, exactly."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from exactpl import work
from exactpl.arithmetic.affine_sums import AffineSums
from exactpl.dynamics.orbits.critical_orbits import CriticalOrbits
from exactpl.dynamics.orbits.parts import PointOrbit

_STEPS, _BITS_SQUARED_A_STEP = 600, 1_000  # of `work`, for one product


class OrbitSums:
    """Sums of c_n f^n(x)^e, n = 0, 1, ..., over the orbits of vertices and ends."""

    def __init__(self, orbits: CriticalOrbits) -> None:
        self._sums = AffineSums(orbits.slopes, [intercept for _, intercept in orbits.affine])

    def total(
        self, start: Fraction, orbit: PointOrbit, coefficients: Sequence[int], power: int, more: Iterable[int] = ()
    ) -> Fraction:
        """Return the sum for the orbit of a point, `more` further factors of the coefficients.

        Its places must be known for all times but the last. Cost: see `AffineSums`; where a cycle is known, its points
        are taken once.
        """
        if orbit.period and len(coefficients) > orbit.tail + orbit.period:
            coefficients, more = _folded(orbit, coefficients, more), ()
        return self._sums.total(start, (place.index for place in orbit.places), coefficients, power, more)


def _folded(orbit: PointOrbit, coefficients: Sequence[int], more: Iterable[int]) -> list[int]:
    """Return coefficients of the points up to the end of the first round: of each the sum over all its times."""
    found = [0] * (orbit.tail + orbit.period)
    factors = iter(more)
    for n, coefficient in enumerate(coefficients):
        factor = next(factors, 1)
        work.charge(_STEPS + coefficient.bit_length() * factor.bit_length() // _BITS_SQUARED_A_STEP)
        found[n if n < orbit.tail else orbit.tail + (n - orbit.tail) % orbit.period] += coefficient * factor
    return found
