"""Intervals of Clopper and Pearson against exact binomial tails."""

import itertools
from fractions import Fraction
from math import comb

import pytest

from exactpl.errors import InexactNumberError, InputError
from exactpl.survey import clopper_pearson

Q = Fraction
STEP = Q(1, 2**40)
CONFIDENCES = [Q(95, 100), Q(99, 100), Q(1, 2), Q(1, 1000), Q(999_999, 1_000_000)]


def at_least(x: int, n: int, p: Fraction) -> Fraction:
    """Return P(X >= x) for X binomial with n trials of probability p, over one denominator."""
    a, b = p.numerator, p.denominator
    return Fraction(sum(comb(n, k) * a**k * (b - a) ** (n - k) for k in range(x, n + 1)), b**n)


def at_most(x: int, n: int, p: Fraction) -> Fraction:
    return at_least(n - x, n, 1 - p)


def require_exact_ends(x: int, n: int, confidence: Fraction) -> None:
    """The lower end is at most the p with P(X >= x) = tail and above p - 2^-39; the upper end is its mirror image."""
    tail = (1 - confidence) / 2
    lower, upper = clopper_pearson(x, n, confidence=confidence)
    assert type(lower) is type(upper) is Fraction
    assert lower.denominator <= 2**40 >= upper.denominator
    if x == 0:
        assert lower == 0
    else:
        assert at_least(x, n, lower) <= tail < at_least(x, n, lower + 2 * STEP)
    if x == n:
        assert upper == 1
    else:
        assert at_most(x, n, upper) <= tail < at_most(x, n, upper - 2 * STEP)


@pytest.mark.parametrize("confidence", CONFIDENCES, ids=str)
def test_small_surveys_against_exact_tails(confidence: Fraction) -> None:
    for n in range(13):
        for x in range(n + 1):
            require_exact_ends(x, n, confidence)


@pytest.mark.parametrize("confidence", [Q(95, 100), Q(1, 10), 1 - Q(1, 10**9)], ids=str)
@pytest.mark.parametrize("x", [0, 1, 2, 57, 100, 199, 200])
def test_two_hundred_draws_against_exact_tails(x: int, confidence: Fraction) -> None:
    require_exact_ends(x, 200, confidence)


@pytest.mark.parametrize("confidence", [1 - Q(1, 10**12), 1 - Q(1, 10**30), Q(1, 10**12)], ids=["12", "30", "low"])
@pytest.mark.parametrize(("x", "n"), [(1, 3), (3, 7), (10, 60), (59, 60)])
def test_extreme_confidences_against_exact_tails(x: int, n: int, confidence: Fraction) -> None:
    require_exact_ends(x, n, confidence)


@pytest.mark.parametrize("n", [1, 2, 7, 40])
def test_all_or_nothing_has_a_closed_form(n: int) -> None:
    """P(X >= n) = p^n and P(X <= 0) = (1 - p)^n: the ends are n-th roots of the tail, and their complements."""
    tail = Q(1, 40)
    lower, upper = clopper_pearson(n, n)
    assert upper == 1
    assert lower**n <= tail < (lower + 2 * STEP) ** n
    lower, upper = clopper_pearson(0, n)
    assert lower == 0
    assert (1 - upper) ** n <= tail < (1 - upper + 2 * STEP) ** n


@pytest.mark.parametrize(
    ("x", "n", "lower", "upper"),
    [
        # R: binom.test(x, n)$conf.int, to the digits that its manual and textbooks print
        (682, 925, "0.7076683", "0.7654066"),  # example of ?binom.test (Conover 1971, p. 97)
        (0, 10, "0", "0.3084971"),
        (10, 10, "0.6915029", "1"),
        (5, 10, "0.1870860", "0.8129140"),
        (1, 2, "0.0125791", "0.9874209"),  # 1 - sqrt(39/40) and its mirror image
    ],
)
def test_published_values(x: int, n: int, lower: str, upper: str) -> None:
    low, high = clopper_pearson(x, n)
    assert abs(low - Q(lower)) <= Q(6, 10**8)
    assert abs(high - Q(upper)) <= Q(6, 10**8)


def test_no_draws_say_nothing() -> None:
    assert tuple(clopper_pearson(0, 0)) == (0, 1)


def test_monotone_in_successes_and_in_confidence_and_mirrored() -> None:
    for n in (5, 30):
        intervals = [clopper_pearson(x, n) for x in range(n + 1)]
        for one, other in itertools.pairwise(intervals):
            assert one.lower < other.lower
            assert one.upper < other.upper
        for x, each in enumerate(intervals):
            assert each.lower <= Q(x, n) <= each.upper
            mirrored = intervals[n - x]
            assert (each.lower, each.upper) == (1 - mirrored.upper, 1 - mirrored.lower)
    for x in (0, 3, 17, 20):
        nested = [clopper_pearson(x, 20, confidence=c) for c in sorted(CONFIDENCES)]
        assert all(b.contains_interval(a) and a != b for a, b in itertools.pairwise(nested))


def test_more_draws_of_one_rate_say_more() -> None:
    widths = [u - v for v, u in (clopper_pearson(n // 4, n) for n in (4, 40, 400, 4000, 400_000))]
    assert widths == sorted(widths, reverse=True)
    assert len(set(widths)) == 5


def test_the_share_of_surveys_that_it_covers() -> None:
    """For each p, the x whose interval misses p have together at most the probability 1 - confidence."""
    n = 30
    intervals = [clopper_pearson(x, n, confidence="9/10") for x in range(n + 1)]
    for p in (Q(k, 37) for k in range(38)):
        missed = sum(comb(n, x) * p**x * (1 - p) ** (n - x) for x, each in enumerate(intervals) if p not in each)
        assert missed <= Q(1, 10)


def test_texts_are_exact_confidences() -> None:
    for text in ("0.95", "95/100", "19/20"):
        assert clopper_pearson(3, 10, confidence=text) == clopper_pearson(3, 10)


@pytest.mark.parametrize("confidence", [0, 1, 2, -1, "-1/2", "3/2"], ids=repr)
def test_confidences_lie_strictly_between_zero_and_one(confidence: object) -> None:
    with pytest.raises(InputError, match="between 0 and 1"):
        clopper_pearson(1, 2, confidence=confidence)  # type: ignore[arg-type]


@pytest.mark.parametrize(("x", "n"), [(-1, 3), (4, 3), (0, -1), (1, 0), (2.0, 3), (1, "3"), (None, 3)], ids=repr)
def test_impossible_counts(x: object, n: object) -> None:
    with pytest.raises((InputError, TypeError)):
        clopper_pearson(x, n)  # type: ignore[arg-type]


def test_floats_are_no_confidences() -> None:
    with pytest.raises(InexactNumberError):
        clopper_pearson(1, 2, confidence=0.95)  # type: ignore[arg-type]
