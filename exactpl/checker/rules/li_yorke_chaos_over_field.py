"""li_yorke_chaos_over_field: f is chaotic on a compact J, by the orbit of one point (theorem 4.4 with epsilon 0)."""

from __future__ import annotations

from dataclasses import dataclass

from ..arithmetic.numberfield import Expression, show
from ..claims import fieldgrowth
from ..claims.base import Claim, Verified
from ..claims.fieldgrowth import Ends, SelfMap
from ..errors import Reject, Rule
from ..reading import fields
from ..reading.fields import Fields
from ..reading.mapfile import MapFile


@dataclass(frozen=True)
class LiYorkeChaosOverField(Claim):
    """f maps the compact J into itself, and f^3(a) <= a < f(a) < f^2(a) or mirrored for some a in J."""

    type = "li_yorke_chaos_over_field"
    claim_keys = frozenset({"on", "type"})
    witness_keys = frozenset({"orbit"})
    once_cited = ("LY75",)

    on: Ends | None
    orbit: tuple[Expression, ...]

    @classmethod
    def read(cls, claim: Fields, witness: Fields, /) -> LiYorkeChaosOverField:
        """Read the interval and a, f(a), f^2(a), f^3(a)."""
        entries = witness["orbit"]
        if not isinstance(entries, list) or len(entries) != 4:
            raise Reject(Rule.WITNESS, "a list of 4 numbers as orbit", fields.text_of(entries))
        orbit = tuple(fieldgrowth.number(entry, "orbit") for entry in entries)
        return cls(fieldgrowth.optional_ends(claim["on"], "on"), orbit)

    def fuel(self, subject: MapFile) -> int:
        """Return what is known before the signs are looked for."""
        return fieldgrowth.evidence_fuel(fieldgrowth.field_map(subject))

    def check(self, subject: MapFile) -> Verified:
        """Verify the orbit and the inequalities."""
        f = SelfMap(fieldgrowth.field_map(subject), self.on, self.orbit)
        a, b, c, d = self.orbit
        if f.sign(a, f.lo) < 0 or f.sign(f.hi, a) < 0:
            raise Reject(Rule.WITNESS, f"a in {f.shown()}", show(a))
        for x, y in ((a, b), (b, c), (c, d)):
            if f.compared(f.piece(x), x, y) != 0:
                raise Reject(Rule.NOT_AN_ORBIT, f"f({show(x)})", show(y))
        if (f.sign(b, a), f.sign(c, b)) not in ((1, 1), (-1, -1)) or f.sign(d, a) * f.sign(b, a) > 0:
            shown = ", ".join(show(x) for x in self.orbit)
            raise Reject(Rule.INEQUALITY, "f^3(a) <= a < f(a) < f^2(a) or mirrored", f"the orbit {shown} of a")
        words = fieldgrowth.where_a_is(f.f, f.lo, f.hi).removesuffix(",")
        return Verified(f"f is Li-Yorke chaotic on {f.written()}{words}", ("T0.1", "T0.2", "T4.4", "T4.6"))
