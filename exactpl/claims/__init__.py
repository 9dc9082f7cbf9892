"""Claims about maps and networks: `exactpl.decide(claim)` gives the verdict and its certificate.

    >>> import exactpl as xp
    >>> xp.decide(xp.claims.PieceCount(xp.zoo.tent(), k=10)).value
    1024
    >>> type(xp.decide(xp.claims.EntropyBounds(xp.zoo.tent(), growth_at_least="1.6"))).__name__
    'Proved'

A value that is left out is asked for; one that is given is proved or refuted.

* How many pieces, laps, crossings, preimages, fixed points has f^k? `PieceCount`, `PieceCountBounds`, `LapCount`,
  `CrossingCount`, `PreimageCount`, `FixedPointCount`; for all k at once `PieceCountSeries`, `LapCountSeries`,
  `FixedPointCountSeries`.
* Where does f^k go, and how steep is it? `Value`, `Image`, `InvariantInterval`, `SlopeRange`.
* Which least periods has f? `LeastPeriod`, `NoLeastPeriod`, `NoOddPeriod`, `AbsentPeriods`, `ForcedPeriods`,
  `PeriodSet`; with all maps near f `RobustPeriod`.
* How fast does f grow, what is its entropy? `EntropyBounds`, `EntropyExact`; with all maps near f `HorseshoeEntropy`,
  `Coverings`.
* Is f chaotic? `LiYorkeChaos` (with all maps near f), `LiYorkeChaosByEntropy`, `NoLiYorkeChaos`.
* What do single orbits do? `EscapingOrbit`, `NearAndFar`.
* What is a network along a line? `SameFunction`, `LargestGap`, `NetworkCounts`, `NetworkRange`, `NetworkSlopeRange`.
* What is it at a point, or iterated? `NetworkValue`, `DifferentValue`, `NetworkLeastPeriod`.

`MapSubject` and `NetworkSubject` are maps and networks with the bytes of their files; `Claim` is the base of claims.
"""

from exactpl.claims.kinds.absent_periods import AbsentPeriods as AbsentPeriods
from exactpl.claims.kinds.base import Claim as Claim
from exactpl.claims.kinds.chaos import LiYorkeChaos as LiYorkeChaos
from exactpl.claims.kinds.chaos import LiYorkeChaosByEntropy as LiYorkeChaosByEntropy
from exactpl.claims.kinds.chaos import NoLiYorkeChaos as NoLiYorkeChaos
from exactpl.claims.kinds.counts import CrossingCount as CrossingCount
from exactpl.claims.kinds.counts import FixedPointCount as FixedPointCount
from exactpl.claims.kinds.counts import LapCount as LapCount
from exactpl.claims.kinds.counts import PieceCount as PieceCount
from exactpl.claims.kinds.counts import PieceCountBounds as PieceCountBounds
from exactpl.claims.kinds.counts import PreimageCount as PreimageCount
from exactpl.claims.kinds.coverings import Coverings as Coverings
from exactpl.claims.kinds.coverings import RobustPeriod as RobustPeriod
from exactpl.claims.kinds.forcing import ForcedPeriods as ForcedPeriods
from exactpl.claims.kinds.forcing import PeriodSet as PeriodSet
from exactpl.claims.kinds.growth import EntropyBounds as EntropyBounds
from exactpl.claims.kinds.growth import EntropyExact as EntropyExact
from exactpl.claims.kinds.horseshoes import HorseshoeEntropy as HorseshoeEntropy
from exactpl.claims.kinds.network_lines import LargestGap as LargestGap
from exactpl.claims.kinds.network_lines import NetworkCounts as NetworkCounts
from exactpl.claims.kinds.network_lines import NetworkRange as NetworkRange
from exactpl.claims.kinds.network_lines import NetworkSlopeRange as NetworkSlopeRange
from exactpl.claims.kinds.network_lines import SameFunction as SameFunction
from exactpl.claims.kinds.network_values import DifferentValue as DifferentValue
from exactpl.claims.kinds.network_values import NetworkLeastPeriod as NetworkLeastPeriod
from exactpl.claims.kinds.network_values import NetworkValue as NetworkValue
from exactpl.claims.kinds.orbits import EscapingOrbit as EscapingOrbit
from exactpl.claims.kinds.orbits import NearAndFar as NearAndFar
from exactpl.claims.kinds.periods import LeastPeriod as LeastPeriod
from exactpl.claims.kinds.periods import NoLeastPeriod as NoLeastPeriod
from exactpl.claims.kinds.periods import NoOddPeriod as NoOddPeriod
from exactpl.claims.kinds.ranges import Image as Image
from exactpl.claims.kinds.ranges import InvariantInterval as InvariantInterval
from exactpl.claims.kinds.ranges import SlopeRange as SlopeRange
from exactpl.claims.kinds.ranges import Value as Value
from exactpl.claims.kinds.series import FixedPointCountSeries as FixedPointCountSeries
from exactpl.claims.kinds.series import LapCountSeries as LapCountSeries
from exactpl.claims.kinds.series import PieceCountSeries as PieceCountSeries
from exactpl.claims.subjects import MapSubject as MapSubject
from exactpl.claims.subjects import NetworkSubject as NetworkSubject
