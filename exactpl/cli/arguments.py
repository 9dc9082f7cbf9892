"""What people type: a MAP, a rational, a whole number, an interval. Everything arrives as text and is parsed here."""

from pathlib import Path
from typing import Annotated, TypeAlias

from cyclopts import Parameter

from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import parse_rational
from exactpl.claims.subjects import Subject
from exactpl.errors import InputError
from exactpl.maps import zoo
from exactpl.maps.formula import graph_of_formula
from exactpl.maps.literal import is_literal, map_of_literal
from exactpl.maps.pl import PL

KNOWN_SUFFIXES = (".json",)

MapText: TypeAlias = Annotated[
    str,
    Parameter(
        name="MAP",
        allow_leading_hyphen=True,
        help='a zoo name (tent, tent:slope=3/2), a map file, knots ("0:0 1/2:1 1:0") or a formula in x',
    ),
]
On: TypeAlias = Annotated[
    tuple[str, str] | None,
    Parameter(
        name="--on", negative="", allow_leading_hyphen=True, help="ask on an invariant interval [A, B]: --on -1/2 1"
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


def subject_of(text: str) -> Subject:
    """Return the map that a MAP argument means, with the bytes that a certificate will name.

    Raises InputError that says what was tried.
    """
    if text.startswith("file:"):
        return Subject.load(text.removeprefix("file:"))
    if text.partition(":")[0] in zoo.entries():
        return Subject.of(zoo.build(text))
    if text.endswith(KNOWN_SUFFIXES) or ("/" in text and _exists(text)):
        return Subject.load(text)
    if is_literal(text):
        return Subject.of(map_of_literal(text))
    try:
        return Subject.of(PL._of(graph_of_formula(text)))
    except InputError as error:
        if text.isidentifier() and text != "x":
            raise InputError(
                f"a map is required, and {text!r:.60} is no file, no list of knots x:y, no formula in x and no name of "
                f"the zoo ({', '.join(sorted(zoo.entries()))})."
            ) from None
        raise InputError(f"{error} (It is no zoo name, no file and no list of knots x:y.)") from None


def _exists(text: str) -> bool:
    try:
        return Path(text).exists()
    except (OSError, ValueError):
        return False


def whole_number(text: str, name: str, least: int) -> int:
    """Return the whole number >= least that `text` is; InputError otherwise. "1.5", "1_0" and "1e3" are refused."""
    digits = text.removeprefix("-")
    if digits.isascii() and digits.isdecimal() and len(digits) > 20:
        raise InputError(f"{name} must be an integer of at most 20 digits, found one of {len(digits)} digits.")
    if not (digits.isascii() and digits.isdecimal()):
        raise InputError(f"{name} must be an integer >= {least}, found {text!r:.40}.")
    if int(text) < least:
        raise InputError(f"{name} must be an integer >= {least}, found {text}.")
    return int(text)


def interval_of(on: tuple[str, str] | None) -> Interval | None:
    """Return the interval of --on A B; "-oo" and "oo" are infinite ends."""
    if on is None:
        return None
    lower = None if on[0] == "-oo" else parse_rational(on[0])
    upper = None if on[1] == "oo" else parse_rational(on[1])
    return Interval(lower, upper)
