"""no_least_period: no point of J has least period n."""

from __future__ import annotations

from dataclasses import dataclass

from ..arithmetic import rationals
from ..arithmetic.intervals import Interval
from ..claims.base import Claim, Verified
from ..claims.counts import counting_fuel, lemmas
from ..errors import Reject, Rule
from ..mathematics.leastperiods import least_period_points
from ..mathematics.plmap import restricted_self_map
from ..reading import fields
from ..reading.fields import Fields
from ..reading.mapfile import MapFile


@dataclass(frozen=True)
class NoLeastPeriod(Claim):
    """f maps J into itself and has no point of least period n there."""

    type = "no_least_period"
    claim_keys = frozenset({"n", "on", "type"})

    n: int
    on: Interval | None

    @classmethod
    def read(cls, claim: Fields, _witness: Fields, /) -> NoLeastPeriod:
        """Read n >= 1 and the interval."""
        return cls(fields.small(claim, "n", 1), fields.optional_interval(claim, "on"))

    def fuel(self, subject: MapFile) -> int:
        """Return what is known before points and states are found."""
        return counting_fuel(subject, self.on, self.n)

    def check(self, subject: MapFile) -> Verified:
        """Measure the set of points of least period n (theorem 2.2')."""
        on = subject.interval(self.on)
        points = least_period_points(restricted_self_map(subject, on), self.n)
        if points.ends or points.length:
            raise Reject(Rule.PERIOD_EXISTS, f"no point of least period {self.n}", "an interval of them")
        if points.euler:
            raise Reject(Rule.PERIOD_EXISTS, f"no point of least period {self.n}", rationals.show_integer(points.euler))
        by = lemmas(on, "T1.0", "T2.1", "T2.1'", "T2.2", "T2.2'", unbounded=("T1.4", "T2.3"))
        return Verified(f"f has no point of least period {self.n} on {on}", by)
