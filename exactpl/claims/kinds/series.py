"""Claims about all iterates at once: generating functions of counts."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from exactpl.arithmetic.integers import canonical_integer
from exactpl.arithmetic.intervals import IntervalLike
from exactpl.arithmetic.rational_series import RationalSequence
from exactpl.claims.certificates import Fields
from exactpl.claims.kinds.base import Given, MapClaimOn, compared, ends, rational_interval
from exactpl.claims.kinds.contradictions import affordable, refuted_or
from exactpl.claims.kinds.counts import PIECES, refuted_by_count
from exactpl.claims.subjects import MapSubject
from exactpl.dynamics.closed_forms.closed_form import ClosedForm, closed_form
from exactpl.dynamics.counting.counts import piece_counts
from exactpl.errors import NoClosedFormError
from exactpl.verdicts import Proved, Refuted, Undecided, Verdict

_TERMS = 64  # that are compared with a series where no closed form is known


@dataclass(frozen=True, init=False, repr=False)
class PieceCountSeries(MapClaimOn):
    """f maps its domain (or `on`) into itself; for every k, f^k has a(k) pieces, a being a `RationalSequence`.

    The value of Proved is that sequence. The witness of Refuted is the true one, or the number of pieces of one
    f^k.
    """

    type = "piece_count_series"
    over_fields = True
    basis = (*PIECES, "T1.8", "T1.8'")
    basis_unbounded = ("T1.4",)
    value: RationalSequence | None

    def __init__(self, f: Given, *, value: RationalSequence | None = None, on: IntervalLike = None) -> None:
        self._set(subject=MapSubject.of(f), value=value, on=rational_interval(on))

    def fields(self, value: RationalSequence) -> Fields:
        """Return the claim object for a sequence."""
        return {
            "denominator": [canonical_integer(c) for c in value.denominator],
            "numerator": [canonical_integer(c) for c in value.numerator],
            "on": ends(self.on),
            "type": self.type,
        }

    def statement(self, value: RationalSequence) -> str:
        """Return the claim in words."""
        return (
            f"for every k >= 0, f^k has exactly a_k maximal affine pieces on {self.where()}, "
            f"the sum of a_k t^k being {value.generating_function()}"
        )

    def _decide(self) -> Verdict:
        try:
            form = closed_form(self.self_map)
        except NoClosedFormError as error:
            contradiction = None if self.value is None else self._another_term()
            statement = f"the numbers of pieces of f^k on {self.where()} have a closed form"
            return refuted_or(contradiction, Undecided(statement, str(error)))
        witness = series_witness(form, form.pieces)
        lemmas = (*self.lemmas, *sink_lemmas(witness))
        return compared(self, self.value, form.pieces, None if self.f.field is not None else witness, lemmas)

    @affordable
    def _another_term(self) -> Refuted | None:
        """Refute a series by the first of its terms that is no number of pieces."""
        assert self.value is not None
        for k, count in enumerate(piece_counts(self.self_map, upto=_TERMS)):
            if self.value.at(k) != count:
                return refuted_by_count(self, self.statement(self.value), k, count)
        return None


@dataclass(frozen=True, init=False, repr=False)
class _WithoutRule(MapClaimOn):
    """A claim about all iterates for which the checker has no rule so far: proved without a certificate."""

    over_fields = True
    thing: ClassVar[str]

    def __init__(self, f: Given, *, on: IntervalLike = None) -> None:
        self._set(subject=MapSubject.of(f), on=rational_interval(on))

    def _decide(self) -> Verdict:
        try:
            form = closed_form(self.self_map)
            found = self.series_of(form)
        except NoClosedFormError as error:
            return Undecided(f"the numbers of {self.thing} of f^k on {self.where()} have a closed form", str(error))
        return Proved(self.statement(form), value=found, witness=form, lemmas=self.lemmas)

    @abstractmethod
    def series_of(self, form: ClosedForm) -> RationalSequence:
        """Return the numbers asked for."""

    @abstractmethod
    def statement(self, form: ClosedForm) -> str:
        """Return the claim in words."""


class LapCountSeries(_WithoutRule):
    """f maps its domain (or `on`) into itself; for every k, f^k has a(k) laps. Without a certificate.

    The value of Proved is the `RationalSequence`, its witness the `ClosedForm`. It is never Refuted.
    """

    thing = "laps"
    basis = ("T1.8",)

    def series_of(self, form: ClosedForm) -> RationalSequence:
        """Return the numbers of laps."""
        return form.laps

    def statement(self, form: ClosedForm) -> str:
        """Return the claim in words."""
        return (
            f"for every k >= 0, f^k has exactly a_k laps on {self.where()}, the sum of a_k t^k being "
            f"{form.laps.generating_function()}"
        )


class FixedPointCountSeries(_WithoutRule):
    """f maps its domain (or `on`) into itself; for every k >= 1, f^k has a(k) isolated fixed points.

    The value of Proved is the `RationalSequence`, its witness the `ClosedForm`, which has the numbers of intervals of
    fixed points, too. It is never Refuted, and is without a certificate.
    """

    thing = "fixed points"
    basis = ("T2.6",)

    def series_of(self, form: ClosedForm) -> RationalSequence:
        """Return the numbers of isolated fixed points."""
        return form.fixed_points

    def statement(self, form: ClosedForm) -> str:
        """Return the claim in words."""
        return (
            f"for every k >= 1, f^k has exactly a_k isolated fixed points on {self.where()}, the sum of a_k t^k being "
            f"{form.fixed_points.generating_function()}, and exactly b_k intervals of fixed points, the sum of b_k t^k "
            f"being {form.fixed_intervals.generating_function()}"
        )


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
