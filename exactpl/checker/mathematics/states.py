"""The graph of image intervals ("states") of f^0, f^1, ... on J (theorem 1.2).

A state is cut at the breakpoints inside it; each part that is not flat is mapped one-to-one onto another
state.  By lemma 1.1' there are at most (2B + 2) k + 1 states up to level k, all of whose ends lie on the
orbits of the breakpoints and of the ends of J.  Points and states are therefore numbered once, each image is
computed once, and all further work is on the numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..arithmetic import steps
from ..errors import Decline, Rule
from .plmap import PLMap, Point

# In the memory: 256 bytes for each point besides its digits, 384 for each state.
POINT_BITS, STATE_BITS, MOST_BITS = 2**11, 3 * 2**10, 2**32
FLAT = 0  # the number that stands for the image of a flat part; its own image is itself


@dataclass
class StateGraph:
    """States and points by number, found when asked for.

    For a state s that has been expanded: `first[s]` and `last[s]` are the pieces of f at its two ends,
    `left[s]` and `right[s]` the states onto which f maps the parts there (the same where s is not cut).  The
    parts between are whole pieces of f, number i being mapped onto `whole[i]`.
    """

    f: PLMap
    points: list[Point] = field(default_factory=list)
    below: list[int] = field(default_factory=list)  # the piece left of a point
    above: list[int] = field(default_factory=list)  # the piece right of a point
    ends: list[tuple[int, int]] = field(default_factory=lambda: [(-1, -1)])
    first: list[int] = field(default_factory=lambda: [0])
    last: list[int] = field(default_factory=lambda: [0])
    left: list[int] = field(default_factory=lambda: [FLAT])
    right: list[int] = field(default_factory=lambda: [FLAT])
    cuts: list[int] = field(init=False)
    whole: list[int] = field(init=False)
    root: int = field(init=False)
    piece_bits: int = field(init=False)  # of the longest number of a piece
    expanded: int = field(default=1, init=False)
    _bits: int = field(default=0, init=False)  # in the memory
    _images: list[int] = field(default_factory=list, init=False)
    _point_numbers: dict[int, int] = field(default_factory=dict, init=False)
    _state_numbers: dict[tuple[int, int], int] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self.piece_bits = max(n.bit_length() for piece in self.f.pieces for n in piece)
        self.cuts = [self.number(c) for c in self.f.cuts]
        self.root = self._state(self.number(self.f.lo), self.number(self.f.hi))
        self.whole = []

    def number(self, x: Point) -> int:
        """Return the number of a point."""
        # Of an integer a file could choose the hash, of a text it cannot; to keep the text would double the memory.
        place = hash(f"{x[0]:x}/{x[1]:x}")
        while (known := self._point_numbers.get(place)) is not None:
            if self.points[known] == x:
                return known
            place += 1
        new = self._point_numbers[place] = len(self.points)
        length = x[0].bit_length() + x[1].bit_length()
        steps.take(steps.point(length, self.piece_bits, len(self.f.cuts)))
        self._keep(length + POINT_BITS)
        self.points.append(x)
        self.below.append(self.f.cuts_below(x))
        self.above.append(self.f.cuts_up_to(x))
        self._images.append(-1)
        return new

    def image(self, x: int) -> int:
        """Return the number of f of a point."""
        known = self._images[x]
        if known < 0:
            known = self._images[x] = self.number(self.f.along(self.below[x], self.points[x]))
        return known

    def expand_all(self) -> int:
        """Find the successors of all states there are; returns how many states there are then."""
        for s in range(self.expanded, len(self.ends)):
            self._expand(s)
        self.expanded = max(self.expanded, len(self.left))
        return len(self.ends)

    def middle(self, s: int) -> range:
        """Return the pieces of f that lie wholly between the first and the last part of an expanded state."""
        return range(self.first[s] + 1, self.last[s])

    def through(self, s: int, piece: int) -> int:
        """Return the state onto which f maps the part of an expanded state on a given piece of f."""
        if piece == self.first[s]:
            return self.left[s]
        return self.right[s] if piece == self.last[s] else self.whole[piece]

    def _expand(self, s: int) -> None:
        u, v = self.ends[s]
        first, last = self.above[u], self.below[v]
        self.first.append(first)
        self.last.append(last)
        if first == last:
            only = self._image_state(first, u, v)
            self.left.append(only)
            self.right.append(only)
            return
        self.left.append(self._image_state(first, u, self.cuts[first]))
        self.right.append(self._image_state(last, self.cuts[last - 1], v))
        if s == self.root:
            # All breakpoints are inside J, so the whole pieces are parts of the root.
            self.whole = [FLAT]
            self.whole += [self._image_state(i, self.cuts[i - 1], self.cuts[i]) for i in range(first + 1, last)]

    def _image_state(self, piece: int, u: int, v: int) -> int:
        slope = self.f.pieces[piece][0]
        if slope == 0:
            return FLAT
        return self._state(self.image(u), self.image(v)) if slope > 0 else self._state(self.image(v), self.image(u))

    def _state(self, u: int, v: int) -> int:
        known = self._state_numbers.get((u, v))
        if known is None:
            known = self._state_numbers[u, v] = len(self.ends)
            self.ends.append((u, v))
            steps.take(steps.STATE)
            self._keep(STATE_BITS)
        return known

    def _keep(self, bits: int) -> None:
        self._bits += bits
        if self._bits > MOST_BITS:
            raise Decline(Rule.LIMITS, f"at most {MOST_BITS} bits of points and states", "more")
