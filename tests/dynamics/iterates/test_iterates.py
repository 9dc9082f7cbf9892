"""f^k listed and not listed."""

import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import exactpl as xp
from tests.bridge import oracle, pl
from tests.dynamics.families import nasty_maps, powers, related_map, sample_points, where
from tests.oracles.maps import (
    Map,
    canonical,
    contains,
    domain,
    evaluate,
    kinks,
    lap_count,
    piece_count,
    slope_left,
    slope_right,
    textbook_iterate,
)

LAWS = settings(derandomize=True, deadline=None, max_examples=100, database=None)
DOMAINS = [
    xp.Interval(0, 1),
    xp.Interval(-1, 2),
    xp.Interval(0, None),
    xp.Interval(None, "1/3"),
    xp.Interval(None, None),
]


# -- explicit ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", range(2))
def test_iterate_is_the_power(part: int) -> None:
    for m in nasty_maps(f"iterate {part}", 160):
        f = pl(m)
        for k, power in powers(m, 5, 120):
            found = xp.iterate(f, k)
            assert found == pl(power), (where(m), k)
            assert canonical(oracle(found)) == power, (where(m), k)


def test_iterate_is_the_power_where_slopes_have_many_relations() -> None:
    rng = random.Random("iterate")
    for _ in range(100):
        m = related_map(rng)
        for k, power in powers(m, 6, 120):
            assert xp.iterate(pl(m), k) == pl(power), (where(m), k)


@LAWS
@given(st.data())
def test_powers_add(data: st.DataObject) -> None:
    f = data.draw(xp.strategies.pl_self_maps(domain=data.draw(st.sampled_from(DOMAINS)), max_breakpoints=3))
    j, k = data.draw(st.integers(0, 3)), data.draw(st.integers(0, 2))
    assert xp.iterate(f, j + k) == xp.iterate(f, j) @ xp.iterate(f, k) == xp.iterate(f, k) @ xp.iterate(f, j)


@LAWS
@given(st.data())
def test_powers_multiply(data: st.DataObject) -> None:
    f = data.draw(xp.strategies.pl_self_maps(domain=data.draw(st.sampled_from(DOMAINS)), max_breakpoints=3))
    j, k = data.draw(st.integers(0, 3)), data.draw(st.integers(0, 2))
    assert xp.iterate(f, j * k) == xp.iterate(xp.iterate(f, j), k)


@pytest.mark.parametrize(
    ("f", "identity"),
    [
        (xp.zoo.tent(), xp.PL([(0, 0), (1, 1)])),
        (xp.PL([(-1, 3), (3, -1)]), xp.PL([(-1, -1), (3, 3)])),
        (xp.PL([(2, 3)], right_slope=5), xp.PL([(2, 2)], right_slope=1)),
        (xp.PL([(2, 1)], left_slope=1), xp.PL([(2, 2)], left_slope=1)),
        (xp.PL([(0, 0)], left_slope=0, right_slope=1), xp.PL([(0, 0)], left_slope=1, right_slope=1)),
        (xp.PL([(5, 7)], left_slope=1, right_slope=1), xp.PL([(0, 0)], left_slope=1, right_slope=1)),
    ],
    ids=repr,
)
def test_the_power_0_is_the_identity_on_the_domain(f: xp.PL, identity: xp.PL) -> None:
    assert xp.iterate(f, 0) == identity
    assert xp.iterate(f, 1) == f
    assert xp.Iterate(f, 0).expand() == identity


def test_the_tent_twenty_times() -> None:
    power = xp.iterate(xp.zoo.tent(), 14)
    assert len(power.pieces) == 2**14
    assert power == xp.zoo.sawtooth(14)


@pytest.mark.parametrize("k", [24, 40, 100, 1000, 10_000])
def test_more_pieces_than_the_budget_is_an_error_that_says_what_to_do(k: int) -> None:
    message = rf"f\^\d+ has more than [\d,*]+ pieces\. Raise most_pieces=, or count .*piece_count\(f, {k}\)\."
    with pytest.raises(xp.BudgetError, match=message):
        xp.iterate(xp.zoo.tent(), k)
    with pytest.raises(xp.BudgetError, match=message):
        xp.Iterate(xp.zoo.tent(), k).expand()


