"""Claims about near maps: what is proved is accepted, and holds for maps at the very margin."""

import random
from fractions import Fraction
from pathlib import Path

import pytest

import exactpl as xp
from exactpl.claims import Coverings, EntropyBounds, HorseshoeEntropy, RobustPeriod
from tests.bridge import pl
from tests.dynamics.families import compact_maps, nasty_maps, where
from tests.dynamics.named_maps import DOUBLED, G34, GOLDEN, NASTY, tent
from tests.harness import accepted, checked
from tests.oracles.coverings import covering_pairs, neighbours
from tests.oracles.maps import lap_count, power

QUARTERS = [(Fraction(i, 4), Fraction(i + 1, 4)) for i in range(4)]


def test_coverings(tmp_path: Path) -> None:
    rng = random.Random("claims of coverings")
    proved = 0
    for m in [*NASTY, GOLDEN, *compact_maps("claims of coverings", 40, 4)]:
        f = pl(m)
        lower, upper = m.knots[0][0], m.knots[-1][0]
        cuts = sorted(lower + (upper - lower) * Fraction(i, 6) for i in rng.sample(range(7), 4))
        intervals = [(cuts[0], cuts[1]), (cuts[1], cuts[3]), (cuts[0], cuts[2])]
        for q in (1, 2):
            there = covering_pairs(m, intervals, q)
            for edge in [(i, j) for i in range(3) for j in range(3)]:
                used = sorted(set(edge))
                number = {old: new for new, old in enumerate(used)}
                claim = Coverings(
                    f, intervals=[intervals[i] for i in used], edges=[(number[edge[0]], number[edge[1]])], k=q
                )
                verdict = xp.decide(claim)
                if edge not in there:
                    assert isinstance(verdict, xp.Refuted), (where(m), edge, q)
                    continue
                assert isinstance(verdict, xp.Proved), (where(m), edge, q)
                assert {"T4.1", "T4.5"} <= set(verdict.lemmas)
                proved += 1
                if proved % 3 == 0:
                    assert accepted(verdict.certificate, tmp_path), (where(m), edge, q)
                for g in neighbours(m, verdict.value, rng, 3):
                    assert edge in covering_pairs(g, intervals, q), (where(m), where(g), edge, q)
    assert proved > 60


def test_margins_asked_for(tmp_path: Path) -> None:
    f = xp.zoo.tent()
    pair = [("1/10", "2/5"), ("3/5", "9/10")]
    for epsilon, kind in ((0, xp.Proved), ("1/30", xp.Proved), ("1/31", xp.Proved), ("1/29", xp.Undecided)):
        verdict = xp.decide(Coverings(f, intervals=pair, edges=[(0, 1), (1, 1)], k=2, epsilon=epsilon))
        assert isinstance(verdict, kind), epsilon
        if isinstance(verdict, xp.Proved):
            assert verdict.value == Fraction(epsilon)
            assert accepted(verdict.certificate, tmp_path)
    refuted = xp.decide(Coverings(f, intervals=pair, edges=[(0, 1), (1, 0)], k=2))
    assert isinstance(refuted, xp.Refuted)
    assert refuted.witness == (1, 0)
    assert isinstance(xp.decide(Coverings(f, intervals=pair, edges=[], k=2)), xp.Undecided)
    assert isinstance(xp.decide(Coverings(f, intervals=[*pair, (0, "1/100")], k=1)), xp.Undecided)
    everything = xp.decide(Coverings(f, intervals=QUARTERS, k=2))
    assert isinstance(everything, xp.Proved)
    assert accepted(everything.certificate, tmp_path)


def test_the_same_interval_twice(tmp_path: Path) -> None:
    """The format wants intervals that are pairwise different."""
    try:
        verdict = xp.decide(Coverings(xp.zoo.tent(), intervals=[(0, 1), (0, 1)]))
    except xp.InputError:
        return
    assert isinstance(verdict, xp.Undecided) or accepted(verdict.certificate, tmp_path)


