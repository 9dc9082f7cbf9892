"""The oracle of maps over Q(sqrt 2), by hand and against decimals."""

import random
from decimal import Decimal, localcontext
from fractions import Fraction

from tests.oracles.surds import (
    ROOT_2,
    Surd,
    fixed_points,
    lap_count,
    least_period,
    make,
    piece_count,
    powers,
    surd,
)

Q = Fraction
HALF = surd("1/2")


def test_signs_are_those_of_decimals() -> None:
    rng = random.Random("surds")
    with localcontext() as context:
        context.prec = 60
        root = Decimal(2).sqrt()
        for _ in range(500):
            p, q = (Q(rng.randint(-99, 99), rng.randint(1, 70)) for _ in range(2))
            value = Decimal(p.numerator) / p.denominator + root * q.numerator / q.denominator
            assert Surd(p, q).sign() == (value > 0) - (value < 0)
    assert Surd(Q(-3), Q(2)).sign() == -1 < 0 < Surd(Q(-7), Q(5)).sign()
    assert Surd(Q(0)).sign() == 0


def test_arithmetic() -> None:
    x = Surd(Q(1), Q(1))
    assert x * (ROOT_2 - surd(1)) == surd(1)
    assert surd(1) / x == ROOT_2 - surd(1)
    assert surd(2) == ROOT_2 * ROOT_2


def test_the_rational_tent() -> None:
    tent = make([(0, 0), ("1/2", 1), (1, 0)])
    for k, power in enumerate(powers(tent, 5), 1):
        assert (piece_count(power), lap_count(power), len(fixed_points(power))) == (2**k, 2**k, 2**k)


def test_the_tent_of_slope_root_2_by_hand() -> None:
    """Its fixed points are 0 and 2 - sqrt 2; f^2 has four; the turning value comes to 2 - sqrt 2 in two more steps."""
    tent = make([(0, 0), (HALF, ROOT_2 * HALF), (1, 0)])
    first, second = powers(tent, 2)
    inner = surd(2) - ROOT_2
    assert fixed_points(first) == [surd(0), inner]
    assert len(fixed_points(second)) == 4
    assert (piece_count(first), piece_count(second)) == (2, 4)
    pair = [x for x in fixed_points(second) if x not in (surd(0), inner)]
    assert [least_period(tent, x, 4) for x in pair] == [2, 2]
