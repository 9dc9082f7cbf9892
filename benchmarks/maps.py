"""The maps that are measured. Random ones come from fixed seeds, so that every run measures the same maps."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise
from random import Random

import exactpl as xp

Point = tuple[Fraction, Fraction]

SCRAMBLING_PEAK = Fraction(1003969799, 10**9)


def fold_count(f: xp.PL) -> int:
    """Return the number of breakpoints at which the slope changes its sign."""
    return sum(before * after < 0 for before, after in pairwise(f.slopes))


def scrambling_on_interval() -> xp.PL:
    """Return the scrambling map on [f(p), p], p its peak, which it maps into itself."""
    f = xp.zoo.scrambling()
    return f.restrict(f(SCRAMBLING_PEAK), SCRAMBLING_PEAK)


def dyadic_tent() -> xp.PL:
    """Return the tent whose slope is 19/10 rounded to 24 binary digits after the point."""
    return xp.zoo.tent(Fraction(round(Fraction(19, 10) * 2**24), 2**24))


def unimodal_45_bits() -> xp.PL:
    """Return a unimodal map of [0, 1] into itself: its peak and its slopes have one odd 45-bit denominator."""
    rng = Random(45)
    q = rng.randrange(2**44, 2**45) | 1
    while True:
        peak = Fraction(rng.randrange(q), q)
        up, down = (Fraction(rng.randrange(q + q // 2, 2 * q), q) for _ in range(2))
        top = up * peak
        end = top - down * (1 - peak)
        if top <= 1 and end >= 0:
            return xp.PL([(0, 0), (peak, top), (1, end)])


def dyadic_slopes(breakpoints: int, folds: int, seed: int) -> xp.PL:
    """Return a random map of [0, 1] into itself: breakpoints and slopes are multiples of 2^-12, so values of 2^-24.

    The first draw of the seed that has so many breakpoints and folds. All slopes are at least 1 in size, so that no
    orbit is attracted to a short one.
    """
    rng = Random(seed)
    unit = Fraction(1, 2**12)
    while True:
        xs = [Fraction(0), *(i * unit for i in sorted(rng.sample(range(1, 2**12), breakpoints))), Fraction(1)]
        slopes = [rng.choice((-1, 1)) * rng.randrange(2**12, 2**14) * unit for _ in range(breakpoints + 1)]
        rises = [s * (b - a) for s, (a, b) in zip(slopes, pairwise(xs), strict=True)]
        ys = list(accumulate(rises, initial=Fraction(rng.randrange(2**12), 2**12)))
        if min(ys) >= 0 and max(ys) <= 1:
            f = xp.PL(list(zip(xs, ys, strict=True)))
            if len(f.breakpoints) == breakpoints and fold_count(f) == folds:
                return f


def random_knots(breakpoints: int, folds: int, bits: int, seed: int) -> xp.PL:
    """Return a random map of [0, 1] into itself: the coordinates of its knots are multiples of 2^-bits.

    The first draw of the seed that has so many breakpoints and at least so many folds, and no slope 0. Its slopes are
    quotients of `bits`-bit integers, so an exact orbit grows by the bits of all their denominators at each step.
    """
    rng = Random(seed)
    size = 2**bits
    while True:
        xs = [0, *sorted(rng.sample(range(1, size), breakpoints)), size]
        knots = [(Fraction(x, size), Fraction(rng.randrange(size + 1), size)) for x in xs]
        f = xp.PL(knots)
        if len(f.breakpoints) == breakpoints and fold_count(f) >= folds and 0 not in f.slopes:
            return f


@dataclass(frozen=True, slots=True)
class Relus:
    """One hidden layer of ReLUs: x -> shift + sum of outer * relu(inner * x + bias), in floats."""

    inner: list[float]
    biases: list[float]
    outer: list[float]
    shift: float

    def knots(self) -> list[Point]:
        """Return the knots on [0, 1] of what the exact binary values of the floats define."""
        units = [
            (Fraction(u), Fraction(c), Fraction(v)) for u, c, v in zip(self.inner, self.biases, self.outer, strict=True)
        ]
        kinks = {-c / u for u, c, _ in units if u and 0 < -c / u < 1}
        zero, one = Fraction(0), Fraction(1)
        return [
            (x, sum((v * max(u * x + c, zero) for u, c, v in units), start=Fraction(self.shift)))
            for x in sorted({zero, *kinks, one})
        ]


def random_relus(width: int = 20, folds: int = 9, seed: int = 20) -> Relus:
    """Return random ReLUs with Gaussian weights whose sum maps [0, 1] into itself, without clipping.

    The first draw of the seed that has `width` kinks and at least `folds` folds.
    """
    rng = Random(seed)
    while True:
        inner = [rng.gauss(0, 1) for _ in range(width)]
        biases = [-u * rng.random() for u in inner]
        outer = [rng.gauss(0, 1) for _ in range(width)]
        heights = [y for _, y in Relus(inner, biases, outer, 0.0).knots()]
        low, high = float(min(heights)), float(max(heights))
        scale = 0.98 / (high - low)
        relus = Relus(inner, biases, [v * scale for v in outer], 0.01 - low * scale)
        f = xp.PL(relus.knots())
        if len(f.breakpoints) == width and fold_count(f) >= folds and f.domain.contains_interval(f.image()):
            return relus


def relu_network(width: int = 20, folds: int = 9, seed: int = 20) -> xp.PL:
    """Return what `random_relus` computes on [0, 1], as an exact map."""
    return xp.PL(random_relus(width, folds, seed).knots())


def grid_walk(pieces: int, size: int, seed: int) -> xp.PL:
    """Return a random walk on [0, 1] as a map: knots are multiples of 1 / size, steps are at most 1/200.

    So a piece rises or falls by 1/400 on average, and meets pieces / 400 knots of another such map.
    """
    rng = Random(seed)
    y, ys = size // 2, []
    for _ in range(pieces + 1):
        y = min(max(y + rng.randint(-size // 200, size // 200), 0), size)
        ys.append(y)
    return _on_grid(rng, ys, size)


def grid_wild(pieces: int, size: int, seed: int) -> xp.PL:
    """Return a map of [0, 1] into itself whose knots are multiples of 1 / size with independent values.

    A piece rises or falls by 1/3 on average, and meets a third of the knots of another such map.
    """
    rng = Random(seed)
    return _on_grid(rng, [rng.randint(0, size) for _ in range(pieces + 1)], size)


def _on_grid(rng: Random, ys: list[int], size: int) -> xp.PL:
    xs = [0, *sorted(rng.sample(range(1, size), len(ys) - 2)), size]
    return xp.PL([(Fraction(x, size), Fraction(y, size)) for x, y in zip(xs, ys, strict=True)])