def test_robust_periods(tmp_path: Path) -> None:
    rng = random.Random("claims of robust periods")
    proved = 0
    for m in [*NASTY, GOLDEN, DOUBLED, *nasty_maps("claims of robust periods", 30, 4)]:
        f = pl(m)
        for n in (1, 2, 3, 5):
            verdict = xp.decide(RobustPeriod(f, n=n))
            if not xp.has_least_period(f, n):
                assert isinstance(verdict, xp.Refuted), (where(m), n)
                assert accepted(verdict.certificate, tmp_path), (where(m), n)
            if not isinstance(verdict, xp.Proved):
                continue
            proved += 1
            assert accepted(verdict.certificate, tmp_path), (where(m), n)
            for g in neighbours(m, verdict.value, rng, 3):
                assert isinstance(xp.find_orbit(pl(g), n), xp.Proved), (where(m), where(g), n)
            smaller = xp.decide(RobustPeriod(f, n=n, epsilon=verdict.value / 3))
            assert isinstance(smaller, xp.Proved), (where(m), n)
            assert accepted(smaller.certificate, tmp_path), (where(m), n)
    assert proved > 30


def test_the_golden_three_cycle_is_never_robust() -> None:
    f = pl(GOLDEN)
    assert isinstance(xp.find_orbit(f, 3), xp.Proved)
    for epsilon in (None, 0, Fraction(1, 10**40), "1/1000"):
        assert isinstance(xp.decide(RobustPeriod(f, n=3, epsilon=epsilon)), xp.Undecided), epsilon
    far = xp.decide(RobustPeriod(f, n=3, epsilon=1))
    assert isinstance(far, xp.Refuted)
    assert "the constant 1/2" in far.reason


def test_horseshoes(tmp_path: Path) -> None:
    rng = random.Random("claims of horseshoes")
    proved = 0
    for m in [tent("2"), GOLDEN, *NASTY, *compact_maps("claims of horseshoes", 25, 4)]:
        f = pl(m)
        for claim in (HorseshoeEntropy(f, k=2), HorseshoeEntropy(f, k=3, at_least="3/2", epsilon="1/1000")):
            verdict = xp.decide(claim)
            if isinstance(verdict, xp.Refuted):  # f is one of the maps near f
                grown = xp.decide(EntropyBounds(f, growth_at_most=claim.at_least or 1))
                assert isinstance(grown, xp.Proved), where(m)
                assert accepted(verdict.certificate, tmp_path), where(m)
            if not isinstance(verdict, xp.Proved):
                continue
            proved += 1
            assert accepted(verdict.certificate, tmp_path), where(m)
            assert claim.at_least is None or verdict.value == claim.at_least
            room = verdict.witness.epsilon if claim.epsilon is None else claim.epsilon
            for g in neighbours(m, room, rng, 3):
                assert lap_count(power(g, claim.k)) >= verdict.value, where(m)  # type: ignore[arg-type]
    assert proved > 10


def test_horseshoe_without_entropy_is_undecided() -> None:
    for m in (G34, tent("1"), *NASTY[:6]):
        assert isinstance(xp.horseshoe(pl(m)), xp.Undecided), where(m)
        assert isinstance(xp.horseshoe(pl(m), k=1, epsilon=0), xp.Undecided), where(m)


