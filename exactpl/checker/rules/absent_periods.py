"""absent_periods: no point of J has a least period 2^i q with i <= j and q > 1 odd, as f grows too little."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ..arithmetic import powers, rationals
from ..arithmetic.intervals import Interval
from ..claims import evidence, held
from ..claims.base import Claim, Verified, named
from ..claims.evidence import Evidence
from ..errors import Reject, Rule
from ..reading import fields
from ..reading.fields import Fields
from ..reading.mapfile import MapFile

MOST_DOUBLINGS = 16
LARGEST_UPTO = 9_999


def read_periods(claim: Fields) -> tuple[int, int | None]:
    """Read `doublings` and `upto`."""
    doublings = fields.small(claim, "doublings", 0)
    if doublings > MOST_DOUBLINGS:
        raise Reject(Rule.BAD_FIELD, f"at most {MOST_DOUBLINGS} doublings", f"{doublings}")
    upto = None if claim["upto"] is None else fields.small(claim, "upto", 3)
    if upto is not None and (upto > LARGEST_UPTO or upto % 2 == 0):
        raise Reject(Rule.BAD_FIELD, f"an odd integer of at most {LARGEST_UPTO} as upto", f"{upto}")
    return doublings, upto


@dataclass(frozen=True)
class AbsentPeriods(Claim):
    """f maps the compact J into itself, and has no least period 2^i q, i <= doublings, q > 1 odd (q <= upto)."""

    type = "absent_periods"
    claim_keys = frozenset({"doublings", "on", "type", "upto"})
    witness_keys = frozenset({"at_most", "upper"})
    optional_witness_keys = frozenset({held.KEY})
    cited = ("BGMY80", "MS80")

    doublings: int
    on: Interval | None
    upto: int | None
    at_most: Fraction
    upper: Evidence
    within: Interval | None

    @classmethod
    def read(cls, claim: Fields, witness: Fields, /) -> AbsentPeriods:
        """Read the periods, the interval, the bound for the growth and its evidence."""
        doublings, upto = read_periods(claim)
        return cls(
            doublings,
            fields.optional_interval(claim, "on"),
            upto,
            evidence.bound_of(witness["at_most"], "at_most"),
            evidence.read(witness["upper"], "upper"),
            held.read(witness),
        )

    def fuel(self, subject: MapFile) -> int:
        """Return the cost of the evidence."""
        return evidence.evidence_fuel(subject, self.on, self.upper, within=self.within)

    def check(self, subject: MapFile) -> Verified:
        """Verify the bound for the growth s, and that s^(2^j) is too small for these periods (theorem 3.3)."""
        on = subject.interval(self.on)
        f = held.self_map(subject, self.on, self.within, from_above=True)
        words = "odd q > 1" if self.upto is None else f"odd q, 1 < q <= {self.upto}"
        if not powers.growth_excludes(self.at_most, 1 << self.doublings, self.upto):
            raise Reject(
                Rule.GROWTH_TOO_LARGE,
                f"a bound for the growth below that of the periods 2^{self.doublings} * q, {words}",
                rationals.show(self.at_most),
            )
        self.upper.check(f, self.at_most)
        window = held.lemmas(self.within, from_above=True)
        return Verified(
            f"no point of {on} has a least period 2^i * q with 0 <= i <= {self.doublings} and {words}",
            named("T0.1", "T3.1", "T3.3", "T3.3'", *self.upper.lemmas, *set(window) - {"T5.8"}),  # cycles, by T5.9
        )
