"""Facts about f^k and single pieces of it without its list: against iterates written out, and at k in the thousands."""

import random
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

import pytest

import exactpl as xp
from tests.bridge import oracle, pl
from tests.dynamics.families import (
    compact_maps,
    huge_map,
    long_cycle,
    nasty_maps,
    powers,
    related_map,
    sample_points,
    where,
)
from tests.oracles import summaries
from tests.oracles.maps import (
    Map,
    domain,
    evaluate,
    image,
    integral,
    kinks,
    lipschitz,
    make,
    piece_count,
    restrict,
    total_variation,
)
from tests.oracles.pieces import AffinePiece, locate, piece_list
from tests.oracles.sequences import fibonacci

Q = Fraction


def plain(piece: xp.Piece) -> AffinePiece:
    """Return a piece as the oracle writes it."""
    return (piece.domain.lower, piece.domain.upper, piece.slope, piece.intercept)


def mixed(seed: str, count: int) -> list[Map]:
    rng = random.Random(seed)
    return [*nasty_maps(seed, count), *(related_map(rng) for _ in range(count // 4))]


# -- sizes ------------------------------------------------------------------------------------------------------------


def assert_size(found: Callable[[], Fraction], size: Callable[[Map], Fraction], power: Map) -> None:
    """Compare a size with the oracle's: DomainError where it is infinite, and perhaps on every unbounded domain."""
    try:
        expected = size(power)
    except ValueError:
        with pytest.raises(xp.DomainError):
            found()
        return
    try:
        assert found() == expected
    except xp.DomainError:
        assert None in domain(power)


@pytest.mark.parametrize("part", range(2))
def test_sizes_are_those_of_the_iterate_written_out(part: int) -> None:
    for m in mixed(f"sizes {part}", 50):
        for k, power in powers(m, 5, 90):
            lazy = xp.Iterate(pl(m), k)
            assert lazy.lipschitz() == lipschitz(power), (where(m), k)
            assert tuple(lazy.image()) == image(power), (where(m), k)
            assert_size(lazy.total_variation, total_variation, power)
            assert_size(lazy.integral, integral, power)


def test_sizes_are_those_of_the_explicit_iterate() -> None:
    for m in compact_maps("explicit sizes", 30, max_breakpoints=3):
        for k in (0, 1, 6):
            if xp.piece_count(pl(m), k) < 800:
                lazy, power = xp.Iterate(pl(m), k), xp.iterate(pl(m), k)
                assert lazy.total_variation() == power.total_variation(), (where(m), k)
                assert lazy.integral() == power.integral(), (where(m), k)
                assert lazy.lipschitz() == power.lipschitz(), (where(m), k)
                assert lazy.image() == power.image(), (where(m), k)


def test_sizes_of_long_iterates_agree_with_joined_summaries() -> None:
    for m in mixed("long sizes", 40):
        lazy = xp.Iterate(pl(m), 25)
        assert lazy.lipschitz() == summaries.summaries(m, 25, summaries.LIPSCHITZ)[25], where(m)
        if None not in domain(m):
            assert lazy.total_variation() == summaries.summaries(m, 25, summaries.VARIATION)[25], where(m)
            assert lazy.integral() == summaries.summaries(m, 25, summaries.INTEGRAL)[25], where(m)


def test_sizes_of_maps_with_hundreds_of_bits() -> None:
    rng = random.Random("huge sizes")
    for bits in (60, 800):
        m = huge_map(rng, bits)
        for k, power in powers(m, 3):
            lazy = xp.Iterate(pl(m), k)
            assert lazy.total_variation() == total_variation(power), (where(m), k)
            assert lazy.integral() == integral(power), (where(m), k)
            assert lazy.lipschitz() == lipschitz(power), (where(m), k)
            assert tuple(lazy.image()) == image(power), (where(m), k)


def test_images_are_images_of_images() -> None:
    for m in compact_maps("images", 60):
        lo, hi = domain(m)
        for k in range(1, 25):
            assert lo is not None
            assert hi is not None
            lo, hi = (evaluate(m, lo), evaluate(m, lo)) if lo == hi else image(restrict(m, lo, hi))
            assert tuple(xp.Iterate(pl(m), k).image()) == (lo, hi), (where(m), k)


def test_sizes_of_the_tent_and_the_trapezoid() -> None:
    for k in (0, 1, 2, 50, 2000):
        tent, trapezoid = xp.Iterate(xp.zoo.tent(), k), xp.Iterate(xp.zoo.trapezoid(), k)
        assert tent.total_variation() == 2**k
        assert tent.integral() == Q(1, 2)
        assert tent.image() == xp.Interval(0, 1)
        assert trapezoid.total_variation() == 2**k
        if k < 100:
            assert tent.lipschitz() == 2**k
            assert trapezoid.lipschitz() == 3**k
    # the trapezoid is even about 1/2, its plateau maps to 1, then to 0: I_1 = 2/3, I_k = 2/3 I_(k-1) for k >= 2
    values = [xp.Iterate(xp.zoo.trapezoid(), k).integral() for k in range(8)]
    assert values == [Q(1, 2), Q(2, 3), *(Q(2, 3) ** k for k in range(2, 8))]


def test_infinite_sizes_are_refused() -> None:
    relu = xp.Iterate(xp.PL([(0, 0)], left_slope=0, right_slope=1), 100)
    for size in (relu.total_variation, relu.integral):
        with pytest.raises(xp.DomainError):
            size()
    assert relu.lipschitz() == 1
    assert relu.image() == xp.Interval(0, None)
    shift = xp.Iterate(xp.PL([(0, 1)], right_slope=1), 2000)
    assert shift.image() == xp.Interval(2000, None)
    steep = xp.Iterate(xp.PL([(0, 0)], left_slope=-2, right_slope="-1/3"), 201)
    assert steep.lipschitz() == 2 * Q(2, 3) ** 100


# -- single pieces ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", range(2))
def test_pieces_are_those_of_the_iterate_written_out(part: int) -> None:
    for m in mixed(f"access {part}", 28):
        for k, power in powers(m, 5, 50):
            lazy, expected = xp.Iterate(pl(m), k), piece_list(power)
            n = len(expected)
            assert [plain(lazy.piece(i)) for i in range(n)] == expected, (where(m), k)
            assert [plain(piece) for piece in lazy.pieces(0, n)] == expected, (where(m), k)
            assert plain(lazy.piece(-1)) == expected[-1], (where(m), k)
            assert plain(lazy.piece(-n)) == expected[0], (where(m), k)
            for outside in (n, -n - 1, n + 10**9):
                with pytest.raises(IndexError):
                    lazy.piece(outside)


def test_slices_of_pieces() -> None:
    for m in mixed("slices", 20):
        for k, power in powers(m, 4, 60):
            lazy, n = xp.Iterate(pl(m), k), piece_count(power)
            expected = piece_list(power)
            for i, j in {(0, 0), (0, 1), (n, n), (n - 1, n), (n // 3, n // 2), (n // 2, n)}:
                assert [plain(piece) for piece in lazy.pieces(i, j)] == expected[i:j], (where(m), k, i, j)


def test_locate_is_the_number_of_the_piece() -> None:
    for m in mixed("locate", 14):
        for k, power in powers(m, 4, 50):
            lazy = xp.Iterate(pl(m), k)
            points = sorted({*sample_points(m, 5), *kinks(power)})
            for x in points:
                assert lazy.locate(x) == locate(power, x, 1), (where(m), k, x)
                for side in (-1, 1):
                    assert lazy.locate(x, side=side) == locate(power, x, side), (where(m), k, x, side)
                    assert lazy.piece(lazy.locate(x, side=side)) == lazy.piece_at(x, side=side), (where(m), k, x, side)


def test_kinks_that_cancel_are_no_ends_of_pieces() -> None:
    involution = xp.Iterate(xp.zoo.involution(), 1000)
    assert [plain(piece) for piece in involution.pieces(0, 1)] == [(0, 1, 1, 0)]
    assert [plain(xp.Iterate(xp.zoo.involution(), 1001).piece(i)) for i in (0, 1)] == piece_list(
        make([(0, 1), ("1/3", "1/3"), (1, 0)])
    )
    turned = xp.PL([(0, 0)], left_slope="-1/2", right_slope=-2)  # f^2 = x on the line
    assert plain(xp.Iterate(turned, 2000).piece(0)) == (None, None, 1, 0)
    assert [plain(xp.Iterate(turned, 2001).piece(i)) for i in (0, -1)] == piece_list(make([(0, 0)], "-1/2", -2))
    with pytest.raises(IndexError):
        involution.piece(1)


def test_an_iterate_equals_the_map_through_its_knots() -> None:
    # numbers that just fit in 64 bits, over a common denominator
    f = xp.PL([(0, "11/14"), ("27/11", "1/4"), ("11/4", "7/4"), (3, "13/6")], left_slope="2/3", right_slope="-3/2")
    for k in range(14):
        power = xp.iterate(f, k)
        again = xp.PL(list(power.knots), left_slope=power.left_slope, right_slope=power.right_slope)
        assert power == again, k
        assert again == power, k
        assert hash(power) == hash(again), k


# -- k in the thousands -----------------------------------------------------------------------------------------------


def assert_consistent(f: xp.PL, k: int, seed: str, tries: int) -> None:
    """Check pieces at random against their neighbours, values and numbers."""
    rng = random.Random(f"{seed} {k}")
    lazy = xp.Iterate(f, k)
    n = xp.piece_count(f, k)
    numbers = [0, n - 2, *(rng.randrange(max(1, n - 1)) for _ in range(tries))]
    for i in sorted({i for i in numbers if 0 <= i < n - 1}):
        piece, following = lazy.piece(i), lazy.piece(i + 1)
        end = piece.domain.upper
        assert end is not None
        assert end == following.domain.lower
        assert piece.slope != following.slope
        assert piece(end) == following(end) == lazy(end)
        assert lazy.locate(end, side=-1) == i
        assert lazy.locate(end) == i + 1
        assert lazy.piece_at(end) == following
        assert lazy.piece(i - n) == piece
        lower = piece.domain.lower
        inner = end - 1 if lower is None else (lower + end) / 2
        assert piece(inner) == lazy(inner)
        assert lazy.locate(inner) == i
        if lower is not None:
            assert piece(lower) == lazy(lower)
    first, last = lazy.piece(0), lazy.piece(-1)
    assert (first.domain.lower, last.domain.upper) == tuple(f.domain)
    assert lazy.piece(n - 1) == last
    for outside in (n, -n - 1, 2 * n + 5):
        with pytest.raises(IndexError):
            lazy.piece(outside)
    middle = rng.randrange(max(1, n - 4))
    run = lazy.pieces(middle, min(n, middle + 4))
    assert list(run) == [lazy.piece(i) for i in range(middle, min(n, middle + 4))]
    assert all(a.domain.upper == b.domain.lower for a, b in pairwise(run))


@pytest.mark.parametrize("name", ["tent", "golden", "involution"])
def test_pieces_at_two_thousand_steps(name: str) -> None:
    assert_consistent(xp.zoo.build(name), 2000, name, 1)


@pytest.mark.parametrize("name", ["trapezoid", "stefan:5", "increasing_cycle:4"])
def test_pieces_at_five_hundred_steps(name: str) -> None:
    assert_consistent(xp.zoo.build(name), 500, name, 3)


@pytest.mark.parametrize("name", ["tent:slope=19/10", "scrambling", "skew_tent:2/7", "truncated_tent:5/6"])
def test_pieces_of_maps_with_infinite_critical_orbits(name: str) -> None:
    assert_consistent(xp.zoo.build(name), 200, name, 3)


def test_pieces_of_random_maps_at_sixty_steps() -> None:
    for i, m in enumerate(mixed("sixty", 16)):
        assert_consistent(pl(m), 60, f"sixty {i}", 2)


def test_a_piece_of_the_two_thousandth_iterate_of_the_tent_by_hand() -> None:
    lazy, n = xp.Iterate(xp.zoo.tent(), 2000), 2**2000
    for i in (0, 1, 12345, n // 3, n // 2, n - 1):
        sign = -1 if i % 2 else 1
        assert plain(lazy.piece(i)) == (Q(i, n), Q(i + 1, n), sign * n, -i if sign > 0 else i + 1)
        assert lazy.locate(Q(2 * i + 1, 2 * n)) == i


def test_the_fibonacci_pieces_of_the_golden_map() -> None:
    # f moves [0, 1/2] onto [1/2, 1], so f^k has as many pieces there as f^(k-1) has on [1/2, 1]: F_k of the F_(k+2)
    for k in (1, 2, 3, 10, 500, 2000):
        lazy = xp.Iterate(xp.zoo.golden(), k)
        left = fibonacci(k)
        assert lazy.locate("1/2") == left
        assert lazy.piece(left - 1).domain.upper == lazy.piece(left).domain.lower == Q(1, 2)
        assert lazy.locate(1) == fibonacci(k + 2) - 1
        assert lazy.locate(0) == 0


def test_pieces_on_a_long_cycle() -> None:
    m = long_cycle(30)
    for k in (29, 30, 61):
        assert_consistent(pl(m), k, "long cycle", 4)
    for k, power in powers(m, 6):
        assert [plain(piece) for piece in xp.Iterate(pl(m), k).pieces(0, piece_count(power))] == piece_list(power)


# -- bad input --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("k", [0, 1, 3, 300])
@pytest.mark.parametrize("x", [-1, "11/10"])
def test_points_outside_the_domain_are_refused(k: int, x: int | str) -> None:
    with pytest.raises(xp.DomainError, match=r"must lie in the domain \[0, 1\], found"):
        xp.Iterate(xp.zoo.tent(), k).locate(x)


def test_what_is_not_exact_is_refused() -> None:
    lazy = xp.Iterate(xp.zoo.tent(), 3)
    with pytest.raises(TypeError, match="exact"):
        lazy.locate(0.5)  # type: ignore[arg-type]
    for index in (1.0, "1", None, Fraction(1)):
        with pytest.raises(xp.InputError, match="index must be an integer, found"):
            lazy.piece(index)  # type: ignore[arg-type]


def test_answers_do_not_depend_on_the_order_of_the_questions() -> None:
    for m in mixed("order", 8):
        f, k = pl(m), 30
        n = xp.piece_count(f, k)
        asked = xp.Iterate(f, k)
        sizes = (asked.lipschitz(), asked.image(), asked.locate(sample_points(m)[1]), asked.piece(n // 2))
        again = xp.Iterate(f, k)
        assert (again.piece(n // 2), again.locate(sample_points(m)[1])) == (sizes[3], sizes[2]), where(m)
        assert (again.image(), again.lipschitz()) == (sizes[1], sizes[0]), where(m)
        assert oracle(f) == oracle(again.f)
