"""Deciding claims about growth: enclosed by tables and slopes, known exactly, and what follows from a bound."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from exactpl.arithmetic.integers import canonical_integer
from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import ExactReal, shortened_rational
from exactpl.arithmetic.simplest import simplest_between
from exactpl.claims.deciders.contradictions import ODD_PERIODS, affordable, contradicted, refuted_or, some_period
from exactpl.claims.deciders.counting import series_witness, sink_lemmas
from exactpl.claims.emit import certificate
from exactpl.claims.subjects import MapSubject
from exactpl.claims.types.base import Fields, JSONValue, as_json, ends
from exactpl.claims.types.growth import (
    AbsentPeriods,
    EntropyBounds,
    EntropyExact,
    GrowthClaim,
    LiYorkeChaosByEntropy,
)
from exactpl.dynamics.growth.bounds import GrowthBounds, exact_growth, growth_by_slopes, growth_by_tables, table_bounds
from exactpl.dynamics.growth.evidence import Evidence, Row, Slopes
from exactpl.dynamics.orbits.self_map import require_compact
from exactpl.maps.pl import PL
from exactpl.verdicts import Proved, Refuted, Undecided, Verdict

_ONE = Fraction(1)
_MOST_DOUBLINGS = 4  # for the search of a counterexample


def evidence_fields(evidence: Evidence | None, *, upper: bool) -> JSONValue:
    """Return evidence as it stands in a witness."""
    if evidence is None:
        return None
    if isinstance(evidence, Slopes):
        return {"slopes": evidence.n}
    return {"table": [_row_fields(row, upper) for row in evidence.rows]}


def _row_fields(row: Row, upper: bool) -> JSONValue:
    parts: list[JSONValue] = list(row.parts)
    fields: dict[str, JSONValue] = {
        "interval": [as_json(row.lower), as_json(row.upper)],
        "parts": parts,
        "weight": canonical_integer(row.weight),
    }
    if upper:
        fields["layer"] = row.layer
    return fields


def evidence_lemmas(f: PL, *given: Evidence | None) -> tuple[str, ...]:
    """Return the lemmas that the evidence rests on."""
    rational = f.field is None
    found: set[str] = set()
    for evidence in given:
        if isinstance(evidence, Slopes):
            found |= {"T1.2", "T1.6", "T3.5"} if rational else {"T3.5"}
        elif evidence is not None:
            found |= {"T3.2", "T3.2'"} if rational else {"T3.2"}
    return tuple(sorted(found))


def enclosure(f: PL, width: Fraction) -> GrowthBounds:
    """Enclose the growth: by the slopes where they agree, else by tables."""
    require_compact(f)
    by_slopes = growth_by_slopes(f)
    return by_slopes if by_slopes.width <= width else growth_by_tables(f, width)


def proved_bounds(claim: EntropyBounds, found: GrowthBounds, *, below: bool = True, above: bool = True) -> Proved:
    """Return the verdict on one or both bounds that were found, with its certificate."""
    low, high = found.lower if below else None, found.upper if above else None
    lower, upper = found.lower_evidence if below else None, found.upper_evidence if above else None
    witness: Fields = {
        "lower": evidence_fields(lower, upper=False),
        "upper": evidence_fields(upper, upper=True),
        **_window(claim),
    }
    nothing_comes_back = ("T5.9", "T5.9'") if upper is not None and claim.within is not None else ()
    return Proved(
        claim.statement(low, high),
        value=(low, high),
        certificate=certificate(claim, claim.fields(low, high), witness),
        lemmas=(*claim.lemmas, *nothing_comes_back, *evidence_lemmas(claim.f, lower, upper)),
        cites=claim.cites,
    )


def _window(claim: GrowthClaim) -> Fields:
    """Return what a witness says of the window, if there is one."""
    return {} if claim.within is None else {"within": ends(claim.within)}


def _entropy_bounds(claim: EntropyBounds) -> Verdict:
    f = claim.home
    low, high = claim.at_least, claim.at_most
    if low is None and high is None:
        found = enclosure(f, claim.width)
        if found.width > claim.width:
            return Undecided(claim.statement(None, None), _reached(found))
        return proved_bounds(claim, found)
    reached = None
    for reached in bounds_of_all_kinds(f):
        if (low is None or reached.lower >= low) and (high is None or reached.upper <= high):
            weaker = GrowthBounds(
                low or _ONE, high or _ONE, reached.lower_evidence if low != 1 else None, reached.upper_evidence
            )
            return proved_bounds(claim, weaker, below=low is not None, above=high is not None)
        if low is not None and reached.upper < low:
            return _refuted(claim, proved_bounds(claim, _between(reached, reached.upper, low), below=False))
        if high is not None and reached.lower > high:
            return _refuted(claim, proved_bounds(claim, _between(reached, high, reached.lower), above=False))
    assert reached is not None
    return Undecided(claim.statement(low, high), _reached(reached))


def bounds_of_all_kinds(f: PL, *, tables: bool = False) -> Iterator[GrowthBounds]:
    """Yield enclosures of the growth: that of the slopes (unless `tables`), then those of tables of rising depth."""
    require_compact(f)
    if not tables:
        yield growth_by_slopes(f)
    yield from table_bounds(f)


def _between(found: GrowthBounds, lower: Fraction, upper: Fraction) -> GrowthBounds:
    """Return both bounds weakened to one simple number between two, which refutes what lies beyond it."""
    simple = lower if isinstance(lower, ExactReal) or isinstance(upper, ExactReal) else simplest_between(lower, upper)
    return GrowthBounds(simple, simple, found.lower_evidence, found.upper_evidence)


def _refuted(claim: EntropyBounds, truth: Proved) -> Refuted:
    return Refuted(
        claim.statement(claim.at_least, claim.at_most),
        truth.statement,
        truth.value,
        truth.certificate,
        truth.lemmas,
        truth.cites,
    )


def _reached(found: GrowthBounds) -> str:
    return (
        f"the largest tables tried show {shortened_rational(found.lower)} <= s <= {shortened_rational(found.upper)}; "
        "ask for a larger width, or take growth_by_tables(f, width, most_rows=...) of exactpl.dynamics.growth.bounds."
    )


def _entropy_exact(claim: EntropyExact) -> Verdict:
    found = None if claim.f.field is not None else exact_growth(claim.home)
    if found is None:
        return Undecided(
            f"the growth of f on {claim.where()} is an algebraic number that is known",
            "the critical orbits are not found to be finite, or are long, or the map is one over Q(a); ask for bounds: "
            "entropy(f, width=...).",
        )
    witness: Fields = {
        "denominator": [canonical_integer(c) for c in found.series.denominator],
        "numerator": [canonical_integer(c) for c in found.series.numerator],
        **series_witness(found.form, found.series),
        **_window(claim),
    }
    return Proved(
        claim.statement(found.polynomial, found.lower, found.upper),
        value=found,
        certificate=certificate(claim, claim.fields(found.polynomial, found.lower, found.upper), witness),
        lemmas=(*claim.lemmas, *sink_lemmas(witness)),
        cites=claim.cites,
    )


def absence_witness(claim: AbsentPeriods, *, tables: bool = False) -> tuple[Fields, tuple[str, ...]] | str:
    """Return the witness that excludes the periods and its lemmas, or in words how far the search went.

    `tables` leaves out the evidence of slopes.
    """
    f = claim.home
    reached: GrowthBounds | None = None
    for reached in bounds_of_all_kinds(f, tables=tables):
        if claim.excludes(reached.upper):
            bound = _simple_bound(claim, reached.upper)
            shown: Fields = {
                "at_most": as_json(bound),
                "upper": evidence_fields(reached.upper_evidence, upper=True),
                **_window(claim),
            }
            return shown, evidence_lemmas(f, reached.upper_evidence)
        if not claim.excludes(reached.lower):
            break
    assert reached is not None
    if not claim.excludes(reached.lower):
        return (
            f"the growth is at least {shortened_rational(reached.lower)}, too much to exclude these periods by it "
            "(T3.3), which does not mean that they are there; ask for single periods: find_orbit(f, n)."
        )
    return _reached(reached)


def _simple_bound(claim: AbsentPeriods, bound: Fraction) -> Fraction:
    if bound == 1 or claim.f.field is not None:
        return bound
    simple = simplest_between(bound, bound + (bound - 1) / 64)
    return simple if claim.excludes(simple) else bound


def _absent_periods(claim: AbsentPeriods) -> Verdict:
    found = absent_by_growth(claim)
    if isinstance(found, Proved):
        return found
    # All 2^i * q that are excluded, q > 1 odd, force 2^j * q for large q, and those with i < j all of them (T5.5).
    times = min(claim.doublings, _MOST_DOUBLINGS)
    periods = [q << times for q in ODD_PERIODS if claim.upto is None or q <= claim.upto]
    return refuted_or(some_period(claim.subject, claim.restricted(), claim.statement(), periods), found)


def absent_by_growth(claim: AbsentPeriods) -> Proved | Undecided:
    """Prove it by a bound for the growth (T3.3), or leave it open."""
    found = absence_witness(claim)
    if isinstance(found, str):
        return Undecided(claim.statement(), found)
    witness, lemmas = found
    return Proved(
        claim.statement(),
        certificate=certificate(claim, claim.fields(), witness),
        lemmas=(*claim.lemmas, *lemmas),
        cites=claim.cites,
    )


def _li_yorke_chaos_by_entropy(claim: LiYorkeChaosByEntropy) -> Verdict:
    reached: GrowthBounds | None = None
    for reached in bounds_of_all_kinds(claim.home):
        if reached.lower > 1:
            bound = reached.lower if claim.f.field is not None else simplest_between(_ONE, reached.lower)
            witness: Fields = {
                "at_least": as_json(bound),
                "lower": evidence_fields(reached.lower_evidence, upper=False),
                **_window(claim),
            }
            return Proved(
                claim.statement(),
                value=bound,
                certificate=certificate(claim, claim.fields(), witness),
                lemmas=(*claim.lemmas, *evidence_lemmas(claim.f, reached.lower_evidence)),
                cites=claim.cites,
            )
        if reached.upper == 1:
            break
    assert reached is not None
    if reached.upper == 1:
        zero = EntropyBounds(claim.subject, at_most=1, on=claim.on)
        return contradicted(claim.statement(), proved_bounds(zero, reached, below=False))
    return Undecided(claim.statement(), _reached(reached))


@affordable
def growth_is_smaller(
    subject: MapSubject, on: Interval | None, statement: str, bound: Fraction, k: int
) -> Refuted | None:
    """Refute an entropy of at least log(bound) / k by a growth s with s^k < bound; or, for bound = 1, by s = 1."""
    claim = EntropyBounds(subject, on=on)
    for reached in bounds_of_all_kinds(claim.home):
        if (reached.upper == 1) if bound == 1 else (reached.upper**k < bound):
            return contradicted(statement, proved_bounds(claim, reached, below=False))
        if reached.lower > 1 and reached.lower**k >= bound:
            return None
    return None


DECIDERS: dict[type, Callable[[Any], Verdict]] = {
    EntropyBounds: _entropy_bounds,
    EntropyExact: _entropy_exact,
    AbsentPeriods: _absent_periods,
    LiYorkeChaosByEntropy: _li_yorke_chaos_by_entropy,
}
