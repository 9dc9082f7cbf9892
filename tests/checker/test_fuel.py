"""The three parts of the fuel (section 8): what is read, what is known before the work, what is taken while it is done.

Points and states of the maps here are few, and listed by hand.
"""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from exactpl_checker import envelope
from exactpl_checker.arithmetic import steps

from tests.checker import fueltable, networkfuel
from tests.checker.certmaker import FLIP, GOLDEN, TENT, TRAPEZOID, canonical, certificate, map_text
from tests.checker.corpus_coverings import ALL_FOUR, HALVES, HALVES_POINTS, coverings, two_orbits
from tests.checker.corpus_networks import HAT, HAT_MAP, counts, least, same, value_of
from tests.checker.fieldcerts import HALF_A, TENT_2, A, Z
from tests.harness import fuel, reading_fuel, run_here

ENOUGH = 10**15


def taken(value: Any) -> int:
    """The steps of part 3."""
    read = envelope.read(canonical(value))
    subject = envelope.subject_map(read.subject, None)
    with steps.allowed(ENOUGH) as allowance:
        read.claim.check(subject)
    return allowance.taken


def about(kind: str, k: int, text: str = TENT, **more: Any) -> dict[str, Any]:
    return certificate(text, {"k": k, "on": None, "type": kind, **more})


def points(*bits: int, c: int, B: int) -> int:
    return sum(fueltable.point(s, c, B) for s in bits)


# 1/2 -> 1 -> 0 -> 0, and 0: 3, 2 and 1 bits in numerator and denominator; the pieces are 2 x and 2 - 2 x: 2 bits.
# One state, [0, 1], onto which both halves are mapped.
TENT_FOUND = points(3, 2, 1, c=2, B=1) + 1 * fueltable.STATE


