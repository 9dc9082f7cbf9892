"""no_least_period_over_field: no point of a compact J has least period n, by the orbits of all fixed points of f^n."""

from __future__ import annotations

from dataclasses import dataclass

from ..claims import fieldcells, fieldgrowth
from ..claims.base import Claim, Verified
from ..claims.fieldcells import Listed
from ..reading import fields
from ..reading.fields import Fields
from ..reading.mapfile import MapFile


@dataclass(frozen=True)
class NoLeastPeriodOverField(Claim):
    """f maps J into itself and has no point of least period n there."""

    type = "no_least_period_over_field"
    claim_keys = frozenset({"n", "on", "type"})
    witness_keys = frozenset({"orbits"})

    n: int
    listed: Listed

    @classmethod
    def read(cls, claim: Fields, witness: Fields, /) -> NoLeastPeriodOverField:
        """Read n >= 1, the interval and the orbits."""
        n = fields.small(claim, "n", 1)
        return cls(n, Listed.read(claim, witness, n))

    def fuel(self, subject: MapFile) -> int:
        """Return what is known before the signs are looked for."""
        return self.listed.fuel(subject)

    def check(self, subject: MapFile) -> Verified:
        """Look at all fixed points of f^n."""
        f = self.listed.self_map(subject)
        fieldcells.no_least_period(f, self.listed.orbits)
        a = fieldgrowth.where_a_is(f.f, f.lo, f.hi).removesuffix(",")
        return Verified(f"f has no point of least period {self.n} on {f.written()}{a}", ("T0.1", "T0.2", "T2.8"))
