"""Claims about periods and chaos."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from exactpl.arithmetic.intervals import Interval, IntervalLike
from exactpl.arithmetic.rationals import Exact, canonical_rational, exact, exact_real, shortened_rational
from exactpl.claims.subjects import MapSubject
from exactpl.claims.types.base import (
    BaseClaim,
    ClaimOn,
    Fields,
    Given,
    PeriodClaim,
    as_json,
    ends,
    rational_interval,
    small,
)
from exactpl.errors import InputError, require_list

_FEW = 20


@dataclass(frozen=True, init=False)
class LeastPeriod(ClaimOn):
    """f has a point of least period n: x. With x left out one is looked for, in `on` if that is given."""

    type = "least_period"
    over_fields = True
    basis_over_field = ("T0.2",)
    n: int
    x: Fraction | None

    def __init__(self, f: Given, *, n: int, x: Exact | None = None, on: IntervalLike = None) -> None:
        self._set(
            subject=MapSubject.of(f),
            n=small(n, "n", 1),
            x=None if x is None else exact_real(x),
            on=rational_interval(on),
        )
        if self.x is not None and self.on is not None and self.x not in self.on:
            raise InputError(f"x must lie in {self.on}, found {shortened_rational(self.x)}.")

    def fields(self, x: Fraction) -> Fields:
        """Return the claim object for a point x."""
        return {"n": self.n, "type": self.type, "x": canonical_rational(x)}

    def statement(self) -> str:
        """Return the question in words."""
        return f"f has a point of least period {self.n}"


@dataclass(frozen=True, init=False)
class LeastPeriodOverField(BaseClaim):
    """A number x of the field of f has least period n: what `LeastPeriod` becomes for maps over a field Q(a)."""

    type = "least_period_over_field"
    basis = ("T0.2",)
    n: int

    def __init__(self, f: Given, *, n: int) -> None:
        self._set(subject=MapSubject.of(f), n=small(n, "n", 1))

    def fields(self, x: Fraction) -> Fields:
        """Return the claim object for a point x."""
        return {"n": self.n, "type": self.type, "x": as_json(x)}


@dataclass(frozen=True, init=False)
class NoLeastPeriod(PeriodClaim):
    """f maps its domain (or `on`) into itself, and has no point of least period n there."""

    type = "no_least_period"
    over_fields = True
    basis = ("T0.1", "T1.0", "T2.1", "T2.1'", "T2.2", "T2.2'", "T2.5")
    basis_unbounded = ("T1.4", "T2.3")

    def statement(self) -> str:
        """Return the claim in words."""
        return f"f has no point of least period {self.n} on {self.where()}"


@dataclass(frozen=True, init=False)
class NoOddPeriod(ClaimOn):
    """f maps its domain (or `on`) into itself, and every cycle there other than a fixed point has even length."""

    type = "no_odd_period"
    basis = ("T0.1", "T5.3")

    def __init__(self, f: Given, *, on: IntervalLike = None) -> None:
        self._set(subject=MapSubject.of(f), on=rational_interval(on))

    def fields(self) -> Fields:
        """Return the claim object."""
        return {"on": ends(self.on), "type": self.type}

    def statement(self) -> str:
        """Return the claim in words."""
        return f"every cycle of f on {self.where()} other than a fixed point has even length"


@dataclass(frozen=True, init=False)
class LiYorkeChaos(BaseClaim):
    """Every continuous g of the interval into itself with |g - f| <= epsilon is chaotic in the sense of Li and Yorke.

    With epsilon left out, the largest one is looked for (see `period_three_margin`), and 0 if there is only an exact
    3-cycle.
    """

    type = "li_yorke_chaos"
    over_fields = True
    basis = ("T0.1", "T4.4")
    basis_over_field = ("T0.1", "T0.2", "T4.4")
    cites = ("LY75",)
    interval: Interval
    epsilon: Fraction | None

    def __init__(self, f: Given, *, interval: IntervalLike = None, epsilon: Exact | None = None) -> None:
        subject = MapSubject.of(f)
        self._set(
            subject=subject,
            interval=rational_interval(interval) or subject.f.domain,
            epsilon=None if epsilon is None else exact(epsilon),
        )
        if self.epsilon is not None and self.epsilon < 0:
            raise InputError(f"epsilon must be >= 0, found {shortened_rational(self.epsilon)}.")

    def fields(self, epsilon: Fraction) -> Fields:
        """Return the claim object."""
        return {
            "epsilon": canonical_rational(epsilon),
            "interval": ends(self.interval),
            "type": self.type,
        }

    def statement(self, epsilon: Fraction) -> str:
        """Return the claim in words."""
        return (
            f"every continuous g: J -> J with |g - f| <= {shortened_rational(epsilon)} on J = {self.interval} "
            "is Li-Yorke chaotic"
        )


@dataclass(frozen=True, init=False)
class EscapingOrbit(ClaimOn):
    """f maps its unbounded domain (or `on`) into itself, and |f^n(x)| tends to infinity. x may be looked for."""

    type = "escaping_orbit"
    basis = ("T0.1", "T5.11")
    x: Fraction | None

    def __init__(self, f: Given, *, x: Exact | None = None, on: IntervalLike = None) -> None:
        self._set(subject=MapSubject.of(f), x=None if x is None else exact(x), on=rational_interval(on))

    def fields(self, x: Fraction) -> Fields:
        """Return the claim object for a point x."""
        return {"on": ends(self.on), "type": self.type, "x": canonical_rational(x)}

    def statement(self, x: Fraction | None) -> str:
        """Return the claim in words."""
        which = "some point" if x is None else shortened_rational(x)
        return f"the orbit of {which} under f tends to infinity in absolute value"


@dataclass(frozen=True, init=False)
class NearAndFar(BaseClaim):
    """|f^t(x) - f^t(y)| <= near for each t of near_times, and >= far for each t of far_times.

    Times are sorted; one of the two lists may be empty.
    """

    type = "near_and_far"
    x: Fraction
    y: Fraction
    near: Fraction
    near_times: tuple[int, ...]
    far: Fraction
    far_times: tuple[int, ...]

    def __init__(
        self,
        f: Given,
        *,
        x: Exact,
        y: Exact,
        near: Exact = 0,
        near_times: Iterable[int] = (),
        far: Exact = 0,
        far_times: Iterable[int] = (),
    ) -> None:
        lists = require_list(near_times, "near_times"), require_list(far_times, "far_times")
        times = [tuple(sorted({small(t, "each time", 0) for t in given})) for given in lists]
        if not any(times):
            raise InputError("near_times or far_times must name a time, found none.")
        low, high = exact(near), exact(far)
        if low < 0 or high < 0:
            raise InputError(f"near and far must be >= 0, found {shortened_rational(min(low, high))}.")
        self._set(
            subject=MapSubject.of(f),
            x=exact(x),
            y=exact(y),
            near=low,
            near_times=times[0],
            far=high,
            far_times=times[1],
        )

    def fields(self) -> Fields:
        """Return the claim object."""
        return {
            "far": canonical_rational(self.far),
            "far_times": list(self.far_times),
            "near": canonical_rational(self.near),
            "near_times": list(self.near_times),
            "type": self.type,
            "x": canonical_rational(self.x),
            "y": canonical_rational(self.y),
        }

    def statement(self) -> str:
        """Return the claim in words."""
        given = ((self.near_times, "at most", self.near), (self.far_times, "at least", self.far))
        parts = [f"{word} {shortened_rational(d)} apart at {_listed(times)}" for times, word, d in given if times]
        x, y = shortened_rational(self.x), shortened_rational(self.y)
        return f"the orbits of {x} and {y} are {', and '.join(parts)}"


def _listed(times: tuple[int, ...]) -> str:
    shown = [f"{t}" for t in times[:_FEW]] + [f"... ({len(times):,} times)"] * (len(times) > _FEW)
    return f"the {'time' if len(times) == 1 else 'times'} {', '.join(shown)}"
