"""Long products of a few positive rationals: ordered by their logarithms, written out only once.

A product is kept as a pair of integers: a logarithm to some binary places, whose error is bounded, and a code, which
holds the exponents of the factors. Where the logarithms leave two products open, the codes decide: equal exponents make
equal products, and others are compared exactly.
"""

import math
from collections.abc import Sequence
from fractions import Fraction
from functools import cmp_to_key
from typing import TypeAlias

from exactpl import work
from exactpl.arithmetic.balls import enclosed
from exactpl.arithmetic.multiplicative import coprime_base, exponents
from exactpl.arithmetic.rationals import in_lowest_terms

Product: TypeAlias = tuple[int, int]
"""(log2 of the product in units of 2^-places, rounded; code). Those of two products are added where these multiply."""

_PLACES = 96  # binary places of a logarithm, beyond those that its error takes
_STEPS, _BITS_A_STEP = 20_000, 5  # of `work`, for a logarithm and for the bits of a product


class Products:
    """Products of up to `most` of some positive rationals, with repetition.

    `factors[i]` is the pair of integers of factor number i; the product of nothing is (0, 0).

    >>> products = Products([Fraction(3, 2), Fraction(4), Fraction(2)], 10)
    >>> (three_halves, four, two), add = products.factors, lambda *pairs: tuple(map(sum, zip(*pairs)))
    >>> products.compare(add(two, two), four), products.compare(four, add(three_halves, three_halves, three_halves))
    (0, 1)
    >>> products.value(add(four, three_halves))
    Fraction(6, 1)
    """

    def __init__(self, factors: Sequence[Fraction], most: int) -> None:
        self._distinct = sorted(set(factors))
        number = {factor: i for i, factor in enumerate(self._distinct)}
        # exponents, and differences of two, lie between -2^(width - 1) and 2^(width - 1)
        self._width = most.bit_length() + 2
        places = _PLACES + most.bit_length()
        logs = [_scaled_log(factor, places)[0] for factor in self._distinct]
        self.factors: list[Product] = [(logs[number[f]], 1 << self._width * number[f]) for f in factors]
        # each logarithm is rounded down by less than 2; so logarithms that differ by this much differ truly
        self.margin = 2 * 2 * most
        self._signs: dict[int, int] = {}  # of products minus 1, by their codes

    def compare(self, first: Product, second: Product) -> int:
        """Return the sign of the first product minus the second one."""
        difference, code = first[0] - second[0], first[1] - second[1]
        if not code:
            return 0
        if abs(difference) < self.margin:
            if code not in self._signs:
                self._signs[code] = self._sign(self._exponents(code))
            return self._signs[code]
        return 1 if difference > 0 else -1

    def order(self, products: list[Product]) -> list[int]:
        """Return the numbers of the products in order, the largest first; equal ones in the order given."""
        numbers = sorted(range(len(products)), key=lambda i: -products[i][0])

        def turned(i: int, j: int) -> int:
            return self.compare(products[j], products[i])

        for i in range(1, len(numbers)):
            first, second = products[numbers[i - 1]], products[numbers[i]]
            if first[0] - second[0] < self.margin and first[1] != second[1] and self.compare(first, second) < 0:
                return sorted(numbers, key=cmp_to_key(turned))
        return numbers

    def value(self, product: Product) -> Fraction:
        """Return a product as a number. Cost: a power for each number of a coprime base of its factors."""
        base, powers = self._over_coprime(self._exponents(product[1]))
        work.charge(_BITS_A_STEP * sum(abs(e) * b.bit_length() for b, e in zip(base, powers, strict=True)))
        sides = [[b ** max(sign * e, 0) for b, e in zip(base, powers, strict=True)] for sign in (1, -1)]
        return in_lowest_terms(*map(math.prod, sides))

    def _exponents(self, code: int) -> dict[int, int]:
        """Return the exponents that a code holds, without zeros: digits to the base 2^width, perhaps negative."""
        found, width = {}, self._width
        half, mask = 1 << width - 1, (1 << width) - 1
        for i in range(len(self._distinct)):
            digit = (code + half & mask) - half
            code = code - digit >> width
            if digit:
                found[i] = digit
        return found

    def _over_coprime(self, powers: dict[int, int]) -> tuple[list[int], list[int]]:
        """Return a coprime base of some factors, and the exponents of a product of these over it."""
        base = coprime_base(n for i in powers for n in self._distinct[i].as_integer_ratio())
        totals = [0] * len(base)
        for i, power in powers.items():
            vector = exponents(self._distinct[i], base)
            totals = [total + power * e for total, e in zip(totals, vector, strict=True)]
        return base, totals

    def _sign(self, powers: dict[int, int]) -> int:
        """Return the sign of a product minus 1: coprime integers > 1 make 1 only where all exponents are 0."""
        if not any(self._over_coprime(powers)[1]):
            return 0
        places = 2 * _PLACES
        while True:
            logs = [(power, *_scaled_log(self._distinct[i], places)) for i, power in powers.items()]
            if sum(power * (low if power > 0 else high) for power, low, high in logs) > 0:
                return 1
            if sum(power * (high if power > 0 else low) for power, low, high in logs) < 0:
                return -1
            places *= 2


def _scaled_log(x: Fraction, places: int) -> tuple[int, int]:
    """Return integers low <= log(x) 2^places <= high, at most 2 apart."""
    if x == 1:
        return 0, 0
    work.charge(_STEPS + places)
    magnitude = work.size(x).bit_length()
    lower, upper = enclosed("log", x, places + magnitude + 4)
    return math.floor(lower * (1 << places)), math.ceil(upper * (1 << places))
