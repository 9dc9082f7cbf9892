"""value: f^k(x) = y, by evaluation."""

from __future__ import annotations

from collections import deque
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
class Value(Claim):
    """x, and f^j(x) for j < k, are in the domain, and f^k(x) = y."""

    type = "value"
    claim_keys = frozenset({"k", "type", "x", "y"})

    k: int
    x: Fraction
    y: Fraction

    @classmethod
    def read(cls, claim: Fields, _witness: Fields, /) -> Value:
        """Read k >= 0, x and y."""
        return cls(fields.small(claim, "k", 0), fields.rational(claim["x"], "x"), fields.rational(claim["y"], "y"))

    def fuel(self, subject: MapFile) -> int:
        """Return the cost of k evaluations."""
        return evaluation_fuel(subject, self.k, max(subject.bits(), rationals.bits(self.x)))

    def check(self, subject: MapFile) -> Verified:
        """Evaluate."""
        value = deque(orbit(subject, self.x, self.k), maxlen=1).pop()
        if value != point(self.y):
            raise Reject(Rule.WRONG_VALUE, f"f^{self.k}(x) = {show(value)}", rationals.show(self.y))
        return Verified(f"f^{self.k}({rationals.write_rational(self.x)}) = {rationals.write_rational(self.y)}")
