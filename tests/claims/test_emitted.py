"""What is emitted is accepted: every certificate of a few hundred random maps of every kind of domain."""

import json
import random
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import exactpl as xp
from exactpl.claims import (
    InvariantInterval,
    LapCount,
    LeastPeriod,
    LiYorkeChaos,
    NoLeastPeriod,
    NoOddPeriod,
    PieceCount,
    Value,
)
from tests.bridge import pl
from tests.dynamics.families import compact_maps, nasty_maps, related_map, sample_points, where
from tests.harness import accepted, checked
from tests.oracles.maps import Map, evaluate, has_least_period, lap_count, least_period, piece_count, power


def claim_of(certificate: xp.Certificate | None) -> dict[str, object]:
    assert certificate is not None
    claim: dict[str, object] = json.loads(certificate.text)["claim"]
    return claim


def assert_counts_accepted(m: Map, k: int, folder: Path) -> None:
    f, written = pl(m), power(m, k)
    for question, count in ((PieceCount, piece_count(written)), (LapCount, lap_count(written))):
        verdict = xp.decide(question(f, k=k))
        assert isinstance(verdict, xp.Proved)
        assert verdict.value == count, (where(m), k)
        assert accepted(verdict.certificate, folder), (where(m), k)


def assert_periods_accepted(m: Map, n: int, folder: Path) -> None:
    verdict = xp.find_orbit(pl(m), n)
    assert isinstance(verdict, xp.Proved if has_least_period(m, n) else xp.Refuted), (where(m), n)
    assert accepted(verdict.certificate, folder), (where(m), n)
    claim = claim_of(verdict.certificate)
    if isinstance(verdict, xp.Proved):
        assert claim["type"] == "least_period"
        assert least_period(m, verdict.witness.points[0], n) == n, (where(m), n)
    else:
        assert claim == {"n": n, "on": None, "type": "no_least_period"}


def test_counts_are_accepted(tmp_path: Path) -> None:
    rng = random.Random("counts accepted")
    for m in nasty_maps("counts accepted", 240, max_breakpoints=4):
        assert_counts_accepted(m, rng.randint(0, 4), tmp_path)


def test_counts_of_high_iterates_are_accepted(tmp_path: Path) -> None:
    rng = random.Random("high counts accepted")
    for m in [*nasty_maps("high counts accepted", 40, max_breakpoints=3), *(related_map(rng) for _ in range(20))]:
        for question in (PieceCount, LapCount):
            verdict = xp.decide(question(pl(m), k=rng.randint(20, 60)))
            assert isinstance(verdict, xp.Proved)
            assert accepted(verdict.certificate, tmp_path), where(m)


def test_values_are_accepted(tmp_path: Path) -> None:
    rng = random.Random("values accepted")
    for m in nasty_maps("values accepted", 120):
        x, k = rng.choice(sample_points(m)), rng.randint(0, 12)
        verdict = xp.decide(Value(pl(m), k=k, x=x))
        assert isinstance(verdict, xp.Proved)
        y = x
        for _ in range(k):
            y = evaluate(m, y)
        assert verdict.value == y, (where(m), k, x)
        assert accepted(verdict.certificate, tmp_path), (where(m), k, x)


def test_periods_are_accepted(tmp_path: Path) -> None:
    rng = random.Random("periods accepted")
    for m in nasty_maps("periods accepted", 240, max_breakpoints=4):
        assert_periods_accepted(m, rng.randint(1, 4), tmp_path)


def test_periods_up_to_12_are_accepted(tmp_path: Path) -> None:
    for m in nasty_maps("periods up to 12 accepted", 16, max_breakpoints=3):
        found = xp.periods(pl(m), upto=12)
        assert list(found) == list(range(1, 13))
        for n, verdict in found.items():
            assert accepted(verdict.certificate, tmp_path), (where(m), n)
            again = xp.find_orbit(pl(m), n)
            assert type(again) is type(verdict), (where(m), n)


def test_invariant_intervals_are_accepted(tmp_path: Path) -> None:
    rng = random.Random("intervals accepted")
    proved = 0
    for m in nasty_maps("intervals accepted", 200):
        f = pl(m)
        interval = f.domain
        if rng.random() < 0.6:
            points = sample_points(m, 6)
            interval = xp.Interval(*sorted(rng.sample(points, 2)))
        verdict = xp.decide(InvariantInterval(f, interval=interval))
        assert accepted(verdict.certificate, tmp_path), where(m)
        claim = claim_of(verdict.certificate)
        if isinstance(verdict, xp.Proved):
            assert claim["type"] == "invariant_interval"
            assert interval.contains_interval(f.restrict(*interval).image())
            proved += 1
        else:
            assert isinstance(verdict, xp.Refuted)
            assert verdict.witness in interval
            assert f(verdict.witness) not in interval
            assert claim["type"] == "value"
    assert 40 < proved < 180


