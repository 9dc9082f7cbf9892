"""Certificates and map files, strictly read (docs/certificates.md): what is not understood is refused.

Nothing here is trusted: what is read wrongly stands wrongly in the file, where everyone sees it.
"""

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import msgspec

from exactpl import documents
from exactpl.arithmetic.rationals import exact
from exactpl.errors import InputError, described
from exactpl.formal.terms import Ends
from exactpl.maps.files import FORMAT as MAP_FORMAT

FORMAT = "exactpl-cert/1"
MOST_STEPS = 100_000  # k and n: the library counts steps in unary numbers
_CITED = re.compile("[A-Z]{1,8}[0-9]{2}")


class _Entry(msgspec.Struct, forbid_unknown_fields=True):
    kind: str
    role: str
    sha256: str
    text: str | None


class _Certificate(msgspec.Struct, forbid_unknown_fields=True):
    cites: list[str]
    claim: dict[str, Any]
    format: str
    subject: list[_Entry]
    witness: dict[str, Any]


class _MapFile(msgspec.Struct, forbid_unknown_fields=True):
    format: str
    knots: list[tuple[str, str]]
    left_slope: str | None = None
    right_slope: str | None = None


@dataclass(frozen=True, slots=True)
class MapData:
    """A map as its file gives it, with the SHA-256 of the file."""

    knots: tuple[tuple[Fraction, Fraction], ...]
    left_slope: Fraction | None
    right_slope: Fraction | None
    sha256: str

    @property
    def domain(self) -> Ends:
        """The domain by its ends, None for one that is infinite."""
        return (
            self.knots[0][0] if self.left_slope is None else None,
            self.knots[-1][0] if self.right_slope is None else None,
        )


class Fields:
    """The values of a JSON object, each read by its key and as what it must be; InputError where it is something else.

    A value that nobody has read is refused by `finish`: it could change what is said.
    """

    def __init__(self, values: dict[str, Any], name: str) -> None:
        self._values, self._name, self._read = values, name, {"type"} if name == "claim" else set[str]()

    def raw(self, key: str) -> Any:
        """Return the value of a key, which must be there."""
        self._read.add(key)
        if key not in self._values:
            raise InputError(f"a certificate with {self._name}.{key} is required, found none.")
        return self._values[key]

    def has(self, key: str) -> bool:
        """Whether there is a value that is not null."""
        return self.raw(key) is not None

    def steps(self, key: str, least: int = 0) -> int:
        """Return a number of steps, or a place in a list."""
        n = self._small(self.raw(key), key, least)
        if n > MOST_STEPS:
            raise InputError(
                f"the Coq library takes {key} up to {MOST_STEPS:,}, found {n:,}; check it with exactpl check."
            )
        return n

    def rational(self, key: str) -> Fraction:
        """Return a rational."""
        return self._number(self.raw(key), key)

    def natural(self, key: str) -> int:
        """Return an integer >= 0."""
        return self._natural(self.raw(key), key)

    def naturals(self, key: str) -> list[int]:
        """Return a list of integers >= 0."""
        return [self._natural(each, key) for each in self._list(self.raw(key), key)]

    def times(self, key: str) -> list[int]:
        """Return a list of numbers of steps."""
        return [self._small(each, key, 0) for each in self._list(self.raw(key), key)]

    def ends(self, key: str) -> Ends | None:
        """Return the ends of an interval, or None for null."""
        value = self.raw(key)
        if value is None:
            return None
        lower, upper = (None if end is None else self._number(end, key) for end in self._two(value, key))
        return lower, upper

    def interval(self, key: str) -> Ends:
        """Return the ends of an interval."""
        return self.ends(key) or (None, None)

    def compact(self, key: str) -> tuple[Fraction, Fraction]:
        """Return the ends of an interval, both finite."""
        x, y = self._two(self.raw(key), key)
        return self._number(x, key), self._number(y, key)

    def pairs(self, key: str) -> list[tuple[Fraction, Fraction]]:
        """Return a list of pairs of rationals."""
        found = (self._two(each, key) for each in self._list(self.raw(key), key))
        return [(self._number(x, key), self._number(y, key)) for x, y in found]

    def edges(self, key: str) -> list[tuple[int, int]]:
        """Return a list of pairs of places."""
        found = (self._two(each, key) for each in self._list(self.raw(key), key))
        return [(self._small(i, key, 0), self._small(j, key, 0)) for i, j in found]

    def places(self, key: str) -> list[int | None]:
        """Return a list of places, each may be null."""
        return [None if each is None else self._small(each, key, 0) for each in self._list(self.raw(key), key)]

    def inner(self, key: str) -> "Fields":
        """Return the fields of an object inside."""
        return self._object(self.raw(key), key)

    def rows(self, key: str) -> list["Fields"]:
        """Return the fields of each object of a list."""
        return [self._object(each, key) for each in self._list(self.raw(key), key)]

    def __contains__(self, key: str) -> bool:
        """Whether a key is there."""
        return key in self._values

    def finish(self) -> None:
        """Raise InputError if there is a value that was not read."""
        for key in sorted(self._values.keys() - self._read):
            raise InputError(f"{self._name}.{key} is a key that this type of claims does not have.")

    def _fail(self, what: str, key: str, value: object) -> InputError:
        return InputError(f"{what} is required as {self._name}.{key}, found {described(value)}.")

    def _small(self, value: object, key: str, least: int) -> int:
        if type(value) is not int or not least <= value < 1 << 31:
            raise self._fail(f"an integer >= {least}, below 2^31,", key, value)
        return value

    def _number(self, value: object, key: str) -> Fraction:
        if not isinstance(value, str):
            raise self._fail("a rational in a string", key, value)
        return exact(value)

    def _natural(self, value: object, key: str) -> int:
        x = self._number(value, key)
        if x.denominator != 1 or x < 0:
            raise self._fail("an integer >= 0 in a string", key, value)
        return x.numerator

    def _list(self, value: object, key: str) -> list[Any]:
        if not isinstance(value, list):
            raise self._fail("a list", key, value)
        return value

    def _two(self, value: object, key: str) -> list[Any]:
        if not isinstance(value, list) or len(value) != 2:
            raise self._fail("a list of two", key, value)
        return value

    def _object(self, value: object, key: str) -> "Fields":
        if not isinstance(value, dict):
            raise self._fail("an object", key, value)
        return Fields(value, f"{self._name}.{key}")


