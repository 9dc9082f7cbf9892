"""forced_periods: a cycle in J, and with it all the periods that its length forces (theorems 5.5, 5.12)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ..arithmetic import rationals
from ..arithmetic.intervals import Interval
from ..claims.base import Claim, Verified, named
from ..errors import Reject, Rule
from ..mathematics.plmap import restricted_self_map
from ..reading import fields
from ..reading.fields import Fields
from ..reading.mapfile import MapFile
from .least_period import LeastPeriod


@dataclass(frozen=True)
class ForcedPeriods(Claim):
    """f maps J into itself, and x in J has least period n."""

    type = "forced_periods"
    claim_keys = frozenset({"n", "on", "type"})
    witness_keys = frozenset({"x"})

    n: int
    on: Interval | None
    x: Fraction

    @classmethod
    def read(cls, claim: Fields, witness: Fields, /) -> ForcedPeriods:
        """Read n >= 1, the interval and x."""
        return cls(
            fields.small(claim, "n", 1), fields.optional_interval(claim, "on"), fields.rational(witness["x"], "x")
        )

    @property
    def cites_of_first_edition(self) -> tuple[str, ...]:
        """What period 3 forces was proved then, too (theorem 4.2)."""
        return once_cited(self.n)

    def fuel(self, subject: MapFile) -> int:
        """Return the cost of following x."""
        subject.interval(self.on)
        return LeastPeriod(self.n, self.x).fuel(subject)

    def check(self, subject: MapFile) -> Verified:
        """Follow x."""
        on = subject.interval(self.on)
        follow(subject, on, self.n, self.x)
        return Verified(
            f"f has points on {on} of least period {self.n} and of each least period that {self.n} forces "
            "in Sharkovsky's order",
            forcing_lemmas(self.n),
        )


def forcing_lemmas(n: int) -> tuple[str, ...]:
    """Return what forced periods rest on."""
    return named("T0.1", "T4.2" if n == 3 else "T5.12", "T5.5")


def once_cited(n: int) -> tuple[str, ...]:
    """Return what the first edition cites for what n forces."""
    return () if n == 3 else ("SH64",)


def follow(subject: MapFile, on: Interval, n: int, x: Fraction) -> None:
    """Raise `Reject` unless f maps J into itself, and x lies in J and has least period n."""
    restricted_self_map(subject, on)
    if not on.contains(x):
        raise Reject(Rule.WITNESS, f"x in {on.shown()}", rationals.show(x))
    LeastPeriod(n, x).check(subject)
