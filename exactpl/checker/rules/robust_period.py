"""robust_period: every map close to f has a point of least period n, by a loop of coverings (theorems 4.2, 4.5)."""

from __future__ import annotations

from dataclasses import dataclass

from ..claims.base import Claim, Verified
from ..claims.coverings import Coverings, Pair, read_epsilon, read_intervals, read_pairs
from ..errors import Reject, Rule
from ..reading import fields
from ..reading.fields import Fields
from ..reading.mapfile import MapFile


@dataclass(frozen=True)
class RobustPeriod(Claim):
    """Every continuous self-map of J within epsilon of f has a point of least period n."""

    type = "robust_period"
    claim_keys = frozenset({"epsilon", "n", "on", "type"})
    witness_keys = frozenset({"intervals", "points"})

    n: int
    loop: Coverings

    @classmethod
    def read(cls, claim: Fields, witness: Fields, /) -> RobustPeriod:
        """Read epsilon >= 0, n >= 1, and a loop of n intervals with a pair of points for each."""
        on, epsilon, n = fields.optional_interval(claim, "on"), read_epsilon(claim), fields.small(claim, "n", 1)
        intervals, points = read_intervals(witness), read_pairs(witness, "points")
        if len(intervals) != n:
            raise Reject(Rule.WITNESS, f"{n} intervals", f"{len(intervals)}")
        edges = tuple((i, (i + 1) % n) for i in range(n))
        return cls(n, Coverings(on, epsilon, 1, intervals, edges, points))

    def fuel(self, subject: MapFile) -> int:
        """Return the cost of the evaluations."""
        return self.loop.fuel(subject)

    def check(self, subject: MapFile) -> Verified:
        """Two evaluations for each interval; then the loop must not be a shorter one gone round p times."""
        on = self.loop.verify(subject)
        for p in prime_divisors(self.n):
            if not _parted(self.loop.intervals, self.n // p):
                raise Reject(
                    Rule.NOT_DISJOINT,
                    f"an i such that the intervals i and i + {self.n // p} have no point in common",
                    f"none (for the prime {p})",
                )
        statement = f"{self.loop.maps_near(on)} has a point of least period {self.n}"
        return Verified(statement, ("T0.1", "T4.1", "T4.2", "T4.5"))


def prime_divisors(n: int) -> list[int]:
    """Return the primes that divide n >= 1."""
    found: list[int] = []
    p = 2
    while p * p <= n:
        if n % p == 0:
            found.append(p)
            while n % p == 0:
                n //= p
        p += 1
    return [*found, n] if n > 1 else found


def _parted(intervals: tuple[Pair, ...], d: int) -> bool:
    shifted = (*intervals[d:], *intervals[:d])
    return any(a[1] < b[0] or b[1] < a[0] for a, b in zip(intervals, shifted, strict=True))
