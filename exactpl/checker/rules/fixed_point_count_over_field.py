"""fixed_point_count_over_field: how many isolated fixed points, and intervals of them, f^n has on a compact J."""

from __future__ import annotations

from dataclasses import dataclass

from ..arithmetic import rationals
from ..claims import fieldcells, fieldgrowth
from ..claims.base import Claim, Verified
from ..claims.fieldcells import Listed
from ..errors import Reject, Rule
from ..reading import fields
from ..reading.fields import Fields
from ..reading.mapfile import MapFile


@dataclass(frozen=True)
class FixedPointCountOverField(Claim):
    """The set of x in J with f^n(x) = x consists of so many points and intervals."""

    type = "fixed_point_count_over_field"
    claim_keys = frozenset({"intervals", "isolated", "n", "on", "type"})
    witness_keys = frozenset({"orbits"})

    n: int
    isolated: int
    intervals: int
    listed: Listed

    @classmethod
    def read(cls, claim: Fields, witness: Fields, /) -> FixedPointCountOverField:
        """Read n >= 1, both numbers, the interval and the orbits."""
        n = fields.small(claim, "n", 1)
        isolated, intervals = fields.integer(claim, "isolated"), fields.integer(claim, "intervals")
        return cls(n, isolated, intervals, Listed.read(claim, witness, n))

    def fuel(self, subject: MapFile) -> int:
        """Return what is known before the signs are looked for."""
        return self.listed.fuel(subject)

    def check(self, subject: MapFile) -> Verified:
        """Count."""
        f = self.listed.self_map(subject)
        counted = fieldcells.fixed_set(f, self.listed.orbits).counted()
        if counted != (self.isolated, self.intervals):
            shown = rationals.show_integer(self.isolated), rationals.show_integer(self.intervals)
            raise Reject(Rule.WRONG_COUNT, f"{counted[0]} points and {counted[1]} intervals", " and ".join(shown))
        a = fieldgrowth.where_a_is(f.f, f.lo, f.hi)
        points = rationals.counted(self.isolated, "isolated fixed point", "isolated fixed points")
        parts = rationals.counted(self.intervals, "interval of fixed points", "intervals of fixed points")
        return Verified(
            f"f^{self.n} has exactly {points} and {parts} on {f.written()}{a.removesuffix(',')}",
            ("T0.1", "T0.2", "T2.8"),
        )
