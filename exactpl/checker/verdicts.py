"""The one line on standard output, and the digest of the checker's own source."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from dataclasses import dataclass

from .excerpts import printable

STATUS = {"ACCEPT": 0, "REJECT": 1, "DECLINE": 3}


@dataclass
class Verdict:
    """How a check ended, filled in as it goes; `None` where nothing is known."""

    word: str
    checker_sha256: str
    cert_sha256: str | None = None
    subject_sha256: str | None = None
    g_sha256: str | None = None
    claim: str | None = None  # as JSON, shortened
    statement: str | None = None
    by: tuple[str, ...] | None = None
    cites: tuple[str, ...] | None = None
    rule: str | None = None
    expected: str | None = None
    found: str | None = None

    def line(self) -> str:
        """Return the line for people."""
        return printable(self._line())

    def _line(self) -> str:
        if self.word != "ACCEPT":
            parts = [f"{self.word} {self.rule}", f"expected: {self.expected}", f"found: {self.found}"]
            about = [("claim", self.claim), ("subject", self.subject_sha256), ("cert", self.cert_sha256)]
            parts += [f"{what} {value if what == 'claim' else f'sha256:{value}'}" for what, value in about if value]
            return " | ".join(parts)
        subject = f"sha256:{self.subject_sha256}"
        if self.g_sha256 is not None:
            subject = f"f {subject}, g sha256:{self.g_sha256}"
        parts = [
            f"{self.word} {self.statement}",
            f"subject {subject}",
            f"cert sha256:{self.cert_sha256}",
            f"checker sha256:{self.checker_sha256}",
            "by " + (", ".join(self.by or ()) or "evaluation"),
            "assuming " + (", ".join(self.cites or ()) or "nothing"),
        ]
        return " | ".join(parts)

    def json_line(self) -> str:
        """Return the line for programs."""
        shown = dict(vars(self))
        shown["verdict"] = shown.pop("word").lower()
        return json.dumps(shown, sort_keys=True, ensure_ascii=True)


def checker_digest() -> str:
    """Return the SHA-256 over the names and the bytes of the checker's own source files."""
    digest = hashlib.sha256()
    for name, data in sorted(_sources()):
        digest.update(name.encode("ascii") + b"\0" + data + b"\0")
    return digest.hexdigest()


def _sources() -> list[tuple[str, bytes]]:
    folder = os.path.dirname(os.path.abspath(__file__))
    if os.path.isdir(folder):
        found = []
        for name in os.listdir(folder):
            if name.endswith(".py"):
                with open(os.path.join(folder, name), "rb") as file:
                    found.append((name, file.read()))
        return found
    # In an archive, where the package is a folder at the top.
    path, package = os.path.split(folder)
    start = package + "/"
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.startswith(start) and name.endswith(".py")]
        return [(name.removeprefix(start), archive.read(name)) for name in names]
