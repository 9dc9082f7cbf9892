"""Steps: what work costs, about 30 nanoseconds each, and how many are allowed (section 8 of the specification).

What can be said before the work is the `fuel` of a claim.  How many points the orbits of breakpoints have, and how
many states there are, is seen only when they are found; so what depends on it is taken while the work is done.

b is always the bit length of the largest numerator or denominator.  Those of a piece of the map have at most 4 b + 2
bits, so w = 4 b + 64.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from ..errors import Decline, Rule


class Allowance:
    """How many steps are allowed, and how many have been taken."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.taken = 0


_current: ContextVar[Allowance | None] = ContextVar("allowance", default=None)


@contextmanager
def allowed(most: int) -> Iterator[Allowance]:
    """Allow so many steps inside the block."""
    allowance = Allowance(most)
    token = _current.set(allowance)
    try:
        yield allowance
    finally:
        _current.reset(token)


def take(steps: int, where: str = "") -> None:
    """Count steps; raises `Decline` when they come to more than is allowed."""
    allowance = _current.get()
    if allowance is not None:
        allowance.taken += steps
        if allowance.taken > allowance.most:
            raise Decline(Rule.FUEL, f"at most {allowance.most} steps", f"at least {allowance.taken} steps{where}")


# Known before the work.


def restricting(knots: int, bits: int) -> int:
    """Find the pieces of a map, and their images."""
    return knots * (600 + (bits + 64) ** 2 // 128)


def following(k: int, bits: int, knots: int) -> int:
    """Follow an orbit for k steps."""
    w = 4 * bits + 64
    return k * (k * w * w // 8192 + 128 + 16 * knots.bit_length())


def imaging(k: int, bits: int, knots: int) -> int:
    """Find the image of an interval k times."""
    w = 4 * bits + 64
    return k * (knots + 2) * (k * w * w // 4096 + 128)


# Taken while the work is done.


def point(bits: int, piece_bits: int, cuts: int) -> int:
    """Find a point so long, by a piece of the map, and its place among the breakpoints."""
    length = cuts.bit_length()
    return (bits + 64) * (piece_bits + 64) * (length + 8) // 32768 + 16 * length + 150


STATE = 40  # find one


def counting(k: int, states: int, cuts: int) -> int:
    """Go through the transfer recursion over so many states, where summaries are numbers of pieces and the like."""
    length = (cuts + 1).bit_length()
    return k * states * (12 + 4 * length + k * length // 1024) + 10 * k * (cuts + 1) * length


def multiplying(k: int, states: int, cuts: int, piece_bits: int) -> int:
    """Go through the transfer recursion, where summaries are products of k slopes."""
    w, length = piece_bits + 64, (cuts + 1).bit_length()
    return k * states * (150 + k * w * w // 32768) + 60 * k * (cuts + 1) * length


def following_germs(k: int) -> int:
    """Follow the two germs of a breakpoint for k steps, without products of slopes."""
    return 40 * k


def product(bits: int, others: int) -> int:
    """Multiply two integers."""
    return (bits + 64) * (others + 64) // 2**15 + 5


def multiplied(bits: int, others: int) -> int:
    """Multiply or add two fractions, with greatest common divisors."""
    return (bits + 64) * (others + 64) // 8192 + 30


def pulling_back(k: int, marked: int, points: int) -> int:
    """Draw numbers back k times, at ends and breakpoints and at so many points altogether, without their digits."""
    return k * (100 + 60 * marked) + 3 * points


def finding_words(nodes: int) -> int:
    """Find the words that begin at so many points with a side, one longer than before."""
    return 10 * nodes


def adding(numbers: int, bits: int) -> int:
    """Add so many numbers so long."""
    return numbers * bits // 1024
