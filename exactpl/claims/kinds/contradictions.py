"""Refuting a claim by what contradicts it and is at hand.

A search takes at most half of what is left of the budget. None means that nothing was found, not that there is nothing.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from exactpl import work
from exactpl.errors import BudgetError
from exactpl.verdicts import Proved, Refuted, Undecided, Verdict

P = ParamSpec("P")
R = TypeVar("R")


def affordable(search: Callable[P, R | None]) -> Callable[P, R | None]:
    """Let a search end with None where it would take more than half of what is left of the budget."""

    @wraps(search)
    def found(*args: P.args, **kwargs: P.kwargs) -> R | None:
        try:
            with work.share():
                return search(*args, **kwargs)
        except BudgetError:
            return None

    return found


def contradicted(statement: str, truth: Verdict) -> Refuted:
    """Refute a statement by a verdict, not Undecided, whose certificate contradicts it."""
    assert not isinstance(truth, Undecided)
    said = truth.statement if isinstance(truth, Proved) else truth.reason
    witness = truth.value if isinstance(truth, Proved) and truth.witness is None else truth.witness
    return Refuted(statement, said, witness, truth.certificate, truth.lemmas, truth.cites)


def refuted_or(contradiction: Refuted | None, found: Verdict) -> Verdict:
    """Return the contradiction or, where there is none, what was found else."""
    return found if contradiction is None else contradiction
