"""Pieces and laps of f^k: against iterates written out, against a second algorithm, and where nothing can be listed."""

import random
from fractions import Fraction
from itertools import pairwise

import pytest

import exactpl as xp
from exactpl.dynamics.counting import counts, plateau_pull_back, pull_back, transfer
from exactpl.dynamics.counting.kneading import Kneading
from tests.bridge import pl
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
from tests.oracles import states
from tests.oracles.maps import Map, lap_count, make, piece_count, slopes

LINE, HALF_LINE, INTERVAL = (
    {"left_slope": 1, "right_slope": 1},
    {"right_slope": 1},
    {},
)


def assert_counts(m: Map, upto: int, most_knots: int = 90) -> None:
    """Compare both counts of all iterates with the oracle's, as far as these can be written out."""
    written = [(piece_count(power), lap_count(power)) for _, power in powers(m, upto, most_knots)]
    f, k = pl(m), len(written) - 1
    assert xp.piece_counts(f, upto=k) == [pieces for pieces, _ in written], where(m)
    assert xp.lap_counts(f, upto=k) == [laps for _, laps in written], where(m)
    assert xp.piece_count(f, k) == written[k][0], where(m)
    assert xp.lap_count(f, k) == written[k][1], where(m)


# -- brute force ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", range(4))
def test_counts_are_those_of_the_iterate_written_out(part: int) -> None:
    for m in nasty_maps(f"counts {part}", 400):
        assert_counts(m, 6)


def test_counts_of_maps_with_many_breakpoints() -> None:
    for m in nasty_maps("many breakpoints", 200, max_breakpoints=9, denominators=(7, 9, 10, 12, 15)):
        assert_counts(m, 4)


def test_counts_of_maps_whose_iterates_stay_small() -> None:
    # zero entropy, or flats that swallow everything: brute force reaches k = 25 there
    reached = 0
    for m in nasty_maps("deep", 140, max_breakpoints=4):
        if all(len(power.knots) <= 40 for _, power in powers(m, 8, 40)):
            assert_counts(m, 25, 60)
            reached += 1
    assert reached > 35


def test_counts_of_maps_whose_slopes_have_many_relations() -> None:
    rng = random.Random("relations")
    for _ in range(250):
        assert_counts(related_map(rng), 5)


