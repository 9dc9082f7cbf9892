"""Integer polynomials: greatest common divisors, and how many real roots lie in an interval (Sturm's theorem).

A polynomial is a tuple of integers by ascending powers, the last not 0; the empty one is the zero polynomial.
Only its roots matter, so it may be multiplied by positive rationals at will: every remainder is divided by the
greatest common divisor of its coefficients.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import gcd

from . import steps

Polynomial = tuple[int, ...]
_LONG = 512  # bits from which on a greatest common divisor is worth counting


def longest(coefficients: Sequence[int]) -> int:
    """Return the bits of the longest coefficient."""
    return max(map(int.bit_length, coefficients), default=0)


def primitive(coefficients: Sequence[int]) -> Polynomial:
    """Return the polynomial without zeros at the end and without a common factor of the coefficients."""
    size = len(coefficients)
    while size > 0 and coefficients[size - 1] == 0:
        size -= 1
    common = 0
    steps.take(2 * size)
    for c in coefficients[:size]:
        if c.bit_length() > _LONG:
            steps.take(steps.multiplied(common.bit_length(), c.bit_length()))
        common = gcd(common, c)
        if common == 1:
            return tuple(coefficients[:size])
    return tuple(c // common for c in coefficients[:size])


def remainder(a: Polynomial, b: Polynomial) -> Polynomial:
    """Return a positive multiple of the remainder of a by b, which is not zero."""
    rest = list(a)
    lead, size = b[-1], longest(b)
    while len(rest) >= len(b):
        steps.take(2 * len(rest) * steps.product(longest(rest), size))
        common = gcd(rest[-1], lead)
        scale, times = abs(lead) // common, (rest[-1] if lead > 0 else -rest[-1]) // common
        if scale != 1:
            rest = [scale * c for c in rest]
        shift = len(rest) - len(b)
        for i, c in enumerate(b):
            rest[shift + i] -= times * c
        while rest and rest[-1] == 0:
            rest.pop()
    return primitive(rest)


def common_divisor(a: Polynomial, b: Polynomial) -> Polynomial:
    """Return a greatest common divisor over the rationals."""
    while b:
        a, b = b, remainder(a, b)
    return primitive(a)


def quotient(a: Polynomial, b: Polynomial) -> Polynomial:
    """Return a multiple of a / b, where b divides a over the rationals."""
    rest, found = list(a), [0] * (len(a) - len(b) + 1)
    lead, size = b[-1], longest(b)
    for shift in range(len(a) - len(b), -1, -1):
        steps.take(2 * len(a) * steps.product(longest(rest), size))
        scale = abs(lead) // gcd(rest[-1], lead)
        if scale != 1:
            rest = [scale * c for c in rest]
            found = [scale * c for c in found]
        times = found[shift] = rest[-1] // lead
        for i, c in enumerate(b):
            rest[shift + i] -= times * c
        rest.pop()
    if any(rest):
        raise ArithmeticError("a quotient of polynomials left a remainder")
    return primitive(found)


def derivative(a: Polynomial) -> Polynomial:
    """Return the derivative."""
    return primitive([power * c for power, c in enumerate(a)][1:])


class Roots:
    """The distinct real roots of a polynomial that is not zero, counted in intervals."""

    def __init__(self, polynomial: Sequence[int]) -> None:
        p = primitive(polynomial)
        if not p:
            raise ArithmeticError("the zero polynomial has no number of roots")
        self._chain = _chain(p)
        if len(self._chain[-1]) > 1:
            # Divided by what it has in common with its derivative, it has the same roots, all of them simple;
            # then Sturm's theorem holds with roots at the ends too.
            self._chain = _chain(quotient(p, self._chain[-1]))

    def between(self, lo: Fraction, hi: Fraction | None) -> int:
        """Return how many lie in [lo, hi], or in [lo, oo)."""
        low = [sign_at(p, lo) for p in self._chain]
        high = [sign(p[-1]) if hi is None else sign_at(p, hi) for p in self._chain]
        # The difference counts the roots in ]lo, hi].
        return changes(low) - changes(high) + (low[0] == 0)


def _chain(p: Polynomial) -> list[Polynomial]:
    """Return the Sturm chain; its last entry is what p and its derivative have in common."""
    found = [p]
    following = derivative(p)
    while following:
        found.append(following)
        following = tuple(-c for c in remainder(*found[-2:]))
    return found


def sign(x: int) -> int:
    """Return -1, 0 or 1."""
    return (x > 0) - (x < 0)


def sign_at(p: Polynomial, x: Fraction) -> int:
    """Return the sign of p(x)."""
    end = max(x.numerator.bit_length(), x.denominator.bit_length())
    steps.take(len(p) * steps.product(len(p) * end + longest(p), end))
    value, power = 0, 1
    for c in reversed(p):
        value = value * x.numerator + c * power
        power *= x.denominator
    return sign(value)


def changes(signs: Sequence[int]) -> int:
    """Return the number of sign changes, zeros left out."""
    count, last = 0, 0
    for s in signs:
        count += s * last < 0
        last = s or last
    return count
