"""no_li_yorke_chaos_over_field: accepted and rejected."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.checker import fueltable
from tests.checker.certmaker import certificate
from tests.checker.fieldcerts import (
    FLIP_2,
    GOLDEN,
    HALF_A,
    LONG,
    LONG_TENT,
    RAY_2,
    SLOW_2,
    SURD_TENT,
    TENT_2,
    A,
    listed,
    refuses_other_maps,
    refuses_what_all_refuse,
)
from tests.harness import accepted_line, fuel, verdict

SLOW_TWICE: list[list[Any]] = [["0", "0", "0"], ["1", HALF_A, "1/2"]]
FLIPPED: list[list[Any]] = [["0", A, "0", A, "0"], [A, "0", A, "0", A]]


def quiet(period: Any, orbits: Any, text: str = SLOW_2, on: Any = None) -> dict[str, Any]:
    claim = {"on": on, "period": period, "type": "no_li_yorke_chaos_over_field"}
    return certificate(text, claim, {"orbits": orbits})


def says(*given: Any, **more: Any) -> str:
    return verdict(quiet(*given, **more))


def test_statements_and_lemmas() -> None:
    assert accepted_line(quiet(2, SLOW_TWICE)) == (
        "every orbit of f in [0, 1] converges to a cycle whose length divides 1; f is not Li-Yorke chaotic there",
        "T0.1, T0.2, T2.8, T5.13, T5.2",
    )
    assert accepted_line(quiet(4, FLIPPED, FLIP_2))[0] == (
        "every orbit of f in [0, a], where a is the root of -2 + t^2 in [1, 2], converges to a cycle whose length "
        "divides 2; f is not Li-Yorke chaotic there"
    )


def test_accepted() -> None:
    assert says(2, SLOW_TWICE) == says(4, FLIPPED, FLIP_2) == "accept"
    eight = [orbit + orbit[1:] for orbit in FLIPPED]
    assert says(8, eight, FLIP_2) == "accept"  # true, and less than could be said


def test_a_map_with_the_period() -> None:
    assert says(2, [orbit[:3] for orbit in FLIPPED], FLIP_2) == "reject period-exists"
    for period in (2, 4):
        assert says(period, listed(SURD_TENT, period), TENT_2) == "reject period-exists"


def test_points_of_the_period_that_are_left_out() -> None:
    two = listed(SURD_TENT, 2)
    shorter = [orbit for orbit in two if not (orbit[0] == orbit[2] != orbit[1])]
    assert says(2, shorter, TENT_2) == "reject fixed-point-missing"
    four = listed(SURD_TENT, 4)
    for keep in (1, 2):
        kept = [orbit for orbit in four if orbit[4] != orbit[0] or orbit[keep] == orbit[0]]
        assert says(4, kept, TENT_2) == "reject fixed-point-missing"
    assert says(2, [["0"] * 3, ["1", "0", "0"]], TENT_2) == says(2, [["0"] * 3, ["1", "0", "0"]], GOLDEN)
    assert says(2, [["0"] * 3, ["1", "0", "0"]], GOLDEN) == "reject not-affine"


def test_an_absent_period_that_is_no_power_of_two_shows_nothing() -> None:
    # the tent has no period 3, and chaos
    assert says(3, listed(SURD_TENT, 3), TENT_2) == "reject bad-field"


@pytest.mark.parametrize("period", [-2, -1, 0, 1, 3, 6, 12, True, None, "2", [2]])
def test_the_period_is_a_power_of_two(period: Any) -> None:
    assert says(period, SLOW_TWICE) == "reject bad-field"


def test_orbits_that_are_none() -> None:
    assert says(2, [["0", "0", "0"], ["1", HALF_A, "1/3"]]) == "reject not-an-orbit"
    assert says(2, [["0", "0", "0"], ["1", "1", "1"]]) == "reject not-an-orbit"
    assert says(2, [["0", "0", "0"], ["1", HALF_A, ["1/1000000", "1/3"]]]) == "reject not-an-orbit"
    assert says(4, SLOW_TWICE) == says(2, FLIPPED, FLIP_2) == says(2, SLOW_TWICE[::-1]) == "reject witness"
    assert says(2, SLOW_TWICE[:1]) == says(2, []) == says(2, None) == says(2, {}) == "reject witness"
    assert says(2, [["0", "0", "0"], ["1/2", ["0", "1/4"], "1/4"]]) == "reject witness"  # ends before J does
    assert says(2, [["0", "0", "0"], ["1", HALF_A, ["1/2", "0"]]]) == "reject bad-number"
    assert says(2, [["0", "0", "0"], ["1", HALF_A, ["1/2", "0", "1"]]]) == "reject bad-field"


def test_intervals() -> None:
    half = [["0", "0", "0"], [HALF_A, "1/2", ["0", "1/4"]]]
    assert says(2, half, on=["0", HALF_A]) == "accept"
    assert says(2, half) == "reject witness"
    assert says(2, [["1/2", ["0", "1/4"], "1/4"], SLOW_TWICE[1]], on=["1/2", "1"]) == "reject not-a-self-map"
    assert says(2, SLOW_TWICE, on=["0", A]) == "reject outside-domain"
    assert says(2, SLOW_TWICE, on=["1", "0"]) == says(2, SLOW_TWICE, on=["0", None]) == "reject bad-field"
    assert says(2, [["-1", "0", "0"], ["0", "0", "0"]], RAY_2) == "reject not-compact"
    assert says(2, [["-1", "0", "0"], ["0", "0", "0"]], RAY_2, ["-1", "0"]) == "accept"


def test_what_all_rules_refuse(tmp_path: Path) -> None:
    refuses_what_all_refuse(quiet(2, SLOW_TWICE), tmp_path)
    refuses_other_maps(quiet(2, SLOW_TWICE), tmp_path)


def test_fuel() -> None:
    assert fuel(quiet(4, FLIPPED, FLIP_2)) == fueltable.over_field(1, orbits=2 * 5)
    assert says(2, SLOW_TWICE * 5000) == "reject witness"
    assert says(2, [["0"] * 3, [LONG] * 3, ["1", "0", "0"]], LONG_TENT) == "decline fuel"
