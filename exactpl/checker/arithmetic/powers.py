"""Comparing a power with a number, without writing down more digits of the power than it takes."""

from __future__ import annotations

from fractions import Fraction

from . import steps

# Integers low, high, e: a number between low 2^e and high 2^e, 0 < low <= high.
Enclosure = tuple[int, int, int]


def power_compared(x: Fraction, n: int, y: Fraction) -> int:
    """Return the sign of x^n - y, for x > 0, y >= 0 and n >= 1."""
    if y == 0:
        return 1
    bits = 64
    while True:
        left = _times(_power(x.numerator, n, bits), _exactly(y.denominator), bits)
        right = _times(_power(x.denominator, n, bits), _exactly(y.numerator), bits)
        if _below(left, right):
            return -1
        if _below(right, left):
            return 1
        if left[0] == left[1] and right[0] == right[1]:  # both exact, and neither is below the other
            return 0
        bits *= 4


def growth_excludes(x: Fraction, power: int, n: int | None) -> bool:
    """Tell whether mu^n - 2 mu^(n - 2) - 1 < 0 for mu = x^power, x >= 1 and n >= 3; or for every such n, if n is None.

    With mu^2 <= 2 it holds for all n, with mu^2 >= 3 for none.  Between, mu would be an integer where it is 0
    (theorem 3.3').
    """
    if power_compared(x, 2 * power, Fraction(2)) <= 0:
        return True
    if n is None or power_compared(x, 2 * power, Fraction(3)) >= 0:
        return False
    bits = 64
    while True:
        p, q = _power(x.numerator, power, bits), _power(x.denominator, power, bits)
        gap = _minus(_times(p, p, bits), _times(_exactly(2), _times(q, q, bits), bits), bits)
        if gap is not None:  # of which only p^2 > 2 q^2 is known else
            left, right = _times(_power_of(p, n - 2, bits), gap, bits), _power_of(q, n, bits)
            if _below(left, right):
                return True
            if _below(right, left):
                return False
        bits *= 4


def _minus(a: Enclosure, b: Enclosure, bits: int) -> Enclosure | None:
    """Subtract; None where the difference is not seen to be positive."""
    e = min(a[2], b[2])
    if max(a[2], b[2]) - e > 4 * bits:
        return None
    low = (a[0] << a[2] - e) - (b[1] << b[2] - e)
    high = (a[1] << a[2] - e) - (b[0] << b[2] - e)
    return (low, high, e) if low > 0 else None


def _exactly(n: int) -> Enclosure:
    return n, n, 0


def _times(a: Enclosure, b: Enclosure, bits: int) -> Enclosure:
    """Multiply, and keep so many bits; a product that needs no more is exact if its factors are."""
    steps.take(2 * steps.product(a[1].bit_length(), b[1].bit_length()) + 20)
    low, high, e = a[0] * b[0], a[1] * b[1], a[2] + b[2]
    shift = max(0, low.bit_length() - bits)
    return low >> shift, -(-high >> shift), e + shift


def _power(x: int, n: int, bits: int) -> Enclosure:
    return _power_of(_exactly(x), n, bits)


def _power_of(x: Enclosure, n: int, bits: int) -> Enclosure:
    result = base = _times(x, _exactly(1), bits)
    for digit in bin(n)[3:]:
        result = _times(result, result, bits)
        if digit == "1":
            result = _times(result, base, bits)
    return result


def _below(a: Enclosure, b: Enclosure) -> bool:
    """Tell whether all numbers of one enclosure are below all of the other."""
    high, low = a[1], b[0]
    gap = high.bit_length() + a[2] - low.bit_length() - b[2]
    if gap != 0:
        return gap < 0
    shift = a[2] - b[2]
    return high << max(0, shift) < low << max(0, -shift)
