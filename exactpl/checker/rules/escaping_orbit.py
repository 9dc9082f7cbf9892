"""escaping_orbit: the orbit of x tends to infinity (theorem 5.11)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ..arithmetic import rationals, steps
from ..arithmetic.intervals import Interval
from ..claims.base import Claim, Verified
from ..errors import Reject, Rule
from ..mathematics.plmap import PLMap, Point, less, point, restricted_self_map, show
from ..reading import fields
from ..reading.fields import Fields
from ..reading.mapfile import MapFile


@dataclass(frozen=True)
class EscapingOrbit(Claim):
    """f maps the unbounded J into itself, and |f^n(x)| tends to infinity; from time k on along one ray, or two."""

    type = "escaping_orbit"
    claim_keys = frozenset({"on", "type", "x"})
    witness_keys = frozenset({"k"})

    on: Interval | None
    x: Fraction
    k: int

    @classmethod
    def read(cls, claim: Fields, witness: Fields, /) -> EscapingOrbit:
        """Read the interval, x and k >= 0."""
        return cls(
            fields.optional_interval(claim, "on"),
            fields.rational(claim["x"], "x"),
            fields.small(witness, "k", 0),
        )

    def fuel(self, subject: MapFile) -> int:
        """Return the cost of the evaluations: that of value, for k + 2."""
        on = subject.interval(self.on)
        bits = max(subject.bits(), rationals.bits(*on.ends(), self.x))
        knots = subject.interior_knots(on)
        return steps.restricting(knots, bits) + steps.following(self.k + 2, bits, knots)

    def check(self, subject: MapFile) -> Verified:
        """Evaluate, and look at the slopes outside the kinks."""
        on = subject.interval(self.on)
        f = restricted_self_map(subject, on)
        if not on.contains(self.x):
            raise Reject(Rule.OUTSIDE_DOMAIN, f"x in {on.shown()}", rationals.show(self.x))
        y = point(self.x)
        for _ in range(self.k):
            y = f.image(y)
        if not _escapes(f, y):
            raise Reject(Rule.STAYS, f"f^{self.k}(x) outside the kinks, and going outwards for ever", show(y))
        x = rationals.write_rational(self.x)
        return Verified(f"the orbit of {x} under f tends to infinity in absolute value", ("T0.1", "T5.11"))


def _escapes(f: PLMap, y: Point) -> bool:
    """Tell whether a point lies on a ray and goes outwards, along it or by way of the other ray."""
    first, last = (f.cuts[0], f.cuts[-1]) if f.cuts else (y, y)
    for here, away, kink, other in ((-1, 0, last, first), (0, -1, first, last)):
        end = f.hi if here == -1 else f.lo
        if end[1] != 0 or (less(y, kink) if here == -1 else less(kink, y)):
            continue
        (a, _, d), (b, _, e) = f.pieces[here], f.pieces[away]
        z = f.along(here, y)
        if a > 0:
            if a >= d and (less(y, z) if here == -1 else less(z, y)):
                return True
            continue
        # thrown to the other side, which must be a ray too
        if (f.lo if here == -1 else f.hi)[1] != 0 or (less(other, z) if here == -1 else less(z, other)):
            continue
        back = f.along(away, z)
        if a < 0 and b < 0 and a * b >= d * e and (less(y, back) if here == -1 else less(back, y)):
            return True
    return False
