"""Integers known by their residues: moduli without common divisors, and the integer that they determine."""

from collections.abc import Iterator, Sequence
from itertools import count
from math import gcd

from exactpl import work

_JOIN_STEPS = 200  # of `work`, for one residue


def coprime_moduli(bits: int, below: int) -> Iterator[int]:
    """Yield odd numbers below a bound, no two with a common divisor, until their product has more than `bits` bits.

    >>> list(coprime_moduli(10, 16))
    [15, 13, 11]
    """
    product = 1
    for modulus in count(below - 1 - below % 2, -2):
        if product.bit_length() > bits:
            return
        if gcd(modulus, product) == 1:
            product *= modulus
            yield modulus


def joined(residues: Sequence[int], moduli: Sequence[int]) -> int:
    """Return the integer of least absolute value with these residues. Cost: one product a modulus (Garner).

    >>> joined([13, 11, 9], [15, 13, 11])
    -2
    """
    value, product = 0, 1
    for residue, modulus in zip(residues, moduli, strict=True):
        work.charge(_JOIN_STEPS + product.bit_length() // 4)
        value += (residue - value) * pow(product, -1, modulus) % modulus * product
        product *= modulus
    return value - product if 2 * value > product else value
