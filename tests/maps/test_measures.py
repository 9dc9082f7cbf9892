"""Images, integrals, variation, Lipschitz constants and distances, against the oracle."""

import random
from fractions import Fraction

import pytest

import exactpl as xp
from exactpl import PL, Interval
from tests.bridge import pl
from tests.maps.cases import nasty, on_one_domain, samples
from tests.oracles import maps as slow

SEEDS = range(12)
TENT = PL([(0, 0), ("1/2", 1), (1, 0)])
RELU = PL([(0, 0)], left_slope=0, right_slope=1)
BUMP = PL([(0, 0), ("1/2", 1), (1, 0)], left_slope=0, right_slope=0)


@pytest.mark.parametrize("seed", SEEDS)
def test_one_map(seed: int) -> None:
    rng = random.Random(f"measures {seed}")
    for _ in range(60):
        m = nasty(rng)
        f = pl(m)
        assert tuple(f.image()) == slow.image(m)
        assert f.lipschitz() == slow.lipschitz(m)
        for mine, theirs in ((f.integral, slow.integral), (f.total_variation, slow.total_variation)):
            try:
                expected = theirs(m)
            except ValueError:
                with pytest.raises(xp.DomainError):
                    mine()
            else:
                assert mine() == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_distances_of_two_maps(seed: int) -> None:
    rng = random.Random(f"distances {seed}")
    finite = 0
    for _ in range(60):
        a, b = on_one_domain(rng)
        f, g = pl(a), pl(b)
        for name in ("sup_distance", "l1_distance"):
            try:
                expected = getattr(slow, name)(a, b)
            except ValueError:
                with pytest.raises(xp.DomainError):
                    getattr(f, name)(g)
            else:
                finite += 1
                assert getattr(f, name)(g) == getattr(g, name)(f) == expected
    assert finite > 10


@pytest.mark.parametrize("seed", SEEDS)
def test_images_of_intervals_and_points(seed: int) -> None:
    rng = random.Random(f"images {seed}")
    for _ in range(60):
        m = nasty(rng)
        f = pl(m)
        a, b = sorted(rng.sample(sorted(set(samples(m))), 2))
        assert tuple(f.image(a, b)) == slow.image(slow.restrict(m, a, b))
        assert f.image(a, a) == Interval(f(a), f(a))


def test_images_of_half_lines() -> None:
    assert RELU.image() == Interval(0, None)
    assert RELU.image(-3, None) == Interval(0, None)
    assert RELU.image(None, 5) == Interval(0, 5)
    assert RELU.image("1/2", "1/2") == Interval("1/2", "1/2")
    assert (-RELU).image() == Interval(None, 0)
    assert (RELU - 1).image(None, -1) == Interval(-1, -1)
    for outside in ((-1, 1), (2, 3), (2, 2), (1, 0)):
        with pytest.raises(ValueError, match=r"[0-9]"):
            TENT.image(*outside)


def test_values_on_the_line() -> None:
    assert BUMP.integral() == Fraction(1, 2)
    assert BUMP.total_variation() == 2
    assert BUMP.lipschitz() == 2
    assert BUMP.sup_distance(0) == 1
    assert BUMP.l1_distance(0) == Fraction(1, 2)
    assert (RELU + BUMP).l1_distance(RELU) == Fraction(1, 2)
    assert PL([(0, 0), (1, 5)], left_slope=0, right_slope=0).total_variation() == 5
    assert PL([(1, 0)], left_slope=0).integral() == 0


@pytest.mark.parametrize(
    "ask",
    [
        RELU.integral,
        RELU.total_variation,
        (BUMP + 1).integral,
        lambda: RELU.sup_distance(0),
        lambda: RELU.l1_distance(0),
        lambda: (BUMP + 1).l1_distance(BUMP),
        lambda: RELU.sup_distance(2 * RELU),
        PL([(0, 1)], right_slope=0).integral,
        PL([(0, 0)], right_slope=-1).total_variation,
    ],
    ids=range(9),
)
def test_what_is_infinite_is_a_domain_error(ask: object) -> None:
    with pytest.raises(xp.DomainError):
        ask()  # type: ignore[operator]


def test_distances_to_numbers() -> None:
    assert TENT.sup_distance("1/3") == Fraction(2, 3)
    assert TENT.l1_distance("1/2") == Fraction(1, 4)
    assert TENT.sup_distance(TENT) == TENT.l1_distance(TENT) == 0


def test_the_variation_of_the_tents_iterates_doubles() -> None:
    """Var(T^k) = 2^k."""
    for k in range(6):
        assert xp.iterate(TENT, k).total_variation() == 2**k
