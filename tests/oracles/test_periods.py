"""Counts of fixed points and of least periods by hand, and against the other code of the oracle."""

import pytest

from tests.dynamics.families import nasty_maps, powers
from tests.oracles.maps import Map, fixed_components, isolated_periodic_points, make, periodic_intervals, power
from tests.oracles.periods import divisors, fixed_point_count, mobius, periodic_point_count

TENT = make([(0, 0), ("1/2", 1), (1, 0)])
FLIP = make([(0, 1), (1, 0)])
ROTATION = make([(0, "2/5"), ("3/5", 1), ("4/5", 0), (1, "1/5")])  # x + 2/5 mod 1 on [0, 3/5] and [4/5, 1]


def affine(slope: int | str, constant: int | str) -> Map:
    return make([(0, constant)], slope, slope)


def test_moebius() -> None:
    # OEIS A008683
    assert [mobius(n) for n in range(1, 31)] == [
        *(1, -1, -1, 0, -1, 1, -1, 0, 0, 1),
        *(-1, 0, -1, 1, 1, 0, -1, 0, -1, 0),
        *(1, 1, -1, 0, 0, 1, 0, 0, -1, -1),
    ]
    assert divisors(12) == [1, 2, 3, 4, 6, 12]


@pytest.mark.parametrize(
    ("m", "fixed", "points"),
    [
        # (isolated, intervals) of f, ..., f^4; points of least period 1, ..., 4, None: infinitely many
        (TENT, [(2, 0), (4, 0), (8, 0), (16, 0)], [2, 2, 6, 12]),
        (FLIP, [(1, 0), (0, 1), (1, 0), (0, 1)], [1, None, 0, 0]),
        # the fifths 1 -> 3 -> 5 -> 1 move by slope 1; 4 -> all and 2 -> 4 give the Lucas numbers 1, 3, 4, 7
        (ROTATION, [(1, 0), (3, 0), (4, 3), (7, 0)], [1, 2, None, 4]),
        (make([(0, 0), ("1/2", "1/2"), (1, 0)]), [(0, 1)] * 4, [None, 0, 0, 0]),
        (make([(0, "1/3"), (1, "1/3")]), [(1, 0)] * 4, [1, 0, 0, 0]),
        (make([(0, 1), ("1/3", "1/3"), (1, 0)]), [(1, 0), (0, 1), (1, 0), (0, 1)], [1, None, 0, 0]),
        (make([(0, 0), ("1/4", 0), ("3/4", 1), (1, 1)]), [(3, 0)] * 4, [3, 0, 0, 0]),
        (affine(1, 0), [(0, 1)] * 4, [None, 0, 0, 0]),
        (affine(1, 1), [(0, 0)] * 4, [0, 0, 0, 0]),
        (affine(-1, 1), [(1, 0), (0, 1), (1, 0), (0, 1)], [1, None, 0, 0]),
        (affine(2, 0), [(1, 0)] * 4, [1, 0, 0, 0]),
        (affine("-1/2", 3), [(1, 0)] * 4, [1, 0, 0, 0]),
        (make([(0, 0)], "-1/2", -2), [(1, 0), (0, 1), (1, 0), (0, 1)], [1, None, 0, 0]),
        (make([(0, 0)], 0, 1), [(0, 1)] * 4, [None, 0, 0, 0]),
        (make([(0, 0)], -1, 1), [(0, 1)] * 4, [None, 0, 0, 0]),
        (make([(0, 1)], None, 1), [(0, 0)] * 4, [0, 0, 0, 0]),
        (make([(0, 0)], None, 2), [(1, 0)] * 4, [1, 0, 0, 0]),
    ],
)
def test_by_hand(m: Map, fixed: list[tuple[int, int]], points: list[int | None]) -> None:
    iterates = [power(m, k) for k in range(5)]
    assert [fixed_point_count(iterates[n]) for n in range(1, 5)] == fixed
    assert [periodic_point_count(iterates, n) for n in range(1, 5)] == points


def test_every_point_is_fixed_by_the_power_0() -> None:
    for m in (TENT, affine(2, 1), make([(0, 1)], None, 1)):
        assert fixed_point_count(power(m, 0)) == (0, 1)


def test_counts_agree_with_lists() -> None:
    for m in nasty_maps("periods oracle", 50, max_breakpoints=4):
        iterates = [iterate for _, iterate in powers(m, 5, 40)]
        for n in range(1, len(iterates)):
            components = fixed_components(iterates[n])
            isolated = sum(lo is not None and lo == hi for lo, hi in components)
            assert fixed_point_count(iterates[n]) == (isolated, len(components) - isolated)
            listed = None if periodic_intervals(m, n) else len(isolated_periodic_points(m, n))
            assert periodic_point_count(iterates, n) == listed


def test_moebius_inversion_where_no_interval_is_fixed() -> None:
    for m in nasty_maps("inversion", 40, max_breakpoints=4):
        iterates = [iterate for _, iterate in powers(m, 6, 60)]
        for n in range(1, len(iterates)):
            fixed = {d: fixed_point_count(iterates[d]) for d in divisors(n)}
            if not fixed[n][1]:
                by_inversion = sum(mobius(n // d) * fixed[d][0] for d in fixed)
                assert periodic_point_count(iterates, n) == by_inversion
