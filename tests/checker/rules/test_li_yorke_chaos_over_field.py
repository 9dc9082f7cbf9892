"""li_yorke_chaos_over_field: accepted and rejected."""

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
    SQUARE_2,
    TENT_2,
    A,
    Z,
    refuses_other_maps,
    refuses_what_all_refuse,
)
from tests.harness import accepted_line, fuel, verdict

LOW = ["-1/2", "1/2"]  # (a - 1)/2 -> 1/2 -> a/2 -> (a - 1)/2, a the golden ratio
CYCLE = [LOW, "1/2", HALF_A, LOW]
# 1 - f(1 - x): the same upside down
MIRRORED = field_text(["-1", "-1", "1"], ["1", "2"], [["0", "1"], ["1/2", ["1", "-1/2"]], ["1", "1"]])
OTHER_WAY = [["3/2", "-1/2"], "1/2", ["1", "-1/2"], ["3/2", "-1/2"]]
STEEP = field_text(*SQUARE_2, [["0", "0"], ["1/2", "1"], ["1", "0"]])  # slope 2, with a field that it does not need


def chaos(orbit: Any, text: str = GOLDEN, on: Any = None) -> dict[str, Any]:
    return certificate(text, {"on": on, "type": "li_yorke_chaos_over_field"}, {"orbit": orbit})


def says(*given: Any, **more: Any) -> str:
    return verdict(chaos(*given, **more))


def test_statements_and_lemma() -> None:
    assert accepted_line(chaos(CYCLE)) == ("f is Li-Yorke chaotic on [0, 1]", "T0.1, T0.2, T4.4, T4.6")
    first = {**chaos(CYCLE), "cites": ["LY75"]}
    assert accepted_line(first) == ("f is Li-Yorke chaotic on [0, 1]", "T0.1, T0.2, T4.4")
    assert accepted_line(chaos(CYCLE, on=[LOW, HALF_A])) == (
        "f is Li-Yorke chaotic on [-1/2 + 1/2*a, 1/2*a], where a is the root of -1 - t + t^2 in [1, 2]",
        "T0.1, T0.2, T4.4, T4.6",
    )


def test_period_three_and_more_than_that() -> None:
    assert says(CYCLE) == says(OTHER_WAY, MIRRORED) == "accept"
    # f^3(a) < a: 1/8 -> 1/4 -> 1/2 -> 1 is none, 1/4 -> 1/2 -> 1 -> 0 is one
    assert says(["1/4", "1/2", "1", "0"], STEEP) == "accept"
    assert says([["0", "1/5"], ["0", "2/5"], ["2", "-4/5"], ["-2", "8/5"]], STEEP) == "accept"  # a/5 = 0.2828...
    assert says(["1/8", "1/4", "1/2", "1"], STEEP) == "reject inequality"


def test_orbits_in_another_order() -> None:
    assert says([*CYCLE[1:], "1/2"]) == says([HALF_A, LOW, "1/2", HALF_A]) == "reject inequality"
    assert says(["0", "0", "0", "0"]) == says(["1", "0", "0", "0"]) == "reject inequality"
    assert says([Z, Z, Z, Z], TENT_2) == says(["0", A, "0", A], FLIP_2) == "reject inequality"
    # a step that stands still: f(a) = a, f^2(a) = f(a)
    assert says(["1/2", "1", "0", "0"], STEEP) == says(["2/3"] * 4, STEEP) == "reject inequality"


def test_a_witness_that_is_no_orbit() -> None:
    tiny = "1/1000000"
    for i, wrong in ((0, ["-499999/1000000", "1/2"]), (1, "500001/1000000"), (2, [tiny, "1/2"]), (3, "0"), (3, "1/3")):
        assert says([*CYCLE[:i], wrong, *CYCLE[i + 1 :]]) == "reject not-an-orbit"
    assert says(CYCLE[::-1]) == "reject not-an-orbit"
    assert says(CYCLE, TENT_2) == says(CYCLE, MIRRORED) == "reject not-an-orbit"
    # what holds for the other root of t^2 - t - 1
    other = field_text(["-1", "-1", "1"], ["-1", "0"], [["0", "0"], ["1/2", ["1/2", "-1/2"]], ["1", "0"]])
    assert says(CYCLE, other) == "reject witness"  # (a - 1)/2 < 0
    assert says([["0", "-1/2"], "1/2", ["1/2", "-1/2"], ["0", "-1/2"]], other) == "accept"


@pytest.mark.parametrize(
    ("orbit", "found"),
    [
        (CYCLE[:3], "witness"),
        ([*CYCLE, "1/2"], "witness"),
        ([], "witness"),
        (None, "witness"),
        ("1/2", "witness"),
        ([LOW, "2/4", HALF_A, LOW], "bad-number"),
        ([["-1/2", "1/2", "0"], "1/2", HALF_A, LOW], "bad-number"),
        ([["-1/2", "1/2", "1"], "1/2", HALF_A, LOW], "bad-field"),
        ([LOW, ["1/2"], HALF_A, LOW], "bad-field"),
        ([LOW, None, HALF_A, LOW], "bad-field"),
        ([LOW, 1, HALF_A, LOW], "bad-field"),
    ],
)
def test_what_is_no_list_of_four_numbers(orbit: Any, found: str) -> None:
    assert says(orbit) == f"reject {found}"


def test_intervals() -> None:
    assert says(CYCLE, on=[LOW, HALF_A]) == says(CYCLE, on=["0", HALF_A]) == "accept"
    assert says(["1/4", "1/2", "1", "0"], STEEP, ["0", "1"]) == "accept"
    assert says(CYCLE, on=["1/3", HALF_A]) == says(CYCLE, on=[LOW, "4/5"]) == "reject not-a-self-map"
    assert says(CYCLE, on=["0", ["0", "1"]]) == says(CYCLE, on=["-1", "1"]) == "reject outside-domain"
    assert says(CYCLE, on=["1", "0"]) == says(CYCLE, on=[LOW, None]) == "reject bad-field"
    assert says(["0"] * 4, RAY_2) == "reject not-compact"
    # an orbit in the domain, and not in J
    wide = field_text(*SQUARE_2, [["0", "0"], ["1/2", "1"], ["1", "0"], ["2", "2"], ["3", "2"]])
    assert says(["1/4", "1/2", "1", "0"], wide) == "accept"
    assert says(["1/4", "1/2", "1", "0"], wide, ["2", "3"]) == "reject witness"


def test_what_all_rules_refuse(tmp_path: Path) -> None:
    refuses_what_all_refuse(chaos(CYCLE), tmp_path)
    refuses_other_maps(chaos(CYCLE), tmp_path)


def test_fuel() -> None:
    # B = 1; the four numbers of `orbit` are in no list `orbits`
    assert fuel(chaos(CYCLE)) == fueltable.over_field(1)
    assert fuel(chaos([str(2**999), *CYCLE[1:]])) == fueltable.over_field(1)
    assert says(["0x1" + "0" * 3500, *CYCLE[1:]]) == "reject witness"
    assert says([LONG] * 4, text=LONG_TENT) == "decline fuel"
