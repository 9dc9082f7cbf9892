"""no_li_yorke_chaos: accepted and rejected."""

from __future__ import annotations

from typing import Any

import pytest

from tests.checker import fueltable
from tests.checker.certmaker import (
    ABSOLUTE,
    FLIP,
    IDENTITY,
    INVOLUTION,
    LATER,
    NEGATION,
    RELU,
    TENT,
    certificate,
    map_text,
)
from tests.checker.corpus_growth import CONSTANT, HALVING, LADDER, SIX, doubled, no_chaos
from tests.harness import accepted_line, fuel, verdict


def quiet(text: str, period: Any, on: Any = None) -> str:
    return verdict(certificate(text, no_chaos(period, on)))


def test_accepted() -> None:
    assert quiet(HALVING, 2) == quiet(CONSTANT, 2) == "accept"
    assert quiet(FLIP, 4) == quiet(INVOLUTION, 4) == quiet(LATER, 4) == quiet(LADDER, 4) == "accept"
    assert quiet(FLIP, 16) == "accept"  # true, and less than could be said
    assert quiet(IDENTITY, 2, ["0", "1"]) == "accept"
    assert quiet(NEGATION, 4, ["-1", "1"]) == "accept"


def test_intervals_that_are_not_compact() -> None:
    assert quiet(RELU, 2) == quiet(ABSOLUTE, 2) == quiet(ABSOLUTE, 2, ["0", None]) == "accept"
    assert quiet(NEGATION, 4) == "accept"
    assert accepted_line(certificate(ABSOLUTE, no_chaos(2, ["0", None]))) == (
        "every bounded orbit of f in [0, oo) converges to a cycle whose length divides 1; "
        "f is not Li-Yorke chaotic there",
        "T0.1, T1.0, T1.4, T2.1, T2.1', T2.2, T2.2', T2.3, T5.10, T5.13, T5.2",
    )
    # a tent on the line has all periods
    steep = map_text([("1/2", "2")], "4", "-4")
    for period in (2, 4, 8):
        assert quiet(steep, period) == quiet(steep, period, [None, "2"]) == "reject period-exists"


def test_a_cycle_of_length_four_and_no_more() -> None:
    knots = doubled([("0", "1"), ("1", "0")])
    assert quiet(map_text(knots), 4) == "reject period-exists"
    assert quiet(map_text(knots), 8) == "accept"
    twice = doubled(knots)
    assert quiet(map_text(twice), 8) == "reject period-exists"
    assert quiet(map_text(twice), 16) == "accept"


def test_rejected() -> None:
    assert quiet(FLIP, 2) == quiet(LADDER, 2) == "reject period-exists"
    assert quiet(TENT, 2) == quiet(TENT, 8) == quiet(SIX, 4) == "reject period-exists"
    assert quiet(NEGATION, 2) == quiet(NEGATION, 2, ["-1", "1"]) == "reject period-exists"
    assert quiet(ABSOLUTE, 2, [None, "0"]) == quiet(RELU, 2, ["-1", "-1/2"]) == "reject not-a-self-map"
    assert quiet(TENT, 2, ["0", "1/2"]) == "reject not-a-self-map"
    assert quiet(TENT, 2, ["0", "2"]) == "reject outside-domain"
    assert quiet(FLIP, 2**12) == "accept"  # the two orbits are finite
    assert quiet(FLIP, 2**30) == "decline fuel"
    assert verdict(certificate(FLIP, no_chaos(4), {"x": "0"})) == "reject unknown-key"
    assert verdict(certificate(FLIP, {**no_chaos(4), "n": 4})) == "reject unknown-key"


@pytest.mark.parametrize("period", [-4, -1, 0, 1, 3, 6, 12, 2**30 + 1, True, None, "4", [4]])
def test_the_period_is_a_power_of_two(period: Any) -> None:
    assert quiet(FLIP, period) == "reject bad-field"


def test_statement_lemmas_cites_and_fuel() -> None:
    good = certificate(FLIP, no_chaos(16))
    assert accepted_line(good) == (
        "every orbit of f in [0, 1] converges to a cycle whose length divides 8; f is not Li-Yorke chaotic there",
        "T0.1, T1.0, T2.1, T2.1', T2.2, T2.2', T5.13, T5.2",
    )
    assert accepted_line({**good, "cites": ["C55"]}) == (
        accepted_line(good)[0],
        "T0.1, T1.0, T2.1, T2.1', T2.2, T2.2', T5.2",
    )
    for cites in (["SH64"], ["C55", "SH64"], ["C55", "C55"], ["LY75"], ["T5.13"], None, "C55"):
        assert verdict({**good, "cites": cites}) == "reject cites"
    assert fuel(good) == fueltable.counts(16, 1, 1)
