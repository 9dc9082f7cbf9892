"""robust_period: accepted and rejected."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from exactpl_checker.rules.robust_period import prime_divisors

from tests.checker import fueltable
from tests.checker.certmaker import FLIP, NEGATION, certificate, map_text
from tests.checker.corpus_coverings import CYCLE, CYCLE_POINTS, DOUBLE, robust
from tests.harness import accepted_line, fuel, verdict

SHORT = [["1/5", "599/1000"], ["3/5", "1"]]
SHORT_POINTS = [["1/5", "1/2"], ["1", "3/5"]]
# Period 2 of the tent, and the interval [1/2, 1] that covers itself and both.
WIDE = ["1/2", "1"]


def test_statement_and_lemmas() -> None:
    assert accepted_line(robust(3, CYCLE, CYCLE_POINTS, epsilon="1/18")) == (
        "every continuous g: [0, 1] -> [0, 1] with |g - f| <= 1/18 has a point of least period 3",
        "T0.1, T4.1, T4.2, T4.5",
    )


def test_the_margin_is_exact() -> None:
    for epsilon in ("0", "1/19", "1/18"):
        assert verdict(robust(3, CYCLE, CYCLE_POINTS, epsilon=epsilon)) == "accept"
    for epsilon in ("1/17", "1000000001/18000000000"):
        assert verdict(robust(3, CYCLE, CYCLE_POINTS, epsilon=epsilon)) == "reject inequality"
    hair = Fraction(1, 10**9)
    for i in range(3):  # each of the six margins is used up
        for side, move in ((0, -hair), (1, hair)):
            wider = [list(pair) for pair in CYCLE]
            wider[i][side] = str(Fraction(wider[i][side]) + move)
            assert verdict(robust(3, wider, CYCLE_POINTS, epsilon="1/18")) == "reject inequality"


def test_the_loop_may_begin_anywhere() -> None:
    for i in range(3):
        turned = CYCLE[i:] + CYCLE[:i], CYCLE_POINTS[i:] + CYCLE_POINTS[:i]
        assert verdict(robust(3, *turned, epsilon="1/18")) == "accept"
        swapped = [list(pair) for pair in CYCLE_POINTS]
        swapped[i].reverse()
        assert verdict(robust(3, CYCLE, swapped, epsilon="1/18")) == "reject inequality"


def test_a_fixed_point_needs_no_prime() -> None:
    assert verdict(robust(1, [WIDE], [["1", "1/2"]])) == "accept"
    assert verdict(robust(1, [WIDE], [["1", "1/2"]], epsilon="1/100")) == "reject inequality"
    assert verdict(robust(1, [["-1", "1"]], [["1", "-1"]], text=DOUBLE, epsilon="1")) == "accept"
    assert verdict(robust(1, [["-1", "1"]], [["1", "-1"]], text=NEGATION)) == "accept"
    assert verdict(robust(1, [["-1", "1"]], [["1", "-1"]], text=NEGATION, epsilon="1/1000")) == "reject inequality"
    assert verdict(robust(1, [["0", "1"]], [["1", "0"]], text=FLIP)) == "accept"


def test_touching_is_not_enough() -> None:
    assert verdict(robust(2, SHORT, SHORT_POINTS)) == "accept"
    touching = [["1/5", "3/5"], ["3/5", "1"]]
    assert verdict(robust(2, touching, SHORT_POINTS)) == "reject not-disjoint"
    overlapping = [["1/5", "601/1000"], ["3/5", "1"]]
    assert verdict(robust(2, overlapping, SHORT_POINTS)) == "reject not-disjoint"


def test_every_prime_divisor_counts() -> None:
    # Each loop covers; what fails is that some power of the loop may be followed by a shorter cycle.
    once = (CYCLE, CYCLE_POINTS)
    for times in (2, 3, 4):
        value = robust(3 * times, once[0] * times, once[1] * times)
        assert verdict(value) == "reject not-disjoint"
    twice = SHORT * 2, SHORT_POINTS * 2
    assert verdict(robust(4, *twice)) == "reject not-disjoint"
    assert verdict(robust(4, [WIDE] * 4, [["1", "1/2"]] * 4)) == "reject not-disjoint"
    # K L L as in the proof that period 3 forces all: here K and L touch.
    touching = [["1/4", "1/2"], WIDE, WIDE]
    assert verdict(robust(3, touching, [["1/4", "1/2"], ["1", "1/2"], ["1", "1/2"]])) == "reject not-disjoint"
    # Two full branches: each word of length 6 is a loop, and it must not have the period 2 or 3 as a word.
    low, high = ["-2", "-1"], ["1", "2"]
    steep = map_text([("-2", "2"), ("-1", "-2"), ("1", "-2"), ("2", "2")])
    ends = {"-2": ["-1", "-2"], "1": ["1", "2"]}
    for word in product((low, high), repeat=6):
        apart = {d: any(word[i] != word[(i + d) % 6] for i in range(6)) for d in (2, 3)}
        value = robust(6, list(word), [ends[interval[0]] for interval in word], text=steep)
        assert verdict(value) == ("accept" if apart[2] and apart[3] else "reject not-disjoint")


def test_prime_divisors() -> None:
    for n in range(1, 400):
        expected = [p for p in range(2, n + 1) if n % p == 0 and all(p % r for r in range(2, p))]
        assert prime_divisors(n) == expected
    assert prime_divisors(2**20 * 3**5) == [2, 3]
    assert prime_divisors(1_000_003 * 2) == [2, 1_000_003]


@pytest.mark.parametrize(
    ("n", "intervals", "points", "found"),
    [
        (2, CYCLE, CYCLE_POINTS, "reject witness"),
        (4, CYCLE, CYCLE_POINTS, "reject witness"),
        (3, CYCLE, CYCLE_POINTS[:2], "reject witness"),
        (3, CYCLE, [*CYCLE_POINTS, CYCLE_POINTS[0]], "reject witness"),
        (3, CYCLE, [["1/6", "7/18"], *CYCLE_POINTS[1:]], "reject witness"),
        (3, CYCLE[::-1], CYCLE_POINTS[::-1], "reject inequality"),
        (0, [], [], "reject bad-field"),
        (-1, CYCLE, CYCLE_POINTS, "reject bad-field"),
        ("3", CYCLE, CYCLE_POINTS, "reject bad-field"),
        (True, CYCLE[:1], CYCLE_POINTS[:1], "reject bad-field"),
        (3, [["5/18", "1/6"], *CYCLE[1:]], CYCLE_POINTS, "reject bad-field"),
        (3, [["1/6", "1/6"], *CYCLE[1:]], CYCLE_POINTS, "reject bad-field"),
        (3, [["-1/6", "5/18"], *CYCLE[1:]], CYCLE_POINTS, "reject outside-domain"),
    ],
)
def test_rejected(n: object, intervals: object, points: object, found: str) -> None:
    assert verdict(robust(n, intervals, points)) == found


def test_side_conditions() -> None:
    assert verdict(robust(3, CYCLE, CYCLE_POINTS, epsilon="-1/18")) == "reject bad-field"
    assert verdict(robust(3, CYCLE, CYCLE_POINTS, on=["1/6", "17/18"])) == "reject not-a-self-map"
    assert verdict(robust(3, CYCLE, CYCLE_POINTS, on=["0", "2"])) == "reject outside-domain"
    value = robust(3, CYCLE, CYCLE_POINTS)
    assert verdict({**value, "witness": {**value["witness"], "edges": []}}) == "reject unknown-key"
    assert verdict({**value, "witness": {"points": CYCLE_POINTS}}) == "reject missing-key"
    claim = {"epsilon": "0", "n": 3, "on": None, "q": 1, "type": "robust_period"}
    assert verdict({**certificate("", claim), "witness": value["witness"]}) == "reject unknown-key"


def test_fuel() -> None:
    # b = 5 (of 18), B = 1, E = M = 3, and q = 1.
    value = robust(3, CYCLE, CYCLE_POINTS, epsilon="1/18")
    assert fuel(value) == fueltable.coverings(3, 3, 1, 5)
    value = robust(3, CYCLE, CYCLE_POINTS, epsilon="1/1024")
    assert fuel(value) == fueltable.coverings(3, 3, 1, 11)
