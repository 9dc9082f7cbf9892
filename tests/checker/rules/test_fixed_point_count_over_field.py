"""fixed_point_count_over_field: accepted and rejected."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.checker import fueltable
from tests.checker.certmaker import certificate
from tests.checker.corpus_coverings import field_text
from tests.checker.fieldcerts import (
    FLIP_2,
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

ONE_STEP = [["0", "0"], ["1/2", HALF_A], [Z, Z], ["1", "0"]]
THIRD, TWO_THIRDS = ["0", "1/3"], "2/3"  # a/3 <-> 2/3
TWO_STEPS: list[Any] = [
    ["0", "0", "0"],
    [["0", "1/4"], "1/2", HALF_A],
    [THIRD, TWO_THIRDS, THIRD],
    ["1/2", HALF_A, ["-1", "1"]],
    [Z, Z, Z],
    [["1", "-1/4"], "1/2", HALF_A],
    [TWO_THIRDS, THIRD, TWO_THIRDS],
    ["1", "0", "0"],
]
# The identity on [0, 1] and on [a, 2], below it between, above it after; 3 is fixed.
PLATEAUS = field_text(*SQUARE_2, [["0", "0"], ["1", "1"], ["6/5", "1"], [A, A], ["2", "2"], ["5/2", "3"], ["3", "3"]])
STANDING = [["0", "0"], ["1", "1"], ["6/5", "1"], [A, A], ["2", "2"], ["5/2", "3"], ["3", "3"]]


def fixed(n: Any, isolated: Any, orbits: Any, intervals: Any = 0, text: str = TENT_2, on: Any = None) -> dict[str, Any]:
    claim = {
        "intervals": str(intervals),
        "isolated": str(isolated),
        "n": n,
        "on": on,
        "type": "fixed_point_count_over_field",
    }
    return certificate(text, claim, {"orbits": orbits})


def says(*given: Any, **more: Any) -> str:
    return verdict(fixed(*given, **more))


def test_statements_and_lemma() -> None:
    assert accepted_line(fixed(2, 4, TWO_STEPS)) == (
        "f^2 has exactly 4 isolated fixed points and 0 intervals of fixed points on [0, 1]",
        "T0.1, T0.2, T2.8",
    )


def test_statements_with_the_number_1_are_in_the_singular() -> None:
    flip = fixed(1, 1, [["0", A], [HALF_A, HALF_A], [A, "0"]], text=FLIP_2)
    assert accepted_line(flip)[0] == (
        "f^1 has exactly 1 isolated fixed point and 0 intervals of fixed points on [0, a], "
        "where a is the root of -2 + t^2 in [1, 2]"
    )
    whole = fixed(2, 0, [["0", A, "0"], [A, "0", A]], 1, FLIP_2)
    assert accepted_line(whole)[0].startswith("f^2 has exactly 0 isolated fixed points and 1 interval of fixed points ")


def test_points() -> None:
    assert says(1, 2, ONE_STEP) == says(2, 4, TWO_STEPS) == "accept"
    assert says(1, 1, [["0", "0"], ["1", HALF_A]], text=SLOW_2) == "accept"
    for n, right, orbits in ((1, 2, ONE_STEP), (2, 4, TWO_STEPS)):
        for isolated in range(7):
            assert (says(n, isolated, orbits) == "accept") == (isolated == right)
            assert says(n, isolated, orbits, 1) == "reject wrong-count"


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_fixed_points_of_iterates_of_the_tent(n: int) -> None:
    orbits = listed(SURD_TENT, n)
    right = sum(orbit[0] == orbit[n] for orbit in orbits)
    # 2 of odd powers, as there is no odd period; f^2 on the core is two tents of slope 2 that share a point
    assert right == (2 if n % 2 else 2 ** (n // 2 + 1))
    assert says(n, right, orbits) == "accept"
    assert says(n, right - 1, orbits) == says(n, right + 1, orbits) == "reject wrong-count"
    for i, orbit in enumerate(orbits):
        found = says(n, right, orbits[:i] + orbits[i + 1 :])
        if i in (0, len(orbits) - 1):
            assert found == "reject witness"
        elif orbit[0] == orbit[n]:
            assert found == "reject fixed-point-missing"
        else:
            assert found in ("reject not-affine", "reject fixed-point-missing", "accept")
            if found == "accept":  # a point that was no kink of f^n, nor on the way to one
                assert "1/2" not in orbit[:n]


def test_intervals_of_fixed_points() -> None:
    assert says(1, 1, STANDING, 2, PLATEAUS) == "accept"
    for isolated, intervals in ((0, 2), (2, 2), (1, 1), (1, 3), (2, 1), (3, 0), (5, 0)):
        assert says(1, isolated, STANDING, intervals, PLATEAUS) == "reject wrong-count"
    # more points than needed inside an interval do not make it two
    more = [["0", "0"], ["1/3", "1/3"], [HALF_A, HALF_A], *STANDING[1:]]
    assert says(1, 1, more, 2, PLATEAUS) == "accept"
    assert says(2, 0, [["0", A, "0"], [HALF_A, HALF_A, HALF_A], [A, "0", A]], 1, FLIP_2) == "accept"
    assert says(2, 1, [["0", A, "0"], [HALF_A, HALF_A, HALF_A], [A, "0", A]], 1, FLIP_2) == "reject wrong-count"


def test_points_that_are_left_out_or_doubled_or_not_in_order() -> None:
    assert says(1, 2, [ONE_STEP[0], ONE_STEP[1], ONE_STEP[3]]) == "reject fixed-point-missing"
    assert says(1, 2, [ONE_STEP[0], ONE_STEP[2], ONE_STEP[3]]) == "reject not-affine"
    assert says(1, 2, [*ONE_STEP[:2], ONE_STEP[1], *ONE_STEP[2:]]) == "reject witness"
    slow = [["0", "0"], ["3/4", ["0", "3/8"]], ["1/2", ["0", "1/4"]], ["1", HALF_A]]
    assert says(1, 1, slow, text=SLOW_2) == "reject witness"
    assert says(1, 1, [slow[0], slow[2], slow[1], slow[3]], text=SLOW_2) == "accept"
    assert says(1, 2, ONE_STEP[1:]) == says(1, 2, ONE_STEP[:3]) == says(1, 2, ONE_STEP[:1]) == "reject witness"
    assert says(1, 2, []) == says(1, 2, None) == says(1, 2, "0") == says(1, 2, [None, None]) == "reject witness"
    # a kink of f^2 that is none of f
    assert says(2, 4, [*TWO_STEPS[:1], *TWO_STEPS[2:]]) == "reject not-affine"


def test_knots_that_are_no_kinks_need_not_be_listed() -> None:
    more = [["0", "0"], ["1/4", ["0", "1/4"]], ["1/2", HALF_A], ["3/4", ["0", "1/4"]], ["1", "0"]]
    text = field_text(*SQUARE_2, more)
    assert says(1, 2, ONE_STEP, text=text) == says(2, 4, TWO_STEPS, text=text) == "accept"
    assert says(1, 2, [ONE_STEP[0], ONE_STEP[2], ONE_STEP[3]], text=text) == "reject not-affine"  # a kink
    assert says(2, 4, [*TWO_STEPS[:1], *TWO_STEPS[2:]], text=text) == "reject not-affine"


def test_orbits_that_are_none() -> None:
    for i in range(len(TWO_STEPS)):
        for t in (1, 2):
            wrong = [list(orbit) for orbit in TWO_STEPS]
            wrong[i][t] = ["1/1000000", "1/3"]
            assert says(2, 4, wrong) == "reject not-an-orbit"
    assert says(2, 4, ONE_STEP) == says(1, 2, TWO_STEPS) == "reject witness"  # of another length
    assert says(1, 4, [["0", "0"], ["1/2", "1/2"], [Z, Z], ["1", "1"]]) == "reject not-an-orbit"


@pytest.mark.parametrize("n", [0, -1, True, None, "1", [1]])
def test_n_is_a_number_from_1_on(n: Any) -> None:
    assert says(n, 2, ONE_STEP) == "reject bad-field"


@pytest.mark.parametrize(("count", "found"), [("02", "bad-number"), ("-0", "bad-number"), ("2.0", "bad-number")])
def test_counts_are_canonical_integers(count: str, found: str) -> None:
    assert says(1, count, ONE_STEP) == says(1, 2, ONE_STEP, count) == f"reject {found}"
    assert says(1, -2, ONE_STEP).startswith("reject")
    good = fixed(1, 2, ONE_STEP)
    assert verdict({**good, "claim": {**good["claim"], "isolated": 2}}) == "reject bad-field"


def test_numbers() -> None:
    for number, found in ((["0"], "bad-field"), (["0", "0"], "bad-number"), (["0", "0", "1"], "bad-field")):
        assert says(1, 2, [["0", number], *ONE_STEP[1:]]) == f"reject {found}"
    assert says(1, 2, [["0", 0], *ONE_STEP[1:]]) == "reject bad-field"


def test_intervals_j() -> None:
    assert says(1, 1, [["1/2", HALF_A], [Z, Z], [HALF_A, ["-1", "1"]]], on=["1/2", HALF_A]) == "reject not-a-self-map"
    core = [[["-1", "1"], Z], ["1/2", HALF_A], [Z, Z], [HALF_A, ["-1", "1"]]]
    core[0][1] = ["2", "-1"]  # a (a - 1) = 2 - a
    assert says(1, 1, core, on=[["-1", "1"], HALF_A]) == "accept"
    assert says(1, 2, ONE_STEP, on=[["-1", "1"], HALF_A]) == "reject witness"  # the ends of another interval
    assert says(1, 2, ONE_STEP, on=["0", A]) == "reject outside-domain"
    assert says(1, 2, ONE_STEP, on=["1", "0"]) == says(1, 2, ONE_STEP, on=["0", None]) == "reject bad-field"
    assert says(1, 1, [["0", "0"], ["1", A]], text=RAY_2) == "reject not-compact"
    assert says(1, 1, [["-1", "0"], ["0", "0"]], text=RAY_2, on=["-1", "0"]) == "accept"


def test_what_all_rules_refuse(tmp_path: Path) -> None:
    refuses_what_all_refuse(fixed(2, 4, TWO_STEPS), tmp_path)
    refuses_other_maps(fixed(1, 2, ONE_STEP), tmp_path)


def test_fuel() -> None:
    # B = 1; four orbits of two numbers, eight of three
    for value, size in ((fixed(1, 2, ONE_STEP), 4 * 2), (fixed(2, 4, TWO_STEPS), 8 * 3)):
        assert fuel(value) == fueltable.over_field(1, orbits=size)
    assert says(1, 2, ONE_STEP * 4000) == "reject witness"
    assert says(1, 2, [["0", "0"], [LONG, LONG], ["1", "0"]], text=LONG_TENT) == "decline fuel"
