"""What a result file says: counts of answers, rates with their intervals, distributions of numbers."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import islice
from pathlib import Path

from exactpl.arithmetic.integers import require_integer
from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import Exact, exact
from exactpl.errors import InputError, described
from exactpl.survey.intervals import clopper_pearson, require_confidence
from exactpl.survey.questions import NO, UNDECIDED, YES, Question
from exactpl.survey.results import Survey, read


@dataclass(frozen=True)
class Rate:
    """How often the answer was yes, no, or undecided.

    `interval` holds the true rate with the confidence asked for: undecided draws count as no for its lower end and as
    yes for its upper end.
    """

    question: Question
    yes: int
    no: int
    undecided: int
    confidence: Exact

    @property
    def draws(self) -> int:
        """How many draws there are."""
        return self.yes + self.no + self.undecided

    @cached_property
    def interval(self) -> Interval:
        """The interval of Clopper and Pearson, rounded outwards."""
        low = clopper_pearson(self.yes, self.draws, confidence=self.confidence)
        high = clopper_pearson(self.yes + self.undecided, self.draws, confidence=self.confidence)
        return Interval(low.lower, high.upper)


@dataclass(frozen=True)
class Distribution:
    """The numbers that were the answers: `counts` has how often each one occurred, beside `undecided` draws."""

    question: Question
    counts: dict[int, int]
    undecided: int

    @property
    def draws(self) -> int:
        """How many draws there are."""
        return self.counted + self.undecided

    @property
    def counted(self) -> int:
        """How many draws have a number."""
        return sum(self.counts.values())

    @property
    def mean(self) -> Fraction:
        """The exact mean of the numbers; InputError where there are none."""
        return Fraction(sum(value * count for value, count in self.counts.items()), self._some())

    def quantile(self, part: Exact) -> int:
        """Return the smallest number x such that at least this part of the numbers is <= x, 0 < part <= 1."""
        share = exact(part)
        if not 0 < share <= 1:
            raise InputError(f"part must lie in (0, 1], found {described(part)}.")
        wanted, seen = share * self._some(), 0
        for value in sorted(self.counts):
            seen += self.counts[value]
            if seen >= wanted:
                return value
        raise AssertionError("all numbers were seen")

    def _some(self) -> int:
        if not self.counts:
            raise InputError(f"at least one number is required, {self.question} has none in {self.draws:,} draws.")
        return self.counted


@dataclass(frozen=True)
class Summary:
    """The survey that a file is about, how many draws it has, and for each question a Rate or a Distribution."""

    survey: Survey
    draws: int
    found: dict[str, "Rate | Distribution"]

    def __getitem__(self, question: str) -> "Rate | Distribution":
        return self.found[question]


def summary(path: str | Path, *, confidence: Exact = "95/100", draws: int | None = None) -> Summary:
    """Return what a result file says of its first `draws` draws, or of all; a last line that was cut off is left out.

    Cost: one pass over the file.
    """
    require_confidence(confidence)
    most = None if draws is None else require_integer(draws, "draws", 0)
    survey, results = read(path)
    counters: dict[str, Counter[str | int]] = {str(question): Counter() for question in survey.questions}
    seen = 0
    for result in islice(results, most):
        seen += 1
        for name, answer in result.answers.items():
            counters[name][answer] += 1
    found: dict[str, Rate | Distribution] = {}
    for question in survey.questions:
        counter = counters[str(question)]
        numbers = {answer: count for answer, count in counter.items() if isinstance(answer, int)}
        if question.is_number:
            found[str(question)] = Distribution(question, dict(sorted(numbers.items())), counter[UNDECIDED])
        else:
            found[str(question)] = Rate(question, counter[YES], counter[NO], counter[UNDECIDED], confidence)
    return Summary(survey, seen, found)
