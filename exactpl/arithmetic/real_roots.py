"""Real roots of integer polynomials: counted, told apart, enclosed. Another door to FLINT, for factors and remainders.

Polynomials are sequences of integers by ascending powers. Everything is decided by Sturm's theorem.
"""

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Any

from flint import fmpz_poly

from exactpl import work
from exactpl.arithmetic.integers import decimal_text
from exactpl.errors import InputError

_HALVING_STEPS = 10_000  # of `work`


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

    The polynomial given has no other root >= the lower end of the interval. InputError if it has no real root.

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
    """Narrow an interval with exactly one root, of an irreducible polynomial, to at most `width`, by bisection.

    A rational root comes back as an interval of width 0. Cost: one evaluation a halving.
    """
    if len(polynomial) == 2:
        root = Fraction(-polynomial[0], polynomial[1])
        return root, root
    below, d = _sign_at(polynomial, lower), len(polynomial)
    while upper - lower > width:
        bits = lower.denominator.bit_length()
        work.charge(_HALVING_STEPS + d * (300 + bits) + bits * bits * (d * d + 5) // 4_000)
        middle = (lower + upper) / 2
        if _sign_at(polynomial, middle) == below:
            lower = middle
        else:
            upper = middle
    return lower, upper


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
