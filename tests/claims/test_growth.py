"""Claims about growth: true and false bounds, exact growth, absent periods, chaos by entropy; each checked."""

import json
import random
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import exactpl as xp
from exactpl.claims import AbsentPeriods, EntropyBounds, EntropyExact, LiYorkeChaosByEntropy
from exactpl.claims.kinds import growth
from tests.bridge import pl
from tests.dynamics.families import compact_maps, related_map, where
from tests.dynamics.named_maps import DOUBLED, G34, NASTY, tent
from tests.harness import accepted, checked
from tests.oracles.growth import Row, faults, markov_points, spectral_radius, transition_matrix
from tests.oracles.maps import Map, make

CLAIMS = (EntropyBounds, EntropyExact, AbsentPeriods, LiYorkeChaosByEntropy)
WILD = make([(0, "1/10"), ("1/3", "9/10"), ("2/3", "1/7"), (1, "4/5")])  # growth 2.2189..., not Markov


def claim_and_witness(verdict: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    document = json.loads(verdict.certificate.text)
    return document["claim"], document["witness"]


def rows_in(evidence: dict[str, Any]) -> list[Row]:
    """Return the rows of a table as they stand in a certificate."""
    return [
        (*(Fraction(end) for end in row["interval"]), int(row["weight"]), tuple(row["parts"]), row.get("layer", 0))
        for row in evidence["table"]
    ]


def assert_evidence(m: Map, verdict: Any) -> None:
    """Verify the tables of a certificate of entropy_bounds by hand."""
    claim, witness = claim_and_witness(verdict)
    assert claim["type"] == "entropy_bounds"
    for key, bound, upper in (("lower", claim["at_least"], False), ("upper", claim["at_most"], True)):
        evidence = witness[key]
        if evidence is None:
            assert bound is None or (bound == "1" and not upper)
        elif "table" in evidence:
            assert faults(m, rows_in(evidence), Fraction(bound), upper=upper) == [], where(m)
        else:
            assert evidence == {"slopes": 1}


MARKOV = [m for m in NASTY if markov_points(m) is not None]


def growth_of(m: Map) -> float:
    points = markov_points(m)
    assert points is not None
    return max(1.0, spectral_radius(transition_matrix(m, points)))


def test_true_and_false_bounds(tmp_path: Path) -> None:
    rng = random.Random("true and false bounds")
    decided = 0
    for i, m in enumerate([*MARKOV, *(related_map(rng) for _ in range(30))]):
        f, radius = pl(m), growth_of(m)
        for _ in range(4):
            bound = 1 + Fraction(rng.randint(0, 60), 20)
            if abs(radius - bound) < 1e-3 and bound not in (1, 2, 3, 4):
                continue
            for claim, holds in (
                (EntropyBounds(f, growth_at_least=bound), radius >= bound - Fraction(1, 10**6)),
                (EntropyBounds(f, growth_at_most=bound), radius <= bound + Fraction(1, 10**6)),
            ):
                verdict = xp.decide(claim)
                if isinstance(verdict, xp.Undecided):
                    assert abs(radius - bound) < 1e-3, (where(m), bound)
                    continue
                assert isinstance(verdict, xp.Proved if holds else xp.Refuted), (where(m), claim.growth_at_least, bound)
                assert verdict.cites == ("MS80",)
                assert_evidence(m, verdict)
                decided += 1
                if i % 3 == 0:
                    assert accepted(verdict.certificate, tmp_path), (where(m), bound)
    assert decided > 200


def test_both_bounds(tmp_path: Path) -> None:
    f = pl(WILD)
    for low, high, kind in [
        ("2", "5/2", xp.Proved),
        ("1", "5/2", xp.Proved),
        ("2218/1000", "2219/1000", xp.Proved),
        ("2", "11/5", xp.Refuted),
        ("9/4", "3", xp.Refuted),
        ("1", "1", xp.Refuted),
        ("5/2", "5/2", xp.Refuted),
    ]:
        verdict = xp.decide(EntropyBounds(f, growth_at_least=low, growth_at_most=high))
        assert isinstance(verdict, kind), (low, high)
        assert accepted(verdict.certificate, tmp_path), (low, high)
        claim, _ = claim_and_witness(verdict)
        if kind is xp.Proved:
            assert (claim["at_least"], claim["at_most"]) == (str(Fraction(low)), str(Fraction(high)))
            assert_evidence(WILD, verdict)
        elif claim["at_most"] is not None:
            assert Fraction(claim["at_most"]) < Fraction(low)
        else:
            assert Fraction(claim["at_least"]) > Fraction(high)


def test_one_is_always_a_lower_bound(tmp_path: Path) -> None:
    for m in NASTY:
        verdict = xp.decide(EntropyBounds(pl(m), growth_at_least=1))
        assert isinstance(verdict, xp.Proved), where(m)
        assert claim_and_witness(verdict)[1] == {"lower": None, "upper": None}
        assert accepted(verdict.certificate, tmp_path)


def test_zero_entropy(tmp_path: Path) -> None:
    zero = 0
    for m in NASTY:
        verdict = xp.decide(EntropyBounds(pl(m), growth_at_most=1))
        assert not isinstance(verdict, xp.Undecided), where(m)
        assert accepted(verdict.certificate, tmp_path), where(m)
        if markov_points(m) is not None:
            assert isinstance(verdict, xp.Proved) == (growth_of(m) < 1 + 1e-9), where(m)
        zero += isinstance(verdict, xp.Proved)
    assert zero > 8


def test_bounds_looked_for(tmp_path: Path) -> None:
    for m in (WILD, tent("7/5"), DOUBLED, G34, *compact_maps("bounds looked for", 10, 4, (7, 11))):
        verdict = xp.decide(EntropyBounds(pl(m), width="1/10000"))
        assert isinstance(verdict, xp.Proved), where(m)
        low, high = verdict.value
        assert 1 <= low <= high <= low + Fraction(1, 10000)
        assert accepted(verdict.certificate, tmp_path), where(m)
        assert_evidence(m, verdict)


def test_a_width_that_is_out_of_reach_is_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growth, "growth_by_tables", partial(growth.growth_by_tables, most_rows=30))
    verdict = xp.decide(EntropyBounds(pl(tent("7/5")), width=Fraction(1, 10**900)))
    assert isinstance(verdict, xp.Proved)  # by the slopes
    verdict = xp.decide(EntropyBounds(pl(WILD), width=Fraction(1, 10**9)))
    assert isinstance(verdict, xp.Undecided)
    assert "<= s <=" in verdict.reason


