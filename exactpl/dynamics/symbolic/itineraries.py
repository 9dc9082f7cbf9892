"""Itineraries: the pieces, or laps, that an orbit runs through, and the words that some orbit has.

Pieces are numbered 0, 1, ... from left to right, as in ``f.pieces``. The breakpoint between the pieces i and i + 1 is
written i + 1/2, so symbols compare as the points do. Words in laps: see `laps`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from exactpl import progress, work
from exactpl.arithmetic.integers import require_integer
from exactpl.arithmetic.intervals import Interval, IntervalLike
from exactpl.arithmetic.rationals import Exact, Real, exact, shortened_rational
from exactpl.arithmetic.records import Record
from exactpl.dynamics.orbits.self_map import SelfMap
from exactpl.dynamics.symbolic.laps import Symbol, in_laps, lap_intervals, lap_symbols, laps_of_letters
from exactpl.errors import DomainError, InputError, described
from exactpl.maps.pl import PL

By: TypeAlias = Literal["pieces", "laps"]
"""What the symbols of a word are."""

LONGEST = 1_000_000


@work.bounded
def itinerary(
    f: PL, x: Exact, *, length: int, side: int | None = None, by: By = "pieces", on: IntervalLike = None
) -> tuple[Symbol, ...]:
    """Return the pieces that x, f(x), ..., f^(length-1)(x) lie in; half-integers on breakpoints.

    With side = -1 or 1 the itinerary of the points just left or right of x: pieces only, no breakpoints. by="laps"
    gives laps instead of pieces, half-integers where f turns; `letters` writes them L, C, R. f maps its domain into
    itself. Raises DomainError, InputError. Cost: length evaluations, numbers of up to length * b bits.

    >>> tent = PL([(0, 0), ("1/2", 1), (1, 0)])
    >>> itinerary(tent, "2/7", length=6), itinerary(tent, "1/2", length=3), itinerary(tent, "1/2", length=3, side=-1)
    ((0, 1, 1, 0, 1, 1), (Fraction(1, 2), 1, 0), (0, 1, 0))
    """
    steps = require_integer(length, "length", 0, LONGEST)
    _require_by(by)
    f = SelfMap.of(f, on=on)
    point = exact(x)
    if point not in f.domain:
        raise DomainError(f"x must lie in the domain {f.domain}, found {shortened_rational(point)}.")
    if side is None:
        return _word(f, _symbols(f, point, steps), by)
    if side not in (-1, 1) or point == (f.domain.lower if side < 0 else f.domain.upper):
        raise InputError(
            f"side must be -1 or 1 and point into the domain, found {described(side)} at {shortened_rational(point)}."
        )
    return _word(f, germ_word(f, point, side, steps), by)


def _require_by(by: object) -> None:
    if by not in ("pieces", "laps"):
        raise InputError(f"by must be 'pieces' or 'laps', found {described(by)}.")


def _word(f: PL, word: Sequence[Symbol], by: By) -> tuple[Symbol, ...]:
    return tuple(word) if by == "pieces" else in_laps(word, lap_symbols(f))


def _symbols(f: PL, x: Real, length: int) -> list[Symbol]:
    graph, breakpoints = f._graph, f.breakpoints
    word: list[Symbol] = []
    for i in range(length):
        progress.report("symbols", i, length)
        piece = graph.piece_at(x, 1)
        on_breakpoint = piece > 0 and breakpoints[piece - 1] == x
        word.append(Fraction(2 * piece - 1, 2) if on_breakpoint else piece)
        x = graph.value(x)
    return word


def germ_word(f: PL, x: Real, side: int, length: int) -> tuple[int, ...]:
    """Return the pieces that the points just left (side -1) or right (1) of x run through."""
    graph = f._graph
    word: list[int] = []
    for i in range(length):
        progress.report("symbols", i, length)
        end = f.domain.upper if side > 0 else f.domain.lower
        piece = graph.piece_at(x, side if x != end else -side)
        word.append(piece)
        side *= 1 if graph.slope(piece) >= 0 else -1  # past a flat piece the side stays as it is
        x = graph.value(x)
    return tuple(word)


@dataclass(frozen=True, slots=True, repr=False)
class KneadingSequence(Record):
    """The itineraries of the two sides of a breakpoint."""

    breakpoint: Real
    left: tuple[Symbol, ...]
    right: tuple[Symbol, ...]


@work.bounded
def kneading_sequences(f: PL, *, length: int, by: By = "pieces", on: IntervalLike = None) -> list[KneadingSequence]:
    """Return, for each breakpoint, the itineraries of the points just left and right of it, `length` symbols.

    by="laps" gives words of laps, for the breakpoints where the lap changes. f maps its domain into itself. Where a
    side meets a flat piece, its later symbols are those of one orbit.

    >>> tent = PL([(0, 0), ("1/2", 1), (1, 0)])
    >>> kneading_sequences(tent, length=5)
    [KneadingSequence(breakpoint=Fraction(1, 2), left=(0, 1, 0, 0, 0), right=(1, 1, 0, 0, 0))]
    """
    steps = require_integer(length, "length", 0, LONGEST)
    _require_by(by)
    f = SelfMap.of(f, on=on)
    symbols = lap_symbols(f) if by == "laps" else range(len(f.pieces))
    return [
        KneadingSequence(c, *(_word(f, germ_word(f, c, side, steps), by) for side in (-1, 1)))
        for i, c in enumerate(f.breakpoints)
        if symbols[i] != symbols[i + 1]
    ]


@work.bounded
def cylinder(f: PL, word: Sequence[int] | str, *, by: By = "pieces", on: IntervalLike = None) -> Interval | None:
    """Return {x: f^i(x) lies in piece word[i] for all i}, pieces closed: an interval, perhaps a point, or None.

    With by="laps" the word is one of laps, closed, or of the letters L and R. f maps its domain into itself; the word
    is not empty. Cost: one step a symbol, for laps one pass over the pieces.

    >>> tent = PL([(0, 0), ("1/2", 1), (1, 0)])
    >>> str(cylinder(tent, [0, 1, 1])), str(cylinder(tent, [1, 0, 0]))
    ('[1/4, 3/8]', '[7/8, 1]')
    >>> cylinder(tent, "LRR", by="laps")
    Interval('1/4', '3/8')
    """
    _require_by(by)
    f = SelfMap.of(f, on=on)
    if by == "laps":
        return _lap_cylinder(f, word)
    branch = _Branch.of(f, word)
    return None if branch is None else Interval(branch.lower, branch.upper)


def _lap_cylinder(f: SelfMap, word: object) -> Interval | None:
    laps = lap_intervals(f)
    symbols = _numbers(laps_of_letters(word) if isinstance(word, str) else word, len(laps), "laps")
    found: Interval = f.domain
    for symbol in reversed(symbols):
        # f is monotone on a lap, so that what it maps into an interval is one interval
        parts = f.restrict(*laps[symbol]).preimages(found)
        if not parts:
            return None
        found = Interval(parts[0].lower, parts[-1].upper)
    return found


def _numbers(word: object, count: int, what: str) -> list[int]:
    """Return the symbols of a word of pieces, or laps, of which there are so many; InputError for other words."""
    if isinstance(word, str) or not isinstance(word, Iterable):
        raise InputError(f"a word is a list of the {what} 0 to {count - 1}, found {described(word)}.")
    given = list(word)
    symbols = [require_integer(symbol, "each symbol", 0) for symbol in given]
    if not symbols or max(symbols) >= count:
        raise InputError(f"a word of the {what} 0 to {count - 1} is required, found {described(given)}.")
    return symbols


@work.bounded
def is_admissible(f: PL, word: Sequence[int] | str, *, by: By = "pieces", on: IntervalLike = None) -> bool:
    """Return whether the points with this itinerary fill an interval: whether it is the itinerary of an open set.

    `by` as in `cylinder`.

    >>> golden = PL([(0, "1/2"), ("1/2", 1), (1, 0)])
    >>> is_admissible(golden, [0, 1]), is_admissible(golden, [0, 0])
    (True, False)
    """
    found = cylinder(f, word, by=by, on=on)
    return found is not None and not found.is_point


@work.bounded
def periodic_points_of_word(f: PL, word: Sequence[int], *, on: IntervalLike = None) -> Interval | None:
    """Return the points x = f^n(x), n = len(word), that run through the pieces of the word, again and again.

    A single point comes as an interval of length 0; None means that there is no such point.

    >>> tent = PL([(0, 0), ("1/2", 1), (1, 0)])
    >>> periodic_points_of_word(tent, [0, 1, 1])
    Interval('2/7', '2/7')
    """
    branch = _Branch.of(SelfMap.of(f, on=on), word)
    if branch is None:
        return None
    if branch.slope == 1:
        return Interval(branch.lower, branch.upper) if branch.intercept == 0 else None
    x = branch.intercept / (1 - branch.slope)
    return Interval(x, x) if x in Interval(branch.lower, branch.upper) else None


@dataclass(frozen=True, slots=True)
class _Branch:
    """f^n(x) = slope * x + intercept on [lower, upper], the points with a word of length n."""

    lower: Real | None
    upper: Real | None
    slope: Real
    intercept: Real

    @classmethod
    def of(cls, f: SelfMap, word: object) -> "_Branch | None":
        pieces = f.pieces
        symbols = _numbers(word, len(pieces), "pieces")
        lower, upper = f.domain
        slope: Real = Fraction(1)
        intercept: Real = Fraction(0)
        for i, symbol in enumerate(symbols):
            progress.report("symbols", i, len(symbols))
            work.charge_product(slope, intercept, times=8, overhead=3_000)
            piece = pieces[symbol]
            low, high = piece.domain
            if slope == 0:
                if intercept not in piece.domain:
                    return None
            else:
                first, last = (None if end is None else (end - intercept) / slope for end in (low, high))
                if slope < 0:
                    first, last = last, first
                lower = first if lower is None or (first is not None and first > lower) else lower
                upper = last if upper is None or (last is not None and last < upper) else upper
                if lower is not None and upper is not None and lower > upper:
                    return None
            intercept = piece.slope * intercept + piece.intercept
            slope *= piece.slope
        return cls(lower, upper, slope, intercept)
