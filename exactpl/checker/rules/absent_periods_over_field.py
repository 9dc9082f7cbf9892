"""absent_periods_over_field: no least period 2^i q, i <= j, q > 1 odd, over a field, as f grows too little."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ..arithmetic.numberfield import Expression, difference, product, reduced, show
from ..claims import fieldgrowth
from ..claims.base import Claim, Verified, named
from ..claims.fieldgrowth import Ends, Evidence, SelfMap
from ..errors import Reject, Rule
from ..reading.fields import Fields
from ..reading.mapfile import MapFile
from .absent_periods import read_periods


@dataclass(frozen=True)
class AbsentPeriodsOverField(Claim):
    """The same as absent_periods, with a bound for the growth that is a number of the field."""

    type = "absent_periods_over_field"
    claim_keys = frozenset({"doublings", "on", "type", "upto"})
    witness_keys = frozenset({"at_most", "upper"})
    cited = ("BGMY80", "MS80")

    doublings: int
    on: Ends | None
    upto: int | None
    at_most: Expression
    upper: Evidence

    @classmethod
    def read(cls, claim: Fields, witness: Fields, /) -> AbsentPeriodsOverField:
        """Read the periods, the interval, the bound for the growth and its evidence."""
        doublings, upto = read_periods(claim)
        return cls(
            doublings,
            fieldgrowth.optional_ends(claim["on"], "on"),
            upto,
            fieldgrowth.bound_of(witness["at_most"], "at_most"),
            fieldgrowth.read(witness["upper"], upper=True),
        )

    def fuel(self, subject: MapFile) -> int:
        """Return what is known before the signs are looked for."""
        return fieldgrowth.evidence_fuel(fieldgrowth.field_map(subject), self.upper)

    def check(self, subject: MapFile) -> Verified:
        """Verify the bound for the growth s, and that s^(2^j) is too small for these periods (theorem 3.3)."""
        f = SelfMap(fieldgrowth.field_map(subject), self.on, [self.at_most, *self.upper.numbers()])
        fieldgrowth.at_least_one(f, self.at_most, "at_most")
        polynomial = f.f.field.polynomial
        mu = self.at_most
        for _ in range(self.doublings):
            mu = reduced(product(mu, mu), polynomial)
        square = difference(reduced(product(mu, mu), polynomial), (Fraction(2),))
        if self.upto is None:
            small, words = f.root.sign(square) <= 0, "odd q > 1"
        else:
            # mu^n - 2 mu^(n - 2) - 1 < 0
            value = fieldgrowth.ONE
            for bit in bin(self.upto - 2)[2:]:
                value = reduced(product(value, value), polynomial)
                if bit == "1":
                    value = reduced(product(value, mu), polynomial)
            value = difference(product(value, square), fieldgrowth.ONE)
            small, words = f.root.sign(value) < 0, f"odd q, 1 < q <= {self.upto}"
        if not small:
            raise Reject(
                Rule.GROWTH_TOO_LARGE,
                f"a bound for the growth below that of the periods 2^{self.doublings} * q, {words}",
                show(self.at_most),
            )
        self.upper.check(f, self.at_most)
        a = fieldgrowth.where_a_is(f.f, f.lo, f.hi)
        return Verified(
            f"no point of {f.written()}{a} has a least period 2^i * q with 0 <= i <= {self.doublings} and {words}",
            named("T0.1", "T0.2", "T3.1", "T3.3", *self.upper.lemmas),
        )
