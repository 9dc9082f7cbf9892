"""different_value: f(x) - g(x) is a vector that is not zero, by evaluation."""

from __future__ import annotations

from dataclasses import dataclass

from . import networkclaims, rationals
from .claims import AnyClaim, Verified
from .errors import Reject
from .fields import Fields
from .intervals import Interval
from .mapfile import MapFile
from .networkclaims import Functions, Numbers


@dataclass(frozen=True)
class DifferentValue(AnyClaim[Functions]):
    """f and g differ at x, by `difference`."""

    type = "different_value"
    claim_keys = frozenset({"difference", "type", "x"})
    kinds = networkclaims.TWO

    x: Numbers
    difference: Numbers

    @classmethod
    def read(cls, claim: Fields, _witness: Fields, /) -> DifferentValue:
        """Read two vectors, the second one not zero."""
        difference = networkclaims.numbers(claim["difference"], "difference")
        return cls(networkclaims.numbers(claim["x"], "x"), networkclaims.not_all_zero(difference, "difference"))

    def fuel(self, subject: Functions) -> int:
        """Return the cost of one evaluation of both; raises `Reject` for wrong shapes."""
        subject.verify_shapes()
        networkclaims.verify_length(self.x, subject.f.inputs, "x")
        networkclaims.verify_length(self.difference, subject.f.outputs, "difference")
        domain = subject.g.domain if isinstance(subject.g, MapFile) else Interval(None, None)
        return networkclaims.steps_for(subject, networkclaims.vector_bits(self.x, "x"), 1, domain)

    def check(self, subject: Functions) -> Verified:
        """Evaluate both."""
        if isinstance(subject.g, MapFile) and not subject.g.domain.contains(self.x[0]):
            domain = subject.g.domain.shown()
            raise Reject("outside-domain", f"x in the domain {domain} of g", rationals.show(self.x[0]))
        value = networkclaims.value_at(subject, self.x)
        networkclaims.verify_vector(value, self.difference, "wrong-value", "f(x) - g(x)")
        x = networkclaims.joined(self.x)
        difference = networkclaims.vector(self.difference)
        return Verified(f"f({x}) - g({x}) = {difference}: f and g are different functions")
