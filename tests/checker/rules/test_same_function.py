"""same_function: accepted and rejected (the corpus has more of the latter)."""

from __future__ import annotations

import pytest

from tests.checker import fueltable, networkfuel
from tests.checker.certmaker import map_text, network_text
from tests.checker.corpus_networks import (
    ACROSS,
    BUMP,
    BUMP_MAP,
    CUT_HAT,
    HAT,
    HAT_MAP,
    IDENTITY,
    ONE,
    PEAK,
    PLANE,
    POOLED_HAT,
    THRICE,
    ZERO,
    dense,
    same,
)
from tests.harness import accepted_line, fuel, verdict


@pytest.mark.parametrize(
    ("f", "g", "on", "points"),
    [
        (HAT, HAT_MAP, None, ["0", "1/2"]),
        (HAT, HAT_MAP, ["-1", "1"], ["-1", "0", "1/2", "1"]),
        (HAT, HAT_MAP, [None, "1/3"], ["0", "1/3"]),
        (HAT, HAT_MAP, ["1/3", None], ["1/3", "1/2"]),
        (HAT, CUT_HAT, None, ["0", "1/2", "1"]),
        (HAT, CUT_HAT, ["1/8", "1/4"], ["1/8", "1/4"]),
        (BUMP, BUMP_MAP, None, ["1", "2", "3"]),
        (BUMP, ZERO, [None, "1"], ["1"]),
        (BUMP, ZERO, ["3", None], ["3"]),
        (IDENTITY, map_text([("0", "0")], "1", "1"), None, ["-7"]),
        (IDENTITY, IDENTITY, None, ["22/7"]),
        (THRICE, BUMP, [None, "0"], ["0"]),
    ],
)
def test_each_point_is_needed(f: str, g: str, on: object, points: list[str]) -> None:
    assert verdict(same(f, g, points, on=on)) == "accept"
    for i in range(len(points)):
        found = verdict(same(f, g, points[:i] + points[i + 1 :], on=on))
        assert found in (("reject bad-field",) if len(points) == 1 else ("reject not-affine", "reject witness"))
    if len(points) == 1 and on is None:
        assert verdict(same(f, g, ["1000"])) == "accept"


def test_the_line_is_the_only_interval_without_ends() -> None:
    assert verdict(same(HAT, HAT_MAP, ["0", "1/2"], on=[None, None])) == "accept"
    assert verdict(same(HAT, CUT_HAT, ["0", "1/2", "1"], on=[None, None])) == "reject outside-domain"
    half = map_text([("0", "0"), ("1/2", "1")], None, "-2")
    assert verdict(same(HAT, half, ["0", "1/2"])) == "accept"
    assert verdict(same(HAT, half, ["0", "1/2"], on=["0", None])) == "accept"
    assert verdict(same(HAT, half, ["-1", "0", "1/2"])) == "reject witness"
    assert verdict(same(HAT, half, ["0", "1/2"], on=[None, None])) == "reject outside-domain"


def test_each_difference_is_seen() -> None:
    for i, x in enumerate(("-1", "0", "1/2", "1")):
        # The hat with one value moved.
        values = ["0", "0", "1", "0"]
        values[i] = "1/1000000"
        knots = list(zip(("-1", "0", "1/2", "1"), values, strict=True))
        assert verdict(same(HAT, map_text(knots), ["-1", "0", "1/2", "1"])) == "reject not-equal", x
    for rays in (("1/1000000", "-2"), ("0", "-2000001/1000000")):
        g = map_text([("0", "0"), ("1/2", "1")], *rays)
        assert verdict(same(HAT, g, ["0", "1/2"])) == "reject not-equal"
    assert verdict(same(ONE, ZERO, ["0"])) == "reject not-equal"


def test_knots_that_are_no_kinks() -> None:
    g = map_text([("-5", "0"), ("0", "0"), ("1/4", "1/2"), ("1/2", "1"), ("9", "-16")], "0", "-2")
    assert verdict(same(HAT, g, ["0", "1/2"])) == "accept"
    assert verdict(same(HAT, g, ["0", "1/2", "1"], on=["0", "1"])) == "accept"


