"""near_and_far: accepted and rejected."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import pytest

from tests.checker import fueltable
from tests.checker.brute import Map
from tests.checker.certmaker import NEGATION, SHIFT, map_text
from tests.checker.corpus_coverings import two_orbits
from tests.harness import accepted_line, fuel, verdict

TIMES = list(range(9))
STEEP = map_text([("0", "0"), ("1", "3")])


def test_statement_and_lemmas() -> None:
    assert accepted_line(two_orbits("1/4", TIMES, "1", [10])) == (
        "the orbits of 0 and 1/1024 are at most 1/4 apart at the times 0, 1, 2, 3, 4, 5, 6, 7, 8, "
        "and at least 1 apart at the time 10",
        "",
    )
    assert accepted_line(two_orbits("1/4", [3], "1", []))[0] == (
        "the orbits of 0 and 1/1024 are at most 1/4 apart at the time 3"
    )
    assert accepted_line(two_orbits("0", [], "1/2", [9, 10]))[0] == (
        "the orbits of 0 and 1/1024 are at least 1/2 apart at the times 9, 10"
    )


def test_the_distance_doubles() -> None:
    # |f^t(0) - f^t(1/1024)| = 2^t / 1024 for t <= 10, then 0.
    for t in range(15):
        apart = Fraction(2**t, 1024) if t <= 10 else Fraction(0)
        for shift in (Fraction(0), Fraction(1, 10**9), -Fraction(1, 10**9)):
            bound = apart + shift
            if bound < 0:
                continue
            near = two_orbits(str(bound), [t], "0", [])
            assert verdict(near) == ("accept" if shift >= 0 else "reject not-near")
            far = two_orbits("0", [], str(bound), [t])
            assert verdict(far) == ("accept" if shift <= 0 else "reject not-far")


def test_near_and_far_at_the_same_time() -> None:
    assert verdict(two_orbits("1/2", [9], "1/2", [9])) == "accept"
    assert verdict(two_orbits("1/2", [9], "1/2", [9], x="1/1024", y="0")) == "accept"
    assert verdict(two_orbits("0", [0, 5], "0", [3], x="1/3", y="1/3")) == "accept"
    assert verdict(two_orbits("10", [100], "10", [0], x="-5", y="5", text=SHIFT)) == "accept"
    assert verdict(two_orbits("10", [99, 100], "10", [1], x="-5", y="5", text=NEGATION)) == "accept"


def test_orbits_as_far_as_they_are_needed() -> None:
    # 1/2 -> 3/2, and no further.
    assert verdict(two_orbits("3/2", [1], "1/2", [0], x="1/2", y="0", text=STEEP)) == "accept"
    assert verdict(two_orbits("3/2", [1, 2], "0", [], x="1/2", y="0", text=STEEP)) == "reject outside-domain"
    assert verdict(two_orbits("3/2", [1], "0", [2], x="0", y="1/2", text=STEEP)) == "reject outside-domain"
    assert verdict(two_orbits("5", [0], "0", [], x="2", y="0", text=STEEP)) == "reject outside-domain"
    assert verdict(two_orbits("5", [0], "0", [], x="0", y="-1/100", text=STEEP)) == "reject outside-domain"


def test_against_brute_force() -> None:
    source = random.Random(11)
    for _ in range(60):
        knots = [(Fraction(i, 4), Fraction(source.randrange(9), 8)) for i in range(5)]
        f = Map(knots)
        text = map_text([(str(x), str(y)) for x, y in knots])
        u, v = x, y = Fraction(source.randrange(17), 16), Fraction(source.randrange(17), 16)
        apart = []
        for _ in range(8):
            apart.append(abs(u - v))
            u, v = f(u), f(v)
        bound = source.choice(apart)
        near = [t for t in range(8) if apart[t] <= bound]
        far = [t for t in range(8) if apart[t] >= bound]
        both: dict[str, Any] = {"x": str(x), "y": str(y), "text": text}
        assert verdict(two_orbits(str(bound), near, str(bound), far, **both)) == "accept"
        for t in range(8):
            expected = "accept" if t in near else "reject not-near"
            assert verdict(two_orbits(str(bound), sorted({*near, t}), str(bound), far, **both)) == expected
            expected = "accept" if t in far else "reject not-far"
            assert verdict(two_orbits(str(bound), near, str(bound), sorted({*far, t}), **both)) == expected


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("1/4", [], "1", []), "bad-field"),
        (("1/4", [2, 1], "1", []), "bad-field"),
        (("1/4", [1, 1], "1", []), "bad-field"),
        (("1", [], "0", [2, 1]), "bad-field"),
        (("1", [], "0", [1, 1]), "bad-field"),
        (("1", [False], "0", []), "bad-field"),
        (("1", [], "0", [True]), "bad-field"),
        (("1", [-1], "0", []), "bad-field"),
        (("1", ["1"], "0", []), "bad-field"),
        (("1", None, "0", [0]), "bad-field"),
        (("1", {}, "0", [0]), "bad-field"),
        (("-1", [], "0", [0]), "bad-field"),
        (("1", [0], "-1", []), "bad-field"),
        ((1, [0], "0", []), "bad-field"),
        (("1", [0], None, []), "bad-field"),
        (("0.5", [0], "0", []), "bad-number"),
        (("1", [0], "2/4", []), "bad-number"),
    ],
)
def test_rejected(arguments: Any, found: str) -> None:
    assert verdict(two_orbits(*arguments)) == f"reject {found}"


def test_fuel() -> None:
    # b = 11 (of 1024), B = 1; the largest time of both lists counts.
    for near, far, last in ((TIMES, [10], 10), ([12], [10], 12), ([], [7], 7), ([0], [], 0)):
        expected = fueltable.near_and_far(last, len(near) + len(far), 1, 11)
        assert fuel(two_orbits("1", near, "0", far)) == expected
        assert fuel(two_orbits("1", near, "0", far, x="1/1024", y="0")) == expected
    assert fuel(two_orbits("1/65536", [3], "0", [])) == fueltable.near_and_far(3, 1, 1, 17)
    assert fuel(two_orbits("1/65536", [300], "0", [])) == fueltable.near_and_far(300, 1, 1, 17)
    assert verdict(two_orbits("1", [10**6], "0", [])) == "decline fuel"
