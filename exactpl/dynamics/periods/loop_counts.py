"""How many loops of n steps there are from cells to themselves, each cell going to a run of cells (T2.6').

That is the trace of the n-th power of the transition matrix: from its characteristic polynomial, or, for many cells and
few n, by n steps with residues of one word.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from exactpl import progress, work
from exactpl.arithmetic import series
from exactpl.arithmetic.rational_series import RationalSequence, characteristic_polynomial, characteristic_steps
from exactpl.arithmetic.residues import coprime_moduli, joined
from exactpl.dynamics.orbits.markov_cells import Run

if TYPE_CHECKING:
    import numpy as np

_MODULI_BELOW = 1 << 50
_ENTRIES = 1 << 21  # of one array
_STEPS_AN_ENTRY = 6  # of `work`


class LoopCounts:
    """The numbers of loops of n steps from a cell to itself; cell i goes to any cell of runs[i] (first, last).

    Cost: a characteristic polynomial of that size, then about log2(n) products of polynomials for one n, one product
    of series for all n; or n steps for each pair of cells on several words, where that is less.

    >>> LoopCounts([(0, 1), (0, 0)]).upto(6)  # Lucas numbers
    [0, 1, 3, 4, 7, 11, 18]
    """

    def __init__(self, runs: Sequence[Run | None]) -> None:
        self._runs = runs

    def at(self, n: int) -> int:
        """Return the number of loops of n >= 1 steps."""
        return self._sequence.at(n) if self._is_worth_a_polynomial(n) else _by_steps(self._runs, n)[n]

    def upto(self, n: int) -> list[int]:
        """Return the numbers of loops of 1, ..., n steps, as items 1, ..., n of a list; item 0 is 0."""
        if not self._is_worth_a_polynomial(n):
            return _by_steps(self._runs, n)
        return series.quotient(*self._quotient, n + 1)

    def _is_worth_a_polynomial(self, n: int) -> bool:
        return characteristic_steps(len(self._runs)) <= _stepping_steps(self._runs, n)

    @cached_property
    def _sequence(self) -> RationalSequence:
        return RationalSequence.of(*self._quotient)

    @cached_property
    def _quotient(self) -> tuple[list[int], list[int]]:
        """-t E'(t) and E(t) = det(1 - t T), whose quotient is the sum of trace(T^n) t^n over n >= 1."""
        matrix = [[0] * len(self._runs) for _ in self._runs]
        for row, run in zip(matrix, self._runs, strict=True):
            if run:
                row[run[0] : run[1] + 1] = [1] * (run[1] + 1 - run[0])
        bottom = characteristic_polynomial(matrix)[::-1]
        return [-i * c for i, c in enumerate(bottom)], bottom


def bits_of_loops(runs: Sequence[Run | None], n: int) -> int:
    """Return a bound for the bits of the numbers of loops of up to n steps: each step has `most` ways at most."""
    most = max((run[1] + 1 - run[0] for run in runs if run), default=1)
    return n * most.bit_length() + len(runs).bit_length()


def _stepping_steps(runs: Sequence[Run | None], n: int) -> int:
    return _STEPS_AN_ENTRY * len(runs) ** 2 * n * (bits_of_loops(runs, n) // (_MODULI_BELOW.bit_length() - 1) + 1)


def _by_steps(runs: Sequence[Run | None], upto: int) -> list[int]:
    import numpy as np

    work.require(_stepping_steps(runs, upto), f"loops of {upto:,} steps of {len(runs):,} cells")
    count = len(runs)
    first = np.array([run[0] if run else 0 for run in runs], dtype=np.int64)
    after = np.array([run[1] + 1 if run else 0 for run in runs], dtype=np.int64)
    moduli = list(coprime_moduli(bits_of_loops(runs, upto) + 1, min(_MODULI_BELOW, (1 << 62) // max(count, 1))))
    residues = []
    width = max(_ENTRIES // max(count, 1), 1)
    for i, modulus in enumerate(moduli):
        progress.report("loops", i, len(moduli))
        total = np.zeros(upto + 1, dtype=np.int64)
        for start in range(0, count, width):
            total += _traces(first, after, range(start, min(start + width, count)), upto, modulus)
            total %= modulus
        residues.append([int(value) for value in total])
    return [joined(each, moduli) for each in zip(*residues, strict=True)]


def _traces(
    first: "np.ndarray[Any, Any]", after: "np.ndarray[Any, Any]", columns: range, upto: int, modulus: int
) -> "np.ndarray[Any, Any]":
    """Return, for n = 1..upto, the sum of the entries (i, i) of T^n for i in some columns, modulo a number."""
    import numpy as np

    count = len(first)
    ways = np.zeros((count, len(columns)), dtype=np.int64)  # from each cell to each of the columns
    diagonal = np.arange(columns.start, columns.stop), np.arange(len(columns))
    ways[diagonal] = 1
    sums = np.zeros((count + 1, len(columns)), dtype=np.int64)
    found = np.zeros(upto + 1, dtype=np.int64)
    for n in range(1, upto + 1):
        work.charge(_STEPS_AN_ENTRY * ways.size)
        np.cumsum(ways, axis=0, out=sums[1:])  # below count * modulus <= 2^62
        ways = (sums[after] - sums[first]) % modulus
        found[n] = ways[diagonal].sum() % modulus
    return found
