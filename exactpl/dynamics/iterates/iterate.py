"""f^k itself: explicit, by copying slices, or lazy, for k in the thousands."""

from fractions import Fraction
from functools import cached_property

from exactpl import work
from exactpl.arithmetic.integers import counted, require_integer, shortened
from exactpl.arithmetic.intervals import Interval, IntervalLike
from exactpl.arithmetic.rationals import Exact, Real, exact, rational, rationals, shortened_rational
from exactpl.dynamics.counting.counts import lap_count, piece_count, piece_counts
from exactpl.dynamics.counting.integrals import integral, total_variation
from exactpl.dynamics.counting.ranges import iterate_image, iterate_value, largest_slope, require_affordable_steps
from exactpl.dynamics.iterates.layout import Layout, require_affordable_layout
from exactpl.dynamics.iterates.skeleton import knot_columns
from exactpl.dynamics.orbits.affine_maps import affine_power
from exactpl.dynamics.orbits.branches import Branch, branch_at
from exactpl.dynamics.orbits.listed_iterates import listed_iterates
from exactpl.dynamics.orbits.self_map import SelfMap
from exactpl.errors import BudgetError, DomainError, InputError, described
from exactpl.maps.graph import affine, from_columns
from exactpl.maps.pl import PL, Piece, require_rational

MOST_PIECES = 10**7
_FIRST_LOOK = 64
_ORDERS = (0, 1, -1)  # slopes of one piece whose powers are known for all k


@work.bounded
def iterate(f: PL, k: int, *, on: IntervalLike = None, most_pieces: int = MOST_PIECES) -> PL:
    """Return f^k as an explicit map, on the domain of f or on `on`. f^0 is the identity there.

    f maps that interval into itself. Raises BudgetError, before the work, when f^k or an iterate on the way has more
    than `most_pieces`. Cost: linear in the sum of the pieces of f, f^2, ..., f^k (one multiplication a piece).

    >>> iterate(PL([(0, 0), ("1/2", 1), (1, 0)]), 2)
    PL([(0, 0), ('1/4', 1), ('1/2', 0), ('3/4', 1), (1, 0)])
    """
    k = require_integer(k, "k", 0)
    f = SelfMap.of(f, on=on)
    if f.field is not None and not (k and f.pieces[0].slope in _ORDERS and not f.breakpoints):
        return list(listed_iterates(f, k, most_pieces=most_pieces))[-1]
    _require_affordable(f, k, most_pieces)
    if k == 0:
        return PL._of(affine(f.domain, Fraction(1), Fraction(0)))
    if not f.breakpoints:
        return PL._of(affine(f.domain, *affine_power(f, k)))
    if k == 1:
        return f
    x, y = knot_columns(f, k)
    if not len(x):  # affine on the whole line
        branch = branch_at(f._graph, None, 1, k)
        return PL._of(affine(f.domain, branch.slope, branch.intercept))
    return PL._of(from_columns(x, y, *_ray_slopes(f, k)))


def _ray_slopes(f: PL, k: int) -> tuple[Real | None, Real | None]:
    found = []
    for end, side in zip(f.domain, (1, -1), strict=True):
        found.append(branch_at(f._graph, None, side, k).slope if end is None else None)
    return found[0], found[1]


def _require_affordable(f: PL, k: int, most_pieces: int) -> None:
    most = require_integer(most_pieces, "most_pieces", 1)
    if not f.breakpoints:
        return
    for upto in sorted({min(k, _FIRST_LOOK), k}):
        counts = piece_counts(f, upto=upto)
        if max(counts) > most:
            j = next(j for j, count in enumerate(counts) if count > most)
            raise BudgetError(
                f"f^{j} has more than {counted(most, 'piece')}. "
                f"Raise most_pieces=, or count them without listing: piece_count(f, {shortened(k)})."
            )


