"""invariant_interval: f maps an interval into itself."""

from __future__ import annotations

from dataclasses import dataclass

from ..arithmetic import rationals, steps
from ..arithmetic.intervals import Interval
from ..claims.base import Claim, Verified
from ..mathematics.plmap import restricted_self_map
from ..reading import fields
from ..reading.fields import Fields
from ..reading.mapfile import MapFile


@dataclass(frozen=True)
class InvariantInterval(Claim):
    """The image of the interval lies in it."""

    type = "invariant_interval"
    claim_keys = frozenset({"interval", "type"})

    interval: Interval

    @classmethod
    def read(cls, claim: Fields, _witness: Fields, /) -> InvariantInterval:
        """Read the interval."""
        return cls(fields.interval(claim, "interval"))

    def fuel(self, subject: MapFile) -> int:
        """Return the cost of the pieces."""
        on = subject.interval(self.interval)
        return steps.restricting(subject.interior_knots(on), max(subject.bits(), rationals.bits(*on.ends())))

    def check(self, subject: MapFile) -> Verified:
        """Compute the image."""
        on = subject.interval(self.interval)
        restricted_self_map(subject, on)
        return Verified(f"f maps {on} into itself", ("T0.1",))
