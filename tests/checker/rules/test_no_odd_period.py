"""no_odd_period: accepted and rejected."""

from __future__ import annotations

from tests.checker.certmaker import ABSOLUTE, FLIP, NEGATION, ONE_MINUS, TENT, certificate, map_text
from tests.checker.make_corpus import LATER
from tests.harness import verdict


def claim(text: str, m: int, z: str, on: object = None) -> str:
    return verdict(certificate(text, {"on": on, "type": "no_odd_period"}, {"m": m, "z": z}))


def test_accepted() -> None:
    assert claim(FLIP, 0, "1/2") == "accept"
    assert claim(FLIP, 1_000, "1/2") == "accept"
    assert claim(NEGATION, 0, "0") == "accept"
    assert claim(ONE_MINUS, 3, "1/2") == "accept"
    assert claim(ONE_MINUS, 0, "1/2", ["0", "1"]) == "accept"
    assert claim(map_text([("0", "1/2"), ("1", "1/2")]), 0, "1/2") == "accept"
    assert claim(map_text([("0", "1/2"), ("1", "1/2")]), 1, "1/2") == "accept"  # the image is one point
    assert claim(map_text([("0", "0")], "-3", "-1/2"), 0, "0") == "accept"
    assert claim(map_text([("0", "0")], "0", "-1"), 0, "0") == "accept"


def test_a_later_image() -> None:
    assert claim(LATER, 0, "2/3") == "reject not-swapped"
    assert claim(LATER, 1, "2/3") == "accept"
    assert claim(LATER, 2, "2/3") == "accept"


def test_rejected() -> None:
    assert claim(TENT, 5, "2/3") == "reject not-swapped"
    assert claim(TENT, 5, "0") == "reject not-swapped"
    assert claim(FLIP, 0, "1/3") == "reject swap-point"
    assert claim(FLIP, 0, "2") == "reject swap-point"
    assert claim(LATER, 1, "1/4") == "reject swap-point"
    assert claim(ABSOLUTE, 1, "0") == "reject not-swapped"
    assert claim(TENT, 0, "0", ["0", "1/2"]) == "reject not-a-self-map"
    assert claim(map_text([("0", "0")], "-1", "1"), 0, "0") == "reject not-swapped"
    assert claim(map_text([("0", "0")], "1", "-1"), 0, "0") == "reject not-swapped"
    assert claim(FLIP, 10**9, "1/2") == "decline fuel"
