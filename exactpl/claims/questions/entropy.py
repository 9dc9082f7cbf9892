"""`entropy`: the growth of a map enclosed, or known exactly, with its certificate."""

from dataclasses import dataclass, field
from fractions import Fraction

from exactpl import work
from exactpl.arithmetic.algebraic import Algebraic
from exactpl.arithmetic.integers import require_integer
from exactpl.arithmetic.intervals import Interval, IntervalLike
from exactpl.arithmetic.logarithms import log_bounds, require_affordable_digits
from exactpl.arithmetic.rationals import Exact, rational, shortened_rational
from exactpl.arithmetic.records import Record
from exactpl.claims.deciding import decide
from exactpl.claims.kinds.growth import EntropyBounds, EntropyExact
from exactpl.claims.subjects import MapSubject
from exactpl.dynamics.growth.bounds import ExactGrowth, GrowthBounds, growth_by_slopes, growth_by_tables
from exactpl.errors import BudgetError
from exactpl.maps.pl import PL
from exactpl.verdicts import Certificate, Proved


@dataclass(frozen=True, slots=True, repr=False)
class Entropy(Record):
    """What `entropy` returns: the growth s of a map and its topological entropy h = log s.

    growth.lower <= s <= growth.upper; `exact` is s itself, rational or algebraic, where it is known, else None. The
    growth is max(1, s) of other texts: never below 1, so that entropy is never below 0. On an unbounded domain it is
    that of the part where orbits are bounded, seen `within` a compact window (T5.9); the entropy is then the supremum
    of the entropies of f on compact sets K with f(K) inside K.
    """

    growth: Interval
    exact: Fraction | Algebraic | None
    verdict: Proved = field(repr=False)
    within: Interval | None = None

    @property
    def certificate(self) -> Certificate:
        """The certificate of both bounds, or of the exact number."""
        assert self.verdict.certificate is not None
        return self.verdict.certificate

    @property
    def lemmas(self) -> tuple[str, ...]:
        """Ids of docs/theorems.md."""
        return self.verdict.lemmas

    @property
    def cites(self) -> tuple[str, ...]:
        """The cited theorems: growth by laps is the topological entropy by [MS80]."""
        return self.verdict.cites

    @work.bounded
    def log(self, digits: int = 12) -> Interval:
        """Return an Interval of Fractions around h = log s, rounded outwards at `digits` decimals, by ball arithmetic.

        >>> from exactpl.maps.zoo import tent
        >>> entropy(tent(slope="3/2")).log(6)
        Interval('81093/200000', '202733/500000')
        """
        places = require_integer(digits, "digits", 0)
        require_affordable_digits(places)
        lower, upper = self.growth
        if isinstance(self.exact, Algebraic):
            lower, upper = self.exact.bounds(Fraction(1, 10 ** (places + 2)))
        assert lower is not None
        assert upper is not None
        return Interval(*log_bounds(rational(lower), rational(upper), digits=places))


@work.bounded
def entropy(
    f: PL | MapSubject, *, width: Exact = "1/1000000", on: IntervalLike = None, tables: bool = False
) -> Entropy:
    """Enclose the growth s = limsup laps(f^k)^(1/k) within `width` > 0; the topological entropy is log s [MS80].

    f maps its domain, or `on`, into itself; on an unbounded one s is that of the part where orbits are bounded.
    Both bounds are certified: by the slopes where all have one absolute value (then s is exact), by the closed form
    where the critical orbits are finite and short (s is exact, an algebraic number), else by tables of intervals.
    `tables=True` takes tables in any case.

    Raises DomainError when f leaves the domain; BudgetError, which says how far it came, when
    4,000 rows do not give the width. Cost: about (2 m + 2) log(1 / width) / log(s) rows for m breakpoints, so maps with
    small entropy take many; a second or so for 1,000 rows. Source: docs/theorems.md, T3.1 to T3.6.

    >>> stefan = PL([(0, "1/2"), ("1/2", 1), (1, 0)])
    >>> entropy(stefan).exact
    Algebraic([-1, -1, 1], '377/233', '610/377')
    >>> enclosed = entropy(PL([(0, "1/10"), ("1/3", "9/10"), ("2/3", "1/7"), (1, "4/5")]))
    >>> enclosed.growth.lower <= Fraction("2.21890893") <= enclosed.growth.upper
    True

    See also: `claims.EntropyBounds` ("is s at least 8/5?", with growth_at_least), `horseshoe` (of all maps near f),
    `forced_growth` (what a least period forces).
    """
    claim = EntropyBounds(f, width=width, on=on)
    if not tables:
        by_slopes = growth_by_slopes(claim.home)
        if by_slopes.width == 0:
            return _of_bounds(claim, by_slopes)
        exact = decide(EntropyExact(claim.subject, on=claim.on))
        if isinstance(exact, Proved):
            found: ExactGrowth = exact.value
            return Entropy(Interval(*found.enclosed(claim.width)), found.value, exact, claim.within)
        if by_slopes.width <= claim.width:
            return _of_bounds(claim, by_slopes)
    bounds = growth_by_tables(claim.home, claim.width, known=None if tables else growth_by_slopes(claim.home))
    if bounds.width > claim.width:
        raise BudgetError(
            f"the growth is not enclosed within {shortened_rational(claim.width)}: slopes and tables show "
            f"{shortened_rational(bounds.lower)} <= s <= {shortened_rational(bounds.upper)}. Ask for a larger width."
        )
    return _of_bounds(claim, bounds)


def _of_bounds(claim: EntropyBounds, bounds: GrowthBounds) -> Entropy:
    exact = bounds.lower if bounds.width == 0 else None
    ends = [bounds.lower, bounds.upper]
    for i, end in enumerate(ends):
        if isinstance(end, Algebraic):
            ends[i] = end.bounds(claim.width / 4)[i]
    return Entropy(Interval(*ends), exact, claim.proved_by(bounds), claim.within)
