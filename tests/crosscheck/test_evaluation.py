"""f^k and networks on whole grids: all chunks give the same arrays, within their bounds, and memory is asked first."""

import math
from dataclasses import replace
from fractions import Fraction

import pytest

import exactpl as xp
from exactpl import PL, BudgetError, InputError, Interval, zoo
from exactpl.crosscheck import network_floats
from exactpl.crosscheck.backends import Backend
from exactpl.crosscheck.evaluation import evaluate, evaluate_network
from exactpl.crosscheck.float_steps import Ball, FloatSteps
from exactpl.crosscheck.formats import FLOAT32, FLOAT64, FloatFormat
from exactpl.crosscheck.grids import Grid
from exactpl.networks.line import line_of
from tests.crosscheck.cases import FIXED, LIBRARIES, library, listed
from tests.oracles.grids import Knots

N = xp.networks
libraries = pytest.mark.parametrize("name", LIBRARIES)
formats = pytest.mark.parametrize("format", [FLOAT32, FLOAT64], ids=lambda format: format.name)
KEYS = ["tent", "skew", "flat", "awkward", "17 breakpoints", "billion"]
NETWORK = N.initialised([2, 6, 6, 3], seed=8, biases="uniform", activation="abs")
LINE = line_of(NETWORK, (-1, 1), ["1/3", "-1/7"], [1, "1/3"])


def same(a: Ball, b: Ball) -> bool:
    """Say whether two balls are the same arrays."""
    pairs = ((a.values, b.values), (a.bounds, b.bounds), (a.certain, b.certain))
    return all(listed(x) == listed(y) for x, y in pairs)


def small(place: Backend) -> Backend:
    return replace(place, free_memory=lambda: 1000, device_name="a small device")


@libraries
@formats
@pytest.mark.parametrize("key", KEYS)
def test_values_lie_within_their_bounds(key: str, name: str, format: FloatFormat) -> None:
    f, grid = FIXED[key], Grid.inside(FIXED[key].domain, 65)
    exact = Knots.of(f)
    for k in (0, 1, 6):
        ball = evaluate(f, k, grid=grid, backend=library(name), format=format)
        assert str(ball.values.dtype).endswith(format.name)
        values, bounds, certain = listed(ball.values), listed(ball.bounds), listed(ball.certain)
        assert len(values) == len(bounds) == len(certain) == 65
        told = [(x, y, e) for x, y, e in zip(grid, values, bounds, strict=True) if math.isfinite(e)]
        for x, y, e in told:
            assert abs(Fraction(y) - exact.orbit(x, k)[-1]) <= Fraction(e)
        assert len(told) == 65 or k > 1
        assert all(certain) or k


@libraries
@formats
def test_chunks_change_nothing(name: str, format: FloatFormat) -> None:
    place = library(name)
    for key in ("skew", "awkward", "17 breakpoints"):
        grid = Grid.inside(FIXED[key].domain, 23)
        whole = evaluate(FIXED[key], 5, grid=grid, backend=replace(place, chunk=23), format=format)
        for chunk in (1, 2, 7, 22, 24, 1000):
            assert same(evaluate(FIXED[key], 5, grid=grid, backend=replace(place, chunk=chunk), format=format), whole)


def test_it_is_the_steps_one_by_one() -> None:
    f, place = FIXED["awkward"], library("numpy")
    grid = Grid.inside(f.domain, 101)
    steps = FloatSteps(f, place, FLOAT64)
    ball = steps.start(grid, 0, 101)
    for _ in range(7):
        ball = steps.step(ball)
    found = evaluate(f, 7, grid=grid, backend=place)
    assert same(found, ball)
    assert not same(found, evaluate(f, 6, grid=grid, backend=place))


def test_a_map_with_rays_on_a_part_of_the_line() -> None:
    f = zoo.scrambling()
    grid = Grid.inside(Interval(-2, 3), 41)
    ball = evaluate(f, 2, grid=grid, backend=library("numpy"))
    for x, y, e in zip(grid, listed(ball.values), listed(ball.bounds), strict=True):
        assert abs(Fraction(y) - f(f(x))) <= Fraction(e) < Fraction(1, 10**12)


