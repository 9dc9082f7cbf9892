"""One real root alpha of an integer polynomial, and the signs of expressions in it, decided exactly.

An expression r_0 + r_1 alpha + ... + r_m alpha^m is the tuple of its rational coefficients.  Expressions are
subtracted and multiplied as polynomials and never divided: all that is asked of them in the end is a sign.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from ..errors import Reject, Rule
from . import rationals, steps
from .polynomials import written
from .sturm import Polynomial, Roots, common_divisor, derivative, longest, primitive, remainder, sign, sign_at

Expression = tuple[Fraction, ...]
LONGEST_SHOWN = 300
_FINE = 64  # with an interval of length 2^-64 it is time to look whether the expression is 0


def difference(a: Expression, b: Expression) -> Expression:
    """Return a - b."""
    size = max(len(a), len(b))
    steps.take(size * steps.multiplied(rationals.bits(*a), rationals.bits(*b)))
    left, right = (list(e) + [Fraction(0)] * (size - len(e)) for e in (a, b))
    return tuple(x - y for x, y in zip(left, right, strict=True))


def product(a: Expression, b: Expression) -> Expression:
    """Return a * b, as polynomials."""
    steps.take(4 * len(a) * len(b) * steps.multiplied(rationals.bits(*a), rationals.bits(*b)))
    found = [Fraction(0)] * (len(a) + len(b) - 1)
    for i, x in enumerate(a):
        if x:
            for j, y in enumerate(b):
                found[i + j] += x * y
    return tuple(found)


def reduced(a: Expression, polynomial: Sequence[int]) -> Expression:
    """Return the remainder of an expression by the polynomial: the same number, of smaller degree."""
    rest, degree, inverse = list(a), len(polynomial) - 1, Fraction(1, polynomial[-1])
    size = rationals.bits(*map(Fraction, polynomial))
    while len(rest) > degree:
        steps.take(4 * degree * steps.multiplied(rationals.bits(*rest), size))
        top = rest.pop() * inverse
        if top:
            for i in range(degree):
                rest[len(rest) - degree + i] -= top * polynomial[i]
    return tuple(rest)


def write(a: Expression, writer: rationals.Writer = rationals.write_rational) -> str:
    """Return an expression as text: 1/2 - a + 3*a^2; zeros and factors 1 are left out."""
    terms: list[str] = []
    for power, coefficient in enumerate(a):
        if coefficient == 0:
            continue
        size, name = abs(coefficient), "a" if power == 1 else f"a^{power}"
        term = writer(size) if power == 0 else name if size == 1 else f"{writer(size)}*{name}"
        if not terms:
            terms.append(term if coefficient > 0 else "-" + term)
        else:
            terms.append((" + " if coefficient > 0 else " - ") + term)
    return "".join(terms) or "0"


def show(a: Expression) -> str:
    """Return an expression for a message."""
    return shorten(write(a, rationals.show))


def shorten(text: str) -> str:
    """Return a text that is not too long for a message."""
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 3] + "..."


def cleared(a: Expression) -> Polynomial:
    """Return an expression times a positive rational, as a polynomial."""
    size = rationals.bits(*a)
    steps.take(len(a) * steps.multiplied(len(a) * size, size))
    common = lcm(*(r.denominator for r in a))
    return primitive([r.numerator * (common // r.denominator) for r in a])


def value(a: Polynomial, p: int, q: int) -> int:
    """Return the value at p/q times q to the degree of a, for q > 0."""
    below = max(p.bit_length(), q.bit_length())
    steps.take(len(a) * steps.product(len(a) * below + longest(a), below))
    found, scale = 0, 1
    for coefficient in reversed(a):
        found = found * p + coefficient * scale
        scale *= q
    return found


class Root:
    """The root alpha of a polynomial in [lo, hi]: the one root there, and a simple one.

    An interval that contains alpha is kept and made smaller as far as the questions asked need it; when the
    interval has become one point this is alpha.  Its ends are left and right over below.
    """

    def __init__(self, polynomial: Sequence[int], lo: Fraction, hi: Fraction) -> None:
        """Verify what section 4 asks; raises `Reject` (rule `map-file`)."""
        shown = shorten(written(polynomial))
        p = self.polynomial = primitive(polynomial)
        self.lo, self.hi = lo, hi
        for end in (lo, hi):
            if sign_at(p, end) == 0:
                raise _bad(f"no root of {shown} at the ends of the interval", f"the root {rationals.show(end)}")
        if len(common_divisor(p, derivative(p))) > 1:
            raise _bad("a polynomial without multiple roots", shown)
        count = Roots(p).between(lo, hi)
        if count != 1:
            raise _bad(f"one root of {shown} in the interval", f"{count} roots")
        self._below = lcm(lo.denominator, hi.denominator)
        self._left = lo.numerator * (self._below // lo.denominator)
        self._right = hi.numerator * (self._below // hi.denominator)
        self._step = 1
        self._before = sign_at(p, lo)

    def sign(self, expression: Expression) -> int:
        """Return the sign of an expression: -1, 0 or 1."""
        e = remainder(cleared(expression), self.polynomial)
        if not e:
            return 0
        looked_for_zero = False
        while True:
            found = self._enclosed_sign(e)
            if found is not None:
                return found
            if not looked_for_zero and (self._right - self._left) << _FINE < self._below:
                # The common divisor g divides the polynomial, so alpha is the one root that it can have in [lo, hi],
                # a simple one, and the ends are none: alpha is a root of e too if and only if g changes its sign.
                g = common_divisor(self.polynomial, e)
                if sign_at(g, self.lo) != sign_at(g, self.hi):
                    return 0
                looked_for_zero = True
            self._refine()

    def _enclosed_sign(self, e: Polynomial) -> int | None:
        """Return the sign if the interval is small enough to see it, by Horner's rule on intervals."""
        below = max(map(int.bit_length, (self._left, self._right, self._below)))
        steps.take(len(e) * (40 + 4 * steps.product(len(e) * below + longest(e), below)))
        low, high, scale = 0, 0, 1
        for coefficient in reversed(e):
            products = [end * t for end in (low, high) for t in (self._left, self._right)]
            low, high = (extreme(products) + coefficient * scale for extreme in (min, max))
            scale *= self._below
        if low > 0 or high < 0 or low == high:
            return sign(low)
        return None

    def _refine(self) -> None:
        """Cut the interval into 2^step equal parts and try the one where a straight line would have its zero.

        If alpha is there, it is the new interval, and the next step is twice as long; so the number of correct
        bits doubles soon.  Otherwise alpha is in what lies on one side of it.
        """
        left, right, below, step = self._left, self._right, self._below, self._step
        width = right - left
        if width == 0:
            return
        before, after = (abs(value(self.polynomial, end, below)) for end in (left, right))
        steps.take(steps.product(before.bit_length() + step, before.bit_length() + after.bit_length()))
        part = (before << step) // (before + after)
        left, right, below = left << step, right << step, below << step
        start = left + part * width
        end = start + width
        at_start, at_end = (sign(value(self.polynomial, x, below)) for x in (start, end))
        found = True
        if at_start == 0:
            left = right = start
        elif at_end == 0:
            left = right = end
        elif at_start != self._before:
            right, found = start, False
        elif at_end == self._before:
            left, found = end, False
        else:
            left, right = start, end
        self._left, self._right, self._below = left, right, below
        self._step = step * 2 if found else max(1, step // 2)


def _bad(expected: str, found: str) -> Reject:
    return Reject(Rule.MAP_FILE, expected, found)
