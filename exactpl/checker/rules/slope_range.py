"""slope_range: the greatest and the least absolute slope of f^k on J."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ..arithmetic import rationals
from ..arithmetic.intervals import Interval
from ..claims.base import Claim, Verified
from ..claims.counts import counting_fuel, lemmas
from ..errors import Reject, Rule
from ..mathematics import slopes
from ..mathematics.plmap import restricted_self_map
from ..reading import fields
from ..reading.fields import Fields
from ..reading.mapfile import MapFile


@dataclass(frozen=True)
class SlopeRange(Claim):
    """f maps J into itself; `largest` and `smallest` are absolute values of slopes of f^k, and bound the others."""

    type = "slope_range"
    claim_keys = frozenset({"k", "largest", "on", "smallest", "type"})

    k: int
    on: Interval | None
    largest: Fraction
    smallest: Fraction

    @classmethod
    def read(cls, claim: Fields, _witness: Fields, /) -> SlopeRange:
        """Read k >= 0, the interval and the two slopes."""
        return cls(
            fields.small(claim, "k", 0),
            fields.optional_interval(claim, "on"),
            fields.rational(claim["largest"], "largest"),
            fields.rational(claim["smallest"], "smallest"),
        )

    def fuel(self, subject: MapFile) -> int:
        """Return the cost of the transfer recursion."""
        return counting_fuel(subject, self.on, self.k)

    def check(self, subject: MapFile) -> Verified:
        """Compute both (theorem 1.6)."""
        on = subject.interval(self.on)
        largest, smallest = slopes.slope_range(restricted_self_map(subject, on), self.k)
        for name, value, claimed in (
            ("greatest", largest, self.largest),
            ("least", smallest, self.smallest),
        ):
            if value != claimed:
                raise Reject(
                    Rule.WRONG_SLOPE,
                    f"{rationals.show(value)} as {name} absolute slope",
                    rationals.show(claimed),
                )
        words = [rationals.write_rational(slope) for slope in (self.smallest, self.largest)]
        return Verified(
            f"the absolute slopes of f^{self.k} on {on} reach from {words[0]} to {words[1]}",
            lemmas(on, "T1.2", "T1.6"),
        )
