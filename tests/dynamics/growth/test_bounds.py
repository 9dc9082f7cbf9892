"""Bounds for the growth: tables verified by hand, compared with cylinders, laps, slopes and Markov matrices."""

import random
from fractions import Fraction

import pytest

import exactpl as xp
from exactpl.dynamics.growth.bounds import GrowthBounds, exact_growth, growth_by_slopes, growth_by_tables, table_bounds
from exactpl.dynamics.growth.evidence import Slopes, Table
from exactpl.dynamics.orbits.self_map import require_compact
from tests.bridge import oracle, pl
from tests.dynamics.families import compact_maps, conjugate, huge_map, related_map, where
from tests.dynamics.named_maps import G34, NASTY, tent
from tests.oracles.growth import (
    characteristic_polynomial,
    compact_domain,
    cylinder_counts,
    faults,
    markov_points,
    part_images,
    path_counts,
    remainder,
    rows_of,
    spectral_radius,
    transition_matrix,
    value_at,
)
from tests.oracles.maps import Map, lap_count, lipschitz, make, slopes, total_variation
from tests.oracles.maps import power as written_out

SMALL = tuple(range(2, 13))


def assert_right(m: Map, found: GrowthBounds) -> None:
    """Check everything about an enclosure by tables that can be checked without another opinion on the growth."""
    assert 1 <= found.lower <= found.upper, where(m)
    assert (found.lower_evidence is None) == (found.lower == 1), where(m)
    counts = cylinder_counts(m, 6)
    if found.lower_evidence is not None:
        assert isinstance(found.lower_evidence, Table)
        rows = rows_of(found.lower_evidence)
        assert faults(m, rows, found.lower, upper=False) == [], where(m)
        assert all(count >= found.lower**k for k, count in enumerate(counts)), where(m)
        heaviest = max(range(len(rows)), key=lambda i: rows[i][2])
        shown = path_counts(rows, heaviest, 6)
        own = cylinder_counts(m, 6, rows[heaviest][:2])
        assert all(found.lower**k <= a <= b for k, (a, b) in enumerate(zip(shown, own, strict=True))), where(m)
    assert isinstance(found.upper_evidence, Table)
    rows = rows_of(found.upper_evidence)
    assert faults(m, rows, found.upper, upper=True) == [], where(m)
    home = next(i for i, row in enumerate(rows) if row[:2] == compact_domain(m))
    assert all(a <= b for a, b in zip(counts, path_counts(rows, home, 6), strict=True)), where(m)


def assert_markov_agrees(m: Map, found: GrowthBounds) -> bool:
    """Compare with the spectral radius of the transition matrix, where the critical orbits are finite."""
    points = markov_points(m)
    if points is None:
        return False
    matrix = transition_matrix(m, points)
    radius = max(1.0, spectral_radius(matrix))
    assert float(found.lower) - 1e-9 <= radius <= float(found.upper) + 1e-9, where(m)
    exact = exact_growth(pl(m), most_cells=10_000)
    assert exact is not None, where(m)
    low, high = exact.enclosed(Fraction(1, 10**12))
    assert float(low) - 1e-9 <= radius <= float(high) + 1e-9, where(m)
    assert found.lower <= high, where(m)
    assert low <= found.upper, where(m)
    value = exact.value
    if isinstance(value, Fraction):
        assert value_at(exact.polynomial, value) == 0
        assert found.lower <= value <= found.upper, where(m)
    else:
        assert value_at(exact.polynomial, low) * value_at(exact.polynomial, high) < 0, where(m)
    if value > 1:
        assert remainder(characteristic_polynomial(matrix), exact.polynomial) == [], where(m)
    else:
        assert value == 1, where(m)
    return True


def test_small_random_maps() -> None:
    finite = positive = 0
    for m in compact_maps("growth of small maps", 300, 6, SMALL):
        found = growth_by_tables(pl(m), Fraction(1, 100), most_rows=150)
        assert_right(m, found)
        finite += assert_markov_agrees(m, found)
        positive += found.lower > 1
        assert found.upper <= max(1, lipschitz(m)) + Fraction(1, 100), where(m)
    assert finite > 150
    assert positive > 60


def test_maps_with_large_denominators() -> None:
    narrow = 0
    for m in compact_maps("growth of three digits", 50, 4, (101, 233, 360, 997)):
        found = growth_by_tables(pl(m), Fraction(1, 1000), most_rows=300)
        assert_right(m, found)
        narrow += found.width <= Fraction(1, 1000)
    assert narrow == 50


def test_maps_of_knots_onto_knots() -> None:
    rng = random.Random("growth of related maps")
    for _ in range(60):
        m = related_map(rng)
        found = growth_by_tables(pl(m), Fraction(1, 10**9))
        assert_right(m, found)
        assert found.width <= Fraction(1, 10**9), where(m)
        assert assert_markov_agrees(m, found)


@pytest.mark.parametrize("m", NASTY, ids=where)
def test_nasty_maps(m: Map) -> None:
    found = growth_by_tables(pl(m), Fraction(1, 10**4))
    assert_right(m, found)
    assert found.width <= Fraction(1, 10**4)
    assert_markov_agrees(m, found)
    mirrored = growth_by_tables(pl(conjugate(m, Fraction(-3, 7), Fraction(2))), Fraction(1, 10**4))
    assert mirrored.lower <= found.upper
    assert found.lower <= mirrored.upper


