"""Crossings and preimages of a level by f^k: against iterates written out, a second algorithm, laws, known values."""

import random
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

import pytest

import exactpl as xp
from tests.bridge import oracle, pl
from tests.dynamics.families import (
    compact_maps,
    conjugate,
    huge_map,
    late_hit,
    long_cycle,
    long_tail,
    nasty_maps,
    powers,
    refined,
    related_map,
    where,
)
from tests.oracles import summaries
from tests.oracles.levels import components, critical_values, crossings, levels_of
from tests.oracles.maps import Map, domain, image, lap_count, make, preimages, slopes
from tests.oracles.sequences import fibonacci

Q = Fraction
TENT = xp.zoo.tent()
STEP = xp.PL([(0, 0), ("1/3", "1/2"), ("2/3", "1/2"), (1, 1)])
X = xp.PL([(0, 0)], left_slope=1, right_slope=1)
SHIFT = xp.PL([(0, 1)], left_slope=1, right_slope=1)
NEGATION = xp.PL([(0, 0)], left_slope=-1, right_slope=-1)
RELU = xp.PL([(0, 0)], left_slope=0, right_slope=1)
ABSOLUTE = xp.PL([(0, 0)], left_slope=-1, right_slope=1)


def assert_levels(m: Map, levels: list[Fraction], upto: int, most_knots: int = 90, verify: bool = False) -> None:
    """Compare both counts of all iterates with the oracle's, as far as these can be written out."""
    iterates = [power for _, power in powers(m, upto, most_knots)]
    f, k = pl(m), len(iterates) - 1
    for level in levels:
        across, inside = [crossings(g, level) for g in iterates], [components(g, level) for g in iterates]
        assert xp.crossing_counts(f, level=level, upto=k, verify=verify) == across, (where(m), level)
        assert xp.preimage_counts(f, level=level, upto=k, verify=verify) == inside, (where(m), level)
        assert xp.crossing_count(f, k, level=level, verify=verify) == across[k], (where(m), level)
        assert xp.preimage_count(f, k, level=level, verify=verify) == inside[k], (where(m), level)


# -- brute force ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", range(3))
def test_levels_are_those_of_the_iterate_written_out(part: int) -> None:
    rng = random.Random(f"levels {part}")
    for m in nasty_maps(f"levels {part}", 70):
        assert_levels(m, levels_of(m, rng, 5), 5, verify=part == 0)


def test_levels_of_maps_with_many_breakpoints() -> None:
    rng = random.Random("many breakpoints, levels")
    for m in nasty_maps("many breakpoints, levels", 50, max_breakpoints=9, denominators=(7, 9, 10, 12, 15)):
        assert_levels(m, levels_of(m, rng, 4), 4)


def test_levels_of_maps_whose_iterates_stay_small() -> None:
    rng = random.Random("deep levels")
    reached = 0
    for m in nasty_maps("deep levels", 60, max_breakpoints=4):
        if all(len(power.knots) <= 40 for _, power in powers(m, 8, 40)):
            assert_levels(m, levels_of(m, rng, 3, steps=20), 25, 60)
            reached += 1
    assert reached > 14


def test_every_knot_and_every_value_as_a_level_where_knots_go_to_knots() -> None:
    rng = random.Random("related levels")
    for _ in range(60):
        m = related_map(rng)
        assert_levels(m, critical_values(m, 2), 4)


