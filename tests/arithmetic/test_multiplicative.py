"""Coprime bases and exponent vectors: products are compared without multiplying them out."""

import math
from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from exactpl.arithmetic.multiplicative import coprime_base, exponents

LAWS = settings(derandomize=True, deadline=None, database=None, max_examples=200)
SMOOTH = st.lists(st.sampled_from([2, 3, 4, 5, 6, 7, 12, 30]), max_size=6).map(math.prod)
SLOPES = st.lists(
    st.builds(lambda n, d, s: s * Fraction(n, d), SMOOTH, SMOOTH, st.sampled_from([1, -1])), min_size=1, max_size=6
)


@LAWS
@given(st.lists(st.one_of(SMOOTH, st.integers(-(10**6), 10**6)), max_size=8))
def test_a_base_is_coprime_increasing_and_makes_each_integer(integers: list[int]) -> None:
    base = coprime_base(integers)
    assert base == sorted(set(base))
    assert all(b > 1 for b in base)
    assert all(math.gcd(a, b) == 1 for a, b in combinations(base, 2))
    for n in integers:
        if n:
            powers = exponents(Fraction(n), base)
            assert all(e >= 0 for e in powers)
            assert math.prod(b**e for b, e in zip(base, powers, strict=True)) == abs(n)


@LAWS
@given(SLOPES)
def test_exponents_give_the_absolute_value_back(values: list[Fraction]) -> None:
    base = coprime_base([part for value in values for part in value.as_integer_ratio()])
    for value in values:
        powers = exponents(value, base)
        assert math.prod((Fraction(b) ** e for b, e in zip(base, powers, strict=True)), start=Fraction(1)) == abs(value)


@LAWS
@given(SLOPES, st.data())
def test_products_are_equal_exactly_when_their_exponents_are(values: list[Fraction], data: st.DataObject) -> None:
    base = coprime_base([part for value in values for part in value.as_integer_ratio()])
    first, second = (data.draw(st.lists(st.sampled_from(values), max_size=5)) for _ in range(2))

    def total(factors: list[Fraction]) -> list[int]:
        return [sum(column) for column in zip(*(exponents(v, base) for v in [Fraction(1), *factors]), strict=True)]

    same = abs(math.prod(first, start=Fraction(1))) == abs(math.prod(second, start=Fraction(1)))
    assert (total(first) == total(second)) == same


def test_small_bases() -> None:
    assert coprime_base([]) == []
    assert coprime_base([0, 1, -1]) == []
    assert coprime_base([12, 18]) == [2, 3]
    assert coprime_base([6, -6]) == [6]
    assert coprime_base([4, 8]) == [2]
    assert exponents(Fraction(-4, 3), [2, 3]) == (2, -1)
    assert exponents(Fraction(1), [2, 3]) == (0, 0)
