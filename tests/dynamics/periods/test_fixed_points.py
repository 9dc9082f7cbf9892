"""Fixed points of f^n: counted and listed, against the zeros of f^n(x) - x written out."""

import random
from fractions import Fraction

import pytest

import exactpl as xp
from tests.bridge import pl
from tests.dynamics.families import compact_maps, conjugate, nasty_maps, powers, refined, related_map, where
from tests.oracles.maps import Map, fixed_components

RELU = xp.PL([(0, 0)], left_slope=0, right_slope=1)
IDENTITY = xp.PL([(0, 0)], left_slope=1, right_slope=1)
NEGATION = xp.PL([(0, 0)], left_slope=-1, right_slope=-1)
ABSOLUTE = xp.PL([(0, 0)], left_slope=-1, right_slope=1)
ONE_MINUS = xp.PL([(0, 1)], left_slope=-1, right_slope=-1)
SHIFT = xp.PL([(0, 1)], left_slope=1, right_slope=1)


def split(
    components: list[tuple[Fraction | None, Fraction | None]],
) -> tuple[list[Fraction], list[tuple[Fraction | None, Fraction | None]]]:
    points = [lo for lo, hi in components if lo is not None and lo == hi]
    return points, [(lo, hi) for lo, hi in components if lo is None or lo != hi]


def assert_fixed_points(m: Map, upto: int, most_knots: int = 40) -> None:
    f = pl(m)
    for n, power in powers(m, upto, most_knots):
        if n:
            points, intervals = split(fixed_components(power))
            found = xp.fixed_points(f, n)
            assert list(found.isolated) == points, (where(m), n)
            assert [tuple(interval) for interval in found.intervals] == intervals, (where(m), n)
            count = xp.fixed_point_count(f, n)
            assert (count.isolated, count.intervals) == (len(points), len(intervals)), (where(m), n)
            assert found.n == count.n == n


@pytest.mark.parametrize("part", range(3))
def test_fixed_points_are_the_zeros_written_out(part: int) -> None:
    for m in nasty_maps(f"fixed {part}", 170):
        assert_fixed_points(m, 5)


def test_fixed_points_where_slopes_have_many_relations() -> None:
    rng = random.Random("fixed")
    for _ in range(60):
        assert_fixed_points(related_map(rng), 5)


def test_fixed_points_of_maps_whose_iterates_stay_small() -> None:
    for m in nasty_maps("fixed, deep", 30, max_breakpoints=3):
        assert_fixed_points(m, 12, 25)


def test_fixed_points_of_affine_maps_of_every_domain() -> None:
    slopes = (Fraction(-2), Fraction(-1), Fraction(-1, 2), Fraction(0), Fraction(1, 2), Fraction(1), Fraction(2))
    for slope in slopes:
        for value in (Fraction(-1), Fraction(0), Fraction(1, 2), Fraction(1)):
            assert_fixed_points(Map(((Fraction(0), value),), slope, slope), 4)
            if slope >= 0 and value >= 0:
                right = Map(((Fraction(0), value),), None, slope)
                assert_fixed_points(right, 4)
                assert_fixed_points(conjugate(right, Fraction(-1), Fraction(1, 3)), 4)
    for a in range(5):
        for b in range(5):
            assert_fixed_points(Map(((Fraction(0), Fraction(a, 4)), (Fraction(1), Fraction(b, 4)))), 4)


@pytest.mark.parametrize(
    ("f", "odd", "even"),
    [
        (RELU, "[0, oo)", "[0, oo)"),
        (IDENTITY, "(-oo, oo)", "(-oo, oo)"),
        (NEGATION, 0, "(-oo, oo)"),
        (ABSOLUTE, "[0, oo)", "[0, oo)"),
        (ONE_MINUS, Fraction(1, 2), "(-oo, oo)"),
        (SHIFT, None, None),
    ],
    ids=["relu", "x", "-x", "|x|", "1-x", "x+1"],
)
def test_fixed_points_on_the_line(f: xp.PL, odd, even) -> None:
    # expected values by hand
    for n in range(1, 13):
        expected = odd if n % 2 else even
        found, count = xp.fixed_points(f, n), xp.fixed_point_count(f, n)
        intervals = [str(interval) for interval in found.intervals]
        assert intervals == ([expected] if isinstance(expected, str) else [])
        assert list(found.isolated) == ([] if isinstance(expected, str | None) else [expected])
        assert (count.isolated, count.intervals) == (len(found.isolated), len(found.intervals))


