"""The graph of image intervals of a self-map (a Hofbauer tower), grown as needed.

A *state* is a nondegenerate interval, an end None infinite. Cut at the breakpoints inside and mapped part by part it
gives its successors. The states that the domain reaches in k steps are the images of the affine branches of f^k, at
most (2m + 2) k + 1 of them for m breakpoints (T1.1'), however many branches there are.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import cast

from exactpl import work
from exactpl.arithmetic.rationals import Real
from exactpl.maps.graph import Graph
from exactpl.maps.pl import PL

_STATE_BYTES = 1_000
_PART_BYTES = 100
_PART_STEPS = 2_000  # of `work`
_SHARED_BYTES, _SHARED_STEPS = 8, 10
_PATH_STEPS = 300
State = tuple[Real | None, Real | None]


@dataclass(frozen=True, slots=True)
class Part:
    """A maximal part of a state without a breakpoint inside.

    `sign` is the sign of the slope there, `piece` the number of the piece of f; `successor` is the state that the part
    is mapped onto, -1 when the slope is 0.
    """

    piece: int
    sign: int
    successor: int


class Tower:
    """States with numbers, and the parts of each."""

    def __init__(self, f: PL) -> None:
        self.f = f
        self.graph: Graph = f._graph
        self.breakpoints = list(f.breakpoints)
        self.slopes = list(f.slopes)
        self.states: list[State] = []
        self._numbers: dict[State, int] = {}
        self._parts: dict[int, tuple[Part, ...]] = {}
        self._values = [self.graph.value(c) for c in self.breakpoints]
        self._whole: list[Part | None] = [None] * max(len(self._values) - 1, 0)
        domain = f.domain
        self.root = self.number((domain.lower, domain.upper))

    def number(self, state: State) -> int:
        """Return the number of a state; a state that was not met before gets a new one."""
        found = self._numbers.get(state)
        if found is None:
            work.hold(_STATE_BYTES + sum(work.size(end) for end in state if end is not None) // 4)
            found = self._numbers[state] = len(self.states)
            self.states.append(state)
        return found

    def parts(self, state: int) -> tuple[Part, ...]:
        """Return the parts of a state from left to right."""
        found = self._parts.get(state)
        if found is None:
            found = self._parts[state] = self._cut(self.states[state])
        return found

    def _cut(self, state: State) -> tuple[Part, ...]:
        lower, upper = state
        # the breakpoints strictly inside have the numbers first..stop-1, and the first part lies in piece number
        # `first`
        first = bisect_right(self.breakpoints, lower) if lower is not None else 0
        stop = bisect_left(self.breakpoints, upper) if upper is not None else len(self.breakpoints)
        work.charge(_PART_STEPS * 8 + _SHARED_STEPS * (stop - first))
        work.hold(_PART_BYTES + _SHARED_BYTES * (stop - first))
        left = None if lower is None else self.graph.value(lower)
        right = None if upper is None else self.graph.value(upper)
        if first == stop:
            return (self._part(first, left, right),)
        begin = self._part(first, left, self._values[first])
        return (begin, *self._whole_pieces(first, stop - 1), self._part(stop, self._values[stop - 1], right))

    def _whole_pieces(self, first: int, last: int) -> list[Part]:
        """Return the parts that are the pieces between the breakpoints number first..last; states share them."""
        if None in self._whole[first:last]:
            for i in range(first, last):
                if self._whole[i] is None:
                    work.charge(_PART_STEPS)
                    work.hold(_PART_BYTES)
                    self._whole[i] = self._part(i + 1, self._values[i], self._values[i + 1])
        return cast(list[Part], self._whole[first:last])

    def _part(self, piece: int, left: Real | None, right: Real | None) -> Part:
        """Return a part of a piece, given the values of f at its ends."""
        slope = self.slopes[piece]
        sign = (slope > 0) - (slope < 0)
        if not sign:
            return Part(piece, 0, -1)
        return Part(piece, sign, self.number((left, right) if sign > 0 else (right, left)))

    def levels(self, k: int) -> list[dict[int, int]]:
        """Return, for j = 0..k, the states of level j with the number of branches of f^j that have this image."""
        levels = [{self.root: 1}]
        for _ in range(k):
            following: dict[int, int] = {}
            for state, branches in levels[-1].items():
                work.charge(_PATH_STEPS * (len(self.parts(state)) + 1))
                for part in self.parts(state):
                    if part.sign:
                        following[part.successor] = following.get(part.successor, 0) + branches
            work.hold(_PART_BYTES * len(following))
            levels.append(following)
        return levels
