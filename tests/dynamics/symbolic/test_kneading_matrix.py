"""The kneading matrix against the main identity of Milnor and Thurston, and the determinant against the growth."""

import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise, permutations

import mpmath
import pytest

import exactpl as xp
from exactpl import kneading_determinant, kneading_matrix
from exactpl.dynamics.growth.bounds import growth_by_tables
from tests.bridge import pl
from tests.dynamics.families import compact_maps, related_map, where
from tests.dynamics.named_maps import GOLDEN, tent
from tests.oracles.growth import compact_domain
from tests.oracles.maps import Map, canonical, evaluate, identity, kinks, lap_count, make, preimages, slopes
from tests.oracles.maps import compose as after
from tests.oracles.words import germ_word

Series = list[int]


def turning_points(m: Map) -> list[Fraction]:
    m = canonical(m)
    signs = [s > 0 for s in slopes(m)]
    return [c for c, a, b in zip(kinks(m), signs[:-1], signs[1:], strict=True) if a != b]


def theta(m: Map, x: Fraction, side: int, length: int) -> list[Series]:
    """Return, for each lap, its coefficients in the sum of (signs of the laps before) * lap * t^n, beside x."""
    m = canonical(m)
    turning, cuts, signs = turning_points(m), kinks(m), [1 if s > 0 else -1 for s in slopes(m)]
    lap_of = [sum(c in turning for c in cuts[:i]) for i in range(len(signs))]
    found = [[0] * length for _ in range(len(turning) + 1)]
    sign = 1
    word, flat = germ_word(m, x, side, length)
    assert flat is None
    for n, piece in enumerate(word):
        found[lap_of[piece]][n] = sign
        sign *= signs[piece]
    return found


def first_hits(m: Map, length: int) -> list[Series]:
    """Return, for each turning point c, the numbers of inner x with m^n(x) = c and no turning point before."""
    turning = turning_points(m)
    lower, upper = compact_domain(m)
    found = [[0] * length for _ in turning]
    power, before = identity(m), set[Fraction]()
    for n in range(length):
        new: set[Fraction] = set()
        for i, c in enumerate(turning):
            for low, high in preimages(power, c):
                assert low == high
                assert low is not None
                if lower < low < upper and low not in before:
                    found[i][n] += 1
                    new.add(low)
        before |= new
        power = after(m, power)
    return found


def times(a: Series, b: Series) -> Series:
    """Return the product of two series of equal length, cut there."""
    return [sum(a[i] * b[n - i] for i in range(n + 1)) for n in range(len(a))]


def determinant(matrix: list[list[Series]], length: int) -> Series:
    """Return the determinant as the sum over permutations."""
    total = [0] * length
    for chosen in permutations(range(len(matrix))):
        inversions = sum(chosen[i] > chosen[j] for j in range(len(chosen)) for i in range(j))
        term = [(-1) ** inversions] + [0] * (length - 1)
        for row, j in zip(matrix, chosen, strict=True):
            term = times(term, row[j])
        total = [a + b for a, b in zip(total, term, strict=True)]
    return total


def maps_without_flats(seed: str, count: int, most_turns: int = 3) -> Iterator[Map]:
    rng = random.Random(seed)
    made = 0
    for i, m in enumerate(compact_maps(seed, 100_000, 5)):
        candidate = related_map(rng) if i % 3 == 0 else m
        if 0 not in slopes(candidate) and len(turning_points(candidate)) <= most_turns:
            yield candidate
            made += 1
            if made == count:
                return


SPECIAL = [
    tent("2"),
    tent("3/2"),
    tent("1"),
    GOLDEN,
    make([(0, 0), (1, 1)]),
    make([(0, 1), (1, 0)]),
    make([(0, 0), ("1/2", "1/4"), (1, 1)]),  # a kink that does not turn
    make([(0, 0), ("1/4", "1/3"), ("1/2", 1), ("3/4", "1/5"), (1, 0)]),
    make([(0, 1), ("1/3", 0), ("2/3", 1), (1, 0)]),
    make([(0, 0), ("1/4", 1), ("1/2", 0), ("3/4", 1), (1, 0)]),
]


def test_the_identity_of_milnor_and_thurston() -> None:
    """theta(b-) - theta(a+) is the sum over turning points c of (first hits of c) * (theta(c+) - theta(c-))."""
    length = 6
    for m in [*SPECIAL, *maps_without_flats("milnor thurston", 30)]:
        lower, upper = compact_domain(m)
        left, right = theta(m, lower, 1, length), theta(m, upper, -1, length)
        hits = first_hits(m, length)
        matrix = kneading_matrix(pl(m), length=length)
        assert len(matrix) == len(hits)
        for j in range(len(left)):
            total = [0] * length
            for gamma, row in zip(hits, matrix, strict=True):
                total = [a + b for a, b in zip(total, times(gamma, row[j]), strict=True)]
            assert total == [b - a for a, b in zip(left[j], right[j], strict=True)], (where(m), j)
        # the laps of m^k: one more for each first hit before k
        power = identity(m)
        for k in range(length):
            assert lap_count(power) == 1 + sum(sum(gamma[:k]) for gamma in hits), where(m)
            power = after(m, power)


