"""entropy_bounds_over_field: accepted and rejected."""

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
    LONG,
    LONG_TENT,
    RAY_2,
    SLOW_2,
    SQUARE_2,
    TENT_2,
    A,
    Z,
    refuses_other_maps,
    refuses_what_all_refuse,
)
from tests.harness import accepted_line, fuel, verdict

SLOPES = {"slopes": 1}
CORE_LOW = ["-1", "1"]  # a - 1 = f(a/2)


def bounds(low: Any, most: Any, lower: Any, upper: Any, on: Any = None, text: str = TENT_2) -> dict[str, Any]:
    claim = {"at_least": low, "at_most": most, "on": on, "type": "entropy_bounds_over_field"}
    return certificate(text, claim, {"lower": lower, "upper": upper})


def above(most: Any, upper: Any = SLOPES, on: Any = None, text: str = TENT_2) -> str:
    return verdict(bounds(None, most, None, upper, on, text))


def below(low: Any, lower: Any = SLOPES, on: Any = None, text: str = TENT_2) -> str:
    return verdict(bounds(low, None, lower, None, on, text))


def row(lo: Any, hi: Any, weight: Any, parts: Any) -> dict[str, Any]:
    return {"interval": [lo, hi], "parts": parts, "weight": str(weight)}


def layered(lo: Any, hi: Any, weight: Any, parts: Any, layer: Any = 0) -> dict[str, Any]:
    return {**row(lo, hi, weight, parts), "layer": layer}


def test_statements_and_lemmas() -> None:
    where = "the limit superior of laps(f^k)^(1/k), is"
    root = "where a is the root of -2 + t^2 in [1, 2], and its topological entropy is log s"
    assert accepted_line(bounds(A, A, SLOPES, SLOPES)) == (
        f"the growth s of f on [0, 1], {where} at least a and at most a, {root}",
        "T0.1, T0.2, T3.1, T3.5",
    )
    assert accepted_line(bounds(None, A, None, SLOPES))[0] == f"the growth s of f on [0, 1], {where} at most a, {root}"
    on = [CORE_LOW, HALF_A]
    text = f"the growth s of f on [-1 + a, 1/2*a], {where} at least 7/5, {root}"
    assert accepted_line(bounds("7/5", None, SLOPES, None, on))[0] == text
    text = f"the growth s of f on [0, 1], {where} at least 7/5; its topological entropy is log s"
    assert accepted_line(bounds("7/5", None, SLOPES, None))[0] == text
    assert accepted_line(bounds("1", None, None, None))[1] == "T0.1, T0.2, T3.1"


def test_slopes_show_their_bound_and_nothing_more() -> None:
    for most in (A, "3/2", "2", ["1/1000000", "1"], "99/70"):
        assert above(most) == "accept"
    for most in ("7/5", "140/99", ["-1/1000000", "1"], "1"):
        assert above(most) == "reject slope-bound"
    for low in (A, "7/5", "140/99", ["-1/1000000", "1"]):
        assert below(low) == "accept"
    for low in ("3/2", "99/70", ["1/1000000", "1"]):
        assert below(low) == "reject slope-bound"
    assert above(A, text=GOLDEN) == below(A, text=GOLDEN) == "accept"
    # the slopes of a flat part and of a slow one show nothing from below
    flat = field_text(*SQUARE_2, [["0", "0"], ["1/2", HALF_A], [HALF_A, HALF_A], ["1", ["-1", "1"]]])
    assert below("101/100", text=flat) == below("101/100", text=SLOW_2) == "reject slope-bound"
    assert above("1", text=SLOW_2) == above("1", text=FLIP_2) == "accept"


def test_bounds_are_one_at_least() -> None:
    for bound in ("0", "1/2", "-2", ["0", "1/2"], ["0", "-1"], ["1000001/1000000", "-1/1000000"]):
        assert above(bound, text=SLOW_2) == below(bound) == "reject bad-field"
    assert verdict(bounds("1", None, None, None)) == verdict(bounds("1", A, None, SLOPES)) == "accept"
    assert verdict(bounds("1", None, SLOPES, None)) == "reject bad-field"  # evidence that is not needed
    assert verdict(bounds(A, None, None, None)) == verdict(bounds(None, A, SLOPES, None)) == "reject bad-field"
    assert verdict(bounds(None, None, None, None)) == "reject bad-field"
    # a number that is 1 without being written so needs evidence
    one = field_text(["-1", "0", "1"], ["1/2", "2"], [["0", "0"], ["1", "1"]])
    assert below(A, text=one) == "accept"
    assert verdict(bounds(A, None, None, None, text=one)) == "reject bad-field"


