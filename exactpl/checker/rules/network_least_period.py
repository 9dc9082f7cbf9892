"""network_least_period: x has least period n under a network with as many outputs as inputs, by evaluation."""

from __future__ import annotations

from dataclasses import dataclass
from math import lcm

from ..arithmetic import rationals
from ..claims import networks
from ..claims.base import AnyClaim, Verified
from ..claims.networks import Functions, Numbers
from ..errors import Reject, Rule
from ..mathematics.networks import Network
from ..reading import fields
from ..reading.fields import Fields


@dataclass(frozen=True)
class NetworkLeastPeriod(AnyClaim[Functions]):
    """f^n(x) = x, and f^j(x) is another vector for 0 < j < n."""

    type = "network_least_period"
    claim_keys = frozenset({"n", "type", "x"})
    kinds = networks.ONE

    n: int
    x: Numbers

    @classmethod
    def read(cls, claim: Fields, _witness: Fields, /) -> NetworkLeastPeriod:
        """Read n >= 1 and a vector."""
        return cls(fields.small(claim, "n", 1), networks.numbers(claim["x"], "x"))

    def fuel(self, subject: Functions) -> int:
        """Return the cost of evaluating f^n, a network repeated n times as often; raises `Reject` for wrong shapes."""
        f = subject.f
        networks.verify_length(self.x, f.inputs, "x")
        if f.outputs != f.inputs:
            raise Reject(Rule.SHAPES, f"{f.inputs} outputs of f, as many as inputs", f"{f.outputs}")
        return networks.evaluation_fuel(f, 1, networks.vector_bits(self.x, "x"), self.n * f.repeat)

    def check(self, subject: Functions) -> Verified:
        """Evaluate, until the orbit is back."""
        network = Network(subject.f)
        unit = lcm(*(entry.denominator for entry in self.x))
        start = value = rationals.over(self.x, unit)
        grown = 1
        for j in range(1, self.n + 1):
            value, unit = network.value(value, unit)
            grown *= network.scale
            back = all(entry == grown * first for entry, first in zip(value, start, strict=True))
            if back and j < self.n:
                raise Reject(Rule.WRONG_PERIOD, f"f^j(x) != x for 0 < j < {self.n}", f"f^{j}(x) = x")
            if not back and j == self.n:
                raise Reject(Rule.WRONG_PERIOD, f"f^{self.n}(x) = x", "another vector")
        return Verified(f"{networks.listed(self.x)} has least period {self.n} under f")
