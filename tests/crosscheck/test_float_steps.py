"""f^k in floats: the exact values lie within the bounds, always, and pieces that are called certain are right."""

import math
from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exactpl import PL, InputError, zoo
from exactpl.crosscheck.backends import Backend
from exactpl.crosscheck.float_steps import Ball, FloatSteps
from exactpl.crosscheck.formats import FLOAT32, FLOAT64, FloatFormat
from exactpl.crosscheck.grids import Grid
from exactpl.crosscheck.quiet import quiet
from tests.crosscheck.cases import (
    AWKWARD,
    FIXED,
    LIBRARIES,
    library,
    listed,
    maps,
    moved,
    overflowing,
    spike,
    zigzag,
)
from tests.oracles.grids import Knots

LAWS = settings(derandomize=True, deadline=None, database=None, max_examples=150)
FORMATS = [FLOAT32, FLOAT64]
libraries = pytest.mark.parametrize("name", LIBRARIES)
formats = pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.name)
K = 40


def place_of(f: Knots, x: float) -> int:
    """Return the number of the piece that a float is taken to lie on, -1 for one that is not a number."""
    if math.isfinite(x):
        return sum(Fraction(x) >= b for b in f.xs[1:-1])
    return -1 if math.isnan(x) else len(f.xs) - 2 if x > 0 else 0


def check(steps: FloatSteps, ball: Ball, orbits: Sequence[Sequence[Fraction]], f: Knots) -> list[list[float]]:
    """See that a ball that steps along exact orbits holds them, at each step. Returns its bounds, step by step."""
    paths_agree = [True] * len(orbits)
    bounds = []
    with quiet():
        for j in range(len(orbits[0])):
            values, found, certain = listed(ball.values), listed(ball.bounds), listed(ball.certain)
            for i, orbit in enumerate(orbits):
                if math.isfinite(found[i]):
                    assert math.isfinite(values[i]), f"f^{j}, point {i}: {values[i]} has the bound {found[i]}"
                    off = abs(Fraction(values[i]) - orbit[j])
                    assert off <= Fraction(found[i]), f"f^{j}, point {i} is off by {float(off)}, beyond {found[i]}"
                assert paths_agree[i] or not certain[i], f"f^{j}, point {i} is on another piece, and called certain"
                paths_agree[i] &= place_of(f, values[i]) in f.closed_pieces(orbit[j])
            bounds.append(found)
            ball = steps.step(ball)
    return bounds


def fits(f: Knots, format: FloatFormat) -> bool:
    """Say whether a format holds the slopes and the intercepts."""
    return max(map(abs, f.slopes + f.intercepts)) < Fraction(2) ** format.most


def check_map(f: PL, place: Backend, format: FloatFormat, points: int = 17, k: int = K) -> None:
    """See that the orbits of grid points are held, and not by bounds that say nothing."""
    exact, grid = Knots.of(f), Grid.inside(f.domain, points)
    if not fits(exact, format):
        with pytest.raises(InputError, match=rf"numbers below 2\^{format.most} are required"):
            FloatSteps(f, place, format)
        return
    steps = FloatSteps(f, place, format)
    orbits = [exact.orbit(x, k) for x in grid]
    bounds = check(steps, steps.start(grid, 0, points), orbits, exact)
    for j in range(2 if format is FLOAT32 else 4):
        assert all(map(math.isfinite, bounds[j]))


def near(f: PL) -> list[Fraction]:
    """Return the ends, the breakpoints, and points beside these, in the domain."""
    a, b = f.knots[0][0], f.knots[-1][0]
    sides = [side * (b - a) / 2**e for e in (20, 24, 30, 53, 60, 80) for side in (1, -1)]
    return sorted({x + side for x, _ in f.knots[:6] for side in (0, *sides) if a <= x + side <= b})


@libraries
@formats
@pytest.mark.parametrize("key", FIXED)
def test_exact_values_lie_within_the_bounds(key: str, name: str, format: FloatFormat) -> None:
    check_map(FIXED[key], library(name), format, points=17 if name == "numpy" else 7)


@formats
@pytest.mark.parametrize("key", FIXED)
def test_points_on_breakpoints_and_beside_them(key: str, format: FloatFormat) -> None:
    f, exact, points = FIXED[key], Knots.of(FIXED[key]), near(FIXED[key])
    if not fits(exact, format):
        assert (key, format) == ("huge", FLOAT32)
        return
    steps = FloatSteps(f, library("numpy"), format)
    check(steps, steps.around(points), [exact.orbit(x, 12) for x in points], exact)


@LAWS
@given(maps(), st.sampled_from(FORMATS), st.integers(3, 20))
def test_all_maps(f: PL, format: FloatFormat, points: int) -> None:
    check_map(f, library("numpy"), format, points, 25)


