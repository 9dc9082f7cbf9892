"""Claims about growth, chaos and fixed points of maps over a number field: accepted and rejected."""

from __future__ import annotations

from typing import Any

import pytest

from tests.checker import fueltable
from tests.checker.certmaker import TENT, certificate
from tests.checker.corpus_coverings import GOLDEN_KNOTS, GOLDEN_RATIO, field_text
from tests.harness import accepted_line, fuel, verdict

A = ["0", "1"]  # the number a itself
HALF_A = ["0", "1/2"]
ROOT_2 = field_text(["-2", "0", "1"], ["1", "2"], [["0", "0"], ["1/2", HALF_A], ["1", "0"]])
REDUNDANT = field_text(
    ["-2", "0", "1"],
    ["1", "2"],
    [["0", "0"], ["1/4", ["0", "1/4"]], ["1/2", HALF_A], ["3/4", ["0", "1/4"]], ["1", "0"]],
)
GOLDEN = field_text(*GOLDEN_RATIO, GOLDEN_KNOTS)  # the tent of slope (1 + sqrt 5)/2
Z = ["2", "-1"]  # 2 - a, the inner fixed point of ROOT_2
CITES = {
    "absent_periods_over_field": ["BGMY80", "MS80"],
    "entropy_bounds_over_field": ["MS80"],
    "li_yorke_chaos_by_entropy_over_field": ["BGKM02", "MS80"],
}


def made(text: str, claim: dict[str, Any], witness: dict[str, Any]) -> dict[str, Any]:
    return certificate(text, claim, witness, cites=CITES.get(claim["type"], []))


def bounds(low: Any, most: Any, on: Any = None) -> dict[str, Any]:
    return {"at_least": low, "at_most": most, "on": on, "type": "entropy_bounds_over_field"}


SLOPES = {"lower": {"slopes": 1}, "upper": {"slopes": 1}}


# -- slopes ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [ROOT_2, REDUNDANT], ids=["plain", "redundant knots"])
def test_the_growth_by_slopes(text: str) -> None:
    assert verdict(made(text, bounds(A, A), SLOPES)) == "accept"
    assert verdict(made(text, bounds("7/5", "3/2"), SLOPES)) == "accept"
    assert verdict(made(text, bounds(A, A, [["-1", "1"], HALF_A]), SLOPES)) == "accept"  # on the core [a - 1, a/2]
    assert verdict(made(text, bounds("3/2", None), {**SLOPES, "upper": None})) == "reject slope-bound"
    assert verdict(made(text, bounds(None, "7/5"), {**SLOPES, "lower": None})) == "reject slope-bound"
    assert (
        verdict(made(text, bounds(["0", "1000001/1000000"], None), {**SLOPES, "upper": None})) == "reject slope-bound"
    )
    assert verdict(made(text, bounds(["0", "-1"], None), {**SLOPES, "upper": None})) == "reject bad-field"
    assert verdict(made(text, bounds("1", A), {"lower": None, "upper": {"slopes": 1}})) == "accept"


def test_statement() -> None:
    text, by = accepted_line(made(ROOT_2, bounds(A, A), SLOPES))
    assert text == (
        "the growth s of f on [0, 1], the limit superior of laps(f^k)^(1/k), is at least a and at most a, where a is "
        "the root of -2 + t^2 in [1, 2], and its topological entropy is log s"
    )
    assert by == "T0.1, T0.2, T3.1, T3.5"


def test_no_self_map_and_no_map_over_a_field() -> None:
    claim = bounds(A, A, ["1/2", "3/4"])
    assert verdict(made(ROOT_2, claim, SLOPES)) == "reject not-a-self-map"
    assert verdict(made(ROOT_2, bounds(A, A, ["0", "2"]), SLOPES)) == "reject outside-domain"
    assert verdict(made(ROOT_2, bounds(A, A, [HALF_A, "0"]), SLOPES)) == "reject bad-field"
    assert verdict(made(TENT, bounds("2", "2"), SLOPES)) == "reject field"
    ray = field_text(["-2", "0", "1"], ["1", "2"], [["0", "0"]], "0", A)
    assert verdict(made(ray, bounds(A, A), SLOPES)) == "reject not-compact"
    high = field_text(["-2", "0", "1"], ["1", "2"], [["0", "0"], ["1/2", ["0", "1"]], ["1", "0"]])
    assert verdict(made(high, bounds(None, ["0", "2"]), {**SLOPES, "lower": None})) == "reject not-a-self-map"
    assert verdict(made(ROOT_2, bounds(A, ["0", "1", "0", "1"]), SLOPES)) == "reject bad-field"


# -- tables ------------------------------------------------------------------------------------------------------------


def row(lo: Any, hi: Any, weight: int, parts: list[Any], layer: int | None = None) -> dict[str, Any]:
    entry: dict[str, Any] = {"interval": [lo, hi], "parts": parts, "weight": str(weight)}
    return entry if layer is None else {**entry, "layer": layer}


CORE_LOW = ["-1", "1"]  # a - 1 = f(a/2)


