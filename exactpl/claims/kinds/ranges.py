"""Claims about values, images and slopes."""

from dataclasses import dataclass
from fractions import Fraction

from exactpl.arithmetic.intervals import Interval, IntervalLike
from exactpl.arithmetic.rationals import (
    Exact,
    canonical_rational,
    exact,
    rational,
    shortened_rational,
)
from exactpl.claims.certificates import Fields
from exactpl.claims.kinds.base import Given, MapClaim, MapClaimOn, compared, ends, rational_interval, small_integer
from exactpl.claims.subjects import MapSubject
from exactpl.dynamics.counting.ranges import iterate_image, iterate_value, slope_range
from exactpl.dynamics.orbits.self_map import escaping_point
from exactpl.errors import InputError
from exactpl.maps.pl import PL
from exactpl.verdicts import Proved, Refuted, Verdict


@dataclass(frozen=True, init=False, repr=False)
class Value(MapClaim):
    """f^k(x) = y.

    The value of Proved and the witness of Refuted are f^k(x).
    """

    type = "value"
    k: int
    x: Fraction
    y: Fraction | None

    def __init__(self, f: Given, *, k: int, x: Exact, y: Exact | None = None) -> None:
        self._set(subject=MapSubject.of(f), k=small_integer(k, "k", 0), x=exact(x), y=None if y is None else exact(y))

    def fields(self, y: Fraction) -> Fields:
        """Return the claim object for a value y."""
        return {"k": self.k, "type": self.type, "x": canonical_rational(self.x), "y": canonical_rational(y)}

    def statement(self, y: Fraction) -> str:
        """Return the claim in words."""
        return f"f^{self.k}({shortened_rational(self.x)}) = {shortened_rational(y)}"

    def _decide(self) -> Verdict:
        """Decide what f^k(x) is."""
        y = self.x
        if y not in self.f.domain:
            raise InputError(f"x must lie in the domain {self.f.domain}, found {shortened_rational(y)}.")
        return compared(self, self.y, iterate_value(self.f, y, self.k))


@dataclass(frozen=True, init=False, repr=False)
class InvariantInterval(MapClaim):
    """f maps the interval into itself.

    Proved has neither value nor witness; the witness of Refuted is a point that leaves the interval.
    """

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

    def _decide(self) -> Verdict:
        x = escaping_point(self.f.restrict(*self.interval))
        if x is not None:
            y = self.f(x)
            proof = Value(self.subject, k=1, x=rational(x))
            reason = f"f({shortened_rational(x)}) = {shortened_rational(y)} lies outside"
            return Refuted(self.statement(), reason, x, proof.certificate(proof.fields(rational(y))))
        return Proved(self.statement(), certificate=self.certificate(self.fields()), lemmas=self.lemmas)


@dataclass(frozen=True, init=False, repr=False)
class Image(MapClaimOn):
    """f maps its domain (or `on`) into itself, and f^k maps it onto `interval`, which may be one point.

    The value of Proved and the witness of Refuted are the image.
    """

    type = "image"
    basis = ("T0.1",)
    k: int
    interval: Interval | None

    def __init__(self, f: Given, *, k: int, interval: IntervalLike = None, on: IntervalLike = None) -> None:
        self._set(
            subject=MapSubject.of(f),
            k=small_integer(k, "k", 0),
            interval=rational_interval(interval),
            on=rational_interval(on),
        )

    def fields(self, interval: Interval) -> Fields:
        """Return the claim object for an image."""
        return {"interval": ends(interval), "k": self.k, "on": ends(self.on), "type": self.type}

    def statement(self, interval: Interval) -> str:
        """Return the claim in words."""
        return f"f^{self.k} maps {self.where()} onto {interval}"

    def _decide(self) -> Verdict:
        return compared(self, self.interval, iterate_image(self.self_map, self.k))


@dataclass(frozen=True, init=False, repr=False)
class SlopeRange(MapClaimOn):
    """f maps its domain (or `on`) into itself; the absolute slopes of f^k there reach from `smallest` to `largest`.

    The largest is the least Lipschitz constant of f^k. The value of Proved and the witness of Refuted are the pair of
    slopes.
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
            k=small_integer(k, "k", 0),
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

    def _decide(self) -> Verdict:
        return compared(self, self.value, slope_range(self.self_map, self.k))


def constant_is_near(
    subject: MapSubject, f: PL, statement: str, epsilon: Fraction, on: Interval | None
) -> Refuted | None:
    """Refute a statement about all maps within epsilon of f, on a compact interval, by a constant among them."""
    low, high = f.image(*f.domain)
    if f.field is not None or low is None or high is None or high - low > 2 * epsilon:
        return None
    constant = (low + high) / 2
    claim = Image(subject, k=1, on=on)
    reason = f"f has its values in [{shortened_rational(low)}, {shortened_rational(high)}], so that the constant "
    reason += f"{shortened_rational(constant)} is a map g within {shortened_rational(epsilon)} of f"
    proof = claim.certificate(claim.fields(Interval(low, high)))
    return Refuted(statement, reason, constant, proof, claim.lemmas)
