"""li_yorke_chaos_by_entropy_over_field: f is chaotic on a compact J, because it grows (theorem 5.4)."""

from __future__ import annotations

from dataclasses import dataclass

from ..arithmetic.numberfield import Expression
from ..claims import fieldgrowth
from ..claims.base import Claim, Verified, named
from ..claims.fieldgrowth import Ends, Evidence, SelfMap
from ..reading.fields import Fields
from ..reading.mapfile import MapFile


@dataclass(frozen=True)
class LiYorkeChaosByEntropyOverField(Claim):
    """f maps the compact J into itself, has positive entropy there and is chaotic."""

    type = "li_yorke_chaos_by_entropy_over_field"
    claim_keys = frozenset({"on", "type"})
    witness_keys = frozenset({"at_least", "lower"})
    cited = ("BGKM02", "MS80")

    on: Ends | None
    at_least: Expression
    lower: Evidence

    @classmethod
    def read(cls, claim: Fields, witness: Fields, /) -> LiYorkeChaosByEntropyOverField:
        """Read the interval, a bound above 1 for the growth, and its evidence."""
        return cls(
            fieldgrowth.optional_ends(claim["on"], "on"),
            fieldgrowth.bound_of(witness["at_least"], "at_least"),
            fieldgrowth.read(witness["lower"], upper=False),
        )

    def fuel(self, subject: MapFile) -> int:
        """Return what is known before the signs are looked for."""
        return fieldgrowth.evidence_fuel(fieldgrowth.field_map(subject), self.lower)

    def check(self, subject: MapFile) -> Verified:
        """Verify the bound for the growth."""
        f = SelfMap(fieldgrowth.field_map(subject), self.on, [self.at_least, *self.lower.numbers()])
        fieldgrowth.at_least_one(f, self.at_least, "at_least", more=True)
        self.lower.check(f, self.at_least)
        a = fieldgrowth.where_a_is(f.f, f.lo, f.hi)
        return Verified(
            f"f has positive topological entropy on {f.written()}{a} and is Li-Yorke chaotic there",
            named("T0.1", "T0.2", "T3.1", *self.lower.lemmas, "T5.4"),
        )
