"""The claim types that this checker knows."""

from __future__ import annotations

from .claims import Claim
from .rule_crossing_count import CrossingCount
from .rule_fixed_point_count import FixedPointCount
from .rule_image import Image
from .rule_invariant_interval import InvariantInterval
from .rule_lap_count import LapCount
from .rule_least_period import LeastPeriod
from .rule_li_yorke_chaos import LiYorkeChaos
from .rule_no_least_period import NoLeastPeriod
from .rule_no_odd_period import NoOddPeriod
from .rule_piece_count import PieceCount
from .rule_piece_count_bounds import PieceCountBounds
from .rule_piece_count_series import PieceCountSeries
from .rule_preimage_count import PreimageCount
from .rule_slope_range import SlopeRange
from .rule_value import Value

_ALL: tuple[type[Claim], ...] = (
    CrossingCount,
    FixedPointCount,
    Image,
    InvariantInterval,
    LapCount,
    LeastPeriod,
    LiYorkeChaos,
    NoLeastPeriod,
    NoOddPeriod,
    PieceCount,
    PieceCountBounds,
    PieceCountSeries,
    PreimageCount,
    SlopeRange,
    Value,
)
CLAIM_TYPES: dict[str, type[Claim]] = {rule.type: rule for rule in _ALL}
