"""Total variation and integral of f^k on a compact interval, without listing pieces."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice

from exactpl import progress, work
from exactpl.arithmetic.affine_sums import product_of, sum_of
from exactpl.arithmetic.integers import require_integer, shortened
from exactpl.arithmetic.rationals import rational, rationals
from exactpl.dynamics.counting.kneading import Kneading
from exactpl.dynamics.counting.memory import require_affordable_counts
from exactpl.dynamics.counting.pull_back import Measure, Rows, levels
from exactpl.dynamics.counting.ranges import require_affordable_steps
from exactpl.dynamics.counting.weighted_hits import inverse_slopes, weighted_hits
from exactpl.dynamics.orbits.affine_maps import affine_image, affine_power
from exactpl.dynamics.orbits.critical_orbits import CriticalOrbits, GermOrbit
from exactpl.dynamics.orbits.orbit_sums import OrbitSums
from exactpl.dynamics.orbits.parts import PointOrbit
from exactpl.dynamics.orbits.self_map import SelfMap
from exactpl.errors import BudgetError, DomainError
from exactpl.maps.pl import PL, require_rational

MOST_STEPS = 10**9
_INFINITE = "the total variation of f^{} is infinite: it is not constant near an infinite end."


@work.bounded
def total_variation(f: PL, k: int) -> Fraction:
    """Return the total variation of f^k, k >= 0, for a self-map f.

    It is the sum over the kinks x of f^k of (sign of the slope left of x - sign right of x) * f^k(x), with the ends.
    Values at kinks are points of critical orbits, and first hits say how many kinks share one. Raises DomainError when
    it is infinite: when f^k is not constant near an infinite end. Cost: that of `piece_counts`, and m k products of a
    count and a point. Source: docs/theorems.md, T1.10.

    >>> total_variation(PL([(0, 0), ("1/2", 1), (1, 0)]), 100) == 2**100
    True
    """
    k = require_integer(k, "k", 0)
    f = SelfMap.of(f)
    require_rational(f)
    if not f.breakpoints:
        image = affine_image(f, k)
        if not image.is_bounded:
            raise DomainError(_INFINITE.format(shortened(k)))
        return rational(image.length or Fraction(0))
    require_affordable_counts(f, k)
    require_affordable_steps(f, k, (len(f.breakpoints) + 1) * k)
    kneading = Kneading(f, k)
    orbits, sums = kneading.orbits, OrbitSums(kneading.orbits)
    terms = []
    for end, orbit, germ, side in (
        (f.domain.lower, orbits.lower_orbit, orbits.lower_end, -1),
        (f.domain.upper, orbits.upper_orbit, orbits.upper_end, 1),
    ):
        sign = germ.sign_at(k)
        if sign and end is None:
            raise DomainError(_INFINITE.format(shortened(k)))
        if sign and end is not None:
            terms.append(sums.total(rational(end), orbit, [0] * k + [side * sign], 1))
    for c, vertex in enumerate(orbits.vertices):
        progress.report("total variation", c, len(orbits.vertices))
        left, right = orbits.germ(c, -1), orbits.germ(c, 1)
        turns = (left.sign_at(n) - right.sign_at(n) for n in range(k + 1))
        terms.append(sums.total(vertex, orbits.orbits[c], [0, *reversed(kneading.first_hits[c])], 1, turns))
    return sum_of(terms)


def total_variation_by_pull_back(f: PL, k: int) -> Fraction:
    """Return the same number by pull-back, as an independent second opinion. Cost: O(m k^2) additions of rationals."""
    k = _checked(f, k)
    lower, upper = _ends(f)
    rows = Rows(CriticalOrbits(f, k + 1))
    points = _points(f, rows, k)

    def start(row: int, time: int) -> tuple[Fraction, Fraction]:
        return points[row][time] - lower, points[row][time] - lower

    measure = Measure(start, upper - lower, lambda _c, _k: 0, lambda _i, _row, _time, _k: 0, lambda _i, _k: 0)
    return Fraction([level.whole for level in levels(rows, measure, k)][-1])


@work.bounded
def integral(f: PL, k: int) -> Fraction:
    """Return the integral of f^k over the domain, k >= 0, for f a self-map of a compact interval.

    It is the sum over the kinks x of f^k of f^k(x)^2 / 2 * (1 / slope left of x - 1 / slope right of x), with the ends,
    and a like term where f^k is flat. Values are points of critical orbits, and weighted first hits say how much all
    kinks of one kind add up to. Raises DomainError on an unbounded domain, BudgetError when k is too large. Cost: that
    of `weighted_hits`, and m k products of numbers of up to k b bits. Source: docs/theorems.md, T1.12.

    >>> integral(PL([(0, 0), ("1/2", 1), (1, 0)]), 20)
    Fraction(1, 2)
    """
    k = _checked(f, k)
    lower, upper = _ends(f)
    if k == 0 or not f.breakpoints:
        slope, intercept = rationals(affine_power(f, k))
        return (upper - lower) * (slope * (lower + upper) / 2 + intercept)
    if (len(f.breakpoints) + 2) * k * k > MOST_STEPS:
        raise BudgetError(
            f"the integral of f^{shortened(k)} takes more than {MOST_STEPS:,} steps. Ask for a smaller k."
        )
    orbits = CriticalOrbits(f, k)
    return _Antiderivatives(orbits, k).integral(weighted_hits(orbits, k))


def integral_by_pull_back(f: PL, k: int) -> Fraction:
    """Return the same number by pull-back, as an independent second opinion.

    Cost: O(m k^2) operations on rationals of up to k b bits. Source: docs/theorems.md, T1.9.
    """
    k = _checked(f, k)
    lower, upper = _ends(f)
    orbits = CriticalOrbits(f, k + 1)
    rows = Rows(orbits)
    points = _points(f, rows, k)
    marks = [lower, *orbits.vertices, upper]
    values = [[rational(f(mark))] for mark in marks]  # f^n at the lower end of each part
    for column in values:
        while len(column) < k:
            column.append(rational(f(column[-1])))

    def start(row: int, time: int) -> tuple[Fraction, Fraction]:
        x = points[row][time]
        work.charge_product(x, x, times=2)
        return (x * x - lower * lower) / 2, (x * x - lower * lower) / 2

    def flat(part: int, row: int | None, time: int, n: int) -> Fraction:
        x = marks[part + 1] if row is None else points[row][time]
        return (x - marks[part]) * values[part][n - 1]

    weights = [1 / abs(s) if s else Fraction(0) for s in orbits.slopes]
    whole = (upper * upper - lower * lower) / 2
    measure = Measure(start, whole, lambda _c, _k: 0, flat, lambda _i, _k: 0, weights)
    return Fraction([level.whole for level in levels(rows, measure, k)][-1])


class _Antiderivatives:
    """What f^k adds up to between neighbouring points at which it is affine: a difference of a term for each end.

    At a germ x where f^k has the slope D it is f^k(x)^2 / (2 D); where f^k is flat, and f^j is the last one that is
    not, of slope D, it is f^j(x) f^k(x) / D.
    """

    def __init__(self, orbits: CriticalOrbits, k: int) -> None:
        self._orbits, self._k = orbits, k
        self._unit, self._factors = inverse_slopes(orbits.slopes)
        self._sums = OrbitSums(orbits)

    def integral(self, hits: Sequence[Sequence[int]]) -> Fraction:
        """Return the integral of f^k; hits[c][j] are the weights of first hits, see `weighted_hits`."""
        squares: list[Fraction] = []
        flat: list[Fraction] = []
        for square, products in self._terms(hits):
            squares.append(square)
            flat += products
        total = product_of(self._unit**self._k / 2, sum_of(squares))
        return sum_of([total, *flat]) if flat else total

    def _terms(self, hits: Sequence[Sequence[int]]) -> Iterator[tuple[Fraction, list[Fraction]]]:
        """Yield, for each vertex and end, the sums of f^k(x)^2 / D in units of unit^k, and of f^j(x) f^k(x) / D."""
        k, orbits = self._k, self._orbits
        for c, vertex in enumerate(orbits.vertices):
            progress.report("integral", c, len(orbits.vertices))
            # f^k is f^n next to the points that f^(k-n) takes to the vertex
            weights = [0, *reversed(hits[c])]
            yield self._at(vertex, orbits.orbits[c], weights, [(-1, orbits.germ(c, 1)), (1, orbits.germ(c, -1))])
        once = [0] * k + [1]
        lower, upper = (rational(end) for end in orbits.domain if end is not None)
        yield self._at(lower, orbits.lower_orbit, once, [(-1, orbits.lower_end)])
        yield self._at(upper, orbits.upper_orbit, once, [(1, orbits.upper_end)])

    def _at(
        self, start: Fraction, orbit: PointOrbit, weights: list[int], germs: list[tuple[int, GermOrbit]]
    ) -> tuple[Fraction, list[Fraction]]:
        """Return the sums over n of weights[n] unit^(k-n) times the terms of f^n at the germs, with their signs."""
        k, unit = self._k, self._unit
        inverses = [sum(several) for several in zip(*(self._inverses(*germ) for germ in germs), strict=True)]
        squares = self._sums.total(start, orbit, weights, 2, inverses)
        products = []
        for sign, germ in germs:
            flat = germ.flat_from()
            if flat > k:
                continue
            inverse = next(islice(self._inverses(sign, germ), flat - 1, None))
            last = unit ** (flat - 1) * self._sums.total(start, orbit, [0] * (flat - 1) + [inverse], 1)
            powers = (unit.numerator ** (k - n) * unit.denominator**n if n >= flat else 0 for n in range(k + 1))
            values = product_of(Fraction(1, unit.denominator**k), self._sums.total(start, orbit, weights, 1, powers))
            products.append(product_of(last, values))
        return squares, products

    def _inverses(self, sign: int, germ: GermOrbit) -> Iterator[int]:
        """Yield sign / (the slope of f^n at the germ), in units of unit^n, for n = 0, ..., k; 0 where it is flat."""
        inverse = sign
        for n in range(self._k + 1):
            yield inverse * germ.sign_at(n)
            if n < len(germ.parts):
                inverse *= self._factors[germ.parts[n]]


def _points(f: PL, rows: Rows, k: int) -> list[list[Fraction]]:
    """Return the exact points of the rows."""
    lower, upper = _ends(f)
    found = []
    for start, row in zip([*rows.orbits.vertices, lower, upper], range(len(rows.rows)), strict=True):
        points = [start]
        while len(points) < rows.length(row, k):
            points.append(rational(f(points[-1])))
        found.append(points)
    return found


def _checked(f: PL, k: int) -> int:
    if not f.domain.is_bounded:
        raise DomainError(f"a compact interval is required, found the domain {f.domain}; restrict(a, b) gives one.")
    f = SelfMap.of(f)
    return require_integer(k, "k", 0)


def _ends(f: PL) -> tuple[Fraction, Fraction]:
    lower, upper = f.domain
    assert lower is not None
    assert upper is not None
    return rational(lower), rational(upper)