def test_thirty_digits(tmp_path: Path) -> None:
    verdict = xp.decide(EntropyBounds(pl(WILD), width=Fraction(1, 10**30)))
    assert isinstance(verdict, xp.Proved)
    low, high = verdict.value
    assert high - low <= Fraction(1, 10**30)
    assert_evidence(WILD, verdict)
    assert accepted(verdict.certificate, tmp_path)


def test_exact_growth(tmp_path: Path) -> None:
    rng = random.Random("exact growth")
    finite = sinks = 0
    for m in [*NASTY, G34, DOUBLED, *(related_map(rng) for _ in range(25))]:
        verdict = xp.decide(EntropyExact(pl(m)))
        if isinstance(verdict, xp.Undecided):
            assert markov_points(m) is None, where(m)
            continue
        assert isinstance(verdict, xp.Proved)
        low, high = verdict.value.enclosed(Fraction(1, 10**12))
        if markov_points(m) is None:  # critical orbits end in sinks: bounds by evidence that is verified by hand
            bounds = xp.decide(EntropyBounds(pl(m), width="1/1000"))
            assert isinstance(bounds, xp.Proved), where(m)
            assert_evidence(m, bounds)
            below, above = bounds.value
            assert above - below <= Fraction(1, 1000), where(m)
            assert below <= high, where(m)
            assert low <= above, where(m)
            sinks += 1
        else:
            assert float(low) == pytest.approx(growth_of(m), abs=1e-9), where(m)
            finite += 1
        assert accepted(verdict.certificate, tmp_path), where(m)
        assert {"T3.6", "T1.8"} <= set(verdict.lemmas)
        assert verdict.cites == ("MS80",)
    assert sinks > 0
    assert finite > 25
    assert isinstance(xp.decide(EntropyExact(pl(tent("7/5")))), xp.Undecided)


