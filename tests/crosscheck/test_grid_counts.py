"""What a grid shows of f^k: never more than there is, and exactly what Fractions show."""

import math
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import exactpl as xp
from exactpl import PL, BudgetError, InputError, zoo
from exactpl.crosscheck.backends import Backend
from exactpl.crosscheck.float_steps import FloatSteps
from exactpl.crosscheck.formats import FLOAT32, FLOAT64, FloatFormat
from exactpl.crosscheck.grid_counts import METHODS, GridCount, count_on_grid
from exactpl.crosscheck.grids import Grid
from exactpl.crosscheck.integer_steps import longest_in_int64
from exactpl.crosscheck.quiet import quiet
from tests.crosscheck.cases import FIXED, LIBRARIES, library, listed, maps
from tests.oracles import grids as slow
from tests.oracles.grids import Knots

LAWS = settings(derandomize=True, deadline=None, database=None, max_examples=60)
libraries = pytest.mark.parametrize("name", LIBRARIES)
SAFE = [key for key in FIXED if key != "huge"]  # its intercepts are beyond float32


@cache
def true_counts(f: PL, k: int) -> tuple[int, int]:
    """Return the numbers of breakpoints and of turning points of f^k."""
    return xp.piece_count(f, k) - 1, xp.lap_count(f, k) - 1


def float_turns(f: PL, k: int, grid: Grid, place: Backend, format: FloatFormat) -> int:
    """Return how often the differences of the floats change sign, in one piece."""
    steps = FloatSteps(f, place, format)
    with quiet():
        values = steps.start(grid, 0, grid.points).values
        for _ in range(k):
            values = steps.image(values)
    shown = listed(values)
    assert all(math.isfinite(y) for y in shown)
    return slow.sign_changes_of(shown)


def check_counts(f: PL, k: int, grid: Grid, place: Backend, formats: tuple[FloatFormat, ...]) -> list[GridCount]:
    """See that all methods tell the truth; return what they found."""
    exact = Knots.of(f)
    values = [exact.orbit(x, k)[-1] for x in grid]
    bends, turns = slow.slope_changes(values), slow.turns(values)
    breakpoints, extrema = true_counts(f, k)
    assert bends <= breakpoints
    assert turns <= extrema
    found = [count_on_grid(f, k, grid=grid, backend=place, method="residues")]
    assert found[0].method == "residues"
    assert found[0].slope_changes == bends
    assert found[0].turns <= turns
    assert found[0].uncertain == 0
    assert found[0].by_hand <= grid.points
    if longest_in_int64(f, grid, k) == k:
        found.append(count_on_grid(f, k, grid=grid, backend=place, method="int64"))
        assert found[-1] == GridCount(k, grid.points, "int64", bends, turns, None, 0, 0)
        assert count_on_grid(f, k, grid=grid, backend=place) == found[-1]
    else:
        with pytest.raises(BudgetError, match="61 bits"):
            count_on_grid(f, k, grid=grid, backend=place, method="int64")
        assert count_on_grid(f, k, grid=grid, backend=place) == found[0]
    for format in formats:
        found.append(count_on_grid(f, k, grid=grid, backend=place, method="floats", format=format))
        seen = found[-1]
        assert seen.method == format.name
        assert seen.slope_changes <= bends
        assert seen.turns <= turns
        assert seen.by_hand == 0
        assert 0 <= seen.uncertain <= grid.points - 2
    for seen in found:
        assert (seen.k, seen.points) == (k, grid.points)
        assert seen.pieces == max(seen.slope_changes, seen.turns) + 1 <= breakpoints + 1
        assert seen.laps == seen.turns + 1 <= extrema + 1
    return found


@libraries
@pytest.mark.parametrize("key", SAFE)
def test_counts_of_fixed_maps(key: str, name: str) -> None:
    place, grid = library(name), Grid.inside(FIXED[key].domain, 33)
    for k in (0, 1, 5):
        check_counts(FIXED[key], k, grid, place, (FLOAT32, FLOAT64))


@LAWS
@given(maps(), st.integers(3, 90), st.integers(0, 9))
def test_counts_of_all_maps(f: PL, points: int, k: int) -> None:
    check_counts(f, k, Grid.inside(f.domain, points), library("numpy"), (FLOAT64,))


@pytest.mark.parametrize("key", ["skew", "nasty22", "flat", "awkward", "billion", "tiny", "17 breakpoints"])
def test_counts_beyond_what_floats_follow(key: str) -> None:
    f = FIXED[key]
    found = check_counts(f, 45, Grid.inside(f.domain, 33), library("numpy"), (FLOAT32, FLOAT64))
    assert found[-2].uncertain > 0  # float32


