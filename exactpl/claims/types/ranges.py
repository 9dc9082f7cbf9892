"""Claims about values, images and slopes."""

from dataclasses import dataclass
from fractions import Fraction

from exactpl.arithmetic.intervals import Interval, IntervalLike
from exactpl.arithmetic.rationals import Exact, canonical_rational, exact, shortened_rational
from exactpl.claims.subjects import MapSubject
from exactpl.claims.types.base import BaseClaim, ClaimOn, Fields, Given, ends, rational_interval, small
from exactpl.errors import InputError


@dataclass(frozen=True, init=False)
class Value(BaseClaim):
    """f^k(x) = y."""

    type = "value"
    k: int
    x: Fraction
    y: Fraction | None

    def __init__(self, f: Given, *, k: int, x: Exact, y: Exact | None = None) -> None:
        self._set(subject=MapSubject.of(f), k=small(k, "k", 0), x=exact(x), y=None if y is None else exact(y))

    def fields(self, y: Fraction) -> Fields:
        """Return the claim object for a value y."""
        return {"k": self.k, "type": self.type, "x": canonical_rational(self.x), "y": canonical_rational(y)}

    def statement(self, y: Fraction) -> str:
        """Return the claim in words."""
        return f"f^{self.k}({shortened_rational(self.x)}) = {shortened_rational(y)}"


@dataclass(frozen=True, init=False)
class InvariantInterval(BaseClaim):
    """f maps the interval into itself."""

    type = "invariant_interval"
    basis = ("T0.1",)
    interval: Interval

    def __init__(self, f: Given, *, interval: IntervalLike) -> None:
        given = rational_interval(interval)
        if given is None:
            raise InputError("an interval is required, found None.")
        self._set(subject=MapSubject.of(f), interval=given)

    def fields(self) -> Fields:
        """Return the claim object."""
        return {"interval": ends(self.interval), "type": self.type}

    def statement(self) -> str:
        """Return the claim in words."""
        return f"f maps {self.interval} into itself"


@dataclass(frozen=True, init=False)
class Image(ClaimOn):
    """f maps its domain (or `on`) into itself, and f^k maps it onto `interval`, which may be one point."""

    type = "image"
    basis = ("T0.1",)
    k: int
    interval: Interval | None

    def __init__(self, f: Given, *, k: int, interval: IntervalLike = None, on: IntervalLike = None) -> None:
        self._set(
            subject=MapSubject.of(f), k=small(k, "k", 0), interval=rational_interval(interval), on=rational_interval(on)
        )

    def fields(self, interval: Interval) -> Fields:
        """Return the claim object for an image."""
        return {"interval": ends(interval), "k": self.k, "on": ends(self.on), "type": self.type}

    def statement(self, interval: Interval) -> str:
        """Return the claim in words."""
        return f"f^{self.k} maps {self.where()} onto {interval}"


@dataclass(frozen=True, init=False)
class SlopeRange(ClaimOn):
    """f maps its domain (or `on`) into itself; the absolute slopes of f^k there reach from `smallest` to `largest`.

    The largest is the least Lipschitz constant of f^k.
    """

    type = "slope_range"
    basis = ("T0.1", "T1.2", "T1.6")
    basis_unbounded = ("T1.4",)
    k: int
    smallest: Fraction | None
    largest: Fraction | None

    def __init__(
        self, f: Given, *, k: int, smallest: Exact | None = None, largest: Exact | None = None, on: IntervalLike = None
    ) -> None:
        if (smallest is None) != (largest is None):
            raise InputError("smallest and largest are given together, or both are left out.")
        self._set(
            subject=MapSubject.of(f),
            k=small(k, "k", 0),
            smallest=None if smallest is None else exact(smallest),
            largest=None if largest is None else exact(largest),
            on=rational_interval(on),
        )

    @property
    def value(self) -> tuple[Fraction, Fraction] | None:
        """The two numbers claimed, or None."""
        return None if self.smallest is None or self.largest is None else (self.smallest, self.largest)

    def fields(self, slopes: tuple[Fraction, Fraction]) -> Fields:
        """Return the claim object for the smallest and the largest absolute slope."""
        return {
            "k": self.k,
            "largest": canonical_rational(slopes[1]),
            "on": ends(self.on),
            "smallest": canonical_rational(slopes[0]),
            "type": self.type,
        }

    def statement(self, slopes: tuple[Fraction, Fraction]) -> str:
        """Return the claim in words."""
        low, high = (shortened_rational(s) for s in slopes)
        return f"the absolute slopes of f^{self.k} on {self.where()} reach from {low} to {high}"
