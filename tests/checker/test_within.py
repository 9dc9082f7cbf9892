"""Growth and chaos on unbounded J: f held inside a window, chaos on the line, escaping orbits."""

from __future__ import annotations

from typing import Any

import pytest

from tests.checker import fueltable
from tests.checker.certmaker import ABSOLUTE, IDENTITY, NEGATION, ONE_MINUS, RELU, SHIFT, TENT, certificate, map_text
from tests.checker.corpus_growth import entropy_bounds, evidence, high, low
from tests.harness import accepted_line, fuel, verdict

STEEP = map_text([("1/2", "2")], "4", "-4")
DOUBLING = map_text([("0", "1")], "2", "2")
OVER = map_text([("0", "1")], "-2", "-2")  # 1 - 2x
DRIFT = map_text([("0", "0"), ("1", "-3/2")], "-1", "-1")  # -x to the left, -1/2 - x to the right: f^2(x) = x + 1/2
FIVE = ["MS80", "W82"]


def upper(text: str, bound: Any, rows: Any, within: Any, on: Any = None) -> str:
    witness = {**evidence(None, rows), **({} if within is None else {"within": within})}
    return verdict(certificate(text, entropy_bounds(None, bound, on), witness, cites=FIVE if within else ["MS80"]))


def lower(text: str, bound: Any, rows: Any, within: Any, on: Any = None) -> str:
    witness = {**evidence(rows), **({} if within is None else {"within": within})}
    return verdict(certificate(text, entropy_bounds(bound, None, on), witness, cites=FIVE if within else ["MS80"]))


# -- windows -----------------------------------------------------------------------------------------------------------


def test_both_sides_on_the_line() -> None:
    # Held inside [0, 1] the steep tent is 0 at 0 and 1, and 1 between 1/4 and 3/4.
    assert upper(STEEP, 2, [high(0, 1, 1, [0, 0])], ["0", "1"]) == "accept"
    assert lower(STEEP, 2, [low(0, 1, 1, [0, 0])], ["0", "1"]) == "accept"
    assert upper(STEEP, "3/2", [high(0, 1, 1, [0, 0])], ["0", "1"]) == "reject wrong-sum"
    for text in (SHIFT, NEGATION, IDENTITY, DOUBLING, OVER, RELU):
        witness = {"lower": None, "upper": {"table": [high(-4, 4, 1, parts(text))]}, "within": ["-4", "4"]}
        claim = entropy_bounds(None, 1)
        assert verdict(certificate(text, claim, witness, cites=FIVE)) == "accept", text


def parts(text: str) -> list[int]:
    """One part of slope not 0 for each of these maps, held inside [-4, 4]."""
    return [0]


def test_statement() -> None:
    rows = [high(0, 1, 1, [0, 0])]
    witness = {**evidence(None, rows), "within": ["0", "1"]}
    text, by = accepted_line(certificate(STEEP, entropy_bounds(None, 2), witness, cites=FIVE))
    assert text == (
        "the growth s of f on (-oo, oo) where orbits are bounded, held inside [0, 1], the limit superior of "
        "laps(f^k)^(1/k), is at most 2; the supremum of the topological entropies of f on compact sets K in (-oo, oo) "
        "with f(K) in K is log s"
    )
    assert by == "T0.1, T3.1, T3.2, T3.2', T5.8, T5.8', T5.9, T5.9'"


def test_a_bound_from_below_does_not_say_what_the_entropy_is() -> None:
    # held inside [1/4, 1] the steep tent has growth 1; on [0, 1] there are compact sets with entropy log 2
    witness = {"lower": None, "upper": None, "within": ["1/4", "1"]}
    text, _ = accepted_line(certificate(STEEP, entropy_bounds(1, None), witness, cites=FIVE))
    assert not text.endswith("with f(K) in K is log s")


def test_a_window_that_something_comes_back_to_bounds_nothing_from_above() -> None:
    # Held inside [1/4, 1] the steep tent is 1 up to 3/4 and falls: growth 1. What falls below 1/4 comes back.
    rows = [high("1/4", 1, 1, [0])]
    assert upper(STEEP, 1, rows, ["1/4", "1"]) == "reject comes-back"
    assert upper(STEEP, 1, [high("1/2", 1, 1, [0])], ["1/2", "1"]) == "reject comes-back"
    # -2x and -x/2: from [2, oo) to (-oo, -4] and back to [2, oo)
    both = map_text([("0", "0")], "-1/2", "-2")
    assert upper(both, 1, [high(-4, 2, 1, [0, 0])], ["-4", "2"]) == "reject wrong-sum"
    assert upper(both, 1, [high(-4, 2, 2, [2, 1]), high(-4, 0, 1, [2]), high(0, 2, 1, [1])], ["-4", "2"]) == "accept"
    # thrown over to the left, and from there into the window
    assert upper(both, 1, [high(-3, 2, 1, [0, 0])], ["-3", "2"]) == "reject comes-back"


