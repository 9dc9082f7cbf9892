"""Pieces, laps, crossings and preimages of f^k, for k in the thousands, without listing them.

For k in the thousands and finite critical orbits one term of a sequence is computed (`sequences`). Otherwise each count
is computed by one algorithm, and with ``verify=True`` by a second one that shares nothing with it but the
critical orbits: sums of jumps (`kneading`), or where plateaus reach over breakpoints summaries of image intervals
(`transfer`); and pull-back (`pull_back`, `plateau_pull_back`).
"""

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

from exactpl import work
from exactpl.arithmetic.integers import require_integer
from exactpl.arithmetic.intervals import IntervalLike
from exactpl.arithmetic.rationals import Exact, exact
from exactpl.dynamics.counting import over_fields, plateau_pull_back, pull_back, transfer
from exactpl.dynamics.counting.kneading import Kneading
from exactpl.dynamics.counting.memory import MOST_BYTES, require_affordable_counts
from exactpl.dynamics.counting.sequences import lap_sequence, level_sequence, piece_sequence, term
from exactpl.dynamics.orbits.affine_maps import affine_reaches
from exactpl.dynamics.orbits.critical_orbits import inner_points
from exactpl.dynamics.orbits.listed_iterates import listed_iterates
from exactpl.dynamics.orbits.self_map import SelfMap
from exactpl.maps.pl import PL


@work.bounded
def piece_count(f: PL, k: int, *, on: IntervalLike = None, most_bytes: int = MOST_BYTES, verify: bool = False) -> int:
    """Return the number of pieces of f^k: maximal intervals on which it is affine.

    f maps its domain (interval, half-line or line), or the interval `on` in it, into itself and is asked about there;
    k >= 0; f^0, the identity, has one piece. Laps are fewer, see `lap_count`. `verify` counts a second time, by
    pull-back.

    Raises:
        DomainError: naming a point that leaves the domain.
        BudgetError: before the work, when the numbers on the way would take more than about `most_bytes`.
        ArithmeticError: when two algorithms disagree, which would be a bug.

    Cost: (m + 2) k steps on integers of up to k b bits (m breakpoints, b bits of the slopes), and a linear system of m
    power series of length k; `verify` adds m k^2 additions. Source: docs/theorems.md, T1.1 and T1.5.

    >>> tent = PL([(0, 0), ("1/2", 1), (1, 0)])
    >>> piece_count(tent, 1000) == 2**1000
    True

    See also: `closed_form` (for all k at once, and k of any size), `piece_counts`, `claims.PieceCount` (with a
    certificate).
    """
    f = SelfMap.of(f, on=on)
    k, most = require_integer(k, "k", 0), require_integer(most_bytes, "most_bytes", 1)
    found = term(f, k, piece_sequence, lambda upto: Kneading(f, upto).piece_counts(), most_bytes=most)
    if found is None or verify:
        _checked(f, k, most, one=True)
    if not f.breakpoints:
        return 1
    if k == 1 and not verify:
        return len(f.pieces)
    if f.field is not None:
        return piece_counts(f, upto=k)[k]
    if found is None:
        found = Kneading(f, k).piece_count(k)
    return _verified([found], verify, lambda: pull_back.piece_counts(f, k)[-1:], "pieces")[0]


@work.bounded
def piece_counts(
    f: PL, *, upto: int, on: IntervalLike = None, most_bytes: int = MOST_BYTES, verify: bool = False
) -> list[int]:
    """Return the numbers of pieces of f^0, f^1, ..., f^upto. Arguments, errors and cost as for `piece_count`.

    >>> piece_counts(PL([(0, "1/2"), ("1/2", 1), (1, 0)]), upto=6, verify=True)
    [1, 2, 3, 5, 8, 13, 21]
    """
    f = SelfMap.of(f, on=on)
    upto = _checked(f, upto, most_bytes)
    if not f.breakpoints:
        work.hold(8 * upto)
        return [1] * (upto + 1)
    if f.field is not None:
        return over_fields.piece_counts(f, upto)
    return _verified(Kneading(f, upto).piece_counts(), verify, lambda: pull_back.piece_counts(f, upto), "pieces")


