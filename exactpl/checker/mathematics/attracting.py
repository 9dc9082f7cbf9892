"""Cycles with slopes between 0 and 1 that meet no breakpoint, flat piece or end (theorem 2.5, 3).

Each of them attracts a germ of a breakpoint or of an end of J: let f^n have a slope between 0 and 1 there, n as small
as can be; then the germ goes from time n on through the pieces of the cycle.  So the pieces that germs meet at the
times n, ..., 2 n - 1 are looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from ..arithmetic import steps
from .orbits import Orbits
from .plmap import Point, less, point

_FINE = 10  # lower bounds of logarithms are in units of 2^-10
Word = tuple[int, ...]


@dataclass(frozen=True)
class AttractingCycle:
    """A cycle of so many points, and the least n for which the slope of f^n there is positive."""

    length: int
    repeats: int


def attracting_cycles(orbits: Orbits, numbers: Sequence[int]) -> list[AttractingCycle]:
    """Return the cycles with slopes of f^n between 0 and 1, for those n that divide one of the numbers."""
    logarithms = [_logarithm(abs(a), d) for a, _, d in orbits.f.pieces]
    if not any(a and abs(a) < d for a, _, d in orbits.f.pieces):
        return []
    steps.take(10 * max(numbers) * len(numbers))
    lengths = [n for n in range(1, max(numbers) + 1) if any(number % n == 0 for number in numbers)]
    found = {}
    seen: set[Word] = set()
    for parts in _itineraries(orbits, 2 * lengths[-1]):
        sums = [0, *accumulate(logarithms[part] for part in parts)]
        for n in lengths:
            # Where the logarithms do not come to less than 0, the slope is not below 1.
            if 2 * n <= len(parts) and sums[2 * n] < sums[n]:
                word = tuple(parts[n : 2 * n])
                if word not in seen:
                    seen.add(word)
                    cycle = _cycle(orbits, word)
                    if cycle is not None:
                        found[_first_rotation(word[: cycle.length])] = cycle
    return list(found.values())


def _logarithm(a: int, d: int) -> int:
    """Return a lower bound of 2^10 log2(a / d), for a, d > 0; the error is less than 2.

    a / d is rounded down to 64 bits, and squared ten times, each time rounded down.
    """
    if a == 0:
        return 0
    shift = max(0, 64 + d.bit_length() - a.bit_length())
    value, exponent = (a << shift) // d, -shift
    for _ in range(_FINE):
        value, exponent = value * value, 2 * exponent
        drop = max(0, value.bit_length() - 64)
        value, exponent = value >> drop, exponent + drop
    return exponent + value.bit_length() - 1


def _itineraries(orbits: Orbits, k: int) -> Iterator[list[int]]:
    """Yield the pieces that the germs of breakpoints and ends meet at times < k, up to a flat piece."""
    low, high = orbits.ends
    starts = [(low, 1), *((cut, side) for cut in orbits.cuts for side in (-1, 1)), (high, -1)]
    met: set[tuple[int, int]] = set()
    for x, side in starts:
        steps.take(steps.following_germs(k))
        parts = []
        for time in range(k):
            if time == 1:
                # From time 1 on, germs that are one are looked at once; before, no word is read.
                if (x, side) in met:
                    break
                met.add((x, side))
            piece = orbits.above[x] if side > 0 else orbits.below[x]
            slope = orbits.f.pieces[piece][0]
            if slope == 0:
                break
            parts.append(piece)
            side = side if slope > 0 else -side
            x = orbits.image(x)
        yield parts


def _cycle(orbits: Orbits, word: Word) -> AttractingCycle | None:
    """Return the cycle with points inside the pieces of a word, if it attracts and the word is the shortest of it."""
    f = orbits.f
    length = _period(word)
    falls = sum(f.pieces[piece][0] < 0 for piece in word[:length]) % 2
    if len(word) != length * (1 + falls):
        return None
    slope, constant = Fraction(1), Fraction(0)
    for i, piece in enumerate(word, start=1):
        a, b, d = f.pieces[piece]
        steps.take(4 * steps.multiplied(i * orbits.piece_bits, orbits.piece_bits))
        slope, constant = slope * Fraction(a, d), (constant * a + b) * Fraction(1, d)
    if not 0 < slope < 1:
        return None
    bits = len(word) * orbits.piece_bits
    steps.take(steps.multiplied(bits, bits))
    x = point(Fraction(constant, 1 - slope))
    ends: list[Point] = [f.lo, *f.cuts, f.hi]
    for piece in word[:length]:
        steps.take(60 + 4 * steps.multiplied(bits, orbits.piece_bits))
        if not (less(ends[piece], x) and less(x, ends[piece + 1])):
            return None
        x = f.along(piece, x)
    return AttractingCycle(length, len(word))


def _period(word: Word) -> int:
    """Return the length of the shortest word of which a word is a power."""
    steps.take(len(word))
    return next(n for n in range(1, len(word) + 1) if len(word) % n == 0 and word == word[:n] * (len(word) // n))


def _first_rotation(word: Word) -> Word:
    """Return the first rotation of a word in the order of lists."""
    steps.take(len(word) ** 2 // 64)
    return min(word[i:] + word[:i] for i in range(len(word)))
