"""What is known for every k at once, where the critical orbits are finite: generating functions and formulas in k.

The denominators of the generating functions, and bounds for the degrees of their numerators, follow from the Markov
partition (T1.8, T2.6); the numerators from as many terms, which the algorithms for single k compute. A few more terms
than these are computed, and compared.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from exactpl import work
from exactpl.arithmetic.intervals import IntervalLike
from exactpl.arithmetic.rational_series import RationalSequence
from exactpl.arithmetic.rationals import Real
from exactpl.dynamics.counting.counts import lap_counts, piece_counts
from exactpl.dynamics.counting.sequences import affordable_terms, lap_sequence, piece_sequence
from exactpl.dynamics.orbits.markov_map import MarkovMap
from exactpl.dynamics.orbits.self_map import SelfMap
from exactpl.dynamics.periods.fixed_points import fixed_point_counts
from exactpl.errors import NoClosedFormError, require_kind
from exactpl.maps.pl import PL

if TYPE_CHECKING:
    import sympy


@dataclass(frozen=True, eq=False)
class ClosedForm:
    """Counts about f^k as sequences in k: see `closed_form`. Each is computed when it is first asked for.

    `partition` lists the points of the Markov partition; `transition_matrix[i][j]` is 1 where f maps cell i over cell j
    (cells from left to right, unbounded ones included).
    """

    f: PL
    partition: tuple[Real, ...]
    transition_matrix: tuple[tuple[int, ...], ...]
    markov: MarkovMap = field(repr=False)

    @property
    @work.bounded
    def characteristic_polynomial(self) -> tuple[int, ...]:
        """The coefficients of det(x - transition matrix), from the constant one up."""
        return tuple(self.markov.characteristic_polynomial())

    @cached_property
    @work.bounded
    def pieces(self) -> RationalSequence:
        """The numbers of pieces of f^0, f^1, ..."""
        return piece_sequence(self.markov, lambda upto: piece_counts(self.f, upto=upto))

    @cached_property
    @work.bounded
    def laps(self) -> RationalSequence:
        """The numbers of laps of f^0, f^1, ..."""
        return lap_sequence(self.markov, lambda upto: lap_counts(self.f, upto=upto))

    @cached_property
    @work.bounded
    def _fixed(self) -> tuple[RationalSequence, RationalSequence]:
        denominator = self.markov.fixed_denominator()
        degree = len(denominator) - 1
        counts = fixed_point_counts(self.f, upto=affordable_terms(degree))
        isolated, intervals = [c.isolated for c in counts], [c.intervals for c in counts]
        return (
            RationalSequence.from_terms(isolated, denominator, degree),
            RationalSequence.from_terms(intervals, denominator, degree),
        )

    @property
    def fixed_points(self) -> RationalSequence:
        """The numbers of isolated fixed points of f^1, f^2, ...; 0 for f^0, which fixes all points."""
        return self._fixed[0]

    @property
    def fixed_intervals(self) -> RationalSequence:
        """The numbers of intervals of fixed points of f^0, f^1, ...: one for f^0."""
        return self._fixed[1]

    @work.bounded
    def zeta(self, symbol: "sympy.Symbol | None" = None) -> "sympy.Expr":
        """Return the Artin-Mazur zeta function exp(sum over n >= 1 of #Fix(f^n) t^n / n), a rational function of t.

        Raises NoClosedFormError when some f^n has infinitely many fixed points: then f has no zeta function. Source: M.
        Artin and B. Mazur, On periodic points, Ann. of Math. 81 (1965), doi 10.2307/1970384.
        """
        import sympy

        t = sympy.Symbol("t") if symbol is None else require_kind(symbol, sympy.Symbol, "a SymPy symbol")
        intervals = self.fixed_intervals.terms(2 + self.fixed_intervals.order + self.fixed_intervals.recurrence_start)
        if any(intervals[1:]):
            n = next(n for n, count in enumerate(intervals) if n and count)
            raise NoClosedFormError(f"f^{n} has infinitely many fixed points, so that f has no zeta function.")
        # t zeta'/zeta = F; the poles of F/t are simple, with residues that are integers
        zeta = sympy.Integer(1)
        top = sympy.Poly(self.fixed_points.numerator[:0:-1] or [0], t)  # F has no constant term: divide by t
        bottom = sympy.Poly(self.fixed_points.denominator[::-1], t)
        for factor, multiplicity in bottom.factor_list()[1]:
            assert multiplicity == 1
            rest = bottom.exquo(factor) * factor.diff()
            residue = (top * sympy.invert(rest, factor)).rem(factor).as_expr()
            assert residue.is_integer
            zeta *= (factor.as_expr() / factor.eval(0)) ** residue
        return zeta


@work.bounded
def closed_form(f: PL, *, on: IntervalLike = None) -> ClosedForm:
    """Return the counts about f^k for all k at once: pieces, laps, fixed points, zeta function.

    f maps its domain, or `on`, into itself, and the orbits of its breakpoints and finite ends are finite. The sequences
    answer ``at(k)`` exactly, ``leading_digits(k)`` and ``modulo(k, m)`` for k of any size, and give recurrence,
    generating function and SymPy expression.

    Raises NoClosedFormError that says why: an orbit that is infinite, or has not repeated within the search (2,000
    points); DomainError, naming a point that leaves. Cost: characteristic polynomials of matrices of the size of the
    partition, and about twice as many terms of the sequences. Source: docs/theorems.md, T1.8 and T2.6.

    >>> golden = closed_form(PL([(0, "1/2"), ("1/2", 1), (1, 0)]))
    >>> golden.pieces.recurrence(), golden.fixed_points.recurrence()
    ('a(k) = a(k-1) + a(k-2) for k >= 2, a(0..1) = 1, 2', 'a(k) = a(k-1) + a(k-2) for k >= 3, a(0..2) = 0, 1, 3')
    >>> golden.pieces.leading_digits(10**18)
    ('6882755903', 208987640249978734)
    >>> golden.zeta()
    1/(-t**2 - t + 1)
    """
    f = SelfMap.of(f, on=on)
    markov = MarkovMap(f)
    return ClosedForm(f, tuple(markov.points), tuple(tuple(row) for row in markov.transition), markov)
