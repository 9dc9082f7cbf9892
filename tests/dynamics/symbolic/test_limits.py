"""Lengths and ends that make no sense get one clear error."""

import pytest

import exactpl as xp
from exactpl.errors import InputError

HUGE = 10**40


@pytest.mark.parametrize(
    "question",
    [
        lambda f: xp.itinerary(f, "1/3", length=HUGE),
        lambda f: xp.kneading_sequences(f, length=HUGE),
        lambda f: xp.kneading_matrix(f, length=HUGE),
        lambda f: xp.kneading_determinant(f, length=HUGE),
        lambda f: xp.near_and_far(f, 0, 1, upto=HUGE, near=0, far=1),
        lambda f: xp.scrambled_pair(f, rounds=HUGE),
        lambda f: xp.scrambled_pair(f, rounds=2, block=HUGE),
        lambda f: xp.covering_graph(f, [(0, 1)], k=HUGE),
    ],
    ids=range(8),
)
def test_huge_lengths(question) -> None:
    with pytest.raises(InputError, match="must be at most"):
        question(xp.zoo.tent())


@pytest.mark.parametrize("on", [3, True, "abc", "01", (), (0, 1, 2)], ids=range(6))
def test_wrong_intervals(on: object) -> None:
    with pytest.raises(InputError, match="an interval is required"):
        xp.entropy(xp.zoo.tent(), on=on)  # type: ignore[arg-type]