class Iterate:
    """f^k, not listed: values, slopes, single pieces and counts, for k in the thousands.

    On the domain of f, or on `on`; DomainError when f does not map it into itself.

    >>> F = Iterate(PL([(0, 0), ("1/2", 1), (1, 0)]), 1000)
    >>> F("1/3"), F.piece_count == 2**1000
    (Fraction(2, 3), True)
    """

    def __init__(self, f: PL, k: int, *, on: IntervalLike = None) -> None:
        self.k = require_integer(k, "k", 0)
        self.f = SelfMap.of(f, on=on)
        require_rational(self.f)

    def __repr__(self) -> str:
        return f"Iterate({self.f!r}, {shortened(self.k)})"

    @property
    def domain(self) -> Interval:
        """The domain of f."""
        return self.f.domain

    @work.bounded
    def __call__(self, x: Exact) -> Fraction:
        """Return f^k(x). Cost: k evaluations of numbers that grow by the bits of a slope at each step."""
        y = exact(x)
        if y not in self.domain:
            raise DomainError(f"x must lie in the domain {self.domain}, found {shortened_rational(y)}.")
        return iterate_value(self.f, y, self.k)

    @cached_property
    @work.bounded
    def piece_count(self) -> int:
        """The number of pieces, computed when first asked for; see `piece_count`."""
        return piece_count(self.f, self.k)

    @cached_property
    @work.bounded
    def lap_count(self) -> int:
        """The number of laps, computed when first asked for; see `lap_count`."""
        return lap_count(self.f, self.k)

    @work.bounded
    def piece_at(self, x: Exact, *, side: int = 1) -> Piece:
        """Return the piece of f^k that holds x and the points just right of it (side=-1: just left of it).

        At an end of the domain the one side that exists is meant. Cost: k steps, and 2k for each kink of an inner
        iterate that cancels in f^k next to the piece.
        """
        point, side = self._germ(x, side)
        if self._is_affine:
            return self._only_piece()
        graph = self.f._graph
        branch = branch_at(graph, point, side, self.k)
        lower = self._extended(branch, branch.lower, -1)
        upper = self._extended(branch, branch.upper, 1)
        return Piece(Interval(lower, upper), branch.slope, branch.intercept)

    def _extended(self, branch: Branch, end: Real | None, side: int) -> Real | None:
        """Return the end of the piece: go on over the ends of branches at which the slope does not change."""
        limit = self.domain.upper if side > 0 else self.domain.lower
        while end is not None and end != limit:
            following = branch_at(self.f._graph, end, side, self.k)
            if following.slope != branch.slope:
                break
            end = following.upper if side > 0 else following.lower
        return end

    @cached_property
    def _layout(self) -> Layout:
        require_affordable_layout(self.f, self.k)
        return Layout(self.f, self.k)

    def _only_piece(self) -> Piece:
        slope, intercept = affine_power(self.f, self.k) if self.k else (Fraction(1), Fraction(0))
        return Piece(self.domain, slope, intercept)

    @property
    def _is_affine(self) -> bool:
        return self.k == 0 or not self.f.breakpoints

    @property
    def _laid_out_count(self) -> int:
        """The number of pieces, from the layout that single pieces need anyway."""
        return 1 if self._is_affine else self._layout.kink_count + 1

    @work.bounded
    def piece(self, index: int) -> Piece:
        """Return piece number `index` from the left, counted from 0; negative numbers count from the right.

        IndexError beyond. Cost: once the layout of the slices (as `piece_count`, for each breakpoint), then k
        steps with numbers of up to k b bits for each piece.

        >>> Iterate(PL([(0, 0), ("1/2", 1), (1, 0)]), 1000).piece(-1).domain.lower == 1 - Fraction(1, 2**1000)
        True
        """
        count = self._laid_out_count
        index = require_integer(index, "index")
        i = index if index >= 0 else count + index
        if not 0 <= i < count:
            raise IndexError(f"f^{shortened(self.k)} has {counted(count, 'piece')}, found number {shortened(index)}.")
        if self._is_affine:
            return self._only_piece()
        lower, upper = self.domain
        if i > 0:
            lower = Fraction(*self._layout.kink(i - 1))
        if i < count - 1:
            upper = Fraction(*self._layout.kink(i))
        slope, intercept = self._affine_at(lower if lower is not None else upper, 1 if lower is not None else -1)
        return Piece(Interval(lower, upper), slope, intercept)

    @work.bounded
    def pieces(self, start: int, stop: int, *, most_pieces: int = 10**6) -> list[Piece]:
        """Return the pieces number start, ..., stop - 1; BudgetError for more than `most_pieces`."""
        count = self._laid_out_count
        most = require_integer(most_pieces, "most_pieces", 1)
        numbers = range(count)[require_integer(start, "start") : require_integer(stop, "stop")]
        if numbers.stop - numbers.start > most:
            raise BudgetError(f"more than {most:,} pieces are asked for. Ask for fewer; most_pieces= allows more.")
        return [self.piece(i) for i in numbers]

    @work.bounded
    def locate(self, x: Exact, *, side: int = 1) -> int:
        """Return the number of the piece that holds x and the points just right of it (side=-1: just left of it).

        At an end of the domain the one side that exists is meant. Cost: the layout, as for `piece`, and k steps.
        """
        point, side = self._germ(x, side)
        return 0 if self._is_affine else self._layout.rank(point, side)

    def _germ(self, x: Exact, side: int) -> tuple[Fraction, int]:
        point = exact(x)
        if not self._is_affine:
            require_affordable_steps(self.f, self.k, self.k)
        if side not in (-1, 1):
            raise InputError(f"side must be 1 (right) or -1 (left), found {described(side)}.")
        if point not in self.domain:
            raise DomainError(f"x must lie in the domain {self.domain}, found {shortened_rational(point)}.")
        if point == self.domain.upper:
            return point, -1
        return point, 1 if point == self.domain.lower else side

    def _affine_at(self, x: Real | None, side: int) -> tuple[Fraction, Fraction]:
        """Return slope and intercept of f^k at a germ; x None is the infinite end that the side looks away from."""
        graph = self.f._graph
        a, b, d = 1, 0, 1  # f^j(x) = (a x + b) / d
        for _ in range(self.k):
            if x is None:
                number = 0 if side > 0 else graph.piece_count - 1
            else:
                number = graph.piece_at(x, side)
                x = graph.value(x)
            slope, (x0, y0) = rational(graph.slope(number)), rationals(graph.anchor(number))
            if slope == 0:
                a, b, d, x = 0, y0.numerator, y0.denominator, y0
                continue
            intercept = y0 - slope * x0
            p, q = slope.numerator * intercept.denominator, intercept.numerator * slope.denominator
            a, b, d = p * a, p * b + q * d, slope.denominator * intercept.denominator * d
            side = side if slope > 0 else -side
        return Fraction(a, d), Fraction(b, d)

    @work.bounded
    def image(self) -> Interval:
        """Return f^k(domain), see `counting.ranges`."""
        return iterate_image(self.f, self.k)

    @work.bounded
    def lipschitz(self) -> Fraction:
        """Return the smallest Lipschitz constant of f^k, its largest absolute slope.

        Cost: the critical orbits to time k, and k steps for each of a few paths; the answer has up to k b bits.
        """
        return largest_slope(self.f, self.k)

    @work.bounded
    def total_variation(self) -> Fraction:
        """Return the total variation of f^k; DomainError when it is infinite. Cost: see `counting.integrals`."""
        return total_variation(self.f, self.k)

    @work.bounded
    def integral(self) -> Fraction:
        """Return the integral of f^k over the domain; DomainError on an unbounded domain. Cost: as above."""
        return integral(self.f, self.k)

    @work.bounded
    def expand(self, *, most_pieces: int = MOST_PIECES) -> PL:
        """Return f^k as an explicit map, see `iterate`."""
        return iterate(self.f, self.k, most_pieces=most_pieces)
