"""`find_orbit` and `periods`: which least periods a map has."""

from collections.abc import Iterator

from exactpl import work
from exactpl.arithmetic.integers import shortened
from exactpl.arithmetic.intervals import IntervalLike
from exactpl.claims.deciding import decide
from exactpl.claims.kinds.network_values import NetworkLeastPeriod
from exactpl.claims.kinds.periods import LeastPeriod
from exactpl.claims.subjects import MapSubject, NetworkSubject
from exactpl.dynamics.orbits.tower import Tower
from exactpl.dynamics.periods.fixed_points import MOST_STEPS
from exactpl.errors import BudgetError, InputError
from exactpl.maps.pl import PL
from exactpl.networks.network import Network
from exactpl.networks.recurrence import as_map, find_cycle
from exactpl.verdicts import Proved, Refuted, Undecided, Verdict


@work.bounded
def find_orbit(
    f: PL | MapSubject | Network | NetworkSubject, n: int, *, on: IntervalLike = None, tries: int = 100, seed: int = 0
) -> Verdict:
    """Decide whether f has a point of least period n >= 1, on its domain or on an invariant interval `on`.

    Proved carries an `Orbit` as witness (it begins at its smallest point), Refuted a complete reason; both a
    certificate. Intervals of periodic points and unbounded domains are covered. Raises DomainError when f leaves the
    domain (or `on`). Cost: polynomial in n (T2.1, T2.2), a second or so up to 30 for small maps.

    A network has as many outputs as inputs. With one, its function on the line is decided in the same way. With
    several a cycle is searched from `tries` starting points, drawn with `seed`: Proved has the exact cycle as witness,
    Undecided says that none was found. That there is none, and that period 3 forces all others, is known in one
    dimension only, so nothing of the kind is said, and `on` is no question. Cost: see `networks.find_cycle`.

    >>> from exactpl.maps.pl import PL
    >>> verdict = find_orbit(PL([(0, 0), ("1/2", 1), (1, 0)]), 3)
    >>> list(verdict.witness)
    [Fraction(2, 9), Fraction(4, 9), Fraction(8, 9)]
    >>> from exactpl.networks import recurrent
    >>> find_orbit(recurrent([[0, -2], [1, 0]], [1, 0]), 4).statement
    '(0, 0) has least period 4 under f; in more than one dimension nothing follows about other periods'
    """
    if not isinstance(f, Network | NetworkSubject):
        return decide(LeastPeriod(f, n=n, on=on))
    subject = NetworkSubject.of(f)
    if subject.network.inputs == subject.network.outputs == 1:
        return decide(LeastPeriod(as_map(subject.network), n=n, on=on))
    if on is not None:
        raise InputError("on= asks on an interval of the line; a network with several inputs is asked without it.")
    return _orbit_of_network(subject, n, tries, seed)


def _orbit_of_network(subject: NetworkSubject, n: int, tries: int, seed: int) -> Verdict:
    cycle = find_cycle(subject.network, n, tries=tries, seed=seed)
    if cycle is None:
        return Undecided(
            f"f has a point of least period {n}",
            f"none was found from {tries} starting points; give more tries=, or another seed=. That there is none is "
            "proved in one dimension only.",
        )
    found = decide(NetworkLeastPeriod(subject, n=n, x=cycle[0]))
    assert isinstance(found, Proved)
    return Proved(
        f"{found.statement}; in more than one dimension nothing follows about other periods",
        witness=cycle,
        certificate=found.certificate,
    )


@work.bounded
def periods(f: PL | MapSubject, *, upto: int, on: IntervalLike = None) -> dict[int, Proved | Refuted]:
    """Decide for each n = 1..upto whether f has a point of least period n; see `find_orbit`.

    >>> from exactpl.maps.pl import PL
    >>> found = periods(PL([(0, "3/4"), ("1/2", 1), (1, 0)]), upto=5)
    >>> [n for n, verdict in found.items() if isinstance(verdict, Proved)]
    [1, 2, 4]
    """
    return dict(each_period(f, upto=upto, on=on))


def each_period(f: PL | MapSubject, *, upto: int, on: IntervalLike = None) -> Iterator[tuple[int, Proved | Refuted]]:
    """Yield (n, verdict) for n = 1..upto as they are decided; see `periods`."""
    question = LeastPeriod(f, n=upto, on=on)
    tower = Tower(question.self_map)
    steps = (len(tower.breakpoints) + 1) ** 2 * question.n**4 // 4
    if steps > MOST_STEPS:
        raise BudgetError(
            f"all periods up to {shortened(question.n)} take about {shortened(steps)} steps, more than {MOST_STEPS:,}. "
            "Ask for fewer, or for one: find_orbit(f, n)."
        )
    for n in range(1, question.n + 1):
        yield n, LeastPeriod(question.subject, n=n, on=question.on).search(tower)