def test_rows_are_jumps() -> None:
    for m in [*SPECIAL, *maps_without_flats("jumps", 40)]:
        matrix = kneading_matrix(pl(m), length=9)
        for c, row in zip(turning_points(m), matrix, strict=True):
            right, left = theta(m, c, 1, 9), theta(m, c, -1, 9)
            assert row == [[b - a for a, b in zip(x, y, strict=True)] for x, y in zip(left, right, strict=True)], where(
                m
            )


def test_the_determinant_does_not_depend_on_the_column() -> None:
    length = 7
    for m in [*SPECIAL, *maps_without_flats("columns", 40)]:
        f = pl(m)
        matrix, found = kneading_matrix(f, length=length), kneading_determinant(f, length=length)
        assert found[0] == 1, where(m)
        lap_signs = [1 if evaluate(m, b) > evaluate(m, a) else -1 for a, b in laps(m)]
        for j, sign in enumerate(lap_signs):
            minor = determinant([row[:j] + row[j + 1 :] for row in matrix], length)
            factor = [1, -sign, *[0] * (length - 2)]
            assert times(found, factor) == [(-1) ** j * c for c in minor], (where(m), j)


def laps(m: Map) -> list[tuple[Fraction, Fraction]]:
    lower, upper = compact_domain(m)
    ends = [lower, *turning_points(m), upper]
    return list(pairwise(ends))


def value(series: Series, x: mpmath.mpf) -> mpmath.mpf:
    return mpmath.polyval(series[::-1], x)


@pytest.mark.parametrize("slope", ["2", "19/10", "8/5", "3/2", "7/5", "5/4"])
def test_zeros_for_tents(slope: str) -> None:
    s = Fraction(slope)
    series = kneading_determinant(pl(tent(slope)), length=400)
    with mpmath.workdps(60):
        t = mpmath.mpf(s.denominator) / s.numerator
        assert abs(value(series, t)) < 10 * t**400 / (1 - t)
        assert abs(value(series, t)) < mpmath.mpf(10) ** -35
        assert all(value(series, t * i / 50) > 0 for i in range(50))


def test_the_smallest_zero_is_one_over_the_growth() -> None:
    compared = 0
    for m in maps_without_flats("smallest zeros", 90):
        f = pl(m)
        bounds = growth_by_tables(f, Fraction(1, 10**7), most_rows=600)
        if bounds.lower <= Fraction(21, 20) or bounds.width > Fraction(1, 10**7):
            continue
        series = kneading_determinant(f, length=200 if bounds.lower > Fraction(6, 5) else 600)
        t = mpmath.mpf(bounds.lower.denominator) / bounds.lower.numerator
        assert all(value(series, t * i / 40) > 0 for i in range(40)), where(m)
        slope = abs(sum(n * c * t ** (n - 1) for n, c in enumerate(series) if n))
        assert abs(value(series, t)) < 1e-6 * (1 + slope), where(m)
        compared += 1
        if compared == 30:
            break
    assert compared == 30


def test_zero_entropy_has_no_zero_inside() -> None:
    for m in (tent("1"), make([(0, "3/4"), ("1/2", 1), (1, 0)]), make([(0, 0), (1, 1)]), make([(0, 1), (1, 0)])):
        series = kneading_determinant(pl(m), length=500)
        assert all(value(series, mpmath.mpf(i) / 20) > 0 for i in range(20)), where(m)


def test_short_series() -> None:
    f = xp.zoo.tent()
    assert kneading_matrix(f, length=0) == [[[], []]]
    assert kneading_matrix(f, length=1) == [[[-1], [1]]]
    assert kneading_determinant(f, length=1) == [1]
    assert kneading_determinant(f, length=0) == []
    monotone = xp.PL([(0, 0), (1, 1)])
    assert kneading_matrix(monotone, length=5) == []
    assert kneading_determinant(monotone, length=5) == [1, 1, 1, 1, 1]
    assert kneading_determinant(xp.PL([(0, 1), (1, 0)]), length=5) == [1, -1, 1, -1, 1]


def test_errors() -> None:
    for call in (kneading_matrix, kneading_determinant):
        with pytest.raises(xp.DomainError, match="flat"):
            call(xp.PL([(0, 0), ("1/3", 1), ("2/3", 1), (1, 0)]), length=5)
        with pytest.raises(xp.DomainError, match="compact"):
            call(xp.PL([(0, 0)], left_slope=-2, right_slope=2), length=5)
        with pytest.raises(xp.DomainError, match="x = 1/2"):
            call(xp.PL([(0, 0), ("1/2", 2), (1, 0)]), length=5)
        with pytest.raises(xp.InputError):
            call(xp.zoo.tent(), length=-1)
