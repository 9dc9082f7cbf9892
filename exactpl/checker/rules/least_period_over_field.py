"""least_period_over_field: a number of the map's field has least period n, by its orbit."""

from __future__ import annotations

from dataclasses import dataclass

from ..arithmetic.numberfield import Expression, difference, show, write
from ..claims.base import Claim, Verified
from ..claims.fieldgrowth import field_map, number
from ..errors import Reject, Rule
from ..reading import fields
from ..reading.fields import Fields
from ..reading.mapfile import MapFile


@dataclass(frozen=True)
class LeastPeriodOverField(Claim):
    """x has least period n; the orbit is given, and all equations and inequalities are decided in the field."""

    type = "least_period_over_field"
    claim_keys = frozenset({"n", "type", "x"})
    witness_keys = frozenset({"orbit"})

    n: int
    orbit: tuple[Expression, ...]

    @classmethod
    def read(cls, claim: Fields, witness: Fields, /) -> LeastPeriodOverField:
        """Read n >= 1 and an orbit of n numbers that begins with x."""
        n, x = fields.small(claim, "n", 1), claim["x"]
        number(x, "x")
        entries = witness["orbit"]
        if not isinstance(entries, list) or len(entries) != n:
            raise Reject(Rule.WITNESS, f"a list of {n} numbers as orbit", fields.text_of(entries))
        orbit = tuple(number(entry, "orbit") for entry in entries)
        if entries[0] != x:
            raise Reject(Rule.WITNESS, f"an orbit that begins with {fields.text_of(x)}", fields.text_of(entries[0]))
        return cls(n, orbit)

    def fuel(self, subject: MapFile) -> int:
        """Return what is known before the signs are looked for: 64 (B + n)."""
        return 64 * (field_map(subject).interior_knots() + self.n)

    def check(self, subject: MapFile) -> Verified:
        """Verify the field and the map, then each step of the orbit (theorem 0.2)."""
        f = field_map(subject)
        for x in self.orbit:
            if len(x) > f.field.degree:
                raise Reject(Rule.BAD_FIELD, f"at most {f.field.degree} coefficients of a number", f"{len(x)}")
        root = f.field.root()
        f.verify_order(root)
        start = self.orbit[0]
        for t, x in enumerate(self.orbit):
            if t > 0 and root.sign(difference(x, start)) == 0:
                raise Reject(Rule.PERIOD_NOT_LEAST, f"x_t != x_0 for 0 < t < {self.n}", f"x_{t} = x_0")
            following = self.orbit[(t + 1) % self.n]
            found = f.maps(root, x, following)
            if found is None:
                raise Reject(Rule.OUTSIDE_DOMAIN, f"x_{t} in the domain {f.domain_shown()}", show(x))
            if not found:
                raise Reject(Rule.NOT_AN_ORBIT, f"f(x_{t}) = {show(following)}", f"another value for x_{t} = {show(x)}")
        text = write(start)
        if len(start) > 1:
            text += f" where a is {f.field.described()}"
        return Verified(f"{text} has least period {self.n} under f", ("T0.2",))
