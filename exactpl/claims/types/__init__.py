"""The types of claims about a map, as in docs/certificates.md, section 6.

A claim with its value left out (None) asks for it: `decide(PieceCount(f, k=1000))`; with a value it is decided.
"""

from typing import TypeAlias

from exactpl.claims.types.counts import CrossingCount as CrossingCount
from exactpl.claims.types.counts import FixedPointCount as FixedPointCount
from exactpl.claims.types.counts import LapCount as LapCount
from exactpl.claims.types.counts import PieceCount as PieceCount
from exactpl.claims.types.counts import PieceCountBounds as PieceCountBounds
from exactpl.claims.types.counts import PieceCountSeries as PieceCountSeries
from exactpl.claims.types.counts import PreimageCount as PreimageCount
from exactpl.claims.types.orbits import LeastPeriod as LeastPeriod
from exactpl.claims.types.orbits import LiYorkeChaos as LiYorkeChaos
from exactpl.claims.types.orbits import NoLeastPeriod as NoLeastPeriod
from exactpl.claims.types.orbits import NoOddPeriod as NoOddPeriod
from exactpl.claims.types.ranges import Image as Image
from exactpl.claims.types.ranges import InvariantInterval as InvariantInterval
from exactpl.claims.types.ranges import SlopeRange as SlopeRange
from exactpl.claims.types.ranges import Value as Value

Claim: TypeAlias = (
    CrossingCount
    | FixedPointCount
    | Image
    | InvariantInterval
    | LapCount
    | LeastPeriod
    | LiYorkeChaos
    | NoLeastPeriod
    | NoOddPeriod
    | PieceCount
    | PieceCountBounds
    | PieceCountSeries
    | PreimageCount
    | SlopeRange
    | Value
)
