"""coverings: accepted and rejected (the corpus has more of the latter)."""

from __future__ import annotations

import pytest

from tests.checker import fueltable
from tests.checker.certmaker import NEGATION, TENT, map_text
from tests.checker.corpus_coverings import (
    ALL_FOUR,
    BRANCH_EDGES,
    BRANCH_POINTS,
    BRANCHES,
    DOUBLE,
    HALVES,
    HALVES_POINTS,
    THREE,
    coverings,
)
from tests.harness import accepted_line, fuel, verdict


def test_statement_and_lemmas() -> None:
    value = coverings(HALVES, ALL_FOUR, HALVES_POINTS, q=2, epsilon="1/12")
    assert accepted_line(value) == (
        "for every continuous g: [0, 1] -> [0, 1] with |g - f| <= 1/12, "
        "g^2 maps [1/4, 1/2] over [1/4, 1/2] and [1/2, 3/4]; [1/2, 3/4] over [1/4, 1/2] and [1/2, 3/4]",
        "T0.1, T4.1, T4.5",
    )
    value = coverings([["-1", "1"]], [[0, 0]], [["1", "-1"]], text=DOUBLE)
    assert accepted_line(value)[0] == (
        "for every continuous g: (-oo, oo) -> (-oo, oo) with |g - f| <= 0, g^1 maps [-1, 1] over [-1, 1]"
    )


def test_the_error_grows_with_the_iterate() -> None:
    # Slope 2, one interval that g^q stretches by 2^q: the margin is 2^q - 1 on each side, and e_q = (2^q - 1) epsilon.
    for q in (1, 2, 3, 10, 50):
        pair = ["-1", "1"] if q % 2 == 0 else ["1", "-1"]
        for epsilon, found in (("0", "accept"), ("1", "accept"), ("1000001/1000000", "reject inequality")):
            value = coverings([["-1", "1"]], [[0, 0]], [pair], text=DOUBLE, q=q, epsilon=epsilon)
            assert verdict(value) == found
        wrong = coverings([["-1", "1"]], [[0, 0]], [pair[::-1]], text=DOUBLE, q=q)
        assert verdict(wrong) == "reject inequality"


def alone(edge: list[int], points: list[str], **others: str) -> dict[str, object]:
    """One edge between intervals of BRANCHES, the others left out."""
    i, j = edge
    used = [BRANCHES[i]] if i == j else [BRANCHES[i], BRANCHES[j]]
    return coverings(used, [[0, len(used) - 1]], [points], text=THREE, **others)


def test_each_margin_is_needed() -> None:
    # Each edge alone, with a margin that one of its two ends just has.
    for edge, points in zip(BRANCH_EDGES, BRANCH_POINTS, strict=True):
        assert verdict(alone(edge, points, epsilon="1/12")) == "accept"
    for i in (0, 2):
        assert verdict(alone([1, i], BRANCH_POINTS[3], epsilon="1/12")) == "accept"
        assert verdict(alone([1, i], BRANCH_POINTS[3], epsilon="21/250")) == "reject inequality"
    assert verdict(alone([0, 0], ["1/12", "1/3"])) == "reject inequality"
    assert verdict(alone([2, 2], ["2/3", "11/12"])) == "reject inequality"


def test_a_point_serves_twice() -> None:
    # One point cannot be low and high at once, even where the map only touches the interval.
    flat = map_text([("0", "1/2"), ("1", "1/2")])
    assert verdict(coverings([["0", "1"]], [[0, 0]], [["1/2", "1/2"]], text=flat)) == "reject inequality"
    assert verdict(coverings([["0", "1/2"]], [[0, 0]], [["0", "0"]])) == "reject inequality"


def test_largest_slope_counts_on_j_only() -> None:
    # Slope 9 beyond 1 makes no error on [0, 1].
    text = map_text([("0", "0"), ("1/2", "1"), ("1", "0"), ("9/8", "9/8"), ("2", "0")])
    for on, found in ((["0", "1"], "accept"), (None, "reject inequality")):
        assert verdict(coverings(HALVES, ALL_FOUR, HALVES_POINTS, text=text, q=2, epsilon="1/12", on=on)) == found
    # One step does not see the slope.
    assert verdict(coverings([["1/4", "1/2"]], [[0, 0]], [["1/4", "1/2"]], text=text)) == "reject inequality"
    assert verdict(coverings([["1/8", "1/2"]], [[0, 0]], [["1/8", "1/2"]], text=text)) == "reject inequality"
    assert verdict(coverings([["0", "1/2"]], [[0, 0]], [["0", "1/2"]], text=text)) == "accept"


