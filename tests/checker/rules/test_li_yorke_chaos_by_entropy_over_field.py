"""li_yorke_chaos_by_entropy_over_field: accepted and rejected."""

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
    RAY_2,
    SLOW_2,
    TENT_2,
    A,
    Z,
    refuses_other_maps,
    refuses_what_all_refuse,
)
from tests.harness import accepted_line, fuel, verdict

CORE_LOW = ["-1", "1"]
SLOPES = {"slopes": 1}
ROWS: list[dict[str, Any]] = [
    {"interval": [CORE_LOW, Z], "parts": [1, 1], "weight": "7"},
    {"interval": [Z, HALF_A], "parts": [0], "weight": "5"},
]


def chaos(bound: Any, lower: Any = None, on: Any = None, text: str = TENT_2) -> dict[str, Any]:
    claim = {"on": on, "type": "li_yorke_chaos_by_entropy_over_field"}
    return certificate(text, claim, {"at_least": bound, "lower": SLOPES if lower is None else lower})


def says(*given: Any, **more: Any) -> str:
    return verdict(chaos(*given, **more))


def test_statements_and_lemmas() -> None:
    assert accepted_line(chaos(A)) == (
        "f has positive topological entropy on [0, 1] and is Li-Yorke chaotic there",
        "T0.1, T0.2, T3.1, T3.5, T5.4",
    )
    assert accepted_line(chaos("7/5", {"table": ROWS}, [CORE_LOW, HALF_A])) == (
        "f has positive topological entropy on [-1 + a, 1/2*a], where a is the root of -2 + t^2 in [1, 2], "
        "and is Li-Yorke chaotic there",
        "T0.1, T0.2, T3.1, T3.2, T5.4",
    )


def test_slopes() -> None:
    assert says(A) == says("7/5") == says("1000001/1000000") == says(A, text=GOLDEN) == "accept"
    assert says("3/2") == says(["1/1000000", "1"]) == "reject slope-bound"
    assert says("1000001/1000000", text=FLIP_2) == says("1000001/1000000", text=SLOW_2) == "reject slope-bound"


def test_a_growth_of_1_is_no_chaos() -> None:
    for bound in ("1", "0", "-2", "1/2", ["0", "-1"], ["0", "1/2"], ["1000001/1000000", "-1/1000000"]):
        assert says(bound) == says(bound, text=FLIP_2) == "reject bad-field"


def test_tables() -> None:
    assert says("7/5", {"table": ROWS}) == "accept"
    assert says("141/100", {"table": ROWS}) == "reject wrong-sum"
    assert says("101/100", {"table": [{"interval": ["0", A], "parts": [0, 0], "weight": "1"}]}) == (
        "reject outside-interval"
    )
    # a row that is not covered: f([0, 1]) = [0, a/2]
    assert says("2", {"table": [{"interval": ["0", "1"], "parts": [0, 0], "weight": "1"}]}) == "reject not-contained"
    # f of the flip covers [0, a] once
    once = {"interval": ["0", A], "parts": [0], "weight": "1"}
    assert says("1000001/1000000", {"table": [once]}, text=FLIP_2) == "reject wrong-sum"
    assert says("2", {"table": [once, once]}, text=FLIP_2) == "reject wrong-sum"
    assert says("2", {"table": [{**once, "parts": [0, 0]}]}, text=FLIP_2) == "reject wrong-parts"
    assert says("2", {"table": [{**once, "weight": "0"}]}, text=FLIP_2) == "reject bad-weight"
    assert says("7/5", {"table": [{**row, "layer": 0} for row in ROWS]}) == "reject unknown-key"


@pytest.mark.parametrize("bound", [["1"], ["0", "1", "1"], 2, None, True, {}, [[], "1"]])
def test_bounds_that_are_no_numbers(bound: Any) -> None:
    assert says(bound) == "reject bad-field"


def test_intervals() -> None:
    assert says(A, on=[CORE_LOW, HALF_A]) == says(A, on=["0", HALF_A]) == "accept"
    assert says(A, on=["1/2", HALF_A]) == "reject not-a-self-map"
    assert says(A, on=["0", A]) == "reject outside-domain"
    assert says(A, on=["1", "0"]) == says(A, on=["0", None]) == "reject bad-field"
    assert says(A, text=RAY_2) == "reject not-compact"
    assert says(A, on=["0", "1"], text=RAY_2) == "reject not-a-self-map"


def test_what_all_rules_refuse(tmp_path: Path) -> None:
    refuses_what_all_refuse(chaos(A), tmp_path)
    refuses_other_maps(chaos("7/5"), tmp_path)


def test_fuel() -> None:
    assert fuel(chaos(A)) == fueltable.over_field(1)
    assert fuel(chaos(A, {"table": ROWS})) == fueltable.over_field(1, R=2 + 3)
