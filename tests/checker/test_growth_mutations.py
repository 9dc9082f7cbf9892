"""Cut and changed certificates about growth and periods are never accepted, unless what they then say is true."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

from tests.checker import brute
from tests.checker.certmaker import FLIP, GOLDEN, TENT, certificate
from tests.checker.corpus_growth import (
    GOLDEN_LEAST,
    GOLDEN_LOWER,
    GOLDEN_MOST,
    GOLDEN_SERIES,
    GOLDEN_UPPER,
    LADDER,
    LADDER_UPPER,
    SIX,
    SIX_UPPER,
    SLOW,
    absent_periods,
    entropy_bounds,
    entropy_exact,
    evidence,
    forced,
    growing_at_least,
    growing_at_most,
    no_chaos,
    period_set,
)
from tests.checker.growthtables import Row, cylinders, valid
from tests.checker.mutating import suite

ORDER = [3, 5, 6, 4, 2, 1]  # Sharkovsky's, as far as the oracle looks
TABLES = entropy_bounds(GOLDEN_LEAST, GOLDEN_MOST)
BY_ENTROPY = {"on": None, "type": "li_yorke_chaos_by_entropy"}
BY_TABLE = {"absence": growing_at_most("4/3", SIX_UPPER), "x": "0"}
GOOD = {
    "tables": certificate(GOLDEN, TABLES, evidence(GOLDEN_LOWER, GOLDEN_UPPER)),
    "slopes": certificate(SLOW, entropy_bounds("3/2", "3/2"), evidence(1, 2)),
    "layers": certificate(LADDER, entropy_bounds(1, 1), evidence(None, LADDER_UPPER)),
    "exact": certificate(GOLDEN, entropy_exact([-1, -1, 1], 1, 2), GOLDEN_SERIES),
    "absent": certificate(SLOW, absent_periods(0, 5), growing_at_most("3/2", 1)),
    "chaos": certificate(GOLDEN, BY_ENTROPY, growing_at_least(GOLDEN_LEAST, GOLDEN_LOWER)),
    "no_chaos": certificate(FLIP, no_chaos(4)),
    "forced": certificate(TENT, forced(5), {"x": "2/33"}),
    "three": certificate(TENT, period_set(3), {"absence": None, "x": "2/7"}),
    "two": certificate(FLIP, period_set(2), {"absence": None, "x": "0"}),
    "six": certificate(SIX, period_set(6), {"absence": {"m": 0, "z": "4/9"}, "x": "0"}),
    "six_by_table": certificate(SIX, period_set(6), BY_TABLE, cites=["BGMY80", "MS80"]),
    "first_no_chaos": certificate(FLIP, no_chaos(4), cites=["C55"]),
    "first_forced": certificate(TENT, forced(5), {"x": "2/33"}, cites=["SH64"]),
    "first_six": certificate(SIX, period_set(6), BY_TABLE, cites=["BGMY80", "MS80", "SH64"]),
}


def is_true(cert: Any) -> bool:
    """What an accepted certificate says, or what it shows, decided by the oracle."""
    subject = json.loads(cert["subject"][0]["text"])
    slopes = [None if s is None else Fraction(s) for s in (subject.get("left_slope"), subject.get("right_slope"))]
    f = brute.Map([(Fraction(x), Fraction(y)) for x, y in subject["knots"]], *slopes)
    claim, witness = cert["claim"], cert["witness"]
    on = claim["on"]
    lo, hi = f.domain() if on is None else (None if e is None else Fraction(e) for e in on)
    if not brute.is_self_map(f, lo, hi):
        return False
    kind = claim["type"]
    if kind in ("forced_periods", "period_set"):
        x, n = Fraction(witness["x"]), claim["n"]
        if not (brute.inside(x, lo, hi) and brute.least_period(f, x, n)):
            return False
        stronger = ORDER[: ORDER.index(n)] if n in ORDER else []
        return kind == "forced_periods" or all(brute.least_period_points(f, m, lo, hi) == 0 for m in stronger)
    if kind == "no_li_yorke_chaos":  # on intervals of any kind
        return claim["period"] > 8 or brute.least_period_points(f, claim["period"], lo, hi) == 0
    if lo is None or hi is None:
        return False
    if kind == "entropy_exact":
        counts = [brute.pieces(brute.iterate(f, k, lo, hi)) for k in range(7)]
        numerator, denominator = ([int(c) for c in witness[key]] for key in ("numerator", "denominator"))
        return Fraction(claim["interval"][0]) ** 12 <= cylinders(f, lo, hi, 12)[12] and all(
            sum(c * counts[k - i] for i, c in enumerate(denominator) if i <= k) == sum(numerator[k : k + 1])
            for k in range(7)
        )
    if kind == "absent_periods":
        there = [m for m in (3, 5, 6) if brute.least_period_points(f, m, lo, hi) != 0]
        upto = claim["upto"] or 9
        return shows(f, lo, hi, witness["upper"], witness["at_most"], upper=True) and not any(
            m <= upto if m % 2 else claim["doublings"] > 0 for m in there
        )
    if kind == "li_yorke_chaos_by_entropy":
        return Fraction(witness["at_least"]) > 1 and shows(
            f, lo, hi, witness["lower"], witness["at_least"], upper=False
        )
    return all(
        bound in (None, "1") if given is None else shows(f, lo, hi, given, bound, upper=name == "upper")
        for name, given, bound in (
            ("lower", witness["lower"], claim["at_least"]),
            ("upper", witness["upper"], claim["at_most"]),
        )
    )


def shows(f: brute.Map, lo: Fraction, hi: Fraction, given: Any, bound: Any, *, upper: bool) -> bool:
    """Is this evidence for the bound?"""
    limit = Fraction(bound)
    if "slopes" in given:
        n = given["slopes"]
        largest, smallest = brute.slope_range(brute.iterate(f, n, lo, hi))
        return largest <= limit**n if upper else smallest >= limit**n
    rows = [
        Row(*(Fraction(e) for e in row["interval"]), int(row["weight"]), row["parts"], row.get("layer", 0))
        for row in given["table"]
    ]
    return valid(f, lo, hi, rows, limit, upper=upper)


test_accepted_as_they_are, test_cut_at_every_byte, test_every_byte_changed, test_every_value_changed = suite(
    GOOD, is_true, 160
)
