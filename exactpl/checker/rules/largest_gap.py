"""largest_gap: the largest absolute value of f - g, or of a combination of its entries, on J."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ..arithmetic import rationals
from ..claims import networks
from ..claims.base import Verified
from ..claims.networks import Functions, OnLine
from ..errors import Reject, Rule
from ..mathematics.cells import cells
from ..reading import fields
from ..reading.fields import Fields


@dataclass(frozen=True)
class LargestGap(OnLine):
    """|c * F - c * G| <= gap on J, with equality at t = at."""

    type = "largest_gap"
    claim_keys = frozenset({"at", "combination", "gap", "line", "on", "type"})
    kinds = networks.TWO

    at: Fraction
    gap: Fraction

    @classmethod
    def read(cls, claim: Fields, witness: Fields, /) -> LargestGap:
        """Read place, combination, the gap >= 0 and where it is."""
        gap = fields.rational(claim["gap"], "gap")
        if gap < 0:
            raise Reject(Rule.BAD_FIELD, "gap >= 0", rationals.show(gap))
        place, combination = networks.read_place(claim, witness), networks.read_combination(claim)
        return cls(place, combination, fields.rational(claim["at"], "at"), gap)

    def places(self) -> tuple[Fraction, ...]:
        """Return the place of the gap."""
        return (self.at,)

    def check(self, subject: Functions) -> Verified:
        """On a cell an affine function is largest at an end; on a ray it must be constant (theorems 0.1, 6.1, 6.2)."""
        on = self.place.interval(subject)
        if not on.contains(self.at):
            raise Reject(Rule.BAD_FIELD, f"at in {on.shown()}", rationals.show(self.at))
        function = self.function(subject)
        largest = (0, 1)
        for cell in cells(function, self.place.points, on):
            for value, unit in cell.ends:
                size = abs(value[0]), unit
                if networks.compared(size, largest) > 0:
                    largest = size
            if cell.side and cell.slope[0]:
                raise Reject(Rule.UNBOUNDED, "derivative 0 on rays", "another one")
        networks.verify_number(largest, function.scale, self.gap, Rule.WRONG_GAP, "largest value at the points")
        there = function.at(self.at)
        size = abs(there.value[0]), there.unit
        networks.verify_number(size, function.scale, self.gap, Rule.WRONG_GAP, "value at the place given")
        words = f"{networks.function_of('(f - g)', self.combination)} on {self.place.written(on)}"
        gap, place = rationals.write_rational(self.gap), rationals.write_rational(self.at)
        return Verified(
            f"the largest absolute value of {words} is {gap}, attained at t = {place}",
            networks.lemmas(subject, on, "T0.1"),
        )
