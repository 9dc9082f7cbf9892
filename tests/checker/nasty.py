"""Random maps that are nasty on purpose, for comparisons with the oracle."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction

from tests.checker import brute

SLOPES = [
    Fraction(0),
    Fraction(0),
    Fraction(1),
    Fraction(1),
    Fraction(-1),
    Fraction(-1),
    Fraction(2),
    Fraction(-2),
    Fraction(1, 2),
    Fraction(-1, 2),
    Fraction(3, 2),
]
End = Fraction | None


def nasty_map(rng: random.Random) -> brute.Map:
    """Small denominators, slopes 0 and +-1, breakpoints onto breakpoints and ends, redundant knots, rays."""
    size = rng.randint(2, 12)
    count = min(rng.randint(1, 5), size)
    xs = [0, *sorted(rng.sample(range(1, size), count - 1)), size]
    ys = [rng.randint(0, size) for _ in xs]
    style = rng.randint(0, 5)
    if style == 0:
        for i in range(1, len(xs)):
            step = rng.choice((-1, 1)) * (xs[i] - xs[i - 1])
            ys[i] = next((y for y in (ys[i - 1] + step, ys[i - 1] - step) if 0 <= y <= size), ys[i])
    elif style == 1:
        i = rng.randrange(count)
        ys[i + 1] = ys[i]
    elif style == 2:
        ys = [rng.choice(xs) for _ in xs]
    knots = [(Fraction(x, size), Fraction(y, size)) for x, y in zip(xs, ys, strict=True)]
    if style == 3:
        i = rng.randrange(count)
        (a, b), (c, d) = knots[i : i + 2]
        knots.insert(i + 1, ((a + c) / 2, (b + d) / 2))
    shape = rng.choice(["compact", "compact", "compact", "left", "right", "line"])
    if shape == "line" and rng.random() < 0.3:
        knots = [(3 * x - 1, 5 * y - 2) for x, y in knots]
    if shape == "line" and rng.random() < 0.2:
        knots = knots[:1]
    left = rng.choice(SLOPES) if shape in ("left", "line") else None
    right = rng.choice(SLOPES) if shape in ("right", "line") else None
    return brute.Map(knots, left, right)


def nasty_interval(rng: random.Random, f: brute.Map) -> tuple[End, End]:
    """Mostly the domain, sometimes a part of it (or not even that)."""
    lo, hi = f.domain()
    if rng.random() < 0.7:
        return lo, hi
    a, b = sorted(rng.sample(range(13), 2))
    return (
        None if lo is None and rng.random() < 0.4 else Fraction(a, 12),
        None if hi is None and rng.random() < 0.4 else Fraction(b, 12),
    )


def self_maps(rng: random.Random, count: int) -> Iterator[tuple[brute.Map, End, End]]:
    """So many maps with intervals that they map into themselves."""
    while count > 0:
        f = nasty_map(rng)
        lo, hi = nasty_interval(rng, f)
        if brute.is_self_map(f, lo, hi):
            count -= 1
            yield f, lo, hi


def nasty_level(rng: random.Random, f: brute.Map) -> Fraction:
    """A level where something happens, mostly."""
    numbers = [*(x for x, _ in f.knots), *(y for _, y in f.knots)]
    numbers += [f(y) for y in numbers if brute.inside(y, *f.domain())]
    return rng.choice([*numbers, *numbers, Fraction(rng.randint(-2, 14), 12), (numbers[0] + numbers[-1]) / 2])