@pytest.mark.parametrize("name", ["array_api_strict", "torch"])
def test_all_maps_with_other_libraries(name: str) -> None:
    place = library(name)

    @settings(LAWS, max_examples=30)
    @given(maps(), st.sampled_from(FORMATS))
    def law(f: PL, format: FloatFormat) -> None:
        check_map(f, place, format, 7, 12)

    law()


@formats
@pytest.mark.parametrize("exponent", [-100, -60, 60, 90])
def test_scales_near_the_ends_of_float32(exponent: int, format: FloatFormat) -> None:
    for f in (zoo.tent("7/5"), AWKWARD, zigzag(17, 3)):
        check_map(moved(f, Fraction(2) ** exponent, Fraction(0)), library("numpy"), format)


@pytest.mark.parametrize("exponent", [-1000, -960, 900, 960])
def test_scales_near_the_ends_of_float64(exponent: int) -> None:
    for f in (zoo.tent("7/5"), AWKWARD, zigzag(17, 3)):
        check_map(moved(f, Fraction(2) ** exponent, Fraction(0)), library("numpy"), FLOAT64)


@formats
@pytest.mark.parametrize("key", ["tent", "skew", "awkward", "flat", "17 breakpoints", "billion", "tiny"])
def test_images_without_bounds_are_the_same_floats(key: str, format: FloatFormat) -> None:
    place, f = library("numpy"), FIXED[key]
    grid = Grid.inside(f.domain, 33)
    steps = FloatSteps(f, place, format)
    ball = steps.start(grid, 0, 33)
    plain = ball.values
    for _ in range(10):
        with quiet():
            ball, plain = steps.step(ball), steps.image(plain)
        assert listed(ball.values) == listed(plain)


@libraries
@formats
@pytest.mark.parametrize("key", ["nasty0", "nasty4", "tent", "flat", "16 breakpoints", "65 breakpoints", "billion"])
def test_places_are_exact(key: str, name: str, format: FloatFormat) -> None:
    place, f = library(name), FIXED[key]
    steps = FloatSteps(f, place, format)
    numbers = [format.at_least(x + side * abs(x) / 2**21) for x, _ in f.knots for side in (0, 1, -1)]
    found = listed(steps.place(place.array(numbers, format.dtype(place.xp))))
    assert found == [sum(Fraction(x) >= b for b in f.breakpoints) for x in numbers]


def test_the_bounds_are_not_wasteful() -> None:
    place = library("numpy")
    for f, k, most in ((zoo.tent("7/5"), 30, 1e-9), (PL([(0, 1), (1, 0)]), 40, 1e-13), (FIXED["far"], 3, 1e-7)):
        grid = Grid.inside(f.domain, 101)
        steps = FloatSteps(f, place, FLOAT64)
        ball = steps.start(grid, 0, 101)
        for _ in range(k):
            ball = steps.step(ball)
        assert max(listed(ball.bounds)) <= most
        assert sum(listed(ball.certain)) >= 50


# ------------------------------------------------------------------------------
# The checker above sees bounds that are too small


