"""Enclosures and integers show the places that exact points have: marks at a hair's breadth, sinks, far points."""

import random
from bisect import bisect_left
from collections.abc import Sequence
from fractions import Fraction

import pytest

from exactpl.dynamics.orbits import enclosed_orbits
from exactpl.dynamics.orbits.enclosed_orbits import EnclosedOrbits
from exactpl.dynamics.orbits.integer_orbits import IntegerOrbits

Affine = tuple[Fraction, Fraction]
HALF = Fraction(1, 2)


def exact_places(marks: Sequence[Fraction], cuts: Sequence[Fraction], maps: Sequence[Affine], start: Fraction, n: int):
    """Return the places of an orbit among marks, and its points, in plain Fractions; maps change at the cuts."""
    found, points, y = [], [], start
    for _ in range(n):
        i = bisect_left(marks, y)
        found.append(2 * i + (i < len(marks) and marks[i] == y))
        points.append(y)
        slope, intercept = maps[bisect_left(cuts, y)]
        y = slope * y + intercept
    return found, points


def parts_of(marks: Sequence[Fraction], cuts: Sequence[Fraction]) -> list[int]:
    """Return the part of each place among marks, which contain the cuts."""
    parts = [bisect_left(cuts, marks[0] - 1)] if marks else [0]
    for i, mark in enumerate(marks):
        after = mark + 1 if i + 1 == len(marks) else (mark + marks[i + 1]) / 2
        parts += [bisect_left(cuts, mark), bisect_left(cuts, after)]
    return parts


def enclosed(marks: Sequence[Fraction], cuts: Sequence[Fraction], maps: Sequence[Affine]) -> EnclosedOrbits:
    return EnclosedOrbits(marks, parts_of(marks, cuts), [s for s, _ in maps], [c for _, c in maps])


def agree(marks: Sequence[Fraction], cuts: Sequence[Fraction], maps: Sequence[Affine], start: Fraction, n: int) -> None:
    """Enclosures show the places of the start, and integers those of marks."""
    marks = sorted({*marks, *cuts})
    assert enclosed(marks, cuts, maps).places(start, n) == exact_places(marks, cuts, maps, start, n)[0]
    integers = IntegerOrbits(marks, parts_of(marks, cuts), [s for s, _ in maps], [c for _, c in maps])
    for mark in marks[:2]:
        assert integers.places(mark, n) == exact_places(marks, cuts, maps, mark, n)[0]


def skew_tent(slope: Fraction, other: Fraction) -> tuple[list[Fraction], list[Affine]]:
    """x -> slope * x up to 1/2, then downwards with slope `other`; the top is at 1/2."""
    return [HALF], [(slope, Fraction(0)), (-other, (slope + other) / 2)]


def drawn(rng: random.Random, bits: int, pieces: int) -> tuple[list[Fraction], list[Affine]]:
    """A continuous map of [0, 1] into itself with knots of so many bits."""
    one = 1 << bits
    xs = [Fraction(0), *sorted({Fraction(rng.randrange(1, one), one) for _ in range(pieces - 1)}), Fraction(1)]
    ys = [Fraction(rng.randrange(one + 1), one) for _ in xs]
    maps = []
    for i in range(len(xs) - 1):
        slope = (ys[i + 1] - ys[i]) / (xs[i + 1] - xs[i])
        maps.append((slope, ys[i] - slope * xs[i]))
    return xs[1:-1], maps


@pytest.mark.parametrize("seed", range(60))
def test_drawn_maps_of_all_lengths_of_numbers(seed: int) -> None:
    rng = random.Random(seed)
    bits = rng.choice((3, 8, 24, 53, 130, 400))
    cuts, maps = drawn(rng, bits, rng.choice((1, 2, 3, 7)))
    length = rng.choice((0, 1, 5, 80, 200)) if bits < 100 else 30
    for start in (Fraction(0), Fraction(1), *cuts[:2], Fraction(rng.randrange(1 << bits), 1 << bits)):
        agree([Fraction(0), Fraction(1)], cuts, maps, start, length)


@pytest.mark.parametrize("seed", range(60))
def test_marks_at_a_hairs_breadth_of_the_orbit(seed: int) -> None:
    """Marks are set beside points of the orbit, at distances around all precisions that enclosures have."""
    rng = random.Random(seed)
    cuts, maps = drawn(rng, rng.choice((4, 24, 90)), rng.choice((2, 4)))
    start, length = Fraction(rng.randrange(997), 997), 150
    points = exact_places(cuts, cuts, maps, start, length)[1]
    beside = []
    for n in rng.sample(range(length), 12):
        apart = Fraction(rng.choice((-1, 0, 1)), 1 << rng.choice((1, 30, 59, 60, 61, 64, 96, 128, 200, 400, 900)))
        beside.append(points[n] + apart)
    agree(beside, cuts, maps, start, length)


