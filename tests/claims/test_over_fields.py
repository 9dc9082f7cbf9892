"""Growth, chaos, counts and closed forms of maps over Q(a), against maps written out over Q(sqrt 2)."""

import random
from fractions import Fraction
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import pytest

import exactpl as xp
from exactpl import claims
from tests.harness import checked
from tests.oracles.surds import (
    ROOT_2,
    Knots,
    Surd,
    evaluate,
    fixed_points,
    lap_count,
    least_period,
    make,
    piece_count,
    powers,
    surd,
)

Q = Fraction
A = xp.Algebraic([-2, 0, 1], 1, 2)
GOLDEN = xp.Algebraic([-1, -1, 1], 1, 2)
CUBIC = xp.Algebraic([-1, -1, 0, 1], 1, 2)


def number(x: Surd) -> object:
    return x.p + x.q * A if x.q else x.p


def plain(x: object) -> Surd:
    if isinstance(x, Fraction):
        return surd(x)
    parts = [*x.coefficients, Q(0)]  # type: ignore[attr-defined]
    return Surd(parts[0], parts[1])


def over_field(m: Knots) -> xp.PL:
    return xp.PL([(number(x), number(y)) for x, y in m])


HALF = surd("1/2")
TENT = make([(0, 0), (HALF, ROOT_2 * HALF), (1, 0)])
CORE = surd(2) - ROOT_2  # the inner fixed point of TENT; f^2 maps [CORE, sqrt(2)/2] over itself twice
MAPS = {
    "the tent of slope sqrt 2": TENT,
    "three laps, two of them steep": make([(0, 0), ("1/3", ROOT_2 * HALF), ("2/3", ROOT_2 * surd("1/5")), (1, 1)]),
    "a full tent with an irrational turning point": make([(0, 0), (ROOT_2 * HALF, 1), (1, 0)]),
    "a cycle of three through the turning point": make([(0, ROOT_2 * HALF), (ROOT_2 * HALF, 1), (1, 0)]),
    "a contraction": make([(0, ROOT_2 * surd("1/4")), ("1/2", "1/2"), (1, ROOT_2 * surd("1/3"))]),
    "a flat top": make([(0, 0), ("1/2", ROOT_2 * HALF), ("3/4", ROOT_2 * HALF), (1, 0)]),
}


@cache
def written(name: str, upto: int) -> list[Knots]:
    return powers(MAPS[name], upto)


def accepted(verdict: object, folder: Path) -> dict[str, object]:
    assert isinstance(verdict, xp.Proved | xp.Refuted)
    report = checked(verdict.certificate, folder)
    assert report["verdict"] == "accept", (verdict, report)
    assert list(report["cites"] or ()) == sorted(verdict.cites)
    return report


# -- the tent of slope sqrt 2 ------------------------------------------------------------------------------------------


def test_the_growth_of_the_tent_of_slope_root_2_is_root_2(tmp_path: Path) -> None:
    found = xp.entropy(over_field(TENT), width=Q(1, 10**30))
    assert found.exact == A
    low, high = found.growth
    assert low is not None
    assert high is not None
    assert low <= A <= high <= low + Q(1, 10**30)
    assert "T3.5" in found.lemmas
    accepted(found.verdict, tmp_path)
    below, above = found.log(30)
    assert below is not None
    assert above is not None
    # log(2)/2 = 0.346573590279972654708616060729...
    digits = Q("0.346573590279972654708616060729")
    assert below <= digits + Q(1, 10**30)
    assert digits <= above <= below + Q(2, 10**30)


def test_it_has_no_odd_period_but_1(tmp_path: Path) -> None:
    f = over_field(TENT)
    absent = xp.decide(claims.AbsentPeriods(f))
    assert isinstance(absent, xp.Proved)
    accepted(absent, tmp_path)
    for n in (3, 5, 7):
        refuted = xp.find_orbit(f, n)
        assert isinstance(refuted, xp.Refuted)
        accepted(refuted, tmp_path)
    assert isinstance(xp.decide(claims.AbsentPeriods(f, doublings=1)), xp.Refuted | xp.Undecided)
    report = xp.period_set(f, upto=8)
    assert report.present == (1, 2, 4, 6, 8)
    assert isinstance(report.whole, xp.Proved) or isinstance(report.no_odd, xp.Proved)


def test_its_four_questions(tmp_path: Path) -> None:
    found = xp.chaos(over_field(TENT))
    verdicts = [found.period_three, found.positive_entropy, found.li_yorke, found.order]
    assert [type(v).__name__[0] for v in verdicts] == list("RPPR")
    for verdict in verdicts:
        accepted(verdict, tmp_path)


def test_a_little_steeper_than_the_golden_ratio_there_is_period_3(tmp_path: Path) -> None:
    found = xp.chaos(xp.zoo.tent(slope=GOLDEN))
    verdicts = [found.period_three, found.positive_entropy, found.li_yorke, found.order]
    assert [type(v).__name__[0] for v in verdicts] == list("PPPR")
    for verdict in verdicts:
        accepted(verdict, tmp_path)
    assert xp.entropy(xp.zoo.tent(slope=GOLDEN)).exact == GOLDEN


