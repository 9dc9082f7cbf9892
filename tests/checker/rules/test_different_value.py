"""different_value: accepted and rejected (the corpus has more of the latter)."""

from __future__ import annotations

import pytest

from tests.checker import fueltable, networkfuel
from tests.checker.certmaker import map_text, network_text
from tests.checker.corpus_networks import (
    BUMP,
    BUMP_MAP,
    CUT_HAT,
    HAT,
    HAT_MAP,
    ONE,
    PEAK,
    PLANE,
    POOLED_HAT,
    ZERO,
    dense,
    different,
)
from tests.harness import accepted_line, fuel, verdict


@pytest.mark.parametrize(
    ("f", "g", "x", "difference"),
    [
        (HAT, POOLED_HAT, "-1", "2"),
        (POOLED_HAT, HAT, "-1", "-2"),
        (HAT, ZERO, "1/2", "1"),
        (ONE, HAT_MAP, "1/4", "1/2"),
        (ONE, CUT_HAT, "1", "1"),
        (ONE, CUT_HAT, "0", "1"),
        (ZERO, BUMP_MAP, "5/2", "-1/2"),
        (BUMP, map_text([("2", "1/3")], None, "7"), "2", "2/3"),
    ],
)
def test_only_the_difference_is_accepted(f: str, g: str, x: str, difference: str) -> None:
    assert verdict(different(f, g, [x], [difference])) == "accept"
    assert verdict(different(f, g, [x], ["1000003"])) == "reject wrong-value"
    turned = difference[1:] if difference.startswith("-") else "-" + difference
    assert verdict(different(f, g, [x], [turned])) == "reject wrong-value"
    assert verdict(different(f, g, [x], ["0"])) == "reject bad-field"
    assert verdict(different(f, f, [x], [difference])) == "reject wrong-value"


def test_the_domain_of_a_map() -> None:
    for x, found in (
        ("-1/1000", "reject outside-domain"),
        ("0", "accept"),
        ("1", "accept"),
        ("2", "reject outside-domain"),
    ):
        assert verdict(different(ONE, CUT_HAT, [x], ["1"])) == found


def test_vectors() -> None:
    other = network_text(dense([["1", "-1"], ["0", "0"]]))
    assert verdict(different(PLANE, other, ["1", "-1"], ["-2", "0"])) == "accept"
    assert verdict(different(PLANE, other, ["1", "-1"], ["-2", "1"])) == "reject wrong-value"
    assert verdict(different(PLANE, other, ["1", "-1"], ["-2"])) == "reject shapes"
    assert verdict(different(PLANE, other, ["1"], ["-2", "0"])) == "reject shapes"
    assert verdict(different(PLANE, other, ["1", "-1"], [])) == "reject bad-field"
    assert verdict(different(PLANE, other, [], ["-2", "0"])) == "reject shapes"
    assert verdict(different(PLANE, ZERO, ["1", "-1"], ["-2", "0"])) == "reject shapes"
    assert verdict(different(PEAK, HAT_MAP, ["1"], ["1", "1"])) == "reject shapes"


def test_statement_and_fuel() -> None:
    value = different(HAT, POOLED_HAT, ["-1"], ["2"])
    assert accepted_line(value) == ("f(-1) - g(-1) = 2: f and g are different functions", "")
    other = network_text(dense([["1", "-1"], ["0", "0"]]))
    assert accepted_line(different(PLANE, other, ["1", "-1"], ["-2", "0"]))[0] == (
        "f(1, -1) - g(1, -1) = (-2, 0): f and g are different functions"
    )
    # S = 10, U = 3, G = 58, A = 5 for the hat; S = 3 + 3 * 2 + 2 + 1 + 2, U = 4, G = (1 + 3 + 24) + (1 + 2 + 24), A = 4
    # for the other one; b = 1 + 1.
    hat = {"S": 10, "U": 3, "G": 58, "A": 5, "layers": 2}
    assert fuel(value) == (
        networkfuel.once(2, **hat)
        + networkfuel.once(2, S=14, U=4, G=55, A=4, layers=2)
        + networkfuel.difference(1, 58 + 2, 55 + 2)
    )
    # b = 2 + 3; B = 3 and 1, and the largest number of both maps has 2 bits.
    for g, knots in ((BUMP_MAP, 3), (CUT_HAT, 1)):
        assert fuel(different(HAT, g, ["7/2"], ["1"])) == (
            networkfuel.once(5, **hat)
            + fueltable.P(knots, 2)
            + networkfuel.once_of_map(knots, 2 + 5)
            + networkfuel.difference(1, 58 + 5, 2 + 5)
        )
