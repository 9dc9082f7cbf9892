"""A claim that one of exactpl's own certificates contradicts is refuted by it, and not left undecided."""

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import exactpl as xp
from exactpl.claims import (
    AbsentPeriods,
    DifferentValue,
    HorseshoeEntropy,
    LargestGap,
    LiYorkeChaos,
    LiYorkeChaosByEntropy,
    NoLiYorkeChaos,
    NoOddPeriod,
    PeriodSet,
    PieceCountBounds,
    PieceCountSeries,
    RobustPeriod,
)
from tests.bridge import pl
from tests.harness import accepted
from tests.oracles.maps import Map, evaluate, make

TENT, IDENTITY = xp.zoo.tent(), xp.PL([(0, 0), (1, 1)])
HALF, FLIP = xp.PL([(0, 0), (1, "1/2")]), xp.PL([(0, 1), (1, 0)])
GOLDEN = xp.PL([(0, "3/4"), ("1/2", 1), (1, 0)])  # least periods 1, 2 and 4
NETWORK = xp.networks.dense([[[1], [1]], [[2, -4]]], [[0, "-1/2"], [0]])
LINE = xp.PL([(0, 0)], left_slope=1, right_slope=1)

# What is claimed, and a claim that contradicts it: its type, and some of its fields.
REFUTED: dict[str, tuple[Callable[[], Any], str, dict[str, object]]] = {
    "the tent has odd periods": (lambda: NoOddPeriod(TENT), "least_period", {}),
    "Stefan's map has period 5": (lambda: NoOddPeriod(xp.zoo.stefan(5)), "least_period", {}),
    "Stefan's map has period 7": (lambda: NoOddPeriod(xp.zoo.stefan(7)), "least_period", {}),
    "period 3 is no absent period": (lambda: AbsentPeriods(TENT, upto=3), "least_period", {"n": 3}),
    "nor is any odd one": (lambda: AbsentPeriods(TENT), "least_period", {}),
    "period 5 up to 5": (lambda: AbsentPeriods(xp.zoo.stefan(5), upto=5), "least_period", {"n": 5}),
    "period 6 once doubled": (lambda: AbsentPeriods(xp.zoo.tent("7/5"), doublings=1, upto=3), "least_period", {"n": 6}),
    "an orbit of period 2 converges to no fixed point": (
        lambda: NoLiYorkeChaos(TENT, period=2),
        "least_period",
        {"n": 2},
    ),
    "nor one of period 4 to one of period 2": (lambda: NoLiYorkeChaos(GOLDEN, period=4), "least_period", {"n": 4}),
    "the identity is not chaotic": (lambda: LiYorkeChaos(IDENTITY), "no_li_yorke_chaos", {"period": 2}),
    "nor are all maps near it": (lambda: LiYorkeChaos(IDENTITY, epsilon="1/10"), "no_li_yorke_chaos", {"period": 2}),
    "nor is a map with periods 1 and 2": (lambda: LiYorkeChaos(FLIP), "no_li_yorke_chaos", {"period": 4}),
    "nor one with period 4": (lambda: LiYorkeChaos(GOLDEN), "no_li_yorke_chaos", {"period": 8}),
    "no entropy, no chaos by entropy": (lambda: LiYorkeChaosByEntropy(IDENTITY), "entropy_bounds", {"at_most": "1"}),
    "no period 3, none that persists": (
        lambda: RobustPeriod(xp.zoo.stefan(5), n=3),
        "no_least_period",
        {"n": 3},
    ),
    "the same with a loop that shows nothing": (
        lambda: RobustPeriod(IDENTITY, n=2, intervals=[(0, "1/4"), ("1/2", 1)]),
        "no_least_period",
        {"n": 2},
    ),
    "a growth of 3/2 is no entropy log 10": (
        lambda: HorseshoeEntropy(xp.zoo.tent("3/2"), at_least=10, k=1),
        "entropy_bounds",
        {},
    ),
    "no entropy, no horseshoe": (lambda: HorseshoeEntropy(IDENTITY), "entropy_bounds", {"at_most": "1"}),
    "2^2000 pieces are more than 5": (
        lambda: PieceCountBounds(TENT, k=2000, at_most=5),
        "piece_count",
        {"k": 2000},
    ),
    "and one less is too few": (
        lambda: PieceCountBounds(TENT, k=2000, at_most=2**2000 - 1),
        "piece_count",
        {"k": 2000},
    ),
    "a series is refuted by one number": (
        lambda: PieceCountSeries(xp.zoo.tent("3/2"), value=xp.closed_form(TENT).pieces),
        "piece_count",
        {},
    ),
    "period 13 is none of 6 and what it forces": (lambda: PeriodSet(xp.zoo.stefan(13), n=6), "least_period", {}),
    "a difference that has no bound has no largest value": (
        lambda: LargestGap(NETWORK, LINE, gap=3),
        "different_value",
        {},
    ),
}


