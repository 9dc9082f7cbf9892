"""same_function: f and g agree on J."""

from __future__ import annotations

from dataclasses import dataclass

from ..claims import networks
from ..claims.base import Verified
from ..claims.networks import Functions, OnLine
from ..errors import Reject, Rule
from ..mathematics.cells import cells
from ..reading.fields import Fields


@dataclass(frozen=True)
class SameFunction(OnLine):
    """F = G on J: at all points, and with equal derivatives on rays."""

    type = "same_function"
    claim_keys = frozenset({"line", "on", "type"})
    kinds = networks.TWO

    @classmethod
    def read(cls, claim: Fields, witness: Fields, /) -> SameFunction:
        """Read line, interval and points."""
        return cls(networks.read_place(claim, witness), None)

    def check(self, subject: Functions) -> Verified:
        """Both are affine on each cell, so they agree there if they do at its ends (theorems 6.1, 6.2)."""
        on = self.place.interval(subject)
        for cell in cells(self.function(subject), self.place.points, on):
            if any(any(value) for value, _ in cell.ends):
                raise Reject(Rule.NOT_EQUAL, "f - g = 0 at each point", "another value")
            if cell.side and any(cell.slope):
                raise Reject(Rule.NOT_EQUAL, "equal derivatives on rays", "different ones")
        where = self.place.written(on)
        return Verified(f"f and g are the same function on {where}", networks.lemmas(subject, on))
