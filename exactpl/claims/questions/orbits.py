"""`find_orbit` and `periods`: which least periods a map has."""

from collections.abc import Iterator

from exactpl import work
from exactpl.arithmetic.integers import shortened
from exactpl.arithmetic.intervals import IntervalLike
from exactpl.claims.deciding import decide
from exactpl.claims.kinds.periods import LeastPeriod
from exactpl.claims.subjects import MapSubject, NetworkSubject
from exactpl.dynamics.orbits.tower import Tower
from exactpl.dynamics.periods.fixed_point_cells import MOST_STEPS
from exactpl.errors import BudgetError
from exactpl.maps.pl import PL
from exactpl.networks.network import Network
from exactpl.verdicts import Proved, Refuted, Verdict


@work.bounded
def find_orbit(
    f: PL | MapSubject | Network | NetworkSubject, n: int, *, on: IntervalLike = None, tries: int = 100, seed: int = 0
) -> Verdict:
    """Decide whether f has a point of least period n >= 1, on its domain or on an invariant interval `on`.

    Proved has no value; its witness is an `Orbit`, which begins at its smallest point. Refuted has no witness: its
    reason is complete. Both have a certificate. Intervals of periodic points and unbounded domains are covered.

    A network has as many outputs as inputs. With one, its function on the line is decided in the same way: the
    certificate of Proved is about the network, that of Refuted about its map, `networks.as_map(network)`, since no
    certificate says that of a network. With several a cycle is searched from `tries` starting points, drawn with
    `seed`: the witness of Proved is the exact cycle, a tuple of vectors; Undecided says that none was found. That there
    is none, and that period 3 forces all others, is known in one dimension only, so nothing of the kind is said, and
    `on` is no question.

    Raises DomainError when f leaves the domain (or `on`). Cost: polynomial in n (T2.1, T2.2), a second or so up to 30
    for small maps; with several inputs that of `networks.find_cycle`.

    >>> from exactpl.maps.pl import PL
    >>> verdict = find_orbit(PL([(0, 0), ("1/2", 1), (1, 0)]), 3)
    >>> list(verdict.witness)
    [Fraction(2, 9), Fraction(4, 9), Fraction(8, 9)]
    >>> from exactpl.networks import recurrent
    >>> find_orbit(recurrent([[0, -2], [1, 0]], [1, 0]), 4).statement
    '(0, 0) has least period 4 under f; in more than one dimension nothing follows about other periods'

    See also: `consequences` (what follows), `period_set` (all least periods), `claims.RobustPeriod` (of all maps near
    f), `periodic_points` (all points of least period n).
    """
    if not isinstance(f, Network | NetworkSubject):
        return decide(LeastPeriod(f, n=n, on=on))
    # loaded where it is needed: most questions are about maps
    from exactpl.claims.questions.network_orbits import find_network_orbit

    return find_network_orbit(NetworkSubject.of(f), n, on=on, tries=tries, seed=seed)


@work.bounded
def periods(f: PL | MapSubject, *, upto: int, on: IntervalLike = None) -> dict[int, Proved | Refuted]:
    """Decide each n = 1..upto by itself: a dict with the verdict of `find_orbit(f, n)` for each n.

    Arguments and errors as for `find_orbit`. Cost: n^4 steps for each pair of breakpoints, n = upto.

    >>> from exactpl.maps.pl import PL
    >>> found = periods(PL([(0, "3/4"), ("1/2", 1), (1, 0)]), upto=5)
    >>> [n for n, verdict in found.items() if isinstance(verdict, Proved)]
    [1, 2, 4]

    See also: `period_set`, which also says what is known of all n together.
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
