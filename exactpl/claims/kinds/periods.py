"""Claims about least periods: a point of one, or none."""

from collections.abc import Iterable
from dataclasses import dataclass

from exactpl.arithmetic.intervals import IntervalLike
from exactpl.arithmetic.rationals import (
    Exact,
    Real,
    canonical_rational,
    exact_real,
    rational,
    shortened_rational,
)
from exactpl.claims.certificates import NO_RULE, Fields
from exactpl.claims.kinds.base import (
    Given,
    MapClaimOn,
    PeriodClaim,
    as_json,
    definition_of_a,
    ends,
    rational_interval,
    small_integer,
)
from exactpl.claims.kinds.contradictions import affordable, refuted_or
from exactpl.claims.kinds.listing import LISTED, orbits_witness
from exactpl.claims.kinds.ranges import Value
from exactpl.claims.subjects import MapSubject
from exactpl.dynamics.orbits.self_map import SelfMap
from exactpl.dynamics.orbits.tower import Tower
from exactpl.dynamics.periods.periodic_orbits import Orbit, find_periodic_point
from exactpl.dynamics.periods.swap import find_swap
from exactpl.errors import InputError
from exactpl.maps.pl import PL
from exactpl.verdicts import Certificate, Proved, Refuted, Undecided, Verdict

# Small ones first; 13 is forced by all before it (T5.5).
ODD_PERIODS = (3, 5, 7, 9, 11, 13)


@dataclass(frozen=True, init=False, repr=False)
class LeastPeriod(MapClaimOn):
    """f has a point of least period n: x. With x left out one is looked for, in `on` if that is given.

    Proved has no value; its witness is the `Orbit`. The witness of Refuted is the `Orbit` of a given x whose period is
    smaller, and else None.
    """

    type = "least_period"
    over_fields = True
    basis_over_field = ("T0.2",)
    n: int
    x: Real | None

    def __init__(self, f: Given, *, n: int, x: Exact | Real | None = None, on: IntervalLike = None) -> None:
        self._set(
            subject=MapSubject.of(f),
            n=small_integer(n, "n", 1),
            x=None if x is None else exact_real(x),
            on=rational_interval(on),
        )
        if self.x is not None and self.on is not None and self.x not in self.on:
            raise InputError(f"x must lie in {self.on}, found {shortened_rational(self.x)}.")

    def fields(self, x: Real) -> Fields:
        """Return the claim object for a point x."""
        return {"n": self.n, "type": self.type, "x": as_json(x)}

    def statement(self) -> str:
        """Return the question in words."""
        where = "" if self.on is None else f" on {self.where()}"
        return f"f has a point of least period {self.n}{where}"

    def _decide(self) -> Verdict:
        if self.x is None:
            return self.search(Tower(self.self_map))
        statement = f"{shortened_rational(self.x)} has least period {self.n} under f{definition_of_a(self.x)}"
        smaller = _other_period(self.f, self.x, self.n)
        if smaller == self.n:
            return self._proved(statement, self.x, self.f if self.on is None else self.self_map)
        if self.f.field is not None:
            reason = f"it has least period {smaller}" if smaller else f"it is no fixed point of f^{self.n}"
            return Refuted(statement, f"{reason} ({NO_RULE})")
        if smaller:
            truth = LeastPeriod(self.subject, n=smaller, x=self.x, on=self.on)._decide()
        else:
            truth = Value(self.subject, k=self.n, x=rational(self.x))._decide()
        assert isinstance(truth, Proved)
        return Refuted(statement, truth.statement, truth.witness, truth.certificate, truth.lemmas)

    def search(self, tower: Tower) -> Proved | Refuted:
        """Find a point of least period n, or refute that there is one; `tower` belongs to the map on the interval."""
        f = SelfMap.of(tower.f)
        x = find_periodic_point(f, self.n, tower)
        if x is not None:
            return self._proved(self.statement(), x, f)
        absent = NoLeastPeriod(self.subject, n=self.n, on=self.on)
        if f.field is None:
            smaller = f": every fixed point of f^{self.n} has a smaller period"
            reason = f"{absent.statement()}{smaller}" if self.n > 1 else f"f has no fixed point on {absent.where()}"
            proof = absent.certificate(absent.fields())
            return Refuted(self.statement(), reason, certificate=proof, lemmas=absent.lemmas)
        reason = f"{absent.statement()}: all fixed points of f^{self.n} were looked at"
        witness = orbits_witness(f, self.n)
        if witness is None:
            return Refuted(self.statement(), f"{reason} ({NO_RULE})")
        return Refuted(self.statement(), reason, None, absent.certificate(absent.fields(), witness), LISTED)

    def _proved(self, statement: str, x: Real, f: PL) -> Proved:
        return Proved(statement, None, Orbit.of(f, x, self.n), self.certificate_of(x), self.lemmas)

    def certificate_of(self, x: Real) -> Certificate:
        """Return the certificate that x has least period n: over a field it lists the orbit."""
        if self.f.field is None:
            return self.certificate(self.fields(x))
        return self.certificate(self.fields(x), {"orbit": [as_json(y) for y in Orbit.of(self.f, x, self.n)]})


