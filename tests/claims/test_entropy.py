"""entropy: enclosed within the width, exact where it can be, its logarithm against mpmath."""

import pickle
import random
from fractions import Fraction
from math import log
from pathlib import Path

import mpmath
import pytest

import exactpl as xp
from exactpl import Algebraic, entropy
from tests.bridge import pl
from tests.dynamics.families import compact_maps, conjugate, related_map, where
from tests.dynamics.named_maps import DOUBLED, G34, GOLDEN, NASTY, tent
from tests.harness import accepted
from tests.oracles.growth import markov_points, spectral_radius, transition_matrix
from tests.oracles.maps import Map, make


def growth_of(m: Map) -> float | None:
    points = markov_points(m)
    return None if points is None else max(1.0, spectral_radius(transition_matrix(m, points)))


def test_nasty_and_random_maps(tmp_path: Path) -> None:
    rng = random.Random("entropy")
    maps = [*NASTY, GOLDEN, DOUBLED, *(related_map(rng) for _ in range(10)), *compact_maps("entropy", 15, 4, (7, 11))]
    for m in maps:
        f, growth = pl(m), growth_of(m)
        for tables in (False, True):
            found = entropy(f, width="1/10000", tables=tables)
            low, high = found.growth
            assert low is not None
            assert high is not None
            assert 1 <= low <= high <= low + Fraction(1, 10000), where(m)
            assert accepted(found.certificate, tmp_path), where(m)
            assert "MS80" in found.cites
            assert found.lemmas == found.verdict.lemmas
            if growth is not None:
                assert float(low) - 1e-9 <= growth <= float(high) + 1e-9, where(m)
            if found.exact is not None:
                assert low <= found.exact <= high, where(m)
            below, above = found.log(6)
            assert below is not None
            assert above is not None
            assert 0 <= below <= above
            assert (below * 10**6).denominator == (above * 10**6).denominator == 1
            ends = (low, high) if found.exact is None else (found.exact, found.exact)
            assert float(below) <= log(ends[0]) + 1e-9, where(m)
            assert float(above) >= log(ends[1]) - 1e-9, where(m)
            if found.exact is not None:
                assert above - below <= Fraction(2, 10**6), where(m)


@pytest.mark.parametrize("slope", ["1", "9/8", "7/5", "3/2", "2"])
def test_one_slope_is_exact(slope: str, tmp_path: Path) -> None:
    found = entropy(pl(tent(slope)), width=Fraction(1, 10**300))
    assert found.exact == Fraction(slope)
    assert found.growth == xp.Interval(slope, slope)
    assert "T3.5" in found.lemmas
    assert accepted(found.certificate, tmp_path)


def test_stefan_cycles(tmp_path: Path) -> None:
    for p, digits in ((3, "1.6180339887"), (5, "1.5128763969"), (7, "1.4655712319"), (9, "1.4413154822")):
        found = entropy(xp.zoo.stefan(p), width=Fraction(1, 10**40))
        s = found.exact
        assert isinstance(s, Algebraic)
        assert s**p - 2 * s ** (p - 2) - 1 == 0
        assert abs(s - Fraction(digits)) < Fraction(1, 10**10)
        low, high = found.growth
        assert low is not None
        assert high is not None
        assert low < s < high < low + Fraction(1, 10**40)
        with mpmath.workdps(60):
            value = mpmath.log(mpmath.findroot(lambda x, p=p: x**p - 2 * x ** (p - 2) - 1, float(s)))
        below, above = found.log(40)
        assert below is not None
        assert above is not None
        assert above - below == Fraction(1, 10**40)
        with mpmath.workdps(60):
            ends = [mpmath.mpf(end.numerator) / end.denominator for end in (below, above)]
            assert ends[0] < value < ends[1]
        assert accepted(found.certificate, tmp_path)