def test_hundreds_of_bits() -> None:
    rng = random.Random("growth of huge maps")
    for _ in range(3):
        m = huge_map(rng, 400, 2)
        assert_right(m, next(table_bounds(pl(m))))


def test_enclosures_get_better() -> None:
    for m in [*compact_maps("better and better", 20, 4, (31, 37, 41)), tent("13/10")]:
        found = None
        for following in table_bounds(pl(m), most_rows=200):
            if found is not None:
                assert found.lower <= following.lower <= following.upper <= found.upper, where(m)
            found = following
        assert found is not None


def test_slopes() -> None:
    for m in [*compact_maps("growth and slopes", 80, 6, SMALL), *NASTY]:
        f = pl(m)
        found = growth_by_slopes(f)
        sizes = [abs(s) for s in slopes(m)]
        assert (found.lower, found.upper) == (max(1, min(sizes)), max(1, max(sizes))), where(m)
        assert found.upper_evidence == Slopes(1)
        assert found.lower_evidence == (Slopes(1) if min(sizes) > 1 else None)
        if markov_points(m) is not None:
            exact = exact_growth(f, most_cells=10_000)
            assert exact is not None
            assert found.lower <= exact.value <= found.upper, where(m)
        tables = next(table_bounds(f))
        assert tables.lower <= found.upper, where(m)
        assert found.lower <= tables.upper, where(m)


# ------------------------------------------------------------------------------
# Zero entropy


def test_growth_one_means_few_laps() -> None:
    """An upper table for 1 with d + 1 layers lets the cylinders, and so the laps, grow like k^(d + 1) at most."""
    maps = [*NASTY, *compact_maps("no entropy", 80, 5, SMALL)]
    flat = 0
    for m in maps:
        f = pl(m)
        found = growth_by_tables(f, Fraction(1, 1000), most_rows=200)
        if found.upper != 1:
            continue
        flat += 1
        assert found.lower == 1
        assert isinstance(found.upper_evidence, Table)
        layers = len({row.layer for row in found.upper_evidence.rows})
        laps = xp.lap_counts(f, upto=60)
        assert laps[60] <= 61 ** min(layers, 3) * (1 + len(f.breakpoints)), where(m)
        assert laps[60] <= 2 ** (layers + 1) * laps[30], where(m)
        for k in range(4):
            assert laps[k] == lap_count(written_out(m, k)), where(m)
    assert flat > 40


@pytest.mark.parametrize("m", [G34, tent("1"), make([(0, "1/3"), (1, "1/3")]), make([(0, 1), (1, 0)])], ids=where)
def test_growth_one_exactly(m: Map) -> None:
    found = growth_by_tables(pl(m), Fraction(1, 10**6))
    assert (found.lower, found.upper, found.lower_evidence) == (1, 1, None)
    exact = exact_growth(pl(m))
    assert exact is not None
    assert (exact.value, exact.polynomial) == (1, (-1, 1))


def test_a_contraction_whose_end_never_closes_its_orbit() -> None:
    m = make([(0, "1/4"), (1, "1/2")])
    exact = exact_growth(pl(m))  # (x + 1) / 4: the orbits come closer to 1/3 for ever, inside one sink
    assert exact is not None
    assert (exact.value, exact.polynomial) == (1, (-1, 1))
    found = growth_by_tables(pl(m), Fraction(0))
    assert (found.lower, found.upper) == (1, 1)
    assert_right(m, found)


# ------------------------------------------------------------------------------
# Growth that is known from elsewhere


@pytest.mark.parametrize(
    ("period", "digits"), [(3, "1.6180339887"), (5, "1.5128763969"), (7, "1.4655712319"), (9, "1.4413154822")]
)
def test_stefan_cycles(period: int, digits: str) -> None:
    """The growth of the Stefan cycle of period p is the largest root of x^p - 2 x^(p - 2) - 1."""
    f = xp.zoo.stefan(period)
    exact = exact_growth(f)
    assert exact is not None
    low, high = exact.enclosed(Fraction(1, 10**14))
    assert abs(low - Fraction(digits)) <= Fraction(1, 10**10)
    stefan = [0] * (period + 1)
    stefan[0], stefan[period - 2], stefan[period] = -1, stefan[period - 2] - 2, 1
    assert remainder(stefan, exact.polynomial) == []
    assert value_at(stefan, low) * value_at(stefan, high) < 0
    m = oracle(f)
    points = markov_points(m)
    assert points is not None
    charpoly = characteristic_polynomial(transition_matrix(m, points))
    assert len(charpoly) == period
    # (x + 1) * charpoly is x^p - 2 x^(p - 2) - 1
    product = [a + b for a, b in zip([0, *charpoly], [*charpoly, 0], strict=True)]
    assert product == stefan
    assert remainder(charpoly, exact.polynomial) == []
    found = growth_by_tables(f, Fraction(1, 10**30))
    assert found.width <= Fraction(1, 10**30)
    assert_right(m, found)
    assert value_at(stefan, found.lower) < 0 < value_at(stefan, found.upper)


