"""Real roots of integer polynomials: counted, told apart, enclosed. A door to FLINT, for factors and remainders.

Polynomials are sequences of integers by ascending powers. Everything is decided by Sturm's theorem.
"""

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Any

from flint import fmpz, fmpz_poly

from exactpl import work
from exactpl.arithmetic.integers import decimal_text
from exactpl.errors import InputError

_VALUE_STEPS, _TERM_STEPS, _BIT_STEPS, _BITS_SQUARED_A_STEP = 5_000, 1_000, 2, 800  # of `work`


def irreducible_factors(polynomial: Sequence[int]) -> list[tuple[int, ...]]:
    """Return the distinct irreducible factors of positive degree, with leading coefficients > 0.

    >>> irreducible_factors([2, -2, -4, 4])
    [(-1, 1), (-1, 0, 2)]
    """
    found = []
    for factor, _ in fmpz_poly(list(polynomial)).factor()[1]:
        coefficients = [int(c) for c in factor.coeffs()]
        sign = 1 if coefficients[-1] > 0 else -1
        found.append(tuple(sign * c for c in coefficients))
    return sorted(found, key=lambda f: (len(f), f))


def count_roots(polynomial: Sequence[int], lower: Fraction | None, upper: Fraction | None) -> int:
    """Return the number of distinct real roots in the closed interval; None is an infinite end.

    >>> count_roots([0, -1, 0, 1], Fraction(0), None)
    2
    """
    chain = _sturm_chain(tuple(polynomial))
    count = _variations(chain, lower, -1) - _variations(chain, upper, 1)
    return count + (lower is not None and _sign_at(chain[0], lower) == 0)


def sign_at(polynomial: Sequence[int], x: Fraction) -> int:
    """Return the sign of the value at a rational."""
    return _sign_at(polynomial, x)


def largest_root(polynomial: Sequence[int]) -> tuple[tuple[int, ...], Fraction, Fraction]:
    """Return the minimal polynomial of the largest real root, and an interval around it.

    No other root of the given polynomial is >= the lower end of the interval. InputError if it has no real root.

    >>> largest_root([1, 0, -2, 1])[0]
    (-1, -1, 1)
    """
    upper = Fraction(1 + max(map(abs, polynomial)))
    lower = -upper
    if count_roots(polynomial, lower, None) == 0:
        raise InputError("a polynomial with a real root is required, found none.")
    while count_roots(polynomial, lower, None) > 1:
        middle = (lower + upper) / 2
        if count_roots(polynomial, middle, None):
            lower = middle
        else:
            upper = middle
    factor = next(f for f in irreducible_factors(polynomial) if count_roots(f, lower, None))
    return factor, lower, upper


def enclosed(polynomial: Sequence[int], lower: Fraction, upper: Fraction, width: Fraction) -> tuple[Fraction, Fraction]:
    """Narrow an interval with exactly one root, of an irreducible polynomial, to at most `width`.

    The result is that of so many halvings. A rational root comes back as an interval of width 0.

    Cost: products of numbers as long as the result, some in each doubling of the digits. Source: the quadratic interval
    refinement of Abbott, as in Kerber and Sagraloff, Root refinement for real polynomials, arXiv:1104.1362.

    >>> enclosed([-2, 0, 1], Fraction(1), Fraction(2), Fraction(1, 4))
    (Fraction(5, 4), Fraction(3, 2))
    """
    if len(polynomial) == 2:
        root = Fraction(-polynomial[0], polynomial[1])
        return root, root
    if upper - lower <= width:
        return lower, upper
    grid = _Grid(polynomial, lower, upper)
    halvings = ((upper - lower) / width).__ceil__() - 1
    level, cell = grid.refined(halvings.bit_length())
    return grid.point(level, cell), grid.point(level, cell + 1)


