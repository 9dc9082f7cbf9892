"""absent_periods: accepted and rejected."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from tests.checker import brute, fueltable
from tests.checker.certmaker import ABSOLUTE, FLIP, GOLDEN, TENT, certificate
from tests.checker.corpus_growth import (
    LADDER,
    LADDER_UPPER,
    SIX,
    SIX_UPPER,
    SLOW,
    TINY,
    absent_periods,
    changed,
    growing_at_most,
    high,
    tent,
)
from tests.harness import accepted_line, fuel, verdict


def absent(text: str, doublings: Any, upto: Any, bound: Any, upper: Any, on: Any = None) -> str:
    return verdict(certificate(text, absent_periods(doublings, upto, on), growing_at_most(bound, upper)))


def test_accepted() -> None:
    assert absent(tent("7/5"), 0, None, "7/5", 1) == "accept"
    assert absent(FLIP, 16, None, 1, 1) == "accept"
    assert absent(FLIP, 8, 99, 1, [high(0, 1, 1, [0])]) == "accept"
    assert absent(LADDER, 16, None, 1, LADDER_UPPER) == "accept"
    assert absent(SIX, 0, None, "4/3", SIX_UPPER) == "accept"
    assert absent(ABSOLUTE, 3, None, 1, 1, ["-1", "1"]) == "accept"


def largest_root(n: int) -> Fraction:
    """The positive root of x^n - 2 x^(n-2) - 1, from below and to 2^-60."""
    low, high = Fraction(1), Fraction(2)
    while high - low > TINY:
        middle = (low + high) / 2
        low, high = (middle, high) if middle**n - 2 * middle ** (n - 2) < 1 else (low, middle)
    return low


@pytest.mark.parametrize("n", [3, 5, 7, 9, 21, 101])
def test_the_growth_of_an_odd_cycle(n: int) -> None:
    root = largest_root(n)
    slopes = tent(root)
    assert absent(slopes, 0, n, root, 1) == "accept"
    assert absent(slopes, 0, n, root + 2 * TINY, 1) == "reject growth-too-large"
    assert absent(slopes, 0, n + 2, root, 1) == "reject growth-too-large"
    assert absent(slopes, 0, None, root, 1) == "reject growth-too-large"
    assert absent(slopes, 1, n, root, 1) == "reject growth-too-large"


def test_the_golden_number_for_three() -> None:
    # x^3 - 2x - 1 = (x + 1)(x^2 - x - 1).
    assert absent(tent("161/100"), 0, 3, "161/100", 1) == "accept"
    assert absent(tent("81/50"), 0, 3, "81/50", 1) == "reject growth-too-large"
    assert absent(GOLDEN, 0, 3, 2, 1) == "reject growth-too-large"


@pytest.mark.parametrize("doublings", range(5))
def test_doublings(doublings: int) -> None:
    power = 2 ** (doublings + 1)
    low, high = Fraction(1), Fraction(2)
    while high - low > TINY:
        middle = (low + high) / 2
        low, high = (middle, high) if middle**power <= 2 else (low, middle)
    assert absent(tent(low), doublings, None, low, 1) == "accept"
    assert absent(tent(low), doublings, None, high, 1) == "reject growth-too-large"
    assert absent(tent(low), doublings + 1, None, low, 1) == "reject growth-too-large"
    if doublings:
        assert absent(tent(low), doublings - 1, None, low, 1) == "accept"


def test_the_growth_must_be_shown() -> None:
    assert absent(TENT, 0, None, "7/5", 1) == "reject slope-bound"
    assert absent(SIX, 0, None, "4/3", 1) == "reject slope-bound"
    assert absent(SIX, 0, None, "5/4", SIX_UPPER) == "reject wrong-sum"
    assert absent(SIX, 0, None, "4/3", changed(SIX_UPPER, 0, layer=0)) == "reject wrong-sum"
    assert absent(SIX, 0, None, "4/3", SIX_UPPER[1:]) == "reject row-number"
    lower = [{key: value for key, value in row.items() if key != "layer"} for row in SIX_UPPER]
    assert absent(SIX, 0, None, "4/3", lower) == "reject missing-key"
    for nothing in (None, {}):
        assert absent(SIX, 0, None, "4/3", nothing).startswith("reject ")


def test_what_is_absent_is_not_there() -> None:
    f = brute.Map([(Fraction(0), Fraction(0)), (Fraction(1, 2), Fraction(3, 4)), (Fraction(1), Fraction(0))])
    found = [n for n in range(1, 10) if brute.least_period_points(f, n, Fraction(0), Fraction(1)) != 0]
    assert found == [1, 2, 4, 6, 7, 8, 9]
    assert absent(SLOW, 0, 5, "3/2", 1) == "accept"
    assert absent(SLOW, 0, 7, "3/2", 1) == "reject growth-too-large"


@pytest.mark.parametrize("doublings", [-1, 17, True, None, "0", "1"])
def test_form_of_doublings(doublings: Any) -> None:
    assert absent(FLIP, doublings, None, 1, 1) == "reject bad-field"


@pytest.mark.parametrize("upto", [-3, 0, 1, 2, 4, 9_998, 10_001, True, "3", []])
def test_form_of_upto(upto: Any) -> None:
    assert absent(FLIP, 0, upto, 1, 1) == "reject bad-field"


@pytest.mark.parametrize("bound", ["1/2", "0", "-3", "5/5", "1.5", "", "oo"])
def test_form_of_the_bound(bound: str) -> None:
    assert absent(FLIP, 0, None, bound, 1).startswith("reject bad-")


def test_where() -> None:
    assert absent(SLOW, 0, 3, "3/2", 1, ["0", "1/2"]) == "reject not-a-self-map"
    assert absent(SLOW, 0, 3, "3/2", 1, ["0", "2"]) == "reject outside-domain"
    assert absent(ABSOLUTE, 0, 3, 1, 1) == "reject not-compact"
    assert absent(ABSOLUTE, 0, 3, 1, 1, ["0", None]) == "reject not-compact"


def test_statement_lemmas_cites_and_fuel() -> None:
    good = certificate(SIX, absent_periods(0, None), growing_at_most("4/3", SIX_UPPER))
    assert accepted_line(good) == (
        "no point of [0, 1] has a least period 2^i * q with 0 <= i <= 0 and odd q > 1",
        "T0.1, T3.1, T3.2, T3.2', T3.3, T3.3'",
    )
    other = certificate(FLIP, absent_periods(3, 9), growing_at_most(1, 2))
    assert accepted_line(other) == (
        "no point of [0, 1] has a least period 2^i * q with 0 <= i <= 3 and odd q, 1 < q <= 9",
        "T0.1, T1.2, T1.6, T3.1, T3.3, T3.3', T3.5",
    )
    for cites in ([], ["MS80"], ["MS80", "BGMY80"], ["BGMY80"]):
        assert verdict({**good, "cites": cites}) == "reject cites"
    # B = 3 knots inside, b = 4 (the weight 15), R = 5 + 8.
    assert fuel(good) == fueltable.P(3, 4) + fueltable.table(13, 3, 4)
    # The bound counts only when its powers are compared.
    bound = growing_at_most("1025/1024", 2)
    expected = fueltable.P(1, 1) + fueltable.slopes(2)
    assert fuel(certificate(FLIP, absent_periods(3, 9), bound)) == expected
    assert fuel(certificate(FLIP, absent_periods(3, None), bound)) == expected
    assert absent(SLOW, 16, 9_999, "3/2", 1) == "reject growth-too-large"
    assert absent(FLIP, 3, 9, 1, 10**9) == "decline fuel"
