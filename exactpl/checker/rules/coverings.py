"""coverings: intervals whose images contain others, for every map close to f (theorems 4.1, 4.5)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from ..arithmetic.intervals import Interval
from ..claims.base import Claim, Verified
from ..claims.coverings import Coverings, read_edges, read_epsilon, read_intervals, read_pairs
from ..errors import Reject, Rule
from ..reading import fields
from ..reading.fields import Fields
from ..reading.mapfile import MapFile


@dataclass(frozen=True)
class CoveringsClaim(Claim):
    """For every continuous self-map g of J within epsilon of f, g^q(interval i) contains interval j for each edge."""

    type = "coverings"
    claim_keys = frozenset({"edges", "epsilon", "intervals", "on", "q", "type"})
    witness_keys = frozenset({"points"})

    coverings: Coverings

    @classmethod
    def read(cls, claim: Fields, witness: Fields, /) -> CoveringsClaim:
        """Read epsilon >= 0, q >= 1, intervals, edges, and a pair of points for each edge."""
        on, epsilon = fields.optional_interval(claim, "on"), read_epsilon(claim)
        q, intervals = fields.small(claim, "q", 1), read_intervals(claim)
        edges = read_edges(claim, len(intervals))
        if any(one == other for one, other in pairwise(sorted(intervals))):
            raise Reject(Rule.BAD_FIELD, "intervals that are pairwise different", "one of them twice")
        unused = set(range(len(intervals))) - {i for edge in edges for i in edge}
        if unused:
            raise Reject(Rule.BAD_FIELD, "each interval in an edge", f"none with interval {min(unused)}")
        return cls(Coverings(on, epsilon, q, intervals, edges, read_pairs(witness, "points")))

    def fuel(self, subject: MapFile) -> int:
        """Return the cost of the evaluations."""
        return self.coverings.fuel(subject)

    def check(self, subject: MapFile) -> Verified:
        """Two evaluations for each edge, with the error that epsilon can make."""
        parts = self.coverings
        on = parts.verify(subject)
        shown = [str(Interval(*ends)) for ends in parts.intervals]
        covered: dict[int, list[str]] = {}
        for i, j in parts.edges:
            covered.setdefault(i, []).append(shown[j])
        words = "; ".join(f"{shown[i]} over {' and '.join(others)}" for i, others in covered.items())
        return Verified(f"for {parts.maps_near(on)}, g^{parts.q} maps {words}", ("T0.1", "T4.1", "T4.5"))