def test_half_lines() -> None:
    text = map_text([("0", "0"), ("1", "3")], None, "5")
    value = {"text": text, "epsilon": "1"}
    assert verdict(coverings([["1", "2"]], [[0, 0]], [["1", "2"]], **value)) == "reject inequality"
    assert verdict(coverings([["1", "2"], ["4", "6"]], [[0, 1]], [["1", "2"]], **value)) == "accept"
    assert verdict(coverings([["1", "2"], ["4", "6"]], [[0, 1]], [["1", "2"]], **value, on=["0", None])) == "accept"
    assert verdict(coverings([["-1", "2"]], [[0, 0]], [["1", "2"]], **value)) == "reject outside-domain"
    assert verdict(coverings([["1", "2"]], [[0, 0]], [["1", "2"]], **value, on=["-1", None])) == "reject outside-domain"
    assert verdict(coverings([["1", "2"]], [[0, 0]], [["1", "2"]], **value, on=["0", "4"])) == "reject not-a-self-map"


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"intervals": []}, "reject bad-field"),
        ({"intervals": "0"}, "reject bad-field"),
        ({"intervals": [["1/4", "1/2"], ["3/4", "1/2"]]}, "reject bad-field"),
        ({"intervals": [["1/4", "1/2"], ["1/2", None]]}, "reject bad-field"),
        ({"intervals": [["1/4", "1/2"], ["1/2"]]}, "reject bad-field"),
        ({"intervals": [["1/4", "1/2"], ["1/2", "0.75"]]}, "reject bad-number"),
        ({"intervals": [["1/4", "1/2"], ["1/2", "6/8"]]}, "reject bad-number"),
        ({"intervals": [["1/4", "1/2"], [1, 2]]}, "reject bad-field"),
        ({"edges": None}, "reject bad-field"),
        ({"edges": [[0, 0], [0, 1], [1, 0], [1, 2]]}, "reject bad-field"),
        ({"edges": [[0, 0], [0, 1], [1, 0], [1, -1]]}, "reject bad-field"),
        ({"edges": [[0, 0], [0, 1], [1, 1], [1, 0]]}, "reject bad-field"),
        ({"edges": [[0, 0], [0, 1], [1, 0], [1, 0]]}, "reject bad-field"),
        ({"edges": [[0, 0], [0, 1], [1, 0], [1, "1"]]}, "reject bad-field"),
        ({"edges": [[0, 0], [0, 1], [1, 0], [1]]}, "reject bad-field"),
        ({"edges": [[False, 0], [0, 1], [1, 0], [1, 1]]}, "reject bad-field"),
        ({"edges": [[0, 0], [0, 1], [1, 0], 1]}, "reject bad-field"),
        ({"points": None}, "reject bad-field"),
        ({"points": [*HALVES_POINTS[:3], ["1/2"]]}, "reject bad-field"),
        ({"points": [*HALVES_POINTS[:3], ["1/2", None]]}, "reject bad-field"),
        ({"points": [*HALVES_POINTS[:3], ["2/4", "3/4"]]}, "reject bad-number"),
        ({"points": [*HALVES_POINTS, HALVES_POINTS[3]]}, "reject witness"),
        ({"points": [*HALVES_POINTS[:3], ["1/2", "7/8"]]}, "reject witness"),
        ({"points": [*HALVES_POINTS[:3], ["1/2", "1/4"]]}, "reject witness"),
        ({"q": True}, "reject bad-field"),
        ({"q": "2"}, "reject bad-field"),
        ({"q": 1}, "reject inequality"),
        ({"epsilon": 0}, "reject bad-field"),
        ({"epsilon": "-1/1000"}, "reject bad-field"),
        ({"epsilon": None}, "reject bad-field"),
        ({"on": ["1/4", "3/4"]}, "reject not-a-self-map"),
        ({"on": ["0", "2"]}, "reject outside-domain"),
        ({"text": NEGATION}, "reject inequality"),
    ],
)
def test_rejected(change: dict[str, object], found: str) -> None:
    good = {"intervals": HALVES, "edges": ALL_FOUR, "points": HALVES_POINTS, "q": 2}
    assert verdict(coverings(**good)) == "accept"
    assert verdict(coverings(**{**good, **change})) == found


def test_fuel() -> None:
    # b = 4 (of 12), B = 1, E = 4, M = 2, q = 2.
    value = coverings(HALVES, ALL_FOUR, HALVES_POINTS, q=2, epsilon="1/12")
    assert fuel(value) == fueltable.coverings(4, 2, 1, 4, q=2)
    value = coverings(HALVES, ALL_FOUR, [*HALVES_POINTS[:3], ["1/2", "1/1024"]], q=3, on=["0", "1"])
    assert fuel(value) == fueltable.coverings(4, 2, 1, 11, q=3)
    assert verdict(coverings(HALVES, ALL_FOUR, HALVES_POINTS, q=10**5)) == "decline fuel"
    assert verdict(coverings(HALVES, ALL_FOUR, HALVES_POINTS, text=TENT, q=2)) == "accept"


def test_intervals_are_different_and_each_is_used() -> None:
    """Else one covering, listed again and again, would read like a horseshoe."""
    twice = coverings([["0", "1"], ["0", "1"]], [[0, 0], [0, 1], [1, 0], [1, 1]], [["0", "1/2"]] * 4)
    assert verdict(twice) == "reject bad-field"
    idle = coverings([["0", "1"], ["0", "1/2"]], [[0, 0]], [["0", "1/2"]])
    assert verdict(idle) == "reject bad-field"
