"""What all claims have in common: the subjects, the lemmas, the certificate; for maps the interval asked on."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import ClassVar, Protocol, TypeAlias, TypeVar

from exactpl.arithmetic.algebraic import Algebraic
from exactpl.arithmetic.integers import require_integer, shortened
from exactpl.arithmetic.intervals import Interval, IntervalLike, as_interval
from exactpl.arithmetic.rationals import Real, exact
from exactpl.claims import certificates
from exactpl.claims.certificates import NO_RULE, Fields, JSONValue
from exactpl.claims.limits import require_statable
from exactpl.claims.subjects import AnySubject, MapSubject
from exactpl.dynamics.orbits.self_map import SelfMap
from exactpl.errors import InputError
from exactpl.maps.files import canonical_number
from exactpl.maps.pl import PL
from exactpl.verdicts import Certificate, Proved, Refuted, Verdict

LARGEST_SMALL_INTEGER = (1 << 31) - 1
Given: TypeAlias = PL | MapSubject
T = TypeVar("T")
T_contra = TypeVar("T_contra", contravariant=True)


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


def as_json(x: Real) -> JSONValue:
    """Return a rational, or a number of a field, as it stands in a claim."""
    given = canonical_number(x)
    return given if isinstance(given, str) else list(given)


def definition_of_a(*shown: object) -> str:
    """Return ", a the root of ... in [...]" where a number that is shown, or an end of an interval, is one of Q(a)."""
    for each in shown:
        for x in each if isinstance(each, Interval) else (each,):
            if isinstance(x, Algebraic):
                return f", a {x.field.described()}"
    return ""


def place_text(interval: Interval) -> str:
    """Return an interval as statements write it: where its ends are numbers of a field, with what a is."""
    a = definition_of_a(interval).removeprefix(", ")
    return f"{interval} ({a})" if a else str(interval)


def small_integer(n: object, name: str, least: int) -> int:
    """Return n as an int; InputError unless it is an integer >= least that fits the format."""
    value = require_integer(n, name, least)
    if value > LARGEST_SMALL_INTEGER:
        raise InputError(f"{name} must be at most {LARGEST_SMALL_INTEGER}, found {shortened(value)}.")
    return value


@dataclass(frozen=True, init=False, repr=False)
class Claim(ABC):
    """What is claimed of one or two subjects. A kind of claim says it, decides it and writes its certificate.

    `type` is the name of the claim in certificates; `basis` the lemmas that its proof rests on (the list of
    docs/theorems.md), `cites` the theorems of others.
    """

    type: ClassVar[str]
    basis: ClassVar[tuple[str, ...]] = ()
    cites: ClassVar[tuple[str, ...]] = ()

    def _set(self, **values: object) -> None:
        require_statable(values)
        for name, value in values.items():
            object.__setattr__(self, name, value)

    @property
    @abstractmethod
    def subjects(self) -> tuple[AnySubject, ...]:
        """The subjects with the texts of their files, as a certificate names them."""

    @property
    def lemmas(self) -> tuple[str, ...]:
        """Ids of docs/theorems.md."""
        return self.basis

    def certificate(
        self, fields: Fields, witness: Fields | None = None, cites: tuple[str, ...] | None = None
    ) -> Certificate:
        """Return the certificate of a claim object about the subjects, with the citations of this claim or `cites`.

        Raises BudgetError when the format cannot hold what was found.
        """
        found = certificates.written(self.subjects, fields, witness or {}, self.cites if cites is None else cites)
        self.require_checkable(witness or {})
        return found

    def require_checkable(self, witness: Fields) -> None:  # noqa: B027 - most kinds have no such limits
        """Raise BudgetError when a certificate with this witness would be beyond the limits of the checker."""

    @abstractmethod
    def _decide(self) -> Verdict:
        """Return the verdict. `decide(claim)` calls it, within a budget, for subjects that the claim takes."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(self._arguments())})"

    def _arguments(self) -> Iterator[str]:
        """Yield the arguments of which this claim was made, those left out excepted."""
        yield from map(_shown, self.subjects)
        for each in fields(self):
            value = getattr(self, each.name)
            if value is not None and each.name not in ("subject", "f", "g"):
                yield f"{each.name}={value!r}"


