"""Map files, `exactpl-map/1`: see docs/certificates.md, section 4."""

from pathlib import Path

import msgspec

from exactpl import documents
from exactpl.arithmetic.rationals import canonical_rational, exact
from exactpl.errors import InputError
from exactpl.maps.pl import PL

FORMAT = "exactpl-map/1"
MOST_KNOTS = 1_000_000


class _MapRecord(msgspec.Struct, forbid_unknown_fields=True):
    format: str
    knots: list[tuple[str, str]]
    left_slope: str | None = None
    right_slope: str | None = None


def map_text(f: PL) -> str:
    r"""Return the canonical map file of a map; InputError when it has more than 1,000,000 knots.

    >>> map_text(PL([(0, 0), (1, "1/2")]))
    '{"format":"exactpl-map/1","knots":[["0","0"],["1","1/2"]],"left_slope":null,"right_slope":null}\n'
    """
    if len(f.knots) > MOST_KNOTS:
        raise InputError(f"a map file has at most {MOST_KNOTS:,} knots, this map has {len(f.knots):,}; restrict it.")
    return documents.canonical_text(
        {
            "format": FORMAT,
            "knots": [[canonical_rational(x), canonical_rational(y)] for x, y in f.knots],
            "left_slope": None if f.left_slope is None else canonical_rational(f.left_slope),
            "right_slope": None if f.right_slope is None else canonical_rational(f.right_slope),
        }
    )


def map_of_text(text: str) -> PL:
    """Return the map that the text of a map file defines; InputError when it is none."""
    what = f"map file ({FORMAT})"
    record = documents.load(text, _MapRecord, what)
    if record.format != FORMAT:
        raise InputError(f"a {what} is required, found the format {record.format!r:.60}.")
    if len(record.knots) > MOST_KNOTS:
        raise InputError(
            f"a map file has at most {MOST_KNOTS:,} knots, found {len(record.knots):,}; build larger maps in Python."
        )
    left = None if record.left_slope is None else exact(record.left_slope)
    right = None if record.right_slope is None else exact(record.right_slope)
    return PL(record.knots, left_slope=left, right_slope=right)


def read_map(path: str | Path) -> tuple[PL, str]:
    """Return the map in a file of format `exactpl-map/1`, and its text; InputError, with the path, if it is none."""
    text = documents.read_text(path, f"map file ({FORMAT})")
    try:
        return map_of_text(text), text
    except InputError as error:
        raise InputError(f"{path}: {error}") from None


def load_map(path: str | Path) -> PL:
    """Return the map in a file of format `exactpl-map/1`; InputError, naming the file, when it is none."""
    return read_map(path)[0]


def save_map(f: PL, path: str | Path) -> None:
    """Write a map as a canonical map file; the file appears whole or not at all."""
    documents.write_atomically(path, map_text(f))
