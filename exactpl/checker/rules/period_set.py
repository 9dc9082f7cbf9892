"""period_set: the least periods of f on J are n and what n forces, no others (theorem 5.5)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ..arithmetic.intervals import Interval
from ..claims.base import Claim, Verified, named
from ..errors import Reject, Rule
from ..reading import fields
from ..reading.fields import Fields
from ..reading.mapfile import MapFile
from .absent_periods import AbsentPeriods
from .forced_periods import follow, forcing_lemmas, once_cited
from .least_period import LeastPeriod
from .no_least_period import NoLeastPeriod
from .no_odd_period import NoOddPeriod


@dataclass(frozen=True)
class PeriodSet(Claim):
    """f maps J into itself, x in J has least period n, and what would force n is absent."""

    type = "period_set"
    claim_keys = frozenset({"n", "on", "type"})
    witness_keys = frozenset({"absence", "x"})

    n: int
    on: Interval | None
    x: Fraction
    absence: NoLeastPeriod | NoOddPeriod | AbsentPeriods | None

    @classmethod
    def read(cls, claim: Fields, witness: Fields, /) -> PeriodSet:
        """Read n >= 1, the interval, x, and what is to be shown absent."""
        n = fields.small(claim, "n", 1)
        on = fields.optional_interval(claim, "on")
        x = fields.rational(witness["x"], "x")
        return cls(n, on, x, _absence(n, on, claim, witness["absence"]))

    @property
    def cites(self) -> tuple[str, ...]:
        """Bounds for the growth exclude by cited theorems."""
        return () if self.absence is None else self.absence.cites

    @property
    def cites_of_first_edition(self) -> tuple[str, ...]:
        """What n forces, and what excludes."""
        return tuple(sorted({*self.cites, *once_cited(self.n)}))

    def fuel(self, subject: MapFile) -> int:
        """Return the cost of following x, and of what is absent."""
        subject.interval(self.on)
        cost = LeastPeriod(self.n, self.x).fuel(subject)
        return cost if self.absence is None else cost + self.absence.fuel(subject)

    def check(self, subject: MapFile) -> Verified:
        """Follow x, then show the absence."""
        on = subject.interval(self.on)
        follow(subject, on, self.n, self.x)
        by = () if self.absence is None else self.absence.check(subject).by
        return Verified(
            f"the least periods of f on {on} are {self.n} and those that {self.n} forces in Sharkovsky's order, "
            "no others",
            named(*by, *forcing_lemmas(self.n)),
        )


def _absence(
    n: int, on: Interval | None, claim: Fields, value: object
) -> NoLeastPeriod | NoOddPeriod | AbsentPeriods | None:
    """Read what is to be absent, for n = 2^j q with q odd."""
    power = n & -n
    q = n // power
    if q == 3 and power > 1:
        if isinstance(value, dict) and value.keys() == NoOddPeriod.witness_keys:
            if power != 2:
                raise Reject(Rule.BAD_FIELD, f"at_most and upper as absence for n = {n}", fields.text_of(value))
            return NoOddPeriod.read({"on": claim["on"]}, value)
        doublings = power.bit_length() - 2
        periods = {"doublings": doublings, "on": claim["on"], "upto": None}
        return AbsentPeriods.read(periods, fields.exact_keys(value, AbsentPeriods.witness_keys, "the absence"))
    if value is not None:
        raise Reject(Rule.BAD_FIELD, f"null as absence for n = {n}", fields.text_of(value))
    if q == 3:
        return None
    return NoLeastPeriod(2 * n if q == 1 else power * (q - 2), on)
