"""largest_gap: the largest absolute value of f - g, or of a combination of its entries, on J."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from . import fields, networkclaims, rationals
from .cells import cells
from .claims import Verified
from .errors import Reject
from .fields import Fields
from .networkclaims import Functions, OnLine


@dataclass(frozen=True)
class LargestGap(OnLine):
    """|c * F - c * G| <= gap on J, with equality at t = at."""

    type = "largest_gap"
    claim_keys = frozenset({"at", "combination", "gap", "line", "on", "type"})
    kinds = networkclaims.TWO

    at: Fraction
    gap: Fraction

    @classmethod
    def read(cls, claim: Fields, witness: Fields, /) -> LargestGap:
        """Read place, combination, the gap >= 0 and where it is."""
        gap = fields.rational(claim["gap"], "gap")
        if gap < 0:
            raise Reject("bad-field", "gap >= 0", rationals.show(gap))
        place, combination = networkclaims.read_place(claim, witness), networkclaims.read_combination(claim)
        return cls(place, combination, fields.rational(claim["at"], "at"), gap)

    def places(self) -> tuple[Fraction, ...]:
        """Return the place of the gap."""
        return (self.at,)

    def check(self, subject: Functions) -> Verified:
        """On a cell an affine function is largest at an end; on a ray it must be constant (theorems 0.1, 6.1, 6.2)."""
        on = self.place.interval(subject)
        if not on.contains(self.at):
            raise Reject("bad-field", f"at in {on.shown()}", rationals.show(self.at))
        function = self.function(subject)
        largest = (0, 1)
        for cell in cells(function, self.place.points, on):
            for value, unit in cell.ends:
                size = abs(value[0]), unit
                if networkclaims.compared(size, largest) > 0:
                    largest = size
            if cell.side and cell.slope[0]:
                raise Reject("unbounded", "derivative 0 on rays", "another one")
        networkclaims.verify_number(largest, function.scale, self.gap, "wrong-gap", "largest value at the points")
        there = function.at(self.at)
        size = abs(there.value[0]), there.unit
        networkclaims.verify_number(size, function.scale, self.gap, "wrong-gap", "value at the place given")
        words = f"{networkclaims.function_of('(f - g)', self.combination)} on {self.place.written(on)}"
        gap, place = rationals.write_rational(self.gap), rationals.write_rational(self.at)
        return Verified(
            f"the largest absolute value of {words} is {gap}, attained at t = {place}", networkclaims.lemmas(on, "T0.1")
        )
