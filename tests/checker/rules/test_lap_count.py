"""lap_count: accepted and rejected."""

from __future__ import annotations

import pytest

from tests.checker.certmaker import ABSOLUTE, CANCELLING, NEGATION, RELU, TENT, TRAPEZOID, certificate, map_text
from tests.harness import verdict


def claim(text: str, k: int, value: int, on: object = None) -> str:
    return verdict(certificate(text, {"k": k, "on": on, "type": "lap_count", "value": str(value)}))


@pytest.mark.parametrize(
    ("text", "k", "value"),
    [
        (TENT, 0, 1),
        (TENT, 10, 1024),
        (CANCELLING, 4, 12),
        (TRAPEZOID, 1, 2),
        (TRAPEZOID, 2, 4),
        (TRAPEZOID, 3, 8),
        (TRAPEZOID, 4, 16),
        (RELU, 5, 1),
        (ABSOLUTE, 5, 2),
        (NEGATION, 5, 1),
        (map_text([("0", "1/2"), ("1", "1/2")]), 0, 1),
        (map_text([("0", "1/2"), ("1", "1/2")]), 3, 1),
        # With flat pieces laps can fall: 3, 1, 1, ...
        (map_text([("0", "0"), ("1/4", "0"), ("1/2", "1/4"), ("3/4", "0"), ("1", "1/4")]), 1, 3),
        (map_text([("0", "0"), ("1/4", "0"), ("1/2", "1/4"), ("3/4", "0"), ("1", "1/4")]), 2, 1),
    ],
)
def test_only_the_right_number_is_accepted(text: str, k: int, value: int) -> None:
    assert claim(text, k, value) == "accept"
    for wrong in (value - 1, value + 1, -value, 2 * value + 1):
        assert claim(text, k, wrong) == "reject wrong-count"


def test_self_map_is_tested() -> None:
    assert claim(TENT, 1, 1, ["0", "1/2"]) == "reject not-a-self-map"
    assert claim(TENT, 0, 1, ["0", "1/2"]) == "reject not-a-self-map"
