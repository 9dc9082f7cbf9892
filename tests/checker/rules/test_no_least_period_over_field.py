"""no_least_period_over_field: accepted and rejected."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.checker import fueltable
from tests.checker.certmaker import certificate
from tests.checker.corpus_coverings import field_text
from tests.checker.fieldcerts import (
    FLIP_2,
    GOLDEN,
    HALF_A,
    LONG,
    LONG_TENT,
    RAY_2,
    SLOW_2,
    SQUARE_2,
    SURD_TENT,
    TENT_2,
    A,
    Z,
    listed,
    refuses_other_maps,
    refuses_what_all_refuse,
)
from tests.harness import accepted_line, fuel, verdict

FLIPPED = {n: [["0", A] * n, [A, "0"] * n] for n in range(1, 10)}  # the orbits of both ends, to be cut
SLOW_TWICE = [["0", "0", "0"], ["1", HALF_A, "1/2"]]


def none(n: Any, orbits: Any, text: str = TENT_2, on: Any = None) -> dict[str, Any]:
    return certificate(text, {"n": n, "on": on, "type": "no_least_period_over_field"}, {"orbits": orbits})


def says(*given: Any, **more: Any) -> str:
    return verdict(none(*given, **more))


def flipped(n: int, middle: bool = False) -> list[list[Any]]:
    ends = [orbit[: n + 1] for orbit in FLIPPED[n]]
    return [ends[0], [HALF_A] * (n + 1), ends[1]] if middle else ends


def test_statements_and_lemma() -> None:
    assert accepted_line(none(2, SLOW_TWICE, SLOW_2)) == (
        "f has no point of least period 2 on [0, 1]",
        "T0.1, T0.2, T2.8",
    )
    assert accepted_line(none(4, flipped(4), FLIP_2))[0] == (
        "f has no point of least period 4 on [0, a], where a is the root of -2 + t^2 in [1, 2]"
    )


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5])
def test_the_tent_of_slope_root_2(n: int) -> None:
    # 1, all even numbers, and no other
    orbits = listed(SURD_TENT, n)
    assert says(n, orbits) == ("accept" if n in (3, 5) else "reject period-exists")


def test_an_identity_on_a_cell_is_that_of_a_smaller_iterate() -> None:
    # the flip: f^n is the identity for even n, and all points but a/2 have period 2
    for n in range(1, 10):
        points = flipped(n, middle=n % 2 == 1)
        assert says(n, points, FLIP_2) == ("reject period-exists" if n <= 2 else "accept")
    # with a/2, whose period is 1, beside the cells: they still have period 2
    assert says(2, flipped(2, middle=True), FLIP_2) == "reject period-exists"
    assert says(4, flipped(4, middle=True), FLIP_2) == says(6, flipped(6, middle=True), FLIP_2) == "accept"


def test_ends_of_a_cell_with_different_smaller_periods() -> None:
    # f^6 is the identity on a cell whose ends have the periods 2 and 3, and whose inside has period 6: three
    # intervals of length 1 and three more, exchanged; between 2 and 3, 3 and 4 nothing returns.
    # x in [0, 1] -> 5 - x; [4, 5] -> [0, 1] is x - 4: so 2 steps take x to 1 - x, with 1/2 of period 2, others of 4.
    knots = [["0", "5"], ["1", "4"], ["4", "0"], ["5", "1"]]
    text = field_text(*SQUARE_2, knots)
    four: list[list[Any]] = [["0", "5", "1", "4", "0"], ["1/2", "9/2", "1/2", "9/2", "1/2"], ["1", "4", "0", "5", "1"]]
    four += [["16/7", "16/7", "16/7", "16/7", "16/7"]]
    four += [["4", "0", "5", "1", "4"], ["9/2", "1/2", "9/2", "1/2", "9/2"], ["5", "1", "4", "0", "5"]]
    assert says(4, four, text) == "reject not-affine"  # between 1 and 4 the images pass 1 and 4
    assert says(1, [["0", "5"], ["1", "4"], ["16/7", "16/7"], ["4", "0"], ["5", "1"]], text) == "reject period-exists"
    on_left = [["0", "5", "1"], ["1/2", "9/2", "1/2"], ["1", "4", "0"]]
    assert says(2, on_left, text, ["0", "1"]) == "reject not-a-self-map"


def test_periods_of_the_golden_tent() -> None:
    # its kink has period 3
    cycle: list[Any] = ["1/2", HALF_A, ["-1/2", "1/2"], "1/2"]
    orbits: list[Any] = [["0"] * 4, [*cycle[2:], *cycle[1:3]], cycle, [*cycle[1:3], *cycle[:2]], ["1", "0", "0", "0"]]
    assert says(3, orbits, GOLDEN) != "accept"
    assert says(2, [["0", "0", "0"], ["1", "0", "0"]], GOLDEN) == "reject not-affine"


def test_points_that_are_left_out() -> None:
    orbits = listed(SURD_TENT, 3)
    for i, orbit in enumerate(orbits):
        found = says(3, orbits[:i] + orbits[i + 1 :])
        if i in (0, len(orbits) - 1):
            assert found == "reject witness"
        elif orbit[0] == orbit[3]:
            assert found == "reject fixed-point-missing"
        else:
            assert found in ("reject not-affine", "reject fixed-point-missing", "accept")
    two = listed(SURD_TENT, 2)
    shorter = [orbit for orbit in two if not (orbit[0] == orbit[2] != orbit[1])]  # without its points of period 2
    assert says(2, shorter) == "reject fixed-point-missing"


def test_orbits_that_are_none() -> None:
    orbits = listed(SURD_TENT, 3)
    for i in range(len(orbits)):
        for t in (1, 2, 3):
            wrong = [list(orbit) for orbit in orbits]
            wrong[i][t] = ["1/1000000", "1/5"]
            assert says(3, wrong) == "reject not-an-orbit"
    assert says(2, orbits) == says(4, orbits) == says(3, orbits[::-1]) == "reject witness"
    assert says(3, [orbits[0], *orbits]) == says(3, []) == says(3, None) == says(3, [[], []]) == "reject witness"
    assert says(2, [["0", "0", "0"], ["1", "1", "1"]], SLOW_2) == "reject not-an-orbit"


@pytest.mark.parametrize("n", [0, -2, True, None, "2", [2]])
def test_n_is_a_number_from_1_on(n: Any) -> None:
    assert says(n, SLOW_TWICE, SLOW_2) == "reject bad-field"


def test_intervals() -> None:
    half = [["0", "0", "0"], [HALF_A, "1/2", ["0", "1/4"]]]
    assert says(2, half, SLOW_2, ["0", HALF_A]) == "accept"
    assert says(2, SLOW_TWICE, SLOW_2, ["0", HALF_A]) == "reject witness"
    assert says(2, [["1/2", ["0", "1/4"], "1/4"], ["1", HALF_A, "1/2"]], SLOW_2, ["1/2", "1"]) == (
        "reject not-a-self-map"
    )
    assert says(2, SLOW_TWICE, SLOW_2, ["0", A]) == "reject outside-domain"
    assert says(2, SLOW_TWICE, SLOW_2, ["1", "0"]) == says(2, SLOW_TWICE, SLOW_2, [None, "1"]) == "reject bad-field"
    assert says(2, [["-1", "0", "0"], ["0", "0", "0"]], RAY_2) == "reject not-compact"
    assert says(2, [["-1", "0", "0"], ["0", "0", "0"]], RAY_2, ["-1", "0"]) == "accept"
    # with numbers of three coefficients in a field of degree 2
    assert says(2, [["0", "0", "0"], ["1", HALF_A, ["0", "0", "1/4"]]], SLOW_2) == "reject bad-field"
    assert says(1, [["0", "0"], ["1/2", HALF_A], [Z, Z], ["1", "0"]]) == "reject period-exists"


def test_what_all_rules_refuse(tmp_path: Path) -> None:
    refuses_what_all_refuse(none(2, SLOW_TWICE, SLOW_2), tmp_path)
    refuses_other_maps(none(2, SLOW_TWICE, SLOW_2), tmp_path)


def test_fuel() -> None:
    # B = 1, no interior knot; two orbits
    assert fuel(none(2, SLOW_TWICE, SLOW_2)) == fueltable.over_field(1, orbits=2 * 3)
    assert fuel(none(8, flipped(8), FLIP_2)) == fueltable.over_field(1, orbits=2 * 9)
    assert says(2, SLOW_TWICE * 5000, SLOW_2) == "reject witness"
    assert says(2, [["0"] * 3, [LONG] * 3, ["1", "0", "0"]], LONG_TENT) == "decline fuel"
