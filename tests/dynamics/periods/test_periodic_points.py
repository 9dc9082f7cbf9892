"""Least periods: which points have them, and whether there are any, against trying all candidates."""

import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import exactpl as xp
from exactpl.dynamics.periods.periodic_orbits import find_periodic_point, has_period_exactly
from tests.bridge import pl
from tests.dynamics.families import compact_maps, conjugate, nasty_maps, powers, refined, related_map, where
from tests.oracles.maps import Map, isolated_periodic_points, least_period, periodic_intervals

LAWS = settings(derandomize=True, deadline=None, max_examples=80, database=None)
LINE = xp.Interval(None, None)


def assert_periods(m: Map, upto: int, most_knots: int = 26) -> None:
    f = pl(m)
    for n, _ in powers(m, upto, most_knots):
        if not n:
            continue
        points, filled = isolated_periodic_points(m, n), periodic_intervals(m, n)
        found = xp.periodic_points(f, n)
        assert list(found.isolated) == points, (where(m), n)
        assert [tuple(interval) for interval in found.intervals] == [(lo, hi) for lo, hi, _ in filled], (where(m), n)
        assert list(found.exceptions) == sorted({x for _, _, gaps in filled for x in gaps}), (where(m), n)
        assert bool(found) == bool(points or filled)
        assert found.n == n
        x = find_periodic_point(f, n)
        assert (x is None) == (not points and not filled), (where(m), n)
        if x is not None:
            assert least_period(m, x, n) == n, (where(m), n)
            y = x
            for _ in range(n):
                y = f(y)
                assert y >= x, (where(m), n)  # the smallest point of its orbit


@pytest.mark.parametrize("part", range(3))
def test_periodic_points_are_those_found_by_trying(part: int) -> None:
    for m in nasty_maps(f"periodic {part}", 140):
        assert_periods(m, 5)


def test_periodic_points_where_slopes_have_many_relations() -> None:
    rng = random.Random("periodic")
    for _ in range(40):
        assert_periods(related_map(rng), 4)


def test_periodic_points_of_maps_whose_iterates_stay_small() -> None:
    for m in nasty_maps("periodic, deep", 20, max_breakpoints=3):
        assert_periods(m, 12, 20)


def test_periodic_points_of_affine_maps_of_every_domain() -> None:
    for slope in (Fraction(-2), Fraction(-1), Fraction(-1, 2), Fraction(0), Fraction(1, 2), Fraction(1), Fraction(2)):
        for value in (Fraction(-1), Fraction(0), Fraction(1, 2), Fraction(1)):
            assert_periods(Map(((Fraction(0), value),), slope, slope), 4)
            if slope >= 0 and value >= 0:
                assert_periods(Map(((Fraction(0), value),), None, slope), 4)
    for a in range(5):
        for b in range(5):
            assert_periods(Map(((Fraction(0), Fraction(a, 4)), (Fraction(1), Fraction(b, 4)))), 4)


def test_permutations_of_intervals_fill_them_with_periodic_points() -> None:
    # f permutes the odd unit intervals as a cycle of length n; some are turned round, so that points of period n and 2n
    # fill intervals, with exceptions in the middle
    rng = random.Random("permutations")
    for _ in range(20):
        n = rng.randint(2, 4)
        order = list(range(n))
        rng.shuffle(order)
        target = {order[i]: order[(i + 1) % n] for i in range(n)}
        knots = []
        for i in range(n):
            a, b = 2 * target[i], 2 * target[i] + 1
            if rng.random() < 0.5:
                a, b = b, a
            knots += [(Fraction(2 * i), Fraction(a)), (Fraction(2 * i + 1), Fraction(b))]
        m = Map(tuple(knots))
        assert_periods(m, 2 * n, 60)
        assert xp.periodic_points(pl(m), n) or xp.periodic_points(pl(m), 2 * n)


@pytest.mark.parametrize(
    ("knot", "left", "right", "periods", "interval", "exceptions"),
    [
        ((0, 0), 0, 1, {1}, "[0, oo)", ()),  # ReLU
        ((0, 0), 1, 1, {1}, LINE, ()),  # x
        ((0, 0), -1, -1, {1, 2}, LINE, (0,)),  # -x
        ((0, 0), -1, 1, {1}, "[0, oo)", ()),  # |x|
        ((0, 1), -1, -1, {1, 2}, LINE, (Fraction(1, 2),)),  # 1 - x
        ((0, 1), 1, 1, set(), None, ()),  # x + 1
    ],
    ids=["relu", "x", "-x", "|x|", "1-x", "x+1"],
)
def test_periods_on_the_line(knot, left, right, periods, interval, exceptions) -> None:
    # expected values by hand
    f = xp.PL([knot], left_slope=left, right_slope=right)
    for n in range(1, 13):
        found = xp.periodic_points(f, n)
        assert bool(found) == (n in periods)
        assert (find_periodic_point(f, n) is not None) == (n in periods)
        if periods and n == max(periods):
            assert [str(i) for i in found.intervals] == [str(interval)]
            assert found.exceptions == exceptions


def test_intervals_with_exceptions() -> None:
    flip = xp.PL([(0, 1), (1, 0)])
    found = xp.periodic_points(flip, 2)
    assert (found.isolated, found.intervals, found.exceptions) == ((), (xp.Interval(0, 1),), (Fraction(1, 2),))
    assert xp.periodic_points(flip, 1).isolated == (Fraction(1, 2),)
    # every point has period 2 except 1/3
    found = xp.periodic_points(xp.zoo.involution(), 2)
    assert (found.isolated, found.intervals, found.exceptions) == ((), (xp.Interval(0, 1),), (Fraction(1, 3),))


