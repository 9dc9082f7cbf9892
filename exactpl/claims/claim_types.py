"""The types of claims about a map, as in docs/certificates.md, section 6.

A claim with its value left out (None) asks for it: `decide(PieceCount(f, k=1000))`; with a value it is decided.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar, TypeAlias

from exactpl.arithmetic.integers import canonical_integer, require_integer, shortened
from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import Exact, canonical_rational, exact, shortened_rational
from exactpl.claims.subjects import Subject
from exactpl.errors import InputError
from exactpl.maps.pl import PL

JSONValue: TypeAlias = "int | str | list[JSONValue] | dict[str, JSONValue] | None"
Fields: TypeAlias = dict[str, JSONValue]

LARGEST_SMALL_INTEGER = (1 << 31) - 1
_Given: TypeAlias = PL | Subject
_Range: TypeAlias = "Interval | tuple[Exact | None, Exact | None] | None"


def _interval(given: _Range) -> Interval | None:
    if given is None or isinstance(given, Interval):
        return given
    lower, upper = given
    return Interval(lower, upper)


def _ends(interval: Interval | None) -> JSONValue:
    if interval is None:
        return None
    return [None if end is None else canonical_rational(end) for end in interval]


def _small(n: object, name: str, least: int) -> int:
    value = require_integer(n, name, least)
    if value > LARGEST_SMALL_INTEGER:
        raise InputError(f"{name} must be at most {LARGEST_SMALL_INTEGER}, found {shortened(value)}.")
    return value


@dataclass(frozen=True, init=False)
class _Claim:
    """A claim about one map. `basis` names the lemmas that its proof rests on."""

    type: ClassVar[str]
    basis: ClassVar[tuple[str, ...]] = ()
    cites: ClassVar[tuple[str, ...]] = ()
    subject: Subject

    def _set(self, **values: object) -> None:
        for name, value in values.items():
            object.__setattr__(self, name, value)

    @property
    def f(self) -> PL:
        """The map."""
        return self.subject.f

    @property
    def lemmas(self) -> tuple[str, ...]:
        """Ids of docs/theorems.md."""
        return self.basis


@dataclass(frozen=True, init=False)
class _ClaimOn(_Claim):
    """A claim that `on` asks on an invariant interval instead of the whole domain."""

    basis_unbounded: ClassVar[tuple[str, ...]] = ()
    on: Interval | None = field(default=None, kw_only=True)

    def restricted(self) -> PL:
        """Return the map on the interval asked about."""
        return self.f if self.on is None else self.f.restrict(*self.on)

    @property
    def _asked(self) -> Interval:
        return self.f.domain if self.on is None else self.on

    def where(self) -> str:
        """Return the interval asked about, for people."""
        return str(self._asked)

    @property
    def lemmas(self) -> tuple[str, ...]:
        """Ids of docs/theorems.md; unbounded domains need one more."""
        return self.basis if self._asked.is_bounded else (*self.basis, *self.basis_unbounded)


@dataclass(frozen=True, init=False)
class Value(_Claim):
    """f^k(x) = y."""

    type = "value"
    k: int
    x: Fraction
    y: Fraction | None

    def __init__(self, f: _Given, *, k: int, x: Exact, y: Exact | None = None) -> None:
        self._set(subject=Subject.of(f), k=_small(k, "k", 0), x=exact(x), y=None if y is None else exact(y))

    def fields(self, y: Fraction) -> Fields:
        """Return the claim object for a value y."""
        return {"k": self.k, "type": self.type, "x": canonical_rational(self.x), "y": canonical_rational(y)}

    def statement(self, y: Fraction) -> str:
        """Return the claim in words."""
        return f"f^{self.k}({shortened_rational(self.x)}) = {shortened_rational(y)}"


@dataclass(frozen=True, init=False)
class _Count(_ClaimOn):
    counted: ClassVar[str]
    basis_unbounded = ("T1.4",)
    k: int
    value: int | None

    def __init__(self, f: _Given, *, k: int, value: int | None = None, on: _Range = None) -> None:
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            raise InputError(f"value must be an integer, found {type(value).__name__} {value!r:.40}.")
        self._set(subject=Subject.of(f), k=_small(k, "k", 0), value=value, on=_interval(on))

    def fields(self, value: int) -> Fields:
        """Return the claim object for a count."""
        return {"k": self.k, "on": _ends(self.on), "type": self.type, "value": canonical_integer(value)}

    def statement(self, value: int) -> str:
        """Return the claim in words."""
        return f"f^{self.k} has exactly {shortened(value)} {self.counted} on {self.where()}"


class PieceCount(_Count):
    """f maps its domain (or `on`) into itself, and f^k has exactly `value` maximal affine pieces there."""

    type = "piece_count"
    counted = "maximal affine pieces"
    basis = ("T0.1", "T1.0", "T1.1", "T1.5")


class LapCount(_Count):
    """f maps its domain (or `on`) into itself, and f^k has exactly `value` laps there."""

    type = "lap_count"
    counted = "laps"
    basis = ("T0.1", "T1.0", "T1.1'", "T1.2", "T1.5")


@dataclass(frozen=True, init=False)
class LeastPeriod(_ClaimOn):
    """f has a point of least period n: x. With x left out one is looked for, in `on` if that is given."""

    type = "least_period"
    n: int
    x: Fraction | None

    def __init__(self, f: _Given, *, n: int, x: Exact | None = None, on: _Range = None) -> None:
        self._set(subject=Subject.of(f), n=_small(n, "n", 1), x=None if x is None else exact(x), on=_interval(on))
        if self.x is not None and self.on is not None and self.x not in self.on:
            raise InputError(f"x must lie in {self.on}, found {shortened_rational(self.x)}.")

    def fields(self, x: Fraction) -> Fields:
        """Return the claim object for a point x."""
        return {"n": self.n, "type": self.type, "x": canonical_rational(x)}

    def statement(self) -> str:
        """Return the question in words."""
        return f"f has a point of least period {self.n}"


@dataclass(frozen=True, init=False)
class NoLeastPeriod(_ClaimOn):
    """f maps its domain (or `on`) into itself, and has no point of least period n there."""

    type = "no_least_period"
    basis = ("T0.1", "T1.0", "T1.1'", "T2.1", "T2.2")
    basis_unbounded = ("T1.4", "T2.3")
    n: int

    def __init__(self, f: _Given, *, n: int, on: _Range = None) -> None:
        self._set(subject=Subject.of(f), n=_small(n, "n", 1), on=_interval(on))

    def fields(self) -> Fields:
        """Return the claim object."""
        return {"n": self.n, "on": _ends(self.on), "type": self.type}

    def statement(self) -> str:
        """Return the claim in words."""
        return f"f has no point of least period {self.n} on {self.where()}"


@dataclass(frozen=True, init=False)
class InvariantInterval(_Claim):
    """f maps the interval into itself."""

    type = "invariant_interval"
    basis = ("T0.1",)
    interval: Interval

    def __init__(self, f: _Given, *, interval: _Range) -> None:
        given = _interval(interval)
        if given is None:
            raise InputError("an interval is required, found None.")
        self._set(subject=Subject.of(f), interval=given)

    def fields(self) -> Fields:
        """Return the claim object."""
        return {"interval": _ends(self.interval), "type": self.type}

    def statement(self) -> str:
        """Return the claim in words."""
        return f"f maps {self.interval} into itself"


@dataclass(frozen=True, init=False)
class NoOddPeriod(_ClaimOn):
    """f maps its domain (or `on`) into itself, and every cycle there other than a fixed point has even length."""

    type = "no_odd_period"
    basis = ("T0.1", "T5.3")

    def __init__(self, f: _Given, *, on: _Range = None) -> None:
        self._set(subject=Subject.of(f), on=_interval(on))

    def fields(self) -> Fields:
        """Return the claim object."""
        return {"on": _ends(self.on), "type": self.type}

    def statement(self) -> str:
        """Return the claim in words."""
        return f"every cycle of f on {self.where()} other than a fixed point has even length"


@dataclass(frozen=True, init=False)
class LiYorkeChaos(_Claim):
    """Every continuous g of the interval into itself with |g - f| <= epsilon is chaotic in the sense of Li and Yorke.

    With epsilon left out, the largest one is looked for (see `period_three_margin`), and 0 if there is only an exact
    3-cycle.
    """

    type = "li_yorke_chaos"
    basis = ("T0.1", "T4.4")
    cites = ("LY75",)
    interval: Interval
    epsilon: Fraction | None

    def __init__(self, f: _Given, *, interval: _Range = None, epsilon: Exact | None = None) -> None:
        subject = Subject.of(f)
        self._set(
            subject=subject,
            interval=_interval(interval) or subject.f.domain,
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
            "interval": _ends(self.interval),
            "type": self.type,
        }

    def statement(self, epsilon: Fraction) -> str:
        """Return the claim in words."""
        return (
            f"every continuous g: J -> J with |g - f| <= {shortened_rational(epsilon)} on J = {self.interval} "
            "is Li-Yorke chaotic"
        )


Claim: TypeAlias = (
    Value | PieceCount | LapCount | LeastPeriod | NoLeastPeriod | InvariantInterval | NoOddPeriod | LiYorkeChaos
)
