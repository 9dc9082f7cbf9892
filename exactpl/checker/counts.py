"""What the claims piece_count and lap_count have in common."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import ClassVar, Self

from . import fields, rationals
from .claims import Claim, Verified
from .errors import Reject
from .fields import Fields
from .intervals import Interval
from .mapfile import MapFile
from .plmap import PLMap, restricted_self_map


@dataclass(frozen=True)
class Count(Claim):
    """f maps J into itself and f^k has exactly `value` of the things counted on J."""

    claim_keys = frozenset({"k", "on", "type", "value"})
    things: ClassVar[str]

    k: int
    on: Interval | None
    value: int

    @classmethod
    def read(cls, claim: Fields, _witness: Fields, /) -> Self:
        """Read k >= 0, the interval and the number."""
        return cls(fields.small(claim, "k", 0), fields.optional_interval(claim, "on"), fields.integer(claim, "value"))

    def fuel(self, subject: MapFile) -> int:
        """B k (k + b)."""
        on = fields.within_domain(subject, self.on)
        bits = max(subject.bits(), rationals.bits(*on.ends()))
        return subject.interior_knots(on) * self.k * (self.k + bits)

    def check(self, subject: MapFile) -> Verified:
        """Count again."""
        on = fields.within_domain(subject, self.on)
        count = self.count(restricted_self_map(subject, on), self.k)
        if count != self.value:
            raise Reject(
                "wrong-count",
                f"{rationals.show_integer(count)} {self.things}",
                rationals.show_integer(self.value),
            )
        number = rationals.write_integer(self.value)
        # Theorem 1.2 is about compact intervals; 1.4 carries it over to the others.
        by = ("T1.2",) if on.is_compact() else ("T1.2", "T1.4")
        return Verified(f"f^{self.k} has exactly {number} {self.things} on {on}", by)

    @staticmethod
    @abstractmethod
    def count(f: PLMap, k: int) -> int:
        """Return the number for f^k."""
