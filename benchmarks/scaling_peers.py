"""What people use instead, asked the same questions at the same sizes as `scaling`, with whether the answer is right.

Each peer is written as a user would write it: NumPy on a grid of a million points or float64 throughout, z3, regioncam,
Fractions in a loop. A peer whose module is not installed is left out, and the table says so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from importlib import import_module
from itertools import pairwise
from typing import Any

import exactpl as xp
from benchmarks import floats, textbook_network
from benchmarks.networks import regioncam_of

_GRID = 1_000_000
_Z3_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool or habit: `question` gives for a size the call, and how to tell whether its answer is right."""

    name: str
    module: str
    question: "Callable[[int], tuple[Callable[[], object], Callable[[Any], bool]]]"


Maps = Callable[[int], xp.PL]
Layers = list[tuple[list[list[Fraction]], list[Fraction]]]


def composed_floats(f: Maps, g: Maps) -> Peer:
    """Compose f after g in lists of floats."""

    def question(size: int) -> tuple[Callable[[], object], Callable[[Any], bool]]:
        inner, outer = ([(float(x), float(y)) for x, y in h(size).knots] for h in (g, f))
        xs, ys = [x for x, _ in outer], [y for _, y in outer]
        return lambda: floats.after(xs, ys, inner), lambda found: len(found[0]) == len((f(size) @ g(size)).knots)

    return Peer("lists of floats", "math", question)


def interpolated(f: xp.PL, points: Callable[[int], list[Fraction]]) -> Peer:
    """Evaluate by numpy.interp."""

    def question(size: int) -> tuple[Callable[[], object], Callable[[Any], bool]]:
        np = import_module("numpy")
        xs, ys = (np.array([float(n) for n in column]) for column in zip(*f.knots, strict=True))
        at = np.array([float(x) for x in points(size)])
        exact = f.values(points(size))
        return lambda: np.interp(at, xs, ys), lambda found: [float(y) for y in exact] == list(found)

    return Peer("numpy.interp, float64", "numpy", question)


def kinks_on_a_grid(f: Maps, k: int) -> Peer:
    """Count the pieces of f^k: where the slope, a product of slopes along the float orbit, changes on a grid."""

    def question(size: int) -> tuple[Callable[[], object], Callable[[Any], bool]]:
        np, m = import_module("numpy"), f(size)
        inner = np.array([float(x) for x in m.breakpoints])
        slopes = np.array([float(s) for s in m.slopes])
        knots = [np.array([float(n) for n in column]) for column in zip(*m.knots, strict=True)]

        def call() -> int:
            x, steep = np.linspace(knots[0][0], knots[0][-1], _GRID), np.ones(_GRID)
            for _ in range(k):
                steep *= slopes[np.searchsorted(inner, x)]
                x = np.interp(x, *knots)
            return 1 + int(np.count_nonzero(~np.isclose(steep[1:], steep[:-1], rtol=1e-9, atol=0)))

        return call, lambda found: found == xp.piece_count(m, k)

    return Peer("NumPy on a grid of 10^6 points", "numpy", question)


def returns_on_a_grid(f: Maps, n: int) -> Peer:
    """Count the fixed points of f^n: sign changes of f^n(x) - x on a grid."""

    def question(size: int) -> tuple[Callable[[], object], Callable[[Any], bool]]:
        np, m = import_module("numpy"), f(size)
        knots = [np.array([float(x) for x in column]) for column in zip(*m.knots, strict=True)]

        def call() -> int:
            start = x = np.linspace(knots[0][0], knots[0][-1], _GRID)
            for _ in range(n):
                x = np.interp(x, *knots)
            signs = np.sign(x - start)
            return int(np.count_nonzero(signs[1:] != signs[:-1]))

        return call, lambda found: found == xp.fixed_point_count(m, n).isolated

    return Peer("NumPy on a grid of 10^6 points", "numpy", question)


