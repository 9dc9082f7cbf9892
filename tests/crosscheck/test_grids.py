"""Grids: exact uniform points inside an interval, on every library."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from exactpl import DomainError, InputError, Interval
from exactpl.crosscheck.formats import FLOAT32, FLOAT64
from exactpl.crosscheck.grids import Grid
from tests.crosscheck.cases import LIBRARIES, library, listed

LAWS = settings(derandomize=True, deadline=None, database=None, max_examples=150)
libraries = pytest.mark.parametrize("name", LIBRARIES)
BILLION = Interval(10**9, 10**9 + 1)
TINY = Interval(Fraction(-1, 10**30), Fraction(1, 10**30))
INTERVALS = [
    Interval(0, 1),
    Interval(-1, 0),
    Interval("1/3", "2/3"),
    Interval("-22/7", "1/1000"),
    BILLION,
    TINY,
    Interval(-(10**30), 1),
    Interval(2**52 - 5, 2**52 - 1),
    Interval(Fraction(1, 3), Fraction(1, 3) + Fraction(1, 10**9)),
]


def intervals() -> st.SearchStrategy[Interval]:
    """Intervals of many lengths, also far from 0, but not so far that few 52-bit numbers lie in them."""
    ends = st.fractions(min_value=-4, max_value=4, max_denominator=10**6)
    lengths = st.fractions(min_value=Fraction(1, 1000), max_value=4, max_denominator=10**6)
    scales = st.sampled_from([Fraction(2) ** e for e in (0, 40, -40, -300, 300)] + [Fraction(1, 10**30)])
    return st.builds(lambda a, w, c: Interval(a * c, (a + w) * c), ends, lengths, scales)


@LAWS
@given(intervals(), st.integers(3, 3000))
@example(BILLION, 1000)
@example(TINY, 1000)
@example(Interval(0, 1), 3)
def test_points_are_uniform_exact_floats_that_fill_the_interval(interval: Interval, points: int) -> None:
    grid = Grid.inside(interval, points)
    assert len(grid) == grid.points == points
    found = list(grid)
    assert len(found) == points
    assert {b - a for a, b in pairwise(found)} == {found[1] - found[0]}
    assert found[1] > found[0]
    assert all(x in interval for x in (found[0], found[-1]))
    lower, upper = interval
    assert lower is not None
    assert upper is not None
    assert found[0] - lower + upper - found[-1] < (upper - lower) / 1000
    for x in found:
        assert Fraction(float(x)) == x
        assert abs(x.numerator) <= 2**52 or x.denominator == 1
        assert x * grid.denominator == int(x * grid.denominator)
    assert [(grid.start + j * grid.step) * grid.factor for j in range(points)] == [x * grid.denominator for x in found]


@libraries
@pytest.mark.parametrize("interval", INTERVALS, ids=str)
def test_arrays_hold_the_points(name: str, interval: Interval) -> None:
    place = library(name)
    grid = Grid.inside(interval, 5 if interval.lower == 2**52 - 5 else 101)
    for start, stop in ((0, grid.points), (1, 4), (grid.points - 2, grid.points), (2, 2)):
        inside = [grid[j] for j in range(start, stop)]
        whole = listed(grid.numerators(place, start, stop))
        assert [n * Fraction(grid.factor, grid.denominator) for n in whole] == inside
        doubles = grid.floats(place, FLOAT64, start, stop)
        assert str(doubles.dtype).endswith("float64")
        assert [Fraction(x) for x in listed(doubles)] == inside
        singles = grid.floats(place, FLOAT32, start, stop)
        assert str(singles.dtype).endswith("float32")
        # one rounding off: the nearest float32, as NumPy rounds an exact float64
        assert listed(singles) == [float(np.float32(float(x))) for x in inside]
        if grid.is_exact_in(FLOAT32):
            assert [Fraction(x) for x in listed(singles)] == inside


def test_what_is_exact_in_float32() -> None:
    assert Grid.inside(Interval(0, 1), 1025).is_exact_in(FLOAT32)
    assert Grid.inside(Interval(0, 1), 1025).is_exact_in(FLOAT64)
    for interval in INTERVALS:
        grid = Grid.inside(interval, 5)
        assert grid.is_exact_in(FLOAT64)
        exact = all(Fraction(float(np.float32(float(x)))) == x for x in grid)
        assert exact or not grid.is_exact_in(FLOAT32)
    assert not Grid.inside(BILLION, 1001).is_exact_in(FLOAT32)


@pytest.mark.parametrize("interval", INTERVALS, ids=str)
def test_points_of_a_range(interval: Interval) -> None:
    grid = Grid.inside(interval, 5)
    part = grid.within(1, 4)
    assert list(part) == [grid[j] for j in range(1, 4)]
    assert len(part) == 3
    for j in (-1, 5, 10**9):
        with pytest.raises(IndexError, match=r"a point 0\.\.4"):
            grid[j]


@pytest.mark.parametrize(
    ("interval", "points"),
    [
        (BILLION, 2**22 + 2),  # units of 2^-22
        (Interval(10**9, 10**9 + Fraction(1, 2**40)), 3),
        (Interval(Fraction(1, 3), Fraction(1, 3) + Fraction(1, 2**60)), 3),
        (Interval(2**52, 2**52 + 1), 3),
    ],
    ids=str,
)
def test_too_many_points_for_an_interval(interval: Interval, points: int) -> None:
    with pytest.raises(InputError, match="52-bit binary fractions are required"):
        Grid.inside(interval, points)


def test_as_many_points_as_fit() -> None:
    grid = Grid.inside(BILLION, 2**22 + 1)
    assert (grid[0], grid[2**22]) == (10**9, 10**9 + 1)
    assert grid.step == 1


@pytest.mark.parametrize("interval", [Interval(0, None), Interval(None, 0), Interval(None, None), Interval(1, 1)])
def test_no_grid_on_what_is_not_compact_or_is_a_point(interval: Interval) -> None:
    with pytest.raises(DomainError, match="compact interval of positive length"):
        Grid.inside(interval, 10)


@pytest.mark.parametrize("points", [2, 0, -1, True, 2.5, "10", None, 2**40 + 1])
def test_no_grid_of_so_many_points(points: object) -> None:
    with pytest.raises(InputError, match="points must be"):
        Grid.inside(Interval(0, 1), points)  # type: ignore[arg-type]


def test_cells_below_the_format_are_refused() -> None:
    place = library("numpy")
    grid = Grid.inside(Interval(0, Fraction(1, 2**126)), 100)
    with pytest.raises(InputError, match="are required to compute in float32"):
        grid.floats(place, FLOAT32, 0, 3)
    assert listed(grid.floats(place, FLOAT64, 0, 3)) == [float(grid[j]) for j in range(3)]
    with pytest.raises(InputError, match="are required to compute in float64"):
        Grid.inside(Interval(0, Fraction(1, 2**1100)), 100).floats(place, FLOAT64, 0, 3)
