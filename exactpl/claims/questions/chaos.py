"""`chaos`: four questions that are often taken for one, each with its own verdict and certificate."""

from dataclasses import dataclass

from exactpl import work
from exactpl.arithmetic.intervals import Interval, IntervalLike
from exactpl.arithmetic.records import Record
from exactpl.claims.deciding import decide
from exactpl.claims.kinds.base import place_text, rational_interval
from exactpl.claims.kinds.chaos import LiYorkeChaos, LiYorkeChaosByEntropy, NoLiYorkeChaos
from exactpl.claims.kinds.growth import EntropyBounds, above_one, bounds_of_all_kinds
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
    """What `chaos` returns, verdicts on: a period 3; positive entropy; Li-Yorke chaos; order.

    Order: every orbit converges to a fixed point. Each implies the next but the last: period 3, positive entropy,
    Li-Yorke chaos. None is the negation of another.
    """

    period_three: Verdict
    positive_entropy: Verdict
    li_yorke: Verdict
    order: Verdict


@work.bounded
def chaos(f: PL | MapSubject, *, on: IntervalLike = None) -> Chaos:
    """Decide whether f has period 3, positive entropy, Li-Yorke chaos, or order, on its domain or on `on`.

    Period 3 and order are always decided; the others where a table, a missing period 2^j or a 3-cycle decides them.

    On an unbounded domain:

    * Period 3 is asked on all of it.
    * Entropy and Li-Yorke chaos are asked on a compact interval J around the knots, or around a 3-cycle, that f maps
      into itself, if one is found, and else of the part where orbits are bounded (T5.8 to T5.10); statements name it.
    * Proved on J holds on the whole domain, too.
    * Refuted on J speaks of J alone: of orbits that never come to J it says nothing.
    * Order is proved of every bounded orbit. It is refuted by one that does not converge, or by one that goes to
      infinity, if that is found; then the statement speaks of every orbit.

    `period_three` is the verdict of `find_orbit`. The value of Proved is a lower bound > 1 of the growth for
    `positive_entropy`, the Lipschitz constant for the `order` of a contraction, and else None. The witness of Proved is
    the point a of T4.4 for `li_yorke`, where a 3-cycle shows it, and else None. The witness of Refuted is for `order`
    the `Orbit` of length 2, or the point whose orbit goes to infinity, and else None.

    Raises DomainError when f leaves the domain. Cost: that of `find_orbit(f, 64)` at most, and tables of up to 4,000
    rows. Source: docs/theorems.md, section 5.

    >>> found = chaos(PL([(0, "3/4"), ("1/2", 1), (1, 0)]))
    >>> [type(v).__name__ for v in (found.period_three, found.positive_entropy, found.li_yorke, found.order)]
    ['Refuted', 'Refuted', 'Refuted', 'Refuted']
    >>> found.li_yorke.reason
    'every orbit of f in [0, 1] converges to a cycle whose length divides 4; f is not Li-Yorke chaotic there'

    See also: `scrambled_pair` (two points of a chaotic map), `entropy`, `claims.LiYorkeChaos` (of all maps near f).
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

    The value of Proved is a lower bound > 1 of the growth; there are no witnesses.

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
    return Refuted(f"f is Li-Yorke chaotic on {place_text(asked.domain)}", reason, None, slopes.certificate, lemmas)


def _positive_entropy(subject: MapSubject, on: Interval | None) -> Verdict:
    claim = EntropyBounds(subject, on=on)
    statement = f"f has positive entropy on {claim.where()}"
    reached: GrowthBounds | None = None
    for reached in bounds_of_all_kinds(claim.home):
        if reached.lower > 1:
            low = above_one(subject.f, reached.lower)
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
    statement = f"f is Li-Yorke chaotic on {place_text(home)}"
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
    where = place_text(asked.domain)
    statement = f"every orbit of f in {where} converges to a fixed point"
    # bounded orbits of an unbounded domain: of the others nothing of the kind is claimed
    which = "orbit" if asked.domain.is_bounded else "bounded orbit"
    of_bounded = f"every {which} of f in {where} converges to a fixed point"
    slopes = _contracting_slopes(subject, on, asked)
    if slopes is not None:
        shown = f"{statement}, there is only one: f is a contraction"
        return Proved(shown, asked.lipschitz(), None, slopes.certificate, (*slopes.lemmas, "T5.1"))
    two = find_orbit(subject, 2, on=on)
    if isinstance(two, Proved):
        reason = f"{two.statement}, and its orbit does not converge"
        return Refuted(of_bounded, reason, two.witness, two.certificate, two.lemmas)
    if not asked.domain.is_bounded:
        one = find_orbit(subject, 1, on=on)
        if isinstance(one, Refuted):
            return Refuted(statement, "f has no fixed point", None, one.certificate, one.lemmas)
        away = decide(EscapingOrbit(subject, on=on))
        if isinstance(away, Proved):
            return Refuted(statement, away.statement, away.witness, away.certificate, away.lemmas)
    none = decide(NoLiYorkeChaos(subject, period=2, on=on))
    assert isinstance(none, Proved)
    return Proved(of_bounded, None, None, none.certificate, none.lemmas, none.cites)
