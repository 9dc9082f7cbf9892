"""largest_gap: accepted and rejected (the corpus has more of the latter)."""

from __future__ import annotations

import pytest

from tests.checker import networkfuel
from tests.checker.certmaker import network_text
from tests.checker.corpus_networks import BUMP, BUMP_MAP, CUT_HAT, HAT, ONE, PEAK, POOLED_HAT, STEP, ZERO, dense, gap
from tests.harness import accepted_line, fuel, verdict

TANH_AND_ABS = network_text(dense([["1"], ["1"]], None, "hard_tanh"), dense([["1", "0"], ["0", "2"]], ["0", "1"]))
NOTHING = network_text(dense([["0"], ["0"]]))


@pytest.mark.parametrize(
    ("f", "g", "on", "points", "size", "at", "elsewhere"),
    [
        (BUMP, ZERO, None, ["1", "2", "3"], "1", "2", "3"),
        (ZERO, BUMP, None, ["1", "2", "3"], "1", "2", "5/2"),
        (ZERO, BUMP_MAP, ["0", "5"], ["0", "1", "2", "3", "5"], "1", "2", "5"),
        (BUMP, ONE, None, ["1", "2", "3"], "1", "-100", "2"),
        (BUMP, ONE, None, ["1", "2", "3"], "1", "1", "5/4"),
        (HAT, POOLED_HAT, ["-1/3", None], ["-1/3", "0", "1/2"], "2/3", "-1/3", "0"),
        (HAT, CUT_HAT, None, ["0", "1/2", "1"], "0", "1/7", None),
        (STEP, ZERO, None, ["-1", "1"], "1", "-1", "0"),
        (STEP, ZERO, None, ["-1", "1"], "1", "1000", "99/100"),
        (BUMP, ZERO, [None, "3/2"], ["1", "3/2"], "1/2", "3/2", "-7"),
    ],
)
def test_only_the_gap_is_accepted(
    f: str, g: str, on: object, points: list[str], size: str, at: str, elsewhere: str | None
) -> None:
    assert verdict(gap(f, g, points, size, at, on=on)) == "accept"
    assert verdict(gap(f, g, points, size, at, on=on, combination=("-1",))) == "accept"
    assert verdict(gap(g, f, points, size, at, on=on)) == ("accept" if "network" in g else "reject network-file")
    assert verdict(gap(f, g, points, "1000000", at, on=on)) == "reject wrong-gap"
    assert verdict(gap(f, g, points, "-1", at, on=on)) == "reject bad-field"
    if elsewhere is not None:
        assert verdict(gap(f, g, points, "0", at, on=on)) == "reject wrong-gap"
        assert verdict(gap(f, g, points, size, elsewhere, on=on)) == "reject wrong-gap"
    for i in range(len(points)):
        assert verdict(gap(f, g, points[:i] + points[i + 1 :], size, at, on=on)) != "accept"


def test_combinations() -> None:
    points = ["-1", "1"]
    for combination, size, at in (
        (("1", "0"), "1", "5"),
        (("0", "1"), "3", "1"),
        (("2", "-1"), "1", "0"),
        (("-3", "1"), "2", "-1"),
        (("1/2", "1/3"), "3/2", "1"),
    ):
        value = gap(TANH_AND_ABS, NOTHING, points, size, at, combination=combination)
        assert verdict(value) == "accept"
        off = gap(TANH_AND_ABS, NOTHING, points, "1000003", at, combination=combination)
        assert verdict(off) == "reject wrong-gap"
    assert verdict(gap(TANH_AND_ABS, NOTHING, points, "1", "5")) == "reject shapes"
    assert verdict(gap(TANH_AND_ABS, NOTHING, points, "1", "5", combination=("1", "0", "0"))) == "reject shapes"
    assert verdict(gap(TANH_AND_ABS, NOTHING, points, "1", "5", combination=())) == "reject bad-field"
    assert verdict(gap(TANH_AND_ABS, NOTHING, points, "1", "5", combination="1")) == "reject bad-field"
    assert verdict(gap(TANH_AND_ABS, NOTHING, points, "1", "5", combination=("0", "0"))) == "reject bad-field"


