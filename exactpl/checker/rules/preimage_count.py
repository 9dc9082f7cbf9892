"""preimage_count: on how many points or intervals of J f^k takes a value."""

from __future__ import annotations

from dataclasses import dataclass

from ..arithmetic import rationals
from ..arithmetic.intervals import Interval
from ..claims.base import Verified
from ..claims.counts import LevelCount, lemmas
from ..mathematics import levelsets
from ..mathematics.plmap import PLMap, point


@dataclass(frozen=True)
class PreimageCount(LevelCount):
    """The components of {x in J: f^k(x) = y}, points and intervals together."""

    type = "preimage_count"
    thing = "point or interval"
    things = "points or intervals"

    def count(self, f: PLMap) -> int:
        """By theorem 1.3."""
        return levelsets.components(f, self.k, point(self.level))

    def verified(self, on: Interval) -> Verified:
        """Return the statement and its lemmas."""
        level = rationals.write_rational(self.level)
        return Verified(
            f"f^{self.k} takes the value {level} on exactly {self.counted()} of {on}",
            lemmas(on, "T1.2", "T1.3"),
        )
