"""horseshoe: every map close to f has at least a certain entropy, by weighted coverings (theorems 4.3, 4.5)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ..arithmetic import rationals
from ..arithmetic.intervals import Interval
from ..claims.base import Claim, Verified
from ..claims.coverings import Coverings, overlap, read_edges, read_epsilon, read_intervals, read_pairs
from ..errors import Reject, Rule
from ..reading import fields
from ..reading.fields import Fields
from ..reading.mapfile import MapFile


@dataclass(frozen=True)
class Horseshoe(Claim):
    """Every continuous self-map of the compact J within epsilon of f has at least the entropy log(A)/q."""

    type = "horseshoe"
    claim_keys = frozenset({"at_least", "epsilon", "on", "q", "type"})
    witness_keys = frozenset({"edges", "intervals", "points", "weights"})

    at_least: Fraction
    coverings: Coverings
    weights: tuple[int, ...]

    @classmethod
    def read(cls, claim: Fields, witness: Fields, /) -> Horseshoe:
        """Read A >= 1, epsilon >= 0, q >= 1, and coverings with a weight for each interval."""
        on, epsilon, q = fields.optional_interval(claim, "on"), read_epsilon(claim), fields.small(claim, "q", 1)
        at_least = fields.rational(claim["at_least"], "at_least")
        if at_least < 1:
            raise Reject(Rule.BAD_FIELD, "at_least >= 1", rationals.show(at_least))
        intervals = read_intervals(witness)
        edges, points = read_edges(witness, len(intervals)), read_pairs(witness, "points")
        weights = fields.integers(witness, "weights")
        if len(weights) != len(intervals):
            raise Reject(Rule.WITNESS, f"a weight for each of {len(intervals)} intervals", f"{len(weights)}")
        if min(weights) < 0 or max(weights) == 0:
            raise Reject(Rule.WEIGHTS, "weights >= 0, not all 0", rationals.show_integer(min(weights)))
        return cls(at_least, Coverings(on, epsilon, q, intervals, edges, points), weights)

    def fuel(self, subject: MapFile) -> int:
        """Return the cost of the evaluations."""
        return self.coverings.fuel(subject, *map(Fraction, self.weights))

    def check(self, subject: MapFile) -> Verified:
        """Two evaluations for each edge; then the order of the intervals and the sums of the weights."""
        on = self.coverings.verify(subject)
        both = overlap(self.coverings.intervals)
        if both is not None:
            shown = " and ".join(Interval(*ends).shown() for ends in both)
            raise Reject(Rule.OVERLAP, "no two intervals with more than one point in common", shown)
        sums = [0] * len(self.weights)
        for i, j in self.coverings.edges:
            sums[i] += self.weights[j]
        for i, (total, weight) in enumerate(zip(sums, self.weights, strict=True)):
            if total * self.at_least.denominator < self.at_least.numerator * weight:
                wanted = f"a sum over the edges from interval {i} of {rationals.show(self.at_least)} times its weight"
                found = f"{rationals.show_integer(total)} for the weight {rationals.show_integer(weight)}"
                raise Reject(Rule.WEIGHTS, wanted, found)
        bound = f"log({rationals.write_rational(self.at_least)})"
        if self.coverings.q > 1:
            bound += f"/{self.coverings.q}"
        where = "" if on.is_compact() else " on compact sets K with g(K) in K"
        statement = f"{self.coverings.maps_near(on)} has topological entropy at least {bound}{where}"
        return Verified(statement, ("T0.1", "T4.1", "T4.3", "T4.5"))
