"""li_yorke_chaos: every continuous map close to f is chaotic, by inequalities (theorems 4.4, 4.6)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ..arithmetic import rationals, steps
from ..arithmetic.intervals import Interval
from ..claims.base import Claim, Verified
from ..errors import Reject, Rule
from ..mathematics.plmap import point, restricted_self_map
from ..reading import fields
from ..reading.fields import Fields
from ..reading.mapfile import MapFile


@dataclass(frozen=True)
class LiYorkeChaos(Claim):
    """Every continuous self-map of the interval within epsilon of f is Li-Yorke chaotic."""

    type = "li_yorke_chaos"
    claim_keys = frozenset({"epsilon", "interval", "type"})
    witness_keys = frozenset({"a"})
    once_cited = ("LY75",)

    interval: Interval
    epsilon: Fraction
    a: Fraction

    @classmethod
    def read(cls, claim: Fields, witness: Fields, /) -> LiYorkeChaos:
        """Read an interval, epsilon >= 0 and a."""
        on = fields.interval(claim, "interval")
        epsilon = fields.rational(claim["epsilon"], "epsilon")
        if epsilon < 0:
            raise Reject(Rule.BAD_FIELD, "epsilon >= 0", rationals.show(epsilon))
        return cls(on, epsilon, fields.rational(witness["a"], "a"))

    def fuel(self, subject: MapFile) -> int:
        """Return the cost of the pieces."""
        on = subject.interval(self.interval)
        bits = max(subject.bits(), rationals.bits(*on.ends(), self.a, self.epsilon))
        return steps.restricting(subject.interior_knots(on), bits)

    def check(self, subject: MapFile) -> Verified:
        """Three evaluations, with the error that epsilon can make in each."""
        on = subject.interval(self.interval)
        f = restricted_self_map(subject, on)
        if not on.contains(self.a):
            raise Reject(Rule.WITNESS, f"a in {on.shown()}", rationals.show(self.a))
        values = [self.a]
        for _ in range(3):
            values.append(Fraction(*f.image(point(values[-1]))))
        slope = max(abs(Fraction(a, d)) for a, _, d in f.pieces)
        e1 = self.epsilon
        e2 = self.epsilon * (1 + slope)
        e3 = self.epsilon * (1 + slope + slope * slope)
        if not _rises_and_falls_back(values, e1, e2, e3):
            # Reflected in 0 the mirrored inequalities are the same ones.
            if not _rises_and_falls_back([-x for x in values], e1, e2, e3):
                shown = ", ".join(rationals.show(x) for x in values)
                raise Reject(
                    Rule.INEQUALITY,
                    "f^3(a) <= a < f(a) < f^2(a) or mirrored, with margins",
                    f"the orbit {shown} of a",
                )
        epsilon = rationals.write_rational(self.epsilon)
        statement = f"every continuous g: {on} -> {on} with |g - f| <= {epsilon} is Li-Yorke chaotic"
        return Verified(statement, ("T0.1", "T4.4", "T4.6"))


def _rises_and_falls_back(values: list[Fraction], e1: Fraction, e2: Fraction, e3: Fraction) -> bool:
    a, first, second, third = values
    return third + e3 <= a and a < first - e1 and first + e1 < second - e2
