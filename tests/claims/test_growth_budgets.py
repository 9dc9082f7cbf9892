"""Growth that slopes enclose needs no table, and what cannot be enclosed is said before long work."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

import exactpl as xp
from exactpl import claims
from tests.bridge import pl
from tests.harness import accepted
from tests.oracles.maps import lap_count, make, power, slopes

Q = Fraction
FLAT_TENT = make([(0, 0), ("1/2", "5001/10000"), (1, "1/1000000")])  # slopes 1.0002 and -1.000198


def test_slopes_that_enclose_are_taken(tmp_path: Path) -> None:
    for width in ("1/1000", "1/100000"):
        found = xp.entropy(pl(FLAT_TENT), width=width)
        low, high = found.growth
        assert low is not None
        assert high is not None
        assert Q("1.0001") < low <= high <= min(Q("1.0003"), low + Q(width))
        assert "T3.5" in found.lemmas
        assert "T3.2" not in found.lemmas
        assert accepted(found.certificate, tmp_path)
        shown = xp.decide(claims.EntropyBounds(pl(FLAT_TENT), width=width))
        assert isinstance(shown, xp.Proved)
        assert accepted(shown.certificate, tmp_path)


def test_the_slopes_of_iterates_lie_between_powers_of_the_two() -> None:
    sizes = sorted(abs(s) for s in slopes(FLAT_TENT))
    assert sizes == [Q("1.000198"), Q("1.0002")]
    for k in (1, 2, 3, 4):
        written = power(FLAT_TENT, k)
        assert all(sizes[0] ** k <= abs(s) <= sizes[1] ** k for s in slopes(written))
        assert sizes[0] ** k <= lap_count(written)


def test_a_width_that_tables_cannot_reach_is_refused_with_what_is_known() -> None:
    """The answer so far is the better one of slopes and tables."""
    with pytest.raises(xp.BudgetError, match="is not enclosed") as refused:
        xp.entropy(pl(FLAT_TENT), width=Q(1, 10**9))
    shown = re.search(r"(\d+/\d+) <= s <= (\d+/\d+)", str(refused.value))
    assert shown is not None
    low, high = map(Q, shown.groups())
    assert Q("1.0001") < low < high < Q("1.0003")


def test_tables_of_long_numbers_have_a_budget() -> None:
    """Every state of this map has ends of some thousand bits more than the one before."""
    f = xp.PL([(0, Q(1, 10**300)), (Q(1, 10**200), 1), (1, Q(1, 10**250))])
    with xp.budget(seconds=3):
        verdict = xp.decide(claims.AbsentPeriods(f))
    assert isinstance(verdict, xp.Undecided)
    assert "<= s <=" in verdict.reason
    with xp.budget(seconds=3):
        report = xp.period_set(f, upto=6)
    assert set(report.verdicts) == set(range(1, 7))


def test_slopes_prove_positive_entropy_without_tables(tmp_path: Path) -> None:
    found = xp.chaos(pl(FLAT_TENT)).positive_entropy
    assert isinstance(found, xp.Proved)
    assert "T3.5" in found.lemmas
    assert accepted(found.certificate, tmp_path)
