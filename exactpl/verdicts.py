"""What an answer is: proved, refuted, or open; and the certificate that goes with it.

Verdicts are matched, not tested for truth::

    match find_orbit(f, 3):
        case Proved(witness=orbit, certificate=c): c.save("period3.json")
        case Refuted(reason=why): ...
        case Undecided(reason=why): ...
"""

import hashlib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from exactpl import documents
from exactpl.errors import described


@dataclass(frozen=True, slots=True)
class Certificate:
    """A statement about a map or networks with all that an independent program needs to check it: docs/certificates.md.

    `text` is the whole certificate, canonical bytes. `subject` is the text of the map or network file that it speaks
    of, `second` that of the second file, if it speaks of two; the certificate contains them unless they are larger than
    1 MiB.
    """

    text: str
    subject: str = field(repr=False)
    second: str | None = field(default=None, repr=False)

    def subjects(self) -> dict[str, str]:
        """Return the texts of the subjects by their roles, f and g."""
        return {"f": self.subject} if self.second is None else {"f": self.subject, "g": self.second}

    def save(self, path: str | Path) -> None:
        """Write the certificate; the file appears whole or not at all."""
        documents.write_atomically(path, self.text)

    @property
    def sha256(self) -> str:
        """The SHA-256 of the certificate's bytes, in hexadecimal."""
        return hashlib.sha256(self.text.encode("ascii")).hexdigest()

    def __repr__(self) -> str:
        return f"<Certificate sha256:{self.sha256[:16]}...>"


class _Verdict:
    __slots__ = ()

    def __repr__(self) -> str:
        values = ((each.name, getattr(self, each.name)) for each in fields(self))  # type: ignore[arg-type]
        shown = (f"{name}={described(value, 300)}" for name, value in values if value not in (None, ()))
        return f"{type(self).__name__}({', '.join(shown)})"

    def __bool__(self) -> NoReturn:
        raise TypeError(
            f"a verdict is neither true nor false: it may be open. Use match, or isinstance(v, {type(self).__name__})."
        )


@dataclass(frozen=True, slots=True, repr=False)
class Proved(_Verdict):
    """The statement holds. `lemmas` are ids of docs/theorems.md, `cites` the theorems of others that it rests on."""

    statement: str
    value: Any = None
    witness: Any = None
    certificate: Certificate | None = None
    lemmas: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Refuted(_Verdict):
    """The statement asked about is false: `reason` says why, and the certificate proves the reason."""

    statement: str
    reason: str
    witness: Any = None
    certificate: Certificate | None = None
    lemmas: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Undecided(_Verdict):
    """Neither proved nor refuted: `reason` says how far it went and how to go on."""

    statement: str
    reason: str


Verdict: TypeAlias = Proved | Refuted | Undecided