LOWER = [row(CORE_LOW, Z, 7, [1, 1]), row(Z, HALF_A, 5, [0])]
UPPER = [
    layered("0", "1", 1, [1, 1], 2),
    layered("0", HALF_A, 1, [1, 2], 1),
    layered(CORE_LOW, HALF_A, 12, [4, 2]),
    layered(CORE_LOW, Z, 7, [4, 4]),
    layered(Z, HALF_A, 5, [3]),
]


def test_tables() -> None:
    # [a - 1, z] is folded over [z, a/2], and that goes back: weights 7 and 5 show min(10/7, 7/5), max(10/7, 7/5).
    assert below("7/5", {"table": LOWER}) == "accept"
    assert below(["-1/100", "1"], {"table": LOWER}) == "reject wrong-sum"  # 1.4042...
    assert below(["-1/60", "1"], {"table": LOWER}) == "accept"  # 1.3975...
    assert above("10/7", {"table": UPPER}) == above(["1/60", "1"], {"table": UPPER}) == "accept"
    assert above(["1/100", "1"], {"table": UPPER}) == "reject wrong-sum"  # 1.4242... < 10/7
    assert accepted_line(bounds("7/5", "10/7", {"table": LOWER}, {"table": UPPER}))[1] == "T0.1, T0.2, T3.1, T3.2"
    assert accepted_line(bounds("7/5", A, {"table": LOWER}, SLOPES))[1] == "T0.1, T0.2, T3.1, T3.2, T3.5"


@pytest.mark.parametrize(
    ("number", "change", "found"),
    [
        (0, {"interval": [["-999999/1000000", "1"], Z]}, "not-contained"),
        (0, {"interval": [CORE_LOW, ["1999999/1000000", "-1"]]}, "not-contained"),
        (1, {"interval": [["1999999/1000000", "-1"], HALF_A]}, "not-contained"),
        (0, {"interval": [Z, CORE_LOW]}, "outside-interval"),
        (0, {"interval": [["-1", "1/2"], Z]}, "outside-interval"),
        (0, {"interval": [CORE_LOW, CORE_LOW]}, "outside-interval"),
        (0, {"parts": [1]}, "wrong-parts"),
        (0, {"parts": [1, 1, 1]}, "wrong-parts"),
        (0, {"parts": [1, None]}, "wrong-sum"),
        (0, {"parts": [1, 0]}, "not-contained"),
        (0, {"parts": [1, 2]}, "row-number"),
        (0, {"parts": [1, -1]}, "row-number"),
        (0, {"parts": [True, 1]}, "row-number"),
        (0, {"parts": ["1", 1]}, "row-number"),
        (0, {"parts": None}, "bad-field"),
        (0, {"weight": "-7"}, "bad-weight"),
        (0, {"weight": 7}, "bad-field"),
        (0, {"weight": "7/5"}, "bad-number"),
        (0, {"weight": "8"}, "wrong-sum"),
        (0, {"layer": 0}, "unknown-key"),
        (0, {"interval": [["-1", "1", "0"], Z]}, "bad-number"),
        (0, {"interval": [["-1", "0", "0", "1"], Z]}, "bad-field"),  # three coefficients are too many
        (0, {"interval": [CORE_LOW]}, "bad-field"),
        (0, {"interval": None}, "bad-field"),
    ],
)
def test_lower_tables_with_one_thing_wrong(number: int, change: dict[str, Any], found: str) -> None:
    rows = [{**entry, **change} if i == number else entry for i, entry in enumerate(LOWER)]
    assert below("7/5", {"table": rows}) == f"reject {found}"