@work.bounded
def lap_count(f: PL, k: int, *, on: IntervalLike = None, most_bytes: int = MOST_BYTES, verify: bool = False) -> int:
    """Return the number of laps of f^k: the fewest intervals on each of which it is weakly monotone.

    That is 1 + the number of sign changes in the list of its slopes, zeros left out; a constant map has one lap.
    Arguments and errors as for `piece_count`. Cost: that of `piece_count` where no slope of f is 0; otherwise O(m k^2)
    additions, and O(m^2 k^2) at worst. Source: docs/theorems.md, T1.2.

    >>> trapezoid = PL([(0, 0), ("1/3", 1), ("2/3", 1), (1, 0)])
    >>> lap_count(trapezoid, 3), piece_count(trapezoid, 3)
    (8, 15)
    """
    f = SelfMap.of(f, on=on)
    k, most = require_integer(k, "k", 0), require_integer(most_bytes, "most_bytes", 1)
    found = term(f, k, lap_sequence, lambda upto: lap_counts(f, upto=upto), most_bytes=most)
    if found is None or verify:
        _checked(f, k, most, one=True)
    if not f.breakpoints:
        return 1
    if f.field is not None:
        return lap_counts(f, upto=k)[k]
    has_flats = 0 in f.slopes
    if found is None:
        found = transfer.lap_counts(f, k)[k] if has_flats else Kneading(f, k).lap_count(k)
    again = plateau_pull_back if has_flats else pull_back
    return _verified([found], verify, lambda: again.lap_counts(f, k)[-1:], "laps")[0]


@work.bounded
def lap_counts(
    f: PL, *, upto: int, on: IntervalLike = None, most_bytes: int = MOST_BYTES, verify: bool = False
) -> list[int]:
    """Return the numbers of laps of f^0, f^1, ..., f^upto. Arguments, errors and cost as for `lap_count`.

    >>> lap_counts(PL([(0, 0), ("1/3", 1), ("2/3", 1), (1, 0)]), upto=4)
    [1, 2, 4, 8, 16]
    """
    f = SelfMap.of(f, on=on)
    upto = _checked(f, upto, most_bytes)
    if not f.breakpoints:
        work.hold(8 * upto)
        return [1] * (upto + 1)
    if f.field is not None:
        return (
            over_fields.lap_counts(f, upto)
            if 0 not in f.slopes
            else [_listed_laps(p) for p in listed_iterates(f, upto)]
        )
    if 0 in f.slopes:
        return _verified(transfer.lap_counts(f, upto), verify, lambda: plateau_pull_back.lap_counts(f, upto), "laps")
    return _verified(Kneading(f, upto).lap_counts(), verify, lambda: pull_back.lap_counts(f, upto), "laps")


def _listed_laps(power: PL) -> int:
    signs = [slope > 0 for slope in power.slopes if slope]
    return 1 + sum(a != b for a, b in pairwise(signs))


@work.bounded
def crossing_count(
    f: PL, k: int, *, level: Exact, on: IntervalLike = None, most_bytes: int = MOST_BYTES, verify: bool = False
) -> int:
    """Return how often f^k crosses a level: the number of sign changes in f^k - level, zeros left out.

    Touching the level is no crossing (`preimage_count` counts it); a plateau on it between a rise and another rise is
    one. A level outside the range gives 0. Arguments, errors and cost as for `lap_count`. Source: docs/theorems.md,
    T1.3.

    >>> tent = PL([(0, 0), ("1/2", 1), (1, 0)])
    >>> crossing_count(tent, 10, level="1/3"), crossing_count(tent, 10, level=1)
    (1024, 0)
    """
    f = SelfMap.of(f, on=on)
    k, y = require_integer(k, "k", 0), exact(level)
    found = None if verify else _level_term(f, k, y, crossing_counts, most_bytes)
    if found is not None:
        return found
    _checked(f, k, most_bytes, one=True)
    if not f.breakpoints and f.field is None:
        return int(y in f.domain and (k == 0 or f.slopes[0] != 0) and affine_reaches(f, k, y, inside=True))
    return crossing_counts(f, level=y, upto=k, most_bytes=most_bytes, verify=verify)[-1]