def test_horseshoes_of_given_intervals(tmp_path: Path) -> None:
    f = xp.zoo.tent()
    verdict = xp.horseshoe(f, intervals=[(0, "1/2"), ("1/2", 1)])
    assert isinstance(verdict, xp.Proved)
    assert (verdict.value, verdict.witness.epsilon) == (2, 0)
    assert accepted(verdict.certificate, tmp_path)
    assert isinstance(xp.horseshoe(f, intervals=[(0, "1/2"), ("1/2", 1)], epsilon="1/100"), xp.Undecided)
    assert isinstance(xp.horseshoe(f, intervals=[(0, "1/2")]), xp.Undecided)
    twice = xp.horseshoe(f, intervals=QUARTERS, k=2)
    assert isinstance(twice, xp.Proved)
    assert twice.value == 4
    assert accepted(twice.certificate, tmp_path)
    unused = xp.horseshoe(xp.zoo.zigzag(3), intervals=[(0, "1/3"), ("1/3", "2/3"), ("5/6", 1)])
    assert isinstance(unused, xp.Proved)
    assert accepted(unused.certificate, tmp_path)


def test_horseshoes_on_the_line(tmp_path: Path) -> None:
    """2|x| - 1 maps [-1, 0] and [0, 1] onto [-1, 1]; under 2|x| all orbits but that of 0 tend to infinity."""
    f = xp.PL([(0, -1)], left_slope=-2, right_slope=2)
    verdict = xp.horseshoe(f, intervals=[(-1, 0), (0, 1)])
    assert isinstance(verdict, xp.Proved)
    assert (verdict.value, verdict.witness.epsilon, verdict.cites) == (2, 0, ())
    report = checked(verdict.certificate, tmp_path)
    assert report["verdict"] == "accept"
    assert str(report["statement"]).endswith("on compact sets K with g(K) in K")
    found = xp.decide(HorseshoeEntropy(f, k=1, at_least=2, epsilon=0))
    assert isinstance(found, xp.Proved)
    assert accepted(found.certificate, tmp_path)
    too_much = xp.decide(HorseshoeEntropy(f, k=1, at_least=3))
    assert isinstance(too_much, xp.Refuted)
    assert accepted(too_much.certificate, tmp_path)
    assert isinstance(xp.horseshoe(xp.PL([(0, 0)], left_slope=-2, right_slope=2)), xp.Undecided)


def test_errors() -> None:
    f, leaving = xp.zoo.tent(), xp.PL([(0, 0), ("1/2", 2), (1, 0)])
    for claim in (RobustPeriod(leaving, n=1), HorseshoeEntropy(leaving), Coverings(leaving, intervals=[(0, 1)])):
        with pytest.raises(xp.DomainError, match="x = 1/2"):
            xp.decide(claim)
    for epsilon in (-1, "-1/10"):
        with pytest.raises(xp.InputError, match="epsilon must be >= 0"):
            RobustPeriod(f, n=1, epsilon=epsilon)
        with pytest.raises(xp.InputError, match="epsilon must be >= 0"):
            HorseshoeEntropy(f, epsilon=epsilon)
        with pytest.raises(xp.InputError, match="epsilon must be >= 0"):
            Coverings(f, intervals=[(0, 1)], epsilon=epsilon)
    for at_least in (0, "99/100", -2):
        with pytest.raises(xp.InputError, match="at_least must be >= 1"):
            HorseshoeEntropy(f, at_least=at_least)
    for q in (0, -1):
        with pytest.raises(xp.InputError):
            HorseshoeEntropy(f, k=q)
        with pytest.raises(xp.InputError):
            Coverings(f, intervals=[(0, 1)], k=q)
    with pytest.raises(xp.InputError, match="edges are pairs"):
        Coverings(f, intervals=[(0, 1)], edges=[(0, 1)])
    with pytest.raises(xp.InputError):
        RobustPeriod(f, n=0)
    with pytest.raises(xp.InputError, match="disjoint"):
        xp.horseshoe(f, intervals=[(0, 1), ("1/2", 1)])


@pytest.mark.parametrize("edge", [(0.5, 0), (0, 0.0), ("0", 0)])
def test_edges_are_pairs_of_integers(edge: tuple[object, object]) -> None:
    """A float is refused, not cut to an integer."""
    with pytest.raises((xp.InputError, TypeError)):
        Coverings(xp.zoo.tent(), intervals=[(0, 1)], edges=[edge])  # type: ignore[list-item]
