"""Words in laps, against laps found by comparing values on a fine grid, and the letters of unimodal maps."""

import random
from fractions import Fraction
from itertools import pairwise, product

import pytest

import exactpl as xp
from exactpl import PL, Interval, cylinder, is_admissible, itinerary, kneading_sequences, lap_count, letters
from tests.bridge import pl
from tests.dynamics.families import nasty_maps, sample_points, where
from tests.dynamics.named_maps import GOLDEN, NASTY
from tests.oracles.maps import Map, canonical, domain, evaluate, kinks, make
from tests.oracles.words import cells, orbit

TENT = PL([(0, 0), ("1/2", 1), (1, 0)])
CUT = PL([(0, 0), ("1/4", "1/2"), ("3/4", "1/2"), (1, 0)])  # a tent cut off: it turns on a flat piece
HALF = Fraction(1, 2)


def directions(m: Map, x: Fraction, side: int) -> int:
    """Return the sign of the slope next to x on a side; 0 where flat, or where the domain ends."""
    cuts = kinks(m)
    lower, upper = domain(m)
    if x == (lower if side < 0 else upper):
        return 0
    beyond = [c for c in (*cuts, lower, upper) if c is not None and (c - x) * side > 0]
    step = min((abs(c - x) for c in beyond), default=Fraction(1)) / 2
    rise = evaluate(m, x + side * step) - evaluate(m, x)
    return ((rise > 0) - (rise < 0)) * side


def lap_symbol(m: Map, x: Fraction) -> Fraction:
    """Return the lap of x, or the number in the middle of two, by looking to the left and to the right of x."""
    cuts = kinks(m)
    lower, upper = domain(m)
    points = sorted({c for c in (*cuts, lower, upper, x) if c is not None})
    # the directions of all pieces, each seen from the point at its left, and the first from its right
    before = [d for p in points if p <= x and (d := directions(m, p, -1))]
    after = [d for p in points if p >= x and (d := directions(m, p, 1))]
    turns = sum(a != b for a, b in pairwise(before))
    inside = before[-1:] + after[:1]
    return Fraction(turns) + (HALF if len(inside) == 2 and inside[0] != inside[1] else 0)


LINES = [make([(0, 0)], -2, 2), make([(0, 0)], 0, 1), make([(0, 0), (1, 1)], -1, 0), make([(0, 1)], 1, 1)]
FLATS = [
    make([(0, 0), (1, 2), (2, 2), (3, 3), (4, 3), (5, 0)]),
    make([(0, 1), (1, 1), (2, 0), (3, 0), (4, 2)]),
    make([(0, 1), (1, 1)]),
    make([(0, 0), ("1/4", "1/2"), ("3/4", "1/2"), (1, 0)]),
]


def maps() -> list[Map]:
    return [canonical(m) for m in [*NASTY, GOLDEN, *LINES, *FLATS, *nasty_maps("laps", 30, 4)]]


def test_itineraries_by_laps() -> None:
    rng = random.Random("laps")
    for m in maps():
        f = pl(m)
        for x in rng.sample(sample_points(m), 4) + kinks(m)[:3]:
            word = itinerary(f, x, length=6, by="laps")
            assert list(word) == [lap_symbol(m, y) for y in orbit(m, x, 6)], (where(m), x)
            assert all(0 <= s <= lap_count(f, 1) - 1 for s in word)


def test_cylinders_by_laps_are_the_hulls_of_points_in_closed_laps() -> None:
    for m in maps()[::2]:
        f = pl(m)
        laps = lap_count(f, 1)
        if laps > 3:
            continue
        for length in (1, 2):
            every = cells(m, length)
            for word in product(range(laps), repeat=length):
                inside = [
                    (lower, upper)
                    for lower, x, upper in every
                    if all(abs(lap_symbol(m, y) - s) < 1 for y, s in zip(orbit(m, x, length), word, strict=True))
                ]
                found = cylinder(f, word, by="laps")
                expected = Interval(inside[0][0], inside[-1][1]) if inside else None
                assert found == expected, (where(m), word)
                assert is_admissible(f, word, by="laps") == (expected is not None and not expected.is_point)


