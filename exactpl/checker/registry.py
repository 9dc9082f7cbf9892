"""The claim types that this checker knows, and the rule of each, which is loaded when a claim of the type comes."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from .claims.base import AnyClaim

# The class of each rule; its file, in the room of rules, is named like the type.
CLAIM_TYPES: dict[str, str] = {
    "absent_periods": "AbsentPeriods",
    "absent_periods_over_field": "AbsentPeriodsOverField",
    "coverings": "CoveringsClaim",
    "crossing_count": "CrossingCount",
    "different_value": "DifferentValue",
    "entropy_bounds": "EntropyBounds",
    "entropy_bounds_over_field": "EntropyBoundsOverField",
    "entropy_exact": "EntropyExact",
    "escaping_orbit": "EscapingOrbit",
    "fixed_point_count": "FixedPointCount",
    "fixed_point_count_over_field": "FixedPointCountOverField",
    "forced_periods": "ForcedPeriods",
    "horseshoe": "Horseshoe",
    "image": "Image",
    "invariant_interval": "InvariantInterval",
    "lap_count": "LapCount",
    "largest_gap": "LargestGap",
    "least_period": "LeastPeriod",
    "least_period_over_field": "LeastPeriodOverField",
    "li_yorke_chaos": "LiYorkeChaos",
    "li_yorke_chaos_by_entropy": "LiYorkeChaosByEntropy",
    "li_yorke_chaos_by_entropy_over_field": "LiYorkeChaosByEntropyOverField",
    "li_yorke_chaos_over_field": "LiYorkeChaosOverField",
    "near_and_far": "NearAndFar",
    "network_counts": "NetworkCounts",
    "network_least_period": "NetworkLeastPeriod",
    "network_range": "NetworkRange",
    "network_slope_range": "NetworkSlopeRange",
    "network_value": "NetworkValue",
    "no_least_period": "NoLeastPeriod",
    "no_least_period_over_field": "NoLeastPeriodOverField",
    "no_li_yorke_chaos": "NoLiYorkeChaos",
    "no_li_yorke_chaos_over_field": "NoLiYorkeChaosOverField",
    "no_odd_period": "NoOddPeriod",
    "period_set": "PeriodSet",
    "piece_count": "PieceCount",
    "piece_count_bounds": "PieceCountBounds",
    "piece_count_series": "PieceCountSeries",
    "preimage_count": "PreimageCount",
    "robust_period": "RobustPeriod",
    "same_function": "SameFunction",
    "slope_range": "SlopeRange",
    "value": "Value",
}


def rule_of(claim_type: str) -> type[AnyClaim[Any]] | None:
    """Return the rule for the claims of a type, `None` for a type that is not known."""
    if claim_type not in CLAIM_TYPES:
        return None
    rule: type[AnyClaim[Any]] = getattr(import_module(f".rules.{claim_type}", __package__), CLAIM_TYPES[claim_type])
    return rule
