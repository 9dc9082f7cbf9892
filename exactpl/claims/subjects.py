"""The subjects of claims: a map or a network, with the exact bytes of the file that a certificate will name."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, TypeAlias

from exactpl import documents
from exactpl.claims import limits
from exactpl.maps import files as map_files
from exactpl.maps.files import map_text, read_map
from exactpl.maps.pl import PL
from exactpl.networks import files as network_files
from exactpl.networks.files import network_text, read_network
from exactpl.networks.formats.loading import load
from exactpl.networks.network import Network


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("ascii")).hexdigest()


@dataclass(frozen=True, slots=True)
class MapSubject:
    """A map with the text of its map file.

    `MapSubject.of(f)` takes the canonical text, `MapSubject.load(path)` the user's own file.
    """

    kind: ClassVar[str] = map_files.FORMAT
    f: PL
    text: str

    def __post_init__(self) -> None:
        limits.require_subject(self.text)

    @classmethod
    def of(cls, value: "PL | MapSubject") -> "MapSubject":
        """Return a subject as it is, or a map with its canonical map file."""
        if isinstance(value, MapSubject):
            return value
        if isinstance(value, PL):
            return cls(value, map_text(value))
        advice = "; networks.as_map(network) gives its map" if isinstance(value, Network | NetworkSubject) else ""
        raise TypeError(f"a PL map or a MapSubject is required, found {type(value).__name__}{advice}.")

    @classmethod
    def load(cls, path: str | Path) -> "MapSubject":
        """Return the map in a file, with the bytes of that file; InputError when it is no map file."""
        return cls(*read_map(path))

    @property
    def sha256(self) -> str:
        """The SHA-256 of the map file, in hexadecimal."""
        return _sha256(self.text)


@dataclass(frozen=True, slots=True)
class NetworkSubject:
    """A network with the text of its network file.

    A network read from another format is named by its canonical network file: the conversion is not checked, which
    `is_converted` tells.
    """

    kind: ClassVar[str] = network_files.FORMAT
    network: Network
    text: str

    def __post_init__(self) -> None:
        limits.require_subject(self.text)
        limits.sizes_within_limits(self.network)

    @classmethod
    def of(cls, value: "Network | NetworkSubject") -> "NetworkSubject":
        """Return a subject as it is, or a network with its canonical network file."""
        if isinstance(value, NetworkSubject):
            return value
        if isinstance(value, Network):
            return cls(value, network_text(value))
        raise TypeError(f"a Network or a NetworkSubject is required, found {type(value).__name__}.")

    @classmethod
    def load(cls, path: str | Path, **options: object) -> "NetworkSubject":
        """Return the network in a file (`networks.load`), a JSON file with its own bytes."""
        if documents.as_path(path, "network file").suffix.lower() == ".json" and not any(options.values()):
            return cls(*read_network(path))
        return cls.of(load(path, **options))  # type: ignore[arg-type]

    @property
    def sha256(self) -> str:
        """The SHA-256 of the network file, in hexadecimal."""
        return _sha256(self.text)

    @property
    def is_converted(self) -> bool:
        """Whether the network was read from a format that the checker does not read."""
        return bool(self.network.origin)


AnySubject: TypeAlias = MapSubject | NetworkSubject


def any_subject(value: object) -> AnySubject:
    """Return the subject of a map or a network."""
    if isinstance(value, PL | MapSubject):
        return MapSubject.of(value)
    if isinstance(value, Network | NetworkSubject):
        return NetworkSubject.of(value)
    raise TypeError(f"a Network or a PL map is required, found {type(value).__name__}.")