def test_the_budget_is_in_pieces_and_exact() -> None:
    f = xp.zoo.golden()  # 1, 2, 3, 5, 8, 13, 21 pieces
    assert len(xp.iterate(f, 6, most_pieces=21).pieces) == 21
    with pytest.raises(xp.BudgetError, match=r"f\^6 has more than 20 pieces"):
        xp.iterate(f, 6, most_pieces=20)
    with pytest.raises(xp.BudgetError, match=r"f\^4 has more than 5 pieces"):
        xp.iterate(f, 6, most_pieces=5)
    assert len(xp.Iterate(f, 6).expand(most_pieces=21).pieces) == 21
    with pytest.raises(xp.BudgetError):
        xp.Iterate(f, 6).expand(most_pieces=20)


def test_an_iterate_on_the_way_may_exceed_the_budget() -> None:
    # pieces 2, 1, 2, 1, ...
    with pytest.raises(xp.BudgetError, match=r"f\^1 has more than 1 piece"):
        xp.iterate(xp.zoo.involution(), 2, most_pieces=1)
    assert xp.iterate(xp.zoo.involution(), 2, most_pieces=2) == xp.PL([(0, 0), (1, 1)])


@pytest.mark.parametrize("k", [10**9, 10**30])
def test_an_absurd_power_is_refused_at_once(k: int) -> None:
    relu = xp.PL([(0, 0)], left_slope=0, right_slope=1)
    double = xp.PL([(0, 0)], left_slope=2, right_slope=2)
    for f in (xp.zoo.tent(), xp.zoo.involution(), relu, double):
        with pytest.raises(xp.BudgetError):
            xp.iterate(f, k)


@pytest.mark.parametrize("k", [1, 2, 3, 10, 10**9, 10**30])
def test_powers_of_affine_maps_are_closed_forms(k: int) -> None:
    def line(slope: int, at_zero: int) -> xp.PL:
        return xp.PL([(0, at_zero)], left_slope=slope, right_slope=slope)

    assert xp.iterate(line(1, 1), k) == line(1, k)
    assert xp.iterate(line(-1, 1), k) == (line(-1, 1) if k % 2 else line(1, 0))
    assert xp.iterate(line(0, 7), k) == line(0, 7)


def test_powers_of_affine_maps_equal_the_oracles() -> None:
    f = xp.PL([(0, "1/3")], left_slope="-3/2", right_slope="-3/2")
    for k in range(12):
        assert xp.iterate(f, k) == pl(textbook_iterate(oracle(f), k))


@pytest.mark.parametrize("make", [xp.iterate, xp.Iterate], ids=["iterate", "Iterate"])
@pytest.mark.parametrize("k", [-1, 1.0, True, "2", None], ids=repr)
def test_powers_must_be_integers_that_are_not_negative(make, k) -> None:
    with pytest.raises((xp.InputError, TypeError), match="k must be an integer >= 0, found"):
        make(xp.zoo.tent(), k)


@pytest.mark.parametrize("make", [xp.iterate, xp.Iterate], ids=["iterate", "Iterate"])
def test_maps_that_leave_have_no_iterates(make) -> None:
    for k in (0, 1, 5):
        with pytest.raises(xp.DomainError, match="into itself"):
            make(xp.PL([(0, 0), (1, 2)]), k)


# -- not listed -------------------------------------------------------------------------------------------------------


def piece_around(m: Map, x: Fraction, side: int) -> tuple[Fraction | None, Fraction | None, Fraction, Fraction]:
    """Return (lower, upper, slope, intercept) of the maximal piece of m that holds x and its neighbours on a side."""
    slope = slope_right(m, x) if side > 0 else slope_left(m, x)
    lower, upper = domain(m)
    below = [c for c in kinks(m) if c < x or (c == x and side > 0)]
    above = [c for c in kinks(m) if c > x or (c == x and side < 0)]
    return (below[-1] if below else lower, above[0] if above else upper, slope, evaluate(m, x) - slope * x)


def test_values_and_pieces_are_those_of_the_explicit_iterate() -> None:
    for m in nasty_maps("lazy", 48, max_breakpoints=4):
        f = pl(m)
        for k, power in powers(m, 4, 60):
            lazy = xp.Iterate(f, k)
            lo, hi = domain(m)
            for x in sorted({*sample_points(m, 6), *kinks(power)}):
                assert lazy(x) == evaluate(power, x), (where(m), k, x)
                for side in (-1, 1):
                    inside = 1 if x == lo else -1 if x == hi else side  # at an end, the only side there is counts
                    piece = lazy.piece_at(x, side=side)
                    found = (piece.domain.lower, piece.domain.upper, piece.slope, piece.intercept)
                    assert found == piece_around(power, x, inside), (where(m), k, x, side)
                    assert piece(x) == lazy(x)


