"""Logarithms against mpmath: enclosed, and as narrow as the last digit allows."""

import random
from fractions import Fraction

import mpmath
import pytest

from exactpl.arithmetic.logarithms import log_bounds
from exactpl.errors import InputError


def log(x: Fraction, digits: int) -> Fraction:
    """Return the logarithm to some more digits than asked for."""
    with mpmath.workdps(digits + 40):
        value = mpmath.log(x.numerator) - mpmath.log(x.denominator)
        return Fraction(int(mpmath.nint(value * mpmath.mpf(10) ** (digits + 20))), 10 ** (digits + 20))


def test_against_mpmath() -> None:
    rng = random.Random("logarithms")
    for _ in range(400):
        digits = rng.choice((0, 1, 3, 6, 12, 40, 100))
        size = rng.choice((10, 10**3, 10**20, 10**60))
        lower = Fraction(rng.randint(1, size), rng.randint(1, size))
        upper = rng.choice((lower, lower * 2, lower + Fraction(1, size), lower * Fraction(1001, 1000)))
        low, high = log_bounds(lower, upper, digits=digits)
        error, unit = Fraction(1, 10 ** (digits + 18)), Fraction(1, 10**digits)
        assert (low / unit).denominator == 1
        assert (high / unit).denominator == 1
        assert low <= log(lower, digits) + error
        assert high >= log(upper, digits) - error
        assert log(lower, digits) - low <= unit + error, (lower, digits)
        assert high - log(upper, digits) <= unit + error, (upper, digits)


def test_one_has_the_logarithm_zero() -> None:
    for digits in (0, 6, 50):
        assert log_bounds(Fraction(1), Fraction(1), digits=digits) == (0, 0)
        low, high = log_bounds(Fraction(1), Fraction(3, 2), digits=digits)
        assert low == 0
        assert high > 0


def test_next_to_one() -> None:
    for bits in (10, 100, 1000, 5000):
        gap = Fraction(1, 1 << bits)
        low, high = log_bounds(1 - gap, 1 + gap, digits=12)
        assert low < 0 < high
        assert high - low <= 2 * gap * 2 + Fraction(2, 10**12)
    low, high = log_bounds(1 + Fraction(1, 1 << 100), 1 + Fraction(1, 1 << 100), digits=12)
    assert (low, high) == (0, Fraction(1, 10**12))


def test_large_numbers() -> None:
    low, high = log_bounds(Fraction(10**5000), Fraction(10**5000), digits=10)
    assert low < high <= low + Fraction(1, 10**10)
    assert low <= log(Fraction(10**5000), 10) <= high
    low, high = log_bounds(Fraction(1, 10**5000), Fraction(1, 10**5000), digits=10)
    assert low < high < 0


def test_wrong_input() -> None:
    for lower, upper in [(0, 1), (-1, 1), (2, 1), (0, 0)]:
        with pytest.raises(InputError, match="0 < lower <= upper"):
            log_bounds(Fraction(lower), Fraction(upper))
