"""Claims about numbers of pieces, laps, crossings, preimages and fixed points of iterates."""

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from exactpl.arithmetic.integers import canonical_integer, counted, shortened
from exactpl.arithmetic.intervals import IntervalLike
from exactpl.arithmetic.rational_series import RationalSequence
from exactpl.arithmetic.rationals import Exact, canonical_rational, exact, shortened_rational
from exactpl.claims.subjects import MapSubject
from exactpl.claims.types.base import ClaimOn, Fields, Given, ends, rational_interval, small
from exactpl.dynamics.periods.fixed_counts import FixedPointNumbers
from exactpl.errors import InputError, described


def _count_or_none(value: int | None, name: str) -> int | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise InputError(f"{name} must be an integer, found {type(value).__name__} {described(value, 40)}.")
    return value


@dataclass(frozen=True, init=False)
class _Count(ClaimOn):
    thing: ClassVar[str]
    basis_unbounded = ("T1.4",)
    k: int
    value: int | None

    def __init__(self, f: Given, *, k: int, value: int | None = None, on: IntervalLike = None) -> None:
        number = _count_or_none(value, "value")
        self._set(subject=MapSubject.of(f), k=small(k, "k", 0), value=number, on=rational_interval(on))

    def fields(self, value: int) -> Fields:
        """Return the claim object for a count."""
        return {"k": self.k, "on": ends(self.on), "type": self.type, "value": canonical_integer(value)}

    def statement(self, value: int) -> str:
        """Return the claim in words."""
        return f"f^{self.k} has exactly {counted(value, self.thing)} on {self.where()}"


_PIECES = ("T0.1", "T1.0", "T1.1", "T1.1''", "T1.2", "T1.5")


class PieceCount(_Count):
    """f maps its domain (or `on`) into itself, and f^k has exactly `value` maximal affine pieces there."""

    type = "piece_count"
    over_fields = True
    thing = "maximal affine piece"
    basis = _PIECES


class LapCount(_Count):
    """f maps its domain (or `on`) into itself, and f^k has exactly `value` laps there."""

    type = "lap_count"
    over_fields = True
    thing = "lap"
    basis = ("T0.1", "T1.0", "T1.2", "T1.5")


@dataclass(frozen=True, init=False)
class _LevelCount(ClaimOn):
    """A number about the set where f^k takes a level."""

    basis = ("T0.1", "T1.0", "T1.2", "T1.3", "T1.5")
    basis_unbounded = ("T1.4",)
    k: int
    level: Fraction
    value: int | None

    def __init__(self, f: Given, *, k: int, level: Exact, value: int | None = None, on: IntervalLike = None) -> None:
        number = _count_or_none(value, "value")
        self._set(
            subject=MapSubject.of(f), k=small(k, "k", 0), level=exact(level), value=number, on=rational_interval(on)
        )

    def fields(self, value: int) -> Fields:
        """Return the claim object for a count."""
        return {
            "k": self.k,
            "level": canonical_rational(self.level),
            "on": ends(self.on),
            "type": self.type,
            "value": canonical_integer(value),
        }


class CrossingCount(_LevelCount):
    """f maps its domain (or `on`) into itself, and f^k crosses the level exactly `value` times: sign changes."""

    type = "crossing_count"

    def statement(self, value: int) -> str:
        """Return the claim in words."""
        level = shortened_rational(self.level)
        return f"f^{self.k} crosses the level {level} exactly {counted(value, 'time')} on {self.where()}"


class PreimageCount(_LevelCount):
    """f maps its domain (or `on`) into itself, and {f^k = level} has exactly `value` components."""

    type = "preimage_count"

    def statement(self, value: int) -> str:
        """Return the claim in words."""
        level = shortened_rational(self.level)
        parts = counted(value, "point or interval", "points or intervals")
        return f"f^{self.k} takes the value {level} on exactly {parts} of {self.where()}"


