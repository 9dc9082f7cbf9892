"""piece_count: accepted and rejected."""

from __future__ import annotations

import pytest

from tests.checker import fueltable
from tests.checker.certmaker import ABSOLUTE, CANCELLING, FLIP, RELU, TENT, TRAPEZOID, certificate, map_text
from tests.harness import fuel, verdict


def claim(text: str, k: int, value: int, on: object = None) -> str:
    return verdict(certificate(text, {"k": k, "on": on, "type": "piece_count", "value": str(value)}))


@pytest.mark.parametrize(
    ("text", "k", "value"),
    [
        (TENT, 0, 1),
        (TENT, 1, 2),
        (TENT, 10, 1024),
        (FLIP, 1, 1),
        (FLIP, 2, 1),
        (TRAPEZOID, 3, 15),
        (CANCELLING, 3, 14),
        (CANCELLING, 4, 23),
        (RELU, 0, 1),
        (RELU, 1, 2),
        (RELU, 9, 2),
        (ABSOLUTE, 9, 2),
        # An involution with a kink: 2, 1, 2, 1, ... pieces, so counts are not monotone in k.
        (map_text([("0", "1"), ("1/3", "1/3"), ("1", "0")]), 1, 2),
        (map_text([("0", "1"), ("1/3", "1/3"), ("1", "0")]), 2, 1),
        (map_text([("0", "1"), ("1/3", "1/3"), ("1", "0")]), 3, 2),
    ],
)
def test_only_the_right_number_is_accepted(text: str, k: int, value: int) -> None:
    assert claim(text, k, value) == "accept"
    for wrong in (value - 1, value + 1, 0, -value, 2 * value + 1):
        assert claim(text, k, wrong) == "reject wrong-count"


def test_restriction() -> None:
    assert claim(ABSOLUTE, 3, 1, ["0", None]) == "accept"
    assert claim(ABSOLUTE, 3, 2, ["-1", None]) == "accept"
    assert claim(ABSOLUTE, 3, 2, ["-1", "1"]) == "accept"
    assert claim(ABSOLUTE, 3, 2, [None, None]) == "accept"
    assert claim(ABSOLUTE, 3, 1, [None, "0"]) == "reject not-a-self-map"
    assert claim(ABSOLUTE, 3, 2, ["-1", "1/2"]) == "reject not-a-self-map"
    assert claim(TENT, 1, 2, ["0", None]) == "reject outside-domain"
    assert claim(TENT, 1, 2, [None, "1"]) == "reject outside-domain"
    assert claim(TENT, 1, 2, ["0", "1"]) == "accept"


def test_a_ray_that_leaves_the_half_line() -> None:
    assert claim(map_text([("0", "1")], None, "-1"), 1, 1) == "reject not-a-self-map"
    assert claim(map_text([("0", "1")], None, "0"), 1, 1) == "accept"
    assert claim(map_text([("0", "-1")], None, "1"), 1, 1) == "reject not-a-self-map"
    assert claim(map_text([("0", "-1")], "1", None), 1, 1) == "accept"


def test_fuel() -> None:
    # B = 1, b = 2 (the bit length of 2).
    assert claim(TENT, 44_721, 1) == "reject wrong-count"  # an orbit of three points
    assert claim(TENT, 10**9, 1) == "decline fuel"
    cert = certificate(TENT, {"k": 1000, "on": None, "type": "piece_count", "value": "1"})
    assert fuel(cert) == fueltable.counts(1000, 1, 2) == 600 + 34 + 7000
