"""How many points f^n fixes, and how many have least period n: nasty maps against brute force, laws, known values."""

import random
from collections.abc import Callable
from fractions import Fraction

import pytest

import exactpl as xp
from tests.bridge import pl
from tests.dynamics.families import (
    compact_maps,
    conjugate,
    huge_map,
    long_cycle,
    long_tail,
    nasty_maps,
    powers,
    refined,
    related_map,
    where,
)
from tests.oracles.maps import Map, compose, has_least_period, identity, is_self_map, make, minimum, power
from tests.oracles.maps import constant as level
from tests.oracles.periods import divisors, fixed_point_count, mobius, periodic_point_count
from tests.oracles.sequences import lucas

Q = Fraction
TENT = make([(0, 0), ("1/2", 1), (1, 0)])
FLIP = make([(0, 1), (1, 0)])


def affine(slope: int | str, constant: int | str) -> Map:
    return make([(0, constant)], slope, slope)


def skew_flip(c: str) -> Map:
    """Return an involution of [0, 1] with one kink: 0 -> 1 -> 0, c -> c."""
    return make([(0, 1), (c, c), (1, 0)])


def cyclic_blocks(order: list[int], turned: list[bool]) -> Map:
    """Return a map that moves the blocks [2 i, 2 i + 1] round in a cycle, some of them turned over."""
    knots = []
    following = dict(zip(order, [*order[1:], order[0]], strict=True))
    for i in range(len(order)):
        a, b = 2 * following[i], 2 * following[i] + 1
        knots += [(2 * i, b), (2 * i + 1, a)] if turned[i] else [(2 * i, a), (2 * i + 1, b)]
    return make(knots)


