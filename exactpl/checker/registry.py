"""The claim types that this checker knows."""

from __future__ import annotations

from typing import Any

from .claims.base import AnyClaim
from .rules.absent_periods import AbsentPeriods
from .rules.absent_periods_over_field import AbsentPeriodsOverField
from .rules.coverings import CoveringsClaim
from .rules.crossing_count import CrossingCount
from .rules.different_value import DifferentValue
from .rules.entropy_bounds import EntropyBounds
from .rules.entropy_bounds_over_field import EntropyBoundsOverField
from .rules.entropy_exact import EntropyExact
from .rules.escaping_orbit import EscapingOrbit
from .rules.fixed_point_count import FixedPointCount
from .rules.fixed_point_count_over_field import FixedPointCountOverField
from .rules.forced_periods import ForcedPeriods
from .rules.horseshoe import Horseshoe
from .rules.image import Image
from .rules.invariant_interval import InvariantInterval
from .rules.lap_count import LapCount
from .rules.largest_gap import LargestGap
from .rules.least_period import LeastPeriod
from .rules.least_period_over_field import LeastPeriodOverField
from .rules.li_yorke_chaos import LiYorkeChaos
from .rules.li_yorke_chaos_by_entropy import LiYorkeChaosByEntropy
from .rules.li_yorke_chaos_by_entropy_over_field import LiYorkeChaosByEntropyOverField
from .rules.li_yorke_chaos_over_field import LiYorkeChaosOverField
from .rules.near_and_far import NearAndFar
from .rules.network_counts import NetworkCounts
from .rules.network_least_period import NetworkLeastPeriod
from .rules.network_range import NetworkRange
from .rules.network_slope_range import NetworkSlopeRange
from .rules.network_value import NetworkValue
from .rules.no_least_period import NoLeastPeriod
from .rules.no_least_period_over_field import NoLeastPeriodOverField
from .rules.no_li_yorke_chaos import NoLiYorkeChaos
from .rules.no_li_yorke_chaos_over_field import NoLiYorkeChaosOverField
from .rules.no_odd_period import NoOddPeriod
from .rules.period_set import PeriodSet
from .rules.piece_count import PieceCount
from .rules.piece_count_bounds import PieceCountBounds
from .rules.piece_count_series import PieceCountSeries
from .rules.preimage_count import PreimageCount
from .rules.robust_period import RobustPeriod
from .rules.same_function import SameFunction
from .rules.slope_range import SlopeRange
from .rules.value import Value

_ALL: tuple[type[AnyClaim[Any]], ...] = (
    AbsentPeriods,
    AbsentPeriodsOverField,
    CoveringsClaim,
    CrossingCount,
    DifferentValue,
    EntropyBounds,
    EntropyBoundsOverField,
    EntropyExact,
    EscapingOrbit,
    FixedPointCount,
    FixedPointCountOverField,
    ForcedPeriods,
    Horseshoe,
    Image,
    InvariantInterval,
    LapCount,
    LargestGap,
    LeastPeriod,
    LeastPeriodOverField,
    LiYorkeChaos,
    LiYorkeChaosOverField,
    LiYorkeChaosByEntropy,
    LiYorkeChaosByEntropyOverField,
    NearAndFar,
    NetworkCounts,
    NetworkLeastPeriod,
    NetworkRange,
    NetworkSlopeRange,
    NetworkValue,
    NoLeastPeriod,
    NoLeastPeriodOverField,
    NoLiYorkeChaos,
    NoLiYorkeChaosOverField,
    NoOddPeriod,
    PeriodSet,
    PieceCount,
    PieceCountBounds,
    PieceCountSeries,
    PreimageCount,
    RobustPeriod,
    SameFunction,
    SlopeRange,
    Value,
)
CLAIM_TYPES: dict[str, type[AnyClaim[Any]]] = {rule.type: rule for rule in _ALL}
