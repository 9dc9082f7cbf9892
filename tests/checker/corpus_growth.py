"""Corpus cases about growth, entropy and periods, and the claims and witnesses that they are made of."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tests.checker.certmaker import ABSOLUTE, FLIP, GOLDEN, LATER, RELU, TENT, TRAPEZOID, certificate, map_text

if TYPE_CHECKING:
    from tests.checker.make_corpus import Corpus

TINY = Fraction(1, 2**60)


def entropy_bounds(at_least: Any, at_most: Any, on: Any = None) -> dict[str, Any]:
    """A claim entropy_bounds."""
    least, most = (None if bound is None else str(bound) for bound in (at_least, at_most))
    return {"at_least": least, "at_most": most, "on": on, "type": "entropy_bounds"}


def evidence(lower: Any = None, upper: Any = None) -> dict[str, Any]:
    """A witness of entropy_bounds: tables as lists of rows, slopes as numbers."""

    def one(value: Any) -> Any:
        return {"slopes": value} if isinstance(value, int) else {"table": value} if isinstance(value, list) else value

    return {"lower": one(lower), "upper": one(upper)}


def entropy_exact(polynomial: Sequence[int], lo: Any, hi: Any, on: Any = None) -> dict[str, Any]:
    """A claim entropy_exact."""
    return {
        "interval": [str(lo), str(hi)],
        "on": on,
        "polynomial": [str(c) for c in polynomial],
        "type": "entropy_exact",
    }


def shown_by(numerator: Sequence[int], denominator: Sequence[int], terms: int) -> dict[str, Any]:
    """A witness of entropy_exact."""
    return {"denominator": [str(c) for c in denominator], "numerator": [str(c) for c in numerator], "terms": terms}


def absent_periods(doublings: Any, upto: Any, on: Any = None) -> dict[str, Any]:
    """A claim absent_periods."""
    return {"doublings": doublings, "on": on, "type": "absent_periods", "upto": upto}


def growing_at_most(bound: Any, upper: Any) -> dict[str, Any]:
    """A witness of absent_periods."""
    return {"at_most": str(bound), "upper": evidence(None, upper)["upper"]}


def growing_at_least(bound: Any, lower: Any) -> dict[str, Any]:
    """A witness of li_yorke_chaos_by_entropy."""
    return {"at_least": str(bound), "lower": evidence(lower)["lower"]}


def no_chaos(period: Any, on: Any = None) -> dict[str, Any]:
    """A claim no_li_yorke_chaos."""
    return {"on": on, "period": period, "type": "no_li_yorke_chaos"}


def forced(n: Any, on: Any = None) -> dict[str, Any]:
    """A claim forced_periods."""
    return {"n": n, "on": on, "type": "forced_periods"}


def period_set(n: Any, on: Any = None) -> dict[str, Any]:
    """A claim period_set."""
    return {"n": n, "on": on, "type": "period_set"}


def low(lo: Any, hi: Any, weight: Any, parts: list[Any]) -> dict[str, Any]:
    """A row of a lower table."""
    return {"interval": [str(lo), str(hi)], "parts": parts, "weight": str(weight)}


def high(lo: Any, hi: Any, weight: Any, parts: list[Any], layer: Any = 0) -> dict[str, Any]:
    """A row of an upper table."""
    return {**low(lo, hi, weight, parts), "layer": layer}


def changed(rows: list[dict[str, Any]], number: int, **entries: Any) -> list[dict[str, Any]]:
    """A table with entries of one row replaced."""
    return [{**row, **entries} if i == number else row for i, row in enumerate(rows)]


def tent(slope: Any) -> str:
    """The tent of a slope on [0, 1]."""
    return map_text([("0", "0"), ("1/2", str(Fraction(slope) / 2)), ("1", "0")])


def doubled(knots: Sequence[tuple[Any, Any]]) -> list[tuple[str, str]]:
    """The knots of a map on [0, 1] whose second iterate on [0, 1/3] is a copy of the map with these knots."""
    first = [(Fraction(x) / 3, (2 + Fraction(y)) / 3) for x, y in knots]
    rest = [(Fraction(2, 3), Fraction(0)), (Fraction(1), Fraction(1, 3))]
    return [(str(x), str(y)) for x, y in (*first, *rest)]


# [0, 1/2] is mapped onto [1/2, 1] and this onto [0, 1]; the weights are Fibonacci numbers.
GOLDEN_LOWER = [low(0, 1, 89, [1, 0]), low("1/2", 1, 55, [0])]  # for 144/89
GOLDEN_UPPER = [high(0, 1, 89, [1, 0]), high("1/2", 1, 55, [0])]  # for 89/55
GOLDEN_LEAST, GOLDEN_MOST = Fraction(144, 89), Fraction(89, 55)
# [0, 1/2] is mapped onto [0, 1], and [1/2, 1] is turned round: f^k has k + 1 pieces.
LADDER = map_text([("0", "0"), ("1/2", "1"), ("1", "1/2")])
LADDER_UPPER = [high(0, 1, 1, [0, 1], 1), high("1/2", 1, 1, [1], 0)]
# The tent of slope 3/2 on [0, 1], where [0, 3/4] is its image.
SLOW = tent("3/2")
CONSTANT = map_text([("0", "1/2"), ("1", "1/2")])
HALVING = map_text([("0", "1/2"), ("1", "1")])
# 1 -> 3 -> 4 -> 2 -> 5 -> 1, of length 5; no cycle has length 3.
FIVE = map_text([("1", "3"), ("2", "5"), ("3", "4"), ("4", "2"), ("5", "1")])
# 0 has least period 6, and 4/9 is fixed; the second iterate on [0, 1/3] is GOLDEN made smaller.
SIX_KNOTS = doubled([("0", "1/2"), ("1/2", "1"), ("1", "0")])
SIX = map_text(SIX_KNOTS)
SIX_UPPER = [
    high(0, 1, 1, [3, 0, 1], 1),
    high(0, "1/3", 15, [3, 2]),
    high("2/3", 1, 12, [1]),
    high("5/6", 1, 7, [4]),
    high("1/6", "1/3", 9, [2]),
]  # for 4/3
GOLDEN_SERIES = shown_by([1, 1], [1, -1, -1], 9)


def add_growth(c: Corpus) -> None:
    """Everything of this module."""
    _add_bounds(c)
    _add_exact(c)
    _add_absent(c)
    _add_chaos(c)
    _add_periods(c)


def _add_bounds(c: Corpus) -> None:
    both = entropy_bounds(GOLDEN_LEAST, GOLDEN_MOST)
    c.accept("growth_tables", certificate(GOLDEN, both, evidence(GOLDEN_LOWER, GOLDEN_UPPER)))
    c.accept("growth_slopes", certificate(SLOW, entropy_bounds("3/2", "3/2"), evidence(1, 7)))
    c.accept("growth_table_and_slopes", certificate(GOLDEN, entropy_bounds(GOLDEN_LEAST, 2), evidence(GOLDEN_LOWER, 1)))
    c.accept("growth_layers", certificate(LADDER, entropy_bounds(1, 1), evidence(None, LADDER_UPPER)))
    c.accept("growth_at_least_one", certificate(FLIP, entropy_bounds(1, None), evidence()))
    c.accept("growth_constant", certificate(CONSTANT, entropy_bounds(None, 1), evidence(None, [high(0, 1, 1, [])])))
    trapezoid = entropy_bounds(2, 2)
    both_rows = evidence([low(0, 1, 1, [0, 0])], [high(0, 1, 1, [0, 0])])
    c.accept("growth_with_a_flat_part", certificate(TRAPEZOID, trapezoid, both_rows))
    half = entropy_bounds("3/2", None, ["0", "3/4"])
    c.accept("growth_on_a_part", certificate(SLOW, half, evidence(2)))
    idle = [*GOLDEN_LOWER, low("1/3", "1/2", 0, [None])]
    c.accept("row_of_weight_0", certificate(GOLDEN, entropy_bounds(GOLDEN_LEAST, None), evidence(idle)))

    def lower(name: str, rule: str, rows: Any, bound: Any = GOLDEN_LEAST, text: str = GOLDEN, on: Any = None) -> None:
        c.reject(rule, name, certificate(text, entropy_bounds(bound, None, on), evidence(rows)))

    def upper(name: str, rule: str, rows: Any, bound: Any = GOLDEN_MOST, text: str = GOLDEN, on: Any = None) -> None:
        c.reject(rule, name, certificate(text, entropy_bounds(None, bound, on), evidence(None, rows)))

    near = str(Fraction(1, 2) - TINY)
    over = str(Fraction(1, 2) + TINY)
    # In a lower table images contain rows, in an upper table they are contained.
    lower("lower_image_short_by_little", "not-contained", changed(GOLDEN_LOWER, 1, interval=[near, "1"], parts=[1, 0]))
    upper("upper_image_sticks_out_by_little", "not-contained", changed(GOLDEN_UPPER, 1, interval=[over, "1"]))
    lower("lower_table_as_upper_containment", "not-contained", changed(GOLDEN_LOWER, 0, parts=[0, 0]), GOLDEN_MOST)
    upper("upper_table_as_lower_containment", "not-contained", changed(GOLDEN_UPPER, 0, parts=[1, 1]))
    lower("lower_bound_by_little", "wrong-sum", GOLDEN_LOWER, GOLDEN_LEAST + TINY)
    upper("upper_bound_by_little", "wrong-sum", GOLDEN_UPPER, GOLDEN_MOST - TINY)
    upper("upper_table_with_a_part_missing", "wrong-parts", changed(GOLDEN_UPPER, 0, parts=[1]))
    lower("lower_table_with_a_part_missing", "wrong-parts", changed(GOLDEN_LOWER, 0, parts=[0]))
    upper("upper_table_without_a_kink", "wrong-parts", [high(0, 1, 1, [0])], 1, TENT)
    lower("lower_table_with_a_part_too_many", "wrong-parts", changed(GOLDEN_LOWER, 1, parts=[0, 0]))
    redundant = map_text([("0", "0"), ("1/4", "1/2"), ("1/2", "1"), ("1", "0")])
    lower("lower_table_cut_at_a_redundant_knot", "wrong-parts", [low(0, 1, 1, [0, 0, 0])], 3, redundant)
    lower("lower_table_with_a_flat_part_listed", "wrong-parts", [low(0, 1, 1, [0, None, 0])], 2, TRAPEZOID)
    upper("upper_table_with_a_flat_part_listed", "wrong-parts", [high(0, 1, 1, [0, 0, 0])], 3, TRAPEZOID)
    lower("lower_weight_negative", "bad-weight", changed(GOLDEN_LOWER, 1, weight="-55"))
    lower("lower_weights_all_zero", "bad-weight", [low(0, 1, 0, [0, 0])], 1000, TENT)
    upper("upper_weight_zero", "bad-weight", changed(GOLDEN_UPPER, 1, weight="0"))
    upper("upper_layers_in_the_wrong_order", "wrong-layer", changed(LADDER_UPPER, 1, layer=2), 1, LADDER)
    upper("upper_layers_left_out", "wrong-sum", changed(LADDER_UPPER, 1, layer=1), 1, LADDER)
    upper("upper_table_without_the_whole", "no-whole-row", [high("1/2", 1, 1, [0])], 1, LADDER)
    upper("upper_whole_row_too_short", "no-whole-row", [high(TINY, 1, 1, [0, 0])], 2, TENT)
    lower("lower_row_outside", "outside-interval", [low(-1, 1, 1, [0, 0])], 2, ABSOLUTE, ["0", "1"])
    upper("upper_row_outside", "outside-interval", [high(0, 1, 1, [1]), high(0, 2, 1, [1])], 1, ABSOLUTE, ["0", "1"])
    lower("row_number_beyond_the_table", "row-number", changed(GOLDEN_LOWER, 1, parts=[2]))
    lower("row_number_negative", "row-number", changed(GOLDEN_LOWER, 1, parts=[-2]))
    lower("row_number_true", "row-number", changed(GOLDEN_LOWER, 0, parts=[True, 0]))
    upper("upper_part_null", "row-number", changed(GOLDEN_UPPER, 0, parts=[None, 0]))
    lower("lower_row_with_a_layer", "unknown-key", [{**row, "layer": 0} for row in GOLDEN_LOWER])
    upper("upper_row_without_a_layer", "missing-key", GOLDEN_LOWER)
    upper("layer_true", "bad-field", changed(GOLDEN_UPPER, 0, layer=True))
    upper("layer_negative", "bad-field", changed(GOLDEN_UPPER, 0, layer=-1))
    lower("row_of_one_point", "bad-field", changed(GOLDEN_LOWER, 1, interval=["1/2", "1/2"], parts=[]))
    lower("row_without_an_end", "bad-field", changed(GOLDEN_LOWER, 1, interval=["1/2", None]))
    lower("row_end_not_canonical", "bad-number", changed(GOLDEN_LOWER, 1, interval=["2/4", "1"]))
    lower("weight_as_json_number", "bad-field", changed(GOLDEN_LOWER, 0, weight=89))
    lower("table_of_no_rows", "bad-field", [])
    lower("slopes_zero", "bad-field", 0)
    lower("slopes_true", "bad-field", {"slopes": True})
    lower("table_and_slopes", "unknown-key", {"slopes": 1, "table": GOLDEN_LOWER})
    lower("evidence_of_neither_kind", "unknown-key", {"kneading": 1})
    lower("lower_slope_by_little", "slope-bound", 1, Fraction(3, 2) + TINY, SLOW)
    upper("upper_slope_by_little", "slope-bound", 5, Fraction(3, 2) - TINY, SLOW)
    lower("growth_where_no_self_map", "not-a-self-map", [low(0, "1/2", 1, [0])], 2, TENT, ["0", "1/2"])
    lower("growth_on_a_half_line", "not-compact", 1, "3/2", map_text([("0", "0")], None, "2"))
    upper("growth_on_the_line", "not-compact", 1, 1, RELU)
    lower("growth_outside_the_domain", "outside-domain", 1, 2, TENT, ["0", "2"])
    lower("lower_bound_below_one", "bad-field", GOLDEN_LOWER, "1/2")
    upper("upper_bound_below_one", "bad-field", [high(0, 1, 1, [])], "1/2", CONSTANT)
    lower("lower_evidence_left_out", "bad-field", None)
    lower("lower_evidence_for_one", "bad-field", 1, 1, FLIP)
    upper("upper_evidence_left_out", "bad-field", None)
    c.reject("bad-field", "no_bound_of_the_growth", certificate(TENT, entropy_bounds(None, None), evidence()))
    idle_evidence = certificate(TENT, entropy_bounds(2, None), evidence(1, 1))
    c.reject("bad-field", "evidence_for_no_bound", idle_evidence)
    hidden = certificate(SLOW, entropy_bounds("3/2", None), evidence(1), cites=[])
    c.reject("cites", "growth_without_cites", hidden)
    c.decline("fuel", "slopes_of_f_to_a_billion", certificate(TENT, entropy_bounds(2, None), evidence(10**9)))
    wide = [low(0, 1, hex(2**20_000 + 1), [0, 0])]
    c.decline(
        "fuel",
        "table_of_long_numbers",
        certificate(TENT, entropy_bounds(2, None), evidence(wide)),
        ["--fuel", "100000"],
    )


def _add_exact(c: Corpus) -> None:
    golden = [-1, -1, 1]
    c.accept("growth_exact", certificate(GOLDEN, entropy_exact(golden, 1, 2), GOLDEN_SERIES))
    c.accept("growth_exact_with_another_factor", certificate(GOLDEN, entropy_exact([3, 2, -4, 1], 1, 2), GOLDEN_SERIES))
    c.accept("growth_exact_in_one_point", certificate(TENT, entropy_exact([-2, 1], 2, 2), shown_by([1], [1, -2], 6)))
    c.accept("growth_exact_double_root", certificate(TENT, entropy_exact([4, -4, 1], 1, 3), shown_by([1], [1, -2], 6)))
    c.accept("growth_exact_one", certificate(FLIP, entropy_exact([-1, 1], 0, 1), shown_by([1], [1, -1], 3)))
    trapezoid = shown_by([1], [1, -3, 2], 20)

    def exact(name: str, rule: str, text: str, claim: dict[str, Any], witness: dict[str, Any]) -> None:
        c.reject(rule, name, certificate(text, claim, witness))

    exact("polynomial_with_two_roots", "root-count", GOLDEN, entropy_exact(golden, -1, 2), GOLDEN_SERIES)
    exact("polynomial_with_no_root", "root-count", GOLDEN, entropy_exact(golden, 1, "8/5"), GOLDEN_SERIES)
    exact("second_root_at_the_end", "root-count", TENT, entropy_exact([6, -5, 1], 2, 3), shown_by([1], [1, -2], 6))
    exact(
        "second_root_at_the_beginning", "root-count", TENT, entropy_exact([2, -3, 1], 1, 2), shown_by([1], [1, -2], 6)
    )
    exact("root_of_another_number", "not-a-root", GOLDEN, entropy_exact([-2, 0, 1], 1, 2), GOLDEN_SERIES)
    exact("root_not_the_largest", "not-the-largest", GOLDEN, entropy_exact(golden, -1, 0), GOLDEN_SERIES)
    exact("root_one_not_the_largest", "not-the-largest", TRAPEZOID, entropy_exact([-1, 1], 1, 1), trapezoid)
    exact("largest_root_not_isolated_from_below", "not-the-largest", TRAPEZOID, entropy_exact([-2, 1], 1, 2), trapezoid)
    reducible = shown_by([1, 5], [1, 3, -10], 7)
    exact("series_not_in_lowest_terms", "common-factor", TENT, entropy_exact([-2, 1], 2, 2), reducible)
    exact("reciprocal_of_the_growth", "not-a-root", TENT, entropy_exact([-1, 2], 0, 1), shown_by([1], [1, -2], 6))
    exact("exact_of_a_wrong_series", "wrong-count", GOLDEN, entropy_exact([-2, 1], 2, 2), shown_by([1], [1, -2], 20))
    exact(
        "exact_with_too_few_terms", "too-few-terms", GOLDEN, entropy_exact(golden, 1, 2), {**GOLDEN_SERIES, "terms": 8}
    )
    exact("exact_zero_at_the_end", "bad-field", GOLDEN, entropy_exact([*golden, 0], 1, 2), GOLDEN_SERIES)
    exact("exact_constant_polynomial", "bad-field", GOLDEN, entropy_exact([1], 1, 2), GOLDEN_SERIES)
    exact("exact_reversed_interval", "bad-field", GOLDEN, entropy_exact(golden, 2, 1), GOLDEN_SERIES)
    no_end = {**entropy_exact(golden, 1, 2), "interval": ["1", None]}
    exact("exact_interval_without_an_end", "bad-field", GOLDEN, no_end, GOLDEN_SERIES)
    line = shown_by([1, 1], [1, -1], 40)
    exact("exact_on_the_line", "not-compact", RELU, entropy_exact([-1, 1], 1, 1), line)
    claim = {**entropy_exact(golden, 1, 2), "interval": ["1", "2"]}
    c.reject("missing-key", "exact_without_series", certificate(GOLDEN, claim, {"terms": 9}))
    c.reject(
        "not-a-root",
        "exact_of_a_large_degree",
        certificate(TENT, entropy_exact([-2, *([0] * 3000), 1], 1, 2), shown_by([1], [1, -2], 6)),
    )


def _add_absent(c: Corpus) -> None:
    c.accept("absent_odd", certificate(tent("7/5"), absent_periods(0, None), growing_at_most("7/5", 1)))
    c.accept("absent_up_to_five", certificate(SLOW, absent_periods(0, 5), growing_at_most("3/2", 2)))
    c.accept("absent_doubled", certificate(SIX, absent_periods(0, None), growing_at_most("4/3", SIX_UPPER)))
    c.accept("absent_of_growth_one", certificate(LADDER, absent_periods(16, None), growing_at_most(1, LADDER_UPPER)))

    def reject(name: str, rule: str, text: str, claim: dict[str, Any], witness: dict[str, Any], **more: Any) -> None:
        c.reject(rule, name, certificate(text, claim, witness, **more))

    slow = growing_at_most("3/2", 1)
    reject("absent_beyond_root_two", "growth-too-large", SLOW, absent_periods(0, None), slow)
    reject("absent_up_to_seven", "growth-too-large", SLOW, absent_periods(0, 7), slow)
    reject("absent_doubled_once_too_often", "growth-too-large", SLOW, absent_periods(1, 3), slow)
    six = growing_at_most("4/3", SIX_UPPER)
    reject("absent_six_where_there_is_one", "growth-too-large", SIX, absent_periods(1, None), six)
    reject("absent_bound_not_shown", "slope-bound", SLOW, absent_periods(0, None), growing_at_most("7/5", 1))
    reject("absent_bound_below_one", "bad-field", CONSTANT, absent_periods(0, None), growing_at_most("1/2", 1))
    reject("absent_up_to_an_even_number", "bad-field", SLOW, absent_periods(0, 4), slow)
    reject("absent_up_to_one", "bad-field", SLOW, absent_periods(0, 1), slow)
    reject("absent_up_to_too_many", "bad-field", SLOW, absent_periods(0, 10_001), slow)
    reject("absent_with_17_doublings", "bad-field", FLIP, absent_periods(17, None), growing_at_most(1, 1))
    reject("absent_with_doublings_false", "bad-field", FLIP, absent_periods(False, None), growing_at_most(1, 1))
    reject("absent_without_evidence", "bad-field", FLIP, absent_periods(0, None), {"at_most": "1", "upper": None})
    reject("absent_on_the_line", "not-compact", RELU, absent_periods(0, None), growing_at_most(1, 1))
    reject("absent_where_no_self_map", "not-a-self-map", SLOW, absent_periods(0, 3, ["0", "1/2"]), slow)
    flip = growing_at_most(1, 1)
    reject("absent_cites_too_little", "cites", FLIP, absent_periods(0, None), flip, cites=["MS80"])
    many = certificate(SLOW, absent_periods(16, 9_999), growing_at_most("3/2", 1))
    c.reject("growth-too-large", "absent_power_of_a_large_order", many)


def _add_chaos(c: Corpus) -> None:
    c.accept(
        "chaos_by_a_table",
        certificate(
            GOLDEN, {"on": None, "type": "li_yorke_chaos_by_entropy"}, growing_at_least(GOLDEN_LEAST, GOLDEN_LOWER)
        ),
    )
    by_entropy = {"on": None, "type": "li_yorke_chaos_by_entropy"}
    c.accept("chaos_by_slopes", certificate(tent("11/10"), by_entropy, growing_at_least("11/10", 3)))
    c.accept("no_chaos_flip", certificate(FLIP, no_chaos(4)))
    c.accept("no_chaos_later", certificate(LATER, no_chaos(4)))
    c.accept("no_chaos_halving", certificate(HALVING, no_chaos(2)))
    c.accept("no_chaos_on_a_part", certificate(ABSOLUTE, no_chaos(2, ["0", "1"])))
    c.accept("no_chaos_of_the_first_edition", certificate(FLIP, no_chaos(4), cites=["C55"]))
    c.accept("no_chaos_on_the_line_of_the_first_edition", certificate(RELU, no_chaos(2), cites=["C55"]))

    def reject(name: str, rule: str, text: str, claim: dict[str, Any], witness: Any = None, **more: Any) -> None:
        c.reject(rule, name, certificate(text, claim, witness, **more))

    reject("chaos_by_growth_one", "bad-field", FLIP, by_entropy, growing_at_least(1, 1))
    reject("chaos_bound_not_shown", "slope-bound", SLOW, by_entropy, growing_at_least("8/5", 1))
    upper_rows = growing_at_least(GOLDEN_MOST, GOLDEN_UPPER)
    reject("chaos_by_an_upper_table", "unknown-key", GOLDEN, by_entropy, upper_rows)
    half_line = map_text([("0", "0")], None, "2")
    reject("chaos_by_entropy_on_a_half_line", "not-compact", half_line, by_entropy, growing_at_least(2, 1))
    one_cite = growing_at_least("3/2", 1)
    reject("chaos_cites_too_little", "cites", SLOW, by_entropy, one_cite, cites=["MS80"])
    reject("no_chaos_in_the_tent", "period-exists", TENT, no_chaos(4))
    reject("no_chaos_period_present", "period-exists", FLIP, no_chaos(2))
    reject("no_chaos_period_no_power", "bad-field", FLIP, no_chaos(6))
    reject("no_chaos_period_one", "bad-field", FLIP, no_chaos(1))
    reject("no_chaos_period_as_string", "bad-field", FLIP, no_chaos("4"))
    c.accept("no_chaos_on_the_line", certificate(RELU, no_chaos(2)))
    reject("no_chaos_where_no_self_map", "not-a-self-map", TENT, no_chaos(2, ["0", "1/2"]))
    reject("no_chaos_citing_what_chaos_cited", "cites", FLIP, no_chaos(4), cites=["LY75"])
    reject("no_chaos_citing_its_lemma", "cites", FLIP, no_chaos(4), cites=["T5.13"])
    reject("no_chaos_citing_twice", "cites", FLIP, no_chaos(4), cites=["C55", "C55"])
    reject("no_chaos_citing_one_more", "cites", FLIP, no_chaos(4), cites=["C55", "SH64"])
    c.decline("fuel", "no_chaos_with_a_large_period", certificate(FLIP, no_chaos(2**30)))


def _add_periods(c: Corpus) -> None:
    c.accept("forced_by_three", certificate(TENT, forced(3), {"x": "2/7"}))
    c.accept("forced_by_five", certificate(FIVE, forced(5), {"x": "1"}))
    c.accept("forced_of_the_first_edition", certificate(FIVE, forced(5), {"x": "1"}, cites=["SH64"]))
    c.accept("forced_by_one_on_the_line", certificate(RELU, forced(1), {"x": "7"}))
    none = {"absence": None}
    c.accept("periods_of_the_tent", certificate(TENT, period_set(3), {**none, "x": "2/7"}))
    c.accept("periods_of_the_flip", certificate(FLIP, period_set(2), {**none, "x": "0"}))
    c.accept("periods_one", certificate(HALVING, period_set(1), {**none, "x": "1"}))
    c.accept("periods_from_five", certificate(FIVE, period_set(5), {**none, "x": "1"}))
    swap = {"m": 0, "z": "4/9"}
    c.accept("periods_from_six_by_a_swap", certificate(SIX, period_set(6), {"absence": swap, "x": "0"}))
    table = growing_at_most("4/3", SIX_UPPER)
    cites = ["BGMY80", "MS80"]
    by_table = certificate(SIX, period_set(6), {"absence": table, "x": "0"}, cites=cites)
    c.accept("periods_from_six_by_a_table", by_table)
    first = [*cites, "SH64"]
    c.accept("periods_by_a_table_of_the_first_edition", {**by_table, "cites": first})
    for name, text, n, x, absence in (
        ("a_swap", SIX, 6, "0", swap),
        ("a_recount", FLIP, 2, "0", None),
    ):
        old = certificate(text, period_set(n), {"absence": absence, "x": x}, cites=["SH64"])
        c.accept(f"periods_by_{name}_of_the_first_edition", old)

    def reject(name: str, rule: str, text: str, claim: dict[str, Any], witness: Any, **more: Any) -> None:
        c.reject(rule, name, certificate(text, claim, witness, **more))

    reject("forced_by_no_cycle", "not-periodic", TENT, forced(5), {"x": "1/7"})
    reject("forced_by_a_multiple", "period-not-least", TENT, forced(6), {"x": "2/7"})
    reject("forced_by_a_point_outside", "witness", ABSOLUTE, forced(1, ["0", "1"]), {"x": "2"})
    reject("forced_where_no_self_map", "not-a-self-map", TENT, forced(1, ["0", "1/2"]), {"x": "0"})
    reject("forced_outside_the_domain", "outside-domain", TENT, forced(1, ["0", "2"]), {"x": "0"})
    reject("forced_by_three_with_cites", "cites", TENT, forced(3), {"x": "2/7"}, cites=["SH64"])
    reject("forced_by_five_citing_twice", "cites", FIVE, forced(5), {"x": "1"}, cites=["SH64", "SH64"])
    reject("forced_by_five_citing_what_chaos_cited", "cites", FIVE, forced(5), {"x": "1"}, cites=["LY75"])
    reject("forced_by_five_citing_as_period_sets_do", "cites", FIVE, forced(5), {"x": "1"}, cites=first)
    reject("forced_by_period_zero", "bad-field", TENT, forced(0), {"x": "0"})
    reject("periods_one_in_the_flip", "period-exists", FLIP, period_set(1), {**none, "x": "1/2"})
    reject("periods_from_five_in_the_tent", "period-exists", TENT, period_set(5), {**none, "x": "2/33"})
    reject("periods_without_the_cycle", "not-periodic", TENT, period_set(3), {**none, "x": "1/7"})
    reject("periods_of_a_point_outside", "witness", ABSOLUTE, period_set(1, ["0", "1"]), {**none, "x": "2"})
    reject("periods_where_no_self_map", "not-a-self-map", GOLDEN, period_set(3, ["0", "1/2"]), {**none, "x": "0"})
    reject("periods_from_six_without_absence", "bad-field", SIX, period_set(6), {**none, "x": "0"}, cites=cites)
    reject(
        "periods_from_six_in_the_tent",
        "not-swapped",
        TENT,
        period_set(6),
        {"absence": {"m": 0, "z": "2/3"}, "x": "2/65"},
    )
    low_bound = {"absence": growing_at_most("3/2", SIX_UPPER), "x": "0"}
    reject("periods_from_six_bound_too_large", "growth-too-large", SIX, period_set(6), low_bound, cites=cites)
    too_small = {"absence": growing_at_most("5/4", SIX_UPPER), "x": "0"}
    reject("periods_from_six_bound_not_shown", "wrong-sum", SIX, period_set(6), too_small, cites=cites)
    reject("periods_from_twelve_by_a_swap", "bad-field", SIX, period_set(12), {"absence": swap, "x": "0"})
    reject(
        "periods_from_two_with_a_swap", "bad-field", FLIP, period_set(2), {"absence": {"m": 0, "z": "1/2"}, "x": "0"}
    )
    three = {"absence": {"m": 0, "z": "2/3"}, "x": "2/7"}
    reject("periods_from_three_with_an_absence", "bad-field", TENT, period_set(3), three)
    unknown = {"absence": {**table, "m": 0}, "x": "0"}
    reject("periods_absence_with_unknown_key", "unknown-key", SIX, period_set(6), unknown, cites=cites)
    tabled = {"absence": table, "x": "0"}
    reject("periods_by_a_table_cites_too_little", "cites", SIX, period_set(6), tabled, cites=[])
    reject("periods_by_a_table_citing_as_by_a_swap", "cites", SIX, period_set(6), tabled, cites=["SH64"])
    for missing in first[:2]:
        rest = [name for name in first if name != missing]
        reject(f"periods_by_a_table_without_{missing.lower()}", "cites", SIX, period_set(6), tabled, cites=rest)
    reject("periods_by_a_table_cites_one_more", "cites", SIX, period_set(6), tabled, cites=[*first, "W82"])
    reject("periods_by_a_table_cites_in_no_order", "cites", SIX, period_set(6), tabled, cites=["SH64", *cites])
    swapped = {"absence": swap, "x": "0"}
    reject("periods_by_a_swap_cites_too_much", "cites", SIX, period_set(6), swapped, cites=cites)
    reject("periods_by_a_swap_citing_as_by_a_table", "cites", SIX, period_set(6), swapped, cites=first)
    reject("periods_of_the_tent_citing_the_order", "cites", TENT, period_set(3), {**none, "x": "2/7"}, cites=["SH64"])
    reject(
        "periods_of_a_huge_order", "bad-field", SIX, period_set(3 * 2**18), {"absence": table, "x": "0"}, cites=cites
    )
    c.decline("fuel", "forced_by_a_billion", certificate(TENT, forced(10**9), {"x": "0"}))
    c.reject(
        "period-not-least", "periods_of_a_large_power_of_two", certificate(FLIP, period_set(2**12), {**none, "x": "0"})
    )
