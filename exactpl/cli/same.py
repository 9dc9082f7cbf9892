"""`exactpl same NET1 NET2`."""

from typing import Annotated

from cyclopts import Parameter

from exactpl.claims import NetworkSubject, SameFunction
from exactpl.claims.deciding import decide
from exactpl.cli.arguments import (
    TENSOR_SUFFIXES,
    AsJSON,
    CertificatePath,
    Direction,
    Layers,
    LeakySlope,
    NoCheck,
    OnLine,
    Start,
    function_of,
    interval_of,
    point_of,
)
from exactpl.cli.networks import note_conversion
from exactpl.cli.output import Answer, emit_json, indented
from exactpl.cli.streams import emit
from exactpl.errors import InputError
from exactpl.verdicts import Refuted


def same(
    net: Annotated[str, Parameter(name="NET1", help="a network file: .json, .onnx, .safetensors or .npz")],
    other: Annotated[str, Parameter(name="NET2", allow_leading_hyphen=True, help="another network file, or a MAP")],
    /,
    *,
    on: OnLine = None,
    start: Start = None,
    direction: Direction = None,
    layers: Layers = None,
    leaky_slope: LeakySlope = None,
    output: CertificatePath = None,
    no_check: NoCheck = False,
    json: AsJSON = False,
) -> int:
    """Decide whether two networks, or a network and a map, are the same function, exactly.

    REFUTED names the largest gap and where it is, or, where the gap grows without bound, a point. Without --on the
    whole line is compared (for a map: its domain).

    Examples: exactpl same net.onnx net.safetensors --layers "0:relu 2:relu 4" --on -5 5; exactpl same net.json tent
    """
    f, g = (
        function_of(text, **_options(text, beside, layers, leaky_slope))
        for text, beside in ((net, other), (other, net))
    )
    digests = [f.sha256, g.sha256]
    if not isinstance(f, NetworkSubject):
        f, g = g, f
    if not isinstance(f, NetworkSubject):
        raise InputError("at least one network file is required (.json, .onnx, .safetensors, .npz), found two maps.")
    verdict = decide(SameFunction(f, g, on=interval_of(on), start=point_of(start), direction=point_of(direction)))
    answer = Answer(verdict, checked=not no_check).settle(output)
    for subject in (f, g):
        if isinstance(subject, NetworkSubject):
            note_conversion(subject)
    reason = verdict.reason if isinstance(verdict, Refuted) else None
    if json:
        witness = verdict.witness if isinstance(verdict, Refuted) else None
        emit_json(
            answer.common(),
            on=interval_of(on),
            start=point_of(start),
            direction=point_of(direction),
            at=None if witness is None else witness[0],
            gap=None if witness is None else witness[1],
            sha256=digests,
        )
        return answer.status
    emit(indented(answer.word, [f"{reason if reason else verdict.statement}."]), *answer.basis())
    return answer.status


def _options(text: str, other: str, layers: str | None, leaky_slope: str | None) -> dict[str, str | None]:
    """Return the options that a file of this kind takes; one that neither of the two takes stays, to be refused."""
    own, others = (each.lower().endswith(TENSOR_SUFFIXES) for each in (text, other))
    own_slope, others_slope = (each.lower().endswith(".onnx") for each in (text, other))
    return {
        "layers": layers if own or not others else None,
        "leaky_slope": leaky_slope if own_slope or not others_slope else None,
    }
