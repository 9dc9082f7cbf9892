"""Products of rational numbers compared without multiplying them out.

A coprime base of some integers is a set of pairwise coprime integers > 1; each of the given integers is a product of
them. Exponent vectors over it tell equal products from different ones: no factoring into primes is needed.
"""

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction

from exactpl import progress, work

_STEPS = 150  # of `work`, for a division or a greatest common divisor of short numbers


def coprime_base(integers: Iterable[int]) -> list[int]:
    """Return pairwise coprime integers > 1, increasing; each abs(integer) != 0 is a product of them.

    >>> coprime_base([12, 18])
    [2, 3]
    """
    base: list[int] = []
    pending = [abs(n) for n in integers]
    while pending:
        n = pending.pop()
        if n < 2:
            continue
        work.charge(_STEPS * len(base) + n.bit_length() * sum(map(int.bit_length, base)) // 600)
        progress.report("factors of slopes", len(base), len(base) + len(pending))
        for i, b in enumerate(base):
            common = math.gcd(n, b)
            if common > 1:
                del base[i]
                pending += [common, n // common, b // common]
                break
        else:
            base.append(n)
    return sorted(base)


def exponents(value: Fraction, base: Sequence[int]) -> tuple[int, ...]:
    """Return the exponents of abs(value) != 0 over a coprime base that covers its numerator and denominator.

    >>> exponents(Fraction(4, 3), [2, 3])
    (2, -1)
    """
    found = []
    bits = value.numerator.bit_length() + value.denominator.bit_length()
    work.charge(2 * _STEPS * len(base) + bits * sum(map(int.bit_length, base)) // 2_000)
    for b in base:
        exponent, numerator, denominator = 0, abs(value.numerator), value.denominator
        while numerator % b == 0:
            numerator //= b
            exponent += 1
        while denominator % b == 0:
            denominator //= b
            exponent -= 1
        found.append(exponent)
    return tuple(found)
