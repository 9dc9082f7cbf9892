"""Evidence for a bound on the growth s of f on a compact J: a table (theorem 3.2), or slopes (theorem 3.5)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ..arithmetic import powers, rationals, steps
from ..arithmetic.intervals import Interval
from ..errors import Reject, Rule
from ..mathematics import slopes, tables
from ..mathematics.plmap import PLMap
from ..reading import fields
from ..reading.mapfile import MapFile
from . import held

Side = Literal["lower", "upper"]


@dataclass(frozen=True)
class Evidence:
    """What is to show s >= A, or s <= A, for a number A >= 1: the rows of a table, or the iterate whose slopes do."""

    side: Side
    rows: tuple[tables.Row, ...]
    iterate: int

    @property
    def lemmas(self) -> tuple[str, ...]:
        """The theorems on which it rests."""
        return ("T3.2", "T3.2'") if self.rows else ("T1.2", "T1.6", "T3.5")

    def bits(self) -> int:
        """Return the bit length of the largest number in rows."""
        return max((row.bits() for row in self.rows), default=0)

    def fuel(self, knots: int, bits: int) -> int:
        """R (100 + 32 L + (b + 64)^2 / 2048), or 7 n."""
        if self.rows:
            size = len(self.rows) + sum(len(row.parts) for row in self.rows)
            return size * (100 + 32 * knots.bit_length() + (bits + 64) ** 2 // 2048)
        return 7 * self.iterate

    def check(self, f: PLMap, bound: Fraction) -> None:
        """Raise `Reject` unless it shows that f, a self-map of its interval, grows so much at least, or at most."""
        upper = self.side == "upper"
        if self.rows:
            tables.check(f, self.rows, bound, upper=upper)
            return
        n = self.iterate
        largest, smallest = slopes.slope_range(f, n)
        slope = largest if upper else smallest
        compared = powers.power_compared(bound, n, slope)
        if (compared < 0) if upper else (compared > 0):
            raise Reject(
                Rule.SLOPE_BOUND,
                f"absolute slopes of f^{n} of at {'most' if upper else 'least'} ({rationals.show(bound)})^{n}",
                rationals.show(slope),
            )


def read(value: object, side: Side) -> Evidence:
    """Read an object with the one key `table` or `slopes`."""
    if isinstance(value, dict) and "slopes" in value:
        entry = fields.exact_keys(value, ("slopes",), f"{side} evidence")
        return Evidence(side, (), fields.small(entry, "slopes", 1))
    entry = fields.exact_keys(value, ("table",), f"{side} evidence")
    return Evidence(side, tables.read(entry["table"], upper=side == "upper"), 0)


def evidence_fuel(
    subject: MapFile, on: Interval | None, *given: Evidence | None, within: Interval | None = None
) -> int:
    """Those for the pieces, and for the evidence; J is compact, or within is there: then 3 B + 2 for B, 2 b for b."""
    interval = held.home(subject, on, within)
    knots = subject.interior_knots(interval)
    there = [evidence for evidence in given if evidence is not None]
    bits = max(subject.bits(), rationals.bits(*interval.ends()), *(evidence.bits() for evidence in there), 0)
    if within is not None:
        knots, bits = 3 * knots + 2, 2 * bits
    return steps.restricting(knots, bits) + sum(evidence.fuel(knots, bits) for evidence in there)


def compact(subject: MapFile, on: Interval | None) -> Interval:
    """Return the interval J of a claim, which must be compact."""
    interval = subject.interval(on)
    if not interval.is_compact():
        raise Reject(Rule.NOT_COMPACT, "a compact interval J", interval.shown())
    return interval


def bound_of(value: object, where: str, *, more_than_one: bool = False) -> Fraction:
    """Read a bound on the growth, a canonical rational >= 1, or > 1."""
    bound = fields.rational(value, where)
    if bound < 1 or (more_than_one and bound == 1):
        raise Reject(Rule.BAD_FIELD, f"{where} {'>' if more_than_one else '>='} 1", rationals.show(bound))
    return bound
