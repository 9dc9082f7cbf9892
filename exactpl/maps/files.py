"""Map files, `exactpl-map/1`: see docs/certificates.md, section 4."""

import re
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

import msgspec

from exactpl import documents
from exactpl.arithmetic.integers import canonical_integer
from exactpl.arithmetic.rationals import ExactReal, Real, canonical_rational, exact, file_rational, require_room
from exactpl.errors import BudgetError, InputError
from exactpl.maps.pl import PL, require_map

FORMAT = "exactpl-map/1"
MOST_KNOTS = 1_000_000
_INTEGER = re.compile(r"[+-]?(?:[0-9]+|0x[0-9a-f]+)")  # the coefficients of a field's polynomial


Number: TypeAlias = str | list[str]


class _FieldRecord(msgspec.Struct, forbid_unknown_fields=True):
    interval: tuple[str, str]
    polynomial: list[str]


class _MapRecord(msgspec.Struct, forbid_unknown_fields=True):
    format: str
    knots: list[tuple[Number, Number]]
    left_slope: Number | None = None
    right_slope: Number | None = None
    field: _FieldRecord | msgspec.UnsetType = msgspec.UNSET


def map_text(f: PL) -> str:
    r"""Return the canonical map file of a map.

    Raises InputError when it has more than 1,000,000 knots, BudgetError when a number takes more than 262,208
    characters.

    >>> map_text(PL([(0, 0), (1, "1/2")]))
    '{"format":"exactpl-map/1","knots":[["0","0"],["1","1/2"]],"left_slope":null,"right_slope":null}\n'
    """
    if len(require_map(f).knots) > MOST_KNOTS:
        raise InputError(f"a map file has at most {MOST_KNOTS:,} knots, this map has {len(f.knots):,}; restrict it.")
    tree: dict[str, object] = {
        "format": FORMAT,
        "knots": [[_file_number(x), _file_number(y)] for x, y in f.knots],
        "left_slope": None if f.left_slope is None else _file_number(f.left_slope),
        "right_slope": None if f.right_slope is None else _file_number(f.right_slope),
    }
    field = f.field
    if field is not None:
        tree["field"] = {
            "interval": [file_rational(field.lower), file_rational(field.upper)],
            "polynomial": [_coefficient(c) for c in field.polynomial],
        }
    return documents.canonical_text(tree)


def _file_number(x: Real) -> str | list[str]:
    if isinstance(x, ExactReal):
        return [file_rational(c) for c in x.coefficients]
    return file_rational(x)


def _coefficient(c: int) -> str:
    require_room(c, "a coefficient of the field's polynomial")
    return canonical_integer(c)


def canonical_number(x: Real) -> str | list[str]:
    """Return a rational, or the list of coefficients of a number of a field, as they stand in files."""
    if isinstance(x, ExactReal):
        return [canonical_rational(c) for c in x.coefficients]
    return canonical_rational(x)


def map_of_text(text: str) -> PL:
    """Return the map that the text of a map file defines; InputError for any other text."""
    return _map_and_field(text)[0]


def _map_and_field(text: str) -> tuple[PL, bool]:
    """Return the map that a text defines, and whether the text has a field."""
    what = f"map file ({FORMAT})"
    record = documents.load(text, _MapRecord, what)
    if record.format != FORMAT:
        raise InputError(f"a {what} is required, found the format {record.format!a:.60}.")
    if len(record.knots) > MOST_KNOTS:
        raise InputError(
            f"a map file has at most {MOST_KNOTS:,} knots, found {len(record.knots):,}; build larger maps in Python."
        )
    root = _root(record.field, what) if isinstance(record.field, _FieldRecord) else None
    left = None if record.left_slope is None else _number(record.left_slope, root, "left_slope")
    right = None if record.right_slope is None else _number(record.right_slope, root, "right_slope")
    knots = [
        (_number(x, root, f"knots[{i}]"), _number(y, root, f"knots[{i}]")) for i, (x, y) in enumerate(record.knots)
    ]
    return PL(knots, left_slope=left, right_slope=right), root is not None


@dataclass(frozen=True)
class _Root:
    """The root that the field of a file is made of, rational or not, and the degree of the polynomial given."""

    a: Real
    degree: int


def _root(record: _FieldRecord, what: str) -> _Root:
    """Return the one root of the polynomial in the interval, by the rules of docs/certificates.md, section 4."""
    from exactpl.arithmetic.algebraic import root_of

    for c in record.polynomial:
        if _INTEGER.fullmatch(c) is None:
            raise InputError(
                f"a {what} with integers as the polynomial of its field is required, found {c!a:.60}; write it with "
                "digits alone, or as 0x and hexadecimal digits."
            )
    polynomial = [exact(c).numerator for c in record.polynomial]
    if len(polynomial) < 3 or not polynomial[-1]:
        raise InputError(f"a {what} with a field of degree >= 2 is required, its last coefficient not 0.")
    return _Root(root_of(polynomial, *record.interval, strictly=True), len(polynomial) - 1)


def _number(given: Number, root: _Root | None, place: str) -> Real:
    if isinstance(given, str):
        return exact(given)
    if root is None or not 1 <= len(given) <= root.degree:
        if root is None:
            raise InputError(f'{place} must be a string such as "1/3", found a list in a file without a "field".')
        raise InputError(f"{place} must have 1 to {root.degree} coefficients, found {len(given)}.")
    value: Real = Fraction(0)
    for c in reversed(given):
        value = value * root.a + exact(c)
    return value


def read_map(path: str | Path) -> tuple[PL, str]:
    """Return the map in a file of format `exactpl-map/1`, and its text; InputError, with the path, for other files.

    A file with a "field" whose numbers are all rational comes with its canonical text, which has no field.
    """
    text = documents.read_text(path, f"map file ({FORMAT})")
    try:
        f, has_field = _map_and_field(text)
        return f, map_text(f) if f.field is None and has_field else text
    except (InputError, BudgetError) as error:
        raise type(error)(f"{path}: {error}") from None


def load_map(path: str | Path) -> PL:
    """Return the map in a file of format `exactpl-map/1`; InputError, naming the file, for other files."""
    return read_map(path)[0]


def save_map(f: PL, path: str | Path) -> None:
    """Write a map as a canonical map file; the file appears whole or not at all."""
    documents.write_atomically(path, map_text(f))
