"""The iterates of f that have no kink at a breakpoint (kappa = 0 in theorem 1.1'').

The one-sided slopes of f^n at a breakpoint c are products of slopes of f along the orbits of the two germs of
c.  Only whether they are equal matters, so their ratio is followed, and it changes only where the two germs
see different pieces of f.  A germ that meets a flat piece is flat for ever.
"""

from __future__ import annotations

from ..arithmetic import steps
from .orbits import Orbits


def smooth_iterates(orbits: Orbits, cut: int, k: int) -> tuple[list[int], int]:
    """Find, for breakpoint number `cut`, the n <= k for which f^n has no kink there.

    Returns (singles, first): no kink at the n in `singles` and at all n >= `first` (theorem 1.1'', 1).
    """
    f = orbits.f
    steps.take(steps.following_germs(k))
    singles: list[int] = []
    x = orbits.cuts[cut]
    left_side, right_side = -1, 1  # the side on which each germ lies; 0 when it has become flat
    left_slope = right_slope = 1  # in the ratio of the two slopes, common factors left out
    for n in range(1, k + 1):
        left = orbits.below[x] if left_side < 0 else orbits.above[x]
        right = orbits.below[x] if right_side < 0 else orbits.above[x]
        a, _, d = f.pieces[left]
        b, _, e = f.pieces[right]
        left_side = 0 if left_side == 0 or a == 0 else (left_side if a > 0 else -left_side)
        right_side = 0 if right_side == 0 or b == 0 else (right_side if b > 0 else -right_side)
        if left_side == 0 and right_side == 0:
            return singles, n
        if left_side != 0 and right_side != 0:
            if left != right:
                steps.take(steps.multiplied(left_slope.bit_length() + right_slope.bit_length(), 2 * orbits.piece_bits))
                left_slope *= a * e
                right_slope *= b * d
            if left_slope == right_slope:
                singles.append(n)
        x = orbits.image(x)
    return singles, k + 1


def turning_iterates(orbits: Orbits, x: int, k: int) -> bytearray:
    """Return for each n <= k whether the one-sided slopes of f^n at a point have opposite signs; no piece is flat."""
    pieces = orbits.f.pieces
    steps.take(steps.following_germs(k))
    found = bytearray(k + 1)
    left_side, right_side = -1, 1  # where each germ lies
    turns = False
    for n in range(1, k + 1):
        left = orbits.below[x] if left_side < 0 else orbits.above[x]
        right = orbits.below[x] if right_side < 0 else orbits.above[x]
        falls = pieces[left][0] < 0, pieces[right][0] < 0
        turns ^= falls[0] != falls[1]
        left_side, right_side = (-s if fall else s for s, fall in zip((left_side, right_side), falls, strict=True))
        found[n] = turns
        x = orbits.image(x)
    return found
