"""What contradicts a claim and is at hand: single orbits, absent periods, bounds for the growth, a constant near f.

A search takes at most half of what is left of the budget. None means that nothing was found, not that there is nothing.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import wraps
from typing import ParamSpec

from exactpl import work
from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import shortened_rational
from exactpl.claims.emit import certificate
from exactpl.claims.subjects import MapSubject
from exactpl.claims.types.base import as_json
from exactpl.claims.types.orbits import LeastPeriod, LeastPeriodOverField
from exactpl.claims.types.ranges import Image
from exactpl.dynamics.orbits.self_map import SelfMap
from exactpl.dynamics.orbits.tower import Tower
from exactpl.dynamics.periods.periodic_points import Orbit, find_periodic_point
from exactpl.errors import BudgetError
from exactpl.maps.pl import PL
from exactpl.verdicts import Certificate, Proved, Refuted, Undecided, Verdict

P = ParamSpec("P")

# Small ones first; 13 is forced by all before it (T5.5).
ODD_PERIODS = (3, 5, 7, 9, 11, 13)


def affordable(search: Callable[P, Refuted | None]) -> Callable[P, Refuted | None]:
    """Let a search end with None where it would take more than half of what is left of the budget."""

    @wraps(search)
    def found(*args: P.args, **kwargs: P.kwargs) -> Refuted | None:
        try:
            with work.share():
                return search(*args, **kwargs)
        except BudgetError:
            return None

    return found


def contradicted(statement: str, truth: Verdict) -> Refuted:
    """Refute a statement by a verdict, not Undecided, whose certificate contradicts it."""
    assert not isinstance(truth, Undecided)
    said = truth.statement if isinstance(truth, Proved) else truth.reason
    witness = truth.value if isinstance(truth, Proved) and truth.witness is None else truth.witness
    return Refuted(statement, said, witness, truth.certificate, truth.lemmas, truth.cites)


def refuted_or(contradiction: Refuted | None, found: Verdict) -> Verdict:
    """Return the contradiction or, where there is none, what was found else."""
    return found if contradiction is None else contradiction


def orbit_certificate(subject: MapSubject, x: Fraction, n: int) -> Certificate:
    """Return the certificate that x has least period n: over a field it lists the orbit."""
    if subject.f.field is None:
        claim = LeastPeriod(subject, n=n)
        return certificate(claim, claim.fields(x))
    over_field = LeastPeriodOverField(subject, n=n)
    points = [as_json(y) for y in Orbit.of(subject.f, x, n)]
    return certificate(over_field, over_field.fields(x), {"orbit": points})


def period_is_there(subject: MapSubject, statement: str, x: Fraction, n: int, more: str = "") -> Refuted:
    """Refute a statement by a point of least period n."""
    reason = f"x0 = {shortened_rational(x)} has least period {n}{more}"
    witness, lemmas = Orbit.of(subject.f, x, n), LeastPeriod(subject, n=n).lemmas
    return Refuted(statement, reason, witness, orbit_certificate(subject, x, n), lemmas)


@affordable
def some_period(subject: MapSubject, f: PL, statement: str, periods: Iterable[int], more: str = "") -> Refuted | None:
    """Refute a statement by a point of one of these least periods of f, the map on the interval asked about."""
    f = SelfMap.of(f)
    tower = Tower(f)
    for n in periods:
        x = find_periodic_point(f, n, tower)
        if x is not None:
            return period_is_there(subject, statement, x, n, more)
    return None


def constant_is_near(
    subject: MapSubject, f: PL, statement: str, epsilon: Fraction, on: Interval | None
) -> Refuted | None:
    """Refute a statement about all maps within epsilon of f, on a compact interval, by a constant among them."""
    low, high = f.image(*f.domain)
    if f.field is not None or low is None or high is None or high - low > 2 * epsilon:
        return None
    constant = (low + high) / 2
    claim = Image(subject, k=1, on=on)
    reason = f"f has its values in [{shortened_rational(low)}, {shortened_rational(high)}], so that the constant "
    reason += f"{shortened_rational(constant)} is a map g within {shortened_rational(epsilon)} of f"
    proof = certificate(claim, claim.fields(Interval(low, high)))
    return Refuted(statement, reason, constant, proof, claim.lemmas)