class _Grid:
    """The points lower + (upper - lower) i / 2^level, and the signs of a polynomial there."""

    def __init__(self, polynomial: Sequence[int], lower: Fraction, upper: Fraction) -> None:
        self._coefficients = [fmpz(c) for c in polynomial]
        below, step = lower, upper - lower
        self._bottom = below.denominator * step.denominator
        self._below = fmpz(below.numerator * step.denominator)
        self._step = fmpz(step.numerator * below.denominator)

    def point(self, level: int, i: Any) -> Fraction:
        """Return a point of the grid."""
        work.charge(level * level // _BITS_SQUARED_A_STEP)
        return Fraction(int((self._below << level) + i * self._step), self._bottom << level)

    def _value(self, level: int, i: Any) -> Any:
        """Return the value there, times a number > 0 that depends on the level alone."""
        top, bottom = (self._below << level) + i * self._step, fmpz(self._bottom) << level
        d, size = len(self._coefficients), bottom.bit_length()
        work.charge(_VALUE_STEPS + d * (_TERM_STEPS + d * size * _BIT_STEPS))
        value, power = fmpz(0), fmpz(1)
        for c in reversed(self._coefficients):
            value = value * top + c * power
            power *= bottom
        return value

    def refined(self, most: int) -> tuple[int, Any]:
        """Return the cell of the grid of level `most` with the root in it.

        The secant says where the root might be on a grid that is finer by a step; the signs on both sides of that cell
        say whether it is there. If so the next step is twice as long, else half; a step of one level is a halving. A
        root on the grid, which no irreducible polynomial of degree 2 or more has, is the upper end of its cell.
        """
        level, cell, step = 0, fmpz(0), 1
        left, right = self._value(0, cell), self._value(0, cell + 1)
        while level < most:
            step = min(step, most - level)
            finer, first = level + step, cell << step
            if step == 1:
                guess = first + (_sign(self._value(finer, first + 1)) == _sign(left))
            else:
                guess = first + min((left << step) // (left - right), (1 << step) - 1)
            one, other = self._value(finer, guess), self._value(finer, guess + 1)
            if _sign(one) == _sign(left) != _sign(other):
                level, cell, left, right = finer, guess, one, other
                step *= 2
            else:
                step //= 2
        return level, cell


def polynomial_text(polynomial: Sequence[int], variable: str = "t") -> str:
    """Return a polynomial for people, highest power first.

    >>> polynomial_text([-1, -1, 1])
    't^2 - t - 1'
    """
    text = ""
    for i in reversed(range(len(polynomial))):
        c = polynomial[i]
        if c:
            name = "" if i == 0 else variable if i == 1 else f"{variable}^{i}"
            size = decimal_text(abs(c))
            term = size if not name else name if abs(c) == 1 else f"{size}*{name}"
            text += (" - " if c < 0 else " + ") + term if text else ("-" if c < 0 else "") + term
    return text or "0"


@lru_cache(maxsize=64)
def _sturm_chain(polynomial: tuple[int, ...]) -> list[list[int]]:
    f = fmpz_poly(list(polynomial))
    derivative = f.derivative()
    common = f.gcd(derivative)
    if common.degree() > 0:
        f = f // common
        derivative = f.derivative()
    chain = [f, derivative]
    while chain[-1].degree() > 0:
        chain.append(_negative_remainder(chain[-2], chain[-1]))
    return [[int(c) for c in p.coeffs()] or [0] for p in chain]


def _negative_remainder(f: Any, g: Any) -> Any:
    """Return a positive multiple of -(f mod g)."""
    lead = int(g[g.degree()])
    power = f.degree() - g.degree() + 1
    power += power % 2 if lead < 0 else 0  # an even power of a negative number
    remainder = -((f * lead**power) % g)
    content = remainder.content()
    return remainder // content if content else remainder


def _variations(chain: list[list[int]], x: Fraction | None, end: int) -> int:
    if x is None:
        signs = [_sign(p[-1]) * (end if len(p) % 2 == 0 else 1) for p in chain]
    else:
        signs = [_sign_at(p, x) for p in chain]
    kept = [s for s in signs if s]
    return sum(a != b for a, b in pairwise(kept))


def _sign(n: int) -> int:
    return (n > 0) - (n < 0)


def _sign_at(polynomial: Sequence[int], x: Fraction) -> int:
    top, bottom = x.numerator, x.denominator
    value, power = 0, 1
    for c in reversed(polynomial):
        value = value * top + c * power
        power *= bottom
    return _sign(value)
