"""Closed intervals with rational ends or none, as claims name them and as they are printed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from . import rationals


@dataclass(frozen=True)
class Interval:
    """A closed interval with lo < hi, or lo = hi for an image; `None` is an end that is not there."""

    lo: Fraction | None
    hi: Fraction | None

    def __str__(self) -> str:
        return self._written(rationals.write_rational)

    def shown(self) -> str:
        """Return the interval for a message, with long numbers shortened."""
        return self._written(rationals.show)

    def _written(self, write: rationals.Writer) -> str:
        low = "(-oo" if self.lo is None else "[" + write(self.lo)
        high = "oo)" if self.hi is None else write(self.hi) + "]"
        return f"{low}, {high}"

    def contains(self, x: Fraction) -> bool:
        """Tell whether x is in the interval."""
        return (self.lo is None or self.lo <= x) and (self.hi is None or x <= self.hi)

    def contains_interval(self, other: Interval) -> bool:
        """Tell whether the other interval is a part of this one."""
        low = self.lo is None or (other.lo is not None and self.lo <= other.lo)
        high = self.hi is None or (other.hi is not None and other.hi <= self.hi)
        return low and high

    def ends(self) -> list[Fraction]:
        """Return the finite ends."""
        return [end for end in (self.lo, self.hi) if end is not None]

    def is_compact(self) -> bool:
        """Tell whether both ends are there."""
        return self.lo is not None and self.hi is not None
