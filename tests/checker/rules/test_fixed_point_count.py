"""fixed_point_count: accepted and rejected."""

from __future__ import annotations

import pytest

from tests.checker import fueltable
from tests.checker.certmaker import (
    ABSOLUTE,
    FLIP,
    GOLDEN,
    IDENTITY,
    INVOLUTION,
    NEGATION,
    ONE_MINUS,
    RELU,
    SHIFT,
    STAIRS,
    TENT,
    TRAPEZOID,
    certificate,
    map_text,
)
from tests.checker.make_corpus import LANDING, fixed
from tests.harness import accepted_line, fuel, verdict


def claim(text: str, n: int, isolated: int, intervals: int, on: object = None) -> str:
    return verdict(certificate(text, fixed(n, isolated, intervals, on)))


# The identity left of 0 and right of 1, with the fixed point 1/2 between.
TWO_RAYS = map_text([("0", "0"), ("1/4", "3/8"), ("3/4", "5/8"), ("1", "1")], "1", "1")
# Identity on [0, 1/3], then a plateau, then up to the fixed end 1.
STEP = map_text([("0", "0"), ("1/3", "1/3"), ("2/3", "1/3"), ("1", "1")])
# f^2 is the identity on [0, 1/4] and [3/4, 1], which f exchanges, and the middle turns round 1/2.
EXCHANGE = map_text([("0", "1"), ("1/4", "3/4"), ("3/8", "1/2"), ("5/8", "1/2"), ("3/4", "1/4"), ("1", "0")])


@pytest.mark.parametrize(
    ("text", "n", "isolated", "intervals"),
    [
        (TENT, 1, 2, 0),
        (TENT, 2, 4, 0),
        (TENT, 10, 1024, 0),
        (TRAPEZOID, 1, 2, 0),
        (TRAPEZOID, 3, 8, 0),
        (GOLDEN, 1, 1, 0),
        (GOLDEN, 3, 4, 0),  # a fixed point and the cycle 0, 1/2, 1 of breakpoint and ends
        (FLIP, 1, 1, 0),
        (FLIP, 2, 0, 1),
        (INVOLUTION, 1, 1, 0),  # at the breakpoint
        (INVOLUTION, 2, 0, 1),  # two identity cylinders, one interval
        (LANDING, 1, 3, 0),  # both ends and the value of the plateau
        (LANDING, 3, 3, 0),
        (STAIRS, 1, 0, 2),  # [0, 1/2] and [3/4, 1]
        (STEP, 1, 1, 1),
        (STEP, 5, 1, 1),
        (EXCHANGE, 1, 1, 0),
        (EXCHANGE, 2, 1, 2),
        (TWO_RAYS, 1, 1, 2),
        (TWO_RAYS, 2, 1, 2),
        (RELU, 1, 0, 1),
        (RELU, 4, 0, 1),
        (IDENTITY, 1, 0, 1),
        (NEGATION, 1, 1, 0),
        (NEGATION, 2, 0, 1),
        (ONE_MINUS, 1, 1, 0),
        (ONE_MINUS, 2, 0, 1),
        (ONE_MINUS, 3, 1, 0),
        (SHIFT, 1, 0, 0),
        (SHIFT, 6, 0, 0),
        (ABSOLUTE, 1, 0, 1),
        (map_text([("0", "0")], "-2", "-1/2"), 1, 1, 0),
        (map_text([("0", "0")], "-2", "-1/2"), 2, 0, 1),
        (map_text([("0", "0")], "0", "0"), 3, 1, 0),
        (map_text([("0", "1")], None, "1"), 2, 0, 0),
        (map_text([("0", "0"), ("1", "1")], "2", "2"), 1, 0, 1),
        (map_text([("0", "0"), ("1", "1")], "2", "2"), 3, 0, 1),
        (map_text([("0", "1/2"), ("1", "1/2")]), 4, 1, 0),
        (map_text([("0", "0"), ("1", "1/2")]), 4, 1, 0),
    ],
)
def test_only_the_right_numbers_are_accepted(text: str, n: int, isolated: int, intervals: int) -> None:
    assert claim(text, n, isolated, intervals) == "accept"
    for wrong in (
        (isolated + 1, intervals),
        (isolated - 1, intervals),
        (isolated, intervals + 1),
        (isolated, intervals - 1),
        (isolated + 2 * intervals + 1, 0),
        (intervals, isolated + 7),
        (-isolated - 1, intervals),
    ):
        assert claim(text, n, *wrong) == "reject wrong-count"


def test_many() -> None:
    assert claim(TENT, 40, 2**40, 0) == "accept"
    assert claim(TENT, 40, 2**40 - 1, 0) == "reject wrong-count"
    assert claim(FLIP, 60, 0, 1) == "accept"
    assert claim(FLIP, 59, 1, 0) == "accept"


def test_restriction() -> None:
    assert claim(STAIRS, 1, 0, 1, ["0", "1/2"]) == "accept"
    assert claim(STAIRS, 1, 0, 1, ["1/8", "3/8"]) == "accept"
    assert claim(ABSOLUTE, 1, 0, 1, ["0", None]) == "accept"
    assert claim(ABSOLUTE, 1, 0, 1, ["-1", "1"]) == "accept"
    assert claim(ONE_MINUS, 2, 0, 1, ["-3", "4"]) == "accept"
    assert claim(RELU, 1, 1, 0, [None, "0"]) == "accept"  # 0 alone
    assert claim(SHIFT, 1, 0, 0, ["0", None]) == "accept"
    assert claim(SHIFT, 1, 0, 0, [None, "0"]) == "reject not-a-self-map"
    assert claim(TENT, 1, 1, 0, ["0", "1/2"]) == "reject not-a-self-map"
    assert claim(TENT, 1, 2, 0, ["0", "2"]) == "reject outside-domain"


def test_fields() -> None:
    assert claim(TENT, 0, 0, 1) == "reject bad-field"
    assert verdict(certificate(TENT, {**fixed(1, 2, 0), "isolated": 2})) == "reject bad-field"
    assert verdict(certificate(TENT, {**fixed(1, 2, 0), "isolated": "2/1"})) == "reject bad-number"
    assert verdict(certificate(TENT, {**fixed(1, 2, 0), "intervals": "-0"})) == "reject bad-number"
    assert verdict(certificate(TENT, {**fixed(1, 2, 0), "intervals": None})) == "reject bad-field"


def test_statement_and_fuel() -> None:
    assert accepted_line(certificate(STEP, fixed(5, 1, 1))) == (
        "f^5 has exactly 1 isolated fixed point and 1 interval of fixed points on [0, 1]",
        "T0.1, T1.0, T2.1, T2.1', T2.4",
    )
    assert accepted_line(certificate(RELU, fixed(2, 0, 1))) == (
        "f^2 has exactly 0 isolated fixed points and 1 interval of fixed points on (-oo, oo)",
        "T0.1, T1.0, T1.4, T2.1, T2.1', T2.3, T2.4",
    )
    # B = 2, b = 2.
    assert fuel(certificate(TRAPEZOID, fixed(3, 2**900, 0))) == fueltable.counts(3, 2, 2)
    assert claim(TENT, 10**4, 1, 0) == "reject wrong-count"
    assert claim(TENT, 10**9, 1, 0) == "decline fuel"
