"""entropy_bounds: bounds for the growth of f on a compact J, whose logarithm is the topological entropy."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ..arithmetic import rationals
from ..arithmetic.intervals import Interval
from ..claims import evidence, held
from ..claims.base import Claim, Verified, named
from ..claims.evidence import Evidence
from ..errors import Reject, Rule
from ..reading import fields
from ..reading.fields import Fields
from ..reading.mapfile import MapFile


@dataclass(frozen=True)
class EntropyBounds(Claim):
    """f maps the compact J into itself, and its growth lies between the bounds."""

    type = "entropy_bounds"
    claim_keys = frozenset({"at_least", "at_most", "on", "type"})
    witness_keys = frozenset({"lower", "upper"})
    optional_witness_keys = frozenset({held.KEY})
    cited = ("MS80",)

    on: Interval | None
    at_least: Fraction | None
    at_most: Fraction | None
    lower: Evidence | None
    upper: Evidence | None
    within: Interval | None

    @property
    def cites(self) -> tuple[str, ...]:
        """What is held inside an interval has the entropy of f by W82."""
        return self.cited if self.within is None else (*self.cited, "W82")

    @classmethod
    def read(cls, claim: Fields, witness: Fields, /) -> EntropyBounds:
        """Read the interval, at least one bound, and the evidence for each that needs some."""
        at_least, at_most = (
            None if claim[key] is None else evidence.bound_of(claim[key], key) for key in ("at_least", "at_most")
        )
        if at_least is None and at_most is None:
            raise Reject(Rule.BAD_FIELD, "a bound", "null for both")
        lower, upper = witness["lower"], witness["upper"]
        for name, value, needed in (
            ("lower", lower, at_least is not None and at_least != 1),  # the growth is never below 1
            ("upper", upper, at_most is not None),
        ):
            if (value is not None) != needed:
                expected = f"evidence as {name}" if needed else f"null as {name}"
                raise Reject(Rule.BAD_FIELD, expected, fields.text_of(value))
        return cls(
            fields.optional_interval(claim, "on"),
            at_least,
            at_most,
            None if lower is None else evidence.read(lower, "lower"),
            None if upper is None else evidence.read(upper, "upper"),
            held.read(witness),
        )

    def fuel(self, subject: MapFile) -> int:
        """Return the cost of the evidence."""
        return evidence.evidence_fuel(subject, self.on, self.lower, self.upper, within=self.within)

    def check(self, subject: MapFile) -> Verified:
        """Verify the evidence."""
        on = subject.interval(self.on)
        f = held.self_map(subject, self.on, self.within, from_above=self.upper is not None)
        by = ["T0.1", "T3.1", *held.lemmas(self.within, from_above=self.upper is not None)]
        words = []
        for word, bound, given in (("at least", self.at_least, self.lower), ("at most", self.at_most, self.upper)):
            if bound is not None:
                words.append(f"{word} {rationals.write_rational(bound)}")
                if given is not None:
                    given.check(f, bound)
                    by += given.lemmas
        statement = growth_is(on, self.within, " and ".join(words), from_above=self.upper is not None)
        return Verified(statement, named(*by))


def growth_is(on: Interval, within: Interval | None, what: str, *, from_above: bool = True) -> str:
    """Return the statement that the growth is something; inside a window that was not tested it bounds from below."""
    least = "" if within is None or from_above else "at least "
    if within is None:
        where, entropy = f"f on {on}", "its topological entropy"
    else:
        where = f"f on {on} where orbits are bounded, held inside {within}"
        entropy = f"the supremum of the topological entropies of f on compact sets K in {on} with f(K) in K"
    return f"the growth s of {where}, the limit superior of laps(f^k)^(1/k), is {what}; {entropy} is {least}log s"
