"""entropy_bounds_over_field: bounds for the growth of a map over a number field on a compact J."""

from __future__ import annotations

from dataclasses import dataclass

from ..arithmetic.numberfield import Expression, write
from ..claims import fieldgrowth
from ..claims.base import Claim, Verified, named
from ..claims.fieldgrowth import Ends, Evidence, SelfMap
from ..errors import Reject, Rule
from ..reading import fields
from ..reading.fields import Fields
from ..reading.mapfile import MapFile


@dataclass(frozen=True)
class EntropyBoundsOverField(Claim):
    """f maps the compact J into itself, and its growth lies between two numbers of the field."""

    type = "entropy_bounds_over_field"
    claim_keys = frozenset({"at_least", "at_most", "on", "type"})
    witness_keys = frozenset({"lower", "upper"})
    cited = ("MS80",)

    on: Ends | None
    at_least: Expression | None
    at_most: Expression | None
    lower: Evidence | None
    upper: Evidence | None

    @classmethod
    def read(cls, claim: Fields, witness: Fields, /) -> EntropyBoundsOverField:
        """Read the interval, at least one bound, and the evidence for each that needs some."""
        at_least, at_most = (
            None if claim[key] is None else fieldgrowth.bound_of(claim[key], key) for key in ("at_least", "at_most")
        )
        if at_least is None and at_most is None:
            raise Reject(Rule.BAD_FIELD, "a bound", "null for both")
        lower, upper = witness["lower"], witness["upper"]
        needed = (at_least is not None and at_least != fieldgrowth.ONE, at_most is not None)
        for name, value, is_needed in zip(("lower", "upper"), (lower, upper), needed, strict=True):
            if (value is not None) != is_needed:
                raise Reject(Rule.BAD_FIELD, f"{'evidence' if is_needed else 'null'} as {name}", fields.text_of(value))
        return cls(
            fieldgrowth.optional_ends(claim["on"], "on"),
            at_least,
            at_most,
            None if lower is None else fieldgrowth.read(lower, upper=False),
            None if upper is None else fieldgrowth.read(upper, upper=True),
        )

    def _numbers(self) -> list[Expression]:
        return [x for x in (self.at_least, self.at_most, *(self.on or ())) if x is not None]

    def fuel(self, subject: MapFile) -> int:
        """Return what is known before the signs are looked for."""
        return fieldgrowth.evidence_fuel(fieldgrowth.field_map(subject), self.lower, self.upper)

    def check(self, subject: MapFile) -> Verified:
        """Verify the evidence."""
        given = [evidence for evidence in (self.lower, self.upper) if evidence is not None]
        numbers = [*self._numbers(), *(x for evidence in given for x in evidence.numbers())]
        f = SelfMap(fieldgrowth.field_map(subject), self.on, numbers)
        by, words = ["T0.1", "T0.2", "T3.1"], []
        for word, bound, evidence in (("at least", self.at_least, self.lower), ("at most", self.at_most, self.upper)):
            if bound is not None:
                fieldgrowth.at_least_one(f, bound, word.replace(" ", "_"))
                words.append(f"{word} {write(bound)}")
                if evidence is not None:
                    evidence.check(f, bound)
                    by += evidence.lemmas
        a = fieldgrowth.where_a_is(f.f, f.lo, f.hi, *self._numbers())
        return Verified(
            f"the growth s of f on {f.written()}, the limit superior of laps(f^k)^(1/k), is {' and '.join(words)}{a}"
            f"{';' if not a else ' and'} its topological entropy is log s",
            named(*by),
        )
