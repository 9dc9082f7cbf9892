"""What a grid shows of f^k: changes of slope and turning points that are certainly there. Never more than there are.

On a uniform grid the second difference at x_j vanishes unless f^k has a breakpoint between x_{j-1} and x_{j+1}. A
breakpoint makes at most two of them differ from 0, neighbours. So r neighbouring ones need at least ceil(r / 2)
breakpoints, and a sign change of the differences a turning point. The numbers come exactly, in int64 or as residues, or
in floats: then only what exceeds the error bound counts.
"""

from dataclasses import dataclass
from typing import Any, TypeAlias

from exactpl import progress, work
from exactpl.arithmetic.integers import require_integer
from exactpl.crosscheck.backends import Backend, as_backend
from exactpl.crosscheck.float_steps import Ball, FloatSteps
from exactpl.crosscheck.formats import FLOAT64, FloatFormat, as_format
from exactpl.crosscheck.grids import Grid
from exactpl.crosscheck.integer_steps import IntegerSteps, longest_in_int64
from exactpl.crosscheck.network_floats import NetworkFloats
from exactpl.crosscheck.quiet import quiet
from exactpl.crosscheck.residue_steps import ResidueSteps
from exactpl.dynamics.orbits.self_map import SelfMap
from exactpl.errors import BudgetError, DomainError, InputError, described, require_kind
from exactpl.maps.pl import PL, require_rational

MOST_STEPS = 10**12
METHODS = ("auto", "floats", "int64", "residues")


@dataclass(frozen=True, slots=True)
class GridCount:
    """What a grid shows of f^k.

    Attributes:
        method: "int64" and "residues" are exact, "float64" and "float32" have error bounds.
        slope_changes: f^k has at least this many breakpoints inside the grid.
        turns: the differences change sign at least this often, so f^k has more laps than this.
        float_turns: how often the differences of the floats change sign, bounds ignored: what a float tool counts.
            None for int64, which has no floats.
        uncertain: second differences that floats could not tell from 0; 0 for the exact methods.
        by_hand: points whose orbit was followed by Python's integers.
    """

    k: int
    points: int
    method: str
    slope_changes: int
    turns: int
    float_turns: int | None
    uncertain: int
    by_hand: int

    @property
    def pieces(self) -> int:
        """A lower bound for the number of pieces of f^k: each turn needs a breakpoint, too."""
        return max(self.slope_changes, self.turns) + 1

    @property
    def laps(self) -> int:
        """A lower bound for the number of laps of f^k."""
        return self.turns + 1


def require_method(method: object) -> None:
    """Raise InputError unless this is one of METHODS."""
    if method not in METHODS:
        raise InputError(f"a method, {', '.join(METHODS)}, is required, found {described(method)}.")


@work.bounded
def count_on_grid(
    f: PL,
    k: int,
    *,
    grid: Grid,
    backend: str | Backend = "numpy",
    method: str = "auto",
    format: str | FloatFormat = "float64",
) -> GridCount:
    """Return the changes of slope and of direction of f^k that a grid shows, exactly or for certain.

    `method` is int64, residues (both exact), floats, or auto: the first of these that fits. Nothing but counts leaves
    the device. Cost: k steps for each point; memory for one chunk of points.

    >>> tent = PL([(0, 0), ("1/2", 1), (1, 0)])
    >>> found = count_on_grid(tent, 3, grid=Grid.inside(tent.domain, 1025))
    >>> found.slope_changes, found.turns, found.method
    (7, 7, 'int64')
    """
    k = require_integer(k, "k", 0)
    require_method(method)
    f = SelfMap.of(f)
    require_rational(f)
    require_kind(grid, Grid, "a Grid")
    place, kind = as_backend(backend), as_format(format)
    if grid[0] not in f.domain or grid[len(grid) - 1] not in f.domain:
        raise DomainError(f"a grid inside the domain {f.domain} is required, found one from {grid[0]} on.")
    if grid.points * k > MOST_STEPS:
        raise BudgetError(
            f"{grid.points:,} points and {k:,} steps are more than {MOST_STEPS:,} together: hours of work. Take fewer "
            "points, or a smaller k."
        )
    if method == "auto":
        method = "int64" if longest_in_int64(f, grid, k) == k else "residues"
    chunks: _Chunks
    if method == "int64":
        chunks, name = _Integers(f, grid, k, place), "int64"
    elif method == "residues":
        chunks, name = _Residues(f, grid, k, place), "residues"
    else:
        chunks, name = _Floats(f, grid, k, place, kind), kind.name
    return _counted(chunks, name, k, grid, place.xp, place.chunk)


