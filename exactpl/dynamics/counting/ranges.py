"""The image of f^k, and its largest and smallest absolute slope, without listing pieces."""

from fractions import Fraction

from exactpl import work
from exactpl.arithmetic.integers import require_integer, shortened
from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import rational, rationals
from exactpl.dynamics.counting.extreme_slopes import ExtremeSlopes
from exactpl.dynamics.orbits.affine_maps import affine_image, affine_power
from exactpl.dynamics.orbits.self_map import SelfMap, iterated
from exactpl.errors import BudgetError
from exactpl.maps.pl import PL, require_rational

MOST_BIT_STEPS = 10**13
_PROBED = 1_024
_BIT_STEPS = 5  # of `work`, for a bit of a power


@work.bounded
def iterate_value(f: PL, x: Fraction, k: int) -> Fraction:
    """Return f^k(x), for x in the domain of f, k >= 0 of any size where f has one piece or the orbit of x is finite.

    Raises DomainError where the orbit leaves the domain, and BudgetError before work that would take too long. Cost: k
    evaluations of numbers that grow by the bits of a slope at each step; where the orbit meets a cycle within its first
    thousand steps, only those up to the end of the first round.

    >>> tent = PL([(0, 0), ("1/2", 1), (1, 0)])
    >>> iterate_value(tent, Fraction(1, 5), 10**18)
    Fraction(4, 5)
    """
    require_rational(f)
    if not f.breakpoints and f.domain.contains_interval(f.image()):
        if f(x) == x:
            return x
        slope, intercept = affine_power(f, k)
        return rational(slope * x + intercept)
    if k <= _PROBED:
        return rational(iterated(f, x, k))
    y, mark, marked = x, x, 0
    for n in range(1, _PROBED + 1):
        y = rational(f(y))
        if y == mark:
            return rational(iterated(f, y, (k - n) % (n - marked)))
        if n & (n - 1) == 0:  # Brent's marks: 1, 2, 4, ...
            mark, marked = y, n
    require_affordable_steps(f, k, k)
    return rational(iterated(f, y, k - _PROBED))


@work.bounded
def iterate_image(f: PL, k: int) -> Interval:
    """Return f^k(domain), a closed interval, perhaps one point. f maps its domain into itself, k >= 0.

    Raises DomainError, and BudgetError before work that would take too long. Cost: k passes over the knots, with
    numbers of up to k b bits. Source: docs/theorems.md, T0.1.

    >>> str(iterate_image(PL([(0, "1/4"), ("1/2", "3/4"), (1, "1/4")]), 2))
    '[1/2, 3/4]'
    """
    k = require_integer(k, "k", 0)
    f = SelfMap.of(f)
    require_rational(f)
    if not f.breakpoints:
        return affine_image(f, k)
    require_affordable_steps(f, k, k)
    image = f.domain
    for _ in range(k):
        before, image = image, f.image(*image)
        if image == before:
            break
    return image


@work.bounded
def slope_range(f: PL, k: int) -> tuple[Fraction, Fraction]:
    """Return the smallest and the largest absolute slope of f^k; the largest is its least Lipschitz constant.

    f maps its domain into itself, k >= 0; f^0 has slope 1. Raises DomainError, and BudgetError before work that would
    take too long. Cost: see `largest_slope`; twice that. Source: docs/theorems.md, T1.6.

    >>> slope_range(PL([(0, 0), ("1/3", 1), (1, 0)]), 10) == (Fraction(3, 2)**10, Fraction(3)**10)
    True
    """
    found = _extreme_slopes(f, k)
    return (found.smallest(), found.largest()) if isinstance(found, ExtremeSlopes) else found


@work.bounded
def largest_slope(f: PL, k: int) -> Fraction:
    """Return the largest absolute slope of f^k, its least Lipschitz constant. Arguments and errors as `slope_range`.

    Cost: the critical orbits to time k, and k steps for each path through image intervals that may still win, mostly a
    few; the answer, of up to k b bits, is multiplied out once.

    >>> largest_slope(PL([(0, 0), ("1/3", 1), (1, 0)]), 5000) == 3**5000
    True
    """
    found = _extreme_slopes(f, k)
    return found.largest() if isinstance(found, ExtremeSlopes) else found[1]


def _extreme_slopes(f: PL, k: int) -> tuple[Fraction, Fraction] | ExtremeSlopes:
    """Return the smallest and the largest absolute slope of f^k, where they are plain, or what finds them."""
    k = require_integer(k, "k", 0)
    f = SelfMap.of(f)
    require_rational(f)
    if k == 0 or not f.breakpoints:
        slope = abs(rational(affine_power(f, k)[0]))
        return slope, slope
    sizes = [abs(slope) for slope in rationals(f.slopes)]
    low, high = min(sizes), max(sizes)
    if k == 1:
        return low, high
    require_affordable_steps(f, k, k)
    if low == high:
        work.charge(_BIT_STEPS * k * work.size(low))
        power = low**k
        return power, power
    return ExtremeSlopes(f, k)


def require_affordable_steps(f: PL, k: int, operations: int) -> None:
    """Raise BudgetError when so many operations on numbers of up to k b bits would take too long."""
    require_rational(f)
    slopes = rationals(f.slopes)
    bits = max(s.denominator.bit_length() + s.numerator.bit_length() for s in slopes)
    steps = operations * k * bits * len(slopes)
    if steps > MOST_BIT_STEPS:
        raise BudgetError(
            f"k = {shortened(k)} takes about {shortened(steps)} steps on bits, more than {MOST_BIT_STEPS:,}. "
            "Ask for a smaller k."
        )
