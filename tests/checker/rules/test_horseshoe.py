"""horseshoe: accepted and rejected."""

from __future__ import annotations

from typing import Any

import pytest

from tests.checker import fueltable
from tests.checker.certmaker import ABSOLUTE, TENT
from tests.checker.corpus_coverings import ALL_FOUR, BRANCHES, DOUBLE, HALVES, HALVES_POINTS, horseshoe
from tests.harness import accepted_line, fuel, verdict

SECOND: dict[str, Any] = {
    "text": TENT,
    "q": 2,
    "edges": ALL_FOUR,
    "intervals": HALVES,
    "points": HALVES_POINTS,
    "weights": ["1", "1"],
}
LAPS: dict[str, Any] = {
    "text": TENT,
    "edges": ALL_FOUR,
    "intervals": [["0", "1/2"], ["1/2", "1"]],
    "points": [["0", "1/2"]] * 2 + [["1", "1/2"]] * 2,
    "weights": ["1", "1"],
}


def test_statement_and_lemmas() -> None:
    assert accepted_line(horseshoe(epsilon="1/12")) == (
        "every continuous g: [0, 1] -> [0, 1] with |g - f| <= 1/12 has topological entropy at least log(12/5)",
        "T0.1, T4.1, T4.3, T4.5",
    )
    assert accepted_line(horseshoe("2", **SECOND))[0].endswith("entropy at least log(2)/2")
    line = {"edges": [[0, 0]], "intervals": [["-1", "1"]], "points": [["1", "-1"]], "text": DOUBLE, "weights": ["1"]}
    assert accepted_line(horseshoe("1", **line)) == (
        "every continuous g: (-oo, oo) -> (-oo, oo) with |g - f| <= 0 has topological entropy at least log(1) "
        "on compact sets K with g(K) in K",
        "T0.1, T4.1, T4.3, T4.5",
    )


def test_the_sums_are_exact() -> None:
    # The largest eigenvalue is 1 + sqrt 2 = 2.41421...
    assert verdict(horseshoe("12/5")) == "accept"
    assert verdict(horseshoe("120000001/50000000")) == "reject weights"
    assert verdict(horseshoe("41/17", weights=["12", "17", "12"])) == "accept"
    assert verdict(horseshoe("29/12", weights=["12", "17", "12"])) == "reject weights"
    assert verdict(horseshoe("2", weights=["1", "1", "1"])) == "accept"
    assert verdict(horseshoe("2", weights=["1", "2", "2"])) == "reject weights"  # 3 < 2 * 2 at the last
    assert verdict(horseshoe("1", weights=["1", "0", "0"])) == "reject weights"  # no edge from the first to itself
    assert verdict(horseshoe("1", weights=["0", "1", "0"])) == "accept"
    assert verdict(horseshoe("1", weights=["1", "0", "1"])) == "accept"


def test_each_edge_that_is_left_out_costs_its_weight() -> None:
    good = horseshoe()
    edges, points = good["witness"]["edges"], good["witness"]["points"]
    for i in range(7):
        fewer = {"edges": edges[:i] + edges[i + 1 :], "points": points[:i] + points[i + 1 :]}
        assert verdict(horseshoe(**fewer)) == "reject weights"


def test_touching_is_allowed_and_overlapping_is_not() -> None:
    assert verdict(horseshoe("2", **LAPS)) == "accept"
    assert verdict(horseshoe("2", **LAPS, epsilon="1/1000000")) == "reject inequality"
    for intervals in (
        [["0", "1/2"], ["1/4", "1"]],
        [["0", "1"], ["1/2", "1"]],
        [["0", "1"], ["0", "1"]],
        [["0", "501/1000"], ["1/2", "1"]],
    ):
        assert verdict(horseshoe("2", **{**LAPS, "intervals": intervals})) == "reject overlap"
    # In any order.
    turned = {"intervals": LAPS["intervals"][::-1], "points": LAPS["points"][::-1]}
    assert verdict(horseshoe("2", **{**LAPS, **turned})) == "accept"
    # Not only neighbours in the list: the first and the third.
    three = {
        "edges": [[0, 0]],
        "intervals": [["0", "1/2"], ["3/4", "1"], ["1/4", "3/8"]],
        "points": [["0", "1/2"]],
        "weights": ["1", "0", "0"],
    }
    assert verdict(horseshoe("1", text=TENT, **three)) == "reject overlap"


