"""First hits left of the points of critical orbits, for all vertices at once, modulo numbers of one word.

Let H_j(g, c) be the number of points left of a germ g whose orbit first meets a vertex at time j, at c, before any flat
piece. With q the part that g lies in, u_p and v_p the germs at the two ends of part p, and s_p its sign,

    H_j(g) = S_q - s_q H_(j-1)(f(u_q)) + s_q H_(j-1)(f(g)),
    S_q = the sum over the parts p < q of s_p (H_(j-1)(f(v_p)) - H_(j-1)(f(u_p))),

and H_0(g, c) = [c < q] (T1.5). So one array holds H_j at all points of the critical orbits, and c is an axis of it.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from exactpl import progress, work
from exactpl.arithmetic.residues import coprime_moduli, joined
from exactpl.dynamics.orbits.critical_orbits import CriticalOrbits, GermOrbit

if TYPE_CHECKING:
    import numpy as np

_MODULI_BELOW = 1 << 52
_UNREDUCED = 1 << 62  # what sums of residues stay below
_ENTRIES = 1 << 21  # of one array
_STEPS_AN_ENTRY = 5  # of `work`


def left_sums(orbits: CriticalOrbits, weights: Sequence[Sequence[int]], length: int, bits: int) -> list[int]:
    """Return, for n = 0..length, the sum over c and l <= n of weights[c][l] * H_(n-l)(g, c).

    g is the germ that f^l takes (c, right) to, or (c, left) where f^l is flat on the right. Weights are -2..2, 0 for l
    = 0 and where f^l is flat on both sides; sums have at most so many bits. Cost: m^2 length^2 / 2 additions of words
    for every 51 bits.
    """
    table = _Table(orbits, weights, length)
    moduli = list(coprime_moduli(bits + 1, _MODULI_BELOW))
    residues = []
    for i, modulus in enumerate(moduli):
        progress.report("fixed points", i, len(moduli))
        residues.append(table.sums(modulus))
    return [joined(each, moduli) for each in zip(*residues, strict=True)]


class _Table:
    """Parts and signs along the germs of the critical orbits, as arrays; rows are germs that see different parts."""

    def __init__(self, orbits: CriticalOrbits, weights: Sequence[Sequence[int]], length: int) -> None:
        import numpy as np

        self.length, m = length, len(orbits.vertices)
        self._rows: dict[tuple[int, ...], int] = {}
        right = [self._row(orbits.germ(c, 1)) for c in range(m)]
        left = [self._row(orbits.germ(c, -1)) for c in range(m)]
        self._lower_ends = np.array([self._row(orbits.lower_end), *right])  # of part 0, 1, ...
        self._upper_ends = np.array([*left, self._row(orbits.upper_end)])
        self._part_signs = np.array(orbits.signs, dtype=np.int64)[:, None]
        # time first: parts[t - 1, row] for t = 1..length
        self._parts = np.array(list(self._rows), dtype=np.int64).T.copy()
        self._signs = np.array(orbits.signs, dtype=np.int64)[self._parts]
        self._targets = [c for c in range(m) if any(weights[c])]
        self._weights = np.array([weights[c][1 : length + 1] for c in self._targets], dtype=np.int64)
        is_right = [[bool(orbits.germ(c, 1).sign_at(n)) for n in range(1, length + 1)] for c in self._targets]
        both = np.array([[left[c], right[c]] for c in self._targets], dtype=np.int64).reshape(-1, 2)
        self._seen = np.where(np.array(is_right, dtype=bool).reshape(-1, length), both[:, 1:], both[:, :1])

    def _row(self, germ: GermOrbit) -> int:
        """Return the row of a germ: what matters is the parts that it sees from time 1 on, till it is flat."""
        parts = germ.parts[1 : self.length + 1]
        parts += germ.parts[-1:] * (self.length - len(parts))
        return self._rows.setdefault(tuple(parts), len(self._rows))

    def sums(self, modulus: int) -> list[int]:
        """Return the sums modulo a number."""
        import numpy as np

        total = np.zeros(self.length + 1, dtype=np.int64)
        width = max(_ENTRIES // self._parts.size, 1)
        for first in range(0, len(self._targets), width):
            self._add(total, slice(first, first + width), modulus)
            total %= modulus
        return [int(value) for value in total]

    def _add(self, total: "np.ndarray[Any, Any]", block: slice, modulus: int) -> None:
        """Add what a block of the vertices c contributes."""
        import numpy as np

        targets = np.array(self._targets[block])
        hits = (targets < self._parts[:, :, None]).astype(np.int64)  # [t - 1, row, c]
        bound = 1
        columns = np.arange(len(targets))
        for j in range(self.length):
            times = self.length - j
            work.charge(_STEPS_AN_ENTRY * times * hits.shape[1] * len(targets))
            seen = hits[np.arange(times), self._seen[block, :times], columns[:, None]]
            total[j + 1 :] += (seen % modulus * self._weights[block, :times]).sum(axis=0)
            if times == 1:
                return
            before = hits[0] % modulus
            lower = self._part_signs * before[self._lower_ends]
            within = self._part_signs * before[self._upper_ends] - lower
            offset = (np.cumsum(within, axis=0) - within) % modulus - lower
            hits = self._signs[: times - 1, :, None] * hits[1:times]
            hits += offset[self._parts[: times - 1]]
            bound += 2 * modulus
            if bound + 2 * modulus > _UNREDUCED:
                hits %= modulus
                bound = modulus
