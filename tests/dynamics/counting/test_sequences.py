"""Counts for one large k from sequences: the same as step by step, for pieces, laps, crossings and preimages."""

import random
from fractions import Fraction

import pytest

import exactpl as xp
from exactpl.dynamics.counting import sequences
from tests.bridge import pl
from tests.dynamics.families import nasty_maps

_WAYS = ((xp.piece_count, xp.piece_counts), (xp.lap_count, xp.lap_counts))
_LEVEL_WAYS = ((xp.crossing_count, xp.crossing_counts), (xp.preimage_count, xp.preimage_counts))


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Make sequences the way wherever there are some; the list gets a 1 for each that was taken."""
    found: list[int] = []
    quotient = sequences._from_hits

    def noted(*args: object) -> object:
        found.append(1)
        return quotient(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(sequences, "_FEWEST", 1)
    monkeypatch.setattr(sequences, "_is_quicker", lambda *_: True)
    monkeypatch.setattr(sequences, "_from_hits", noted)
    return found


def agree(f: xp.PL, k: int, level: Fraction) -> None:
    for one, many in _WAYS:
        assert one(f, k) == many(f, upto=k)[k], (f, k)
    for one, many in _LEVEL_WAYS:
        assert one(f, k, level=level) == many(f, level=level, upto=k)[k], (f, k, level)


@pytest.mark.parametrize("seed", range(40))
def test_maps_of_a_grid(seed: int, taken: list[int]) -> None:
    rng = random.Random(seed)
    m = rng.randint(2, 8)
    f = xp.PL([(i, rng.randint(0, m)) for i in range(m + 1)])
    agree(f, rng.randint(2, 40), Fraction(rng.randint(0, 4 * m), 4))
    agree(f, rng.randint(2, 40), Fraction(rng.choice((0, m))))
    assert taken or not f.breakpoints


@pytest.mark.parametrize("seed", range(40))
def test_nasty_maps_of_intervals_half_lines_and_the_line(seed: int, taken: list[int]) -> None:
    rng = random.Random(seed)
    for m in nasty_maps(seed, 4, 3, (1, 2, 3)):
        f = pl(m)
        level = rng.choice(f.breakpoints) if f.breakpoints else Fraction(1, 2)
        agree(f, rng.randint(1, 12), level)
        agree(f, rng.randint(1, 12), Fraction(rng.randint(-6, 6), 2))


@pytest.mark.usefixtures("taken")
def test_a_second_count_by_pull_back_is_made_on_request() -> None:
    f = xp.zoo.tent()
    assert xp.piece_count(f, 12, verify=True) == xp.lap_count(f, 12, verify=True) == 2**12
    with pytest.raises(xp.BudgetError):
        xp.piece_count(f, 10**12, verify=True)


def test_k_far_beyond_all_steps() -> None:
    """Powers of 2, and sums of three sequences like Fibonacci's, at k = 100,000; without any change to the rules."""
    assert xp.piece_count(xp.zoo.tent(), 100_000) == xp.lap_count(xp.zoo.tent(), 100_000) == 2**100_000
    golden = xp.PL([(0, 1), (1, 2), (2, 0)])
    a, b = 1, 2
    for _ in range(100_000):
        a, b = b, a + b
    assert xp.piece_count(golden, 100_000) == a


@pytest.mark.parametrize("most", [0, "1", 1.5])
def test_the_memory_allowed_is_a_number(most: object) -> None:
    for ask in (xp.piece_count, xp.lap_count):
        with pytest.raises(xp.InputError, match="most_bytes"):
            ask(xp.zoo.tent(), 5_000, most_bytes=most)  # type: ignore[arg-type]


def test_little_memory_is_kept() -> None:
    with pytest.raises(xp.BudgetError, match="the budget 1,000"):
        xp.piece_count(xp.zoo.tent(), 5_000, most_bytes=1_000)
