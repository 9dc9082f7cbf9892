"""`exactpl plot MAP -k K -o FILE`."""

from fractions import Fraction
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from exactpl.arithmetic.rationals import parse_rational
from exactpl.claims.questions.orbits import find_orbit
from exactpl.cli.arguments import AsJSON, On, interval_of, subject_of
from exactpl.cli.options import refuse, whole_number
from exactpl.cli.output import Common, emit_json
from exactpl.cli.streams import ANSWERED, note
from exactpl.errors import InputError
from exactpl.plot.pictures import plot_growth, plot_iterate, plot_rates, plot_trajectories
from exactpl.plot.style import save, settings, suffix_of
from exactpl.survey.summaries import Rate, summary
from exactpl.verdicts import Proved

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def plot(
    map_text: Annotated[
        str, Parameter(name="MAP", allow_leading_hyphen=True, help="a map, as everywhere, or result files of surveys")
    ],
    /,
    *more: Annotated[str, Parameter(name="FILES", help="further result files")],
    output: Annotated[str | None, Parameter(name=["-o", "--output"], help="the picture: .svg or .png")] = None,
    k: Annotated[
        str | None, Parameter(name="-k", allow_leading_hyphen=True, help="the iterate, an integer >= 0; 1 by default")
    ] = None,
    cobweb: Annotated[str | None, Parameter(allow_leading_hyphen=True, help="draw the cobweb of this point")] = None,
    cycle: Annotated[str | None, Parameter(help="draw a cycle of f of this least period")] = None,
    growth: Annotated[str | None, Parameter(help="draw the numbers of pieces and laps of f^k for k up to this")] = None,
    orbit: Annotated[str | None, Parameter(allow_leading_hyphen=True, help="draw the orbit of this point")] = None,
    beside: Annotated[
        str | None, Parameter(allow_leading_hyphen=True, help="a second point: draw the distance")
    ] = None,
    steps: Annotated[str | None, Parameter(help="steps of the orbit (60) or of the cobweb (12)")] = None,
    on: On = None,
    json: AsJSON = False,
) -> int:
    """Draw a map or an iterate with its pieces, a cobweb, growth, orbits exact and in floats, or rates of surveys.

    Examples: exactpl plot scrambling -k 3 --cycle 3 -o f3.svg; exactpl plot tent --growth 40 -o growth.png;
    exactpl plot scrambling --orbit 0.175421 --beside 0.1754211 -o orbits.svg; exactpl plot he.jsonl -o rates.svg
    """
    if output is None:
        raise InputError("a file for the picture is required: -o FILE.svg or -o FILE.png.")
    suffix_of(output)
    with settings():
        pass  # matplotlib is there, or this says what to install
    if map_text.endswith(".jsonl"):
        of_maps = {"-k": k, "--cobweb": cobweb, "--cycle": cycle, "--growth": growth, "--orbit": orbit}
        refuse("result files", {**of_maps, "--beside": beside, "--steps": steps, "--on": on})
        return _written(_rates([map_text, *more]), output, json)
    if more:
        raise InputError(f"one MAP, or result files that end in .jsonl, are drawn; found {more[0]!a:.60} as well.")
    if sum(each is not None for each in (growth, orbit, cobweb)) > 1:
        raise InputError("at most one of --growth, --orbit and --cobweb is possible.")
    if beside is not None and orbit is None:
        raise InputError("--beside POINT needs the orbit that it is compared with: --orbit POINT.")
    if cycle is not None and (growth is not None or orbit is not None):
        raise InputError("--cycle is drawn with an iterate, not with --growth or --orbit.")
    if growth is not None or orbit is not None:
        refuse("--growth and --orbit", {"-k": k})
    if orbit is None and cobweb is None:
        refuse("a picture without an orbit", {"--steps": steps}, "it counts those of --orbit POINT and --cobweb POINT")
    f, interval = subject_of(map_text).f, interval_of(on)
    if interval is not None and (growth is not None or orbit is not None):
        f = f.restrict(*interval)
    count = None if steps is None else whole_number(steps, "--steps", 1)
    if growth is not None:
        picture = plot_growth(f, upto=whole_number(growth, "--growth", 1))
    elif orbit is not None:
        second = None if beside is None else parse_rational(beside)
        picture = plot_trajectories(f, parse_rational(orbit), upto=count or 60, beside=second)
    else:
        points: tuple[Fraction, ...] = ()
        if cycle is not None:
            verdict = find_orbit(f, whole_number(cycle, "--cycle", 1), on=interval)
            if not isinstance(verdict, Proved):
                where = f.domain if interval is None else interval
                raise InputError(
                    f"a cycle can be drawn where there is one; there is no point of least period {cycle} on {where}."
                )
            assert verdict.witness is not None
            points = verdict.witness.points
        start = None if cobweb is None else parse_rational(cobweb)
        picture = plot_iterate(
            f, whole_number(k or "1", "k", 0), on=interval, cobweb=start, steps=count or 12, cycle=points
        )
    return _written(picture, output, json)


def _written(picture: "Figure", path: str, json: bool) -> int:
    save(picture, path)
    if json:
        emit_json(Common(verdict="computed", value=path))
    else:
        note(f"wrote {path}")
    return ANSWERED


def _rates(paths: list[str]) -> "Figure":
    """Draw the rates of all questions, one group of marks for each file."""
    curves: dict[str, list[tuple[str, Rate]]] = {}
    for path in paths:
        found = summary(path)
        for name, each in found.found.items():
            if isinstance(each, Rate):
                curves.setdefault(name, []).append((str(found.survey.family).replace(",", "\n"), each))
    return plot_rates(curves)
