"""Claims about growth and entropy, and what tables exclude."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import ClassVar

from exactpl import work
from exactpl.arithmetic.balls import sparse_sign
from exactpl.arithmetic.integers import canonical_integer
from exactpl.arithmetic.intervals import Interval, IntervalLike
from exactpl.arithmetic.rationals import Exact, ExactReal, canonical_rational, exact, shortened_rational
from exactpl.arithmetic.real_roots import polynomial_text
from exactpl.claims.subjects import MapSubject
from exactpl.claims.types.base import ClaimOn, Fields, Given, as_json, ends, rational_interval, small
from exactpl.claims.types.counts import PieceCountSeries
from exactpl.dynamics.orbits.held import held, window
from exactpl.dynamics.orbits.self_map import SelfMap
from exactpl.errors import InputError
from exactpl.maps.pl import PL

MOST_DOUBLINGS = 16
LARGEST_UPTO = 9_999


def _at_least_one(value: Exact | None, name: str) -> Fraction | None:
    bound = None if value is None else exact(value)
    if bound is not None and bound < 1:
        raise InputError(f"{name} must be >= 1 (the growth is never smaller), found {shortened_rational(bound)}.")
    return bound


@dataclass(frozen=True, init=False)
class GrowthClaim(ClaimOn):
    """A claim about the growth of f on its domain (or `on`); on an unbounded one, of the part where orbits are bounded.

    That part is seen in a compact window: f held inside it (T5.8, T5.9).
    """

    cites_unbounded: ClassVar[tuple[str, ...]] = ("W82",)

    @cached_property
    def within(self) -> Interval | None:
        """The window, or None where the interval asked about is compact. Raises DomainError when f leaves it."""
        return None if self._asked.is_bounded else window(self.restricted())

    @cached_property
    def home(self) -> PL:
        """The self-map of a compact interval that evidence is about."""
        f = self.restricted()
        f = SelfMap.of(f)
        return f if self.within is None else held(f, self.within)

    def where(self) -> str:
        """Return the interval asked about, for people."""
        return super().where() if self.within is None else f"{self._asked} where orbits are bounded"

    @property
    def cites(self) -> tuple[str, ...]:  # type: ignore[override]
        """The cited theorems; unbounded domains need one more."""
        return self.cited if self._asked.is_bounded else (*self.cited, *self.cites_unbounded)

    cited: ClassVar[tuple[str, ...]] = ("MS80",)


@dataclass(frozen=True, init=False)
class EntropyBounds(GrowthClaim):
    """f maps its domain (or `on`) into itself, and its growth s satisfies at_least <= s <= at_most.

    The growth is the limit superior of laps(f^k)^(1/k); the topological entropy is log s [MS80]. With both bounds left
    out they are looked for, at most `width` apart.
    """

    type = "entropy_bounds"
    over_fields = True
    basis = ("T0.1", "T3.1")
    basis_unbounded = ("T5.8", "T5.8'")
    basis_over_field = ("T0.1", "T0.2", "T3.1")
    at_least: Fraction | None
    at_most: Fraction | None
    width: Fraction

    def __init__(
        self,
        f: Given,
        *,
        at_least: Exact | None = None,
        at_most: Exact | None = None,
        width: Exact = "1/1000000",
        on: IntervalLike = None,
    ) -> None:
        low, high, room = _at_least_one(at_least, "at_least"), _at_least_one(at_most, "at_most"), exact(width)
        if low is not None and high is not None and low > high:
            raise InputError(
                f"at_least <= at_most is required, found {shortened_rational(low)} > {shortened_rational(high)}."
            )
        if room <= 0:
            raise InputError(f"a width > 0 is required, found {shortened_rational(room)}.")
        self._set(subject=MapSubject.of(f), at_least=low, at_most=high, width=room, on=rational_interval(on))

    def fields(self, at_least: Fraction | None, at_most: Fraction | None) -> Fields:
        """Return the claim object for two bounds."""
        return {
            "at_least": None if at_least is None else as_json(at_least),
            "at_most": None if at_most is None else as_json(at_most),
            "on": ends(self.on),
            "type": self.type,
        }

    def statement(self, at_least: Fraction | None, at_most: Fraction | None) -> str:
        """Return the claim in words."""
        parts = []
        if at_least is not None:
            parts.append(f"at least {shortened_rational(at_least)}")
        if at_most is not None:
            parts.append(f"at most {shortened_rational(at_most)}")
        return f"the growth s of f on {self.where()} is {' and '.join(parts) or 'enclosed'}; its entropy is log s"


@dataclass(frozen=True, init=False)
class EntropyExact(GrowthClaim):
    """f maps its domain (or `on`) into itself, and its growth is known exactly: a root of a polynomial."""

    type = "entropy_exact"
    over_fields = True
    basis = (*PieceCountSeries.basis, "T3.1", "T3.6", "T3.6'")
    basis_unbounded = ("T5.8", "T5.8'", "T5.9", "T5.9'")

    def __init__(self, f: Given, *, on: IntervalLike = None) -> None:
        self._set(subject=MapSubject.of(f), on=rational_interval(on))

    def fields(self, polynomial: tuple[int, ...], lower: Fraction, upper: Fraction) -> Fields:
        """Return the claim object for a polynomial, ascending coefficients, and an interval around its root."""
        return {
            "interval": [canonical_rational(lower), canonical_rational(upper)],
            "on": ends(self.on),
            "polynomial": [canonical_integer(c) for c in polynomial],
            "type": self.type,
        }

    def statement(self, polynomial: tuple[int, ...], lower: Fraction, upper: Fraction) -> str:
        """Return the claim in words."""
        where = f"[{shortened_rational(lower)}, {shortened_rational(upper)}]"
        return (
            f"the growth s of f on {self.where()} is the root of {polynomial_text(polynomial)} in {where}; "
            "its entropy is log s"
        )


@dataclass(frozen=True, init=False)
class AbsentPeriods(GrowthClaim):
    """f maps the domain (or `on`) into itself; no least period is 2^i q, i <= doublings, q > 1 odd.

    With `upto` only q <= upto, which is odd, >= 3.
    """

    type = "absent_periods"
    over_fields = True
    basis = ("T0.1", "T3.1", "T3.3", "T3.3'")
    basis_unbounded = ("T5.8'", "T5.9", "T5.9'")
    basis_over_field = ("T0.1", "T0.2", "T3.1", "T3.3")
    cited = ("BGMY80", "MS80")
    cites_unbounded = ()
    doublings: int
    upto: int | None

    def __init__(self, f: Given, *, doublings: int = 0, upto: int | None = None, on: IntervalLike = None) -> None:
        times = small(doublings, "doublings", 0)
        if times > MOST_DOUBLINGS:
            raise InputError(f"doublings must be at most {MOST_DOUBLINGS}, found {times}.")
        most = None if upto is None else small(upto, "upto", 3)
        if most is not None and (most % 2 == 0 or most > LARGEST_UPTO):
            raise InputError(f"upto must be odd and at most {LARGEST_UPTO:,}, found {most}.")
        self._set(subject=MapSubject.of(f), doublings=times, upto=most, on=rational_interval(on))

    def fields(self) -> Fields:
        """Return the claim object."""
        return {"doublings": self.doublings, "on": ends(self.on), "type": self.type, "upto": self.upto}

    def statement(self) -> str:
        """Return the claim in words."""
        q = "odd q > 1" if self.upto is None else f"odd q, 1 < q <= {self.upto}"
        form = f"2^i * q with 0 <= i <= {self.doublings} and {q}" if self.doublings else f"q with {q}"
        return f"no point of {self._asked} has a least period {form}"

    @work.bounded
    def excludes(self, growth: Fraction) -> bool:
        """Whether a growth of at most this (>= 1) excludes the periods (T3.3)."""
        times = 1 << self.doublings
        if isinstance(growth, ExactReal):
            power: Fraction = growth**times
            square = power * power
            return square <= 2 if self.upto is None else power ** (self.upto - 2) * (square - 2) < 1
        if self.upto is None:
            return sparse_sign({2 * times: 1, 0: -2}, growth) <= 0
        return sparse_sign({self.upto * times: 1, (self.upto - 2) * times: -2, 0: -1}, growth) < 0


@dataclass(frozen=True, init=False)
class LiYorkeChaosByEntropy(GrowthClaim):
    """f has positive entropy on its domain (or `on`), and so is chaotic there in the sense of Li and Yorke."""

    type = "li_yorke_chaos_by_entropy"
    over_fields = True
    basis = ("T0.1", "T3.1", "T5.4")
    basis_unbounded = ("T5.8", "T5.8'")
    basis_over_field = ("T0.1", "T0.2", "T3.1", "T5.4")
    cited = ("BGKM02", "MS80")

    def __init__(self, f: Given, *, on: IntervalLike = None) -> None:
        self._set(subject=MapSubject.of(f), on=rational_interval(on))

    def fields(self) -> Fields:
        """Return the claim object."""
        return {"on": ends(self.on), "type": self.type}

    def statement(self) -> str:
        """Return the claim in words."""
        return f"f has positive entropy on {self.where()} and is Li-Yorke chaotic there"
