"""no_least_period: accepted and rejected."""

from __future__ import annotations

import pytest

from tests.checker.certmaker import (
    ABSOLUTE,
    FLIP,
    GOLDEN,
    IDENTITY,
    NEGATION,
    ONE_MINUS,
    RELU,
    SHIFT,
    TENT,
    certificate,
    map_text,
)
from tests.harness import verdict


def claim(text: str, n: int, on: object = None) -> str:
    return verdict(certificate(text, {"n": n, "on": on, "type": "no_least_period"}))


PLATEAU = map_text([("0", "1"), ("1/4", "1"), ("1/2", "1/8"), ("1", "1/8")])


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        (RELU, {1}),
        (IDENTITY, {1}),
        (NEGATION, {1, 2}),
        (ONE_MINUS, {1, 2}),
        (ABSOLUTE, {1}),
        (SHIFT, set()),
        (FLIP, {1, 2}),
        (TENT, {1, 2, 3, 4, 5, 6, 7, 8}),
        (GOLDEN, {1, 2, 3, 4, 5, 6, 7, 8}),
        (PLATEAU, {1, 2}),
        (map_text([("0", "0")], "-1", "0"), {1}),
        (map_text([("0", "0")], "-2", "-1/2"), {1, 2}),
        (map_text([("0", "0")], "-2", "-1"), {1}),
        (map_text([("0", "1")], None, "1"), set()),
        (map_text([("0", "2"), ("1", "1")], None, "-1/2"), None),
        (map_text([("0", "0"), ("1", "1")], "2", "2"), {1}),
        (map_text([("0", "1/2"), ("1", "1/2")]), {1}),
    ],
)
def test_the_set_of_periods(text: str, periods: set[int] | None) -> None:
    for n in range(1, 9):
        expected = "reject not-a-self-map" if periods is None else "reject period-exists" if n in periods else "accept"
        assert claim(text, n) == expected


def test_many_periods_at_once() -> None:
    assert claim(TENT, 30) == "reject period-exists"
    assert claim(FLIP, 60) == "accept"
    assert claim(map_text([("0", "0"), ("1/2", "3/4"), ("1", "0")]), 60) == "reject period-exists"


def test_restriction() -> None:
    two_parts = map_text([("0", "0"), ("1", "1"), ("2", "3"), ("3", "2"), ("4", "4")])
    assert claim(two_parts, 2) == "reject period-exists"
    assert claim(two_parts, 2, ["0", "1"]) == "accept"
    assert claim(two_parts, 2, ["1", "4"]) == "reject period-exists"
    assert claim(ABSOLUTE, 1, ["1", "2"]) == "reject period-exists"
    assert claim(TENT, 3, ["0", "1/2"]) == "reject not-a-self-map"
    assert claim(SHIFT, 1, ["0", None]) == "accept"
    assert claim(SHIFT, 1, [None, "0"]) == "reject not-a-self-map"


def test_sharkovsky() -> None:
    # A cycle of length 5 that forces no 3: 1 -> 3 -> 4 -> 2 -> 5 -> 1 (Li and Yorke 1975).
    stefan = map_text([("1", "3"), ("2", "5"), ("3", "4"), ("4", "2"), ("5", "1")])
    assert [claim(stefan, n) == "accept" for n in range(1, 10)] == [n == 3 for n in range(1, 10)]
