"""What all claims about a map have in common: the subject, the interval asked on, the lemmas."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar, TypeAlias

from exactpl.arithmetic.integers import require_integer, shortened
from exactpl.arithmetic.intervals import Interval, IntervalLike, as_interval
from exactpl.arithmetic.rationals import exact
from exactpl.claims.limits import require_statable
from exactpl.claims.subjects import MapSubject
from exactpl.errors import InputError
from exactpl.maps.files import canonical_number
from exactpl.maps.pl import PL

JSONValue: TypeAlias = "int | str | list[JSONValue] | dict[str, JSONValue] | None"
Fields: TypeAlias = dict[str, JSONValue]

LARGEST_SMALL_INTEGER = (1 << 31) - 1
Given: TypeAlias = PL | MapSubject


def rational_interval(given: IntervalLike) -> Interval | None:
    """Return an interval, or two ends, as an Interval with rational ends, which claims name; None stays."""
    interval = as_interval(given)
    for end in interval or ():
        if end is not None:
            exact(end)
    return interval


def ends(interval: Interval | None) -> JSONValue:
    """Return an interval as it stands in a claim object."""
    if interval is None:
        return None
    return [None if end is None else as_json(end) for end in interval]


def as_json(x: Fraction) -> JSONValue:
    """Return a rational, or a number of a field, as it stands in a claim."""
    given = canonical_number(x)
    return given if isinstance(given, str) else list(given)


def small(n: object, name: str, least: int) -> int:
    """Return n as an int; InputError unless it is an integer >= least that fits the format."""
    value = require_integer(n, name, least)
    if value > LARGEST_SMALL_INTEGER:
        raise InputError(f"{name} must be at most {LARGEST_SMALL_INTEGER}, found {shortened(value)}.")
    return value


@dataclass(frozen=True, init=False)
class BaseClaim:
    """A claim about one map. `basis` names the lemmas that its proof rests on (the list of docs/theorems.md)."""

    type: ClassVar[str]
    basis: ClassVar[tuple[str, ...]] = ()
    basis_over_field: ClassVar[tuple[str, ...] | None] = None  # of its certificates over a field, where they differ
    cites: ClassVar[tuple[str, ...]] = ()
    over_fields: ClassVar[bool] = False  # whether it is decided for maps over a number field, too
    subject: MapSubject

    def _set(self, **values: object) -> None:
        require_statable(values)
        for name, value in values.items():
            object.__setattr__(self, name, value)

    @property
    def f(self) -> PL:
        """The map."""
        return self.subject.f

    @property
    def subjects(self) -> tuple[MapSubject, ...]:
        """The map with the text of its file, as a certificate names it."""
        return (self.subject,)

    def require_checkable(self, witness: Fields) -> None:
        """Raise BudgetError when a certificate with this witness would be beyond the limits of the checker."""

    @property
    def lemmas(self) -> tuple[str, ...]:
        """Ids of docs/theorems.md."""
        if self.f.field is not None and self.basis_over_field is not None:
            return self.basis_over_field
        return self.basis


@dataclass(frozen=True, init=False)
class ClaimOn(BaseClaim):
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
        return super().lemmas if self._asked.is_bounded else (*super().lemmas, *self.basis_unbounded)


@dataclass(frozen=True, init=False)
class PeriodClaim(ClaimOn):
    """A claim about one least period n >= 1, on the domain or on an invariant interval."""

    n: int

    def __init__(self, f: Given, *, n: int, on: IntervalLike = None) -> None:
        self._set(subject=MapSubject.of(f), n=small(n, "n", 1), on=rational_interval(on))

    def fields(self) -> Fields:
        """Return the claim object."""
        return {"n": self.n, "on": ends(self.on), "type": self.type}
