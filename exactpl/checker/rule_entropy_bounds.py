"""entropy_bounds: bounds for the growth of f on a compact J, whose logarithm is the topological entropy."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from . import evidence, fields, rationals
from .claims import Claim, Verified
from .errors import Reject
from .evidence import Evidence
from .fields import Fields
from .intervals import Interval
from .mapfile import MapFile
from .plmap import restricted_self_map


@dataclass(frozen=True)
class EntropyBounds(Claim):
    """f maps the compact J into itself, and its growth lies between the bounds."""

    type = "entropy_bounds"
    claim_keys = frozenset({"at_least", "at_most", "on", "type"})
    witness_keys = frozenset({"lower", "upper"})
    cited = ("MS80",)

    on: Interval | None
    at_least: Fraction | None
    at_most: Fraction | None
    lower: Evidence | None
    upper: Evidence | None

    @classmethod
    def read(cls, claim: Fields, witness: Fields, /) -> EntropyBounds:
        """Read the interval, at least one bound, and the evidence for each that needs some."""
        at_least, at_most = (
            None if claim[key] is None else evidence.bound_of(claim[key], key) for key in ("at_least", "at_most")
        )
        if at_least is None and at_most is None:
            raise Reject("bad-field", "a bound", "null for both")
        lower, upper = witness["lower"], witness["upper"]
        for name, value, needed in (
            ("lower", lower, at_least is not None and at_least != 1),  # the growth is never below 1
            ("upper", upper, at_most is not None),
        ):
            if (value is not None) != needed:
                expected = f"evidence as {name}" if needed else f"null as {name}"
                raise Reject("bad-field", expected, fields.text_of(value))
        return cls(
            fields.optional_interval(claim, "on"),
            at_least,
            at_most,
            None if lower is None else evidence.read(lower, "lower"),
            None if upper is None else evidence.read(upper, "upper"),
        )

    def fuel(self, subject: MapFile) -> int:
        """Return the cost of the evidence."""
        return evidence.evidence_fuel(subject, self.on, self.lower, self.upper)

    def check(self, subject: MapFile) -> Verified:
        """Verify the evidence."""
        on = evidence.compact(subject, self.on)
        f = restricted_self_map(subject, on)
        by = {"T3.1"}
        words = []
        for word, bound, given in (("at least", self.at_least, self.lower), ("at most", self.at_most, self.upper)):
            if bound is not None:
                words.append(f"{word} {rationals.write_rational(bound)}")
                if given is not None:
                    given.check(f, bound)
                    by.add(given.lemma)
        return Verified(
            f"the growth s of f on {on}, the limit superior of laps(f^k)^(1/k), is {' and '.join(words)}; "
            "its topological entropy is log s",
            tuple(sorted(by)),
        )