def test_counts_of_two_and_more_folds_agree_with_the_explicit_iterate() -> None:
    # zeros of the explicit f^n - x, for n beyond what the oracle reaches
    for m in compact_maps("bimodal", 15, max_breakpoints=3):
        f = pl(m)
        for n in range(1, 10):
            if xp.piece_count(f, n) > 2000:
                break
            zeros = (xp.iterate(f, n) - xp.iterate(f, 0)).preimages(0)
            count = xp.fixed_point_count(f, n)
            assert count.isolated == sum(zero.is_point for zero in zeros), (where(m), n)
            assert count.intervals == sum(not zero.is_point for zero in zeros), (where(m), n)


def test_every_listed_point_is_fixed() -> None:
    for m in nasty_maps("listed", 60, max_breakpoints=3):
        f = pl(m)
        for n in (6, 7):
            if xp.fixed_point_count(f, n).isolated < 300:
                found = xp.fixed_points(f, n)
                power = xp.Iterate(f, n)
                assert all(power(x) == x for x in found.isolated), (where(m), n)
                ends = [end for interval in found.intervals for end in interval if end is not None]
                assert all(power(x) == x for x in ends), (where(m), n)
                assert list(found.isolated) == sorted(set(found.isolated))


def test_an_affine_conjugacy_moves_fixed_points_and_changes_no_count() -> None:
    rng = random.Random("fixed conjugates")
    for m in nasty_maps("fixed conjugates", 40):
        scale, shift = (
            rng.choice((Fraction(-1), Fraction(3), Fraction(-2, 3))),
            rng.choice((Fraction(0), Fraction(1, 2))),
        )
        f, g = pl(m), pl(conjugate(m, scale, shift))
        for n in (1, 2, 3, 4, 12):
            a, b = xp.fixed_point_count(f, n), xp.fixed_point_count(g, n)
            assert a == b, (where(m), n)
            if n < 4:
                moved = sorted(scale * x + shift for x in xp.fixed_points(f, n).isolated)
                assert list(xp.fixed_points(g, n).isolated) == moved, (where(m), n)


def test_redundant_knots_change_no_fixed_point() -> None:
    rng = random.Random("fixed refined")
    for m in nasty_maps("fixed refined", 40):
        for n in (1, 3, 6):
            assert xp.fixed_point_count(pl(refined(m, rng)), n) == xp.fixed_point_count(pl(m), n), (where(m), n)


def test_a_compact_map_has_a_fixed_point() -> None:
    for m in compact_maps("Brouwer", 100):
        count = xp.fixed_point_count(pl(m), 7)
        assert count.isolated + count.intervals >= 1, where(m)


# -- budgets and bad input --------------------------------------------------------------------------------------------


def test_the_budget_is_in_points_and_exact() -> None:
    assert len(xp.fixed_points(xp.zoo.tent(), 5, most_points=32).isolated) == 32
    with pytest.raises(xp.BudgetError, match=r"there are 32 fixed points of f\^5, more than the budget 31\."):
        xp.fixed_points(xp.zoo.tent(), 5, most_points=31)


def test_a_list_that_is_too_long_is_refused_before_it_is_made() -> None:
    with pytest.raises(xp.BudgetError, match=r"Raise most_points=, or count them: fixed_point_count\(f, 60\)"):
        xp.fixed_points(xp.zoo.tent(), 60)


@pytest.mark.parametrize("question", [xp.fixed_points, xp.fixed_point_count, xp.periodic_points])
@pytest.mark.parametrize("n", [0, -1, 1.0, True, "2", None], ids=repr)
def test_n_must_be_a_positive_integer(question, n) -> None:
    with pytest.raises((xp.InputError, TypeError), match="n must be an integer >= 1, found"):
        question(xp.zoo.tent(), n)


@pytest.mark.parametrize("question", [xp.fixed_points, xp.fixed_point_count, xp.periodic_points])
def test_maps_that_leave_are_refused(question) -> None:
    with pytest.raises(xp.DomainError, match="into itself"):
        question(xp.zoo.scrambling().restrict(0, 1), 3)


@pytest.mark.parametrize("n", [10**9, 10**30])
def test_an_absurd_period_is_refused_at_once(n: int) -> None:
    for ask in (xp.fixed_point_count, xp.fixed_points, xp.periodic_points):
        with pytest.raises(xp.BudgetError, match="smaller period"):
            ask(xp.zoo.tent(), n)
