"""Sums along orbits of affine maps, against Fractions added up."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from exactpl.arithmetic.affine_sums import AffineSums, product_of, sum_of
from exactpl.arithmetic.rationals import in_lowest_terms

LAWS = settings(derandomize=True, deadline=None, database=None, max_examples=150)
NUMBERS = st.fractions(min_value=-5, max_value=5, max_denominator=30)
MAPS = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=4)
COEFFICIENTS = st.lists(st.integers(-(10**20), 10**20), max_size=12)


@LAWS
@given(MAPS, NUMBERS, st.lists(st.integers(0, 3), min_size=12, max_size=12), COEFFICIENTS, st.sampled_from([1, 2, 3]))
def test_sums_are_those_of_fractions(
    maps: list[tuple[Fraction, Fraction]], start: Fraction, choice: list[int], coefficients: list[int], power: int
) -> None:
    word = [i % len(maps) for i in choice]
    more = [i % 3 - 1 for i in choice]
    y, plain, multiplied = start, Fraction(0), Fraction(0)
    for n, coefficient in enumerate(coefficients):
        plain += coefficient * y**power
        multiplied += coefficient * more[n] * y**power
        slope, intercept = maps[word[n]]
        y = slope * y + intercept
    sums = AffineSums([slope for slope, _ in maps], [intercept for _, intercept in maps])
    assert sums.total(start, word, coefficients, power) == plain
    assert sums.total(start, word, coefficients, power, more) == multiplied


@LAWS
@given(st.lists(NUMBERS, max_size=6))
def test_sums_and_products_of_fractions(numbers: list[Fraction]) -> None:
    total = sum_of(numbers)
    assert total == sum(numbers)
    assert (total.numerator, total.denominator) == sum(numbers, start=Fraction(0)).as_integer_ratio()
    for x in numbers:
        found = product_of(x, total)
        assert found.as_integer_ratio() == (x * total).as_integer_ratio()
        assert hash(found) == hash(x * total)


def test_lowest_terms_are_taken_as_they_are() -> None:
    found = in_lowest_terms(-7, 3)
    assert found == Fraction(-7, 3)
    assert type(found) is Fraction
    assert (found.numerator, found.denominator, hash(found)) == (-7, 3, hash(Fraction(-7, 3)))
    assert found + Fraction(1, 3) == -2
