"""Claims about chaos in the sense of Li and Yorke, and its absence."""

from dataclasses import dataclass
from fractions import Fraction

from exactpl.arithmetic.intervals import Interval, IntervalLike
from exactpl.arithmetic.rationals import (
    Exact,
    Real,
    canonical_rational,
    exact,
    shortened_rational,
)
from exactpl.claims.certificates import Fields
from exactpl.claims.kinds.base import (
    Given,
    MapClaim,
    MapClaimOn,
    as_json,
    ends,
    place_text,
    rational_interval,
    small_integer,
)
from exactpl.claims.kinds.contradictions import affordable, contradicted, refuted_or
from exactpl.claims.kinds.growth import (
    EntropyBounds,
    GrowthClaim,
    above_one,
    bounds_of_all_kinds,
    evidence_fields,
    evidence_lemmas,
    how_far,
)
from exactpl.claims.kinds.listing import LISTED, orbits_witness
from exactpl.claims.kinds.periods import (
    NoLeastPeriod,
    period_is_there,
)
from exactpl.claims.kinds.ranges import constant_is_near
from exactpl.claims.subjects import MapSubject
from exactpl.dynamics.growth.bounds import GrowthBounds
from exactpl.dynamics.orbits.self_map import SelfMap
from exactpl.dynamics.orbits.tower import Tower
from exactpl.dynamics.periods.periodic_orbits import Orbit, find_periodic_point
from exactpl.dynamics.periods.robustness import period_three_margin, three_cycle_start
from exactpl.errors import InputError
from exactpl.maps.pl import PL
from exactpl.verdicts import Proved, Refuted, Undecided, Verdict

_DOUBLED = (2, 4, 8, 16)  # periods of which one that f has not shows that it is not chaotic (T5.2)
_CONVERGENCE = ("T5.2", "T5.13")


@dataclass(frozen=True, init=False, repr=False)
class LiYorkeChaos(MapClaim):
    """Every continuous g of the interval into itself with |g - f| <= epsilon is chaotic in the sense of Li and Yorke.

    With epsilon left out, the largest one is looked for (see `period_three_margin`), and 0 if there is only an exact
    3-cycle. The value of Proved is epsilon, its witness the point a of T4.4; the witness of Refuted is a constant near
    f, or None where a period 2^j is missing.
    """

    type = "li_yorke_chaos"
    over_fields = True
    basis = ("T0.1", "T4.4", "T4.6")
    basis_over_field = ("T0.1", "T0.2", "T4.4", "T4.6")
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
            f"every continuous g: J -> J with |g - f| <= {shortened_rational(epsilon)} on "
            f"J = {place_text(self.interval)} is Li-Yorke chaotic"
        )

    def _decide(self) -> Verdict:
        found = self.by_period_three()
        return found if isinstance(found, Proved) else refuted_or(self._no_chaos(), found)

    @affordable
    def _no_chaos(self) -> Refuted | None:
        """Refute it by a period 2^j that f has not, or by a constant near f."""
        epsilon = self.epsilon or Fraction(0)
        statement = self.statement(epsilon)
        on = None if self.interval == self.f.domain else self.interval
        f = self.f if on is None else self.f.restrict(*on)
        constant = constant_is_near(self.subject, f, statement, epsilon, on)
        if constant is not None:
            return constant
        tower = Tower(f)
        for period in _DOUBLED:
            if find_periodic_point(f, period, tower) is None:
                none = NoLiYorkeChaos(self.subject, period=period, on=on).without()
                return contradicted(statement, none) if isinstance(none, Proved) else None
        return None

    def by_period_three(self) -> Verdict:
        """Prove it by the inequality of period 3 (T4.4), or a 3-cycle; or leave it open."""
        f = SelfMap.of(self.f, on=self.interval)
        margin = None if f.field is not None else period_three_margin(f)
        if margin is not None and (self.epsilon is None or self.epsilon <= margin.epsilon):
            epsilon = self.epsilon if self.epsilon is not None else margin.epsilon
            a: Real = margin.a
        elif not self.epsilon:
            x = find_periodic_point(f, 3)
            if x is None:
                return Undecided(
                    self.statement(Fraction(0)), "f has no period 3; other proofs of chaos are not tried here."
                )
            epsilon, a = Fraction(0), three_cycle_start(Orbit.of(f, x, 3).points)
            if f.field is not None:
                return self._over_field(f, a)
        else:
            largest = (
                "none was found" if margin is None else f"{shortened_rational(margin.epsilon)} is about the largest"
            )
            return Undecided(
                self.statement(self.epsilon),
                f"the period-3 inequality (T4.4) does not give this epsilon: {largest}.",
            )
        proof = self.certificate(self.fields(epsilon), {"a": canonical_rational(a)})
        return Proved(
            self.statement(epsilon),
            value=epsilon,
            witness=a,
            certificate=proof,
            lemmas=self.lemmas,
        )

    def _over_field(self, f: PL, a: Real) -> Verdict:
        orbit, on = [a], None if self.interval == self.f.domain else self.interval
        while len(orbit) < 4:
            orbit.append(f(orbit[-1]))
        fields = {"on": ends(on), "type": self.type}
        proof = self.certificate(fields, {"orbit": [as_json(x) for x in orbit]})
        return Proved(self.statement(Fraction(0)), Fraction(0), a, proof, self.lemmas)


