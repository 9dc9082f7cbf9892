"""piece_count: the exact number of maximal affine pieces of f^k on J."""

from __future__ import annotations

from dataclasses import dataclass

from ..arithmetic.intervals import Interval
from ..claims.base import Verified
from ..claims.counts import PIECES, Count, lemmas
from ..mathematics import counting
from ..mathematics.plmap import PLMap


@dataclass(frozen=True)
class PieceCount(Count):
    """Pieces, that is 1 + the number of kinks."""

    type = "piece_count"
    thing = "maximal affine piece"
    things = "maximal affine pieces"

    def count(self, f: PLMap) -> int:
        """By theorem 1.1''."""
        return counting.pieces(f, self.k)

    def verified(self, on: Interval) -> Verified:
        """Return the statement and its lemmas."""
        return Verified(f"f^{self.k} has exactly {self.counted()} on {on}", lemmas(on, *PIECES))
