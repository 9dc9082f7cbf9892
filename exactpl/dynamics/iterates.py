"""f^k itself: explicit, by copying slices, or lazy, for k in the thousands."""

from fractions import Fraction
from functools import cached_property

from exactpl import progress
from exactpl.arithmetic.integers import require_integer
from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import exact
from exactpl.dynamics.branches import Branch, branch_at
from exactpl.dynamics.counts import lap_count, piece_count, piece_counts
from exactpl.dynamics.self_map import require_self_map
from exactpl.errors import BudgetError, DomainError
from exactpl.maps.graph import affine
from exactpl.maps.pl import PL, Number, Piece

BUDGET = 10**7
MOST_BITS = 10**8
_FIRST_LOOK = 64


def iterate(f: PL, k: int, *, budget: int = BUDGET) -> PL:
    """Return f^k as an explicit map. f^0 is the identity on the domain.

    f maps its domain into itself. Raises BudgetError, before the work, when f^k or an iterate on the way has more than
    `budget` pieces. Cost: linear in the sum of the pieces of f, f^2, ..., f^k (one multiplication a piece).

    >>> iterate(PL([(0, 0), ("1/2", 1), (1, 0)]), 2)
    PL([(0, 0), ('1/4', 1), ('1/2', 0), ('3/4', 1), (1, 0)])
    """
    k = require_integer(k, "k", 0)
    require_self_map(f)
    _require_affordable(f, k, budget)
    if k == 0:
        return PL._of(affine(f.domain, Fraction(1), Fraction(0)))
    if not f.breakpoints:
        return _affine_power(f, k)
    # f^k = f^(k-1) after f: each piece of f copies one slice of f^(k-1)
    power = f
    for j in range(1, k):
        progress.report("iterating", j, k)
        power = power @ f
    return power


def _affine_power(f: PL, k: int) -> PL:
    """Return f^k, k >= 1, for f with one piece, by repeated squaring."""
    slope = f.slopes[0]
    if k * max(slope.numerator.bit_length(), slope.denominator.bit_length()) > MOST_BITS and abs(slope) not in (0, 1):
        raise BudgetError(f"the slope of f^{k} has more than {MOST_BITS:,} bits. Ask for a smaller k.")
    power, square = None, f
    while k:
        if k % 2:
            power = square if power is None else power @ square
        k //= 2
        if k:
            square = square @ square
    assert power is not None
    return power


def _require_affordable(f: PL, k: int, budget: int) -> None:
    if not f.breakpoints:
        return
    for upto in sorted({min(k, _FIRST_LOOK), k}):
        counts = piece_counts(f, upto=upto)
        if max(counts) > budget:
            j = next(j for j, count in enumerate(counts) if count > budget)
            raise BudgetError(
                f"f^{j} has more than {budget:,} pieces. "
                f"Raise budget=, or count them without listing: piece_count(f, {k})."
            )


class Iterate:
    """f^k, not listed: values, slopes, single pieces and counts, for k in the thousands.

    Raises DomainError when f does not map its domain into itself.

    >>> F = Iterate(PL([(0, 0), ("1/2", 1), (1, 0)]), 1000)
    >>> F("1/3"), F.piece_count == 2**1000
    (Fraction(2, 3), True)
    """

    def __init__(self, f: PL, k: int) -> None:
        self.f = f
        self.k = require_integer(k, "k", 0)
        require_self_map(f)

    def __repr__(self) -> str:
        return f"Iterate({self.f!r}, {self.k})"

    @property
    def domain(self) -> Interval:
        """The domain of f."""
        return self.f.domain

    def __call__(self, x: Number) -> Fraction:
        """Return f^k(x). Cost: k evaluations of numbers that grow by the bits of a slope at each."""
        y = exact(x)
        if self.k == 0 and y not in self.domain:
            raise DomainError(f"x must lie in the domain {self.domain}, found {y}.")
        for _ in range(self.k):
            y = self.f(y)
        return y

    @cached_property
    def piece_count(self) -> int:
        """The number of pieces, computed when first asked for; see `piece_count`."""
        return piece_count(self.f, self.k)

    @cached_property
    def lap_count(self) -> int:
        """The number of laps, computed when first asked for; see `lap_count`."""
        return lap_count(self.f, self.k)

    def piece_at(self, x: Number, *, side: int = 1) -> Piece:
        """Return the piece of f^k that holds x and the points just right of it (side=-1: just left of it).

        At the end of the domain the only side there is counts. Cost: k steps, and 2k for each kink of an inner iterate
        that cancels in f^k next to the piece.
        """
        point = exact(x)
        graph = self.f._graph
        if point not in self.domain:
            raise DomainError(f"x must lie in the domain {self.domain}, found {point}.")
        if point == self.domain.upper:
            side = -1
        elif point == self.domain.lower:
            side = 1
        branch = branch_at(graph, point, side, self.k)
        lower = self._extended(branch, branch.lower, -1)
        upper = self._extended(branch, branch.upper, 1)
        return Piece(Interval(lower, upper), branch.slope, branch.intercept)

    def _extended(self, branch: Branch, end: Fraction | None, side: int) -> Fraction | None:
        """Return the end of the piece: go on over the ends of branches at which the slope does not change."""
        limit = self.domain.upper if side > 0 else self.domain.lower
        while end is not None and end != limit:
            following = branch_at(self.f._graph, end, side, self.k)
            if following.slope != branch.slope:
                break
            end = following.upper if side > 0 else following.lower
        return end

    def expand(self, *, budget: int = BUDGET) -> PL:
        """Return f^k as an explicit map, see `iterate`."""
        return iterate(self.f, self.k, budget=budget)