@pytest.mark.parametrize("first", [64, 96, 97, 100, 130, 512, 4096])
def test_any_first_precision_shows_the_same(monkeypatch: pytest.MonkeyPatch, first: int) -> None:
    monkeypatch.setattr(enclosed_orbits, "_FIRST", first)
    for slopes in (("2", "2"), ("19/10", "19/10"), ("17/10", "13/9"), ("1/3", "5/4"), ("3/2", "0")):
        cuts, maps = skew_tent(*map(Fraction, slopes))
        for start in (HALF, Fraction(1, 7), Fraction(2, 3)):
            agree([Fraction(1, 3)], cuts, maps, start, 300)


def test_sinks_on_marks_and_beside_them() -> None:
    """x -> m + (x - m) / 3 converges to the mark m, and never arrives."""
    for mark in (HALF, Fraction(1, 3), Fraction(123, 1 << 40)):
        maps = [(Fraction(1, 3), mark * Fraction(2, 3)), (Fraction(-1, 5), mark * Fraction(6, 5))]
        for start in (Fraction(0), Fraction(1), mark, mark + Fraction(1, 1 << 200)):
            agree([mark - Fraction(1, 1 << 70), mark + Fraction(1, 3**200)], [mark], maps, start, 400)


def test_an_orbit_that_meets_marks_goes_on_from_them() -> None:
    """3/4 -> 1/2 -> 1 -> 0 -> 0: met in turn; 2/7 -> 4/7 -> 6/7 is a cycle through marks."""
    cuts, maps = skew_tent(Fraction(2), Fraction(2))
    agree([Fraction(0), Fraction(3, 4), Fraction(1)], cuts, maps, Fraction(3, 16), 100)
    agree([Fraction(2, 7), Fraction(4, 7)], cuts, maps, Fraction(1, 14), 100)
    agree([Fraction(2, 7)], cuts, maps, Fraction(2, 7), 7)
    late = Fraction(1, 3 << 150)
    agree([late, Fraction(2, 3), Fraction(1, 3)], cuts, maps, late, 300)


def test_orbits_that_escape_have_long_numbers_and_one_place() -> None:
    cuts, maps = [Fraction(0)], [(Fraction(-3), Fraction(0)), (Fraction(5, 2), Fraction(0))]
    agree([Fraction(1), Fraction(10**9)], cuts, maps, Fraction(1, 7), 200)
    agree([Fraction(-1)], cuts, [(Fraction(2), Fraction(-1)), (Fraction(7, 3), Fraction(-1))], Fraction(-1, 3), 200)


def test_flat_parts_and_slopes_one() -> None:
    cuts, maps = [HALF], [(Fraction(0), Fraction(3, 4)), (Fraction(-1), Fraction(1))]
    agree([Fraction(1, 4), Fraction(3, 4)], cuts, maps, Fraction(1, 9), 90)
    agree(
        [Fraction(1, 3)], [HALF], [(Fraction(1), Fraction(1, 1000)), (Fraction(1), Fraction(1, 1000) - HALF)], HALF, 9
    )


def test_long_slopes_are_rounded_and_bounded() -> None:
    """Slopes of thousands of bits meet enclosures of some hundred."""
    rng = random.Random(5)
    for bits in (97, 600, 3_000):
        cuts, maps = drawn(rng, bits, 3)
        agree([cuts[0] + Fraction(1, 1 << 3 * bits)], cuts, maps, Fraction(1, 3), 60)


@pytest.mark.parametrize("seed", range(40))
def test_each_enclosure_holds_the_point(seed: int) -> None:
    """|y 2^P - Y| <= R after every number of steps, for short and long slopes, growth and contraction."""
    rng = random.Random(seed)
    cuts, maps = drawn(rng, rng.choice((5, 30, 110, 300, 900)), rng.choice((1, 2, 5)))
    start, length = Fraction(rng.randrange(1, 1000), 1009), 40
    points = exact_places(cuts, cuts, maps, start, length + 1)[1]
    orbits = enclosed(cuts, cuts, maps)
    seen = 0
    for precision in (100, 128, 200, 333, 700):
        for n in range(1, length + 1):
            run = enclosed_orbits._Run(numerator=start.numerator, denominator=start.denominator)
            orbits._follow(run, n, precision)
            y, radius, bits = run.enclosure
            assert abs(points[len(run.places)] * (1 << bits) - y) <= radius
            seen += len(run.places) == n
    assert seen


def test_no_marks_at_all() -> None:
    assert enclosed([], [], [(Fraction(1, 2), Fraction(1))]).places(Fraction(3), 5) == [0] * 5
