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
from tests.checker.fueltable import TENT_ADDITIONS, TENT_FOUND, TENT_NODES, TENT_POINTS, drawn, points, words
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


def test_points_and_numbers_of_the_tent() -> None:
    assert TENT_NODES == 3 * 167 + 2 * 40
    for k in range(1, 6):
        # The two germs of 1/2 are followed.
        expected = TENT_NODES + drawn(k) + fueltable.germs(k)
        assert taken(about("lap_count", k, value=str(2**k))) == expected
        # They see two pieces of f once; from 1 on they see the same: one product of slopes.
        assert taken(about("piece_count", k, value=str(2**k))) == expected + fueltable.fraction_product(2, 8)
    assert taken(about("piece_count", 3, value="8")) == 581 + 3 * (100 + 180) + 27 * 3 + 4 * 3 * 40 + 30 + 30 == 2042
    # 2 (2^n - 1) has n + 1 bits: the numbers of the table (also with the other sign) and of the three nodes are added.
    long = sum(fueltable.additions(11 + 3, n + 1, 1) for n in range(1, 2000))
    assert taken(about("piece_count", 2000, value=str(2**2000))) == 581 + (280 + 27 + 160) * 2000 + 30 + 30 + long
    # Nothing is found beyond the points that there are.
    assert taken(about("lap_count", 0, value="1")) == TENT_POINTS + 3


def test_an_orbit_through_all_marked_points() -> None:
    # 1/2 -> 1 -> 0 -> 1/2, and 0; 1 of 3 numbers in x + 1/2 = (2 x + 1)/2 and 2 - 2 x has 2 bits.
    found = points(3, 2, 1, c=2, B=1) + 3 * fueltable.STATE
    for k, laps in enumerate((2, 3, 5, 8), start=1):
        steps_taken = fueltable.drawing_back(k, 1, (4 + 6) * k) + 4 * fueltable.germs(k) + words(k, 4)
        assert taken(about("lap_count", k, GOLDEN, value=str(laps))) == found + steps_taken


def test_two_breakpoints() -> None:
    # 1/3 and 2/3 -> 1 -> 0; 3 x, 1, 3 - 3 x; 1/3 has 1 + 2 bits, 2/3 has 2 + 2.
    found = points(3, 4, 2, 1, c=2, B=2) + fueltable.STATE
    assert taken(about("lap_count", 3, TRAPEZOID, value="8")) == found + fueltable.recursion(3, 1, 2)


def test_no_breakpoint() -> None:
    # 1 - x on [0, 1]: c = 1, l = 0, and L = 1; 0 and 1 are images of each other.
    found = points(1, 2, c=1, B=0) + 2 * fueltable.STATE
    drawn_back = fueltable.drawing_back(7, 0, (3 + 4) * 7) + 2 * fueltable.germs(7) + words(7, 3)
    assert taken(about("lap_count", 7, FLIP, value="1")) == found + drawn_back
    assert taken(about("piece_count", 7, FLIP, value="1")) == found + drawn_back


def test_levels_and_slopes_of_the_tent() -> None:
    crossings = about("crossing_count", 3, level="1/3", value="8")
    preimages = about("preimage_count", 3, level="1/3", value="8")
    # The level is a point, too; it lies among two marked points inside J, which have numbers of 2 bits.
    found = points(3, 2, 1, 3, c=2, B=2) + 2 * fueltable.STATE
    drawn_back = fueltable.drawing_back(3, 1, TENT_ADDITIONS * 3) + words(3, 3)
    # Whether 1/2 turns, whether it meets the level; and the orbits of 0, 1/2, 1 up to their first marked points.
    assert taken(crossings) == found + drawn_back + 5 * fueltable.germs(3)
    # Whether 0, 1/2 and 1 meet the level, up to time 4.
    assert taken(preimages) == found + drawn_back + 3 * fueltable.germs(4)
    for k in (1, 3, 200):
        cert = about("slope_range", k, largest=str(2**k), smallest=str(2**k))
        assert taken(cert) == TENT_FOUND + fueltable.slope_recursion(k, 1, 2, 1)


def test_long_points_cost_more() -> None:
    # 1/2 + 2^-1000 -> 1 -> 0; the slopes 2^1000/(2^999 + 1) and its mirror image.
    top = f"{2**999 + 1}/{2**1000}"
    text = map_text([("0", "0"), (top, "1"), ("1", "0")])
    # x -> 2^1000 x/(2^999 + 1), and 2^1000 (1 - x)/(2^999 - 1): the longest number has 1001 bits.
    found = points(1000 + 1001, 2, 1, c=1001, B=1)
    laps = found + 2 * fueltable.STATE + drawn(4) + fueltable.germs(4)
    assert taken(about("lap_count", 4, text, value="16")) == laps
    cert = about("slope_range", 1, text, largest=f"{2**1000}/{2**999 - 1}", smallest=f"{2**1000}/{2**999 + 1}")
    assert taken(cert) == found + fueltable.STATE + fueltable.slope_recursion(1, 1, 1001, 1)


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
        assert needed == 0 + 655 + 2042
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
