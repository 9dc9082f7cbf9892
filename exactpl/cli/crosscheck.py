"""`exactpl crosscheck MAP -k K`."""

from fractions import Fraction
from typing import Annotated

from cyclopts import Parameter

from exactpl.arithmetic.intervals import Interval
from exactpl.claims import LeastPeriod, NetworkSubject
from exactpl.cli.arguments import AsJSON, Direction, MapText, On, Start, function_of, interval_of, point_of, subject_of
from exactpl.cli.networks import note_conversion
from exactpl.cli.options import refuse, whole_number
from exactpl.cli.output import Common, emit_json, indented
from exactpl.cli.streams import ANSWERED, OPEN, REFUTED, emit, note
from exactpl.crosscheck.backends import backend as find_backend
from exactpl.crosscheck.comparing import POINTS, SAMPLES, compare, compare_claim
from exactpl.crosscheck.comparing_networks import compare_network
from exactpl.crosscheck.grid_counts import require_method
from exactpl.crosscheck.reports import AGREES, DISAGREES, Comparison, CrossCheck
from exactpl.errors import InputError


def crosscheck(
    map_text: MapText,
    /,
    *,
    k: Annotated[
        str | None,
        Parameter(
            name="-k", allow_leading_hyphen=True, help="the iterate, an integer >= 0; a network file may go without"
        ),
    ] = None,
    period: Annotated[str | None, Parameter(help="compare a cycle of this least period, too")] = None,
    points: Annotated[str | None, Parameter(help=f"size of the grid, {POINTS:,} by default")] = None,
    samples: Annotated[
        str | None, Parameter(help=f"how many orbits are compared with exact ones, {SAMPLES:,} by default")
    ] = None,
    backend: Annotated[str, Parameter(help="numpy, torch or cupy")] = "numpy",
    device: Annotated[str | None, Parameter(help="cpu, cuda, cuda:1; by default the backend's own")] = None,
    format: Annotated[str, Parameter(help="float64 or float32")] = "float64",
    method: Annotated[
        str | None,
        Parameter(help="how the grid is computed: int64 or residues, which are exact, floats with bounds, or auto"),
    ] = None,
    on: On = None,
    start: Start = None,
    direction: Direction = None,
    json: AsJSON = False,
) -> int:
    """Compare exact results with floats and grids: orbits, pieces and laps of f^k; outputs and pieces of a network.

    Floats observe and never decide. Each line says whether they agree within a rigorous error bound, or cannot tell,
    and from which k on, or disagree: then there is a bug, and the exit status is 1. It is 3 where nothing can be told.

    Examples: exactpl crosscheck tent:slope=19/10 -k 24; exactpl crosscheck tent -k 8 --period 3;
    exactpl crosscheck scrambling -k 40 --backend torch --device cuda; exactpl crosscheck net.onnx --on -1 1
    """
    place = find_backend(backend, device)
    require_method(method or "auto")
    number, count = (
        whole_number(points or str(POINTS), "--points", 3),
        whole_number(samples or str(SAMPLES), "--samples", 1),
    )
    if k is None and period is None:
        subject = function_of(map_text)
        if not isinstance(subject, NetworkSubject):
            raise InputError("the iterate is required for a map: -k K, an integer >= 0.")
        refuse("a network", {"--method": method}, "it is for the grid of an iterate")
        interval = interval_of(on)
        if interval is None:
            raise InputError("an interval is required for a network: --on A B.")
        report = compare_network(
            subject,
            on=interval,
            start=point_of(start),
            direction=point_of(direction),
            points=number,
            samples=count,
            backend=place,
            format=format,
        )
        note_conversion(subject)
        return _show(report, json, on=interval, start=point_of(start), direction=point_of(direction))
    refuse("a map", {"--start": start, "--direction": direction}, "they are for the line of a network")
    if k is None:
        cycle_only = {"--points": points, "--samples": samples, "--method": method}
        refuse("a cycle, --period without -k", cycle_only, "they are for the grid of an iterate, -k K")
    f, interval = subject_of(map_text), interval_of(on)
    found: tuple[Comparison, ...] = ()
    exponent = 0 if k is None else whole_number(k, "k", 0)
    if k is not None:
        report = compare(
            f,
            k=exponent,
            points=number,
            samples=count,
            method=method or "auto",
            on=interval,
            backend=place,
            format=format,
        )
        found = report.comparisons
    n = None if period is None else whole_number(period, "--period", 1)
    if n is not None:
        claim = LeastPeriod(f, n=n, on=interval)
        cycle = compare_claim(claim, backend=place, format=format)
        found = (*found, cycle)
    return _show(
        CrossCheck(exponent, number, str(place), format, found), json, iterated=k is not None, n=n, on=interval
    )


def _show(
    report: CrossCheck,
    json: bool,
    *,
    iterated: bool = True,
    n: int | None = None,
    on: Interval | None = None,
    start: list[Fraction] | None = None,
    direction: list[Fraction] | None = None,
) -> int:
    """Print the comparisons, and in JSON what was asked: a cycle alone is no iterate and needs no grid."""
    for each in report.comparisons:
        if json:
            emit_json(
                Common(verdict="observed", value=each.outcome),
                what=each.what,
                k=report.k if iterated else None,
                n=n,
                on=on,
                start=start,
                direction=direction,
                from_k=each.from_k,
                exact=each.exact,
                seen=each.seen,
                detail=each.detail,
                points=report.points if iterated else None,
                backend=report.backend,
                format=report.format,
            )
        else:
            emit(indented("OBSERVED", [f"{each.outcome}: {each.what}: {each.detail}."]))
    if report.outcome == DISAGREES:
        note(
            "what was observed differs from the exact result by more than rounding: one of them has a bug; "
            "please report it."
        )
        return REFUTED
    return ANSWERED if any(each.outcome == AGREES for each in report.comparisons) else OPEN
