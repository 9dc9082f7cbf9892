"""absent_periods_over_field: accepted and rejected."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.checker import fueltable
from tests.checker.certmaker import certificate
from tests.checker.corpus_coverings import REDUCIBLE, field_text
from tests.checker.fieldcerts import (
    FLIP_2,
    GOLDEN,
    HALF_A,
    RAY_2,
    SLOW_2,
    TENT_2,
    A,
    refuses_other_maps,
    refuses_what_all_refuse,
)
from tests.harness import accepted_line, fuel, verdict

FOURTH = field_text(["-2", "0", "0", "0", "1"], ["1", "2"], [["0", "0"], ["1/2", ["0", "1/2"]], ["1", "0"]])
SLOPES = {"slopes": 1}


def absent(
    bound: Any, doublings: Any = 0, upto: Any = None, text: str = TENT_2, on: Any = None, upper: Any = None
) -> dict[str, Any]:
    claim = {"doublings": doublings, "on": on, "type": "absent_periods_over_field", "upto": upto}
    return certificate(text, claim, {"at_most": bound, "upper": upper or SLOPES})


def says(*given: Any, **more: Any) -> str:
    return verdict(absent(*given, **more))


def test_statements_and_lemmas() -> None:
    assert accepted_line(absent(A)) == (
        "no point of [0, 1] has a least period 2^i * q with 0 <= i <= 0 and odd q > 1",
        "T0.1, T0.2, T3.1, T3.3, T3.5",
    )
    assert accepted_line(absent("3/2", 0, 5, on=[["-1", "1"], HALF_A]))[0] == (
        "no point of [-1 + a, 1/2*a], where a is the root of -2 + t^2 in [1, 2], has a least period 2^i * q with "
        "0 <= i <= 0 and odd q, 1 < q <= 5"
    )


def test_the_tent_of_slope_root_2_has_no_odd_period() -> None:
    assert says(A) == "accept"
    assert says("7/5") == "reject slope-bound"  # small enough, and false
    assert says(["-1/1000000000", "1"]) == "reject slope-bound"
    assert says(["1/1000000000", "1"]) == says("3/2") == says("2") == "reject growth-too-large"
    assert says(A, 1) == "reject growth-too-large"  # it has 6 = 2 * 3
    assert says(A, 0, 999) == "accept"


def test_single_odd_periods() -> None:
    # The growth that 3, 5, 7 force: 1.618..., 1.512..., 1.465...
    assert says("8/5", 0, 3) == "accept"
    assert says("13/8", 0, 3) == "reject growth-too-large"
    assert says("151/100", 0, 5) == "accept"
    assert says("38/25", 0, 5) == "reject growth-too-large"
    assert says("73/50", 0, 7) == "accept"
    assert says("147/100", 0, 7) == "reject growth-too-large"
    assert says("101/100", 3, 3, SLOW_2) == "accept"
    assert says("101/100", 6, 3, SLOW_2) == "reject growth-too-large"  # 1.01^64 = 1.89...


def test_a_growth_equal_to_what_a_period_forces_is_too_large() -> None:
    # the golden ratio is the growth of the map with period 3 that grows least
    assert says(A, 0, 3, GOLDEN) == "reject growth-too-large"
    assert says(["-1/1000000000", "1"], 0, 3, GOLDEN) == "reject slope-bound"
    assert says(A, 0, None, GOLDEN) == "reject growth-too-large"
    # for all odd q > 1 together the square may be 2
    assert says(A, 0, None) == "accept"


def test_polynomials_that_are_not_monic_or_not_irreducible() -> None:
    # 2 t^2 = 9: the slope is 2a/3
    text = field_text(["-9", "0", "2"], ["2", "3"], [["0", "0"], ["1/2", ["0", "1/3"]], ["1", "0"]])
    assert says(["0", "2/3"], text=text) == says(["0", "2/3"], 0, 21, text) == "accept"
    assert says(["1/1000000", "2/3"], text=text) == "reject growth-too-large"
    assert says(["0", "2/3"], 1, text=text) == "reject growth-too-large"
    # (t^2 - 2)(t - 5): a^2 and 2 are the same number
    text = field_text(*REDUCIBLE, [["0", "0"], ["1/2", HALF_A], ["1", "0"]])
    assert says(A, text=text) == says(["-2", "1", "1"], text=text) == "accept"
    assert says(["-1999999/1000000", "1", "1"], text=text) == "reject growth-too-large"
    assert says(["-2000001/1000000", "1", "1"], text=text) == "reject slope-bound"


def test_doublings() -> None:
    # a = 2^(1/4): a^2 squared is 2
    assert says(A, 0, None, FOURTH) == says(A, 1, None, FOURTH) == "accept"
    assert says(A, 2, None, FOURTH) == says(["1/1000000", "1"], 1, None, FOURTH) == "reject growth-too-large"
    assert says("1", 10, None, FLIP_2) == says("1", 10, 3, SLOW_2) == "accept"
    assert says("1", 17, None, FLIP_2) == says("1", -1, None, FLIP_2) == "reject bad-field"
    assert says("1", True, None, FLIP_2) == says("1", "0", None, FLIP_2) == "reject bad-field"


@pytest.mark.parametrize("upto", [0, 1, 2, 4, -3, 10_001, 9998, True, "3", [3], 3.0])
def test_upto_is_an_odd_number_from_3_to_9999(upto: Any) -> None:
    if isinstance(upto, float):
        assert says("1", 0, upto, FLIP_2).startswith("reject")
    else:
        assert says("1", 0, upto, FLIP_2) == "reject bad-field"


def test_bounds_below_1_and_numbers_that_are_none() -> None:
    assert says("1/2", text=SLOW_2) == says(["0", "1/2"], text=SLOW_2) == says(["0", "-1"]) == "reject bad-field"
    assert says(["0", "1", "1"]) == says(["1"]) == says(1) == says(None) == "reject bad-field"
    assert says(["1", "0"]) == says("2/4") == says("1.5") == "reject bad-number"


def test_the_evidence_is_evidence_from_above() -> None:
    core = {"interval": ["0", "1"], "layer": 0, "parts": [0, 0], "weight": "1"}
    assert says(A, upper={"table": [core]}) == "reject wrong-sum"  # 2 > sqrt 2
    assert says(A, upper={"table": [{**core, "parts": [0, None]}]}) == "reject row-number"
    short = {"interval": ["0", HALF_A], "layer": 0, "parts": [0, 0], "weight": "1"}
    assert says(A, upper={"table": [short]}) == "reject no-whole-row"
    assert says(A, upper={"slopes": 2}) == says(A, upper={"table": []}) == "reject bad-field"
    one = {"interval": ["0", "1"], "layer": 0, "parts": [0], "weight": "1"}
    assert says("1", 10, None, SLOW_2, upper={"table": [one]}) == "accept"


def test_intervals() -> None:
    assert says(A, on=[["-1", "1"], HALF_A]) == "accept"
    assert says(A, on=["1/2", HALF_A]) == "reject not-a-self-map"
    assert says(A, on=["0", A]) == "reject outside-domain"
    assert says(A, on=["1", "0"]) == says(A, on=["0", None]) == "reject bad-field"
    assert says(A, text=RAY_2) == "reject not-compact"
    assert says("1", on=["-1", "0"], text=RAY_2) == "accept"


def test_what_all_rules_refuse(tmp_path: Path) -> None:
    refuses_what_all_refuse(absent(A), tmp_path)
    refuses_other_maps(absent("1", text=FLIP_2), tmp_path)


def test_fuel() -> None:
    # B = 1; powers are counted when they are found
    for doublings, upto in ((0, None), (3, None), (2, 5)):
        assert fuel(absent(A, doublings, upto)) == fueltable.over_field(1)
    one = {"interval": ["0", "1"], "layer": 0, "parts": [0], "weight": "1"}
    assert fuel(absent("1", 10, None, SLOW_2, upper={"table": [one]})) == fueltable.over_field(1, R=2)
    assert says("3/2", 16, None, SLOW_2) == "reject growth-too-large"
    assert says(A, 16, 9999) == "decline fuel"
