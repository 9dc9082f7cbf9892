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
from exactpl.claims.types.coverings import Coverings as Coverings
from exactpl.claims.types.coverings import HorseshoeEntropy as HorseshoeEntropy
from exactpl.claims.types.coverings import RobustPeriod as RobustPeriod
from exactpl.claims.types.forcing import ForcedPeriods as ForcedPeriods
from exactpl.claims.types.forcing import NoLiYorkeChaos as NoLiYorkeChaos
from exactpl.claims.types.forcing import PeriodSet as PeriodSet
from exactpl.claims.types.growth import AbsentPeriods as AbsentPeriods
from exactpl.claims.types.growth import EntropyBounds as EntropyBounds
from exactpl.claims.types.growth import EntropyExact as EntropyExact
from exactpl.claims.types.growth import LiYorkeChaosByEntropy as LiYorkeChaosByEntropy
from exactpl.claims.types.networks import DifferentValue as DifferentValue
from exactpl.claims.types.networks import LargestGap as LargestGap
from exactpl.claims.types.networks import NetworkCounts as NetworkCounts
from exactpl.claims.types.networks import NetworkLeastPeriod as NetworkLeastPeriod
from exactpl.claims.types.networks import NetworkRange as NetworkRange
from exactpl.claims.types.networks import NetworkSlopeRange as NetworkSlopeRange
from exactpl.claims.types.networks import NetworkValue as NetworkValue
from exactpl.claims.types.networks import SameFunction as SameFunction
from exactpl.claims.types.orbits import EscapingOrbit as EscapingOrbit
from exactpl.claims.types.orbits import LeastPeriod as LeastPeriod
from exactpl.claims.types.orbits import LeastPeriodOverField as LeastPeriodOverField
from exactpl.claims.types.orbits import LiYorkeChaos as LiYorkeChaos
from exactpl.claims.types.orbits import NearAndFar as NearAndFar
from exactpl.claims.types.orbits import NoLeastPeriod as NoLeastPeriod
from exactpl.claims.types.orbits import NoOddPeriod as NoOddPeriod
from exactpl.claims.types.ranges import Image as Image
from exactpl.claims.types.ranges import InvariantInterval as InvariantInterval
from exactpl.claims.types.ranges import SlopeRange as SlopeRange
from exactpl.claims.types.ranges import Value as Value

Claim: TypeAlias = (
    AbsentPeriods
    | Coverings
    | CrossingCount
    | DifferentValue
    | EntropyBounds
    | EntropyExact
    | EscapingOrbit
    | FixedPointCount
    | ForcedPeriods
    | HorseshoeEntropy
    | Image
    | InvariantInterval
    | LapCount
    | LargestGap
    | LeastPeriod
    | LeastPeriodOverField
    | LiYorkeChaos
    | LiYorkeChaosByEntropy
    | NearAndFar
    | NetworkCounts
    | NetworkLeastPeriod
    | NetworkRange
    | NetworkSlopeRange
    | NetworkValue
    | NoLeastPeriod
    | NoLiYorkeChaos
    | NoOddPeriod
    | PeriodSet
    | PieceCount
    | PieceCountBounds
    | PieceCountSeries
    | PreimageCount
    | RobustPeriod
    | SameFunction
    | SlopeRange
    | Value
)