@pytest.mark.parametrize("k", [-1, True, 1.0, "2", None])
def test_iterates_are_whole_numbers(k: object) -> None:
    with pytest.raises(InputError, match="k must be an integer >= 0"):
        evaluate(zoo.tent(), k, grid=Grid.inside(Interval(0, 1), 9), backend=library("numpy"))  # type: ignore[arg-type]


@libraries
def test_memory_is_asked_before_the_work(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place = small(library(name))

    def never(*_: object) -> Ball:
        raise AssertionError("the work began")

    few, many = Grid.inside(Interval(0, 1), 5), Grid.inside(Interval(0, 1), 10**9)
    assert len(listed(evaluate(zoo.tent(), 2, grid=few, backend=place).values)) == 5
    monkeypatch.setattr(FloatSteps, "start", never)
    with pytest.raises(AssertionError, match="the work began"):
        evaluate(zoo.tent(), 2, grid=few, backend=place)
    for grid in (many, Grid.inside(Interval(0, 1), 100)):
        with pytest.raises(BudgetError, match=r"bytes, and 1,000 are free on a small device\. Take fewer points"):
            evaluate(zoo.tent(), 2, grid=grid, backend=place)
        with pytest.raises(BudgetError, match=r"bytes, and 1,000 are free on a small device\. Take fewer points"):
            evaluate_network(NETWORK, line=LINE, grid=grid, backend=place)


def test_a_float32_grid_needs_half_the_memory() -> None:
    grid = Grid.inside(Interval(0, 1), 25)
    place = small(library("numpy"))
    assert len(listed(evaluate(zoo.tent(), 2, grid=grid, backend=place, format=FLOAT32).values)) == 25
    with pytest.raises(BudgetError, match="25 points needs 850 bytes"):
        evaluate(zoo.tent(), 2, grid=grid, backend=place)


# ------------------------------------------------------------------------------
# Networks


def check_network(ball: Ball, grid: Grid) -> None:
    assert tuple(ball.values.shape) == tuple(ball.bounds.shape) == tuple(ball.certain.shape) == (grid.points, 3)
    for j in {0, 1, 255, 256, 257, 511, 512, grid.points - 1} & set(range(grid.points)):
        exact = NETWORK.image(LINE.at(grid[j]))
        for x, y, e in zip(exact, listed(ball.values[j, :]), listed(ball.bounds[j, :]), strict=True):
            assert abs(Fraction(y) - x) <= Fraction(e) < Fraction(1, 1000)


@libraries
@formats
def test_networks_on_grids_in_chunks(name: str, format: FloatFormat) -> None:
    place, grid = library(name), Grid.inside(LINE.on, 600)
    check_network(evaluate_network(NETWORK, line=LINE, grid=grid, backend=place, format=format), grid)
    check_network(evaluate_network(NETWORK, line=LINE, grid=grid, backend=replace(place, chunk=1), format=format), grid)
    few = Grid.inside(LINE.on, 3)
    check_network(evaluate_network(NETWORK, line=LINE, grid=few, backend=place, format=format), few)


def test_wide_networks_take_small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[int, int]] = []
    original = network_floats.NetworkFloats.images

    def images(self: network_floats.NetworkFloats, grid: Grid, start: int, stop: int) -> Ball:
        seen.append((start, stop))
        return original(self, grid, start, stop)

    monkeypatch.setattr(network_floats.NetworkFloats, "images", images)
    network = N.dense([[[1]] * 100, [[1] * 100]], [[0] * 100, [0]])
    line, grid = line_of(network, (0, 1), None, None), Grid.inside(Interval(0, 1), 1000)
    ball = evaluate_network(network, line=line, grid=grid, backend=replace(library("numpy"), chunk=40_000))
    assert seen == [(0, 400), (400, 800), (800, 1000)]
    assert tuple(ball.values.shape) == (1000, 1)


def test_a_map_over_a_field_is_refused_cleanly() -> None:
    golden = xp.Algebraic([-1, -1, 1], 1, 2)
    f = PL([(0, 0), (golden - 1, 1), (1, 0)])
    with pytest.raises(InputError, match="rational"):
        evaluate(f, 2, grid=Grid.inside(Interval(0, 1), 9), backend=library("numpy"))
