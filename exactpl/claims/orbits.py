"""`find_orbit` and `periods`: which least periods a map has."""

from collections.abc import Iterator

from exactpl import work
from exactpl.arithmetic.integers import shortened
from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import Exact
from exactpl.claims.deciders.orbits import find
from exactpl.claims.deciding import decide
from exactpl.claims.subjects import Subject
from exactpl.claims.types import LeastPeriod
from exactpl.dynamics.orbits.tower import Tower
from exactpl.dynamics.periods.fixed_points import MOST_STEPS
from exactpl.errors import BudgetError
from exactpl.maps.pl import PL
from exactpl.verdicts import Proved, Refuted, Verdict


@work.bounded
def find_orbit(
    f: PL | Subject, *, period: int, on: Interval | tuple[Exact | None, Exact | None] | None = None
) -> Verdict:
    """Decide whether f has a point of least period `period` >= 1, on its domain or on an invariant interval `on`.

    Proved carries an `Orbit` as witness (it begins at its smallest point), Refuted a complete reason; both a
    certificate. Intervals of periodic points and unbounded domains are covered. Raises DomainError when f leaves the
    domain (or `on`). Cost: polynomial in the period (T2.1, T2.2), a second or so up to 30 for small maps.

    >>> from exactpl.maps.pl import PL
    >>> verdict = find_orbit(PL([(0, 0), ("1/2", 1), (1, 0)]), period=3)
    >>> list(verdict.witness)
    [Fraction(2, 9), Fraction(4, 9), Fraction(8, 9)]
    """
    return decide(LeastPeriod(f, n=period, on=on))


@work.bounded
def periods(
    f: PL | Subject, *, upto: int, on: Interval | tuple[Exact | None, Exact | None] | None = None
) -> dict[int, Proved | Refuted]:
    """Decide for each n = 1..upto whether f has a point of least period n; see `find_orbit`.

    >>> from exactpl.maps.pl import PL
    >>> found = periods(PL([(0, "3/4"), ("1/2", 1), (1, 0)]), upto=5)
    >>> [n for n, verdict in found.items() if isinstance(verdict, Proved)]
    [1, 2, 4]
    """
    return dict(each_period(f, upto=upto, on=on))


def each_period(
    f: PL | Subject, *, upto: int, on: Interval | tuple[Exact | None, Exact | None] | None = None
) -> Iterator[tuple[int, Proved | Refuted]]:
    """Yield (n, verdict) for n = 1..upto as they are decided; see `periods`."""
    question = LeastPeriod(f, n=upto, on=on)
    tower = Tower(question.restricted())
    steps = (len(tower.breakpoints) + 1) ** 2 * question.n**4 // 4
    if steps > MOST_STEPS:
        raise BudgetError(
            f"all periods up to {shortened(question.n)} take about {shortened(steps)} steps, more than {MOST_STEPS:,}. "
            "Ask for fewer, or for one: find_orbit(f, period=n)."
        )
    for n in range(1, question.n + 1):
        yield n, find(question.subject, n, question.on, tower)
