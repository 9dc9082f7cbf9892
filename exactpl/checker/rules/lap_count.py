"""lap_count: the exact number of laps of f^k on J."""

from __future__ import annotations

from dataclasses import dataclass

from ..claims.counts import Count
from ..mathematics import counting
from ..mathematics.plmap import PLMap


@dataclass(frozen=True)
class LapCount(Count):
    """Laps: the least number of intervals on each of which f^k is weakly monotone."""

    type = "lap_count"
    thing = "lap"
    things = "laps"

    def count(self, f: PLMap) -> int:
        """By theorem 1.2."""
        return counting.laps(f, self.k)