@dataclass(frozen=True, init=False)
class FixedPointCount(ClaimOn):
    """f maps its domain (or `on`) into itself; f^n has `isolated` isolated fixed points and `intervals` of them."""

    type = "fixed_point_count"
    over_fields = True
    basis = ("T0.1", "T1.0", "T2.1", "T2.1'", "T2.4", "T2.5")
    basis_unbounded = ("T1.4", "T2.3")
    n: int
    isolated: int | None
    intervals: int | None

    def __init__(
        self, f: Given, *, n: int, isolated: int | None = None, intervals: int | None = None, on: IntervalLike = None
    ) -> None:
        if (isolated is None) != (intervals is None):
            raise InputError("isolated and intervals are given together, or both are left out.")
        self._set(
            subject=MapSubject.of(f),
            n=small(n, "n", 1),
            isolated=_count_or_none(isolated, "isolated"),
            intervals=_count_or_none(intervals, "intervals"),
            on=rational_interval(on),
        )

    @property
    def value(self) -> FixedPointNumbers | None:
        """The numbers claimed, or None."""
        if self.isolated is None or self.intervals is None:
            return None
        return FixedPointNumbers(self.n, self.isolated, self.intervals)

    def fields(self, count: FixedPointNumbers) -> Fields:
        """Return the claim object for a count."""
        return {
            "intervals": canonical_integer(count.intervals),
            "isolated": canonical_integer(count.isolated),
            "n": self.n,
            "on": ends(self.on),
            "type": self.type,
        }

    def statement(self, count: FixedPointNumbers) -> str:
        """Return the claim in words."""
        return (
            f"f^{self.n} has exactly {counted(count.isolated, 'isolated fixed point')} and "
            f"{counted(count.intervals, 'interval of fixed points', 'intervals of fixed points')} on {self.where()}"
        )


@dataclass(frozen=True, init=False)
class PieceCountBounds(ClaimOn):
    """f maps its domain (or `on`) into itself, and at_least <= pieces of f^k <= at_most; None is no bound.

    With both left out an upper bound is looked for: the number itself where it can be counted, else a power of the
    number for a smaller iterate.
    """

    type = "piece_count_bounds"
    basis = _PIECES
    basis_unbounded = ("T1.4",)
    k: int
    at_least: int | None
    at_most: int | None

    def __init__(
        self, f: Given, *, k: int, at_least: int | None = None, at_most: int | None = None, on: IntervalLike = None
    ) -> None:
        self._set(
            subject=MapSubject.of(f),
            k=small(k, "k", 0),
            at_least=_count_or_none(at_least, "at_least"),
            at_most=_count_or_none(at_most, "at_most"),
            on=rational_interval(on),
        )

    def fields(self, at_least: int | None, at_most: int | None) -> Fields:
        """Return the claim object for two bounds, not both None."""
        return {
            "at_least": None if at_least is None else canonical_integer(at_least),
            "at_most": None if at_most is None else canonical_integer(at_most),
            "k": self.k,
            "on": ends(self.on),
            "type": self.type,
        }

    def statement(self, at_least: int | None, at_most: int | None) -> str:
        """Return the claim in words."""
        bounds = [] if at_least is None else [f"at least {shortened(at_least)}"]
        bounds += [] if at_most is None else [f"at most {shortened(at_most)}"]
        last = at_least if at_most is None else at_most
        pieces = "piece" if last == 1 else "pieces"
        return f"f^{self.k} has {' and '.join(bounds)} maximal affine {pieces} on {self.where()}"


@dataclass(frozen=True, init=False)
class PieceCountSeries(ClaimOn):
    """f maps its domain (or `on`) into itself; for every k, f^k has a(k) pieces, a being a `RationalSequence`."""

    type = "piece_count_series"
    over_fields = True
    basis = (*_PIECES, "T1.8", "T1.8'")
    basis_unbounded = ("T1.4",)
    value: RationalSequence | None

    def __init__(self, f: Given, *, value: RationalSequence | None = None, on: IntervalLike = None) -> None:
        self._set(subject=MapSubject.of(f), value=value, on=rational_interval(on))

    def fields(self, value: RationalSequence) -> Fields:
        """Return the claim object for a sequence."""
        return {
            "denominator": [canonical_integer(c) for c in value.denominator],
            "numerator": [canonical_integer(c) for c in value.numerator],
            "on": ends(self.on),
            "type": self.type,
        }

    def statement(self, value: RationalSequence) -> str:
        """Return the claim in words."""
        return (
            f"for every k >= 0, f^k has exactly a_k maximal affine pieces on {self.where()}, "
            f"the sum of a_k t^k being {value.generating_function()}"
        )