@pytest.mark.parametrize("slope", ["3/2", "7/5", "19/10", "11/10", "2"])
def test_tents_by_tables(slope: str) -> None:
    found = growth_by_tables(pl(tent(slope)), Fraction(1, 10**7))
    assert found.width <= Fraction(1, 10**7)
    assert found.lower <= Fraction(slope) <= found.upper
    assert_right(tent(slope), found)


@pytest.mark.parametrize(
    "m",
    [
        make([(0, "1/10"), ("1/3", "9/10"), ("2/3", "1/7"), (1, "4/5")]),
        make([(0, "2/7"), ("3/10", 1), ("5/11", "1/13"), ("4/5", "7/9"), (1, 0)]),
    ],
    ids=where,
)
def test_maps_that_are_not_markov(m: Map) -> None:
    assert markov_points(m) is None
    f = pl(m)
    found = growth_by_tables(f, Fraction(1, 10**6))
    assert found.width <= Fraction(1, 10**6)
    assert_right(m, found)
    laps = xp.lap_counts(f, upto=200)
    for k in range(7):
        assert laps[k] == lap_count(written_out(m, k))
    # laps(f^k) is about C s^k: the quotients come near s
    assert abs((laps[200] / laps[100]) ** 0.01 - float(found.lower)) < 1e-3
    # variation(f^k) <= laps(f^k) |I|, and f^k has slopes of size s^k at most on average
    assert total_variation(written_out(m, 6)) <= laps[6]
    finest = growth_by_tables(f, Fraction(1, 10**30))
    assert finest.width <= Fraction(1, 10**30)
    assert found.lower <= finest.upper
    assert finest.lower <= found.upper
    assert faults(m, rows_of(finest.upper_evidence), finest.upper, upper=True) == []
    assert faults(m, rows_of(finest.lower_evidence), finest.lower, upper=False) == []


def test_width_zero_is_as_good_as_the_rows_allow() -> None:
    found = growth_by_tables(xp.zoo.tent(), Fraction(0))
    assert (found.lower, found.upper) == (2, 2)
    found = growth_by_tables(pl(tent("3/2")), Fraction(0), most_rows=40)
    assert found.lower < Fraction(3, 2) < found.upper
    assert_right(tent("3/2"), found)


# ------------------------------------------------------------------------------
# Errors


CALLS = [require_compact, lambda f: next(table_bounds(f)), lambda f: growth_by_tables(f, Fraction(1, 10)), exact_growth]


def test_domains() -> None:
    for call in CALLS:
        with pytest.raises(xp.DomainError, match=r"x = 1/2 with f\(x\) = 2"):
            call(xp.PL([(0, 0), ("1/2", 2), (1, 0)]))
        with pytest.raises(xp.DomainError, match=r"found \(-oo, oo\).*\[0, 1\]"):
            call(xp.PL([(0, 0), ("1/2", 1), (1, 0)], left_slope=0, right_slope=0))
        with pytest.raises(xp.DomainError, match="compact interval"):
            call(xp.PL([(0, 1)], right_slope=1))
        with pytest.raises(xp.DomainError, match="x = 1 "):
            call(xp.PL([(0, 0), (1, 2)]))


def test_exact_growth_is_none_where_critical_orbits_are_not_finite() -> None:
    assert exact_growth(pl(tent("7/5"))) is None
    assert exact_growth(xp.zoo.stefan(9), most_cells=3) is None


def test_part_images_of_the_oracle() -> None:
    m = make([(0, 0), ("1/3", 1), ("2/3", 1), (1, 0)])
    assert part_images(m, Fraction(0), Fraction(1)) == [(0, 1), (0, 1)]
    assert cylinder_counts(m, 3) == [1, 2, 4, 8]
    assert spectral_radius([[0, 1], [1, 1]]) == pytest.approx(1.618033988749895)
    assert characteristic_polynomial([[0, 1], [1, 1]]) == [-1, -1, 1]
    assert faults(m, [(Fraction(0), Fraction(1), 1, (0, 0), 0)], Fraction(2), upper=True) == []
    assert faults(m, [(Fraction(0), Fraction(1), 1, (0, 0), 0)], Fraction(2), upper=False) == []
    assert faults(m, [(Fraction(0), Fraction(1), 1, (0, 0), 0)], Fraction(21, 10), upper=False) != []
    assert faults(m, [(Fraction(0), Fraction(1), 1, (0, 0), 0)], Fraction(19, 10), upper=True) != []


@pytest.mark.parametrize("exponent", [400, -400])
def test_numbers_beyond_floats(exponent: int) -> None:
    """The growth does not depend on the scale; floats only compare lengths."""
    wild = make([(0, "1/10"), ("1/3", "9/10"), ("2/3", "1/7"), (1, "4/5")])
    m = conjugate(wild, Fraction(10) ** exponent, Fraction(0))
    found = growth_by_tables(pl(m), Fraction(1, 100))
    assert found.width <= Fraction(1, 100)
    assert_right(m, found)
