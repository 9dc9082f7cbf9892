"""Whole numbers in int64, and residues: the exact images, the same arrays with every library."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exactpl import PL, BudgetError, DomainError, Interval, zoo
from exactpl.crosscheck.backends import Backend
from exactpl.crosscheck.grids import Grid
from exactpl.crosscheck.integer_steps import IntegerSteps, longest_in_int64
from exactpl.crosscheck.quiet import quiet
from exactpl.crosscheck.residue_steps import ResidueSteps
from exactpl.crosscheck.scaled_maps import ScaledMap
from tests.crosscheck.cases import (
    AWKWARD,
    FIXED,
    FLAT,
    LIBRARIES,
    library,
    listed,
    maps,
    moved,
    overflowing,
)
from tests.oracles.grids import Knots

LAWS = settings(derandomize=True, deadline=None, database=None, max_examples=60)
libraries = pytest.mark.parametrize("name", LIBRARIES)
ROOM = 2**61


def images(f: PL, grid: Grid, k: int) -> list[Fraction]:
    """Return f^k at the points of a grid."""
    exact = Knots.of(f)
    return [exact.orbit(x, k)[-1] for x in grid]


def numerators(f: PL, grid: Grid, k: int) -> list[int]:
    """Return the numerators of f^k at the points of a grid over M R q^k, M the denominator of the grid."""
    q, r = Knots.of(f).scales()
    level = grid.denominator * r * q**k
    scaled = [y * level for y in images(f, grid, k)]
    assert all(n.denominator == 1 for n in scaled)
    return [int(n) for n in scaled]


def needs(f: PL, grid: Grid, k: int) -> int:
    """Return the largest whole number of the first k steps: images over the whole domain, products, and shifts."""
    exact = Knots.of(f)
    q, r = exact.scales()
    reach = max(abs(exact.xs[0]), abs(exact.xs[-1]))
    steep, shift = max(abs(s * q) for s in exact.slopes), max(abs(t * q * r) for t in exact.intercepts)
    level = [grid.denominator * r * q**j for j in range(k + 1)]
    found = [ceil(reach * each) for each in level]
    products = [int(steep) * found[j] for j in range(k)]
    return max(found + products + [int(shift) * grid.denominator * q**j for j in range(k)])


def check_integers(f: PL, grid: Grid, k: int, place: Backend) -> None:
    steps = IntegerSteps(f, grid, k, place)
    array = steps.images(0, grid.points)
    assert str(array.dtype).endswith("int64")
    assert [Fraction(n, steps.denominator) for n in listed(array)] == images(f, grid, k)
    assert listed(array) == numerators(f, grid, k)
    middle = grid.points // 2
    assert listed(steps.images(middle, grid.points)) == numerators(f, grid, k)[middle:]


def check_residues(f: PL, grid: Grid, k: int, place: Backend) -> int:
    """See that residues are right. Returns how many points were followed by hand."""
    steps = ResidueSteps(f, grid, k, place)
    with quiet():
        ball, residues = steps.images(0, grid.points)
    expected = numerators(f, grid, k)
    assert len(residues) == len(steps.primes) == len(set(steps.primes))
    for found, p in zip(residues, steps.primes, strict=True):
        assert str(found.dtype).endswith("int64")
        assert listed(found) == [n % p for n in expected]
    assert prod(steps.primes) > 4 * max(abs(n) for n in second_differences(expected))
    assert steps.by_hand == sum(not each for each in listed(ball.certain))
    return steps.by_hand


def second_differences(numbers: Sequence[int]) -> list[int]:
    return [a - 2 * b + c for a, b, c in zip(numbers, numbers[1:], numbers[2:], strict=False)]


# ------------------------------------------------------------------------------
# int64


@libraries
@pytest.mark.parametrize("key", FIXED)
def test_integers_as_far_as_they_reach(key: str, name: str) -> None:
    f, place = FIXED[key], library(name)
    grid = Grid.inside(f.domain, 17)
    reached = longest_in_int64(f, grid, 25)
    for k in {0, 1, 2, reached - 1, reached}:
        if 0 <= k <= reached:
            check_integers(f, grid, k, place)


def test_most_fixed_maps_reach_somewhere() -> None:
    reached = [longest_in_int64(f, Grid.inside(f.domain, 17), 3) for f in FIXED.values()]
    assert sum(k >= 1 for k in reached) >= len(FIXED) / 2


@LAWS
@given(maps(), st.integers(3, 40), st.integers(0, 30))
def test_integers_are_refused_exactly_where_they_do_not_fit(f: PL, points: int, k: int) -> None:
    place, grid = library("numpy"), Grid.inside(f.domain, points)
    reached = longest_in_int64(f, grid, k)
    assert (reached == k) == (needs(f, grid, k) < ROOM)
    if reached >= 0:
        assert needs(f, grid, reached) < ROOM
        check_integers(f, grid, reached, place)
    if reached < k:
        assert needs(f, grid, reached + 1) >= ROOM
        for refused in (reached + 1, k):
            with pytest.raises(BudgetError, match="needs whole numbers of more than 61 bits"):
                IntegerSteps(f, grid, refused, place)


def largest_fitting() -> list[tuple[str, PL, int]]:
    """Return maps and numbers of points whose largest whole numbers come near 2^61."""
    bases = {
        "3/2": zoo.tent("3/2"),
        "7/5": zoo.tent("7/5"),
        "skew": zoo.skew_tent("1/3"),
        "skew 2/7": zoo.skew_tent("2/7"),
        "flat": FLAT,
        "full": PL([(0, 0), ("2/7", 1), ("3/5", 0), (1, 1)]),
        "down": PL([(0, 1), ("1/3", "1/2"), (1, 0)]),
        "steep": PL([(0, 0), (Fraction(1, 1000), 1), (Fraction(3, 1000), 0), (1, Fraction(1, 7))]),
    }
    scaled = {
        **bases,
        "both signs": moved(bases["full"], Fraction(2), Fraction(-1)),
        "negative": moved(bases["skew"], Fraction(3), Fraction(-5)),
        "billion": moved(bases["7/5"], Fraction(1), Fraction(10**9)),
        "wide": moved(bases["full"], Fraction(10**9), Fraction(-(10**9) // 2)),
    }
    return [(f"{name}, {points}", f, points) for name, f in scaled.items() for points in (9, 3000)]


@pytest.mark.parametrize(("f", "points"), [pytest.param(f, n, id=name) for name, f, n in largest_fitting()])
def test_the_largest_iterate_that_fits_is_right(f: PL, points: int) -> None:
    grid = Grid.inside(f.domain, points)
    k = longest_in_int64(f, grid, 90)
    assert 0 <= k < 90
    shown = Grid(grid.start, grid.step, grid.bits, min(points, 300))
    place = library("numpy")
    check_integers(f, shown, k, place)
    far = grid.within(points - 9, points)  # the numbers are largest at the ends
    check_integers(f, far, k, place)
    with pytest.raises(BudgetError):
        IntegerSteps(f, grid, k + 1, place)


@libraries
def test_whole_numbers_just_below_the_room(name: str) -> None:
    place, top = library(name), ROOM - 1
    for f in (PL([(-top, -top), (top, top)]), PL([(-top, top), (top, -top)]), PL([(-top, top), (0, -top), (1, -top)])):
        grid = Grid.inside(f.domain, 9)
        k = longest_in_int64(f, grid, 3)
        assert k >= 0
        check_integers(f, grid, k, place)
    beyond = PL([(-ROOM, -ROOM), (ROOM, ROOM)])
    assert longest_in_int64(beyond, Grid.inside(beyond.domain, 9), 3) == -1


def test_the_refusal_names_no_iterate_that_is_refused_too() -> None:
    f = PL([(-ROOM, -ROOM), (ROOM, ROOM)])
    grid = Grid.inside(f.domain, 9)
    with pytest.raises(BudgetError) as caught:
        IntegerSteps(f, grid, 2, library("numpy"))
    assert "reaches f^0" not in str(caught.value)


# ------------------------------------------------------------------------------
# Residues


@libraries
@pytest.mark.parametrize("key", FIXED)
def test_residues(key: str, name: str) -> None:
    f, place = FIXED[key], library(name)
    for k in (0, 1, 12):
        check_residues(f, Grid.inside(f.domain, 17), k, place)


@LAWS
@given(maps(), st.integers(3, 40), st.integers(0, 30))
def test_residues_of_all_maps(f: PL, points: int, k: int) -> None:
    check_residues(f, Grid.inside(f.domain, points), k, library("numpy"))


@libraries
def test_many_points_by_hand(name: str) -> None:
    place = library(name)
    for f, points, k in (
        (zoo.tent(), 65, 7),  # points come onto the breakpoint
        (zoo.skew_tent("1/3"), 65, 60),  # floats know nothing any more
        (AWKWARD, 33, 30),
        (moved(zoo.tent("7/5"), Fraction(1), Fraction(10**9)), 33, 60),
    ):
        grid = Grid.inside(f.domain, points)
        assert check_residues(f, grid, k, place) > points / 4
    easy = zoo.tent("7/5")
    assert check_residues(easy, Grid.inside(easy.domain, 65), 5, place) < 10


def test_grid_points_on_breakpoints() -> None:
    f = PL([(0, 0), ("1/4", 1), ("1/2", "1/4"), ("3/4", "3/4"), (1, 0)])
    grid = Grid.inside(f.domain, 65)
    assert {x for x, _ in f.knots} <= set(grid)
    for k in range(6):
        check_integers(f, grid, k, library("numpy"))
        check_residues(f, grid, k, library("numpy"))


@pytest.mark.parametrize("k", [0, 1, 5])
def test_a_budget_for_points_by_hand(k: int) -> None:
    f = zoo.tent()
    grid = Grid.inside(f.domain, 65)
    by_hand = check_residues(f, grid, k, library("numpy"))
    assert (by_hand == 0) == (k == 0)
    ResidueSteps(f, grid, k, library("numpy"), budget=by_hand * k).images(0, 65)
    if k:
        with pytest.raises(BudgetError, match="may be followed by hand"):
            ResidueSteps(f, grid, k, library("numpy"), budget=by_hand * k - 1).images(0, 65)


@pytest.mark.parametrize("key", [*(f"nasty{i}" for i in range(0, 24, 4)), "skew", "flat", "awkward", "billion", "tiny"])
def test_the_same_arrays_with_every_library(key: str) -> None:
    f, k = FIXED[key], 30
    grid = Grid.inside(f.domain, 33)
    seen = []
    for name in LIBRARIES:
        place = library(name)
        steps = ResidueSteps(f, grid, k, place)
        with quiet():
            ball, residues = steps.images(0, 33)
        reached = longest_in_int64(f, grid, k)
        whole = listed(IntegerSteps(f, grid, reached, place).images(0, 33)) if reached >= 0 else []
        floats = [list(map(float.hex, listed(each))) for each in (ball.values, ball.bounds)]
        seen.append((whole, [listed(r) for r in residues], floats, listed(ball.certain), steps.by_hand))
    assert seen[0] == seen[1] == seen[2]


@pytest.mark.parametrize("side", [1, -1])
@pytest.mark.parametrize("breakpoints", [1, 20])
def test_residues_after_an_overflow(breakpoints: int, side: int) -> None:
    f, _ = overflowing(1024, side, breakpoints)
    check_residues(f, Grid.inside(f.domain, 101), 3, library("numpy"))


# ------------------------------------------------------------------------------
# The whole numbers themselves


@LAWS
@given(maps(), st.integers(3, 12), st.integers(0, 12))
def test_scaled_maps(f: PL, points: int, k: int) -> None:
    grid, exact = Grid.inside(f.domain, points), Knots.of(f)
    scaled = ScaledMap.on_grid(f, grid)
    starts = [int(x * grid.denominator) for x in grid]
    orbits = list(scaled.orbits(starts, k))
    for j, whole in enumerate(orbits):
        assert [Fraction(n, scaled.level(j)) for n in whole] == [exact.orbit(x, j)[-1] for x in grid]
        assert max(map(abs, whole)) <= scaled.largest(j)
    assert scaled.images(starts, k) == orbits[k]


def test_maps_of_the_line_are_refused() -> None:
    f, grid = PL([(0, 0)], left_slope=-1, right_slope="1/2"), Grid.inside(Interval(0, 1), 9)
    for make in (IntegerSteps, ResidueSteps):
        with pytest.raises(DomainError, match="a map of a compact interval is required"):
            make(f, grid, 2, library("numpy"))
