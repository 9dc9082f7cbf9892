"""What the claims about f^k on J, and those about fixed points of f^n, have in common."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Self

from ..arithmetic import rationals, steps
from ..arithmetic.intervals import Interval
from ..errors import Reject, Rule
from ..mathematics.plmap import PLMap, restricted_self_map
from ..reading import fields
from ..reading.fields import Fields
from ..reading.mapfile import MapFile
from .base import Claim, Verified, named


def counting_fuel(
    subject: MapFile, on: Interval | None, k: int, *numbers: Fraction, within: Interval | None = None
) -> int:
    """Return what is known before points and states are found; b counts these numbers of the claim too.

    For f held inside an interval 3 B + 2 for B and 2 b for b.
    """
    knots, bits = _size(subject, on, *numbers, *(() if within is None else within.ends()))
    if within is not None:
        knots, bits = 3 * knots + 2, 2 * bits
    return steps.restricting(knots, bits) + 7 * k


def image_fuel(subject: MapFile, on: Interval | None, m: int) -> int:
    """Return the cost of m images."""
    knots, bits = _size(subject, on)
    return steps.restricting(knots, bits) + steps.imaging(m, bits, knots)


def _size(subject: MapFile, on: Interval | None, *numbers: Fraction) -> tuple[int, int]:
    interval = subject.interval(on)
    return subject.interior_knots(interval), max(subject.bits(), rationals.bits(*interval.ends(), *numbers))


PIECES = ("T1.0", "T1.1''", "T1.2")  # what counting pieces rests on


def lemmas(on: Interval, *compact: str, unbounded: tuple[str, ...] = ("T1.4",)) -> tuple[str, ...]:
    """Return the ids of lemmas in order: those for compact intervals, and what carries them over to others."""
    return named("T0.1", *compact, *(() if on.is_compact() else unbounded))


def _parts(claim: Fields) -> tuple[int, Interval | None, int]:
    return fields.small(claim, "k", 0), fields.optional_interval(claim, "on"), fields.integer(claim, "value")


@dataclass(frozen=True)
class Count(Claim):
    """f maps J into itself and f^k has exactly `value` of the things counted on J."""

    claim_keys = frozenset({"k", "on", "type", "value"})
    thing: ClassVar[str]
    things: ClassVar[str]

    k: int
    on: Interval | None
    value: int

    @classmethod
    def read(cls, claim: Fields, _witness: Fields, /) -> Self:
        """Read k >= 0, the interval and the number."""
        return cls(*_parts(claim))

    def fuel(self, subject: MapFile) -> int:
        """Return the cost of the transfer recursion."""
        return counting_fuel(subject, self.on, self.k)

    def check(self, subject: MapFile) -> Verified:
        """Count again."""
        on = subject.interval(self.on)
        count = self.count(restricted_self_map(subject, on))
        if count != self.value:
            raise Reject(
                Rule.WRONG_COUNT,
                f"{rationals.show_integer(count)} {self.things}",
                rationals.show_integer(self.value),
            )
        return self.verified(on)

    @abstractmethod
    def count(self, f: PLMap) -> int:
        """Return the number for f^k."""

    def counted(self) -> str:
        """Return the number with what it counts."""
        return rationals.counted(self.value, self.thing, self.things)

    def verified(self, on: Interval) -> Verified:
        """Return the statement and its lemmas."""
        return Verified(f"f^{self.k} has exactly {self.counted()} on {on}", lemmas(on, "T1.2"))


@dataclass(frozen=True)
class LevelCount(Count):
    """The same for things counted at a level y."""

    claim_keys = Count.claim_keys | {"level"}

    level: Fraction

    @classmethod
    def read(cls, claim: Fields, _witness: Fields, /) -> Self:
        """Read k >= 0, the interval, the number and the level."""
        return cls(*_parts(claim), fields.rational(claim["level"], "level"))

    def fuel(self, subject: MapFile) -> int:
        """Return the cost of the transfer recursion."""
        return counting_fuel(subject, self.on, self.k, self.level)
