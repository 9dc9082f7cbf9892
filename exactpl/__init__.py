"""exactpl: exact verifier for one-dimensional piecewise-linear maps.

    >>> import exactpl as xp
    >>> tent = xp.PL([(0, 0), ("1/2", 1), (1, 0)])
    >>> xp.piece_count(tent, 1000) == 2**1000
    True
    >>> verdict = xp.find_orbit(tent, 3)
    >>> xp.check(verdict.certificate).verdict
    'accept'

Everything is exact: numbers are rationals, floats are refused (`exact_float` takes their binary value by name).
Questions come back as verdicts, `Proved`, `Refuted` or `Undecided`, with certificates that a separate program checks.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import exactpl.strategies as strategies  # noqa: F401
    from exactpl import claims as claims
    from exactpl import crosscheck as crosscheck
    from exactpl import networks as networks
    from exactpl import plot as plot
    from exactpl import survey as survey
    from exactpl.arithmetic.algebraic import Algebraic as Algebraic
    from exactpl.arithmetic.algebraic import NumberField as NumberField
    from exactpl.arithmetic.intervals import Interval as Interval
    from exactpl.arithmetic.rationals import exact as exact
    from exactpl.arithmetic.rationals import exact_float as exact_float
    from exactpl.claims.checking import CheckReport as CheckReport
    from exactpl.claims.checking import check as check
    from exactpl.claims.deciding import decide as decide
    from exactpl.claims.questions.chaos import Chaos as Chaos
    from exactpl.claims.questions.chaos import chaos as chaos
    from exactpl.claims.questions.consequences import Consequences as Consequences
    from exactpl.claims.questions.consequences import consequences as consequences
    from exactpl.claims.questions.entropy import Entropy as Entropy
    from exactpl.claims.questions.entropy import entropy as entropy
    from exactpl.claims.questions.horseshoes import horseshoe as horseshoe
    from exactpl.claims.questions.orbits import find_orbit as find_orbit
    from exactpl.claims.questions.orbits import periods as periods
    from exactpl.claims.questions.period_sets import PeriodReport as PeriodReport
    from exactpl.claims.questions.period_sets import period_set as period_set
    from exactpl.claims.questions.same_function import same_function as same_function
    from exactpl.claims.subjects import MapSubject as MapSubject
    from exactpl.claims.subjects import NetworkSubject as NetworkSubject
    from exactpl.dynamics.closed_forms.closed_form import ClosedForm as ClosedForm
    from exactpl.dynamics.closed_forms.closed_form import closed_form as closed_form
    from exactpl.dynamics.counting.counts import crossing_count as crossing_count
    from exactpl.dynamics.counting.counts import crossing_counts as crossing_counts
    from exactpl.dynamics.counting.counts import lap_count as lap_count
    from exactpl.dynamics.counting.counts import lap_counts as lap_counts
    from exactpl.dynamics.counting.counts import piece_count as piece_count
    from exactpl.dynamics.counting.counts import piece_counts as piece_counts
    from exactpl.dynamics.counting.counts import preimage_count as preimage_count
    from exactpl.dynamics.counting.counts import preimage_counts as preimage_counts
    from exactpl.dynamics.coverings.graph import Covering as Covering
    from exactpl.dynamics.coverings.graph import CoveringGraph as CoveringGraph
    from exactpl.dynamics.coverings.graph import covering_graph as covering_graph
    from exactpl.dynamics.coverings.horseshoe import Horseshoe as Horseshoe
    from exactpl.dynamics.coverings.loops import RobustOrbit as RobustOrbit
    from exactpl.dynamics.coverings.loops import orbit_of_loop as orbit_of_loop
    from exactpl.dynamics.growth.forced import forced_growth as forced_growth
    from exactpl.dynamics.iterates.iterate import Iterate as Iterate
    from exactpl.dynamics.iterates.iterate import iterate as iterate
    from exactpl.dynamics.periods.fixed_counts import FixedPointNumbers as FixedPointNumbers
    from exactpl.dynamics.periods.fixed_points import FixedPoints as FixedPoints
    from exactpl.dynamics.periods.fixed_points import fixed_point_count as fixed_point_count
    from exactpl.dynamics.periods.fixed_points import fixed_point_counts as fixed_point_counts
    from exactpl.dynamics.periods.fixed_points import fixed_points as fixed_points
    from exactpl.dynamics.periods.forcing import forced_periods as forced_periods
    from exactpl.dynamics.periods.forcing import forces as forces
    from exactpl.dynamics.periods.forcing import sharkovsky_key as sharkovsky_key
    from exactpl.dynamics.periods.periodic_points import Orbit as Orbit
    from exactpl.dynamics.periods.periodic_points import PeriodicPointCount as PeriodicPointCount
    from exactpl.dynamics.periods.periodic_points import PeriodicPoints as PeriodicPoints
    from exactpl.dynamics.periods.periodic_points import has_least_period as has_least_period
    from exactpl.dynamics.periods.periodic_points import periodic_point_count as periodic_point_count
    from exactpl.dynamics.periods.periodic_points import periodic_point_counts as periodic_point_counts
    from exactpl.dynamics.periods.periodic_points import periodic_points as periodic_points
    from exactpl.dynamics.symbolic.itineraries import KneadingSequence as KneadingSequence
    from exactpl.dynamics.symbolic.itineraries import cylinder as cylinder
    from exactpl.dynamics.symbolic.itineraries import is_admissible as is_admissible
    from exactpl.dynamics.symbolic.itineraries import itinerary as itinerary
    from exactpl.dynamics.symbolic.itineraries import kneading_sequences as kneading_sequences
    from exactpl.dynamics.symbolic.itineraries import periodic_points_of_word as periodic_points_of_word
    from exactpl.dynamics.symbolic.kneading_matrix import kneading_determinant as kneading_determinant
    from exactpl.dynamics.symbolic.kneading_matrix import kneading_matrix as kneading_matrix
    from exactpl.dynamics.symbolic.laps import letters as letters
    from exactpl.dynamics.symbolic.pairs import NearAndFarPair as NearAndFarPair
    from exactpl.dynamics.symbolic.pairs import distances as distances
    from exactpl.dynamics.symbolic.pairs import near_and_far as near_and_far
    from exactpl.dynamics.symbolic.pairs import scrambled_pair as scrambled_pair
    from exactpl.errors import BudgetError as BudgetError
    from exactpl.errors import CheckerError as CheckerError
    from exactpl.errors import DomainError as DomainError
    from exactpl.errors import ExactPLError as ExactPLError
    from exactpl.errors import InexactNumberError as InexactNumberError
    from exactpl.errors import InputError as InputError
    from exactpl.errors import NoClosedFormError as NoClosedFormError
    from exactpl.maps import zoo as zoo
    from exactpl.maps.files import load_map as load_map
    from exactpl.maps.files import save_map as save_map
    from exactpl.maps.pl import PL as PL
    from exactpl.maps.pl import Piece as Piece
    from exactpl.maps.pl import maximum as maximum
    from exactpl.maps.pl import minimum as minimum
    from exactpl.maps.sup_errors import SupError as SupError
    from exactpl.maps.sup_errors import l1_error_to_step as l1_error_to_step
    from exactpl.maps.sup_errors import sup_error as sup_error
    from exactpl.verdicts import Certificate as Certificate
    from exactpl.verdicts import Proved as Proved
    from exactpl.verdicts import Refuted as Refuted
    from exactpl.verdicts import Undecided as Undecided
    from exactpl.work import budget as budget

__version__ = "0.1.0"

_MODULES = {
    "claims": "exactpl.claims",
    "crosscheck": "exactpl.crosscheck",
    "networks": "exactpl.networks",
    "plot": "exactpl.plot",
    "strategies": "exactpl.strategies",
    "survey": "exactpl.survey",
    "zoo": "exactpl.maps.zoo",
}
_HOME = {
    "exactpl.arithmetic.intervals": ("Interval",),
    "exactpl.arithmetic.rationals": ("exact", "exact_float"),
    "exactpl.claims.checking": ("CheckReport", "check"),
    "exactpl.claims.deciding": ("decide",),
    "exactpl.claims.questions.same_function": ("same_function",),
    "exactpl.claims.questions.orbits": ("find_orbit", "periods"),
    "exactpl.claims.subjects": ("MapSubject", "NetworkSubject"),
    "exactpl.dynamics.closed_forms.closed_form": ("ClosedForm", "closed_form"),
    "exactpl.dynamics.counting.counts": (
        "crossing_count",
        "crossing_counts",
        "lap_count",
        "lap_counts",
        "piece_count",
        "piece_counts",
        "preimage_count",
        "preimage_counts",
    ),
    "exactpl.dynamics.periods.fixed_counts": ("FixedPointNumbers",),
    "exactpl.dynamics.periods.fixed_points": ("FixedPoints", "fixed_point_count", "fixed_point_counts", "fixed_points"),
    "exactpl.dynamics.iterates.iterate": ("Iterate", "iterate"),
    "exactpl.dynamics.periods.periodic_points": (
        "Orbit",
        "PeriodicPointCount",
        "PeriodicPoints",
        "has_least_period",
        "periodic_point_count",
        "periodic_point_counts",
        "periodic_points",
    ),
    "exactpl.errors": (
        "BudgetError",
        "CheckerError",
        "DomainError",
        "ExactPLError",
        "InexactNumberError",
        "InputError",
        "NoClosedFormError",
    ),
    "exactpl.maps.files": ("load_map", "save_map"),
    "exactpl.maps.pl": ("PL", "Piece", "maximum", "minimum"),
    "exactpl.maps.sup_errors": ("SupError", "l1_error_to_step", "sup_error"),
    "exactpl.arithmetic.algebraic": ("Algebraic", "NumberField"),
    "exactpl.claims.questions.chaos": ("Chaos", "chaos"),
    "exactpl.claims.questions.horseshoes": ("horseshoe",),
    "exactpl.claims.questions.consequences": ("Consequences", "consequences"),
    "exactpl.claims.questions.entropy": ("Entropy", "entropy"),
    "exactpl.claims.questions.period_sets": ("PeriodReport", "period_set"),
    "exactpl.dynamics.coverings.graph": ("Covering", "CoveringGraph", "covering_graph"),
    "exactpl.dynamics.coverings.horseshoe": ("Horseshoe",),
    "exactpl.dynamics.coverings.loops": ("RobustOrbit", "orbit_of_loop"),
    "exactpl.dynamics.growth.forced": ("forced_growth",),
    "exactpl.dynamics.periods.forcing": ("forced_periods", "forces", "sharkovsky_key"),
    "exactpl.dynamics.symbolic.itineraries": (
        "KneadingSequence",
        "cylinder",
        "is_admissible",
        "itinerary",
        "kneading_sequences",
        "periodic_points_of_word",
    ),
    "exactpl.dynamics.symbolic.kneading_matrix": ("kneading_determinant", "kneading_matrix"),
    "exactpl.dynamics.symbolic.laps": ("letters",),
    "exactpl.dynamics.symbolic.pairs": ("NearAndFarPair", "distances", "near_and_far", "scrambled_pair"),
    "exactpl.verdicts": ("Certificate", "Proved", "Refuted", "Undecided"),
    "exactpl.work": ("budget",),
}
_NAMES = {name: module for module, names in _HOME.items() for name in names}

__all__ = sorted([*_NAMES, *_MODULES])  # pyright: ignore[reportUnsupportedDunderAll]

if not TYPE_CHECKING:  # behind this guard, or a type checker would accept any name

    def __getattr__(name: str) -> object:
        """Load a public name when it is first used (PEP 562)."""
        from importlib import import_module

        if name in _MODULES:
            value: object = import_module(_MODULES[name])
        elif name in _NAMES:
            value = getattr(import_module(_NAMES[name]), name)
        else:
            raise AttributeError(f"module 'exactpl' has no attribute {name!r}")
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        """List the public names without loading them."""
        return sorted({*globals(), *__all__})
