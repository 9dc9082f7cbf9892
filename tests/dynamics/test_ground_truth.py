"""Pieces, laps, fixed points and periods of known maps: values found by other code, or by hand."""

from fractions import Fraction

import pytest

import exactpl as xp
from exactpl.dynamics.periods.periodic_orbits import find_periodic_point
from exactpl.dynamics.periods.periodic_point_counts import periodic_point_count
from exactpl.dynamics.periods.swap import find_swap

FIBONACCI = [1, 1]
while len(FIBONACCI) < 80:
    FIBONACCI.append(FIBONACCI[-1] + FIBONACCI[-2])
LUCAS = [1, 3]  # L_1, L_2
while len(LUCAS) < 60:
    LUCAS.append(LUCAS[-1] + LUCAS[-2])


def periods(f: xp.PL, upto: int) -> set[int]:
    return {n for n in range(1, upto + 1) if find_periodic_point(f, n) is not None}


def has(f: xp.PL, n: int) -> bool:
    return find_periodic_point(f, n) is not None


def fixed(f: xp.PL, n: int) -> int:
    count = xp.fixed_point_count(f, n)
    assert count.intervals == 0
    return count.isolated


def points(f: xp.PL, n: int) -> set[Fraction]:
    found = xp.periodic_points(f, n)
    assert not found.intervals
    return set(found.isolated)


def fractions(text: str) -> set[Fraction]:
    return {Fraction(word) for word in text.split()}


# -- tents ------------------------------------------------------------------------------------------------------------


def test_the_tent() -> None:
    f = xp.zoo.tent()
    assert xp.piece_counts(f, upto=60) == [2**k for k in range(61)]
    assert [fixed(f, n) for n in range(1, 61)] == [2**n for n in range(1, 61)]
    assert [len(points(f, n)) for n in range(1, 9)] == [2, 2, 6, 12, 30, 54, 126, 240]
    assert points(f, 3) == fractions("2/9 4/9 8/9 2/7 4/7 6/7")


def test_the_skew_tent() -> None:
    f = xp.zoo.skew_tent("1/3")
    assert xp.piece_counts(f, upto=30) == [2**k for k in range(31)]
    assert [fixed(f, n) for n in range(1, 31)] == [2**n for n in range(1, 31)]
    assert points(f, 3) == fractions("3/29 9/29 27/29 3/23 9/23 21/23")


def test_six_skew_tents_after_one_another() -> None:
    f = xp.PL([(0, 0), (1, 1)])
    for peak in ("1/4", "1/3", "2/5", "3/7", "5/8", "7/9"):
        f = xp.zoo.skew_tent(peak) @ f
    assert len(f.pieces) == 64


def test_the_variation_of_the_iterates_of_the_tent() -> None:
    assert [xp.iterate(xp.zoo.tent(), k).total_variation() for k in range(1, 9)] == [2**k for k in range(1, 9)]


@pytest.mark.parametrize(
    ("slope", "yes"),
    [
        ("89/55", True),
        ("144/89", False),
        ("233/144", True),
        ("377/233", False),
        ("610/377", True),
        ("987/610", False),
        ("1597/987", True),
        ("2584/1597", False),
    ],
)
def test_period_3_of_tents_at_the_golden_ratio(slope: str, yes: bool) -> None:
    s = Fraction(slope)
    assert (s**2 - s - 1 >= 0) == yes
    assert has(xp.zoo.tent(slope=s), 3) == yes


@pytest.mark.parametrize("i", range(2, 70))
def test_period_3_of_tents_at_all_fibonacci_quotients(i: int) -> None:
    s = Fraction(FIBONACCI[i + 1], FIBONACCI[i])  # these lie on both sides of the golden ratio in turn
    assert has(xp.zoo.tent(slope=s), 3) == (s**2 - s - 1 >= 0)


