"""value: accepted and rejected."""

from __future__ import annotations

import pytest

from tests.checker import fueltable
from tests.checker.certmaker import GOLDEN, SHIFT, TENT, certificate, map_text
from tests.harness import fuel, verdict


def claim(text: str, k: int, x: str, y: str) -> str:
    return verdict(certificate(text, {"k": k, "type": "value", "x": x, "y": y}))


@pytest.mark.parametrize(
    ("text", "k", "x", "y"),
    [
        (TENT, 0, "1/3", "1/3"),
        (TENT, 1, "1/3", "2/3"),
        (TENT, 1_000, "1/3", "2/3"),
        (GOLDEN, 3, "0", "0"),
        (SHIFT, 500, "-7/3", "1493/3"),
        (TENT, 2, "1/2", "0"),
        (TENT, 1, "1", "0"),
        (TENT, 1, "0", "0"),
    ],
)
def test_only_the_value_is_accepted(text: str, k: int, x: str, y: str) -> None:
    assert claim(text, k, x, y) == "accept"
    assert claim(text, k, x, "1/1000003") == "reject wrong-value"
    assert claim(text, k, x, "-" + y if y != "0" else "1") == "reject wrong-value"


def test_the_orbit_must_stay_in_the_domain() -> None:
    triple = map_text([("0", "0"), ("1", "3")])
    assert claim(triple, 1, "1", "3") == "accept"
    assert claim(triple, 2, "1", "9") == "reject outside-domain"
    assert claim(triple, 0, "4/3", "4/3") == "reject outside-domain"
    assert claim(triple, 3, "1/27", "1") == "accept"
    assert claim(map_text([("0", "1")], None, "-1"), 2, "3", "3") == "reject outside-domain"


def test_fuel() -> None:
    assert claim(TENT, 10**9, "0", "0") == "decline fuel"
    # B = 1, b = 5 (of 31, and 17 of y does not count).
    cert = certificate(TENT, {"k": 7, "type": "value", "x": "1/31", "y": "1/65536"})
    assert fuel(cert) == fueltable.value(7, 1, 5) == 600 + 37 + 7 * (7 * 84**2 // 8192 + 128 + 16)
