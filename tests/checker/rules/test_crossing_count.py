"""crossing_count: accepted and rejected."""

from __future__ import annotations

import pytest

from tests.checker import fueltable
from tests.checker.certmaker import (
    ABSOLUTE,
    CANCELLING,
    NEGATION,
    ONE_MINUS,
    RELU,
    SHIFT,
    TENT,
    TRAPEZOID,
    certificate,
    map_text,
)
from tests.checker.make_corpus import LANDING, crossings
from tests.harness import accepted_line, fuel, verdict


def claim(text: str, k: int, level: str, value: int, on: object = None) -> str:
    return verdict(certificate(text, crossings(k, level, value, on)))


# Up to the level, along it, and down again; and the same at the end of the interval.
TABLE = map_text([("0", "0"), ("1/4", "1/2"), ("1/2", "1/2"), ("3/4", "0"), ("1", "1/2")])


@pytest.mark.parametrize(
    ("text", "k", "level", "value"),
    [
        (TENT, 0, "1/2", 1),
        (TENT, 0, "0", 0),
        (TENT, 0, "1", 0),
        (TENT, 1, "1", 0),  # touched
        (TENT, 1, "0", 0),  # taken at both ends
        (TENT, 10, "1/3", 1024),
        (TENT, 10, "1", 0),
        (TENT, 10, "5", 0),
        (TENT, 10, "-5", 0),
        (CANCELLING, 4, "1/2", 10),
        (TRAPEZOID, 1, "1", 0),  # a plateau on the level, at the top
        (TRAPEZOID, 3, "1/2", 8),
        (LANDING, 1, "1/2", 1),  # a plateau on the level, between two rises
        (LANDING, 5, "1/2", 1),
        (TABLE, 1, "1/2", 0),
        (TABLE, 1, "1/4", 3),
        (RELU, 3, "0", 0),
        (RELU, 3, "1", 1),
        (RELU, 0, "-4", 1),
        (ABSOLUTE, 3, "0", 0),
        (ABSOLUTE, 3, "7/2", 2),
        (NEGATION, 3, "0", 1),
        (ONE_MINUS, 4, "-100", 1),
        (SHIFT, 9, "0", 1),
        (map_text([("0", "0")], "0", "0"), 1, "0", 0),
        (map_text([("0", "0")], "0", "0"), 0, "0", 1),
    ],
)
def test_only_the_right_number_is_accepted(text: str, k: int, level: str, value: int) -> None:
    assert claim(text, k, level, value) == "accept"
    for wrong in (value - 1, value + 1, -value - 1, 2 * value + 1):
        assert claim(text, k, level, wrong) == "reject wrong-count"


def test_restriction() -> None:
    assert claim(ABSOLUTE, 3, "1", 1, ["0", None]) == "accept"
    assert claim(ABSOLUTE, 3, "1", 1, ["-1", None]) == "accept"  # at the end -1 it is taken, not crossed
    assert claim(ABSOLUTE, 3, "1", 2, ["-2", None]) == "accept"
    assert claim(ABSOLUTE, 3, "1", 1, ["-2", "3/2"]) == "reject not-a-self-map"
    assert claim(ABSOLUTE, 0, "1", 0, [None, "0"]) == "reject not-a-self-map"
    assert claim(TENT, 1, "1/2", 2, ["0", "2"]) == "reject outside-domain"


@pytest.mark.parametrize("level", ["1/2 ", "2/4", "+1", "0.5", "oo", "", None, 1])
def test_level_is_a_canonical_rational(level: object) -> None:
    expected = "reject bad-number" if isinstance(level, str) else "reject bad-field"
    assert verdict(certificate(TENT, {**crossings(1, "0", 0), "level": level})) == expected


def test_fuel() -> None:
    # B = 1; b is that of the level, 101.
    claimed = crossings(10, str(2**100), 0)
    cert = certificate(TENT, claimed)
    assert fuel(cert) == fueltable.counts(10, 1, 101)
    assert fuel(certificate(TENT, {**claimed, "value": str(2**1000)})) == fuel(cert)
    assert claim(TENT, 10**9, "1/2", 0) == "decline fuel"


def test_statement() -> None:
    assert accepted_line(certificate(TENT, crossings(3, "1/3", 8))) == (
        "f^3 crosses the level 1/3 exactly 8 times on [0, 1]",
        "T0.1, T1.2, T1.3",
    )
    assert accepted_line(certificate(RELU, crossings(3, "-1/3", 0))) == (
        "f^3 crosses the level -1/3 exactly 0 times on (-oo, oo)",
        "T0.1, T1.2, T1.3, T1.4",
    )
