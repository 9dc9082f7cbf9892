"""Random tables, true and changed: accepted exactly when they are tables, and then the cylinders agree."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from exactpl_checker.arithmetic import powers

from tests.checker import brute
from tests.checker.certmaker import certificate
from tests.checker.corpus_growth import TINY, entropy_bounds
from tests.checker.growthtables import Row, cylinders, lower_table, mutated, upper_table, valid, written
from tests.checker.nasty import self_maps
from tests.harness import verdict

FLOOR = Fraction(1) + TINY


def judged(f: brute.Map, on: list[str], rows: list[Row], bound: Fraction, *, upper: bool) -> bool:
    """Is it accepted?"""
    table = written(rows, upper=upper)
    claim = entropy_bounds(None if upper else bound, bound if upper else None, on)
    witness = {"lower": None if upper else table, "upper": table if upper else None}
    return verdict(certificate(f.text(), claim, witness)) == "accept"


def compact_maps(rng: random.Random, count: int) -> list[tuple[brute.Map, Fraction, Fraction]]:
    found = []
    for f, lo, hi in self_maps(rng, 4 * count):
        if lo is not None and hi is not None:
            found.append((f, lo, hi))
    return found[:count]


@pytest.mark.parametrize("seed", range(3))
def test_lower_tables(seed: int) -> None:
    rng = random.Random(f"lower {seed}")
    accepted = rejected = 0
    for f, lo, hi in compact_maps(rng, 90):
        counts = cylinders(f, lo, hi, 8)
        on = [str(lo), str(hi)]
        for _ in range(3 if counts[8] > 8 else 0):
            rows, best = lower_table(f, lo, hi, rng.randint(1, 8), rng.randrange(6))
            if best > 1:
                assert judged(f, on, rows, best, upper=False)
                assert not judged(f, on, rows, best + TINY, upper=False)
            for _ in range(12):
                changed = [row._replace(layer=0) for row in mutated(rng, rows)]
                bound = max(FLOOR, rng.choice((best, best, FLOOR, best + TINY, Fraction(rng.randint(9, 24), 8))))
                answer = judged(f, on, changed, bound, upper=False)
                assert answer == valid(f, lo, hi, changed, bound, upper=False), (f.text(), on, changed, bound)
                if answer:
                    accepted += 1
                    assert all(count >= bound**k for k, count in enumerate(counts))
                else:
                    rejected += 1
    assert accepted > 50
    assert rejected > 100


@pytest.mark.parametrize("seed", range(3))
def test_upper_tables(seed: int) -> None:
    rng = random.Random(f"upper {seed}")
    accepted = rejected = layers = 0
    for f, lo, hi in compact_maps(rng, 30):
        counts = cylinders(f, lo, hi, 8)
        on = [str(lo), str(hi)]
        for _ in range(3):
            rows, best = upper_table(f, lo, hi, rng.randint(1, 8), rng.randrange(6))
            best = max(best, Fraction(1))
            assert judged(f, on, rows, best, upper=True)
            assert best == 1 or not judged(f, on, rows, best - TINY, upper=True)
            for _ in range(12):
                changed = mutated(rng, rows)
                if rng.random() < 0.3:
                    changed = [row._replace(layer=rng.randrange(2)) for row in changed]
                bound = max(
                    Fraction(1), rng.choice((best, best, best - TINY, best / 2, Fraction(rng.randint(8, 24), 8)))
                )
                answer = judged(f, on, changed, bound, upper=True)
                assert answer == valid(f, lo, hi, changed, bound, upper=True), (f.text(), on, changed, bound)
                if not answer:
                    rejected += 1
                    continue
                accepted += 1
                if len({row.layer for row in changed}) == 1:
                    factor = Fraction(
                        min(row.weight for row in changed if (row.lo, row.hi) == (lo, hi)),
                        min(row.weight for row in changed),
                    )
                    assert all(count <= factor * bound**k for k, count in enumerate(counts))
                else:
                    layers += 1
    assert accepted > 50
    assert rejected > 100
    assert layers > 5


def test_slopes_agree_with_cylinders() -> None:
    rng = random.Random("slopes")
    for f, lo, hi in compact_maps(rng, 60):
        counts = cylinders(f, lo, hi, 8)
        on = [str(lo), str(hi)]
        for n in (1, 2, 3):
            largest, smallest = brute.slope_range(brute.iterate(f, n, lo, hi))
            for bound in (smallest, FLOOR, Fraction(5, 4), Fraction(3, 2), Fraction(2), largest, largest + TINY):
                if bound >= 1:
                    above = certificate(
                        f.text(), entropy_bounds(None, bound, on), {"lower": None, "upper": {"slopes": n}}
                    )
                    assert (verdict(above) == "accept") == (largest <= bound**n)
                if bound > 1:
                    below = certificate(
                        f.text(), entropy_bounds(bound, None, on), {"lower": {"slopes": n}, "upper": None}
                    )
                    assert (verdict(below) == "accept") == (smallest >= bound**n)
                    if smallest >= bound**n:
                        assert all(count >= bound**k for k, count in enumerate(counts))


def test_powers() -> None:
    rng = random.Random("powers")
    for _ in range(400):
        bits = rng.choice((2, 8, 70, 300))
        x = Fraction(rng.randint(1, 2**bits), rng.randint(1, 2**bits))
        n = rng.randint(1, 30)
        near = Fraction(rng.choice((-1, 0, 0, 1)), 2 ** rng.choice((1, 60, 64, 65, 200, 5000)))
        for y in (x**n + near, x**n * (1 + near), Fraction(rng.randint(0, 2**bits), rng.randint(1, 2**bits))):
            if y >= 0:
                assert powers.power_compared(x, n, y) == (x**n > y) - (x**n < y)
    # Too long to be written out.
    assert powers.power_compared(Fraction(2**100_000 + 1, 2**100_000), 2**31 - 1, Fraction(2)) == -1
    assert powers.power_compared(Fraction(2**30 + 1, 2**30), 2**31 - 1, Fraction(2)) == 1
