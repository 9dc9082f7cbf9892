"""Itineraries, cylinders and periodic words against all words of length <= 5, found by trying points."""

import random
from fractions import Fraction
from itertools import pairwise, product

import pytest

import exactpl as xp
from exactpl import Interval, cylinder, is_admissible, itinerary, kneading_sequences, periodic_points_of_word
from tests.bridge import pl
from tests.dynamics.families import nasty_maps, sample_points, where
from tests.dynamics.named_maps import GOLDEN, NASTY, tent
from tests.oracles.maps import Map, canonical, domain, evaluate, fixed_components, kinks, make, power
from tests.oracles.words import change_points, germ_word, orbit, symbol, words

LINES = [
    make([(0, 1)], 1, 1),
    make([(0, 0)], -2, 2),
    make([(0, 0)], 0, 1),
    make([(0, 0), (1, 1)], -1, 0),
    make([(0, 0), (1, 2)], None, "1/2"),
    make([(0, 0)], -1, -1),
]


def hull(parts: list[tuple[Fraction | None, Fraction | None]]) -> Interval:
    return Interval(parts[0][0], parts[-1][1])


def intersection(one: Interval, lower: Fraction | None, upper: Fraction | None) -> Interval | None:
    return one.intersection(Interval(lower, upper))


def assert_words(m: Map, length: int) -> None:
    f, m = pl(m), canonical(m)
    found = words(m, length)
    fixed = fixed_components(power(m, length))
    number = len(kinks(m)) + 1
    every = product(range(number), repeat=length)
    if number**length > 700:
        rng = random.Random(f"words {where(m)}")
        every = {tuple(rng.randrange(number) for _ in range(length)) for _ in range(150)} | set(found)
    for word in every:
        parts = found.get(word)
        whole = cylinder(f, word)
        if parts is None:
            assert whole is None, (where(m), word)
            assert periodic_points_of_word(f, word) is None, (where(m), word)
            assert not is_admissible(f, word)
            continue
        assert whole == hull(parts), (where(m), word)
        # no gap: cells follow each other
        assert all(a[1] == b[0] for a, b in pairwise(parts)), (where(m), word)
        assert is_admissible(f, word) == (not whole.is_point), (where(m), word)
        periodic = [p for p in (intersection(whole, *part) for part in fixed) if p is not None]
        assert len(periodic) <= 1, (where(m), word)
        assert periodic_points_of_word(f, word) == (periodic[0] if periodic else None), (where(m), word)


def test_all_words_of_nasty_maps() -> None:
    for m in [*NASTY, GOLDEN, *LINES]:
        for length in (2, 4):
            assert_words(m, length)


def test_all_words_of_random_maps() -> None:
    for i, m in enumerate(nasty_maps("words", 90, 3)):
        assert_words(m, 1 + i % 5)


def test_itineraries() -> None:
    rng = random.Random("itineraries")
    for m in [*NASTY, GOLDEN, *LINES, *nasty_maps("itineraries", 100, 5)]:
        f, cuts = pl(m), kinks(canonical(m))
        for x in rng.sample(sample_points(m), 5) + cuts[:2]:
            expected = tuple(symbol(cuts, y) for y in orbit(m, x, 9))
            word = itinerary(f, x, length=9)
            assert word == expected, (where(m), x)
            assert all(isinstance(s, int) or s.denominator == 2 for s in word)
            assert itinerary(f, x, length=0) == ()
            if all(isinstance(s, int) for s in word):
                inside = cylinder(f, word)  # type: ignore[arg-type]
                assert inside is not None
                assert x in inside


def test_itineraries_of_sides() -> None:
    for m in [*NASTY, GOLDEN, *LINES, *nasty_maps("sides", 40, 3)]:
        f = pl(m)
        lower, upper = domain(m)
        changes = change_points(canonical(m), 4)
        for x in change_points(canonical(m), 2)[:6]:
            for side in (-1, 1):
                if x == (lower if side < 0 else upper):
                    continue
                word, flat = germ_word(canonical(m), x, side, 8)
                found = itinerary(f, x, length=8, side=side)
                assert len(found) == 8
                assert found[: len(word)] == word, (where(m), x, side)
                assert all(isinstance(s, int) for s in found)
                if flat is None:
                    # points near enough have this word themselves
                    cuts = [c for c in changes if (c - x) * side > 0]
                    near = x + Fraction(side, 1000) if not cuts else (x + min(cuts, key=lambda c: abs(c - x))) / 2
                    assert itinerary(f, near, length=4) == found[:4], (where(m), x, side)
                else:
                    # past a flat piece the word is that of one orbit, in closed pieces
                    whole = cylinder(f, found)  # type: ignore[arg-type]
                    assert whole is not None, (where(m), x, side)
                    assert x in whole, (where(m), x, side)
                    assert not whole.is_point, (where(m), x, side)


def test_kneading_sequences() -> None:
    for m in [*NASTY, GOLDEN, *LINES, *nasty_maps("kneading", 60, 5)]:
        f = pl(m)
        found = kneading_sequences(f, length=7)
        assert [s.breakpoint for s in found] == kinks(canonical(m))
        for s in found:
            assert s.left == itinerary(f, s.breakpoint, length=7, side=-1)
            assert s.right == itinerary(f, s.breakpoint, length=7, side=1)
            assert (s.left[0], s.right[0]) == (s.right[0] - 1, s.left[0] + 1)
        assert all(s.left == s.right == () for s in kneading_sequences(f, length=0))


def test_long_words() -> None:
    f = xp.zoo.tent()
    rng = random.Random("long words")
    word = [rng.randint(0, 1) for _ in range(2000)]
    whole = cylinder(f, word)
    assert whole is not None
    assert whole.length == Fraction(1, 2**2000)
    point = periodic_points_of_word(f, word)
    assert point is not None
    assert point.is_point
    assert point.lower is not None
    assert itinerary(f, point.lower, length=2000) == tuple(word)
    assert (point.lower * (2**2000 + 1)).denominator == 1 or (point.lower * (2**2000 - 1)).denominator == 1
    x = point.lower
    for _ in range(2000):
        x = f(x)
    assert x == point.lower


def test_errors() -> None:
    f = xp.zoo.tent()
    for x in (-1, "3/2"):
        with pytest.raises(xp.DomainError, match="must lie in the domain"):
            itinerary(f, x, length=3)
    for x, side in ((0, -1), (1, 1), ("1/2", 0), ("1/2", 2)):
        with pytest.raises(xp.InputError, match="side must be"):
            itinerary(f, x, length=3, side=side)
    with pytest.raises(xp.InputError):
        itinerary(f, 0, length=-1)
    with pytest.raises(xp.InexactNumberError):
        itinerary(f, 0.5, length=3)  # type: ignore[arg-type]
    for call in (cylinder, is_admissible, periodic_points_of_word):
        for word in ([], [2], [0, 5], [-1]):
            with pytest.raises(xp.InputError):
                call(f, word)
        with pytest.raises(xp.DomainError, match="x = 1/2"):
            call(xp.PL([(0, 0), ("1/2", 2), (1, 0)]), [0])
    with pytest.raises(xp.DomainError, match="x = 1/2"):
        itinerary(xp.PL([(0, 0), ("1/2", 2), (1, 0)]), 0, length=1)
    with pytest.raises(xp.DomainError, match="x = 1/2"):
        kneading_sequences(xp.PL([(0, 0), ("1/2", 2), (1, 0)]), length=1)
    assert evaluate(tent("2"), "1/2") == 1
