"""Write the corpus: certificates with the verdict and the rule that each must get.

    python -m tests.checker.make_corpus

Every rejected file is named after what is wrong with it.  A second checker can be tried on the same files:
`manifest.json` gives for each the status word, the rule and the options (file names relative to the corpus).
Nothing here is random.
"""

from __future__ import annotations

import functools
import hashlib
import json
import shutil
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

from tests.checker import corpus_coverings, corpus_growth, corpus_networks
from tests.checker.certmaker import (
    ABSOLUTE,
    CANCELLING,
    FLIP,
    GOLDEN,
    IDENTITY,
    INVOLUTION,
    LATER,
    NEGATION,
    ONE_MINUS,
    RELU,
    SHIFT,
    STAIRS,
    TENT,
    TRAPEZOID,
    canonical,
    certificate,
    late,
    map_text,
)

BY_ENTROPY = ["BGKM02", "MS80"]  # what chaos by entropy cites
HERE = Path(__file__).resolve().parent
FOLDERS = {"ACCEPT": "accepted", "REJECT": "rejected", "DECLINE": "declined"}


class Corpus:
    """Files and manifest, in the order in which they are added."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.manifest: dict[str, dict[str, Any]] = {}

    def add(self, word: str, rule: str | None, name: str, data: Any, options: list[str] | None = None) -> None:
        """One certificate, as an object or as bytes."""
        path = f"{FOLDERS[word]}/{name}.json"
        if path in self.manifest:
            raise ValueError(f"{path} twice")
        self.files[path] = data if isinstance(data, bytes) else canonical(data)
        self.manifest[path] = {"verdict": word, "rule": rule, "options": options or []}

    def accept(self, name: str, data: Any, options: list[str] | None = None) -> None:
        """One that must be accepted."""
        self.add("ACCEPT", None, name, data, options)

    def reject(self, rule: str, name: str, data: Any, options: list[str] | None = None) -> None:
        """One that must be rejected."""
        self.add("REJECT", rule, name, data, options)

    def decline(self, rule: str, name: str, data: Any, options: list[str] | None = None) -> None:
        """One that must be declined."""
        self.add("DECLINE", rule, name, data, options)


def pieces(k: int, value: int | str, on: Any = None) -> dict[str, Any]:
    """A claim piece_count."""
    return {"k": k, "on": on, "type": "piece_count", "value": str(value)}


def laps(k: int, value: int | str, on: Any = None) -> dict[str, Any]:
    """A claim lap_count."""
    return {"k": k, "on": on, "type": "lap_count", "value": str(value)}


def no_period(n: int, on: Any = None) -> dict[str, Any]:
    """A claim no_least_period."""
    return {"n": n, "on": on, "type": "no_least_period"}


def period(n: int, x: str) -> dict[str, Any]:
    """A claim least_period."""
    return {"n": n, "type": "least_period", "x": x}


def value_at(k: int, x: str, y: str) -> dict[str, Any]:
    """A claim value."""
    return {"k": k, "type": "value", "x": x, "y": y}


def invariant(lo: str | None, hi: str | None) -> dict[str, Any]:
    """A claim invariant_interval."""
    return {"interval": [lo, hi], "type": "invariant_interval"}


def chaos(epsilon: str, lo: str = "0", hi: str = "1") -> dict[str, Any]:
    """A claim li_yorke_chaos."""
    return {"epsilon": epsilon, "interval": [lo, hi], "type": "li_yorke_chaos"}


def crossings(k: int, level: str, value: int, on: Any = None) -> dict[str, Any]:
    """A claim crossing_count."""
    return {"k": k, "level": level, "on": on, "type": "crossing_count", "value": str(value)}


def preimages(k: int, level: str, value: int, on: Any = None) -> dict[str, Any]:
    """A claim preimage_count."""
    return {"k": k, "level": level, "on": on, "type": "preimage_count", "value": str(value)}


def slope_range(k: int, largest: Any, smallest: Any, on: Any = None) -> dict[str, Any]:
    """A claim slope_range."""
    return {"k": k, "largest": str(largest), "on": on, "smallest": str(smallest), "type": "slope_range"}


def image(k: int, lo: str | None, hi: str | None, on: Any = None) -> dict[str, Any]:
    """A claim image."""
    return {"interval": [lo, hi], "k": k, "on": on, "type": "image"}


def bounds(k: int, at_least: int | None, at_most: int | None, on: Any = None) -> dict[str, Any]:
    """A claim piece_count_bounds."""
    least, most = (None if bound is None else str(bound) for bound in (at_least, at_most))
    return {"at_least": least, "at_most": most, "k": k, "on": on, "type": "piece_count_bounds"}


def series(numerator: list[int], denominator: list[int], on: Any = None) -> dict[str, Any]:
    """A claim piece_count_series."""
    return {
        "denominator": [str(c) for c in denominator],
        "numerator": [str(c) for c in numerator],
        "on": on,
        "type": "piece_count_series",
    }


def fixed(n: int, isolated: int, intervals: int, on: Any = None) -> dict[str, Any]:
    """A claim fixed_point_count."""
    return {
        "intervals": str(intervals),
        "isolated": str(isolated),
        "n": n,
        "on": on,
        "type": "fixed_point_count",
    }


SWAP = {"on": None, "type": "no_odd_period"}
LOOSE = '{"format": "exactpl-map/1",\n "knots": [["-0", "+0"], [".5", "1e0"], ["0x1", "0.00"]]}\n'
MIRRORED = map_text([("0", "1"), ("1/2", "0"), ("1", "1")])


def add_accepted(c: Corpus) -> None:
    """True claims, shown."""
    c.accept("value_tent", certificate(TENT, value_at(3, "1/7", "6/7")))
    c.accept("value_no_step", certificate(TENT, value_at(0, "1/7", "1/7")))
    c.accept(
        "value_may_leave_the_domain_last",
        certificate(map_text([("0", "0"), ("1", "3")]), value_at(1, "1", "3")),
    )
    c.accept("value_on_a_ray", certificate(SHIFT, value_at(1000, "-1/3", "2999/3")))
    c.accept("pieces_tent", certificate(TENT, pieces(20, 2**20)))
    c.accept("pieces_identity", certificate(TENT, pieces(0, 1)))
    c.accept("pieces_of_cancelling_kinks", certificate(CANCELLING, pieces(4, 23)))
    c.accept("pieces_trapezoid", certificate(TRAPEZOID, pieces(4, 31)))
    c.accept("pieces_involution", certificate(FLIP, pieces(7, 1)))
    c.accept("pieces_relu", certificate(RELU, pieces(5, 2)))
    c.accept("pieces_on_half_line", certificate(ABSOLUTE, pieces(9, 1, ["0", None])))
    c.accept("pieces_on_a_part", certificate(ABSOLUTE, pieces(3, 2, ["-1", "2"])))
    c.accept("pieces_hexadecimal", certificate(TENT, pieces(13_500, hex(2**13_500))))
    c.accept("pieces_loose_map", certificate(LOOSE, pieces(3, 8)))
    c.accept("laps_tent", certificate(TENT, laps(20, 2**20)))
    c.accept("laps_with_flats", certificate(TRAPEZOID, laps(4, 16)))
    c.accept("laps_constant", certificate(map_text([("0", "1/2"), ("1", "1/2")]), laps(3, 1)))
    c.accept("laps_relu", certificate(RELU, laps(6, 1)))
    c.accept("laps_absolute", certificate(ABSOLUTE, laps(6, 2)))
    c.accept("period_three", certificate(TENT, period(3, "2/7")))
    c.accept("period_of_swap", certificate(NEGATION, period(2, "1000000007")))
    c.accept("period_fixed_point", certificate(TENT, period(1, "2/3")))
    c.accept("no_period_three_flip", certificate(FLIP, no_period(3)))
    c.accept("no_period_relu", certificate(RELU, no_period(2)))
    c.accept("no_period_identity", certificate(IDENTITY, no_period(6)))
    c.accept("no_period_absolute", certificate(ABSOLUTE, no_period(2)))
    c.accept("no_period_shift", certificate(SHIFT, no_period(1)))
    c.accept("no_period_negation", certificate(NEGATION, no_period(4)))
    c.accept("no_period_one_minus", certificate(ONE_MINUS, no_period(3)))
    c.accept("no_period_on_half_line", certificate(ABSOLUTE, no_period(2, ["0", None])))
    c.accept("invariant_interval", certificate(ABSOLUTE, invariant("-1", "2")))
    c.accept("invariant_half_line", certificate(ABSOLUTE, invariant("-1", None)))
    c.accept("invariant_line", certificate(SHIFT, invariant(None, None)))
    c.accept("no_odd_period_flip", certificate(FLIP, SWAP, {"m": 0, "z": "1/2"}))
    c.accept("no_odd_period_line", certificate(ONE_MINUS, SWAP, {"m": 0, "z": "1/2"}))
    c.accept("no_odd_period_later", certificate(LATER, SWAP, {"m": 1, "z": "2/3"}))
    c.accept("chaos_robust", certificate(TENT, chaos("1/28"), {"a": "1/4"}))
    c.accept("chaos_exact_cycle", certificate(GOLDEN, chaos("0"), {"a": "0"}))
    c.accept("chaos_mirrored", certificate(MIRRORED, chaos("1/28"), {"a": "3/4"}))
    c.accept("subject_by_file", certificate(TENT, pieces(3, 8), embed=False), ["--subject", "f=subjects/tent.json"])
    c.accept("subject_by_both", certificate(TENT, pieces(3, 8)), ["--subject", "f=subjects/tent.json"])
    c.accept("just_enough_fuel", certificate(TENT, pieces(3, 8)), ["--fuel", "2697"])
    c.accept("expected_claim", certificate(TENT, pieces(3, 8)), ["--expect", "claims/tent_pieces.json"])
    c.accept("expected_claim_any_subject", certificate(FLIP, pieces(3, 1)), ["--expect", "claims/flip_pieces.json"])


def add_false(c: Corpus) -> None:
    """Well-formed claims that are false or not shown."""
    c.reject("wrong-value", "wrong_value", certificate(TENT, value_at(3, "1/7", "5/7")))
    c.reject("outside-domain", "value_starts_outside", certificate(TENT, value_at(0, "2", "2")))
    c.reject(
        "outside-domain",
        "value_leaves_domain",
        certificate(map_text([("0", "0"), ("1", "3")]), value_at(2, "1", "9")),
    )
    c.reject("wrong-count", "wrong_count_by_one", certificate(TENT, pieces(20, 2**20 - 1)))
    c.reject("wrong-count", "wrong_huge_count", certificate(TENT, pieces(13_500, hex(2**13_500 + 1))))
    c.reject("wrong-count", "itineraries_counted_instead_of_pieces", certificate(CANCELLING, pieces(4, 24)))
    c.reject("wrong-count", "fewer_pieces_than_kinks", certificate(CANCELLING, pieces(4, 22)))
    c.reject(
        "wrong-count",
        "redundant_knot_counted_as_kink",
        certificate(map_text([("0", "1"), ("1/2", "1/2"), ("1", "0")]), pieces(1, 2)),
    )
    c.reject("wrong-count", "involution_called_complicated", certificate(FLIP, pieces(2, 2)))
    c.reject("wrong-count", "kinks_outside_restriction_counted", certificate(ABSOLUTE, pieces(2, 2, ["0", "1"])))
    c.reject("wrong-count", "strict_laps_counted_with_flats", certificate(TRAPEZOID, laps(4, 15)))
    c.reject("wrong-count", "plateaus_counted_as_laps", certificate(TRAPEZOID, laps(4, 31)))
    c.reject("wrong-count", "turning_formula_without_flats", certificate(TRAPEZOID, laps(4, 1)))
    c.reject("wrong-count", "negative_count", certificate(TENT, pieces(3, -8)))
    c.reject("not-a-self-map", "not_a_self_map", certificate(TENT, pieces(2, 2, ["0", "1/2"])))
    c.reject("not-a-self-map", "not_a_self_map_at_k_0", certificate(TENT, pieces(0, 1, ["0", "1/2"])))
    c.reject(
        "not-a-self-map",
        "ray_leaves_half_line",
        certificate(map_text([("0", "0")], None, "-1"), no_period(2)),
    )
    c.reject(
        "not-a-self-map",
        "periods_on_a_part_not_mapped_into_itself",
        certificate(GOLDEN, no_period(3, ["0", "1/2"])),
    )
    c.reject("outside-domain", "restriction_outside_domain", certificate(TENT, pieces(1, 2, ["-1", "1"])))
    c.reject(
        "outside-domain",
        "restriction_without_end_on_compact_domain",
        certificate(TENT, pieces(1, 2, [None, None])),
    )
    c.reject("period-not-least", "period_not_least", certificate(TENT, period(6, "2/7")))
    c.reject("not-periodic", "orbit_not_closed", certificate(TENT, period(3, "1/7")))
    c.reject("not-periodic", "infinite_end_called_periodic", certificate(SHIFT, period(1, "1000000007")))
    c.reject("period-exists", "interval_of_period_points_hidden", certificate(FLIP, no_period(2)))
    c.reject("period-exists", "line_of_period_points_hidden", certificate(ONE_MINUS, no_period(2)))
    c.reject("period-exists", "negation_has_period_2", certificate(NEGATION, no_period(2)))
    c.reject("period-exists", "fixed_half_line_hidden", certificate(RELU, no_period(1)))
    c.reject("period-exists", "cycle_through_breakpoints_hidden", certificate(GOLDEN, no_period(3)))
    c.reject("period-exists", "period_five_hidden", certificate(TENT, no_period(5)))
    c.reject(
        "period-exists",
        "cycle_in_a_flat_piece_hidden",
        certificate(map_text([("0", "1"), ("1/4", "1"), ("1/2", "1/8"), ("1", "1/8")]), no_period(2)),
    )
    c.reject("period-exists", "fixed_end_hidden", certificate(map_text([("0", "0"), ("1", "1/2")]), no_period(1)))
    c.reject("not-a-self-map", "interval_not_invariant", certificate(ABSOLUTE, invariant("-2", "1")))
    c.reject("not-a-self-map", "only_the_ends_stay", certificate(TENT, invariant("0", "3/4")))
    # z = 2/3 is fixed; f([0, 1]) = [1/3, 1] is swapped by it, [0, 1] is not, as f(0) = 1/3 < 2/3.
    c.reject("swap-point", "swap_point_not_fixed", certificate(FLIP, SWAP, {"m": 0, "z": "1/3"}))
    c.reject("swap-point", "swap_point_outside_the_image", certificate(LATER, SWAP, {"m": 1, "z": "0"}))
    c.reject("not-swapped", "sides_not_swapped", certificate(TENT, SWAP, {"m": 0, "z": "2/3"}))
    c.reject("not-swapped", "swap_claimed_too_early", certificate(LATER, SWAP, {"m": 0, "z": "2/3"}))
    c.reject("not-swapped", "upper_side_not_swapped", certificate(TENT, SWAP, {"m": 3, "z": "0"}))
    c.reject("not-swapped", "ray_not_swapped", certificate(RELU, SWAP, {"m": 1, "z": "0"}))
    c.reject("inequality", "robust_epsilon_too_large", certificate(TENT, chaos("1/27"), {"a": "1/4"}))
    c.reject("inequality", "golden_map_called_robust", certificate(GOLDEN, chaos("1/1000000"), {"a": "0"}))
    c.reject("inequality", "no_chaos_shown", certificate(FLIP, chaos("0"), {"a": "0"}))
    c.reject("inequality", "fixed_point_as_witness_of_chaos", certificate(TENT, chaos("0"), {"a": "0"}))
    c.reject("witness", "witness_outside_interval", certificate(TENT, chaos("0"), {"a": "-1"}))
    c.reject(
        "not-a-self-map",
        "chaos_outside_the_interval",
        certificate(TENT, chaos("0", "2/9", "8/9"), {"a": "2/9"}),
    )


LANDING = map_text([("0", "0"), ("1/3", "1/2"), ("2/3", "1/2"), ("1", "1")])  # with a landing at 1/2
HALVING = map_text([("0", "1/2"), ("1", "1")])
LATE = late(30)
# The numbers of pieces of LATE, as they would be if -10 were a kink of f^31 too; and as they are.
SMOOTH_NUMERATOR = [1, 4, -5, -2]
LATE_NUMERATOR = [*SMOOTH_NUMERATOR, *([0] * 27), -1, 2]
LATE_DENOMINATOR = [1, -3, 2]


def add_iterates(c: Corpus) -> None:
    """Crossings, preimages, slopes and images of f^k."""
    c.accept("crossings_tent", certificate(TENT, crossings(20, "1/2", 2**20)))
    c.accept("crossings_of_a_level_only_touched", certificate(TENT, crossings(3, "1", 0)))
    c.accept("crossings_at_a_landing", certificate(LANDING, crossings(2, "1/2", 1)))
    c.accept("crossings_of_a_level_outside", certificate(TENT, crossings(5, "7/2", 0)))
    c.accept("crossings_identity", certificate(TENT, crossings(0, "1/2", 1)))
    c.accept("crossings_line", certificate(ONE_MINUS, crossings(5, "-7", 1)))
    c.accept("crossings_absolute", certificate(ABSOLUTE, crossings(4, "1", 2)))
    c.accept("crossings_on_half_line", certificate(ABSOLUTE, crossings(4, "1", 1, ["0", None])))
    c.accept("preimages_tent", certificate(TENT, preimages(20, "0", 2**19 + 1)))
    c.accept("preimages_of_the_top", certificate(TENT, preimages(4, "1", 8)))
    c.accept("preimages_trapezoid", certificate(TRAPEZOID, preimages(3, "1", 4)))
    c.accept("preimages_interval", certificate(LANDING, preimages(1, "1/2", 1)))
    c.accept("preimages_half_line", certificate(RELU, preimages(6, "0", 1)))
    c.accept("preimages_identity", certificate(TENT, preimages(0, "1/2", 1)))
    c.accept("preimages_none", certificate(ABSOLUTE, preimages(3, "-1", 0)))
    c.accept("slopes_tent", certificate(TENT, slope_range(200, 2**200, 2**200)))
    c.accept("slopes_identity", certificate(TRAPEZOID, slope_range(0, 1, 1)))
    c.accept("slopes_with_a_flat_piece", certificate(TRAPEZOID, slope_range(3, 27, 0)))
    c.accept("slopes_not_reached_twice", certificate(LATER, slope_range(2, 2, 1)))
    c.accept("slopes_line", certificate(map_text([("0", "0")], "-1/2", "3"), slope_range(3, "27", "9/2")))
    c.accept("slopes_on_half_line", certificate(RELU, slope_range(5, 1, 1, ["0", None])))
    c.accept("image_tent", certificate(TENT, image(9, "0", "1")))
    c.accept("image_smaller", certificate(LATER, image(1, "1/3", "1")))
    c.accept("image_one_point", certificate(map_text([("0", "1/2"), ("1", "1/2")]), image(3, "1/2", "1/2")))
    c.accept("image_relu", certificate(RELU, image(2, "0", None)))
    c.accept("image_line", certificate(SHIFT, image(7, None, None)))
    c.accept("image_shift_on_half_line", certificate(SHIFT, image(5, "5", None, ["0", None])))
    c.accept("image_of_a_ray_on_the_other_side", certificate(map_text([("0", "0")], "-1", "0"), image(1, "0", None)))
    c.accept("image_halving", certificate(HALVING, image(10, "1023/1024", "1")))
    c.accept("image_no_step", certificate(ABSOLUTE, image(0, "-1", "2", ["-1", "2"])))

    c.reject("wrong-count", "touching_counted_as_crossing", certificate(TENT, crossings(1, "1", 1)))
    low = map_text([("0", "0"), ("1/2", "1/2"), ("1", "0")])
    c.reject("wrong-count", "touching_inside_counted_as_crossing", certificate(low, crossings(1, "1/2", 1)))
    c.reject("wrong-count", "level_at_end_point_counted_as_crossing", certificate(TENT, crossings(1, "0", 2)))
    c.reject("wrong-count", "crossing_at_a_plateau_left_out", certificate(LANDING, crossings(1, "1/2", 0)))
    c.reject("wrong-count", "crossing_at_a_plateau_counted_twice", certificate(LANDING, crossings(1, "1/2", 2)))
    c.reject("wrong-count", "plateau_touching_counted_as_crossing", certificate(TRAPEZOID, crossings(2, "1", 4)))
    c.reject("wrong-count", "crossings_called_laps", certificate(LATER, crossings(1, "1/6", 2)))
    c.reject("wrong-count", "crossings_outside_restriction", certificate(ABSOLUTE, crossings(1, "1", 2, ["0", None])))
    c.reject("not-a-self-map", "crossings_where_no_self_map", certificate(TENT, crossings(1, "1/2", 1, ["0", "1/2"])))
    c.reject("wrong-count", "preimages_without_the_ends", certificate(TENT, preimages(3, "0", 3)))
    c.reject("wrong-count", "preimages_of_itineraries", certificate(TENT, preimages(3, "1", 8)))
    c.reject("wrong-count", "plateau_ends_counted_as_two_points", certificate(LANDING, preimages(1, "1/2", 2)))
    c.reject("wrong-count", "plateau_preimage_left_out", certificate(LANDING, preimages(1, "1/2", 0)))
    c.reject("wrong-count", "infinite_end_counted_as_preimage", certificate(SHIFT, preimages(1, "5", 2)))
    c.reject("wrong-count", "crossings_given_as_preimages", certificate(ABSOLUTE, preimages(2, "0", 0)))
    c.reject("bad-field", "level_null", certificate(TENT, {**crossings(1, "0", 0), "level": None}))
    c.reject("bad-number", "level_as_decimal", certificate(TENT, crossings(1, "0.5", 2)))
    c.reject("missing-key", "level_left_out", certificate(TENT, {**pieces(1, 2), "type": "preimage_count"}))
    slope, near = 2**200, Fraction(1, 2**60)
    c.reject("wrong-slope", "largest_slope_off_by_little", certificate(TENT, slope_range(200, slope + near, slope)))
    c.reject("wrong-slope", "least_slope_off_by_little", certificate(TENT, slope_range(200, slope, slope - near)))
    c.reject("wrong-slope", "product_of_largest_slopes", certificate(LATER, slope_range(2, 4, 1)))
    c.reject("wrong-slope", "product_of_least_slopes", certificate(GOLDEN, slope_range(2, 4, 1)))
    c.reject("wrong-slope", "plateau_slope_forgotten", certificate(TRAPEZOID, slope_range(3, 27, 27)))
    c.reject("wrong-slope", "signed_slopes", certificate(TENT, slope_range(3, 8, -8)))
    c.reject("wrong-slope", "slopes_exchanged", certificate(LATER, slope_range(1, 1, 2)))
    c.reject("wrong-slope", "slope_of_a_ray_forgotten", certificate(RELU, slope_range(1, 1, 1)))
    c.reject("bad-number", "slope_as_root", certificate(TENT, slope_range(1, "4/2", 2)))
    c.reject("wrong-image", "image_of_f_instead_of_iterate", certificate(HALVING, image(2, "1/2", "1")))
    c.reject("wrong-image", "image_smaller_than_it_is", certificate(TENT, image(2, "0", "1/2")))
    c.reject("wrong-image", "image_of_the_ends_only", certificate(TENT, image(1, "0", "0")))
    c.reject("wrong-image", "null_end_where_image_is_bounded", certificate(TENT, image(1, "0", None)))
    c.reject("wrong-image", "end_where_image_is_unbounded", certificate(RELU, image(1, "0", "1000000")))
    c.reject("wrong-image", "infinite_end_of_the_wrong_side", certificate(RELU, image(1, None, "0")))
    c.reject("wrong-image", "image_at_k_0_of_k_1", certificate(LATER, image(0, "1/3", "1")))
    c.reject("bad-field", "image_reversed", certificate(TENT, image(1, "1", "0")))
    c.reject("bad-field", "image_null", certificate(TENT, {**image(1, "0", "1"), "interval": None}))
    c.reject("not-a-self-map", "image_where_no_self_map", certificate(TENT, image(1, "0", "1", ["0", "1/2"])))

    c.decline("fuel", "crossings_of_a_billion", certificate(TENT, crossings(10**9, "1/2", 1)))
    c.reject("wrong-count", "preimages_of_a_long_level", certificate(TENT, preimages(10**4, "1/" + hex(2**20_000), 1)))
    c.decline("fuel", "slopes_of_a_billion", certificate(TENT, slope_range(10**9, 2, 2)))
    c.decline("fuel", "image_of_f_to_a_billion", certificate(TENT, image(10**9, "0", "1")))


def add_bounds_and_series(c: Corpus) -> None:
    """Bounds for the number of pieces, and generating functions."""
    c.accept("bounds_counted", certificate(CANCELLING, bounds(4, 23, 23), {"step": 4}))
    c.accept("bounds_wide", certificate(CANCELLING, bounds(4, 0, 1000), {"step": 4}))
    c.accept("bounds_below_only", certificate(CANCELLING, bounds(4, 20, None), {"step": 4}))
    c.accept("bounds_by_step", certificate(CANCELLING, bounds(11, None, 23 * 23 * 14), {"step": 4}))
    c.accept("bounds_identity", certificate(TENT, bounds(0, 1, 1), {"step": 0}))
    c.accept("bounds_of_a_billion", certificate(FLIP, bounds(10**9, None, 1), {"step": 1}))
    c.accept("bounds_of_an_involution", certificate(INVOLUTION, bounds(10**9 + 1, None, 2), {"step": 2}))
    c.accept("bounds_relu", certificate(RELU, bounds(40, None, 2**40), {"step": 1}))
    c.accept("series_tent", certificate(TENT, series([1], [1, -2]), {"terms": 6}))
    c.accept("series_fibonacci", certificate(GOLDEN, series([1, 1], [1, -1, -1]), {"terms": 9}))
    c.accept("series_not_reduced", certificate(TENT, series([1, 5], [1, 3, -10]), {"terms": 7}))
    c.accept("series_involution", certificate(INVOLUTION, series([1, 2], [1, 0, -1]), {"terms": 8}))
    c.accept("series_flip", certificate(FLIP, series([1], [1, -1]), {"terms": 3}))
    c.accept("series_shift", certificate(SHIFT, series([1], [1, -1]), {"terms": 3}))
    c.accept("series_relu", certificate(RELU, series([1, 1], [1, -1]), {"terms": 40}))
    c.accept("series_on_half_line", certificate(ABSOLUTE, series([1], [1, -1], ["0", None]), {"terms": 4}))
    c.accept("series_trapezoid", certificate(TRAPEZOID, series([1], [1, -3, 2]), {"terms": 20}))
    true_series = series(LATE_NUMERATOR, LATE_DENOMINATOR)
    c.accept("series_of_a_late_cancellation", certificate(LATE, true_series, {"terms": 48}))

    c.reject("wrong-bound", "upper_bound_too_small", certificate(CANCELLING, bounds(4, None, 22), {"step": 4}))
    c.reject("wrong-bound", "lower_bound_too_large", certificate(CANCELLING, bounds(4, 24, None), {"step": 4}))
    c.reject("wrong-bound", "bounds_exchanged", certificate(CANCELLING, bounds(4, 24, 22), {"step": 4}))
    c.reject("wrong-bound", "upper_bound_without_the_rest", certificate(TENT, bounds(9, None, 256), {"step": 4}))
    c.reject("wrong-bound", "true_bound_not_shown_by_step", certificate(CANCELLING, bounds(4, None, 23), {"step": 1}))
    c.reject("wrong-bound", "huge_power", certificate(TENT, bounds(10**9, None, 2**60), {"step": 3}))
    c.reject("wrong-bound", "negative_bound", certificate(FLIP, bounds(5, None, -1), {"step": 2}))
    c.reject("bad-field", "lower_bound_by_smaller_step", certificate(TENT, bounds(8, 16, None), {"step": 4}))
    c.reject("bad-field", "lower_bound_hidden_by_an_upper", certificate(TENT, bounds(8, 1, 256), {"step": 4}))
    c.reject("bad-field", "no_bound", certificate(TENT, bounds(8, None, None), {"step": 8}))
    c.reject("bad-field", "step_zero", certificate(TENT, bounds(8, None, 256), {"step": 0}))
    c.reject("bad-field", "step_beyond_k", certificate(TENT, bounds(8, None, 512), {"step": 9}))
    c.reject("bad-field", "step_at_k_0", certificate(TENT, bounds(0, None, 2), {"step": 1}))
    c.reject("bad-field", "step_null", certificate(TENT, bounds(8, None, 256), {"step": None}))
    c.reject("missing-key", "bounds_without_step", certificate(TENT, bounds(8, 256, 256)))
    c.reject("not-a-self-map", "bounds_of_no_self_map", certificate(TENT, bounds(0, 1, 9, ["0", "1/2"]), {"step": 0}))
    wrong = [1, *([0] * 20), 1]
    c.reject("too-few-terms", "series_wrong_after_20_terms", certificate(TENT, series(wrong, [1, -2]), {"terms": 20}))
    c.reject("wrong-count", "series_wrong_at_term_21", certificate(TENT, series(wrong, [1, -2]), {"terms": 60}))
    c.reject("too-few-terms", "series_with_too_few_terms", certificate(TENT, series([1], [1, -2]), {"terms": 5}))
    polynomial = [2**k for k in range(30)]
    c.reject("too-few-terms", "first_terms_as_a_polynomial", certificate(TENT, series(polynomial, [1]), {"terms": 30}))
    c.reject("wrong-count", "polynomial_with_more_terms", certificate(TENT, series(polynomial, [1]), {"terms": 60}))
    smooth = series(SMOOTH_NUMERATOR, LATE_DENOMINATOR)
    c.reject("too-few-terms", "late_cancellation_not_reached", certificate(LATE, smooth, {"terms": 31}))
    c.reject("wrong-count", "late_cancellation_ignored", certificate(LATE, smooth, {"terms": 60}))
    c.reject("not-finite", "infinite_orbit", certificate(CANCELLING, series([1, 3], [1]), {"terms": 300}))
    far = map_text([("0", "0"), ("1/2", "19/20"), ("1", "0")])
    c.reject("not-finite", "infinite_orbit_with_a_series", certificate(far, series([1], [1, -2]), {"terms": 500}))
    half_line = series([1], [1, -1], ["0", None])
    c.reject("not-finite", "infinite_orbit_of_an_end", certificate(SHIFT, half_line, {"terms": 500}))
    c.reject("not-finite", "more_points_than_terms", certificate(TENT, series([1], [1, -2]), {"terms": 2}))
    c.reject("wrong-count", "series_of_laps", certificate(TRAPEZOID, series([1], [1, -2]), {"terms": 30}))
    c.reject("wrong-count", "series_that_begins_at_f", certificate(TENT, series([2], [1, -2]), {"terms": 30}))
    c.reject("wrong-count", "series_zero", certificate(FLIP, series([0], [1]), {"terms": 30}))
    c.reject("bad-field", "denominator_begins_with_2", certificate(TENT, series([2], [2, -4]), {"terms": 30}))
    c.reject("bad-field", "denominator_begins_with_0", certificate(TENT, series([0, 1], [0, 1, -2]), {"terms": 30}))
    c.reject("bad-field", "degree_hidden_by_zeros", certificate(TENT, series([1, 0], [1, -2]), {"terms": 30}))
    c.reject("bad-field", "denominator_ends_with_zero", certificate(TENT, series([1], [1, -2, 0]), {"terms": 30}))
    c.reject("bad-field", "denominator_empty", certificate(TENT, series([1], []), {"terms": 30}))
    c.reject("bad-field", "numerator_empty", certificate(TENT, series([], [1, -2]), {"terms": 30}))
    c.reject("bad-field", "no_terms", certificate(TENT, series([1], [1, -2]), {"terms": 0}))
    numbers = {**series([1], [1, -2]), "denominator": [1, -2]}
    c.reject("bad-field", "coefficients_as_json_numbers", certificate(TENT, numbers, {"terms": 30}))
    fractions = {**series([1], [1, -2]), "numerator": ["1", "1/2"]}
    c.reject("bad-number", "coefficient_not_an_integer", certificate(TENT, fractions, {"terms": 30}))

    c.decline("fuel", "bounds_counted_for_a_billion", certificate(FLIP, bounds(10**9, 1, 1), {"step": 10**9}))
    c.decline("fuel", "series_of_a_billion_terms", certificate(TENT, series([1], [1, -2]), {"terms": 10**9}))


def add_fixed_points(c: Corpus) -> None:
    """Components of the fixed points of f^n."""
    c.accept("fixed_points_tent", certificate(TENT, fixed(10, 1024, 0)))
    c.accept("fixed_points_identity", certificate(IDENTITY, fixed(3, 0, 1)))
    c.accept("fixed_points_relu", certificate(RELU, fixed(4, 0, 1)))
    c.accept("fixed_points_one_minus", certificate(ONE_MINUS, fixed(1, 1, 0)))
    c.accept("fixed_points_one_minus_twice", certificate(ONE_MINUS, fixed(2, 0, 1)))
    c.accept("fixed_points_shift", certificate(SHIFT, fixed(5, 0, 0)))
    c.accept("fixed_points_of_stairs", certificate(STAIRS, fixed(1, 0, 2)))
    c.accept("fixed_points_with_flats", certificate(LANDING, fixed(2, 3, 0)))
    c.accept("fixed_points_on_half_line", certificate(ABSOLUTE, fixed(1, 0, 1, ["0", None])))
    c.accept("fixed_points_involution", certificate(INVOLUTION, fixed(2, 0, 1)))
    c.accept("fixed_points_at_an_end_only", certificate(map_text([("0", "0"), ("1", "1/2")]), fixed(7, 1, 0)))

    c.reject("wrong-count", "interval_of_fixed_points_counted_as_a_point", certificate(RELU, fixed(1, 1, 0)))
    c.reject("wrong-count", "ends_of_intervals_counted_as_points", certificate(STAIRS, fixed(1, 4, 2)))
    c.reject("wrong-count", "touching_intervals_counted_apart", certificate(INVOLUTION, fixed(2, 0, 2)))
    c.reject("wrong-count", "fixed_breakpoint_counted_twice", certificate(INVOLUTION, fixed(1, 2, 0)))
    c.reject("wrong-count", "fixed_breakpoint_left_out", certificate(INVOLUTION, fixed(1, 0, 0)))
    c.reject("wrong-count", "fixed_ends_left_out", certificate(LANDING, fixed(2, 1, 0)))
    c.reject("wrong-count", "fixed_point_in_a_flat_cell_left_out", certificate(LANDING, fixed(2, 2, 0)))
    c.reject("wrong-count", "least_period_points_only", certificate(TENT, fixed(10, 990, 0)))
    c.reject("wrong-count", "fixed_points_at_infinity", certificate(SHIFT, fixed(1, 2, 0)))
    c.reject("wrong-count", "line_of_fixed_points_cut_at_a_fixed_point", certificate(ONE_MINUS, fixed(2, 1, 2)))
    c.reject("wrong-count", "fixed_points_of_f_instead_of_iterate", certificate(FLIP, fixed(2, 1, 0)))
    c.reject("bad-field", "fixed_points_of_the_identity", certificate(TENT, fixed(0, 0, 1)))
    c.reject("not-a-self-map", "fixed_points_where_no_self_map", certificate(TENT, fixed(1, 1, 0, ["0", "3/4"])))
    c.reject("bad-field", "fixed_points_as_json_number", certificate(TENT, {**fixed(1, 2, 0), "intervals": 0}))

    c.decline("fuel", "fixed_points_of_a_billion", certificate(TENT, fixed(10**9, 1, 0)))


def add_other_things(c: Corpus) -> None:
    """Certificates about something else than they say, or than the user asked."""
    good = certificate(TENT, pieces(3, 8))
    swapped = certificate(TENT, pieces(3, 8))
    swapped["subject"] = [{**swapped["subject"][0], "text": GOLDEN}]
    c.reject("subject-digest", "swapped_subject", swapped)
    c.reject(
        "subject-digest",
        "subject_with_one_space_more",
        {**good, "subject": [{**good["subject"][0], "text": TENT + " "}]},
    )
    c.reject(
        "subject-digest",
        "swapped_file",
        certificate(TENT, pieces(3, 8), embed=False),
        ["--subject", "f=subjects/golden.json"],
    )
    c.reject("subject-digest", "text_right_file_wrong", good, ["--subject", "f=subjects/golden.json"])
    c.reject(
        "subject-digest",
        "digest_in_upper_case",
        {**good, "subject": [{**good["subject"][0], "sha256": good["subject"][0]["sha256"].upper()}]},
    )
    c.reject("subject-role", "other_role", {**good, "subject": [{**good["subject"][0], "role": "g"}]})
    c.reject("subject-kind", "foreign_kind", {**good, "subject": [{**good["subject"][0], "kind": "map/1"}]})
    c.reject("subject", "no_subject", {**good, "subject": []})
    c.reject("subject", "two_subjects", {**good, "subject": good["subject"] * 2})
    c.reject(
        "other-claim",
        "other_claim_than_expected",
        certificate(TENT, pieces(4, 16)),
        ["--expect", "claims/tent_pieces.json"],
    )
    c.reject(
        "other-subject",
        "other_subject_than_expected",
        certificate(MIRRORED, pieces(3, 8)),
        ["--expect", "claims/tent_pieces.json"],
    )
    c.accept("chaos_of_the_first_edition", certificate(TENT, chaos("1/28"), {"a": "1/4"}, cites=["LY75"]))
    c.reject("cites", "chaos_citing_its_lemma", certificate(TENT, chaos("1/28"), {"a": "1/4"}, cites=["T4.6"]))
    c.reject("cites", "chaos_citing_nothing_known", certificate(TENT, chaos("1/28"), {"a": "1/4"}, cites=None))
    c.reject("cites", "chaos_citing_one_more", certificate(TENT, chaos("1/28"), {"a": "1/4"}, cites=["LY75", "SH64"]))
    c.reject("cites", "chaos_citing_as_by_entropy", certificate(TENT, chaos("1/28"), {"a": "1/4"}, cites=BY_ENTROPY))
    c.reject("cites", "idle_cites", certificate(TENT, pieces(3, 8), cites=["LY75"]))
    c.reject("cites", "other_cites", certificate(TENT, chaos("1/28"), {"a": "1/4"}, cites=["SH64"]))


def add_malformed(c: Corpus) -> None:
    """Bytes and fields that are not what they must be."""
    good = certificate(TENT, pieces(3, 8))
    data = canonical(good)

    def patched(old: bytes, new: bytes) -> bytes:
        if data.count(old) != 1:
            raise ValueError(f"{old!r} is not there once")
        return data.replace(old, new)

    wrong_bytes: dict[str, Callable[[], bytes]] = {
        "duplicate_key": lambda: patched(b'"k":3,', b'"k":3,"k":3,'),
        "duplicate_key_other_value": lambda: patched(b'"k":3,', b'"k":4,"k":3,'),
        "nan": lambda: patched(b'"k":3,', b'"k":NaN,'),
        "overflow_1e400": lambda: patched(b'"k":3,', b'"k":1e400,'),
        "float_3_0": lambda: patched(b'"k":3,', b'"k":3.0,'),
        "json_minus_zero": lambda: patched(b'"k":3,', b'"k":-0,'),
        "json_digit_bomb": lambda: patched(b'"k":3,', b'"k":' + b"9" * 5000 + b","),
        "json_integer_too_big": lambda: patched(b'"k":3,', b'"k":2147483648,'),
        "trailing_data": lambda: data + data,
        "trailing_newline": lambda: data + b"\n",
        "no_newline_at_the_end": lambda: data[:-1],
        "carriage_return": lambda: data[:-1] + b"\r\n",
        "white_space": lambda: patched(b'"k":3,', b'"k": 3,'),
        "key_order": lambda: patched(b'"k":3,"on":null,', b'"on":null,"k":3,'),
        "escaped_letter": lambda: patched(b'"piece_count"', b'"piece\\u005fcount"'),
        "truncated_file": lambda: data[: len(data) // 2],
        "empty_file": lambda: b"",
        "bom": lambda: b"\xef\xbb\xbf" + data,
        "utf_16": lambda: data.decode("ascii").encode("utf-16"),
        "raw_unicode_digits": lambda: patched(b'"value":"8"', '"value":"\u0668"'.encode()),
        "zero_byte": lambda: data[:-1] + b"\0\n",
        "single_quotes": lambda: data.replace(b'"', b"'"),
    }
    for name, make in wrong_bytes.items():
        c.reject("canonical-bytes", name, make())
    c.reject("nesting", "deep_nesting", b"[" * 5000 + b"]" * 5000 + b"\n")
    c.reject("nesting", "deep_nesting_unclosed", b'{"claim":' * 2000)
    c.reject("nesting", "nine_deep", patched(b'"on":null', b'"on":[[[[[[[]]]]]]]'))
    c.reject("format", "json_but_no_object", b"[]\n")
    c.reject("format", "no_format", {key: value for key, value in good.items() if key != "format"})
    c.reject("format", "foreign_format", {**good, "format": "exactpl-claim/1"})
    c.reject("unknown-key", "unknown_key", {**good, "comment": "trust me"})
    c.reject("unknown-key", "skip_flag_in_claim", certificate(TENT, {**pieces(3, 8), "skip": ["self_map"]}))
    c.reject("unknown-key", "unknown_key_in_subject", {**good, "subject": [{**good["subject"][0], "path": "/"}]})
    c.reject("unknown-key", "witness_where_none_is_asked", certificate(TENT, pieces(3, 8), {"states": "3"}))
    c.reject("missing-key", "no_witness", {key: value for key, value in good.items() if key != "witness"})
    c.reject(
        "missing-key",
        "restriction_left_out",
        certificate(TENT, {"k": 3, "type": "piece_count", "value": "8"}),
    )
    c.reject("missing-key", "swap_without_witness", certificate(FLIP, SWAP, {}))
    c.reject("bad-field", "bool_as_integer", certificate(TENT, {**pieces(1, 2), "k": True}))
    c.reject("bad-field", "number_as_string", certificate(TENT, {**pieces(3, 8), "k": "3"}))
    c.reject("bad-field", "count_as_json_number", certificate(TENT, {**pieces(3, 8), "value": 8}))
    c.reject("bad-field", "negative_k", certificate(TENT, {**pieces(3, 8), "k": -1}))
    c.reject("bad-field", "period_zero", certificate(TENT, period(0, "0")))
    c.reject("bad-field", "no_period_zero", certificate(TENT, no_period(0)))
    c.reject("bad-field", "claim_without_type", certificate(TENT, {"k": 3}))
    c.reject("bad-field", "claim_is_a_list", {**good, "claim": [good["claim"]]})
    c.reject("bad-field", "one_point_restriction", certificate(TENT, pieces(1, 1, ["0", "0"])))
    c.reject("bad-field", "reversed_restriction", certificate(TENT, pieces(1, 2, ["1", "0"])))
    c.reject("bad-field", "restriction_of_three", certificate(TENT, pieces(1, 2, ["0", "1/2", "1"])))
    c.reject("bad-field", "restriction_of_json_numbers", certificate(TENT, pieces(1, 2, [0, 1])))
    c.reject(
        "bad-field",
        "invariant_interval_null",
        certificate(TENT, {"interval": None, "type": "invariant_interval"}),
    )
    c.reject(
        "inequality",
        "chaos_on_half_line",
        certificate(ABSOLUTE, {**chaos("0"), "interval": ["0", None]}, {"a": "0"}),
    )
    c.reject("bad-field", "negative_epsilon", certificate(TENT, chaos("-1/100"), {"a": "1/4"}))
    c.reject("bad-field", "negative_m", certificate(FLIP, SWAP, {"m": -1, "z": "1/2"}))
    numbers = {
        "minus_zero": "-0",
        "unreduced_fraction": "4/12",
        "denominator_one": "1/1",
        "denominator_zero": "1/0",
        "denominator_negative": "1/-3",
        "leading_zero": "01",
        "plus_sign": "+1",
        "decimal_point": "0.5",
        "exponent": "1e1",
        "spaces": " 1",
        "newline": "1\n",
        "underscore": "1_0",
        "unicode_digits": "\u0661",
        "full_width_digits": "\uff17",
        "empty_number": "",
        "hexadecimal_of_few_digits": "0xff",
        "infinity": "oo",
        "not_a_number": "nan",
        "two_slashes": "1/2/3",
        "digit_bomb": "7" * 4001,
        "exponent_bomb": "1e10000000",
        "upper_case_hexadecimal": "0x" + "F" * 3400,
        "hexadecimal_leading_zero": "0x0" + "f" * 3400,
    }
    for name, text in numbers.items():
        c.reject("bad-number", name, certificate(TENT, value_at(0, text, "0")))
    c.reject("bad-number", "fraction_as_count", certificate(TENT, pieces(3, "8/1")))
    c.reject("subject-text", "text_not_ascii", {**good, "subject": [{**good["subject"][0], "text": "\u00e9"}]})
    c.reject("bad-field", "text_as_object", {**good, "subject": [{**good["subject"][0], "text": {}}]})
    head = '{"format":"exactpl-map/1","knots":'
    maps = {
        "map_is_no_json": "tent",
        "map_is_a_list": "[]",
        "map_with_duplicate_key": head + '[["0","0"],["1","1"]],"knots":[["0","0"],["1","0"]]}',
        "map_with_unknown_key": head + '[["0","0"],["1","1"]],"slope":"0"}',
        "map_of_other_version": '{"format":"exactpl-map/2","knots":[["0","0"],["1","1"]]}',
        "map_with_trailing_data": head + '[["0","0"],["1","1"]]} {}',
        "map_too_deep": head + "[" * 9 + "]" * 9 + "}",
        "map_of_json_numbers": head + "[[0,0],[1,1]]}",
        "map_with_float": head + '[["0","0"],["1",1e400]]}',
        "map_with_one_knot": head + '[["0","0"]]}',
        "map_without_knots": head + '[],"left_slope":"1"}',
        "map_knots_not_increasing": head + '[["0","0"],["1","1"],["1/2","0"]]}',
        "map_with_jump": head + '[["0","0"],["1/2","1"],["2/4","0"],["1","0"]]}',
        "map_with_triple": head + '[["0","0","0"],["1","1"]]}',
        "map_with_exponent_bomb": head + '[["0","0"],["1e4001","1"]]}',
        "map_with_denominator_zero": head + '[["0","0"],["1/0","1"]]}',
        "map_with_underscore": head + '[["0","0"],["1_0","1"]]}',
        "map_with_escaped_unicode_digit": head + '[["0","0"],["\\u0661","1"]]}',
        "map_with_slope_false": head + '[["0","0"],["1","1"]],"left_slope":false}',
        "map_with_spaces_in_number": head + '[["0","0"],[" 1","1"]]}',
    }
    for name, text in maps.items():
        c.reject("map-file", name, certificate(text, value_at(0, "0", "0")))


def add_declined(c: Corpus) -> None:
    """What this version of the format does not decide."""
    good = certificate(TENT, pieces(3, 8))
    c.decline("fuel", "k_of_a_billion", certificate(TENT, pieces(10**9, 1)))
    c.decline("fuel", "orbit_of_a_billion", certificate(TENT, value_at(10**9, "0", "0")))
    c.decline("fuel", "period_of_a_billion", certificate(TENT, period(10**9, "0")))
    c.decline("fuel", "no_period_of_a_billion", certificate(TENT, no_period(10**9)))
    c.decline("fuel", "image_of_a_billion", certificate(FLIP, SWAP, {"m": 10**9, "z": "1/2"}))
    c.decline("fuel", "little_fuel", good, ["--fuel", "2696"])
    c.decline("version", "version_2", {**good, "format": "exactpl-cert/2"})
    c.decline("subject-kind", "networks", {**good, "subject": [{**good["subject"][0], "kind": "exactpl-net/1"}]})
    c.decline("claim-type", "unknown_claim_type", certificate(TENT, {"type": "entropy", "value": "2"}))
    c.decline("subject-missing", "no_text_and_no_file", certificate(TENT, pieces(3, 8), embed=False))


def claim_file(claim: dict[str, Any], text: str | None) -> bytes:
    """A claim file, deliberately not canonical."""
    digest = None if text is None else hashlib.sha256(text.encode("ascii")).hexdigest()
    subject = [] if digest is None else [{"kind": "exactpl-map/1", "role": "f", "sha256": digest}]
    value = {"format": "exactpl-claim/1", "claim": claim, "subject": subject}
    return (json.dumps(value, indent=1) + "\n").encode("ascii")


def build() -> dict[str, bytes]:
    """All files of the corpus by their names."""
    c = Corpus()
    for add in (
        add_accepted,
        add_false,
        add_iterates,
        add_bounds_and_series,
        add_fixed_points,
        add_other_things,
        add_malformed,
        add_declined,
        corpus_growth.add_growth,
        corpus_coverings.add,
        corpus_networks.add,
    ):
        add(c)
    c.files["subjects/tent.json"] = TENT.encode("ascii")
    c.files["subjects/golden.json"] = GOLDEN.encode("ascii")
    c.files["claims/tent_pieces.json"] = claim_file(pieces(3, 8), TENT)
    c.files["claims/flip_pieces.json"] = claim_file(pieces(3, 1), None)
    c.files["manifest.json"] = (json.dumps(c.manifest, indent=1, sort_keys=True) + "\n").encode("ascii")
    return c.files


@functools.cache
def manifest() -> dict[str, dict[str, Any]]:
    """What is written: the verdict, the rule and the options of each file."""
    return json.loads((HERE / "manifest.json").read_text())


def arguments(name: str) -> list[str]:
    """The command line for a file that is written, with paths made absolute."""
    out = [str(HERE / name)]
    for option in manifest()[name]["options"]:
        if option.startswith(("f=", "g=")):
            option = f"{option[:2]}{HERE / option[2:]}"
        elif "/" in option:
            option = str(HERE / option)
        out.append(option)
    return out


def write(folder: Path) -> None:
    """Write the corpus, without what was there of it."""
    for name in (*FOLDERS.values(), "subjects", "claims"):
        shutil.rmtree(folder / name, ignore_errors=True)
    for name, data in build().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


if __name__ == "__main__":
    write(HERE)
