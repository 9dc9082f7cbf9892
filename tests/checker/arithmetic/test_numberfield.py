"""Signs of expressions in a root of a polynomial, against fractions that are close enough."""

from __future__ import annotations

import random
from fractions import Fraction
from math import isqrt

import pytest
from exactpl_checker.arithmetic.numberfield import Expression, Root, difference, product, write
from exactpl_checker.errors import Reject


def numbers(*values: int | str) -> Expression:
    return tuple(Fraction(value) for value in values)


def enclosed_root(d: int, bits: int) -> tuple[Fraction, Fraction]:
    """The d-th root of 2 between two fractions, by bisection of integers."""
    low, high = 0, 2 << bits
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if middle**d <= 2 << (bits * d) else (low, middle)
    return Fraction(low, 2**bits), Fraction(high, 2**bits)


def enclosed_value(e: Expression, low: Fraction, high: Fraction) -> tuple[Fraction, Fraction]:
    """Between which numbers e lies, for 0 < low < alpha < high."""
    bounds = [(r * low**i, r * high**i) for i, r in enumerate(e)]
    return sum((min(b) for b in bounds), Fraction(0)), sum((max(b) for b in bounds), Fraction(0))


@pytest.mark.parametrize("d", [2, 3, 5, 8])
def test_signs_against_close_fractions(d: int) -> None:
    source = random.Random(d)
    low, high = enclosed_root(d, 400)
    root = Root([-2] + [0] * (d - 1) + [1], Fraction(1), Fraction(2))
    for _ in range(200):
        e = tuple(Fraction(source.randrange(-99, 100), source.randrange(1, 50)) for _ in range(2 * d - 1))
        if source.random() < 0.5:
            # Small, but not 0: less its value to 60 bits.
            middle = sum(enclosed_value(e, low, high)) * 2**59
            e = difference(e, (Fraction(round(middle), 2**60),))
        below, above = enclosed_value(e, low, high)
        assert below > 0 or above < 0
        assert root.sign(e) == (1 if below > 0 else -1)


def test_zero() -> None:
    golden = Root([-1, -1, 1], Fraction(1), Fraction(2))
    assert golden.sign(numbers(0)) == 0
    assert golden.sign(numbers(0, 0, 0)) == 0
    assert golden.sign(numbers(-1, -1, 1)) == 0
    assert golden.sign(numbers("-1/3", "-1/3", "1/3")) == 0
    assert golden.sign(product(numbers(-1, 1), numbers(0, 1))) == 1
    assert golden.sign(difference(product(numbers(-1, 1), numbers(0, 1)), numbers(1))) == 0
    # F_n a + F_(n-1) = a^n.
    assert golden.sign(difference(numbers(*[0] * 30, 1), numbers(514229, 832040))) == 0
    assert golden.sign(difference(numbers(*[0] * 30, 1), numbers(514228, 832040))) == 1


@pytest.mark.parametrize(
    ("polynomial", "lo", "hi", "zero", "other"),
    [
        # (t^2 - 2) (t - 5), the root sqrt 2; zero there is t^2 - 2, zero elsewhere is t - 5.
        ([10, -2, -5, 1], "1", "2", [-2, 0, 1], [-5, 1]),
        ([10, -2, -5, 1], "4", "6", [-5, 1], [-2, 0, 1]),
        ([10, -2, -5, 1], "-2", "0", [-2, 0, 1], [-5, 1]),
        # (3 t - 1) (t^2 + 1): a rational root that bisection does not meet.
        ([-1, 3, -1, 3], "0", "1", [-1, 3], [1, 0, 1]),
        # (2 t - 1) (t^2 - 3): one that it meets at once, and one that it does not.
        ([3, -6, -1, 2], "0", "1", [-1, 2], [-3, 0, 1]),
        ([3, -6, -1, 2], "1", "2", [-3, 0, 1], [-1, 2]),
    ],
)
def test_reducible(polynomial: list[int], lo: str, hi: str, zero: list[int], other: list[int]) -> None:
    for factor in (1, -1, 6):
        root = Root([factor * c for c in polynomial], Fraction(lo), Fraction(hi))
        e = numbers(*zero)
        assert root.sign(e) == 0
        assert root.sign(product(e, numbers(7, "1/2", 3))) == 0
        assert root.sign(numbers(*other)) != 0
        tiny = Fraction(1, 10**30)
        for move in (tiny, -tiny):
            assert root.sign(difference(e, (move,))) == (-1 if move > 0 else 1)


def test_roots_are_found_to_many_bits() -> None:
    # 10^300 sqrt 2 rounded down and up: signs of differences of about 10^-300.
    root = Root([-2, 0, 1], Fraction(0), Fraction(10**50))
    size = 10**300
    below = Fraction(isqrt(2 * size * size), size)
    assert root.sign(difference(numbers(0, 1), (below,))) == 1
    assert root.sign(difference(numbers(0, 1), (below + Fraction(1, size),))) == -1
    # (t - 1)^2 = 2 * 10^-40: two roots very close to each other, told apart by the interval.
    close = [10**40 - 2, -2 * 10**40, 10**40]
    for lo, hi, s in ((Fraction(1), Fraction(2), 1), (Fraction(0), Fraction(1), -1)):
        assert Root(close, lo, hi).sign(numbers(-1, 1)) == s
    with pytest.raises(Reject, match="one root"):
        Root(close, Fraction(0), Fraction(2))


@pytest.mark.parametrize(
    ("polynomial", "lo", "hi", "message"),
    [
        ([-2, 0, 1], -2, 2, "one root"),
        ([-2, 0, 1], 2, 3, "one root"),
        ([2, 0, 1], -2, 2, "one root"),
        ([0, -2, 0, 1], -2, 3, "one root"),
        ([4, 0, -4, 0, 1], 1, 2, "multiple"),
        ([-5, 11, -7, 1], 4, 6, "multiple"),
        ([-2, 1, -4, 2, -2, 1], 1, 3, "multiple"),
        ([-2, 1, 1], 0, 1, "at the ends"),
        ([-2, 1, 1], 1, 2, "at the ends"),
        ([-2, 1, 1], -2, 1, "at the ends"),
        ([-2, 1, 1], -2, 0, "at the ends"),
    ],
)
def test_refused(polynomial: list[int], lo: int, hi: int, message: str) -> None:
    for factor in (1, -3):
        with pytest.raises(Reject, match=message):
            Root([factor * c for c in polynomial], Fraction(lo), Fraction(hi))


def test_written() -> None:
    assert write(numbers(0)) == "0"
    assert write(numbers("-1/2", 0, 0)) == "-1/2"
    assert write(numbers(0, 1, -1, "2/3")) == "a - a^2 + 2/3*a^3"
    assert write(numbers(3, -1)) == "3 - a"
