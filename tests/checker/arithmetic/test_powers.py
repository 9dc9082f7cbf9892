"""Powers compared by enclosures, against the powers written out."""

from __future__ import annotations

import random
from fractions import Fraction

from exactpl_checker.arithmetic import powers


def excludes_by_powers(x: Fraction, power: int, n: int | None) -> bool:
    """The definition, with the powers written out; for all n it is mu^2 <= 2 (T3.3)."""
    mu = x**power
    return mu**2 <= 2 if n is None else mu**n - 2 * mu ** (n - 2) - 1 < 0


def test_what_a_growth_excludes_is_what_its_powers_say() -> None:
    """At random, and beside the thresholds: the roots of t^n - 2 t^(n-2) - 1, sqrt 2 and sqrt 3, and their roots."""
    rng = random.Random("growth")
    asked = {True: 0, False: 0}
    for n in (None, 3, 5, 7, 9, 33, 99):
        for power in (1, 2, 4, 8):
            low, high = Fraction(1), Fraction(2)
            for bits in range(40):  # halving around the threshold, where the answer changes
                middle = (low + high) / 2
                low, high = (middle, high) if excludes_by_powers(middle, power, n) else (low, middle)
                for x in (low, high, middle, Fraction(rng.randint(2**bits, 2 ** (bits + 1)), 2**bits)):
                    found = powers.growth_excludes(x, power, n)
                    assert found == excludes_by_powers(x, power, n), (x, power, n)
                    asked[found] += 1
    assert min(asked.values()) > 1000