def test_tables_with_ends_in_the_field() -> None:
    # [a-1, z] is mapped over [z, a/2] and back twice: f^2 grows by 2. Weights 5 and 7 show 7/5 and 10/7.
    left, right = row(CORE_LOW, Z, 7, [1, 1]), row(Z, HALF_A, 5, [0])
    lower = {"lower": {"table": [left, right]}, "upper": None}
    assert verdict(made(ROOT_2, bounds("7/5", None), lower)) == "accept"
    assert verdict(made(ROOT_2, bounds("10/7", None), lower)) == "reject wrong-sum"
    assert verdict(made(ROOT_2, bounds(["0", "49/50"], None), lower)) == "accept"
    # Above: all but 0 comes to the core [a-1, a/2], which is mapped over itself and [z, a/2].
    core = [row(CORE_LOW, HALF_A, 12, [4, 2], 0), row(CORE_LOW, Z, 7, [4, 4], 0), row(Z, HALF_A, 5, [3], 0)]
    rows = [row("0", "1", 1, [1, 1], 2), row("0", HALF_A, 1, [1, 2], 1), *core]
    assert verdict(made(ROOT_2, bounds(None, "10/7"), {"lower": None, "upper": {"table": rows}})) == "accept"
    assert verdict(made(ROOT_2, bounds(None, "7/5"), {"lower": None, "upper": {"table": rows}})) == "reject wrong-sum"
    rows[2] = row(CORE_LOW, HALF_A, 12, [4, 4], 0)  # f([1/2, a/2]) is more than row 4
    assert verdict(made(ROOT_2, bounds(None, 2), {"lower": None, "upper": {"table": rows}})) == "reject bad-field"
    assert verdict(made(ROOT_2, bounds(None, "2"), {"lower": None, "upper": {"table": rows}})) == "reject not-contained"
    rows[2:] = [core[0], core[1], row(Z, HALF_A, 5, [3], 1)]
    assert verdict(made(ROOT_2, bounds(None, "2"), {"lower": None, "upper": {"table": rows}})) == "reject wrong-layer"
    rows = [row("0", HALF_A, 1, [0, 0], 0)]
    assert verdict(made(ROOT_2, bounds(None, "2"), {"lower": None, "upper": {"table": rows}})) == "reject no-whole-row"


def test_rows_that_are_none() -> None:
    def lower(*rows: Any) -> str:
        return verdict(made(ROOT_2, bounds("101/100", None), {"lower": {"table": list(rows)}, "upper": None}))

    assert lower(row(Z, CORE_LOW, 1, [0])) == "reject outside-interval"
    assert lower(row("0", A, 1, [0, 0])) == "reject outside-interval"
    assert lower(row("0", "1", 1, [0])) == "reject wrong-parts"
    assert lower(row("0", "1", 1, [0, 0])) == "reject not-contained"
    assert lower(row("0", "1", 0, [0, 0])) == "reject bad-weight"
    assert lower(row("0", "1", 1, [1, 0])) == "reject row-number"
    assert lower(row("0", "1", 1, [None, None])) == "reject wrong-sum"


# -- absent periods and chaos ------------------------------------------------------------------------------------------


def absent(bound: Any, doublings: int = 0, upto: Any = None, text: str = ROOT_2) -> str:
    claim = {"doublings": doublings, "on": None, "type": "absent_periods_over_field", "upto": upto}
    return verdict(made(text, claim, {"at_most": bound, "upper": {"slopes": 1}}))


def test_the_tent_of_slope_root_2_has_no_odd_period() -> None:
    assert absent(A) == "accept"
    assert absent(["1/1000000", "1"]) == "reject growth-too-large"
    assert absent(A, 1) == "reject growth-too-large"
    assert absent("3/2", 0, 5) == "accept"  # 3/2 < 1.5128...
    assert absent("3/2", 0, 7) == "reject growth-too-large"
    assert absent("7/5") == "reject slope-bound"
    # the golden ratio is the growth that period 3 forces, not less
    assert absent(A, 0, 3, GOLDEN) == "reject growth-too-large"
    assert absent(["-1/1000000", "1"], 0, 3, GOLDEN) == "reject slope-bound"


def test_powers_of_the_bound_are_exact() -> None:
    # sqrt(a) = 2^(1/4) over Q(b), b^4 = 2: (b^(2^1))^2 = 2, so doublings = 1 is just allowed, and 2 is not.
    text = field_text(["-2", "0", "0", "0", "1"], ["1", "2"], [["0", "0"], ["1/2", ["0", "1/2"]], ["1", "0"]])
    assert absent(A, 0, None, text) == absent(A, 1, None, text) == "accept"
    assert absent(A, 2, None, text) == "reject growth-too-large"


