"""The simplest rational strictly between two, against a search through all small denominators."""

import random
from fractions import Fraction

import pytest

from exactpl.arithmetic.simplest import simplest_between


def searched(lower: Fraction, upper: Fraction) -> Fraction:
    """Return the rational in (lower, upper) of smallest denominator, then smallest size."""
    denominator = 1
    while True:
        first = lower * denominator // 1 + 1
        found = []
        while Fraction(first, denominator) < upper:
            found.append(Fraction(first, denominator))
            first += 1
        if found:
            return min(found, key=abs)
        denominator += 1


def test_it_is_the_one_with_the_smallest_denominator() -> None:
    rng = random.Random(3)
    for _ in range(3000):
        a, b = (Fraction(rng.randint(-40, 40), rng.randint(1, 15)) for _ in range(2))
        if a != b:
            lower, upper = min(a, b), max(a, b)
            assert simplest_between(lower, upper) == searched(lower, upper), (lower, upper)


@pytest.mark.parametrize(
    ("lower", "upper", "expected"),
    [("0", "1", "1/2"), ("0", "1/2", "1/3"), ("-1", "0", "-1/2"), ("-1/2", "1/7", "0"), ("1", "3", "2"),
     ("5", "9", "6"), ("-9", "-5", "-6"), ("0", "1/1000", "1/1001"), ("1/3", "1/2", "2/5")],
)  # fmt: skip
def test_ends_do_not_count(lower: str, upper: str, expected: str) -> None:
    assert simplest_between(Fraction(lower), Fraction(upper)) == Fraction(expected)


def test_intervals_of_a_thousand_bits() -> None:
    lower = Fraction(2**1000 + 1, 2**1000)
    upper = lower + Fraction(1, 2**1001)
    found = simplest_between(lower, upper)
    assert lower < found < upper
    assert found.denominator < 2**1000
