"""no_odd_period: every cycle of f on J other than a fixed point has even length, by a swap (theorem 5.3)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ..arithmetic.intervals import Interval
from ..claims.base import Claim, Verified
from ..claims.counts import image_fuel
from ..errors import Reject, Rule
from ..mathematics.plmap import less, point, restricted_self_map, show
from ..reading import fields
from ..reading.fields import Fields
from ..reading.mapfile import MapFile


@dataclass(frozen=True)
class NoOddPeriod(Claim):
    """The fixed point z swaps the two sides of K = f^m(J)."""

    type = "no_odd_period"
    claim_keys = frozenset({"on", "type"})
    witness_keys = frozenset({"m", "z"})

    on: Interval | None
    m: int
    z: Fraction

    @classmethod
    def read(cls, claim: Fields, witness: Fields, /) -> NoOddPeriod:
        """Read the interval, m >= 0 and z."""
        return cls(
            fields.optional_interval(claim, "on"),
            fields.small(witness, "m", 0),
            fields.rational(witness["z"], "z"),
        )

    def fuel(self, subject: MapFile) -> int:
        """Return the cost of computing K."""
        return image_fuel(subject, self.on, self.m)

    def check(self, subject: MapFile) -> Verified:
        """Compute K and verify the swap."""
        on = subject.interval(self.on)
        f = restricted_self_map(subject, on)
        low, high = f.image_of_iterate(self.m)
        z = point(self.z)
        if less(z, low) or less(high, z):
            raise Reject(Rule.SWAP_POINT, f"z in f^m(J), from {show(low)} to {show(high)}", show(z))
        if f.image(z) != z:
            raise Reject(Rule.SWAP_POINT, "f(z) = z", f"f({show(z)}) = {show(f.image(z))}")
        # Every cycle lies in f^m(J).  One that avoids z then has its points on the two sides in turn.
        least, _ = f.image_of(low, z)
        if less(least, z):
            raise Reject(Rule.NOT_SWAPPED, "f(x) >= z for x <= z in f^m(J)", f"a value {show(least)}")
        _, greatest = f.image_of(z, high)
        if less(z, greatest):
            raise Reject(Rule.NOT_SWAPPED, "f(x) <= z for x >= z in f^m(J)", f"a value {show(greatest)}")
        return Verified(f"every cycle of f on {on} other than a fixed point has even length", ("T0.1", "T5.3"))
