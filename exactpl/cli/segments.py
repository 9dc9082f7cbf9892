"""`exactpl segments NET`."""

import csv
import io
from collections.abc import Iterator
from fractions import Fraction
from itertools import count as counter
from typing import Annotated, Any

from cyclopts import Parameter

from exactpl.arithmetic.integers import counted
from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import rational_text
from exactpl.claims import NetworkCounts, NetworkSubject
from exactpl.claims.deciding import decide
from exactpl.cli.arguments import (
    AsJSON,
    CertificatePath,
    Direction,
    Full,
    Layers,
    LeakySlope,
    NetText,
    NoCheck,
    OnLine,
    Start,
    interval_of,
    network_of,
    point_of,
)
from exactpl.cli.networks import note_conversion
from exactpl.cli.options import refuse, whole_number
from exactpl.cli.output import Answer, emit_json, indented, number, with_decimal
from exactpl.cli.streams import ANSWERED, emit
from exactpl.errors import InputError
from exactpl.networks.along_lines import Region, Segment, Segments, regions
from exactpl.networks.bounds import constant_units, frozen_intervals, region_bound
from exactpl.verdicts import Proved

_FEW = 12


def segments(
    net: NetText,
    /,
    *,
    on: OnLine = None,
    start: Start = None,
    direction: Direction = None,
    component: Annotated[
        str | None, Parameter(name="--component", help="ask about one output of several, from 0")
    ] = None,
    layers: Layers = None,
    leaky_slope: LeakySlope = None,
    csv: Annotated[
        bool,
        Parameter(negative="", help="print the regions as CSV while they are found, in bounded memory; prove nothing"),
    ] = False,
    output: CertificatePath = None,
    no_check: NoCheck = False,
    full: Full = False,
    json: AsJSON = False,
) -> int:
    """Show the exact piecewise-linear function that a network computes on an interval, or along a line, and prove it.

    Regions are the activation patterns that hold on an interval of positive length; pieces, the maximal intervals on
    which the function is affine, may be fewer: kinks of units can cancel. Without --on the whole line is followed.

    Examples: exactpl segments net.onnx --on -1 1; exactpl segments net.safetensors --layers "0:relu 2:relu 4" --on 0 1;
    exactpl segments net.json --start 0,0 --direction 1,-1/2 --on 0 oo --csv
    """
    if csv and (json or output is not None):
        raise InputError("--csv streams regions without a certificate: leave out --json and -o.")
    if csv:
        refuse("--csv, which streams regions and proves nothing", {"--full": full, "--no-check": no_check})
    subject = network_of(net, layers, leaky_slope)
    place = None if component is None else whole_number(component, "--component", 0)
    interval, p, d = interval_of(on), point_of(start), point_of(direction)
    if csv:
        _write_csv(regions(subject.network, on=interval, start=p, direction=d, output=place))
        return ANSWERED
    claim = NetworkCounts(subject, on=interval, start=p, direction=d, output=place)
    verdict = decide(claim)
    assert isinstance(verdict, Proved)
    found = verdict.witness
    assert isinstance(found, Segments)
    answer = Answer(verdict, checked=not no_check).settle(output)
    note_conversion(subject)
    if json:
        _emit_json(found, answer, subject, on=interval, start=p, direction=d, component=place)
        return answer.status
    emit(
        indented(answer.word, [f"{verdict.statement}.", *_listed(found, full)]),
        *(indented(word, text) for word, text in _remarks(found, full)),
        *answer.basis(),
    )
    return answer.status


def _write_csv(found: Iterator[Region]) -> None:
    """Print one line a region: the number of its piece, its ends, slopes and intercepts, its pattern."""
    row = io.StringIO()
    writer = csv.writer(row, lineterminator="")
    before, piece = None, 0
    for i in counter():
        region = next(found, None)
        if region is None:
            return
        outputs = len(region.slopes)
        if i == 0:
            names = [f"{what}_{n}" if outputs > 1 else what for what in ("slope", "intercept") for n in range(outputs)]
            writer.writerow(["piece", "lower", "upper", *names, "pattern"])
            _flush(row)
        piece += before is not None and not region.continues(before)
        lower, upper = region.domain
        writer.writerow(
            [
                piece,
                "-oo" if lower is None else rational_text(lower),
                "oo" if upper is None else rational_text(upper),
                *map(rational_text, (*region.slopes, *region.intercepts)),
                _pattern(region.pattern),
            ]
        )
        _flush(row)
        before = region


