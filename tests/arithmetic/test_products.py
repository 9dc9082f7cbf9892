"""Products that are not multiplied out: their order and their values are those of the products multiplied out."""

import math
import random
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from exactpl.arithmetic.products import Product, Products

LAWS = settings(derandomize=True, deadline=None, database=None, max_examples=150)
RELATED = st.sampled_from([Fraction(t) for t in ("2", "1/2", "4", "3", "1/3", "6", "9/8", "2/3", "1", "12", "5/6")])
FACTORS = st.lists(RELATED, min_size=1, max_size=5)
CHOICES = st.lists(st.integers(0, 4), max_size=8)


def product(products: Products, factors: list[Fraction], choice: list[int]) -> tuple[Product, Fraction]:
    picked = [i % len(factors) for i in choice]
    log = sum(products.factors[i][0] for i in picked)
    code = sum(products.factors[i][1] for i in picked)
    return (log, code), math.prod((factors[i] for i in picked), start=Fraction(1))


def sign(x: Fraction) -> int:
    return (x > 0) - (x < 0)


@LAWS
@given(FACTORS, CHOICES, CHOICES)
def test_products_compare_as_their_values_do(factors: list[Fraction], one: list[int], other: list[int]) -> None:
    products = Products(factors, 8)
    (first, x), (second, y) = product(products, factors, one), product(products, factors, other)
    assert products.compare(first, second) == sign(x - y)
    assert products.compare(second, first) == sign(y - x)
    assert products.value(first) == x
    inverse = (-first[0], -first[1])
    assert products.value(inverse) == 1 / x
    assert products.compare(inverse, (0, 0)) == sign(1 - x)


@LAWS
@given(FACTORS, st.lists(CHOICES, max_size=6))
def test_products_are_put_in_order(factors: list[Fraction], choices: list[list[int]]) -> None:
    products = Products(factors, 8)
    pairs = [product(products, factors, choice) for choice in choices]
    order = products.order([pair for pair, _ in pairs])
    assert sorted(order) == list(range(len(pairs)))
    assert [pairs[i][1] for i in order] == sorted((value for _, value in pairs), reverse=True)


def test_products_closer_than_their_logarithms_show() -> None:
    # neighbours differ by 2^-300 relatively, and 96 binary places are kept
    unit = 2**300
    factors = [Fraction(unit + i, unit) for i in range(5)]
    products = Products(factors, 3)
    numbers = list(range(5))
    random.Random(1).shuffle(numbers)
    shuffled = [products.factors[i] for i in numbers]
    assert [numbers[i] for i in products.order(shuffled)] == [4, 3, 2, 1, 0]
    assert products.compare(products.factors[1], products.factors[0]) == 1
    # (1 + 1/u)(1 + 3/u) = 1 + 4/u + 3/u^2 < (1 + 2/u)^2
    (a, b), (c, d), (e, g) = (products.factors[i] for i in (1, 3, 2))
    assert products.compare((a + c, b + d), (2 * e, 2 * g)) == -1


def test_equal_products_of_different_factors() -> None:
    products = Products([Fraction(6), Fraction(2), Fraction(3), Fraction(1)], 4)
    (six, two, three, one) = products.factors
    assert products.compare(six, (two[0] + three[0], two[1] + three[1])) == 0
    assert products.compare(one, (0, 0)) == 0


def test_a_product_of_long_powers() -> None:
    products = Products([Fraction(3, 2), Fraction(2, 5)], 2000)
    (a, b), (c, d) = products.factors
    assert products.value((1000 * a + 700 * c, 1000 * b + 700 * d)) == Fraction(3**1000, 2**300 * 5**700)
    assert products.value((0, 0)) == 1
