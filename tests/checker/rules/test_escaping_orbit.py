"""escaping_orbit: accepted and rejected."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.checker import fueltable
from tests.checker.brute import Map, is_self_map
from tests.checker.certmaker import (
    ABSOLUTE,
    IDENTITY,
    NEGATION,
    ONE_MINUS,
    RELU,
    SHIFT,
    TENT,
    canonical,
    certificate,
    map_text,
)
from tests.harness import accepted_line, fuel, run_here, verdict

STEEP = map_text([("1/2", "2")], "4", "-4")
DOUBLING = map_text([("0", "1")], "2", "2")
OVER = map_text([("0", "1")], "-2", "-2")  # 1 - 2x
HALVES = map_text([("0", "0")], "-1/2", "-2")  # f^2 is the identity: slopes 1, and nothing moves
SWAY = map_text([("0", "-1")], "-1/2", "-2")  # f(x) = -1 - 2x, f^2(x) = x - 1/2 on the right
OUT = map_text([("0", "-1")], "-2", "-1")  # f(x) = -1 - x, f^2(x) = 1 + 2x on the right


def escape(text: str, x: Any, k: Any, on: Any = None, **more: Any) -> dict[str, Any]:
    return certificate(text, {"on": on, "type": "escaping_orbit", "x": x}, {"k": k}, **more)


def away(text: str, x: Any, k: Any, on: Any = None) -> str:
    return verdict(escape(text, x, k, on))


def test_statement_and_lemma() -> None:
    assert accepted_line(escape(STEEP, "-1/2", 0)) == (
        "the orbit of -1/2 under f tends to infinity in absolute value",
        "T0.1, T5.11",
    )


def test_along_one_ray() -> None:
    assert away(SHIFT, "0", 0) == away(SHIFT, "-1000", 3) == "accept"  # slope 1
    assert away(DOUBLING, "-999/1000", 0) == away(DOUBLING, "-1001/1000", 0) == "accept"
    assert away(map_text([("0", "-1")], "1", "1"), "5", 0) == "accept"  # to the left
    # |2x| - 1: from the left over the kink, to the right for ever
    folded = map_text([("0", "-1")], "-2", "2")
    assert away(folded, "-2", 0) == "reject stays"
    assert away(folded, "-2", 1) == away(folded, "2", 0) == "accept"
    assert away(folded, "1", 0) == away(folded, "1/3", 4) == "reject stays"  # fixed; never out of [-1, 1]


def test_from_side_to_side() -> None:
    assert away(OVER, "0", 0) == away(OVER, "1", 0) == away(OVER, "17/50", 0) == away(OVER, "1/2", 5) == "accept"
    assert away(OUT, "1", 0) == away(OUT, "-2", 0) == "accept"
    assert away(OUT, "-1/2", 0) == "accept"  # by way of the kink itself: 0, -1, 1, -2, 3, ...
    assert away(OUT, "-1/3", 0) == away(OUT, "-1/3", 3) == "reject stays"
    assert away(map_text([("0", "0"), ("1", "-3/2")], "-1", "-1"), "2", 0) == "accept"  # f^2(x) = x + 1/2


def test_a_fixed_point_stays() -> None:
    for k in (0, 1, 2, 9, 40):
        assert away(DOUBLING, "-1", k) == away(OVER, "1/3", k) == away(IDENTITY, "7", k) == "reject stays"
        assert away(RELU, "7", k) == away(RELU, "-7", k) == away(ABSOLUTE, "-7", k) == "reject stays"


def test_a_cycle_of_two_points_stays() -> None:
    for k in range(4):
        assert away(NEGATION, "7", k) == away(ONE_MINUS, "7", k) == away(HALVES, "7", k) == "reject stays"


def test_an_orbit_that_drifts_back_stays() -> None:
    assert away(SWAY, "5", 0) == away(SWAY, "5", 3) == "reject stays"
    shrinking = map_text([("0", "1")], "1/2", "1/2")  # to 2
    assert away(shrinking, "100", 0) == away(shrinking, "-100", 0) == away(shrinking, "100", 30) == "reject stays"
    # slope >= 1, and down to the kink
    back = map_text([("0", "-1")], "0", "1")
    assert away(back, "100", 0) == away(back, "100", 101) == "reject stays"
    # st = 1/2 < 1, with f^2(y) > y close to the kinks
    slow = map_text([("0", "-1")], "-1", "-1/2")  # 1 -> -3/2 -> 1/2
    assert away(slow, "0", 0) == away(slow, "0", 1) == away(slow, "1", 0) == "reject stays"


def test_a_time_before_the_orbit_is_out() -> None:
    # 1/2 -> 2 -> -4 -> -16
    assert [away(STEEP, "1/2", k) for k in range(4)] == ["reject stays"] * 2 + ["accept"] * 2
    # 1/8 -> 1/2; a kink is out only if all kinks are behind it
    assert [away(STEEP, "1/8", k) for k in range(4)] == ["reject stays"] * 3 + ["accept"]
    two = map_text([("0", "0"), ("1", "2"), ("2", "1"), ("3", "6")], "1", "2")
    assert away(two, "1", 0) == "reject stays"  # 1 -> 2 -> 1
    assert away(two, "3", 0) == away(two, "5/2", 1) == "accept"


def test_on_intervals() -> None:
    assert away(DOUBLING, "0", 0, ["-1", None]) == "accept"
    assert away(DOUBLING, "-2", 0, [None, "-1"]) == "accept"
    assert away(DOUBLING, "-2", 0, ["-1", None]) == "reject outside-domain"
    assert away(DOUBLING, "0", 0, ["-2", None]) == "reject not-a-self-map"
    assert away(OVER, "0", 0, ["-1", None]) == "reject not-a-self-map"
    assert away(TENT, "0", 0) == away(TENT, "1/3", 0) == away(IDENTITY, "1", 0, ["0", "1"]) == "reject stays"
    assert away(TENT, "2", 0) == away(TENT, "0", 0, ["0", "2"]) == "reject outside-domain"
    half = map_text([("0", "0"), ("1", "2")], None, "2")
    assert away(half, "1/1024", 0) == "accept"  # (1, 2) is no kink
    assert away(half, "-1", 0) == "reject outside-domain"
    assert away(half, "0", 0) == "reject stays"


def orbit(f: Map, x: Fraction, steps: int) -> list[Fraction]:
    found = [x]
    for _ in range(steps):
        found.append(f(found[-1]))
    return found


def test_against_orbits_written_out() -> None:
    source = random.Random(5)
    slopes = [Fraction(s) for s in ("-3", "-2", "-1", "-1/2", "0", "1/2", "1", "2", "3")]
    accepted = 0
    for _ in range(150):
        knots = [(Fraction(i), Fraction(source.randrange(-8, 9), 2)) for i in range(source.randrange(1, 4))]
        f = Map(knots, source.choice(slopes), source.choice(slopes))
        assert is_self_map(f, None, None)
        x, k = Fraction(source.randrange(-20, 21), 4), source.randrange(6)
        sizes = [abs(y) for y in orbit(f, x, 100)]
        if away(f.text(), str(x), k) == "accept":
            accepted += 1
            # out of reach of all kinks; it grows by one amount at least at each second step
            assert sizes[100] > sizes[50] > sizes[20], (f.text(), x, k)
        elif k == 5:
            # what is far out after 5 steps, and doubles from then on, was not overlooked
            later = [abs(y) for y in orbit(f, x, 12)][5:]
            assert not (later[0] > 20 and all(v >= 2 * u for u, v in pairwise(later)))
    assert 25 < accepted < 125


@pytest.mark.parametrize(
    ("x", "k", "found"),
    [
        ("2/4", 2, "bad-number"),
        ("0.5", 2, "bad-number"),
        (None, 2, "bad-field"),
        (1, 2, "bad-field"),
        (["0", "1"], 2, "bad-field"),
        ("1/2", -1, "bad-field"),
        ("1/2", True, "bad-field"),
        ("1/2", None, "bad-field"),
        ("1/2", "2", "bad-field"),
    ],
)
def test_what_is_no_certificate(x: Any, k: Any, found: str) -> None:
    assert away(STEEP, x, k) == f"reject {found}"


def test_keys_and_cites() -> None:
    good = escape(STEEP, "1/2", 2)
    assert verdict({**good, "witness": {"k": 2, "within": ["-4", "4"]}}) == "reject unknown-key"
    assert verdict({**good, "witness": {}}) == "reject missing-key"
    assert verdict({**good, "claim": {**good["claim"], "k": 2}}) == "reject unknown-key"
    assert verdict({**good, "claim": {"type": "escaping_orbit", "x": "1/2"}}) == "reject missing-key"
    for cites in (["LY75"], ["W82"], ["MS80", "W82"]):
        assert verdict({**good, "cites": cites}) == "reject cites"


def test_fuel(tmp_path: Path) -> None:
    # that of value for k + 2: b = 3 (of 4), one knot
    assert fuel(escape(STEEP, "1/2", 2)) == fueltable.value(2 + 2, 1, 3)
    assert fuel(escape(STEEP, "1/1024", 8)) == fueltable.value(8 + 2, 1, 11)
    assert away(STEEP, "1/2", 10**9) == "decline fuel"
    path = tmp_path / "cert.json"
    for value in (escape(STEEP, "1/2", 2), escape(DOUBLING, "-1", 2), escape(TENT, "2", 0)):
        path.write_bytes(canonical(value))
        result = run_here(str(path), "--fuel", "0")
        assert (result.status, result.rule()) == (3, "fuel")
