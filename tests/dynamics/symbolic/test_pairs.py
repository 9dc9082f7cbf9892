"""Pairs of orbits: distances by hand, times by hand; scrambled pairs come near and move apart as they should."""

import random
from fractions import Fraction

import pytest

import exactpl as xp
from exactpl import distances, near_and_far, scrambled_pair
from tests.bridge import oracle, pl
from tests.dynamics.families import nasty_maps, sample_points, where
from tests.dynamics.named_maps import DOUBLED, G34, GOLDEN, NASTY, tent
from tests.oracles.maps import Map, has_least_period, make
from tests.oracles.words import orbit


def gaps(m: Map, x: Fraction, y: Fraction, steps: int) -> list[Fraction]:
    return [abs(a - b) for a, b in zip(orbit(m, x, steps + 1), orbit(m, y, steps + 1), strict=True)]


def test_distances() -> None:
    rng = random.Random("distances")
    for m in [*NASTY, *nasty_maps("distances", 60, 5)]:
        x, y = (rng.choice(sample_points(m)) for _ in range(2))
        for steps in (0, 1, 7):
            assert distances(pl(m), x, y, upto=steps) == gaps(m, x, y, steps), where(m)
        apart = gaps(m, x, y, 9)
        near, far = rng.choice(apart), rng.choice(apart)
        found = near_and_far(pl(m), x, y, upto=9, near=near, far=far)
        assert (found.x, found.y, found.near, found.far) == (x, y, near, far)
        assert found.near_times == tuple(t for t in range(10) if apart[t] <= near)
        assert found.far_times == tuple(t for t in range(10) if apart[t] >= far)


def assert_pair(m: Map, rounds: int, block: int) -> tuple[Fraction, Fraction]:
    found = scrambled_pair(pl(m), rounds=rounds, block=block)
    assert found is not None, where(m)
    assert found.x != found.y
    assert len(found.near_times) == len(found.far_times) == rounds
    last = max(*found.near_times, *found.far_times)
    apart = gaps(m, found.x, found.y, last)
    assert all(apart[t] <= found.near for t in found.near_times), where(m)
    assert all(apart[t] >= found.far for t in found.far_times), where(m)
    assert max(apart[t] for t in found.near_times) == found.near
    assert min(apart[t] for t in found.far_times) == found.far
    assert sorted(found.near_times) == list(found.near_times)
    assert sorted(found.far_times) == list(found.far_times)
    assert found.far > 0
    # round i takes i * block + 2 steps: each has one time of both kinds
    starts = [sum(block * j + 2 for j in range(1, i + 1)) for i in range(rounds + 1)]
    for i in range(rounds):
        assert starts[i] <= found.near_times[i] < starts[i + 1], where(m)
        assert starts[i] <= found.far_times[i] < starts[i + 1], where(m)
    return found.near, found.far


WITH_PERIOD_THREE = [
    tent("2"),
    tent("19/10"),
    GOLDEN,
    make([(0, 1), ("1/2", 0), (1, "1/2")]),
    make([(0, 0), ("1/3", 1), ("2/3", 0), (1, 1)]),
    make([(0, 0), ("1/3", 1), ("2/3", 1), (1, 0)]),
    oracle(xp.zoo.scrambling()),
]


@pytest.mark.parametrize("m", WITH_PERIOD_THREE, ids=where)
def test_scrambled_pairs(m: Map) -> None:
    before = None
    for block in (1, 2, 4, 8, 16):
        near, far = assert_pair(m, 3, block)
        if before is not None:
            assert near <= before, block
        before = near
    assert before is not None
    assert before * 20 < far
    assert_pair(m, 1, 1)
    assert_pair(m, 5, 3)


def test_random_maps() -> None:
    made = 0
    for m in nasty_maps("scrambled pairs", 100, 4):
        if has_least_period(m, 3):
            assert_pair(m, 3, 4)
            made += 1
        else:
            assert scrambled_pair(pl(m)) is None, where(m)
    assert made > 8


def test_none_without_period_three() -> None:
    for m in (G34, DOUBLED, tent("1"), tent("7/5"), make([(0, 0), (1, 1)]), make([(0, 1)], 1, 1)):
        assert scrambled_pair(pl(m)) is None, where(m)


def test_thousands_of_bits() -> None:
    found = scrambled_pair(xp.zoo.tent(), rounds=4, block=100)
    assert found is not None
    assert found.x.denominator.bit_length() > 400
    assert found.near < Fraction(1, 2**90)
    assert found.far > Fraction(1, 10)
    assert_pair(tent("2"), 4, 100)


def test_errors() -> None:
    f = xp.zoo.tent()
    for x, y in ((-1, 0), (0, "9/8")):
        with pytest.raises(xp.DomainError, match="points of the domain"):
            distances(f, x, y, upto=3)
    with pytest.raises(xp.InputError):
        distances(f, 0, 1, upto=-1)
    for near, far in ((-1, 0), (0, -1)):
        with pytest.raises(xp.InputError, match="near and far must be >= 0"):
            near_and_far(f, 0, 1, upto=3, near=near, far=far)
    with pytest.raises(xp.InexactNumberError):
        near_and_far(f, 0, 1, upto=3, near=0.5, far=0)  # type: ignore[arg-type]
    for rounds, block in ((0, 1), (1, 0), (-1, 4)):
        with pytest.raises(xp.InputError):
            scrambled_pair(f, rounds=rounds, block=block)
    for call in (lambda g: distances(g, 0, 1, upto=1), scrambled_pair):
        with pytest.raises(xp.DomainError, match="x = 1/2"):
            call(xp.PL([(0, 0), ("1/2", 2), (1, 0)]))
