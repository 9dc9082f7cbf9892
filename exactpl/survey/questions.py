"""What a survey asks about each draw. Every answer but that of `notebook` is exact.

Main definitions: `Question`, `parse_question`, `QUESTIONS`. A question is written as in a result file: period:3.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from exactpl import work
from exactpl.claims import LapCount, NoLiYorkeChaos, PieceCount, SlopeRange
from exactpl.claims.deciding import decide
from exactpl.claims.questions.chaos import positive_entropy
from exactpl.claims.questions.orbits import find_orbit
from exactpl.dynamics.counting.counts import lap_count, piece_count
from exactpl.dynamics.growth.bounds import growth_by_slopes, table_bounds
from exactpl.dynamics.orbits.bounded_part import bounded_part
from exactpl.dynamics.periods.periodic_point_counts import has_least_period
from exactpl.errors import BudgetError, InputError, described
from exactpl.maps.pl import PL
from exactpl.networks.along_lines import segments
from exactpl.networks.network import Network
from exactpl.survey.families import MapOrNetwork
from exactpl.survey.published_test import counts_more_crossings, require_for_notebook
from exactpl.verdicts import Proved, Refuted, Verdict

YES, NO, UNDECIDED = "yes", "no", "undecided"
Answer: TypeAlias = str | int
"""yes, no, undecided, or a number."""

_MOST_ROWS = 1_000  # rows of tables of growth for one draw


class Specimen:
    """A drawn map or network, with what several questions need of it computed once."""

    def __init__(self, drawn: MapOrNetwork) -> None:
        self.drawn = drawn

    @cached_property
    def f(self) -> PL:
        """The map, or the function of the network on the line."""
        return segments(self.drawn).function if isinstance(self.drawn, Network) else self.drawn

    @cached_property
    def bounded(self) -> PL | None:
        """The part of it where orbits stay (T5.6)."""
        return bounded_part(self.f)


@dataclass(frozen=True, slots=True)
class QuestionKind:
    """A kind of question: whether it takes a number, its answer, and a verdict that has a certificate for "yes".

    `parameter` is the name and the least value of the number, or None. `evidence` is None where no certificate is made.
    """

    summary: str
    parameter: tuple[str, int] | None
    answer: Callable[[Specimen, int], Answer]
    evidence: Callable[[Specimen, int], Verdict] | None = None
    observed: bool = False
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question, such as period:3."""

    kind: str
    number: int | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.kind, str) or self.kind not in QUESTIONS:
            raise InputError(f"a kind of question, {', '.join(QUESTIONS)}, is required, found {described(self.kind)}.")

    def answer(self, specimen: Specimen) -> Answer:
        """Return yes, no, undecided, or a number."""
        try:
            with work.budget():  # its own: an answer does not depend on those before it
                return QUESTIONS[self.kind].answer(specimen, self.number or 0)
        except BudgetError:
            return UNDECIDED

    def evidence(self, specimen: Specimen) -> Proved | Refuted | None:
        """Return a verdict with a certificate that shows a positive answer, or None where none can be made."""
        make = QUESTIONS[self.kind].evidence
        try:
            with work.budget():
                verdict = None if make is None else make(specimen, self.number or 0)
        except BudgetError:
            return None
        return verdict if isinstance(verdict, Proved | Refuted) and verdict.certificate is not None else None

    @property
    def is_number(self) -> bool:
        """Whether the answer is a number, where it is known."""
        return QUESTIONS[self.kind].counts

    def accepts(self, answer: object) -> bool:
        """Whether this is an answer to the question."""
        if answer == UNDECIDED:
            return True
        return isinstance(answer, int) if self.is_number else answer in (YES, NO)

    @property
    def is_observed(self) -> bool:
        """Whether the answer is an observation in floats."""
        return QUESTIONS[self.kind].observed

    def __str__(self) -> str:
        return self.kind if self.number is None else f"{self.kind}:{self.number}"