def test_counts_of_the_lazy_iterate() -> None:
    for m in nasty_maps("lazy counts", 60):
        for k, power in powers(m, 4):
            lazy = xp.Iterate(pl(m), k)
            assert (lazy.piece_count, lazy.lap_count) == (piece_count(power), lap_count(power)), (where(m), k)
            assert lazy.domain == pl(m).domain
            assert lazy.k == k
            assert lazy.f == pl(m)


def test_expand_is_iterate() -> None:
    for m in nasty_maps("expand", 60):
        for k in range(4):
            assert xp.Iterate(pl(m), k).expand() == xp.iterate(pl(m), k), (where(m), k)


@pytest.mark.parametrize("name", ["tent", "tent:slope=19/10", "scrambling", "trapezoid", "stefan:7", "skew_tent:1/3"])
def test_the_value_of_the_thousandth_iterate(name: str) -> None:
    f = xp.zoo.build(name)
    lazy = xp.Iterate(f, 1000)
    for x in (Fraction(1, 3), Fraction(2, 7), Fraction(0), Fraction(10, 31), Fraction(1)):
        if x not in f.domain:
            continue
        y = x
        for _ in range(1000):
            y = evaluate(oracle(f), y)
        assert lazy(x) == y
        assert lazy(str(x)) == y


def test_the_piece_of_the_thousandth_iterate_of_the_tent() -> None:
    piece = xp.Iterate(xp.zoo.tent(), 1000).piece_at("1/3")
    width = Fraction(1, 2**1000)
    i = int(Fraction(1, 3) / width)
    assert piece.domain == xp.Interval(i * width, (i + 1) * width)
    assert piece.slope == (-1) ** i * 2**1000
    assert piece("1/3") == Fraction(2, 3)


@pytest.mark.parametrize("slope", ["19/10", "17/12"])
def test_a_piece_of_a_high_iterate_ends_where_the_slope_changes(slope: str) -> None:
    f = xp.zoo.tent(slope=slope)
    lazy = xp.Iterate(f, 200)
    for x in (Fraction(1, 3), Fraction(3, 7), Fraction(1, 1000)):
        piece = lazy.piece_at(x)
        assert x in piece.domain
        for end, side in ((piece.domain.lower, -1), (piece.domain.upper, 1)):
            assert end is not None
            assert piece(end) == lazy(end)
            if end not in (0, 1):
                assert lazy.piece_at(end, side=-side) == piece
                assert lazy.piece_at(end, side=side).slope != piece.slope


def test_a_piece_goes_on_over_kinks_that_cancel() -> None:
    lazy = xp.Iterate(xp.zoo.involution(), 1000)  # f^2 is the identity
    for x in (Fraction(0), Fraction(1, 3), Fraction(1, 2), Fraction(1)):
        piece = lazy.piece_at(x)
        assert (piece.domain, piece.slope, piece.intercept) == (xp.Interval(0, 1), 1, 0)


def test_rays_of_a_high_iterate() -> None:
    lazy = xp.Iterate(xp.zoo.scrambling(), 50)
    assert lazy.piece_at(-1000).domain.lower is None
    assert lazy.piece_at(-1000).slope == 0
    assert lazy.piece_at(10**6).domain.upper is None
    assert lazy.piece_count == xp.piece_count(xp.zoo.scrambling(), 50)


@pytest.mark.parametrize("k", [0, 1, 3])
@pytest.mark.parametrize("x", [-1, "11/10"])
def test_points_outside_the_domain_are_refused(k: int, x) -> None:
    lazy = xp.Iterate(xp.zoo.tent(), k)
    with pytest.raises(xp.DomainError, match=r"must lie in the domain \[0, 1\], found"):
        lazy(x)
    with pytest.raises(xp.DomainError, match=r"must lie in the domain \[0, 1\], found"):
        lazy.piece_at(x)


def test_floats_are_refused() -> None:
    lazy = xp.Iterate(xp.zoo.tent(), 3)
    with pytest.raises(TypeError, match="exact"):
        lazy(0.5)
    with pytest.raises(TypeError, match="exact"):
        lazy.piece_at(0.5)


def test_the_repr_of_an_iterate_evaluates_back() -> None:
    lazy = xp.Iterate(xp.zoo.tent(), 7)
    again = eval(repr(lazy), {"Iterate": xp.Iterate, "PL": xp.PL})
    assert (again.f, again.k) == (lazy.f, lazy.k)


def test_domains_contain_what_they_should() -> None:
    for m in nasty_maps("closure", 40):
        lazy = xp.Iterate(pl(m), 30)
        assert all(contains(domain(m), lazy(x)) for x in sample_points(m, 4)), where(m)
