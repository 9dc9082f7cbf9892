"""The walk over signs: level sets by hand, and against the other code of the oracle."""

import random
from fractions import Fraction

import pytest

from tests.dynamics.families import nasty_maps, powers
from tests.oracles.levels import components, critical_values, crossings, levels_of, sign_walk, zero_runs
from tests.oracles.maps import Map, crossing_count, image, make, power, preimages

Q = Fraction
TENT = make([(0, 0), ("1/2", 1), (1, 0)])
TRAPEZOID = make([(0, 0), ("1/3", 1), ("2/3", 1), (1, 0)])
STEP = make([(0, 0), ("1/3", "1/2"), ("2/3", "1/2"), (1, 1)])  # a plateau between opposite signs of f - 1/2
X = make([(0, 0)], 1, 1)
RELU = make([(0, 0)], 0, 1)
ABS = make([(0, 0)], -1, 1)
BUMP = make([(0, 0), (1, 1), (2, 1), (3, 2), (4, 2), (5, 0)])


def test_the_cells_of_the_tent_at_one_half() -> None:
    # 0 | rising below | 1/4 | rising above | 1/2 | falling above | 3/4 | falling below | 1
    assert sign_walk(TENT, "1/2") == [
        (True, -1),
        (False, -1),
        (True, 0),
        (False, 1),
        (True, 1),
        (False, 1),
        (True, 0),
        (False, -1),
        (True, -1),
    ]


def test_the_cells_of_rays() -> None:
    assert sign_walk(RELU, 0) == [(False, 0), (True, 0), (False, 1)]
    assert sign_walk(RELU, 2) == [(False, -1), (True, -1), (False, -1), (True, 0), (False, 1)]
    assert sign_walk(ABS, 1) == [(False, 1), (True, 0), (False, -1), (True, -1), (False, -1), (True, 0), (False, 1)]
    assert sign_walk(make([(0, 1)], None, "-1/2"), 0) == [(True, 1), (False, 1), (True, 0), (False, -1)]
    assert sign_walk(make([(0, 1)], 1), 1) == [(False, -1), (True, 0)]


@pytest.mark.parametrize(
    ("m", "level", "changes", "points", "intervals"),
    [
        (TENT, "1/2", 2, 2, 0),
        (TENT, 0, 0, 2, 0),
        (TENT, 1, 0, 1, 0),  # touched
        (TENT, 2, 0, 0, 0),
        (TENT, -1, 0, 0, 0),
        (TRAPEZOID, 1, 0, 0, 1),
        (TRAPEZOID, "1/2", 2, 2, 0),
        (STEP, "1/2", 1, 0, 1),
        (X, 7, 1, 1, 0),
        (RELU, 0, 0, 0, 1),
        (RELU, 3, 1, 1, 0),
        (RELU, -3, 0, 0, 0),
        (ABS, 0, 0, 1, 0),
        (ABS, 1, 2, 2, 0),
        (BUMP, 1, 2, 1, 1),
        (BUMP, 2, 0, 0, 1),
        (BUMP, "3/2", 2, 2, 0),
        (make([(0, 5)], 0, 0), 5, 0, 0, 1),
        (make([(0, 5)], 0, 0), 4, 0, 0, 0),
        (make([(0, 0), (1, 0), (2, 0)], 0, 1), 0, 0, 0, 1),  # redundant knots on a plateau
        (make([(0, 0), (1, 0)], 1, 1), 0, 1, 0, 1),
        (make([(0, 1), (1, 0), (2, 0), (3, 1), (4, 0), (5, -1)]), 0, 1, 1, 1),
    ],
)
def test_by_hand(m: Map, level: int | str, changes: int, points: int, intervals: int) -> None:
    assert crossings(m, level) == changes
    assert zero_runs(m, level) == (points, intervals)
    assert components(m, level) == points + intervals


def test_iterates_of_the_tent_by_hand() -> None:
    for k in range(1, 7):
        iterate = power(TENT, k)
        assert [crossings(iterate, y) for y in ("0", "1/3", "1/2", "1")] == [0, 2**k, 2**k, 0]
        assert [components(iterate, y) for y in ("0", "1/3", "1/2", "1")] == [
            2 ** (k - 1) + 1,
            2**k,
            2**k,
            2 ** (k - 1),
        ]


def test_the_walk_agrees_with_zero_sets_and_with_the_signs_at_knots() -> None:
    rng = random.Random("walk")
    for m in nasty_maps("walk", 60, max_breakpoints=7):
        for _, iterate in powers(m, 4, 60):
            for level in levels_of(m, rng, 6):
                found = preimages(iterate, level)
                points = sum(lo is not None and lo == hi for lo, hi in found)
                assert zero_runs(iterate, level) == (points, len(found) - points)
                assert crossings(iterate, level) == crossing_count(iterate, level)


def test_critical_values() -> None:
    assert critical_values(TENT, 0) == [0, Q(1, 2), 1]
    assert critical_values(TENT, 5) == [0, Q(1, 2), 1]
    # 0 -> 1/2 -> 3/4 -> 3/8 and 1 -> 0
    assert critical_values(make([(0, "1/2"), ("1/2", "3/4"), (1, 0)]), 2) == [0, Q(3, 8), Q(1, 2), Q(3, 4), 1]


def test_levels_are_of_all_kinds() -> None:
    rng = random.Random("levels")
    plateau = STEP.knots[1][1]
    found = levels_of(STEP, rng, 400)
    lo, hi = image(STEP)
    assert lo is not None
    assert hi is not None
    assert {Q(0), Q(1), plateau, Q(1, 3)} <= set(found)
    assert any(y < lo for y in found)
    assert any(y > hi for y in found)
    assert levels_of(STEP, random.Random(3), 5) == levels_of(STEP, random.Random(3), 5)
