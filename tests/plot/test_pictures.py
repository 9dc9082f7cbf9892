"""What the pictures show, and that black and white suffices to tell their series apart."""

import math
from fractions import Fraction
from itertools import combinations, pairwise

import pytest

import exactpl as xp
from exactpl import PL, BudgetError, DomainError, InputError, zoo
from exactpl.dynamics.iterates.iterate import iterate
from exactpl.dynamics.orbits.bounded_part import bounded_part
from exactpl.dynamics.periods.periodic_orbits import orbit
from exactpl.plot import front_picture, plot_growth, plot_iterate, plot_rates, plot_trajectories
from exactpl.plot.curves import logarithm
from exactpl.plot.front import UPTO
from exactpl.plot.pictures import float_orbit
from exactpl.survey import Question, Rate

pytest.importorskip("matplotlib")


def labelled(axes: object) -> dict[str, object]:
    """Return the lines with a label, by label."""
    return {line.get_label(): line for line in axes.lines if not line.get_label().startswith("_")}  # type: ignore[attr-defined]


def data(line: object) -> tuple[list[float], list[float]]:
    return list(line.get_xdata()), list(line.get_ydata())  # type: ignore[attr-defined]


def look(line: object) -> tuple[str, str]:
    return str(line.get_linestyle()), str(line.get_marker())  # type: ignore[attr-defined]


def check_black_and_white(picture: object) -> int:
    """See that no two series of an Axes have the same line style and marker; return how many series there are."""
    count = 0
    for axes in picture.axes:  # type: ignore[attr-defined]
        lines = labelled(axes)
        for a, b in combinations(lines, 2):
            assert look(lines[a]) != look(lines[b]), f"{a!r} and {b!r} look alike"
        handles, labels = axes.get_legend_handles_labels()
        assert len(handles) == len(labels) == len(set(labels))
        count += len(labels)
    return count


# ------------------------------------------------------------------------------
# Maps and iterates