NASTY: dict[str, Map] = {
    # attracting cycles
    "attracting fixed point": make([(0, "1/2"), (1, "1/4")]),
    "attracting 2-cycle": make([(0, 1), ("1/4", "7/8"), ("3/4", "1/8"), (1, 0)]),
    "attracting 2-cycle inside": make([(0, "3/4"), ("3/8", "3/4"), ("5/8", "1/4"), (1, "1/8")]),
    "attracting 3-cycle": make([(0, "1/2"), ("1/4", "5/8"), ("1/2", 1), ("7/8", "1/8"), (1, 0)]),
    "attracting from one side": make([(0, 0), ("1/2", "1/2"), (1, "3/4")]),
    # superattracting flats
    "flat top of period 3": minimum(TENT, level(TENT, Q(6, 7))),
    "flat top of period 4": minimum(TENT, level(TENT, Q(14, 17))),
    "flat top of no short period": minimum(TENT, level(TENT, Q(5, 6))),
    "flat top on a fixed point": minimum(TENT, level(TENT, Q(2, 3))),
    "flat steps": make([(0, 1), ("1/4", 1), ("1/2", "1/2"), ("3/4", 0), (1, 0)]),
    "flat onto a kink": make([(0, "1/2"), ("1/4", "1/2"), ("1/2", 1), (1, 0)]),
    "flat onto an end": make([(0, 1), ("1/2", 0), ("3/4", 0), (1, "1/2")]),
    "a flat fixed at its own end": make([(0, 0), ("1/3", "2/3"), ("2/3", "2/3"), (1, 0)]),
    "constant": make([(0, "1/3"), (1, "1/3")]),
    "all steps": make([(0, "1/4"), ("1/3", "1/4"), ("2/3", "3/4"), (1, "3/4")]),
    # slopes 1 and -1: intervals of periodic points
    "identity": identity(TENT),
    "flip": FLIP,
    "involution": skew_flip("1/3"),
    "involution at 2/5": skew_flip("2/5"),
    "identity in the middle": make([(0, "1/3"), ("1/3", "1/3"), ("2/3", "2/3"), (1, 0)]),
    "flip in the middle": make([(0, 0), ("1/4", "3/4"), ("3/4", "1/4"), (1, 1)]),
    "tent of slope 1": make([(0, 0), ("1/2", "1/2"), (1, 0)]),
    "two intervals of period 4": make([(0, "3/4"), ("1/2", 1), (1, 0)]),
    "three blocks": cyclic_blocks([0, 1, 2], [False, False, False]),
    "three blocks, one turned": cyclic_blocks([0, 1, 2], [True, False, False]),
    "three blocks, two turned": cyclic_blocks([0, 2, 1], [True, True, False]),
    "four blocks": cyclic_blocks([0, 2, 1, 3], [False, True, False, False]),
    "blocks that touch": make([(0, "1/3"), ("1/3", "2/3"), ("2/3", "1/3"), (1, 0)]),
    "identity and flip meet": make([(0, 0), ("1/2", "1/2"), (1, "1/2")]),
    "staircase of identities": make([(0, 0), (1, 1), (2, 3), (3, 3), (4, 4), (5, 2)]),
    # breakpoints and ends that are periodic
    "cycle of 3": long_cycle(3),
    "cycle of 4": long_cycle(4),
    "cycle of 5": long_cycle(5),
    "cycle of 8": long_cycle(8),
    "tail 3, cycle 4": long_tail(3, 4),
    "kinks fixed": make([(0, 0), ("1/4", "1/4"), ("1/2", "3/4"), ("3/4", "3/4"), (1, 0)]),
    "kinks exchanged": make([(0, "1/2"), ("1/4", "3/4"), ("1/2", 0), ("3/4", "1/4"), (1, 1)]),
    "ends exchanged": make([(0, 1), ("1/2", "1/4"), (1, 0)]),
    "ends fixed": make([(0, 0), ("1/3", 1), ("2/3", 0), (1, 1)]),
    "end to a kink to the end": make([(0, "1/2"), ("1/2", 0), (1, 1)]),
    "golden": make([(0, "1/2"), ("1/2", 1), (1, 0)]),
    "kinks hit again and again": make([(0, "1/2"), ("1/4", 1), ("1/2", "3/4"), ("3/4", "1/4"), (1, 0)]),
    # neutral on one side
    "slope 1 on the left of a fixed point": make([(0, "1/4"), ("1/4", "1/2"), ("1/2", "1/2"), (1, 0)]),
    "slopes 1 and 2 at a fixed point": make([(0, 0), ("1/2", "1/2"), ("3/4", 1), (1, 0)]),
    "slopes -1 and -2 at a fixed point": make([(0, "3/4"), ("1/4", "3/4"), ("1/2", "1/2"), ("3/4", 0), (1, 1)]),
    "slopes -1/2 and -2 at a fixed point": make([(0, "3/4"), ("1/2", "1/2"), ("3/4", 0), (1, 0)]),
    "slopes 1/2 and 1 at an end": make([(0, 0), ("1/2", "1/4"), (1, 1)]),
    "slope 1 beside the diagonal": make([(0, "1/8"), ("3/4", "7/8"), (1, 1)]),
    "slope -1 beside the antidiagonal": make([(0, 1), ("1/2", "5/8"), ("3/4", "3/8"), (1, 0)]),
    # the line
    "x": affine(1, 0),
    "x + 1": affine(1, 1),
    "-x": affine(-1, 0),
    "1 - x": affine(-1, 1),
    "2 x": affine(2, 0),
    "x / 2": affine("1/2", 0),
    "-2 x": affine(-2, 3),
    "-x / 2": affine("-1/2", 1),
    "constant on the line": affine(0, 5),
    "ReLU": make([(0, 0)], 0, 1),
    "absolute value": make([(0, 0)], -1, 1),
    "minus the absolute value": make([(0, 0)], 1, -1),
    "leaky": make([(0, 0)], "1/2", 1),
    "-x/2 and -2x, an involution of the line": make([(0, 0)], "-1/2", -2),
    "-x/2 and -2x, moved": make([(0, 1)], "-1/2", -2),
    "-x/2 and -3x": make([(0, 0)], "-1/2", -3),
    "-x far out, a bump inside": make([(-2, 2), (-1, 1), (0, 2), (1, -1), (2, -2)], -1, -1),
    "x far out, a bump inside": make([(-1, -1), (0, 1), (1, 1)], 1, 1),
    "x + 1 far out, a horseshoe inside": make([(0, 1), (1, 4), (2, 0), (3, 4)], 1, 1),
    "1 - x on the left, 2 - x on the right": make([(0, 1), (1, 1)], -1, -1),
    "flips far out, flat inside": make([(-1, 0), (1, 0)], -1, -1),
    "all to the right": make([(0, 1)], -1, 1),
    "unfolding": make([(0, -1)], -2, 2),
    # half-lines
    "x on a half-line": make([(0, 0)], None, 1),
    "x + 1 on a half-line": make([(0, 1)], None, 1),
    "2 x on a half-line": make([(0, 0)], None, 2),
    "x / 2 + 1 on a half-line": make([(0, 1)], None, "1/2"),
    "x on a left half-line": make([(0, 0)], 1),
    "tent, then away": make([(0, 0), ("1/2", 1), (1, 0)], None, 1),
    "tent, then far away": make([(0, 0), ("1/2", 1), (1, 0)], None, 3),
    "flip, then the identity": make([(0, 1), (1, 0), (2, 2)], None, 1),
    "golden, then flat": make([(0, "1/2"), ("1/2", 1), (1, 0)], None, 0),
    "on a left half-line, folding": make([(-1, -3), (0, 0)], 1),
}


