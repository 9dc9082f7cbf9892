"""Forced periods, whole sets and the absence of chaos: true and false claims, each with its certificate."""

import json
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest

import exactpl as xp
from exactpl.claims import ForcedPeriods, NoLiYorkeChaos, PeriodSet
from exactpl.dynamics.periods.forcing import forced_periods
from tests.bridge import pl
from tests.dynamics.families import compact_maps, nasty_maps, where
from tests.dynamics.named_maps import DOUBLED, G34, GOLDEN, NASTY, tent
from tests.harness import accepted, checked
from tests.oracles.maps import Map, contains, domain, evaluate, make


def least(f: xp.PL, n: int) -> bool:
    return bool(xp.has_least_period(f, n))


def test_forced_periods_are_there(tmp_path: Path) -> None:
    for i, m in enumerate(nasty_maps("forced periods", 60, 4)):
        f = pl(m)
        for n in (1, 2, 3, 4, 5, 6):
            verdict = xp.decide(ForcedPeriods(f, n=n))
            if not least(f, n):
                assert isinstance(verdict, xp.Refuted), (where(m), n)
                assert "no point of least period" in verdict.reason
            else:
                assert isinstance(verdict, xp.Proved), (where(m), n)
                assert verdict.cites == ()
                assert verdict.lemmas == (("T0.1", "T4.2", "T5.5") if n == 3 else ("T0.1", "T5.12", "T5.5"))
                assert len(verdict.witness.points) == n
                assert all(least(f, p) for p in forced_periods(n, upto=14)), (where(m), n)
            if i % 4 == 0:
                assert accepted(verdict.certificate, tmp_path), (where(m), n)


def test_period_sets_are_right(tmp_path: Path) -> None:
    proved = refuted = 0
    for i, m in enumerate([*NASTY, GOLDEN, DOUBLED, *nasty_maps("sets", 32, 4)]):
        f = pl(m)
        there = {p for p in range(1, 13) if least(f, p)}
        for n in (1, 2, 3, 4, 5, 6, 8, 10, 12):
            verdict = xp.decide(PeriodSet(f, n=n))
            forced = set(forced_periods(n, upto=12))
            if isinstance(verdict, xp.Proved):
                assert there == forced, (where(m), n)
                proved += 1
            elif isinstance(verdict, xp.Refuted):
                if n not in there:
                    assert "no point of least period" in verdict.reason
                else:
                    extra = len(verdict.witness.points)
                    assert extra not in forced_periods(n, upto=max(n, extra)), (where(m), n)
                refuted += 1
            else:
                assert n % 3 == 0, (where(m), n)
                assert n % 2 == 0, (where(m), n)
            if i % 3 == 0 and not isinstance(verdict, xp.Undecided):
                assert accepted(verdict.certificate, tmp_path), (where(m), n)
    assert proved > 50
    assert refuted > 200


def test_powers_of_two_times_three(tmp_path: Path) -> None:
    f = pl(DOUBLED)
    verdict = xp.decide(PeriodSet(f, n=6))
    assert isinstance(verdict, xp.Proved)
    assert accepted(verdict.certificate, tmp_path)
    assert json.loads(verdict.certificate.text)["witness"]["absence"] is not None  # type: ignore[union-attr]
    assert least(f, 6)
    assert not any(least(f, n) for n in (3, 5, 7, 9, 11, 13))
    for n in (10, 12, 3, 5, 4):
        assert isinstance(xp.decide(PeriodSet(f, n=n)), xp.Refuted)


def orbit_of(m: Map, x: Fraction, steps: int) -> list[Fraction]:
    points = [x]
    for _ in range(steps):
        points.append(evaluate(m, points[-1]))
    return points


def test_no_chaos_means_that_orbits_converge(tmp_path: Path) -> None:
    proved = 0
    for i, m in enumerate([*NASTY, *compact_maps("no chaos", 60, 4, (2, 3, 4, 6))]):
        f = pl(m)
        lower, upper = domain(m)
        assert lower is not None
        assert upper is not None
        for period in (2, 4, 8):
            verdict = xp.decide(NoLiYorkeChaos(f, period=period))
            if least(f, period):
                assert isinstance(verdict, xp.Refuted), (where(m), period)
                assert len(verdict.witness.points) == period, (where(m), period)
                continue
            assert isinstance(verdict, xp.Proved), (where(m), period)
            assert verdict.cites == ()
            assert {"T5.2", "T5.13"} <= set(verdict.lemmas)
            proved += 1
            if i % 4 == 0:
                assert accepted(verdict.certificate, tmp_path), (where(m), period)
            if period == 2:
                for j in range(4):
                    points = orbit_of(m, lower + (upper - lower) * (2 * j + 1) / 9, 60)
                    gaps = [abs(a - b) for a, b in pairwise(points)]
                    assert all(contains((lower, upper), x) for x in points)
                    assert max(gaps[-10:]) <= max(gaps[:10]), where(m)
    assert proved > 40