def test_the_truth_is_reached_by_every_method() -> None:
    for f, k in (
        (zoo.tent(), 5),
        (zoo.tent("7/5"), 4),
        (zoo.skew_tent("1/3"), 4),
        (FIXED["flat"], 3),
        (zoo.golden(), 6),
    ):
        breakpoints, extrema = true_counts(f, k)
        for seen in check_counts(f, k, Grid.inside(f.domain, 3001), library("numpy"), (FLOAT64,))[:3]:
            assert (seen.slope_changes, seen.turns) == (breakpoints, extrema)


@libraries
@pytest.mark.parametrize("key", ["skew", "nasty22", "flat", "tiny", "17 breakpoints"])
def test_what_a_float_tool_counts(key: str, name: str) -> None:
    f, place = FIXED[key], library(name)
    for points, k in ((64, 0), (65, 5), (65, 60)):
        grid = Grid.inside(f.domain, points)
        for format in (FLOAT32, FLOAT64):
            seen = count_on_grid(f, k, grid=grid, backend=place, method="floats", format=format)
            assert seen.float_turns == float_turns(f, k, grid, place, format)
        assert count_on_grid(f, k, grid=grid, backend=place, method="residues").float_turns == seen.float_turns


# ------------------------------------------------------------------------------
# Chunks


def without_by_hand(found: GridCount) -> GridCount:
    return replace(found, by_hand=0)


@LAWS
@given(maps(), st.integers(3, 70), st.integers(0, 8), st.integers(1, 12))
def test_chunks_change_nothing(f: PL, points: int, k: int, chunk: int) -> None:
    grid, place = Grid.inside(f.domain, points), library("numpy")
    small = replace(place, chunk=chunk)
    for method in ("auto", "residues", "floats"):
        whole = count_on_grid(f, k, grid=grid, backend=place, method=method)
        assert without_by_hand(count_on_grid(f, k, grid=grid, backend=small, method=method)) == without_by_hand(whole)


@libraries
@pytest.mark.parametrize("chunk", [1, 3, 62, 63])
def test_runs_that_cross_from_chunk_to_chunk(chunk: int, name: str) -> None:
    place = library(name)
    small = replace(place, chunk=chunk)
    for f, k in ((zoo.tent(), 6), (zoo.tent(), 8), (zoo.skew_tent("1/3"), 7), (FIXED["65 breakpoints"], 1)):
        grid = Grid.inside(f.domain, 65)
        exact = Knots.of(f)
        values = [exact.orbit(x, k)[-1] for x in grid]
        found = count_on_grid(f, k, grid=grid, backend=small)
        assert (found.slope_changes, found.turns) == (slow.slope_changes(values), slow.turns(values))
        for method in ("auto", "floats"):
            assert count_on_grid(f, k, grid=grid, backend=small, method=method) == count_on_grid(
                f, k, grid=grid, backend=place, method=method
            )


@pytest.mark.parametrize("chunk", [1, 7, 40])
def test_points_by_hand_do_not_depend_on_chunks(chunk: int) -> None:
    f, place = zoo.skew_tent("1/3"), library("numpy")
    grid = Grid.inside(f.domain, 101)
    whole = count_on_grid(f, 60, grid=grid, backend=place, method="residues")
    assert 50 <= whole.by_hand <= 101
    assert count_on_grid(f, 60, grid=grid, backend=replace(place, chunk=chunk), method="residues") == whole


# ------------------------------------------------------------------------------
# What is refused


@pytest.mark.parametrize("method", ["", "float64", "Floats", None, 3, ["floats"]])
def test_unknown_methods(method: object) -> None:
    with pytest.raises(InputError, match="a method, auto, floats, int64, residues, is required, found"):
        count_on_grid(zoo.tent(), 2, grid=Grid.inside(zoo.tent().domain, 9), backend=library("numpy"), method=method)  # type: ignore[arg-type]


@pytest.mark.parametrize("k", [-1, 1.0, True, "2", None])
def test_iterates_are_whole_numbers(k: object) -> None:
    for method in METHODS:
        with pytest.raises(InputError, match="k must be an integer >= 0"):
            count_on_grid(
                zoo.tent(), k, grid=Grid.inside(zoo.tent().domain, 9), backend=library("numpy"), method=method
            )  # type: ignore[arg-type]


@libraries
def test_int64_refuses_and_auto_goes_on(name: str) -> None:
    f, place = zoo.skew_tent("1/3"), library(name)
    grid = Grid.inside(f.domain, 17)
    most = longest_in_int64(f, grid, 1000)
    assert 10 < most < 60
    assert count_on_grid(f, most, grid=grid, backend=place).method == "int64"
    assert count_on_grid(f, most + 1, grid=grid, backend=place).method == "residues"
    with pytest.raises(BudgetError, match=rf"f\^{most + 1} on this grid .* int64 reaches f\^{most}\."):
        count_on_grid(f, most + 1, grid=grid, backend=place, method="int64")
