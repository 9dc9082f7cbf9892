"""What claims about every map near f have in common."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from exactpl.arithmetic.rationals import (
    Exact,
    canonical_rational,
    shortened_rational,
)
from exactpl.claims.certificates import JSONValue
from exactpl.claims.kinds.base import MapClaimOn
from exactpl.dynamics.coverings.graph import Covering, require_epsilon


def epsilon_of(given: Exact | None) -> Fraction | None:
    """Return epsilon >= 0, or None where it is asked for."""
    return None if given is None else require_epsilon(given)


@dataclass(frozen=True, init=False, repr=False)
class NearF(MapClaimOn):
    """A claim about every continuous g of the domain (or `on`) into itself with |g - f| <= epsilon."""

    basis: ClassVar[tuple[str, ...]] = ("T0.1", "T4.1", "T4.5")
    epsilon: Fraction | None

    def every(self, epsilon: Fraction) -> str:
        """Return "every continuous g: J -> J with |g - f| <= epsilon"."""
        where = self.where()
        return f"every continuous g: {where} -> {where} with |g - f| <= {shortened_rational(epsilon)}"


def pairs_json(edges: Iterable[Covering]) -> JSONValue:
    """Return the points of each covering at which it can be seen, as they stand in a witness."""
    return [[canonical_rational(edge.below), canonical_rational(edge.above)] for edge in edges]