def test_no_odd_period_is_accepted(tmp_path: Path) -> None:
    proved = 0
    for m in nasty_maps("odd accepted", 240):
        verdict = xp.decide(NoOddPeriod(pl(m)))
        if isinstance(verdict, xp.Proved):
            assert accepted(verdict.certificate, tmp_path), where(m)
            assert not has_least_period(m, 3), where(m)
            proved += 1
        elif isinstance(verdict, xp.Refuted):
            assert accepted(verdict.certificate, tmp_path), where(m)
            n = claim_of(verdict.certificate)["n"]
            assert n % 2 == 1 < n
            assert has_least_period(m, n), where(m)
        else:
            assert not has_least_period(m, 3), where(m)
    assert proved > 30


def test_chaos_is_accepted(tmp_path: Path) -> None:
    proved = 0
    for m in compact_maps("chaos accepted", 160, max_breakpoints=3):
        verdict = xp.decide(LiYorkeChaos(pl(m)))
        if isinstance(verdict, xp.Proved):
            report = checked(verdict.certificate, tmp_path)
            assert report["verdict"] == "accept", where(m)
            assert report["cites"] == [] == list(verdict.cites)
            assert claim_of(verdict.certificate)["epsilon"] == str(verdict.value)
            proved += 1
        else:
            assert not has_least_period(m, 3), where(m)
            if isinstance(verdict, xp.Refuted):
                assert accepted(verdict.certificate, tmp_path), where(m)
                claim = claim_of(verdict.certificate)
                if claim["type"] == "no_li_yorke_chaos":
                    assert not has_least_period(m, claim["period"]), where(m)
                else:
                    assert claim["interval"][0] == claim["interval"][1], where(m)  # f is the constant near f
    assert proved > 12


def test_claims_on_an_invariant_interval_are_accepted(tmp_path: Path) -> None:
    rng = random.Random("on accepted")
    asked = 0
    for m in nasty_maps("on accepted", 300, max_breakpoints=4):
        f = pl(m)
        points = sample_points(m, 6)
        on = tuple(sorted(rng.sample(points, 2)))
        if f.domain.upper is None and rng.random() < 0.5:
            on = (on[0], None)
        if f.domain.lower is None and rng.random() < 0.5:
            on = (None, on[1])
        if not xp.Interval(*on).contains_interval(f.restrict(*on).image()):
            with pytest.raises(xp.DomainError):
                xp.decide(PieceCount(f, k=2, on=on))
            continue
        asked += 1
        g = f.restrict(*on)
        for claim in (PieceCount(f, k=3, on=on), LapCount(f, k=3, on=on), LeastPeriod(f, n=2, on=on)):
            verdict = xp.decide(claim)
            assert accepted(verdict.certificate, tmp_path), (where(m), on)
        assert xp.decide(PieceCount(f, k=3, on=on)).value == xp.piece_count(g, 3), (where(m), on)
        verdict = xp.find_orbit(f, 2, on=on)
        assert type(verdict) is type(xp.find_orbit(g, 2)), (where(m), on)
        if isinstance(verdict, xp.Proved):
            assert all(x in xp.Interval(*on) for x in verdict.witness), (where(m), on)
        odd = xp.decide(NoOddPeriod(f, on=on))
        if isinstance(odd, xp.Proved):
            assert accepted(odd.certificate, tmp_path), (where(m), on)
    assert asked > 45


@settings(
    derandomize=True,
    deadline=None,
    max_examples=60,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_what_is_emitted_is_accepted(tmp_path: Path, data: st.DataObject) -> None:
    domain = data.draw(st.sampled_from([xp.Interval(0, 1), xp.Interval(0, None), xp.Interval(None, None)]))
    f = data.draw(xp.strategies.pl_self_maps(domain=domain))
    claim = data.draw(
        st.sampled_from(
            [
                PieceCount(f, k=3),
                LapCount(f, k=3),
                LeastPeriod(f, n=2),
                LeastPeriod(f, n=3),
                NoLeastPeriod(f, n=4),
                InvariantInterval(f, interval=domain),
                Value(f, k=4, x="1/2"),
            ]
        )
    )
    assert accepted(xp.decide(claim).certificate, tmp_path)


def test_counts_of_thousands_of_digits_are_accepted(tmp_path: Path) -> None:
    for k in (13287, 13288):  # 2^13287 has 4,000 digits, 2^13288 has 4,001: hexadecimal in the file
        verdict = xp.decide(PieceCount(xp.zoo.tent(), k=k))
        assert verdict.value == 2**k
        assert ("0x" in str(claim_of(verdict.certificate)["value"])) == (k > 13287)
        assert accepted(verdict.certificate, tmp_path)


@pytest.mark.parametrize("slope", [Fraction(199, 101), Fraction(128, 127)])
def test_values_of_thousands_of_digits_are_accepted(slope: Fraction, tmp_path: Path) -> None:
    verdict = xp.decide(Value(xp.zoo.tent(slope=slope), k=2100, x="1/3"))
    assert verdict.value.denominator > 10**4000
    assert accepted(verdict.certificate, tmp_path)
