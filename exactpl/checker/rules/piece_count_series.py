"""piece_count_series: the numbers of maximal affine pieces of all f^k on J, by a rational generating function."""

from __future__ import annotations

from dataclasses import dataclass

from ..arithmetic import polynomials, rationals
from ..arithmetic.intervals import Interval
from ..claims.base import Claim, Verified
from ..claims.counts import PIECES, counting_fuel, lemmas
from ..errors import Reject, Rule
from ..mathematics import counting, sinks
from ..mathematics.criticalorbits import degrees
from ..mathematics.plmap import PLMap, restricted_self_map
from ..reading import fields
from ..reading.fields import Fields
from ..reading.mapfile import MapFile


@dataclass(frozen=True)
class PieceCountSeries(Claim):
    """f maps J into itself, and the number for f^k is the coefficient of t^k in numerator / denominator."""

    type = "piece_count_series"
    claim_keys = frozenset({"denominator", "numerator", "on", "type"})
    witness_keys = frozenset({"terms"})
    optional_witness_keys = frozenset({"sinks"})

    on: Interval | None
    numerator: tuple[int, ...]
    denominator: tuple[int, ...]
    terms: int
    sinks: tuple[Interval, ...] = ()

    @classmethod
    def read(cls, claim: Fields, witness: Fields, /) -> PieceCountSeries:
        """Read the interval, the two polynomials and the number of terms."""
        numerator, denominator = (fields.integers(claim, key) for key in ("numerator", "denominator"))
        for name, polynomial in (("numerator", numerator), ("denominator", denominator)):
            if len(polynomial) > 1 and polynomial[-1] == 0:
                raise Reject(Rule.BAD_FIELD, f"no zero at the end of the {name}", "0")
        if denominator[0] != 1:
            raise Reject(Rule.BAD_FIELD, "a denominator that begins with 1", rationals.show_integer(denominator[0]))
        on = fields.optional_interval(claim, "on")
        given = sinks.read(witness["sinks"]) if "sinks" in witness else ()
        return cls(on, numerator, denominator, fields.small(witness, "terms", 1), given)

    def fuel(self, subject: MapFile, within: Interval | None = None) -> int:
        """Return the cost of finding so many points, and of counting; of f held inside an interval if it is given."""
        size = sum(c.bit_length() for c in (*self.numerator, *self.denominator))
        numbers = sinks.numbers(self.sinks)
        found = counting_fuel(subject, self.on, self.terms, *numbers, within=within)
        each = 8 * (len(self.numerator) + len(self.denominator)) + size * (self.terms + 64) // 8192
        return found + self.terms * each + len(self.sinks) * (self.terms + 64)

    def check(self, subject: MapFile) -> Verified:
        """Compare as many terms as theorem 1.8 asks for."""
        on = subject.interval(self.on)
        by = self.verify(restricted_self_map(subject, on), on)
        words = [polynomials.written(polynomial) for polynomial in (self.numerator, self.denominator)]
        return Verified(
            f"for every k >= 0, f^k has exactly a_k maximal affine pieces on {on}, "
            f"the sum of a_k t^k being ({words[0]})/({words[1]})",
            by,
        )

    def verify(self, f: PLMap, on: Interval) -> tuple[str, ...]:
        """Compare the terms for a self-map of an interval, and return the lemmas."""
        bound = degrees(f, self.terms, sinks.verified(f, on, self.sinks))
        least = 1 + max(
            bound.numerator + len(self.denominator) - 1,
            bound.denominator + len(self.numerator) - 1,
        )
        if self.terms < least:
            raise Reject(Rule.TOO_FEW_TERMS, f"at least {least} terms", f"{self.terms}")
        counts = counting.piece_counts(f, self.terms - 1)
        series = polynomials.series(self.numerator, self.denominator)
        for k, (count, coefficient) in enumerate(zip(counts, series, strict=False)):
            if count != coefficient:
                raise Reject(
                    Rule.WRONG_COUNT,
                    f"{rationals.show_integer(count)} maximal affine pieces of f^{k}",
                    rationals.show_integer(coefficient),
                )
        return lemmas(on, *PIECES, "T1.8", "T1.8'", *(("T1.11",) if self.sinks else ()))
