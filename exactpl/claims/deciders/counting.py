"""Deciding claims about counts, images and slopes of iterates: computed, and compared with the value claimed."""

from collections.abc import Callable
from typing import Any

from exactpl.arithmetic.rational_series import RationalSequence
from exactpl.arithmetic.rationals import LARGEST_BITS, shortened_rational
from exactpl.claims.deciders.contradictions import affordable, refuted_or
from exactpl.claims.deciders.listing import LISTED, orbits_witness
from exactpl.claims.emit import NO_RULE, certificate
from exactpl.claims.types import (
    CrossingCount,
    FixedPointCount,
    Image,
    LapCount,
    PieceCount,
    PieceCountBounds,
    PieceCountSeries,
    PreimageCount,
    SlopeRange,
    Value,
)
from exactpl.claims.types.base import Fields, ends
from exactpl.dynamics.closed_forms.closed_form import ClosedForm, closed_form
from exactpl.dynamics.counting.counts import crossing_count, lap_count, piece_count, piece_counts, preimage_count
from exactpl.dynamics.counting.ranges import iterate_image, iterate_value, slope_range
from exactpl.dynamics.periods.fixed_points import fixed_point_count
from exactpl.errors import BudgetError, InputError, NoClosedFormError
from exactpl.verdicts import Proved, Refuted, Undecided, Verdict

_COUNTED_TO = 1000
_TERMS = 64  # that are compared with a series where no closed form is known
_STEPS = (512, 256, 128, 64, 32, 16, 8, 4, 2, 1)


def _with_value(claim: Any, expected: Any, found: Any, witness: Fields | None = None) -> Verdict:
    without = claim.f.field is not None and not (witness or {}).keys() & {"orbits"}
    proof = None if without else certificate(claim, claim.fields(found), witness)
    lemmas = (*claim.lemmas, *sink_lemmas(witness)) if without or claim.f.field is None else LISTED
    true = f"{claim.statement(found)} ({NO_RULE})" if without else claim.statement(found)
    if expected is None or expected == found:
        return Proved(true, value=found, certificate=proof, lemmas=lemmas)
    return Refuted(claim.statement(expected), true, witness=found, certificate=proof, lemmas=lemmas)


def value(claim: Value) -> Verdict:
    """Decide what f^k(x) is."""
    y = claim.x
    if y not in claim.f.domain:
        raise InputError(f"x must lie in the domain {claim.f.domain}, found {shortened_rational(y)}.")
    return _with_value(claim, claim.y, iterate_value(claim.f, y, claim.k))


def _image(claim: Image) -> Verdict:
    return _with_value(claim, claim.interval, iterate_image(claim.restricted(), claim.k))


def _slope_range(claim: SlopeRange) -> Verdict:
    return _with_value(claim, claim.value, slope_range(claim.restricted(), claim.k))


def _piece_count(claim: PieceCount) -> Verdict:
    return _with_value(claim, claim.value, piece_count(claim.restricted(), claim.k))


def _lap_count(claim: LapCount) -> Verdict:
    return _with_value(claim, claim.value, lap_count(claim.restricted(), claim.k))


def _crossing_count(claim: CrossingCount) -> Verdict:
    return _with_value(claim, claim.value, crossing_count(claim.restricted(), claim.k, level=claim.level))


def _preimage_count(claim: PreimageCount) -> Verdict:
    return _with_value(claim, claim.value, preimage_count(claim.restricted(), claim.k, level=claim.level))


def _fixed_point_count(claim: FixedPointCount) -> Verdict:
    f = claim.restricted()
    witness = None if f.field is None else orbits_witness(f, claim.n)
    return _with_value(claim, claim.value, fixed_point_count(f, claim.n), witness)


def _piece_count_bounds(claim: PieceCountBounds) -> Verdict:
    low, high = claim.at_least, claim.at_most
    if claim.k > _COUNTED_TO and low is None:
        return _upper_bound(claim)
    count = piece_count(claim.restricted(), claim.k)
    if (low is not None and count < low) or (high is not None and count > high):
        return _counted(claim, claim.statement(low, high), claim.k, count)
    if low is None and high is None:
        high = count
    proof = certificate(claim, claim.fields(low, high), {"step": claim.k})
    return Proved(claim.statement(low, high), value=(low, high), certificate=proof, lemmas=claim.lemmas)


