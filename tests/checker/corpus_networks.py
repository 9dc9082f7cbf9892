"""The part of the corpus about networks."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from tests.checker.certmaker import TENT, about, certificate, map_text, network_text
from tests.checker.corpus_coverings import GOLDEN_TENT

if TYPE_CHECKING:
    from tests.checker.make_corpus import Corpus

Layer = dict[str, Any]


def dense(weight: Any, bias: Any = None, activation: Any = None, **more: Any) -> Layer:
    """A layer; what is left out is left out."""
    value = {"weight": weight, "bias": bias, "activation": activation, **more}
    return {key: part for key, part in value.items() if part is not None}


def clip(low: str | None, high: str | None) -> dict[str, Any]:
    """An activation."""
    return {"high": high, "low": low, "type": "clip"}


def leaky(slope: str) -> dict[str, Any]:
    """An activation."""
    return {"slope": slope, "type": "leaky_relu"}


def pool(*groups: list[int]) -> dict[str, Any]:
    """An activation."""
    return {"groups": list(groups), "type": "max_pool"}


# 2 relu(x) - 4 relu(x - 1/2): the tent on [0, 1].
HIDDEN = dense([["1"], ["1"]], ["0", "-1/2"], "relu")
HAT = network_text(HIDDEN, dense([["2", "-4"]]))
HAT_MAP = map_text([("0", "0"), ("1/2", "1")], "0", "-2")
CUT_HAT = map_text([("0", "0"), ("1/2", "1"), ("1", "0")])
# - max(-2 x, 2 x - 2): the same for x >= 0.
POOLED_HAT = network_text(dense([["-2"], ["2"], ["0"]], ["0", "-2", "0"], pool([0, 1])), dense([["-1"]]))
# The tent three times: 8 pieces on [0, 1].
THRICE = network_text(HIDDEN, dense([["2", "-4"]]), repeat=3)
EIGHTHS = ["0", "1/8", "1/4", "3/8", "1/2", "5/8", "3/4", "7/8", "1"]
# relu(x), with a unit that is never active and one that does not count.
IDLE = network_text(dense([["1"], ["0"], ["1"]], ["0", "-1", "3"], "relu"), dense([["1", "5", "0"]]))
STEP = network_text(dense([["1"]], None, "hard_tanh"))
RESIDUAL = network_text(dense([["1"]], ["-1"], "relu"), dense([["-2"]], None, None, add=[0]))  # x - 2 relu(x - 1)
PEAK = network_text(dense([["1"], ["-1"], ["0"]], ["0", "0", "1"], pool([0, 1, 2], [0, 2])))  # max(|x|, 1), max(x, 1)
LEAKY = network_text(dense([["3"]], ["1/2"], leaky("1/3")), dense([["1"], ["-1"]], None, clip(None, "5/2")))
ZERO = network_text(dense([["0"]]))
ONE = network_text(dense([["0"]], ["1"]))
IDENTITY = network_text({}, inputs=1)
BUMP = network_text(dense([["1"], ["1"], ["1"]], ["-1", "-2", "-3"], "relu"), dense([["1", "-2", "1"]]))  # on [1, 3]
BUMP_MAP = map_text([("1", "0"), ("2", "1"), ("3", "0")], "0", "0")
# Two inputs: (|x| - |y|, relu(x + y - 1)).
PLANE = network_text(
    dense([["1", "0"], ["0", "1"]], None, "abs"),
    dense([["1", "1"]], ["-1"], "relu", **{"from": 0}),
    dense([["1", "-1"], ["0", "0"]], None, None, **{"from": 1}),
    dense([["0"], ["1"]], None, None, **{"from": 2, "add": [3]}),
)
DIAGONAL = {"direction": ["1", "1"], "start": ["0", "0"]}
ACROSS = {"direction": ["1", "-2"], "start": ["1/3", "1"]}  # t: kinks at -1/3, 1/3, 1/2


def counts(
    text: str, points: Any, pieces: Any, regions: Any, *, on: Any = None, line: Any = None, combination: Any = None
) -> dict[str, Any]:
    """A certificate network_counts."""
    claim = {"combination": combination, "line": line, "on": on, "pieces": str(pieces), "regions": str(regions)}
    return about(text, {**claim, "type": "network_counts"}, {"points": points})


def value_of(text: str, x: Any, y: Any) -> dict[str, Any]:
    """A certificate network_value."""
    return about(text, {"type": "network_value", "x": x, "y": y})


def different(text: str, g: str, x: Any, difference: Any) -> dict[str, Any]:
    """A certificate different_value."""
    return about(text, {"difference": difference, "type": "different_value", "x": x}, g=g)


def least(text: str, n: Any, x: Any) -> dict[str, Any]:
    """A certificate network_least_period."""
    return about(text, {"n": n, "type": "network_least_period", "x": x})


def same(text: str, g: str, points: Any, *, on: Any = None, line: Any = None) -> dict[str, Any]:
    """A certificate same_function."""
    return about(text, {"line": line, "on": on, "type": "same_function"}, {"points": points}, g=g)


def gap(
    text: str, g: str, points: Any, size: Any, at: Any, *, on: Any = None, line: Any = None, combination: Any = ("1",)
) -> dict[str, Any]:
    """A certificate largest_gap."""
    weights = list(combination) if isinstance(combination, tuple) else combination
    claim = {"at": at, "combination": weights, "gap": size, "line": line, "on": on, "type": "largest_gap"}
    return about(text, claim, {"points": points}, g=g)


def ranges(
    text: str, points: Any, lo: Any, hi: Any, *, on: Any = None, line: Any = None, combination: Any = ("1",)
) -> dict[str, Any]:
    """A certificate network_range."""
    weights = list(combination) if isinstance(combination, tuple) else combination
    claim = {"combination": weights, "interval": [lo, hi], "line": line, "on": on, "type": "network_range"}
    return about(text, claim, {"points": points})


def slopes(
    text: str, points: Any, smallest: Any, largest: Any, *, on: Any = None, line: Any = None, combination: Any = ("1",)
) -> dict[str, Any]:
    """A certificate network_slope_range."""
    weights = list(combination) if isinstance(combination, tuple) else combination
    claim = {"combination": weights, "largest": largest, "line": line, "on": on, "smallest": smallest}
    return about(text, {**claim, "type": "network_slope_range"}, {"points": points})


def add_values(c: Corpus) -> None:
    """network_value and different_value."""
    c.accept("network_value", value_of(HAT, ["1/4"], ["1/2"]))
    c.accept("network_value_on_a_kink", value_of(HAT, ["1/2"], ["1"]))
    c.accept("network_value_repeated", value_of(THRICE, ["1/7"], ["6/7"]))
    c.accept("network_value_residual", value_of(RESIDUAL, ["5/2"], ["-1/2"]))
    c.accept("network_value_largest", value_of(PEAK, ["-7"], ["7", "1"]))
    c.accept("network_value_leaky", value_of(LEAKY, ["-1/2"], ["-1/3", "1/3"]))
    c.accept("network_value_clipped", value_of(LEAKY, ["3"], ["5/2", "-19/2"]))
    c.accept("network_value_of_the_plane", value_of(PLANE, ["1", "2"], ["-1", "2"]))
    c.accept("network_value_identity", value_of(IDENTITY, ["-22/7"], ["-22/7"]))
    c.accept("different_networks", different(HAT, POOLED_HAT, ["-1"], ["2"]))
    c.accept("different_from_a_map", different(HAT, map_text([("0", "0"), ("1/2", "1/3")]), ["1/2"], ["2/3"]))
    c.accept("different_in_the_plane", different(PLANE, network_text(dense([["1", "-1"]] * 2)), ["1", "1"], ["0", "1"]))

    c.reject("wrong-value", "network_value_without_bias", value_of(HAT, ["3/4"], ["-3/2"]))
    c.reject("wrong-value", "network_value_without_activation", value_of(HAT, ["-1"], ["4"]))
    c.reject("wrong-value", "network_value_of_one_repetition", value_of(THRICE, ["1/7"], ["2/7"]))
    c.reject("wrong-value", "network_value_without_the_sum", value_of(RESIDUAL, ["5/2"], ["-3"]))
    c.reject("wrong-value", "network_value_of_the_sum_twice", value_of(RESIDUAL, ["5/2"], ["2"]))
    c.reject("wrong-value", "network_value_largest_of_all", value_of(PEAK, ["-7"], ["7", "7"]))
    c.reject("wrong-value", "network_value_leaky_on_the_wrong_side", value_of(LEAKY, ["1/2"], ["2/3", "-2/3"]))
    c.reject("wrong-value", "network_value_read_from_the_layer_before", value_of(PLANE, ["1", "-2"], ["-1", "2"]))
    c.reject("wrong-value", "network_value_off_by_a_hair", value_of(HAT, ["1/4"], [f"{2**60 + 1}/{2**61}"]))
    c.reject("wrong-value", "network_value_wrong_in_the_last_entry", value_of(PEAK, ["-7"], ["7", "2"]))
    c.reject("shapes", "network_value_with_an_input_more", value_of(HAT, ["1/4", "0"], ["1/2"]))
    c.reject("shapes", "network_value_without_input", value_of(HAT, [], ["1/2"]))
    c.reject("shapes", "network_value_of_one_output_of_two", value_of(PEAK, ["-7"], ["7"]))
    c.reject("shapes", "network_value_of_no_output", value_of(PEAK, ["-7"], []))
    c.reject("bad-field", "network_value_no_list", value_of(HAT, "1/4", ["1/2"]))
    c.reject("bad-number", "network_value_as_decimal", value_of(HAT, ["0.25"], ["1/2"]))
    c.reject("bad-field", "different_by_zero", different(HAT, POOLED_HAT, ["1/4"], ["0"]))
    c.reject("wrong-value", "different_where_they_agree", different(HAT, POOLED_HAT, ["1/4"], ["1"]))
    c.reject("wrong-value", "difference_turned_round", different(HAT, POOLED_HAT, ["-1"], ["-2"]))
    c.reject("outside-domain", "different_outside_the_domain_of_the_map", different(ZERO, TENT, ["3/2"], ["1"]))
    c.reject("shapes", "different_shapes", different(HAT, PEAK, ["-7"], ["-7", "-1"]))
    c.reject("shapes", "map_and_plane", different(PLANE, HAT_MAP, ["1", "1"], ["1", "1"]))
    c.decline("field", "map_with_a_field_as_g", different(HAT, GOLDEN_TENT, ["1/2"], ["1"]))
    absurd = network_text(*json.loads(HAT)["layers"], repeat=2**31 - 1)
    c.decline("limits", "repeated_two_billion_times", value_of(absurd, ["0"], ["0"]))
    wide = network_text({"activation": "relu"}, inputs=2**31 - 1)
    c.decline("limits", "two_billion_inputs", value_of(wide, ["0"] * 9, ["0"]))
    c.reject("shapes", "shapes_before_fuel", value_of(absurd, ["0", "0"], ["0"]))
    c.reject("shapes", "shapes_of_the_output_before_fuel", value_of(absurd, ["0"], []))
    c.reject("shapes", "shapes_of_the_difference_before_fuel", different(absurd, absurd, ["0"], ["0", "1"]))
    c.reject("shapes", "shapes_of_the_combination_before_fuel", ranges(absurd, ["0"], "0", "0", combination=("0", "1")))
    c.reject("shapes", "a_line_before_fuel", ranges(absurd, ["0"], "0", "0", line=DIAGONAL))
    c.reject("shapes", "shapes_of_g_before_fuel", same(absurd, PEAK, ["0"]))


# Turns the plane by a quarter; (x, y) -> (y, |x|).
QUARTER = network_text(dense([["0", "-1"], ["1", "0"]]))
FOLD = network_text(dense([["0", "1"], ["1", "0"]]), dense([["1", "0"]], None, None, **{"from": 1}), inputs=2)
SWAP_ABS = network_text(
    dense([["0", "1"], ["1", "0"]]),
    dense([["0", "1"]], None, "abs", **{"from": 1}),
    dense([["1", "0"], ["0", "0"]], None, None, **{"from": 1}),
    dense([["0"], ["1"]], None, None, **{"from": 2, "add": [3]}),
)


def add_periods(c: Corpus) -> None:
    """network_least_period."""
    c.accept("network_period_of_the_tent", least(HAT, 3, ["2/7"]))
    c.accept("network_fixed_point", least(HAT, 1, ["2/3"]))
    c.accept("network_fixed_point_of_the_third_power", least(THRICE, 1, ["2/7"]))
    c.accept("network_period_of_a_repeated_network", least(THRICE, 2, ["2/5"]))
    c.accept("network_period_in_the_plane", least(QUARTER, 4, ["1/3", "0"]))
    c.accept("network_period_of_the_centre", least(QUARTER, 1, ["0", "0"]))
    c.accept("network_period_in_a_corner", least(SWAP_ABS, 2, ["2", "1/2"]))
    c.accept("network_period_of_the_identity", least(IDENTITY, 1, ["-22/7"]))

    c.reject("wrong-period", "network_period_doubled", least(HAT, 6, ["2/7"]))
    c.reject("wrong-period", "network_period_of_a_fixed_point", least(HAT, 3, ["2/3"]))
    c.reject("wrong-period", "network_period_a_divisor", least(QUARTER, 2, ["1/3", "0"]))
    c.reject("wrong-period", "network_period_one", least(QUARTER, 1, ["1/3", "0"]))
    c.reject("wrong-period", "network_period_a_multiple_in_the_plane", least(QUARTER, 8, ["1/3", "0"]))
    mirrors = [network_text(dense([[a, "0"], ["0", b]])) for a, b in (("1", "-1"), ("-1", "1"))]
    c.reject("wrong-period", "network_period_of_the_first_entry", least(mirrors[0], 1, ["2", "3"]))
    c.reject("wrong-period", "network_period_of_the_last_entry", least(mirrors[1], 1, ["2", "3"]))
    c.reject("wrong-period", "network_period_of_one_entry_only", least(SWAP_ABS, 2, ["-2", "1/2"]))
    c.reject("wrong-period", "network_period_of_the_layers_once", least(THRICE, 3, ["2/7"]))
    c.reject("wrong-period", "network_not_periodic", least(HAT, 2, ["1/2"]))
    c.reject("wrong-period", "network_almost_periodic", least(HAT, 3, [f"{2 * 10**20 + 1}/{7 * 10**20}"]))
    c.reject("bad-field", "network_period_zero", least(HAT, 0, ["2/7"]))
    c.reject("bad-field", "network_period_negative", least(HAT, -3, ["2/7"]))
    c.reject("bad-field", "network_period_true", least(HAT, True, ["2/3"]))
    c.reject("bad-field", "network_period_as_string", least(HAT, "3", ["2/7"]))
    c.reject("bad-field", "network_period_of_a_number", least(HAT, 3, "2/7"))
    c.reject("bad-number", "network_period_not_reduced", least(HAT, 3, ["4/14"]))
    c.reject("shapes", "network_period_of_too_long_a_vector", least(HAT, 3, ["2/7", "0"]))
    c.reject("shapes", "network_period_of_too_short_a_vector", least(QUARTER, 4, ["1/3"]))
    c.reject("shapes", "network_period_of_nothing", least(QUARTER, 4, []))
    c.reject("shapes", "network_period_of_one_input_and_two_outputs", least(PEAK, 1, ["1"]))
    c.reject("shapes", "network_period_of_two_inputs_and_one_output", least(FOLD, 1, ["0", "0"]))
    c.reject("unknown-key", "network_period_with_witness", least(HAT, 3, ["2/7"]) | {"witness": {"orbit": ["2/7"]}})
    c.reject("cites", "network_period_that_cites", least(HAT, 3, ["2/7"]) | {"cites": ["SH64"]})
    c.reject("subject-kind", "network_period_of_a_map", certificate(TENT, least(HAT, 3, ["2/7"])["claim"]))
    c.decline("fuel", "network_period_with_little_fuel", least(THRICE, 2, ["2/5"]), ["--fuel", "99"])
    c.decline("limits", "network_period_of_two_billion", least(HAT, 2**31 - 1, ["2/7"]))


def add_limits(c: Corpus) -> None:
    """Sizes that are declined before anything is built."""
    c.decline("limits", "two_billion_inputs_and_no_weight", value_of(network_text({}, inputs=2**31 - 1), ["0"], ["0"]))
    c.decline("limits", "a_million_entries", value_of(network_text({}, inputs=500_001), ["0"], ["0"]))
    pooled = dense([["1"]], None, pool([0]))
    c.decline(
        "limits",
        "a_million_pre_activations",
        value_of(network_text(*[{"activation": pool([0])} | {"from": 0}] * 2, inputs=500_001), ["0"], ["0"]),
    )
    c.accept("a_small_network", value_of(network_text(pooled), ["0"], ["0"]))
    c.decline("limits", "long_denominator_of_x", value_of(IDENTITY, [f"1/{hex(3**41_400)}"], ["0"]))
    half = [f"1/{hex(3**22_000)}", f"1/{hex(2**33_000)}"]
    c.decline("limits", "long_common_denominator_of_x", value_of(network_text({}, inputs=2), half, ["0", "0"]))
    line = {"direction": ["1", "0"], "start": half}
    c.decline(
        "limits", "long_common_denominator_of_start", ranges(PLANE, ["0"], "0", "0", line=line, combination=("1", "0"))
    )
    line = {"direction": half, "start": ["1", "0"]}
    c.decline(
        "limits",
        "long_common_denominator_of_direction",
        ranges(PLANE, ["0"], "0", "0", line=line, combination=("1", "0")),
    )
    c.decline(
        "limits", "long_common_denominator_of_combination", ranges(PEAK, ["0"], "0", "0", combination=tuple(half))
    )
    steep = network_text(dense([["1e4000"]]), dense([["1e-4000"]]), repeat=300)
    c.decline("limits", "long_values", value_of(steep, ["0"], ["0"]))


UNIT = ["0", "1"]


def add_pairs(c: Corpus) -> None:
    """same_function and largest_gap."""
    c.accept("same_as_a_map_on_the_line", same(HAT, HAT_MAP, ["0", "1/2"]))
    c.accept("same_as_a_map_on_its_domain", same(HAT, CUT_HAT, ["0", "1/2", "1"]))
    c.accept("same_networks_on_an_interval", same(HAT, POOLED_HAT, ["0", "1/2", "1"], on=UNIT))
    c.accept("same_networks_on_a_half_line", same(HAT, POOLED_HAT, ["0", "1/2"], on=["0", None]))
    c.accept("same_with_more_points", same(BUMP, BUMP_MAP, ["-1", "1", "2", "5/2", "3", "4"]))
    c.accept("same_along_a_line", same(PLANE, PLANE, ["-1/3", "1/3", "1/2"], line=ACROSS))
    line_map = map_text([("0", "0")], "1", "1")
    c.accept("same_as_a_straight_map", same(IDENTITY, line_map, ["5"]))
    c.accept("gap_of_parallels", gap(IDENTITY, map_text([("0", "1")], "1", "1"), ["5"], "1", "-8"))
    c.accept("gap_of_networks", gap(BUMP, ZERO, ["1", "2", "3"], "1", "2"))
    c.accept("gap_of_a_network_and_a_map", gap(HAT, TENT, ["0", "1/2", "1"], "0", "1/3"))
    c.accept("gap_from_below", gap(ZERO, BUMP, ["0", "1", "2", "3"], "1", "2", combination=("-1",)))
    c.accept("gap_on_a_ray", gap(HAT, POOLED_HAT, ["-1", "0", "1/2"], "2", "-1", on=["-1", None]))
    c.accept("gap_between_points", gap(ONE, ZERO, ["0"], "1", "22/7"))
    halved = ("1/2", "-1")
    c.accept("gap_of_a_combination", gap(PEAK, PEAK, ["-1", "0", "1"], "0", "0", combination=halved))

    c.reject("not-equal", "same_but_at_an_inner_point", same(BUMP, ZERO, ["0", "1", "2", "3"]))
    c.reject("not-equal", "same_but_at_the_last_point", same(HAT, ZERO, ["-1", "0", "1/2"], on=["-1", "1/2"]))
    c.reject("not-equal", "same_but_on_the_left_ray", same(HAT, POOLED_HAT, ["0", "1/2"]))
    right = network_text(dense([["1"], ["1"], ["1"]], ["-1", "-2", "-3"], "relu"), dense([["0", "0", "1"]]))
    c.reject("not-equal", "same_but_on_the_right_ray", same(right, ZERO, ["1", "2", "3"]))
    second = network_text(*json.loads(PEAK)["layers"], dense([["1", "0"], ["1", "0"]]))
    c.reject("not-equal", "same_but_in_the_second_output", same(PEAK, second, ["-1", "0", "1"]))
    bent_map = map_text([("0", "0")], "-1", "1")
    c.reject("not-equal", "same_with_the_left_ray_seen_outwards", same(IDENTITY, bent_map, ["0"]))
    c.reject("unbounded", "gap_with_the_left_ray_seen_outwards", gap(IDENTITY, bent_map, ["0"], "0", "0"))
    c.reject("not-equal", "same_slopes", same(ONE, ZERO, ["0"]))
    c.reject("not-affine", "kink_of_the_map_between_points", same(ZERO, BUMP_MAP, ["0", "1", "3"]))
    c.reject("not-affine", "kink_of_the_map_on_the_right_ray", same(ZERO, HAT_MAP, ["-1"], on=["-1", None]))
    c.reject("not-affine", "kink_of_the_map_on_the_left_ray", same(ZERO, HAT_MAP, ["1"], on=[None, "1"]))
    c.reject("not-affine", "kinks_of_g_between_points", same(ZERO, BUMP, ["0", "1", "3"]))
    c.reject("not-affine", "kinks_of_g_on_the_ray", same(ZERO, BUMP, ["0", "1/2"]))
    c.reject("not-affine", "kinks_of_f_between_points", same(BUMP, ZERO, ["0", "1", "3"]))
    c.reject("not-affine", "maximum_changes_between_points", same(HAT, POOLED_HAT, UNIT, on=UNIT))
    pooled = network_text(dense([["-2"], ["2"]], ["0", "-2"], pool([0, 1])))
    c.reject("not-affine", "only_the_maximum_changes", same(pooled, ZERO, UNIT, on=UNIT))
    c.reject("witness", "points_stop_before_the_end", same(HAT, ZERO, ["-2", "-1"], on=["-2", "0"]))
    c.reject("witness", "points_begin_late", same(HAT, ZERO, ["-1", "0"], on=["-2", "0"]))
    c.reject("witness", "points_beyond_the_end", same(HAT, ZERO, ["-3", "0"], on=["-2", "0"]))
    c.reject("bad-field", "points_not_increasing", same(HAT, ZERO, ["-2", "0", "-1", "0"], on=["-2", "0"]))
    c.reject("bad-field", "points_twice", same(HAT, ZERO, ["-2", "-2", "0"], on=["-2", "0"]))
    c.reject("bad-field", "no_points", same(HAT, ZERO, []))
    c.reject("bad-number", "point_not_reduced", same(HAT, HAT_MAP, ["0", "2/4"]))
    c.reject(
        "outside-domain", "same_beyond_the_domain_of_the_map", same(HAT, CUT_HAT, ["0", "1/2", "1"], on=["0", "2"])
    )
    c.reject("outside-domain", "same_on_a_ray_that_the_map_has_not", same(HAT, CUT_HAT, ["0", "1/2"], on=["0", None]))
    c.reject("shapes", "same_function_of_other_shapes", same(PEAK, ZERO, ["-1", "0", "1"]))
    c.reject("shapes", "line_for_one_input", same(HAT, HAT, ["0"], line={"direction": ["1"], "start": ["0"]}))
    c.reject("shapes", "no_line_for_two_inputs", same(PLANE, PLANE, ["0"]))
    short = {"direction": ["1", "1"], "start": ["0"]}
    c.reject("shapes", "line_that_begins_nowhere", same(PLANE, PLANE, ["0"], line=short))
    c.reject("shapes", "line_in_space", same(PLANE, PLANE, ["0"], line={"direction": ["1"] * 3, "start": ["0"] * 2}))
    still = {"direction": ["0", "0"], "start": ["0", "0"]}
    c.reject("bad-field", "line_that_is_a_point", same(PLANE, PLANE, ["0"], line=still))
    c.reject("missing-key", "line_without_start", same(PLANE, PLANE, ["0"], line={"direction": ["1", "1"]}))

    c.reject("wrong-gap", "gap_not_the_largest", gap(BUMP, ZERO, ["1", "3/2", "2", "3"], "1/2", "3/2"))
    c.reject("wrong-gap", "gap_elsewhere", gap(BUMP, ZERO, ["1", "2", "3"], "1", "3/2"))
    c.reject("wrong-gap", "gap_too_large_by_a_hair", gap(BUMP, ZERO, ["1", "2", "3"], f"{2**60 + 1}/{2**60}", "2"))
    c.reject("wrong-gap", "gap_without_the_last_point", gap(HAT, ZERO, ["-1", "0", "1/2"], "0", "0", on=["-1", "1/2"]))
    c.reject("wrong-gap", "gap_of_one_sign", gap(HAT, POOLED_HAT, ["-1", "0", "1/2", "1"], "0", "0", on=["-1", "1"]))
    c.reject("wrong-gap", "gap_without_combination", gap(BUMP, ZERO, ["1", "2", "3"], "1", "2", combination=("2",)))
    c.reject("unbounded", "gap_that_grows_on_the_left_ray", gap(HAT, POOLED_HAT, ["0", "1/2"], "0", "0"))
    c.reject("unbounded", "gap_that_grows_on_the_right_ray", gap(right, ZERO, ["1", "2", "3"], "0", "0"))
    c.reject("not-affine", "gap_hidden_between_points", gap(BUMP, ZERO, ["1", "3"], "0", "1", on=["1", "3"]))
    c.reject("not-affine", "gap_hidden_on_a_ray", gap(BUMP, ZERO, ["0"], "0", "0", on=["0", None]))
    c.reject("bad-field", "gap_outside_j", gap(BUMP, ZERO, ["1", "3/2"], "1/2", "5/2", on=["1", "3/2"]))
    c.reject("bad-field", "gap_negative", gap(BUMP, ZERO, ["1", "2", "3"], "-1", "2"))
    c.reject("bad-field", "combination_zero", gap(BUMP, ZERO, ["1", "2", "3"], "0", "2", combination=("0",)))
    c.reject("bad-field", "gap_of_vectors", gap(BUMP, ZERO, ["1", "2", "3"], "1", "2", combination=None))
    c.reject("shapes", "combination_too_long", gap(BUMP, ZERO, ["1", "2", "3"], "1", "2", combination=("1", "1")))


def add_single(c: Corpus) -> None:
    """network_counts, network_range and network_slope_range."""
    c.accept("regions_hat", counts(HAT, ["0", "1/2"], 3, 3))
    c.accept("regions_pooled", counts(POOLED_HAT, ["1/2"], 2, 2))
    c.accept("regions_repeated", counts(THRICE, EIGHTHS, 8, 8, on=UNIT))
    c.accept("regions_more_than_pieces", counts(IDLE, ["-3", "0"], 2, 3))
    c.accept("regions_of_two_kinks", counts(STEP, ["-1", "1"], 3, 3))
    c.accept("regions_residual", counts(RESIDUAL, ["1"], 2, 2))
    c.accept("regions_of_groups", counts(PEAK, ["-1", "1"], 3, 3))
    c.accept("regions_leaky", counts(LEAKY, ["-8/3", "-1/6", "2/3"], 4, 4))
    c.accept("regions_identity", counts(IDENTITY, ["5"], 1, 1))
    c.accept("regions_across", counts(PLANE, ["-1/3", "1/3", "1/2"], 4, 4, line=ACROSS))
    c.accept("regions_of_one_output", counts(PLANE, ["-1/3", "1/3", "1/2"], 3, 4, line=ACROSS, combination=["1", "0"]))
    c.accept("regions_diagonal", counts(PLANE, ["0", "1/2"], 2, 3, line=DIAGONAL))
    touched = network_text(dense([["1"], ["-1"]], None, "relu"), dense([["-1", "-1"]], None, "relu"))  # relu(-|x|)
    c.accept("regions_of_a_kink_only_touched", counts(touched, ["0"], 1, 2))
    # Two equal units tie on the left, and all three at 0: it is the first of those that tie at both ends.
    tied = network_text(dense([["1"], ["1"], ["2"]], None, pool([0, 1, 2])))
    c.accept("regions_of_equal_units", counts(tied, ["-1", "0", "1"], 2, 2))
    c.accept("regions_of_the_last_unit", counts(tied, ["0", "1"], 1, 1, on=["0", None]))
    c.accept("range_on_the_line", ranges(HAT, ["0", "1/2"], None, "1"))
    c.accept("range_on_an_interval", ranges(HAT, ["0", "1/2", "1"], "0", "1", on=UNIT))
    magnitude = network_text(dense([["1"]], None, "abs"))
    c.accept("range_of_the_absolute_value", ranges(magnitude, ["0"], "0", None))
    c.reject("wrong-range", "range_of_the_left_ray_seen_outwards", ranges(magnitude, ["0"], None, None))
    c.reject("wrong-count", "pieces_of_a_line_with_the_left_ray_seen_outwards", counts(IDENTITY, ["5"], 2, 1))
    c.reject("not-affine", "both_rays_taken_to_the_right", counts(HAT, ["1/2"], 1, 1))
    c.accept("range_of_a_constant", ranges(ONE, ["0"], "1", "1"))
    c.accept("range_bounded_on_rays", ranges(STEP, ["-1", "1"], "-1", "1"))
    c.accept("range_of_a_combination", ranges(PEAK, ["-1", "1"], "0", None, combination=("1", "-1")))
    c.accept("slopes_of_a_network", slopes(HAT, ["0", "1/2"], "0", "2"))
    c.accept("slopes_repeated", slopes(THRICE, EIGHTHS, "8", "8", on=UNIT))
    c.accept(
        "slopes_along_a_line", slopes(PLANE, ["-1/3", "1/3", "1/2"], "1", "3", line=ACROSS, combination=("1", "0"))
    )

    c.reject("wrong-count", "regions_called_pieces", counts(IDLE, ["-3", "0"], 3, 3))
    c.reject("wrong-count", "idle_unit_counted", counts(IDLE, ["-3", "0"], 2, 4))
    c.reject("wrong-count", "pieces_called_regions", counts(IDLE, ["-3", "0"], 2, 2))
    c.reject("wrong-count", "points_counted_as_kinks", counts(HAT, ["-1", "0", "1/2"], 4, 3))
    c.reject("wrong-count", "points_counted_as_regions", counts(HAT, ["-1", "0", "1/2"], 3, 4))
    c.reject("wrong-count", "states_of_points_counted", counts(touched, ["0"], 1, 3))
    c.reject("wrong-count", "regions_of_ends_only", counts(PEAK, ["-1", "1"], 3, 2))
    c.reject(
        "wrong-count",
        "pieces_of_all_outputs",
        counts(PLANE, ["-1/3", "1/3", "1/2"], 4, 4, line=ACROSS, combination=["1", "0"]),
    )
    c.reject("wrong-count", "pieces_of_the_first_output", counts(PLANE, ["-1/3", "1/3", "1/2"], 3, 4, line=ACROSS))
    c.reject("wrong-count", "ray_not_counted", counts(HAT, ["0", "1/2"], 1, 1))
    c.reject("not-affine", "first_unit_crosses", counts(HAT, ["-1", "1/2", "1"], 2, 2, on=["-1", "1"]))
    c.reject("not-affine", "last_unit_crosses", counts(HAT, UNIT, 1, 1, on=UNIT))
    c.reject("not-affine", "last_unit_comes_to_its_kink_on_the_ray", counts(HAT, ["0"], 2, 2))
    c.reject("not-affine", "first_unit_comes_to_its_kink_on_the_ray", counts(HAT, ["1/2"], 2, 2))
    c.reject("not-affine", "last_repetition_crosses", counts(THRICE, EIGHTHS[::2], 1, 4, on=UNIT))
    c.reject("not-affine", "upper_kink_crossed", counts(STEP, ["-1", "2"], 1, 1, on=["-1", "2"]))
    c.reject("not-affine", "both_kinks_crossed", counts(STEP, ["-2", "2"], 1, 1, on=["-2", "2"]))
    c.reject("not-affine", "kink_crossed_in_layer_two", counts(LEAKY, ["-1/6", "1"], 1, 1, on=["-1/6", "1"]))
    c.reject("not-affine", "maximum_changes_on_the_ray", counts(PEAK, ["0"], 1, 1))
    c.reject("not-affine", "maximum_of_the_first_group_changes", counts(PEAK, ["-2", "1"], 1, 1, on=["-2", "1"]))
    c.reject("not-affine", "maximum_of_the_last_group_changes", counts(PEAK, ["-1", "2"], 1, 1, on=["-1", "2"]))
    overtaken = network_text(dense([["1"], ["2"]], ["1", "0"], pool([0, 1])))
    c.reject("not-affine", "overtaken_on_the_ray", counts(overtaken, ["0"], 1, 1))
    c.reject("wrong-range", "range_of_the_ends", ranges(BUMP, ["0", "1", "2", "3", "4"], "0", "0", on=["0", "4"]))
    c.reject(
        "wrong-range", "range_without_the_last_point", ranges(HAT, ["0", "1/4", "1/2"], "0", "1/2", on=["0", "1/2"])
    )
    c.reject("wrong-range", "range_without_rays", ranges(HAT, ["0", "1/2"], "0", "1"))
    c.reject("wrong-range", "range_unbounded_on_the_wrong_side", ranges(HAT, ["0", "1/2"], "0", None))
    c.reject("wrong-range", "range_null_where_it_is_bounded", ranges(STEP, ["-1", "1"], None, "1"))
    c.reject("wrong-range", "range_too_wide_by_a_hair", ranges(STEP, ["-1", "1"], "-1", f"{2**60 + 1}/{2**60}"))
    c.reject("wrong-range", "range_of_the_other_output", ranges(PEAK, ["-1", "1"], "1", None, combination=("1", "-1")))
    c.reject("not-affine", "range_with_a_peak_between_points", ranges(HAT, UNIT, "0", "0", on=UNIT))
    c.reject("bad-field", "range_reversed", ranges(HAT, ["0", "1/2", "1"], "1", "0", on=UNIT))
    c.reject("bad-field", "range_of_vectors", ranges(HAT, ["0", "1/2", "1"], "0", "1", on=UNIT, combination=None))
    c.reject("wrong-slope", "slope_of_the_ray_left_out", slopes(HAT, ["0", "1/2"], "2", "2"))
    c.reject("wrong-slope", "slope_signed", slopes(HAT, ["0", "1/2"], "-2", "2"))
    c.reject("wrong-slope", "slopes_of_a_network_exchanged", slopes(HAT, ["0", "1/2"], "2", "0"))
    c.reject("wrong-slope", "slope_of_the_chord", slopes(THRICE, EIGHTHS, "4", "8", on=UNIT))
    c.reject(
        "wrong-slope",
        "slope_for_each_unit_of_length",
        slopes(PLANE, ["-1/3", "1/3", "1/2"], "1", "2", line=ACROSS, combination=("1", "0")),
    )
    c.reject("not-affine", "slopes_with_a_kink_between_points", slopes(HAT, UNIT, "0", "0", on=UNIT))


def add_subjects(c: Corpus) -> None:
    """Subjects of the wrong number, kind or role; files given for them."""
    good = same(HAT, HAT_MAP, ["0", "1/2"])
    f, g = good["subject"]
    c.reject("subject", "same_as_nothing", {**good, "subject": [f]})
    c.reject("subject", "three_subjects", {**good, "subject": [f, g, {**g, "role": "h"}]})
    c.reject("subject", "value_of_two_networks", {**value_of(HAT, ["0"], ["0"]), "subject": [f, g]})
    c.reject("subject-role", "roles_exchanged", {**good, "subject": [{**f, "role": "g"}, {**g, "role": "f"}]})
    c.reject("subject-role", "one_role_twice", {**good, "subject": [f, {**g, "role": "f"}]})
    c.reject(
        "subject-kind",
        "network_among_maps",
        {**certificate(TENT, {"k": 0, "type": "value", "x": "0", "y": "0"}), "subject": [f]},
    )
    c.reject("subject-kind", "map_among_networks", {**value_of(HAT, ["0"], ["0"]), "subject": [{**g, "role": "f"}]})
    c.reject(
        "subject-kind",
        "map_as_f",
        same(HAT_MAP, HAT, ["0", "1/2"]) | {"subject": [{**g, "role": "f"}, {**f, "role": "g"}]},
    )
    c.reject(
        "network-file",
        "map_called_network",
        {**value_of(HAT, ["0"], ["0"]), "subject": [{**g, "role": "f", "kind": f["kind"]}]},
    )
    c.reject("map-file", "network_called_map", {**good, "subject": [f, {**f, "role": "g", "kind": g["kind"]}]})
    c.reject("subject-digest", "text_of_g_exchanged", {**good, "subject": [f, {**g, "text": CUT_HAT}]})
    files = ["--subject", "f=subjects/hat.json", "--subject", "g=subjects/hat_map.json"]
    bare = {**good, "subject": [{**f, "text": None}, {**g, "text": None}]}
    c.accept("subjects_by_files", bare, files)
    c.accept("subjects_by_files_in_the_other_order", bare, files[2:] + files[:2])
    c.accept("subject_g_by_file", {**good, "subject": [f, {**g, "text": None}]}, files[2:])
    c.decline("subject-missing", "subject_g_missing", bare, files[:2])
    c.decline("subject-missing", "subject_f_missing", bare, files[2:])
    exchanged = ["--subject", "g=subjects/hat.json", "--subject", "f=subjects/hat_map.json"]
    c.reject("subject-digest", "files_exchanged", bare, exchanged)
    c.reject("subject-digest", "file_of_g_wrong", good, ["--subject", "g=subjects/tent.json"])
    c.reject("subject-role", "file_for_no_subject", value_of(HAT, ["1/4"], ["1/2"]), files)
    c.accept("expected_pair", good, ["--expect", "claims/hat_pair.json"])
    less = same(HAT, CUT_HAT, ["0", "1/2", "1"])
    c.reject("other-subject", "other_g_than_expected", less, ["--expect", "claims/hat_pair.json"])
    c.reject("other-subject", "fewer_subjects_than_expected", good, ["--expect", "claims/hat_alone.json"])
    digest = hashlib.sha256(HAT.encode("ascii")).hexdigest()
    expected = {"claim": good["claim"], "format": "exactpl-claim/1"}
    pair = [{key: part for key, part in entry.items() if key != "text"} for entry in good["subject"]]
    alone = [{"kind": f["kind"], "role": "f", "sha256": digest, "text": None}]
    for name, subject in (("hat_pair", pair), ("hat_alone", alone)):
        c.files[f"claims/{name}.json"] = json.dumps({**expected, "subject": subject}, indent=1).encode("ascii")
    c.files["subjects/hat.json"] = HAT.encode("ascii")
    c.files["subjects/hat_map.json"] = HAT_MAP.encode("ascii")


def malformed() -> dict[str, str]:
    """Network files that are none, by what is wrong with them."""
    good = dense([["1"]], ["0"], "relu")

    def one(**changes: Any) -> str:
        return network_text({**good, **changes})

    def pooled(*groups: Any) -> str:
        return network_text(dense([["1"], ["2"]], None, {"groups": list(groups), "type": "max_pool"}))

    def second(**changes: Any) -> str:
        return network_text(dense([["1"], ["1"]]), {**changes})

    return {
        "no_json": "network",
        "a_list": "[]",
        "duplicate_key": '{"format":"exactpl-network/1","layers":[{"weight":[["1"]],"weight":[["2"]]}]}',
        "nan": '{"format":"exactpl-network/1","layers":[{"weight":[[NaN]]}]}',
        "float": '{"format":"exactpl-network/1","layers":[{"weight":[["1"]]}],"repeat":1.0}',
        "trailing_data": HAT + HAT,
        "too_deep": network_text(dense([[[[[["1"]]]]]])),
        "other_version": HAT.replace("network/1", "network/2"),
        "no_layers": network_text(),
        "layers_an_object": HAT.replace("[{", '{"1":[{', 1)[:-2] + "}}",
        "layer_a_list": network_text([["1"]]),  # type: ignore[arg-type]
        "unknown_key": network_text(good, training="true"),
        "unknown_key_in_a_layer": one(dropout="1/2"),
        "json_numbers": one(weight=[[1]]),
        "number_null": one(weight=[[None]]),
        "denominator_zero": one(weight=[["1/0"]]),
        "number_with_spaces": one(bias=[" 1"]),
        "infinity": one(bias=["inf"]),
        "weight_empty": one(weight=[]),
        "weight_flat": one(weight=["1"]),
        "weight_null": network_text({"weight": None}, inputs=1),
        "row_empty": one(weight=[[]]),
        "row_longer": second(weight=[["1", "1"], ["1", "1", "1"]]),
        "row_shorter": second(weight=[["1"]]),
        "rows_unequal_in_the_first_layer": network_text(dense([["1", "1"], ["1"]])),
        "bias_longer": one(bias=["0", "0"]),
        "bias_empty": one(bias=[]),
        "bias_null": one(bias=None),
        "inputs_other_than_the_row": network_text(good, inputs=2),
        "inputs_zero": network_text({}, inputs=0),
        "inputs_true": network_text(good, inputs=True),
        "inputs_null": network_text(good, inputs=None),
        "inputs_as_string": network_text(good, inputs="1"),
        "neither_weight_nor_inputs": network_text({"activation": "relu"}, dense([["1"]])),
        "repeat_zero": network_text(good, repeat=0),
        "repeat_true": network_text(good, repeat=True),
        "repeat_negative": network_text(good, repeat=-3),
        "repeat_null": network_text(good, repeat=None),
        "repeat_of_unequal_sizes": network_text(dense([["1"], ["1"]]), repeat=2),
        "from_itself": one(**{"from": 1}),
        "from_later": network_text(good, {**good, "from": 2}),
        "from_negative": one(**{"from": -1}),
        "from_true": network_text(good, {**good, "from": True}),
        "from_null": one(**{"from": None}),
        "from_of_another_size": network_text(dense([["1"], ["1"]]), dense([["1", "1"]], **{"from": 0})),
        "add_itself": one(add=[1]),
        "add_negative": one(add=[-1]),
        "add_twice": one(add=[0, 0]),
        "add_unsorted": network_text(good, good, {**good, "add": [1, 0]}),
        "add_true": network_text(good, {**good, "add": [True]}),
        "add_of_another_size": second(add=[0]),
        "add_null": one(add=None),
        "add_a_number": one(add=0),
        "activation_unknown": one(activation="gelu"),
        "activation_null": one(activation=None),
        "activation_of_a_list": one(activation=["relu"]),
        "activation_relu_as_object": one(activation={"type": "relu"}),
        "activation_type_a_list": one(activation={"type": []}),
        "leaky_without_slope": one(activation={"type": "leaky_relu"}),
        "leaky_with_more": one(activation={"slope": "1", "train": "1", "type": "leaky_relu"}),
        "leaky_slope_null": one(activation=leaky(None)),  # type: ignore[arg-type]
        "clip_without_bounds": one(activation=clip(None, None)),
        "clip_reversed": one(activation=clip("1", "0")),
        "clip_to_a_point": one(activation=clip("1/2", "0.5")),
        "pool_without_groups": pooled(),
        "pool_with_empty_group": pooled([0], []),
        "pool_out_of_range": pooled([0, 2]),
        "pool_negative": pooled([-1, 0]),
        "pool_unsorted": pooled([1, 0]),
        "pool_twice": pooled([0, 0]),
        "pool_true": pooled([False, 1]),
        "pool_as_strings": pooled(["0", "1"]),
        "pool_flat": pooled(0, 1),
        "layers_null": '{"format":"exactpl-network/1","inputs":1,"layers":null}',
        "layer_null": network_text(None, inputs=1),  # type: ignore[arg-type]
        "entry_of_bias_null": one(bias=[None]),
        "row_null": one(weight=[None]),
        "clip_without_high": one(activation={"low": "0", "type": "clip"}),
        "clip_without_low": one(activation={"high": "0", "type": "clip"}),
        "clip_of_nothing": one(activation={"type": "clip"}),
        "clip_null_as_text": one(activation=clip("null", "1")),
        "pool_group_null": pooled(None),
        "pool_place_null": pooled([None]),
        "add_place_null": one(add=[None]),
        "type_null": one(activation={"type": None}),
        "pool_null": network_text(dense([["1"]], None, {"groups": None, "type": "max_pool"})),
    }


def add(c: Corpus) -> None:
    """All of them."""
    add_values(c)
    add_periods(c)
    add_limits(c)
    add_pairs(c)
    add_single(c)
    add_subjects(c)
    for name, text in malformed().items():
        c.reject("network-file", f"network_{name}", value_of(text, ["0"], ["0"]))
    third = network_text(dense([["1"]], [f"1/{'3' * 3_999}"]), dense([["1"]]))
    c.accept("network_with_a_long_denominator", value_of(third, ["0"], [f"1/{'3' * 3_999}"]))
