"""The picture at the front of the README: a 3-cycle of the scrambling map, and pieces that a grid cannot see."""

from typing import TYPE_CHECKING

from exactpl.claims.questions.orbits import find_orbit
from exactpl.crosscheck.backends import backend
from exactpl.crosscheck.grid_counts import count_on_grid
from exactpl.crosscheck.grids import Grid
from exactpl.dynamics.orbits.bounded_part import bounded_part
from exactpl.dynamics.periods.fixed_points import fixed_points
from exactpl.maps import zoo
from exactpl.plot.curves import cobweb_points, window_of
from exactpl.plot.pictures import draw_below, draw_growth, draw_iterate, draw_web, legend_below
from exactpl.plot.style import INK, figure, settings
from exactpl.verdicts import Proved

if TYPE_CHECKING:
    from matplotlib.figure import Figure

POINTS, UPTO = 100_000, 40


def front_picture() -> "Figure":
    """Draw f^3 of the scrambling map with its fixed points and a 3-cycle; and its pieces beside what a grid shows."""
    f = zoo.scrambling()
    verdict = find_orbit(f, 3)
    assert isinstance(verdict, Proved)
    assert verdict.witness is not None
    inside = bounded_part(f)
    assert inside is not None
    grid, place = Grid.inside(inside.domain, POINTS), backend()
    seen = {k: count_on_grid(inside, k, grid=grid, backend=place, method="floats").pieces for k in range(UPTO + 1)}
    crossings = [float(x) for x in fixed_points(inside, 3).isolated]
    with settings():
        made, (left, right) = figure(10, 4.6, 2)
        window = window_of(f, None)
        draw_below(left, f, window)
        draw_iterate(left, f, 3, window)
        draw_web(left, cobweb_points(f, verdict.witness.points[0], 3), "cobweb of a 3-cycle")
        left.plot(
            crossings, crossings, "o", color=INK, markersize=6, fillstyle="none", label=f"{len(crossings)} fixed points"
        )
        left.set_title("f(x) = 1.9999 relu(x + 0.00001) - 4 relu(x - 0.502), and $f^3$")
        legend_below(left)
        draw_growth(right, inside, UPTO, seen, f"shown by {POINTS:,} points in float64", laps=False)
        right.set_title("pieces of $f^k$")
        legend_below(right)
        return made
