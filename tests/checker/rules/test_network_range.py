"""network_range: accepted and rejected (the corpus has more of the latter)."""

from __future__ import annotations

import pytest

from tests.checker import networkfuel
from tests.checker.corpus_networks import (
    ACROSS,
    BUMP,
    EIGHTHS,
    HAT,
    IDENTITY,
    LEAKY,
    ONE,
    PEAK,
    PLANE,
    POOLED_HAT,
    STEP,
    THRICE,
    ranges,
)
from tests.harness import accepted_line, fuel, verdict


@pytest.mark.parametrize(
    ("text", "points", "lo", "hi", "more"),
    [
        (HAT, ["0", "1/2"], None, "1", {}),
        (HAT, ["0", "1/2", "1"], "0", "1", {"on": ["0", "1"]}),
        (HAT, ["0", "1/2"], "0", "1", {"on": [None, "1/2"]}),
        (HAT, ["-1", "0"], "0", "0", {"on": ["-1", "0"]}),
        (POOLED_HAT, ["1/2"], None, "1", {}),
        (THRICE, EIGHTHS, "0", "1", {"on": ["0", "1"]}),
        (IDENTITY, ["3"], None, None, {}),
        (IDENTITY, ["3"], "3", None, {"on": ["3", None]}),
        (IDENTITY, ["3"], None, "3", {"on": [None, "3"]}),
        (ONE, ["0"], "1", "1", {}),
        (STEP, ["-1", "1"], "-1", "1", {}),
        (BUMP, ["1", "2", "3"], "0", "1", {}),
        (PEAK, ["-1", "1"], "1", None, {"combination": ["1", "0"]}),
        (PEAK, ["-1", "1"], None, "0", {"combination": ["-1", "1"]}),
        (LEAKY, ["-8/3", "-1/6", "2/3"], None, "5/2", {"combination": ["1", "0"]}),
        (LEAKY, ["-8/3", "-1/6", "2/3"], None, "0", {"combination": ["1", "1"]}),
        (PLANE, ["-1/3", "1/3", "1/2"], None, "5/6", {"line": ACROSS, "combination": ["1", "0"]}),
    ],
)
def test_only_the_interval_is_accepted(
    text: str, points: list[str], lo: str | None, hi: str | None, more: dict[str, object]
) -> None:
    assert verdict(ranges(text, points, lo, hi, **more)) == "accept"
    assert verdict(ranges(text, points, "-1000000" if lo is None else None, hi, **more)) == "reject wrong-range"
    assert verdict(ranges(text, points, lo, "1000000" if hi is None else None, **more)) == "reject wrong-range"
    if lo is not None:
        assert (
            verdict(ranges(text, points, f"-1/{10**40}" if lo == "0" else "-1000", hi, **more)) == "reject wrong-range"
        )
    if hi is not None:
        assert verdict(ranges(text, points, lo, f"1/{10**40}" if hi == "0" else "1000", **more)) == "reject wrong-range"


def test_a_value_between_points_is_none_of_its_own() -> None:
    assert verdict(ranges(HAT, ["0", "1/4", "1/2"], "0", "1", on=["0", "1/2"])) == "accept"
    assert verdict(ranges(HAT, ["0", "1/4"], "0", "1", on=["0", "1/4"])) == "reject wrong-range"
    assert verdict(ranges(HAT, ["0", "3/4"], "0", "1/2", on=["0", "3/4"])) == "reject not-affine"


def test_fields() -> None:
    for lo, hi, found in (
        ("1", "0", "reject bad-field"),
        ("0", "2/2", "reject bad-number"),
        (0, 1, "reject bad-field"),
    ):
        assert verdict(ranges(HAT, ["0", "1/2", "1"], lo, hi, on=["0", "1"])) == found
    good = ranges(HAT, ["0", "1/2", "1"], "0", "1", on=["0", "1"])
    for interval in (None, "[0, 1]", ["0"], ["0", "1", "1"]):
        assert verdict({**good, "claim": {**good["claim"], "interval": interval}}) == "reject bad-field"
    assert verdict(ranges(HAT, ["0", "1/2"], None, "1", combination=None)) == "reject bad-field"
    assert verdict(ranges(HAT, ["0", "1/2"], None, "1", combination=("1", "0"))) == "reject shapes"


def test_statement_and_fuel() -> None:
    assert accepted_line(ranges(HAT, ["0", "1/2"], None, "1")) == (
        "f takes exactly the values (-oo, 1] on (-oo, oo)",
        "T0.1, T6.1, T6.1', T6.2",
    )
    value = ranges(PEAK, ["-1", "1"], "0", "0", on=["-1", "1"], combination=("1", "-1"))
    assert accepted_line(value) == (
        "c * f, c = (1, -1), takes exactly the values [0, 0] on [-1, 1]",
        "T0.1, T6.1, T6.1'",
    )
    # The interval is a result.
    once = networkfuel.once(6, S=10, U=3, G=58, A=5, layers=2)
    assert fuel(ranges(HAT, ["0", "1/2"], None, str(2**70))) == 5 * once
