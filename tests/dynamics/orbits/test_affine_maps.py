"""Maps with one piece: known for every k; against listed iterates where k is small."""

import random
from fractions import Fraction

import pytest

import exactpl as xp
from exactpl.dynamics.orbits.affine_maps import affine_image, affine_power, affine_reaches
from exactpl.dynamics.orbits.self_map import escaping_point

RNG = random.Random(13)


def random_map() -> xp.PL:
    """A map with one piece of an interval, a half-line or the line into itself."""
    while True:
        a, s, t = (Fraction(RNG.randint(-6, 6), RNG.randint(1, 4)) for _ in range(3))
        b = a + Fraction(RNG.randint(1, 8), RNG.randint(1, 4))
        f = RNG.choice(
            [
                xp.PL([(a, s * a + t), (b, s * b + t)]),
                xp.PL([(a, s * a + t)], right_slope=s),
                xp.PL([(a, s * a + t)], left_slope=s),
                xp.PL([(a, s * a + t)], left_slope=s, right_slope=s),
            ]
        )
        if escaping_point(f) is None:
            return f


def composed(f: xp.PL, k: int) -> xp.PL:
    """f^k by composition alone."""
    domain = f.domain
    power = xp.PL([(0, 0)], left_slope=1, right_slope=1).restrict(domain.lower, domain.upper)
    for _ in range(k):
        power = f @ power
    return power


@pytest.mark.parametrize("seed", range(20))
def test_all_is_as_in_the_iterate(seed: int) -> None:
    for _ in range(15):
        f, k = random_map(), RNG.randint(0, 5)
        g = composed(f, k)
        (piece,) = g.pieces
        assert affine_power(f, k) == (piece.slope, piece.intercept)
        assert affine_image(f, k) == g.image()
        image = g.image()
        for y in [Fraction(RNG.randint(-9, 9), RNG.randint(1, 4)), *(e for e in image if e is not None)]:
            assert affine_reaches(f, k, y) == (y in image)
            inner = y in image and (image.is_point or y not in (image.lower, image.upper))
            assert affine_reaches(f, k, y, inside=True) == inner
            assert xp.preimage_count(f, k, level=y) == int(y in f.domain and y in image)
        assert xp.Iterate(f, k).piece(0) == piece


@pytest.mark.parametrize("seed", range(20))
def test_fixed_and_periodic_points_are_those_of_the_iterates(seed: int) -> None:
    for _ in range(5):
        f = random_map()
        identity = composed(f, 0)
        fixed = {n: (composed(f, n) - identity).preimages(0) for n in range(1, 7)}
        for n, parts in fixed.items():
            points, intervals = [p.lower for p in parts if p.is_point], [p for p in parts if not p.is_point]
            found = xp.fixed_points(f, n)
            assert (list(found.isolated), list(found.intervals)) == (points, intervals)
            assert xp.fixed_point_count(f, n) == xp.FixedPointNumbers(n, len(points), len(intervals))
            periodic = xp.periodic_points(f, n)
            for x in [*found.isolated, *periodic.isolated, *periodic.exceptions, identity.knots[0][0]]:
                least = next((d for d in fixed if any(x in part for part in fixed[d])), 0)
                inside = any(x in part for part in periodic.intervals) and x not in periodic.exceptions
                assert (inside or x in periodic.isolated) == (least == n)
            count = xp.periodic_point_count(f, n)
            assert count.points == (None if periodic.intervals else len(periodic.isolated))
            assert xp.has_least_period(f, n) == bool(count)
        assert xp.fixed_point_counts(f, upto=6)[1:] == [xp.fixed_point_count(f, n) for n in fixed]
        assert xp.periodic_point_counts(f, upto=6)[1:] == [xp.periodic_point_count(f, n) for n in fixed]
        if f.domain.is_bounded:
            assert xp.Iterate(f, 3).integral() == composed(f, 3).integral()


HUGE = 10**18
IDENTITY, HALF = xp.PL([(0, 0), (1, 1)]), xp.PL([(0, 0), (1, "1/2")])
CONSTANT, FLIP = xp.PL([(0, "1/2"), (1, "1/2")]), xp.PL([(0, 1), (1, 0)])


def test_counts_for_huge_k() -> None:
    for f in (IDENTITY, HALF, CONSTANT, FLIP):
        assert xp.piece_count(f, HUGE) == xp.lap_count(f, HUGE) == 1
    assert [xp.preimage_count(f, HUGE, level="1/2") for f in (IDENTITY, HALF, CONSTANT, FLIP)] == [1, 0, 1, 1]
    assert [xp.preimage_count(f, HUGE, level=0) for f in (IDENTITY, HALF, CONSTANT)] == [1, 1, 0]
    assert [xp.crossing_count(f, HUGE, level="1/2") for f in (IDENTITY, HALF, CONSTANT)] == [1, 0, 0]
    assert xp.Iterate(IDENTITY, HUGE).piece(0) == IDENTITY.pieces[0]
    assert xp.Iterate(FLIP, HUGE + 1)("1/3") == Fraction(2, 3)
    assert xp.Iterate(IDENTITY, HUGE).total_variation() == 1
    assert [xp.Iterate(f, HUGE).integral() for f in (IDENTITY, CONSTANT, FLIP)] == [Fraction(1, 2)] * 3
    assert xp.Iterate(HALF, HUGE)(0) == 0


def test_periods_for_huge_n() -> None:
    for f in (IDENTITY, HALF, CONSTANT, FLIP):
        assert not xp.has_least_period(f, HUGE)
        assert not xp.periodic_points(f, HUGE)
        assert isinstance(xp.find_orbit(f, 2**31 - 1), xp.Refuted)
    assert [xp.fixed_point_count(f, HUGE).isolated for f in (IDENTITY, HALF, CONSTANT, FLIP)] == [0, 1, 1, 0]
    assert [xp.fixed_point_count(f, HUGE + 1).isolated for f in (IDENTITY, HALF, CONSTANT, FLIP)] == [0, 1, 1, 1]


def test_powers_of_too_many_bits_are_refused() -> None:
    for ask in (lambda: xp.Iterate(HALF, HUGE).lipschitz(), lambda: xp.Iterate(HALF, HUGE).image()):
        with pytest.raises(xp.BudgetError, match="bits"):
            ask()


def test_an_orbit_that_ends_in_a_cycle_is_known_for_every_time() -> None:
    tent, skew = xp.zoo.tent(), xp.zoo.skew_tent("1/3")
    assert xp.Iterate(tent, 10**9)("2/7") == Fraction(4, 7)  # 2/7 -> 4/7 -> 6/7 -> 2/7, and 10^9 = 1 modulo 3
    assert isinstance(xp.decide(xp.claims.LeastPeriod(skew, n=10**9, x="1/5")), xp.Refuted)  # 1/5 -> 3/5 -> 3/5