@dataclass(frozen=True, slots=True)
class Source:
    """A certificate about one map, read."""

    type: str
    claim: Fields
    witness: Fields
    cites: tuple[str, ...]
    f: MapData
    sha256: str

    def on(self) -> Ends:
        """Return J by its ends: `on`, or the domain."""
        found = self.claim.ends("on")
        return self.f.domain if found is None else found


def source(text: str, types: Collection[str]) -> Source:
    """Return what a certificate says whose claim is of one of some types, each about one map.

    Raises InputError for what is no certificate, and for one of another type.
    """
    record = _certificate(text)
    kind = record.claim.get("type")
    if not isinstance(kind, str):
        raise InputError(f"a certificate whose claim has a type is required, found {described(kind)}.")
    if kind not in types:
        raise InputError(
            f"claims of the type {kind!a:.60} are not yet in the Coq library; there are {', '.join(types)}. "
            "exactpl check checks the certificate."
        )
    if len(record.subject) != 1 or record.subject[0].kind != MAP_FORMAT:
        found = ", ".join(entry.kind for entry in record.subject)
        raise InputError(f"a certificate about one map ({MAP_FORMAT}) is required, found {found:.60}.")
    (entry,) = record.subject
    if entry.text is None:
        raise InputError("a certificate that contains its map is required; this map is larger than 1 MiB.")
    for name in record.cites:
        if _CITED.fullmatch(name) is None:  # it stands in a comment of the file, which it must not end
            raise InputError(f"names such as MS80 are required as cites, found {described(name)}.")
    return Source(
        kind,
        Fields(record.claim, "claim"),
        Fields(record.witness, "witness"),
        tuple(record.cites),
        _map_data(entry.text, entry.sha256),
        _sha256(text),
    )


def _certificate(text: str) -> _Certificate:
    record = documents.load(text, _Certificate, "certificate")
    if record.format != FORMAT:
        raise InputError(f"a certificate of the format {FORMAT} is required, found {record.format!a:.60}.")
    return record


def _map_data(text: str, sha256: str) -> MapData:
    if not text.isascii() or _sha256(text) != sha256:
        raise InputError("the map in the certificate has another SHA-256 than the certificate says.")
    record = documents.load(text, _MapFile, f"map file ({MAP_FORMAT})")
    if record.format != MAP_FORMAT or not record.knots:
        raise InputError(f"a map file ({MAP_FORMAT}) with knots is required, found {record.format!a:.60}.")
    knots = tuple((exact(x), exact(y)) for x, y in record.knots)
    left = None if record.left_slope is None else exact(record.left_slope)
    right = None if record.right_slope is None else exact(record.right_slope)
    return MapData(knots, left, right, sha256)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("ascii")).hexdigest()
