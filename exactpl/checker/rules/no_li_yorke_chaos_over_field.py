"""no_li_yorke_chaos_over_field: every orbit in a compact J converges to a cycle of bounded length (theorem 5.2)."""

from __future__ import annotations

from dataclasses import dataclass

from ..claims import fieldcells, fieldgrowth
from ..claims.base import Claim, Verified, named
from ..claims.fieldcells import Listed
from ..errors import Reject, Rule
from ..reading import fields
from ..reading.fields import Fields
from ..reading.mapfile import MapFile


@dataclass(frozen=True)
class NoLiYorkeChaosOverField(Claim):
    """f maps the compact J into itself and has no point of least period `period`, a power of two."""

    type = "no_li_yorke_chaos_over_field"
    claim_keys = frozenset({"on", "period", "type"})
    witness_keys = frozenset({"orbits"})
    once_cited = ("C55",)

    period: int
    listed: Listed

    @classmethod
    def read(cls, claim: Fields, witness: Fields, /) -> NoLiYorkeChaosOverField:
        """Read the period, the interval and the orbits."""
        period = fields.small(claim, "period", 2)
        if period & (period - 1) != 0:
            raise Reject(Rule.BAD_FIELD, "a power of two as period", f"{period}")
        return cls(period, Listed.read(claim, witness, period))

    def fuel(self, subject: MapFile) -> int:
        """Return what is known before the signs are looked for."""
        return self.listed.fuel(subject)

    def check(self, subject: MapFile) -> Verified:
        """Show that the period is absent."""
        f = self.listed.self_map(subject)
        fieldcells.no_least_period(f, self.listed.orbits)
        a = fieldgrowth.where_a_is(f.f, f.lo, f.hi)
        return Verified(
            f"every orbit of f in {f.written()}{a} converges to a cycle whose length divides {self.period // 2}; "
            "f is not Li-Yorke chaotic there",
            named("T0.1", "T0.2", "T2.8", "T5.2", "T5.13"),
        )
