"""Claims about single orbits: one that escapes, two that are near and far."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from exactpl.arithmetic.intervals import IntervalLike
from exactpl.arithmetic.rationals import (
    Exact,
    Real,
    canonical_rational,
    exact,
    rationals,
    shortened_rational,
)
from exactpl.claims.certificates import Fields
from exactpl.claims.kinds.base import Given, MapClaim, MapClaimOn, ends, rational_interval, small_integer
from exactpl.claims.subjects import MapSubject
from exactpl.dynamics.orbits.escape import escape_time, escaping_points
from exactpl.dynamics.symbolic.pairs import distances
from exactpl.errors import InputError, require_list
from exactpl.verdicts import Proved, Refuted, Undecided, Verdict

_FEW = 20


@dataclass(frozen=True, init=False, repr=False)
class EscapingOrbit(MapClaimOn):
    """f maps its unbounded domain (or `on`) into itself, and |f^n(x)| tends to infinity. x may be looked for.

    The witness of Proved is x, its value a time k from which on the orbit goes outwards. It is never Refuted.
    """

    type = "escaping_orbit"
    basis = ("T0.1", "T5.11")
    x: Real | None

    def __init__(self, f: Given, *, x: Exact | None = None, on: IntervalLike = None) -> None:
        self._set(subject=MapSubject.of(f), x=None if x is None else exact(x), on=rational_interval(on))

    def fields(self, x: Real) -> Fields:
        """Return the claim object for a point x."""
        return {"on": ends(self.on), "type": self.type, "x": canonical_rational(x)}

    def statement(self, x: Real | None) -> str:
        """Return the claim in words."""
        which = "some point" if x is None else shortened_rational(x)
        return f"the orbit of {which} under f tends to infinity in absolute value"

    def _decide(self) -> Verdict:
        f = self.self_map
        starts: Iterable[Real] = escaping_points(f) if self.x is None else [self.x]
        for x in starts:
            k = escape_time(f, x)
            if k is not None:
                proof = self.certificate(self.fields(x), {"k": k})
                return Proved(self.statement(x), value=k, witness=x, certificate=proof, lemmas=self.lemmas)
        return Undecided(self.statement(self.x), "it was not found to go outwards along the rays of f.")


@dataclass(frozen=True, init=False, repr=False)
class NearAndFar(MapClaim):
    """|f^t(x) - f^t(y)| <= near for each t of near_times, and >= far for each t of far_times.

    Times are sorted; one of the two lists may be empty. Proved has neither value nor witness; the witness of Refuted is
    a time at which it is wrong.
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
        times = [tuple(sorted({small_integer(t, "each time", 0) for t in given})) for given in lists]
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

    def _decide(self) -> Verdict:
        apart = rationals(distances(self.f, self.x, self.y, upto=max(*self.near_times, *self.far_times, 0)))
        for t in self.near_times:
            if apart[t] > self.near:
                truth = NearAndFar(self.subject, x=self.x, y=self.y, far=apart[t], far_times=[t])
                return self._wrong_distance(truth, apart[t], t)
        for t in self.far_times:
            if apart[t] < self.far:
                truth = NearAndFar(self.subject, x=self.x, y=self.y, near=apart[t], near_times=[t])
                return self._wrong_distance(truth, apart[t], t)
        return Proved(self.statement(), certificate=self.certificate(self.fields()), lemmas=self.lemmas)

    def _wrong_distance(self, truth: "NearAndFar", distance: Fraction, t: int) -> Refuted:
        reason = f"at time {t} the orbits are {shortened_rational(distance)} apart"
        return Refuted(self.statement(), reason, t, truth.certificate(truth.fields()), truth.lemmas)


def _listed(times: tuple[int, ...]) -> str:
    shown = [f"{t}" for t in times[:_FEW]] + [f"... ({len(times):,} times)"] * (len(times) > _FEW)
    return f"the {'time' if len(times) == 1 else 'times'} {', '.join(shown)}"