def _shown(subject: AnySubject) -> str:
    """Return a subject as it may be given: by itself, where its file is the canonical one."""
    value = subject.f if isinstance(subject, MapSubject) else subject.network
    return repr(value if type(subject).of(value) == subject else subject)  # type: ignore[arg-type]


@dataclass(frozen=True, init=False, repr=False)
class MapClaim(Claim):
    """A claim about one map."""

    basis_over_field: ClassVar[tuple[str, ...] | None] = None  # of its certificates over a field, where they differ
    over_fields: ClassVar[bool] = False  # whether it is decided for maps over a number field, too
    subject: MapSubject

    @property
    def f(self) -> PL:
        """The map."""
        return self.subject.f

    @property
    def subjects(self) -> tuple[MapSubject, ...]:
        """The map with the text of its file, as a certificate names it."""
        return (self.subject,)

    @property
    def lemmas(self) -> tuple[str, ...]:
        """Ids of docs/theorems.md."""
        if self.f.field is not None and self.basis_over_field is not None:
            return self.basis_over_field
        return self.basis


@dataclass(frozen=True, init=False, repr=False)
class MapClaimOn(MapClaim):
    """A claim that `on` asks on an invariant interval instead of the whole domain."""

    basis_unbounded: ClassVar[tuple[str, ...]] = ()
    on: Interval | None = field(default=None, kw_only=True)

    @cached_property
    def self_map(self) -> SelfMap:
        """The map on the interval asked about, made once; DomainError unless it maps the interval into itself."""
        return SelfMap.of(self.f, on=self.on)

    @property
    def _asked(self) -> Interval:
        return self.f.domain if self.on is None else self.on

    def where(self) -> str:
        """Return the interval asked about, for people."""
        return place_text(self._asked)

    @property
    def lemmas(self) -> tuple[str, ...]:
        """Ids of docs/theorems.md; unbounded domains need one more."""
        return super().lemmas if self._asked.is_bounded else (*super().lemmas, *self.basis_unbounded)


@dataclass(frozen=True, init=False, repr=False)
class PeriodClaim(MapClaimOn):
    """A claim about one least period n >= 1, on the domain or on an invariant interval."""

    n: int

    def __init__(self, f: Given, *, n: int, on: IntervalLike = None) -> None:
        self._set(subject=MapSubject.of(f), n=small_integer(n, "n", 1), on=rational_interval(on))

    def fields(self) -> Fields:
        """Return the claim object."""
        return {"n": self.n, "on": ends(self.on), "type": self.type}


class _AboutValue(Protocol[T_contra]):
    """A claim about a map that states one value, a number or several that belong together."""

    @property
    def f(self) -> PL: ...
    @property
    def lemmas(self) -> tuple[str, ...]: ...
    def fields(self, value: T_contra, /) -> Fields: ...
    def statement(self, value: T_contra, /) -> str: ...
    def certificate(self, fields: Fields, witness: Fields | None = None) -> Certificate: ...


def compared(
    claim: _AboutValue[T],
    claimed: T | None,
    found: T,
    witness: Fields | None = None,
    lemmas: tuple[str, ...] | None = None,
) -> Verdict:
    """Return the verdict on a value, where `found` is the true one; a claimed None asks for it.

    Over a number field only what has a witness has a certificate.
    """
    has_rule = claim.f.field is None or witness is not None
    proof = claim.certificate(claim.fields(found), witness) if has_rule else None
    true = claim.statement(found) if has_rule else f"{claim.statement(found)} ({NO_RULE})"
    basis = claim.lemmas if lemmas is None else lemmas
    if claimed is None or claimed == found:
        return Proved(true, value=found, certificate=proof, lemmas=basis)
    return Refuted(claim.statement(claimed), true, witness=found, certificate=proof, lemmas=basis)