def parse_question(text: str) -> Question:
    """Return the question that a text means.

    >>> parse_question("period:3")
    Question(kind='period', number=3)
    """
    name, colon, rest = text.partition(":") if isinstance(text, str) else ("", "", "")
    if name not in QUESTIONS:
        known = ", ".join(
            key if kind.parameter is None else f"{key}:{kind.parameter[0]}" for key, kind in QUESTIONS.items()
        )
        raise InputError(f"a question ({known}) is required, found {described(text)}.")
    parameter = QUESTIONS[name].parameter
    if parameter is None:
        if colon:
            raise InputError(f"the question {name} takes no number, found {described(text)}.")
        return Question(name)
    letter, least = parameter
    if not (rest.isascii() and rest.isdecimal() and 0 < len(rest) < 8) or int(rest) < least:
        raise InputError(
            f"the question {name}:{letter} needs a whole number {letter} >= {least}, found {described(text)}."
        )
    return Question(name, int(rest))


def _said(value: bool) -> str:
    return YES if value else NO


def _entropy(specimen: Specimen, _: int) -> Answer:
    """Enclose the growth of the bounded part (T5.6) until it is above 1, or at most 1 (T3.2, T3.5).

    Where no bounded part is known, period 3 shows positive entropy, and no period 2 entropy 0 (T5.7).
    """
    g = specimen.bounded
    if g is None:
        if not has_least_period(specimen.f, 2):
            return NO
        return YES if has_least_period(specimen.f, 3) else UNDECIDED
    by_slopes = growth_by_slopes(g)
    if by_slopes.lower > 1 or by_slopes.upper <= 1:
        return _said(by_slopes.lower > 1)
    for bounds in table_bounds(g, most_rows=_MOST_ROWS):
        if bounds.lower > 1 or bounds.upper <= 1:
            return _said(bounds.lower > 1)
    return UNDECIDED


def _entropy_evidence(specimen: Specimen, _: int) -> Verdict:
    return find_orbit(specimen.f, 3) if specimen.bounded is None else positive_entropy(specimen.bounded)


def _order_evidence(specimen: Specimen, _: int) -> Verdict:
    return find_orbit(specimen.f, 2) if specimen.bounded is None else decide(NoLiYorkeChaos(specimen.bounded, period=2))


def _regions(specimen: Specimen, _: int) -> Answer:
    require_drawn_network(specimen.drawn)
    assert isinstance(specimen.drawn, Network)
    return len(segments(specimen.drawn).regions)


def _notebook(specimen: Specimen, n: int) -> Answer:
    require_for_notebook(specimen.drawn)
    assert isinstance(specimen.drawn, Network)
    return _said(counts_more_crossings(specimen.drawn, n))


def require_drawn_network(drawn: MapOrNetwork) -> None:
    """Raise InputError unless a network was drawn."""
    if not isinstance(drawn, Network):
        raise InputError("regions are those of a network; this family draws maps.")


QUESTIONS: dict[str, QuestionKind] = {
    "period": QuestionKind(
        "is there a point of least period N?",
        ("N", 1),
        lambda specimen, n: _said(has_least_period(specimen.f, n)),
        lambda specimen, n: find_orbit(specimen.f, n),
    ),
    "entropy": QuestionKind("positive entropy, where orbits are bounded?", None, _entropy, _entropy_evidence),
    "order": QuestionKind(
        "no point of least period 2, so that bounded orbits converge (T5.7)?",
        None,
        lambda specimen, _: _said(not has_least_period(specimen.f, 2)),
        _order_evidence,
    ),
    "contraction": QuestionKind(
        "all slopes in (-1, 1)?",
        None,
        lambda specimen, _: _said(specimen.f.lipschitz() < 1),
        lambda specimen, _: decide(SlopeRange(specimen.f, k=1)),
    ),
    "pieces": QuestionKind(
        "the number of pieces of f^K",
        ("K", 0),
        lambda specimen, k: piece_count(specimen.f, k),
        lambda specimen, k: decide(PieceCount(specimen.f, k=k)),
        counts=True,
    ),
    "laps": QuestionKind(
        "the number of laps of f^K",
        ("K", 0),
        lambda specimen, k: lap_count(specimen.f, k),
        lambda specimen, k: decide(LapCount(specimen.f, k=k)),
        counts=True,
    ),
    "regions": QuestionKind("the number of activation regions on the line", None, _regions, counts=True),
    "notebook": QuestionKind(
        "does the published float test see more crossings for f^N? (4: as written, 3: as meant)",
        ("N", 2),
        _notebook,
        observed=True,
    ),
}
"""The kinds of questions by name."""