@pytest.mark.parametrize(
    ("slope", "upto", "expected"),
    [
        ("8/5", 8, {1, 2, 4, 5, 6, 7, 8}),
        ("7/5", 8, {1, 2, 4, 6, 8}),
        ("17/12", 8, {1, 2, 4, 6, 8}),
        ("41/29", 8, {1, 2, 4, 6, 8}),
        ("6/5", 8, {1, 2, 4, 8}),
    ],
)
def test_periods_of_tents(slope: str, upto: int, expected: set[int]) -> None:
    assert periods(xp.zoo.tent(slope=slope), upto) == expected


def test_the_root_of_two_is_not_seen_by_small_periods() -> None:
    # 41/29 < sqrt 2 < 17/12: the first has no odd period at all, the second has some, far away
    # tent 17/12 has no period 3, 5, 7, 9, and 9 cycles of period 12; 35,891,461 cycles of period 60
    above, below = xp.zoo.tent(slope="17/12"), xp.zoo.tent(slope="41/29")
    assert not any(has(above, n) for n in (3, 5, 7, 9))
    assert len(points(above, 12)) == 9 * 12
    assert periodic_point_count(above, 60).points == 35_891_461 * 60
    odd = range(3, 40, 2)
    assert not any(has(below, n) for n in odd)
    assert any(has(above, n) for n in odd)


def test_the_tent_of_slope_1() -> None:
    f = xp.zoo.tent(slope=1)
    for n in range(1, 6):
        found = xp.fixed_points(f, n)
        assert (found.isolated, found.intervals) == ((), (xp.Interval(0, "1/2"),))
    assert xp.piece_counts(f, upto=50) == [1] + [2] * 50
    assert periods(f, 8) == {1}


@pytest.mark.parametrize(
    ("period", "slope", "yes"),
    [(5, "151/100", False), (5, "38/25", True), (7, "73/50", False), (7, "147/100", True)],
)
def test_slopes_at_which_periods_5_and_7_begin(period: int, slope: str, yes: bool) -> None:
    assert has(xp.zoo.tent(slope=slope), period) == yes


# -- truncated tents --------------------------------------------------------------------------------------------------


def test_the_tent_cut_at_three_quarters() -> None:
    f = xp.zoo.truncated_tent("3/4")
    assert xp.piece_counts(f, upto=40)[1:] == [4 * k - 1 for k in range(1, 41)]
    assert [fixed(f, n) for n in range(1, 9)] == [2, 4, 2, 4, 2, 4, 2, 4]
    assert periods(f, 12) == {1, 2}


def test_the_tent_cut_at_six_sevenths() -> None:
    f = xp.zoo.truncated_tent("6/7")
    assert xp.piece_counts(f, upto=6)[1:] == [3, 7, 15, 27, 47, 79]
    # charpoly x^2 (x - 1) (x^2 - x - 1): the counts satisfy that recurrence
    counts = xp.piece_counts(f, upto=40)
    assert all(counts[k + 3] == 2 * counts[k + 2] - counts[k] for k in range(3, 38))
    assert fixed(f, 3) == 5
    assert points(f, 3) == fractions("2/7 4/7 6/7")
    assert fixed(xp.zoo.truncated_tent("13/15"), 3) == 8


@pytest.mark.parametrize(("n", "height"), [(3, "6/7"), (5, "26/31"), (6, "52/63"), (7, "106/127")])
def test_heights_at_which_periods_begin(n: int, height: str) -> None:
    h = Fraction(height)
    assert has(xp.zoo.truncated_tent(h), n)
    assert not has(xp.zoo.truncated_tent(h - Fraction(1, 10**9)), n)
    assert has(xp.zoo.truncated_tent(h + Fraction(1, 10**9)), n)


def test_heights_of_periods_2_and_4() -> None:
    assert has(xp.zoo.truncated_tent(Fraction(4, 5) - Fraction(1, 10**6)), 2)
    assert not has(xp.zoo.truncated_tent("4/5"), 4)
    assert has(xp.zoo.truncated_tent(Fraction(4, 5) + Fraction(1, 10**6)), 4)


# -- the golden family ------------------------------------------------------------------------------------------------