def test_li_yorke_chaos() -> None:
    by_entropy = {"on": None, "type": "li_yorke_chaos_by_entropy_over_field"}
    assert verdict(made(ROOT_2, by_entropy, {"at_least": "7/5", "lower": {"slopes": 1}})) == "accept"
    assert verdict(made(ROOT_2, by_entropy, {"at_least": "1", "lower": {"slopes": 1}})) == "reject bad-field"
    assert verdict(made(ROOT_2, by_entropy, {"at_least": "3/2", "lower": {"slopes": 1}})) == "reject slope-bound"
    by_three = {"on": None, "type": "li_yorke_chaos_over_field"}
    # 1/2, a/2, a/2 - 1/2... : f(a/2) = a - a^2/2 = (a - 1)/2, and f of that is 1/2
    cycle = [["-1/2", "1/2"], "1/2", HALF_A, ["-1/2", "1/2"]]
    assert verdict(made(GOLDEN, by_three, {"orbit": cycle})) == "accept"
    assert verdict(made(GOLDEN, by_three, {"orbit": [*cycle[1:], "1/2"]})) == "reject inequality"
    assert verdict(made(GOLDEN, by_three, {"orbit": [*cycle[:3], "0"]})) == "reject not-an-orbit"
    assert verdict(made(ROOT_2, by_three, {"orbit": cycle})) == "reject not-an-orbit"


# -- fixed points of iterates ------------------------------------------------------------------------------------------


# f of ROOT_2: 0, 1/2 (a kink), 2 - a (fixed), 1
ONE_STEP = [["0", "0"], ["1/2", HALF_A], [Z, Z], ["1", "0"]]


def fixed(isolated: int, given: Any, n: int = 1, intervals: int = 0, text: str = ROOT_2, on: Any = None) -> str:
    claim = {
        "intervals": str(intervals),
        "isolated": str(isolated),
        "n": n,
        "on": on,
        "type": "fixed_point_count_over_field",
    }
    return verdict(made(text, claim, {"orbits": given}))


def test_fixed_points_of_f() -> None:
    assert fixed(2, ONE_STEP) == "accept"
    assert fixed(1, ONE_STEP) == fixed(3, ONE_STEP) == fixed(1, ONE_STEP, intervals=1) == "reject wrong-count"
    assert fixed(2, [ONE_STEP[0], ONE_STEP[1], ONE_STEP[3]]) == "reject fixed-point-missing"
    assert fixed(2, [ONE_STEP[0], ONE_STEP[2], ONE_STEP[3]]) == "reject not-affine"
    assert fixed(2, ONE_STEP[:3]) == fixed(2, ONE_STEP[1:]) == "reject witness"
    assert fixed(2, [ONE_STEP[0], ONE_STEP[1], ONE_STEP[1], ONE_STEP[2], ONE_STEP[3]]) == "reject witness"
    assert fixed(2, [["0", "0"], ["1/2", "1/2"], [Z, Z], ["1", "0"]]) == "reject not-an-orbit"
    assert fixed(2, ONE_STEP, n=2) == "reject witness"
    flip = field_text(["-2", "0", "1"], ["1", "2"], [["0", A], [A, "0"]])
    twice = [["0", A, "0"], [A, "0", A]]
    assert fixed(0, twice, 2, 1, flip) == "accept"
    assert fixed(1, [["0", A], [HALF_A, HALF_A], [A, "0"]], 1, 0, flip) == "accept"


def no_period(n: int, given: Any, text: str = ROOT_2, on: Any = None) -> str:
    return verdict(made(text, {"n": n, "on": on, "type": "no_least_period_over_field"}, {"orbits": given}))


def test_absence_of_single_periods() -> None:
    flip = field_text(["-2", "0", "1"], ["1", "2"], [["0", A], [A, "0"]])
    three = [["0", A, "0", A], [HALF_A, HALF_A, HALF_A, HALF_A], [A, "0", A, "0"]]
    assert no_period(3, three, flip) == "accept"
    assert no_period(2, [["0", A, "0"], [A, "0", A]], flip) == "reject period-exists"
    assert no_period(1, ONE_STEP) == "reject period-exists"
    four = [["0", A, "0", A, "0"], [A, "0", A, "0", A]]
    assert no_period(4, four, flip) == "accept"  # f^2 is the identity
    quiet = {"on": None, "period": 4, "type": "no_li_yorke_chaos_over_field"}
    assert verdict(made(flip, quiet, {"orbits": four})) == "accept"
    assert verdict(made(flip, {**quiet, "period": 3}, {"orbits": four})) == "reject bad-field"
    # half of the line of fixed points of f^2 has period 2, and an identity on a cell must be one of a smaller iterate
    assert no_period(2, [["0", A, "0"], [HALF_A, HALF_A, HALF_A], [A, "0", A]], flip) == "reject period-exists"


def test_fuel_counts_orbits() -> None:
    claim = {"intervals": "0", "isolated": "2", "n": 1, "on": None, "type": "fixed_point_count_over_field"}
    few, many = made(ROOT_2, claim, {"orbits": ONE_STEP}), made(ROOT_2, claim, {"orbits": ONE_STEP * 1000})
    assert 500 * (fuel(few) // 4) < fuel(many)
    assert fuel(few) == fueltable.over_field(1, orbits=sum(map(len, ONE_STEP)))
    assert fuel(many) == fueltable.over_field(1, orbits=1000 * sum(map(len, ONE_STEP)))
