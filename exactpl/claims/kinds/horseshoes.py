"""The claim that every map near f has entropy, by a horseshoe."""

from dataclasses import dataclass
from fractions import Fraction

from exactpl.arithmetic.integers import canonical_integer
from exactpl.arithmetic.intervals import IntervalLike
from exactpl.arithmetic.rationals import (
    Exact,
    canonical_rational,
    exact,
    rational,
    shortened_rational,
)
from exactpl.arithmetic.simplest import simplest_between, simplest_just_below
from exactpl.claims.certificates import Fields, JSONValue
from exactpl.claims.kinds.base import Given, ends, rational_interval, small_integer
from exactpl.claims.kinds.contradictions import refuted_or
from exactpl.claims.kinds.growth import (
    growth_is_smaller,
)
from exactpl.claims.kinds.near_f import NearF, epsilon_of, pairs_json
from exactpl.claims.kinds.ranges import constant_is_near
from exactpl.claims.subjects import MapSubject
from exactpl.dynamics.coverings.horseshoe import Horseshoe, find_horseshoe
from exactpl.errors import InputError
from exactpl.verdicts import Proved, Undecided, Verdict


@dataclass(frozen=True, init=False, repr=False)
class HorseshoeEntropy(NearF):
    """Every g within epsilon of f on the compact domain (or `on`) has entropy >= log(at_least) / k.

    With values left out a horseshoe is searched. The value of Proved is `at_least`, its witness a `Horseshoe`. The
    witness of Refuted is a constant near f, or the pair of bounds of a growth that is smaller.
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
            k=None if k is None else small_integer(k, "k", 1),
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

    def _decide(self) -> Verdict:
        found = self.by_search()
        if isinstance(found, Proved):
            return found
        if self.at_least == 1:
            return found  # which is true of all maps
        question, bound, epsilon = self.question(), self.at_least or Fraction(1), self.epsilon or Fraction(0)
        constant = constant_is_near(self.subject, self.self_map, question, epsilon, self.on)
        if constant is not None:
            return constant
        if self.k is None:
            bound = Fraction(1)  # for a k that is looked for, only zero entropy contradicts it
        return refuted_or(growth_is_smaller(self.subject, self.on, question, bound, self.k or 1), found)

    def by_search(self) -> Verdict:
        """Search a horseshoe that shows what is claimed."""
        f = self.self_map
        found = find_horseshoe(f, k=self.k, at_least=self.at_least, epsilon=self.epsilon)
        if found is None:
            tried = "an iterate f^k, k <= 8," if self.k is None else f"f^{self.k}"
            return Undecided(
                self.question(),
                f"no horseshoe of {tried} that does it was found; iterates of at most 4,000 pieces are searched. Give "
                "intervals of your own, horseshoe(f, intervals=..., k=...), or ask for growth: entropy(f, width=...).",
            )
        bound = simple_growth(found.growth) if self.at_least is None else self.at_least
        epsilon = simplest_just_below(rational(found.epsilon)) if self.epsilon is None else self.epsilon
        return self.proved_by(found, bound, epsilon)

    def proved_by(self, found: Horseshoe, bound: Fraction, epsilon: Fraction) -> Proved:
        """Return the verdict that a horseshoe gives."""
        graph = found.graph
        edges: JSONValue = [[e.source, e.target] for e in graph.edges]
        witness: dict[str, JSONValue] = {
            "edges": edges,
            "intervals": [ends(i) for i in graph.intervals],
            "points": pairs_json(graph.edges),
            "weights": [canonical_integer(w) for w in found.weights],
        }
        return Proved(
            self.statement(bound, found.k, epsilon),
            value=bound,
            witness=found,
            certificate=self.certificate(self.fields(bound, found.k, epsilon), witness),
            lemmas=self.lemmas,
        )


def simple_growth(growth: Fraction) -> Fraction:
    """Return a simple rational at most a millionth below a growth that floats proposed the weights for."""
    if growth.denominator == 1:
        return growth
    return simplest_between(growth - (growth - 1) / 1_000_000, growth)
