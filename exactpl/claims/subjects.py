"""The subject of a claim: a map, and the exact bytes of the map file that a certificate will name."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from exactpl.maps.files import map_text, read_map
from exactpl.maps.pl import PL


@dataclass(frozen=True, slots=True)
class Subject:
    """A map with the text of its map file.

    `Subject.of(f)` takes the canonical text, `Subject.load(path)` the user's own file.
    """

    f: PL
    text: str

    @classmethod
    def of(cls, value: "PL | Subject") -> "Subject":
        """Return a subject as it is, or a map with its canonical map file."""
        if isinstance(value, Subject):
            return value
        if isinstance(value, PL):
            return cls(value, map_text(value))
        raise TypeError(f"a PL map or a Subject is required, found {type(value).__name__}.")

    @classmethod
    def load(cls, path: str | Path) -> "Subject":
        """Return the map in a file, with the bytes of that file; InputError when it is no map file."""
        return cls(*read_map(path))

    @property
    def sha256(self) -> str:
        """The SHA-256 of the map file, in hexadecimal."""
        return hashlib.sha256(self.text.encode("ascii")).hexdigest()