def test_counts_of_maps_on_a_small_grid_without_exception() -> None:
    # all 500 maps with knots 0, 1/4, 1/2, 3/4, 1, values among these and four choices of the values at the ends
    grid = [Fraction(i, 4) for i in range(5)]
    for start, end in ((0, 0), (0, 4), (2, 2), (3, 1)):
        for code in range(125):
            ys = [grid[start], *(grid[code // 5**i % 5] for i in range(3)), grid[end]]
            assert_counts(make(list(zip(grid, ys, strict=True))), 4)


def test_counts_of_maps_with_thousands_of_bits() -> None:
    rng = random.Random("huge")
    for bits in (60, 500, 3000):
        for _ in range(6):
            assert_counts(huge_map(rng, bits), 3)


# -- a second algorithm -----------------------------------------------------------------------------------------------


def test_pieces_agree_with_the_states_of_theorem_1_1() -> None:
    for m in nasty_maps("states", 60):
        assert xp.piece_counts(pl(m), upto=40) == states.piece_counts(m, 40), where(m)


def test_pieces_agree_with_the_states_where_slopes_have_many_relations() -> None:
    rng = random.Random("relations, longer")
    for _ in range(80):
        m = related_map(rng)
        assert xp.piece_counts(pl(m), upto=40) == states.piece_counts(m, 40), where(m)


def test_laps_by_kneading_are_laps_by_transfer_where_no_slope_is_zero() -> None:
    compared = 0
    for m in nasty_maps("laps", 90):
        f = pl(m)
        if 0 not in slopes(m):
            by_transfer = transfer.lap_counts(f, 60)
            assert Kneading(f, 60).lap_counts() == by_transfer, where(m)
            assert xp.lap_counts(f, upto=60) == by_transfer, where(m)
            assert states.turning_counts(m, 30) == by_transfer[:31], where(m)
            compared += 1
    assert compared > 25


def test_laps_agree_with_the_summaries_of_theorem_1_2_where_pieces_are_flat() -> None:
    compared = 0
    for m in nasty_maps("flat laps", 200):
        if 0 in slopes(m):
            assert xp.lap_counts(pl(m), upto=40) == states.lap_counts(m, 40), where(m)
            compared += 1
    assert compared > 60


@pytest.mark.parametrize("slope", [Fraction(2), Fraction(19, 10), Fraction(13, 7), Fraction(7, 4)])
@pytest.mark.parametrize("height", [Fraction(99, 100), Fraction(977, 1000), Fraction(61, 64)])
def test_laps_of_tents_with_flat_tops_and_long_critical_orbits(slope: Fraction, height: Fraction) -> None:
    top = height * slope / 2
    flat = Map(((Fraction(0), Fraction(0)), (top / slope, top), (1 - top / slope, top), (Fraction(1), Fraction(0))))
    assert xp.lap_counts(pl(flat), upto=100) == states.lap_counts(flat, 100)
    assert xp.piece_counts(pl(flat), upto=60) == states.piece_counts(flat, 60)


@pytest.mark.parametrize(("tail", "period"), [(63, 2), (70, 5), (3, 90)])
def test_laps_of_maps_with_a_flat_piece_and_a_long_tail(tail: int, period: int) -> None:
    m = long_tail(tail, period)
    a, b = m.knots[1]  # the first piece, from 0 to 1, made flat
    flat = Map(((Fraction(0), b), *m.knots[1:]))
    assert a == 1
    assert xp.lap_counts(pl(flat), upto=140) == states.lap_counts(flat, 140)
    assert xp.piece_counts(pl(flat), upto=140) == states.piece_counts(flat, 140)


def test_one_count_is_an_entry_of_the_sequence() -> None:
    for m in nasty_maps("entries", 60):
        f = pl(m)
        pieces, laps = xp.piece_counts(f, upto=60), xp.lap_counts(f, upto=60)
        assert len(pieces) == len(laps) == 61
        for k in (0, 1, 2, 17, 59, 60):
            assert (xp.piece_count(f, k), xp.lap_count(f, k)) == (pieces[k], laps[k]), where(m)


def test_the_sequence_does_not_depend_on_where_it_stops() -> None:
    for m in nasty_maps("prefixes", 40):
        f = pl(m)
        for k in (0, 1, 5, 33):
            assert xp.piece_counts(f, upto=k) == xp.piece_counts(f, upto=70)[: k + 1], where(m)
            assert xp.lap_counts(f, upto=k) == xp.lap_counts(f, upto=70)[: k + 1], where(m)


# -- two algorithms at once -------------------------------------------------------------------------------------------


def test_verified_counts_are_those_of_the_iterate_written_out() -> None:
    for m in nasty_maps("verified", 80):
        written = [(piece_count(power), lap_count(power)) for _, power in powers(m, 5, 90)]
        f, k = pl(m), len(written) - 1
        assert xp.piece_counts(f, upto=k, verify=True) == [pieces for pieces, _ in written], where(m)
        assert xp.lap_counts(f, upto=k, verify=True) == [laps for _, laps in written], where(m)
        assert xp.piece_count(f, k, verify=True) == written[k][0], where(m)
        assert xp.lap_count(f, k, verify=True) == written[k][1], where(m)


def test_verify_does_not_change_the_answer() -> None:
    rng = random.Random("verified, longer")
    late = [late_hit(Fraction(7, 4), 30, "verified")[0], long_cycle(40), long_tail(30, 7), huge_map(rng, 200)]
    for m in [*nasty_maps("verified, longer", 20), *(related_map(rng) for _ in range(10)), *late]:
        f = pl(m)
        for count, counts_of in ((xp.piece_count, xp.piece_counts), (xp.lap_count, xp.lap_counts)):
            plain = counts_of(f, upto=50)
            assert counts_of(f, upto=50, verify=True) == plain, where(m)
            for k in (0, 1, 2, 49, 50):
                assert count(f, k, verify=True) == plain[k], (where(m), k)


def _one_more(method):
    def lie(*arguments, **named):
        found = method(*arguments, **named)
        return [*found[:-1], found[-1] + 1] if isinstance(found, list) else found + 1

    return lie


@pytest.mark.parametrize("name", ["tent:slope=19/10", "golden", "stefan:7", "scrambling", "trapezoid"])
@pytest.mark.parametrize("what", ["piece", "lap", "crossing", "preimage"])
def test_verify_raises_where_the_two_algorithms_differ(monkeypatch, name: str, what: str) -> None:
    # each algorithm is made to lie in turn: two of them are asked, and no lie comes through
    f, level = xp.zoo.build(name), {"level": "1/3"} if what in ("crossing", "preimage") else {}
    one, many = getattr(xp, f"{what}_count"), getattr(xp, f"{what}_counts")
    truth = many(f, **level, upto=20)
    asked = 0
    for algorithm in (Kneading, transfer, pull_back, plateau_pull_back):
        with monkeypatch.context() as patch:
            for attribute in (f"{what}_count", f"{what}_counts"):
                if hasattr(algorithm, attribute):
                    patch.setattr(algorithm, attribute, _one_more(getattr(algorithm, attribute)))
            try:
                found = many(f, **level, upto=20, verify=True)
            except ArithmeticError as error:
                assert "disagree" in str(error)  # noqa: PT017
                asked += 1
                with pytest.raises(ArithmeticError, match="disagree"):
                    one(f, 20, **level, verify=True)
            else:
                assert found == truth
    assert asked == 2


# -- critical orbits that are long ------------------------------------------------------------------------------------


@pytest.mark.parametrize("period", [64, 65, 66, 101])
def test_a_kink_of_a_long_period(period: int) -> None:
    m = long_cycle(period)
    assert xp.piece_counts(pl(m), upto=160) == states.piece_counts(m, 160)


@pytest.mark.parametrize(("tail", "period"), [(63, 2), (64, 1), (70, 5), (100, 7), (3, 90)])
def test_a_kink_with_a_long_tail(tail: int, period: int) -> None:
    m = long_tail(tail, period)
    assert xp.piece_counts(pl(m), upto=140) == states.piece_counts(m, 140)


@pytest.mark.parametrize("slope", [Fraction(3, 2), Fraction(7, 4), Fraction(19, 10), Fraction(5, 3), Fraction(15, 8)])
def test_a_kink_that_meets_the_turning_point_late(slope: Fraction) -> None:
    m, b = late_hit(slope, 68, f"pieces {slope}")
    assert b.denominator > 10**20
    assert xp.piece_counts(pl(m), upto=76) == states.piece_counts(m, 76)
    assert xp.lap_counts(pl(m), upto=76) == states.turning_counts(m, 76)


@pytest.mark.parametrize("steps", [5, 30, 75])
def test_ratios_of_slopes_that_come_back_to_1_after_many_steps(steps: int) -> None:
    # f pushes each step [x_i, x_(i+1)] of a staircase onto the next one, the last onto a point. With lengths l_i, f^n
    # has the slope l_(i+n) / l_i on step i: the product of the n ratios of slopes that the kink x_i meets is 1 when
    # l_(i+n) / l_(i+n-1) = l_i / l_(i-1), however it has wandered between.
    rng = random.Random(f"staircase {steps}")
    lengths = [Fraction(1)]
    for _ in range(steps - 1):
        lengths.append(
            lengths[-1]
            * rng.choice(
                (Fraction(2), Fraction(1, 2), Fraction(4), Fraction(3), Fraction(1, 3), Fraction(4, 3), Fraction(1))
            )
        )
    xs = [sum(lengths[:i], Fraction(0)) for i in range(steps + 1)]
    f = xp.PL(list(zip(xs, [*xs[1:], xs[-1]], strict=True)))
    lengths += [Fraction(0)] * (steps + 5)
    expected = [1]
    for n in range(1, steps + 5):
        slopes_of_power = [lengths[i + n] / lengths[i] for i in range(steps)]
        expected.append(1 + sum(a != b for a, b in pairwise(slopes_of_power)))
    assert xp.piece_counts(f, upto=steps + 4) == expected


# -- laws -------------------------------------------------------------------------------------------------------------


def test_an_affine_conjugacy_changes_no_count() -> None:
    rng = random.Random("conjugacy")
    for m in nasty_maps("conjugates", 100):
        scale = rng.choice((Fraction(-1), Fraction(2), Fraction(-1, 3), Fraction(7, 5), Fraction(-12)))
        shift = rng.choice((Fraction(0), Fraction(1, 2), Fraction(-5, 7)))
        f, g = pl(m), pl(conjugate(m, scale, shift))
        assert xp.piece_counts(f, upto=20) == xp.piece_counts(g, upto=20), where(m)
        assert xp.lap_counts(f, upto=20) == xp.lap_counts(g, upto=20), where(m)


def test_redundant_knots_change_no_count() -> None:
    rng = random.Random("redundant")
    for m in nasty_maps("refined", 60):
        r = refined(m, rng)
        assert pl(r) == pl(m)
        assert xp.piece_counts(pl(r), upto=20) == xp.piece_counts(pl(m), upto=20), where(m)


def test_counts_are_at_least_1_and_laps_at_most_pieces() -> None:
    for m in nasty_maps("bounds", 100):
        pieces, laps = xp.piece_counts(pl(m), upto=50), xp.lap_counts(pl(m), upto=50)
        assert all(1 <= a <= b for a, b in zip(laps, pieces, strict=True)), where(m)
        assert all(isinstance(n, int) for n in pieces + laps)


def test_laps_never_fall_where_no_slope_is_zero() -> None:
    for m in compact_maps("monotone laps", 150):
        if 0 not in slopes(m):
            laps = xp.lap_counts(pl(m), upto=40)
            assert laps == sorted(laps), where(m)


# -- the smallest cases -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "f",
    [
        xp.PL([(0, 0)], **LINE),
        xp.PL([(0, 1)], **LINE),
        xp.PL([(0, 0)], left_slope=-1, right_slope=-1),
        xp.PL([(0, 5)], left_slope=0, right_slope=0),
        xp.PL([(0, 1)], left_slope=-3, right_slope=-3),
        xp.PL([(0, 0)], **HALF_LINE),
        xp.PL([(0, 1)], right_slope="1/2"),
        xp.PL([(2, 2)], left_slope=0),
        xp.PL([(0, 0), (1, 1)]),
        xp.PL([(0, 1), (1, 0)]),
        xp.PL([(0, "1/3"), (1, "1/3")]),
        xp.PL([(0, 0), (3, "1/7")]),
    ],
    ids=repr,
)
def test_an_affine_map_has_one_piece_for_ever(f: xp.PL) -> None:
    assert xp.piece_counts(f, upto=70) == xp.lap_counts(f, upto=70) == [1] * 71
    assert xp.piece_count(f, 1000) == xp.lap_count(f, 1000) == 1


def test_k_0_is_the_identity_and_k_1_the_map() -> None:
    for m in nasty_maps("zero and one", 60):
        f = pl(m)
        assert xp.piece_counts(f, upto=0) == xp.lap_counts(f, upto=0) == [1]
        assert xp.piece_count(f, 0) == xp.lap_count(f, 0) == 1
        assert xp.piece_count(f, 1) == len(f.pieces) == piece_count(m), where(m)
        assert xp.lap_count(f, 1) == lap_count(m), where(m)


def test_k_in_the_thousands() -> None:
    assert xp.piece_count(xp.zoo.tent(), 4000) == xp.lap_count(xp.zoo.tent(), 4000) == 2**4000
    assert xp.piece_count(xp.zoo.trapezoid(), 2000) == 2**2001 - 1
    assert xp.lap_count(xp.zoo.trapezoid(), 1000) == 2**1000


# -- bad input --------------------------------------------------------------------------------------------------------

COUNTS = [
    lambda f, k: xp.piece_count(f, k),
    lambda f, k: xp.lap_count(f, k),
    lambda f, k: xp.piece_counts(f, upto=k),
    lambda f, k: xp.lap_counts(f, upto=k),
]
NAMES = ["piece_count", "lap_count", "piece_counts", "lap_counts"]


@pytest.mark.parametrize("count", COUNTS, ids=NAMES)
@pytest.mark.parametrize("k", [-1, -(10**9), 1.5, 2.0, True, False, "3", None, Fraction(3), float("nan")], ids=repr)
def test_k_must_be_an_integer_that_is_not_negative(count, k) -> None:
    with pytest.raises((xp.InputError, TypeError), match="must be an integer >= 0, found"):
        count(xp.zoo.tent(), k)


@pytest.mark.parametrize("count", COUNTS, ids=NAMES)
@pytest.mark.parametrize("f", [xp.zoo.tent(), xp.zoo.trapezoid(), xp.zoo.scrambling(), xp.zoo.stefan(7)], ids=repr)
@pytest.mark.parametrize("k", [10**9, 10**30])
def test_an_absurd_k_is_refused_before_the_work(monkeypatch, count, f, k) -> None:
    _forbid_work(monkeypatch)
    with pytest.raises(xp.BudgetError, match="budget"):
        count(f, k)


@pytest.mark.parametrize("count", COUNTS, ids=NAMES)
@pytest.mark.parametrize(
    "f",
    [xp.PL([(0, 0), (1, 1)]), xp.PL([(0, 1)], **LINE), xp.PL([(0, "1/3"), (1, "1/3")])],
    ids=["identity", "shift", "constant"],
)
def test_an_absurd_k_is_answered_or_refused_at_once_for_an_affine_map(monkeypatch, count, f) -> None:
    _forbid_work(monkeypatch)
    try:
        found = count(f, 10**9)
    except xp.BudgetError:
        return
    assert found == 1


def _forbid_work(monkeypatch) -> None:
    def work(*_: object) -> None:
        raise AssertionError("work has begun")

    monkeypatch.setattr(counts, "Kneading", work)
    monkeypatch.setattr(transfer, "lap_counts", work)


@pytest.mark.parametrize("count", [xp.piece_count, xp.lap_count])
def test_a_budget_that_is_too_small_is_an_error_and_a_larger_one_helps(count) -> None:
    with pytest.raises(xp.BudgetError, match=r"smaller k.* most_bytes= allows more"):
        count(xp.zoo.tent(), 100, most_bytes=10)
    assert count(xp.zoo.tent(), 100, most_bytes=10**9) == 2**100


@pytest.mark.parametrize("count", COUNTS, ids=NAMES)
def test_a_map_that_leaves_is_refused(count) -> None:
    with pytest.raises(xp.DomainError, match="into itself"):
        count(xp.zoo.scrambling().restrict(0, 1), 8)
    with pytest.raises(ValueError, match="into itself"):
        count(xp.PL([(0, 0), (1, 2)]), 0)
