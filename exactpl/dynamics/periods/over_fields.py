"""Fixed points and least periods read off listed iterates: the plain way, for maps over a field Q(a)."""

from fractions import Fraction
from itertools import pairwise

from exactpl.arithmetic.integers import prime_divisors
from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import Real
from exactpl.dynamics.orbits.listed_iterates import listed_iterates
from exactpl.maps.pl import PL


def fixed_components(f: PL, n: int) -> list[Interval]:
    """Return the components of {x: f^n(x) = x}, increasing: points and intervals."""
    identity, power = _first_and_last(f, n)
    return (power - identity).preimages(0)


def _first_and_last(f: PL, n: int) -> tuple[PL, PL]:
    powers = list(listed_iterates(f, n))
    return powers[0], powers[-1]


def listed_periodic_point(f: PL, n: int) -> Real | None:
    """Return a point of least period n, or None after a complete search: all components of Fix(f^n) are looked at."""
    smaller = [part for p in prime_divisors(n) for part in fixed_components(f, n // p)]
    for component in fixed_components(f, n):
        for x in _samples(component, smaller):
            if not any(x in part for part in smaller):
                return x
    return None


def _samples(component: Interval, smaller: list[Interval]) -> list[Real]:
    """Return points of a component, one of which has a larger period than those of `smaller` if any has.

    `smaller` is closed; so what it leaves of an interval are open gaps between its ends.
    """
    if component.is_point:
        assert component.lower is not None
        return [component.lower]
    ends = {end for part in smaller for end in part if end is not None and end in component}
    marks: list[Real] = sorted(ends | {end for end in component if end is not None})
    if not marks:
        marks = [Fraction(0)]
    if component.lower is None:
        marks.insert(0, marks[0] - 1)
    if component.upper is None:
        marks.append(marks[-1] + 1)
    return [*marks, *((a + b) / 2 for a, b in pairwise(marks))]
