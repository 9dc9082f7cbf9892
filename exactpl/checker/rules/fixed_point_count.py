"""fixed_point_count: how many isolated fixed points, and intervals of them, f^n has on J."""

from __future__ import annotations

from dataclasses import dataclass

from ..arithmetic import rationals
from ..arithmetic.intervals import Interval
from ..claims.base import Claim, Verified
from ..claims.counts import counting_fuel, lemmas
from ..errors import Reject, Rule
from ..mathematics.fixedcells import fixed_components
from ..mathematics.plmap import restricted_self_map
from ..reading import fields
from ..reading.fields import Fields
from ..reading.mapfile import MapFile


@dataclass(frozen=True)
class FixedPointCount(Claim):
    """f maps J into itself; the components of {x in J: f^n(x) = x} are so many points and so many intervals."""

    type = "fixed_point_count"
    claim_keys = frozenset({"intervals", "isolated", "n", "on", "type"})

    n: int
    on: Interval | None
    isolated: int
    intervals: int

    @classmethod
    def read(cls, claim: Fields, _witness: Fields, /) -> FixedPointCount:
        """Read n >= 1, the interval and the two numbers."""
        return cls(
            fields.small(claim, "n", 1),
            fields.optional_interval(claim, "on"),
            fields.integer(claim, "isolated"),
            fields.integer(claim, "intervals"),
        )

    def fuel(self, subject: MapFile) -> int:
        """Return what is known before points and states are found."""
        return counting_fuel(subject, self.on, self.n)

    def check(self, subject: MapFile) -> Verified:
        """Count the components (theorems 2.1', 2.4)."""
        on = subject.interval(self.on)
        isolated, intervals = fixed_components(restricted_self_map(subject, on), self.n)
        if (isolated, intervals) != (self.isolated, self.intervals):
            raise Reject(Rule.WRONG_COUNT, _shown(isolated, intervals), _shown(self.isolated, self.intervals))
        points = rationals.counted(self.isolated, "isolated fixed point", "isolated fixed points")
        parts = rationals.counted(self.intervals, "interval of fixed points", "intervals of fixed points")
        return Verified(
            f"f^{self.n} has exactly {points} and {parts} on {on}",
            lemmas(on, "T1.0", "T2.1", "T2.1'", "T2.4", unbounded=("T1.4", "T2.3")),
        )


def _shown(isolated: int, intervals: int) -> str:
    return f"{rationals.show_integer(isolated)} isolated fixed points, {rationals.show_integer(intervals)} intervals"