def test_rays_where_both_grow_alike() -> None:
    shifted = network_text(
        dense([["1"], ["-1"], ["0"]], ["0", "0", "2"], {"groups": [[0, 1, 2], [0, 2]], "type": "max_pool"})
    )
    value = gap(PEAK, shifted, ["-2", "-1", "1", "2"], "1", "0", combination=("1", "0"))
    assert verdict(value) == "accept"
    steeper = network_text(
        dense([["2"], ["-1"], ["0"]], ["0", "0", "2"], {"groups": [[0, 1, 2], [0, 2]], "type": "max_pool"})
    )
    for points in (["-2", "-1", "1", "2"], ["-1", "1"]):
        value = gap(PEAK, steeper, points, "1", "0", combination=("1", "0"))
        assert verdict(value) in ("reject unbounded", "reject not-affine")


def test_fields() -> None:
    good = {"on": ["1", "3"], "points": ["1", "2", "3"], "size": "1", "at": "2"}
    assert verdict(gap(BUMP, ZERO, **good)) == "accept"
    for change, found in (
        ({"at": "4"}, "reject bad-field"),
        ({"at": "1/2"}, "reject bad-field"),
        ({"at": None}, "reject bad-field"),
        ({"at": "4/2"}, "reject bad-number"),
        ({"size": 1}, "reject bad-field"),
        ({"size": "1.0"}, "reject bad-number"),
        ({"on": ["3", "1"]}, "reject bad-field"),
        ({"line": {"direction": ["1"], "start": ["0"]}}, "reject shapes"),
    ):
        assert verdict(gap(BUMP, ZERO, **{**good, **change})) == found


def test_statement_and_fuel() -> None:
    assert accepted_line(gap(BUMP, ZERO, ["1", "2", "3"], "1", "2")) == (
        "the largest absolute value of f - g on (-oo, oo) is 1, attained at t = 2",
        "T0.1, T6.1, T6.1', T6.2",
    )
    value = gap(TANH_AND_ABS, NOTHING, ["-1", "1"], "1", "0", on=["-1", "1"], combination=("2", "-1"))
    assert accepted_line(value) == (
        "the largest absolute value of c * (f - g), c = (2, -1), on [-1, 1] is 1, attained at t = 0",
        "T0.1, T6.1, T6.1'",
    )
    # S = 2 + 2 * 2 + 4 + 2 * 2, U = 4, G = (1 + 2 + 24) + (1 + 3 + 24); S = 2 + 2 * 2, U = 2, G = 1 + 2 + 24; the
    # combination has 2 bits over 1, the places have 1.
    f = {"S": 14, "U": 4, "G": 55, "A": 4, "layers": 2, "outputs": 2}
    g = {"S": 6, "U": 2, "G": 27, "A": 3, "layers": 1, "outputs": 2}
    b = 2 + 1 + 2 * 1
    difference = networkfuel.difference(2, 55 + b, 27 + b)
    assert fuel(value) == 5 * (networkfuel.once(b, **f) + networkfuel.once(b, **g) + difference)
    # The gap is a result, its place is none.
    points = ["-1", "1"]
    large = gap(TANH_AND_ABS, NOTHING, points, str(2**100), "0", on=["-1", "1"], combination=("2", "-1"))
    assert fuel(large) == fuel(value)
    far = gap(TANH_AND_ABS, NOTHING, points, "1", f"1/{2**90}", on=["-1", "1"], combination=("2", "-1"))
    b = 2 + 1 + 2 * 91
    difference = networkfuel.difference(2, 55 + b, 27 + b)
    assert fuel(far) == 5 * (networkfuel.once(b, **f) + networkfuel.once(b, **g) + difference)
