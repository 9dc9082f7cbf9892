"""First hits by intervals between finite critical orbits: the same numbers as the kneading system gives."""

import random

import pytest

import exactpl as xp
from exactpl.arithmetic import series
from exactpl.dynamics.counting import pull_back
from exactpl.dynamics.counting.kneading import Kneading
from exactpl.dynamics.counting.markov_hits import MarkovHits
from exactpl.dynamics.orbits.self_map import SelfMap


def on_integers(seed: int, largest: int = 12) -> xp.PL:
    """A map of [0, m] with integer knots, flat pieces and slopes of size 1 among them."""
    rng = random.Random(seed)
    m = rng.randint(1, largest)
    return xp.PL([(i, rng.randint(0, m)) for i in range(m + 1)])


def with_rays(seed: int) -> SelfMap | None:
    """A map of a half-line or the line with integer data, if it is a self-map."""
    rng = random.Random(seed)
    m = rng.randint(1, 6)
    left, right = rng.choice(((1, None), (None, 1), (1, 1)))
    slopes = [None if side is None else rng.choice((-2, -1, 0, 1, 2, 3)) for side in (left, right)]
    try:
        return SelfMap.of(
            xp.PL([(i, rng.randint(0, m)) for i in range(m + 1)], left_slope=slopes[0], right_slope=slopes[1])
        )
    except xp.DomainError:
        return None


def assert_same_hits(f: xp.PL, length: int) -> bool:
    kneading = Kneading(SelfMap.of(f), length, orbits_to=64)
    hits = MarkovHits.of(kneading.orbits.parts)
    if hits is None:
        return False
    solved = kneading.solve(kneading._right)
    assert [list(each) for each in zip(*hits.each(length), strict=True)] == solved, f
    return True


@pytest.mark.parametrize("length", [1, 2, 3, 7, 20])
def test_hits_are_those_of_the_kneading_system(length: int) -> None:
    maps = [on_integers(seed) for seed in range(150)]
    maps += [f for f in map(with_rays, range(150)) if f is not None]
    assert sum(assert_same_hits(f, length) for f in maps if f.breakpoints) > 150


def test_counts_are_those_of_both_other_algorithms(monkeypatch: pytest.MonkeyPatch) -> None:
    """All counts, with the intervals taken wherever orbits are finite."""
    monkeypatch.setattr(series, "FEW_UNKNOWNS", 0)
    stepped = 0
    for seed in range(60):
        f, k = SelfMap.of(on_integers(seed)), 9
        kneading = Kneading(f, k)
        kneading._markov = MarkovHits.of(kneading.orbits.parts)
        stepped += kneading._markov is not None
        assert kneading.piece_counts() == pull_back.piece_counts(f, k)
        assert kneading.piece_count(k) == kneading.piece_counts()[k]
        assert kneading.piece_count(k - 2) == kneading.piece_counts()[k - 2]
        if 0 not in f.slopes:
            assert kneading.lap_counts() == pull_back.lap_counts(f, k)
            assert kneading.lap_count(k) == kneading.lap_counts()[k]
    assert stepped > 50


def test_it_is_chosen_where_it_pays() -> None:
    many = SelfMap.of(on_integers(5, largest=40))
    assert len(many.breakpoints) > series.FEW_UNKNOWNS
    assert Kneading(many, 200)._markov is not None
    assert Kneading(many, 2)._markov is None  # few terms
    assert Kneading(SelfMap.of(xp.zoo.tent()), 200)._markov is None  # few unknowns
    rng = random.Random(1)
    wild = [("0", rng.random()), *((f"{i}/10", rng.random()) for i in range(1, 10)), ("1", rng.random())]
    f = xp.PL([(x, xp.exact_float(y)) for x, y in wild])
    assert Kneading(SelfMap.of(f), 60)._markov is None  # no orbit is found to be finite


def test_a_large_count_agrees_with_a_second_algorithm() -> None:
    f = on_integers(3, largest=30)
    assert xp.piece_count(f, 120, verify=True) == xp.piece_counts(f, upto=120)[120]
    assert xp.crossing_count(f, 40, level="1/2", verify=True) >= 0
    assert xp.preimage_count(f, 40, level=1, verify=True) >= 0
