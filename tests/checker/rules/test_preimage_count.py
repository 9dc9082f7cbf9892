"""preimage_count: accepted and rejected."""

from __future__ import annotations

import pytest

from tests.checker import fueltable
from tests.checker.certmaker import (
    ABSOLUTE,
    CANCELLING,
    FLIP,
    IDENTITY,
    NEGATION,
    ONE_MINUS,
    RELU,
    SHIFT,
    TENT,
    TRAPEZOID,
    certificate,
    map_text,
)
from tests.checker.make_corpus import LANDING, preimages
from tests.harness import accepted_line, fuel, verdict


def claim(text: str, k: int, level: str, value: int, on: object = None) -> str:
    return verdict(certificate(text, preimages(k, level, value, on)))


CONSTANT = map_text([("0", "1/2"), ("1", "1/2")])
# Two plateaus at 0 with a bump between them, and rays on which 0 is taken too.
BUMP = map_text([("0", "0"), ("1", "0"), ("2", "1"), ("3", "0"), ("4", "0")], "0", "0")


@pytest.mark.parametrize(
    ("text", "k", "level", "value"),
    [
        (TENT, 0, "0", 1),
        (TENT, 0, "1/2", 1),
        (TENT, 0, "2", 0),
        (TENT, 1, "1", 1),  # touched at a kink: one point
        (TENT, 1, "0", 2),  # both ends
        (TENT, 3, "0", 5),
        (TENT, 3, "1", 4),
        (TENT, 12, "1/3", 4096),
        (TENT, 4, "-1/3", 0),
        (FLIP, 5, "0", 1),
        (CANCELLING, 4, "1/2", 10),
        (TRAPEZOID, 1, "1", 1),  # an interval
        (TRAPEZOID, 2, "1", 2),
        (TRAPEZOID, 2, "0", 3),  # two end points and an interval
        (LANDING, 4, "1/2", 1),
        (CONSTANT, 1, "1/2", 1),
        (CONSTANT, 9, "1/2", 1),
        (CONSTANT, 1, "1/3", 0),
        (CONSTANT, 0, "1/3", 1),
        (RELU, 1, "0", 1),
        (RELU, 7, "0", 1),
        (RELU, 7, "-1", 0),
        (RELU, 0, "-1", 1),
        (BUMP, 1, "0", 2),
        (BUMP, 2, "0", 1),  # f^2 = 0 everywhere
        (ABSOLUTE, 3, "0", 1),
        (ABSOLUTE, 3, "1", 2),
        (IDENTITY, 3, "12345", 1),
        (NEGATION, 3, "-1/2", 1),
        (ONE_MINUS, 2, "1/2", 1),
        (SHIFT, 1000, "0", 1),
    ],
)
def test_only_the_right_number_is_accepted(text: str, k: int, level: str, value: int) -> None:
    assert claim(text, k, level, value) == "accept"
    for wrong in (value - 1, value + 1, -value - 1, 2 * value + 1):
        assert claim(text, k, level, wrong) == "reject wrong-count"


def test_an_infinite_end_is_no_preimage() -> None:
    # The limit at the right end is 0, and it is the value there; at the left end the limit is not a value.
    text = map_text([("0", "1"), ("1", "0")], "-1", "0")
    assert claim(text, 1, "0", 1) == "accept"
    assert claim(text, 1, "1", 1) == "accept"
    assert claim(text, 2, "1", 1) == "accept"
    assert claim(text, 2, "0", 1) == "accept"


def test_restriction() -> None:
    assert claim(ABSOLUTE, 1, "1", 1, ["0", None]) == "accept"
    assert claim(ABSOLUTE, 1, "1", 2, ["-1", None]) == "accept"
    assert claim(ABSOLUTE, 1, "0", 1, ["0", "1"]) == "accept"
    assert claim(RELU, 1, "0", 1, ["-1", "0"]) == "accept"
    assert claim(RELU, 1, "0", 1, [None, "0"]) == "accept"
    assert claim(ABSOLUTE, 1, "1", 1, [None, "0"]) == "reject not-a-self-map"
    assert claim(TENT, 1, "0", 2, [None, None]) == "reject outside-domain"


def test_statement_and_fuel() -> None:
    cert = certificate(TRAPEZOID, preimages(2, "0", 3))
    assert accepted_line(cert) == (
        "f^2 takes the value 0 on exactly 3 points or intervals of [0, 1]",
        "T0.1, T1.2, T1.3",
    )
    half_line = certificate(ABSOLUTE, preimages(2, "0", 1, ["0", None]))
    assert accepted_line(half_line) == (
        "f^2 takes the value 0 on exactly 1 point or interval of [0, oo)",
        "T0.1, T1.2, T1.3, T1.4",
    )
    assert fuel(cert) == fueltable.counts(2, 2, 2)
    assert claim(TENT, 10**9, "0", 1) == "decline fuel"
