"""Claims about periods and chaos."""

from dataclasses import dataclass
from fractions import Fraction

from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import Exact, canonical_rational, exact, shortened_rational
from exactpl.claims.subjects import Subject
from exactpl.claims.types.base import BaseClaim, ClaimOn, Fields, Given, Range, as_interval, ends, small
from exactpl.errors import InputError


@dataclass(frozen=True, init=False)
class LeastPeriod(ClaimOn):
    """f has a point of least period n: x. With x left out one is looked for, in `on` if that is given."""

    type = "least_period"
    n: int
    x: Fraction | None

    def __init__(self, f: Given, *, n: int, x: Exact | None = None, on: Range = None) -> None:
        self._set(subject=Subject.of(f), n=small(n, "n", 1), x=None if x is None else exact(x), on=as_interval(on))
        if self.x is not None and self.on is not None and self.x not in self.on:
            raise InputError(f"x must lie in {self.on}, found {shortened_rational(self.x)}.")

    def fields(self, x: Fraction) -> Fields:
        """Return the claim object for a point x."""
        return {"n": self.n, "type": self.type, "x": canonical_rational(x)}

    def statement(self) -> str:
        """Return the question in words."""
        return f"f has a point of least period {self.n}"


@dataclass(frozen=True, init=False)
class NoLeastPeriod(ClaimOn):
    """f maps its domain (or `on`) into itself, and has no point of least period n there."""

    type = "no_least_period"
    basis = ("T0.1", "T1.0", "T1.1'", "T2.1", "T2.2")
    basis_unbounded = ("T1.4", "T2.3")
    n: int

    def __init__(self, f: Given, *, n: int, on: Range = None) -> None:
        self._set(subject=Subject.of(f), n=small(n, "n", 1), on=as_interval(on))

    def fields(self) -> Fields:
        """Return the claim object."""
        return {"n": self.n, "on": ends(self.on), "type": self.type}

    def statement(self) -> str:
        """Return the claim in words."""
        return f"f has no point of least period {self.n} on {self.where()}"


@dataclass(frozen=True, init=False)
class NoOddPeriod(ClaimOn):
    """f maps its domain (or `on`) into itself, and every cycle there other than a fixed point has even length."""

    type = "no_odd_period"
    basis = ("T0.1", "T5.3")

    def __init__(self, f: Given, *, on: Range = None) -> None:
        self._set(subject=Subject.of(f), on=as_interval(on))

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
    basis = ("T0.1", "T4.4")
    cites = ("LY75",)
    interval: Interval
    epsilon: Fraction | None

    def __init__(self, f: Given, *, interval: Range = None, epsilon: Exact | None = None) -> None:
        subject = Subject.of(f)
        self._set(
            subject=subject,
            interval=as_interval(interval) or subject.f.domain,
            epsilon=None if epsilon is None else exact(epsilon),
        )
        if self.epsilon is not None and self.epsilon < 0:
            raise InputError(f"epsilon must be >= 0, found {shortened_rational(self.epsilon)}.")
        if not self.interval.is_bounded:
            raise InputError(f"a compact interval is required, found {self.interval}.")

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
