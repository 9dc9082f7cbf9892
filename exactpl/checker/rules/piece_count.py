"""piece_count: the exact number of maximal affine pieces of f^k on J."""

from __future__ import annotations

from dataclasses import dataclass

from ..claims.counts import Count
from ..mathematics import counting
from ..mathematics.plmap import PLMap


@dataclass(frozen=True)
class PieceCount(Count):
    """Pieces, that is 1 + the number of kinks."""

    type = "piece_count"
    thing = "maximal affine piece"
    things = "maximal affine pieces"

    def count(self, f: PLMap) -> int:
        """By theorem 1.2."""
        return counting.pieces(f, self.k)
