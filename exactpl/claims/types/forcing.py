"""Claims about all periods at once, and about the absence of chaos."""

from dataclasses import dataclass

from exactpl.arithmetic.intervals import IntervalLike
from exactpl.claims.subjects import MapSubject
from exactpl.claims.types.base import ClaimOn, Fields, Given, PeriodClaim, ends, rational_interval, small
from exactpl.claims.types.orbits import NoLeastPeriod
from exactpl.errors import InputError


@dataclass(frozen=True, init=False)
class NoLiYorkeChaos(ClaimOn):
    """Every orbit in the compact domain (or `on`) converges to a cycle whose length divides period / 2.

    `period` is a power of two, >= 2, and no least period of f. So no pair of points is scrambled.
    """

    type = "no_li_yorke_chaos"
    over_fields = True
    basis = (*NoLeastPeriod.basis, "T5.2")
    basis_unbounded = (*NoLeastPeriod.basis_unbounded, "T5.10")
    cites = ("C55",)
    period: int

    def __init__(self, f: Given, *, period: int = 2, on: IntervalLike = None) -> None:
        value = small(period, "period", 2)
        if value & (value - 1):
            raise InputError(f"period must be a power of two, found {value}.")
        self._set(subject=MapSubject.of(f), period=value, on=rational_interval(on))

    def fields(self) -> Fields:
        """Return the claim object."""
        return {"on": ends(self.on), "period": self.period, "type": self.type}

    def statement(self) -> str:
        """Return the claim in words."""
        cycles = "a fixed point" if self.period == 2 else f"a cycle whose length divides {self.period // 2}"
        orbit = "orbit" if self._asked.is_bounded else "bounded orbit"
        return f"every {orbit} of f in {self.where()} converges to {cycles}; f is not Li-Yorke chaotic there"


@dataclass(frozen=True, init=False)
class ForcedPeriods(PeriodClaim):
    """f has points of least period n and of every least period that n forces in Sharkovsky's order."""

    type = "forced_periods"

    @property
    def lemmas(self) -> tuple[str, ...]:
        """Ids of docs/theorems.md."""
        return ("T0.1", "T4.2", "T5.5") if self.n == 3 else ("T0.1", "T5.5")

    def statement(self) -> str:
        """Return the claim in words."""
        return (
            f"f has points on {self.where()} of least period {self.n} and of each least period that {self.n} forces in "
            "Sharkovsky's order"
        )


@dataclass(frozen=True, init=False)
class PeriodSet(PeriodClaim):
    """The least periods of f on its domain (or `on`) are n and those that n forces, no others."""

    type = "period_set"
    basis = ("T0.1", "T5.5")

    def statement(self) -> str:
        """Return the claim in words."""
        return (
            f"the least periods of f on {self.where()} are {self.n} and those that {self.n} forces in Sharkovsky's "
            "order, no others"
        )