def count_along_line(floats: NetworkFloats, grid: Grid, backend: Backend, format: FloatFormat) -> GridCount:
    """Return the bends of a network's outputs that a grid on its line shows for certain; `turns` stays 0.

    Cost: one pass of the network for each point.
    """
    chunk = max(backend.chunk // floats.width, 256)
    return _counted(_NetworkFloats(floats, grid, backend, format), format.name, 1, grid, backend.xp, chunk)


def _counted(chunks: "_Chunks", name: str, k: int, grid: Grid, xp: Any, chunk: int) -> GridCount:
    slopes, turns, float_turns = _Runs(xp), _Turns(xp), _Turns(xp)
    uncertain = 0
    with quiet():
        for start in range(0, grid.points - 2, chunk):
            stop = min(start + chunk + 2, grid.points)
            found = chunks.look(start, stop)
            slopes.feed(found.bends)
            if found.signs is not None:
                turns.feed(found.signs)
            if found.float_signs is not None:
                float_turns.feed(found.float_signs)
            uncertain += found.uncertain
            progress.report("observing a grid", stop, grid.points)
    return GridCount(
        k,
        grid.points,
        name,
        slopes.total(),
        turns.total,
        float_turns.total if chunks.has_floats else None,
        uncertain,
        chunks.by_hand,
    )


@dataclass(frozen=True, slots=True)
class _Look:
    """One chunk: which second differences are certainly not 0, and certain signs of differences; the floats' own."""

    bends: Any
    signs: Any
    float_signs: Any
    uncertain: int


class _Integers:
    by_hand, has_floats = 0, False

    def __init__(self, f: PL, grid: Grid, k: int, backend: Backend) -> None:
        self._steps, self._xp = IntegerSteps(f, grid, k, backend), backend.xp

    def look(self, start: int, stop: int) -> _Look:
        n = self._steps.images(start, stop)
        first = n[1:] - n[:-1]
        return _Look(first[1:] != first[:-1], self._xp.sign(first), None, 0)


class _Floats:
    by_hand, has_floats = 0, True

    def __init__(self, f: PL, grid: Grid, k: int, backend: Backend, format: FloatFormat) -> None:
        self._steps, self._k, self._grid = FloatSteps(f, backend, format), k, grid
        self._differences = _Differences(backend, format)

    def look(self, start: int, stop: int) -> _Look:
        ball = self._steps.start(self._grid, start, stop)
        for _ in range(self._k):
            ball = self._steps.step(ball)
        first, spread = self._differences.first(ball)
        bends, unsure = self._differences.bends(ball, first)
        return _Look(bends, self._differences.signs(first, spread), self._differences.signs(first, 0.0), unsure)


class _Residues:
    has_floats = True

    def __init__(self, f: PL, grid: Grid, k: int, backend: Backend) -> None:
        self._steps, self._xp = ResidueSteps(f, grid, k, backend), backend.xp
        self._differences = _Differences(backend, FLOAT64)

    @property
    def by_hand(self) -> int:
        return self._steps.by_hand

    def look(self, start: int, stop: int) -> _Look:
        ball, residues = self._steps.images(start, stop)
        bends = None
        for r, p in zip(residues, self._steps.primes, strict=True):
            differs = (r[2:] - 2 * r[1:-1] + r[:-2]) % p != 0
            bends = differs if bends is None else bends | differs
        first, spread = self._differences.first(ball)
        # signs are certain signs of floats; where the bound hides one a turn may be missed, never invented
        return _Look(bends, self._differences.signs(first, spread), self._differences.signs(first, 0.0), 0)


class _NetworkFloats:
    by_hand, has_floats = 0, False

    def __init__(self, floats: NetworkFloats, grid: Grid, backend: Backend, format: FloatFormat) -> None:
        self._floats, self._grid, self._xp = floats, grid, backend.xp
        self._differences = _Differences(backend, format)

    def look(self, start: int, stop: int) -> _Look:
        ball = self._floats.images(self._grid, start, stop)
        first, _ = self._differences.first(ball)
        bends, unsure = self._differences.bends(ball, first)
        return _Look(self._xp.any(bends, axis=1), None, None, unsure)


_Chunks: TypeAlias = _Integers | _Floats | _Residues | _NetworkFloats


class _Differences:
    """Differences of balls. An infinite bound, or one that is not a number, makes nothing certain."""

    def __init__(self, backend: Backend, format: FloatFormat) -> None:
        self._xp, self._u, self._tiny = backend.xp, format.roundoff, format.tiny

    def first(self, ball: Ball) -> tuple[Any, Any]:
        """Return the differences of neighbours and how far they may be off."""
        y, e = ball.values, ball.bounds
        d = y[1:, ...] - y[:-1, ...]
        return d, self._widened(e[1:, ...] + e[:-1, ...] + self._xp.abs(d) * self._u)

    def bends(self, ball: Ball, first: Any) -> tuple[Any, int]:
        """Return which second differences are certainly not 0, and of how many this is uncertain."""
        xp, u, e = self._xp, self._u, ball.bounds
        second = first[1:, ...] - first[:-1, ...]
        # each computed difference is off by u of itself, and so is their difference
        off = (xp.abs(first[1:, ...]) + xp.abs(first[:-1, ...]) + xp.abs(second)) * u
        off = off + (e[2:, ...] + 2 * e[1:-1, ...] + e[:-2, ...])
        certain = xp.abs(second) > self._widened(off)
        return certain, int(xp.sum(xp.astype(~certain, xp.int64)))

    def signs(self, first: Any, spread: Any) -> Any:
        """Return 1 and -1 where a difference exceeds what it may be off, else 0."""
        xp = self._xp
        return xp.astype(first > spread, xp.int64) - xp.astype(first < -spread, xp.int64)

    def _widened(self, bound: Any) -> Any:
        return bound * (1 + 16 * self._u) + 16 * self._tiny


class _Runs:
    """Adds up ceil(r / 2) over the runs of r neighbouring places, chunk after chunk; a run may continue in the next."""

    def __init__(self, xp: Any) -> None:
        self._xp, self._closed, self._open = xp, 0, 0

    def feed(self, marks: Any) -> None:
        xp = self._xp
        places = xp.nonzero(marks)[0]
        count = places.shape[0]
        if count == 0 or int(places[0]) > 0:
            self._close()
        if count == 0:
            return
        starts = xp.nonzero(places[1:] - places[:-1] != 1)[0] + 1
        if starts.shape[0] == 0:
            self._open += count
        else:
            self._open += int(starts[0])
            self._close()
            lengths = starts[1:] - starts[:-1]
            self._closed += int(xp.sum((lengths + 1) // 2)) if lengths.shape[0] else 0
            self._open = count - int(starts[-1])
        if int(places[-1]) != marks.shape[0] - 1:
            self._close()

    def _close(self) -> None:
        self._closed += (self._open + 1) // 2
        self._open = 0

    def total(self) -> int:
        return self._closed + (self._open + 1) // 2


class _Turns:
    """Counts the changes in a sequence of signs, zeros left out, chunk after chunk."""

    def __init__(self, xp: Any) -> None:
        self._xp, self._last, self.total = xp, 0, 0

    def feed(self, signs: Any) -> None:
        xp = self._xp
        kept = signs[signs != 0]
        if kept.shape[0] == 0:
            return
        self.total += int(xp.sum(xp.astype(kept[1:] != kept[:-1], xp.int64))) + (int(kept[0]) == -self._last)
        self._last = int(kept[-1])
