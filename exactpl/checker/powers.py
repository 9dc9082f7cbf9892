"""Comparing a power with a number, without writing down more digits of the power than it takes."""

from __future__ import annotations

from fractions import Fraction

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


def _exactly(n: int) -> Enclosure:
    return n, n, 0


def _times(a: Enclosure, b: Enclosure, bits: int) -> Enclosure:
    """Multiply, and keep so many bits; a product that needs no more is exact if its factors are."""
    low, high, e = a[0] * b[0], a[1] * b[1], a[2] + b[2]
    shift = max(0, low.bit_length() - bits)
    return low >> shift, -(-high >> shift), e + shift


def _power(x: int, n: int, bits: int) -> Enclosure:
    result = base = _times(_exactly(x), _exactly(1), bits)
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