def assert_counts(m: Map, upto: int, most_knots: int = 300, verify: bool = False) -> int:
    """Compare the counts for all n with brute force, as far as f^n can be written out; return the last n."""
    iterates = [iterate for _, iterate in powers(m, upto, most_knots)]
    f, last = pl(m), len(iterates) - 1
    fixed = [(0, 1), *(fixed_point_count(iterates[n]) for n in range(1, last + 1))]
    found = xp.fixed_point_counts(f, upto=last, verify=verify)
    assert [(c.n, c.isolated, c.intervals) for c in found] == [(n, *c) for n, c in enumerate(fixed)], where(m)
    points = [0, *(periodic_point_count(iterates, n) for n in range(1, last + 1))]
    periodic = xp.periodic_point_counts(f, upto=last)
    assert [(c.n, c.points) for c in periodic] == list(enumerate(points)), where(m)
    for n in {1, 2, last - 1, last} - {0, -1}:
        if n <= last:
            one = xp.fixed_point_count(f, n, verify=verify)
            assert (one.n, one.isolated, one.intervals) == (n, *fixed[n]), (where(m), n)
            assert (xp.periodic_point_count(f, n).n, xp.periodic_point_count(f, n).points) == (n, points[n]), where(m)
            assert xp.has_least_period(f, n) == (points[n] != 0), (where(m), n)
    return last


# -- brute force ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NASTY)
def test_nasty_maps(name: str) -> None:
    assert is_self_map(NASTY[name])
    assert assert_counts(NASTY[name], 12, 100, verify=True) >= 4


@pytest.mark.parametrize("name", [*NASTY][::2])
def test_nasty_maps_moved_and_turned_over(name: str) -> None:
    turned = conjugate(NASTY[name], Q(-3, 2), Q(1, 7))
    assert assert_counts(turned, 5, 60) >= 3


