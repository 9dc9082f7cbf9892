"""network_value: f(x) = y, by evaluation."""

from __future__ import annotations

from dataclasses import dataclass

from . import networkclaims
from .claims import AnyClaim, Verified
from .fields import Fields
from .networkclaims import Functions, Numbers


@dataclass(frozen=True)
class NetworkValue(AnyClaim[Functions]):
    """f takes the vector x to the vector y."""

    type = "network_value"
    claim_keys = frozenset({"type", "x", "y"})
    kinds = networkclaims.ONE

    x: Numbers
    y: Numbers

    @classmethod
    def read(cls, claim: Fields, _witness: Fields, /) -> NetworkValue:
        """Read two vectors."""
        return cls(networkclaims.numbers(claim["x"], "x"), networkclaims.numbers(claim["y"], "y"))

    def fuel(self, subject: Functions) -> int:
        """Return the cost of one evaluation; raises `Reject` for wrong shapes."""
        networkclaims.verify_length(self.x, subject.f.inputs, "x")
        networkclaims.verify_length(self.y, subject.f.outputs, "y")
        bits = networkclaims.vector_bits(self.x, "x")
        return networkclaims.evaluation_fuel(subject.f, 1, bits, subject.f.repeat)

    def check(self, subject: Functions) -> Verified:
        """Evaluate."""
        value = networkclaims.value_at(subject, self.x)
        networkclaims.verify_vector(value, self.y, "wrong-value", "f(x)")
        return Verified(f"f({networkclaims.joined(self.x)}) = {networkclaims.vector(self.y)}")
