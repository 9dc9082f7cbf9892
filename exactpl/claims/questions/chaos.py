"""`chaos`: four questions that are often taken for one, each with its own verdict and certificate."""

from dataclasses import dataclass
from fractions import Fraction

from exactpl import work
from exactpl.arithmetic.intervals import Interval, IntervalLike
from exactpl.arithmetic.rationals import rational
from exactpl.arithmetic.records import Record
from exactpl.arithmetic.simplest import simplest_between
from exactpl.claims.deciding import decide
from exactpl.claims.kinds.base import rational_interval
from exactpl.claims.kinds.chaos import LiYorkeChaos, LiYorkeChaosByEntropy, NoLiYorkeChaos
from exactpl.claims.kinds.growth import EntropyBounds, bounds_of_all_kinds
from exactpl.claims.kinds.orbits import EscapingOrbit
from exactpl.claims.kinds.ranges import SlopeRange
from exactpl.claims.questions.orbits import find_orbit
from exactpl.claims.subjects import MapSubject
from exactpl.dynamics.growth.bounds import GrowthBounds
from exactpl.dynamics.orbits.self_map import SelfMap, compact_invariant_interval, invariant_hull
from exactpl.maps.pl import PL
from exactpl.verdicts import Proved, Refuted, Undecided, Verdict

_LONGEST_CYCLE = 64


@dataclass(frozen=True, slots=True, repr=False)
class Chaos(Record):
    """Verdicts on: a period 3; positive entropy; Li-Yorke chaos; order (every orbit converges to a fixed point).

    Each implies the next but the last: period 3, positive entropy, Li-Yorke chaos. None is the negation of another.
    """

    period_three: Verdict
    positive_entropy: Verdict
    li_yorke: Verdict
    order: Verdict


@work.bounded
def chaos(f: PL | MapSubject, *, on: IntervalLike = None) -> Chaos:
    """Decide whether f has period 3, positive entropy, Li-Yorke chaos, or order, on its domain or on `on`.

    Period 3 and order are always decided; the others where a table, a missing period 2^j or a 3-cycle decides them. On
    an unbounded domain entropy and Li-Yorke chaos are asked on a compact invariant interval J around the knots, or
    around a 3-cycle, if there is one; their statements name it. Otherwise they speak of the part where orbits are
    bounded (T5.8 to T5.10). Raises DomainError when f leaves the domain. Cost: that
    of `find_orbit(f, 64)` at most, and tables of up to 4,000 rows. Source: docs/theorems.md, section 5.

    >>> found = chaos(PL([(0, "3/4"), ("1/2", 1), (1, 0)]))
    >>> [type(v).__name__ for v in (found.period_three, found.positive_entropy, found.li_yorke, found.order)]
    ['Refuted', 'Refuted', 'Refuted', 'Refuted']
    >>> found.li_yorke.reason
    'every orbit of f in [0, 1] converges to a cycle whose length divides 4; f is not Li-Yorke chaotic there'
    """
    subject, interval = MapSubject.of(f), rational_interval(on)
    asked = SelfMap.of(subject.f, on=interval)
    three = find_orbit(subject, 3, on=interval)
    contraction = _by_contraction(subject, interval, asked)
    home = interval if asked.domain.is_bounded else _home(asked, three)
    where = interval if home is None else home
    positive = _positive_entropy(subject, where)
    li_yorke = _li_yorke(subject, where, positive) if contraction is None else contraction
    return Chaos(three, positive, li_yorke, _order(subject, interval, asked))


def _home(asked: PL, three: Verdict) -> Interval | None:
    """Return a compact invariant interval around the knots, or around a cycle of length 3, if one is found."""
    home = compact_invariant_interval(asked)
    if home is None and isinstance(three, Proved):
        around = invariant_hull(asked, Interval(min(three.witness), max(three.witness)))
        home = None if around is None or around.is_point else around
    return home


@work.bounded
def positive_entropy(f: PL | MapSubject, *, on: IntervalLike = None) -> Verdict:
    """Decide whether f has positive entropy on its domain, or on `on`, an interval that f maps into itself.

    Cost: tables of up to 4,000 rows. Source: docs/theorems.md, T3.2, T3.5 and [MS80].

    >>> type(positive_entropy(PL([(0, 0), ("1/2", 1), (1, 0)]))).__name__
    'Proved'
    """
    subject, interval = MapSubject.of(f), rational_interval(on)
    return _positive_entropy(subject, interval)