def period_three_by_z3(f: Maps) -> Peer:
    """Ask z3 (QF_LRA) for an x with f^3(x) = x and f(x) != x, at most a minute."""

    def question(size: int) -> tuple[Callable[[], object], Callable[[Any], bool]]:
        z3, m = import_module("z3"), f(size)

        def number(x: Any) -> Any:
            return z3.RealVal(f"{x.numerator}/{x.denominator}")

        def call() -> str:
            solver = z3.SolverFor("QF_LRA")
            solver.set("timeout", _Z3_SECONDS * 1000)
            xs = [z3.Real(f"x{i}") for i in range(4)]
            for x, y in pairwise(xs):
                on_pieces = []
                for (a, u), (b, v) in pairwise(m.knots):
                    slope = (v - u) / (b - a)
                    on_pieces.append(
                        z3.And(number(a) <= x, x <= number(b), y == number(slope) * x + number(u - slope * a))
                    )
                solver.add(z3.Or(on_pieces))
            solver.add(xs[0] == xs[3], xs[0] != xs[1])
            return str(solver.check())

        found_by_us = isinstance(xp.find_orbit(m, 3), xp.Proved)
        return call, lambda found: found == ("sat" if found_by_us else "unsat")

    return Peer("z3, QF_LRA", "z3", question)


def network_in_floats(layers: Layers, net: Any, points: Callable[[int], list[Fraction]]) -> Peer:
    """Take a batch through a ReLU network in float64."""

    def question(size: int) -> tuple[Callable[[], object], Callable[[Any], bool]]:
        np = import_module("numpy")
        arrays = [(np.array([[float(w) for w in row] for row in w]).T, np.array(b, dtype=float)) for w, b in layers]
        at = np.array([[float(x)] for x in points(size)])
        exact = [float(y) for y in net.values(points(size))]

        def call() -> Any:
            values = at
            for number, (weight, bias) in enumerate(arrays, 1):
                values = values @ weight + bias
                if number < len(arrays):
                    values = np.maximum(values, 0)
            return values[:, 0]

        return call, lambda found: list(found) == exact

    return Peer("NumPy, float64", "numpy", question)


def segments_by_regioncam(layers: Callable[[int], Layers], exact: Callable[[int], int]) -> Peer:
    """Count the regions of a ReLU network on [-10, 10] in float32."""

    def question(size: int) -> tuple[Callable[[], object], Callable[[Any], bool]]:
        call = regioncam_of(layers(size), (-10.0, 10.0))
        return call, lambda found: int(found.num_edges) == exact(size)

    return Peer("regioncam, float32", "regioncam", question)


def segments_in_fractions(layers: Callable[[int], Layers], exact: Callable[[int], int]) -> Peer:
    """Cut layer by layer in Fractions."""

    def question(size: int) -> tuple[Callable[[], object], Callable[[Any], bool]]:
        given = layers(size)
        return (
            lambda: textbook_network.regions(given, Fraction(-10), Fraction(10)),
            lambda found: len(found) - 1 == exact(size),
        )

    return Peer("Fractions, layer by layer", "fractions", question)


def entropy_by_laps(f: Maps) -> Peer:
    """Take log(laps of f^12) / 12 with laps counted on a grid, as papers on expressivity do."""

    def question(size: int) -> tuple[Callable[[], object], Callable[[Any], bool]]:
        np, m = import_module("numpy"), f(size)
        knots = [np.array([float(x) for x in column]) for column in zip(*m.knots, strict=True)]

        def call() -> float:
            x = np.linspace(knots[0][0], knots[0][-1], _GRID)
            for _ in range(12):
                x = np.interp(x, *knots)
            rising = np.diff(x) > 0
            return float(np.log(1 + np.count_nonzero(rising[1:] != rising[:-1])) / 12)

        low, high = (float(end) for end in xp.entropy(m).log() if end is not None)
        return call, lambda found: low - 1e-6 <= found <= high + 1e-6

    return Peer("log(laps) / 12 on a grid of 10^6 points", "numpy", question)
