"""least_period: x has least period n, by evaluation."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ..arithmetic import rationals
from ..claims.base import Claim, Verified
from ..claims.orbits import evaluation_fuel, orbit
from ..errors import Reject, Rule
from ..mathematics.plmap import point, show
from ..reading import fields
from ..reading.fields import Fields
from ..reading.mapfile import MapFile


@dataclass(frozen=True)
class LeastPeriod(Claim):
    """x, ..., f^(n-1)(x) are in the domain, f^n(x) = x, and f^j(x) is another point for 0 < j < n."""

    type = "least_period"
    claim_keys = frozenset({"n", "type", "x"})

    n: int
    x: Fraction

    @classmethod
    def read(cls, claim: Fields, _witness: Fields, /) -> LeastPeriod:
        """Read n >= 1 and x."""
        return cls(fields.small(claim, "n", 1), fields.rational(claim["x"], "x"))

    def fuel(self, subject: MapFile) -> int:
        """Return the cost of n evaluations."""
        return evaluation_fuel(subject, self.n, max(subject.bits(), rationals.bits(self.x)))

    def check(self, subject: MapFile) -> Verified:
        """Evaluate until the orbit is back."""
        start = value = point(self.x)
        for j, value in enumerate(orbit(subject, self.x, self.n)):
            if 0 < j < self.n and value == start:
                raise Reject(Rule.PERIOD_NOT_LEAST, f"f^j(x) != x for 0 < j < {self.n}", f"f^{j}(x) = x")
        if value != start:
            raise Reject(Rule.NOT_PERIODIC, f"f^{self.n}(x) = x", f"f^{self.n}(x) = {show(value)}")
        return Verified(f"{rationals.write_rational(self.x)} has least period {self.n} under f")