def test_errors() -> None:
    line = xp.PL([(0, 1)], left_slope=1, right_slope=1)
    leaving = xp.PL([(0, 0), ("1/2", 2), (1, 0)])
    for claim in (ForcedPeriods, PeriodSet):
        with pytest.raises(xp.DomainError, match="x = 1/2"):
            xp.decide(claim(leaving, n=1))
        with pytest.raises(xp.InputError):
            claim(line, n=0)
        with pytest.raises(xp.InputError):
            claim(line, n=1 << 40)
    with pytest.raises(xp.DomainError, match="x = 1/2"):
        xp.decide(NoLiYorkeChaos(leaving))
    for period in (0, 1, 3, 6, 12):
        with pytest.raises(xp.InputError):
            NoLiYorkeChaos(line, period=period)


def test_without_fixed_points(tmp_path: Path) -> None:
    line = xp.PL([(0, 1)], left_slope=1, right_slope=1)
    for n in (1, 2, 3, 6):
        for claim in (ForcedPeriods(line, n=n), PeriodSet(line, n=n)):
            verdict = xp.decide(claim)
            assert isinstance(verdict, xp.Refuted)
            assert accepted(verdict.certificate, tmp_path)


def test_no_chaos_on_the_line_is_said_of_bounded_orbits(tmp_path: Path) -> None:
    for f, period, limit in (
        (xp.PL([(0, 1)], left_slope=1, right_slope=1), 2, "a fixed point"),  # x + 1: no orbit is bounded
        (xp.PL([(0, 0)], left_slope=-2, right_slope=2), 2, "a fixed point"),  # 2|x|: that of 0
        (xp.PL([(0, 0)], left_slope=-1, right_slope=-1), 4, "a cycle whose length divides 2"),  # -x: x, -x is a cycle
    ):
        verdict = xp.decide(NoLiYorkeChaos(f, period=period))
        assert isinstance(verdict, xp.Proved)
        assert verdict.statement == (
            f"every bounded orbit of f in (-oo, oo) converges to {limit}; f is not Li-Yorke chaotic there"
        )
        assert verdict.cites == ()
        assert "T5.10" in verdict.lemmas
        assert accepted(verdict.certificate, tmp_path)
    flip = xp.PL([(0, 0)], left_slope=-1, right_slope=-1)
    assert isinstance(xp.decide(NoLiYorkeChaos(flip, period=2)), xp.Refuted)
    steep = xp.PL([("1/2", 1)], left_slope=2, right_slope=-2)  # has all periods
    for n in (2, 4, 8):
        refuted = xp.decide(NoLiYorkeChaos(steep, period=n))
        assert isinstance(refuted, xp.Refuted)
        assert len(refuted.witness.points) == n
        assert accepted(refuted.certificate, tmp_path)


def test_on_an_interval(tmp_path: Path) -> None:
    f = xp.PL([(0, 0), (1, 2), (2, 0)], left_slope=2, right_slope=-2)
    assert isinstance(xp.decide(PeriodSet(f, n=3, on=(0, 2))), xp.Proved)
    wider = xp.PL([(-1, 0), *pl(G34).knots, (2, -1)])
    verdict = xp.decide(NoLiYorkeChaos(wider, period=8, on=(0, 1)))
    assert isinstance(verdict, xp.Proved)
    report = checked(verdict.certificate, tmp_path)
    assert (report["verdict"], report["cites"]) == ("accept", [])
    with pytest.raises(xp.DomainError):
        xp.decide(NoLiYorkeChaos(pl(tent("2")), on=(0, "1/2")))


def test_statements() -> None:
    verdict = xp.decide(PeriodSet(pl(make([(0, 1), (1, 0)])), n=2))
    assert verdict.statement == (
        "the least periods of f on [0, 1] are 2 and those that 2 forces in Sharkovsky's order, no others"
    )
    verdict = xp.decide(NoLiYorkeChaos(pl(tent("1"))))
    assert verdict.statement == "every orbit of f in [0, 1] converges to a fixed point; f is not Li-Yorke chaotic there"