def _other_period(f: PL, x: Real, n: int) -> int:
    """Return the least period of x if it divides n, else 0. Raises DomainError where the orbit leaves the domain."""
    y = mark = x
    for j in range(1, n + 1):
        y = f(y)
        if y == x:
            return j if n % j == 0 else 0
        if y == mark:
            return 0  # the orbit has run once around a cycle without x
        if j & (j - 1) == 0:
            mark = y
    return 0


@dataclass(frozen=True, init=False, repr=False)
class NoLeastPeriod(PeriodClaim):
    """f maps its domain (or `on`) into itself, and has no point of least period n there.

    Proved has neither value nor witness; the witness of Refuted is an `Orbit` of least period n.
    """

    type = "no_least_period"
    over_fields = True
    basis = ("T0.1", "T1.0", "T2.1", "T2.1'", "T2.2", "T2.2'", "T2.5", "T2.6'")
    basis_unbounded = ("T1.4", "T2.3")

    def statement(self) -> str:
        """Return the claim in words."""
        return f"f has no point of least period {self.n} on {self.where()}"

    def _decide(self) -> Verdict:
        found = LeastPeriod(self.subject, n=self.n, on=self.on).search(Tower(self.self_map))
        if isinstance(found, Proved):
            x = found.witness.points[0]
            reason = f"x0 = {shortened_rational(x)} has least period {self.n}{definition_of_a(x)}"
            return Refuted(self.statement(), reason, found.witness, found.certificate, found.lemmas)
        without = "" if found.certificate is not None else f" ({NO_RULE})"
        return Proved(self.statement() + without, certificate=found.certificate, lemmas=found.lemmas)


@dataclass(frozen=True, init=False, repr=False)
class NoOddPeriod(MapClaimOn):
    """f maps its domain (or `on`) into itself, and every cycle there other than a fixed point has even length.

    Proved has no value; its witness is the swap, a `Swap`. The witness of Refuted is an `Orbit` of an odd length.
    """

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

    def _decide(self) -> Verdict:
        found = self.by_swap()
        if isinstance(found, Proved):
            return found
        return refuted_or(some_period(self.subject, self.self_map, self.statement(), ODD_PERIODS), found)

    def by_swap(self) -> Proved | Undecided:
        """Prove it by a swap (T5.3), or leave it open."""
        swap = find_swap(self.self_map)
        if swap is None:
            return Undecided(
                self.statement(),
                "no image f^m(J) with m <= 64 has the two sides of a fixed point swapped by f, "
                "which would suffice but is not necessary; "
                "ask for single periods: find_orbit(f, n).",
            )
        proof = self.certificate(self.fields(), {"m": swap.m, "z": canonical_rational(swap.z)})
        return Proved(self.statement(), witness=swap, certificate=proof, lemmas=self.lemmas)


def period_is_there(subject: MapSubject, f: PL, statement: str, x: Real, n: int, more: str = "") -> Refuted:
    """Refute a statement by a point of least period n of f, the map on the interval asked about."""
    reason = f"x0 = {shortened_rational(x)} has least period {n}{definition_of_a(x)}{more}"
    truth = LeastPeriod(subject, n=n)
    return Refuted(statement, reason, Orbit.of(f, x, n), truth.certificate_of(x), truth.lemmas)


@affordable
def some_period(subject: MapSubject, f: PL, statement: str, periods: Iterable[int], more: str = "") -> Refuted | None:
    """Refute a statement by a point of one of these least periods of f, the map on the interval asked about."""
    f = SelfMap.of(f)
    tower = Tower(f)
    for n in periods:
        x = find_periodic_point(f, n, tower)
        if x is not None:
            return period_is_there(subject, f, statement, x, n, more)
    return None
