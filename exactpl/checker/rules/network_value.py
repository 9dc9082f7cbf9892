"""network_value: f(x) = y, by evaluation."""

from __future__ import annotations

from dataclasses import dataclass

from ..claims import networks
from ..claims.base import AnyClaim, Verified
from ..claims.networks import Functions, Numbers
from ..errors import Rule
from ..reading.fields import Fields


@dataclass(frozen=True)
class NetworkValue(AnyClaim[Functions]):
    """f takes the vector x to the vector y."""

    type = "network_value"
    claim_keys = frozenset({"type", "x", "y"})
    kinds = networks.ONE

    x: Numbers
    y: Numbers

    @classmethod
    def read(cls, claim: Fields, _witness: Fields, /) -> NetworkValue:
        """Read two vectors."""
        return cls(networks.numbers(claim["x"], "x"), networks.numbers(claim["y"], "y"))

    def fuel(self, subject: Functions) -> int:
        """Return the cost of one evaluation; raises `Reject` for wrong shapes."""
        networks.verify_length(self.x, subject.f.inputs, "x")
        networks.verify_length(self.y, subject.f.outputs, "y")
        bits = networks.vector_bits(self.x, "x")
        return networks.evaluation_fuel(subject.f, 1, bits, subject.f.repeat)

    def check(self, subject: Functions) -> Verified:
        """Evaluate."""
        value = networks.value_at(subject, self.x)
        networks.verify_vector(value, self.y, Rule.WRONG_VALUE, "f(x)")
        return Verified(f"f({networks.joined(self.x)}) = {networks.vector(self.y)}")
