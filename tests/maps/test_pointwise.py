"""Sums, multiples, maximum, minimum, absolute value, clip, restriction: against the oracle, and the wrong types."""

import random
from fractions import Fraction

import pytest
import sympy

import exactpl as xp
from exactpl import PL, Interval
from tests.bridge import oracle, pl
from tests.maps.cases import nasty, on_one_domain, samples
from tests.oracles import maps as slow

SEEDS = range(10)
TENT = PL([(0, 0), ("1/2", 1), (1, 0)])
RELU = PL([(0, 0)], left_slope=0, right_slope=1)


@pytest.mark.parametrize("seed", SEEDS)
def test_two_maps_on_one_domain(seed: int) -> None:
    rng = random.Random(f"two {seed}")
    for _ in range(40):
        a, b = on_one_domain(rng)
        f, g = pl(a), pl(b)
        assert oracle(f + g) == slow.add(a, b)
        assert oracle(f - g) == slow.subtract(a, b)
        assert oracle(xp.maximum(f, g)) == slow.maximum(a, b)
        assert oracle(xp.minimum(f, g)) == slow.minimum(a, b)


@pytest.mark.parametrize("seed", SEEDS)
def test_multiples_signs_and_absolute_values(seed: int) -> None:
    rng = random.Random(f"one {seed}")
    for _ in range(60):
        m = nasty(rng)
        f, c = pl(m), Fraction(rng.randint(-4, 4), rng.choice((1, 2, 3)))
        assert oracle(c * f) == oracle(f * c) == slow.scale(m, c)
        assert oracle(-f) == slow.scale(m, -1)
        assert +f == f
        assert oracle(abs(f)) == slow.absolute(m)
        if c:
            assert oracle(f / c) == slow.scale(m, 1 / c)


@pytest.mark.parametrize("seed", SEEDS)
def test_numbers_act_as_constants(seed: int) -> None:
    rng = random.Random(f"numbers {seed}")
    for _ in range(40):
        m = nasty(rng)
        f, c = pl(m), rng.choice((Fraction(rng.randint(-9, 9), 6), m.knots[0][1]))
        level = slow.constant(m, c)
        assert oracle(f + c) == oracle(c + f) == slow.add(m, level)
        assert oracle(f - c) == slow.subtract(m, level)
        assert oracle(c - f) == slow.subtract(level, m)
        assert oracle(xp.maximum(f, c)) == oracle(xp.maximum(c, f)) == slow.maximum(m, level)
        assert oracle(xp.minimum(f, c)) == oracle(xp.minimum(c, f)) == slow.minimum(m, level)
        d = c + Fraction(rng.randint(0, 6), 6)
        assert oracle(f.clip(c, d)) == slow.clip(m, c, d)


def test_numbers_of_all_exact_kinds_act_as_constants() -> None:
    for half in ("1/2", "0.5", Fraction(1, 2), sympy.Rational(1, 2)):
        assert TENT + half == half + TENT == PL([(0, "1/2"), ("1/2", "3/2"), (1, "1/2")])
        assert half * TENT == TENT * half == PL([(0, 0), ("1/2", "1/2"), (1, 0)])
        assert half - TENT == PL([(0, "1/2"), ("1/2", "-1/2"), (1, "1/2")])


def test_zero_times_a_map_is_the_constant_zero_on_its_domain() -> None:
    zeros = [0 * f for f in (TENT, RELU, PL([(3, 5)], right_slope=2), PL([(0, 0), (1, 1)], left_slope=2))]
    assert zeros == [
        PL([(0, 0), (1, 0)]),
        PL([(0, 0)], left_slope=0, right_slope=0),
        PL([(3, 0)], right_slope=0),
        PL([(1, 0)], left_slope=0),
    ]
    assert zeros[0] == TENT - TENT


def test_rays_cross_beyond_all_knots() -> None:
    line = PL([(0, 0)], left_slope=1, right_slope=1)
    assert xp.maximum(line, 5) == PL([(5, 5)], left_slope=0, right_slope=1)
    assert xp.minimum(line, -5) == PL([(-5, -5)], left_slope=1, right_slope=0)
    assert abs(line + 7) == PL([(-7, 0)], left_slope=-1, right_slope=1)
    assert line.clip(-100, 100) == PL([(-100, -100), (100, 100)], left_slope=0, right_slope=0)


def test_a_sum_of_relus_is_the_tent_on_the_line() -> None:
    def relu_from(c: str) -> PL:
        return PL([(c, 0)], left_slope=0, right_slope=1)

    f = 2 * relu_from("0") - 4 * relu_from("1/2") + 2 * relu_from("1")
    assert f == PL([(0, 0), ("1/2", 1), (1, 0)], left_slope=0, right_slope=0)


def test_different_domains_are_refused_with_both_named() -> None:
    wider = PL([(0, 0), (2, 1)])
    for operation in (
        lambda: TENT + wider,
        lambda: TENT - RELU,
        lambda: xp.maximum(TENT, wider),
        lambda: xp.minimum(wider, TENT),
        lambda: TENT.sup_distance(wider),
        lambda: TENT.l1_distance(RELU),
    ):
        with pytest.raises(xp.DomainError, match=r"\[0, 1\]"):
            operation()


def test_products_and_other_things_are_type_errors() -> None:
    for operation in (
        lambda: TENT * TENT,
        lambda: TENT / TENT,
        lambda: 1 / TENT,
        lambda: TENT**2,
        lambda: TENT + None,
        lambda: TENT + {1},
        lambda: xp.maximum(1, 2),
        lambda: xp.minimum("0", 1),
        lambda: TENT < TENT,
    ):
        with pytest.raises(TypeError):
            operation()


def test_clip_bounds_are_in_order() -> None:
    assert TENT.clip("1/2", "1/2") == PL([(0, "1/2"), (1, "1/2")])
    with pytest.raises(ValueError, match=r"1.*0"):
        TENT.clip(1, 0)


# -- restriction ---------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_restriction_agrees_with_the_oracle(seed: int) -> None:
    rng = random.Random(f"restrict {seed}")
    for _ in range(60):
        m = nasty(rng)
        a, b = sorted(rng.sample(sorted(set(samples(m))), 2))  # knots among them
        assert oracle(pl(m).restrict(a, b)) == slow.restrict(m, a, b)


@pytest.mark.parametrize("seed", SEEDS)
def test_restriction_to_a_half_line_keeps_the_values(seed: int) -> None:
    rng = random.Random(f"half {seed}")
    for _ in range(40):
        m = slow.nasty_line_map(rng)
        f, c = pl(m), rng.choice(samples(m))
        above, below = f.restrict(c, None), f.restrict(None, c)
        assert above.domain == Interval(c, None)
        assert below.domain == Interval(None, c)
        for x in samples(m):
            if x >= c:
                assert above(x) == f(x)
            if x <= c:
                assert below(x) == f(x)
        for part in (above, below):
            assert slow.canonical(oracle(part)) == oracle(part)
        assert f.restrict(None, None) == f


def test_restriction_is_exact_about_the_domain() -> None:
    assert TENT.restrict(0, 1) == TENT
    assert TENT.restrict("1/2", 1) == PL([("1/2", 1), (1, 0)])
    assert RELU.restrict(None, -1) == PL([(-1, 0)], left_slope=0)
    for a, b in ((0, 2), (-1, 1), (None, 1), (0, None), (None, None), (2, 3), ("1/2", "1/2"), (0, 0), (1, 0)):
        with pytest.raises(ValueError, match=r"[0-9]"):
            TENT.restrict(a, b)
