"""What people type: a MAP, a rational, a whole number, an interval. Everything arrives as text and is parsed here."""

from fractions import Fraction
from pathlib import Path
from typing import Annotated, TypeAlias

from cyclopts import Parameter

from exactpl import documents
from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import parse_rational
from exactpl.claims.subjects import AnySubject, MapSubject, NetworkSubject
from exactpl.cli.options import refuse
from exactpl.cli.streams import note
from exactpl.errors import InputError
from exactpl.maps import zoo
from exactpl.maps.formula import graph_of_formula
from exactpl.maps.literal import is_literal, map_of_literal
from exactpl.maps.pl import PL
from exactpl.networks.along_lines import segments
from exactpl.networks.files import is_network_text
from exactpl.networks.formats.loading import PICKLED, SUFFIXES

TENSOR_SUFFIXES = (".safetensors", ".npz")
KNOWN_SUFFIXES = (*SUFFIXES, *PICKLED)  # the latter to be refused with their reason

MapText: TypeAlias = Annotated[
    str,
    Parameter(
        name="MAP",
        allow_leading_hyphen=True,
        help='a zoo name (tent, tent:slope=3/2), a map file, knots ("0:0 1/2:1 1:0") or a formula in x',
    ),
]
NetText: TypeAlias = Annotated[str, Parameter(name="NET", help="a network file: .json, .onnx, .safetensors or .npz")]
Layers: TypeAlias = Annotated[
    str | None, Parameter(help='for .safetensors and .npz: their tensors in order, "0:relu 2:relu 4"')
]
LeakySlope: TypeAlias = Annotated[
    str | None, Parameter(help="for .onnx: the number that a stored leaky slope stands for, such as 1/100")
]
Start: TypeAlias = Annotated[
    str | None,
    Parameter(allow_leading_hyphen=True, help='for several inputs: the point of the line at t = 0, "0,1/2"'),
]
Direction: TypeAlias = Annotated[
    str | None, Parameter(allow_leading_hyphen=True, help='for several inputs: the direction of the line, "1,-1"')
]
On: TypeAlias = Annotated[
    tuple[str, str] | None,
    Parameter(
        name="--on", negative="", allow_leading_hyphen=True, help="ask on an invariant interval [A, B]: --on -1/2 1"
    ),
]
OnLine: TypeAlias = Annotated[
    tuple[str, str] | None,
    Parameter(
        name="--on",
        negative="",
        allow_leading_hyphen=True,
        help="the interval of t (with one input, of x): --on -1/2 1, --on -oo 0; without it the whole line",
    ),
]
AsJSON: TypeAlias = Annotated[bool, Parameter(name="--json", negative="", help="print one JSON object a line")]
CertificatePath: TypeAlias = Annotated[
    str | None, Parameter(name=["-o", "--output"], help="write the certificate to this file")
]
NoCheck: TypeAlias = Annotated[
    bool, Parameter(name="--no-check", negative="", help="do not run the checker; print PROVED, UNCHECKED")
]
Full: TypeAlias = Annotated[
    bool, Parameter(name="--full", negative="", help="print all digits of huge numbers, and all knots")
]


def subject_of(text: str) -> MapSubject:
    """Return the map that a MAP argument means, with the bytes that a certificate will name.

    Raises InputError that says what was tried.
    """
    path = _path_of(text)
    if path is not None:
        found = _subject_in(path, {})
        return found if isinstance(found, MapSubject) else _function_of(found, path)
    if text.partition(":")[0] in zoo.entries():
        return MapSubject.of(zoo.build(text))
    if is_literal(text):
        return MapSubject.of(map_of_literal(text))
    try:
        return MapSubject.of(PL._of(graph_of_formula(text)))
    except InputError as error:
        if text.isidentifier() and text != "x":
            raise InputError(
                f"a map is required, and {text!r:.60} is no file, no list of knots x:y, no formula in x and no name of "
                f"the zoo ({', '.join(sorted(zoo.entries()))})."
            ) from None
        raise InputError(f"{error} (It is no zoo name, no file and no list of knots x:y.)") from None


def _path_of(text: str) -> str | None:
    """Return the path that an argument is, or None."""
    if text.startswith("file:"):
        return text.removeprefix("file:")
    if text.partition(":")[0] in zoo.entries():
        return None
    return text if text.endswith(KNOWN_SUFFIXES) or ("/" in text and _exists(text)) else None


def _subject_in(path: str, options: dict[str, object]) -> AnySubject:
    """Return the map or network in a file; .json files say which of them they hold."""
    if (Path(path).suffix.lower() != ".json" and Path(path).suffix.lower() in KNOWN_SUFFIXES) or options:
        return NetworkSubject.load(path, **options)
    if is_network_text(documents.read_text(path, "map or network file")):
        return NetworkSubject.load(path)
    return MapSubject.load(path)


def _function_of(subject: NetworkSubject, path: str) -> MapSubject:
    """Return the map on the line that a network with one input and one output computes."""
    network = subject.network
    if (network.inputs, network.outputs) != (1, 1):
        raise InputError(
            f"{path}: a map, or a network with one input and one output, is required, found a network with "
            f"{network.inputs} and {network.outputs}; exactpl segments follows it along a line."
        )
    note(f"f is the function of the network {path} on the line; exactpl same {path} MAP compares it with a map.")
    return MapSubject.of(segments(network).function)


def network_of(text: str, layers: str | None = None, leaky_slope: str | None = None) -> NetworkSubject:
    """Return the network that a NET argument means; InputError when it is none."""
    if _path_of(text) is None and _exists(text):
        raise InputError(f"a network file ends in {', '.join(SUFFIXES)}, found {text!a:.60}.")
    found = function_of(text, layers, leaky_slope)
    if not isinstance(found, NetworkSubject):
        raise InputError(f"a network file ({', '.join(SUFFIXES)}) is required, found {text!r:.60}, which is a map.")
    return found


def function_of(text: str, layers: str | None = None, leaky_slope: str | None = None) -> AnySubject:
    """Return the network or map that an argument means; the options are those of `networks.load`."""
    path = _path_of(text)
    suffix = "" if path is None else Path(path).suffix.lower()
    if suffix not in TENSOR_SUFFIXES:
        refuse(f"{text!a:.60}", {"--layers": layers}, f"it is for {' and '.join(TENSOR_SUFFIXES)}")
    if suffix != ".onnx":
        refuse(f"{text!a:.60}", {"--leaky-slope": leaky_slope}, "it is for .onnx")
    if path is None:
        return subject_of(text)
    options: dict[str, object] = {}
    if layers is not None:
        options["layers"] = layers
    if leaky_slope is not None:
        options["leaky_slope"] = parse_rational(leaky_slope)
    return _subject_in(path, options)


def point_of(text: str | None) -> list[Fraction] | None:
    """Return the numbers of a list such as "0, 1/2, -3"."""
    return None if text is None else [parse_rational(part) for part in text.replace(",", " ").split()]


def _exists(text: str) -> bool:
    try:
        return Path(text).exists()
    except (OSError, ValueError):
        return False


def interval_of(on: tuple[str, str] | None) -> Interval | None:
    """Return the interval of --on A B; "-oo" and "oo" are infinite ends."""
    if on is None:
        return None
    lower = None if on[0] == "-oo" else parse_rational(on[0])
    upper = None if on[1] == "oo" else parse_rational(on[1])
    return Interval(lower, upper)
