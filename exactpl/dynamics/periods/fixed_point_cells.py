"""Fixed points of f^n, as the cells that hold them (T2.1, T2.3): counted without listing, and listed one by one.

The domain is cut into points and open intervals: the *vertices* (finite ends of the domain, and points whose orbit
meets a breakpoint before time n and before any flat piece), the open *branches*, where f^n is affine with slope != 0,
and the *flat cells*, where it is constant. Each vertex, flat cell and branch holds at most one fixed point, except a
branch on which f^n is the identity. A branch has its fixed point for one of three reasons:

* its closure lies strictly inside its image D: then it always has one; these are counted by paths in the tower from D
to D;
* it touches an end of its image, or is infinite: at most two for each D, and two infinite ones; these are looked at one
by one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from exactpl import progress, work
from exactpl.arithmetic.integers import counted, require_integer, shortened
from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import Real, shortened_rational
from exactpl.arithmetic.records import Record
from exactpl.dynamics.orbits.branches import Branch, branch_at
from exactpl.dynamics.orbits.tower import Tower
from exactpl.errors import BudgetError

MOST_STEPS = 10**11
_PATH_STEPS = 300  # of `work`


@dataclass(frozen=True, slots=True, repr=False)
class FixedPointNumbers(Record):
    """The numbers of isolated fixed points of f^n and of intervals of fixed points."""

    n: int
    isolated: int
    intervals: int


class FixedPointCells:
    """The fixed points of f^n, as the cells that hold them. `tower` may be shared between several n.

    Cost: O(m n) states D, each with a count of paths of length n, when they are asked for; `points_one_by_one` stops
    early.
    """

    def __init__(self, tower: Tower, n: int) -> None:
        steps = (len(tower.breakpoints) + 1) ** 2 * n**3
        if steps > MOST_STEPS:
            raise BudgetError(
                f"the fixed points of f^{shortened(n)}, with {counted(len(tower.breakpoints), 'breakpoint')}, take "
                f"about {shortened(steps)} steps, more than {MOST_STEPS:,}. Ask for a smaller period."
            )
        self.tower, self.n = tower, n
        self._graph = tower.graph

    @property
    def euler(self) -> int:
        """The combinatorial Euler number: points count +1, open intervals -1."""
        points = len(self.vertices) + len(self.flat_points) + len(self.branches_with_one_fixed_point)
        return points + sum(count for _, count in self.inner) - len(self.identities)

    def count(self) -> FixedPointNumbers:
        """Count isolated points and intervals (closures of neighbouring identity branches together)."""
        ends = [end for branch in self.identities for end in (branch.lower, branch.upper) if end is not None]
        inside = sum(v in ends for v in self.vertices)
        isolated = self.euler + len(self.identities) - inside
        shared = len(ends) - len(set(ends))
        return FixedPointNumbers(self.n, isolated, len(self.identities) - shared)

    @property
    def branches_with_one_fixed_point(self) -> list[Branch]:
        """The branches looked at one by one, with exactly one fixed point."""
        return self._branches[0]

    @property
    def identities(self) -> list[Branch]:
        """The branches on which f^n is the identity."""
        return self._branches[1]

    @property
    def inner(self) -> list[tuple[int, int]]:
        """(State D, number of branches strictly inside D with image D) where there are any."""
        return self._branches[2]

    def isolated_points(self) -> Iterator[Real]:
        """Yield every fixed point outside the open identity branches, each once, in no particular order."""
        yield from self.vertices
        yield from self.flat_points
        for branch in self.branches_with_one_fixed_point:
            point = branch.fixed_point()
            assert point is not None
            yield point
        for state, _ in self.inner:
            yield from self._inner_points(state)

    def points_one_by_one(self) -> Iterator[Real]:
        """Yield fixed points as they are found: each at least once, but of an identity branch one inner point only."""
        yield from self.vertices
        yield from self.flat_points
        for branch in self._outer_branches():
            point = branch.inner_point() if branch.is_identity else branch.fixed_point()
            if point is not None:
                yield point
        for state in self._bounded_images():
            for branch in self._edge_branches(state, {}):
                point = branch.inner_point() if branch.is_identity else branch.fixed_point()
                if point is not None:
                    yield point
            yield from self._inner_points(state)

    # -- the cells -----------------------------------------------------------------------------------------------------

    @cached_property
    def vertices(self) -> set[Real]:
        """The fixed ends of the domain, and the fixed points whose orbits meet a breakpoint before any flat piece."""
        graph = self._graph
        found = {end for end in self.tower.f.domain if end is not None and self._returns(end)}
        for c in self.tower.breakpoints:
            found |= set(self._recurrent(graph.value(c), wanted="vertex"))
        return found

    @cached_property
    def flat_points(self) -> set[Real]:
        """The fixed points whose orbits meet the inside of a flat piece first."""
        found: set[Real] = set()
        for piece, slope in enumerate(self.tower.slopes):
            if slope == 0:
                found |= set(self._recurrent(self._graph.anchor(piece)[1], wanted="flat"))
        return found

    def _returns(self, x: Real) -> bool:
        y = x
        for _ in range(self.n):
            y = self._graph.value(y)
        return y == x

    def _recurrent(self, start: Real, wanted: str) -> Iterator[Real]:
        """Yield the inner points y among start, ..., f^(n-1)(start) with f^n(y) = y and the first event wanted."""
        n, graph, domain = self.n, self._graph, self.tower.f.domain
        orbit, events = [start], []
        breakpoints = set(self.tower.breakpoints)
        for _ in range(2 * n):
            y = orbit[-1]
            if y in breakpoints:
                events.append("vertex")
            else:
                events.append("flat" if graph.slope(graph.piece_at(y, 1)) == 0 else "")
            orbit.append(graph.value(y))
        for i in range(n):
            y = orbit[i]
            if orbit[i + n] == y and y != domain.lower and y != domain.upper:
                if next((event for event in events[i : i + n] if event), "") == wanted:
                    yield y

    @cached_property
    def _branches(self) -> tuple[list[Branch], list[Branch], list[tuple[int, int]]]:
        explicit = {(branch.lower, branch.upper): branch for branch in self._outer_branches()}
        followed: dict[tuple[Real, int], Branch] = {}  # states share their ends
        inner = []
        for state in self._bounded_images():
            explicit |= {(branch.lower, branch.upper): branch for branch in self._edge_branches(state, followed)}
            count = self._strictly_inside(state)
            if count:
                inner.append((state, count))
        identities = [branch for branch in explicit.values() if branch.is_identity]
        lone = [b for b in explicit.values() if not b.is_identity and b.fixed_point() is not None]
        return lone, identities, inner

    def _outer_branches(self) -> Iterator[Branch]:
        """Yield the branches that reach to infinity and are not flat."""
        for end, side in zip(self.tower.f.domain, (1, -1), strict=True):
            if end is None:
                branch = branch_at(self._graph, None, side, self.n)
                if branch.slope:
                    yield branch

    def _bounded_images(self) -> Iterator[int]:
        """Yield the images of branches of f^n, those of infinite branches left out."""
        images = self.tower.levels(self.n)[-1]
        for done, state in enumerate(images):
            progress.report(f"fixed points of f^{self.n}", done, len(images))
            if None not in self.tower.states[state]:
                yield state

    def _edge_branches(self, state: int, followed: dict[tuple[Real, int], Branch]) -> Iterator[Branch]:
        """Yield the branches with this image D that contain the germ of an end of D; `followed` remembers germs."""
        lower, upper = self.tower.states[state]
        assert lower is not None
        assert upper is not None
        for x, side in ((lower, 1), (upper, -1)):
            branch = followed.get((x, side)) or branch_at(self._graph, x, side, self.n)
            followed[x, side] = branch
            if branch.slope and branch.image == (lower, upper):
                yield branch

    def _strictly_inside(self, target: int) -> int:
        """Return the number of branches of f^n whose closure is strictly inside the state D and whose image is D.

        Paths from D to D in the tower; the parts that touch an end of D are carried apart and not counted.
        """
        tower = self.tower
        inner: dict[int, int] = {}
        edges = [(target, True, True)]
        for _ in range(self.n):
            following: dict[int, int] = {}
            for state, branches in inner.items():
                work.charge(_PATH_STEPS * (len(tower.parts(state)) + 1))
                for part in tower.parts(state):
                    if part.sign:
                        following[part.successor] = following.get(part.successor, 0) + branches
            outer = []
            for state, at_lower, at_upper in edges:
                for successor, low, high, _ in _edge_steps(tower, state, at_lower, at_upper):
                    if low or high:
                        outer.append((successor, low, high))
                    else:
                        following[successor] = following.get(successor, 0) + 1
            inner, edges = following, outer
        return inner.get(target, 0)

    def _inner_points(self, target: int) -> Iterator[Real]:
        """Yield the fixed points of the branches that `_strictly_inside` counts, by walking the paths."""
        tower, n = self.tower, self.n
        leads = self._leads_to(target)
        affine = [self._affine(piece) for piece in range(len(tower.slopes))]
        stack: list[tuple[int, int, bool, bool, Real, Real]] = [(0, target, True, True, Fraction(1), Fraction(0))]
        while stack:
            depth, state, at_lower, at_upper, slope, intercept = stack.pop()
            work.charge_product(slope, intercept, overhead=5_000)
            if depth == n:
                if state == target and not at_lower and not at_upper:
                    yield intercept / (1 - slope)  # the branch lies strictly inside its image, so slope != 1
                continue
            for successor, low, high, piece in _edge_steps(tower, state, at_lower, at_upper):
                if successor in leads[n - depth - 1]:
                    s, t = affine[piece]
                    stack.append((depth + 1, successor, low, high, s * slope, s * intercept + t))

    def _affine(self, piece: int) -> tuple[Real, Real]:
        slope, (x, y) = self.tower.slopes[piece], self._graph.anchor(piece)
        return slope, y - slope * x

    def _leads_to(self, target: int) -> list[set[int]]:
        """Return, for t = 0..n, the states reached in n - t steps from D from which D is reached in t steps."""
        tower = self.tower
        reached = [{target}]
        for _ in range(self.n):
            work.charge(2 * _PATH_STEPS * (len(reached[-1]) + 1))
            work.hold(100 * len(reached[-1]))
            reached.append({p.successor for state in reached[-1] for p in tower.parts(state) if p.sign})
        leads = [{target} & reached[-1]]
        for t in range(1, self.n + 1):
            leads.append(
                {s for s in reached[self.n - t] if any(p.sign and p.successor in leads[-1] for p in tower.parts(s))}
            )
        return leads


def _edge_steps(tower: Tower, state: int, at_lower: bool, at_upper: bool) -> Iterator[tuple[int, bool, bool, int]]:
    """Yield (successor, touches lower, touches upper, piece) of the parts of a state that touches ends of D."""
    parts = tower.parts(state)
    for i, part in enumerate(parts):
        if part.sign:
            low, high = at_lower and i == 0, at_upper and i == len(parts) - 1
            if part.sign < 0:
                low, high = high, low
            yield part.successor, low, high, part.piece


def closed_union(branches: list[Branch]) -> list[Interval]:
    """Return the closures of disjoint branches, neighbours joined, increasing."""
    joined: list[Interval] = []
    for branch in sorted(branches, key=lambda b: (b.lower is not None, b.lower or 0)):
        interval = Interval(branch.lower, branch.upper)
        if joined and joined[-1].upper is not None and joined[-1].upper == interval.lower:
            joined[-1] = joined[-1].hull(interval)
        else:
            joined.append(interval)
    return joined


def require_affordable(count: int, most_points: int, what: str, instead: str) -> None:
    """Raise BudgetError when listing would give more than `most_points` points."""
    most = require_integer(most_points, "most_points", 1)
    if count > most:
        shown = shortened_rational(Fraction(count))
        raise BudgetError(f"there are {shown} {what}, more than the budget {most:,}. Raise most_points=, or {instead}.")