@work.bounded
def crossing_counts(
    f: PL, *, level: Exact, upto: int, on: IntervalLike = None, most_bytes: int = MOST_BYTES, verify: bool = False
) -> list[int]:
    """Return how often f^0, f^1, ..., f^upto cross a level; see `crossing_count`.

    >>> crossing_counts(PL([(0, "1/2"), ("1/2", 1), (1, 0)]), level="2/3", upto=6)
    [1, 2, 3, 5, 8, 13, 21]
    """
    f = SelfMap.of(f, on=on)
    upto, y = _checked(f, upto, most_bytes), exact(level)
    if y not in f.domain or y in (f.domain.lower, f.domain.upper):
        work.hold(8 * upto)
        return [0] * (upto + 1)
    if 0 in f.slopes:
        found = transfer.crossing_counts(f, upto, y)
        return _verified(found, verify, lambda: plateau_pull_back.crossing_counts(f, upto, y), "crossings")
    found = Kneading(f, upto + 1, (y,)).crossing_counts(y)
    return _verified(found, verify, lambda: pull_back.crossing_counts(f, upto, y), "crossings")


@work.bounded
def preimage_count(
    f: PL, k: int, *, level: Exact, on: IntervalLike = None, most_bytes: int = MOST_BYTES, verify: bool = False
) -> int:
    """Return the number of components of {x: f^k(x) = level}: points, and intervals on which f^k is the level.

    It is len(iterate(f, k).preimages(level)), without listing. A level outside the range gives 0. Arguments, errors and
    cost as for `lap_count`. Source: docs/theorems.md, T1.3.

    >>> tent = PL([(0, 0), ("1/2", 1), (1, 0)])
    >>> preimage_count(tent, 10, level=0), preimage_count(tent, 10, level=1)
    (513, 512)
    """
    f = SelfMap.of(f, on=on)
    k, y = require_integer(k, "k", 0), exact(level)
    found = None if verify else _level_term(f, k, y, preimage_counts, most_bytes)
    if found is not None:
        return found
    _checked(f, k, most_bytes, one=True)
    if not f.breakpoints and f.field is None:
        return int(y in f.domain and affine_reaches(f, k, y))
    return preimage_counts(f, level=y, upto=k, most_bytes=most_bytes, verify=verify)[-1]


@work.bounded
def preimage_counts(
    f: PL, *, level: Exact, upto: int, on: IntervalLike = None, most_bytes: int = MOST_BYTES, verify: bool = False
) -> list[int]:
    """Return the numbers of components of {f^j = level} for j = 0, 1, ..., upto; see `preimage_count`.

    >>> preimage_counts(PL([(0, "1/2"), ("1/2", 1), (1, 0)]), level=0, upto=6)
    [1, 1, 1, 2, 3, 4, 7]
    """
    f = SelfMap.of(f, on=on)
    upto, y = _checked(f, upto, most_bytes), exact(level)
    if y not in f.domain:
        work.hold(8 * upto)
        return [0] * (upto + 1)
    if not f.breakpoints and 0 in f.slopes:
        work.hold(8 * upto)
        return [1] + [int(y in f.image())] * upto
    if 0 in f.slopes:
        found = transfer.preimage_counts(f, upto, y)
    else:
        found = Kneading(f, upto + 1, inner_points(f, y)).preimage_counts(y)
    return _verified(found, verify, lambda: pull_back.preimage_counts(f, upto, y), "preimages")


def _level_term(f: SelfMap, k: int, level: Fraction, counts: Callable[..., list[int]], most_bytes: int) -> int | None:
    """Return a count for f^k and a level from a sequence, where that is quicker; else None."""
    most = require_integer(most_bytes, "most_bytes", 1)
    if level not in f.domain or 0 in f.slopes:
        return None
    return term(
        f,
        k,
        level_sequence,
        lambda upto: counts(f, level=level, upto=upto),
        most_bytes=most,
        extra=inner_points(f, level),
    )


def _verified(found: list[int], verify: bool, again: Callable[[], list[int]], what: str) -> list[int]:
    if verify:
        other = again()
        if found != other:
            raise ArithmeticError(f"two algorithms disagree on the number of {what}: {found} and {other}. Report it.")
    return found


def _checked(f: SelfMap, k: object, most_bytes: int, *, one: bool = False) -> int:
    """Return k; BudgetError where counting takes too much. `one` number about one piece takes nothing."""
    exponent, most = require_integer(k, "k", 0), require_integer(most_bytes, "most_bytes", 1)
    if f.field is None and (f.breakpoints or not one):
        require_affordable_counts(f, exponent, most)
    return exponent
