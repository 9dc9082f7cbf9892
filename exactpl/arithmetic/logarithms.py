"""Logarithms of rationals enclosed between decimals, rigorously, by balls."""

from fractions import Fraction
from math import isqrt
from typing import Any

from flint import arb, ctx, fmpq

from exactpl import work
from exactpl.arithmetic.integers import require_integer, shortened
from exactpl.arithmetic.rationals import shortened_rational
from exactpl.errors import InputError

_GUARD_BITS = 16


def log_bounds(lower: Fraction, upper: Fraction, *, digits: int = 12) -> tuple[Fraction, Fraction]:
    """Return two decimals with `digits` places, the first <= log(lower), the second >= log(upper); 0 < lower <= upper.

    >>> [str(x) for x in log_bounds(Fraction(3, 2), Fraction(3, 2), digits=6)]
    ['81093/200000', '202733/500000']
    """
    if not 0 < lower <= upper:
        raise InputError(
            "0 < lower <= upper is required for logarithms, found "
            f"{shortened_rational(lower)} and {shortened_rational(upper)}."
        )
    require_affordable_digits(require_integer(digits, "digits", 0))
    scale = 10**digits
    below = _floor(lower, scale) if lower != 1 else 0
    above = -_floor(1 / upper, scale) if upper != 1 else 0
    return Fraction(below, scale), Fraction(above, scale)


def require_affordable_digits(digits: int) -> None:
    """Raise BudgetError before so many digits of a logarithm are more than the budget allows."""
    work.require(digits * isqrt(digits) * 3, f"a logarithm to {shortened(digits)} digits")


def _floor(x: Fraction, scale: int) -> int:
    """Return the largest integer that is known to be <= scale * log(x)."""
    size = max(x.numerator.bit_length(), x.denominator.bit_length())
    require_affordable_digits(scale.bit_length() // 3)
    with ctx.workprec(scale.bit_length() + size.bit_length() + _GUARD_BITS + 64):
        found: Any = (arb(fmpq(x.numerator, x.denominator)).log() * scale).lower().floor().unique_fmpz()
        assert found is not None  # the lower end of a ball is one number
        return int(found)