def test_small_maps_of_a_grid_at_all_its_levels() -> None:
    grid = [Q(i, 3) for i in range(4)]
    for code in range(0, 4**4, 3):  # every third of them
        ys = [grid[code // 4**i % 4] for i in range(4)]
        assert_levels(make(list(zip(grid, ys, strict=True))), [*grid, Q(1, 2)], 3, 30)


def test_levels_of_maps_with_thousands_of_bits() -> None:
    rng = random.Random("huge levels")
    for bits in (60, 400, 1200):
        for _ in range(2):
            m = huge_map(rng, bits)
            assert_levels(m, [*levels_of(m, rng, 4), Q(1, 3)], 3)


def test_the_number_of_preimages_is_that_of_the_listed_ones() -> None:
    rng = random.Random("listed preimages")
    for m in nasty_maps("listed preimages", 36, max_breakpoints=4):
        f = pl(m)
        for k, _ in powers(m, 4, 60):
            power = xp.iterate(f, k)
            for level in levels_of(m, rng, 3):
                assert xp.preimage_count(f, k, level=level) == len(power.preimages(level)), (where(m), k, level)


# -- a second algorithm -----------------------------------------------------------------------------------------------


def test_long_iterates_agree_with_joined_summaries() -> None:
    rng = random.Random("long levels")
    for m in nasty_maps("long levels", 26, max_breakpoints=4):
        for level in levels_of(m, rng, 3, steps=12):
            across = summaries.crossing_counts(m, 30, level)
            inside = summaries.preimage_counts(m, 30, level)
            assert xp.crossing_counts(pl(m), level=level, upto=30) == across, (where(m), level)
            assert xp.preimage_counts(pl(m), level=level, upto=30) == inside, (where(m), level)


def test_long_iterates_where_slopes_have_many_relations() -> None:
    rng = random.Random("long related levels")
    for _ in range(30):
        m = related_map(rng)
        level = rng.choice(critical_values(m, 1))
        assert xp.crossing_counts(pl(m), level=level, upto=40) == summaries.crossing_counts(m, 40, level), (
            where(m),
            level,
        )
        assert xp.preimage_counts(pl(m), level=level, upto=40) == summaries.preimage_counts(m, 40, level), (
            where(m),
            level,
        )


@pytest.mark.parametrize(("tail", "period"), [(40, 2), (33, 1), (3, 40)])
def test_levels_on_a_long_critical_orbit(tail: int, period: int) -> None:
    m = long_tail(tail, period)
    for level in (Q(1), Q(tail), Q(tail + period - 1), Q(3, 2)):
        assert xp.crossing_counts(pl(m), level=level, upto=60) == summaries.crossing_counts(m, 60, level), level
        assert xp.preimage_counts(pl(m), level=level, upto=60) == summaries.preimage_counts(m, 60, level), level


def test_levels_on_a_long_cycle() -> None:
    m = long_cycle(45)
    for level in (Q(0), Q(43), Q(44), Q(7, 2)):
        assert xp.crossing_counts(pl(m), level=level, upto=100) == summaries.crossing_counts(m, 100, level), level
        assert xp.preimage_counts(pl(m), level=level, upto=100) == summaries.preimage_counts(m, 100, level), level


def test_a_level_that_a_kink_reaches_late() -> None:
    m, b = late_hit(Q(7, 4), 40, "levels")
    for level in (b, Q(1, 2), Q(7, 8)):
        assert xp.crossing_counts(pl(m), level=level, upto=46) == summaries.crossing_counts(m, 46, level), level
        assert xp.preimage_counts(pl(m), level=level, upto=46) == summaries.preimage_counts(m, 46, level), level


def test_verify_does_not_change_the_answer() -> None:
    rng = random.Random("verified levels")
    for m in nasty_maps("verified levels", 60):
        f = pl(m)
        for level in levels_of(m, rng, 2):
            for count in (xp.crossing_counts, xp.preimage_counts):
                assert count(f, level=level, upto=20, verify=True) == count(f, level=level, upto=20), (where(m), level)


# -- laws -------------------------------------------------------------------------------------------------------------


def test_one_count_is_an_entry_of_the_sequence() -> None:
    rng = random.Random("entries of levels")
    for m in nasty_maps("entries of levels", 30):
        f = pl(m)
        for level in levels_of(m, rng, 2):
            across, inside = xp.crossing_counts(f, level=level, upto=40), xp.preimage_counts(f, level=level, upto=40)
            assert len(across) == len(inside) == 41
            for k in (0, 1, 2, 17, 40):
                assert xp.crossing_count(f, k, level=level) == across[k], (where(m), k, level)
                assert xp.preimage_count(f, k, level=level) == inside[k], (where(m), k, level)
            assert xp.crossing_counts(f, level=level, upto=9) == across[:10]
            assert xp.preimage_counts(f, level=level, upto=9) == inside[:10]


def test_crossings_are_components_that_are_laps() -> None:
    rng = random.Random("order of counts")
    for m in nasty_maps("order of counts", 50):
        f = pl(m)
        laps = xp.lap_counts(f, upto=30)
        for level in levels_of(m, rng, 3):
            across, inside = xp.crossing_counts(f, level=level, upto=30), xp.preimage_counts(f, level=level, upto=30)
            assert all(0 <= a <= b <= c for a, b, c in zip(across, inside, laps, strict=True)), (where(m), level)
            assert all(isinstance(n, int) for n in across + inside)


def test_the_variation_is_the_integral_of_the_number_of_preimages() -> None:
    # Banach's indicatrix: the number of preimages is constant between the values of f^k at its kinks and ends, which
    # are images of kinks and ends of f
    for m in compact_maps("indicatrix", 25, max_breakpoints=3):
        for k in (5, 9):
            values = sorted(set(critical_values(m, k)))
            middles = [(b - a, (a + b) / 2) for a, b in pairwise(values)]
            variation = summaries.summaries(m, k, summaries.VARIATION)[k]
            f = pl(m)
            assert sum(width * xp.preimage_count(f, k, level=y) for width, y in middles) == variation, (where(m), k)
            assert sum(width * xp.crossing_count(f, k, level=y) for width, y in middles) == variation, (where(m), k)


def test_preimages_of_preimages() -> None:
    # {f^(j+k) = y} is the disjoint union of the sets {f^k = x}, f^j(x) = y, if the x are finitely many
    rng = random.Random("preimages of preimages")
    compared = 0
    for m in nasty_maps("preimages of preimages", 60, max_breakpoints=4):
        iterates = dict(powers(m, 2, 60))
        for j in (1, 2):
            for y in levels_of(m, rng, 2):
                found = preimages(iterates[j], y) if j in iterates else []
                points = [lo for lo, hi in found if lo is not None and lo == hi]
                if found and len(points) == len(found):
                    f = pl(m)
                    parts = sum(xp.preimage_count(f, 25, level=x) for x in points)
                    assert xp.preimage_count(f, j + 25, level=y) == parts, (where(m), j, y)
                    compared += 1
    assert compared > 40


def test_an_affine_conjugacy_moves_levels() -> None:
    rng = random.Random("conjugate levels")
    for m in nasty_maps("conjugate levels", 60):
        scale = rng.choice((Q(-1), Q(2), Q(-1, 3), Q(7, 5), Q(-12)))
        shift = rng.choice((Q(0), Q(1, 2), Q(-5, 7)))
        f, g = pl(m), pl(conjugate(m, scale, shift))
        for y in levels_of(m, rng, 2):
            z = scale * y + shift
            assert xp.crossing_counts(f, level=y, upto=20) == xp.crossing_counts(g, level=z, upto=20), (where(m), y)
            assert xp.preimage_counts(f, level=y, upto=20) == xp.preimage_counts(g, level=z, upto=20), (where(m), y)


def test_redundant_knots_change_no_level() -> None:
    rng = random.Random("refined levels")
    for m in nasty_maps("refined levels", 40):
        r = pl(refined(m, rng))
        for y in levels_of(m, rng, 2):
            assert xp.crossing_counts(r, level=y, upto=20) == xp.crossing_counts(pl(m), level=y, upto=20), (where(m), y)
            assert xp.preimage_counts(r, level=y, upto=20) == xp.preimage_counts(pl(m), level=y, upto=20), (where(m), y)


def test_a_level_outside_the_range_is_never_met() -> None:
    for m in compact_maps("outside", 60):
        lo, hi = image(m)
        assert lo is not None
        assert hi is not None
        for y in (lo - 1, hi + Q(1, 10**9), lo - Q(1, 10**9)):
            assert xp.crossing_counts(pl(m), level=y, upto=20)[1:] == [0] * 20, (where(m), y)
            assert xp.preimage_counts(pl(m), level=y, upto=20)[1:] == [0] * 20, (where(m), y)


def test_the_power_0_is_the_identity() -> None:
    rng = random.Random("identity levels")
    for m in nasty_maps("identity levels", 60):
        lo, hi = domain(m)
        for y in levels_of(m, rng, 4):
            above, below = (lo is None or lo < y), (hi is None or y < hi)
            inside = (above or y == lo) and (below or y == hi)
            assert xp.crossing_count(pl(m), 0, level=y) == int(above and below), (where(m), y)
            assert xp.preimage_count(pl(m), 0, level=y) == int(inside), (where(m), y)


def test_generic_levels_are_crossed_wherever_they_are_met() -> None:
    for m in nasty_maps("generic", 60):
        level = Q(4999, 9973)  # no kink or end of these maps goes there in 12 steps
        if level not in critical_values(m, 12):
            assert xp.crossing_counts(pl(m), level=level, upto=12) == xp.preimage_counts(pl(m), level=level, upto=12), (
                where(m)
            )


# -- known values -----------------------------------------------------------------------------------------------------


def test_the_tent() -> None:
    # T^k crosses 1/2 as often as it has pieces
    powers_of_2 = [2**k for k in range(1, 61)]
    halves = [n // 2 for n in powers_of_2]
    for y in ("1/2", "1/3", "1/1000", "999/1000"):
        assert (
            xp.crossing_counts(TENT, level=y, upto=60)
            == xp.preimage_counts(TENT, level=y, upto=60)
            == [1, *powers_of_2]
        )
    for y in (0, 1):
        assert xp.crossing_counts(TENT, level=y, upto=60) == [0] * 61
    assert xp.preimage_counts(TENT, level=1, upto=60) == [1, *halves]
    assert xp.preimage_counts(TENT, level=0, upto=60) == [1, *(n + 1 for n in halves)]
    assert xp.crossing_count(TENT, 3000, level="1/2") == xp.preimage_count(TENT, 3000, level="1/2") == 2**3000


def test_the_trapezoid() -> None:
    f = xp.zoo.trapezoid()
    assert xp.crossing_counts(f, level="1/2", upto=40) == [2**k for k in range(41)]
    assert xp.preimage_counts(f, level=1, upto=40) == [1, *(2 ** (k - 1) for k in range(1, 41))]  # plateaus
    assert xp.preimage_counts(f, level=0, upto=40) == [1, *(2 ** (k - 1) + 1 for k in range(1, 41))]
    assert xp.crossing_counts(f, level=1, upto=40) == xp.crossing_counts(f, level=0, upto=40) == [0] * 41


def test_the_golden_map() -> None:
    # By hand: f covers (1/2, 1) from both sides and (0, 1/2) from the right one only, so a level in the upper half has
    # F_(k+2) preimages and one in the lower half F_(k+1); 1 <- 1/2 <- {0, 3/4}, 0 <- 1.
    f = xp.zoo.golden()
    assert oracle(f) == make([(0, "1/2"), ("1/2", 1), (1, 0)])
    assert xp.preimage_counts(f, level="3/4", upto=90) == [fibonacci(k + 2) for k in range(91)]
    assert xp.crossing_counts(f, level="3/4", upto=90) == [fibonacci(k + 2) for k in range(91)]
    assert xp.preimage_counts(f, level="1/4", upto=90) == [fibonacci(k + 1) for k in range(91)]
    zero, half, one = [1], [1], [1]
    for k in range(1, 91):
        before = zero[-1], half[-1], one[-1]
        zero.append(before[2])
        half.append(before[0] + fibonacci(k + 1))
        one.append(before[1])
    assert xp.preimage_counts(f, level=0, upto=90) == zero
    assert xp.preimage_counts(f, level="1/2", upto=90) == half
    assert xp.preimage_counts(f, level=1, upto=90) == one


@pytest.mark.parametrize(
    ("f", "level", "crossing", "preimage"),
    [
        (STEP, "1/2", [1, 1, 1, 1], [1, 1, 1, 1]),  # a plateau between opposite signs
        (STEP, "1/4", [1, 1, 1, 1], [1, 1, 1, 1]),
        (X, 5, [1, 1, 1, 1], [1, 1, 1, 1]),
        (SHIFT, "-1/3", [1, 1, 1, 1], [1, 1, 1, 1]),
        (NEGATION, 0, [1, 1, 1, 1], [1, 1, 1, 1]),
        (RELU, 0, [1, 0, 0, 0], [1, 1, 1, 1]),
        (RELU, 2, [1, 1, 1, 1], [1, 1, 1, 1]),
        (RELU, -2, [1, 0, 0, 0], [1, 0, 0, 0]),
        (ABSOLUTE, 0, [1, 0, 0, 0], [1, 1, 1, 1]),
        (ABSOLUTE, 1, [1, 2, 2, 2], [1, 2, 2, 2]),
        (ABSOLUTE, -1, [1, 0, 0, 0], [1, 0, 0, 0]),
        (ABSOLUTE - 1, 0, [1, 2, 2, 2], [1, 2, 3, 4]),  # f^2 = -|x| near 0, and f(1) = 0
        (xp.PL([(0, 5)], left_slope=0, right_slope=0), 5, [1, 0, 0, 0], [1, 1, 1, 1]),
        (xp.PL([(0, "1/3"), (1, "1/3")]), "1/3", [1, 0, 0, 0], [1, 1, 1, 1]),
        (xp.PL([(0, 0)], right_slope=2), 0, [0, 0, 0, 0], [1, 1, 1, 1]),  # the end is met, not crossed
        (xp.PL([(0, 1)], right_slope=1), 0, [0, 0, 0, 0], [1, 0, 0, 0]),
        (xp.PL([(0, 1)], right_slope=1), 3, [1, 1, 1, 0], [1, 1, 1, 1]),
        (xp.PL([(0, 1), (1, 0)]), 0, [0, 0, 0, 0], [1, 1, 1, 1]),
    ],
    ids=lambda value: str(value) if isinstance(value, int | str) else None,
)
def test_by_hand(f: xp.PL, level: int | str, crossing: list[int], preimage: list[int]) -> None:
    assert xp.crossing_counts(f, level=level, upto=3, verify=True) == crossing
    assert xp.preimage_counts(f, level=level, upto=3, verify=True) == preimage


def test_crossings_of_one_half_bound_the_laps_of_sawtooths() -> None:
    # Telgarsky's crossing argument, made exact: between two crossings of 1/2 there is a turning point
    for m in compact_maps("sawtooth", 60):
        if 0 not in slopes(m):
            for k, power in powers(m, 4, 90):
                assert xp.crossing_count(pl(m), k, level="1/2") <= lap_count(power), (where(m), k)


def test_levels_of_a_map_of_the_line_at_three_hundred_steps() -> None:
    f = xp.zoo.scrambling()
    across, inside = xp.crossing_count(f, 300, level="1/3"), xp.preimage_count(f, 300, level="1/3")
    assert 2**290 < across == inside <= xp.lap_count(f, 300)  # 1/3 is no value of a kink


# -- bad input --------------------------------------------------------------------------------------------------------

Count = Callable[[xp.PL, object, object], object]
COUNTS: list[Count] = [
    lambda f, k, y: xp.crossing_count(f, k, level=y),
    lambda f, k, y: xp.preimage_count(f, k, level=y),
    lambda f, k, y: xp.crossing_counts(f, level=y, upto=k),
    lambda f, k, y: xp.preimage_counts(f, level=y, upto=k),
]
NAMES = ["crossing_count", "preimage_count", "crossing_counts", "preimage_counts"]
counting = pytest.mark.parametrize("count", COUNTS, ids=NAMES)


@counting
@pytest.mark.parametrize("k", [-1, -(10**9), 1.5, 2.0, True, "3", None, Fraction(3)], ids=repr)
def test_k_must_be_an_integer_that_is_not_negative(count: Count, k: object) -> None:
    with pytest.raises((xp.InputError, TypeError), match="must be an integer >= 0, found"):
        count(TENT, k, "1/2")


@counting
@pytest.mark.parametrize("level", [0.5, 1.0, float("nan"), float("inf")], ids=repr)
def test_a_level_must_be_exact(count: Count, level: object) -> None:
    with pytest.raises(TypeError, match="exact"):
        count(TENT, 3, level)


@counting
@pytest.mark.parametrize("level", ["one half", "", "1/0", "oo"], ids=repr)
def test_a_level_must_be_a_number(count: Count, level: object) -> None:
    with pytest.raises(xp.InputError):
        count(TENT, 3, level)


@counting
def test_a_level_may_be_written_in_several_ways(count: Count) -> None:
    assert count(TENT, 5, "1/2") == count(TENT, 5, "0.5") == count(TENT, 5, Fraction(1, 2))
    assert count(TENT, 5, 1) == count(TENT, 5, "1")


@counting
@pytest.mark.parametrize("f", [TENT, xp.zoo.trapezoid(), xp.zoo.scrambling(), xp.zoo.stefan(7)], ids=repr)
@pytest.mark.parametrize("k", [10**9, 10**30])
def test_an_absurd_k_is_refused_at_once(count: Count, f: xp.PL, k: int) -> None:
    with pytest.raises(xp.BudgetError, match="budget"):
        count(f, k, "1/2")


@pytest.mark.parametrize("count", [xp.crossing_count, xp.preimage_count])
def test_a_budget_that_is_too_small_is_an_error_and_a_larger_one_helps(count) -> None:
    with pytest.raises(xp.BudgetError, match=r"smaller k.* most_bytes= allows more"):
        count(TENT, 100, level="1/2", most_bytes=10)
    assert count(TENT, 100, level="1/2", most_bytes=10**10) == 2**100


@counting
def test_a_map_that_leaves_is_refused(count: Count) -> None:
    with pytest.raises(xp.DomainError, match="into itself"):
        count(xp.zoo.scrambling().restrict(0, 1), 8, "1/2")
    with pytest.raises(ValueError, match="into itself"):
        count(xp.PL([(0, 0), (1, 2)]), 0, "1/2")