@pytest.mark.parametrize("name", REFUTED)
def test_a_certificate_contradicts_the_claim(tmp_path: Path, name: str) -> None:
    ask, kind, fields = REFUTED[name]
    verdict = xp.decide(ask())
    assert isinstance(verdict, xp.Refuted)
    assert accepted(verdict.certificate, tmp_path)
    assert verdict.certificate is not None
    claim = json.loads(verdict.certificate.text)["claim"]
    assert claim["type"] == kind
    assert fields.items() <= claim.items()
    if kind == "least_period" and not fields:
        assert claim["n"] % 2 == 1
        assert claim["n"] > 1


def test_equal_values_refute_a_difference() -> None:
    """Both functions are evaluated: there is nothing open."""
    for difference in (None, 1):
        verdict = xp.decide(DifferentValue(NETWORK, TENT, x="1/3", difference=difference))
        assert isinstance(verdict, xp.Refuted)
        assert "2/3" in verdict.reason


def test_maps_near_a_map_are_not_all_chaotic_where_a_constant_is_near(tmp_path: Path) -> None:
    """A constant in the middle of the image is within half of its length of f, is no chaos, and has period 1 alone."""
    for claim in (
        LiYorkeChaos(TENT, epsilon="1/2"),
        LiYorkeChaos(HALF, epsilon="1/4"),
        RobustPeriod(TENT, n=3, epsilon="1/2"),
        HorseshoeEntropy(TENT, at_least=2, k=1, epsilon="1/2"),
    ):
        verdict = xp.decide(claim)
        assert isinstance(verdict, xp.Refuted), claim.type
        assert accepted(verdict.certificate, tmp_path)


# ----------------------------------------------------------------------------------------------------------------------
# Against slow and simple answers


def least_periods(m: Map, most: int) -> set[int]:
    """Return the least periods up to `most` among the multiples of 1/4, which these maps send to such."""
    found = set()
    for i in range(5):
        start = x = Fraction(i, 4)
        for n in range(1, most + 1):
            x = evaluate(m, x)
            if x == start:
                found.add(n)
                break
    return found


def grid_maps() -> list[Map]:
    """All continuous maps of {0, 1/4, ..., 1} into itself, linear between: a fifth of them."""
    maps = []
    for code in range(0, 5**5, 5):
        ys = [code // 5**i % 5 for i in range(5)]
        maps.append(make([(Fraction(i, 4), Fraction(y, 4)) for i, y in enumerate(ys)]))
    return maps


def test_what_a_grid_shows_is_refuted(tmp_path: Path) -> None:
    seen = 0
    for m in grid_maps()[::6]:
        there = least_periods(m, 5)
        f = pl(m)
        if 2 in there:
            assert isinstance(xp.decide(NoLiYorkeChaos(f, period=2)), xp.Refuted)
        if 4 in there:
            assert isinstance(xp.decide(NoLiYorkeChaos(f, period=4)), xp.Refuted)
        if there & {3, 5}:
            seen += 1
            for claim in (NoOddPeriod(f), AbsentPeriods(f), AbsentPeriods(f, upto=5)):
                verdict = xp.decide(claim)
                assert isinstance(verdict, xp.Refuted)
                assert accepted(verdict.certificate, tmp_path)
    assert seen > 5


@pytest.mark.parametrize("gap", ["-10", "-1", "-1/2", "0", "7"])
@pytest.mark.parametrize("on", [None, (0, None), (None, 1)])
def test_no_number_is_the_largest_gap_of_a_difference_without_bound(gap: str, on: object, tmp_path: Path) -> None:
    zero = xp.PL([(0, 0)], left_slope=0, right_slope=0)
    verdict = xp.decide(LargestGap(xp.networks.dense([[[1]]], [[0]]), zero, gap=gap, on=on))  # type: ignore[arg-type]
    assert isinstance(verdict, xp.Refuted)
    assert verdict.witness[1] > Fraction(gap)
    assert accepted(verdict.certificate, tmp_path)
