"""The claim types that this checker knows."""

from __future__ import annotations

from typing import Any

from .claims import AnyClaim
from .rule_absent_periods import AbsentPeriods
from .rule_absent_periods_over_field import AbsentPeriodsOverField
from .rule_coverings import CoveringsClaim
from .rule_crossing_count import CrossingCount
from .rule_different_value import DifferentValue
from .rule_entropy_bounds import EntropyBounds
from .rule_entropy_bounds_over_field import EntropyBoundsOverField
from .rule_entropy_exact import EntropyExact
from .rule_escaping_orbit import EscapingOrbit
from .rule_fixed_point_count import FixedPointCount
from .rule_fixed_point_count_over_field import FixedPointCountOverField
from .rule_forced_periods import ForcedPeriods
from .rule_horseshoe import Horseshoe
from .rule_image import Image
from .rule_invariant_interval import InvariantInterval
from .rule_lap_count import LapCount
from .rule_largest_gap import LargestGap
from .rule_least_period import LeastPeriod
from .rule_least_period_over_field import LeastPeriodOverField
from .rule_li_yorke_chaos import LiYorkeChaos
from .rule_li_yorke_chaos_by_entropy import LiYorkeChaosByEntropy
from .rule_li_yorke_chaos_by_entropy_over_field import LiYorkeChaosByEntropyOverField
from .rule_li_yorke_chaos_over_field import LiYorkeChaosOverField
from .rule_near_and_far import NearAndFar
from .rule_network_counts import NetworkCounts
from .rule_network_least_period import NetworkLeastPeriod
from .rule_network_range import NetworkRange
from .rule_network_slope_range import NetworkSlopeRange
from .rule_network_value import NetworkValue
from .rule_no_least_period import NoLeastPeriod
from .rule_no_least_period_over_field import NoLeastPeriodOverField
from .rule_no_li_yorke_chaos import NoLiYorkeChaos
from .rule_no_li_yorke_chaos_over_field import NoLiYorkeChaosOverField
from .rule_no_odd_period import NoOddPeriod
from .rule_period_set import PeriodSet
from .rule_piece_count import PieceCount
from .rule_piece_count_bounds import PieceCountBounds
from .rule_piece_count_series import PieceCountSeries
from .rule_preimage_count import PreimageCount
from .rule_robust_period import RobustPeriod
from .rule_same_function import SameFunction
from .rule_slope_range import SlopeRange
from .rule_value import Value

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
