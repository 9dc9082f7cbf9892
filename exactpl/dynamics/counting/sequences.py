"""Counts about f^k as sequences in k, where the critical orbits are finite or end in sinks: quotients of polynomials.

The denominators, and bounds for the degrees of the numerators, follow from the Markov partition (T1.8, T1.11); the
numerators from as many terms, which the algorithms for single k compute. A few more terms than these are computed, and
compared.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TypeAlias

from exactpl import ways
from exactpl.arithmetic.rational_series import RationalSequence, characteristic_steps, multiplied
from exactpl.dynamics.orbits.markov_cells import MarkovCells
from exactpl.dynamics.orbits.markov_map import MarkovMap, Pattern, patterns_denominator
from exactpl.dynamics.orbits.parts import Parts
from exactpl.errors import NoClosedFormError
from exactpl.maps.pl import PL

MOST_TERMS = 5_000
_MORE_TERMS = 8
_FEWEST = 1_000  # the least k for which a sequence is worth its denominators
_FEW_VERTICES = 4

Terms: TypeAlias = Callable[[int], list[int]]
"""The counts for f^0, ..., f^n, for a number n."""


def piece_sequence(markov: MarkovMap, terms: Terms) -> RationalSequence:
    """Return the numbers of pieces of f^0, f^1, ... as a sequence; NoClosedFormError where it is too long."""
    return _from_hits(markov, markov.kink_patterns(), terms)


def lap_sequence(markov: MarkovMap, terms: Terms) -> RationalSequence:
    """Return the numbers of laps of f^0, f^1, ... as a sequence; NoClosedFormError where it is too long."""
    if 0 not in markov.f.slopes:
        return _from_hits(markov, markov.turn_patterns(), terms)
    pattern = markov.sign_pattern()
    denominator = multiplied([1, -1], markov.state_polynomial(), patterns_denominator([pattern]))
    degree = len(markov.tower.states) + pattern.tail + pattern.period + 1
    return RationalSequence.from_terms(terms(affordable_terms(degree)), denominator, degree)


def level_sequence(markov: MarkovMap, terms: Terms) -> RationalSequence:
    """Return the numbers of crossings, or of preimages, of a level that is a vertex, as a sequence.

    No slope of f is 0. NoClosedFormError where it is too long, or there are sinks.
    """
    if markov.sinks:
        raise NoClosedFormError("orbits end in sinks.")
    return _from_hits(markov, [*markov.level_patterns(), *markov.end_patterns()], terms)


def _from_hits(markov: MarkovMap, patterns: Sequence[Pattern], terms: Terms) -> RationalSequence:
    hits, size = markov.first_hits
    periods = patterns_denominator(patterns)
    degree = size + len(periods) + max((p.tail for p in patterns), default=0)
    return RationalSequence.from_terms(terms(affordable_terms(degree)), multiplied([1, -1], hits, periods), degree)


def affordable_terms(degree: int) -> int:
    """Return how many terms to compute for a numerator of this degree; NoClosedFormError for too many."""
    count = degree + _MORE_TERMS
    if count > MOST_TERMS:
        raise NoClosedFormError(
            f"the generating function may need {count:,} terms, more than {MOST_TERMS:,}: the critical orbits are "
            "finite and long. Ask for single k."
        )
    return count


def term(
    f: PL,
    k: int,
    sequence: Callable[[MarkovMap, Terms], RationalSequence],
    terms: Terms,
    *,
    most_bytes: int,
    extra: Sequence[Fraction] = (),
) -> int | None:
    """Return term number k of a sequence, where that takes less time and space than steps up to k; else None.

    `extra` points are vertices, too.
    """
    if k < _FEWEST or f.field is not None or not f.breakpoints:
        return None
    parts = Parts(f, extra)
    cells = MarkovCells.of(parts)
    if cells is None or not _is_quicker(len(cells.points), len(parts.vertices), k, most_bytes):
        return None
    try:
        found = sequence(MarkovMap(f, extra), terms)
        ways.taken(f"term {k:,} of a sequence with a recurrence of order {found.order}")
        return found.at(k)
    except NoClosedFormError:
        return None


def _is_quicker(points: int, m: int, k: int, most_bytes: int) -> bool:
    stepping = 4 * k * k if m <= _FEW_VERTICES else 8 * points * k * (300 + k // 10)
    making = 10 * characteristic_steps(2 * points) + 20_000_000  # both measured, in nanoseconds
    holds = points * k * (m + 1).bit_length()
    return making < stepping and holds <= most_bytes
