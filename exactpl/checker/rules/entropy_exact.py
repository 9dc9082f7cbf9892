"""entropy_exact: the growth of f on a compact J, as a root of a polynomial (theorem 3.6)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ..arithmetic import polynomials, sturm
from ..arithmetic.intervals import Interval
from ..claims import held
from ..claims.base import Claim, Verified, named
from ..errors import Reject, Rule
from ..reading import fields
from ..reading.fields import Fields
from ..reading.mapfile import MapFile
from .entropy_bounds import growth_is
from .piece_count_series import PieceCountSeries


@dataclass(frozen=True)
class EntropyExact(Claim):
    """f maps the compact J into itself, and its growth is the one root of the polynomial between lo and hi."""

    type = "entropy_exact"
    claim_keys = frozenset({"interval", "on", "polynomial", "type"})
    witness_keys = frozenset({"denominator", "numerator", "terms"})
    optional_witness_keys = frozenset({"sinks", held.KEY})
    cited = ("MS80",)

    polynomial: tuple[int, ...]
    lo: Fraction
    hi: Fraction
    series: PieceCountSeries
    within: Interval | None

    @property
    def cites(self) -> tuple[str, ...]:
        """What is held inside an interval has the entropy of f by W82."""
        return self.cited if self.within is None else (*self.cited, "W82")

    @classmethod
    def read(cls, claim: Fields, witness: Fields, /) -> EntropyExact:
        """Read the polynomial and the interval of the root, and the series on J."""
        polynomial = fields.integers(claim, "polynomial")
        if len(polynomial) < 2 or polynomial[-1] == 0:
            raise Reject(
                Rule.BAD_FIELD, "a polynomial of positive degree, no zero at its end", f"{len(polynomial)} terms"
            )
        where = fields.interval(claim, "interval", point_allowed=True)
        if where.lo is None or where.hi is None:
            raise Reject(Rule.BAD_FIELD, "two rational ends of interval", where.shown())
        series = PieceCountSeries.read({**witness, "on": claim["on"]}, witness)
        return cls(polynomial, where.lo, where.hi, series, held.read(witness))

    def fuel(self, subject: MapFile) -> int:
        """Return that of the series."""
        held.home(subject, self.series.on, self.within)
        return self.series.fuel(subject, self.within)

    def check(self, subject: MapFile) -> Verified:
        """Verify the series, then that its least pole is the inverse of the root (theorem 3.6')."""
        on = subject.interval(self.series.on)
        f = held.self_map(subject, self.series.on, self.within, from_above=True)
        by = self.series.verify(f, held.home(subject, self.series.on, self.within))
        reciprocal = sturm.primitive(self.series.denominator[::-1])
        # D(0) = 1, so what N and D have in common is what their reversals have, and that of D is monic.
        common = sturm.common_divisor(sturm.primitive(self.series.numerator[::-1]), reciprocal)
        if len(common) != 1:
            raise Reject(
                Rule.COMMON_FACTOR,
                "numerator and denominator without a common factor",
                f"one of degree {len(common) - 1}",
            )
        polynomial = sturm.primitive(self.polynomial)
        where = Interval(self.lo, self.hi)
        roots = sturm.Roots(polynomial).between(self.lo, self.hi)
        if roots != 1:
            raise Reject(Rule.ROOT_COUNT, f"one root of the polynomial in {where.shown()}", f"{roots}")
        if sturm.Roots(sturm.common_divisor(polynomial, reciprocal)).between(self.lo, self.hi) != 1:
            raise Reject(Rule.NOT_A_ROOT, f"a root of the reversed denominator in {where.shown()}", "another number")
        roots = sturm.Roots(reciprocal).between(self.lo, None)
        if roots != 1:
            raise Reject(Rule.NOT_THE_LARGEST, "one root of the reversed denominator from lo on", f"{roots}")
        return Verified(
            growth_is(on, self.within, f"the root of {polynomials.written(self.polynomial)} in {where}"),
            named(*by, "T3.1", "T3.6", "T3.6'", *held.lemmas(self.within, from_above=True)),
        )
