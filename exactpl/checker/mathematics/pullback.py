"""Things counted left of the points of critical orbits, drawn back from f^(n-1) to f^n (theorem 1.9).

What is counted lies at points, or inside flat pieces: kinks of f^n, turns, points where f^n has a value.  Let mu_n be
the number of them in a set, M_n(x) that at the point x, and

    H_n(x) = 2 mu_n(points of J left of x) + M_n(x).

Inside a piece from c to c' of slope not 0, the map takes the things of f^n one-to-one to those of f^(n-1).  So for x
inside it

    H_n(x) = H_n(c) + M_n(c) - M_(n-1)(f(c)) - H_(n-1)(f(c)) + H_(n-1)(f(x))     where f rises,
    H_n(x) = H_n(c) + M_n(c) - M_(n-1)(f(c)) + H_(n-1)(f(c)) - H_(n-1)(f(x))     where it falls (theorem 1.1'', 3):

one addition for each point, as the rest is common to all points on the piece.  *Marked* are here the ends of J and the
breakpoints, from left to right.  Only points on the orbits of the marked ones are needed, up to time k - n.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..arithmetic import steps
from .orbits import Orbits
from .walks import Nodes, Strides, Walk

NODE_BITS = 2**11


@dataclass(frozen=True)
class Counted:
    """What is counted: H_0, and by the numbers of marked points M_n of them (n <= k) and of their images (n < k).

    `flats` gives, for flat pieces, mu_n of the inside; at each point there it is the opposite number.
    """

    before: Callable[[int], int]
    masses: Sequence[Sequence[int]]
    images: Sequence[Sequence[int]]
    flats: Mapping[int, Sequence[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """H_n of the marked points, and 2 mu_n(J)."""

    marked: list[int]
    doubled: int


class Plan:
    """The points whose H_n is needed for n < k, as nodes: a point with the sign of the slopes on the way to it.

    With H_n times that sign kept, there are nothing but additions.  Node 0 is none, and has 0.  A node's H_n is the sum
    of entry number `entries[node]` of a table (0; of the pieces, what is common to their points; H_n of the marked
    points; the same with the other sign) and of H_(n-1) of node `after[node]`.
    """

    def __init__(self, orbits: Orbits, k: int) -> None:
        self.orbits, self.k = orbits, k
        self.signs = [(a > 0) - (a < 0) for a, _, _ in orbits.f.pieces]
        self.marked = [orbits.ends[0], *orbits.cuts, orbits.ends[1]]
        # Before anything is kept for each n.
        steps.take(steps.pulling_back(k, len(self.marked), 0))
        self.mark_of = {x: i for i, x in enumerate(self.marked)}
        self.nodes = [(-1, 0)]
        self.after, self.entries = [0], [0]
        self._known: dict[tuple[int, int], int] = {}
        self.starts = [self._node(orbits.image(x), 1) for x in self.marked] if k else []
        up_to = [len(self.nodes)]
        while len(up_to) < k and len(self.after) < len(self.nodes):
            self._find_images()
            up_to.append(len(self.nodes))
        self._end()
        self.walked = Nodes(k, self.starts, self.entries, self.after, up_to)

    def node(self, x: int) -> tuple[int, int]:
        """Return the first node with a point, and its sign."""
        return min((self._known[x, sign], sign) for sign in (1, -1) if (x, sign) in self._known)

    def _node(self, x: int, sign: int) -> int:
        known = self._known.get((x, sign))
        if known is None:
            known = self._known[x, sign] = len(self.nodes)
            self.nodes.append((x, sign))
            steps.take(steps.STATE)
            self.orbits.keep(NODE_BITS)
        return known

    def _find_images(self) -> None:
        for x, sign in self.nodes[len(self.after) :]:
            piece = self._enter(x, sign)
            slope = 0 if piece < 0 else self.signs[piece]
            self.after.append(self._node(self.orbits.image(x), sign * slope) if slope else 0)

    def _end(self) -> None:
        """Enter the last nodes, of which only H_0 is needed."""
        for x, sign in self.nodes[len(self.after) :]:
            self._enter(x, sign)
            self.after.append(0)

    def _enter(self, x: int, sign: int) -> int:
        """Enter a node in the table; returns the piece inside which its point lies, or -1 if it is marked."""
        mark, pieces = self.mark_of.get(x), len(self.signs)
        piece = self.orbits.below[x] if mark is None else -1
        entry = 1 + piece if mark is None else 1 + pieces + mark
        self.entries.append(entry if sign > 0 else entry + pieces + len(self.marked))
        return piece


def pulled_back(plan: Plan, counted: Counted, walk: Walk | None = None) -> Iterator[Row]:
    """Yield the numbers for n = 0, ..., k; those of the nodes are in the walk."""
    marked = [counted.before(x) for x in plan.marked]
    masses = [column[0] for column in counted.masses]
    walk = walk or Strides(plan.walked)
    steps.take(steps.pulling_back(0, 0, walk.additions))
    walk.begin([0, *(sign * counted.before(x) for x, sign in plan.nodes[1:])])
    yield Row(marked, marked[-1] + masses[-1])
    for n in range(1, plan.k + 1):
        masses = [column[n] for column in counted.masses]
        at_images = walk.at_starts()
        image_masses = [column[n - 1] for column in counted.images]
        table = [0]
        marked = [masses[0]]
        for i, sign in enumerate(plan.signs):
            left = marked[i] + masses[i]
            if sign:
                before = image_masses[i] + sign * at_images[i]
                table.append(left - before)
                inside = sign * at_images[i + 1] - image_masses[i + 1] - before
            else:
                flat = counted.flats[i][n] if i in counted.flats else 0
                table.append(left + flat)
                inside = 2 * flat
            marked.append(left + inside + masses[i + 1])
        doubled = marked[-1] + masses[-1]
        if n < plan.k:
            table += marked
            table += [-entry for entry in table[1:]]
            additions = walk.step(n, table)
            steps.take(steps.adding(additions + 8 * len(marked), doubled.bit_length()))
        yield Row(marked, doubled)


def images_of_marked(plan: Plan) -> Iterator[tuple[list[int], int]]:
    """Yield, for the image y of each marked point, the points y, f(y), ... before the first marked one, and its number.

    The number is -1 if no marked point is met before time k, or if one inside a flat piece is met before.
    """
    orbits = plan.orbits
    for start in plan.marked:
        steps.take(steps.following_germs(plan.k))
        path: list[int] = []
        mark = -1
        x = start
        while len(path) < plan.k and mark < 0:
            x = orbits.image(x)
            mark = plan.mark_of.get(x, -1)
            if mark < 0:
                path.append(x)
                if orbits.below[x] in orbits.flats:
                    break
        yield path, mark


def image_masses(plan: Plan, masses: Sequence[bytearray], mass: Callable[[int], int] = lambda _: 0) -> list[bytearray]:
    """Return M_n of the images of the marked points, n < k, from M_n of the marked points and M_0 of all others.

    By M_n(x) = M_(n-1)(f(x)) for points x that are not marked and not inside a flat piece; there it is 0, n > 0.
    """
    found = []
    for path, mark in images_of_marked(plan):
        rest = plan.k - len(path)
        found.append(bytearray(map(mass, path)) + (masses[mark][:rest] if mark >= 0 else bytearray(rest)))
    return found
