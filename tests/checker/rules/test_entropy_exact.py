"""entropy_exact: accepted and rejected."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import pytest
from exactpl_checker.arithmetic import sturm

from tests.checker import fueltable
from tests.checker.certmaker import ABSOLUTE, FLIP, GOLDEN, INVOLUTION, TENT, TRAPEZOID, certificate
from tests.checker.corpus_growth import GOLDEN_SERIES, TINY, entropy_exact, shown_by
from tests.harness import accepted_line, fuel, verdict

TENT_SERIES = shown_by([1], [1, -2], 6)
TRAPEZOID_SERIES = shown_by([1], [1, -3, 2], 20)  # with the poles 1 and 1/2
PHI = [-1, -1, 1]


def exact(text: str, polynomial: Any, lo: Any, hi: Any, witness: Any, on: Any = None) -> str:
    return verdict(certificate(text, entropy_exact(polynomial, lo, hi, on), witness))


def times(a: list[int], b: list[int]) -> list[int]:
    out = [0] * (len(a) + len(b) - 1)
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            out[i + j] += x * y
    return out


def test_accepted() -> None:
    assert exact(GOLDEN, PHI, 1, 2, GOLDEN_SERIES) == "accept"
    assert exact(GOLDEN, [-c for c in PHI], 1, 2, GOLDEN_SERIES) == "accept"
    assert exact(GOLDEN, [7 * c for c in PHI], 0, 1000, GOLDEN_SERIES) == "accept"
    assert exact(FLIP, [-1, 1], 1, 1, shown_by([1], [1, -1], 3)) == "accept"
    assert exact(INVOLUTION, [-1, 1], 0, 2, shown_by([1, 2], [1, 0, -1], 8)) == "accept"  # -1 is a root of q too
    assert exact(TRAPEZOID, [-2, 1], "3/2", 2, TRAPEZOID_SERIES) == "accept"
    assert exact(ABSOLUTE, [-1, 1], 1, 2, shown_by([1, 1], [1, -1], 12), ["-1", "1"]) == "accept"


def test_roots_at_the_ends_of_the_interval() -> None:
    for lo, hi in ((2, 2), (1, 2), (2, 3), (-5, 2), (2, 1000)):
        assert exact(TENT, [-2, 1], lo, hi, TENT_SERIES) == "accept"
        assert exact(TENT, [4, -4, 1], lo, hi, TENT_SERIES) == "accept"  # a double root
    assert exact(TENT, [-2, 1], 2 + TINY, 3, TENT_SERIES) == "reject root-count"
    assert exact(TENT, [-2, 1], 1, 2 - TINY, TENT_SERIES) == "reject root-count"
    # (x - 2)(x - 3) and (x - 1)(x - 2): the other root at an end, or a little off.
    for polynomial, lo, hi in (([6, -5, 1], 2, 3), ([2, -3, 1], 1, 2)):
        assert exact(TENT, polynomial, lo, hi, TENT_SERIES) == "reject root-count"
        inside = (lo, hi - TINY) if lo == 2 else (lo + TINY, hi)
        assert exact(TENT, polynomial, *inside, TENT_SERIES) == "accept"


def test_the_root_is_the_largest_of_the_reversed_denominator() -> None:
    assert exact(GOLDEN, PHI, -1, 0, GOLDEN_SERIES) == "reject not-the-largest"
    assert exact(TRAPEZOID, [-1, 1], 1, 1, TRAPEZOID_SERIES) == "reject not-the-largest"
    assert exact(TRAPEZOID, [-1, 1], "1/2", "3/2", TRAPEZOID_SERIES) == "reject not-the-largest"
    # From lo on there must be no other, even where the interval holds the right one.
    assert exact(TRAPEZOID, [-2, 1], 1, 2, TRAPEZOID_SERIES) == "reject not-the-largest"
    assert exact(TRAPEZOID, [-2, 1], 1 + TINY, 2, TRAPEZOID_SERIES) == "accept"


def test_the_root_is_one_of_the_reversed_denominator() -> None:
    assert exact(GOLDEN, [-2, 0, 1], 1, 2, GOLDEN_SERIES) == "reject not-a-root"
    assert exact(GOLDEN, [-809, 500], 1, 2, GOLDEN_SERIES) == "reject not-a-root"
    # A common root outside the interval, and another one inside.
    assert exact(GOLDEN, times(PHI, [-7, 4]), "17/10", 2, GOLDEN_SERIES) == "reject not-a-root"
    assert exact(GOLDEN, times(PHI, [-7, 4]), 1, "17/10", GOLDEN_SERIES) == "accept"
    assert exact(GOLDEN, times(PHI, [-7, 4]), 1, 2, GOLDEN_SERIES) == "reject root-count"
    assert exact(TENT, [-1, 2], 0, 1, TENT_SERIES) == "reject not-a-root"  # the pole, not its inverse
    assert exact(GOLDEN, [1, 0, 1], -9, 9, GOLDEN_SERIES) == "reject root-count"


def test_common_factors() -> None:
    assert exact(TENT, [-2, 1], 2, 2, shown_by([1, 5], [1, 3, -10], 7)) == "reject common-factor"
    # A factor 1 - 5t would make the largest root 5.
    assert exact(TENT, [-5, 1], 5, 5, shown_by([1, -5], [1, -7, 10], 9)) == "reject common-factor"
    wide = shown_by(times([1], [1, 1, 1]), times([1, -2], [1, 1, 1]), 12)
    assert exact(TENT, [-2, 1], 2, 2, wide) == "reject common-factor"
    # Powers of t are no factors of a denominator.
    late = shown_by([0, 1], [1, -2], 12)
    assert exact(TENT, [-2, 1], 2, 2, late) == "reject wrong-count"


def test_the_series_is_verified() -> None:
    assert exact(GOLDEN, [-2, 1], 2, 2, shown_by([1], [1, -2], 20)) == "reject wrong-count"
    assert exact(GOLDEN, PHI, 1, 2, {**GOLDEN_SERIES, "terms": 8}) == "reject too-few-terms"
    assert exact(TENT, [-2, 1], 2, 2, {**TENT_SERIES, "terms": 2}) == "reject not-finite"
    assert exact(TENT, [-2, 1], 2, 2, TENT_SERIES, ["0", "1/2"]) == "reject not-a-self-map"
    assert exact(TENT, [-2, 1], 2, 2, TENT_SERIES, ["0", "2"]) == "reject outside-domain"
    assert exact(ABSOLUTE, [-1, 1], 1, 1, shown_by([1, 1], [1, -1], 12)) == "reject not-compact"
    assert exact(ABSOLUTE, [-1, 1], 1, 1, shown_by([1], [1, -1], 12), ["0", None]) == "reject not-compact"
    for numerator, denominator in (([1], [1, -2, 0]), ([1, 0], [1, -2]), ([2], [2, -4]), ([], [1, -2]), ([1], [])):
        assert exact(TENT, [-2, 1], 2, 2, shown_by(numerator, denominator, 9)) == "reject bad-field"
    for terms in (0, True, None, "6"):
        assert exact(TENT, [-2, 1], 2, 2, {**TENT_SERIES, "terms": terms}) == "reject bad-field"


@pytest.mark.parametrize(
    "polynomial", [[], ["1"], ["0"], ["1", "0"], ["-1", "-1", "1", "0"], ["0", "0"], [-1, 1], "x", None, {"0": "1"}]
)
def test_form_of_the_polynomial(polynomial: Any) -> None:
    claim = {**entropy_exact(PHI, 1, 2), "polynomial": polynomial}
    assert verdict(certificate(GOLDEN, claim, GOLDEN_SERIES)) == "reject bad-field"


@pytest.mark.parametrize(
    "interval", [None, [], ["1"], ["1", "2", "3"], ["2", "1"], ["1", None], [None, "2"], [1, 2], ["1", "4/2"], "12"]
)
def test_form_of_the_interval(interval: Any) -> None:
    claim = {**entropy_exact(PHI, 1, 2), "interval": interval}
    assert verdict(certificate(GOLDEN, claim, GOLDEN_SERIES)).startswith("reject bad-")


def test_coefficients_are_canonical_integers() -> None:
    for wrong in ("1/2", "01", "-0", "1.0", "0x1", ""):
        claim = {**entropy_exact(PHI, 1, 2), "polynomial": ["-1", wrong, "1"]}
        assert verdict(certificate(GOLDEN, claim, GOLDEN_SERIES)) == "reject bad-number"


def test_statement_lemmas_cites_and_fuel() -> None:
    good = certificate(GOLDEN, entropy_exact(PHI, 1, "9/5"), GOLDEN_SERIES)
    assert accepted_line(good) == (
        "the growth s of f on [0, 1], the limit superior of laps(f^k)^(1/k), is the root of "
        "-1 - t + t^2 in [1, 9/5]; its topological entropy is log s",
        "T0.1, T1.0, T1.1'', T1.2, T1.8, T1.8', T3.1, T3.6, T3.6'",
    )
    for cites in ([], ["BGMY80"], ["LY75", "MS80"]):
        assert verdict({**good, "cites": cites}) == "reject cites"
    # B = 1, b = 4 (of 9), T = 9; what the polynomial costs is counted while it is divided.
    assert fuel(good) == fueltable.series(9, 1, 2, [1, 1, 1, -1, -1])
    assert exact(TENT, [-2, *([0] * 2000), 1], 1, 2, TENT_SERIES) == "reject not-a-root"
    assert exact(TENT, PHI, 1, 2, {**TENT_SERIES, "terms": 10**9}) == "decline fuel"


# The arithmetic of polynomials, against polynomials with roots that are known.


def product(roots: list[Fraction], complex_pairs: int) -> list[int]:
    """A polynomial with these real roots, and so many factors x^2 + x + 1 + i without any."""
    out = [1]
    for root in roots:
        out = times(out, [-root.numerator, root.denominator])
    for i in range(complex_pairs):
        out = times(out, [1 + i, 1, 1])
    return out


def test_counting_roots() -> None:
    rng = random.Random("roots")
    grid = [Fraction(n, d) for d in (1, 2, 3) for n in range(-4, 5)]
    for _ in range(300):
        roots = [rng.choice(grid) for _ in range(rng.randrange(6))]
        factor = rng.choice((-3, -1, 1, 2))
        counted = sturm.Roots([factor * c for c in product(roots, rng.randrange(3))])
        for _ in range(20):
            lo, hi = sorted(rng.choices(grid, k=2))
            assert counted.between(lo, hi) == len({r for r in roots if lo <= r <= hi})
            assert counted.between(lo, None) == len({r for r in roots if lo <= r})


def test_common_divisors() -> None:
    rng = random.Random("divisors")
    for _ in range(200):
        a, b, c = (product([Fraction(rng.randint(-3, 3)) for _ in range(rng.randrange(4))], 0) for _ in range(3))
        found = sturm.common_divisor(sturm.primitive(times(a, c)), sturm.primitive([-2 * x for x in times(b, c)]))
        assert len(found) >= len(c)
        for multiple in (times(a, c), times(b, c)):
            assert sturm.remainder(sturm.primitive(multiple), found) == ()
            rest = sturm.quotient(sturm.primitive(multiple), found)
            assert sturm.primitive(times(list(rest), list(found))) in (
                sturm.primitive(multiple),
                sturm.primitive([-x for x in multiple]),
            )
        assert sturm.remainder(sturm.primitive(found), sturm.primitive(c)) == ()
        # What is left has nothing in common.
        left, right = (sturm.quotient(sturm.primitive(times(x, c)), found) for x in (a, b))
        assert len(sturm.common_divisor(left, right)) == 1


def test_no_roots_of_the_zero_polynomial() -> None:
    with pytest.raises(ArithmeticError):
        sturm.Roots([0, 0])
    with pytest.raises(ArithmeticError):
        sturm.quotient((1, 0, 1), (1, 1))
