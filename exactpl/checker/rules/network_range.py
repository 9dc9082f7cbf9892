"""network_range: the interval of all values of a combination of outputs on J."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ..arithmetic.intervals import Interval
from ..claims import networks
from ..claims.base import Verified
from ..claims.networks import Functions, OnLine
from ..errors import Reject, Rule
from ..mathematics.cells import cells
from ..reading import fields
from ..reading.fields import Fields


@dataclass(frozen=True)
class NetworkRange(OnLine):
    """The values of c * F on J are exactly the closed interval."""

    type = "network_range"
    claim_keys = frozenset({"combination", "interval", "line", "on", "type"})
    kinds = networks.ONE

    interval: Interval

    @classmethod
    def read(cls, claim: Fields, witness: Fields, /) -> NetworkRange:
        """Read place, combination and interval."""
        place, combination = networks.read_place(claim, witness), networks.read_combination(claim)
        return cls(place, combination, fields.interval(claim, "interval", point_allowed=True))

    def check(self, subject: Functions) -> Verified:
        """Find the extremes, at points or at the ends of rays (theorems 0.1, 6.1, 6.2)."""
        on, function = self.place.interval(subject), self.function(subject)
        low: tuple[int, int] | None = None
        high: tuple[int, int] | None = None
        bounded = {-1: True, 1: True}  # from below, from above
        for cell in cells(function, self.place.points, on):
            for value, unit in cell.ends:
                end = value[0], unit
                low = end if low is None or networks.compared(end, low) < 0 else low
                high = end if high is None or networks.compared(end, high) > 0 else high
            outwards = cell.side * cell.slope[0]
            if outwards != 0:
                bounded[1 if outwards > 0 else -1] = False
        _verify_end(low if bounded[-1] else None, function.scale, self.interval.lo, "least")
        _verify_end(high if bounded[1] else None, function.scale, self.interval.hi, "greatest")
        return Verified(
            f"{networks.function_of('f', self.combination)} takes exactly the values {self.interval} "
            f"on {self.place.written(on)}",
            networks.lemmas(subject, on, "T0.1"),
        )


def _verify_end(found: tuple[int, int] | None, scale: int, claimed: Fraction | None, name: str) -> None:
    if found is not None and claimed is not None:
        networks.verify_number(found, scale, claimed, Rule.WRONG_RANGE, f"{name} value")
    elif (found is None) != (claimed is None):
        raise Reject(Rule.WRONG_RANGE, f"{'no' if found is None else 'a'} {name} value", "the other")
