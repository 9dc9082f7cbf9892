"""The graph of image intervals of a self-map (a Hofbauer tower), grown as needed.

A *state* is a nondegenerate interval, an end None infinite. Cut at the breakpoints inside and mapped part by part it
gives its successors. The states that the domain reaches in k steps are the images of the affine branches of f^k, at
most (2m + 2) k + 1 of them for m breakpoints (T1.1'), however many branches there are.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from exactpl import work
from exactpl.arithmetic.rationals import Real
from exactpl.maps.graph import Graph
from exactpl.maps.pl import PL

_STATE_BYTES = 1_000
_PART_BYTES = 100
_PART_STEPS = 2_000  # of `work`
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
        values = [
            None if lower is None else self.graph.value(lower),
            *self._values[first:stop],
            None if upper is None else self.graph.value(upper),
        ]
        work.charge(_PART_STEPS * (len(values) + 8))
        work.hold(_PART_BYTES * len(values))
        parts = []
        for i in range(len(values) - 1):
            piece = first + i
            slope = self.slopes[piece]
            sign = (slope > 0) - (slope < 0)
            if not sign:
                parts.append(Part(piece, 0, -1))
                continue
            image = (values[i], values[i + 1]) if sign > 0 else (values[i + 1], values[i])
            parts.append(Part(piece, sign, self.number(image)))
        return tuple(parts)

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
