"""Answers about maps with known values, each with a certificate that the checker accepts."""

from fractions import Fraction
from pathlib import Path

import pytest

import exactpl as xp
from exactpl.claims import InvariantInterval, LapCount, NoOddPeriod, PieceCount
from tests.harness import accepted

SCRAMBLING_PIECES = [1, 3, 6, 11, 21, 41, 81, 161, 321]


@pytest.mark.parametrize("j", range(10, 61))
def test_the_truncated_tent_has_period_3_exactly_from_six_sevenths(j: int, tmp_path: Path) -> None:
    # min(2x, 2 - 2x, h) has period 3 iff h >= 6/7
    for sign in (-1, 0, 1):
        f = xp.minimum(xp.zoo.tent(), Fraction(6, 7) + sign * Fraction(1, 2**j))
        verdict = xp.find_orbit(f, 3)
        assert isinstance(verdict, xp.Refuted if sign < 0 else xp.Proved)
        assert accepted(verdict.certificate, tmp_path)


@pytest.mark.parametrize("j", [10, 35, 60])
@pytest.mark.parametrize("sign", [-1, 0, 1])
def test_the_truncated_tent_is_checked_by_a_process(j: int, sign: int) -> None:
    f = xp.zoo.truncated_tent(Fraction(6, 7) + sign * Fraction(1, 2**j))
    verdict = xp.find_orbit(f, 3)
    assert isinstance(verdict, xp.Refuted if sign < 0 else xp.Proved)
    assert xp.check(verdict.certificate).is_accepted


def test_the_rotation_has_intervals_of_period_3() -> None:
    f = xp.PL([(0, "2/5"), ("3/5", 1), ("4/5", 0), (1, "1/5")])
    found = xp.periodic_points(f, 3)
    assert found.intervals == (xp.Interval(0, "1/5"), xp.Interval("2/5", "3/5"), xp.Interval("4/5", 1))
    verdict = xp.find_orbit(f, 3)
    assert isinstance(verdict, xp.Proved)
    assert xp.check(verdict.certificate).is_accepted


def test_the_scrambling_map_on_the_line_and_on_its_interval() -> None:
    # figure 1 of arXiv 2210.05212
    f = xp.zoo.scrambling()
    on = ("-199959799/10000000000000", "1003969799/1000000000")
    invariant = xp.decide(InvariantInterval(f, interval=on))
    assert isinstance(invariant, xp.Proved)
    assert xp.check(invariant.certificate).is_accepted
    for where in (None, on):
        for k in range(9):
            verdict = xp.decide(PieceCount(f, k=k, value=SCRAMBLING_PIECES[k], on=where))
            assert isinstance(verdict, xp.Proved)
            assert isinstance(xp.decide(LapCount(f, k=k, value=2**k, on=where)), xp.Proved)
            if k in (1, 8):
                assert xp.check(verdict.certificate).is_accepted
        period = xp.find_orbit(f, 3, on=where)
        assert isinstance(period, xp.Proved)
        assert xp.check(period.certificate).is_accepted


def test_the_scrambling_map_leaves_the_unit_interval_and_is_refused() -> None:
    f = xp.zoo.scrambling()
    for ask in (
        lambda: xp.decide(PieceCount(f, k=8, on=(0, 1))),
        lambda: xp.decide(PieceCount(f.restrict(0, 1), k=8)),
        lambda: xp.find_orbit(f, 3, on=(0, 1)),
        lambda: xp.piece_counts(f.restrict(0, 1), upto=8),
    ):
        with pytest.raises(xp.DomainError, match=r"found x = .* with f\(x\) = "):
            ask()
    verdict = xp.decide(InvariantInterval(f, interval=(0, 1)))
    assert isinstance(verdict, xp.Refuted)
    assert xp.check(verdict.certificate).is_accepted


def test_the_notebook_network_has_periods_1_and_2_only() -> None:
    # printed in the notebooks that accompany arXiv 2210.05212
    # the certificate of T5.3 excludes every odd period, not only 3
    f = xp.zoo.notebook_network()
    found = xp.periods(f, upto=8)
    assert {n for n, verdict in found.items() if isinstance(verdict, xp.Proved)} == {1, 2}
    assert isinstance(found[3], xp.Refuted)
    assert all(xp.check(verdict.certificate).is_accepted for verdict in found.values())
    odd = xp.decide(NoOddPeriod(f))
    assert isinstance(odd, xp.Proved)
    assert xp.check(odd.certificate).is_accepted


def test_the_thousandth_iterate_of_the_scrambling_map() -> None:
    verdict = xp.decide(PieceCount(xp.zoo.scrambling(), k=1000))
    assert isinstance(verdict, xp.Proved)
    report = xp.check(verdict.certificate)
    assert report.is_accepted
    assert report.by == ("T0.1", "T1.0", "T1.1''", "T1.2", "T1.4")  # the line is unbounded
    refuted = xp.decide(PieceCount(xp.zoo.scrambling(), k=1000, value=2**1000))
    assert isinstance(refuted, xp.Refuted)
    assert refuted.certificate == verdict.certificate


def test_a_count_and_a_period_are_proved_and_accepted() -> None:
    f = xp.zoo.scrambling()
    count = xp.decide(PieceCount(f, k=1000))
    orbit = xp.find_orbit(f, 3)
    for verdict in (count, orbit):
        assert isinstance(verdict, xp.Proved)
        assert verdict.certificate is not None
        assert xp.check(verdict.certificate).verdict == "accept"