@dataclass(frozen=True, init=False, repr=False)
class NoLiYorkeChaos(MapClaimOn):
    """Every orbit in the compact domain (or `on`) converges to a cycle whose length divides period / 2.

    `period` is a power of two, >= 2, and no least period of f. So no pair of points is scrambled. On an unbounded
    domain that is said of bounded orbits. Proved has neither value nor witness; the witness of Refuted is an `Orbit` of
    this period.
    """

    type = "no_li_yorke_chaos"
    over_fields = True
    basis = (*NoLeastPeriod.basis, *_CONVERGENCE)
    basis_unbounded = (*NoLeastPeriod.basis_unbounded, "T5.10")
    period: int

    def __init__(self, f: Given, *, period: int = 2, on: IntervalLike = None) -> None:
        value = small_integer(period, "period", 2)
        if value & (value - 1):
            raise InputError(f"period must be a power of two, found {value}.")
        self._set(subject=MapSubject.of(f), period=value, on=rational_interval(on))

    def fields(self) -> Fields:
        """Return the claim object."""
        return {"on": ends(self.on), "period": self.period, "type": self.type}

    def statement(self) -> str:
        """Return the claim in words."""
        cycles = "a fixed point" if self.period == 2 else f"a cycle whose length divides {self.period // 2}"
        orbit = "orbit" if self._asked.is_bounded else "bounded orbit"
        return f"every {orbit} of f in {self.where()} converges to {cycles}; f is not Li-Yorke chaotic there"

    def _decide(self) -> Verdict:
        x = find_periodic_point(self.self_map, self.period)
        if x is not None:
            more = f"; ask with period={2 * self.period}, or for chaos: chaos(f)"
            return period_is_there(self.subject, self.self_map, self.statement(), x, self.period, more)
        return self.without()

    def without(self) -> Proved | Undecided:
        """Prove that f is not chaotic, where its period is known to be none of f."""
        f = self.self_map
        witness = None if f.field is None else orbits_witness(f, self.period)
        if f.field is not None and witness is None:
            return Undecided(
                self.statement(), "this is so, but over Q(a) only compact intervals and few pieces are listed."
            )
        proof = self.certificate(self.fields(), witness)
        lemmas = self.lemmas if witness is None else (*LISTED, *_CONVERGENCE)
        return Proved(self.statement(), certificate=proof, lemmas=lemmas)


@dataclass(frozen=True, init=False, repr=False)
class LiYorkeChaosByEntropy(GrowthClaim):
    """f has positive entropy on its domain (or `on`), and so is chaotic there in the sense of Li and Yorke.

    The value of Proved is a lower bound > 1 of the growth, the witness of Refuted the bounds (None, 1) of the growth.
    """

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

    def _decide(self) -> Verdict:
        reached: GrowthBounds | None = None
        for reached in bounds_of_all_kinds(self.home):
            if reached.lower > 1:
                bound = above_one(self.f, reached.lower)
                witness: Fields = {
                    "at_least": as_json(bound),
                    "lower": evidence_fields(reached.lower_evidence, upper=False),
                    **self.window_fields(),
                }
                return Proved(
                    self.statement(),
                    value=bound,
                    certificate=self.certificate(self.fields(), witness),
                    lemmas=(*self.lemmas, *evidence_lemmas(self.f, reached.lower_evidence)),
                    cites=self.cites,
                )
            if reached.upper == 1:
                break
        assert reached is not None
        if reached.upper == 1:
            zero = EntropyBounds(self.subject, growth_at_most=1, on=self.on)
            return contradicted(self.statement(), zero.proved_by(reached, below=False))
        return Undecided(self.statement(), how_far(reached))
