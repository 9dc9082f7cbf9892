"""period_set: accepted and rejected."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import pytest

from tests.checker import brute, fueltable
from tests.checker.certmaker import ABSOLUTE, FLIP, GOLDEN, NEGATION, RELU, SHIFT, TENT, certificate, map_text
from tests.checker.corpus_growth import (
    CONSTANT,
    FIVE,
    HALVING,
    SIX,
    SIX_KNOTS,
    SIX_UPPER,
    doubled,
    growing_at_most,
    period_set,
)
from tests.checker.growthtables import upper_table, written
from tests.checker.nasty import self_maps
from tests.harness import accepted_line, fuel, verdict

BY_TABLE = ["BGMY80", "MS80"]
FIRST_BY_TABLE = ["BGMY80", "MS80", "SH64"]
TABLE = growing_at_most("4/3", SIX_UPPER)
SWAP = {"m": 0, "z": "4/9"}


def periods(text: str, n: Any, x: Any, absence: Any = None, on: Any = None, cites: Any = None) -> str:
    witness = {"absence": absence, "x": x}
    if cites is None:
        cites = BY_TABLE if n != 3 and isinstance(absence, dict) and "upper" in absence else []
    return verdict(certificate(text, period_set(n, on), witness, cites=cites))


def test_three() -> None:
    assert periods(TENT, 3, "2/7") == periods(GOLDEN, 3, "0") == "accept"
    assert periods(TENT, 3, "1/7") == "reject not-periodic"
    assert periods(TENT, 3, "0") == "reject period-not-least"
    assert periods(TENT, 3, "2/7", cites=["SH64"]) == "reject cites"
    for absence in ({}, SWAP, TABLE, 0, False):
        assert periods(TENT, 3, "2/7", absence, cites=[]) == "reject bad-field"
    assert periods(TENT, 3, "2/7", on=["0", "6/7"]) == "reject not-a-self-map"


def test_powers_of_two() -> None:
    assert periods(HALVING, 1, "1") == periods(CONSTANT, 1, "1/2") == periods(RELU, 1, "3") == "accept"
    assert periods(FLIP, 2, "0") == periods(NEGATION, 2, "5") == "accept"
    four = doubled([("0", "1"), ("1", "0")])
    assert periods(map_text(four), 4, "0") == "accept"
    assert periods(map_text(doubled(four)), 8, "0") == "accept"
    assert periods(map_text(four), 8, "0") == "reject period-not-least"
    assert periods(map_text(four), 2, "1/6") == "reject period-exists"
    assert periods(FLIP, 1, "1/2") == periods(TENT, 1, "0") == periods(NEGATION, 1, "0") == "reject period-exists"
    assert periods(TENT, 2, "2/5") == "reject period-exists"
    assert periods(FLIP, 4, "0") == "reject period-not-least"
    assert periods(FLIP, 2, "0", cites=["SH64"]) == "accept"
    assert periods(FLIP, 2, "0", cites=["SH64", "SH64"]) == periods(FLIP, 2, "0", cites=["C55"]) == "reject cites"
    for absence in ({}, SWAP, TABLE, "none"):
        assert periods(FLIP, 2, "0", absence, cites=["SH64"]) == "reject bad-field"


def test_odd_factors_from_five_on() -> None:
    assert periods(FIVE, 5, "1") == "accept"
    assert periods(TENT, 5, "2/33") == "reject period-exists"
    shrunk = [(str(Fraction(x) / 4), str(Fraction(y) / 4)) for x, y in zip(range(5), (2, 4, 3, 1, 0), strict=True)]
    ten = map_text(doubled(shrunk))
    assert periods(ten, 10, "0") == "accept"  # no point of least period 6
    assert periods(SIX, 10, "0") == "reject period-not-least"
    assert periods(ten, 5, "0").startswith("reject ")
    assert periods(FIVE, 5, "1", SWAP) == periods(FIVE, 5, "1", TABLE) == "reject bad-field"


def test_six() -> None:
    assert periods(SIX, 6, "0", SWAP) == periods(SIX, 6, "0", TABLE) == "accept"
    assert periods(SIX, 6, "1/6", SWAP) == "accept"
    assert periods(SIX, 6, "0") == "reject bad-field"
    assert periods(SIX, 6, "4/9", SWAP) == "reject period-not-least"
    assert periods(SIX, 6, "0", {"m": 0, "z": "0"}) == "reject swap-point"
    assert periods(TENT, 6, "2/65", {"m": 0, "z": "2/3"}) == "reject not-swapped"
    assert periods(TENT, 6, "2/65", growing_at_most("7/5", 1)) == "reject slope-bound"
    assert periods(TENT, 6, "2/65", growing_at_most(2, 1)) == "reject growth-too-large"
    assert periods(SIX, 6, "0", growing_at_most("3/2", SIX_UPPER)) == "reject growth-too-large"
    assert periods(SIX, 6, "0", growing_at_most("5/4", SIX_UPPER)) == "reject wrong-sum"
    for wrong in (
        {**SWAP, "at_most": "4/3"},
        {**TABLE, "z": "4/9"},
        {"m": 0},
        {"at_most": "4/3"},
        {"upper": TABLE["upper"]},
        {},
    ):
        assert periods(SIX, 6, "0", wrong).split()[1] in ("unknown-key", "missing-key")
    for wrong in ([], "SWAP", 0, True):
        assert periods(SIX, 6, "0", wrong) == "reject bad-field"
    assert periods(SIX, 6, "0", {**SWAP, "m": True}) == "reject bad-field"
    assert periods(SIX, 6, "0", SWAP, cites=["SH64"]) == "accept"
    assert periods(SIX, 6, "0", TABLE, cites=FIRST_BY_TABLE) == "accept"
    for cites in (BY_TABLE, FIRST_BY_TABLE, ["BGMY80"], ["T5.12"]):
        assert periods(SIX, 6, "0", SWAP, cites=cites) == "reject cites"
    for cites in ([], ["SH64"], ["MS80", "SH64"], ["BGMY80", "SH64"], [*FIRST_BY_TABLE, "W82"], FIRST_BY_TABLE[::-1]):
        assert periods(SIX, 6, "0", TABLE, cites=cites) == "reject cites"


def test_twelve_and_twenty_four() -> None:
    knots = doubled(SIX_KNOTS)
    for n, bound in ((12, Fraction(7, 6)), (24, Fraction(13, 12))):
        f = brute.Map([(Fraction(x), Fraction(y)) for x, y in knots])
        rows, _ = upper_table(f, Fraction(0), Fraction(1), 40, 0)
        absence = {"at_most": str(bound), "upper": written(layered(rows, bound), upper=True)}
        assert periods(map_text(knots), n, "0", absence) == "accept"
        swap = {"m": 0, "z": "4/9"}
        assert periods(map_text(knots), n, "0", swap) == "reject bad-field"
        assert periods(map_text(knots), n, "0") == "reject bad-field"
        larger = {**absence, "at_most": str(Fraction(119, 100) if n == 12 else Fraction(1092, 1000))}
        assert periods(map_text(knots), n, "0", larger) == "reject growth-too-large"
        knots = doubled(knots)


def layered(rows: list[Any], bound: Fraction) -> list[Any]:
    """Layers by reachability, and weights by which each layer grows by at most the bound."""
    size = range(len(rows))
    reach = {i: {i} for i in size}
    for _ in size:
        reach = {i: reach[i].union(*(reach[r] for r in rows[i].parts)) for i in size}
    below = {i: frozenset(reach[i]) for i in size}
    classes = sorted(set(below.values()), key=len)
    layer = {i: classes.index(below[i]) for i in size}
    weights = [1] * len(rows)
    for _ in range(10_000):
        for i in size:
            needed = sum(weights[r] for r in rows[i].parts if layer[r] == layer[i])
            if needed > bound * weights[i]:
                weights[i] = -(-needed * bound.denominator // bound.numerator)
                break
        else:
            break
        if max(weights) > 10**9:
            raise AssertionError("the bound is too small")
    return [row._replace(weight=w, layer=layer[i]) for i, (row, w) in enumerate(zip(rows, weights, strict=True))]


def test_the_order_of_three_must_not_be_too_large() -> None:
    assert periods(SIX, 3 * 2**18, "0", TABLE) == "reject bad-field"
    assert periods(SIX, 3 * 2**17, "0", TABLE).split()[0] in ("reject", "decline")


def test_where() -> None:
    assert periods(ABSOLUTE, 1, "1", on=["0", None]) == "accept"
    assert periods(ABSOLUTE, 1, "2", on=["0", "1"]) == "reject witness"
    assert periods(SHIFT, 1, "2") == "reject not-periodic"
    assert periods(HALVING, 1, "1", on=["0", "2"]) == "reject outside-domain"
    line = map_text([*SIX_KNOTS], "0", "0")
    assert periods(line, 6, "0", SWAP) == "accept"
    assert periods(line, 6, "0", TABLE) == "reject not-compact"
    assert periods(line, 6, "0", TABLE, on=["0", "1"]) == "accept"


@pytest.mark.parametrize("n", [0, -1, True, None, "3"])
def test_form_of_n(n: Any) -> None:
    assert periods(TENT, n, "0") == "reject bad-field"


def test_against_the_periods_that_are_there() -> None:
    rng = random.Random("period sets")
    order = [3, 5, 6, 4, 2, 1]
    seen = set()
    for f, lo, hi in self_maps(rng, 60):
        there = {n for n in order if brute.least_period_points(f, n, lo, hi) != 0}
        on = [None if end is None else str(end) for end in (lo, hi)]
        for n in (3, 5, 2, 1):
            points = brute.fixed_ends(brute.iterate(f, n, lo, hi))
            points = {x for x in points if brute.inside(x, lo, hi) and brute.least_period(f, x, n)}
            if points:
                more = there.intersection(order[: order.index(n)])
                found = periods(f.text(), n, str(min(points)), on=on)
                assert found == ("reject period-exists" if more else "accept"), (f.text(), on, n)
                seen.add((n, found))
    assert {(3, "accept"), (2, "accept"), (1, "accept"), (1, "reject period-exists")} <= seen


def test_statement_lemmas_and_fuel() -> None:
    good = certificate(SIX, period_set(6), {"absence": TABLE, "x": "0"}, cites=BY_TABLE)
    statement = "the least periods of f on [0, 1] are 6 and those that 6 forces in Sharkovsky's order, no others"
    assert accepted_line(good) == (statement, "T0.1, T3.1, T3.2, T3.2', T3.3, T3.3', T5.12, T5.5")
    first = {**good, "cites": FIRST_BY_TABLE}
    assert accepted_line(first) == (statement, "T0.1, T3.1, T3.2, T3.2', T3.3, T3.3', T5.5")
    swap = certificate(SIX, period_set(6), {"absence": SWAP, "x": "0"})
    assert accepted_line(swap) == (statement, "T0.1, T5.12, T5.3, T5.5")
    flip = certificate(FLIP, period_set(2), {"absence": None, "x": "0"})
    assert accepted_line(flip)[1] == "T0.1, T1.0, T2.1, T2.1', T2.2, T2.2', T5.12, T5.5"
    line = certificate(NEGATION, period_set(2), {"absence": None, "x": "7"})
    assert accepted_line(line)[1] == "T0.1, T1.0, T1.4, T2.1, T2.1', T2.2, T2.2', T2.3, T5.12, T5.5"
    three = certificate(TENT, period_set(3), {"absence": None, "x": "2/7"})
    assert accepted_line(three)[1] == "T0.1, T4.2, T5.5"
    # B = 3, b = 3, and 4 with the weight 15; m = 0.
    cycle = fueltable.value(6, 3, 3)
    assert fuel(good) == cycle + fueltable.P(3, 4) + fueltable.table(13, 3, 4)
    assert fuel(swap) == cycle + fueltable.image(SWAP["m"], 3, 3)
    assert fuel(flip) == fueltable.value(2, 1, 1) + fueltable.counts(4, 1, 1)
    assert fuel(three) == fueltable.value(3, 1, 3)