def test_a_window_without_all_kinks_bounds_nothing_from_above() -> None:
    assert upper(STEEP, 1, [high("3/4", 1, 1, [0])], ["3/4", "1"]) == "reject comes-back"
    assert upper(ABSOLUTE, 1, [high(1, 2, 1, [0])], ["1", "2"]) == "reject comes-back"


def test_a_window_bounds_from_below_wherever_it_is() -> None:
    rows = [low("1/4", 1, 1, [0])]
    assert lower(STEEP, "1", rows, ["1/4", "1"]) == "reject bad-field"  # at_least 1 needs nothing
    # 3|x| - 3 held inside [-3, 0] falls once, on [-2, -1] over all of it, and is 0 before: 1 only
    far = map_text([("0", "-3")], "-3", "3")
    assert lower(far, "101/100", [low(-3, 0, 1, [0])], ["-3", "0"]) == "reject wrong-sum"
    assert lower(far, 2, [low(-3, "3/2", 1, [0, 0])], ["-3", "3/2"]) == "accept"


@pytest.mark.parametrize(
    ("text", "on", "within", "rule"),
    [
        (STEEP, None, None, "not-compact"),
        (TENT, None, ["0", "1"], "within"),  # J is compact
        (STEEP, ["0", "1"], ["0", "1"], "within"),
        (STEEP, ["0", None], ["0", "2"], "not-a-self-map"),
        (STEEP, None, ["0", None], "bad-field"),
        (STEEP, None, [None, None], "bad-field"),
        (STEEP, None, ["1", "1"], "bad-field"),
        (STEEP, None, ["0", "1.0"], "bad-number"),
        (RELU, ["0", None], ["-1", "1"], "outside-domain"),
        (RELU, ["0", None], ["1/2", "1"], "comes-back"),  # 0 is an end of J and must be one of the window
    ],
    ids=range(10),
)
def test_no_window(text: str, on: Any, within: Any, rule: str) -> None:
    assert upper(text, 2, [high(0, 1, 1, [0, 0])], within, on) == f"reject {rule}"


def test_fuel_counts_the_window() -> None:
    rows = [high(0, 1, 1, [0, 0])]
    plain = certificate(TENT, entropy_bounds(None, 2), evidence(None, rows))
    witness = {**evidence(None, rows), "within": ["0", "1"]}
    window = certificate(STEEP, entropy_bounds(None, 2), witness, cites=FIVE)
    assert fuel(window) > fuel(plain)
    # B = 1, b = 2 and 3 (of 4), R = 3; 10 bits of 1/1000 in the window.
    assert fuel(plain) == fueltable.P(1, 2) + fueltable.table(3, 1, 2)
    assert fuel(window) == fueltable.P(*fueltable.held(1, 3)) + fueltable.table(3, *fueltable.held(1, 3))
    witness["within"] = ["1/1000", "1"]
    longer = certificate(STEEP, entropy_bounds(None, 2), witness, cites=FIVE)
    assert fuel(longer) == fueltable.P(*fueltable.held(1, 10)) + fueltable.table(3, *fueltable.held(1, 10))


# -- chaos on the line -------------------------------------------------------------------------------------------------


def li_yorke(text: str, interval: Any, a: str, epsilon: str = "0") -> str:
    claim = {"epsilon": epsilon, "interval": interval, "type": "li_yorke_chaos"}
    return verdict(certificate(text, claim, {"a": a}))


def test_li_yorke_chaos_on_the_line_and_on_half_lines() -> None:
    assert li_yorke(STEEP, [None, None], "1/16") == "accept"
    assert li_yorke(STEEP, [None, None], "4/65") == "accept"
    assert li_yorke(STEEP, [None, None], "1/4") == "reject inequality"
    assert li_yorke(STEEP, [None, "2"], "1/16") == "accept"
    assert li_yorke(STEEP, [None, "1"], "1/16") == "reject not-a-self-map"
    assert li_yorke(STEEP, ["0", None], "1/16") == "reject not-a-self-map"
    # f^3(a) = 0 is 1/16 below a; an error of epsilon at each step may amount to 21 epsilon after three.
    assert li_yorke(STEEP, [None, None], "1/16", "1/336") == "accept"
    assert li_yorke(STEEP, [None, None], "1/16", "1/335") == "reject inequality"
    assert li_yorke(STEEP, ["1/16", None], "1/16") == "reject not-a-self-map"


