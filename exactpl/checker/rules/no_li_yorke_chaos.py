"""no_li_yorke_chaos: every orbit in a compact J converges to a cycle of bounded length (theorems 5.2, 5.13)."""

from __future__ import annotations

from dataclasses import dataclass

from ..arithmetic.intervals import Interval
from ..claims.base import Claim, Verified, named
from ..errors import Reject, Rule
from ..reading import fields
from ..reading.fields import Fields
from ..reading.mapfile import MapFile
from .no_least_period import NoLeastPeriod


@dataclass(frozen=True)
class NoLiYorkeChaos(Claim):
    """f maps the compact J into itself and has no point of least period `period`, a power of two."""

    type = "no_li_yorke_chaos"
    claim_keys = frozenset({"on", "period", "type"})
    once_cited = ("C55",)

    on: Interval | None
    period: int

    @classmethod
    def read(cls, claim: Fields, _witness: Fields, /) -> NoLiYorkeChaos:
        """Read the interval and the period."""
        period = fields.small(claim, "period", 2)
        if period & (period - 1) != 0:
            raise Reject(Rule.BAD_FIELD, "a power of two as period", f"{period}")
        return cls(fields.optional_interval(claim, "on"), period)

    def fuel(self, subject: MapFile) -> int:
        """Return the cost of showing that the period is absent."""
        return NoLeastPeriod(self.period, self.on).fuel(subject)

    def check(self, subject: MapFile) -> Verified:
        """Show that the period is absent."""
        on = subject.interval(self.on)
        absent = NoLeastPeriod(self.period, self.on).check(subject)
        orbits = "orbit" if on.is_compact() else "bounded orbit"
        return Verified(
            f"every {orbits} of f in {on} converges to a cycle whose length divides {self.period // 2}; "
            "f is not Li-Yorke chaotic there",
            named(*absent.by, "T5.2", "T5.13", *(() if on.is_compact() else ("T5.10",))),
        )