def test_the_error_of_the_iterate() -> None:
    for epsilon, found in (
        ("1/12", "accept"),
        ("1/11", "reject inequality"),
        ("1000001/12000000", "reject inequality"),
    ):
        assert verdict(horseshoe("2", **SECOND, epsilon=epsilon)) == found


def test_intervals_that_need_not_be_compact() -> None:
    one: dict[str, Any] = {"edges": [[0, 0]], "weights": ["1"]}
    value = {**one, "intervals": [["-1", "1"]], "points": [["1", "-1"]]}
    assert verdict(horseshoe("1", text=DOUBLE, **value)) == "accept"
    assert verdict(horseshoe("1000001/1000000", text=DOUBLE, **value)) == "reject weights"
    assert verdict(horseshoe("1", text=DOUBLE, epsilon="1", **value)) == "accept"
    assert verdict(horseshoe("1", text=DOUBLE, epsilon="1000001/1000000", **value)) == "reject inequality"
    assert verdict(horseshoe("1", text=DOUBLE, on=["-2", None], **value)) == "reject not-a-self-map"
    value = {**one, "intervals": [["0", "1"]], "points": [["0", "1"]]}
    assert verdict(horseshoe("1", text=ABSOLUTE, **value)) == "accept"
    assert verdict(horseshoe("1", text=ABSOLUTE, on=["0", None], **value)) == "accept"
    assert verdict(horseshoe("2", text=ABSOLUTE, on=["0", None], **value)) == "reject weights"
    assert verdict(horseshoe("1", text=ABSOLUTE, on=["0", None], epsilon="1/9", **value)) == "reject inequality"
    assert verdict(horseshoe("1", text=ABSOLUTE, on=["1/2", None], **value)) == "reject outside-domain"
    assert verdict(horseshoe("1", text=ABSOLUTE, on=[None, "1"], **value)) == "reject not-a-self-map"
    assert verdict(horseshoe("1", text=ABSOLUTE, on=["0", "2"], **value)) == "accept"
    assert verdict(horseshoe("1", text=ABSOLUTE, on=["0", "2"], epsilon="1/9", **value)) == "reject inequality"
    assert verdict(horseshoe("1", text=ABSOLUTE, on=["-1", "1/2"], **value)) == "reject not-a-self-map"


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"at_least": "999/1000"}, "reject bad-field"),
        ({"at_least": None}, "reject bad-field"),
        ({"at_least": "2.4"}, "reject bad-number"),
        ({"weights": []}, "reject bad-field"),
        ({"weights": ["5", "7"]}, "reject witness"),
        ({"weights": ["5", "7", "5", "0"]}, "reject witness"),
        ({"weights": [5, 7, 5]}, "reject bad-field"),
        ({"weights": ["5", "7", "5/1"]}, "reject bad-number"),
        ({"weights": ["5", "7", "5/2"]}, "reject bad-number"),
        ({"weights": ["5", "7", "-5"]}, "reject weights"),
        ({"weights": ["0", "0", "0"]}, "reject weights"),
        ({"edges": [], "points": []}, "reject bad-field"),
        ({"edges": [[0, 2], [0, 1], [1, 0], [1, 1], [1, 2], [2, 0], [2, 1]]}, "reject bad-field"),
        ({"edges": [[0, 1], [0, 1], [1, 0], [1, 1], [1, 2], [2, 0], [2, 1]]}, "reject bad-field"),
        ({"edges": [[0, 1], [0, 2], [1, 0], [1, 1], [1, 2], [2, 0], [2, 3]]}, "reject bad-field"),
        ({"intervals": BRANCHES[:2]}, "reject bad-field"),
        ({"points": []}, "reject witness"),
        ({"q": 0}, "reject bad-field"),
        ({"q": False}, "reject bad-field"),
        ({"epsilon": "-1"}, "reject bad-field"),
        ({"epsilon": "1/11"}, "reject inequality"),
        ({"on": ["0", "1/2"]}, "reject not-a-self-map"),
    ],
)
def test_rejected(change: dict[str, Any], found: str) -> None:
    assert verdict(horseshoe(**change)) == found


def test_fuel() -> None:
    # b = 4 (of 12), B = 2, E = 7, M = 3; A is left out, weights are not.
    assert fuel(horseshoe(epsilon="1/12")) == fueltable.coverings(7, 3, 2, 4)
    assert fuel(horseshoe("1000000007/1000000006", epsilon="1/12")) == fuel(horseshoe(epsilon="1/12"))
    value = horseshoe("1", weights=["0", "1024", "0"])
    assert fuel(value) == fueltable.coverings(7, 3, 2, 11)