@pytest.mark.parametrize(
    ("number", "change", "found"),
    [
        (2, {"parts": [4, 4]}, "not-contained"),
        (2, {"parts": [3, 2]}, "not-contained"),
        (2, {"parts": [None, 2]}, "row-number"),
        (2, {"layer": 2}, "wrong-layer"),  # row 1, in layer 1, sends a part there
        (2, {"layer": 1}, "wrong-sum"),  # and now row 1 has to count it
        (4, {"layer": 1}, "wrong-layer"),
        (4, {"layer": -1}, "bad-field"),
        (4, {"weight": "0"}, "bad-weight"),
        (3, {"weight": "6"}, "wrong-sum"),
        (0, {"interval": ["0", "999999/1000000"]}, "no-whole-row"),
        (0, {"interval": ["0", ["0", "1"]]}, "no-whole-row"),
        (4, {"interval": [["2000001/1000000", "-1"], HALF_A]}, "not-contained"),
    ],
)
def test_upper_tables_with_one_thing_wrong(number: int, change: dict[str, Any], found: str) -> None:
    rows = [{**entry, **change} if i == number else entry for i, entry in enumerate(UPPER)]
    assert above("10/7", {"table": rows}) == f"reject {found}"


def test_what_is_no_evidence() -> None:
    for lower in ({"slopes": 2}, {"slopes": 0}, {"slopes": True}, {"slopes": "1"}, {"table": []}, {"table": None}, 1):
        assert below("7/5", lower) == "reject bad-field"
    assert below("7/5", {"table": [row(CORE_LOW, Z, 0, [1, 1]), row(Z, HALF_A, 0, [0])]}) == "reject bad-weight"
    assert below("7/5", {}) == "reject missing-key"
    assert below("7/5", {"slopes": 1, "table": LOWER}) == "reject unknown-key"


def test_intervals() -> None:
    assert above(A, on=[CORE_LOW, HALF_A]) == above(A, on=["0", HALF_A]) == "accept"
    assert above(A, on=[["-999999/1000000", "1"], HALF_A]) == "reject not-a-self-map"
    assert above(A, on=[CORE_LOW, "7071/10000"]) == "reject not-a-self-map"
    assert above(A, on=["0", A]) == above(A, on=["-1", "1"]) == "reject outside-domain"
    assert above(A, on=["1", "0"]) == above(A, on=["1/2", "1/2"]) == "reject bad-field"
    assert above(A, on=["0", None]) == above(A, on=[None, None]) == above(A, on=["0"]) == "reject bad-field"
    assert above(A, text=RAY_2) == "reject not-compact"
    assert above("1", on=["-1", "0"], text=RAY_2) == "accept"  # the half that is flat
    assert above(A, on=["-1", "1"], text=RAY_2) == "reject not-a-self-map"
    high = field_text(*SQUARE_2, [["0", "0"], ["1/2", A], ["1", "0"]])
    assert above(["0", "2"], text=high) == "reject not-a-self-map"


def test_the_same_number_written_otherwise() -> None:
    tent = field_text(*REDUCIBLE, [["0", "0"], ["1/2", ["0", "1/2"]], ["1", "0"]])  # a = sqrt 2 again
    for bound in (A, ["-2", "1", "1"], ["2", "1", "-1"]):
        assert above(bound, text=tent) == below(bound, text=tent) == "accept"  # a^2 = 2
    assert above(["-2000001/1000000", "1", "1"], text=tent) == "reject slope-bound"
    assert below(["-1999999/1000000", "1", "1"], text=tent) == "reject slope-bound"


def test_what_all_rules_refuse(tmp_path: Path) -> None:
    refuses_what_all_refuse(bounds(A, A, SLOPES, SLOPES), tmp_path)
    refuses_other_maps(bounds("3/2", "3/2", SLOPES, SLOPES), tmp_path)


def test_fuel() -> None:
    # B = 1, and slopes have no rows
    assert fuel(bounds(A, A, SLOPES, SLOPES)) == fueltable.over_field(1)
    assert fuel(bounds(A, None, SLOPES, None)) == fueltable.over_field(1)
    assert fuel(bounds("1", None, None, None)) == fueltable.over_field(1)
    # three parts in two rows, nine in five
    assert fuel(bounds("7/5", None, {"table": LOWER}, None)) == fueltable.over_field(1, R=2 + 3)
    both = bounds("7/5", "3/2", {"table": LOWER}, {"table": UPPER})
    assert fuel(both) == fueltable.over_field(1, R=2 + 3 + 5 + 9)
    long = {"table": [row(CORE_LOW, Z, 7, [0] * 10**5)]}
    assert below("7/5", long) == "reject wrong-parts"
    long = {"table": [row(LONG, "1", 7, [0])]}
    assert verdict(bounds("7/5", None, long, None, text=LONG_TENT)) == "decline fuel"
