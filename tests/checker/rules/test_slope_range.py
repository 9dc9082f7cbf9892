"""slope_range: accepted and rejected."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.checker import fueltable
from tests.checker.certmaker import (
    ABSOLUTE,
    GOLDEN,
    IDENTITY,
    LATER,
    NEGATION,
    RELU,
    SHIFT,
    TENT,
    TRAPEZOID,
    certificate,
    map_text,
)
from tests.checker.make_corpus import slope_range
from tests.harness import accepted_line, fuel, verdict


def claim(text: str, k: int, largest: object, smallest: object, on: object = None) -> str:
    return verdict(certificate(text, slope_range(k, largest, smallest, on)))


SKEW = map_text([("0", "0"), ("1/3", "1"), ("1", "0")])  # slopes 3 and -3/2
STEEP_THEN_FLAT = map_text([("0", "0"), ("1/2", "0"), ("3/4", "1/2"), ("1", "0")])  # slopes 0, 2, -2; f^2 = 0
TINY = Fraction(1, 2**60)


@pytest.mark.parametrize(
    ("text", "k", "largest", "smallest"),
    [
        (TENT, 0, 1, 1),
        (TRAPEZOID, 0, 1, 1),  # f^0 has no flat piece
        (TENT, 1, 2, 2),
        (TENT, 300, 2**300, 2**300),
        (SKEW, 1, 3, "3/2"),
        (SKEW, 2, 9, "9/4"),
        (SKEW, 100, 3**100, Fraction(3, 2) ** 100),
        (TRAPEZOID, 1, 3, 0),
        (TRAPEZOID, 5, 243, 0),
        (STEEP_THEN_FLAT, 1, 2, 0),
        (STEEP_THEN_FLAT, 2, 0, 0),
        (GOLDEN, 2, 4, 2),  # slopes 1 and 2, but slope 1 is never met twice in a row
        (GOLDEN, 20, 2**20, 2**10),
        (LATER, 2, 2, 1),  # slope 2 is met only once
        (LATER, 9, 2, 1),
        (RELU, 5, 1, 0),
        (ABSOLUTE, 5, 1, 1),
        (IDENTITY, 5, 1, 1),
        (NEGATION, 5, 1, 1),
        (SHIFT, 5, 1, 1),
        (map_text([("0", "0")], "-1/2", "3"), 1, 3, "1/2"),
        (map_text([("0", "0")], "-1/2", "3"), 2, 9, "3/2"),
        (map_text([("0", "0")], "0", "0"), 1, 0, 0),
    ],
)
def test_only_the_right_numbers_are_accepted(text: str, k: int, largest: object, smallest: object) -> None:
    assert claim(text, k, largest, smallest) == "accept"
    high, low = Fraction(str(largest)), Fraction(str(smallest))
    for wrong in (
        (high + TINY, low),
        (high - TINY, low),
        (high, low + TINY),
        (high, low - TINY),
        (-high - 1, low),
        (high + 1, low + 1),
        (2 * high + 1, low),
    ):
        assert claim(text, k, *wrong) == "reject wrong-slope"


def test_restriction() -> None:
    assert claim(RELU, 3, 1, 1, ["0", None]) == "accept"
    assert claim(RELU, 3, 0, 0, [None, "0"]) == "accept"
    assert claim(RELU, 3, 1, 0, ["-1", "5"]) == "accept"
    assert claim(LATER, 5, 1, 1, ["1/3", "1"]) == "accept"
    assert claim(LATER, 5, 2, 1, ["0", "1/3"]) == "reject not-a-self-map"
    assert claim(TENT, 1, 2, 2, ["0", "2"]) == "reject outside-domain"


def test_slopes_that_are_almost_equal() -> None:
    # 1 + 2^-70 and 1 + 2^-71: not to be told apart by their first 64 bits.
    little = Fraction(1, 2**70)
    text = map_text([("0", "0")], str(1 + little / 2), str(1 + little))
    assert claim(text, 3, (1 + little) ** 3, (1 + little / 2) ** 3) == "accept"
    assert claim(text, 3, (1 + little) ** 3, (1 + little) ** 3) == "reject wrong-slope"
    assert claim(text, 3, (1 + little) ** 2 * (1 + little / 2), (1 + little / 2) ** 3) == "reject wrong-slope"


@pytest.mark.parametrize("slope", ["4/2", "2/1", "2.0", "0x2", "", "oo"])
def test_slopes_are_canonical_rationals(slope: str) -> None:
    assert claim(TENT, 1, slope, 2) == "reject bad-number"
    assert claim(TENT, 1, 2, slope) == "reject bad-number"
    assert verdict(certificate(TENT, {**slope_range(1, 2, 2), "largest": None})) == "reject bad-field"


def test_statement_and_fuel() -> None:
    cert = certificate(SKEW, slope_range(1, 3, "3/2"))
    assert accepted_line(cert) == ("the absolute slopes of f^1 on [0, 1] reach from 3/2 to 3", "T0.1, T1.2, T1.6")
    assert accepted_line(certificate(SHIFT, slope_range(4, 1, 1))) == (
        "the absolute slopes of f^4 on (-oo, oo) reach from 1 to 1",
        "T0.1, T1.2, T1.4, T1.6",
    )
    # The results do not count: b = 2.
    assert fuel(certificate(SKEW, slope_range(9, 3**900, "3/2"))) == fueltable.counts(9, 1, 2)
    assert claim(TENT, 10**6, 2, 2) == "decline fuel"
