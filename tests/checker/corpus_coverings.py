"""The part of the corpus about coverings, orbits that come near each other, and maps over number fields."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.checker.certmaker import TENT, canonical, certificate, map_text

if TYPE_CHECKING:
    from tests.checker.make_corpus import Corpus

Pair = list[str]

# Three full branches: [1/12, 1/3], [1/3, 2/3], [2/3, 11/12] cover each other but for the first and last themselves.
THREE = map_text([("0", "0"), ("1/3", "1"), ("2/3", "0"), ("1", "1")])
BRANCHES = [["1/12", "1/3"], ["1/3", "2/3"], ["2/3", "11/12"]]
BRANCH_EDGES = [[0, 1], [0, 2], [1, 0], [1, 1], [1, 2], [2, 0], [2, 1]]
BRANCH_ENDS = [["1/12", "1/3"], ["2/3", "1/3"], ["2/3", "11/12"]]
BRANCH_POINTS = [BRANCH_ENDS[i] for i, _ in BRANCH_EDGES]
BRANCH_WEIGHTS = ["5", "7", "5"]

# Around the cycle 2/9, 4/9, 8/9 of the tent, each of length 1/9: the slope 2 leaves a margin of 1/18.
CYCLE = [["1/6", "5/18"], ["7/18", "1/2"], ["5/6", "17/18"]]
CYCLE_POINTS = [["1/6", "5/18"], ["7/18", "1/2"], ["17/18", "5/6"]]

# Under the second iterate of the tent both cover [1/4, 3/4] with a margin of 1/4 = 3 epsilon.
HALVES = [["1/4", "1/2"], ["1/2", "3/4"]]
HALVES_POINTS = [["1/2", "1/4"], ["1/2", "1/4"], ["1/2", "3/4"], ["1/2", "3/4"]]
ALL_FOUR = [[0, 0], [0, 1], [1, 0], [1, 1]]
DOUBLE = map_text([("0", "0")], "-2", "-2")


def coverings(
    intervals: Any, edges: Any, points: Any, *, text: str = TENT, epsilon: Any = "0", q: Any = 1, on: Any = None
) -> dict[str, Any]:
    """A certificate coverings."""
    claim = {"edges": edges, "epsilon": epsilon, "intervals": intervals, "on": on, "q": q, "type": "coverings"}
    return certificate(text, claim, {"points": points})


def robust(
    n: Any, intervals: Any, points: Any, *, text: str = TENT, epsilon: Any = "0", on: Any = None
) -> dict[str, Any]:
    """A certificate robust_period."""
    claim = {"epsilon": epsilon, "n": n, "on": on, "type": "robust_period"}
    return certificate(text, claim, {"intervals": intervals, "points": points})


def horseshoe(
    at_least: Any = "12/5",
    *,
    text: str = THREE,
    epsilon: Any = "0",
    q: Any = 1,
    on: Any = None,
    edges: Any = BRANCH_EDGES,
    intervals: Any = BRANCHES,
    points: Any = BRANCH_POINTS,
    weights: Any = BRANCH_WEIGHTS,
) -> dict[str, Any]:
    """A certificate horseshoe, of the three branches unless it is said."""
    claim = {"at_least": at_least, "epsilon": epsilon, "on": on, "q": q, "type": "horseshoe"}
    return certificate(text, claim, {"edges": edges, "intervals": intervals, "points": points, "weights": weights})


def two_orbits(
    near: Any, near_times: Any, far: Any, far_times: Any, *, x: Any = "0", y: Any = "1/1024", text: str = TENT
) -> dict[str, Any]:
    """A certificate near_and_far."""
    claim = {"far": far, "far_times": far_times, "near": near, "near_times": near_times, "x": x, "y": y}
    return certificate(text, {**claim, "type": "near_and_far"})


def field_text(polynomial: Any, interval: Any, knots: Any, left: Any = None, right: Any = None, **more: Any) -> str:
    """A map file with a field."""
    value = {
        "field": {"interval": interval, "polynomial": polynomial, **more},
        "format": "exactpl-map/1",
        "knots": knots,
        "left_slope": left,
        "right_slope": right,
    }
    return canonical(value).decode("ascii")


GOLDEN_RATIO = (["-1", "-1", "1"], ["1", "2"])
GOLDEN_KNOTS = [["0", "0"], ["1/2", ["0", "1/2"]], ["1", "0"]]
GOLDEN_TENT = field_text(*GOLDEN_RATIO, GOLDEN_KNOTS)
GOLDEN_CYCLE = ["1/2", ["0", "1/2"], ["-1/2", "1/2"]]
# The root of 2 of t^3 - 5 t^2 - 2 t + 10 = (t^2 - 2) (t - 5): that its square is 2 is seen in a factor only.
REDUCIBLE = (["10", "-2", "-5", "1"], ["1", "2"])


def over_field(n: Any, orbit: Any, *, text: str = GOLDEN_TENT, x: Any = "first") -> dict[str, Any]:
    """A certificate least_period_over_field; x is where the orbit begins, unless it is given."""
    start = orbit[0] if x == "first" else x
    return certificate(text, {"n": n, "type": "least_period_over_field", "x": start}, {"orbit": orbit})


def one_more(value: dict[str, Any], where: str) -> dict[str, Any]:
    """The same with a key that should not be there."""
    return {**value, where: {**value[where], "trust": "me"}}


def add_coverings(c: Corpus) -> None:
    """Coverings, robust periods and horseshoes."""
    four = {"q": 2, "epsilon": "1/12"}
    good = coverings(HALVES, ALL_FOUR, HALVES_POINTS, **four)
    c.accept("coverings_of_the_second_iterate", good)
    c.accept("coverings_on_the_line", coverings([["-1", "1"]], [[0, 0]], [["1", "-1"]], text=DOUBLE, epsilon="1"))
    c.accept(
        "coverings_of_three_branches", coverings(BRANCHES, BRANCH_EDGES, BRANCH_POINTS, text=THREE, epsilon="1/12")
    )
    c.reject(
        "inequality",
        "coverings_with_the_error_of_one_step",
        coverings(HALVES, ALL_FOUR, HALVES_POINTS, q=2, epsilon="1/11"),
    )
    c.reject(
        "inequality",
        "covering_off_by_a_hair",
        coverings([["-1", "1"]], [[0, 0]], [["1", "-1"]], text=DOUBLE, epsilon="1000001/1000000"),
    )
    c.reject(
        "inequality", "covering_pair_swapped", coverings(HALVES, ALL_FOUR, [["1/4", "1/2"], *HALVES_POINTS[1:]], **four)
    )
    c.reject(
        "witness",
        "covering_point_of_the_neighbour",
        coverings(HALVES, ALL_FOUR, [["1/2", "1/4"], ["1/2", "3/4"], *HALVES_POINTS[2:]], **four),
    )
    c.reject("witness", "covering_without_its_pair", coverings(HALVES, ALL_FOUR, HALVES_POINTS[:3], **four))
    c.reject("witness", "pair_without_a_covering", coverings(HALVES, ALL_FOUR[:3], HALVES_POINTS, **four))
    c.reject("bad-field", "coverings_unsorted", coverings(HALVES, [[0, 1], [0, 0]], HALVES_POINTS[:2], **four))
    c.reject("bad-field", "coverings_doubled", coverings(HALVES, [[0, 0], [0, 0]], HALVES_POINTS[:2], **four))
    c.reject("bad-field", "covering_of_no_interval", coverings(HALVES, [[0, 2]], HALVES_POINTS[:1], **four))
    c.reject("bad-field", "no_coverings", coverings(HALVES, [], [], **four))
    c.reject("bad-field", "covering_numbered_true", coverings(HALVES, [[0, True]], HALVES_POINTS[:1], **four))
    c.reject("bad-field", "coverings_under_f_to_the_0", coverings(HALVES, ALL_FOUR, HALVES_POINTS, q=0))
    c.reject(
        "bad-field", "coverings_epsilon_negative", coverings(HALVES, ALL_FOUR, HALVES_POINTS, q=2, epsilon="-1/12")
    )
    c.reject("bad-field", "covering_of_a_point", coverings([["1/4", "1/4"]], [[0, 0]], [["1/4", "1/4"]]))
    c.reject(
        "outside-domain",
        "covering_outside_j",
        coverings(
            HALVES,
            ALL_FOUR,
            HALVES_POINTS,
            q=2,
            on=["1/3", "2/3"],
            text=map_text([("0", "0"), ("1/3", "2/3"), ("2/3", "1/3"), ("1", "1")]),
        ),
    )
    c.reject(
        "not-a-self-map",
        "coverings_of_no_self_map",
        coverings([["1/4", "1/2"]], [[0, 0]], [["1/4", "1/2"]], on=["1/4", "1"]),
    )
    c.reject("unknown-key", "coverings_with_another_key", one_more(good, "claim"))
    c.reject("unknown-key", "coverings_with_another_witness", one_more(good, "witness"))
    c.reject("cites", "coverings_citing", {**good, "cites": ["LY75"]})
    c.decline("fuel", "coverings_of_a_billion", coverings(HALVES, ALL_FOUR, HALVES_POINTS, q=10**9))

    loop = robust(3, CYCLE, CYCLE_POINTS, epsilon="1/18")
    c.accept("robust_period_3", loop)
    c.accept("robust_period_1", robust(1, [["5/9", "7/9"]], [["7/9", "5/9"]], epsilon="1/9"))
    c.accept("robust_period_2", robust(2, [["1/5", "599/1000"], ["3/5", "1"]], [["1/5", "1/2"], ["1", "3/5"]]))
    c.reject("inequality", "robust_period_off_by_a_hair", robust(3, CYCLE, CYCLE_POINTS, epsilon="100001/1800000"))
    c.reject(
        "not-disjoint",
        "robust_period_touching",
        robust(2, [["1/5", "3/5"], ["3/5", "1"]], [["1/5", "1/2"], ["1", "3/5"]]),
    )
    c.reject("not-disjoint", "robust_period_gone_round_twice", robust(6, CYCLE * 2, CYCLE_POINTS * 2, epsilon="1/18"))
    c.reject(
        "not-disjoint", "fixed_point_as_period_2", robust(2, [["5/9", "7/9"]] * 2, [["7/9", "5/9"]] * 2, epsilon="1/9")
    )
    c.reject("inequality", "robust_period_backwards", robust(3, CYCLE[::-1], CYCLE_POINTS[::-1], epsilon="1/18"))
    c.reject("witness", "robust_period_of_fewer_intervals", robust(3, CYCLE[:2], CYCLE_POINTS[:2]))
    c.reject("witness", "robust_period_of_fewer_points", robust(3, CYCLE, CYCLE_POINTS[:2]))
    c.reject(
        "witness", "robust_period_point_outside", robust(3, CYCLE, [["1/7", "5/18"], *CYCLE_POINTS[1:]], epsilon="1/18")
    )
    c.reject("bad-field", "robust_period_0", robust(0, [], []))
    c.reject("bad-field", "robust_period_true", robust(True, [["5/9", "7/9"]], [["7/9", "5/9"]]))
    c.reject("unknown-key", "robust_period_with_another_key", one_more(loop, "witness"))
    c.reject("cites", "robust_period_citing", {**loop, "cites": ["SH64"]})

    good = horseshoe(epsilon="1/12")
    c.accept("horseshoe_of_three_branches", good)
    both = {"q": 2, "edges": ALL_FOUR, "intervals": HALVES, "points": HALVES_POINTS, "weights": ["1", "1"]}
    c.accept("horseshoe_of_the_second_iterate", horseshoe("2", text=TENT, epsilon="1/12", **both))
    c.reject("inequality", "horseshoe_with_the_error_of_one_step", horseshoe("2", text=TENT, epsilon="1/11", **both))
    c.reject("weights", "horseshoe_growing_a_hair_faster", horseshoe("12001/5000", epsilon="1/12"))
    c.reject("weights", "horseshoe_without_weight", horseshoe(weights=["0", "0", "0"]))
    c.reject("weights", "horseshoe_of_negative_weight", horseshoe(weights=["-5", "-7", "-5"]))
    c.reject("weights", "horseshoe_weighed_unevenly", horseshoe(weights=["7", "5", "5"]))
    c.reject("witness", "horseshoe_weight_missing", horseshoe(weights=["5", "7"]))
    c.reject(
        "overlap",
        "horseshoe_overlapping",
        horseshoe(
            "2",
            text=TENT,
            edges=ALL_FOUR,
            intervals=[["0", "1/2"], ["1/4", "1"]],
            points=[["0", "1/2"]] * 2 + [["1", "1/2"]] * 2,
            weights=["1", "1"],
        ),
    )
    c.reject(
        "overlap",
        "horseshoe_of_one_interval_twice",
        horseshoe(
            "2", text=TENT, edges=ALL_FOUR, intervals=[["0", "1/2"]] * 2, points=[["0", "1/2"]] * 4, weights=["1", "1"]
        ),
    )
    c.accept(
        "horseshoe_on_the_line",
        horseshoe("1", text=DOUBLE, edges=[[0, 0]], intervals=[["-1", "1"]], points=[["1", "-1"]], weights=["1"]),
    )
    c.reject("bad-field", "horseshoe_at_least_less_than_1", horseshoe("1/2"))
    c.reject("bad-field", "horseshoe_without_edges", horseshoe(edges=[], points=[]))
    c.reject("unknown-key", "horseshoe_with_another_key", one_more(good, "claim"))
    c.reject("cites", "horseshoe_citing", {**good, "cites": ["MS80"]})


def add_orbits(c: Corpus) -> None:
    """Two orbits."""
    times = list(range(9))
    good = two_orbits("1/4", times, "1", [10])
    c.accept("near_and_far", good)
    c.accept("near_only", two_orbits("1/4", times, "0", []))
    c.accept("far_only", two_orbits("0", [], "1/1024", [0, 3, 10]))
    c.accept(
        "near_where_the_orbit_leaves_the_domain",
        two_orbits("3/2", [1], "3/2", [1], x="1/2", y="1", text=map_text([("0", "0"), ("1", "3")])),
    )
    c.reject("not-near", "near_off_by_a_hair", two_orbits("249999/1000000", times, "1", [10]))
    c.reject("not-near", "near_once_too_often", two_orbits("1/4", [*times, 9], "1", [10]))
    c.reject("not-far", "far_off_by_a_hair", two_orbits("1/4", times, "1000001/1000000", [10]))
    c.reject("not-far", "far_too_early", two_orbits("1/4", times, "1", [9, 10]))
    c.reject("outside-domain", "near_and_far_outside", two_orbits("1/4", [], "1", [0], x="-1"))
    c.reject(
        "outside-domain",
        "near_and_far_after_the_orbit_ends",
        two_orbits("3/2", [2], "3/2", [], x="1/2", y="0", text=map_text([("0", "0"), ("1", "3")])),
    )
    c.reject("bad-field", "near_and_far_never", two_orbits("1/4", [], "1", []))
    c.reject("bad-field", "near_times_unsorted", two_orbits("1/4", [1, 0], "1", []))
    c.reject("bad-field", "far_times_doubled", two_orbits("1/4", [], "0", [1, 1]))
    c.reject("bad-field", "near_time_true", two_orbits("1/4", [True], "1", []))
    c.reject("bad-field", "near_time_negative", two_orbits("1/4", [-1], "1", []))
    c.reject("bad-field", "near_negative", two_orbits("-1/4", [], "0", [0]))
    c.reject("unknown-key", "near_and_far_with_another_key", one_more(good, "claim"))
    c.reject("cites", "near_and_far_citing", {**good, "cites": ["LY75"]})
    c.decline("fuel", "near_after_a_billion", two_orbits("1", [10**9], "0", []))


def add_fields(c: Corpus) -> None:
    """Maps over a number field: their orbits, and files that mean nothing."""
    good = over_field(3, GOLDEN_CYCLE)
    c.accept("golden_cycle", good)
    c.accept("golden_cycle_from_the_top", over_field(3, GOLDEN_CYCLE[1:] + GOLDEN_CYCLE[:1]))
    c.accept("golden_fixed_end", over_field(1, ["0"]))
    flip = field_text(*GOLDEN_RATIO, [["0", ["0", "1"]], [["0", "1"], "0"]])
    c.accept("cycle_of_both_ends", over_field(2, ["0", ["0", "1"]], text=flip))
    ray = field_text(*GOLDEN_RATIO, [["0", "1"]], ["0", "-1"], ["0", "-1"])
    c.accept("fixed_point_on_a_ray", over_field(1, [["2", "-1"]], text=ray))
    same = field_text(*REDUCIBLE, [["0", "0"], ["2", ["0", "0", "1"]]])
    c.accept("field_of_a_reducible_polynomial", over_field(1, ["2"], text=same))
    c.reject("period-not-least", "golden_cycle_gone_round_twice", over_field(6, GOLDEN_CYCLE * 2))
    c.reject("period-not-least", "same_number_written_otherwise", over_field(2, ["2", ["0", "0", "1"]], text=same))
    c.reject("not-an-orbit", "golden_cycle_backwards", over_field(3, GOLDEN_CYCLE[::-1]))
    c.reject(
        "not-an-orbit", "golden_cycle_off_by_a_hair", over_field(3, [*GOLDEN_CYCLE[:2], ["-1/2", "1000001/2000000"]])
    )
    c.reject(
        "not-an-orbit",
        "golden_cycle_of_the_other_root",
        over_field(3, GOLDEN_CYCLE, text=field_text(["1", "-3", "1"], ["0", "1"], GOLDEN_KNOTS)),
    )
    c.reject("outside-domain", "golden_orbit_outside", over_field(1, [["0", "1"]]))
    c.reject("witness", "golden_cycle_from_another_point", over_field(3, GOLDEN_CYCLE, x=GOLDEN_CYCLE[1]))
    c.reject("witness", "golden_cycle_too_short", over_field(3, GOLDEN_CYCLE[:2]))
    c.reject("bad-field", "number_of_one_coefficient", over_field(1, [["0"]]))
    c.reject("bad-number", "number_that_ends_with_0", over_field(1, [["0", "0"]]))
    c.reject("bad-field", "number_of_three_coefficients", over_field(1, [["1/2", "0", "1"]]))
    c.reject("bad-field", "golden_period_true", over_field(True, ["0"]))
    c.reject("field", "map_without_field", over_field(1, ["0"], text=TENT))
    c.reject("unknown-key", "golden_cycle_with_another_key", one_more(good, "witness"))
    c.reject("cites", "golden_cycle_citing", {**good, "cites": ["SH64"]})
    lines = {
        "piece_count": {"k": 1, "on": None, "type": "piece_count", "value": "2"},
        "value": {"k": 1, "type": "value", "x": "0", "y": "0"},
        "period": {"n": 1, "type": "least_period", "x": "0"},
    }
    for name, claim in lines.items():
        c.decline("field", f"{name}_over_a_field", certificate(GOLDEN_TENT, claim))
    c.decline("fuel", "golden_cycle_with_little_fuel", good, ["--fuel", "1071"])
    for name, text in bad_field_maps().items():
        c.reject("map-file", f"field_{name}", over_field(1, ["0"], text=text))


def _add_editions_over_fields(c: Corpus) -> None:
    low = ["-1/2", "1/2"]  # -> 1/2 -> a/2 -> low, a the golden ratio
    chaos = {"on": None, "type": "li_yorke_chaos_over_field"}
    chaotic = certificate(GOLDEN_TENT, chaos, {"orbit": [low, "1/2", ["0", "1/2"], low]})
    halving = field_text(["-2", "0", "1"], ["1", "2"], [["0", "0"], ["1", ["0", "1/2"]]])
    none = {"on": None, "period": 2, "type": "no_li_yorke_chaos_over_field"}
    quiet = certificate(halving, none, {"orbits": [["0", "0", "0"], ["1", ["0", "1/2"], "1/2"]]})
    for name, good, first, other in (("chaos", chaotic, "LY75", "C55"), ("no_chaos", quiet, "C55", "LY75")):
        c.accept(f"{name}_over_a_field", good)
        c.accept(f"{name}_over_a_field_of_the_first_edition", {**good, "cites": [first]})
        c.reject("cites", f"{name}_over_a_field_citing_the_other_theorem", {**good, "cites": [other]})
        c.reject("cites", f"{name}_over_a_field_citing_both", {**good, "cites": ["C55", "LY75"]})


def bad_field_maps() -> dict[str, str]:
    """Map files with a field that are refused, by what is wrong with them."""
    plain: list[Any] = [["0", "0"], ["1", "0"]]
    golden = json.loads(GOLDEN_TENT)
    return {
        "with_two_roots": field_text(["-1", "-1", "1"], ["-1", "2"], plain),
        "without_root": field_text(["-1", "-1", "1"], ["2", "3"], plain),
        "with_complex_roots_only": field_text(["1", "0", "1"], ["-2", "2"], plain),
        "with_double_root": field_text(["4", "0", "-4", "0", "1"], ["1", "2"], plain),
        "with_double_root_elsewhere": field_text(["-5", "11", "-7", "1"], ["4", "6"], plain),
        "with_double_complex_root": field_text(["-2", "1", "-4", "2", "-2", "1"], ["1", "3"], plain),
        "with_root_at_the_left_end": field_text(["-2", "1", "1"], ["1", "2"], plain),
        "with_root_at_the_right_end": field_text(["-2", "1", "1"], ["0", "1"], plain),
        "with_root_and_root_at_an_end": field_text(["0", "-2", "0", "1"], ["0", "2"], plain),
        "with_leading_zero": field_text(["-1", "-1", "1", "0"], ["1", "2"], plain),
        "of_degree_1": field_text(["-3", "2"], ["1", "2"], plain),
        "of_degree_0": field_text(["0"], ["1", "2"], plain),
        "without_coefficients": field_text([], ["1", "2"], plain),
        "with_fraction": field_text(["-1", "-1/2", "1"], ["1", "2"], plain),
        "with_json_numbers": field_text([-1, -1, 1], ["1", "2"], plain),
        "with_true": field_text(["-1", "-1", True], ["1", "2"], plain),
        "with_reversed_interval": field_text(["-1", "-1", "1"], ["2", "1"], plain),
        "with_interval_of_a_point": field_text(["-1", "-1", "1"], ["1", "1"], plain),
        "with_half_an_interval": field_text(["-1", "-1", "1"], ["1"], plain),
        "with_open_interval": field_text(["-1", "-1", "1"], ["1", None], plain),
        "with_another_key": field_text(*GOLDEN_RATIO, plain, root="golden"),
        "null": json.dumps({**golden, "field": None}),
        "without_interval": json.dumps({**golden, "field": {"polynomial": ["-1", "-1", "1"]}}),
        "number_too_long": field_text(*GOLDEN_RATIO, [["0", "0"], ["1", ["0", "0", "0"]]]),
        "number_empty": field_text(*GOLDEN_RATIO, [["0", "0"], ["1", []]]),
        "number_nested": field_text(*GOLDEN_RATIO, [["0", "0"], ["1", [["0"], "1"]]]),
        "number_null": field_text(*GOLDEN_RATIO, [["0", "0"], ["1", None]]),
        "slope_too_long": field_text(*GOLDEN_RATIO, plain, None, ["0", "0", "0"]),
        "slope_false": field_text(*GOLDEN_RATIO, plain, False),
        "knots_equal": field_text(*REDUCIBLE, [["0", "0"], [["0", "0", "1"], "0"], ["2", "0"]]),
        "knots_a_hair_too_late": field_text(*GOLDEN_RATIO, [["0", "0"], [["0", "1"], "0"], ["1.618033988", "0"]]),
        "one_knot": field_text(*GOLDEN_RATIO, [["0", "0"]]),
        "no_knots": field_text(*GOLDEN_RATIO, [], "1"),
        "list_without_field": json.dumps({**{k: v for k, v in golden.items() if k != "field"}}),
    }


def add(c: Corpus) -> None:
    """All of them."""
    add_coverings(c)
    add_orbits(c)
    add_fields(c)
    _add_editions_over_fields(c)
