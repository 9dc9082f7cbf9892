"""Preimages of points and intervals, and inverses."""

import random
from fractions import Fraction

import pytest

import exactpl as xp
from exactpl import PL, Interval
from tests.bridge import oracle, pl
from tests.maps.cases import nasty, samples
from tests.oracles import maps as slow

SEEDS = range(12)
TENT = PL([(0, 0), ("1/2", 1), (1, 0)])
RELU = PL([(0, 0)], left_slope=0, right_slope=1)


def levels_of(rng: random.Random, m: slow.Map) -> list[Fraction]:
    """Return levels that knots have, levels between them and beyond them."""
    ys = [y for _, y in m.knots]
    return [*ys, max(ys) + 1, min(ys) - 1, Fraction(rng.randint(-6, 12), 12)]


def preimage(m: slow.Map, lower: Fraction | None, upper: Fraction | None) -> list[slow.Component]:
    """Return the components of {lower <= m <= upper}: the zeros of the distance of m from there."""
    distance = slow.constant(m, 0)
    if lower is not None:
        distance = slow.maximum(distance, slow.subtract(slow.constant(m, lower), m))
    if upper is not None:
        distance = slow.maximum(distance, slow.subtract(m, slow.constant(m, upper)))
    return slow.zero_set(distance)


@pytest.mark.parametrize("seed", SEEDS)
def test_preimages_of_points(seed: int) -> None:
    rng = random.Random(f"points {seed}")
    for _ in range(25):
        m = nasty(rng)
        for level in levels_of(rng, m):
            found = pl(m).preimages(level)
            assert [tuple(i) for i in found] == slow.preimages(m, level)
            assert found == pl(m).preimages(Interval(level, level))


@pytest.mark.parametrize("seed", SEEDS)
def test_preimages_of_intervals(seed: int) -> None:
    rng = random.Random(f"intervals {seed}")
    for _ in range(25):
        m = nasty(rng)
        a, b = sorted(rng.choices(levels_of(rng, m), k=2))
        for lower, upper in ((a, b), (a, None), (None, b), (None, None)):
            found = pl(m).preimages(Interval(lower, upper))
            assert [tuple(i) for i in found] == preimage(m, lower, upper)


def test_examples() -> None:
    assert TENT.preimages("1/2") == [Interval("1/4", "1/4"), Interval("3/4", "3/4")]
    assert TENT.preimages(1) == [Interval("1/2", "1/2")]
    assert TENT.preimages(2) == []
    assert TENT.preimages(0) == [Interval(0, 0), Interval(1, 1)]
    assert TENT.preimages(Interval("1/2", 1)) == [Interval("1/4", "3/4")]
    assert RELU.preimages(0) == [Interval(None, 0)]
    assert RELU.preimages(Interval(0, 1)) == [Interval(None, 1)]
    assert RELU.preimages(Interval(None, None)) == [Interval(None, None)]
    assert RELU.preimages(-1) == []
    flat_top = xp.zoo.trapezoid()
    assert flat_top.preimages(1) == [Interval("1/3", "2/3")]


@pytest.mark.parametrize("seed", SEEDS)
def test_an_inverse_undoes_a_strictly_monotone_map(seed: int) -> None:
    rng = random.Random(f"inverse {seed}")
    inverted = refused = 0
    for _ in range(120):
        m = nasty(rng)
        if rng.random() < 0.7:  # make it monotone: add a steep line
            slope = (slow.lipschitz(m) + Fraction(1, rng.randint(1, 4))) * rng.choice((1, -1))
            m = slow.add(m, slow.scale(slow.identity(m), slope))
        f = pl(m)
        signs = {(s > 0) - (s < 0) for s in f.slopes}
        if signs in ({1}, {-1}):
            inverted += 1
            g = f.inverse()
            assert g.domain == f.image()
            assert g.image() == f.domain
            assert oracle(g @ f) == slow.identity(m)
            assert oracle(f @ g) == slow.identity(oracle(g))
            assert g.inverse() == f
            assert all(g(f(x)) == x for x in samples(m))
        else:
            refused += 1
            with pytest.raises(xp.DomainError):
                f.inverse()
    assert inverted > 20
    assert refused > 10


def test_inverses_of_rays() -> None:
    assert PL([(0, 0)], right_slope=2).inverse() == PL([(0, 0)], right_slope="1/2")
    assert PL([(0, 0)], right_slope=-2).inverse() == PL([(0, 0)], left_slope="-1/2")
    leaky = PL([(0, 0)], left_slope="1/10", right_slope=1)
    assert leaky.inverse() == PL([(0, 0)], left_slope=10, right_slope=1)
    assert PL([(0, 3)], left_slope=2, right_slope=2).inverse() == PL([(3, 0)], left_slope="1/2", right_slope="1/2")


@pytest.mark.parametrize(
    "f",
    [TENT, RELU, PL([(0, 1), (1, 1)]), PL([(0, 0), (1, 1), (2, 1), (3, 2)]), PL([(0, 5)], right_slope=0)],
    ids=range(5),
)
def test_no_inverse_without_strict_monotonicity(f: PL) -> None:
    with pytest.raises(xp.DomainError, match="monotone"):
        f.inverse()