@libraries
@formats
@pytest.mark.parametrize("key", ["awkward", "17 breakpoints", "tiny", "far"])
def test_the_check_fails_without_the_roundings(
    key: str, name: str, format: FloatFormat, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = library(name)
    monkeypatch.setattr(FloatSteps, "_roundings", lambda _self, _product, image: 0 * image)
    with pytest.raises(AssertionError, match="is off by"):
        check_map(FIXED[key], place, format)


@formats
def test_the_check_fails_where_errors_do_not_grow(format: FloatFormat, monkeypatch: pytest.MonkeyPatch) -> None:
    original = FloatSteps._steepest
    monkeypatch.setattr(FloatSteps, "_steepest", lambda self, lower, upper: original(self, lower, upper) / 2)
    with pytest.raises(AssertionError, match="is off by"):
        check_map(FIXED["awkward"], library("numpy"), format)


@formats
def test_the_check_fails_where_neighbouring_pieces_are_forgotten(
    format: FloatFormat, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = FloatSteps._steepest
    monkeypatch.setattr(FloatSteps, "_steepest", lambda self, lower, _upper: original(self, lower, lower))
    f = spike(Fraction(1, 2**60) if format is FLOAT64 else Fraction(1, 2**30))
    exact, points = Knots.of(f), [x for x, _ in f.knots]
    steps = FloatSteps(f, library("numpy"), format)
    with pytest.raises(AssertionError, match="is off by"):
        check(steps, steps.around(points), [exact.orbit(x, 5) for x in points], exact)


@formats
def test_the_check_fails_where_everything_is_called_certain(
    format: FloatFormat, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = FloatSteps.step

    def step(self: FloatSteps, ball: Ball) -> Ball:
        found = original(self, ball)
        return Ball(found.values, found.bounds, found.certain | True)

    monkeypatch.setattr(FloatSteps, "step", step)
    with pytest.raises(AssertionError, match="called certain"):
        check_map(FIXED["awkward"], library("numpy"), format)


# ------------------------------------------------------------------------------
# The ends of the formats


@formats
@pytest.mark.parametrize("width", [0, 40, 80])
def test_slopes_below_the_normal_numbers(width: int, format: FloatFormat) -> None:
    least, size = Fraction(2) ** format.least, Fraction(2) ** width
    place = library("numpy")
    for slope in (
        least / 2**35,
        least * Fraction(3, 2) / 2 ** (format.digits - 1),
        least / 2**80,
        least * Fraction(9, 7),
    ):
        f = PL([(0, 0), (size, slope * size)])
        if slope < least:
            with pytest.raises(InputError, match="slopes that are 0 or at least"):
                FloatSteps(f, place, format)
            continue
        steps, exact, grid = FloatSteps(f, place, format), Knots.of(f), Grid.inside(f.domain, 5)
        check(steps, steps.start(grid, 0, 5), [exact.orbit(x, 3) for x in grid], exact)


@formats
def test_images_below_the_normal_numbers(format: FloatFormat) -> None:
    size = Fraction(2) ** (format.least + 14)
    for slope in (Fraction(1, 3**12), Fraction(5, 2**20), Fraction(1, 3)):
        for offset in (Fraction(0), Fraction(1, 3**11)):
            check_map(PL([(0, size * offset), (size, size * (slope + offset))]), library("numpy"), format, 5)


@formats
@pytest.mark.parametrize("side", [1, -1])
@pytest.mark.parametrize("b", [Fraction(1, 2), Fraction(1, 3)])
def test_balls_whose_ends_round_onto_a_breakpoint(b: Fraction, side: int, format: FloatFormat) -> None:
    f, place = PL([(0, 1), (b, "1/8"), (1, 1)]), library("numpy")
    exact, steps, dtype = Knots.of(f), FloatSteps(f, place, format), format.dtype(place.xp)
    value = format.at_least(b)  # on the right piece
    if side > 0:
        value = -format.at_least(-b + Fraction(1, 2**100))  # on the left one
    for far in (Fraction(1, 2**60), Fraction(1, 2**80)):
        point = b + side * far  # on the other piece
        bound = format.at_least(abs(Fraction(value) - point))
        ball = Ball(place.array([value], dtype), place.array([bound], dtype), place.array([True], place.xp.bool))
        bounds = check(steps, ball, [exact.orbit(point, 4)], exact)
        assert all(map(math.isfinite, bounds[-1]))


@formats
def test_slopes_that_the_format_cannot_hold(format: FloatFormat) -> None:
    top = (1 - Fraction(1, 2**format.digits)) * Fraction(2) ** format.most
    for slope in (Fraction(2) ** (format.most - 7), top, 2 * top):
        with pytest.raises(InputError, match=format.name):
            FloatSteps(PL([(0, 0), (1, slope)]), library("numpy"), format)


@formats
def test_slopes_just_above_the_largest_number(format: FloatFormat) -> None:
    top = (1 - Fraction(1, 2**format.digits)) * Fraction(2) ** format.most
    with pytest.raises(InputError, match=format.name):
        FloatSteps(PL([(0, 0), (1, top + 1)]), library("numpy"), format)


@libraries
@formats
@pytest.mark.parametrize("side", [1, -1])
@pytest.mark.parametrize("breakpoints", [1, 20, 70])
def test_pieces_after_an_overflow_are_not_certain(breakpoints: int, side: int, format: FloatFormat, name: str) -> None:
    f, size = overflowing(format.most, side, breakpoints)
    exact = Knots.of(f)
    points = [side * size * Fraction(n, 100) for n in (10, 55, 79, 82, 83, 84, 90, 99)]
    steps = FloatSteps(f, library(name), format)
    check(steps, steps.around(points), [exact.orbit(x, 4) for x in points], exact)


def test_points_beyond_the_floats_are_refused() -> None:
    big, far = Fraction(2) ** 1000, Fraction(2) ** 1030
    f = PL([(0, 0), (big, big), (2 * big, big / 2), (far, big / 2)])
    steps = FloatSteps(f, library("numpy"), FLOAT64)
    with pytest.raises(InputError, match=r"points below 2\^1024"):
        steps.start(Grid.inside(f.domain, 65), 0, 65)
