"""network_slope_range: the greatest and the least absolute slope of a combination of outputs on J."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ..arithmetic import rationals
from ..claims import networks
from ..claims.base import Verified
from ..claims.networks import Functions, OnLine
from ..errors import Rule
from ..mathematics.cells import cells
from ..reading import fields
from ..reading.fields import Fields


@dataclass(frozen=True)
class NetworkSlopeRange(OnLine):
    """`largest` and `smallest` are absolute values of slopes of c * F on J, and bound the others."""

    type = "network_slope_range"
    claim_keys = frozenset({"combination", "largest", "line", "on", "smallest", "type"})
    kinds = networks.ONE

    largest: Fraction
    smallest: Fraction

    @classmethod
    def read(cls, claim: Fields, witness: Fields, /) -> NetworkSlopeRange:
        """Read place, combination and two slopes."""
        place, combination = networks.read_place(claim, witness), networks.read_combination(claim)
        largest, smallest = (fields.rational(claim[key], key) for key in ("largest", "smallest"))
        return cls(place, combination, largest, smallest)

    def check(self, subject: Functions) -> Verified:
        """Each slope is that of a cell (theorems 0.1, 6.1, 6.2)."""
        on, function = self.place.interval(subject), self.function(subject)
        sizes = ((abs(cell.slope[0]), cell.unit) for cell in cells(function, self.place.points, on))
        largest = smallest = next(sizes)
        for size in sizes:
            largest = size if networks.compared(size, largest) > 0 else largest
            smallest = size if networks.compared(size, smallest) < 0 else smallest
        networks.verify_number(largest, function.scale, self.largest, Rule.WRONG_SLOPE, "greatest absolute slope")
        networks.verify_number(smallest, function.scale, self.smallest, Rule.WRONG_SLOPE, "least absolute slope")
        words = [rationals.write_rational(slope) for slope in (self.smallest, self.largest)]
        return Verified(
            f"the absolute slopes of {networks.function_of('f', self.combination)} on {self.place.written(on)} "
            f"reach from {words[0]} to {words[1]}",
            networks.lemmas(subject, on, "T0.1"),
        )
