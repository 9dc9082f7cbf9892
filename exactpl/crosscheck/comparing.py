"""Cross-checks: what floats and grids show of exact results, beside these. They never change a verdict.

Main definitions: `compare`, `compare_cycle`, `compare_claim`.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import lcm

from exactpl import work
from exactpl.arithmetic.integers import require_integer
from exactpl.arithmetic.intervals import IntervalLike
from exactpl.arithmetic.rationals import Exact, approximate, exact, rationals
from exactpl.claims import Claim, LapCount, LeastPeriod, PieceCount
from exactpl.claims.deciding import decide
from exactpl.claims.kinds.base import rational_interval
from exactpl.claims.subjects import MapSubject
from exactpl.crosscheck.backends import Backend, as_backend
from exactpl.crosscheck.float_orbits import OrbitComparison, compare_orbits
from exactpl.crosscheck.formats import FloatFormat, as_format
from exactpl.crosscheck.grid_counts import GridCount, count_on_grid, require_method
from exactpl.crosscheck.grids import Grid
from exactpl.crosscheck.reports import AGREES, CANNOT_TELL, DISAGREES, Comparison, CrossCheck, seen_beside
from exactpl.dynamics.counting.counts import lap_count, piece_count, piece_counts
from exactpl.dynamics.orbits.self_map import SelfMap, compact_invariant_interval
from exactpl.dynamics.periods.periodic_orbits import Orbit, orbit
from exactpl.errors import BudgetError, DomainError, InputError, described
from exactpl.maps.pl import PL, require_rational
from exactpl.verdicts import Proved

POINTS = 100_000
SAMPLES = 200
_MOST_LOOKED_AT = 40


@work.bounded
def compare(
    f: PL | MapSubject,
    k: int,
    *,
    points: int = POINTS,
    backend: str | Backend = "numpy",
    format: str | FloatFormat = "float64",
    method: str = "auto",
    samples: int = SAMPLES,
    on: IntervalLike = None,
) -> CrossCheck:
    """Compare orbits of f, and the pieces and laps of f^k, with what floats and a grid show of them.

    Arguments:
        k: the iterate, >= 0.
        points: size of the grid, >= 3.
        backend: numpy, torch or cupy, or `backend("torch", "cuda")`.
        format: float64 or float32, for the orbits and for method floats.
        method: how the grid is computed: int64 or residues (both exact), floats (with bounds), or auto.
        samples: how many orbits are compared with exact ones.
        on: an invariant interval; on an unbounded domain a compact invariant one around the knots by default.

    Cost: k steps for each point; the exact counts; for the samples k exact steps.

    >>> report = compare(PL([(0, 0), ("1/2", 1), (1, 0)]), 8)
    >>> report.outcome, [each.what for each in report.comparisons]
    ('agrees', ['values', 'pieces', 'laps'])
    """
    map_on_j, kind, place = _asked(f, on), as_format(format), as_backend(backend)
    k = require_integer(k, "k", 0)
    require_method(method)
    grid = Grid.inside(map_on_j.domain, points)
    count = min(require_integer(samples, "samples", 1), points)
    chosen = [(grid.start + (i * (points - 1) // max(count - 1, 1)) * grid.step) * grid.factor for i in range(count)]
    exact_pieces, exact_laps = piece_count(map_on_j, k), lap_count(map_on_j, k)  # these say first where k is too large
    orbits = compare_orbits(map_on_j, chosen, grid.denominator, k, place, kind)
    seen = _counted(map_on_j, k, grid, place, method, kind)
    pieces = seen_beside("pieces", exact_pieces, seen, seen.pieces)
    return CrossCheck(
        k,
        points,
        str(place),
        kind.name,
        (
            _values(orbits, k, count, kind),
            _first_hidden(pieces, map_on_j, k, grid, place, method, kind),
            seen_beside("laps", exact_laps, seen, seen.laps),
        ),
    )


def _asked(f: PL | MapSubject, on: IntervalLike, points: Sequence[Fraction] = ()) -> PL:
    """Return the map on a compact interval that it maps into itself, around its knots and some points."""
    given, interval = MapSubject.of(f).f, rational_interval(on)
    asked = SelfMap.of(given, on=interval)
    require_rational(asked)
    if asked.domain.is_bounded:
        return asked
    home = compact_invariant_interval(asked, (x for x in points if x in asked.domain))
    if home is None:
        raise DomainError(
            "no compact interval around the knots was found that f maps into itself; name one: on=(a, b), --on A B."
        )
    return asked.restrict(*home)


def _counted(f: PL, k: int, grid: Grid, place: Backend, method: str, kind: FloatFormat) -> GridCount:
    """Return what the grid shows; where auto meets too many points for exact residues, floats with bounds."""
    try:
        return count_on_grid(f, k, grid=grid, backend=place, method=method, format=kind)
    except BudgetError:
        if method != "auto":
            raise
        return count_on_grid(f, k, grid=grid, backend=place, method="floats", format=kind)


def _first_hidden(
    found: Comparison, f: PL, k: int, grid: Grid, place: Backend, method: str, kind: FloatFormat
) -> Comparison:
    """Say which iterate is the first whose pieces the grid does not show, where it is one of the first few."""
    if found.outcome != CANNOT_TELL:
        return found
    counts = piece_counts(f, upto=min(k, _MOST_LOOKED_AT))
    for j, count in enumerate(counts):
        if _counted(f, j, grid, place, method, kind).pieces < count:
            return replace(found, from_k=j, detail=f"{found.detail}; it shows all up to f^{j - 1}")
    return found


def _values(found: OrbitComparison, k: int, count: int, kind: FloatFormat) -> Comparison:
    orbits = f"{found.told:,} of {count:,}" if 0 < found.told < count else f"{count:,}"
    orbits += f" {'orbit' if count == 1 else 'orbits'} in {kind.name}"
    if found.violation is not None:
        j, i, y, exact = found.violation
        return Comparison(
            "values",
            DISAGREES,
            f"{orbits}: at f^{j} orbit {i} is {y!r}, exact {approximate(exact)}, beyond its bound",
            j,
        )
    unsure = "" if found.unsure_from is None else f"; most lose their piece by f^{found.unsure_from}"
    if found.wide_from is not None:
        last = f"f^{found.wide_from - 1} still within {found.largest_bound:.1e}" if found.wide_from else "none within"
        return Comparison(
            "values",
            CANNOT_TELL,
            f"{orbits}: from f^{found.wide_from} on most bounds are as wide as half of the domain ({last}){unsure}",
            found.wide_from,
        )
    return Comparison(
        "values",
        AGREES,
        f"{orbits} up to f^{k}: errors at most {found.largest_error:.1e}, bounds at most {found.largest_bound:.1e}"
        f"{unsure}",
    )


# -- cycles ------------------------------------------------------------------------------------------------------------


@work.bounded
def compare_cycle(
    f: PL | MapSubject,
    cycle: Orbit | Sequence[Exact],
    *,
    backend: str | Backend = "numpy",
    format: str | FloatFormat = "float64",
    steps: int | None = None,
    on: IntervalLike = None,
) -> Comparison:
    """Compare a cycle, its points in order, with the float orbits of its points, for `steps` steps (64 rounds).

    Float orbits leave a repelling cycle, so one round in which they agree with it is enough. Where they lose it later,
    the detail and `from_k` say by which step: from there on the bounds tell nothing.

    >>> from exactpl.claims.questions.orbits import find_orbit
    >>> tent = PL([(0, 0), ("1/2", 1), (1, 0)])
    >>> compare_cycle(tent, find_orbit(tent, 3).witness, steps=9).outcome
    'agrees'
    """
    if not isinstance(cycle, Orbit | Sequence) or not len(cycle):
        raise InputError(f"a cycle, a list of at least one point, is required, found {described(cycle)}.")
    points = [exact(x) for x in cycle]
    map_on_j, kind, place = _asked(f, on, points), as_format(format), as_backend(backend)
    for x, y in zip(points, [*points[1:], points[0]], strict=True):
        if x not in map_on_j.domain or map_on_j(x) != y:
            return Comparison("cycle", DISAGREES, f"f({approximate(x)}) is not {approximate(y)}")
    if len(set(points)) < len(points):
        return Comparison("cycle", DISAGREES, f"the {len(points)} points are not different: the period is smaller")
    k = len(points) * 64 if steps is None else require_integer(steps, "steps", 1)
    denominator = lcm(*(x.denominator for x in points))
    found = compare_orbits(map_on_j, [int(x * denominator) for x in points], denominator, k, place, kind)
    shown = _values(found, k, len(points), kind)
    if found.wide_from is not None and found.wide_from > len(points):
        # one round is what a cycle claims; floats leave a repelling one sooner or later
        lost = f"one round within the bounds; the cycle is lost by f^{found.wide_from}"
        return Comparison("cycle", AGREES, f"{lost}: {shown.detail}", shown.from_k)
    return Comparison("cycle", shown.outcome, shown.detail, shown.from_k)


# -- claims ------------------------------------------------------------------------------------------------------------


@work.bounded
def compare_claim(
    claim: Claim, *, points: int = POINTS, backend: str | Backend = "numpy", format: str | FloatFormat = "float64"
) -> Comparison:
    """Compare one claim with what is observed: PieceCount, LapCount, or LeastPeriod, with a value or to be decided.

    >>> from exactpl.maps.zoo import tent
    >>> compare_claim(PieceCount(tent(), k=5, value=31)).outcome
    'disagrees'
    """
    if isinstance(claim, LeastPeriod):
        if claim.x is None:
            verdict = decide(claim)
            if not isinstance(verdict, Proved):
                raise InputError(
                    f"a claim with a witness is required, found {type(verdict).__name__}: it is not shown that "
                    f"{claim.statement()}."
                )
            cycle = tuple(verdict.witness)
        else:
            require_rational(claim.subject.f)
            cycle = tuple(rationals(orbit(claim.subject.f, exact(claim.x), claim.n)))
        return compare_cycle(claim.subject, cycle, backend=backend, format=format, on=claim.on)
    if not isinstance(claim, PieceCount | LapCount):
        raise InputError(f"a PieceCount, LapCount or LeastPeriod is required, found {type(claim).__name__}.")
    f, kind, place = _asked(claim.subject, claim.on), as_format(format), as_backend(backend)
    seen = _counted(f, claim.k, Grid.inside(f.domain, points), place, "auto", kind)
    if isinstance(claim, PieceCount):
        claimed = piece_count(f, claim.k) if claim.value is None else claim.value
        return seen_beside("pieces", claimed, seen, seen.pieces)
    claimed = lap_count(f, claim.k) if claim.value is None else claim.value
    return seen_beside("laps", claimed, seen, seen.laps)
