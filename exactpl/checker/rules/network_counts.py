"""network_counts: how many affine pieces a network has on J, and how many activation regions."""

from __future__ import annotations

from dataclasses import dataclass

from ..arithmetic import rationals
from ..claims import networks
from ..claims.base import Verified
from ..claims.networks import Functions, OnLine
from ..errors import Reject, Rule
from ..mathematics.cells import Cell, cells
from ..reading import fields
from ..reading.fields import Fields


@dataclass(frozen=True)
class NetworkCounts(OnLine):
    """F (or c * F) has so many pieces on J, and so many activation patterns hold on open intervals of J."""

    type = "network_counts"
    claim_keys = frozenset({"combination", "line", "on", "pieces", "regions", "type"})
    kinds = networks.ONE

    pieces: int
    regions: int

    @classmethod
    def read(cls, claim: Fields, witness: Fields, /) -> NetworkCounts:
        """Read place, perhaps a combination, and two numbers."""
        combination = None if claim["combination"] is None else networks.read_combination(claim)
        place = networks.read_place(claim, witness)
        return cls(place, combination, fields.integer(claim, "pieces"), fields.integer(claim, "regions"))

    def check(self, subject: Functions) -> Verified:
        """Count the points where derivatives, and where patterns change (theorem 6.3)."""
        on = self.place.interval(subject)
        pieces = regions = 0
        last: Cell | None = None
        for cell in cells(self.function(subject), self.place.points, on):
            pieces += last is None or slopes_differ(last, cell)
            regions += last is None or last.pattern != cell.pattern
            last = cell
        for name, count, claimed in (("pieces", pieces, self.pieces), ("regions", regions, self.regions)):
            if count != claimed:
                raise Reject(Rule.WRONG_COUNT, f"{count} {name}", rationals.show_integer(claimed))
        return Verified(
            f"{networks.function_of('f', self.combination)} has exactly "
            f"{rationals.counted(pieces, 'affine piece', 'affine pieces')} and "
            f"{rationals.counted(regions, 'activation region', 'activation regions')} on {self.place.written(on)}",
            networks.lemmas(subject, on, "T6.3"),
        )


def slopes_differ(left: Cell, right: Cell) -> bool:
    """Tell whether the derivatives in two cells differ."""
    return [a * right.unit for a in left.slope] != [b * left.unit for b in right.slope]
