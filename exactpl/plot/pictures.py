"""The pictures: a map and its iterates, cobwebs, growth of pieces, trajectories, rates of surveys.

Each function returns a matplotlib Figure; `save` writes it. What is drawn is computed exactly and rounded at the end.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import nan
from typing import TYPE_CHECKING

from exactpl import work
from exactpl.arithmetic.integers import require_integer
from exactpl.arithmetic.intervals import IntervalLike
from exactpl.arithmetic.rationals import Exact, approximate, exact, shortened_rational
from exactpl.dynamics.counting.counts import lap_counts, piece_counts
from exactpl.dynamics.periods.periodic_orbits import orbit
from exactpl.errors import DomainError, InputError, described, require_list
from exactpl.maps.pl import PL
from exactpl.plot.curves import Point, cobweb_points, drawable, graph_points, logarithm, window_of
from exactpl.plot.style import ACCENT, INK, LIGHT, MIDDLE, figure, settings
from exactpl.survey.summaries import Rate

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


@work.bounded
def plot_iterate(
    f: PL,
    k: int = 1,
    *,
    on: IntervalLike = None,
    cobweb: Exact | None = None,
    steps: int = 12,
    cycle: Sequence[Fraction] = (),
) -> "Figure":
    """Draw f^k with the diagonal, neighbouring pieces in different colours, on `on` or where orbits stay.

    With `cobweb` the orbit of that point under f^k is drawn, `steps` steps of it; with `cycle` the cobweb of a cycle
    of f, and f itself. Raises BudgetError for more than 20,000 pieces.
    """
    times, cycle = require_integer(k, "k", 0), [exact(x) for x in require_list(cycle, "cycle")]
    window = window_of(f, on)
    with settings():
        made, (axes,) = figure(5, 5)
        draw_iterate(axes, f, times, window)
        if cycle and times != 1:
            draw_below(axes, f, window)
        if cobweb is not None:
            start = exact(cobweb)
            if start not in f.domain:
                raise DomainError(f"a cobweb begins in the domain {f.domain}, found {shortened_rational(start)}.")
            corners = cobweb_points(f, start, require_integer(steps, "steps", 1), times)
            draw_web(axes, corners, f"cobweb of {approximate(start)}")
        if cycle:
            corners = cobweb_points(f, cycle[0], len(cycle))
            draw_web(
                axes, corners, f"a cycle of f of length {len(cycle)}", "-.s", MIDDLE if cobweb is not None else ACCENT
            )
        legend_below(axes)
        return made


def draw_iterate(axes: "Axes", f: PL, k: int, window: tuple[Fraction, Fraction]) -> None:
    """Draw f^k and the diagonal on a window."""
    points = graph_points(f, k, window)
    name = "f" if k == 1 else f"$f^{{{k}}}$"
    label = f"{name}: {len(points) - 1:,} pieces"
    for parity, colour, width in ((0, INK, 1.8), (1, MIDDLE, 1.2)):
        xs, ys = [], []
        for i in range(parity, len(points) - 1, 2):
            (x, y), (z, w) = points[i : i + 2]
            xs += [x, z, nan]  # a gap: the next piece has the other colour
            ys += [y, w, nan]
        axes.plot(xs, ys, "-", color=colour, linewidth=width, label=None if parity else label)
    ends = [drawable(end) for end in window]
    axes.plot(ends, ends, ":", color=INK, linewidth=0.8, label="diagonal")
    axes.set(xlabel="x", ylabel=name, xlim=ends)


def draw_below(axes: "Axes", f: PL, window: tuple[Fraction, Fraction]) -> None:
    """Draw f itself, thin and light, below an iterate."""
    xs, ys = zip(*graph_points(f, 1, window), strict=True)
    axes.plot(xs, ys, "-.", color=LIGHT, linewidth=1.2, label="f", zorder=1)


def legend_below(axes: "Axes") -> None:
    """Put the legend under the picture, where it hides nothing."""
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.1), ncols=3)


def draw_web(axes: "Axes", corners: list[Point], label: str, style: str = "--o", colour: str = ACCENT) -> None:
    """Draw a cobweb, with a mark at each point of the graph."""
    xs, ys = zip(*corners, strict=True)
    on_graph = range(1, len(xs), 2)
    axes.plot(xs, ys, style, color=colour, linewidth=1.1, markersize=3.5, markevery=list(on_graph), label=label)


@work.bounded
def plot_growth(f: PL, *, upto: int = 40, seen: Mapping[int, int] | None = None, seen_label: str = "seen") -> "Figure":
    """Draw the exact numbers of pieces and laps of f^k, k = 0..upto, on a logarithmic scale.

    `seen` are numbers to set beside them, by k: what a grid counted, for example.
    """
    last = require_integer(upto, "upto", 1)
    if seen is not None and not isinstance(seen, Mapping):
        raise InputError(f"seen must be a mapping, of numbers by k, found {described(seen)}.")
    with settings():
        made, (axes,) = figure(6, 4)
        draw_growth(axes, f, last, seen or {}, seen_label)
        axes.legend(loc="upper left")
        return made


def draw_growth(axes: "Axes", f: PL, upto: int, seen: Mapping[int, int], seen_label: str, laps: bool = True) -> None:
    """Draw counts on a logarithmic scale; they may be too large for floats."""
    from matplotlib.ticker import MaxNLocator

    ks = range(upto + 1)
    axes.plot(
        ks, [logarithm(n) for n in piece_counts(f, upto=upto)], "-o", color=INK, markersize=3, label="pieces, exact"
    )
    if laps:
        axes.plot(
            ks, [logarithm(n) for n in lap_counts(f, upto=upto)], "-^", color=LIGHT, markersize=3, label="laps, exact"
        )
    if seen:
        axes.plot(
            list(seen), [logarithm(n) for n in seen.values()], "--s", color=ACCENT, markersize=3, label=seen_label
        )
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.yaxis.set_major_formatter(lambda n, _: f"$10^{{{n:.0f}}}$")
    axes.set(xlabel="k", ylabel="number")


@work.bounded
def plot_trajectories(f: PL, x: Exact, *, upto: int = 60, beside: Exact | None = None) -> "Figure":
    """Draw x, f(x), ..., f^upto(x), and the orbit of the float next to x; with `beside` also two distances.

    Above, both orbits; where they part the float one is another orbit. With `beside`, exact and float distances of the
    orbits of both points, on a logarithmic scale.
    """
    length = require_integer(upto, "upto", 1)
    points = [exact(x)] if beside is None else [exact(x), exact(beside)]
    for point in points:
        if point not in f.domain:
            raise DomainError(f"a trajectory begins in the domain {f.domain}, found {shortened_rational(point)}.")
    exactly = [orbit(f, point, length + 1) for point in points]
    floats = [float_orbit(f, drawable(point), length) for point in points]
    with settings():
        made, axes = figure(7, 3.2 if beside is None else 3.4, 1 if beside is None else 2)
        ks = range(length + 1)
        axes[0].plot(ks, [drawable(y) for y in exactly[0]], "-o", color=INK, markersize=3, label="exact")
        axes[0].plot(ks, floats[0], "--x", color=ACCENT, markersize=4, label="float64")
        axes[0].set(xlabel="step", ylabel="orbit")
        axes[0].legend(loc="best")
        if beside is not None:
            exact_gap = [drawable(abs(a - b)) or nan for a, b in zip(*exactly, strict=True)]
            float_gap = [abs(a - b) or nan for a, b in zip(*floats, strict=True)]  # 0 is nowhere on a log scale
            axes[1].plot(ks, exact_gap, "-o", color=INK, markersize=3, label="exact")
            axes[1].plot(ks, float_gap, "--x", color=ACCENT, markersize=4, label="float64")
            axes[1].set(xlabel="step", ylabel="distance of the two orbits")
            if any(gap > 0 for gap in (*exact_gap, *float_gap)):
                axes[1].set_yscale("log")
            axes[1].legend(loc="best")
        return made


def float_orbit(f: PL, start: float, steps: int) -> list[float]:
    """Return what float64 makes of an orbit: each image computed as slope * x + intercept of the piece that x is on."""
    from exactpl.crosscheck.backends import backend
    from exactpl.crosscheck.float_steps import FloatSteps
    from exactpl.crosscheck.formats import FLOAT64
    from exactpl.crosscheck.quiet import quiet

    place = backend()
    steps_of = FloatSteps(f, place, FLOAT64)
    x = place.array([start], place.xp.float64)
    orbit = [start]
    with quiet():
        for _ in range(steps):
            x = steps_of.image(x)
            orbit.append(float(x[0]))
    return orbit


_MARKERS = "os^DvP*Xhd<>"


def plot_rates(curves: Mapping[str, Sequence[tuple[str, Rate]]]) -> "Figure":
    """Draw rates with their intervals: for each curve, named by its key, points (label on the axis, Rate)."""
    if not isinstance(curves, Mapping):
        raise InputError(f"curves must be a mapping, of lists (label, Rate) by name, found {described(curves)}.")
    pairs = [pair for name, points in curves.items() for pair in require_list(points, f"the curve {name!a:.40}")]
    if not all(isinstance(pair, tuple | list) and len(pair) == 2 and isinstance(pair[1], Rate) for pair in pairs):
        raise InputError(f"curves are lists of pairs (label, Rate), found {described(pairs)}.")
    if not curves or not all(curves.values()):
        raise InputError("at least one rate is required, found none.")
    if len(curves) > len(_MARKERS):
        raise InputError(f"at most {len(_MARKERS)} curves can be told apart in black and white, found {len(curves)}.")
    labels = list(dict.fromkeys(label for points in curves.values() for label, _ in points))
    with settings():
        made, (axes,) = figure(max(5.0, 0.9 * len(labels) + 2), 3.8)
        for number, (name, points) in enumerate(curves.items()):
            marker, colour = _MARKERS[number], (INK, MIDDLE, ACCENT, LIGHT)[number % 4]
            shift = 0.12 * (number - (len(curves) - 1) / 2)
            xs = [labels.index(label) + shift for label, _ in points]
            ys = [100 * rate.yes / max(rate.draws, 1) for _, rate in points]
            below = [y - 100 * float(rate.interval.lower or 0) for y, (_, rate) in zip(ys, points, strict=True)]
            above = [100 * float(rate.interval.upper or 0) - y for y, (_, rate) in zip(ys, points, strict=True)]
            axes.errorbar(xs, ys, [below, above], fmt=marker, color=colour, capsize=3, markersize=4, label=name)
        axes.set_xticks(range(len(labels)), labels)
        axes.set(ylabel="draws, %", xlim=(-0.6, len(labels) - 0.4), ylim=(0, None))
        axes.legend(loc="best")
        return made
