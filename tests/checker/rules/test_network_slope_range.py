"""network_slope_range: accepted and rejected (the corpus has more of the latter)."""

from __future__ import annotations

import pytest

from tests.checker import networkfuel
from tests.checker.corpus_networks import (
    ACROSS,
    BUMP,
    DIAGONAL,
    EIGHTHS,
    HAT,
    IDENTITY,
    LEAKY,
    ONE,
    PEAK,
    PLANE,
    STEP,
    THRICE,
    slopes,
)
from tests.harness import accepted_line, fuel, verdict


@pytest.mark.parametrize(
    ("text", "points", "smallest", "largest", "more"),
    [
        (HAT, ["0", "1/2"], "0", "2", {}),
        (HAT, ["0", "1/2"], "2", "2", {"on": ["0", None]}),
        (HAT, ["0"], "0", "0", {"on": [None, "0"]}),
        (THRICE, EIGHTHS, "8", "8", {"on": ["0", "1"]}),
        (IDENTITY, ["0"], "1", "1", {}),
        (ONE, ["0"], "0", "0", {}),
        (STEP, ["-1", "1"], "0", "1", {}),
        (BUMP, ["1", "2", "3"], "0", "1", {}),
        (BUMP, ["1", "2", "3"], "1", "1", {"on": ["1", "3"]}),
        (PEAK, ["-1", "1"], "0", "1", {"combination": ["1", "-1"]}),
        (LEAKY, ["-8/3", "-1/6", "2/3"], "0", "3", {"combination": ["1", "0"]}),
        (LEAKY, ["-8/3", "-1/6", "2/3"], "0", "3", {"combination": ["1", "1"]}),
        (PLANE, ["-1/3", "1/3", "1/2"], "1", "3", {"line": ACROSS, "combination": ["1", "0"]}),
        (PLANE, ["0", "1/2"], "0", "2", {"line": DIAGONAL, "combination": ["0", "1"]}),
        (PLANE, ["0", "1/2"], "0", "2/7", {"line": DIAGONAL, "combination": ["0", "1/7"]}),
    ],
)
def test_only_the_slopes_are_accepted(
    text: str, points: list[str], smallest: str, largest: str, more: dict[str, object]
) -> None:
    assert verdict(slopes(text, points, smallest, largest, **more)) == "accept"
    for other in ("7", "-1", f"1/{10**40}"):
        assert verdict(slopes(text, points, other, largest, **more)) == "reject wrong-slope"
        assert verdict(slopes(text, points, smallest, other, **more)) == "reject wrong-slope"
    if smallest != largest:
        assert verdict(slopes(text, points, largest, smallest, **more)) == "reject wrong-slope"
        assert verdict(slopes(text, points, largest, largest, **more)) == "reject wrong-slope"
        assert verdict(slopes(text, points, smallest, smallest, **more)) == "reject wrong-slope"


def test_fields() -> None:
    assert verdict(slopes(HAT, ["0", "1/2"], 0, "2")) == "reject bad-field"
    assert verdict(slopes(HAT, ["0", "1/2"], "0", "4/2")) == "reject bad-number"
    assert verdict(slopes(HAT, ["0", "1/2"], "0", None)) == "reject bad-field"
    assert verdict(slopes(HAT, ["0", "1/2"], "0", "2", combination=None)) == "reject bad-field"
    assert verdict(slopes(HAT, ["0", "1/2"], "0", "2", combination=("1", "1"))) == "reject shapes"
    assert verdict(slopes(HAT, ["1/4"], "0", "2")) == "reject not-affine"


def test_statement_and_fuel() -> None:
    assert accepted_line(slopes(HAT, ["0", "1/2"], "0", "2")) == (
        "the absolute slopes of f on (-oo, oo) reach from 0 to 2",
        "T0.1, T6.1, T6.1', T6.2",
    )
    value = slopes(PLANE, ["0", "1/2"], "0", "2", line=DIAGONAL, combination=("0", "1"))
    assert accepted_line(value)[0] == (
        "the absolute slopes of c * f, c = (0, 1), on (-oo, oo) along p + t*d, p = (0, 0), d = (1, 1) reach from 0 to 2"
    )
    once = networkfuel.once(6, S=10, U=3, G=58, A=5, layers=2)
    assert fuel(slopes(HAT, ["0", "1/2"], str(2**70), str(2**70))) == 5 * once
