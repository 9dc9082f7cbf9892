"""li_yorke_chaos_by_entropy: f is chaotic on a compact J, because it grows (theorem 5.4)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ..arithmetic.intervals import Interval
from ..claims import evidence, held
from ..claims.base import Claim, Verified, named
from ..claims.evidence import Evidence
from ..reading import fields
from ..reading.fields import Fields
from ..reading.mapfile import MapFile


@dataclass(frozen=True)
class LiYorkeChaosByEntropy(Claim):
    """f maps the compact J into itself, has positive entropy there and is chaotic."""

    type = "li_yorke_chaos_by_entropy"
    claim_keys = frozenset({"on", "type"})
    witness_keys = frozenset({"at_least", "lower"})
    optional_witness_keys = frozenset({held.KEY})
    cited = ("BGKM02", "MS80")

    on: Interval | None
    at_least: Fraction
    lower: Evidence
    within: Interval | None

    @property
    def cites(self) -> tuple[str, ...]:
        """What is held inside an interval has no more entropy than f by W82."""
        return self.cited if self.within is None else (*self.cited, "W82")

    @classmethod
    def read(cls, claim: Fields, witness: Fields, /) -> LiYorkeChaosByEntropy:
        """Read the interval, a bound above 1 for the growth, and its evidence."""
        return cls(
            fields.optional_interval(claim, "on"),
            evidence.bound_of(witness["at_least"], "at_least", more_than_one=True),
            evidence.read(witness["lower"], "lower"),
            held.read(witness),
        )

    def fuel(self, subject: MapFile) -> int:
        """Return the cost of the evidence."""
        return evidence.evidence_fuel(subject, self.on, self.lower, within=self.within)

    def check(self, subject: MapFile) -> Verified:
        """Verify the bound for the growth."""
        on = subject.interval(self.on)
        self.lower.check(held.self_map(subject, self.on, self.within, from_above=False), self.at_least)
        where = f"{on}" if self.within is None else f"a compact set in {on}, held inside {self.within},"
        return Verified(
            f"f has positive topological entropy on {where} and is Li-Yorke chaotic there",
            named("T0.1", "T3.1", *self.lower.lemmas, "T5.4", *held.lemmas(self.within, from_above=False)),
        )
