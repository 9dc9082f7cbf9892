"""The claim that periods are absent because the growth is small (T3.3)."""

from dataclasses import dataclass

from exactpl import work
from exactpl.arithmetic.balls import sparse_sign
from exactpl.arithmetic.intervals import IntervalLike
from exactpl.arithmetic.rationals import (
    ExactReal,
    Real,
    rational,
    shortened_rational,
)
from exactpl.arithmetic.simplest import simplest_between
from exactpl.claims.certificates import Fields
from exactpl.claims.kinds.base import (
    Given,
    as_json,
    definition_of_a,
    ends,
    place_text,
    rational_interval,
    small_integer,
)
from exactpl.claims.kinds.contradictions import refuted_or
from exactpl.claims.kinds.growth import GrowthClaim, bounds_of_all_kinds, evidence_fields, evidence_lemmas, how_far
from exactpl.claims.kinds.periods import ODD_PERIODS, some_period
from exactpl.claims.subjects import MapSubject
from exactpl.dynamics.growth.bounds import GrowthBounds
from exactpl.errors import InputError
from exactpl.verdicts import Proved, Undecided, Verdict

MOST_DOUBLINGS = 16
LARGEST_UPTO = 9_999
_SEARCHED_DOUBLINGS = 4  # for the search of a counterexample


@dataclass(frozen=True, init=False, repr=False)
class AbsentPeriods(GrowthClaim):
    """f maps the domain (or `on`) into itself; no least period is 2^i q, i <= doublings, q > 1 odd.

    With `upto` only q <= upto, which is odd, >= 3. Proved has neither value nor witness; the witness of Refuted is an
    `Orbit` of such a period.
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
        times = small_integer(doublings, "doublings", 0)
        if times > MOST_DOUBLINGS:
            raise InputError(f"doublings must be at most {MOST_DOUBLINGS}, found {times}.")
        most = None if upto is None else small_integer(upto, "upto", 3)
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
        return f"no point of {place_text(self._asked)} has a least period {form}"

    @work.bounded
    def excludes(self, growth: Real) -> bool:
        """Whether a growth of at most this (>= 1) excludes the periods (T3.3)."""
        times = 1 << self.doublings
        if isinstance(growth, ExactReal):
            power = growth**times
            square = power * power
            return square <= 2 if self.upto is None else power ** (self.upto - 2) * (square - 2) < 1
        if self.upto is None:
            return sparse_sign({2 * times: 1, 0: -2}, growth) <= 0
        return sparse_sign({self.upto * times: 1, (self.upto - 2) * times: -2, 0: -1}, growth) < 0

    def _decide(self) -> Verdict:
        found = self.by_growth()
        if isinstance(found, Proved):
            return found
        # All 2^i * q that are excluded, q > 1 odd, force 2^j * q for large q, and those with i < j all of them (T5.5).
        times = min(self.doublings, _SEARCHED_DOUBLINGS)
        periods = [q << times for q in ODD_PERIODS if self.upto is None or q <= self.upto]
        return refuted_or(some_period(self.subject, self.self_map, self.statement(), periods), found)

    def by_growth(self) -> Proved | Undecided:
        """Prove it by a bound for the growth (T3.3), or leave it open."""
        found = self.witness()
        if isinstance(found, str):
            return Undecided(self.statement(), found)
        witness, lemmas = found
        return Proved(
            self.statement(),
            certificate=self.certificate(self.fields(), witness),
            lemmas=(*self.lemmas, *lemmas),
            cites=self.cites,
        )

    def witness(self, *, tables: bool = False) -> tuple[Fields, tuple[str, ...]] | str:
        """Return the witness that excludes the periods and its lemmas, or in words how far the search went.

        `tables` leaves out the evidence of slopes.
        """
        f = self.home
        reached: GrowthBounds | None = None
        for reached in bounds_of_all_kinds(f, tables=tables):
            if self.excludes(reached.upper):
                bound = self._simple_bound(reached.upper)
                shown: Fields = {
                    "at_most": as_json(bound),
                    "upper": evidence_fields(reached.upper_evidence, upper=True),
                    **self.window_fields(),
                }
                return shown, evidence_lemmas(f, reached.upper_evidence)
            if not self.excludes(reached.lower):
                break
        assert reached is not None
        if not self.excludes(reached.lower):
            return (
                f"the growth is at least {shortened_rational(reached.lower)}{definition_of_a(reached.lower)}, too much "
                "to exclude these periods by it (T3.3), which does not mean that they are there; ask for single "
                "periods: find_orbit(f, n)."
            )
        return how_far(reached)

    def _simple_bound(self, found: Real) -> Real:
        if found == 1 or self.f.field is not None:
            return found
        bound = rational(found)
        simple = simplest_between(bound, bound + (bound - 1) / 64)
        return simple if self.excludes(simple) else bound
