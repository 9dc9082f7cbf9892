"""piece_count_series where critical orbits end in sinks: accepted and rejected."""

from __future__ import annotations

from typing import Any

import pytest

from tests.checker import fueltable
from tests.checker.certmaker import TENT, certificate, map_text
from tests.checker.make_corpus import series
from tests.harness import accepted_line, fuel, verdict

# The Lipschitz example of tests/dynamics/closed_forms/test_sinks.py: f = 4/5 x on [0, 1/5].
KNOTS = [("0", "0"), ("1/5", "4/25"), ("2/5", "1/50"), ("1/2", "9/20"), ("28/47", "0"), ("38/63", "0")]
KNOTS += [("7/10", "61/100"), ("104/105", "0")]
LINE = map_text(KNOTS, "0", "0")
UNIT = ["0", "1"]
SINK = ["0", "1/5"]
NUMERATOR = [1, 7, 14, 10, 4]
STEEP = map_text([("1/2", "2")], "4", "-4")
# Slope -1/2 on [1/10, 7/10], around the fixed point 2/5.
TURNING = map_text([("0", "9/10"), ("1/10", "11/20"), ("7/10", "1/4"), ("1", "9/10")])


def claim(text: str, numerator: list[int], denominator: list[int], sinks: Any, terms: int, on: Any = None) -> str:
    witness = {"terms": terms} if sinks is None else {"sinks": sinks, "terms": terms}
    return verdict(certificate(text, series(numerator, denominator, on), witness))


def test_the_example() -> None:
    assert claim(LINE, NUMERATOR, [1, -1], [SINK], 40, UNIT) == "accept"
    assert claim(LINE, [1, 8, 14, 10, 4], [1, -1], [SINK], 40) == "accept"
    text, by = accepted_line(certificate(LINE, series(NUMERATOR, [1, -1], UNIT), {"sinks": [SINK], "terms": 40}))
    assert text.endswith("being (1 + 7*t + 14*t^2 + 10*t^3 + 4*t^4)/(1 - t)")
    assert by == "T0.1, T1.0, T1.1'', T1.11, T1.2, T1.8, T1.8'"


def test_without_its_sink_the_orbits_do_not_end() -> None:
    assert claim(LINE, NUMERATOR, [1, -1], None, 40, UNIT) == "reject not-finite"
    assert claim(LINE, NUMERATOR, [1, -1], [["1/100", "1/50"]], 40, UNIT) == "reject not-a-sink"
    assert claim(TURNING, [1, 2], [1, -1], None, 60) == "reject not-finite"


def test_a_smaller_sink_is_met_later() -> None:
    # [0, 1/10] is a sink too; more points come before it, and more terms are needed.
    assert claim(LINE, NUMERATOR, [1, -1], [["0", "1/10"]], 60, UNIT) == "accept"
    least = [
        min(t for t in range(1, 80) if claim(LINE, NUMERATOR, [1, -1], [["0", end]], t, UNIT) == "accept")
        for end in ("1/5", "1/10", "1/50")
    ]
    assert least[0] < least[1] < least[2]


def test_unbounded_sinks() -> None:
    assert claim(STEEP, [1], [1, -2], [[None, "0"]], 30) == "accept"
    assert claim(STEEP, [1], [1, -2], [[None, "-3"]], 30) == "accept"
    assert claim(STEEP, [1], [1, -2], [[None, "1/8"]], 30) == "reject not-a-sink"  # f(1/8) = 1/2
    assert claim(STEEP, [1], [1, -2], [["1", None]], 30) == "reject not-a-sink"  # f([1, oo)) lies to the left
    assert claim(STEEP, [1], [1, -2], [[None, "0"], ["1", None]], 30) == "accept"
    assert claim(STEEP, [1], [1, -3], [[None, "0"]], 30) == "reject wrong-count"


@pytest.mark.parametrize(
    ("sinks", "rule"),
    [
        ([["0", "2/5"]], "not-a-sink"),  # a kink inside
        ([["0", "1/5"], ["1/10", "1/5"]], "bad-field"),  # overlapping
        ([["1/10", "1/5"], ["0", "1/10"]], "bad-field"),  # not in order
        ([["1/5", "0"]], "bad-field"),
        ([["1/5", "1/5"]], "bad-field"),
        ([["0", "0.2"]], "bad-number"),
        ([], "bad-field"),
        ("0", "bad-field"),
        ([["-1", "1/5"]], "outside-domain"),
    ],
)
def test_what_is_no_list_of_sinks(sinks: Any, rule: str) -> None:
    assert claim(LINE, NUMERATOR, [1, -1], sinks, 60, UNIT) == f"reject {rule}"


def test_sinks_may_be_mapped_into_others_and_touch() -> None:
    # f([1/5, 2/5]) = [1/50, 4/25]: no cycle of its own, and nothing is folded on its way.
    assert claim(LINE, NUMERATOR, [1, -1], [SINK, ["1/5", "2/5"]], 60, UNIT) == "accept"
    assert claim(LINE, NUMERATOR, [1, -1], [["1/5", "2/5"]], 60, UNIT) == "reject not-a-sink"


def test_a_false_series_with_true_sinks() -> None:
    assert claim(LINE, [1, 7, 14, 10, 5], [1, -1], [SINK], 60, UNIT) == "reject wrong-count"
    assert claim(LINE, NUMERATOR, [1, -1], [SINK], 3, UNIT).startswith("reject")
    wrong = [*NUMERATOR, *([0] * 40), 1]
    assert claim(LINE, wrong, [1, -1], [SINK], 30, UNIT) == "reject too-few-terms"


def test_a_swallowing_sink_is_refused() -> None:
    # The tent grows; an interval around its kink, or one that it leaves, must not hide that.
    for sink in (["0", "1"], ["1/4", "3/4"], ["0", "1/2"], ["0", "1/4"], ["1/2", "1"], ["1/8", "1/4"]):
        assert claim(TENT, [1], [1, -1], [sink], 40) == "reject not-a-sink"


def test_fuel_counts_the_sinks() -> None:
    many = [[str(-k - 1), str(-k)] for k in range(200, 0, -1)]
    one = certificate(STEEP, series([1], [1, -2]), {"sinks": [[None, "0"]], "terms": 100})
    more = certificate(STEEP, series([1], [1, -2]), {"sinks": many, "terms": 100})
    none = certificate(STEEP, series([1], [1, -2]), {"terms": 100})
    assert fuel(more) > fuel(one) > fuel(none)
    # B = 1, b = 3 (of 4), and 8 (of 201); 200 sinks.
    assert fuel(none) == fueltable.series(100, 1, 3, [1, 1, -2])
    assert fuel(one) == fueltable.series(100, 1, 3, [1, 1, -2], sinks=1)
    assert fuel(more) == fueltable.series(100, 1, 8, [1, 1, -2], sinks=200)