def _contracting_slopes(subject: MapSubject, on: Interval | None, asked: PL) -> Proved | None:
    """Return the proof that all slopes lie between -1 and 1, if they do (T5.1)."""
    if asked.lipschitz() >= 1 or asked.field is not None:
        return None
    slopes = decide(SlopeRange(subject, k=1, on=on))
    assert isinstance(slopes, Proved)
    return slopes


def _by_contraction(subject: MapSubject, on: Interval | None, asked: PL) -> Refuted | None:
    """Refute Li-Yorke chaos for a contraction, on any domain, citing nothing."""
    slopes = _contracting_slopes(subject, on, asked)
    if slopes is None:
        return None
    reason = "f is a contraction: all orbits converge to one fixed point"
    lemmas = (*slopes.lemmas, "T5.1")
    return Refuted(f"f is Li-Yorke chaotic on {asked.domain}", reason, None, slopes.certificate, lemmas)


def _positive_entropy(subject: MapSubject, on: Interval | None) -> Verdict:
    claim = EntropyBounds(subject, on=on)
    statement = f"f has positive entropy on {claim.where()}"
    reached: GrowthBounds | None = None
    for reached in bounds_of_all_kinds(claim.home):
        if reached.lower > 1:
            # any number between shows it; a simple one leaves the table its meaning
            low = reached.lower
            if subject.f.field is None:
                low = simplest_between(Fraction(1), rational(low))
            simple = GrowthBounds(low, reached.upper, reached.lower_evidence, reached.upper_evidence)
            proof = claim.proved_by(simple, above=False)
            return Proved(statement, low, None, proof.certificate, proof.lemmas, proof.cites)
        if reached.upper == 1:
            proof = claim.proved_by(reached, below=False)
            return Refuted(
                statement,
                f"f has entropy 0 on {claim.where()}: its growth is at most 1",
                None,
                proof.certificate,
                proof.lemmas,
                proof.cites,
            )
    assert reached is not None
    return Undecided(
        statement,
        f"tables of up to 4,000 rows show a growth of at most {float(reached.upper):.9f}... and nothing above 1; "
        "ask for an enclosure, entropy(f, width=...).",
    )


def _li_yorke(subject: MapSubject, on: Interval | None, positive: Verdict) -> Verdict:
    home = on or subject.f.domain
    statement = f"f is Li-Yorke chaotic on {home}"
    by_three = LiYorkeChaos(subject, interval=on, epsilon=0).by_period_three()
    if isinstance(by_three, Proved):
        return Proved(statement, None, by_three.witness, by_three.certificate, by_three.lemmas, by_three.cites)
    if isinstance(positive, Proved):
        by_entropy = decide(LiYorkeChaosByEntropy(subject, on=on))
        if isinstance(by_entropy, Proved):
            return Proved(statement, None, None, by_entropy.certificate, by_entropy.lemmas, by_entropy.cites)
    elif isinstance(positive, Refuted):
        period = 2
        while period <= _LONGEST_CYCLE:
            claim = NoLiYorkeChaos(subject, period=period, on=on)
            none = decide(claim)
            if isinstance(none, Proved):
                return Refuted(statement, none.statement, None, none.certificate, none.lemmas, none.cites)
            period *= 2
    return Undecided(
        statement,
        f"neither positive entropy nor the absence of a period 2^j <= {_LONGEST_CYCLE} was proved; with period 2^j for "
        "all j both answers are possible at zero entropy.",
    )


def _order(subject: MapSubject, on: Interval | None, asked: PL) -> Verdict:
    statement = f"every orbit of f in {asked.domain} converges to a fixed point"
    slopes = _contracting_slopes(subject, on, asked)
    if slopes is not None:
        shown = f"{statement}, there is only one: f is a contraction"
        return Proved(shown, asked.lipschitz(), None, slopes.certificate, (*slopes.lemmas, "T5.1"))
    two = find_orbit(subject, 2, on=on)
    if isinstance(two, Proved):
        reason = f"{two.statement}, and its orbit does not converge"
        return Refuted(statement, reason, two.witness, two.certificate, two.lemmas)
    if not asked.domain.is_bounded:
        one = find_orbit(subject, 1, on=on)
        if isinstance(one, Refuted):
            return Refuted(statement, "f has no fixed point", None, one.certificate, one.lemmas)
        away = decide(EscapingOrbit(subject, on=on))
        if isinstance(away, Proved):
            return Refuted(statement, away.statement, away.witness, away.certificate, away.lemmas)
    none = decide(NoLiYorkeChaos(subject, period=2, on=on))
    assert isinstance(none, Proved)
    shown = (
        statement
        if asked.domain.is_bounded
        else f"every bounded orbit of f in {asked.domain} converges to a fixed point"
    )
    return Proved(shown, None, None, none.certificate, none.lemmas, none.cites)
