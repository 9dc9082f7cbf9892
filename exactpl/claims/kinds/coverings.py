"""Claims about coverings and the periods that they force on every map near f."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from exactpl.arithmetic.integers import counted
from exactpl.arithmetic.intervals import Interval, IntervalLike
from exactpl.arithmetic.rationals import (
    Exact,
    canonical_rational,
    rational,
    shortened_rational,
)
from exactpl.claims.certificates import Fields, JSONValue
from exactpl.claims.kinds.base import Given, ends, rational_interval, small_integer
from exactpl.claims.kinds.contradictions import affordable, contradicted, refuted_or
from exactpl.claims.kinds.near_f import NearF, epsilon_of, pairs_json
from exactpl.claims.kinds.periods import LeastPeriod
from exactpl.claims.kinds.ranges import constant_is_near
from exactpl.claims.subjects import MapSubject
from exactpl.dynamics.coverings.graph import as_intervals, covering_graph
from exactpl.dynamics.coverings.loops import RobustOrbit, find_robust_orbit, robust_loop
from exactpl.dynamics.orbits.tower import Tower
from exactpl.dynamics.periods.periodic_orbits import Orbit
from exactpl.errors import InputError, described, require_list
from exactpl.maps.pl import PL
from exactpl.verdicts import Proved, Refuted, Undecided, Verdict


@dataclass(frozen=True, init=False, repr=False)
class Coverings(NearF):
    """For every g within epsilon of f, g^k maps interval i over interval j along all edges.

    With `edges` left out they are all that persist for this epsilon; with epsilon left out, the largest one. The value
    of Proved is epsilon, its witness the `CoveringGraph` of f; the witness of Refuted is an edge that is missing.
    """

    type = "coverings"
    intervals: tuple[Interval, ...]
    edges: tuple[tuple[int, int], ...] | None
    k: int

    def __init__(
        self,
        f: Given,
        *,
        intervals: Iterable[Interval | tuple[Exact, Exact]],
        edges: Iterable[tuple[int, int]] | None = None,
        k: int = 1,
        epsilon: Exact | None = None,
        on: IntervalLike = None,
    ) -> None:
        given = as_intervals(intervals)
        if len(set(given)) < len(given):
            raise InputError("intervals that are pairwise different are required, found one twice; leave it out.")
        chosen = None
        if edges is not None:
            pairs = [require_list(edge, "an edge, a pair of numbers,") for edge in require_list(edges, "edges")]
            if any(len(pair) != 2 for pair in pairs):
                raise InputError(f"edges are pairs of numbers 0 to {len(given) - 1}, found {described(pairs)}.")
            numbers = [
                (small_integer(i, "an edge's source", 0), small_integer(j, "an edge's target", 0)) for i, j in pairs
            ]
            chosen = tuple(sorted(set(numbers)))
        if chosen is not None and not all(0 <= i < len(given) for edge in chosen for i in edge):
            raise InputError(f"edges are pairs of numbers 0 to {len(given) - 1}, found {chosen!r:.80}.")
        self._set(
            subject=MapSubject.of(f),
            intervals=given,
            edges=chosen,
            k=small_integer(k, "k", 1),
            epsilon=epsilon_of(epsilon),
            on=rational_interval(on),
        )

    def fields(self, epsilon: Fraction, edges: Iterable[tuple[int, int]]) -> Fields:
        """Return the claim object."""
        pairs: list[JSONValue] = [[i, j] for i, j in edges]
        return {
            "edges": pairs,
            "epsilon": canonical_rational(epsilon),
            "intervals": [ends(i) for i in self.intervals],
            "on": ends(self.on),
            "q": self.k,
            "type": self.type,
        }

    def statement(self, epsilon: Fraction, edges: int) -> str:
        """Return the claim in words, for a number of edges."""
        return (
            f"for {self.every(epsilon)}, g^{self.k} covers along {counted(edges, 'edge')} between "
            f"{counted(len(self.intervals), 'interval')}"
        )

    def _decide(self) -> Verdict:
        graph = covering_graph(self.self_map, self.intervals, k=self.k)
        there = {(edge.source, edge.target): edge for edge in graph.edges}
        wanted = self.edges
        if wanted is None:
            least = self.epsilon or Fraction(0)
            wanted = tuple(pair for pair, edge in there.items() if edge.epsilon >= least)
        missing = next((pair for pair in wanted if pair not in there), None)
        if missing is not None:
            i, j = missing
            statement = self.statement(self.epsilon or Fraction(0), len(wanted))
            image = _image(self.self_map, self.intervals[i], self.k)
            return Refuted(
                statement, f"f^{self.k} maps interval {i} onto {image}, which does not contain interval {j}", missing
            )
        chosen = [there[pair] for pair in wanted]
        largest = rational(min((edge.epsilon for edge in chosen), default=Fraction(0)))
        epsilon = largest if self.epsilon is None else self.epsilon
        if not chosen or epsilon > largest or len({i for pair in wanted for i in pair}) < len(self.intervals):
            why = (
                f"the edges persist for epsilon <= {shortened_rational(largest)} by T4.5"
                if chosen and epsilon > largest
                else "some interval covers none and is covered by none; leave it out"
            )
            return Undecided(self.statement(epsilon, len(chosen)), f"{why}.")
        return Proved(
            self.statement(epsilon, len(chosen)),
            value=epsilon,
            witness=graph,
            certificate=self.certificate(self.fields(epsilon, wanted), {"points": pairs_json(chosen)}),
            lemmas=self.lemmas,
        )


def _image(f: PL, interval: Interval, k: int) -> Interval:
    for _ in range(k):
        interval = f.image(*interval)
    return interval


@dataclass(frozen=True, init=False, repr=False)
class RobustPeriod(NearF):
    """Every g within epsilon of f has a point of least period n. With epsilon left out a large one is looked for.

    `intervals`, n of them, name a loop of coverings; left out, intervals around a repelling cycle are looked for. The
    value of Proved is epsilon, its witness a `RobustOrbit`; the witness of Refuted is a constant near f, or None where
    f itself has no such period.
    """

    type = "robust_period"
    basis = ("T0.1", "T4.1", "T4.2", "T4.5")
    n: int
    intervals: tuple[Interval, ...] | None

    def __init__(
        self,
        f: Given,
        *,
        n: int,
        epsilon: Exact | None = None,
        intervals: Iterable[Interval | tuple[Exact, Exact]] | None = None,
        on: IntervalLike = None,
    ) -> None:
        length = small_integer(n, "n", 1)
        loop = None if intervals is None else as_intervals(intervals)
        if loop is not None and len(loop) != length:
            raise InputError(f"{length} intervals are required for period {length}, found {len(loop)}.")
        self._set(
            subject=MapSubject.of(f), n=length, epsilon=epsilon_of(epsilon), intervals=loop, on=rational_interval(on)
        )

    def fields(self, epsilon: Fraction) -> Fields:
        """Return the claim object."""
        return {"epsilon": canonical_rational(epsilon), "n": self.n, "on": ends(self.on), "type": self.type}

    def statement(self, epsilon: Fraction) -> str:
        """Return the claim in words."""
        return f"{self.every(epsilon)} has a point of least period {self.n}"

    def _decide(self) -> Verdict:
        found = self.by_loop()
        return found if isinstance(found, Proved) else refuted_or(self._period_is_absent(), found)

    @affordable
    def _period_is_absent(self) -> Refuted | None:
        """Refute it by f itself, or by a constant near f, whose only period is 1."""
        epsilon = self.epsilon or Fraction(0)
        statement = self.statement(epsilon)
        f = self.self_map
        constant = constant_is_near(self.subject, f, statement, epsilon, self.on) if self.n > 1 else None
        if constant is not None:
            return constant
        truth = LeastPeriod(self.subject, n=self.n, on=self.on).search(Tower(f))
        return contradicted(statement, truth) if isinstance(truth, Refuted) else None

    def by_loop(self, known: Orbit | None = None) -> Verdict:
        """Decide a RobustPeriod; a `known` orbit of this period saves the search where there are many."""
        f = self.self_map
        if self.intervals is not None:
            return self._given_loop(f)
        found = find_robust_orbit(f, self.n, self.epsilon, known=known)
        if found is None:
            return Undecided(
                self.statement(self.epsilon or Fraction(0)),
                "no repelling cycle away from turning points was found with this much room; for epsilon = 0 ask "
                f"find_orbit(f, {self.n}).",
            )
        return self._proved(found, rational(found.epsilon))

    def _given_loop(self, f: PL) -> Verdict:
        assert self.intervals is not None
        found = robust_loop(f, self.intervals)
        least = Fraction(0) if found is None else rational(found.epsilon)
        epsilon = least if self.epsilon is None else self.epsilon
        if found is None or epsilon > found.epsilon:
            why = (
                "f does not map each of these intervals over the next, or for some prime p that divides n all "
                "intervals i and i + n/p meet (T4.2)."
                if found is None
                else f"these intervals show it for epsilon <= {shortened_rational(found.epsilon)}."
            )
            return Undecided(self.statement(epsilon), why)
        return self._proved(found, epsilon)

    def _proved(self, found: RobustOrbit, epsilon: Fraction) -> Proved:
        pairs: JSONValue = [[canonical_rational(x), canonical_rational(y)] for x, y in found.pairs]
        witness: dict[str, JSONValue] = {"intervals": [ends(i) for i in found.intervals], "points": pairs}
        return Proved(
            self.statement(epsilon),
            value=epsilon,
            witness=found,
            certificate=self.certificate(self.fields(epsilon), witness),
            lemmas=self.lemmas,
        )
