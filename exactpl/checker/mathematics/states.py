"""The graph of image intervals ("states") of f^0, f^1, ... on J (theorem 1.2).

A state is cut at the breakpoints inside it; each part that is not flat is mapped one-to-one onto another
state.  By lemma 1.1' there are at most (2B + 2) k + 1 states up to level k, all of whose ends lie on the
orbits of the breakpoints and of the ends of J.  Points and states are therefore numbered once, each image is
computed once, and all further work is on the numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..arithmetic import steps
from .orbits import Orbits

STATE_BITS = 3 * 2**10  # in the memory
FLAT = 0  # the number that stands for the image of a flat part; its own image is itself


@dataclass
class StateGraph:
    """States by number, found when asked for; their ends are points of orbits.

    For a state s that has been expanded: `first[s]` and `last[s]` are the pieces of f at its two ends,
    `left[s]` and `right[s]` the states onto which f maps the parts there (the same where s is not cut).  The
    parts between are whole pieces of f, number i being mapped onto `whole[i]`.
    """

    orbits: Orbits
    ends: list[tuple[int, int]] = field(default_factory=lambda: [(-1, -1)])
    first: list[int] = field(default_factory=lambda: [0])
    last: list[int] = field(default_factory=lambda: [0])
    left: list[int] = field(default_factory=lambda: [FLAT])
    right: list[int] = field(default_factory=lambda: [FLAT])
    whole: list[int] = field(init=False)
    root: int = field(init=False)
    expanded: int = field(default=1, init=False)
    _state_numbers: dict[tuple[int, int], int] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self.f = self.orbits.f
        self.root = self._state(*self.orbits.ends)
        self.whole = []

    def expand_all(self) -> int:
        """Find the successors of all states there are; returns how many states there are then."""
        for s in range(self.expanded, len(self.ends)):
            self._expand(s)
        self.expanded = max(self.expanded, len(self.left))
        return len(self.ends)

    def through(self, s: int, piece: int) -> int:
        """Return the state onto which f maps the part of an expanded state on a given piece of f."""
        if piece == self.first[s]:
            return self.left[s]
        return self.right[s] if piece == self.last[s] else self.whole[piece]

    def _expand(self, s: int) -> None:
        u, v = self.ends[s]
        first, last = self.orbits.above[u], self.orbits.below[v]
        self.first.append(first)
        self.last.append(last)
        if first == last:
            only = self._image_state(first, u, v)
            self.left.append(only)
            self.right.append(only)
            return
        self.left.append(self._image_state(first, u, self.orbits.cuts[first]))
        self.right.append(self._image_state(last, self.orbits.cuts[last - 1], v))
        if s == self.root:
            # All breakpoints are inside J, so the whole pieces are parts of the root.
            self.whole = [FLAT]
            self.whole += [
                self._image_state(i, self.orbits.cuts[i - 1], self.orbits.cuts[i]) for i in range(first + 1, last)
            ]

    def _image_state(self, piece: int, u: int, v: int) -> int:
        slope = self.f.pieces[piece][0]
        if slope == 0:
            return FLAT
        low, high = (u, v) if slope > 0 else (v, u)
        return self._state(self.orbits.image(low), self.orbits.image(high))

    def _state(self, u: int, v: int) -> int:
        known = self._state_numbers.get((u, v))
        if known is None:
            known = self._state_numbers[u, v] = len(self.ends)
            self.ends.append((u, v))
            steps.take(steps.STATE)
            self.orbits.keep(STATE_BITS)
        return known