def test_the_points_of_all_divisors_make_up_the_fixed_points() -> None:
    for m in nasty_maps("divisors", 50, max_breakpoints=4):
        f = pl(m)
        for n in (2, 3, 4, 6):
            fixed = xp.fixed_point_count(f, n)
            if fixed.intervals or fixed.isolated > 80:
                continue
            by_period = [xp.periodic_points(f, d) for d in range(1, n + 1) if n % d == 0]
            assert not any(found.intervals for found in by_period), (where(m), n)
            points = [x for found in by_period for x in found.isolated]
            assert sorted(points) == list(xp.fixed_points(f, n).isolated), (where(m), n)
            assert len(points) == fixed.isolated, (where(m), n)


def test_isolated_points_come_in_whole_cycles() -> None:
    for m in nasty_maps("cycles", 50, max_breakpoints=4):
        f = pl(m)
        for n in (2, 3, 4, 5, 6):
            if xp.fixed_point_count(f, n).isolated > 80:
                break
            points = xp.periodic_points(f, n).isolated
            assert len(points) % n == 0, (where(m), n)
            assert {f(x) for x in points} == set(points), (where(m), n)


def test_has_period_exactly_is_the_least_period() -> None:
    for m in nasty_maps("exactly", 80, max_breakpoints=3):
        f = pl(m)
        candidates = {x for x, _ in m.knots} | set(isolated_periodic_points(m, 2))
        for x in candidates:
            period = least_period(m, x, 8)
            for n in range(1, 9):
                assert has_period_exactly(f, x, n) == (period == n), (where(m), x, n)


@pytest.mark.parametrize("n", [1, 2, 3, 5, 6, 12, 17, 24, 30])
@pytest.mark.parametrize("name", ["tent", "tent:slope=19/10", "scrambling", "zigzag:3", "skew_tent:2/7"])
def test_a_point_of_a_large_period_is_found(name: str, n: int) -> None:
    f = xp.zoo.build(name)
    x = find_periodic_point(f, n)
    assert x is not None
    orbit = [x]
    while len(orbit) < n:
        orbit.append(f(orbit[-1]))
    assert f(orbit[-1]) == x == min(orbit)
    assert len(set(orbit)) == n


# -- laws -------------------------------------------------------------------------------------------------------------


def test_an_affine_conjugacy_changes_no_period() -> None:
    rng = random.Random("periods of conjugates")
    for m in nasty_maps("periods of conjugates", 30, max_breakpoints=3):
        scale, shift = (
            rng.choice((Fraction(-1), Fraction(3), Fraction(-2, 3))),
            rng.choice((Fraction(0), Fraction(1, 2))),
        )
        f, g = pl(m), pl(conjugate(m, scale, shift))
        for n in range(1, 8):
            assert (find_periodic_point(f, n) is None) == (find_periodic_point(g, n) is None), (where(m), n)
        for n in (1, 2, 3):
            moved = sorted(scale * x + shift for x in xp.periodic_points(f, n).isolated)
            assert list(xp.periodic_points(g, n).isolated) == moved, (where(m), n)


def test_redundant_knots_change_no_period() -> None:
    rng = random.Random("periods refined")
    for m in nasty_maps("periods refined", 30, max_breakpoints=3):
        for n in range(1, 6):
            assert xp.periodic_points(pl(refined(m, rng)), n) == xp.periodic_points(pl(m), n), (where(m), n)


def test_sharkovsky() -> None:
    # an odd period > 1 forces all larger numbers and all even numbers; any period > 1 forces 2 (compact or not)
    for m in nasty_maps("Sharkovsky", 80, max_breakpoints=4):
        f = pl(m)
        there = {n for n in range(1, 10) if find_periodic_point(f, n) is not None}
        for n in there:
            assert n == 1 or 1 in there, (where(m), there)
            assert n <= 2 or 2 in there, (where(m), there)
            if n % 2 and n > 1:
                assert there >= {*range(n, 10), 2, 4, 6, 8}, (where(m), there)
            if n % 4 == 0:
                assert there >= {2, 4}, (where(m), there)
            if n == 6:
                assert there >= {2, 4, 8}, (where(m), there)


@LAWS
@given(f=xp.strategies.pl_self_maps(max_breakpoints=3), n=st.integers(1, 4))
def test_a_period_of_f_n_comes_from_one_of_f(f: xp.PL, n: int) -> None:
    # x has period m under f^n exactly when it has the period m gcd(..) under f: here only the fixed points
    fixed = xp.fixed_points(xp.iterate(f, n), 1)
    again = xp.fixed_points(f, n)
    assert (fixed.isolated, fixed.intervals) == (again.isolated, again.intervals)


@LAWS
@given(f=xp.strategies.pl_self_maps(max_breakpoints=4), n=st.integers(1, 6))
def test_an_orbit_is_found_exactly_when_there_is_a_point(f: xp.PL, n: int) -> None:
    assert (find_periodic_point(f, n) is not None) == bool(xp.periodic_points(f, n))


# -- budgets ----------------------------------------------------------------------------------------------------------


def test_the_budget_counts_the_fixed_points_to_be_listed() -> None:
    assert len(xp.periodic_points(xp.zoo.tent(), 5, most_points=32).isolated) == 30
    with pytest.raises(xp.BudgetError, match=r"there are 32 fixed points of f\^5, more than the budget 31\."):
        xp.periodic_points(xp.zoo.tent(), 5, most_points=31)
    with pytest.raises(xp.BudgetError, match=r"find_orbit\(f, 60\)"):
        xp.periodic_points(xp.zoo.tent(), 60)


def test_compact_maps_of_every_kind_have_a_point_of_period_1() -> None:
    for m in compact_maps("fixed point property", 60):
        assert find_periodic_point(pl(m), 1) is not None, where(m)
