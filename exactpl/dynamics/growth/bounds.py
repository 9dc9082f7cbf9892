"""The growth of a self-map of a compact interval: enclosed to a width, or known exactly.

The *growth* s is the limit superior of laps(f^k)^(1/k), which is that of the numbers of pieces too (T3.1); log s is the
topological entropy [MS80].
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor, log

from exactpl import work
from exactpl.arithmetic.algebraic import Algebraic
from exactpl.arithmetic.rational_series import RationalSequence
from exactpl.arithmetic.rationals import Real
from exactpl.arithmetic.real_roots import count_roots, enclosed, largest_root
from exactpl.arithmetic.simplest import simplest_between
from exactpl.dynamics.closed_forms.closed_form import ClosedForm, closed_form
from exactpl.dynamics.growth.evidence import Evidence, Slopes
from exactpl.dynamics.growth.tables import TableMaker
from exactpl.dynamics.orbits.self_map import require_compact
from exactpl.errors import BudgetError, NoClosedFormError
from exactpl.maps.pl import PL

MOST_ROWS = 4_000
MOST_WORK = 1 << 36  # the sum of the squares of the bits of the ends of all rows: some ten seconds
_FIRST_DEPTH = 8
_MANY_BREAKPOINTS, _STEEP = 40, 8
_FEWEST_BITS = 40
_MORE_BITS = 12
_MOST_CELLS = 100

_LARGE = Fraction(2) ** 1000  # a float still


@dataclass(frozen=True, slots=True)
class GrowthBounds:
    """lower <= s <= upper, with the evidence for each side; a lower bound of 1 needs none."""

    lower: Real
    upper: Real
    lower_evidence: Evidence | None
    upper_evidence: Evidence | None

    @property
    def width(self) -> Real:
        """How far the two bounds lie apart."""
        return self.upper - self.lower


@dataclass(frozen=True, slots=True)
class ExactGrowth:
    """s is the one root >= lower of `polynomial`, which is irreducible, and lies in [lower, upper].

    It follows from the closed form of the numbers of pieces (T3.6).
    """

    polynomial: tuple[int, ...]
    lower: Fraction
    upper: Fraction
    form: ClosedForm
    series: RationalSequence

    @property
    def value(self) -> Fraction | Algebraic:
        """The growth itself."""
        if len(self.polynomial) == 2:
            return Fraction(-self.polynomial[0], self.polynomial[1])
        return Algebraic(self.polynomial, self.lower, self.upper)

    def enclosed(self, width: Fraction) -> tuple[Fraction, Fraction]:
        """Return rationals around the growth, at most `width` apart."""
        return enclosed(self.polynomial, self.lower, self.upper, width)


def growth_by_slopes(f: PL) -> GrowthBounds:
    """Return what the slopes of f say (T3.5): max(1, smallest) <= s <= max(1, largest). Cost: one pass."""
    sizes = [abs(s) for s in f.slopes]
    low, high = min(sizes), max(sizes)
    return GrowthBounds(max(low, Fraction(1)), max(high, Fraction(1)), Slopes(1) if low > 1 else None, Slopes(1))


def growth_by_tables(
    f: PL, width: Fraction, *, most_rows: int = MOST_ROWS, known: GrowthBounds | None = None
) -> GrowthBounds:
    """Enclose the growth to `width` >= 0 by tables (T3.2), or as well as `most_rows` rows allow; `known` joins in.

    f maps a compact interval into itself. The bounds are simple rationals that the tables show within the width.
    Cost: the rows of a table of depth n are the image intervals of less than n steps, at most (2 m + 2) n for m
    breakpoints; the width falls about like s^-n.
    """
    bits = max(_FEWEST_BITS, _MORE_BITS + (1 / width).numerator.bit_length()) if width else _FEWEST_BITS
    found = known
    if known is None or not _is_hopeless(f, known, width, most_rows):
        for tables in table_bounds(f, bits=bits, most_rows=most_rows, width=width):
            found = tables if found is None else _better(found, tables)
            if found.width <= width:
                break
    assert found is not None
    return _simplified(found, width)


def table_bounds(
    f: PL, *, bits: int = _FEWEST_BITS, most_rows: int = MOST_ROWS, width: Fraction = Fraction(0)
) -> Iterator[GrowthBounds]:
    """Yield enclosures of the growth by tables of rising depth, each as good as all before it; at least one.

    Weights have about `bits` bits. It ends when more depth makes no other table, or more than `most_rows` rows, or
    takes more than half of what is left of the budget; BudgetError where the first one does. Maps with many breakpoints
    begin with the depth at which `width` may be reached.
    """
    require_compact(f)
    maker = TableMaker(f)
    depth = _first_depth(f, width)
    found: GrowthBounds | None = None
    while True:
        try:
            with work.share():
                upper, lower = maker.upper(depth, bits), maker.lower(depth, bits)
        except BudgetError:
            if found is None:
                raise
            return
        best = GrowthBounds(
            lower.value if lower is not None else Fraction(1),
            upper.value,
            lower.table if lower is not None and lower.value > 1 else None,
            upper.table,
        )
        found = best if found is None else _better(found, best)
        yield found
        try:
            with work.share():
                if maker.is_complete(depth):
                    return
                depth = depth * 3 // 2
                if maker.rows(depth) > most_rows:
                    return
        except BudgetError:
            return


def _first_depth(f: PL, width: Fraction) -> int:
    """Return the depth to begin with: a proposal, which no answer depends on.

    A typical image interval is stretched like the domain, by the mean of the slopes.
    """
    length = f.domain.length
    if not width or len(f.breakpoints) < _MANY_BREAKPOINTS or not length:
        return _FIRST_DEPTH
    stretch = floor(sum(abs(b - a) for (_, a), (_, b) in pairwise(f.knots)) / length)
    if stretch < _STEEP:
        return _FIRST_DEPTH
    return min(_FIRST_DEPTH, 3 + ceil(log(ceil(1 / width)) / log(stretch)))


def _is_hopeless(f: PL, known: GrowthBounds, width: Fraction, most_rows: int) -> bool:
    """Whether a tower with more states than rows are allowed grows too slowly: the width falls like s^-depth."""
    # 1 / width may be beyond all floats, and so may a slope
    if not width or known.upper == 1 or most_rows * log(min(known.upper, _LARGE)) > log(ceil(1 / width)):
        return False
    return TableMaker(f).rows(most_rows) > most_rows


def _better(one: GrowthBounds, other: GrowthBounds) -> GrowthBounds:
    low = max(one, other, key=lambda g: g.lower)
    high = min(one, other, key=lambda g: g.upper)
    return GrowthBounds(low.lower, high.upper, low.lower_evidence, high.upper_evidence)


def _simplified(found: GrowthBounds, width: Fraction) -> GrowthBounds:
    """Move both bounds outwards to simple rationals, as far as the width leaves room."""
    lower, upper = found.lower, found.upper
    if not isinstance(lower, Fraction) or not isinstance(upper, Fraction):
        return found  # slopes that are numbers of a field say more than rationals near them
    room = (width - (upper - lower)) / 2
    if room <= 0:
        room = (upper - lower) / 64
    if not room:
        return found
    if lower > 1:
        lower = simplest_between(max(Fraction(1), lower - room), lower)
    if upper > 1:
        upper = simplest_between(upper, upper + room)
    return GrowthBounds(lower, upper, found.lower_evidence if lower > 1 else None, found.upper_evidence)


def exact_growth(f: PL, *, most_cells: int = _MOST_CELLS) -> ExactGrowth | None:
    """Return the growth as a root of a polynomial, where the critical orbits are finite and few; else None."""
    require_compact(f)
    if f.field is not None:
        return None  # no rule of the checker's
    try:
        form = closed_form(f)
        if len(form.partition) > most_cells:
            return None
        series = form.pieces
    except NoClosedFormError:
        return None
    reversed_denominator = series.denominator[::-1]
    polynomial, lower, upper = largest_root(reversed_denominator)
    lower, upper = enclosed(polynomial, lower, upper, Fraction(1, 1 << 20))
    if len(polynomial) == 2:
        return ExactGrowth(polynomial, lower, upper, form, series)
    # simple ends, still with one root of the whole denominator above the lower one
    step = (upper - lower) * 16
    simple_lower, simple_upper = simplest_between(lower - step, lower), simplest_between(upper, upper + step)
    if (
        count_roots(reversed_denominator, simple_lower, None) == 1
        and count_roots(polynomial, simple_lower, simple_upper) == 1
    ):
        lower, upper = simple_lower, simple_upper
    return ExactGrowth(polynomial, lower, upper, form, series)