def test_the_golden_map() -> None:
    f = xp.zoo.golden()
    assert xp.piece_counts(f, upto=7)[1:] == [2, 3, 5, 8, 13, 21, 34]
    assert xp.piece_counts(f, upto=70) == FIBONACCI[1:72]
    assert [fixed(f, n) for n in range(1, 61)] == LUCAS
    assert LUCAS[59] == 3_461_452_808_002
    assert points(f, 3) == fractions("0 1/2 1")


def test_the_golden_map_a_little_higher() -> None:
    f = xp.zoo.golden("51/100")
    assert fixed(f, 3) == 1
    assert periods(f, 7) == {1, 2, 4, 5, 6, 7}
    assert xp.piece_counts(f, upto=7)[1:] == [2, 3, 5, 8, 13, 21, 34]


def test_the_golden_map_at_three_quarters() -> None:
    f = xp.zoo.golden("3/4")
    assert xp.piece_counts(f, upto=100)[1:] == [k + 1 for k in range(1, 101)]
    assert xp.fixed_point_count(f, 4).intervals == 2
    assert xp.fixed_point_count(f, 8).intervals == 2
    assert [xp.fixed_point_count(f, n).intervals for n in (1, 2, 3, 5, 6, 7)] == [0] * 6
    assert len(xp.periodic_points(f, 4).intervals) == 2
    assert periods(f, 16) == {1, 2, 4}


# -- cycles -----------------------------------------------------------------------------------------------------------


def test_kinks_that_cancel() -> None:
    f, g = xp.PL([(0, 0), ("1/2", "1/3"), (1, 1)]), xp.PL([(0, 0), ("1/3", "1/2"), (1, 1)])
    assert g @ f == xp.PL([(0, 0), (1, 1)])
    assert xp.piece_counts(xp.zoo.involution(), upto=9) == [1, 2, 1, 2, 1, 2, 1, 2, 1, 2]
    assert periods(xp.zoo.involution(), 8) == {1, 2}


def test_the_trapezoid() -> None:
    f = xp.zoo.trapezoid()
    assert xp.piece_counts(f, upto=40)[1:] == [2 ** (k + 1) - 1 for k in range(1, 41)]
    assert xp.lap_counts(f, upto=40) == [2**k for k in range(41)]
    assert [fixed(f, n) for n in range(1, 20)] == [2**n for n in range(1, 20)]


def test_a_clipped_line() -> None:
    f = xp.PL([(0, 0), ("1/4", 0), ("3/4", 1), (1, 1)])
    assert xp.piece_counts(f, upto=60) == [1] + [3] * 60
    assert [xp.fixed_points(f, n).isolated for n in (1, 2, 5)] == [(0, Fraction(1, 2), 1)] * 3


def test_stefan_3() -> None:
    f = xp.zoo.stefan(3)
    assert periods(f, 9) == set(range(1, 10))
    assert xp.piece_counts(f, upto=30) == FIBONACCI[1:32]  # charpoly x^2 - x - 1


def test_stefan_5() -> None:
    f = xp.zoo.stefan(5)
    assert f == xp.PL([(0, "1/2"), ("1/4", 1), ("1/2", "3/4"), ("3/4", "1/4"), (1, 0)])
    assert periods(f, 7) == {1, 2, 4, 5, 6, 7}
    assert xp.piece_counts(f, upto=7)[1:] == [4, 6, 9, 14, 21, 32, 48]
    assert xp.lap_counts(f, upto=7)[1:] == [2, 3, 5, 7, 11, 16, 25]
    for n in (xp.piece_counts(f, upto=60), xp.lap_counts(f, upto=60)):  # charpoly x^4 - x^3 - x^2 + x - 1
        assert all(n[k + 4] == n[k + 3] + n[k + 2] - n[k + 1] + n[k] for k in range(1, 57))


@pytest.mark.parametrize("p", [5, 7, 9, 11])
def test_stefan_cycles_have_no_smaller_odd_period(p: int) -> None:
    # P. Stefan, doi 10.1007/BF01614086
    f = xp.zoo.stefan(p)
    assert {n for n in range(3, p + 4, 2) if has(f, n)} == {p, p + 2}


