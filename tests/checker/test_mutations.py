"""Cut and changed certificates are never accepted, unless what they then say is true."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

from tests.checker import brute
from tests.checker.certmaker import (
    ABSOLUTE,
    CANCELLING,
    FLIP,
    GOLDEN,
    INVOLUTION,
    LATER,
    RELU,
    TENT,
    TRAPEZOID,
    certificate,
)
from tests.checker.make_corpus import (
    LANDING,
    bounds,
    chaos,
    crossings,
    fixed,
    image,
    invariant,
    laps,
    no_period,
    period,
    pieces,
    preimages,
    series,
    slope_range,
    value_at,
)
from tests.checker.mutating import suite, true_about_every_subject

SWAP = {"on": None, "type": "no_odd_period"}
GOOD = {
    "value": certificate(TENT, value_at(3, "1/7", "6/7")),
    "pieces": certificate(CANCELLING, pieces(4, 23)),
    "pieces_on": certificate(ABSOLUTE, pieces(3, 2, ["-1", "2"])),
    "laps": certificate(TRAPEZOID, laps(3, 8)),
    "period": certificate(TENT, period(3, "2/7")),
    "no_period": certificate(FLIP, no_period(3)),
    "no_period_line": certificate(RELU, no_period(2)),
    "invariant": certificate(ABSOLUTE, invariant("-1", None)),
    "swap": certificate(LATER, SWAP, {"m": 1, "z": "2/3"}),
    "chaos": certificate(GOLDEN, chaos("0"), {"a": "0"}),
    "crossings": certificate(LANDING, crossings(2, "1/2", 1)),
    "preimages": certificate(TRAPEZOID, preimages(2, "0", 3)),
    "slopes": certificate(LATER, slope_range(2, 2, 1)),
    "image": certificate(RELU, image(2, "0", None)),
    "bounds": certificate(CANCELLING, bounds(4, 20, 23), {"step": 4}),
    "bounds_by_step": certificate(ABSOLUTE, bounds(5, None, 8), {"step": 2}),
    "series": certificate(GOLDEN, series([1, 1], [1, -1, -1]), {"terms": 9}),
    "fixed_points": certificate(INVOLUTION, fixed(2, 0, 1)),
}


def is_true(cert: Any) -> bool:
    """What an accepted certificate says, decided by the oracle."""
    subject = json.loads(cert["subject"][0]["text"])
    slopes = [None if s is None else Fraction(s) for s in (subject.get("left_slope"), subject.get("right_slope"))]
    f = brute.Map([(Fraction(x), Fraction(y)) for x, y in subject["knots"]], *slopes)
    claim, witness = cert["claim"], cert["witness"]
    if claim["type"] == "value":
        x = Fraction(claim["x"])
        for _ in range(claim["k"]):
            x = f(x)
        return bool(x == Fraction(claim["y"]))
    if claim["type"] == "least_period":
        return brute.least_period(f, Fraction(claim["x"]), claim["n"])
    on = claim.get("on") or claim.get("interval")
    lo, hi = f.domain() if on is None else (None if e is None else Fraction(e) for e in on)
    if not brute.is_self_map(f, lo, hi):
        return False
    if claim["type"] == "invariant_interval":
        return True
    if claim["type"] == "no_least_period":
        return brute.least_period_points(f, claim["n"], lo, hi) == 0
    if claim["type"] == "no_odd_period":
        return all(brute.least_period_points(f, n, lo, hi) == 0 for n in (3, 5, 7))
    if claim["type"] == "li_yorke_chaos":
        # Necessary only: period 3 for f itself, and none of the margins below zero.
        return Fraction(claim["epsilon"]) >= 0 and brute.least_period_points(f, 3, lo, hi) != 0 and "a" in witness
    if claim["type"] == "piece_count_series":
        numerator, denominator = ([int(c) for c in claim[key]] for key in ("numerator", "denominator"))
        counts = [brute.pieces(brute.iterate(f, k, lo, hi)) for k in range(7)]
        return all(
            sum(c * counts[k - i] for i, c in enumerate(denominator) if i <= k) == sum(numerator[k : k + 1])
            for k in range(7)
        )
    if claim["type"] == "fixed_point_count":
        found = brute.fixed_components(brute.iterate(f, claim["n"], lo, hi))
        return found == (int(claim["isolated"]), int(claim["intervals"]))
    if claim["type"] == "piece_count_bounds" and claim["k"] > 12:
        return claim["at_least"] is None and brute.pieces(brute.iterate(f, 2, lo, hi)) == 1
    g = brute.iterate(f, claim["k"], lo, hi)
    if claim["type"] == "slope_range":
        return brute.slope_range(g) == (Fraction(claim["largest"]), Fraction(claim["smallest"]))
    if claim["type"] == "image":
        return brute.image(g) == tuple(None if e is None else Fraction(e) for e in claim["interval"])
    if claim["type"] == "piece_count_bounds":
        least, most = (None if claim[key] is None else int(claim[key]) for key in ("at_least", "at_most"))
        return (least is None or least <= brute.pieces(g)) and (most is None or brute.pieces(g) <= most)
    counts = {
        "piece_count": lambda: brute.pieces(g),
        "lap_count": lambda: brute.laps(g),
        "crossing_count": lambda: brute.crossings(g, Fraction(claim["level"])),
        "preimage_count": lambda: brute.preimages(g, Fraction(claim["level"])),
    }
    return int(claim["value"]) == counts[claim["type"]]()


test_accepted_as_they_are, test_cut_at_every_byte, test_every_byte_changed, test_every_value_changed = suite(
    GOOD, is_true, 80
)


def test_every_claim_with_every_subject() -> None:
    true_about_every_subject(GOOD, is_true)
