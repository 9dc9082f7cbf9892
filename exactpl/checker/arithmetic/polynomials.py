"""Polynomials in t as lists of integers by ascending powers, and the power series of a quotient."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

from . import rationals


def written(coefficients: Sequence[int]) -> str:
    """Return a polynomial as text: 1 + 2*t - 3*t^2; zeros and factors 1 are left out."""
    terms: list[str] = []
    for power, coefficient in enumerate(coefficients):
        if coefficient == 0:
            continue
        size, name = abs(coefficient), "t" if power == 1 else f"t^{power}"
        number = rationals.write_integer(size)
        term = number if power == 0 else name if size == 1 else f"{number}*{name}"
        if not terms:
            terms.append(term if coefficient > 0 else "-" + term)
        else:
            terms.append((" + " if coefficient > 0 else " - ") + term)
    return "".join(terms) or "0"


def series(numerator: Sequence[int], denominator: Sequence[int]) -> Iterator[int]:
    """Yield the coefficients of numerator / denominator for ever; the denominator begins with 1."""
    factors = denominator[1:]
    before: deque[int] = deque(maxlen=len(factors))  # the last coefficients, the newest first
    power = 0
    while True:
        own = numerator[power] if power < len(numerator) else 0
        coefficient = own - sum(factor * value for factor, value in zip(factors, before, strict=False))
        yield coefficient
        before.appendleft(coefficient)
        power += 1
