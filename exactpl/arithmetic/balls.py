"""Values of elementary functions at rational points, enclosed rigorously between rationals; a door to FLINT's balls."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, TypeAlias

from flint import arb, ctx, fmpq, fmpz

from exactpl.errors import BudgetError

_MOST_BITS = 1 << 20
_MOST_EXACT_BITS = 10**8
Bounds: TypeAlias = tuple[Fraction, Fraction]
"""(lower, upper): two numbers, with the enclosed value between them."""

_FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "acos": lambda x: x.acos(),
    "cos": lambda x: x.cos(),
    "exp": lambda x: x.exp(),
    "log": lambda x: x.log(),
    "sin": lambda x: x.sin(),
    "sqrt": lambda x: x.sqrt(),
}


def enclosed(function: str, x: Fraction, bits: int) -> Bounds:
    """Return bounds of function(x), about 2^-bits apart relatively: acos, cos, exp, log, sin, sqrt.

    x must lie where the function is defined and finite.

    >>> lower, upper = enclosed("exp", Fraction(1), 50)
    >>> Fraction("2.7182818284590") < lower < upper < Fraction("2.7182818284591")
    True
    """
    while True:
        with ctx.workprec(bits + _size(x) + 16):
            ball = _FUNCTIONS[function](arb(fmpq(x.numerator, x.denominator)))
            if ball.is_finite():
                return _bounds(ball)
        if bits > _MOST_BITS:  # near an end of where the function is defined, x itself needs more bits
            raise ArithmeticError(f"a finite value is required, found {ball}")
        bits *= 2


def enclosed_pi(bits: int) -> Bounds:
    """Return bounds of pi."""
    with ctx.workprec(bits + 16):
        return _bounds(arb.pi())


def enclosed_over(function: str, x: Bounds, bits: int) -> Bounds:
    """Return bounds of the values of a function (acos, cos, exp, log, sin, sqrt) on an interval."""
    lower, upper = x
    middle, radius = (lower + upper) / 2, (upper - lower) / 2
    with ctx.workprec(bits + _size(middle) + 16):
        ball = arb(fmpq(middle.numerator, middle.denominator))
        if radius:
            ball += arb(0, arb(fmpq(radius.numerator, radius.denominator)).upper())
        return _bounds(_FUNCTIONS[function](ball))


def sparse_sign(terms: Mapping[int, int], x: Fraction) -> int:
    """Return the sign of the sum of c x^e over the items (e, c), e >= 0, for x > 0 and exponents of any size.

    Balls of rising precision decide, and the exact number where they leave 0 inside and it is not too long. Raises
    BudgetError where neither does.

    >>> sparse_sign({10**18: 1, 0: -2}, Fraction(1000000, 1000001)), sparse_sign({2: 1, 1: -2, 0: 1}, Fraction(1))
    (-1, 0)
    """
    terms = {e: c for e, c in terms.items() if c}
    signs = {c > 0 for c in terms.values()}
    if len(signs) < 2:
        return (1 if True in signs else -1) if signs else 0
    bits = 64
    exact_bits = max(terms, default=0) * max(x.numerator.bit_length(), x.denominator.bit_length())
    while True:
        with ctx.workprec(bits):
            number = arb(fmpq(x.numerator, x.denominator))
            ball = sum((c * number**e for e, c in terms.items()), arb(0))
            if ball.is_finite() and not ball.contains(0):
                return 1 if ball > 0 else -1
        bits *= 4
        if bits > min(exact_bits, _MOST_BITS):
            break
    if exact_bits > _MOST_EXACT_BITS:
        raise BudgetError(f"the sign of a number of more than {_MOST_EXACT_BITS:,} bits, nearly 0, was not decided.")
    total = sum((c * x**e for e, c in terms.items()), Fraction(0))
    return (total > 0) - (total < 0)


def beta_distribution(x: Fraction, a: int, b: int, bits: int = 64) -> Bounds:
    """Return bounds of the regularized incomplete beta function I_x(a, b), 0 < x < 1, a and b >= 1.

    >>> lower, upper = beta_distribution(Fraction(1, 2), 3, 3)
    >>> lower <= Fraction(1, 2) <= upper
    True
    """
    while True:
        with ctx.workprec(bits):
            ball = arb(fmpq(x.numerator, x.denominator)).beta_lower(arb(a), arb(b), regularized=True)
            if ball.is_finite() and ball.rad() < arb(2) ** -30:
                return _bounds(ball)
        if bits > _MOST_BITS:
            raise ArithmeticError(f"a finite value is required, found {ball}")
        bits *= 2


def _size(x: Fraction) -> int:
    """Return the bits of the whole part: a sine of 10^6 needs twenty more."""
    return max(x.numerator.bit_length() - x.denominator.bit_length(), 0)


def _bounds(ball: Any) -> Bounds:
    if not ball.is_finite():
        raise ArithmeticError(f"a finite value is required, found {ball}")
    return _exact(ball.lower()), _exact(ball.upper())


def _exact(end: Any) -> Fraction:
    """Return a ball of radius 0 as the number that it is."""
    mantissa, exponent = end.man_exp()
    top, power = int(fmpz(mantissa)), int(exponent)
    return Fraction(top << power) if power >= 0 else Fraction(top, 1 << -power)


def normal_float(u: int, v: int) -> float:
    """Return sqrt(-2 log(u / 2^53)) cos(2 pi v / 2^53), 1 <= u <= 2^53, 0 <= v < 2^53, correctly rounded to float64.

    Source: Box and Muller, A note on the generation of random normal deviates, 1958, doi 10.1214/aoms/1177706645.

    >>> normal_float(1 << 52, 0)
    1.1774100225154747
    """
    bits = 96
    while True:
        with ctx.workprec(bits):
            radius = (-2 * (arb(u) / (1 << 53)).log()).sqrt()
            lower, upper = _bounds(radius * (arb(fmpq(v, 1 << 52))).cos_pi())
        low, high = float(lower), float(upper)
        if low == high:
            return low
        bits *= 2
