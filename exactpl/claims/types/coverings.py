"""Claims about coverings, and what they force on every map near f."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from exactpl.arithmetic.integers import counted
from exactpl.arithmetic.intervals import Interval, IntervalLike
from exactpl.arithmetic.rationals import Exact, canonical_rational, exact, shortened_rational
from exactpl.claims.subjects import MapSubject
from exactpl.claims.types.base import ClaimOn, Fields, Given, JSONValue, ends, rational_interval, small
from exactpl.dynamics.coverings.graph import as_intervals, require_epsilon
from exactpl.errors import InputError, described, require_list


def epsilon_of(given: Exact | None) -> Fraction | None:
    """Return epsilon >= 0, or None where it is asked for."""
    return None if given is None else require_epsilon(given)


@dataclass(frozen=True, init=False)
class _NearF(ClaimOn):
    """A claim about every continuous g of the domain (or `on`) into itself with |g - f| <= epsilon."""

    basis: ClassVar[tuple[str, ...]] = ("T0.1", "T4.1", "T4.5")
    epsilon: Fraction | None

    def every(self, epsilon: Fraction) -> str:
        """Return "every continuous g: J -> J with |g - f| <= epsilon"."""
        where = self.where()
        return f"every continuous g: {where} -> {where} with |g - f| <= {shortened_rational(epsilon)}"


@dataclass(frozen=True, init=False)
class Coverings(_NearF):
    """For every g within epsilon of f, g^k maps interval i over interval j along all edges.

    With `edges` left out they are all that persist for this epsilon; with epsilon left out, the largest one.
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
            numbers = [(small(i, "an edge's source", 0), small(j, "an edge's target", 0)) for i, j in pairs]
            chosen = tuple(sorted(set(numbers)))
        if chosen is not None and not all(0 <= i < len(given) for edge in chosen for i in edge):
            raise InputError(f"edges are pairs of numbers 0 to {len(given) - 1}, found {chosen!r:.80}.")
        self._set(
            subject=MapSubject.of(f),
            intervals=given,
            edges=chosen,
            k=small(k, "k", 1),
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


@dataclass(frozen=True, init=False)
class RobustPeriod(_NearF):
    """Every g within epsilon of f has a point of least period n. With epsilon left out a large one is looked for.

    `intervals`, n of them, name a loop of coverings; left out, intervals around a repelling cycle are looked for.
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
        length = small(n, "n", 1)
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


@dataclass(frozen=True, init=False)
class HorseshoeEntropy(_NearF):
    """Every g within epsilon of f on the compact domain (or `on`) has entropy >= log(at_least) / k.

    With values left out a horseshoe is searched.
    """

    type = "horseshoe"
    basis = ("T0.1", "T4.1", "T4.3", "T4.5")
    at_least: Fraction | None
    k: int | None

    def __init__(
        self,
        f: Given,
        *,
        at_least: Exact | None = None,
        k: int | None = None,
        epsilon: Exact | None = None,
        on: IntervalLike = None,
    ) -> None:
        bound = None if at_least is None else exact(at_least)
        if bound is not None and bound < 1:
            raise InputError(f"at_least must be >= 1, found {shortened_rational(bound)}.")
        self._set(
            subject=MapSubject.of(f),
            at_least=bound,
            k=None if k is None else small(k, "k", 1),
            epsilon=epsilon_of(epsilon),
            on=rational_interval(on),
        )

    def fields(self, at_least: Fraction, k: int, epsilon: Fraction) -> Fields:
        """Return the claim object."""
        return {
            "at_least": canonical_rational(at_least),
            "epsilon": canonical_rational(epsilon),
            "on": ends(self.on),
            "q": k,
            "type": self.type,
        }

    def question(self) -> str:
        """Return what is asked, in words."""
        bound = "A" if self.at_least is None else shortened_rational(self.at_least)
        steps = "k" if self.k is None else str(self.k)
        which = " for some A > 1" if self.at_least is None else ""
        return f"{self.every(self.epsilon or Fraction(0))} has entropy >= log({bound})/{steps}{which}"

    def statement(self, at_least: Fraction, k: int, epsilon: Fraction) -> str:
        """Return the claim in words."""
        where = "" if self._asked.is_bounded else " on compact sets K with g(K) in K"
        bound = f"log({shortened_rational(at_least)}){f'/{k}' if k > 1 else ''}"
        return f"{self.every(epsilon)} has entropy >= {bound}{where}"