# -- growth ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", MAPS)
def test_the_growth_lies_between_what_written_iterates_show(name: str, tmp_path: Path) -> None:
    """s^k is at most the number of laps of f^k, and at least how often f^k crosses an interval inside it."""
    m = MAPS[name]
    found = xp.entropy(over_field(m), width="1/1000")
    accepted(found.verdict, tmp_path)
    low, high = found.growth
    assert low is not None
    assert high is not None
    assert 1 <= low <= high <= low + Q(1, 1000)
    marks = {z for knot in m for z in knot} | {CORE}
    for k, power in enumerate(written(name, 6), 1):
        assert low**k <= lap_count(power)
        assert high**k >= most_crossings(power, marks)


def most_crossings(power: Knots, marks: set[Surd]) -> int:
    """Return the largest number of intervals inside [low, high], low and high marks, that are mapped over it."""
    found = 1
    for low, high in combinations(sorted(marks), 2):
        inside = [(x, y) for x, y in power if low < x < high]
        values = [evaluate(power, low), *(y for _, y in inside), evaluate(power, high)]
        sides = [-1 if y <= low else 1 for y in values if not low < y < high]
        found = max(found, sum(a != b for a, b in pairwise(sides)))
    return found


def test_a_contraction_has_growth_1_and_order(tmp_path: Path) -> None:
    f = over_field(MAPS["a contraction"])
    assert xp.entropy(f).exact == 1
    found = xp.chaos(f)
    assert [type(v).__name__[0] for v in (found.positive_entropy, found.li_yorke, found.order)] == list("RRP")
    for verdict in (found.positive_entropy, found.li_yorke, found.order):
        accepted(verdict, tmp_path)


# -- counts ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", MAPS)
def test_counts_of_fixed_points_are_those_of_written_iterates(name: str, tmp_path: Path) -> None:
    m = MAPS[name]
    f = over_field(m)
    for n, power in enumerate(written(name, 6), 1):
        count = xp.fixed_point_count(f, n)
        assert (count.isolated, count.intervals) == (len(fixed_points(power)), 0), n
        verdict = xp.decide(claims.FixedPointCount(f, n=n))
        assert isinstance(verdict, xp.Proved)
        assert verdict.value == count
        accepted(verdict, tmp_path)
        wrong = xp.decide(claims.FixedPointCount(f, n=n, isolated=count.isolated + 1, intervals=0))
        assert isinstance(wrong, xp.Refuted)


@pytest.mark.parametrize("name", MAPS)
def test_periods_are_those_of_written_iterates(name: str, tmp_path: Path) -> None:
    m = MAPS[name]
    f = over_field(m)
    for n, power in enumerate(written(name, 5), 1):
        there = any(least_period(m, x, n) == n for x in fixed_points(power))
        verdict = xp.find_orbit(f, n)
        assert isinstance(verdict, xp.Proved if there else xp.Refuted), n
        accepted(verdict, tmp_path)
        if isinstance(verdict, xp.Proved):
            assert least_period(m, plain(verdict.witness.points[0]), n) == n


def test_fixed_points_of_high_iterates_are_counted_without_listing() -> None:
    """f^2 is on each half of the core a full tent of slope 2, and 0 is the other fixed point: 2^(n/2 + 1) of them."""
    f = over_field(TENT)
    for n in (20, 40):
        assert xp.fixed_point_count(f, n).isolated == 2 ** (n // 2 + 1)


# -- closed forms ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["the tent of slope sqrt 2", "a cycle of three through the turning point"])
def test_closed_forms_have_the_terms_of_written_iterates(name: str) -> None:
    m = MAPS[name]
    form = xp.closed_form(over_field(m))
    iterates = written(name, 8)
    assert form.pieces.terms(9) == [1, *map(piece_count, iterates)]
    assert form.laps.terms(9) == [1, *map(lap_count, iterates)]
    assert form.fixed_points.terms(9)[1:] == [len(fixed_points(power)) for power in iterates]


@pytest.mark.parametrize("a", [A, GOLDEN, CUBIC])
def test_a_rational_map_seen_through_an_irrational_scale_has_the_same_answers(a: xp.Algebraic, tmp_path: Path) -> None:
    rng = random.Random("scales")
    for i in range(6):
        size = rng.choice((3, 4, 5))
        knots = [(x, rng.randint(0, size)) for x in range(size + 1)]
        f = xp.PL(knots)
        g = xp.PL([(a * x + 1, a * y + 1) for x, y in knots])
        for n in range(1, 9):
            assert xp.fixed_point_count(f, n) == xp.fixed_point_count(g, n), knots
        here, there = xp.entropy(f), xp.entropy(g)
        # both enclose one number
        assert max(here.growth.lower, there.growth.lower) <= min(here.growth.upper, there.growth.upper), knots
        assert xp.closed_form(f).pieces.terms(12) == xp.closed_form(g).pieces.terms(12)
        if i < 2:
            accepted(there.verdict, tmp_path)
        kinds = []
        for h in (f, g):
            found = xp.chaos(h)
            kinds.append([type(v) for v in (found.period_three, found.positive_entropy, found.li_yorke, found.order)])
        assert kinds[0] == kinds[1], knots


def test_the_budget_for_listing_no_longer_binds_counts() -> None:
    f = over_field(TENT)
    counts = xp.piece_counts(f, upto=60)
    assert counts[:7] == [1, *map(piece_count, powers(TENT, 6))]
    form = xp.closed_form(f)
    assert counts == form.pieces.terms(61)
