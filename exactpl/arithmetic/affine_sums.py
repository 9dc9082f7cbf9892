"""Sums along the orbit of a point under affine maps, over one growing denominator; a door to FLINT's integers."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm

from flint import fmpq, fmpz

from exactpl import work
from exactpl.arithmetic.rationals import in_lowest_terms

_STEPS, _BITS_A_STEP = 1_500, 40  # of `work`, for one point; a product of n by n bits takes about n / 40 * log n
_REDUCING = 4


class AffineSums:
    """Sums of c_n y_n^e over an orbit y_0, y_1, ... with y_(n+1) = slopes[i] y_n + intercepts[i], i = word[n].

    >>> tent = AffineSums([Fraction(2), Fraction(-2)], [Fraction(0), Fraction(2)])
    >>> tent.total(Fraction(1, 5), [0, 0, 1], [1, 10, 100, 1000], 1)  # 1/5, 2/5, 4/5, 2/5
    Fraction(2421, 5)
    """

    def __init__(self, slopes: Sequence[Fraction], intercepts: Sequence[Fraction]) -> None:
        self._unit = lcm(*(intercept.denominator for intercept in intercepts))
        # y = Y / (unit * Q) becomes (a Y + c Q) / (unit * Q q)
        self._maps = [
            (fmpz(s.numerator), fmpz(t.numerator * (self._unit // t.denominator) * s.denominator), s.denominator)
            for s, t in zip(slopes, intercepts, strict=True)
        ]

    def total(
        self, start: Fraction, word: Iterable[int], coefficients: Iterable[int], power: int, more: Iterable[int] = ()
    ) -> Fraction:
        """Return c_0 y_0^power + c_1 y_1^power + ..., as many as there are coefficients.

        `more` are further factors of the coefficients. Cost: for each term products of one number of the length of the
        answer with short ones, and with c_n and y_n.
        """
        unit = lcm(self._unit, start.denominator)
        scale = unit // self._unit
        y, q, total = fmpz(start.numerator * (unit // start.denominator)), fmpz(1), fmpz(0)
        following, factors = iter(word), iter(more)
        for n, coefficient in enumerate(coefficients):
            if n:
                a, c, denominator = self._maps[next(following)]
                y, q = a * y + scale * c * q, q * denominator
                total *= denominator**power
            factor = next(factors, 1)
            if coefficient and factor:
                total += fmpz(coefficient) * factor * y**power
            longest = max(total.bit_length(), y.bit_length())
            work.charge(_STEPS + longest * longest.bit_length() // _BITS_A_STEP)
        return _reduced(total, unit**power * q**power)


def _reduced(numerator: fmpz, denominator: fmpz) -> Fraction:
    bits = numerator.bit_length() + denominator.bit_length()
    work.charge(_REDUCING * bits * bits.bit_length())
    quotient = fmpq(numerator, denominator)
    return in_lowest_terms(int(quotient.p), int(quotient.q))


def product_of(x: Fraction, y: Fraction) -> Fraction:
    """Return the product of two long rationals, by the greatest common divisors of FLINT."""
    return _reduced(fmpz(x.numerator) * fmpz(y.numerator), fmpz(x.denominator) * fmpz(y.denominator))


def sum_of(terms: Iterable[Fraction]) -> Fraction:
    """Return the sum of long rationals, by the greatest common divisors of FLINT."""
    total = fmpq(0)
    for term in terms:
        work.charge(_STEPS + _REDUCING * work.size(term) * work.size(term).bit_length())
        total += fmpq(fmpz(term.numerator), fmpz(term.denominator))
    return in_lowest_terms(int(total.p), int(total.q))
