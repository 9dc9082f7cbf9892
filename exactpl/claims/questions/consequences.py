"""`consequences`: what follows from a point of least period n, or from its absence."""

from dataclasses import dataclass

from exactpl import work
from exactpl.arithmetic.integers import require_integer
from exactpl.arithmetic.intervals import Interval, IntervalLike
from exactpl.arithmetic.rationals import approximate
from exactpl.arithmetic.records import Record
from exactpl.claims.deciding import decide
from exactpl.claims.kinds.base import rational_interval
from exactpl.claims.kinds.chaos import LiYorkeChaos
from exactpl.claims.kinds.contradictions import affordable
from exactpl.claims.kinds.coverings import RobustPeriod
from exactpl.claims.kinds.forcing import ForcedPeriods
from exactpl.claims.kinds.periods import NoOddPeriod
from exactpl.claims.kinds.ranges import InvariantInterval
from exactpl.claims.questions.orbits import find_orbit
from exactpl.claims.subjects import MapSubject
from exactpl.dynamics.growth.forced import LARGEST, forced_growth
from exactpl.dynamics.orbits.self_map import invariant_hull
from exactpl.dynamics.periods.forcing import odd_part
from exactpl.dynamics.periods.periodic_orbits import Orbit
from exactpl.maps.pl import PL
from exactpl.verdicts import Proved, Refuted, Verdict


@dataclass(frozen=True, slots=True, repr=False)
class Consequences(Record):
    """What `consequences` returns: the verdict on least period n, and those that follow from it.

    Where one is None it does not follow, or was not found within the budget: it is not a refutation.

    * `period`: whether f has a point of least period n; the others follow from it. Where it is Undecided none follows.
    * `every_period`, for n = 3: f has points of every least period (T4.2).
    * `growth`: the growth of f on J is at least that which n forces, GIVEN [BGMY80]; the value is that number. It rests
      on the orbit and has no certificate of its own.
    * `home`: f maps J, a compact interval around the orbit, into itself.
    * `no_odd`, where n > 1 is odd and absent: there is no odd period > 1 at all (T5.3).
    * `robust`: every continuous g within epsilon, the value, of f has period n, too (T4.5).
    * `chaos`, for n = 3: every continuous g: J -> J within epsilon, the value, of f is Li-Yorke chaotic (T4.6).
    """

    period: Verdict
    every_period: Proved | None = None
    growth: Proved | None = None
    home: Proved | None = None
    no_odd: Proved | None = None
    robust: Proved | None = None
    chaos: Proved | None = None

    def all(self) -> tuple[Proved, ...]:
        """Return those that follow, `period` not among them."""
        given = (self.every_period, self.growth, self.home, self.no_odd, self.robust, self.chaos)
        return tuple(verdict for verdict in given if verdict is not None)


@work.bounded
def consequences(f: PL | MapSubject, n: int, *, on: IntervalLike = None, known: Verdict | None = None) -> Consequences:
    """Return what follows from f having a point of least period n, or none, on its domain or on `on`.

    Values are the numbers that `Consequences` names: the growth, an epsilon, an interval. The witness of `period` and
    of `every_period` is the `Orbit`, that of `robust` a `RobustOrbit`, that of `chaos` the point a of T4.4, that of
    `no_odd` a `Swap`. The others have none.

    `known` is the verdict of `find_orbit(f, n, on=on)`, where that was asked before. Over a number field only
    `every_period` is proved. Raises DomainError when f leaves the domain. Cost: that of `find_orbit(f, n)` and of a
    search for intervals around its orbits.

    >>> found = consequences(PL([(0, 0), ("1/2", 1), (1, 0)]), 3)
    >>> found.every_period.statement, found.chaos.value > 0
    ('every period exists', True)
    """
    subject, interval, period = MapSubject.of(f), rational_interval(on), require_integer(n, "n", 1)
    verdict = find_orbit(subject, period, on=interval) if known is None else known
    rational = subject.f.field is None
    if isinstance(verdict, Refuted):
        is_odd = period % 2 == 1 and period > 1
        return Consequences(verdict, no_odd=_no_odd(subject, interval) if is_odd and rational else None)
    if not isinstance(verdict, Proved):
        return Consequences(verdict)
    every = _every_period(subject, interval, verdict) if period == 3 else None
    if not rational:
        return Consequences(verdict, every_period=every)
    home = _home(subject, verdict.witness)
    return Consequences(
        verdict,
        every_period=every,
        growth=None if home is None else _growth(period, home.value),
        home=home,
        robust=_robust(subject, interval, period, verdict.witness),
        chaos=_chaos(subject, home.value) if home is not None and period == 3 else None,
    )


def _every_period(subject: MapSubject, on: Interval | None, three: Proved) -> Proved:
    forced = ForcedPeriods(subject, n=3, on=on).by_orbit(three.witness)
    return Proved("every period exists", None, three.witness, forced.certificate, forced.lemmas)


def _growth(n: int, home: Interval) -> Proved | None:
    if odd_part(n)[1] == 1 or n > LARGEST:
        return None
    least = forced_growth(n)
    statement = f"the growth of f on {home} is at least {approximate(least)}, its entropy the log"
    return Proved(statement, value=least, cites=("BGMY80",))


@affordable
def _home(subject: MapSubject, orbit: Orbit) -> Proved | None:
    home = invariant_hull(subject.f, Interval(min(orbit), max(orbit)))
    if home is None or home.is_point:
        return None
    found = decide(InvariantInterval(subject, interval=home))
    assert isinstance(found, Proved)
    return Proved(found.statement, home, None, found.certificate, found.lemmas)


@affordable
def _robust(subject: MapSubject, on: Interval | None, n: int, orbit: Orbit) -> Proved | None:
    found = RobustPeriod(subject, n=n, on=on).by_loop(orbit)
    return found if isinstance(found, Proved) else None


@affordable
def _chaos(subject: MapSubject, home: Interval) -> Proved | None:
    found = decide(LiYorkeChaos(subject, interval=home))
    return found if isinstance(found, Proved) else None


@affordable
def _no_odd(subject: MapSubject, on: Interval | None) -> Proved | None:
    found = NoOddPeriod(subject, on=on).by_swap()
    return found if isinstance(found, Proved) else None