def drawn_segments(line: object) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Return the segments of a line that has gaps (nan) between them."""
    points = list(zip(*data(line), strict=True))
    return [(p, q) for p, q in pairwise(points) if not any(math.isnan(x) for x in (*p, *q))]


@pytest.mark.parametrize("k", [0, 1, 3])
def test_an_iterate(k: int) -> None:
    f = zoo.skew_tent("1/3")
    (axes,) = plot_iterate(f, k).axes
    g = iterate(f, k)
    segments = [segment for line in axes.lines if line.get_linestyle() == "-" for segment in drawn_segments(line)]
    knots = [(float(x), float(y)) for x, y in g.knots]
    assert sorted(segments) == list(pairwise(knots))
    assert [data(line) for line in axes.lines if line.get_linestyle() == ":"] == [([0.0, 1.0], [0.0, 1.0])]
    name = "f" if k == 1 else f"$f^{{{k}}}$"
    assert set(labelled(axes)) == {f"{name}: {len(g.pieces):,} pieces", "diagonal"}
    assert axes.get_xlim() == (0, 1)


def test_neighbouring_pieces_have_different_colours() -> None:
    (axes,) = plot_iterate(zoo.tent(), 3).axes
    lines = [line for line in axes.lines if line.get_linestyle() == "-"]
    pieces = sorted((segment[0][0], line.get_color()) for line in lines for segment in drawn_segments(line))
    assert len(pieces) == 8
    assert all(a != b for (_, a), (_, b) in pairwise(pieces))


def test_cobwebs_and_cycles() -> None:
    cycle = xp.find_orbit(zoo.tent(), 3).witness.points
    (axes,) = plot_iterate(zoo.tent(), 3, cycle=cycle).axes
    lines = labelled(axes)
    assert set(lines) == {"$f^{3}$: 8 pieces", "diagonal", "f", "a cycle of f of length 3"}
    xs, ys = data(lines["a cycle of f of length 3"])
    assert (xs[0], ys[0]) == (xs[-1], ys[-1]) == (float(cycle[0]), float(cycle[0]))
    assert set(xs) == {float(x) for x in cycle}
    assert data(lines["f"]) == ([0, 0.5, 1], [0, 1, 0])
    (axes,) = plot_iterate(zoo.tent(), 2, cobweb="1/7", steps=4).axes
    xs, ys = data(labelled(axes)["cobweb of 0.142857..."])
    assert len(xs) == 9
    assert (xs[0], ys[1]) == (1 / 7, 4 / 7)


def test_black_and_white() -> None:
    cycle = xp.find_orbit(zoo.tent(), 3).witness.points
    assert check_black_and_white(plot_iterate(zoo.tent(), 3, cycle=cycle)) == 4
    assert check_black_and_white(plot_iterate(zoo.tent(), 1, cobweb="1/7")) == 3
    assert check_black_and_white(plot_growth(zoo.tent(), upto=6, seen={1: 2, 2: 4})) == 3
    assert check_black_and_white(plot_trajectories(zoo.tent(), "1/7", upto=10, beside="1/8")) == 4


def test_a_cobweb_beside_a_cycle_in_black_and_white() -> None:
    cycle = xp.find_orbit(zoo.tent(), 3).witness.points
    assert check_black_and_white(plot_iterate(zoo.tent(), 1, cobweb="1/11", cycle=cycle)) == 4


def test_what_cannot_be_drawn() -> None:
    with pytest.raises(BudgetError, match="pieces can be drawn"):
        plot_iterate(zoo.tent(), 30)
    with pytest.raises(DomainError, match="a cobweb begins in the domain"):
        plot_iterate(zoo.tent(), cobweb=3)
    with pytest.raises(DomainError, match="a trajectory begins in the domain"):
        plot_trajectories(zoo.tent(), "1/2", beside=-1)
    with pytest.raises(InputError, match="k must be an integer >= 0"):
        plot_iterate(zoo.tent(), -1)
    with pytest.raises(InputError, match="steps must be an integer >= 1"):
        plot_iterate(zoo.tent(), cobweb=0, steps=0)
    with pytest.raises(InputError, match="upto must be an integer >= 1"):
        plot_trajectories(zoo.tent(), 0, upto=0)
    with pytest.raises(InputError, match="upto must be an integer >= 1"):
        plot_growth(zoo.tent(), upto=0)
    with pytest.raises(TypeError, match="float"):
        plot_iterate(zoo.tent(), cobweb=0.1)  # type: ignore[arg-type]


def test_a_window_that_is_a_point_is_refused() -> None:
    with pytest.raises(xp.ExactPLError):
        plot_iterate(zoo.tent(), on=("1/2", "1/2"))


def test_numbers_beyond_floats_are_refused() -> None:
    far = Fraction(10) ** 400
    with pytest.raises(xp.ExactPLError):
        plot_iterate(PL([(0, 0), (far / 2, far), (far, 0)]))
    with pytest.raises(xp.ExactPLError):
        plot_trajectories(PL([(0, 0)], left_slope=10**10, right_slope=10**10), 1, upto=60)


# ------------------------------------------------------------------------------
# Growth and trajectories


def test_growth() -> None:
    f = zoo.golden()
    (axes,) = plot_growth(f, upto=12, seen={0: 1, 12: 5}, seen_label="a grid").axes
    lines = labelled(axes)
    assert set(lines) == {"pieces, exact", "laps, exact", "a grid"}
    assert data(lines["pieces, exact"])[0] == list(range(13))
    assert data(lines["pieces, exact"])[1] == [logarithm(n) for n in xp.piece_counts(f, upto=12)]
    assert data(lines["laps, exact"])[1] == [logarithm(n) for n in xp.lap_counts(f, upto=12)]
    assert data(lines["a grid"]) == ([0, 12], [0, math.log10(5)])
    (axes,) = plot_growth(zoo.tent(), upto=1200).axes  # beyond floats
    assert data(labelled(axes)["pieces, exact"])[1][-1] == pytest.approx(1200 * math.log10(2))


def test_trajectories() -> None:
    f = zoo.tent()
    first, second = plot_trajectories(f, "1/7", upto=80, beside="1/9").axes
    lines = labelled(first)
    assert data(lines["exact"]) == (list(range(81)), [float(x) for x in orbit(f, Fraction(1, 7), 81)])
    floats = data(lines["float64"])[1]
    assert floats == float_orbit(f, 1 / 7, 80)
    x = 1 / 7
    for y in floats:
        assert y == x
        x = 2 * x if x < 0.5 else 2 - 2 * x
    assert floats[-1] == 0  # tent orbits of floats end there, the exact one is a cycle of length 3
    gap = data(labelled(second)["exact"])[1]
    exact = zip(orbit(f, Fraction(1, 7), 81), orbit(f, Fraction(1, 9), 81), strict=True)
    assert gap == [float(abs(a - b)) for a, b in exact]
    assert second.get_yscale() == "log"


def test_orbits_that_meet_have_no_distance() -> None:
    picture = plot_trajectories(zoo.tent(), "1/7", upto=5, beside="1/7")
    assert len(picture.axes) == 2


# ------------------------------------------------------------------------------
# Rates


def rate(yes: int, no: int, undecided: int = 0, n: int = 3) -> Rate:
    return Rate(Question("period", n), yes, no, undecided, "95/100")


def test_rates() -> None:
    curves = {
        "period:3": [("a", rate(3, 7)), ("b", rate(0, 10))],
        "period:5": [("a", rate(10, 0)), ("b", rate(2, 5, 3))],
    }
    (axes,) = plot_rates(curves).axes
    assert [text.get_text() for text in axes.get_xticklabels()] == ["a", "b"]
    heights = [list(container.lines[0].get_ydata()) for container in axes.containers]
    assert heights == [[30, 0], [100, 20]]
    for container, points in zip(axes.containers, curves.values(), strict=True):
        bars = container.lines[2][0].get_segments()
        for (low, high), (_, each) in zip(bars, points, strict=True):
            assert low[1] == pytest.approx(100 * float(each.interval.lower))
            assert high[1] == pytest.approx(100 * float(each.interval.upper))


@pytest.mark.parametrize("count", [2, 6, 8])
def test_rates_in_black_and_white(count: int) -> None:
    (axes,) = plot_rates({f"period:{n}": [("a", rate(n, 10, n=n))] for n in range(2, 2 + count)}).axes
    looks = [look(container.lines[0]) for container in axes.containers]
    assert len(looks) == len(set(looks)) == count


@pytest.mark.parametrize("curves", [{}, {"period:3": []}])
def test_no_rates(curves: dict) -> None:
    with pytest.raises(InputError, match="at least one rate is required"):
        plot_rates(curves)


# ------------------------------------------------------------------------------
# The front


def test_the_front_picture() -> None:
    picture = front_picture()
    left, right = picture.axes
    assert check_black_and_white(picture) == 7
    inside = bounded_part(zoo.scrambling())
    dots = data(labelled(left)["7 fixed points"])
    assert dots[0] == dots[1]
    assert len(dots[0]) == 7
    for x in dots[0]:
        near = Fraction(x)
        third = inside(inside(inside(near)))
        assert abs(third - near) < Fraction(1, 10**12)
    assert len(set(dots[0])) == 7
    pieces = labelled(right)["pieces, exact"]
    assert data(pieces) == (list(range(41)), [logarithm(n) for n in xp.piece_counts(inside, upto=UPTO)])
    (seen,) = [line for label, line in labelled(right).items() if label.startswith("shown by 100,000 points")]
    ks, shown = data(seen)
    assert ks == list(range(41))
    assert all(a <= b + 1e-12 for a, b in zip(shown, data(pieces)[1], strict=True))
    assert shown[-1] < data(pieces)[1][-1] - 1
    web = data(labelled(left)["cobweb of a 3-cycle"])
    assert (web[0][0], web[1][0]) == (web[0][-1], web[1][-1])
    assert len(set(web[0])) == 3