def test_doubling_halves_the_entropy() -> None:
    assert isinstance(entropy(pl(DOUBLED)).exact, Algebraic)
    assert entropy(pl(DOUBLED)).exact ** 2 == 2  # type: ignore[operator]
    assert entropy(pl(DOUBLED) @ pl(DOUBLED)).exact == 2


def test_iterates_and_conjugates() -> None:
    width = Fraction(1, 10**6)
    for m in (make([(0, "1/10"), ("1/3", "9/10"), ("2/3", "1/7"), (1, "4/5")]), GOLDEN, tent("8/5")):
        f = pl(m)
        low, high = entropy(f, width=width, tables=True).growth
        twice = entropy(f @ f, width=width, tables=True).growth
        assert twice.lower <= high**2  # type: ignore[operator]
        assert low**2 <= twice.upper  # type: ignore[operator]
        other = entropy(pl(conjugate(m, Fraction(-5, 3), Fraction(7, 11))), width=width, tables=True).growth
        assert other.lower <= high  # type: ignore[operator]
        assert low <= other.upper  # type: ignore[operator]


def test_zero() -> None:
    for m in (G34, tent("1"), make([(0, 0), (1, 1)]), make([(0, "1/3"), (1, "1/3")]), make([(0, 1), (1, 0)])):
        found = entropy(pl(m))
        assert found.exact == 1, where(m)
        assert found.log() == xp.Interval(0, 0)


def test_records() -> None:
    found = entropy(pl(GOLDEN))
    assert "growth=" in repr(found)
    assert pickle.loads(pickle.dumps(found)).growth == found.growth
    assert isinstance(found.verdict, xp.Proved)


def test_errors() -> None:
    for width in (0, "-1/2"):
        with pytest.raises(xp.InputError, match="width > 0"):
            entropy(xp.zoo.tent(), width=width)
    with pytest.raises(xp.InexactNumberError):
        entropy(xp.zoo.tent(), width=1e-6)  # type: ignore[arg-type]
    with pytest.raises(xp.DomainError, match="x = 1/2"):
        entropy(xp.PL([(0, 0), ("1/2", 2), (1, 0)]))
    with pytest.raises(xp.DomainError, match=r"x = 0 with f\(x\) = -1"):
        entropy(xp.PL([(0, -1)], right_slope=1))
    with pytest.raises(TypeError):
        entropy("tent")  # type: ignore[arg-type]


def test_on_the_line(tmp_path: Path) -> None:
    """All points come to [0, 1] in one step, and there f is the tent map."""
    found = entropy(xp.PL([(0, 0), ("1/2", 1), (1, 0)], left_slope=0, right_slope=0))
    assert found.exact == 2
    assert found.growth == xp.Interval(2, 2)
    assert found.within == xp.Interval(0, 1)
    assert set(found.cites) == {"MS80", "W82"}
    assert "T5.8" in found.lemmas
    assert "(-oo, oo) where orbits are bounded" in found.verdict.statement
    assert accepted(found.certificate, tmp_path)
    assert entropy(xp.zoo.tent()).within is None


def test_on_an_interval(tmp_path: Path) -> None:
    f = xp.PL([(0, 0), ("1/2", 1), (1, 0)], left_slope=2, right_slope=-2)
    found = entropy(f, on=(0, 1))
    assert found.exact == 2
    assert accepted(found.certificate, tmp_path)
    scrambling = entropy(xp.zoo.scrambling(), on=("-199959799/10000000000000", "1003969799/1000000000"), width="1/1000")
    assert Fraction(19, 10) < scrambling.growth.lower < 2  # type: ignore[operator]
    assert accepted(scrambling.certificate, tmp_path)


def test_wrong_digits() -> None:
    for f in (pl(GOLDEN), pl(tent("3/2"))):
        for digits in (-1, 1.5, "6"):
            with pytest.raises((xp.InputError, xp.InexactNumberError, TypeError)):
                entropy(f).log(digits)  # type: ignore[arg-type]
