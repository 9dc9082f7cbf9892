"""Closed intervals of the line with exact or infinite ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from exactpl.arithmetic.rationals import Exact, ExactReal, Real, exact_real, rational_text, shortened_rational
from exactpl.errors import InputError, described, require_kind


@dataclass(frozen=True, slots=True, init=False)
class Interval:
    """The closed interval [lower, upper]; an end that is None is infinite.

    lower == upper is a single point. Unpacks as ``lower, upper = interval``; [0] and [1] are the ends, too.

    >>> Interval(0, "1/2")
    Interval(0, '1/2')
    >>> "1/3" in Interval(0, "1/2"), 1 in Interval(None, 0)
    (True, False)
    """

    lower: Real | None
    upper: Real | None

    def __init__(self, lower: object, upper: object) -> None:
        low = None if lower is None else exact_real(lower)
        high = None if upper is None else exact_real(upper)
        if low is not None and high is not None and low > high:
            raise InputError(f"an interval needs lower <= upper, found [{rational_text(low)}, {rational_text(high)}].")
        object.__setattr__(self, "lower", low)
        object.__setattr__(self, "upper", high)

    def __iter__(self) -> Iterator[Real | None]:
        return iter((self.lower, self.upper))

    def __getitem__(self, index: int) -> Real | None:
        return (self.lower, self.upper)[index]

    def __contains__(self, point: object) -> bool:
        x = exact_real(point)
        return (self.lower is None or self.lower <= x) and (self.upper is None or x <= self.upper)

    def __repr__(self) -> str:
        return f"Interval({_argument(self.lower)}, {_argument(self.upper)})"

    def __str__(self) -> str:
        left = "(-oo" if self.lower is None else "[" + shortened_rational(self.lower)
        right = "oo)" if self.upper is None else shortened_rational(self.upper) + "]"
        return f"{left}, {right}"

    @property
    def is_bounded(self) -> bool:
        """Whether both ends are finite."""
        return self.lower is not None and self.upper is not None

    @property
    def is_point(self) -> bool:
        """Whether the interval is a single point."""
        return self.lower is not None and self.lower == self.upper

    @property
    def length(self) -> Real | None:
        """Upper - lower, or None when an end is infinite."""
        return None if self.lower is None or self.upper is None else self.upper - self.lower

    def contains_interval(self, other: "Interval") -> bool:
        """Whether every point of `other` lies in this interval."""
        _require_interval(other)
        below = self.lower is None or (other.lower is not None and self.lower <= other.lower)
        above = self.upper is None or (other.upper is not None and other.upper <= self.upper)
        return below and above

    def hull(self, other: "Interval") -> "Interval":
        """Return the smallest interval that contains both."""
        _require_interval(other)
        lower = None if self.lower is None or other.lower is None else min(self.lower, other.lower)
        upper = None if self.upper is None or other.upper is None else max(self.upper, other.upper)
        return Interval(lower, upper)

    def intersection(self, other: "Interval") -> "Interval | None":
        """Return the interval of common points, or None when there are none."""
        _require_interval(other)
        lowers = [end for end in (self.lower, other.lower) if end is not None]
        uppers = [end for end in (self.upper, other.upper) if end is not None]
        lower, upper = max(lowers, default=None), min(uppers, default=None)
        if lower is not None and upper is not None and lower > upper:
            return None
        return Interval(lower, upper)


IntervalLike: TypeAlias = "Interval | tuple[Exact | Real | None, Exact | Real | None] | None"
"""What `on=` takes: an Interval, or its two ends, None for an infinite one; or None, the whole domain."""


def as_interval(given: IntervalLike) -> Interval | None:
    """Return an interval, or two ends, as an Interval; None stays.

    >>> as_interval((0, "1/2"))
    Interval(0, '1/2')
    """
    if given is None or isinstance(given, Interval):
        return given
    if not isinstance(given, tuple | list) or len(given) != 2:
        raise InputError(f"an interval is required, such as (0, '1/2') or Interval(0, 1), found {described(given)}.")
    return Interval(*given)


def _require_interval(other: object) -> None:
    require_kind(other, Interval, "an Interval")


def _argument(end: Real | None) -> str:
    if end is None:
        return "None"
    if isinstance(end, ExactReal):
        return repr(end)
    text = rational_text(end)
    return text if end.denominator == 1 else f"'{text}'"