def test_vectors_along_lines() -> None:
    other = network_text(
        dense([["1", "0"], ["-1", "0"], ["0", "1"], ["0", "-1"], ["1", "1"]], ["0", "0", "0", "0", "-1"], "relu"),
        dense([["1", "1", "-1", "-1", "0"], ["0", "0", "0", "0", "1"]]),
    )
    points = ["-1/3", "1/3", "1/2"]
    assert verdict(same(PLANE, other, points, line=ACROSS)) == "accept"
    for i in range(3):
        assert verdict(same(PLANE, other, points[:i] + points[i + 1 :], line=ACROSS)) == "reject not-affine"
    assert verdict(same(PLANE, other, points)) == "reject shapes"
    for key in ("start", "direction"):
        longer = {**ACROSS, key: [*ACROSS[key], "0"]}
        assert verdict(same(PLANE, other, points, line=longer)) == "reject shapes"
        wrong = {**ACROSS, key: [ACROSS[key][0], "1.5"]}
        assert verdict(same(PLANE, other, points, line=wrong)) == "reject bad-number"
        assert verdict(same(PLANE, other, points, line={**ACROSS, key: "1"})) == "reject bad-field"
    assert verdict(same(PLANE, other, points, line={**ACROSS, "end": ["0", "0"]})) == "reject unknown-key"
    assert verdict(same(PLANE, other, points, line=[["1", "0"], ["0", "0"]])) == "reject bad-field"
    assert verdict(same(PLANE, PEAK, points, line=ACROSS)) == "reject shapes"


def test_points() -> None:
    for points in (None, "0", ["0", 1], [None], {"0": "1/2"}):
        assert verdict(same(HAT, HAT_MAP, points)) == "reject bad-field"
    assert verdict(same(HAT, HAT_MAP, ["0", "0.5"])) == "reject bad-number"


def test_statement_and_fuel() -> None:
    assert accepted_line(same(HAT, HAT_MAP, ["0", "1/2"])) == (
        "f and g are the same function on (-oo, oo)",
        "T0.2, T6.1, T6.1', T6.2",
    )
    assert accepted_line(same(HAT, CUT_HAT, ["0", "1/2", "1"])) == (
        "f and g are the same function on [0, 1]",
        "T0.2, T6.1, T6.1'",
    )
    assert accepted_line(same(PLANE, PLANE, ["-1/3", "1/3", "1/2"], line=ACROSS))[0] == (
        "f and g are the same function on (-oo, oo) along p + t*d, p = (1/3, 1), d = (1, -2)"
    )
    # S = 10, U = 3, G = 58, A = 5, b = 2 * 2, N = 1; the map has 2 bits, and 2 interior knots, 1 on its domain.
    hat = {"S": 10, "U": 3, "G": 58, "A": 5, "layers": 2}
    f, b, difference = networkfuel.once(4, **hat), 2 + 4, networkfuel.difference(1, 58 + 4, 2 + 4)
    assert fuel(same(HAT, HAT_MAP, ["0", "1/2"])) == (
        5 * f + fueltable.P(2, 2) + 5 * networkfuel.once_of_map(2, b) + 5 * difference
    )
    assert fuel(same(HAT, CUT_HAT, ["0", "1/2", "1"])) == (
        6 * f + fueltable.P(1, 2) + 6 * networkfuel.once_of_map(1, b) + 6 * difference
    )
    # The other network: S = 3 + 3 * 2 + 2 + 1 + 2, U = 4, G = (1 + 3 + 24) + (1 + 2 + 24), A = 4.
    assert fuel(same(HAT, POOLED_HAT, ["0", "15"], on=["0", "15"])) == (
        5 * networkfuel.once(8, **hat)
        + 5 * networkfuel.once(8, S=14, U=4, G=55, A=4, layers=2)
        + 5 * networkfuel.difference(1, 58 + 8, 55 + 8)
    )