def test_where_each_piece_is_a_lap_both_ways_agree() -> None:
    for f in (TENT, pl(GOLDEN), xp.zoo.skew_tent("1/3")):
        for x in (Fraction(i, 24) for i in range(25)):
            assert (
                itinerary(f, x, length=7, by="laps")
                == itinerary(f, x, length=7)
                == itinerary(f, x, length=7, by="pieces")
            )
        assert kneading_sequences(f, length=6, by="laps") == kneading_sequences(f, length=6)
        for word in product((0, 1), repeat=3):
            assert cylinder(f, word, by="laps") == cylinder(f, word)


def test_kneading_sequences_by_laps_are_those_of_the_places_where_the_map_turns() -> None:
    bent = PL([(0, 0), ("1/4", "1/8"), ("1/2", 1), ("3/4", "7/8"), (1, 0)])  # four pieces, two laps
    (found,) = kneading_sequences(bent, length=5, by="laps")
    assert found.breakpoint == HALF
    assert letters(found.left) == "LRLLL"
    assert letters(found.right) == "RRLLL"
    assert len(kneading_sequences(bent, length=5)) == 3
    assert [s.breakpoint for s in kneading_sequences(CUT, length=3, by="laps")] == [Fraction(1, 4), Fraction(3, 4)]
    left, right = kneading_sequences(CUT, length=2, by="laps")
    assert (letters(left.left), letters(left.right)) == ("LC", "CC")
    assert (letters(right.left), letters(right.right)) == ("CC", "RC")


def test_letters() -> None:
    assert letters(itinerary(TENT, "2/7", length=6, by="laps")) == "LRRLRR"
    assert letters(itinerary(TENT, "1/2", length=4, by="laps")) == "CRLL"
    assert letters(itinerary(CUT, "1/2", length=3, by="laps")) == "CCC"
    assert letters(itinerary(TENT, "1/2", length=4, by="laps", side=-1)) == "LRLL"
    assert letters(()) == ""
    assert letters([0, 1, HALF]) == "LRC"


def test_words_of_letters() -> None:
    assert cylinder(TENT, "LRR", by="laps") == cylinder(TENT, [0, 1, 1]) == Interval("1/4", "3/8")
    assert is_admissible(TENT, "LRR", by="laps")
    golden = PL([(0, "1/2"), ("1/2", 1), (1, 0)])
    assert not is_admissible(golden, "LL", by="laps")
    assert cylinder(CUT, "LR", by="laps") == Interval("1/8", "3/4")  # the flat piece is in both laps


REFUSED = [
    lambda: itinerary(TENT, 0, length=3, by="lap"),  # type: ignore[arg-type]
    lambda: itinerary(TENT, 0, length=3, by=None),  # type: ignore[arg-type]
    lambda: cylinder(TENT, [0], by="letters"),  # type: ignore[arg-type]
    lambda: kneading_sequences(TENT, length=3, by=2),  # type: ignore[arg-type]
    lambda: cylinder(TENT, "LR"),
    lambda: cylinder(TENT, "LCR", by="laps"),
    lambda: cylinder(TENT, "", by="laps"),
    lambda: cylinder(TENT, [], by="laps"),
    lambda: cylinder(TENT, [2], by="laps"),
    lambda: cylinder(TENT, [0, HALF], by="laps"),  # type: ignore[list-item]
    lambda: cylinder(TENT, 3),  # type: ignore[arg-type]
    lambda: cylinder(TENT, None, by="laps"),  # type: ignore[arg-type]
    lambda: xp.periodic_points_of_word(TENT, "LR"),  # type: ignore[arg-type]
    lambda: letters("LR"),  # type: ignore[arg-type]
    lambda: letters([2]),
    lambda: letters(None),  # type: ignore[arg-type]
    lambda: letters([[1]]),  # type: ignore[list-item]
]


@pytest.mark.parametrize("question", REFUSED, ids=range(len(REFUSED)))
def test_other_words_are_refused(question) -> None:
    with pytest.raises(xp.InputError, match="found"):
        question()
