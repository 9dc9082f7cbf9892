"""entropy_bounds: accepted and rejected."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt
from typing import Any

import pytest

from tests.checker import fueltable
from tests.checker.certmaker import ABSOLUTE, FLIP, GOLDEN, IDENTITY, LATER, TENT, TRAPEZOID, certificate, map_text
from tests.checker.corpus_growth import (
    CONSTANT,
    GOLDEN_LEAST,
    GOLDEN_LOWER,
    GOLDEN_MOST,
    GOLDEN_UPPER,
    LADDER,
    LADDER_UPPER,
    SLOW,
    TINY,
    changed,
    entropy_bounds,
    evidence,
    high,
    low,
    tent,
)
from tests.harness import accepted_line, fuel, verdict


def lower(text: str, bound: Any, rows: Any, on: Any = None) -> str:
    return verdict(certificate(text, entropy_bounds(bound, None, on), evidence(rows)))


def upper(text: str, bound: Any, rows: Any, on: Any = None) -> str:
    return verdict(certificate(text, entropy_bounds(None, bound, on), evidence(None, rows)))


def test_tables() -> None:
    assert lower(TENT, 2, [low(0, 1, 1, [0, 0])]) == "accept"
    assert upper(TENT, 2, [high(0, 1, 1, [0, 0])]) == "accept"
    assert lower(GOLDEN, GOLDEN_LEAST, GOLDEN_LOWER) == "accept"
    assert upper(GOLDEN, GOLDEN_MOST, GOLDEN_UPPER) == "accept"
    assert upper(LATER, 1, [high(0, 1, 2, [1, 1]), high("1/3", 1, 1, [1])]) == "accept"
    assert upper(CONSTANT, 1, [high(0, 1, 1, [])]) == "accept"
    assert upper(FLIP, 1, [high(0, 1, 1, [0])]) == "accept"
    assert lower(TRAPEZOID, 2, [low(0, 1, 1, [0, 0])]) == "accept"
    assert lower(ABSOLUTE, "3/2", [low(-1, 1, 1, [1, 1]), low(0, 1, 1, [1])], ["-1", "1"]) == "reject wrong-sum"
    assert upper(ABSOLUTE, 1, [high(-1, 1, 2, [1, 1]), high(0, 1, 1, [1])], ["-1", "1"]) == "accept"


def test_a_row_may_be_wider_or_narrower_than_an_image() -> None:
    # Of [0, 1/2] and [1/2, 1] the images are [0, 1]; rows inside them serve below, rows around them above.
    assert lower(TENT, 2, [low("1/4", "3/4", 1, [0, 0])]) == "reject not-contained"
    rows = [low(0, 1, 1, [0, 0]), low("1/4", 1, 1, [None, 0])]
    assert lower(TENT, 1 + TINY, changed(rows, 1, parts=[None, 1])) == "reject wrong-sum"
    assert lower(TENT, 1 + TINY, changed(rows, 1, weight="0")) == "accept"
    assert lower(TENT, 1 + TINY, changed(rows, 1, weight="0", parts=[0, None])) == "reject not-contained"
    assert lower(TENT, 1 + TINY, changed(rows, 1, weight="0", parts=[1, None])) == "reject not-contained"
    rows = [low(0, 1, 3, [0, 1]), low("1/4", 1, 2, [None, 0])]
    assert lower(TENT, "3/2", rows) == "accept"
    assert lower(TENT, Fraction(3, 2) + TINY, rows) == "reject wrong-sum"
    assert upper(LATER, 2, [high(0, 1, 1, [0, 0])]) == "accept"


@pytest.mark.parametrize(
    ("interval", "parts"), [((0, "1/2"), 1), (("1/2", 1), 1), ((0, "1/3"), 1), ((TINY, 1), 2), ((0, 1), 2)]
)
def test_kinks_at_the_ends_of_a_row_do_not_cut(interval: tuple[Any, Any], parts: int) -> None:
    for given in range(4):
        expected = "accept" if given == parts else "reject wrong-parts"
        assert lower(TENT, 2, [low(0, 1, 1, [0, 0]), low(*interval, 0, [None] * given)]) == expected


def test_redundant_knots_and_flat_parts_do_not_count() -> None:
    text = map_text([("0", "0"), ("1/4", "1/2"), ("1/2", "1"), ("5/8", "1"), ("3/4", "1"), ("1", "0")])
    for given in range(6):
        expected = "accept" if given == 2 else "reject wrong-parts"
        assert upper(text, 2, [high(0, 1, 1, [0] * given)]) == expected
    assert lower(text, 1, None) == "accept"
    # Within the flat part there is nothing, and a row may begin in it.
    rows = [low(0, 1, 1, [0, 0]), low("1/2", "3/4", 0, []), low("5/8", "4/5", 0, [None])]
    assert lower(text, 2, rows) == "accept"
    assert lower(text, 2, changed(rows, 1, parts=[None])) == "reject wrong-parts"
    assert lower(text, 2, changed(rows, 1, weight="1")) == "reject wrong-sum"


def test_nothing_but_the_exact_growth_of_the_slope() -> None:
    assert lower(SLOW, "3/2", 1) == upper(SLOW, "3/2", 1) == "accept"
    whole = [high(0, 1, 1, [0, 0])]
    for witness in (1, 2, 3, 10, whole):
        assert upper(SLOW, Fraction(3, 2) - TINY, witness).startswith("reject ")
    for witness in (1, 2, 3, 10, [low(0, 1, 1, [0, 0])], [low(0, "3/4", 1, [0, 0])]):
        assert lower(SLOW, Fraction(3, 2) + TINY, witness).startswith("reject ")


def test_slopes_of_iterates() -> None:
    # Slopes 1 and 2 of GOLDEN; 4 and 2 of its square.
    assert lower(GOLDEN, Fraction(1001, 1000), 1) == "reject slope-bound"
    assert lower(GOLDEN, Fraction(14142, 10000), 2) == "accept"
    assert lower(GOLDEN, Fraction(14143, 10000), 2) == "reject slope-bound"
    assert upper(GOLDEN, 2, 1) == upper(GOLDEN, 2, 2) == "accept"
    assert upper(GOLDEN, Fraction(2) - TINY, 2) == "reject slope-bound"
    assert upper(tent("1/2"), 1, 3) == "accept"
    assert lower(TRAPEZOID, "3/2", 1) == "reject slope-bound"
    assert lower(TRAPEZOID, "3/2", 4) == "reject slope-bound"


def test_bounds_of_many_digits() -> None:
    # Close to the root of 2 from both sides, as the growth of the square of GOLDEN's least slope.
    scale = 2**9_000
    root = isqrt(2 * scale * scale)
    assert root * root < 2 * scale * scale < (root + 1) ** 2
    for number, expected in ((root, "accept"), (root + 1, "reject slope-bound")):
        bound = Fraction(number, scale)
        top, bottom = (str(n) if n < 10**4000 else hex(n) for n in (bound.numerator, bound.denominator))
        assert lower(GOLDEN, f"{top}/{bottom}", 2) == expected
    # Not written out.
    assert lower(SLOW, hex(2**1_000_000), 500) == "reject slope-bound"
    assert upper(SLOW, hex(2**1_000_000), 500) == "accept"


def test_layers() -> None:
    assert upper(LADDER, 1, LADDER_UPPER) == "accept"
    assert upper(LADDER, 1, changed(LADDER_UPPER, 0, layer=2**31 - 1)) == "accept"
    assert upper(LADDER, 1, changed(LADDER_UPPER, 1, layer=1)) == "reject wrong-sum"
    assert upper(LADDER, 1, changed(LADDER_UPPER, 1, layer=2)) == "reject wrong-layer"
    assert upper(LADDER, 1, changed(LADDER_UPPER, 1, weight=str(10**30))) == "accept"
    assert upper(LADDER, 2, changed(LADDER_UPPER, 1, layer=1)) == "accept"
    # Not in two layers at once.
    rows = [high(0, 1, 1, [1, 1], 1), high(0, 1, 1, [0, 0], 0)]
    assert upper(TENT, 1, rows) == "reject wrong-layer"


def test_the_whole_interval_is_a_row() -> None:
    assert upper(LADDER, 1, [high("1/2", 1, 1, [0])]) == "reject no-whole-row"
    assert upper(LADDER, 1, [high("1/2", 1, 1, [0])], ["1/2", "1"]) == "accept"
    assert lower(LADDER, None, None) == "reject bad-field"
    assert lower(TENT, 2, [low(0, 1, 1, [0, 0])], ["0", "1"]) == "accept"


@pytest.mark.parametrize("interval", [("-1", "1"), ("0", "2"), (str(-TINY), "1"), ("3", "4")])
def test_rows_lie_in_the_interval(interval: tuple[str, str]) -> None:
    wide = map_text([("-5", "5"), ("0", "0"), ("1", "1"), ("5", "5")])
    for weight in (0, 1):
        rows = [low(0, 1, 1, [0]), low(*interval, weight, [0])]
        assert lower(wide, "1001/1000", rows, ["0", "1"]).startswith("reject ")
        outside = changed(rows, 0, weight="0") if weight else changed(rows, 0, parts=[0])
        assert lower(wide, "1001/1000", outside, ["0", "1"]).startswith("reject ")
    assert upper(wide, 1, [high(0, 1, 1, [0]), high(*interval, 1, [1])], ["0", "1"]) == "reject outside-interval"


@pytest.mark.parametrize("number", [2, 99, -1, True, False, "0", "1", 0.5, [0], {}])
def test_numbers_of_rows(number: Any) -> None:
    assert lower(GOLDEN, GOLDEN_LEAST, changed(GOLDEN_LOWER, 1, parts=[number])).startswith("reject ")
    assert upper(GOLDEN, GOLDEN_MOST, changed(GOLDEN_UPPER, 1, parts=[number])).startswith("reject ")


@pytest.mark.parametrize("weight", [89, None, True, "01", "-0", "89/1", "0x59", "8.9e1", "", ["89"]])
def test_weights_are_canonical_integers(weight: Any) -> None:
    assert lower(GOLDEN, GOLDEN_LEAST, changed(GOLDEN_LOWER, 0, weight=weight)).startswith("reject bad-")
    assert upper(GOLDEN, GOLDEN_MOST, changed(GOLDEN_UPPER, 0, weight=weight)).startswith("reject bad-")


@pytest.mark.parametrize("key", ["interval", "parts", "weight", "layer"])
def test_keys_of_rows(key: str) -> None:
    rows = [{k: v for k, v in row.items() if k != key} for row in GOLDEN_UPPER]
    assert upper(GOLDEN, GOLDEN_MOST, rows) == "reject missing-key"
    assert upper(GOLDEN, GOLDEN_MOST, [{**row, "zz": 0} for row in GOLDEN_UPPER]) == "reject unknown-key"
    for wrong in (None, 0, {}, "x", True):
        if key != "layer" or wrong != 0 or wrong is True:
            assert upper(GOLDEN, GOLDEN_MOST, changed(GOLDEN_UPPER, 0, **{key: wrong})) == "reject bad-field" or (
                key == "weight" and wrong == "x"
            )


@pytest.mark.parametrize(
    "value", [None, 3, [], "table", {"slopes": None}, {"slopes": "1"}, {"slopes": -1}, {"table": {}}, {}]
)
def test_evidence_is_an_object_with_one_key(value: Any) -> None:
    for bounds, witness in (
        (entropy_bounds(2, None), {"lower": value, "upper": None}),
        (entropy_bounds(None, 2), {"lower": None, "upper": value}),
    ):
        assert verdict(certificate(TENT, bounds, witness)).startswith("reject ")


@pytest.mark.parametrize(
    ("at_least", "at_most", "lower_given", "upper_given", "expected"),
    [
        (2, None, True, False, "accept"),
        (2, None, False, False, "reject bad-field"),
        (2, None, True, True, "reject bad-field"),
        (1, None, False, False, "accept"),
        (1, None, True, False, "reject bad-field"),
        (None, 2, False, True, "accept"),
        (None, 2, True, True, "reject bad-field"),
        (1, 2, False, True, "accept"),
        (1, 2, True, True, "reject bad-field"),
        (2, 2, True, True, "accept"),
        (2, 2, False, True, "reject bad-field"),
        (2, 2, True, False, "reject bad-field"),
        (None, None, False, False, "reject bad-field"),
        ("1/2", None, True, False, "reject bad-field"),
        ("-2", None, True, False, "reject bad-field"),
        (None, "0", False, True, "reject bad-field"),
        ("4/2", None, True, False, "reject bad-number"),
        (None, "2.0", False, True, "reject bad-number"),
    ],
)
def test_evidence_for_each_bound(
    at_least: Any, at_most: Any, lower_given: bool, upper_given: bool, expected: str
) -> None:
    witness = evidence(1 if lower_given else None, 1 if upper_given else None)
    assert verdict(certificate(TENT, entropy_bounds(at_least, at_most), witness)) == expected


def test_where() -> None:
    assert lower(TENT, 2, 1, ["0", "1/2"]) == "reject not-a-self-map"
    assert lower(TENT, 2, 1, ["0", "2"]) == "reject outside-domain"
    assert upper(IDENTITY, 1, 1) == "reject not-compact"
    assert upper(IDENTITY, 1, 1, ["0", None]) == "reject not-compact"
    assert upper(IDENTITY, 1, 1, [None, None]) == "reject not-compact"
    assert upper(IDENTITY, 1, 1, ["0", "1"]) == "accept"


def test_statement_lemmas_and_cites() -> None:
    claim = entropy_bounds(GOLDEN_LEAST, GOLDEN_MOST)
    assert accepted_line(certificate(GOLDEN, claim, evidence(GOLDEN_LOWER, GOLDEN_UPPER))) == (
        "the growth s of f on [0, 1], the limit superior of laps(f^k)^(1/k), is at least 144/89 and at most 89/55; "
        "its topological entropy is log s",
        "T0.1, T3.1, T3.2, T3.2'",
    )
    assert accepted_line(certificate(GOLDEN, entropy_bounds(GOLDEN_LEAST, 2), evidence(GOLDEN_LOWER, 1)))[1] == (
        "T0.1, T1.2, T1.6, T3.1, T3.2, T3.2', T3.5"
    )
    assert accepted_line(certificate(SLOW, entropy_bounds(None, 2), evidence(None, 1))) == (
        "the growth s of f on [0, 1], the limit superior of laps(f^k)^(1/k), is at most 2; "
        "its topological entropy is log s",
        "T0.1, T1.2, T1.6, T3.1, T3.5",
    )
    assert accepted_line(certificate(SLOW, entropy_bounds(1, None), evidence()))[1] == "T0.1, T3.1"
    good = certificate(SLOW, entropy_bounds(1, None), evidence())
    for cites in ([], ["BGMY80"], ["MS80", "MS80"], "MS80", ["MS80", "SH64"], None):
        assert verdict({**good, "cites": cites}) == "reject cites"


def test_fuel() -> None:
    rows = [low(0, 1, 2**100, [0, 0])]
    # b = 101; R = 3; B = 1.
    by_table = fueltable.table(3, 1, 101)
    assert fuel(certificate(TENT, entropy_bounds(2, None), evidence(rows))) == fueltable.P(1, 101) + by_table
    both = certificate(TENT, entropy_bounds(2, 3), evidence(rows, 9))
    assert fuel(both) == fueltable.P(1, 101) + by_table + fueltable.slopes(9)
    long_bounds = certificate(TENT, entropy_bounds("3" * 100, "7" * 1000), evidence(5, 9))
    assert fuel(long_bounds) == fueltable.P(1, 2) + fueltable.slopes(5) + fueltable.slopes(9)
    assert fuel(certificate(TENT, entropy_bounds(1, None), evidence())) == fueltable.P(1, 2)
    assert lower(TENT, 2, 10**6) == "decline fuel"