def horseshoe(text: str, at_least: str, intervals: Any, points: Any, on: Any = None) -> str:
    claim = {"at_least": at_least, "epsilon": "0", "on": on, "q": 1, "type": "horseshoe"}
    edges = [[i, j] for i in range(2) for j in range(2)]
    witness = {"edges": edges, "intervals": intervals, "points": points, "weights": ["1", "1"]}
    return verdict(certificate(text, claim, witness))


def test_a_horseshoe_on_the_line() -> None:
    intervals, up, down = [["0", "1/4"], ["3/4", "1"]], ["0", "1/4"], ["1", "3/4"]
    assert horseshoe(STEEP, "2", intervals, [up, up, down, down]) == "accept"
    assert horseshoe(STEEP, "201/100", intervals, [up, up, down, down]) == "reject weights"
    assert horseshoe(STEEP, "2", intervals, [up, up, down, down], [None, "2"]) == "accept"
    assert horseshoe(STEEP, "2", intervals, [up, up, down, down], ["0", "2"]) == "reject not-a-self-map"
    assert horseshoe(STEEP, "2", [["0", "1/4"], ["1/4", "1"]], [up, up, down, down]) == "accept"
    assert horseshoe(STEEP, "2", [["0", "1/2"], ["1/4", "1"]], [up, up, down, down]) == "reject overlap"


def quiet(text: str, period: int, on: Any = None) -> str:
    return verdict(certificate(text, {"on": on, "period": period, "type": "no_li_yorke_chaos"}))


def test_no_chaos_on_the_line() -> None:
    assert quiet(SHIFT, 2) == quiet(DOUBLING, 2) == quiet(OVER, 2) == quiet(RELU, 2) == quiet(IDENTITY, 2) == "accept"
    assert quiet(NEGATION, 2) == quiet(ONE_MINUS, 2) == "reject period-exists"
    assert quiet(NEGATION, 4) == quiet(ONE_MINUS, 4) == "accept"
    assert quiet(STEEP, 2) == quiet(STEEP, 4) == quiet(STEEP, 64) == "reject period-exists"
    text, by = accepted_line(certificate(NEGATION, {"on": None, "period": 4, "type": "no_li_yorke_chaos"}))
    assert text == (
        "every bounded orbit of f in (-oo, oo) converges to a cycle whose length divides 2; f is not Li-Yorke chaotic "
        "there"
    )
    assert by.endswith("T5.10, T5.13, T5.2")


# -- escaping orbits ---------------------------------------------------------------------------------------------------


def away(text: str, x: str, k: int, on: Any = None) -> str:
    return verdict(certificate(text, {"on": on, "type": "escaping_orbit", "x": x}, {"k": k}))


def test_orbits_that_escape() -> None:
    assert away(SHIFT, "0", 0) == away(SHIFT, "-100", 7) == "accept"
    assert away(DOUBLING, "0", 0) == away(DOUBLING, "-2", 0) == "accept"
    assert away(DOUBLING, "-1", 0) == away(DOUBLING, "-1", 9) == "reject stays"
    assert away(OVER, "0", 0) == away(OVER, "1", 0) == "accept"
    assert away(OVER, "1/3", 0) == away(OVER, "1/3", 5) == "reject stays"
    assert away(STEEP, "1/2", 0) == "reject stays"
    assert away(STEEP, "1/2", 1) == "reject stays"  # f(2) = -4: to the other side, and on from there
    assert away(STEEP, "1/2", 2) == "accept"
    assert away(DRIFT, "2", 0) == away(DRIFT, "-3", 0) == "accept"
    assert away(NEGATION, "1", 0) == away(IDENTITY, "1", 0) == "reject stays"
    assert away(RELU, "5", 0) == away(RELU, "-5", 0) == "reject stays"
    assert away(DOUBLING, "0", 0, ["-1", None]) == "accept"
    assert away(DOUBLING, "-2", 0, ["-1", None]) == "reject outside-domain"
    assert away(TENT, "1/3", 0) == "reject stays"
    assert away(TENT, "2", 0) == "reject outside-domain"


def test_statement_of_an_escape() -> None:
    claim = {"on": None, "type": "escaping_orbit", "x": "1/2"}
    text, by = accepted_line(certificate(STEEP, claim, {"k": 2}))
    assert (text, by) == ("the orbit of 1/2 under f tends to infinity in absolute value", "T0.1, T5.11")
    far = fuel(certificate(STEEP, claim, {"k": 2_000_000}))
    assert far > 2_000_000_000
    assert far == fueltable.value(2_000_002, 1, 3)
