"""period_set against the periods themselves: what is said of all n holds for n <= 24, and the checker agrees."""

from collections import Counter
from pathlib import Path

import pytest

import exactpl as xp
from exactpl.claims.questions.period_sets import period_set
from exactpl.dynamics.periods.forcing import forced_periods, forced_text, forces
from tests.bridge import pl
from tests.dynamics.families import compact_maps, nasty_maps, where
from tests.dynamics.named_maps import DOUBLED, G34, GOLDEN, NASTY, tent
from tests.harness import accepted
from tests.oracles.maps import Map, has_least_period, make

BRUTE = 3


def periods_upto(f: xp.PL, most: int) -> set[int]:
    return {n for n in range(1, most + 1) if xp.has_least_period(f, n)}


def assert_report(m: Map, upto: int, beyond: int) -> xp.PeriodReport:
    f = pl(m)
    report = period_set(f, upto=upto)
    there = periods_upto(f, beyond)
    assert set(report.present) == {n for n in there if n <= upto}, where(m)
    assert set(report.absent) == set(range(1, upto + 1)) - there, where(m)
    assert report.upto == upto
    for n in range(1, BRUTE + 1):
        assert (n in there) == has_least_period(m, n), (where(m), n)
    if report.strongest is None:
        assert report.whole is None
        assert report.present == report.forced == ()
    else:
        assert report.strongest in report.present
        assert all(forces(report.strongest, n) for n in report.present), where(m)
        assert set(report.forced) == set(forced_periods(report.strongest, upto=upto))
        assert set(report.forced) == set(report.present), where(m)
        assert report.whole is not None
    if isinstance(report.whole, xp.Proved):
        n = report.whole.value
        assert there == set(forced_periods(n, upto=beyond)) or n > beyond, where(m)
        assert str(report) == forced_text(n)
        assert len(report.whole.witness.points) == n
        assert ("T5.12" in report.whole.lemmas) == (n != 3)
        assert not {"SH64", "LY75", "C55"}.intersection(report.whole.cites)
        assert report.no_odd is None
    if isinstance(report.no_odd, xp.Proved):
        assert not any(n % 2 for n in there if n > 1), where(m)
    return report


def test_random_maps_of_every_kind(tmp_path: Path) -> None:
    kinds: Counter[str] = Counter()
    for i, m in enumerate(nasty_maps("period sets", 150, 4)):
        report = assert_report(m, 8, 24)
        kinds[f"{type(report.whole).__name__} {type(report.no_odd).__name__}"] += 1
        if i % 6 == 0:
            for verdict in (report.whole, report.no_odd, *report.verdicts.values()):
                if isinstance(verdict, xp.Proved | xp.Refuted):
                    assert accepted(verdict.certificate, tmp_path), where(m)
    assert kinds["Proved NoneType"] > 100
    assert not any("Refuted" in kind for kind in kinds)


def test_compact_maps_have_no_report_that_stays_open(tmp_path: Path) -> None:
    for m in [*NASTY, GOLDEN, DOUBLED, *compact_maps("whole sets", 40, 4)]:
        report = assert_report(m, 6, 14)
        assert isinstance(report.whole, xp.Proved) or report.no_odd is not None, where(m)
        for verdict in (report.whole, report.no_odd):
            if isinstance(verdict, xp.Proved | xp.Refuted):
                assert accepted(verdict.certificate, tmp_path), where(m)


def test_no_odd_period_up_to_25() -> None:
    proved = 0
    for m in [tent("7/5"), tent("5/4"), DOUBLED, make([(0, "3/5"), ("1/2", 1), (1, 0)])]:
        report = period_set(pl(m), upto=5)
        if isinstance(report.no_odd, xp.Proved) or (isinstance(report.whole, xp.Proved) and report.strongest != 1):
            odd = [n for n in range(3, 26, 2) if xp.has_least_period(pl(m), n)]
            assert isinstance(report.whole, xp.Proved) or odd == [], where(m)
            proved += 1
    assert proved == 4


@pytest.mark.parametrize(
    ("m", "upto", "text"),
    [
        (G34, 5, "1, 2 and 4"),
        (G34, 3, "1, 2 and 4"),  # 4 is beyond upto
        (G34, 1, "1, 2 and 4"),
        (make([(0, 0), (1, 1)]), 3, "1"),
        (make([(0, 1), (1, 0)]), 1, "1 and 2"),
        (make([(0, "1/3"), (1, "1/3")]), 2, "1"),
        (make([(0, "1/4"), (1, "1/2")]), 2, "1"),
        (tent("1"), 2, "1"),
        (tent("2"), 3, "all periods"),
        (GOLDEN, 3, "all periods"),
        (tent("7/5"), 8, "all even periods and 1"),
        (DOUBLED, 6, "all even periods and 1"),
        (make([(0, "1/2"), ("1/4", 1), ("1/2", "3/4"), ("3/4", "1/4"), (1, 0)]), 5, "all periods except 3"),
        (tent("2"), 2, "up to 2: 1, 2"),  # 4 and 8, 16, ... follow: whole is refuted at last
    ],
)
def test_texts(m: Map, upto: int, text: str) -> None:
    report = period_set(pl(m), upto=upto)
    assert str(report) == text, report


def test_named_whole_sets(tmp_path: Path) -> None:
    for p in (3, 5, 7, 9):
        report = period_set(xp.zoo.stefan(p), upto=p)
        assert isinstance(report.whole, xp.Proved)
        assert report.whole.value == p
        assert accepted(report.whole.certificate, tmp_path)
        assert report.whole.cites == ()
    report = period_set(pl(DOUBLED), upto=6)
    assert isinstance(report.whole, xp.Proved)
    assert report.whole.value == 6
    assert accepted(report.whole.certificate, tmp_path)


def test_unbounded_domains(tmp_path: Path) -> None:
    shifted = period_set(xp.PL([(0, 1)], left_slope=1, right_slope=1), upto=4)
    assert (shifted.present, shifted.strongest, shifted.forced, shifted.whole) == ((), None, (), None)
    assert str(shifted) == "none: a map of an interval without fixed points has no cycles"
    reflected = period_set(xp.PL([(0, 0)], left_slope=-1, right_slope=-1), upto=4)
    assert str(reflected) == "1 and 2"
    assert isinstance(reflected.whole, xp.Proved)
    assert accepted(reflected.whole.certificate, tmp_path)
    assert {"T1.4", "T2.3"} <= set(reflected.whole.lemmas)
    on = period_set(xp.zoo.scrambling(), upto=3, on=("-199959799/10000000000000", "1003969799/1000000000"))
    assert str(on) == "all periods"


def test_errors() -> None:
    with pytest.raises(xp.DomainError, match="x = 1/2"):
        period_set(xp.PL([(0, 0), ("1/2", 2), (1, 0)]))
    with pytest.raises(xp.InputError):
        period_set(xp.zoo.tent(), upto=0)
    with pytest.raises(xp.BudgetError):
        period_set(xp.zoo.tent(), upto=10**6)
    with pytest.raises(TypeError):
        period_set("tent")  # type: ignore[arg-type]