def test_increasing_cycles() -> None:
    assert xp.piece_counts(xp.zoo.increasing_cycle(4), upto=6)[1:] == [2, 4, 7, 13, 24, 44]
    assert xp.piece_counts(xp.zoo.increasing_cycle(5), upto=6)[1:] == [2, 4, 8, 15, 29, 56]
    assert xp.piece_counts(xp.zoo.increasing_cycle(6), upto=6)[1:] == [2, 4, 8, 16, 31, 61]
    for p in (3, 4, 5, 6):
        # charpoly x^(p-1) - x^(p-2) - ... - 1
        counts = xp.piece_counts(xp.zoo.increasing_cycle(p), upto=40)
        assert all(counts[k + p - 1] == sum(counts[k : k + p - 1]) for k in range(1, 30))
        assert has(xp.zoo.increasing_cycle(p), p)


def test_the_zigzag() -> None:
    f = xp.zoo.zigzag(3)
    assert xp.piece_counts(f, upto=40) == xp.lap_counts(f, upto=40) == [3**k for k in range(41)]
    assert [fixed(f, n) for n in range(1, 41)] == [3**n for n in range(1, 41)]


def test_redundant_vertices() -> None:
    f = xp.PL([(0, 0), ("1/4", "1/2"), ("1/2", 1), ("3/4", "1/2"), (1, 0)])
    assert xp.piece_count(f, 1) == 2
    assert f == xp.zoo.tent()


# -- networks ---------------------------------------------------------------------------------------------------------


def test_telgarskys_unit() -> None:
    f = xp.zoo.telgarsky()
    assert xp.piece_counts(f, upto=7)[1:] == [4, 6, 10, 18, 34, 66, 130]
    assert xp.piece_count(f, 100) == 2**100 + 2
    sixth = xp.Iterate(f, 6)
    assert [sixth(Fraction(i, 64)) for i in range(65)] == [i % 2 for i in range(65)]


def test_the_map_of_the_scrambling_figure() -> None:
    # figure 1 of arXiv 2210.05212
    f = xp.zoo.scrambling()
    lower, upper = Fraction("-199959799/10000000000000"), Fraction("1003969799/1000000000")
    assert f("0.502") == upper
    assert f(upper) == lower
    for g in (f, f.restrict(lower, upper)):
        assert xp.piece_counts(g, upto=8)[1:] == [3, 6, 11, 21, 41, 81, 161, 321]
        assert xp.lap_counts(g, upto=8) == [2**k for k in range(9)]
        assert fixed(g, 1) == 1
        assert fixed(g, 3) == 7
        assert has(g, 3)
    with pytest.raises(xp.DomainError):
        xp.piece_counts(f.restrict(0, 1), upto=8)


def test_the_network_of_the_notebook() -> None:
    # printed in the notebooks that accompany arXiv 2210.05212
    f = xp.zoo.notebook_network()
    peak = f(0)
    for g in (f, f.restrict(0, peak)):
        assert periods(g, 8) == {1, 2}
        assert [fixed(g, n) for n in (1, 3, 4)] == [1, 1, 3]
        assert points(g, 2) == {Fraction(0), peak}
        assert find_swap(g) is not None
    assert abs(peak - Fraction("0.654755566276002")) < Fraction(1, 10**14)


def test_an_orbit_that_floats_lose() -> None:
    orbit = [xp.Iterate(xp.zoo.tent(), k)("3/10") for k in range(60)]
    assert orbit == [Fraction(3, 10), Fraction(3, 5)] + [Fraction(4, 5), Fraction(2, 5)] * 29


def test_the_rotation_has_three_intervals_of_period_3() -> None:
    # Fix(f^3) holds three intervals of points of period 3
    f = xp.PL([(0, "2/5"), ("3/5", 1), ("4/5", 0), (1, "1/5")])
    found = xp.periodic_points(f, 3)
    assert [str(interval) for interval in found.intervals] == ["[0, 1/5]", "[2/5, 3/5]", "[4/5, 1]"]
    assert xp.fixed_points(f, 3).intervals == found.intervals
    assert found.exceptions == ()
    assert xp.fixed_point_count(f, 3).intervals == 3
