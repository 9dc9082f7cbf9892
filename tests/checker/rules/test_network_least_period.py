"""network_least_period: accepted and rejected (the corpus has more of the latter)."""

from __future__ import annotations

import pytest

from tests.checker import networkfuel
from tests.checker.certmaker import network_text
from tests.checker.corpus_networks import (
    FOLD,
    HAT,
    IDENTITY,
    ONE,
    PEAK,
    PLANE,
    QUARTER,
    RESIDUAL,
    SWAP_ABS,
    THRICE,
    dense,
    leaky,
    least,
)
from tests.harness import accepted_line, fuel, verdict

TURN = network_text(dense([["0", "0", "1"], ["1", "0", "0"], ["0", "1", "0"]]))
SHEAR = network_text(dense([["1", "1"], ["0", "1"]]))
STRETCH = network_text(dense([["-3"]], ["1/5"], leaky("1/3")))


@pytest.mark.parametrize(
    ("text", "n", "x"),
    [
        (HAT, 1, ["0"]),
        (HAT, 1, ["2/3"]),
        (HAT, 2, ["2/5"]),
        (HAT, 3, ["2/9"]),
        (HAT, 4, ["2/15"]),
        (HAT, 12, [f"2/{2**12 + 1}"]),
        (THRICE, 1, ["4/7"]),
        (THRICE, 4, ["2/15"]),
        (IDENTITY, 1, ["355/113"]),
        (ONE, 1, ["1"]),
        (RESIDUAL, 1, ["-5"]),
        (QUARTER, 4, ["0", "1/7"]),
        (QUARTER, 1, ["0", "0"]),
        (TURN, 3, ["1", "1", "2"]),
        (TURN, 3, ["0", "0", "1/2"]),
        (TURN, 1, ["5", "5", "5"]),
        (SHEAR, 1, ["3", "0"]),
        (STRETCH, 1, ["1/20"]),
        (SWAP_ABS, 2, ["1/3", "1/2"]),
        (SWAP_ABS, 1, ["1/3", "1/3"]),
    ],
)
def test_only_the_least_period_is_accepted(text: str, n: int, x: list[str]) -> None:
    assert verdict(least(text, n, x)) == "accept"
    for other in (*range(1, 2 * n + 2), 2 * n, 3 * n, 7 * n):
        if other != n:
            assert verdict(least(text, other, x)) == "reject wrong-period", other


@pytest.mark.parametrize(
    ("text", "x"),
    [
        (HAT, ["1/2"]),
        (HAT, ["1"]),
        (HAT, ["-1"]),
        (HAT, ["1/4"]),
        (ONE, ["0"]),
        (SHEAR, ["3", "1"]),
        (SHEAR, ["3", f"1/{10**30}"]),
        (SWAP_ABS, ["-1/3", "1/2"]),
        (SWAP_ABS, ["1/3", "-1/2"]),
        (PLANE, ["-1", "0"]),
        (STRETCH, ["1/7"]),
    ],
)
def test_what_does_not_come_back(text: str, x: list[str]) -> None:
    for n in range(1, 14):
        assert verdict(least(text, n, x)) == "reject wrong-period"


def test_it_must_come_back_in_all_entries() -> None:
    # The first entry, and the last one, come back sooner than the vector.
    first = network_text(dense([["1", "0"], ["0", "-1"]]))
    last = network_text(dense([["-1", "0"], ["0", "1"]]))
    for text in (first, last):
        assert verdict(least(text, 1, ["2", "3"])) == "reject wrong-period"
        assert verdict(least(text, 2, ["2", "3"])) == "accept"


def test_shapes() -> None:
    for text, x in ((HAT, []), (HAT, ["0", "0"]), (QUARTER, ["0"]), (PEAK, ["1"]), (FOLD, ["0", "0"])):
        assert verdict(least(text, 1, x)) == "reject shapes"
    deep = network_text(dense([["1"]]), repeat=10**6)
    assert verdict(least(deep, 10**6, ["0", "0"])) == "reject shapes"
    assert verdict(least(deep, 10**6, ["0"])) == "decline limits"


def test_fields() -> None:
    good = least(HAT, 3, ["2/7"])
    for change, found in (
        ({"n": 0}, "reject bad-field"),
        ({"n": -1}, "reject bad-field"),
        ({"n": None}, "reject bad-field"),
        ({"n": "3"}, "reject bad-field"),
        ({"n": True}, "reject bad-field"),
        ({"x": None}, "reject bad-field"),
        ({"x": "2/7"}, "reject bad-field"),
        ({"x": [2]}, "reject bad-field"),
        ({"x": ["2/07"]}, "reject bad-number"),
        ({"line": None}, "reject unknown-key"),
    ):
        assert verdict({**good, "claim": {**good["claim"], **change}}) == found
    assert verdict({**good, "witness": {"points": ["2/7"]}}) == "reject unknown-key"
    assert verdict({**good, "cites": ["LY75"]}) == "reject cites"


def test_statement_and_fuel() -> None:
    assert accepted_line(least(HAT, 3, ["2/7"])) == ("(2/7) has least period 3 under f", "")
    assert accepted_line(least(QUARTER, 4, ["1/3", "0"])) == ("(1/3, 0) has least period 4 under f", "")
    # S = 10, U = 3, G = 58, A = 5 for one repetition, b = 3 + 2.
    for text, repeat in ((HAT, 1), (THRICE, 3)):
        for n in (1, 3, 40):
            r = n * repeat
            once = networkfuel.once(5, S=10, U=3, G=r * 58, A=5, layers=2, r=r)
            assert fuel(least(text, n, ["2/7"])) == once
