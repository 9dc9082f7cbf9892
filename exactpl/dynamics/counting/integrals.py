"""Total variation and integral of f^k on a compact interval, without listing pieces."""

from fractions import Fraction

from exactpl import work
from exactpl.arithmetic.integers import require_integer, shortened
from exactpl.arithmetic.rationals import rational, rationals
from exactpl.dynamics.counting.counts import require_affordable_counts
from exactpl.dynamics.counting.kneading import Kneading
from exactpl.dynamics.counting.pull_back import Measure, Rows, levels
from exactpl.dynamics.counting.ranges import require_affordable_steps
from exactpl.dynamics.orbits.affine_maps import affine_image, affine_power
from exactpl.dynamics.orbits.critical_orbits import CriticalOrbits
from exactpl.dynamics.orbits.self_map import SelfMap, iterated
from exactpl.errors import BudgetError, DomainError
from exactpl.maps.pl import PL, require_rational

MOST_STEPS = 10**9
_INFINITE = "the total variation of f^{} is infinite: it is not constant near an infinite end."


@work.bounded
def total_variation(f: PL, k: int) -> Fraction:
    """Return the total variation of f^k, k >= 0, for a self-map f.

    It is the sum over the kinks x of f^k of (sign of the slope left of x - sign right of x) * f^k(x), with the ends.
    Values at kinks are points of critical orbits, and first hits say how many kinks share one. Raises DomainError when
    it is infinite: when f^k is not constant near an infinite end. Cost: that of `piece_count`, and m k products of a
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
    orbits = kneading.orbits
    total = Fraction(0)
    for end, germ, side in zip(f.domain, (orbits.lower_end, orbits.upper_end), (-1, 1), strict=True):
        sign = germ.sign_at(k)
        if not sign:
            continue
        if end is None:
            raise DomainError(_INFINITE.format(shortened(k)))
        total += side * sign * rational(iterated(f, end, k))
    for c, vertex in enumerate(orbits.vertices):
        left, right = orbits.germ(c, -1), orbits.germ(c, 1)
        y = vertex
        for n in range(1, k + 1):
            y = rational(f(y))
            work.charge_product(total, y)
            turn = left.sign_at(n) - right.sign_at(n)
            if turn:
                total += turn * kneading.first_hits[c][k - n] * y
    return total


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

    By pull-back. Raises DomainError on an unbounded domain, BudgetError when k is too large. Cost: O(m k^2) operations
    on rationals of up to k b bits. Source: docs/theorems.md, T1.9.

    >>> integral(PL([(0, 0), ("1/2", 1), (1, 0)]), 20)
    Fraction(1, 2)
    """
    k = _checked(f, k)
    lower, upper = _ends(f)
    if not f.breakpoints:
        slope, intercept = rationals(affine_power(f, k))
        return (upper - lower) * (slope * (lower + upper) / 2 + intercept)
    if (len(f.breakpoints) + 2) * k * k > MOST_STEPS:
        raise BudgetError(
            f"the integral of f^{shortened(k)} takes more than {MOST_STEPS:,} steps. Ask for a smaller k."
        )
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