def _upper_bound(claim: PieceCountBounds) -> Verdict:
    """Bound the pieces of f^k by powers of those of a smaller iterate (T1.7)."""
    counts = piece_counts(claim.restricted(), upto=_STEPS[0])
    for step in _STEPS:
        if claim.at_most is None:
            _require_room_for(claim, counts[step], step)
        bound = counts[step] ** (claim.k // step) * counts[claim.k % step]
        if claim.at_most is None or bound <= claim.at_most:
            high = bound if claim.at_most is None else claim.at_most
            proof = certificate(claim, claim.fields(None, high), {"step": step})
            lemmas = (*claim.lemmas, "T1.7")
            return Proved(claim.statement(None, high), value=(None, high), certificate=proof, lemmas=lemmas)
    reached = (
        f"powers of the numbers of pieces of f^j, j <= {_STEPS[0]}, are larger than this bound; count the pieces of "
        f"f^{claim.k} themselves: PieceCount(f, k={claim.k})."
    )
    return refuted_or(_more_pieces(claim), Undecided(claim.statement(None, claim.at_most), reached))


@affordable
def _more_pieces(claim: PieceCountBounds) -> Refuted | None:
    """Refute an upper bound by the number of pieces."""
    count = piece_count(claim.restricted(), claim.k)
    assert claim.at_most is not None
    return _counted(claim, claim.statement(None, claim.at_most), claim.k, count) if count > claim.at_most else None


def _counted(claim: PieceCountBounds | PieceCountSeries, statement: str, k: int, count: int) -> Refuted:
    """Refute a statement by the number of pieces of f^k."""
    truth = PieceCount(claim.subject, k=k, on=claim.on)
    return Refuted(statement, truth.statement(count), count, certificate(truth, truth.fields(count)), truth.lemmas)


def _require_room_for(claim: PieceCountBounds, count: int, step: int) -> None:
    """Raise BudgetError before a power is computed that no certificate can hold."""
    bits = (count.bit_length() - 1) * (claim.k // step)
    if bits >= LARGEST_BITS:
        raise BudgetError(
            f"this bound for the pieces of f^{claim.k} has at least {bits // 4:,} hexadecimal digits, more than the "
            f"{LARGEST_BITS // 4:,} that a certificate can hold. Ask for a smaller k."
        )


def _piece_count_series(claim: PieceCountSeries) -> Verdict:
    try:
        form = closed_form(claim.restricted())
    except NoClosedFormError as error:
        contradiction = None if claim.value is None else _another_term(claim)
        statement = f"the numbers of pieces of f^k on {claim.where()} have a closed form"
        return refuted_or(contradiction, Undecided(statement, str(error)))
    return _with_value(claim, claim.value, form.pieces, series_witness(form, form.pieces))


@affordable
def _another_term(claim: PieceCountSeries) -> Refuted | None:
    """Refute a series by the first of its terms that is no number of pieces."""
    assert claim.value is not None
    for k, count in enumerate(piece_counts(claim.restricted(), upto=_TERMS)):
        if claim.value.at(k) != count:
            return _counted(claim, claim.statement(claim.value), k, count)
    return None


def series_witness(form: ClosedForm, found: RationalSequence) -> Fields:
    """Return the terms, and the sinks if there are any."""
    witness: Fields = {"terms": terms_needed(form, found)}
    if form.markov.sinks:
        witness["sinks"] = [ends(sink) for sink in form.markov.sinks]
    return witness


def sink_lemmas(witness: Fields | None) -> tuple[str, ...]:
    """Return what sinks in a witness rest on."""
    return ("T1.11",) if "sinks" in (witness or {}) else ()


def terms_needed(form: ClosedForm, found: RationalSequence) -> int:
    """Return how many terms prove that two rational series agree (T1.8), and enough for the checker's search."""
    numerator, denominator = form.markov.series_degrees()
    needed = max(numerator + found.order, len(found.numerator) - 1 + denominator) + 1
    return max(needed, len(form.partition) + 2, len(form.markov.tower.states) + 1)


DECIDERS: dict[type, Callable[[Any], Verdict]] = {
    Value: value,
    Image: _image,
    SlopeRange: _slope_range,
    PieceCount: _piece_count,
    LapCount: _lap_count,
    CrossingCount: _crossing_count,
    PreimageCount: _preimage_count,
    FixedPointCount: _fixed_point_count,
    PieceCountBounds: _piece_count_bounds,
    PieceCountSeries: _piece_count_series,
}