# ------------------------------------------------------------------------------
# Absent periods


def test_seven_fifths_has_no_odd_period(tmp_path: Path) -> None:
    """sqrt(2) > 7/5: one table excludes all odd periods."""
    f = pl(tent("7/5"))
    claim = AbsentPeriods(f)
    found = claim.witness(tables=True)
    assert not isinstance(found, str)
    witness, lemmas = found
    assert "T3.2" in lemmas
    bound = Fraction(witness["at_most"])  # type: ignore[arg-type]
    assert Fraction(7, 5) <= bound
    assert bound**2 <= 2
    rows = rows_in(witness["upper"])  # type: ignore[arg-type]
    assert faults(tent("7/5"), rows, bound, upper=True) == []
    verdict = xp.decide(claim)
    assert isinstance(verdict, xp.Proved)
    by_table = claim.certificate(claim.fields(), witness)
    assert xp.check(by_table).verdict == "accept"
    assert xp.check(verdict.certificate).verdict == "accept"  # type: ignore[arg-type]
    assert not any(xp.has_least_period(f, n) for n in range(3, 26, 2))


def test_absent_periods_are_absent(tmp_path: Path) -> None:
    proved = 0
    for i, m in enumerate([*NASTY, DOUBLED, tent("6/5"), tent("9/8"), *compact_maps("absent", 24, 4)]):
        f = pl(m)
        for doublings, upto in ((0, None), (1, None), (2, None), (0, 3), (0, 5), (1, 3)):
            verdict = xp.decide(AbsentPeriods(f, doublings=doublings, upto=upto))
            periods = [
                n
                for n in range(3, 21)
                for j, q in [((n & -n).bit_length() - 1, n // (n & -n))]
                if q > 1 and j <= doublings and (upto is None or q <= upto)
            ]
            if isinstance(verdict, xp.Proved):
                proved += 1
                if doublings == 2 or upto == 3 or i % 3 == 0:
                    assert not any(xp.has_least_period(f, n) for n in periods), (where(m), doublings, upto)
                assert verdict.cites == ("BGMY80", "MS80")
                assert "T3.3" in verdict.lemmas
                if i % 4 == 0:
                    assert accepted(verdict.certificate, tmp_path), (where(m), doublings, upto)
            elif isinstance(verdict, xp.Refuted):
                n = len(verdict.witness.points)
                assert n in periods or n > 20, (where(m), doublings, upto)
                assert xp.has_least_period(f, n), (where(m), doublings, upto)
    assert proved > 100


def test_excludes() -> None:
    """Compare with the largest roots of x^n - 2 x^(n - 2) - 1."""
    f = xp.zoo.tent()
    roots = {3: "1.6180339887", 5: "1.5128763969", 7: "1.4655712319", 9: "1.4413154822"}
    tiny = Fraction(1, 10**9)
    for n, text in roots.items():
        claim = AbsentPeriods(f, upto=n)
        assert claim.excludes(Fraction(text) - tiny)
        assert not claim.excludes(Fraction(text) + tiny)
        # one doubling asks the same of the square
        doubled = AbsentPeriods(f, upto=n, doublings=1)
        assert doubled.excludes(Fraction(Fraction(text) ** Fraction(1, 2)).limit_denominator(10**12) - tiny)
        assert not doubled.excludes(Fraction(Fraction(text) ** Fraction(1, 2)).limit_denominator(10**12) + tiny)
    every = AbsentPeriods(f)
    assert every.excludes(Fraction(141421356, 10**8))
    assert not every.excludes(Fraction(141421357, 10**8))
    for doublings in (0, 3, 16):
        assert AbsentPeriods(f, doublings=doublings).excludes(Fraction(1))


def test_stefan_cycles_sit_on_the_edge() -> None:
    """The period p is there; growth lambda_p excludes nothing up to p and everything up to p - 2."""
    for p in (5, 7, 9):
        f = xp.zoo.stefan(p)
        assert isinstance(xp.decide(AbsentPeriods(f, upto=p - 2)), xp.Proved), p
        for claim in (AbsentPeriods(f, upto=p), AbsentPeriods(f)):
            refuted = xp.decide(claim)
            assert isinstance(refuted, xp.Refuted), p
            assert len(refuted.witness.points) == p
    assert isinstance(xp.decide(AbsentPeriods(xp.zoo.stefan(3), upto=3)), xp.Refuted)


# ------------------------------------------------------------------------------
# Chaos by entropy


def test_chaos_by_entropy(tmp_path: Path) -> None:
    proved = 0
    for m in [*NASTY, DOUBLED, G34, WILD]:
        verdict = xp.decide(LiYorkeChaosByEntropy(pl(m)))
        if markov_points(m) is not None:
            assert isinstance(verdict, xp.Proved) == (growth_of(m) > 1 + 1e-9), where(m)
        if isinstance(verdict, xp.Proved):
            assert verdict.value > 1
            assert verdict.cites == ("BGKM02", "MS80")
            assert "T5.4" in verdict.lemmas
            report = checked(verdict.certificate, tmp_path)
            assert (report["verdict"], report["cites"]) == ("accept", ["BGKM02", "MS80"]), where(m)
            proved += 1
        elif isinstance(verdict, xp.Refuted):
            zero = xp.decide(EntropyBounds(pl(m), growth_at_most=1))
            assert isinstance(zero, xp.Proved), where(m)
            assert accepted(verdict.certificate, tmp_path), where(m)
    assert proved > 8


# ------------------------------------------------------------------------------
# Errors


def test_values_that_no_growth_has() -> None:
    f = xp.zoo.tent()
    for name in ("growth_at_least", "growth_at_most"):
        for value in (0, "1/2", "-3", "999999999/1000000000"):
            with pytest.raises(xp.InputError, match=f"{name} must be >= 1"):
                EntropyBounds(f, **{name: value})  # type: ignore[arg-type]
        with pytest.raises(xp.InexactNumberError):
            EntropyBounds(f, **{name: 1.5})  # type: ignore[arg-type]
    with pytest.raises(xp.InputError, match="growth_at_least <= growth_at_most"):
        EntropyBounds(f, growth_at_least=2, growth_at_most="3/2")
    for width in (0, -1):
        with pytest.raises(xp.InputError, match="width > 0"):
            EntropyBounds(f, width=width)
    for doublings in (-1, 17):
        with pytest.raises(xp.InputError, match="doublings"):
            AbsentPeriods(f, doublings=doublings)
    for upto in (0, 1, 2, 4, 10_001, 10_000):
        with pytest.raises(xp.InputError, match="upto"):
            AbsentPeriods(f, upto=upto)


@pytest.mark.parametrize("claim", CLAIMS)
def test_domains(claim: Any) -> None:
    with pytest.raises(xp.DomainError, match=r"x = 1/2 with f\(x\) = 2"):
        xp.decide(claim(xp.PL([(0, 0), ("1/2", 2), (1, 0)])))
    with pytest.raises(xp.DomainError, match=r"x = 1/2 with f\(x\) = 1;"):
        xp.decide(claim(xp.zoo.tent(), on=(0, "1/2")))
    with pytest.raises(xp.DomainError, match=r"x = 0 with f\(x\) = -1;"):
        xp.decide(claim(xp.PL([(0, -1)], right_slope=1)))
    with pytest.raises((xp.DomainError, xp.InputError)):
        xp.decide(claim(xp.zoo.tent(), on=(0, 2)))


@pytest.mark.parametrize("left_slope", [1, None], ids=["line", "half-line"])
def test_a_translation_has_no_bounded_orbit_and_no_growth(left_slope: int | None, tmp_path: Path) -> None:
    """x + 1 is monotone: all f^k have one lap, and no orbit is periodic."""
    f = xp.PL([(0, 1)], left_slope=left_slope, right_slope=1)
    bounds, exact, absent = (xp.decide(claim(f)) for claim in (EntropyBounds, EntropyExact, AbsentPeriods))
    assert bounds.value == (1, 1)
    assert exact.value.value == 1
    for verdict, cites in ((bounds, {"MS80", "W82"}), (exact, {"MS80", "W82"}), (absent, {"BGMY80", "MS80"})):
        assert isinstance(verdict, xp.Proved)
        assert set(verdict.cites) == cites
        report = checked(verdict.certificate, tmp_path)
        assert (report["verdict"], set(report["cites"])) == ("accept", cites)
        lower, upper = claim_and_witness(verdict)[1]["within"]
        assert Fraction(lower) < Fraction(upper)
        assert left_slope is not None or Fraction(lower) >= 0
    above = xp.decide(EntropyBounds(f, growth_at_least="3/2"))
    assert isinstance(above, xp.Refuted)
    assert accepted(above.certificate, tmp_path)
    chaotic = xp.decide(LiYorkeChaosByEntropy(f))
    assert isinstance(chaotic, xp.Refuted)
    assert accepted(chaotic.certificate, tmp_path)


def test_a_tent_on_the_line_grows_like_the_tent(tmp_path: Path) -> None:
    """Beyond [0, 1] all points of 1 - |2x - 1| go to -oo, and no compact invariant set has a point there."""
    f = xp.PL([("1/2", 1)], left_slope=2, right_slope=-2)
    exact, chaotic = xp.decide(EntropyExact(f)), xp.decide(LiYorkeChaosByEntropy(f))
    assert isinstance(exact, xp.Proved)
    assert exact.value.value == 2
    assert isinstance(chaotic, xp.Proved)
    assert set(chaotic.cites) == {"BGKM02", "MS80", "W82"}
    assert isinstance(xp.decide(EntropyBounds(f, growth_at_most="199/100")), xp.Refuted)
    assert isinstance(xp.decide(AbsentPeriods(f)), xp.Refuted)  # 2/7, 4/7, 6/7 is a cycle
    for verdict in (exact, chaotic):
        assert "(-oo, oo) where orbits are bounded" in verdict.statement
        assert accepted(verdict.certificate, tmp_path)


def test_on_an_interval(tmp_path: Path) -> None:
    f = xp.PL([(0, 0), ("1/2", 1), (1, 0)], left_slope=2, right_slope=-2)
    verdict = xp.decide(EntropyBounds(f, growth_at_least=2, growth_at_most=2, on=(0, 1)))
    assert isinstance(verdict, xp.Proved)
    assert accepted(verdict.certificate, tmp_path)
    assert "on [0, 1]" in verdict.statement
    exact = xp.decide(EntropyExact(f, on=(0, 1)))
    assert isinstance(exact, xp.Proved)
    assert exact.value.value == 2
    assert accepted(exact.certificate, tmp_path)
    chaotic = xp.decide(LiYorkeChaosByEntropy(f, on=(0, 1)))
    assert accepted(chaotic.certificate, tmp_path)  # type: ignore[union-attr]
