"""least_period_over_field: accepted and rejected (the corpus has the map files that are refused)."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest

from tests.checker import fueltable
from tests.checker.certmaker import canonical, certificate
from tests.checker.corpus_coverings import (
    GOLDEN_CYCLE,
    GOLDEN_KNOTS,
    GOLDEN_RATIO,
    GOLDEN_TENT,
    REDUCIBLE,
    bad_field_maps,
    field_text,
    over_field,
)
from tests.checker.fieldcerts import LONG, LONG_TENT
from tests.harness import accepted_line, fuel, run_here, verdict

ROOT_2 = (["-2", "0", "1"], ["1", "2"])
PLAIN = [["0", "0"], ["1", "0"]]


def test_statement() -> None:
    where = "where a is the root of -1 - t + t^2 in [1, 2] has least period 3 under f"
    assert accepted_line(over_field(3, GOLDEN_CYCLE)) == ("1/2 has least period 3 under f", "T0.2")
    assert accepted_line(over_field(3, GOLDEN_CYCLE[1:] + GOLDEN_CYCLE[:1]))[0] == f"1/2*a {where}"
    assert accepted_line(over_field(3, GOLDEN_CYCLE[2:] + GOLDEN_CYCLE[:2]))[0] == f"-1/2 + 1/2*a {where}"
    text = field_text(["2", "0", "-4", "0", "1"], ["1/2", "1"], [["0", "0"]], "1", "1")
    line = accepted_line(over_field(1, [["0", "-3/2", "1", "-1"]], text=text))[0]
    assert line == "-3/2*a + a^2 - a^3 where a is the root of 2 - 4*t^2 + t^4 in [1/2, 1] has least period 1 under f"


def test_only_the_least_period_is_accepted() -> None:
    for i in range(3):
        cycle = GOLDEN_CYCLE[i:] + GOLDEN_CYCLE[:i]
        assert verdict(over_field(3, cycle)) == "accept"
        assert verdict(over_field(6, cycle * 2)) == "reject period-not-least"
        assert verdict(over_field(1, cycle[:1])) == "reject not-an-orbit"
        assert verdict(over_field(2, cycle[:2])) == "reject not-an-orbit"
        assert verdict(over_field(4, [*cycle, cycle[0]])) == "reject period-not-least"


def test_the_root_matters() -> None:
    # t^2 - t - 1 has another root; and close to the golden ratio there are other numbers.
    other = field_text(["-1", "-1", "1"], ["-1", "0"], [["0", "0"], ["1/2", ["1/2", "-1/2"]], ["1", "0"]])
    assert verdict(over_field(3, ["1/2", ["1/2", "-1/2"], ["0", "-1/2"]], text=other)) == "accept"
    assert verdict(over_field(3, GOLDEN_CYCLE, text=other)) == "reject not-an-orbit"
    for interval in (["1.618", "1.619"], ["1", "10000000000000000000000"], ["-1/2", "2"]):
        text = field_text(["-1", "-1", "1"], interval, GOLDEN_KNOTS)
        assert verdict(over_field(3, GOLDEN_CYCLE, text=text)) == "accept"
    for coefficients in (["1", "1", "-1"], ["-7", "-7", "7"], ["+0x1", "1", "-0x1"]):
        text = field_text(coefficients, ["1.5", "2e0"], GOLDEN_KNOTS)
        assert verdict(over_field(3, GOLDEN_CYCLE, text=text)) == "accept"
    near = field_text(["-1000001", "-1000000", "1000000"], ["1", "2"], GOLDEN_KNOTS)
    assert verdict(over_field(3, GOLDEN_CYCLE, text=near)) == "reject not-an-orbit"


def test_a_number_that_is_no_root_of_an_irreducible_polynomial() -> None:
    # (t - 1) (t^2 - t - 1), (t^2 + 1) (2 t - 1): reducible, with an irrational and with a rational root.
    text = field_text(["1", "0", "-2", "1"], ["3/2", "2"], GOLDEN_KNOTS)
    assert verdict(over_field(3, GOLDEN_CYCLE, text=text)) == "accept"
    assert verdict(over_field(3, ["1/2", ["-1/2", "0", "1/2"], ["-1/2", "1/2"]], text=text)) == "accept"
    for interval in (["0", "1"], ["-5", "1"], ["1/3", "7/8"]):
        text = field_text(["-1", "2", "-1", "2"], interval, [["0", "0"], [["0", "1"], "1"], [["0", "2"], "0"]])
        assert verdict(over_field(2, ["2/5", ["0", "0", "16/5"]], text=text)) == "accept"
        assert verdict(over_field(1, ["2/3"], text=text)) == "accept"
        assert verdict(over_field(1, [["0", "0", "8/3"]], text=text)) == "accept"
        assert verdict(over_field(2, ["2/3", ["0", "0", "8/3"]], text=text)) == "reject period-not-least"
        assert verdict(over_field(1, ["1"], text=text)) == "reject not-an-orbit"
        assert verdict(over_field(1, ["1000001/1000000"], text=text)) == "reject outside-domain"


def test_at_a_knot_and_at_the_ends() -> None:
    # On [-a, a], a = sqrt 2: -a -> 0 -> a -> -a, each a knot.
    text = field_text(*ROOT_2, [[["0", "-1"], "0"], ["0", ["0", "1"]], [["0", "1"], ["0", "-1"]]])
    cycle: list[Any] = [["0", "-1"], "0", ["0", "1"]]
    assert verdict(over_field(3, cycle, text=text)) == "accept"
    assert verdict(over_field(3, cycle[1:] + cycle[:1], text=text)) == "accept"
    assert verdict(over_field(3, cycle[::-1], text=text)) == "reject not-an-orbit"
    # With more knots that are no kinks.
    more = [[["0", "-1"], "0"], [["0", "-1/2"], ["0", "1/2"]], ["0", ["0", "1"]], [["0", "1"], ["0", "-1"]]]
    assert verdict(over_field(3, cycle, text=field_text(*ROOT_2, more))) == "accept"
    # 1.4142 is inside, 1.4143 is not.
    assert verdict(over_field(1, ["7071/5000"], text=text)) == "reject not-an-orbit"
    for x in ("14143/10000", "-14143/10000"):
        assert verdict(over_field(1, [x], text=text)) == "reject outside-domain"
    assert verdict(over_field(2, ["0", "3/2"], text=text)) == "reject not-an-orbit"


def test_rays() -> None:
    # |f'| = sqrt 2 on both sides: f(x) = 1 - a x to the right of 0, 1 + a x to the left.
    text = field_text(*ROOT_2, [["0", "1"]], ["0", "1"], ["0", "-1"])
    assert verdict(over_field(1, [["-1", "1"]], text=text)) == "accept"  # 1/(1 + a)
    assert verdict(over_field(1, [["-1", "-1"]], text=text)) == "accept"  # 1/(1 - a)
    assert verdict(over_field(1, [["1", "-1"]], text=text)) == "reject not-an-orbit"
    # 1 + a (1 - a x) = x has the solution x = (1 + a)/3 > 0; 1 - a x < 0.
    assert verdict(over_field(2, [["1/3", "1/3"], ["1/3", "-1/3"]], text=text)) == "accept"
    half = field_text(*ROOT_2, [["0", "1"], ["1", ["1", "-1"]]], ["0", "1"], None)
    assert verdict(over_field(2, [["1/3", "1/3"], ["1/3", "-1/3"]], text=half)) == "accept"
    assert verdict(over_field(1, ["1000001/1000000"], text=half)) == "reject outside-domain"
    right = field_text(*ROOT_2, [["-1", ["1", "-1"]], ["0", "1"]], None, ["0", "-1"])
    assert verdict(over_field(2, [["1/3", "1/3"], ["1/3", "-1/3"]], text=right)) == "accept"
    assert verdict(over_field(1, [["-1", "-1"]], text=right)) == "reject outside-domain"
    knot = field_text(*ROOT_2, [[["0", "1"], ["0", "1"]]], "7", ["1", "1"])
    assert verdict(over_field(1, [["0", "1"]], text=knot)) == "accept"


def test_cubic() -> None:
    # The tent with slope a, a^3 = a^2 + a + 1: 1/2 has period 4, and the orbit of the top is a/2, a - a^2/2, ...
    top, second, third = ["0", "1/2"], ["0", "1", "-1/2"], ["1/2", "1", "-1/2"]
    polynomial = (["-1", "-1", "-1", "1"], ["1", "2"])
    text = field_text(*polynomial, [["0", "0"], ["1/2", top], ["1", "0"]])
    third = ["-1/2", "-1/2", "1/2"]
    cycle = ["1/2", top, second, third]
    for i in range(4):
        assert verdict(over_field(4, cycle[i:] + cycle[:i], text=text)) == "accept"
    assert verdict(over_field(2, cycle[::2], text=text)) == "reject not-an-orbit"
    assert verdict(over_field(8, cycle * 2, text=text)) == "reject period-not-least"
    for i in range(1, 4):
        for j, r in enumerate(cycle[i]):
            changed = list(cycle[i])
            changed[j] = str(Fraction(r) + Fraction(1, 2**40))
            assert verdict(over_field(4, [*cycle[:i], changed, *cycle[i + 1 :]], text=text)) == "reject not-an-orbit"


def test_long_cycles() -> None:
    # A rotation of 60 knots.
    n = 60
    knots: list[Any] = [
        [["0", str(i)] if i else "0", ["0", str((i + 7) % n)] if (i + 7) % n else "0"] for i in range(n)
    ]
    orbit = [["0", str(7 * t % n)] if 7 * t % n else "0" for t in range(n)]
    text = field_text(*ROOT_2, knots)
    assert verdict(over_field(n, orbit, text=text)) == "accept"
    assert verdict(over_field(2 * n, orbit * 2, text=text)) == "reject period-not-least"
    assert verdict(over_field(n, orbit[:1] + orbit[2:] + orbit[1:2], text=text)) == "reject not-an-orbit"


def test_close_numbers_are_told_apart() -> None:
    # Fractions p/q close to sqrt 2, on both sides, as knots and as points.
    p, q = 1, 1
    for _ in range(400):
        p, q = p + 2 * q, p + q
    low, high = sorted([f"{p}/{q}", f"{p + 2 * q}/{p + q}"], key=Fraction)
    text = field_text(*ROOT_2, [[low, low], [["0", "1"], ["0", "1"]], [high, high]])
    for x in (low, ["0", "1"], high):
        assert verdict(over_field(1, [x], text=text)) == "accept"
    assert (
        verdict(over_field(1, [low], text=field_text(*ROOT_2, [[["0", "1"], "0"], [high, high]])))
        == "reject outside-domain"
    )
    assert (
        verdict(over_field(1, [high], text=field_text(*ROOT_2, [[low, low], [["0", "1"], "0"]])))
        == "reject outside-domain"
    )
    assert verdict(over_field(1, [low], text=field_text(*ROOT_2, [[["0", "1"], low], [low, low]]))) == "reject map-file"
    assert verdict(over_field(2, [low, ["0", "1"]], text=text)) == "reject not-an-orbit"
    swap = field_text(*ROOT_2, [[low, ["0", "1"]], [["0", "1"], low]])
    assert verdict(over_field(2, [low, ["0", "1"]], text=swap)) == "accept"


@pytest.mark.parametrize(
    ("orbit", "found"),
    [
        ([["0"]], "bad-field"),
        ([[]], "bad-field"),
        ([["0", "0"]], "bad-number"),
        ([["1/2", "0"]], "bad-number"),
        ([["0", "1/2", "0"]], "bad-number"),
        ([["0", "0", "1"]], "bad-field"),
        ([["0", 1]], "bad-field"),
        ([["0", "2/4"]], "bad-number"),
        ([["0", "0.5"]], "bad-number"),
        ([["0", ["1"]]], "bad-field"),
        ([0], "bad-field"),
        ([None], "bad-field"),
        ([True], "bad-field"),
        ([{}], "bad-field"),
        (["0.0"], "bad-number"),
    ],
)
def test_numbers(orbit: list[Any], found: str) -> None:
    assert verdict(over_field(1, orbit)) == f"reject {found}"
    assert verdict(over_field(2, ["0", orbit[0]])) == f"reject {found}"
    assert verdict(over_field(1, ["0"], x=orbit[0])) == f"reject {found if orbit != [['0', '0', '1']] else 'witness'}"


def test_the_witness_is_the_orbit_of_x() -> None:
    assert verdict(over_field(3, GOLDEN_CYCLE, x="1/3")) == "reject witness"
    assert verdict(over_field(3, GOLDEN_CYCLE, x=["1/2", "1"])) == "reject witness"
    for orbit in ([], GOLDEN_CYCLE[:2], [*GOLDEN_CYCLE, "1/2"], "1/2", None, {}):
        assert verdict(over_field(3, orbit, x="1/2")) == "reject witness"
    for n in (0, -3, True, "3", None):
        assert verdict(over_field(n, GOLDEN_CYCLE)) == "reject bad-field"
    # Equal numbers that are written in two ways are not the same beginning.
    text = field_text(*REDUCIBLE, [["0", "0"], ["2", ["0", "0", "1"]]])
    assert verdict(over_field(1, [["0", "0", "1"]], text=text)) == "accept"
    assert verdict(over_field(1, [["0", "0", "1"]], text=text, x="2")) == "reject witness"


def test_other_claims_are_declined() -> None:
    claims = [
        {"k": 1, "type": "value", "x": "0", "y": "0"},
        {"n": 1, "type": "least_period", "x": "0"},
        {"interval": ["0", "1"], "type": "invariant_interval"},
        {"k": 0, "on": ["0", "1"], "type": "piece_count", "value": "2"},
        {"n": 2, "on": None, "type": "no_least_period"},
        {"far": "0", "far_times": [0], "near": "0", "near_times": [], "type": "near_and_far", "x": "0", "y": "0"},
    ]
    for claim in claims:
        assert verdict(certificate(GOLDEN_TENT, claim)) == "decline field"
    # What is wrong with the field needs arithmetic to be seen; without it the file is refused.
    maps = bad_field_maps()
    assert verdict(certificate(maps["with_two_roots"], claims[0])) == "decline field"
    assert verdict(certificate(maps["with_fraction"], claims[0])) == "reject map-file"


def test_the_map_is_printed_back(tmp_path: Any) -> None:
    path = tmp_path / "cert.json"
    path.write_bytes(canonical(over_field(3, GOLDEN_CYCLE)))
    result = run_here(str(path))
    assert result.status == 0
    assert result.err.splitlines() == [
        "subject f: domain [0, 1], 3 knots",
        "  where a is the root of -1 - t + t^2 in [1, 2]",
        "  f(0) = 0",
        "  f(1/2) = 1/2*a",
        "  f(1) = 0",
    ]
    long = field_text(*ROOT_2, [[["0", str(i)], "0"] for i in range(1, 30)], ["1/2", "-1"], None)
    path.write_bytes(canonical(over_field(1, ["0"], text=long)))
    result = run_here(str(path))
    assert result.err.splitlines() == [
        "subject f: domain (-oo, 29*a], 29 knots",
        "  where a is the root of -2 + t^2 in [1, 2]",
        "  slope 1/2 - a to the left",
    ]
    high = field_text([str(-(2**3000)), *["1"] * 999], ["1", "1000"], PLAIN)
    path.write_bytes(canonical(over_field(2, ["0", ["1/3"] * 998 + ["1"]], text=high)))
    result = run_here(str(path), "--fuel", "1000000")
    assert result.err.startswith("subject f: domain [0, 1], 2 knots")
    assert len(result.err) < 2000
    assert (result.status, result.rule()) == (3, "fuel")


def test_fuel() -> None:
    # B = 1, n = 3.
    assert fuel(over_field(3, GOLDEN_CYCLE)) == fueltable.over_field(1, n=3)
    # B = 3 of 4 knots and a ray, n = 2; long numbers, each place in turn, cost more when they are compared.
    big = str(2**19)
    for place in range(8):
        low, high, last, x, y, slope, point = ("1", "2", "1", "3", "0", "1", "0")
        low, high = (f"-{big}", high) if place == 0 else (low, high if place != 1 else f"{big}/3")
        last = last if place != 2 else big
        x, y = (x if place != 3 else big), (y if place != 4 else f"1/{big}")
        slope, point = (slope if place != 5 else big), (point if place != 6 else f"1/{big}")
        knots = [["0", "0"], ["1", "0"], ["2", ["1", "0", y]], [x, "0"]]
        text = field_text(["-2", "0", "0", last], [low, high], knots, ["0", slope], None)
        value = over_field(2, ["0", ["1", "2", "3" if point == "0" else point]], text=text)
        assert fuel(value) == fueltable.over_field(3, n=2)
    high = field_text(["-2", *["0"] * 3999, "1"], ["1", "2"], PLAIN)
    assert fuel(over_field(1, ["0"], text=high)) == fueltable.over_field(1, n=1)
    assert verdict(over_field(1, ["0"], text=high)) == "accept"
    assert verdict(over_field(1, [LONG], text=LONG_TENT)) == "decline fuel"


def test_degree_and_golden_map_are_what_they_seem() -> None:
    assert json.loads(GOLDEN_TENT)["field"] == {"interval": GOLDEN_RATIO[1], "polynomial": GOLDEN_RATIO[0]}
