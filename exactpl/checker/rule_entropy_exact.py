"""entropy_exact: the growth of f on a compact J, as a root of a polynomial (theorem 3.6)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from . import evidence, fields, polynomials, sturm
from .claims import Claim, Verified
from .errors import Reject
from .fields import Fields
from .intervals import Interval
from .mapfile import MapFile
from .rule_piece_count_series import PieceCountSeries


@dataclass(frozen=True)
class EntropyExact(Claim):
    """f maps the compact J into itself, and its growth is the one root of the polynomial between lo and hi."""

    type = "entropy_exact"
    claim_keys = frozenset({"interval", "on", "polynomial", "type"})
    witness_keys = frozenset({"denominator", "numerator", "terms"})
    cited = ("MS80",)

    polynomial: tuple[int, ...]
    lo: Fraction
    hi: Fraction
    series: PieceCountSeries

    @classmethod
    def read(cls, claim: Fields, witness: Fields, /) -> EntropyExact:
        """Read the polynomial and the interval of the root, and the series on J."""
        polynomial = fields.integers(claim, "polynomial")
        if len(polynomial) < 2 or polynomial[-1] == 0:
            raise Reject("bad-field", "a polynomial of positive degree, no zero at its end", f"{len(polynomial)} terms")
        where = fields.interval(claim, "interval", point_allowed=True)
        if where.lo is None or where.hi is None:
            raise Reject("bad-field", "two rational ends of interval", where.shown())
        series = PieceCountSeries.read({**witness, "on": claim["on"]}, witness)
        return cls(polynomial, where.lo, where.hi, series)

    def fuel(self, subject: MapFile) -> int:
        """Return the cost of the series, and of the Sturm chains."""
        evidence.compact(subject, self.series.on)
        coefficients = (*self.polynomial, *self.series.numerator, *self.series.denominator)
        ends = (self.lo.numerator, self.lo.denominator, self.hi.numerator, self.hi.denominator)
        size = sum(n.bit_length() for n in (*coefficients, *ends))
        degree = len(self.polynomial) + len(self.series.denominator) - 2
        return self.series.fuel(subject) + degree**3 * (size + 64) * (size + 1024) // 65536

    def check(self, subject: MapFile) -> Verified:
        """Verify the series, then that its least pole is the inverse of the root."""
        on = evidence.compact(subject, self.series.on)
        verified = self.series.check(subject)
        reciprocal = sturm.primitive(self.series.denominator[::-1])
        # D(0) = 1, so what N and D have in common is what their reversals have, and that of D is monic.
        common = sturm.common_divisor(sturm.primitive(self.series.numerator[::-1]), reciprocal)
        if len(common) != 1:
            raise Reject(
                "common-factor",
                "numerator and denominator without a common factor",
                f"one of degree {len(common) - 1}",
            )
        polynomial = sturm.primitive(self.polynomial)
        where = Interval(self.lo, self.hi)
        roots = sturm.Roots(polynomial).between(self.lo, self.hi)
        if roots != 1:
            raise Reject("root-count", f"one root of the polynomial in {where.shown()}", f"{roots}")
        if sturm.Roots(sturm.common_divisor(polynomial, reciprocal)).between(self.lo, self.hi) != 1:
            raise Reject("not-a-root", f"a root of the reversed denominator in {where.shown()}", "another number")
        roots = sturm.Roots(reciprocal).between(self.lo, None)
        if roots != 1:
            raise Reject("not-the-largest", "one root of the reversed denominator from lo on", f"{roots}")
        return Verified(
            f"the growth s of f on {on}, the limit superior of laps(f^k)^(1/k), is the root of "
            f"{polynomials.written(self.polynomial)} in {where}; its topological entropy is log s",
            (*verified.by, "T3.1", "T3.6"),
        )
