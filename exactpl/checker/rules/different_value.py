"""different_value: f(x) - g(x) is a vector that is not zero, by evaluation."""

from __future__ import annotations

from dataclasses import dataclass

from ..arithmetic import rationals
from ..arithmetic.intervals import Interval
from ..claims import networks
from ..claims.base import AnyClaim, Verified
from ..claims.networks import Functions, Numbers
from ..errors import Reject, Rule
from ..reading.fields import Fields
from ..reading.mapfile import MapFile


@dataclass(frozen=True)
class DifferentValue(AnyClaim[Functions]):
    """f and g differ at x, by `difference`."""

    type = "different_value"
    claim_keys = frozenset({"difference", "type", "x"})
    kinds = networks.TWO

    x: Numbers
    difference: Numbers

    @classmethod
    def read(cls, claim: Fields, _witness: Fields, /) -> DifferentValue:
        """Read two vectors, the second one not zero."""
        difference = networks.numbers(claim["difference"], "difference")
        return cls(networks.numbers(claim["x"], "x"), networks.not_all_zero(difference, "difference"))

    def fuel(self, subject: Functions) -> int:
        """Return the cost of one evaluation of both; raises `Reject` for wrong shapes."""
        subject.verify_shapes()
        networks.verify_length(self.x, subject.f.inputs, "x")
        networks.verify_length(self.difference, subject.f.outputs, "difference")
        domain = subject.g.domain if isinstance(subject.g, MapFile) else Interval(None, None)
        return networks.steps_for(subject, networks.vector_bits(self.x, "x"), 1, domain)

    def check(self, subject: Functions) -> Verified:
        """Evaluate both."""
        if isinstance(subject.g, MapFile) and not subject.g.domain.contains(self.x[0]):
            domain = subject.g.domain.shown()
            raise Reject(Rule.OUTSIDE_DOMAIN, f"x in the domain {domain} of g", rationals.show(self.x[0]))
        value = networks.value_at(subject, self.x)
        networks.verify_vector(value, self.difference, Rule.WRONG_VALUE, "f(x) - g(x)")
        x = networks.joined(self.x)
        difference = networks.vector(self.difference)
        return Verified(f"f({x}) - g({x}) = {difference}: f and g are different functions")
