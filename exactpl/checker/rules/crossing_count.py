"""crossing_count: how often f^k crosses a level on J."""

from __future__ import annotations

from dataclasses import dataclass

from ..arithmetic import rationals
from ..arithmetic.intervals import Interval
from ..claims.base import Verified
from ..claims.counts import LevelCount, lemmas
from ..mathematics import levelsets
from ..mathematics.plmap import PLMap, point


@dataclass(frozen=True)
class CrossingCount(LevelCount):
    """Crossings: the sign changes in f^k - y, read from left to right with the zeros left out."""

    type = "crossing_count"
    thing = "crossing"
    things = "crossings"

    def count(self, f: PLMap) -> int:
        """By theorem 1.3."""
        return levelsets.crossings(f, self.k, point(self.level))

    def verified(self, on: Interval) -> Verified:
        """Return the statement and its lemmas."""
        level = rationals.write_rational(self.level)
        return Verified(
            f"f^{self.k} crosses the level {level} exactly {rationals.counted(self.value, 'time', 'times')} on {on}",
            lemmas(on, "T1.2", "T1.3"),
        )