def test_points_and_states_of_the_tent() -> None:
    assert TENT_FOUND == 3 * 167 + 40
    for k in range(1, 6):
        assert taken(about("lap_count", k, value=str(2**k))) == TENT_FOUND + fueltable.recursion(k, 1, 1)
        # The two germs of 1/2 see two pieces of f once; from 1 on they see the same: one product of slopes.
        germs = fueltable.germs(k) + fueltable.fraction_product(2, 8)
        expected = TENT_FOUND + fueltable.recursion(k, 1, 1) + germs
        assert taken(about("piece_count", k, value=str(2**k))) == expected
    assert taken(about("piece_count", 3, value="8")) == 541 + 180 + 150 == 871
    assert taken(about("piece_count", 2000, value=str(2**2000))) == (
        541 + 2000 * (12 + 4 * 2 + 2000 * 2 // 1024) + 10 * 2000 * 2 * 2 + 40 * 2000 + 30
    )
    # Nothing is found beyond the points and states that there are.
    assert taken(about("lap_count", 0, value="1")) == TENT_FOUND


def test_two_states() -> None:
    # 1/2 -> 1 -> 0 -> 1/2, and 0; [0, 1] is cut, into [0, 1/2] -> [1/2, 1] and [1/2, 1] -> [0, 1]; 1 of 3 numbers
    # in x + 1/2 = (2 x + 1)/2 and 2 - 2 x has 2 bits.
    found = points(3, 2, 1, c=2, B=1) + 2 * fueltable.STATE
    for k, laps in enumerate((2, 3, 5, 8), start=1):
        assert taken(about("lap_count", k, GOLDEN, value=str(laps))) == found + fueltable.recursion(k, 2, 1)


def test_two_breakpoints() -> None:
    # 1/3 and 2/3 -> 1 -> 0; 3 x, 1, 3 - 3 x; 1/3 has 1 + 2 bits, 2/3 has 2 + 2.
    found = points(3, 4, 2, 1, c=2, B=2) + fueltable.STATE
    assert taken(about("lap_count", 3, TRAPEZOID, value="8")) == found + fueltable.recursion(3, 1, 2)


def test_no_breakpoint() -> None:
    # 1 - x on [0, 1]: c = 1, l = 0, and L = 1.
    found = points(1, 2, c=1, B=0) + fueltable.STATE
    assert taken(about("lap_count", 7, FLIP, value="1")) == found + fueltable.recursion(7, 1, 0)
    assert taken(about("piece_count", 7, FLIP, value="1")) == found + fueltable.recursion(7, 1, 0)


def test_levels_and_slopes_of_the_tent() -> None:
    crossings = about("crossing_count", 3, level="1/3", value="8")
    preimages = about("preimage_count", 3, level="1/3", value="8")
    # The ends of J and those of the one state are compared with the level: for crossings from both sides.
    for cert, comparisons in ((crossings, 8), (preimages, 4)):
        compared = comparisons * fueltable.product(1, 2)
        assert taken(cert) == TENT_FOUND + fueltable.recursion(3, 1, 1) + compared
    for k in (1, 3, 200):
        cert = about("slope_range", k, largest=str(2**k), smallest=str(2**k))
        assert taken(cert) == TENT_FOUND + fueltable.slope_recursion(k, 1, 2, 1)


def test_long_points_cost_more() -> None:
    # 1/2 + 2^-1000 -> 1 -> 0; the slopes 2^1000/(2^999 + 1) and its mirror image.
    top = f"{2**999 + 1}/{2**1000}"
    text = map_text([("0", "0"), (top, "1"), ("1", "0")])
    # x -> 2^1000 x/(2^999 + 1), and 2^1000 (1 - x)/(2^999 - 1): the longest number has 1001 bits.
    found = points(1000 + 1001, 2, 1, c=1001, B=1) + fueltable.STATE
    assert taken(about("lap_count", 4, text, value="16")) == found + fueltable.recursion(4, 1, 1)
    cert = about("slope_range", 1, text, largest=f"{2**1000}/{2**999 - 1}", smallest=f"{2**1000}/{2**999 + 1}")
    assert taken(cert) == found + fueltable.slope_recursion(1, 1, 1001, 1)


def test_what_is_known_before_takes_nothing_later() -> None:
    for cert in (
        certificate(TENT, {"k": 5, "type": "value", "x": "1/3", "y": "2/3"}),
        certificate(TENT, {"n": 2, "type": "least_period", "x": "2/5"}),
        certificate(TENT, {"interval": ["0", "1"], "k": 5, "on": None, "type": "image"}),
        certificate(TENT, {"interval": ["0", "1"], "type": "invariant_interval"}),
        coverings(HALVES, ALL_FOUR, HALVES_POINTS, q=2, epsilon="1/12"),
        two_orbits("1/4", [3], "1", [10]),
        value_of(HAT, ["1/4"], ["1/2"]),
        counts(HAT, ["0", "1/2"], 3, 3),
        same(HAT, HAT_MAP, ["0", "1/2"]),
        least(HAT, 3, ["2/7"]),
    ):
        assert taken(cert) == 0
        assert fuel(cert) > 600


def over_field(**more: Any) -> dict[str, Any]:
    claim = {"intervals": "0", "isolated": "2", "n": 1, "on": None, "type": "fixed_point_count_over_field", **more}
    return certificate(TENT_2, claim, {"orbits": [["0", "0"], ["1/2", HALF_A], [Z, Z], ["1", "0"]]})


def test_arithmetic_in_a_field_is_counted_while_it_is_done() -> None:
    assert fuel(over_field()) == fueltable.over_field(1, orbits=8)
    # At least a sign for each of the eight numbers, each with a product of two fractions.
    assert taken(over_field()) > 8 * fueltable.fraction_product(2, 2)
    slopes = {"lower": {"slopes": 1}, "upper": None}
    seen = []
    for bits in (1, 1000, 10_000):
        lower = [f"-1/{2 ** (bits + 2)}", "1"]  # a little less than a
        claim = {"at_least": lower, "at_most": None, "on": None, "type": "entropy_bounds_over_field"}
        cert = certificate(TENT_2, claim, slopes)
        assert fuel(cert) == fueltable.over_field(1)
        seen.append(taken(cert))
    assert 0 < seen[0] < seen[1] < seen[2]
    assert seen[2] - seen[1] > (10_000**2 - 1000**2) // 2**15
    exact = {"at_least": A, "at_most": A, "on": None, "type": "entropy_bounds_over_field"}
    both = {"lower": {"slopes": 1}, "upper": {"slopes": 1}}
    assert taken(certificate(TENT_2, exact, both)) > 0


def test_powers_of_a_bound_are_counted() -> None:
    cert = certificate(
        TENT,
        {"at_least": "2", "at_most": None, "on": None, "type": "entropy_bounds"},
        {"lower": {"slopes": 9}, "upper": None},
    )
    assert fuel(cert) == fueltable.P(1, 2) + fueltable.slopes(9)
    assert taken(cert) >= TENT_FOUND + fueltable.slope_recursion(9, 1, 2, 1) + fueltable.product(1, 1)


SAW = map_text([(str(Fraction(i, 500)), str(i % 2)) for i in range(501)])
LONG_LEVEL = "1" * 1_200


@pytest.mark.parametrize(
    ("name", "reads"),
    [("pieces", False), ("level", True), ("saw", True), ("network", False), ("field", False)],
)
def test_the_three_parts_are_added(tmp_path: Path, name: str, reads: bool) -> None:
    cert = {
        "pieces": about("piece_count", 3, value="8"),
        "level": about("crossing_count", 3, level=LONG_LEVEL, value="0"),
        "saw": about("lap_count", 2, SAW, value="250000"),
        "network": value_of(HAT, ["1/4"], ["1/2"]),
        "field": over_field(),
    }[name]
    before = {
        "pieces": fueltable.counts(3, 1, 2),
        "level": fueltable.counts(3, 1, int(LONG_LEVEL).bit_length()),
        "saw": fueltable.counts(2, 499, 9),
        "network": networkfuel.fuel(cert) if name == "network" else 0,
        "field": fueltable.over_field(1, orbits=8),
    }[name]
    data = canonical(cert)
    reading = fueltable.reading(data)
    assert (reading > 0) == reads
    assert fuel(cert) == before
    needed = reading + before + taken(cert)
    if name == "pieces":
        assert needed == 0 + 655 + 871
    path = tmp_path / "cert.json"
    path.write_bytes(data)
    enough = run_here(str(path), "--fuel", str(needed))
    assert (enough.status, enough.out.split()[0]) == (0, "ACCEPT")
    little = run_here(str(path), "--fuel", str(needed - 1))
    assert little.status == 3
    assert little.out.startswith("DECLINE fuel | ")
    # What had been counted when it stopped: all, as the last steps were too many.
    assert f"at most {needed - 1} steps" in little.out
    found = re.search(r"\| found: (?:at least )?([0-9]+)", little.out)
    assert found is not None
    assert int(found[1]) == needed
    for less in (0, reading, reading + before - 1, reading + before):
        result = run_here(str(path), "--fuel", str(less))
        assert (result.status, result.rule()) == ((0, None) if less >= needed else (3, "fuel"))


def test_reading() -> None:
    assert fueltable.reading(b"[" * 1_000) == reading_fuel(b"[" * 1_000) == 0
    for data, steps_needed in (
        (b"[" * 1_001, 128),
        (b"{" * 700 + b"," * 700 + b"]" * 700, 128 * 400),
        (b'"[,{' * 500, 128 * 500),  # in strings too
        (b" " * 65_537, 1),
        (b"f" * 70_000, 70_000 - 65_536 + 70_000**2 // 256),
        (b"g" * 70_000, 70_000 - 65_536),
    ):
        assert fueltable.reading(data) == reading_fuel(data) == steps_needed
        assert reading_fuel(data, data) == 2 * steps_needed
