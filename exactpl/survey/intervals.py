"""Confidence intervals for rates, by Clopper and Pearson, with ends rounded outwards."""

from collections.abc import Callable
from fractions import Fraction

from exactpl.arithmetic.balls import beta_distribution
from exactpl.arithmetic.integers import require_integer
from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import Exact, exact, shortened_rational
from exactpl.errors import InputError

_BITS = 40


def require_confidence(given: Exact) -> Fraction:
    """Return a confidence as a Fraction; InputError unless it lies between 0 and 1."""
    level = exact(given)
    if not 0 < level < 1:
        raise InputError(f"confidence must lie between 0 and 1, found {shortened_rational(level)}.")
    return level


def clopper_pearson(successes: int, trials: int, *, confidence: Exact = "95/100") -> Interval:
    """Return the interval of Clopper and Pearson for a probability, rounded outwards to multiples of 2^-40.

    At least the part `confidence` of all such intervals contains the true probability. Cost: 80 values of an
    incomplete beta function. Source: doi 10.1093/biomet/26.4.404.

    >>> low, high = clopper_pearson(0, 100)
    >>> low, 0.0362 < high < 0.0363
    (Fraction(0, 1), True)
    """
    n = require_integer(trials, "trials", 0)
    x = require_integer(successes, "successes", 0, n)
    tail = (1 - require_confidence(confidence)) / 2
    # P(X >= x) at p is I_p(x, n - x + 1), P(X <= x) is 1 - I_p(x + 1, n - x)
    lower = Fraction(0) if x == 0 else _largest(lambda p: beta_distribution(p, x, n - x + 1)[1] <= tail)
    upper = Fraction(1) if x == n else 1 - _largest(lambda q: beta_distribution(q, n - x, x + 1)[1] <= tail)
    return Interval(lower, upper)


def _largest(holds: Callable[[Fraction], bool]) -> Fraction:
    """Return the largest multiple of 2^-40 found, by bisection, at which a decreasing condition certainly holds."""
    low, high = 0, 1 << _BITS
    while high - low > 1:
        middle = (low + high) // 2
        if holds(Fraction(middle, 1 << _BITS)):
            low = middle
        else:
            high = middle
    return Fraction(low, 1 << _BITS)