def test_maps_of_a_small_grid() -> None:
    grid = [Q(i, 3) for i in range(4)]
    for code in range(0, 4**4, 3):  # every third of them
        ys = [grid[code // 4**i % 4] for i in range(4)]
        assert_counts(make(list(zip(grid, ys, strict=True))), 4, 12)


@pytest.mark.parametrize("part", range(3))
def test_random_maps(part: int) -> None:
    for m in nasty_maps(f"fixed counts {part}", 36):
        assert_counts(m, 6, 45, verify=part == 0)


def test_random_maps_where_slopes_have_many_relations() -> None:
    rng = random.Random("fixed counts")
    for _ in range(40):
        assert_counts(related_map(rng), 6, 45)


def test_random_maps_whose_iterates_stay_small() -> None:
    for m in nasty_maps("fixed counts, deep", 50, max_breakpoints=3):
        assert_counts(m, 12, 30)


def test_random_maps_that_move_blocks_round() -> None:
    rng = random.Random("blocks")
    for _ in range(25):
        n = rng.randint(1, 4)
        order = rng.sample(range(n), n)
        assert_counts(cyclic_blocks(order, [rng.random() < 0.5 for _ in range(n)]), 2 * n, 120)


def test_random_maps_that_are_conjugates_of_flips_by_pieces() -> None:
    # h^-1 (1 - x) h with a piecewise-linear h: an involution whose slopes are not -1
    rng = random.Random("involutions")
    for _ in range(25):
        xs, ys = (sorted(rng.sample([Q(i, 12) for i in range(1, 12)], 3)) for _ in range(2))
        there = make([(0, 0), *zip(xs, ys, strict=True), (1, 1)])
        back = make([(0, 0), *zip(ys, xs, strict=True), (1, 1)])
        m = compose(back, compose(FLIP, there))
        assert power(m, 2) == identity(m)
        assert_counts(m, 6)


def test_maps_with_hundreds_of_bits() -> None:
    rng = random.Random("huge fixed counts")
    for bits in (60, 500):
        for _ in range(2):
            assert_counts(huge_map(rng, bits), 4)


# -- laws -------------------------------------------------------------------------------------------------------------


def mixed(seed: str, count: int) -> list[Map]:
    rng = random.Random(seed)
    return [*nasty_maps(seed, count, max_breakpoints=4), *(related_map(rng) for _ in range(count // 4))]


def test_one_count_is_an_entry_of_the_sequence() -> None:
    for m in [*mixed("entries of fixed counts", 24), *list(NASTY.values())[::3]]:
        f = pl(m)
        fixed, periodic = xp.fixed_point_counts(f, upto=12), xp.periodic_point_counts(f, upto=12)
        assert len(fixed) == len(periodic) == 13
        assert fixed[0] == xp.FixedPointNumbers(0, 0, 1)
        assert (periodic[0].n, periodic[0].points) == (0, 0)
        assert xp.fixed_point_counts(f, upto=5) == fixed[:6]
        assert xp.periodic_point_counts(f, upto=5) == periodic[:6]
        assert xp.fixed_point_counts(f, upto=0) == fixed[:1]
        for n in (1, 2, 3, 7, 12):
            assert xp.fixed_point_count(f, n) == fixed[n], (where(m), n)
            assert xp.periodic_point_count(f, n) == periodic[n], (where(m), n)
            assert xp.has_least_period(f, n) == (periodic[n].points != 0), (where(m), n)


def test_verify_does_not_change_the_answer() -> None:
    for m in mixed("verified fixed counts", 20):
        f = pl(m)
        assert xp.fixed_point_counts(f, upto=13, verify=True) == xp.fixed_point_counts(f, upto=13), where(m)
        assert xp.fixed_point_count(f, 16, verify=True) == xp.fixed_point_count(f, 16), where(m)


def test_moebius_inversion_where_no_interval_is_fixed() -> None:
    compared = 0
    for m in mixed("inversion, long", 24):
        f = pl(m)
        fixed, periodic = xp.fixed_point_counts(f, upto=24), xp.periodic_point_counts(f, upto=24)
        for n in range(1, 25):
            if not fixed[n].intervals:
                by_inversion = sum(mobius(n // d) * fixed[d].isolated for d in divisors(n))
                assert periodic[n].points == by_inversion, (where(m), n)
                assert by_inversion >= 0, (where(m), n)
                assert by_inversion % n == 0, (where(m), n)
                compared += 1
            elif periodic[n].points is not None:
                assert periodic[n].points % n == 0, (where(m), n)
    assert compared > 250


def test_a_period_with_infinitely_many_points_fixes_intervals() -> None:
    for m in [*mixed("infinitely many", 16), *NASTY.values()]:
        f = pl(m)
        fixed, periodic = xp.fixed_point_counts(f, upto=12), xp.periodic_point_counts(f, upto=12)
        for n in range(1, 13):
            infinite = any(periodic[d].points is None for d in divisors(n))
            assert infinite == (fixed[n].intervals > 0), (where(m), n)


def test_periodic_points_are_as_many_as_listed() -> None:
    for m in [*mixed("listed periods", 16), *list(NASTY.values())[::2]]:
        f = pl(m)
        for n in range(1, 7):
            if xp.fixed_point_count(f, n).isolated < 60:
                listed = xp.periodic_points(f, n)
                expected = None if listed.intervals else len(listed.isolated)
                assert xp.periodic_point_count(f, n).points == expected, (where(m), n)
                assert xp.has_least_period(f, n) == bool(listed), (where(m), n)


def test_has_least_period_is_the_oracles() -> None:
    for m in mixed("oracle's periods", 40):
        for n, _ in powers(m, 5, 26):
            if n:
                assert xp.has_least_period(pl(m), n) == has_least_period(m, n), (where(m), n)


def test_sharkovsky() -> None:
    for m in mixed("Sharkovsky, counted", 40):
        f = pl(m)
        there = {n for n in range(1, 13) if xp.has_least_period(f, n)}
        assert not there or 1 in there, where(m)
        for n in there:
            assert n <= 2 or 2 in there, (where(m), there)
            assert n % 2 == 0 or n == 1 or there >= {*range(n, 13), 2, 4, 6, 8, 10, 12}, (where(m), there)
            assert n % 4 or there >= {2, 4}, (where(m), there)
            assert n != 6 or there >= {2, 4, 8, 10, 12}, (where(m), there)


def test_a_compact_map_fixes_something() -> None:
    for m in compact_maps("Brouwer, counted", 60):
        assert all(c.isolated + c.intervals >= 1 for c in xp.fixed_point_counts(pl(m), upto=9)), where(m)


def test_redundant_knots_and_conjugacies_change_no_count() -> None:
    rng = random.Random("conjugate fixed counts")
    for m in mixed("conjugate fixed counts", 40):
        expected = xp.fixed_point_counts(pl(m), upto=12), xp.periodic_point_counts(pl(m), upto=12)
        moved = conjugate(m, rng.choice((Q(-1), Q(3), Q(-2, 3))), rng.choice((Q(0), Q(1, 2))))
        for other in (refined(m, rng), moved):
            found = xp.fixed_point_counts(pl(other), upto=12), xp.periodic_point_counts(pl(other), upto=12)
            assert found == expected, where(other)


def test_the_counts_of_a_power() -> None:
    for m in mixed("counts of a power", 24):
        for j, iterate in powers(m, 3, 30):
            if j > 1:
                fixed = [(c.isolated, c.intervals) for c in xp.fixed_point_counts(pl(m), upto=4 * j)][::j]
                found = xp.fixed_point_counts(pl(iterate), upto=4)
                assert [(c.isolated, c.intervals) for c in found] == fixed, (where(m), j)


# -- known values -----------------------------------------------------------------------------------------------------


def test_the_tent() -> None:
    f = xp.zoo.tent()
    assert [c.isolated for c in xp.fixed_point_counts(f, upto=40)][1:] == [2**n for n in range(1, 41)]
    # OEIS A027375: 2, 2, 6, 12, 30, 54, ...; divided by n: A001037
    points = [c.points for c in xp.periodic_point_counts(f, upto=14)][1:]
    assert points[:10] == [2, 2, 6, 12, 30, 54, 126, 240, 504, 990]
    cycles = [2, 1, 2, 3, 6, 9, 18, 30, 56, 99, 186, 335, 630, 1161]
    assert points == [n * c for n, c in enumerate(cycles, start=1)]


def test_the_golden_map() -> None:
    f = xp.zoo.golden()
    counts = xp.fixed_point_counts(f, upto=60)
    assert [c.isolated for c in counts][1:] == [lucas(n) for n in range(1, 61)]  # OEIS A000032
    assert not any(c.intervals for c in counts[1:])
    # OEIS A006206, the numbers of cycles: necklaces without 00
    cycles = [1, 1, 1, 1, 2, 2, 4, 5, 8, 11, 18, 25, 40, 58, 90, 135, 210, 316, 492, 750]
    assert [c.points for c in xp.periodic_point_counts(f, upto=20)][1:] == [
        n * c for n, c in enumerate(cycles, start=1)
    ]


def test_large_counts_that_other_code_found() -> None:
    f = xp.zoo.tent(slope="17/12")
    assert [n for n in range(1, 10) if n % 2 and n > 1 and xp.has_least_period(f, n)] == []
    assert xp.periodic_point_count(f, 12).points == 9 * 12
    assert xp.periodic_point_count(f, 60).points == 35_891_461 * 60
    assert xp.fixed_point_count(xp.zoo.golden(), 60).isolated == 3_461_452_808_002
    two = xp.fixed_point_counts(xp.PL([(0, "3/4"), ("1/2", 1), (1, 0)]), upto=12)
    assert [c.intervals for c in two][1:] == [2 if n % 4 == 0 else 0 for n in range(1, 13)]


@pytest.mark.parametrize(
    ("m", "odd", "even", "periods"),
    [
        (affine(1, 0), (0, 1), (0, 1), {1: None}),
        (affine(1, 1), (0, 0), (0, 0), {}),
        (affine(-1, 0), (1, 0), (0, 1), {1: 1, 2: None}),
        (affine(-1, 1), (1, 0), (0, 1), {1: 1, 2: None}),
        (affine(2, 0), (1, 0), (1, 0), {1: 1}),
        (affine("1/2", 0), (1, 0), (1, 0), {1: 1}),
        (FLIP, (1, 0), (0, 1), {1: 1, 2: None}),
        (make([(0, 0)], 0, 1), (0, 1), (0, 1), {1: None}),
        (make([(0, 0)], "-1/2", -2), (1, 0), (0, 1), {1: 1, 2: None}),
        (make([(0, 1)], None, 1), (0, 0), (0, 0), {}),
    ],
)
def test_by_hand(m: Map, odd: tuple[int, int], even: tuple[int, int], periods: dict[int, int | None]) -> None:
    found = xp.fixed_point_counts(pl(m), upto=30)
    assert [(c.isolated, c.intervals) for c in found] == [(0, 1), *[odd, even] * 15]
    points = {c.n: c.points for c in xp.periodic_point_counts(pl(m), upto=30) if c.points != 0}
    assert points == periods
    assert {n for n in range(1, 31) if xp.has_least_period(pl(m), n)} == set(periods)


@pytest.mark.parametrize("period", [5, 9, 16, 33, 64])
def test_the_cycle_of_a_long_critical_orbit(period: int) -> None:
    # 0 -> 1 -> ... -> p - 1 -> 0: the i-th of the p - 1 unit intervals covers the next one, the last one covers all
    f = pl(long_cycle(period))
    size = period - 1
    row = [[int(j == i + 1 or i == size - 1) for j in range(size)] for i in range(size)]
    product = row
    upto = min(2 * period, 40)
    found = xp.fixed_point_counts(f, upto=upto)
    for n in range(1, upto + 1):
        # each loop has a fixed point of its own, except where it is one of the kinks 0, ..., p - 1, that is for p | n
        loops = sum(product[i][i] for i in range(size))
        if n % period:
            assert (found[n].isolated, found[n].intervals) == (loops, 0), n
        product = [[sum(a * row[k][j] for k, a in enumerate(line)) for j in range(size)] for line in product]
    assert xp.has_least_period(f, period)
    assert xp.periodic_point_count(f, 1).points == 1


# -- bad input --------------------------------------------------------------------------------------------------------

Question = Callable[[xp.PL, object], object]
SINGLE: list[Question] = [
    lambda f, n: xp.fixed_point_count(f, n),
    lambda f, n: xp.periodic_point_count(f, n),
    lambda f, n: xp.has_least_period(f, n),
]
MANY: list[Question] = [
    lambda f, n: xp.fixed_point_counts(f, upto=n),
    lambda f, n: xp.periodic_point_counts(f, upto=n),
]
SINGLE_NAMES = ["fixed_point_count", "periodic_point_count", "has_least_period"]
MANY_NAMES = ["fixed_point_counts", "periodic_point_counts"]


@pytest.mark.parametrize("ask", SINGLE, ids=SINGLE_NAMES)
@pytest.mark.parametrize("n", [0, -1, 1.0, True, "2", None], ids=repr)
def test_n_must_be_a_positive_integer(ask: Question, n: object) -> None:
    with pytest.raises((xp.InputError, TypeError), match="n must be an integer >= 1, found"):
        ask(xp.zoo.tent(), n)


@pytest.mark.parametrize("ask", MANY, ids=MANY_NAMES)
@pytest.mark.parametrize("upto", [-1, 1.0, True, "2", None], ids=repr)
def test_upto_must_be_an_integer_that_is_not_negative(ask: Question, upto: object) -> None:
    with pytest.raises((xp.InputError, TypeError), match="must be an integer >= 0, found"):
        ask(xp.zoo.tent(), upto)


@pytest.mark.parametrize("ask", SINGLE + MANY, ids=SINGLE_NAMES + MANY_NAMES)
def test_a_map_that_leaves_is_refused(ask: Question) -> None:
    with pytest.raises(xp.DomainError, match="into itself"):
        ask(xp.zoo.scrambling().restrict(0, 1), 3)


@pytest.mark.parametrize("ask", SINGLE + MANY, ids=SINGLE_NAMES + MANY_NAMES)
@pytest.mark.parametrize("n", [10**9, 10**30])
def test_an_absurd_period_is_refused_at_once(ask: Question, n: int) -> None:
    with pytest.raises(xp.BudgetError):
        ask(xp.zoo.tent(), n)