def _flush(row: io.StringIO) -> None:
    emit(row.getvalue())
    row.seek(0)
    row.truncate()


def _pattern(pattern: tuple[tuple[int, ...], ...]) -> str:
    """Return a pattern as text: the states of each layer, layers apart."""
    return " ".join("".join(map(str, states)) if max(states) < 10 else "-".join(map(str, states)) for states in pattern)


def _listed(found: Segments, full: bool) -> list[str]:
    """Return the pieces for people, with the patterns of their regions."""
    wide = len(found.regions[0].pattern) * max(map(len, found.regions[0].pattern)) > 120 and not full
    shown = found.pieces if full else found.pieces[:_FEW]
    lines = [_line(piece, full, wide) for piece in shown]
    if len(shown) < len(found.pieces):
        more = counted(len(found.pieces) - len(shown), "more piece")
        lines.append(f"... and {more} (--full shows all, --csv streams them)")
    return lines


def _line(piece: Segment, full: bool, wide: bool) -> str:
    where = str(piece.domain) if full else _rounded(piece.domain)
    formulas = [_affine(*each, full) for each in zip(piece.slopes, piece.intercepts, strict=True)]
    body = formulas[0] if len(formulas) == 1 else f"({', '.join(formulas)})"
    patterns = "" if wide else f"  [{' | '.join(map(_pattern, piece.patterns))}]"
    return f"{where}: {body}{patterns}"


def _affine(slope: Fraction, intercept: Fraction, full: bool) -> str:
    if slope == 0 or intercept == 0:
        return f"{number(slope, full)}*t" if slope else number(intercept, full)
    return f"{number(slope, full)}*t {'-' if intercept < 0 else '+'} {number(abs(intercept), full)}"


def _rounded(interval: Interval) -> str:
    lower, upper = interval
    left = "(-oo" if lower is None else f"[{with_decimal(lower)}"
    return f"{left}, oo)" if upper is None else f"{left}, {with_decimal(upper)}]"


def _remarks(found: Segments, full: bool) -> Iterator[tuple[str, list[str]]]:
    network = found.network
    yield "net", [f"{network!r}"]
    yield "beside", [f"{counted(network.neurons, 'neuron')} (Hanin and Rolnick); bound {number(region_bound(network))}"]
    if found.zero_width:
        points = ", ".join(f"t = {with_decimal(t)}" for t, _ in found.zero_width[: None if full else _FEW])
        yield "points", [f"patterns that hold at single points only: {len(found.zero_width):,}, at {points}"]
    if found.coincident:
        points = ", ".join(f"t = {with_decimal(t)} ({len(u)})" for t, u in found.coincident[: None if full else _FEW])
        yield "joint", [f"several units change at once at {points}"]
    dead = [each for each in constant_units(found) if each.is_dead]
    if dead:
        names = ", ".join(f"{each.layer}.{each.unit}" for each in dead[: None if full else _FEW])
        yield "dead", [f"units that are flat everywhere here (layer.unit): {len(dead):,}: {names}"]
    frozen = frozen_intervals(found)
    if frozen:
        where = ", ".join(f"{interval} (layer {layer})" for interval, layer in frozen[: None if full else _FEW])
        yield "frozen", [f"no gradient passes a layer on {where}"]


def _emit_json(found: Segments, answer: Answer, subject: NetworkSubject, **asked: Any) -> None:
    emit_json(
        answer.common({"pieces": len(found.pieces), "regions": len(found.regions)}),
        **asked,
        breakpoints=found.breakpoints,
        segments=[
            {
                "interval": piece.domain,
                "slopes": piece.slopes,
                "intercepts": piece.intercepts,
                "patterns": [_pattern(pattern) for pattern in piece.patterns],
            }
            for piece in found.pieces
        ],
        zero_width=[[t, _pattern(pattern)] for t, pattern in found.zero_width],
        coincident=[[t, [list(unit) for unit in units]] for t, units in found.coincident],
        neurons=found.network.neurons,
        bound=region_bound(found.network),
        sha256=subject.sha256,
    )
